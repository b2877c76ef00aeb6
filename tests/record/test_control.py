"""Who held a place when: spells by hand, contested where origins differ, doubt that grows."""

from dataclasses import replace
from typing import Any

import pytest
from recordwork import NEVER, at, claim, count, incident, on, origin, the_sides, who

from contested.claims.model import Claim, Evidence
from contested.record.control import control_on, find_control, history
from contested.record.model import ControlSpell, Incident
from contested.record.relations import Telling

MARN = at("Marn")
TOLD = {"a_one": "2015-10-11", "a_two": "2015-10-12", "a_later": "2016-04-08"}


def took(name: str, side: str, day: str, **said: Any) -> Claim:
    given: dict[str, Any] = {"places": (MARN,)} | said
    given = {"time": on(day)} | given if day else given
    return claim(name, "control", "gains", agents=(who(side),), **given)


def holds(name: str, side: str, **said: Any) -> Claim:
    given: dict[str, Any] = {"places": (MARN,), "sign": 0} | said
    return claim(name, "control", "holds", agents=(who(side),), **given)


def spells(*claims: Claim, incidents: tuple[Incident, ...] = ()) -> list[ControlSpell]:
    telling = Telling({c.id: f"teller of {c.id}" for c in claims}, TOLD)
    return list(find_control(incidents, {c.id: c for c in claims}, telling, the_sides()))


def short(found: list[ControlSpell]) -> list[tuple[str, str | None, str | None, str]]:
    return [(s.holders[0], s.start, s.end, s.status) for s in found]


def test_a_capture_ends_one_spell_and_begins_another() -> None:
    """Rebels lost it to ISIS on the 9th: theirs ends that day, since when nobody tells."""
    one = took("a", "islamic-state", "2015-10-09", targets=(who("syrian-rebels", "combatant"),))
    assert short(spells(one)) == [
        ("syrian-rebels", None, "2015-10-09", "held"),
        ("islamic-state", "2015-10-09", None, "held"),
    ]


def test_captures_in_turn() -> None:
    """ISIS in May, the army in March: one after the other; the side, not its unit, holds."""
    found = spells(
        took("b", "syrian-arab-army", "2016-03-27"),
        took("a", "islamic-state", "2015-05-20"),
    )
    assert short(found) == [
        ("islamic-state", "2015-05-20", "2016-03-27", "held"),
        ("syria", "2016-03-27", None, "held"),
    ]


def test_hold_since_ends_with_a_capture() -> None:
    """Held since December 2012, seen on the day before; taken on the 9th by others."""
    since = on("2012-12-01", "2015-10-09")
    found = spells(
        holds("a", "syrian-rebels", time=since), took("b", "islamic-state", "2015-10-09")
    )
    assert short(found) == [
        ("syrian-rebels", "2012-12-01", "2015-10-09", "held"),
        ("islamic-state", "2015-10-09", None, "held"),
    ]


def test_day_of_the_earliest_account_stands() -> None:
    """Sunday by the later account, Monday by the earlier: Monday, one day of slack, no contest."""
    found = spells(
        took("a", "islamic-state", "2015-10-04", account="a_two"),
        took("b", "islamic-state", "2015-10-05"),
    )
    assert short(found) == [("islamic-state", "2015-10-05", None, "held")]
    assert (found[0].slack_days, found[0].claims) == (1, ("a", "b"))


def test_undated_capture_is_news_with_slack() -> None:
    """Without a day of its own a capture is put before its account, give or take a week."""
    found = spells(took("a", "islamic-state", "2015-10-09", time=NEVER))
    assert short(found) == [("islamic-state", "2015-10-11", None, "held")]
    assert found[0].slack_days == 7


def test_another_origin_that_sees_another_side_contests() -> None:
    """ISIS took it on the 9th; another origin sees rebels there on the 11th: both, contested."""
    found = spells(took("a", "islamic-state", "2015-10-09"), holds("b", "syrian-rebels"))
    assert short(found) == [
        ("islamic-state", "2015-10-09", None, "contested"),
        ("syrian-rebels", None, None, "contested"),
    ]
    assert found[0].holders == ("islamic-state", "syrian-rebels")
    (now,) = control_on(found, "2015-10-12")
    assert (set(now.holders), now.status) == ({"islamic-state", "syrian-rebels"}, "contested")


