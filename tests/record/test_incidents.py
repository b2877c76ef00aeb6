"""Claims into incidents: what takes part, what stays loose, wholes, judgements, codes."""

import tomllib
from typing import Any

import pytest
from recordwork import at, claim, count, on, said_by, who

from contested.accounts.model import Account, Appearance, Passage
from contested.claims.model import Claim
from contested.claims.vocabulary import Vocabulary, packaged
from contested.errors import ResourceError
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.incidents import find_incidents
from contested.record.model import Coding
from contested.record.words import read_words


def capture(name: str, *places: str, **said: Any) -> Claim:
    """Islamic State takes places near one another on 9 October; an account of its own."""
    spots = tuple(at(p, 36.3 + 0.03 * i, 37.2) for i, p in enumerate(places))
    given: dict[str, Any] = {
        "kind": "control", "act": "gains", "account": f"a_{name}", "time": on("2015-10-09"),
        "agents": (who("islamic-state"),), "places": spots,
    } | said  # fmt: skip
    return claim(name, **given)


def accounts(*claims: Claim) -> dict[str, AccountText]:
    """An empty account for each claim, all of one day."""
    return {c.account: AccountText(c.account, "", "2015-10-10", c.account) for c in claims}


def found(*claims: Claim, **judged: Any) -> list[set[str]]:
    """The incidents as sets of claim ids."""
    return [set(i.claims) for i in find_incidents(claims, accounts(*claims), **judged)[0]]


def test_every_claim_is_in_one_incident_or_loose_or_no_happening() -> None:
    """Nothing is lost and nothing counted twice; forecasts, aims and totals take no part."""
    claims = [
        capture("a", "Marea"), capture("b", "Marea"), capture("c"),
        claim("d", kind="forecast", account="a_d"), claim("e", modality="hypothetical"),
    ]  # fmt: skip
    incidents, loose = find_incidents(claims, accounts(*claims))
    held = [c for i in incidents for c in i.claims]
    assert sorted([*held, *loose]) == ["a", "b", "c"]
    assert loose == ("c",)


def test_a_claim_without_place_or_time_stays_loose() -> None:
    """Where or when is open: no incident is made of it and none takes it in."""
    placed = capture("a", "Marea")
    nowhere = capture("b")
    incidents, loose = find_incidents([placed, nowhere], accounts(placed, nowhere))
    assert [i.claims for i in incidents] == [("a",)]
    assert loose == ("b",)


def test_a_judgement_moves_a_loose_claim_in_and_an_alike_one_out() -> None:
    """What a person decided holds against the comparison, and leaves when it is gone."""
    one, two, nowhere = capture("a", "Marea"), capture("b", "Marea"), capture("c")
    assert found(one, two, nowhere) == [{"a", "b"}]
    assert found(one, two, nowhere, same=[("a", "c")]) == [{"a", "b", "c"}]
    assert sorted(map(sorted, found(one, two, distinct=[("b", "a")]))) == [["a"], ["b"]]


def test_the_order_of_claims_does_not_matter() -> None:
    """Incidents and their ids are the same whichever way claims come."""
    claims = [
        capture("a", "Marea"),
        capture("b", "Marea"),
        capture("c", "Raqqa", time=on("2015-11-09")),
    ]
    forth = find_incidents(claims, accounts(*claims))
    assert forth == find_incidents(claims[::-1], accounts(*claims))


def test_a_later_account_leaves_the_id() -> None:
    """The id follows the earliest claim: a further account does not rename the incident."""
    one, two = capture("a", "Marea"), capture("b", "Marea")
    known = accounts(one) | {"a_b": AccountText("a_b", "", "2015-10-12", "late")}
    assert find_incidents([one], known)[0][0].id == find_incidents([one, two], known)[0][0].id


def test_one_village_of_a_sweep_is_part_of_it() -> None:
    """Five villages are a whole, one of them an incident of its own that names its whole."""
    sweep = capture("a", "Tal Qarah", "Tal Sousin", "Fafin", "Kafr Qares", "Ahras")
    part = capture("b", "Fafin")
    incidents, _ = find_incidents([sweep, part], accounts(sweep, part))
    by_claim = {c: i for i in incidents for c in i.claims}
    assert by_claim["b"].part_of == by_claim["a"].id
    assert by_claim["a"].part_of is None


