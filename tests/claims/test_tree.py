"""Tree promises: a sentence's syntax read by word index, groups as a reader would quote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import AIMED, APART, COORDINATED, PASSIVE, SEIZED, STRIKES, STRUCK
from trees import tree_of

from contested.annotate.model import Sentence, Word
from contested.claims.tree import Tree


def at(tree: Tree, form: str) -> int:
    """The index of the first word written ``form``."""
    return next(i for i, w in enumerate(tree.words) if w.text == form)


def group(tree: Tree, form: str) -> str:
    """The words of the noun group headed by ``form``."""
    return " ".join(w.text for w in tree.words[slice(*tree.group(at(tree, form)))])


def test_root_children_and_ancestors() -> None:
    """Dependents come left to right, governors nearest first."""
    tree = tree_of(AIMED)
    launched, crush = at(tree, "launched"), at(tree, "crush")
    assert tree.root == launched
    assert [tree.words[k].text for k in tree.kids[launched]] == ["Russia", "campaign", "."]
    assert tree.child(launched, "obj") == at(tree, "campaign")
    assert tree.child(launched, "iobj") is None
    assert [tree.words[k].text for k in tree.ancestors(crush)] == ["campaign", "launched"]


def test_a_subtree_stops_where_it_is_told() -> None:
    """Dependents of a stopping relation are left out with all below them."""
    tree = tree_of(AIMED)
    campaign = at(tree, "campaign")
    assert len(tree.subtree(campaign)) == 6
    assert {tree.words[k].text for k in tree.subtree(campaign, ("acl",))} == {"a", "campaign"}


@pytest.mark.parametrize(
    ("rows", "head", "expected"),
    [
        (STRUCK, "warplanes", "Russian warplanes"),
        (STRUCK, "positions", "rebel positions"),
        (STRUCK, "Aleppo", "Aleppo"),
        (STRIKES, "people", "at least five people"),
        (STRIKES, "strikes", "Russian strikes"),
        (AIMED, "campaign", "a campaign"),
        (APART, "General", "General Idris"),
        (PASSIVE, "town", "The town"),
        (PASSIVE, "troops", "government troops"),
    ],
)
def test_a_group_is_what_a_reader_would_quote(rows: str, head: str, expected: str) -> None:
    """Determiners, modifiers, counts and names are in; phrases, clauses and asides are not."""
    assert group(tree_of(rows), head) == expected


def test_conjuncts_are_told_apart_from_what_is_set_against_them() -> None:
    """ "A and B" are coordinated; "A, not B" are not; verbs are never conjuncts of a noun."""
    tree = tree_of(SEIZED)
    army, militia = at(tree, "army"), at(tree, "militia")
    assert tree.coordinated(army) == (army, militia)
    assert tree.lead(militia) == army
    apart = tree_of(APART)
    assert apart.coordinated(at(apart, "General")) == (at(apart, "General"),)
    verbs = tree_of(COORDINATED)
    assert verbs.coordinated(verbs.root) == (verbs.root,)


def test_prepositions_are_whole_and_lower_case() -> None:
    """Fixed parts join their preposition; a bare nominal has none."""
    rows = """
    In in ADP 4 case
    front front NOUN 1 fixed
    of of ADP 1 fixed
    Marn Marn PROPN 5 obl
    stood stand VERB 0 root
    tanks tank NOUN 5 nsubj
    """
    tree = tree_of(rows)
    assert tree.preposition(at(tree, "Marn")) == "in front of"
    assert tree.preposition(at(tree, "tanks")) is None


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """Any words under any governors, cycles and several roots too, as a broken parse may have."""
    n = draw(st.integers(1, 12))
    words = []
    for i in range(n):
        form = draw(st.sampled_from(["not", "-", "al", "town", ",", "least", "of", "Marn"]))
        upos = draw(st.sampled_from(["NOUN", "VERB", "PUNCT", "ADP", "PROPN", "DET", "ADJ"]))
        deprel = draw(st.sampled_from(["conj", "det", "nmod", "case", "flat", "fixed", "acl"]))
        head = draw(st.integers(-1, n - 1))
        words.append(Word(form, 10 * i, 10 * i + len(form), form, upos, head, deprel))
    return Sentence(0, words[-1].end, 0, tuple(words))


@given(sentences())
def test_no_parse_however_broken_loses_the_reader(sentence: Sentence) -> None:
    """Every walk ends, and a group is a stretch of words that holds its head."""
    tree = Tree(sentence)
    for i in range(len(tree.words)):
        first, last = tree.group(i)
        assert 0 <= first <= i < last <= len(tree.words)
        assert i in tree.subtree(i)
        assert i not in tree.ancestors(i)
        tree.preposition(i)
        tree.coordinated(i)