def test_a_hold_reaches_no_further_back_than_another_s_known_one() -> None:
    """Rebels there since 2012 and still seen in 2015; ISIS first seen days later by another: its
    spell begins with the last word of theirs, contested."""
    since = on("2012-12-01", "2015-10-11")
    found = spells(
        holds("a", "syrian-rebels", time=replace(since, end=None)),
        holds("b", "islamic-state", account="a_two"),
    )
    assert short(found) == [
        ("syrian-rebels", "2012-12-01", None, "contested"),
        ("islamic-state", "2015-10-11", None, "contested"),
    ]


def test_one_origin_that_sees_another_side_tells_of_a_change() -> None:
    """The same origin, two days on: no contest, it changed hands in between."""
    pair = (took("a", "islamic-state", "2015-10-09"), holds("b", "syrian-rebels"))
    one = incident(pair, origin("wire", ["a", "b"]))
    assert short(spells(*pair, incidents=(one,))) == [
        ("islamic-state", "2015-10-09", "2015-10-10", "held"),
        ("syrian-rebels", "2015-10-10", None, "held"),
    ]


def test_stale_word_gives_way() -> None:
    """A hold seen half a year after a capture: it changed hands unseen, half-way, with slack."""
    found = spells(took("a", "islamic-state", "2015-10-11"), holds("b", "syria", account="a_later"))
    assert short(found) == [
        ("islamic-state", "2015-10-11", "2016-01-09", "held"),
        ("syria", "2016-01-09", None, "held"),
    ]
    assert found[1].slack_days == 90


def test_rival_captures_of_one_day_contest() -> None:
    """Two origins name two captors for one day: both spells stand, contested, until a third."""
    rivals = (took("a", "islamic-state", "2015-10-09"), took("b", "ypg", "2015-10-09"))
    assert [s[3] for s in short(spells(*rivals))] == ["contested", "contested"]
    after = spells(*rivals, took("c", "syria", "2015-10-20"))
    assert [s[:3] for s in short(after)] == [
        ("islamic-state", "2015-10-09", "2015-10-20"),
        ("ypg", "2015-10-09", "2015-10-20"),
        ("syria", "2015-10-20", None),
    ]


def test_a_denial_contests_but_holds_nothing() -> None:
    """ "The town has not fallen": the captor's spell is contested, and no other is made."""
    fell = took("a", "islamic-state", "2015-10-09")
    denial = claim("b", "control", "loses", polarity="-", places=(MARN,), time=on("2015-10-09"))
    found = spells(fell, denial)
    assert short(found) == [("islamic-state", "2015-10-09", None, "contested")]
    assert found[0].claims == ("a", "b")
    one = incident((fell, denial), origin("wire", ["a", "b"]))
    assert short(spells(fell, denial, incidents=(one,)))[0][3] == "held"


def test_a_member_s_hold_is_the_umbrella_s() -> None:
    """Ahrar al-Sham seen where rebels are: no contest."""
    found = spells(holds("a", "syrian-rebels"), holds("b", "ahrar-al-sham", account="a_two"))
    assert short(found) == [("syrian-rebels", None, None, "held")]


def test_siege_rings_what_somebody_holds() -> None:
    """Besieged since 2013 by ISIS, held by the state; the siege ends when ISIS takes it."""
    ring = claim(
        "a", "control", "besieges", agents=(who("islamic-state"),), targets=(who("syria"),),
        places=(MARN,), time=on("2013-01-01", "2099-01-01"),
    )  # fmt: skip
    ring = replace(ring, time=replace(ring.time, end=None))
    found = spells(ring)
    siege = next(s for s in found if s.status == "besieged")
    assert (siege.holders, siege.besiegers) == (("syria",), ("islamic-state",))
    assert (siege.start, siege.end) == ("2013-01-01", None)
    (now,) = control_on(found, "2015-10-10")
    assert (now.holders, now.besiegers, now.status) == (("syria",), ("islamic-state",), "besieged")
    fallen = spells(ring, took("b", "islamic-state", "2015-11-01"))
    assert next(s for s in fallen if s.status == "besieged").end == "2015-11-01"


def test_spellings_of_one_place_fold_and_homonyms_do_not() -> None:
    """Kweires and Kuweris at one spot are one place; another Marn far away is another."""
    found = spells(
        took("a", "islamic-state", "2015-10-09", places=(at("Kuweris", 36.167, 37.57),)),
        took("b", "syria", "2015-11-10", places=(at("Kweires", 36.18, 37.58),)),
    )
    assert [s.end for s in found] == ["2015-11-10", None]
    apart = spells(
        took("a", "islamic-state", "2015-10-09"),
        took("b", "syria", "2015-11-10", places=(at("Marn", 33.0, 44.0),)),
    )
    assert [s.end for s in apart] == [None, None]


