"""Drafting: the record's values at a date become a scenario that says what is claimed."""

from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from contested.errors import ResourceError, ScenarioError
from contested.record.model import ControlSpell, Relation
from contested.study.whatif.assumptions import read_assumptions
from contested.study.whatif.check import check_scenario
from contested.study.whatif.draft import DraftPlan, draft_scenario, draft_variants
from contested.study.whatif.graph import neighbours
from contested.study.whatif.read import parse_scenario
from contested.study.whatif.scenario import Position, Scenario, numbers
from contested.study.whatif.simulate import simulate
from contested.study.whatif.write import write_scenario

AT = {
    "Marn": (36.5, 37.2),
    "Dayr": (36.4, 37.5),
    "Hasma": (36.2, 37.1),
    "Tell": (36.6, 37.6),
    "Port": (36.1, 36.0),
}


def spell(place: str, holder: str, start: str | None, end: str | None = None) -> ControlSpell:
    lat, lon = AT.get(place, (None, None))
    return ControlSpell(
        id=f"s_{place}_{start}",
        place=place,
        lat=lat,
        lon=lon,
        holders=(holder,),
        besiegers=(),
        status="held",
        start=start,
        end=end,
        slack_days=3,
        claims=(f"c_{place}",),
        narrators=("w",),
        why=(),
    )


def tie(a: str, b: str, weight: float, claims: int = 1, **more: Any) -> Relation:
    ids = tuple(f"c_{a}_{b}_{k}" for k in range(claims))
    said: dict[str, Any] = {"month": "2015-09", "narrator": None} | more
    good, bad = (ids, ()) if weight > 0 else ((), ids)
    return Relation(a=a, b=b, weight=weight, positive=good, negative=bad, **said)


SPELLS = (
    spell("Marn", "brigade", "2015-06-01", "2015-10-09"),
    spell("Marn", "wolves", "2015-10-09"),
    spell("Dayr", "wolves", None),
    spell("Hasma", "army", "2015-01-01"),
    spell("Port", "army", "2015-01-01"),
    spell("Tell", "brigade", "2016-04-01"),
    spell("Nowhere", "army", "2015-01-01"),
)
WOLVES = replace(spell("Port", "wolves", "2015-01-01"), place="Lair", lat=36.7, lon=37.9)
TIES = (
    tie("army", "rebels", -0.8, 3),
    tie("rebels", "army", -0.5),
    tie("wolves", "rebels", -0.9, 2),
    tie("crane", "army", 0.7, 2),
    tie("crane", "rebels", -0.7, 2),
    tie("otter", "rebels", 0.4, month="2011-01"),
    tie("otter", "army", 0.9, narrator="w"),
)
BACKED = (*TIES, tie("heron", "rebels", 0.5))
PLAN = DraftPlan(
    side_of=lambda a: "rebels" if a == "brigade" else a,
    entries={"crane": (36.0, 35.5)},
    extra=(("Farm", 36.45, 37.25),),
)


def drafted() -> Scenario:
    return draft_scenario(SPELLS, TIES, "2015-09-30", PLAN)


def test_holders_are_those_of_the_date_with_their_claims() -> None:
    """The spell that covers the day decides; groups count to their side."""
    places = {p.name: p for p in drafted().places}
    assert places["Marn"].holders == ("rebels",) and places["Marn"].claims == ("c_Marn",)
    assert places["Dayr"].holders == ("wolves",)
    assert "Nowhere" not in places


def test_a_place_that_falls_later_is_assumed_to_be_with_an_enemy_of_its_taker() -> None:
    """Tell falls to rebels in April: until then the nearest of those who fight them, as assumed."""
    tell = next(p for p in drafted().places if p.name == "Tell")
    assert tell.holders == ("wolves",) and tell.claims == ()
    assert "assumed" in tell.why and "2016-04-01" in tell.why


def test_places_that_are_only_named_take_the_nearest_holder_as_assumed() -> None:
    """Farm lies next to Marn."""
    farm = next(p for p in drafted().places if p.name == "Farm")
    assert farm.holders == ("rebels",) and farm.claims == () and "Marn" in farm.why


def test_wars_backers_and_shares_come_from_relations() -> None:
    """Hostile pairs fight, with claims; silent ones as assumed; old and single voices are out."""
    scenario = drafted()
    wars = {(w.by, w.on): w for w in scenario.wars}
    assert set(wars) == {(a, b) for a in scenario.side_ids for b in scenario.side_ids if a != b}
    assert wars["army", "rebels"].claims and not wars["army", "wolves"].claims
    assert "no claim says" in wars["army", "wolves"].why
    assert wars["army", "rebels"].share.low == pytest.approx(4 / 5)
    assert [(b.by, b.of) for b in scenario.backing] == [("crane", "army")]
    assert [(s.place, s.side) for s in scenario.sources] == [("Port", "army")]


def test_friends_do_not_fight() -> None:
    """Two holders whose net tie is friendly are at war with the third only."""
    friendly = (*TIES, tie("army", "wolves", 0.9, 4))
    wars = {(w.by, w.on) for w in draft_scenario(SPELLS, friendly, "2015-09-30", PLAN).wars}
    assert ("army", "wolves") not in wars and ("army", "rebels") in wars


def test_every_drafted_number_says_its_basis_and_the_draft_runs() -> None:
    """Claims or grounds in words for each; text and back; runs without error."""
    scenario = drafted()
    assert all(n.claims or n.why or n.low == n.high == 0 for _, n in numbers(scenario))
    again = parse_scenario(write_scenario(scenario), "draft")
    assert again == scenario
    assert simulate(again, 50).held[0].sum(axis=0).max() == len(scenario.places)


