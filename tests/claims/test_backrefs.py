"""Back-reference promises: "the town" is the town told of, and nothing is made up."""

from functools import partial

from readers import the_draft
from trees import view_of

from contested.claims.atlas import read_atlas
from contested.claims.model import Place
from contested.claims.where import places_of
from contested.places import find_places, packaged_gazetteer

FIND = partial(find_places, gazetteer=packaged_gazetteer())

SHELLED = """
Rebels rebel NOUN 2 nsubj
shelled shell VERB 0 root
bases base NOUN 2 obj
near near ADP 5 case
Aleppo Aleppo PROPN 2 obl
. . PUNCT 2 punct
"""

TOOK = """
They they PRON 2 nsubj
captured capture VERB 0 root
{det} {det} DET 4 det
city city NOUN 2 obj
. . PUNCT 2 punct
"""

BOMBED_AND_KILLED = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
rebels rebel NOUN 2 obj
in in ADP 5 case
Aleppo Aleppo PROPN 2 obl
and and CCONJ 7 cc
killed kill VERB 2 conj
nine nine NUM 9 nummod
men man NOUN 7 obj
. . PUNCT 2 punct
"""

BLAMED = """
Officials official NOUN 4 nsubj
in in ADP 3 case
Damascus Damascus PROPN 1 nmod
blamed blame VERB 0 root
rebels rebel NOUN 4 obj
. . PUNCT 4 punct
"""

KILOMETRES = """
Rebels rebel NOUN 2 nsubj
destroyed destroy VERB 0 root
a a DET 4 det
depot depot NOUN 2 obj
south south ADV 2 advmod
of of ADP 7 case
Aleppo Aleppo PROPN 5 obl
. . PUNCT 2 punct
"""


def places(rows: tuple[str, ...], form: str, s: int = 0) -> tuple[Place, ...]:
    """The places of the draft whose predicate is written ``form``."""
    view = view_of(*rows)
    return places_of(view, the_draft(view, form, s), read_atlas(view, FIND))


def test_a_definite_noun_takes_up_the_place_told_before() -> None:
    """ "The city" after Aleppo is Aleppo, under its own words and with Aleppo's coordinates."""
    (found,) = places((SHELLED, TOOK.format(det="the")), "captured", 1)
    assert (found.mention, found.name, found.role) == ("the city", "Aleppo", "at")
    assert found.lat is not None


def test_without_a_place_told_nothing_is_made_up() -> None:
    """ "The city" of nowhere has no coordinates."""
    (found,) = places((TOOK.format(det="the"),), "captured")
    assert (found.name, found.lat) == ("the city", None)


def test_every_city_is_no_place() -> None:
    """ "Every city" is none in particular."""
    assert places((SHELLED, TOOK.format(det="every")), "captured", 1) == ()


def test_a_second_act_shares_the_place_as_inferred() -> None:
    """Who bombed in Aleppo and killed nine men killed them in Aleppo."""
    (found,) = places((BOMBED_AND_KILLED,), "killed")
    assert (found.name, found.inferred) == ("Aleppo", True)


def test_the_seat_of_the_speaker_is_not_where() -> None:
    """Officials in Damascus blame; nothing happened in Damascus."""
    assert places((BLAMED,), "blamed") == ()


def test_south_of_a_town_is_a_role() -> None:
    """A depot south of Aleppo lies off Aleppo, whether the words hang on noun or verb."""
    (found,) = places((KILOMETRES,), "destroyed")
    assert (found.mention, found.role) == ("Aleppo", "south of")


LAST = """
Rebels rebel NOUN 2 nsubj
took take VERB 0 root
{0}
. . PUNCT 2 punct
"""


def taken(words: str, *before: str) -> list[tuple[str, str, bool]]:
    """Mention, name and whether it has coordinates, of what rebels took."""
    rows = (*before, LAST.format(words.strip()))
    return [
        (p.mention, p.name, p.lat is not None) for p in places(rows, "took", len(before))
    ]  # fmt: skip


