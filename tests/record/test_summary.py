"""Counts of a record are plain sums, and every abstention is counted."""

from dataclasses import replace

from casework import FIRST, SECOND, an_account, annotate, extract
from contested.accounts.model import Refusal
from contested.claims.model import Claim, Link
from contested.record.gaps import Gaps, account_gaps, claim_gaps, join_gaps
from contested.record.narrators import narrator, sources
from contested.record.summary import called, summarise
from contested.views import briefing


def claims() -> list[Claim]:
    """Two places taken, two strikes of which one has a speaker."""
    accounts = (an_account(FIRST, date="2015-10-09"), an_account(SECOND, "two.txt"))
    return [c for a in accounts for c in extract(a, annotate(a))]


def test_every_claim_is_counted_once() -> None:
    """Kinds, stances and narrators each add up to the number of claims."""
    every = claims()
    found = summarise(every, {every[0].account: "The Courier"})
    assert found.claims == len(every)
    for counter in (found.kinds, found.stances, found.narrators):
        assert sum(counter.values()) == found.claims
    assert found.narrators == {"The Courier": 1, "said": 2, "two.txt": 1}
    assert found.acts == {"gains": 2, "ASSAULT": 2}
    assert found.pairs[("jets", "ASSAULT", "civilians")] == 1


def test_who_to_whom_counts_only_sides_that_are_resolved() -> None:
    """An actor of the registry or a class of people; no pronouns, things or acts on oneself."""
    strike = next(c for c in claims() if c.act == "ASSAULT")
    us = replace(strike.targets[0], actor=None, cls="unknown", name=None, mention="us")
    road = replace(us, cls="object", mention="the road")
    they = replace(strike.agents[0], actor=None, name=None, mention="they")
    army = replace(us, actor="jets", name="jets")
    fighters = replace(us, cls="combatant", mention="about 200 fighters")
    odd = [replace(strike, targets=(t,)) for t in (us, road, army)]
    found = summarise([*odd, replace(strike, agents=(they,))], {})
    assert not found.pairs
    assert summarise([replace(strike, targets=(fighters,))], {}).pairs == {
        ("jets", "ASSAULT", "fighters"): 1
    }


def test_places_that_change_hands_forecasts_and_denials_are_listed() -> None:
    """Each with the claim it comes from; only gains, losses and transfers count as changes."""
    first, *rest = claims()
    odd = [
        replace(first, id="c_1", act="holds"),
        replace(first, id="c_2", kind="forecast"),
        replace(first, id="c_3", kind="event", stance="denied", act="ASSAULT"),
    ]
    found = summarise([first, *rest, *odd], {})
    assert [(c.place, c.gainer) for c in found.changes] == [("Marn", "fighters"), ("Dayr", "units")]
    assert (found.forecasts, found.denials) == (["c_2"], ["c_3"])


def test_an_empty_record_has_an_empty_summary() -> None:
    """Nothing is made up."""
    found = summarise([], {})
    assert (found.claims, found.first, found.undated) == (0, None, 0)


def test_the_word_is_that_of_the_deepest_link() -> None:
    """Co-sources of the greatest depth are named together; the publisher speaks when none is."""
    first = claims()[0]
    links = tuple(
        Link(mention, "said", depth, "group", None, 0, 1)
        for mention, depth in (("wire", 0), ("activists", 1), ("local media", 1))
    )
    told = replace(first, chain=links)
    assert [k.mention for k in sources(told)] == ["activists", "local media"]
    assert narrator(told, "P") == "activists + local media"
    assert narrator(replace(first, chain=()), "P") == "P"
    assert narrator(replace(first, chain=()), None) == "one.txt"


def test_someone_unnamed_is_called_so() -> None:
    """No name is invented for an empty role."""
    assert called([]) == "(nobody named)"


def test_gaps_join_by_adding_up() -> None:
    """Lists follow each other, counts add."""
    account = replace(an_account(), notes=("one broken character",))
    first = claims()[0]
    unplaced = replace(first, places=(replace(first.places[0], lat=None, lon=None),))
    parts = [account_gaps(account), claim_gaps([first, unplaced]), claim_gaps([unplaced])]
    whole = join_gaps([*parts, Gaps(unread=(Refusal("b.pdf", "broken"),))])
    assert whole.undated_accounts == ("one.txt",)
    assert whole.unplaced == {"Marn": 2}
    assert whole.notes == (Refusal("one.txt", "one broken character"),)
    assert whole.unread == (Refusal("b.pdf", "broken"),)


def test_a_change_without_a_place_is_counted_but_not_quoted() -> None:
    """The brief's list of places that change hands names places."""
    taken = next(c for c in claims() if c.act == "gains")
    found = summarise([taken, replace(taken, places=())], {})
    assert len(found.changes) == 2
    assert briefing._changes(found.changes) == "Marn: fighters gains ×1"