@pytest.mark.parametrize(
    "place",
    [
        at("Marn", role="near"),
        at("Marn", role="north of"),
        at("Syria", kind="country"),
        at("at least five villages", None, None, kind="unknown"),
    ],
)
def test_ground_near_a_place_is_not_the_place(place: Any) -> None:
    """Near it, a whole country, and villages without a name make no spell."""
    assert spells(took("a", "islamic-state", "2015-10-09", places=(place,))) == []


def test_the_village_not_its_province() -> None:
    """Atshan in Hama: the village changes hands, not the province."""
    hama = at("Hama", 35.2, 36.9, kind="region", precision_km=60.0)
    found = spells(took("a", "syria", "2015-10-10", places=(MARN, hama)))
    assert [s.place for s in found] == ["Marn"]


def test_an_account_that_means_the_province_takes_no_town() -> None:
    """ "ISIS sweeps Aleppo" in the title of an account that goes on about Aleppo province."""
    town, province = at("Aleppo", 36.2, 37.16), at("Aleppo", 36.3, 37.5, kind="region", role="to")
    title = took("a", "islamic-state", "2015-10-09", places=(town,))
    text = took("b", "islamic-state", "2015-10-09", places=(province,))
    assert spells(title, text) == []
    assert [s.place for s in spells(replace(title, account="a_two"), text)] == ["Aleppo"]


@pytest.mark.parametrize(
    "mention, text, name",
    [
        ("Marn", "took Marn airport at dawn", "Marn airport"),
        ("the railway station", "took the railway station", "Marn railway station"),
        ("the army's airbase", "besieged the army's airbase at Marn", "Marn airbase"),
        ("the town", "took the town", "Marn"),
        ("this held suburb", "in this held suburb", "Marn"),
        ("it", "took it", "Marn"),
        ("Marn", "took Marn at dawn", "Marn"),
    ],
)
def test_a_site_in_a_town_is_not_the_town(mention: str, text: str, name: str) -> None:
    """Where the map only has the town, the words tell which site of it was taken."""
    place = replace(MARN, mention=mention, start=5, end=5 + len(mention))
    one = took("a", "syria", "2017-02-23", places=(place,), evidence=Evidence(0, len(text), text))
    assert [s.place for s in spells(one)] == [name]
    camp = replace(place, mention="a camp", start=5, end=11)
    text = "took a camp"
    assert spells(replace(one, places=(camp,), evidence=Evidence(0, 11, text))) == []


def test_a_short_name_is_the_one_place_that_ends_so() -> None:
    """ "The Academy" is the Infantry Academy, unless two academies are on the map."""
    full = at("Infantry Academy", 36.32, 37.2, kind="site")
    short = at("the Academy", None, None, kind="unknown")
    first = took("a", "syrian-rebels", "2012-12-01", places=(full,))
    later = took("b", "islamic-state", "2015-10-09", places=(short,))
    assert [(s.place, s.end) for s in spells(first, later)] == [
        ("Infantry Academy", "2015-10-09"),
        ("Infantry Academy", None),
    ]
    other = took("c", "syria", "2014-01-01", places=(at("Naval Academy", 34.9, 35.9, kind="site"),))
    assert len({s.place for s in spells(first, later, other)}) == 3


def test_the_town_not_the_city_that_names_its_province() -> None:
    """Al-Rai in Aleppo: al-Rai; but Idlib and Ariha are both taken."""
    rai, aleppo = at("al-Rai", 36.61, 37.45), at("Aleppo", 36.2, 37.16, precision_km=8.0)
    text = Evidence(0, 30, "took al-Rai in northern Aleppo")
    inner = (replace(rai, start=5, end=11), replace(aleppo, start=24, end=30))
    one = took("a", "syrian-rebels", "2016-04-08", places=inner, evidence=text)
    assert [s.place for s in spells(one)] == ["al-Rai"]
    joined = replace(one, evidence=Evidence(0, 30, "took al-Rai and then -- Aleppo"))
    assert {s.place for s in spells(joined)} == {"al-Rai", "Aleppo"}


def test_a_capture_some_time_until_now_is_dated_by_its_telling() -> None:
    """Between May and the day of the account, by a time taken over from other words: likeliest
    the last day, with months of slack; what the claim's own words date keeps the first day."""
    found = spells(took("a", "islamic-state", "", time=on("2015-05-01", "2015-10-12", "inherited")))
    assert (found[0].start, found[0].slack_days) == ("2015-10-11", 163)
    in_may = spells(took("a", "islamic-state", "", time=on("2015-05-01", "2015-06-01")))
    assert (in_may[0].start, in_may[0].slack_days) == ("2015-05-01", 30)


