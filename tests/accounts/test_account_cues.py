"""The cue file is checked when it is loaded, and says where it is wrong."""

from importlib.resources import files

import pytest

from contested.accounts.cues import load_cues, parse_cues
from contested.errors import ResourceError

TEXT = (files("contested") / "resources" / "passages.toml").read_text("utf-8")


def test_packaged_cues_load() -> None:
    """The file in the package is well formed, and the exact lines are folded for comparison."""
    assert "advertisement" in load_cues().exact


@pytest.mark.parametrize(
    ("change", "to", "where"),
    [
        ("[embed]", "[embed", r"passages\.toml.*line"),
        ("short = 22", 'short = "22"', r"passages\.toml:\d+: \[boilerplate\] short"),
        ("'^\\W+$'", "'^(\\W+$'", r"passages\.toml:\d+: .*\^\("),
        ("report_verbs = [", "verbs = [", r"passages\.toml:1: \[excerpt\] report_verbs"),
    ],
)
def test_malformed_cues_name_file_and_line(change: str, to: str, where: str) -> None:
    """A person who edits the file is told where the fault is."""
    assert change in TEXT
    with pytest.raises(ResourceError, match=where):
        parse_cues(TEXT.replace(change, to), "passages.toml")