def test_a_place_taken_from_the_other_makes_a_war_whatever_is_said() -> None:
    """Wolves take Marn from the rebels: many friendly claims do not make peace; without it, they
    do, and one friendly claim alone does not."""
    friends = (tie("wolves", "brigade", 0.9, 5), *TIES[:2])
    wars = {(w.by, w.on): w for w in draft_scenario(SPELLS, friends, "2015-09-30", PLAN).wars}
    assert "c_Marn" in wars["wolves", "rebels"].claims
    rest = tuple(s for s in SPELLS if (s.place, s.holders) != ("Marn", ("wolves",)))
    quiet = {(w.by, w.on) for w in draft_scenario(rest, friends, "2015-09-30", PLAN).wars}
    assert ("wolves", "rebels") not in quiet
    one = (tie("wolves", "brigade", 0.9), *TIES[:2])
    again = {(w.by, w.on) for w in draft_scenario(rest, one, "2015-09-30", PLAN).wars}
    assert ("wolves", "rebels") in again


def test_besieged_and_barely_dated_places_get_an_enemy_too() -> None:
    """A ringed place without a holder is with an enemy of the besieger; one taken about the date
    may still be with its taker's enemy: both are drawn."""
    ring = replace(spell("Tell", "x", None), holders=(), besiegers=("wolves",), status="besieged")
    late = replace(spell("Dayr", "wolves", "2015-09-20"), slack_days=30)
    places = {
        p.name: p for p in draft_scenario((*SPELLS[:2], *SPELLS[3:5], late, ring, WOLVES), TIES,
                                          "2015-09-30", PLAN).places
    }  # fmt: skip
    assert places["Tell"].holders == ("rebels",) and "besieged by wolves" in places["Tell"].why
    assert set(places["Dayr"].holders) == {"wolves", "rebels"} and places["Dayr"].claims


def test_crossings_feed_who_holds_them() -> None:
    """A crossing feeds its holder if backed; others get the gate nearest to a backer, or none."""
    plan = replace(PLAN, crossings=frozenset({"Marn", "Dayr"}))
    sources = draft_scenario(SPELLS, BACKED, "2015-09-30", plan).sources
    assert {(s.place, s.side) for s in sources} == {("Marn", "rebels"), ("Port", "army")}


def test_variants_let_the_backer_strike_each_enemy() -> None:
    """Strikes by the crane on each enemy of the army, and with the rebels' sources closed."""
    plan = replace(PLAN, crossings=frozenset({"Marn"}))
    scenario = draft_scenario(SPELLS, BACKED, "2015-09-30", plan)
    made = draft_variants(scenario, BACKED, side_of=PLAN.side_of)
    names = {"strikes-on-rebels", "strikes-on-wolves", "strikes-on-rebels-and-closing"}
    assert set(made) == names
    hit, closing = made["strikes-on-rebels-and-closing"]
    assert (hit.by, hit.against) == ("crane", "rebels") and "crane on rebels: 2" in hit.amount.why
    assert closing.places == ("Marn (rebels)",)
    for deeds in made.values():
        check_scenario(replace(scenario, interventions=deeds))
    with pytest.raises(ScenarioError, match="otter backs no side"):
        draft_variants(scenario, TIES, "otter", PLAN.side_of)
    assert draft_variants(replace(scenario, backing=()), TIES) == {}


def test_stated_strengths_are_claims() -> None:
    """Fighters that a claim states stand with the claim's id."""
    plan = DraftPlan(side_of=PLAN.side_of, strengths={"wolves": (1500, 1700, ("c_7",))})
    sides = {s.id: s for s in draft_scenario(SPELLS, TIES, "2015-09-30", plan).sides}
    assert sides["wolves"].strength.claims == ("c_7",) and sides["wolves"].strength.low == 1500
    assert sides["army"].strength.assumed
    few = replace(plan, strengths={"wolves": (31, 31, ("c_8",))})  # a patrol, not a side's force
    drafted = {s.id: s for s in draft_scenario(SPELLS, TIES, "2015-09-30", few).sides}
    assert drafted["wolves"].strength.assumed


def test_drafts_that_cannot_be_are_errors() -> None:
    """One side only, and a date that is none."""
    with pytest.raises(ScenarioError, match="1 sides holding places around 2015-09-30"):
        draft_scenario(SPELLS[3:5], TIES, "2015-09-30", PLAN)
    with pytest.raises(ScenarioError, match="not a date"):
        draft_scenario(SPELLS, TIES, "September", PLAN)


def test_the_graph_never_falls_apart_and_links_the_near() -> None:
    """Three in a row: the ends are not linked past the middle. One place has no links."""
    row = [Position(n, 36.0, 37.0 + k, ()) for k, n in enumerate("abc")]
    assert {(k.a, k.b) for k in neighbours(row)} == {("a", "b"), ("b", "c")}
    assert neighbours(row[:1]) == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("low = 0.01\n", "low = 1\n"), "line 4: pace: 0"),
        (("[need]", "[needs]"), "missing or unknown"),
        (("high = 0.15", 'high = "x"'), "must be numbers"),
    ],
)
def test_malformed_assumptions_name_file_and_line(change: tuple[str, str], words: str) -> None:
    """The packaged ranges are data; a slip in them is found."""
    text = files("contested.resources").joinpath("whatif.toml").read_text(encoding="utf-8")
    with pytest.raises(ResourceError, match=f"(?s)whatif.toml.*{words}"):
        read_assumptions(text.replace(*change), "whatif.toml")
