"""The tasks that score the encoder's heads, by the name that ``eval`` prints."""

from contested.scoring.act_tasks import cameo_classes_task, ngec_task, plover_task
from contested.scoring.span_tasks import cameo_spans_task, polnear_task, re3d_task
from contested.scoring.syntax_task import ud_task
from contested.scoring.task import Task

TASKS: dict[str, Task] = {
    "ud ewt": ud_task("ewt"),
    "ud gum": ud_task("gum"),
    "polnear": polnear_task,
    "re3d": re3d_task,
    "cameo spans": cameo_spans_task,
    "cameo class": cameo_classes_task,
    "plover": plover_task,
    "ngec": ngec_task,
}
