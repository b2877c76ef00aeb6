"""A build asked for on a page: it runs beside the app, and the pages say how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread

from contested.errors import ContestedError
from contested.pipeline import Progress, stages
from contested.pipeline import build as run_build
from contested.store.case import Case
from contested.views.building import make_ready, where_it_stands


@dataclass(frozen=True, slots=True)
class Stand:
    """How a build stands. ``words`` say it; ``done`` of ``total`` words are read."""

    running: bool = False
    words: str = "No build was asked for since the app was opened."
    done: int = 0
    total: int = 0
    failed: bool = False


class Rebuild:
    """At most one build at a time; the case's own lock keeps other programs' builds apart."""

    def __init__(self, case: Case, after: Callable[[], None] = lambda: None) -> None:
        """For ``case``; nothing is started. ``after`` is called when a build is done."""
        self.case = case
        self.after = after
        self.stand = Stand()
        self._lock = Lock()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin, unless one is running already."""
        with self._lock:
            if self.stand.running:
                return
            self.stand = Stand(True, "starting")
            self._thread = Thread(target=self._run, daemon=True)
            self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait for the one that runs."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            report = run_build(self.case, stages(self.case), watch=self._watch)
            slow = make_ready(self.case, report, self._watch)
        except Exception as error:  # whatever stops it must be told, not lost with the thread
            cause = str(error) if isinstance(error, ContestedError) else repr(error)
            self.stand = Stand(False, f"The build stopped: {cause}", failed=True)
        else:
            left = len(report.skipped) + len(report.failed)
            more = f"; {left:,} left out, the command build says why" if left else ""
            more += f". {slow}" if slow else ""
            self.stand = Stand(
                False,
                f"{report.claims:,} claims from {report.accounts:,} accounts in "
                f"{report.seconds:.1f} s{more}.",
            )
            self.after()

    def _watch(self, at: Progress) -> None:
        self.stand = Stand(True, where_it_stands(at), at.words, at.of_words)
