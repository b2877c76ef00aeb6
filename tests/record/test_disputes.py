"""Where origins cannot all be right, and where they only say more or less than one another."""

from pathlib import Path

import pytest
from recordwork import at, claim, count, incident, on, origin, said_by, the_sides, who

from contested.claims.model import Claim
from contested.claims.vocabulary import read_toml
from contested.errors import ResourceError
from contested.record.disputes import find_disputes
from contested.record.model import Dispute, Origin
from contested.record.sides import read_kind_words


def disputes(*claims: Claim, origins: tuple[Origin, ...] = ()) -> dict[str, Dispute]:
    found = find_disputes(incident(claims, *origins), {c.id: c for c in claims}, the_sides())
    return {d.field: d for d in found}


def test_two_tolls_differ_and_each_cell_names_its_claims() -> None:
    """57 dead by one and 61 by another: a toll dispute whose cells list claims and origins."""
    a = claim("a", targets=(who(None, "civilian"),), quantities=(count("killed", 57, 57),))
    b = claim("b", targets=(who(None, "unknown"),), quantities=(count("killed", 61, 61),))
    found = disputes(a, b)
    assert list(found) == ["toll"]
    assert [(r.value, r.claims, r.origins) for r in found["toll"].readings] == [
        ("57 civilian killed", ("a",), ("o-a",)),
        ("61 killed", ("b",), ("o-b",)),
    ]


@pytest.mark.parametrize(
    "one, other, differ",
    [
        ((45, None, "at least 45"), (60, 60, "60"), False),
        ((45, None, "at least 45"), (40, 40, "40"), True),
        ((24, 99, "dozens"), (61, 61, "61"), False),
        ((100, 100, "about 100"), (108, 108, "108"), False),
        ((100, 100, "100"), (108, 108, "108"), True),
        ((0, 0, "nobody"), (3, 3, "three"), True),
    ],
)
def test_counts_differ_only_beyond_their_bounds(
    one: tuple[int, int, str], other: tuple[int, int, str], differ: bool
) -> None:
    """At least, dozens and about leave room; exact counts and none do not."""
    a = claim("a", quantities=(count("killed", *one),))
    b = claim("b", quantities=(count("killed", *other),))
    assert ("toll" in disputes(a, b)) == differ


def test_killed_and_injured_are_two_counts() -> None:
    """Other harm is not compared; the same harm is, though the other stands beside it."""
    a = claim("a", quantities=(count("killed", 4, 4), count("injured", 9, 9)))
    b = claim("b", quantities=(count("injured", 12, 12),))
    c = claim("c", quantities=(count("killed", 12, 12),))
    assert "toll" in disputes(a, b)
    only = claim("d", quantities=(count("killed", 4, 4),))
    assert disputes(only, b) == {}
    assert "toll" in disputes(only, c)


def test_title_with_dozens_does_not_hide_the_figure() -> None:
    """An origin's closest count speaks for it: dozens and 57 against 61."""
    title = claim("t", quantities=(count("killed", 24, 99),))
    body = claim("b", quantities=(count("killed", 57, 57),))
    other = claim("o", quantities=(count("killed", 61, 61),))
    origins = (origin("wire", ["t", "b"]), origin("council", ["o"]))
    assert "toll" in disputes(title, body, other, origins=origins)


def test_one_origin_that_corrects_itself_is_no_dispute() -> None:
    """Three tolls and two days by the same origin are one origin's word."""
    claims = [
        claim(f"c{n}", time=on(f"2018-03-1{n}"), quantities=(count("killed", n, n),))
        for n in (1, 2, 3)
    ]
    assert disputes(*claims, origins=(origin("wire", ["c1", "c2", "c3"]),)) == {}


def test_agents_of_two_sides_differ_and_members_of_one_do_not() -> None:
    """Israel or the United States; but the Syrian army is Syria, Ahrar al-Sham are rebels."""
    israel, us = claim("a", agents=(who("israel"),)), claim("b", agents=(who("united-states"),))
    assert [r.value for r in disputes(israel, us)["agent"].readings] == ["Israel", "United States"]
    army, state = claim("c", agents=(who("syrian-arab-army"),)), claim("d", agents=(who("assad"),))
    assert disputes(army, state) == {}
    ahrar = claim("e", agents=(who("ahrar-al-sham"),))
    rebels = claim("f", agents=(who("syrian-rebels"),))
    assert disputes(ahrar, rebels) == {}
    both = claim("g", agents=(who("russia"), who("syria")))
    assert disputes(both, army) == {}
    unknown = claim("h", agents=(who(None, mention="warplanes"),))
    assert disputes(unknown, us) == {}


