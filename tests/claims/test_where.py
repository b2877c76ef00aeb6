"""Place promises: named places of the clause with their role, and no place that acts."""

from functools import partial

from readers import the_draft
from rows import BESIEGED, COORDINATED, SEIZED, STRUCK
from trees import tree_of, view_of

from contested.annotate.model import Span
from contested.claims.atlas import read_atlas
from contested.claims.frame import View
from contested.claims.model import Place
from contested.claims.standing import role_of
from contested.claims.where import places_of
from contested.places import distance_km, find_places, packaged_gazetteer

FIND = partial(find_places, gazetteer=packaged_gazetteer())

EAST_OF = """
Militants militant NOUN 2 nsubj
overran overrun VERB 0 root
four four NUM 4 nummod
villages village NOUN 2 obj
east east ADV 4 advmod
of of ADP 7 case
Aleppo Aleppo PROPN 5 obl
. . PUNCT 2 punct
"""

MINISTER = """
Russia Russia PROPN 3 nmod:poss
's 's PART 1 case
jets jet NOUN 4 nsubj
struck strike VERB 0 root
rebels rebel NOUN 4 obj
. . PUNCT 4 punct
"""


def places(view: View, form: str) -> tuple[Place, ...]:
    """The places of the draft whose predicate is written ``form``."""
    return places_of(view, the_draft(view, form), read_atlas(view, FIND))


def test_a_named_place_has_role_coordinates_and_offsets() -> None:
    """ "near Aleppo" is near it, found in the gazetteer, and verbatim."""
    view = view_of(STRUCK)
    found = next(p for p in places(view, "struck") if p.mention == "Aleppo")
    assert (found.name, found.role) == ("Aleppo", "near")
    assert view.account.text[found.start : found.end] == "Aleppo"
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(found.lat, found.lon, 36.2, 37.16) < 60
    assert found.precision_km


def test_a_direction_moves_the_point() -> None:
    """Villages east of Aleppo lie off Aleppo, to the east, and say so."""
    found = next(p for p in places(view_of(EAST_OF), "overran") if p.mention == "Aleppo")
    assert found.role == "east of"
    at = next(p for p in places(view_of(STRUCK), "struck") if p.mention == "Aleppo")
    assert found.lon is not None
    assert at.lon is not None
    assert found.lon > at.lon


def test_words_that_name_no_place_are_kept_without_coordinates() -> None:
    """ "the airbase" is where, though no gazetteer knows which."""
    (found,) = places(view_of(BESIEGED), "besieged")
    assert (found.mention, found.lat, found.precision_km) == ("the airbase", None, None)


def test_a_state_that_acts_is_no_place() -> None:
    """Russia's jets strike; nothing happened in Russia."""
    assert places(view_of(MINISTER), "struck") == ()


def test_the_encoder_may_name_places_that_the_gazetteer_lacks() -> None:
    """A proper name that the encoder takes for a place is kept, without coordinates."""
    spans = (Span(2, 3, "Location", 0.9),)
    plain = view_of(COORDINATED)
    view = View(plain.account, (tree_of(COORDINATED, names=spans),))
    assert [(p.mention, p.lat) for p in places(view, "took")] == [("Marn", None)]


def test_no_place_is_listed_twice() -> None:
    """A slot and a loose mention on the same words are one place."""
    for rows, form in ((STRUCK, "struck"), (EAST_OF, "overran"), (SEIZED, "seized")):
        spans = [(p.start, p.end) for p in places(view_of(rows), form)]
        assert len(spans) == len(set(spans))


def test_prepositions_have_roles() -> None:
    """The contract's roles; what is not listed is "at"."""
    roles = {p: role_of(p) for p in ("in", "near", "outside", "from", "into", "through", "atop")}
    assert roles == {
        "in": "at",
        "near": "near",
        "outside": "near",
        "from": "from",
        "into": "to",
        "through": "via",
        "atop": "at",
    }


LEFT_FOR = """
Fighters fighter NOUN 2 nsubj
left leave VERB 0 root
Daraya Daraya PROPN 2 obj
for for ADP 5 case
Idlib Idlib PROPN 2 obl
. . PUNCT 2 punct
"""

BOMBED_AFTER = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
rebels rebel NOUN 2 obj
after after ADP 7 case
Russia Russia PROPN 7 nmod:poss
's 's PART 5 case
invasion invasion NOUN 2 obl
. . PUNCT 2 punct
"""


def test_who_leaves_for_a_town_goes_from_one_to_the_other() -> None:
    """ "Left Daraya for Idlib": from Daraya, to Idlib."""
    found = {p.mention: p.role for p in places(view_of(LEFT_FOR), "left")}
    assert found == {"Daraya": "from", "Idlib": "to"}


def test_only_words_of_place_say_where() -> None:
    """ "After Russia's invasion" is when; nothing was bombed in Russia."""
    assert places(view_of(BOMBED_AFTER), "bombed") == ()


BASE = """
Rebels rebel NOUN 2 nsubj
attacked attack VERB 0 root
a a DET 5 det
US-controlled US-controlled ADJ 5 amod
base base NOUN 2 obj
near near ADP 7 case
Aleppo Aleppo PROPN 2 obl
. . PUNCT 2 punct
"""


def test_whose_base_it_is_says_not_where() -> None:
    """A "US-controlled base near Aleppo" is near Aleppo and not in America."""
    assert [p.name for p in places(view_of(BASE), "attacked")] == ["Aleppo"]


IN_BOMBARDMENT = """
Rebels rebel NOUN 2 nsubj
died die VERB 0 root
in in ADP 5 case
the the DET 5 det
bombardment bombardment NOUN 2 obl
of of ADP 7 case
Aleppo Aleppo PROPN 5 nmod
. . PUNCT 2 punct
"""


def test_what_is_bombarded_is_where_they_die() -> None:
    """ "Died in the bombardment of Aleppo": in Aleppo."""
    (found,) = places(view_of(IN_BOMBARDMENT), "died")
    assert (found.name, found.role) == ("Aleppo", "at")
