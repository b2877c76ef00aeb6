"""Predicate promises: what states an act becomes one draft with its roles; what does not, none."""

from dataclasses import replace

import pytest
from readers import drafts, forms, sorter
from rows import (
    AIMED,
    BESIEGED,
    CONTROLLED,
    COORDINATED,
    DIED,
    GAP,
    NEGATED,
    OFFENSIVE,
    PASSIVE,
    REFERS_BACK,
    SEIZED,
    STRIKES,
    STRUCK,
)
from trees import tree_of

from contested.annotate.model import Span, Word
from contested.claims.frame import Draft
from contested.claims.lexicon import load_lexicon
from contested.claims.predicates import find_drafts, scope_of
from contested.claims.sorts import Sort, is_pronoun
from contested.claims.tree import Tree


def read(rows: str, form: str) -> tuple[Tree, Draft]:
    """The draft whose predicate is written ``form``."""
    tree = tree_of(rows)
    return tree, next(d for d in drafts(tree) if tree.words[d.predicate].text == form)


def test_an_attack_has_its_sides() -> None:
    """A verb of force is one ASSAULT with agent and target."""
    tree, d = read(STRUCK, "struck")
    assert (d.kind, d.act) == ("event", "ASSAULT")
    assert forms(tree, d.agents) == ["warplanes"]
    assert forms(tree, d.targets) == ["positions"]


def test_a_weapon_decides_the_mode() -> None:
    """What warplanes strike is struck from the air."""
    _, d = read(STRUCK, "struck")
    assert (d.mode, d.acled) == ("aerial", "Air/drone strike")


def test_a_place_named_near_an_act_is_its_place() -> None:
    """ "near Aleppo" is where, with its preposition; "on Friday" is no place."""
    tree, d = read(STRUCK, "struck")
    assert [(tree.words[s.head].text, s.role) for s in d.places] == [("Aleppo", "near")]


def test_a_passive_keeps_agents_and_targets_apart() -> None:
    """Who stands after "by" is the agent, the subject suffers; coordination shares the target."""
    tree, d = read(PASSIVE, "shelled")
    assert forms(tree, d.agents) == ["troops"]
    assert forms(tree, (*d.targets, *d.places)) == ["town"]
    tree, d = read(PASSIVE, "stormed")
    assert forms(tree, d.agents) == ["militants"]


def test_coordinated_predicates_are_two_drafts() -> None:
    """Taking and razing are two claims; the second one's agent is inferred."""
    tree = tree_of(COORDINATED)
    found = drafts(tree)
    assert [tree.words[d.predicate].text for d in found] == ["took", "razed"]
    assert [s.inferred for d in found for s in d.agents] == [False, True]


def test_a_capture_is_control() -> None:
    """One predicate gives one claim: a capture is control with holder and place."""
    tree, d = read(COORDINATED, "took")
    assert (d.kind, d.act) == ("control", "gains")
    assert (forms(tree, d.agents), forms(tree, d.places)) == (["Rebels"], ["Marn"])


def test_a_siege_has_besieger_and_place() -> None:
    """A siege is control, with the besieger as agent."""
    tree, d = read(BESIEGED, "besieged")
    assert (d.kind, d.act) == ("control", "besieges")
    assert forms(tree, d.agents) == ["group"]
    assert forms(tree, (*d.places, *d.targets)) == ["airbase"]


def test_coordinated_arguments_share_one_claim() -> None:
    """The army and the militia seize the town together."""
    tree, d = read(SEIZED, "seized")
    assert forms(tree, d.agents) == ["army", "militia"]


def test_a_capital_that_acts_is_its_state() -> None:
    """ "Moscow struck rebels": though a place by the encoder and the gazetteer, it is the agent."""
    rows = "Moscow Moscow PROPN 2 nsubj\nstruck strike VERB 0 root\nrebels rebel NOUN 2 obj"
    tree = tree_of(rows, names=(Span(0, 1, "place", 0.9),))
    capital = replace(sorter(), located=lambda text: text == "Moscow")
    (d,) = find_drafts(0, tree, load_lexicon(), capital)
    assert capital.sort(tree, 0) == "place"
    assert (forms(tree, d.agents), d.objects) == (["Moscow"], ())


def test_how_is_not_who() -> None:
    """ "was shelled by accident" names nobody."""
    rows = """
    Raqqa Raqqa PROPN 3 nsubj:pass
    was be AUX 3 aux:pass
    shelled shell VERB 0 root
    by by ADP 5 case
    accident accident NOUN 3 obl
    """
    _, d = read(rows, "shelled")
    assert d.agents == ()


def test_a_besieged_site_is_the_place() -> None:
    """A site is what is held or lost, and no side of its own; a bombed one is the target."""
    tree, d = read(BESIEGED, "besieged")
    assert (forms(tree, d.places), d.targets) == (["airbase"], ())
    tree, d = read(BESIEGED.replace("besieged besiege", "bombed bomb"), "bombed")
    assert (forms(tree, d.targets), d.places) == (["airbase"], ())


