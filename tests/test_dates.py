"""Expressions of time mean the days that the documented conventions give them."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.dates import DateSpan, find_dates, parse_date_expression, parse_full_date
from contested.dates import vocabulary as vocabulary_module
from contested.errors import ResourceError
from contested.resources import load_toml

ANCHOR = "2015-10-10"  # a Saturday


def _read(text: str, tense: str = "past", reference: str | None = None) -> DateSpan:
    span = parse_date_expression(text, ANCHOR, tense, reference)  # type: ignore[arg-type]
    assert span is not None, text
    return span


@pytest.mark.parametrize(
    ("text", "first", "last", "edtf"),
    [
        ("Friday", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("Saturday", "2015-10-10", "2015-10-11", "2015-10-10"),
        ("on Thursday night", "2015-10-08", "2015-10-10", "2015-10-08/2015-10-09"),
        ("at dawn on Friday", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("last Saturday", "2015-10-03", "2015-10-04", "2015-10-03"),
        ("yesterday", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("today", "2015-10-10", "2015-10-11", "2015-10-10"),
        ("last night", "2015-10-09", "2015-10-11", "2015-10-09/2015-10-10"),
        ("before dawn on Friday", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("last week", "2015-09-28", "2015-10-05", "2015-09-28/2015-10-04"),
        ("next week", "2015-10-12", "2015-10-19", "2015-10-12/2015-10-18"),
        ("in May", "2015-05-01", "2015-06-01", "2015-05"),
        ("in December", "2014-12-01", "2015-01-01", "2014-12"),
        ("late September", "2015-09-21", "2015-10-01", "2015-09-21~/2015-09-30~"),
        ("early June 2015", "2015-06-01", "2015-06-11", "2015-06-01~/2015-06-10~"),
        ("mid-2014", "2014-05-01", "2014-09-01", "2014-05~/2014-08~"),
        ("late December", "2014-12-22", "2015-01-01", "2014-12-22~/2014-12-31~"),
        ("the summer of 2014", "2014-06-01", "2014-09-01", "2014-22"),
        ("last summer", "2015-06-01", "2015-09-01", "2015-22"),
        ("winter of 2014-15", "2014-12-01", "2015-03-01", "2014-24"),
        ("end of 2014", "2014-11-01", "2015-01-01", "2014-11~/2014-12~"),
        ("earlier this month", "2015-10-01", "2015-10-11", "2015-10-01/2015-10-10"),
        ("this month", "2015-10-01", "2015-10-11", "2015-10-01/2015-10-10"),
        ("this year", "2015-01-01", "2015-10-11", "2015-01-01/2015-10-10"),
        ("last year", "2014-01-01", "2015-01-01", "2014"),
        ("October last year", "2014-10-01", "2014-11-01", "2014-10"),
        (
            "over the previous twenty-four hours",
            "2015-10-09",
            "2015-10-11",
            "2015-10-09/2015-10-10",
        ),
        ("in the last few days", "2015-10-05", "2015-10-11", "2015-10-05~/2015-10-10~"),
        ("a few hours ago", "2015-10-10", "2015-10-11", "2015-10-10~"),
        ("two days ago", "2015-10-08", "2015-10-09", "2015-10-08"),
        ("days ago", "2015-10-04", "2015-10-09", "2015-10-04~/2015-10-08~"),
        ("two months ago", "2015-08-01", "2015-09-01", "2015-08~"),
        ("since March", "2015-03-01", None, "2015-03/.."),
        ("since September 30", "2015-09-30", None, "2015-09-30/.."),
        ("since 2011", "2011-01-01", None, "2011/.."),
        ("for 57 years since 1958", "1958-01-01", None, "1958/.."),
        ("for the past year", "2014-10-10", None, "2014-10-10/.."),
        ("for more than a week", "2015-10-03", None, "2015-10-03~/.."),
        ("from 2014 onwards", "2014-01-01", None, "2014/.."),
        ("until May", None, "2015-06-01", "../2015-05-31"),
        ("from 2 to 5 October", "2015-10-02", "2015-10-06", "2015-10-02/2015-10-05"),
        ("October 2-5", "2015-10-02", "2015-10-06", "2015-10-02/2015-10-05"),
        ("between May and July", "2015-05-01", "2015-08-01", "2015-05/2015-07"),
        ("from November to February 2015", "2014-11-01", "2015-03-01", "2014-11/2015-02"),
        ("from Monday to Wednesday", "2015-10-05", "2015-10-08", "2015-10-05/2015-10-07"),
        ("2011–14", "2011-01-01", "2015-01-01", "2011/2014"),
        ("September and October", "2015-09-01", "2015-11-01", "2015-09/2015-10"),
        ("2015-10-09", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("9 October 2015", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("Oct. 9, 2015", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("October 9th", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("30 September", "2015-09-30", "2015-10-01", "2015-09-30"),
        ("Friday, October 9", "2015-10-09", "2015-10-10", "2015-10-09"),
        ("January 2014", "2014-01-01", "2014-02-01", "2014-01"),
        ("1979", "1979-01-01", "1980-01-01", "1979"),
        ("the 1980s", "1980-01-01", "1990-01-01", "198X"),
        ("the mid-1970s", "1973-01-01", "1977-01-01", "1973~/1976~"),
        ("7 апреля 2016 г.", "2016-04-07", "2016-04-08", "2016-04-07"),
        ("تشرين الأول 2015", "2015-10-01", "2015-11-01", "2015-10"),
        ("٧ تشرين الأول ٢٠١٥", "2015-10-07", "2015-10-08", "2015-10-07"),
        ("7 Ekim 2015", "2015-10-07", "2015-10-08", "2015-10-07"),
        ("1er octobre 2015", "2015-10-01", "2015-10-02", "2015-10-01"),
        ("7. Oktober 2015", "2015-10-07", "2015-10-08", "2015-10-07"),
        ("the last two weeks of September", "2015-09-16", "2015-10-01", "2015-09-16~/2015-09-30~"),
        ("15 March-20 April 2013", "2013-03-15", "2013-04-21", "2013-03-15/2013-04-20"),
        ("5, 6 and 7 October", "2015-10-05", "2015-10-08", "2015-10-05/2015-10-07"),
        ("the 30th of September", "2015-09-30", "2015-10-01", "2015-09-30"),
        ("earlier in the week", "2015-10-05", "2015-10-11", "2015-10-05/2015-10-10"),
        ("7 жовтня 2015", "2015-10-07", "2015-10-08", "2015-10-07"),
    ],
)
def test_past_expressions(text: str, first: str | None, last: str | None, edtf: str) -> None:
    """Read in the past tense against the anchor, each expression gives its interval and EDTF."""
    span = _read(text)
    assert (span.first, span.last, span.edtf) == (first, last, edtf)


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        ("Friday", "2015-10-16", "2015-10-17", "date"),
        ("Saturday", "2015-10-17", "2015-10-18", "date"),
        ("in May", "2016-05-01", "2016-06-01", "date"),
        ("by Christmas", "2015-10-10", "2015-12-26", "deadline"),
        ("by the end of 2016", "2015-10-10", "2017-01-01", "deadline"),
        ("within weeks", "2015-10-10", "2015-11-22", "deadline"),
        ("within two weeks", "2015-10-10", "2015-10-25", "deadline"),
        ("in the coming weeks", "2015-10-10", "2015-11-22", "date"),
        ("in two days", "2015-10-12", "2015-10-13", "date"),
        ("tomorrow", "2015-10-11", "2015-10-12", "date"),
        ("this month", "2015-10-10", "2015-11-01", "date"),
        ("later this month", "2015-10-11", "2015-11-01", "date"),
    ],
)
def test_future_expressions(text: str, first: str, last: str, kind: str) -> None:
    """In the future tense a recurring date is the next one, and deadlines run from the anchor."""
    span = _read(text, "future")
    assert (span.first, span.last, span.kind) == (first, last, kind)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the following day", "2015-09-02"),
        ("the next morning", "2015-09-02"),
        ("two days later", "2015-09-03"),
        ("the previous day", "2015-08-31"),
        ("the same day", "2015-09-01"),
    ],
)
def test_narrative_expressions_count_from_the_reference(text: str, first: str) -> None:
    """ "Two days later" counts from the date spoken of; without one it has no place in time."""
    assert _read(text, reference="2015-09-01").first == first
    assert _read(text).first is None


@pytest.mark.parametrize("text", ["Friday", "last week", "in May", "two days ago", "the weekend"])
def test_without_an_anchor_relative_expressions_have_no_place(text: str) -> None:
    """They are found, but with no bounds and no EDTF."""
    span = parse_date_expression(text, None)
    assert span is not None
    assert (span.first, span.last, span.edtf) == (None, None, "")


@pytest.mark.parametrize("text", ["9/10/2015", "three weeks", "every Friday", "on Fridays"])
def test_what_cannot_be_placed_says_so(text: str) -> None:
    """Ambiguous numeric dates, bare lengths of time and sets are found without bounds."""
    span = _read(text)
    assert (span.first, span.last) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "They may leave and march on the town.",
        "May God help them.",
        "It was 300 metres from the sun.",
        "In a second they fired 2000 rounds at 2000 people.",
        "A 24-year-old man, the second of three.",
        "The fall of the town and a spring of water.",
        "Resolution 2254 and highway 2015.",
        "nearly 2000 fighters",
        "the Sunday Times and USA Today",
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(text: str) -> None:
    """Modals, verbs, counts and names are not dates."""
    assert find_dates(text, ANCHOR) == ()


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The 2009 uprising began in January 2014.", ["2009", "January 2014"]),
        ("On Friday they left; on Thursday night they came.", ["Friday", "Thursday night"]),
        (
            "Besieged since March, it fell by the end of 2014.",
            ["since March", "by the end of 2014"],
        ),
        ("in May 2015 fighters came", ["May 2015"]),
        ("On October 9, 2015, and again in late 2015", ["October 9, 2015", "late 2015"]),
        ("Friday’s strike", ["Friday"]),
        ("In 2015 militants came", ["2015"]),
    ],
)
def test_mentions_are_the_longest_without_plain_prepositions(
    text: str, mentions: list[str]
) -> None:
    """ "on" and "in" stay outside, "since" and "by" inside."""
    assert [s.text for s in find_dates(text, ANCHOR)] == mentions


def test_a_day_found_becomes_the_reference_of_what_follows() -> None:
    """ "Two days later" after "30 September" is 2 October."""
    found = find_dates("On 30 September they came. Two days later they left.", ANCHOR)
    assert [s.first for s in found] == ["2015-09-30", "2015-10-02"]


def test_a_year_found_is_what_the_following_year_counts_from() -> None:
    """Years and months spoken of anchor narrative years and months, but not days."""
    found = find_dates("In 2009 they met. The following year they parted; a day later.", ANCHOR)
    assert [s.first for s in found] == ["2009-01-01", "2010-01-01", None]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("They will meet on Friday.", "2015-10-16"),
        ("They met on Friday.", "2015-10-09"),
        ("What will follow, he said on Friday, is unclear.", "2015-10-09"),
        ("They met. They will part. They met on Friday.", "2015-10-09"),
        ("A 1 November hearing", "2015-11-01"),
        ("They met on 1 September.", "2015-09-01"),
    ],
)
def test_the_present_tense_leaves_it_to_the_sentence(text: str, first: str) -> None:
    """Words such as "will" before the expression, in its sentence only, turn it to the future."""
    assert [s.first for s in find_dates(text, ANCHOR, "present")] == [first]


def test_expressions_do_not_cross_paragraphs() -> None:
    """A blank line ends an expression."""
    assert [s.text for s in find_dates("It was in May\n\n2015 began.", ANCHOR)] == ["May", "2015"]


def test_a_malformed_vocabulary_names_file_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in a vocabulary file is said with the file and the line."""
    data = load_toml("dates.toml")
    data["months"]["en"] = data["months"]["en"][:11]
    monkeypatch.setattr("contested.dates.vocabulary.load_toml", lambda _name: data)
    vocabulary_module.vocabulary.cache_clear()
    try:
        with pytest.raises(ResourceError, match=r"dates\.toml, line \d+: months\.en"):
            vocabulary_module.vocabulary()
    finally:
        vocabulary_module.vocabulary.cache_clear()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("By A. Reporter, Friday 9 October 2015 21.14 BST", "2015-10-09"),
        ("Posted at 8:01 pm on October 9, 2015", "2015-10-09"),
        ("2015-10-09T21:14:00Z", "2015-10-09"),
        ("25/10/2015", "2015-10-25"),
        ("09.10.2015", "2015-10-09"),
        ("7 апреля 2016 г.", "2016-04-07"),
        ("8 نيسان 2016", "2016-04-08"),
        ("9/10/2015", None),
        ("October 2015", None),
        ("Friday", None),
        ("31 February 2015", None),
    ],
)
def test_full_dates_are_read_only_beyond_doubt(text: str, iso: str | None) -> None:
    """A byline's date needs day, month and year in an order that admits one reading."""
    assert parse_full_date(text) == iso


_DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1))
_WORDS = (
    "since|by|from|to|between|and|the|end of|early|late|mid-|last|next|this|Friday|May|March|"
    "October|9|30|31|2015|2,000|week|months|years|ago|later|two|a few|for|within|in|,|.|night|"
    "summer|1980s|9/10/2015|2015-10-09|yesterday|before|after|-|–|тысяч|7 Ekim|Christmas"
)
_PIECES = st.sampled_from(_WORDS.split("|"))
_TENSES = st.sampled_from(["past", "present", "future"])


_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?~?")


def _bounds(edtf: str) -> tuple[str | None, str | None]:
    """The half-open bounds that an EDTF level 1 string states."""
    if decade := re.fullmatch(r"(\d{3})X", edtf):
        return f"{decade[1]}0-01-01", f"{int(decade[1]) + 1}0-01-01"
    low, _, high = edtf.partition("/")
    first = None if low == ".." else _edge(low)[0].isoformat()
    last = None if high == ".." else _edge(high or low)[1].isoformat()
    return first, last


def _edge(stamp: str) -> tuple[date, date]:
    parts = _EDTF.fullmatch(stamp)
    assert parts, stamp
    year, month, day = (int(p) if p else 0 for p in parts.groups())
    if day:
        return date(year, month, day), date(year, month, day) + timedelta(days=1)
    first, months = (3 * (month - 20), 3) if month > 20 else (month or 1, 1 if month else 12)
    after = year * 12 + first - 1 + months
    return date(year, first, 1), date(after // 12, after % 12 + 1, 1)


@given(st.lists(_PIECES, max_size=14).map(" ".join), st.none() | _DAYS, _TENSES)
def test_spans_are_verbatim_ordered_and_half_open(
    text: str, anchor: date | None, tense: str
) -> None:
    """Every span is verbatim at its offsets, none overlap, and closed ones hold a day."""
    done = 0
    iso = anchor.isoformat() if anchor else None
    for span in find_dates(text, iso, tense):  # type: ignore[arg-type]
        assert done <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        if span.first and span.last:
            assert span.first < span.last
        assert bool(span.edtf) == bool(span.first or span.last)
        assert not span.edtf or _bounds(span.edtf) == (span.first, span.last)
        done = span.end


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    """No text makes the readers fail."""
    find_dates(text, ANCHOR)
    parse_full_date(text)


@given(_DAYS, st.integers(min_value=-60, max_value=60), _TENSES)
def test_weekdays_move_with_the_anchor_by_whole_weeks(anchor: date, weeks: int, tense: str) -> None:
    """Shifting the anchor by whole weeks shifts a weekday's reading by as many."""
    moved = anchor + timedelta(weeks=weeks)
    for text in ("Friday", "last Monday", "next Sunday", "yesterday", "two days ago"):
        one = parse_date_expression(text, anchor.isoformat(), tense)  # type: ignore[arg-type]
        two = parse_date_expression(text, moved.isoformat(), tense)  # type: ignore[arg-type]
        assert one and two and one.first and two.first
        gap = date.fromisoformat(two.first) - date.fromisoformat(one.first)
        assert gap == timedelta(weeks=weeks)


@given(_DAYS)
def test_past_readings_never_begin_after_the_anchor(anchor: date) -> None:
    """In the past tense nothing that recurs is placed after the account was published."""
    for text in ("Friday", "in May", "30 September", "late June", "the summer", "the weekend"):
        span = parse_date_expression(text, anchor.isoformat())
        assert span and span.first and span.first <= anchor.isoformat()


@given(_DAYS)
def test_full_dates_survive_being_written(day: date) -> None:
    """ISO and English long forms of a date are read back to it."""
    long = f"{day.day} {day:%B} {day.year}"
    american = f"{day:%B} {day.day}, {day.year}"
    for text in (day.isoformat(), long, american):
        assert parse_full_date(text) == day.isoformat()


def test_hours_and_days_without_a_month_count_from_what_was_told() -> None:
    """ "At noon", "until dawn" and "since then" belong to the day told; without one, to none."""
    for text, first, last in (
        ("They came at noon.", "2015-09-28", "2015-09-29"),
        ("They shelled it until dawn.", "2015-09-28", "2015-09-30"),
        ("Since then many have died.", "2015-09-28", None),
    ):
        (found,) = find_dates(text, "2015-10-10", reference="2015-09-28")
        assert (found.first, found.last) == (first, last)
        assert [(d.first, d.last) for d in find_dates(text, "2015-10-10")] == [(None, None)]


def test_a_day_of_the_month_in_words() -> None:
    """ "On the fourth," is a day of the month; "the fifth floor" and "the fourth," are not."""
    (found,) = find_dates("On the fourth, they left.", "2015-10-10")
    assert found.first == "2015-10-04"
    assert find_dates("On the fifth floor, and then the fourth, they hid.", "2015-10-10") == ()


def test_until_a_weekday_of_a_story_long_past() -> None:
    """In a story of last November "until Monday" is the Monday after the day told."""
    (found,) = find_dates("until Monday", "2021-03-29", reference="2020-11-28")
    assert (found.first, found.last) == ("2020-11-28", "2020-11-30")


def test_the_following_year_counts_from_the_last_period_told() -> None:
    """A year told in the sentence before is what "the following year" follows."""
    (told,) = find_dates("It began in 2013.", "2018-03-04")
    (found,) = find_dates("He fell the following year.", "2018-03-04", around=told)
    assert (found.first, found.last) == ("2014-01-01", "2015-01-01")


def test_a_year_named_before_holds_for_the_months_after_it() -> None:
    """ "In 2013, in June" is June 2013; a Monday of that year is none in particular."""
    spans = find_dates("In 2013 it fell in June, on a Monday.", "2018-03-04")
    assert [d.first for d in spans] == ["2013-01-01", "2013-06-01", None]


def test_a_monday_in_a_month_is_the_month() -> None:
    """ "On a Monday in March" is dated by its month."""
    (found,) = find_dates("on a Monday in March", "2018-04-04")
    assert (found.first, found.last) == ("2018-03-01", "2018-04-01")


def test_the_next_days_of_a_story_follow_the_day_told() -> None:
    """In the past "the next nine days" follow the day told; in the future, the account's."""
    (found,) = find_dates("For the next nine days they looted.", "2021-03-29", "past", "2020-11-19")
    assert (found.first, found.last) == ("2020-11-19", "2020-11-29")
    (found,) = find_dates("over the next nine days", "2021-03-29", "future", "2020-11-19")
    assert (found.first, found.last) == ("2021-03-29", "2021-04-08")


def test_since_by_itself_begins_with_the_day_told() -> None:
    """ "Many have fled since": since the day spoken of; before a clause it is no date."""
    _, since = find_dates("They left on Monday; many have fled since.", ANCHOR)
    assert (since.text, since.first, since.last) == ("since", "2015-10-05", None)
    assert find_dates("Many have fled since the army came.", ANCHOR) == ()


def test_earlier_counts_from_the_anchor_where_no_day_was_told() -> None:
    """ "Two weeks earlier" in news without another date: before the news."""
    (earlier,) = find_dates("Two weeks earlier a bomb had hit the town.", ANCHOR)
    assert earlier.first == "2015-09-23"
    (later,) = find_dates("Two weeks later a bomb hit the town.", ANCHOR)
    assert later.first is None


def test_the_night_before_the_anchor_and_the_noon_after_a_night() -> None:
    """ "During the night" with no day told is last night; by noon after it is the anchor's."""
    night, noon = find_dates("It fell during the night and by noon it was lost.", ANCHOR)
    assert (night.first, night.last) == ("2015-10-09", "2015-10-11")
    assert (noon.first, noon.last) == ("2015-10-10", "2015-10-11")


def test_local_time_belongs_to_the_hour() -> None:
    """ "On Thursday evening local time" is one expression."""
    (found,) = find_dates("It began on Thursday evening local time.", ANCHOR)
    assert found.text == "Thursday evening local time"


def test_a_day_in_the_name_of_a_site_is_no_date() -> None:
    """The May 22 Hospital stands all year; on May 22 something happened."""
    assert find_dates("They stormed the May 22 Hospital.", ANCHOR) == ()
    assert len(find_dates("On May 22 Russian jets struck.", ANCHOR)) == 1


def test_earlier_in_the_week_told_on_a_monday_is_of_the_week_before() -> None:
    """On a Monday the week has no earlier day."""
    (found,) = find_dates("Earlier in the week it was hit.", "2015-10-12")
    assert (found.first, found.last) == ("2015-10-05", "2015-10-12")
