"""A result makes itself again: its specification, read back, is run as it was."""

import json
import re
from pathlib import Path
from typing import Any

from contested.codec import from_plain
from contested.errors import StudyError
from contested.study.control_study import ControlQuestion, control_study
from contested.study.follow_study import FollowQuestion, follow_study
from contested.study.hit import HitQuestion, hit_study
from contested.study.intervene_study import InterveneQuestion, intervene_study
from contested.study.wake_study import WakeQuestion, wake_study

_FENCE = re.compile(r"## Specification\n.*?```json\n(.*?)\n```", re.S)


def read_spec(path: Path) -> dict[str, Any]:
    """The specification in a result (``.json``) or a report (``.md``)."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError(f"{path}: {error}") from error
    found = _FENCE.search(text)
    try:
        said = json.loads(found.group(1) if found else text)
    except json.JSONDecodeError as error:
        raise StudyError(f"{path}: holds no specification ({error})") from error
    spec = said.get("spec", said) if isinstance(said, dict) else None
    if not isinstance(spec, dict) or "design" not in spec:
        raise StudyError(f"{path}: holds no specification of a study")
    return spec


def run_spec(spec: dict[str, Any]) -> Any:
    """The study that ``spec`` describes, run again."""
    design = spec["design"]
    try:
        if design == "wakes":
            return wake_study(from_plain(WakeQuestion, spec))
        if design == "lags":
            return follow_study(from_plain(FollowQuestion, spec))
        if design == "intervene":
            return intervene_study(from_plain(InterveneQuestion, spec))
        if design == "control":
            return control_study(from_plain(ControlQuestion, spec))[0]
        if design == "hit":
            return hit_study(from_plain(HitQuestion, spec))
    except TypeError as error:
        raise StudyError(f"the specification is not complete: {error}") from error
    raise StudyError(f"{design!r} is no design of a study")