def test_a_light_verb_and_its_object_are_one_act() -> None:
    """ "launched an offensive against rebels" is stated once."""
    tree = tree_of(OFFENSIVE)
    (d,) = drafts(tree)
    assert d.act == "ASSAULT"
    assert forms(tree, d.agents) == ["army"]
    assert forms(tree, d.targets) == ["rebels"]


def test_a_nominal_act_has_owner_and_target() -> None:
    """ "Russian strikes on villages" states who struck what."""
    tree, d = read(STRIKES, "strikes")
    assert d.nominal
    assert d.act == "ASSAULT"
    assert forms(tree, d.agents) == ["Russian"]
    assert forms(tree, (*d.targets, *d.places)) == ["villages"]


def test_a_bare_noun_refers_back() -> None:
    """ "The bombing continued" states no new act."""
    assert [d for d in drafts(tree_of(REFERS_BACK)) if d.nominal] == []


def test_deaths_over_a_stretch_of_time_are_a_toll() -> None:
    """A count of dead over a month, with no act named, is a toll and no assault."""
    names = (Span(9, 11, "Temporal", 0.9),)
    tree = tree_of(DIED, names=names)
    (d,) = drafts(tree)
    assert d.kind == "toll"
    assert forms(tree, d.targets) == ["people"]


def test_an_aim_is_an_intent_and_its_act_no_event() -> None:
    """ "a campaign to crush the rebels": whatever else is read, no ASSAULT is asserted twice."""
    tree = tree_of(AIMED)
    found = drafts(tree)
    assert len({d.predicate for d in found}) == len(found)
    assert "Russia" in {f for d in found for f in forms(tree, d.agents)}


def test_what_is_asked_for_is_no_claim() -> None:
    """Asking Moscow to bomb is a request; no bombing has been claimed."""
    tree = tree_of(CONTROLLED)
    words = {tree.words[d.predicate].text for d in drafts(tree)}
    assert "bomb" not in words


def test_a_draft_leaves_polarity_to_stance() -> None:
    """Negation is read later: the draft of a negated act stands like any other."""
    _, d = read(NEGATED, "attack")
    assert d.fixed_polarity is None


def test_scope_ends_at_other_clauses() -> None:
    """The scope holds arguments and modifiers, no relative clause, complement or conjunct."""
    tree = tree_of(CONTROLLED)
    bomb = next(i for i, w in enumerate(tree.words) if w.text == "bomb")
    assert {tree.words[i].text for i in scope_of(tree, bomb)} == {"to", "bomb", "the", "fighters"}
    tree = tree_of(GAP)
    assert {tree.words[i].text for i in scope_of(tree, 1)} == {"Fighters", "shelled", "people", "."}


@pytest.mark.parametrize("rows", [STRUCK, PASSIVE, STRIKES, DIED, AIMED, SEIZED, GAP])
def test_drafts_are_in_text_order_and_well_formed(rows: str) -> None:
    """One draft a predicate, scores between 0 and 1, a reason that names file and line."""
    found = drafts(tree_of(rows))
    places = [d.predicate for d in found]
    assert places == sorted(set(places))
    for d in found:
        assert 0 < d.score <= 1
        assert d.predicate in d.scope
        assert ".toml:" in d.why[0]


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        (STRUCK, "Aleppo", "place"),
        (STRUCK, "warplanes", "weapon"),
        (STRUCK, "Friday", "time"),
        (STRIKES, "people", "actor"),
        (STRIKES, "villages", "place"),
        (COORDINATED, "homes", "object"),
    ],
)
def test_words_are_sorted_by_vocabulary_and_names(rows: str, head: str, expected: Sort) -> None:
    """Places by gazetteer, people, weapons and sites by word class, time by the calendar."""
    tree = tree_of(rows)
    i = next(k for k, w in enumerate(tree.words) if w.text == head)
    assert sorter(frozenset({"Friday"})).sort(tree, i) == expected


def test_the_encoder_decides_where_vocabulary_is_silent() -> None:
    """An unknown name is what the encoder takes it for; without its word, a thing."""
    rows = "Zafara Zafara PROPN 2 nsubj\nfell fall VERB 0 root"
    named = tree_of(rows, names=(Span(0, 1, "Organisation", 0.9),))
    assert sorter().sort(named, 0) == "actor"
    assert sorter().sort(tree_of(rows), 0) == "thing"


def test_weapons_act_through_their_crews() -> None:
    """Warplanes may be agents, shells may not."""
    tree = tree_of(STRUCK)
    assert sorter().acts(tree, 1)
    shells = tree_of("Shells shell NOUN 2 nsubj\nfell fall VERB 0 root")
    assert not sorter().acts(shells, 0)


@pytest.mark.parametrize(
    ("text", "upos", "expected"),
    [("US", "PROPN", False), ("us", "PRON", True), ("IT", "NOUN", False), ("it", "PRON", True)],
)
def test_capitals_are_no_pronouns(text: str, upos: str, expected: bool) -> None:
    """The US is a state, us is whoever speaks."""
    assert is_pronoun(Word(text, 0, 2, text.lower(), upos, -1, "root")) is expected
