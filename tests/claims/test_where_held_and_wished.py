"""Places of what is held and of what is wished for, read from kept parses: one promise each."""

import pytest
from told import places_of

DAY = "2021-06-16"  # a Wednesday


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # What is held is a place however vague, named without the word that tells of it.
        ("Aid reached areas controlled by the rebels on Monday.", "controlled", {("areas", "at")}),
        ("Convoys have not entered rebel-held areas this year.", "held", {("areas", "at")}),
        ("The group has lost territory since the spring.", "lost", {("territory", "at")}),
        (
            "The army controls a growing swathe of territory.",
            "controls",
            {("a growing swathe of territory", "at")},
        ),
        # People who are besieged are none.
        (
            "Militants besieged a base and up to 5,000 local people.",
            "besieged",
            {("a base", "at")},
        ),
        # What is wished for would be where the clauses of the wish say.
        (
            "The army hopes to drive the rebels from the town of Sarmin.",
            "hopes",
            {("Sarmin", "from")},
        ),
        (
            "Their aim is to expel the Houthis from the port of Mocha.",
            "aim",
            {("Mocha", "from")},
        ),
        (
            "Ankara wants the rebels to face trial in Turkey.",
            "wants",
            {("Turkey", "at")},
        ),
        # A town that is to be taken is where; a second wish has its own place.
        ("Turkey plans to invade Manbij.", "plans", {("Manbij", "at")}),
        (
            "The rebels plan to shell Hama and win elections in Europe.",
            "plan",
            {("Hama", "at")},
        ),
    ],
)
def test_held_and_wished_for_places_are_where_their_own_words_say(
    text: str, words: str, expected: set[tuple[str, str]]
) -> None:
    assert places_of(text, words, DAY) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Thousands fled to neighbouring countries.",
            "fled",
            {("neighbouring countries", "to")},
        ),
        ("Hundreds died inside rebel prisons.", "died", {("rebel prisons", "at")}),
        (
            "The militia has kidnapped four men from their homes.",
            "kidnapped",
            {("their homes", "from")},
        ),
        (
            "Three aid workers were abducted at an undisclosed location.",
            "abducted",
            {("an undisclosed location", "at")},
        ),
        # A point of the compass is a place behind a preposition.
        ("Militias mobilised to the south.", "mobilised", {("the south", "to")}),
        # Land that is attacked is where, whoever holds it.
        (
            "They are attacking areas controlled by jihadists.",
            "attacking",
            {("areas", "at")},
        ),
        # No house in particular; an idiom.
        ("They moved from house to house.", "moved", set()),
        ("Thousands took to the streets on Friday.", "took", set()),
    ],
)
def test_kinds_of_places_are_where_it_was(
    text: str, words: str, expected: set[tuple[str, str]]
) -> None:
    assert places_of(text, words, DAY) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Farmers who fled the village buried their dead in Sarmin on Friday.",
            "fled",
            ("the village", "from"),
        ),
        (
            "Rebels lost Raqqa. Thousands of families had fled there in May.",
            "fled",
            ("there", "to"),
        ),
    ],
)
def test_who_flees_a_place_leaves_it_and_who_flees_there_gets_to_it(
    text: str, words: str, expected: tuple[str, str]
) -> None:
    assert expected in places_of(text, words, DAY)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # Land that is held is a place beside the state it lies in.
        (
            "The force captured rebel-held territory in Syria.",
            "held",
            {("territory", "at"), ("Syria", "at")},
        ),
        # A state in what a place is says nothing of where.
        (
            "Raqqa, the last stronghold of the group in Syria, will fall in October.",
            "fall",
            {("Raqqa", "at")},
        ),
        (
            "Rebels were killed in Idlib province, one of four such zones in Syria.",
            "killed",
            {("Idlib", "at")},
        ),
        # Two states behind one preposition are both where.
        (
            "The group threatens the lives of people in both Iraq and Syria.",
            "threatens",
            {("Iraq", "at"), ("Syria", "at")},
        ),
        # A border beside a town is where, too.
        (
            "A policeman died in a strike near Deir Ezzor, close to the Iraqi border.",
            "died",
            {("Deir Ezzor", "near"), ("the Iraqi border", "near")},
        ),
    ],
)
def test_a_place_keeps_what_lies_beside_it_and_not_what_it_is_called(
    text: str, words: str, expected: set[tuple[str, str]]
) -> None:
    assert places_of(text, words, DAY) == expected