def test_a_number_of_villages_is_not_the_town_they_lie_by() -> None:
    """Three villages in Marn: none is named; three that are named are all taken."""
    three = (count("places", 3, 3),)
    assert spells(took("a", "syria", "2015-10-10", quantities=three)) == []
    named = tuple(at(n, 36.0 + i) for i, n in enumerate(("Marn", "Dayr", "Tal Aswad")))
    found = spells(took("a", "syria", "2015-10-10", quantities=three, places=named))
    assert {s.place for s in found} == {"Marn", "Dayr", "Tal Aswad"}


def test_sites_that_no_gazetteer_has_are_kept_by_name() -> None:
    """A mosque and a village with names of their own; no territory, border or jets."""
    for name, kept in (
        ("al-Nuri mosque", True),
        ("Zanjili", True),
        ("rebel-held territory", False),
        ("the Turkish border", False),
        ("Russian jets", False),
    ):
        place = at(name, None, None, kind="unknown")
        found = spells(took("a", "syria", "2015-10-10", places=(place,)))
        assert bool(found) == kept, name


def test_lost_twice_was_taken_back_between() -> None:
    """A loss in October and one in November: two spells that do not overlap, slack between."""
    lost = {"targets": (who("russia", "combatant"),), "agents": (), "places": (MARN,)}
    one = claim("a", "control", "gains", time=on("2015-10-10"), **lost)
    two = claim("b", "control", "gains", time=on("2015-11-20"), **lost)
    assert short(spells(one, two)) == [
        ("russia", None, "2015-10-10", "held"),
        ("russia", "2015-10-30", "2015-11-20", "held"),
    ]


def test_one_hold_told_twice_is_one_spell() -> None:
    """Two who tell of the same span with an end tell of one spell, the longer of both."""
    one = holds("a", "russia", time=on("2015-10-01", "2016-01-20"))
    two = holds("b", "russia", time=on("2015-10-05", "2016-02-25"))
    assert short(spells(one, two)) == [("russia", "2015-10-01", "2016-02-25", "held")]


def test_only_asserted_claims_hold() -> None:
    """Doubted, future and hypothetical captures make no spell."""
    for modality in ("doubted", "future", "hypothetical"):
        assert spells(took("a", "islamic-state", "2015-10-09", modality=modality)) == []


def test_doubt_grows_with_days_since_anybody_told() -> None:
    """On the day 0; after 60 days a half; before it was ever known, doubted backwards too."""
    found = spells(took("a", "islamic-state", "2015-10-09"))
    (now,) = control_on(found, "2015-10-09")
    (later,) = control_on(found, "2015-12-08")
    assert (now.days, now.doubt) == (0, 0.0)
    assert later.days == 60
    assert later.doubt == pytest.approx(0.5)
    assert control_on(found, "2015-10-08") == ()
    (before,) = control_on(spells(holds("a", "syria")), "2015-08-12")
    assert before.days == 60
    assert before.doubt == pytest.approx(0.5)


def test_history_of_one_place_by_any_spelling() -> None:
    """The article and the case of the name do not matter; other places stay out."""
    found = spells(
        took("a", "islamic-state", "2015-05-20", places=(at("Al-Rai", 36.6, 37.4),)),
        took("b", "syrian-rebels", "2016-04-08", places=(at("Al-Rai", 36.6, 37.4),)),
        took("c", "syria", "2016-04-08"),
    )
    assert [s.holders[0] for s in history(found, "ar-rai")] == ["islamic-state", "syrian-rebels"]
    assert len({s.id for s in found}) == 3


def test_whose_it_was_that_was_taken_is_no_hold_after_it() -> None:
    """ "ISIS took a rebel-held academy": theirs until then, though the label bears no date."""
    words = "ISIS took a rebel-held academy"
    capture = took("a", "islamic-state", "2015-10-09", evidence=Evidence(0, len(words), words))
    label = holds("b", "syrian-rebels", evidence=Evidence(10, len(words), words[10:]))
    assert short(spells(capture, label)) == [
        ("syrian-rebels", None, "2015-10-09", "held"),
        ("islamic-state", "2015-10-09", None, "held"),
    ]
    elsewhere = replace(label, evidence=Evidence(90, 110, words[10:]))
    after = [control_on(spells(capture, c), "2015-10-12")[0].holders for c in (label, elsewhere)]
    assert "syrian-rebels" not in after[0] and "syrian-rebels" in after[1]
