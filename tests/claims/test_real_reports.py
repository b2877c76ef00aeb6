"""Acts as reports and statements tell them: found, with their kind, act, polarity and extent."""

import pytest
from told import claims_told

from contested.claims.model import Claim

DAY = "2021-06-20"


def events(text: str) -> list[Claim]:
    """The events that a kept account tells, in text order."""
    return [c for c in claims_told(text, DAY) if c.kind in ("event", "control", "toll")]


@pytest.mark.parametrize(
    ("text", "act", "mode", "polarity"),
    [
        ("The task force provided 24,000 protective masks to the Peshmerga.", "AID", None, "+"),
        (
            "The use of chemical weapons by the group in Marea was confirmed.",
            "ASSAULT",
            "unconventional",
            "+",
        ),
        ("The minister joined his French counterpart for talks on Aleppo.", "CONSULT", None, "+"),
        ("Mr Trump called on Moscow to stop the bombing.", "REQUEST", "change", "+"),
        (
            "Talks between the government and the rebels in Geneva have collapsed.",
            "CONSULT",
            None,
            "-",
        ),
        ("He remains in Kurdish captivity in north-eastern Syria.", "COERCE", "arrest", "+"),
        ("Residents suffered at the hands of the militia.", "ASSAULT", None, "+"),
        ("The prime minister ruled out sending ground troops.", "REJECT", "change", "+"),
        (
            "Police used tear gas to disperse protesters in Beirut.",
            "ASSAULT",
            "crowd-control",
            "+",
        ),
        ("The regime resumed its shelling of eastern Ghouta.", "ASSAULT", "heavy-weapons", "+"),
        ("Islamic State claimed the car bombing in Baghdad.", "ASSAULT", "explosives", "+"),
        ("Their vehicle hit a landmine near Kirkuk.", "ASSAULT", "explosives", "+"),
        ("Bahrain stripped 31 activists of their citizenship.", "COERCE", "withhold", "+"),
    ],
)
def test_one_act_is_told(text: str, act: str, mode: str | None, polarity: str) -> None:
    """One event, of this act and mode; talks that collapse are talks that were not."""
    assert [(c.act, c.mode, c.polarity) for c in events(text)] == [(act, mode, polarity)]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (
            "It is essential that the regime allows aid convoys into Madaya.",
            "It is essential that the regime allows aid convoys into Madaya",
        ),
        (
            "The fighting is ongoing in villages and towns around Afrin.",
            "The fighting is ongoing in villages and towns around Afrin",
        ),
        ("Its calls for a ceasefire in Idlib are ignored.", "Its calls for a ceasefire in Idlib"),
        (
            "Few have sought answers as to the fate of thousands of people imprisoned by the "
            "group in Raqqa.",
            "thousands of people imprisoned by the group in Raqqa",
        ),
        (
            "Turkey said it was launching the Afrin campaign to clear out the YPG.",
            "it was launching the Afrin campaign",
        ),
        (
            "Warplanes believed to be Russian raided the town of Saraqeb.",
            "Warplanes believed to be Russian raided the town of Saraqeb",
        ),
    ],
)
def test_evidence_holds_the_act_and_no_more(text: str, evidence: str) -> None:
    """What is asked for belongs to the asking; what an act is for is a claim of its own."""
    assert [c.evidence.text for c in events(text)] == [evidence]


def test_an_apposition_behind_the_last_argument_is_left_out() -> None:
    """The act ends with its place; what the presence is, is told beside it."""
    text = (
        "The US has built up its presence in northern Syria, a military force augmented by "
        "Kurdish militias."
    )
    assert "The US has built up its presence in northern Syria" in [
        c.evidence.text for c in events(text)
    ]


def test_a_semicolon_parts_two_acts() -> None:
    """The evidence of neither reaches beyond it."""
    text = "The army shelled Douma; the rebels fired rockets at Damascus."
    assert [c.evidence.text for c in events(text)] == [
        "The army shelled Douma",
        "the rebels fired rockets at Damascus",
    ]


def test_the_time_of_a_joined_clause_makes_no_total() -> None:
    """ "Kidnapped two and let them go a week later": two acts, no toll over a week."""
    text = "He kidnapped two aid workers and let them go a week later."
    assert [(c.kind, c.act) for c in events(text)] == [("event", "ASSAULT"), ("event", "CONCEDE")]


@pytest.mark.parametrize(
    "text",
    [
        "Kurdish forces fighting in Syria are backed by the US.",
        "He supported the campaign for lower taxes.",
    ],
)
def test_what_only_describes_or_is_no_war_is_no_event(text: str) -> None:
    """Which forces are meant, and a campaign that is none of arms, state no act."""
    assert events(text) == []


def test_a_war_that_is_only_pointed_at_is_no_event() -> None:
    """ "The war against the group" is known to all: the battle alone is told."""
    text = (
        "Troops took Tikrit on Monday. The move marked a new moment in the war against the group."
    )
    assert [c.evidence.text for c in events(text)] == ["Troops took Tikrit on Monday"]


def test_who_drives_over_a_mine_suffers() -> None:
    """The vehicle that hits a mine is the target, nobody's agent."""
    (c,) = events("Their vehicle hit a landmine near Kirkuk.")
    assert [t.mention for t in c.targets] == ["Their vehicle"]
    assert c.agents == ()
