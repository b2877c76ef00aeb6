"""Whose support somebody has, where a noun with a name before it says so."""

import pytest
from whole import claims

from encoder_ready import needs_weights

pytestmark = needs_weights


def standings(text: str) -> list[tuple[list[str | None], list[str | None]]]:
    """Agents and targets of the friendly relations of ``text``."""
    told = [c for c in claims(text) if c.kind == "relation" and c.sign == 1]
    return [([a.actor for a in c.agents], [t.actor for t in c.targets]) for c in told]


@pytest.mark.parametrize(
    ("text", "backer", "backed"),
    [
        ("The YPG fought Isis with staunch US support.", "united-states", "ypg"),
        ("The Kurds won Washington's support.", "united-states", "kurds"),
        ("Hezbollah cannot afford to lose Iranian backing.", "iran", "hezbollah"),
    ],
)
def test_the_name_before_support_backs_who_has_it(text: str, backer: str, backed: str) -> None:
    """Whoever acts with it, wins or loses it is backed; no second name is needed."""
    assert standings(text) == [([backer], [backed])]


@pytest.mark.parametrize(
    "text",
    [
        "The government won popular support.",
        "The YPG fought Isis with air support.",
    ],
)
def test_support_without_a_name_is_nobodys(text: str) -> None:
    """ "Popular support" does not say which side gives it."""
    assert standings(text) == []


def test_a_band_stands_with_whoever_leads_it() -> None:
    """ "Iranian-led militias" are Iran's; "the US-led coalition" is a name."""
    assert [a for a, _ in standings("Iranian-led militias attacked the town.")] == [["iran"]]
    assert standings("The US-led coalition attacked the town.") == []


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Britain has good relations with Turkey.", "united-kingdom", "turkey"),
        ("Washington has established close contacts with the Kurds.", "united-states", "kurds"),
        ("Foreigners joined the war on the side of Isis.", None, "islamic-state"),
    ],
)
def test_who_has_relations_or_fights_on_a_side_stands_with_it(
    text: str, one: str | None, other: str
) -> None:
    """Whoever has or makes relations with a side is the agent, the side the target."""
    assert standings(text) == [([one], [other])]
