"""Agents that the act's own clause leaves to the words around it, and arcs that lead to them."""

import pytest
from whole import agents

from encoder_ready import needs_weights

pytestmark = needs_weights


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        (
            "A statement issued by Hezbollah in Beirut accused Israel of murder.",
            "accused Israel",
            ["hezbollah"],
        ),
        ("A Pentagon statement accused Russia of lies.", "accused", ["us-defense-department"]),
        ("Men were seized by Islamic State and held in its jails.", "held in", ["islamic-state"]),
        ("After talks with Lavrov in Moscow, Kerry flew home.", "talks with", ["kerry"]),
        ("Ten men in Idlib were killed by a US-led airstrike.", "killed", ["us-led-coalition"]),
        ("Ten men in Idlib were killed at the hands of Houthi rebels.", "killed", ["houthis"]),
        (
            "The withdrawal of Hezbollah fighters from Aleppo followed a week of shelling.",
            "withdrawal",
            ["hezbollah"],
        ),
        ("Dozens died in Saudi-led air strikes on Sanaa.", "died", ["saudi-led-coalition"]),
    ],
)
def test_who_acts_where_the_clause_does_not_say(text: str, act: str, who: list[str]) -> None:
    """Whose statement it is, who did the act before "and", who came to a meeting, whose deed."""
    assert agents(text, act) == who


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The report urged Turkey to open its border.", "urged Turkey"),
        ("The town was shelled by rebels and ten men died.", "ten men died"),
    ],
)
def test_nobody_is_made_to_act(text: str, act: str) -> None:
    """A document of nobody's and a clause with a subject of its own leave the agent open."""
    assert agents(text, act) == []


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        (
            "Erdogan voiced anger over the raids in Idlib and urged Russia to stop them.",
            "urged Russia",
            ["erdogan"],
        ),
        (
            "Putin said the army would leave Syria and praised the pilots.",
            "praised the pilots",
            ["putin"],
        ),
        (
            "Aleppo was taken by forces fighting on behalf of Hezbollah.",
            "was taken",
            ["hezbollah"],
        ),
        (
            "The US Air Force conducted over 200 raids on Islamic State.",
            "conducted over",
            ["us-air-force"],
        ),
        (
            "Turkey fears the YPG, whose fighters have seized Manbij.",
            "seized Manbij",
            ["ypg"],
        ),
        (
            "The village is run by Hamas and its armed wing, the Qassam Brigades.",
            "is run by",
            ["hamas", "al-qassam-brigades"],
        ),
    ],
)
def test_arcs_lead_to_those_who_act(text: str, act: str, who: list[str]) -> None:
    """Coordinated predicates, "-ing" behind a doer, counted objects, names of the last of two."""
    assert agents(text, act) == who


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("Mustafa Bali, a spokesman for the SDF", "syrian-democratic-forces"),
        ("Sipan Hemo, the head of the YPG", "ypg"),
        ("Hassan Nasser, a farmer from Idlib", None),
    ],
)
def test_we_are_the_side_that_the_speakers_office_names(speaker: str, side: str | None) -> None:
    """An apposition with an office says whose "we" is; a trade and a home do not."""
    assert agents(f"{speaker}, said: “We seized the dam on Monday.”", "seized") == [side]


def test_a_force_is_who_its_other_name_says() -> None:
    """ "Known as" and "called" lead to a name like an apposition does."""
    text = "These workers, known as the White Helmets, have saved civilians in Idlib."
    assert agents(text, "have saved") == ["white-helmets"]


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        (
            "Trump and Erdogan spoke on Monday. The two presidents exchanged views on Syria.",
            "exchanged views",
            ["trump", "erdogan"],
        ),
        (
            "The US and Turkey are at odds. The two countries accused each other of lies.",
            "accused each other",
            ["united-states", "turkey"],
        ),
        (
            "The Iraqi and Syrian armies attacked Islamic State.",
            "attacked",
            ["iraqi-security-forces", "syrian-arab-army"],
        ),
        (
            "The Russian and Turkish presidents agreed on a truce in Idlib.",
            "agreed on",
            ["putin", "erdogan"],
        ),
        ("Isis took Raqqa. The militia fighting Isis killed ten men.", "killed ten", [None]),
        ("The two men attacked a base in Homs.", "attacked", [None]),
    ],
)
def test_two_who_are_named_as_one(text: str, act: str, who: list[str | None]) -> None:
    """ "The two" are those joined before; two names share a noun; foes are not one another."""
    assert agents(text, act) == who


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        (
            "Russian, Syrian and Iranian forces stormed Idlib province.",
            "stormed",
            ["russia", "syria", "iran"],
        ),
        (
            "The Islamic State of Iraq and the Levant attacked Mosul on Friday.",
            "attacked Mosul",
            ["islamic-state"],
        ),
        ("BAGHDAD - Coalition jets bombed Mosul.", "bombed", ["us-led-coalition"]),
    ],
)
def test_as_many_as_are_named(text: str, act: str, who: list[str]) -> None:
    """Three names share a noun; one name with "and" is one; where it was filed is nobody."""
    assert agents(text, act) == who
