"""Whatever claims there are, what is derived from them keeps its form."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recordwork import NEVER, at, claim, count, incident, on, origin, the_sides, who

from contested.claims.model import Claim
from contested.record.campaigns import find_campaigns
from contested.record.control import control_on, find_control
from contested.record.disputes import dispute_all
from contested.record.forecasts import keep_ledger
from contested.record.grades import grade_all
from contested.record.relations import Telling, find_relations
from contested.record.tolls import count_all

ACTORS = ("russia", "syria", "islamic-state", "syrian-rebels", "ahrar-al-sham", None)
PLACES = (at("Marn"), at("Dayr", 36.5), at("Marn", role="near"), at("the Mill", None, None))
CLASSES: Any = ("civilian", "combatant", "object", "unknown")
DATES = {"a_0": "2015-10-10", "a_1": "2015-11-20", "a_2": None}


@st.composite
def claims(draw: Any) -> list[Claim]:
    made = []
    for n in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(("event", "control", "relation", "forecast", "toll")))
        acts = {"event": ("ASSAULT", "AID"), "control": ("gains", "loses", "holds", "besieges")}
        start = date(2015, 10, 1) + timedelta(draw(st.integers(0, 60)))
        end = start + timedelta(draw(st.integers(1, 120)))
        low = draw(st.integers(0, 50) | st.none())
        made.append(
            claim(
                f"c{n}",
                kind,
                draw(st.sampled_from(acts.get(kind, (None,)))),
                account=draw(st.sampled_from(sorted(DATES))),
                agents=tuple(who(a) for a in draw(st.lists(st.sampled_from(ACTORS), max_size=2))),
                targets=tuple(
                    who(a, draw(st.sampled_from(CLASSES)), "men")
                    for a in draw(st.lists(st.sampled_from(ACTORS), max_size=2))
                ),
                places=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2))),
                time=draw(st.sampled_from((NEVER, on(start.isoformat(), end.isoformat())))),
                quantities=(count("killed", low, draw(st.none() | st.just((low or 0) + 9))),),
                polarity=draw(st.sampled_from("++-")),
                modality=draw(st.sampled_from(("asserted", "asserted", "doubted", "future"))),
                sign=draw(st.sampled_from((-1, 0, 1))),
                about="control" if kind == "forecast" else None,
            )
        )
    return made


@given(claims())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_spells_of_one_side_in_one_place_never_overlap(made: list[Claim]) -> None:
    """Each spell begins before it ends, rests on claims, and follows the side's last one there."""
    held = {c.id: c for c in made}
    telling = Telling({c.id: c.account for c in made}, DATES)
    found = find_control((), held, telling, the_sides())
    assert len({s.id for s in found}) == len(found)
    for spell in found:
        assert spell.start is None or spell.end is None or spell.start < spell.end
        assert spell.claims and set(spell.claims) <= held.keys()
        assert (spell.status == "besieged") == bool(spell.besiegers)
    kept = [s for s in found if s.status != "besieged"]
    for a in kept:
        for b in kept:
            same = (a.place, a.lat, a.holders[0]) == (b.place, b.lat, b.holders[0])
            if same and a is not b and (a.start or "") <= (b.start or ""):
                assert a.end is not None and a.end <= (b.start or b.known or a.end)
    for one in control_on(found, "2015-10-20"):
        assert 0 <= one.doubt < 1


@given(claims())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_derived_keeps_its_form(made: list[Claim]) -> None:
    """Disputes have readings of different origins, tolls are ordered, weights lie in -1..1, and
    whatever is contested says so in its grade."""
    held, sides = {c.id: c for c in made}, the_sides()
    telling = Telling({c.id: c.account for c in made}, DATES)
    origins = {a: [c.id for c in made if c.account == a] for a in DATES}
    one = incident(made, *(origin(a, ids, "russia") for a, ids in origins.items() if ids))
    (told,) = grade_all(count_all(dispute_all([one], held, sides), held), held, sides)
    for dispute in told.disputes:
        assert len(dispute.readings) > 1
        assert len({o for r in dispute.readings for o in r.origins}) > 1
    for toll in told.tolls:
        known = [n for n in (toll.low, toll.best, toll.high) if n is not None]
        assert known == sorted(known)
    contested = {g.field for g in told.grades if g.grade == "contested"}
    graded = {"occurrence", "agent", "target", "toll"}
    assert contested == {d.field for d in told.disputes} & graded
    for cell in find_relations([told], held, telling):
        assert -1 < cell.weight < 1
        assert cell.positive or cell.negative
    for campaign in find_campaigns(made, telling, sides):
        assert all(a != b for a, b in campaign.parted)
    assert len(keep_ledger(held, telling, sides)) == sum(c.kind == "forecast" for c in made)