def test_own_denial_disputes_the_agent_and_another_s_the_occurrence() -> None:
    """Russia's "we did not bomb it" is about who; an ally's denial is about whether."""
    charge = claim("a", agents=(who("russia"),))
    denial = claim("b", agents=(who("russia"),), polarity="-", chain=said_by("Moscow", "russia"))
    wire, moscow = origin("wire", ["a"]), origin("moscow", ["b"], "russia", "state")
    found = disputes(charge, denial, origins=(wire, moscow))
    assert list(found) == ["agent"]
    assert [r.value for r in found["agent"].readings] == ["Russia", "not Russia"]
    damascus = origin("damascus", ["b"], "syria", "state")
    found = disputes(charge, denial, origins=(wire, damascus))
    assert [r.value for r in found["occurrence"].readings] == ["happened", "did not happen"]


def test_own_denial_does_not_contradict_a_charge_against_others() -> None:
    """Russia denies its part, and nobody charges Russia: nothing to dispute."""
    charge = claim("a", agents=(who("syria"),))
    denial = claim("b", agents=(who("russia"),), polarity="-")
    origins = (origin("wire", ["a"]), origin("moscow", ["b"], "russia", "state"))
    assert disputes(charge, denial, origins=origins) == {}


def test_nobody_died_is_a_toll() -> None:
    """A denial that counts to nought disputes how many, not whether."""
    a = claim("a", quantities=(count("killed", 14, 14),))
    none = claim("b", polarity="-", quantities=(count("killed", 0, 0, "nobody"),))
    assert list(disputes(a, none)) == ["toll"]


def test_a_denial_is_one_whatever_else_its_origin_grants() -> None:
    """An origin that denies the capture and tells of an entry still disputes that it happened."""
    a, b = claim("a", "control", "gains"), claim("b", "control", "gains")
    no = claim("c", "control", "gains", polarity="-")
    origins = (origin("wire", ["a"]), origin("ministry", ["b", "c"]))
    assert list(disputes(a, b, no, origins=origins)) == ["occurrence"]


def test_not_them_but_others_disputes_the_agent() -> None:
    """Who denies an air strike and tells of a truck bomb disputes who did it, not that it was."""
    charge = claim("a", agents=(who("united-states"),))
    not_them = claim("b", agents=(who("united-states"),), polarity="-")
    others = claim("c", agents=(who("islamic-state"),))
    origins = (origin("residents", ["a"]), origin("ministry", ["b", "c"]))
    assert list(disputes(charge, not_them, others, origins=origins)) == ["agent"]


def test_not_so_but_otherwise_is_no_denial_that_it_happened() -> None:
    """ "No air strike" from one who tells of a truck bomb leaves the blast itself undisputed."""
    blast = claim("a", mode="aerial")
    no = claim("b", mode="aerial", polarity="-")
    bomb = claim("c", mode="explosives")
    assert list(disputes(blast, no)) == ["occurrence"]
    origins = (origin("residents", ["a"]), origin("army", ["b", "c"]))
    assert disputes(blast, no, bomb, origins=origins) == {}


def test_a_capital_word_is_no_name() -> None:
    """ "Warplanes" at the head of a sentence is nobody; "Black Falcons Brigade" is somebody."""
    us = claim("a", agents=(who("united-states"),))
    assert disputes(us, claim("b", agents=(who(None, mention="Warplanes"),))) == {}
    falcons = claim("c", agents=(who(None, mention="the Black Falcons Brigade"),))
    assert "agent" in disputes(us, falcons)


def test_whom_it_hit_differs_by_kind() -> None:
    """ISIS against rebels, fighters against civilians, a hospital against terrorist positions."""
    isis = claim("a", targets=(who("islamic-state", "combatant"),))
    rebels = claim("b", targets=(who("syrian-rebels", "combatant"),))
    people = claim("c", targets=(who(None, "civilian", "residents"),))
    assert "target" in disputes(isis, rebels)
    assert [r.value for r in disputes(isis, people)["target"].readings] == [
        "Islamic State",
        "civilians",
    ]
    hospital = claim("d", targets=(who(None, "object", "a field hospital"),))
    posts = claim("e", targets=(who(None, "object", "sixty terrorist targets"),))
    assert "target" in disputes(hospital, posts)
    assert disputes(posts, rebels) == {}
    assert disputes(hospital, people) == {}
    mixed = claim("f", targets=(who(None, "civilian"), who(None, "combatant")))
    assert disputes(mixed, people) == {}


