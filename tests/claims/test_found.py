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


@pytest.mark.parametrize(
    ("text", "words", "sign"),
    [
        ("Turkey's fight against Islamic State has cost lives.", "fight against", -1),
        ("Britain belongs to the coalition against Islamic State.", "the coalition against", -1),
        ("Turkey's dispute with Russia has grown.", "Turkey's dispute with Russia", -1),
        ("The row strained Ankara's relationship with Washington.", "Ankara's relationship", 1),
        ("Washington has used Kurdish groups as proxies in Syria.", "as proxies", 1),
    ],
)
def test_a_standing_stands_in_a_noun(text: str, words: str, sign: int) -> None:
    """A fight or coalition against somebody, a dispute or relationship with somebody, a proxy."""
    (found,) = (c for c in _of(text, "relation", None) if words in c.evidence.text)
    assert found.sign == sign
    assert found.agents and all(t.actor for t in found.targets)


@pytest.mark.parametrize(
    ("text", "kind", "act"),
    [
        ("Turkey opposed an invitation to the Kurds.", "event", "REJECT"),
        ("Moscow opposes the Syrian rebels.", "relation", None),
    ],
)
def test_opposing_a_thing_is_an_act_and_opposing_a_side_a_standing(
    text: str, kind: str, act: str | None
) -> None:
    """ "Opposed an invitation" rejects it; whoever opposes a side stands against it."""
    assert _of(text, kind, act)


def test_a_presence_holds() -> None:
    """ "The Turkish presence in Idlib" says who is there (codebook 5.3)."""
    (found,) = _of("Moscow is worried about the Turkish presence in Idlib.", "control", "holds")
    assert [a.actor for a in found.agents] == ["turkey"]
    assert [p.name for p in found.places] == ["Idlib"]


def test_who_mobilises_is_told_where_the_encoder_bears_it_out() -> None:
    """ "He crossed the border": one man is no force, but the encoder takes it for an act, too."""
    (found,) = _of("He crossed the border into Syria with two volunteers.", "event", "MOBILIZE")
    assert [p.name for p in found.places] == ["Syria"]


def test_people_who_are_held_are_detained() -> None:
    """ "Two journalists are held by X" is COERCE; a town that is held is control."""
    (found,) = _of("Two journalists are held by Islamic State in Raqqa.", "event", "COERCE")
    assert [a.actor for a in found.agents] == ["islamic-state"]
    assert _of("Raqqa is held by Islamic State.", "control", "holds")
