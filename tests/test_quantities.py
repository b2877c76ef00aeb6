"""Counts are found where they stand, with bounds by the printed conventions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.quantities import Amount, find_quantities


def _one(text: str) -> Amount:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two-hundred fighters", 200, 200),
        ("sixty fighters", 60, 60),
        ("twenty-four men", 24, 24),
        ("one hundred and twenty men", 120, 120),
        ("two hundred and fifty thousand people", 250_000, 250_000),
        ("12,500 people", 12_500, 12_500),
        ("2.5 million refugees", 2_500_000, 2_500_000),
        ("2.5m people", 2_500_000, 2_500_000),
        ("a dozen villages", 12, 12),
        ("two dozen villages", 24, 24),
        ("half a dozen villages", 6, 6),
        ("half a million people", 500_000, 500_000),
        ("more than a dozen villages", 13, None),
        ("over 1,500 rebels", 1501, None),
        ("60-70 fighters", 60, 70),
        ("60–70 fighters", 60, 70),
        ("15 to 20 tanks", 15, 20),
        ("five or six tanks", 5, 6),
        ("2 to 3 million people", 2_000_000, 3_000_000),
        ("between 5 and 10 men", 5, 10),
        ("at least five men", 5, None),
        ("no fewer than 12 men", 12, None),
        ("40 or more men", 40, None),
        ("100+ men", 100, None),
        ("up to 40 men", None, 40),
        ("as many as 60 men", None, 60),
        ("fewer than 20 men", None, 19),
        ("dozens of men", 24, 99),
        ("scores of men", 40, 99),
        ("hundreds of men", 200, 999),
        ("thousands of men", 2000, 9999),
        ("tens of thousands of men", 20_000, 99_999),
        ("several hundred men", 200, 999),
        ("several men", 3, 9),
        ("a handful of men", 3, 6),
        ("nearly 200 men", 180, 200),
        ("about 200 men", 200, 200),
        ("some 45 men", 45, 45),
        ("2000 fighters", 2000, 2000),
        ("one civilian", 1, 1),
        ("hundreds of thousands may leave", 200_000, 999_999),
        ("7 may have died", 7, 7),
        ("12\u00a0500 people", 12_500, 12_500),
    ],
)
def test_bounds_follow_the_conventions(text: str, low: int | None, high: int | None) -> None:
    """Each way of counting gives the low and high that the contract fixes."""
    amount = _one(text)
    assert (amount.low, amount.high, amount.is_share) == (low, high, False)


@pytest.mark.parametrize(
    "text",
    [
        "in 2015",
        "since at least 2013.",
        "between 2011-2014",
        "the 1990s",
        "on 9 October 2015",
        "Oct. 9, 2015",
        "on 10 and 11 September",
        "from 2 to 5 October",
        "at 14:30",
        "at 3pm",
        "by 2100 GMT",
        "Yusuf, 24, said",
        "the 24-year-old",
        "by the age of 23",
        "two days later",
        "over two years",
        "between 60 and 90 days",
        "an AK-47 and a T-72",
        "an Su-24",
        "Division 30",
        "Resolution 2254",
        "the 3rd brigade, the second and the third",
        "no one knows",
        "one of them",
        "one must ask",
        "1. The first point",
        "on 9/11",
        "a thousandfold",
        "a two-front war",
    ],
)
def test_what_is_no_count_is_left_alone(text: str) -> None:
    """Dates, times, ages, names, ordinals and pronouns are not quantities."""
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("40% of it", 40, 40),
        ("40 percent of it", 40, 40),
        ("half of the town", 50, 50),
        ("a third of the town", 33, 33),
        ("more than half of the town", 51, None),
        ("two-thirds", 67, 67),
        ("held by the group, 3% by others", 3, 3),
        ("between 20 and 30 per cent of it", 20, 30),
    ],
)
def test_shares_are_percentages(text: str, low: int | None, high: int | None) -> None:
    """A share carries percent and says so."""
    amount = _one(text)
    assert (amount.low, amount.high, amount.is_share, amount.unit_hint) == (
        low,
        high,
        True,
        "share",
    )


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("$5 million", "money"),
        ("£20m", "money"),
        ("500 dollars", "money"),
        ("10 miles", "distance"),
        ("100km", "distance"),
        ("between $30,000 and $60,000", "money"),
        ("$35,000 to $60,000", "money"),
        ("a 500-pound bomb", "money"),
        ("a 150,000-man army", "people"),
        ("5 tonnes", "weight"),
    ],
)
def test_a_unit_beside_the_number_is_named(text: str, hint: str) -> None:
    """What is measured rather than counted is flagged for the caller to drop."""
    assert _one(text).unit_hint == hint


def test_several_counts_in_one_sentence_stay_apart() -> None:
    """Neighbouring counts are found one by one, in order, without dates between them."""
    text = "On 9 October 2015 at least 45 people, 12 of them children, died in two towns."
    found = find_quantities(text)
    assert [a.text for a in found] == ["at least 45", "12", "two"]


_WORDS = (
    "at least|more than|up to|about|between|and|to|-|5|40|2,000|2015|twenty|four|hundred|dozen|"
    "a|of|dozens|half|%|$|men|killed|one|October|,|.|years|\n|million|several|–|9/10"
)
_PIECES = st.sampled_from(_WORDS.split("|"))


@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_amounts_are_verbatim_ordered_and_bounded(text: str) -> None:
    """Every amount is verbatim at its offsets, none overlap, low never exceeds high."""
    last = 0
    for amount in find_quantities(text):
        assert last <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end] == amount.text
        assert amount.low is not None or amount.high is not None
        if amount.low is not None and amount.high is not None:
            assert 0 <= amount.low <= amount.high
        last = amount.end


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    """No text makes the reader fail."""
    find_quantities(text)


@pytest.mark.parametrize("text", ["9" * 5000, "about one " + "hundred " * 500, "5, " * 5000])
def test_absurd_numbers_are_read_without_error(text: str) -> None:
    """Endless digits, multipliers and lists neither fail nor overflow."""
    assert all((a.high or a.low or 0) <= 10**16 for a in find_quantities(text))


@given(st.integers(min_value=2, max_value=10**7))
def test_digits_mean_themselves(number: int) -> None:
    """A number written with commas is read back exactly."""
    amount = _one(f"{number:,} fighters")
    assert (amount.low, amount.high) == (number, number)


@pytest.mark.parametrize(
    ("text", "low"),
    [("put the dead at 86.", 86), ("the toll stood at 12.", 12), ("put it at 5,000.", 5000)],
)
def test_what_a_toll_is_put_at_is_a_count_and_no_hour(text: str, low: int) -> None:
    """ "At nine" ends a sentence as an hour; "the dead at 86" does not, nor does a large number."""
    assert [a.low for a in find_quantities(text)] == [low]
    assert not find_quantities("The raid began at 9.")
