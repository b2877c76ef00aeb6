"""Promises of places that go without saying: shared by one happening, never made up."""

from functools import partial

from readers import the_draft
from trees import view_of

from contested.claims.atlas import read_atlas
from contested.claims.carry import carry_places
from contested.claims.frame import Draft, View
from contested.claims.model import Actor, Claim, Evidence, PassageRef, Place, Time
from contested.claims.where import places_of
from contested.places import find_places, packaged_gazetteer

FIND = partial(find_places, gazetteer=packaged_gazetteer())
NEVER = Time(None, None, "2015-10-11", None, "account")

IN_ALEPPO = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
a a DET 4 det
market market NOUN 2 obj
in in ADP 6 case
Aleppo Aleppo PROPN 2 obl
after after SCONJ 9 mark
rebels rebel NOUN 9 nsubj
shelled shell VERB 2 advcl
bases base NOUN 9 obj
. . PUNCT 2 punct
"""

KILLED = """
Rebels rebel NOUN 2 nsubj
killed kill VERB 0 root
nine nine NUM 4 nummod
men man NOUN 2 obj
. . PUNCT 2 punct
"""


def pair(view: View, form: str, s: int = 0, **known: object) -> tuple[Draft, Claim]:
    """A draft and a bare claim of it with the places that its own words name."""
    draft = the_draft(view, form, s)
    places = places_of(view, draft, read_atlas(view, FIND))
    start, end = view.trees[s].chars(draft.predicate, draft.predicate + 1)
    text = view.text(start, end)
    bare = {
        "id": f"c_{form}", "account": "a", "file": "a.txt", "kind": draft.kind, "act": draft.act,
        "mode": None, "acled": None, "cameo": None, "quad": None, "sign": None,
        "evidence": Evidence(start, end, text), "passage": PassageRef("p", "body", None),
        "agents": (), "targets": (), "objects": (), "places": places, "time": NEVER,
        "quantities": (), "chain": (), "polarity": "+", "modality": "asserted",
        "condition": None, "stance": "asserted", "treatment": "neutral", "confidence": 0.9,
        "why": (),
    }  # fmt: skip
    return draft, Claim(**{**bare, **known})  # type: ignore[arg-type]


def carried(view: View, *pairs: tuple[Draft, Claim]) -> tuple[Place, ...]:
    """The places of the last claim once they are carried."""
    return carry_places(view, pairs)[-1][1].places


def test_acts_of_one_sentence_share_their_place() -> None:
    """ "Bombed a market in Aleppo after rebels shelled bases": the shelling was there too."""
    view = view_of(IN_ALEPPO)
    (found,) = carried(view, pair(view, "bombed"), pair(view, "shelled"))
    assert (found.name, found.inferred) == ("Aleppo", True)


def test_the_next_sentence_of_the_same_act_is_told_on() -> None:
    """A killing told right after a bombing of Aleppo is placed there, marked as inferred."""
    view = view_of(IN_ALEPPO, KILLED)
    (found,) = carried(view, pair(view, "bombed"), pair(view, "killed", 1))
    assert (found.name, found.inferred) == ("Aleppo", True)


def test_another_day_is_another_place() -> None:
    """Words that date the second act apart keep the place from it."""
    view = view_of(IN_ALEPPO, KILLED)
    when = Time("in 2012", "2012-01-01", "2013-01-01", "2012", "stated")
    assert carried(view, pair(view, "bombed"), pair(view, "killed", 1, time=when)) == ()


def test_words_and_other_stories_are_not_placed() -> None:
    """A demand is made nowhere, and another act without a common side is another story."""
    view = view_of(IN_ALEPPO, KILLED)
    first = pair(view, "bombed")
    assert carried(view, first, pair(view, "killed", 1, act="REQUEST")) == ()
    assert carried(view, first, pair(view, "killed", 1, act="COERCE")) == ()
    side = (Actor("Rebels", 0, 6, "syrian-rebels", "syrian-rebels"),)
    both = pair(view, "bombed", agents=side), pair(view, "killed", 1, act="COERCE", agents=side)
    assert [p.name for p in carried(view, *both)] == ["Aleppo"]
