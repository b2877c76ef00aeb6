"""Full dates that can be read in one way only: datelines, stamps of posts, manifest cells."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan января янв janvier januar",
            "february feb февраля фев février februar",
            "march mar марта мар mars märz",
            "april apr апреля апр avril",
            "may мая май mai",
            "june jun июня июн juin juni",
            "july jul июля июл juillet juli",
            "august aug августа авг août",
            "september sep sept сентября сен septembre",
            "october oct октября окт octobre oktober",
            "november nov ноября ноя novembre",
            "december dec декабря дек décembre dezember",
        ),
        start=1,
    )
    for name in names.split()
}
_WORD = r"(?P<month>[^\W\d_]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|-го)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>(?:19|20)\d{2})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"\b{_DAY}\.?(?:\s+(?:of|de))?[\s-]+{_WORD},?[\s-]+{_YEAR}\b",
        rf"\b{_WORD}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b(?P<a>\d{{1,2}})[./](?P<b>\d{{1,2}})[./]{_YEAR}\b",
    )
)


def full_dates(text: str) -> list[tuple[int, int, str]]:
    """Every full date in ``text`` as (start, end, ISO date), in order.

    ``03/04/2016`` can be read in two ways and is left out; ``13/04/2016`` cannot and is in.
    """
    found: dict[int, tuple[int, int, str]] = {}
    for form in _FORMS:
        for match in form.finditer(text):
            iso = _iso(match.groupdict())
            if iso is not None:
                found.setdefault(match.start(), (match.start(), match.end(), iso))
    return [found[start] for start in sorted(found)]


def only_date(text: str) -> str | None:
    """The ISO date in ``text`` when it holds exactly one full date, else None."""
    dates = {iso for _, _, iso in full_dates(text)}
    return dates.pop() if len(dates) == 1 else None


def _iso(parts: dict[str, str]) -> str | None:
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (second, first) if second > 12 else (first, second)
    else:
        day = int(parts["day"])
        named = _MONTHS.get(parts.get("month", "").lower(), 0)
        month = int(parts["number"]) if "number" in parts else named
    try:
        return date(int(parts["year"]), month, day).isoformat()
    except ValueError:
        return None
