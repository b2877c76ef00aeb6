"""Connective promises: "because", "in order to", "so that" give causes and aims with both ends."""

import pytest
from parsed import mentions, sorter, view_of_sentence

from contested.claims.connectives import connective_drafts, without_aims
from contested.claims.frame import Draft, View
from contested.claims.lexicon import load_lexicon
from contested.claims.predicates import find_drafts
from contested.claims.stance import read_stance


def _read(text: str) -> tuple[View, tuple[Draft, ...]]:
    view = view_of_sentence(text)
    drafts = find_drafts(0, view.trees[0], load_lexicon(), sorter())
    return view, connective_drafts(0, view.trees[0], drafts, load_lexicon(), sorter())


def _end(view: View, words: frozenset[int]) -> str:
    tree = view.trees[0]
    return view.text(tree.words[min(words)].start, tree.words[max(words)].end)


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        (
            "Civilians fled because the army shelled the town.",
            "the army shelled the town",
            "Civilians fled",
        ),
        ("Because of the siege, civilians left Hama.", "the siege", "civilians left Hama"),
    ],
)
def test_a_cause_has_both_ends(text: str, cause: str, effect: str) -> None:
    """Cause and effect are the words on either side, without the connective."""
    view, (draft,) = _read(text)
    assert draft.kind == "cause"
    assert _end(view, draft.cause_words) == cause
    assert _end(view, draft.effect_words) == effect


@pytest.mark.parametrize(
    ("text", "agent", "aim"),
    [
        ("Russia sent troops in order to protect Assad.", "Russia", "protect Assad"),
        ("The army shelled Hama so that rebels would leave.", "The army", "rebels would leave"),
    ],
)
def test_an_aim_is_an_intent_of_the_subject(text: str, agent: str, aim: str) -> None:
    """The subject of the main clause wants what follows."""
    view, (draft,) = _read(text)
    assert draft.kind == "intent"
    assert mentions(view, tuple(s.head for s in draft.agents)) == [agent]
    assert _end(view, draft.effect_words).endswith(aim)


@pytest.mark.parametrize(
    "text",
    ["He did it because of this.", "Since Russia intervened, ISIS has advanced."],
)
def test_bare_pronouns_and_times_give_nothing(text: str) -> None:
    """An end that only points, and "since", which may mean time, are left alone."""
    assert _read(text)[1] == ()


def test_the_wanted_act_is_no_event() -> None:
    """What an aim covers is dropped from the other drafts, the means stays."""
    view, found = _read("Russia sent troops in order to protect Assad.")
    drafts = find_drafts(0, view.trees[0], load_lexicon(), sorter())
    kept = without_aims(view.trees[0], drafts, found)
    words = view.trees[0].words
    assert "protect" not in [words[d.predicate].text for d in kept]
    assert "sent" in [words[d.predicate].text for d in kept]


def test_a_cause_of_what_lies_ahead_lies_ahead() -> None:
    """The modality of a causal claim is that of its effect."""
    view, (draft,) = _read("ISIS will take Hama because Russia is bombing rebels.")
    assert read_stance(view, draft, ()).modality == "future"
