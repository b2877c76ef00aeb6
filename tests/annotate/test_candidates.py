"""Candidate and lemma promises: each verb is read once, with the sides its syntax gives it."""

import pytest

from contested.annotate.candidates import candidates, noun_group
from contested.annotate.lemmas import lemma
from contested.annotate.model import Word

ACTIVE = "Russian amod 2|jets nsubj 3|struck root 0|the det 5|town obj 3"
PASSIVE = "The det 2|town nsubj:pass 4|was aux:pass 4|struck root 0|by case 6|jets obl:agent 4"
COORDINATED = "Rebels nsubj 2|left root 0|and cc 4|burned conj 2|homes obj 4"
RELATIVE = "men root 0|who mark 3|struck acl:relcl 1|homes obj 3"


def words_of(rows: str) -> tuple[Word, ...]:
    """Words from ``form relation head`` cells; verbs by a list of forms."""
    out, at = [], 0
    for cell in rows.split("|"):
        form, deprel, head = cell.split()
        upos = "VERB" if form in ("struck", "left", "burned") else "NOUN"
        out.append(Word(form, at, at + len(form), form, upos, int(head) - 1, deprel))
        at += len(form) + 1
    return tuple(out)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (ACTIVE, [(2, 1, 4)]),
        (PASSIVE, [(3, 5, 1)]),
        (COORDINATED, [(1, 0, None), (3, 0, 4)]),
        (RELATIVE, [(2, 0, 3)]),
    ],
    ids=["active", "passive", "coordinated", "relative"],
)
def test_every_verb_gets_its_sides(
    rows: str, expected: list[tuple[int, int | None, int | None]]
) -> None:
    """Passives are undone; a subject left out by coordination or a relative is put back."""
    assert candidates(words_of(rows)) == expected


def test_a_sentence_without_verbs_has_no_candidates() -> None:
    """Titles of nouns alone are not sent to the act head."""
    assert candidates(words_of("Airstrikes root 0|near case 3|Marn nmod 1")) == []


def test_a_noun_group_is_one_stretch_of_modifiers() -> None:
    """The group runs from the first modifier to the head, without its preposition."""
    words = words_of("on case 4|the det 4|rebel compound 4|base obl 5|fell root 0")
    assert noun_group(words, 3) == (1, 2, 3)


@pytest.mark.parametrize(
    ("word", "upos", "expected"),
    [
        ("struck", "VERB", "strike"),
        ("Overran", "VERB", "overrun"),
        ("warplanes", "NOUN", "warplane"),
        ("has", "AUX", "have"),
        ("’s", "AUX", "be"),
        ("wo", "AUX", "will"),
        ("Aleppo", "PROPN", "Aleppo"),
        ("Russian", "ADJ", "russian"),
    ],
)
def test_lemmas_are_dictionary_forms(word: str, upos: str, expected: str) -> None:
    """Verbs, nouns and auxiliaries are reduced; names keep their letters."""
    assert lemma(word, upos) == expected


@pytest.mark.parametrize("upos", ["VERB", "NOUN", "AUX", "ADJ", "PUNCT", "X", ""])
@pytest.mark.parametrize("word", ["", "’", "ввп", "١٢", "\u200b", "x" * 300])
def test_strange_words_have_lemmas_too(word: str, upos: str) -> None:
    """Whatever stands in a text gets some lemma."""
    assert isinstance(lemma(word, upos), str)
