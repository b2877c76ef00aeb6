"""Discourse promises: pronouns and descriptions mean who was named; unsure means nobody."""

import pytest
from readers import discourse
from rows import STRUCK
from trees import plain, tree_of, view_of

from contested.accounts.model import Passage
from contested.annotate.model import Span
from contested.claims.discourse import Discourse, Meaning
from contested.claims.entities import WINDOW
from contested.claims.frame import View

PUTIN_MET = """
Putin Putin PROPN 2 nsubj
met meet VERB 0 root
Erdogan Erdogan PROPN 2 obj
. . PUNCT 2 punct
"""

HE_LEFT = """
He he PRON 2 nsubj
left leave VERB 0 root
with with ADP 4 case
them they PRON 2 obl
. . PUNCT 2 punct
"""

IS_TOOK = """
Islamic Islamic PROPN 3 nsubj
State State PROPN 1 flat
took take VERB 0 root
Marn Marn PROPN 3 obj
. . PUNCT 3 punct
"""

GROUP_FLED = """
The the DET 2 det
group group NOUN 3 nsubj
shelled shell VERB 0 root
it it PRON 3 obj
. . PUNCT 3 punct
"""

GROUP_OF_MEN = """
The the DET 2 det
group group NOUN 6 nsubj
of of ADP 5 case
local local ADJ 5 amod
farmers farmer NOUN 2 nmod
fled flee VERB 0 root
. . PUNCT 6 punct
"""

HIS_JETS = """
Putin Putin PROPN 2 nsubj
said say VERB 0 root
his his PRON 4 nmod:poss
jets jet NOUN 5 nsubj
struck strike VERB 2 ccomp
him he PRON 5 obj
. . PUNCT 2 punct
"""

WE_HOLD = """
We we PRON 2 nsubj
hold hold VERB 0 root
Marn Marn PROPN 2 obj
. . PUNCT 2 punct
"""

CAPTAIN = """
Captain Captain PROPN 6 nsubj
Zafar Zafar PROPN 1 flat
of of ADP 4 case
Russia Russia PROPN 1 nmod
safely safely ADV 6 advmod
left leave VERB 0 root
. . PUNCT 6 punct
"""


def mean(d: Discourse, form: str, s: int, speaker: Meaning | None = None) -> Meaning:
    """Who the word written ``form`` in sentence ``s`` stands for."""
    words = d.view.trees[s].words
    return d.mean(s, next(i for i, w in enumerate(words) if w.text == form), speaker)


def test_a_name_is_who_the_registry_says() -> None:
    """Named actors carry id, side and the neutral label."""
    found = mean(discourse(view_of(PUTIN_MET)), "Putin", 0)
    assert (found.actor, found.party, found.why) == ("putin", "russia", "named")


def test_a_pronoun_prefers_the_subject_before() -> None:
    """ "He" after "Putin met Erdogan" is Putin."""
    assert mean(discourse(view_of(PUTIN_MET, HE_LEFT)), "He", 1).actor == "putin"


def test_a_pronoun_without_antecedent_is_nobody() -> None:
    """Nothing before it: nobody is guessed, and the reason says so."""
    found = mean(discourse(view_of(HE_LEFT)), "He", 0)
    assert (found.actor, found.party, found.why) == (None, None, "no antecedent")


def test_a_plural_does_not_mean_one_person() -> None:
    """ "them" is no single person."""
    assert mean(discourse(view_of(PUTIN_MET, HE_LEFT)), "them", 1).actor is None


def test_a_pronoun_does_not_mean_its_clausemate() -> None:
    """In "Putin met him", he is not Putin."""
    rows = PUTIN_MET.replace("Erdogan Erdogan PROPN", "him he PRON")
    assert mean(discourse(view_of(rows)), "him", 0).actor is None


def test_an_object_in_a_complement_may_mean_the_speaker() -> None:
    """ "Putin said his jets struck him": his means Putin's."""
    assert mean(discourse(view_of(HIS_JETS)), "his", 0).actor == "putin"


