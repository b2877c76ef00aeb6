"""Where acts were whose place stands in another clause, read from kept parses: one promise each."""

import pytest
from told import claim_of

DAY = "2021-06-16"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # A relative clause about who acts has places of its own.
        (
            "The party is a group that has fought a long insurgency inside Turkey.",
            "fought",
            {("Turkey", "at")},
        ),
        # Where the dead were serving is where they died, told before the verb or behind it.
        ("Three medics working in a clinic in Saada were killed.", "killed", {("Saada", "at")}),
        ("He died fighting for the rebels in Aleppo.", "died", {("Aleppo", "at")}),
        # Who is kept from a place is kept from going there.
        (
            "Turkey prevented hundreds of recruits reaching Syria and Iraq.",
            "prevented",
            {("Syria", "to"), ("Iraq", "to")},
        ),
        # What words are about is not where they were spoken.
        ("Envoys discussed the war in Yemen on Sunday.", "discussed", set()),
        ("The foreign ministers held talks on Libya in Berlin.", "talks", {("Berlin", "at")}),
        # Outside a country is no place.
        (
            "Outside Iraq, the group has carried out attacks in Europe.",
            "attacks",
            {("Europe", "at")},
        ),
        # Towns named as examples are where it was.
        (
            "They shelled villages around Aleppo such as Hayan, Anadan and Huraytan.",
            "shelled",
            {("Aleppo", "near"), ("Hayan", "at"), ("Anadan", "at"), ("Huraytan", "at")},
        ),
        # A name told as a name; a town named by its "of" is not taken for another.
        ("Turkey seized the enclave known as Afrin.", "seized", {("Afrin", "at")}),
        (
            "Rebels lost Raqqa. Isis leaders fled to the Syrian town of Mayadin.",
            "fled",
            {("Mayadin", "to")},
        ),
        # People who are besieged, and land without bounds, are no place.
        (
            "Their forces besieged 100,000 local people for three years.",
            "besieged",
            set(),
        ),
        ("The group lost vast tracts of territory over the past year.", "lost", set()),
        # A capital behind a comma is named by it.
        (
            "The group lost thousands of fighters in the battle for its capital, Raqqa.",
            "lost",
            {("Raqqa", "at")},
        ),
    ],
)
def test_where(text: str, words: str, expected: set[tuple[str, str]]) -> None:
    """The places of the claim with their roles, no more and no fewer."""
    assert {(p.mention, p.role) for p in claim_of(text, words, DAY).places} == expected
