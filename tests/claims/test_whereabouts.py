"""Where and when of whole accounts, read from kept parses: each case is one promise."""

import pytest
from told import claim_of

from contested.claims.model import Claim, Place

DAY = "2021-06-16"  # a Wednesday


def places(claim: Claim) -> set[tuple[str, str]]:
    """Mentions and roles of the claim's places."""
    return {(p.mention, p.role) for p in claim.places}


def place(claim: Claim, mention: str) -> Place:
    """The claim's place under ``mention``."""
    return next(p for p in claim.places if p.mention == mention)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # A town and its province in one phrase are both places (codebook 9.5).
        (
            "Rebels seized Moura, a town in the Mopti region, on Monday.",
            "seized",
            {("Moura", "at"), ("Mopti", "at")},
        ),
        (
            "Rebels seized Zaranj, capital of Nimroz province, on Friday.",
            "seized",
            {("Zaranj", "at"), ("Nimroz", "at")},
        ),
        # A state that owns the province is not.
        (
            "A bus was struck in a market in Dahyan, in the north of Yemen's Saada governorate.",
            "struck",
            {("a market", "at"), ("Dahyan", "at"), ("Saada", "at")},
        ),
        # A longer name that no gazetteer has is not the town whose name it begins with.
        ("Gunmen shot villagers in Tula Toli on 30 August.", "shot", {("Tula Toli", "at")}),
        # So many miles from a town is near it, not away from it.
        ("A mine killed a farmer twelve miles from Sangin.", "killed", {("Sangin", "near")}),
        # What strikes comes from where it was fired.
        (
            "Rockets fired from Gaza struck Sderot on Friday.",
            "struck",
            {("Gaza", "from"), ("Sderot", "at")},
        ),
        # A site is its name, in which its kind need not stand in the gazetteer.
        ("Israel bombed the T4 airport on Friday.", "bombed", {("T4", "at")}),
        # Something of a town that is struck is struck there.
        (
            "Israeli jets bombed the municipal headquarters of Nablus on Friday.",
            "bombed",
            {("Nablus", "at")},
        ),
        # A number ends a name; Kiel is elsewhere.
        ("The brigades had taken the Kilo 16 junction in May.", "taken", {("Kilo 16", "at")}),
        # Who tells it from where is no place of it.
        (
            "The army shelled the town of Marn, the Red Cross in Colombo said.",
            "shelled",
            {("Marn", "at")},
        ),
        # The last of joined acts says where all were, under a word that takes up a name.
        (
            "The forces halted at the gates of Goma. Government soldiers looted shops and raped "
            "women in the city.",
            "looted",
            {("the city", "at")},
        ),
        # A named site that is struck is a place beside its town.
        (
            "Soldiers stormed al-Shifa hospital in Gaza City.",
            "stormed",
            {("al-Shifa", "at"), ("Gaza City", "at")},
        ),
        # An act told by its noun has the noun's place.
        (
            "Airstrikes on Rafah, where many people have sought refuge, killed nine on Monday.",
            "killed",
            {("Rafah", "at")},
        ),
        # Strikes on the capital: the capital named before.
        (
            "Hundreds died in strikes on Tripoli. The government said 48 people had died in "
            "strikes on the capital.",
            "48 people",
            {("the capital", "at")},
        ),
        # A bomb that tears through a site is an act, and its result after a comma belongs to it.
        (
            "A truck bomb tore through the UN headquarters in Baghdad on Tuesday afternoon, "
            "killing Sergio Vieira de Mello and 21 others.",
            "tore",
            {("Baghdad", "at"), ("the UN headquarters", "at")},
        ),
        # Who leaves a front for a town goes there from off another.
        (
            "Some militants left the fronts south of Tripoli for Jufra.",
            "left",
            {("Tripoli", "south of"), ("Jufra", "to")},
        ),
        # Whose airstrikes they are is not where they fell.
        (
            "Volunteers rescued civilians in their area from airstrikes by Russia.",
            "rescued",
            set(),
        ),
        # Who is shot is no town of the name; who is called Hall is no hall.
        (
            "Mehmet Aksoy was a film-maker. Fighters shot Aksoy in Raqqa in September.",
            "shot",
            {("Raqqa", "at")},
        ),
        (
            "Relatives mourn Oliver Hall. Oliver Hall, 24, from Portsmouth, died on 25 November in "
            "Raqqa.",
            "died",
            {("Raqqa", "at")},
        ),
        # The dead are counted where the deaths told before were.
        (
            "The army attacked Marea. At least nine people died when two missiles hit the market "
            "of Marea. The rebels put the dead at 12.",
            "the dead",
            {("Marea", "at")},
        ),
        # "Out" may be the verb's own word: they left the town.
        ("The army pulled out of Wad Madani on Monday.", "pulled", {("Wad Madani", "from")}),
        # The shelling of a town was there.
        (
            "Shelling of the southern districts of El Fasher killed 27 people on Friday.",
            "killed",
            {("El Fasher", "at")},
        ),
        # What is set against an act is not where that act was.
        (
            "Heavy fighting went on in Aleppo. The army captured Marea, while the rebels claimed "
            "that 120 soldiers died.",
            "120 soldiers",
            set(),
        ),
    ],
)
def test_where(text: str, words: str, expected: set[tuple[str, str]]) -> None:
    """The places of the claim with their roles, no more and no fewer."""
    assert places(claim_of(text, words, DAY)) == expected


