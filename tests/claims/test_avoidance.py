"""Avoidance promises: who was left alone gives the neighbouring act with polarity −."""

import pytest
from parsed import mentions, sorter, view_of_sentence

from contested.claims.avoidance import avoidance_drafts
from contested.claims.frame import Draft, View
from contested.claims.lexicon import load_lexicon
from contested.claims.predicates import find_drafts
from contested.claims.stance import read_stance


def _read(text: str) -> tuple[View, tuple[Draft, ...]]:
    view = view_of_sentence(text)
    return view, avoidance_drafts(0, view.trees[0], load_lexicon(), sorter())


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("Moscow hit the rebels while sparing the jihadists.", "Moscow", "the jihadists"),
        ("Russia struck rebels, not ISIS.", "Russia", "ISIS"),
        ("Russia, not Turkey, bombed rebels.", "Turkey", "rebels"),
        ("ISIS gained ground and jets were nowhere to be seen.", "jets", "ISIS"),
        ("The army left ISIS alone.", "The army", "ISIS"),
    ],
)
def test_what_was_not_done_to_whom(text: str, agent: str, target: str) -> None:
    """The act is denied of exactly those whom the words set apart."""
    view, (draft,) = _read(text)
    assert draft.act == "ASSAULT"
    assert mentions(view, tuple(s.head for s in draft.agents)) == [agent]
    assert mentions(view, tuple(s.head for s in draft.targets)) == [target]
    assert read_stance(view, draft, ()).polarity == "-"


def test_a_contrast_leaves_the_act_itself_alone() -> None:
    """ "struck rebels, not ISIS" still asserts the strike on the rebels, and on them only."""
    view = view_of_sentence("Russia struck rebels, not ISIS.")
    (struck,) = find_drafts(0, view.trees[0], load_lexicon(), sorter())
    assert mentions(view, tuple(s.head for s in struck.targets)) == ["rebels"]
    assert read_stance(view, struck, ()).polarity == "+"


def test_the_unarmed_avoid_without_an_act() -> None:
    """A minister who avoids reporters spares them nothing."""
    assert _read("The minister avoided reporters.")[1] == ()


def test_absence_is_not_read_into_the_clause_beside_it() -> None:
    """ "nowhere to be seen" does not deny the gains of the first clause."""
    view = view_of_sentence("ISIS gained ground and jets were nowhere to be seen.")
    for draft in find_drafts(0, view.trees[0], load_lexicon(), sorter()):
        assert read_stance(view, draft, ()).polarity == "+"
