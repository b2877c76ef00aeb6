"""Scored comparisons: what makes two claims one happening, and what keeps them apart."""

from dataclasses import replace
from typing import Any

import pytest
from recordwork import at, claim, count, on, the_sides, who

from contested.claims.model import Claim, Evidence, PassageRef, Time
from contested.record.accounts_of import AccountText
from contested.record.compare import PROPOSITIONS, compare
from contested.record.in_context import read_sketches
from contested.record.model import Comparison
from contested.record.sketch import sketch


def strike(name: str, **said: Any) -> Claim:
    """A Russian air strike on Marea on 9 October, told by an account of its own."""
    given: dict[str, Any] = {
        "account": f"a_{name}", "mode": "aerial", "agents": (who("russia"),),
        "places": (at("Marea", 36.48, 37.2),), "time": on("2015-10-09"),
    } | said  # fmt: skip
    return claim(name, **given)


def compared(one: Claim, other: Claim) -> Comparison:
    """The two weighed by all propositions."""
    sides = the_sides()
    return compare(sketch(one, None, sides), sketch(other, None, sides))


def test_same_act_place_and_day_are_one_happening() -> None:
    """Two accounts of one strike are the same, and every reason is told with its weight."""
    found = compared(strike("one"), strike("two"))
    assert found.outcome == "same"
    assert any("same day" in why for why in found.why)
    assert all(why.endswith(")") for why in found.why)


def test_comparing_does_not_depend_on_the_order() -> None:
    """What is asked of two claims is symmetric."""
    one = strike("one", quantities=(count("killed", 9, 9),))
    two = strike("two", time=on("2015-10-10"), quantities=(count("killed", 12, 12),))
    assert compared(one, two).score == pytest.approx(compared(two, one).score)


@pytest.mark.parametrize(
    "changed",
    [
        {"places": (at("Raqqa", 35.95, 39.0),)},
        {"time": on("2015-11-20")},
        {"act": "CONSULT", "mode": None},
        {"mode": "firearms", "agents": (who("ypg"),), "targets": (who("nusra-front"),)},
    ],
    ids=["another place", "another month", "another kind of act", "other means and doer"],
)
def test_what_cannot_be_one_happening_is_distinct(changed: dict[str, Any]) -> None:
    """A strike elsewhere, weeks later, of another kind or with other means is another one."""
    base = strike("one")
    act = changed.get("act", base.act)
    other = strike("two", **{k: v for k, v in changed.items() if k != "act"})
    assert compared(base, replace(other, act=act)).outcome == "distinct"


def test_another_alleged_doer_leaves_one_happening() -> None:
    """Who did it is what accounts dispute: it does not split the incident."""
    one = strike("one", quantities=(count("killed", 30, 30),))
    two = strike("two", agents=(who("turkey"),), quantities=(count("killed", 30, 30),))
    assert compared(one, two).outcome == "same"


def test_a_named_victim_outweighs_places_that_part() -> None:
    """One general dies once, wherever accounts say he did."""
    one = strike("one", mode=None, agents=(), targets=(who("hamedani"),))
    two = strike("two", mode=None, agents=(), targets=(who("hamedani"),),
                 places=(at("Ithriya", 35.37, 37.78),))  # fmt: skip
    assert compared(one, two).outcome == "same"


def test_one_voice_that_gives_two_days_tells_of_two() -> None:
    """Days that one account itself keeps apart are two happenings; of two accounts maybe one."""
    one = strike("one", account="a_x")
    two = strike("two", account="a_x", time=on("2015-10-10"))
    assert compared(one, two).outcome == "distinct"
    assert compared(one, replace(two, account="a_y")).outcome != "distinct"


def test_an_undated_move_is_not_that_of_years_ago() -> None:
    """Undated news of an advance is not the advance of sixteen months before; of a strike it may
    be the one that is still told of."""
    undated = Time(None, None, "2015-10-11", None, "account")
    long_ago = on("2014-06-01")
    news, old = (strike("a", act="MOBILIZE", time=t) for t in (undated, long_ago))
    assert compared(news, old).outcome == "distinct"
    assert compared(strike("a", time=undated), strike("b", time=long_ago)).outcome != "distinct"


def test_a_claim_without_place_needs_more() -> None:
    """The same pair is less alike when one of them names no place."""
    whole = compared(strike("one"), strike("two"))
    assert compared(strike("one"), strike("two", places=())).score < whole.score


def test_every_proposition_is_stated_in_its_docstring() -> None:
    """A docstring that says what holds, as a sentence, is the proposition."""
    for proposition in PROPOSITIONS:
        first = (proposition.__doc__ or "").splitlines()[0]
        assert first.endswith(".") and first[0].isupper(), proposition


def test_a_claim_stands_where_the_one_it_goes_on_from_does() -> None:
    """ "… bombed Marea, killing nine": the deaths happened in Marea."""
    text = "Jets bombed Marea on Friday, killing nine people. Elsewhere it was quiet."
    account = AccountText("a_one", text, "2015-10-10")
    first = strike("one", account="a_one", evidence=Evidence(0, 27, text[:27]))
    then = claim("two", evidence=Evidence(29, 48, text[29:48]), quantities=(count("killed", 9, 9),))
    sketches = read_sketches([first, then], {"a_one": account}, the_sides())
    assert sketches[1].names == sketches[0].names
    assert sketches[1].first == sketches[0].first


def test_a_title_and_its_body_are_one() -> None:
    """A title that says less than the body is told by the same account."""
    title = strike("one", account="a_x", time=on("2015-10-09", basis="account"),
                   passage=PassageRef("p", "title", None))  # fmt: skip
    assert compared(title, strike("two", account="a_x")).outcome == "same"


def test_copied_words_keep_the_day_of_their_source() -> None:
    """A sentence quoted weeks later is of the day on which it was first written."""
    sides = the_sides()
    early, late = (sketch(strike(n, time=on(d)), None, sides) for n, d in
                   (("one", "2015-10-09"), ("two", "2015-11-20")))  # fmt: skip
    assert compare(early, late).outcome == "distinct"
    assert compare(early, late, copied=True).outcome == "same"
