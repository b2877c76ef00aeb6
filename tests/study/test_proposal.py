"""From a causal claim to a question, and from the record to tables: nothing is invented."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tables import a_table

from contested.claims.model import Actor, Cause, Claim, Evidence, PassageRef, Time
from contested.claims.registry import load_registry
from contested.errors import NotFound, StudyError
from contested.record.model import ControlSpell, Incident, Site, Toll
from contested.study.event_files import read_events
from contested.study.model import iso_day
from contested.study.proposal import propose
from contested.study.record_events import incident_rows, spell_holds
from contested.study.select import select


def a_claim(
    cause: Cause | None, effect: Cause | None, kind: str = "cause", **more: object
) -> Claim:
    """A claim of that kind, told on 9 October 2015."""
    given: dict[str, object] = {
        "id": "c_1", "account": "a_1", "file": "f", "kind": kind, "act": None, "mode": None,
        "acled": None, "cameo": None, "quad": None, "sign": None,
        "evidence": Evidence(0, 9, "jets let them in"), "passage": PassageRef("p_1", "body", None),
        "agents": (), "targets": (), "objects": (), "places": (),
        "time": Time(None, None, "2015-10-10", None, "account"), "quantities": (), "chain": (),
        "polarity": "+", "modality": "asserted", "condition": None, "stance": "asserted",
        "treatment": "neutral", "confidence": 0.5, "why": (), "cause": cause, "effect": effect,
    }  # fmt: skip
    return Claim(**{**given, **more})  # type: ignore[arg-type]


def an_actor(id: str) -> Actor:
    """An actor that no words state."""
    return Actor(None, None, None, actor=id, party=id, name=id)


RUSSIA, ISIS = an_actor("russia"), an_actor("islamic-state")
ACTORS = load_registry().data.actors
TABLE = a_table([1.0, 2.0, 3.0], [36.0] * 3, [37.0] * 3,
                ["Air/drone strike", "Attack", "ISIS gains"],
                ["Military Forces of Russia", "Government of Syria", "Islamic State"])  # fmt: skip


def nothing(name: str) -> Claim:
    """No claim is known."""
    raise NotFound(name)


def test_a_described_claim_becomes_words_that_pick_its_events() -> None:
    """Russian strikes against other strikes; gains of Islamic State; dates around the claim's."""
    claim = a_claim(Cause(None, "Russian airstrikes", 0, 1, (RUSSIA,)),
                    Cause(None, "ISIS to advance", 2, 3, (ISIS,)))  # fmt: skip
    meaning = propose(claim, nothing, ACTORS, TABLE).meaning
    assert select(TABLE, meaning.treatment).tolist() == [True, False, False]
    assert select(TABLE, meaning.outcome).tolist() == [False, False, True]
    assert not (select(TABLE, meaning.control) & select(TABLE, meaning.treatment)).any()
    assert meaning.within == "since=2015-08-11;until=2015-12-09"


def test_an_end_that_is_a_claim_gives_its_act_and_agents() -> None:
    """The linked claim's kind and act decide the type."""
    told = a_claim(None, None, "control", id="c_2", act="gains", agents=(ISIS,))
    found: Callable[[str], Claim] = {"c_2": told}.__getitem__
    claim = a_claim(Cause(None, "strikes", 0, 1, (RUSSIA,)), Cause("c_2", "", 2, 3))
    assert "*territory*" in propose(claim, found, ACTORS, TABLE).meaning.outcome


def test_what_nothing_names_stays_open() -> None:
    """No actor and no act: the person is asked, nothing is invented."""
    claim = a_claim(Cause(None, "that", 0, 1), Cause(None, "the mood to change", 2, 3))
    assert propose(claim, nothing, ACTORS, TABLE).open == ("treatment", "control", "outcome")


def test_only_causal_claims_are_proposed_for() -> None:
    """Another kind is refused with its name."""
    with pytest.raises(StudyError, match="no causal claim but event"):
        propose(a_claim(None, None, "event"), nothing, ACTORS, TABLE)


def test_incidents_become_a_table_that_reads_back(tmp_path: Path) -> None:
    """Undated ones are left out; intervals widen; tolls become deaths; unplaced rows are told."""
    toll = Toll("killed", "civilian", 3, 4, 5, "rule", ("c_1",))
    base = {"claims": ("c_1",), "kind": "event", "act": "ASSAULT", "mode": "aerial",
            "acled": "Air/drone strike", "quad": None, "sign": -1, "targets": (), "origins": (),
            "why": ()}  # fmt: skip
    site = Site("Marn", 36.0, 37.0, 3.0)
    some = [
        Incident(id="i_1", agents=("russia", "syria"), site=site, start="2015-10-09",
                 end="2015-10-12", tolls=(toll,), **base),  # type: ignore[arg-type]
        Incident(id="i_2", agents=(), site=None, start="2015-10-09", end="2015-10-10", **base),  # type: ignore[arg-type]
        Incident(id="i_3", agents=(), site=site, start=None, end=None, **base),  # type: ignore[arg-type]
    ]  # fmt: skip
    path = tmp_path / "incidents.csv"
    path.write_text(incident_rows(some), encoding="utf-8")
    table = read_events(path, "plain")
    assert table.id.tolist() == ["i_1"] and iso_day(table.day[0]) == "2015-10-09"
    assert table.width[0] == 3 and table.deaths[0] == 4
    assert select(table, "actor=syria;type=*strike*").tolist() == [True]
    assert [p.kind for p in table.problems] == ["no place"]


def test_spells_become_holds() -> None:
    """Open spells never end; spells without a place or a holder hold nothing."""

    def spell(lat: float | None, holders: tuple[str, ...], end: str | None) -> ControlSpell:
        return ControlSpell("s", "Marn", lat, 37.0, holders, (), "held", "2015-10-01", end, 2,
                            (), (), ())  # fmt: skip

    found = spell_holds([spell(36.0, ("a", "b"), None), spell(None, ("a",), None),
                         spell(36.0, (), "2015-11-01")])  # fmt: skip
    assert len(found) == 1 and found[0].holder == "a or b" and np.isinf(found[0].end)
