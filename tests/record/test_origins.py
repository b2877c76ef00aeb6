"""On how many sources an incident rests: chains, relays, copies, unnamed and interested ones."""

from dataclasses import replace
from typing import Any

from recordwork import at, claim, on, who

from contested.claims.model import Claim, Evidence, Link, PassageRef
from contested.record.accounts_of import AccountText
from contested.record.incidents import find_incidents
from contested.record.model import Incident

NAMES = {"wire": "The Orontes Wire", "blog": "Northern Lantern", "post": "Harbour Gazette"}


def told(name: str, account: str, chain: tuple[Link, ...] = (), **said: Any) -> Claim:
    """A capture of Marea on 9 October in the named account, its evidence at its own offset."""
    start = 1000 + 400 * len(name)
    given: dict[str, Any] = {
        "kind": "control", "act": "gains", "account": account, "chain": chain,
        "agents": (who("islamic-state"),), "places": (at("Marea"),), "time": on("2015-10-09"),
        "evidence": Evidence(start, start + 5, "words"),
    } | said  # fmt: skip
    return claim(name, **given)


def link(mention: str, depth: int = 0, kind: Any = "group", actor: str | None = None) -> Link:
    """One speaker."""
    return Link(mention, "said", depth, kind, actor, 10 * depth, 10 * depth + 5)


def texts(**given: str) -> dict[str, AccountText]:
    """Accounts in order of time; an empty text unless given."""
    return {
        key: AccountText(key, given.get(key, ""), f"2015-10-{10 + i}", name)
        for i, (key, name) in enumerate(NAMES.items())
    }


def incident(*claims: Claim, **given: str) -> Incident:
    """The one incident of these claims."""
    found, loose = find_incidents(claims, texts(**given))
    assert len(found) == 1 and not loose
    return found[0]


def names(found: Incident) -> set[str]:
    """Names of its origins."""
    return {o.name for o in found.origins}


def test_the_last_link_of_the_chain_is_the_origin() -> None:
    """The wire cites the monitor, the blog cites the wire citing the monitor: one origin."""
    one = told("a", "wire", (link("Syria Ledger"),))
    two = told("b", "blog", (link("The Orontes Wire", 0, "outlet"), link("Syria Ledger", 1)))
    found = incident(one, two)
    assert names(found) == {"Syria Ledger"}
    assert ("Syria Ledger", "The Orontes Wire", "Northern Lantern") in found.origins[0].paths


def test_an_account_in_its_own_voice_is_an_origin() -> None:
    """Two accounts that both speak for themselves are two origins."""
    assert names(incident(told("a", "wire"), told("b", "blog"))) == {NAMES["wire"], NAMES["blog"]}


def test_citing_an_account_goes_back_to_its_source() -> None:
    """Who cites the wire relays what the wire's own source says."""
    one = told("a", "wire", (link("Major Zurayq", kind="person"),))
    two = told("b", "post", (link("The Orontes Wire", kind="outlet"),))
    found = incident(one, two)
    assert names(found) == {"Major Zurayq"}
    assert found.origins[0].paths == (
        ("Major Zurayq", "The Orontes Wire"),
        ("Major Zurayq", "The Orontes Wire", "Harbour Gazette"),
    )


def test_copied_words_add_no_origin() -> None:
    """A sentence taken over without naming its source goes back to the account it stood in."""
    text = "Fighters of the group overran the town of Marea north of Aleppo on Friday morning."
    said = Evidence(0, len(text) - 1, text[:-1])
    one, two = (replace(told("a", k), id=k, evidence=said) for k in ("wire", "blog"))
    found = incident(one, two, wire=text, blog=text)
    assert names(found) == {NAMES["wire"]}
    assert (NAMES["wire"], NAMES["blog"]) in found.origins[0].paths


def test_unnamed_sources_count_as_one() -> None:
    """Activists here and residents there are one origin, a fighter in Marea is told apart."""
    one = told("a", "wire", (link("activists", kind="anonymous"),))
    two = told("b", "blog", (link("residents", kind="anonymous"),))
    assert len(incident(one, two).origins) == 1
    three = told("c", "post", (link("a fighter in Marea", kind="person"),))
    assert len(incident(one, two, three).origins) == 2


def test_a_pronoun_is_the_speaker_before_it() -> None:
    """ "He said" goes back to the officer who was named."""
    one = told("a", "wire", (link("Colonel Barazi", kind="person"),))
    two = replace(told("bb", "wire"), chain=(replace(link("he", kind="person"), start=90, end=92),))
    assert names(incident(one, two)) == {"Colonel Barazi"}


def test_a_title_adds_no_origin() -> None:
    """A title that the body attributes is no source of its own."""
    title = told("a", "wire", passage=PassageRef("p", "title", None))
    body = told("bb", "wire", (link("Syria Ledger"),))
    assert names(incident(title, body)) == {"Syria Ledger"}


def test_a_presenter_speaks_for_the_programme() -> None:
    """A programme's presenter and its correspondent are the programme."""
    one = told("a", "wire", (link("PRESENTER", kind="person"),))
    two = told("bb", "wire", (link("CORRESPONDENT", kind="person"),))
    assert names(incident(one, two)) == {NAMES["wire"]}


def test_a_side_that_reports_its_own_success_is_interested() -> None:
    """Only the doer says it: flagged. Somebody else says it too: not flagged."""
    own = told("a", "wire", (link("Islamic State", actor="islamic-state"),))
    assert incident(own).interested
    assert not incident(own, told("b", "blog")).interested
    assert not incident(told("b", "blog")).interested


def test_origins_hold_every_claim_of_the_incident() -> None:
    """No claim is without an origin, and the earliest account is named."""
    claims = [told("a", "wire"), told("b", "blog"), told("c", "post", (link("Syria Ledger"),))]
    found = incident(*claims)
    assert {c for o in found.origins for c in o.claims} == {"a", "b", "c"}
    assert {o.earliest for o in found.origins} == {"wire", "blog", "post"}


def test_the_organs_of_one_state_are_one_origin() -> None:
    """A ministry, the army and the president of one state are one; those of two states are two."""
    one = told("a", "wire", (link("Russia's defence ministry", actor="russia-mod"),))
    two = told("b", "blog", (link("the Russian military", actor="russian-armed-forces"),))
    other = told("c", "post", (link("the Turkish army", actor="turkish-armed-forces"),))
    head = told("dddd", "post", (link("Putin", kind="person", actor="putin"),))
    assert len(incident(one, two, head).origins) == 1
    assert len(incident(one, two, other).origins) == 2


def test_an_outlet_by_its_name_is_that_outlet() -> None:
    """Whatever stands before its name, and whomever a machine took it for."""
    one = told("a", "wire")
    two = told("b", "blog", (link("the news agency The Orontes Wire", actor="nusra-front"),))
    assert names(incident(one, two)) == {NAMES["wire"]}


def test_a_pronoun_with_an_actor_is_called_as_its_bearer_was() -> None:
    """ "It said" is told as "the defence ministry", not by the registry's name of the state."""
    named = link("The defence ministry", actor="russia")
    later = Link("It", "said", 0, "state", "russia", 400, 402)
    found = incident(told("a", "wire", (named,)), told("bb", "wire", (later,)))
    assert names(found) == {"The defence ministry"}
