"""Finding promises: words and shapes of reports that state a claim are not passed over."""

import pytest
from whole import claims

from contested.claims.model import Claim


def _of(text: str, kind: str, act: str | None) -> list[Claim]:
    return [c for c in claims(text) if (c.kind, c.act) == (kind, act)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Families fled regime-controlled areas near Aleppo.", "regime-controlled areas"),
        (
            "The army shelled areas controlled by Islamic State.",
            "areas controlled by Islamic State",
        ),
    ],
)
def test_areas_that_no_map_shows_are_held(text: str, words: str) -> None:
    """Whose the areas are is stated, wherever they lie (codebook 2.5)."""
    assert any(words in c.evidence.text for c in _of(text, "control", "holds"))
