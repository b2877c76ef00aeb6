"""Compound promises: "rebel-held", "US-backed", "anti-Assad" state who holds, backs, opposes."""

import pytest
from parsed import mentions, sorter, view_of_sentence

from contested.claims.compounds import compound_drafts
from contested.claims.frame import Draft, Slot, View
from contested.claims.lexicon import load_lexicon


def _read(text: str) -> tuple[View, tuple[Draft, ...]]:
    view = view_of_sentence(text)
    return view, compound_drafts(0, view.trees[0], load_lexicon(), sorter())


def _words(view: View, slots: tuple[Slot, ...]) -> list[str]:
    return mentions(view, tuple(s.head for s in slots))


def test_held_names_holder_and_place() -> None:
    """ "rebel-held territory" is control: the holder before the hyphen, the place after it."""
    view, (draft,) = _read("Troops entered rebel-held territory.")
    assert (draft.kind, draft.act) == ("control", "holds")
    assert view.trees[0].words[draft.predicate].text == "held"
    assert _words(view, draft.agents) == ["rebel"]
    assert _words(view, draft.places) == ["rebel-held territory"]


def test_backed_is_a_relation_from_backer_to_backed() -> None:
    """ "US-backed fighters": a positive relation, agent the backer."""
    view, (draft,) = _read("US-backed fighters hold Hama.")
    assert (draft.kind, draft.sign) == ("relation", 1)
    assert _words(view, draft.agents) == ["US"]
    assert _words(view, draft.targets) == ["US-backed fighters"]


def test_anti_is_enmity_of_those_so_called() -> None:
    """ "anti-Assad rebels": a negative relation to Assad, named without the prefix."""
    view, (draft,) = _read("Anti-Assad rebels seized Idlib.")
    assert (draft.kind, draft.sign) == ("relation", -1)
    assert _words(view, draft.agents) == ["Anti-Assad rebels"]
    assert _words(view, draft.targets) == ["Assad"]


@pytest.mark.parametrize(
    "text",
    [
        "The long-held town fell.",
        "The anti-tank missiles hit rebels.",
        "US-backed strikes hit rebels.",
    ],
)
def test_compounds_without_two_sides_give_nothing(text: str) -> None:
    """Adverbs, weapons and acts are no side of a relation or control."""
    assert _read(text)[1] == ()