def test_a_country_says_where_not_whom() -> None:
    """ "Bombing Syria" names no target that "struck ISIS" could contradict; Syrian troops do."""
    country = claim("a", targets=(who("syria", "unknown", "Syria"),))
    isis = claim("b", targets=(who("islamic-state", "combatant"),))
    troops = claim("c", targets=(who("syria", "combatant", "Syrian troops"),))
    assert disputes(country, isis) == {}
    assert "target" in disputes(troops, isis)


def test_days_differ_when_none_is_shared() -> None:
    """10 March against 11 March; a month or a date of publication excludes nothing."""
    tenth, next_day = claim("a", time=on("2018-03-10")), claim("b", time=on("2018-03-11"))
    assert [r.value for r in disputes(tenth, next_day)["time"].readings] == [
        "2018-03-10",
        "2018-03-11",
    ]
    march = claim("c", time=on("2018-03-01", "2018-04-01"))
    printed = claim("d", time=on("2018-03-20", basis="account"))
    assert disputes(tenth, march) == {}
    assert disputes(tenth, printed) == {}


def test_places_differ_beyond_their_precision() -> None:
    """Two towns 11 km apart differ; a suburb of a city 8 km wide, or a province, does not."""
    one, other = claim("a", places=(at("Marn"),)), claim("b", places=(at("Dayr", 36.1),))
    assert "place" in disputes(one, other)
    city = claim("c", places=(at("Great Marn", 36.07, precision_km=8.0),))
    assert disputes(one, city) == {}
    province = claim("d", places=(at("Marn", 36.5, kind="region", precision_km=60.0),))
    assert disputes(one, province) == {}
    north = claim("e", places=(at("Dayr", 36.09, role="near"),))
    assert disputes(one, north) == {}


def test_doubt_and_condition_state_nothing() -> None:
    """What may have happened, or would, is no reading."""
    said = claim("a", agents=(who("israel"),))
    hedged = claim("b", agents=(who("syria"),), modality="doubted")
    wished = claim("c", agents=(who("syria"),), modality="hypothetical", polarity="-")
    assert disputes(said, hedged, wished) == {}


def test_a_word_on_both_sides_is_refused(tmp_path: Path) -> None:
    """A malformed list of kinds names its file and line."""
    path = tmp_path / "kinds.toml"
    path.write_text('civilian = ["tank"]\ncombatant = ["tank"]\ncombatant_words = []\n', "utf-8")
    with pytest.raises(ResourceError, match=r"kinds\.toml, line 1: 'tank'"):
        read_kind_words(read_toml(path))


def test_residents_and_fighters_are_two_tolls_of_one_strike() -> None:
    """19 residents by one and 90 fighters by the other differ; one who counts both agrees."""
    people = claim("a", targets=(who(None, "civilian"),), quantities=(count("killed", 19, 19),))
    foes = claim("b", targets=(who(None, "combatant"),), quantities=(count("killed", 90, 90),))
    assert set(disputes(people, foes)) == {"target", "toll"}
    same = claim("c", targets=(who(None, "civilian"),), quantities=(count("killed", 19, 19),))
    both = (origin("one", ["a", "b"]), origin("two", ["c"]))
    assert disputes(people, foes, same, origins=both) == {}


def test_a_number_of_villages_is_the_toll_of_a_sweep() -> None:
    """Seven villages by one, five by another."""
    seven = claim("a", "control", "gains", quantities=(count("places", 7, 7),))
    five = claim("b", "control", "gains", quantities=(count("places", 5, 5),))
    assert [r.value for r in disputes(seven, five)["toll"].readings] == ["7 places", "5 places"]


def test_an_alliance_may_be_any_state() -> None:
    """The West and France agree; the West and Faylaq al-Rahman do not."""
    west, france = claim("a", agents=(who("the-west"),)), claim("b", agents=(who("france"),))
    assert disputes(west, france) == {}
    assert "agent" in disputes(west, claim("c", agents=(who("faylaq-al-rahman"),)))


def test_a_town_may_stand_for_its_province() -> None:
    """Fighting "in Hama" and at a town 30 km from the city is no dispute; 100 km away it is."""
    city = claim("a", places=(at("Hama", 35.13, 36.75, precision_km=5.0),))
    near = claim("b", places=(at("Marn", 35.4, 36.75),))
    far = claim("c", places=(at("Dayr", 36.03, 36.75),))
    assert disputes(city, near) == {}
    assert "place" in disputes(city, far)