def test_a_site_in_a_town_is_both() -> None:
    """ "The airport in Aleppo": the airport, where Aleppo is, and Aleppo."""
    rows = "the the DET 4 det\nairport airport NOUN 2 obj\nin in ADP 6 case\n"
    assert taken(rows + "Aleppo Aleppo PROPN 4 nmod") == [
        ("the airport", "Aleppo", True),
        ("Aleppo", "Aleppo", True),
    ]


def test_nouns_that_only_lead_to_a_name_are_no_second_place() -> None:
    """ "The villages of A and B" are A and B; "control of Aleppo" is Aleppo."""
    rows = "the the DET 4 det\ntowns town NOUN 2 obj\nof of ADP 6 case\nMarea Marea PROPN 4 nmod\n"
    rows += "and and CCONJ 8 cc\nTel Tel PROPN 9 compound\nRifaat Rifaat PROPN 6 conj"
    assert [m for m, _, _ in taken(rows)] == ["Marea", "Tel Rifaat"]
    rows = "control control NOUN 2 obj\nof of ADP 5 case\nAleppo Aleppo PROPN 3 nmod"
    assert taken(rows) == [("Aleppo", "Aleppo", True)]


def test_a_name_in_apposition_is_the_place() -> None:
    """ "Yemen's capital, Sanaa" is Sanaa and not all of Yemen."""
    rows = "Yemen Yemen PROPN 5 nmod:poss\n's 's PART 3 case\ncapital capital NOUN 2 obj\n"
    rows += ", , PUNCT 7 punct\nSanaa Sanaa PROPN 5 appos"
    assert [m for m, _, _ in taken(rows)] == ["Sanaa"]


def test_many_places_of_one_kind_take_up_none() -> None:
    """ "The hills" after Aleppo are hills somewhere, without coordinates."""
    rows = "the the DET 4 det\nhills hill NOUN 2 obj"
    assert taken(rows, SHELLED) == [("the hills", "the hills", False)]


def test_a_named_square_is_a_place_without_a_gazetteer() -> None:
    """ "On Liberty Square" is where, though no list has it."""
    rows = "bases base NOUN 2 obj\non on ADP 6 case\nLiberty Liberty PROPN 6 compound\n"
    rows += "Square Square PROPN 2 obl"
    assert ("Liberty Square", "Liberty Square", False) in taken(rows)


CLOSED = """
Chad Chad PROPN 2 nsubj
closed close VERB 0 root
its its PRON 4 nmod:poss
border border NOUN 2 obj
. . PUNCT 2 punct
"""

FLED_TO = """
Rebels rebel NOUN 2 nsubj
fled flee VERB 0 root
from from ADP 4 case
Marea Marea PROPN 2 obl
to to ADP 6 case
Azaz Azaz PROPN 2 obl
. . PUNCT 2 punct
"""


def test_what_is_a_states_own_lies_in_it() -> None:
    """ "Chad closed its border": the border is Chad's."""
    (found,) = places((CLOSED,), "closed")
    assert (found.mention, found.name) == ("its border", "Chad")


def test_where_they_fled_to_is_not_the_town_told_of() -> None:
    """ "The city" after "fled from Marea to Azaz" is the one they left."""
    found = places((FLED_TO, TOOK.format(det="the")), "captured", 1)
    assert [p.name for p in found] == ["Marea"]


def test_a_hospital_far_from_any_town_stays_unnamed() -> None:
    """A part of a town takes up a town named nearby, never one of many sentences ago."""
    other, hospital = TOOK.format(det="every"), TOOK.format(det="the").replace("city", "hospital")
    (found,) = places((other, SHELLED, *[other] * 9, hospital), "captured", 11)
    assert found.lat is None
    (near,) = places((other, SHELLED, hospital), "captured", 2)
    assert near.name == "Aleppo"


def test_a_town_abroad_gives_way_to_one_at_home_but_is_not_barred() -> None:
    """ "The city" right after Raqqa is Raqqa, though the account has named more of London."""
    here = SHELLED.replace("Aleppo Aleppo", "London London")
    far = SHELLED.replace("Aleppo Aleppo", "Raqqa Raqqa")
    rows = (here, here, *[TOOK.format(det="every")] * 7, far, TOOK.format(det="the"))
    assert [p.name for p in places(rows, "captured", 10)] == ["Raqqa"]