def test_forces_act_for_their_owner() -> None:
    """ "his jets" are the side of whoever he is."""
    found = mean(discourse(view_of(HIS_JETS)), "jets", 0)
    assert (found.actor, found.party) == ("russia", "russia")
    assert "acts for" in found.why


@pytest.mark.parametrize(
    ("noun", "actor"), [("positions position", "russia"), ("friends friend", None)]
)
def test_things_of_a_side_stand_for_it_and_kin_do_not(noun: str, actor: str | None) -> None:
    """ "positions of Russia" are Russia's side; its friends are somebody else."""
    rows = f"""
    {noun} NOUN 4 nsubj:pass
    of of ADP 3 case
    Russia Russia PROPN 1 nmod
    hit hit VERB 0 root
    """
    assert mean(discourse(view_of(rows)), noun.split(maxsplit=1)[0], 0).actor == actor


def test_one_pronoun_has_one_meaning_in_a_sentence() -> None:
    """ "He said he …": both are the same man, whoever was named in between."""
    rows = """
    He he PRON 2 nsubj
    told tell VERB 0 root
    Erdogan Erdogan PROPN 2 obj
    he he PRON 5 nsubj
    left leave VERB 2 ccomp
    """
    d = discourse(view_of(PUTIN_MET, rows))
    assert mean(d, "he", 1).actor == mean(d, "He", 1).actor == "putin"


def test_the_group_is_the_group_named_before() -> None:
    """A bare definite description means the last actor of its kind."""
    d = discourse(view_of(IS_TOOK, GROUP_FLED))
    assert mean(d, "group", 1).actor == "islamic-state"


def test_a_described_group_is_itself() -> None:
    """ "The group of local farmers" is not the group named before."""
    d = discourse(view_of(IS_TOOK, GROUP_OF_MEN))
    assert mean(d, "group", 1).actor is None


def test_reference_ends_after_a_few_sentences() -> None:
    """Who was named long ago is not meant any more."""
    far = view_of(PUTIN_MET, *[GROUP_FLED] * WINDOW, HE_LEFT)
    assert mean(discourse(far), "He", WINDOW + 1).actor is None


def test_reference_does_not_cross_into_another_voice() -> None:
    """A title's names do not answer a boxed embed's pronouns."""
    text = f"{plain(PUTIN_MET)} {plain(HE_LEFT)}"
    cut = text.index("He left")
    parts = (Passage("p0", "title", 0, cut), Passage("p1", "embed", cut, len(text)))
    d = discourse(view_of(PUTIN_MET, HE_LEFT, passages=parts))
    assert mean(d, "He", 1).actor is None


def test_we_are_the_speakers_side() -> None:
    """ "We" said by Putin is Russia; "we" said by no one known is nobody."""
    d = discourse(view_of(WE_HOLD))
    putin = Meaning("putin", "russia", "Vladimir Putin", "speaker")
    assert mean(d, "We", 0, putin).actor == "russia"
    assert mean(d, "We", 0).actor is None


def test_an_unknown_person_takes_the_side_they_are_said_to_be_of() -> None:
    """ "Captain Zafar of Russia" has no id but a side."""
    person = tree_of(CAPTAIN, names=(Span(0, 2, "Person", 0.9),))
    found = mean(discourse(View(view_of(CAPTAIN).account, (person,))), "Captain", 0)
    assert (found.actor, found.party) == (None, "russia")


def test_words_that_name_no_actor_stand_for_themselves() -> None:
    """Unknown words keep their text as the name, and no id."""
    found = mean(discourse(view_of(STRUCK)), "Friday", 0)
    assert (found.actor, found.name) == (None, "Friday")


@pytest.mark.parametrize("s", [0, 1])
def test_entities_are_kept_by_sentence_in_text_order(s: int) -> None:
    """Each sentence lists its own named actors, left to right, subjects marked."""
    view: View = view_of(PUTIN_MET, IS_TOOK)
    row = discourse(view).entities[s]
    assert [e.head for e in row] == sorted(e.head for e in row)
    assert all(e.sentence == s for e in row)
    assert [e.actor for e in row if e.subject] == [["putin"], ["islamic-state"]][s]
