"""Who is meant beyond the sentence: sides of speakers, bodies, nationals, the one foe."""

import pytest
from whole import agents, claims

from encoder_ready import needs_weights

pytestmark = needs_weights


def test_our_forces_are_those_that_the_account_opens_with() -> None:
    """A communiqué's own voice speaks for the force it names first as doing something."""
    text = (
        "Fighters of Hamas struck two tanks near Gaza on Friday. "
        "Our forces destroyed a bulldozer in the evening."
    )
    assert agents(text, "destroyed a bulldozer") == ["hamas"]


def test_a_quoted_our_says_nothing_of_the_account() -> None:
    """Somebody else's "our forces" is that speaker's, who here is unknown."""
    text = (
        "Fighters of Hamas struck two tanks near Gaza on Friday. "
        "“Our forces destroyed a bulldozer,” said a colonel."
    )
    assert agents(text, "destroyed a bulldozer") == [None]


def test_a_bare_government_is_the_last_one_named_with_its_state() -> None:
    """Not the government of the country the account is mostly about."""
    text = (
        "Rebels lost Aleppo, Homs and Hama in Syria. The Turkish government met them on Monday. "
        "The government sent weapons to the rebels on Tuesday."
    )
    assert agents(text, "sent weapons") == ["turkey"]


@pytest.mark.parametrize(
    ("who", "actor"),
    [("Turkish soldiers", "turkey"), ("British volunteers", None), ("Saudi extremists", None)],
)
def test_nationality_makes_forces_but_not_volunteers_act_for_a_state(
    who: str, actor: str | None
) -> None:
    """What nationals do on their own is not their state's doing."""
    assert agents(f"{who} attacked the Kurds near Aleppo on Friday.", "attacked") == [actor]


def test_the_enemy_is_the_one_armed_group_an_account_keeps_naming() -> None:
    """Two groups named alike leave it open."""
    one = (
        "Hamas fired rockets. Hamas shelled a town. The minister arrived. The prime minister "
        "spoke. The mayor spoke too. The enemy attacked a convoy near Gaza on Friday."
    )
    assert agents(one, "attacked a convoy") == ["hamas"]


def test_rebels_are_those_of_the_country_named_beside_them() -> None:
    """In an account mostly of Syria, rebels who take Sana'a are Yemen's."""
    text = (
        "The army bombed Aleppo, Homs and Idlib. The insurgents seized Sana'a in Yemen in January."
    )
    assert agents(text, "seized Sana'a") == ["houthis"]


def test_who_is_accused_of_an_act_does_it() -> None:
    """ "Accused France of arming": France arms, on the accuser's word."""
    text = "The Kremlin accused France of arming the rebels in Syria."
    found = next(c for c in claims(text) if c.act == "AID")
    assert [a.actor for a in found.agents] == ["france"]
    assert [link.actor for link in found.chain] == ["russia"]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "In his talks with Theresa May, Erdogan criticised Germany.",
            "talks with",
            ["erdogan"],
        ),
        (
            "Erdogan flew to Rome. Offering himself as a mediator, he praised Iran.",
            "praised Iran",
            ["erdogan"],
        ),
        (
            "David Cameron spoke to Barack Obama on Monday. They agreed to arm the rebels.",
            "They agreed",
            ["cameron", "obama"],
        ),
        (
            "David Cameron flew home. Barack Obama called him. The prime minister praised Turkey.",
            "praised Turkey",
            ["cameron"],
        ),
        (
            "It was Turkey's second campaign in Syria. In August it attacked Jarablus.",
            "attacked Jarablus",
            ["turkey"],
        ),
        (
            "The battered Syrian opposition seized Kobane.",
            "seized Kobane",
            ["syrian-opposition"],
        ),
        (
            "Turkey and its rebel allies attacked Afrin in Syria.",
            "attacked Afrin",
            ["turkey", "syrian-rebels"],
        ),
    ],
)
def test_words_that_name_nobody_mean_the_one_who_fits(
    text: str, words: str, who: list[str]
) -> None:
    """By an opening phrase, a role, a talk of two, an office or a kind."""
    assert agents(text, words) == who


def test_an_office_is_nobody_who_holds_another() -> None:
    """The president named last is no prime minister."""
    text = "Barack Obama flew to Rome. The prime minister praised Turkey."
    assert agents(text, "praised Turkey") == [None]


def test_ground_held_by_an_opposition_is_its_fighters() -> None:
    """Politicians hold no province."""
    text = "Islamic State shelled the opposition-held city of Idlib in Syria."
    assert agents(text, "opposition-held") != ["syrian-opposition"]
    held = [c for c in claims(text) if c.kind == "control"]
    assert [a.actor for c in held for a in c.agents] == ["syrian-rebels"]
