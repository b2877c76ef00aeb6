"""Where acts were whose place stands in another clause, read from kept parses: one promise each."""

import pytest
from told import claim_of, places_of

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
        # People who are besieged are no place; land without bounds is one by all its words.
        (
            "Their forces besieged 100,000 local people for three years.",
            "besieged",
            set(),
        ),
        (
            "The group lost vast tracts of territory over the past year.",
            "lost",
            {("vast tracts of territory", "at")},
        ),
        # What is called after a town was there; strikes on land by its holder fell on that land.
        ("Turkey launched the Afrin campaign in January.", "launched", {("Afrin", "at")}),
        (
            "There have been dozens of US airstrikes on rebel-held territories.",
            "airstrikes",
            {("rebel-held territories", "at")},
        ),
        # A speech is somewhere else than what it tells; two sides are no places.
        (
            "American troops would leave Syria soon, he said during a speech in Ohio.",
            "leave",
            {("Syria", "from")},
        ),
        (
            "The regime launched an attack on Douma, the focus of tension between the US and "
            "Russia.",
            "launched",
            {("Douma", "at")},
        ),
        # A described town keeps its name beside a part of it.
        (
            "They advanced on Raqqa, where Kurdish forces have taken the Old City.",
            "have taken",
            {("the Old City", "at"), ("Raqqa", "at")},
        ),
        # A border named by its states is a place of its own.
        (
            "He was killed in a drone strike near the Syria-Iraq border on Sunday.",
            "killed",
            {("the Syria-Iraq border", "near")},
        ),
        # Where the killers were at work is where they killed.
        (
            "On Thursday fighters were killed by American forces repelling an assault in Manbij.",
            "fighters were killed",
            {("Manbij", "at")},
        ),
        # A kind is no place.
        ("Rebels seized this kind of weapon in Idlib.", "seized", {("Idlib", "at")}),
        # An aim has the place of what is aimed at.
        (
            "Kurdish forces launched a campaign to push Isis from Raqqa.",
            "to push",
            {("Raqqa", "from")},
        ),
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
    assert places_of(text, words, DAY) == expected


def test_a_noun_in_an_apposition_names_no_further_place() -> None:
    """The country that an enclave lies in is not where its people were driven from."""
    text = "The assault drove the Kurds from Afrin, an enclave in the north-west of the country."
    assert {p.mention for p in claim_of(text, "drove", DAY).places} == {"Afrin"}


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        # "Since" alone counts from the date told just before, up to the account.
        (
            "Troops entered Marib on 10 May 2021. They have since taken three villages.",
            "three villages",
            "2021-05-10",
            "2021-06-17",
        ),
        # What had been done before is not of the story's day.
        (
            "The militia attacked Sinjar on Sunday. It had already shelled the camp.",
            "the camp",
            None,
            "2021-06-17",
        ),
        # "From" a day on, an act of the past ran up to the account.
        (
            "Dozens of airstrikes hit the district from late on Saturday afternoon.",
            "airstrikes",
            "2021-06-12",
            "2021-06-17",
        ),
        # So much later is not the day told before.
        (
            "In mid-2014 the group seized Mosul. Less than three years later troops drove it out.",
            "drove",
            None,
            "2021-06-17",
        ),
        # The past three years end with the account, also where "had" is said of them.
        (
            "They had besieged the base for the past three years.",
            "besieged",
            "2018-06-16",
            "2021-06-17",
        ),
    ],
)
def test_when(text: str, words: str, start: str | None, end: str) -> None:
    """The claim's interval; without a first day it is the account's alone."""
    time = claim_of(text, words, DAY).time
    assert (time.start, time.end) == (start, end)


def test_a_quarter_is_no_town_of_a_like_name() -> None:
    """The Shammas district has no position: the gazetteer's town of a like name is far off."""
    text = "Fifteen people were killed in the Shammas district."
    assert [p.lat for p in claim_of(text, "killed", DAY).places] == [None]
