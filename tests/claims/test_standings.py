"""Who stands with or against whom, and whose men are where, as newspapers word it."""

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from contested.claims.model import Claim
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights


def told(text: str) -> tuple[Claim, ...]:
    """The claims of ``text``, published on Saturday 10 October 2015."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    return extract_claims(account, annotate(account, encoder()))


def standings(text: str) -> list[tuple[int | None, list[str | None], list[str | None]]]:
    """Sign, agents and targets of the relations of ``text``."""
    return [
        (c.sign, [a.actor for a in c.agents], [t.actor for t in c.targets])
        for c in told(text)
        if c.kind == "relation"
    ]


@pytest.mark.parametrize(
    ("text", "sign", "among"),
    [
        ("Tensions between Ankara and Washington have grown.", -1, ["turkey", "united-states"]),
        ("The mistrust between Hamas and Fatah runs deep.", -1, ["hamas", "fatah"]),
        ("Close relations between Ankara and Doha survived.", 1, ["turkey", "qatar"]),
        ("The alliance of Hezbollah and Iran has held.", 1, ["hezbollah", "iran"]),
    ],
)
def test_a_standing_of_two_is_among_its_agents(text: str, sign: int, among: list[str]) -> None:
    """Capitals stand for their states, and neither side of the two is a target (codebook 8.6)."""
    assert standings(text) == [(sign, among, [])]


@pytest.mark.parametrize(
    ("text", "sign", "one", "other"),
    [
        (
            "Iran criticised Washington's support for the Kurdish fighters.",
            1,
            "united-states",
            None,
        ),
        ("Assad is deeply in hock to Russia.", 1, "assad", "russia"),
        ("Moscow stands by Assad.", 1, "russia", "assad"),
        ("Turkey is at odds with the US.", -1, "turkey", "united-states"),
        ("Wagner mercenaries are fighting alongside Hezbollah.", 1, "wagner-group", "hezbollah"),
        ("Turkey sees the YPG as an extension of the PKK.", 1, "ypg", "pkk"),
        ("Israel views Hezbollah as linked to Hamas.", 1, "hezbollah", "hamas"),
    ],
)
def test_a_standing_has_its_two_sides(text: str, sign: int, one: str, other: str | None) -> None:
    """Help that is a state, dependence, fighting beside and what one side is to another."""
    assert (sign, [one], [other]) in standings(text)


@pytest.mark.parametrize(
    "text",
    [
        "The road linked Aleppo to Damascus.",
        "The attack was linked to Islamic State.",
        "The ceasefire depends on Russia.",
        "The National Front is an alliance of rebel factions.",
    ],
)
def test_what_is_no_side_stands_with_nobody(text: str) -> None:
    """Places, acts and things that depend are no sides; members make up an alliance."""
    assert standings(text) == []
