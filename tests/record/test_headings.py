"""Paragraphs that a place heads: what claims without a place of their own stand at."""

from typing import Any

from recordwork import at, claim, on

from contested.claims.model import Claim, Evidence
from contested.record.accounts_of import AccountText
from contested.record.headings import headings, stood
from contested.record.incidents import find_incidents

NOTE = """Harm to civilians: summary

Dry Well Watch, 9 January 2016. Lists are checked.

Marea. A shell hit the school on 4 January and killed six pupils.

2. Jisr al-Shughour, 5 January. A bomb fell on the mill.

The Long View: nothing to do with it.

Tal Qurmuz. A drone killed a shepherd on 6 January.
"""


def told(words: str, day: str, **said: Any) -> Claim:
    """A claim of the note whose evidence are these words."""
    start = NOTE.index(words)
    return claim(
        f"c {words}",
        account="a_note",
        evidence=Evidence(start, start + len(words), words),
        time=on(day),
        **said,
    )


def names(text: str) -> list[str]:
    """What the headed paragraphs of a text are headed by."""
    return [p.mention or "" for _, places in headings(text) for p in places]


def test_heads_are_places_in_front_of_a_paragraph() -> None:
    """Numbered and dated ones too; where two are known, a name in no gazetteer is one as well."""
    found = names(NOTE)
    assert [n for n in found if n != "Dry Well Watch"] == [
        "Marea",
        "Jisr al-Shughour",
        "Tal Qurmuz",
    ]


def test_one_unknown_head_alone_is_no_place() -> None:
    """A short first sentence is not taken for a place."""
    assert names("Title\n\nNobody Answered. A bomb fell on the mill.\n") == []


def test_the_publisher_heads_nothing() -> None:
    """A line of the publisher's name is no head, even where other heads are places."""
    line = claim("c", account="a_note", evidence=Evidence(NOTE.index("Lists"), 70, "Lists"))
    note = AccountText("a_note", NOTE, "2016-01-09", "Dry Well Watch")
    assert stood([line], note) == {}


def test_a_claim_with_a_place_keeps_it() -> None:
    """The head is only for claims that name no place."""
    placed = told("A shell hit the school", "2016-01-04", places=(at("Azaz", 36.6, 37.0),))
    assert stood([placed], AccountText("a_note", NOTE, "2016-01-09", "Dry Well Watch")) == {}


def test_what_stands_under_a_head_meets_what_names_the_place() -> None:
    """A strike under "Marea." is the strike "on a school in Marea" of another account."""
    under = told("A shell hit the school", "2016-01-04", mode="heavy-weapons")
    other = claim(
        "other", account="a_wire", mode="heavy-weapons", places=(at("Marea", 36.48, 37.2),),
        time=on("2016-01-04"),
    )  # fmt: skip
    texts = {
        "a_note": AccountText("a_note", NOTE, "2016-01-09", "Dry Well Watch"),
        "a_wire": AccountText("a_wire", "other", "2016-01-05", "Wire"),
    }
    incidents, loose = find_incidents([under, other], texts)
    assert not loose
    assert [len(i.claims) for i in incidents] == [2]


def test_a_claim_without_any_time_is_of_its_account() -> None:
    """Who holds a place "now" is dated by the account that says so, not left loose."""
    holds = claim("holds", "control", "holds", account="a_wire", places=(at("Marea"),))
    texts = {"a_wire": AccountText("a_wire", "holds", "2016-01-05", "Wire")}
    incidents, loose = find_incidents([holds], texts)
    assert len(incidents) == 1
    assert not loose