def test_the_country_is_that_of_the_towns_named() -> None:
    """Syria, whose towns the account names, and not Russia, which is named last."""
    text = (
        "Rebels in Syria shelled Aleppo and Hama on Friday. Russia said the army had lost Idlib. "
        "Millions have fled the country."
    )
    assert place(claim_of(text, "fled", DAY), "the country").name == "Syria"


@pytest.mark.parametrize(
    ("text", "words", "seat"),
    [
        (
            "A funeral hall in the Yemeni capital was hit by two air strikes on Saturday.",
            "hit",
            "Sanaa",
        ),
        ("Rebels seized Yemen's capital on Friday.", "seized", "Sanaa"),
        ("Fighting erupted in the South Sudanese capital.", "Fighting", "Juba"),
    ],
)
def test_a_states_capital_is_its_seat(text: str, words: str, seat: str) -> None:
    """Named by its state, the capital needs no name; South Sudan's is not Sudan's."""
    (found,) = claim_of(text, words, DAY).places
    assert found.name == seat


def test_a_village_no_gazetteer_has_lies_where_its_way_says() -> None:
    """400 km north of Bamako is a place of its own; Bamako is none."""
    text = "The rebel base at Dorabaly, 400 km north of Bamako, fell to the jihadists."
    claim = claim_of(text, "fell", DAY)
    village = place(claim, "Dorabaly")
    assert village.lat == pytest.approx(12.6 + 400 / 111.2, abs=0.1)
    assert village.precision_km is not None
    assert village.precision_km >= 150
    assert "Bamako" not in {p.mention for p in claim.places}


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        # A length counts from the day of the clause it is told with.
        (
            "Tuareg fighters entered Timbuktu on Sunday, three days after they overran Kidal.",
            "overran",
            "2021-06-10",
            "2021-06-11",
        ),
        # The date behind a charge is that of the deed.
        (
            "Kinshasa accuses the M23 of killing 272 people in Kishishe, a village in North Kivu, "
            "on 29 November.",
            "killing",
            "2020-11-29",
            "2020-11-30",
        ),
        # A story goes on from the day of its act, not from one in a phrase.
        (
            "The army attacked the village on Friday, in revenge for the defection of a commander "
            "five days before. At least 124 villagers were killed.",
            "124 villagers",
            "2021-06-11",
            "2021-06-12",
        ),
        # A result is of the day of its act.
        (
            "Saudi Arabia launched air strikes against the Houthis on Thursday, hitting an airbase "
            "near Sanaa.",
            "hitting",
            "2021-06-10",
            "2021-06-11",
        ),
        # What was done "where" they met was done when they met.
        (
            "Foreign ministers met in Antalya on Sunday, where they accused the rebels of shelling "
            "Aleppo.",
            "accused",
            "2021-06-13",
            "2021-06-14",
        ),
    ],
)
def test_when(text: str, words: str, start: str, end: str) -> None:
    """The day told, half-open."""
    time = claim_of(text, words, DAY).time
    assert (time.start, time.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # How many months is not told.
        ("Fighters entered Timbuktu on Sunday, months after they overran Kidal.", "overran"),
        # The day of the words is not that of the deed.
        ("The army captured Shire and Korem, the government announced on Tuesday.", "captured"),
        # A clause that only says who is meant is not told of the day.
        (
            "Farmers who fled the village buried their dead in Sarmin on Friday.",
            "fled",
        ),
        # Since when something lasts is not when the next thing was done.
        (
            "Families have left the city since the army began to shell it on Sunday. "
            "Rebels killed four soldiers in the quarter.",
            "killed",
        ),
    ],
)
def test_no_day_is_made_up(text: str, words: str) -> None:
    """Nothing says when: the account's day bounds it."""
    assert claim_of(text, words, DAY).time.basis == "account"
