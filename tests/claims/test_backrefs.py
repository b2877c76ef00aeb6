"""Back-reference promises: "the town" is the town told of, and nothing is made up."""

from functools import partial

from readers import the_draft
from trees import view_of

from contested.claims.model import Place
from contested.claims.where import places_of, read_atlas
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