def test_near_alike_incidents_are_possibly_one() -> None:
    """What is too alike to be told apart and too unlike to be one names the other, both ways."""
    one = capture("a", "Marea", act="gains")
    two = capture("b", "Marea", time=on("2015-10-13"), agents=(who("ypg"),))
    incidents, _ = find_incidents([one, two], accounts(one, two))
    assert len(incidents) == 2
    ids = {i.id for i in incidents}
    assert all(set(i.possibly) <= ids - {i.id} for i in incidents)


def test_denials_belong_to_the_incident_they_deny() -> None:
    """ "No plane bombed Marea" is a claim of the bombing of Marea."""
    one = claim("a", account="a_a", mode="aerial", agents=(who("russia"),),
                places=(at("Marea"),), time=on("2015-10-09"))  # fmt: skip
    two = claim("b", account="a_b", mode="aerial", agents=(who("russia"),), polarity="-",
                places=(at("Marea"),), time=on("2015-10-09"), chain=said_by("Moscow"))  # fmt: skip
    assert found(one, two) == [{"a", "b"}]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (who("islamic-state", "combatant"), 1),
        (who(None, "civilian", "families"), 3),
        (who(None, "unknown", "people"), None),
    ],
)
def test_type_of_violence_follows_the_sides(target: Any, expected: int | None) -> None:
    """A state against a group is 1, anybody organised against civilians 3; else it abstains."""
    deadly = claim("a", account="a_a", mode="aerial", acled="Air/drone strike",
                   agents=(who("russia"),), targets=(target,), places=(at("Marea"),),
                   time=on("2015-10-09"), quantities=(count("killed", 9, 9),))  # fmt: skip
    coding = find_incidents([deadly], accounts(deadly))[0][0].coding
    assert coding == Coding(expected, 1, 1, "Explosions/Remote violence", 1, 1)


def test_precisions_follow_place_and_time() -> None:
    """A province in a week is coarser than a town on a day, in both codebooks."""
    wide = at("Aleppo", kind="region", precision_km=70.0)
    vague = capture("a", time=on("2015-10-05", "2015-10-12"), places=(wide,))
    coding = find_incidents([vague], accounts(vague))[0][0].coding
    assert (coding.ged_where_prec, coding.ged_date_prec) == (4, 3)
    assert (coding.acled_geo_precision, coding.acled_time_precision) == (3, 2)
    assert coding.ged_type_of_violence is None  # nobody is said to have died


def test_a_malformed_vocabulary_names_file_and_line() -> None:
    """A mode in two groups stops the reading, with the place to look at."""
    good = packaged("incidents.toml")
    text = good.text.replace('shell = ["heavy-weapons"]', 'shell = ["heavy-weapons", "aerial"]')
    with pytest.raises(ResourceError, match=r"incidents\.toml, line \d+: 'aerial' stands under"):
        read_words(Vocabulary("incidents.toml", text, tomllib.loads(text)))


def test_why_tells_what_ties_each_claim() -> None:
    """Each further claim names the claim it is most like and the propositions that held."""
    one, two = capture("a", "Marea"), capture("b", "Marea")
    why = find_incidents([one, two], accounts(one, two))[0][0].why
    assert why[0] == "2 claims of 2 accounts"
    assert why[1].startswith("b with a: ")
    assert "on the same day (+" in why[1]


def test_an_account_without_boilerplate_is_all_that_is_needed() -> None:
    """``accounts_of`` keeps text, date, publisher and what nobody wrote for the account."""
    text = "Shells fell on Marea.\n\nShare this on Facebook"
    passages = (
        Passage("p_1", "body", 0, 21),
        Passage("p_2", "boilerplate", 23, len(text)),
    )
    appearances = (
        Appearance("one.txt", "Wire", "Salwa", "2015-10-09", "manifest"),
        Appearance("two.txt", "Blog"),
    )
    known = accounts_of([Account("a_1", text, "", "v1", passages, appearances)])["a_1"]
    assert (known.text, known.date, known.name) == (text, "2015-10-09", "Wire")
    assert known.barred == ((23, len(text)),)
    assert known.publishers == ("Wire", "Blog")
