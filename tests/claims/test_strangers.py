"""A full name or a long form that the account spells out overrides what the registry knows."""

import pytest
from whole import agents, claims

from contested.claims.registry import ActorContext, load_registry
from contested.claims.strangers import spelled_out
from encoder_ready import needs_weights

pytestmark = needs_weights


@pytest.mark.parametrize(
    ("name", "actor"), [("Nasr al-Hariri", None), ("Saad al-Hariri", "saad-hariri")]
)
def test_a_surname_is_whom_the_account_first_names_in_full(name: str, actor: str | None) -> None:
    """Another first name makes the full name and the bare surname somebody unknown."""
    text = f"{name} met Russian diplomats in Sochi. Hariri accused Russia of bombing Idlib."
    assert agents(text, "met Russian") == [actor]
    assert agents(text, "Hariri accused") == [actor]


def test_a_namesake_later_in_the_account_leaves_the_surname_to_the_first() -> None:
    """The namesake of the second sentence does not take the president's surname away."""
    text = (
        "President Bashar al-Assad spoke. Ahmed al-Assad attacked Hama on Friday. "
        "Assad bombed Homs."
    )
    assert agents(text, "attacked Hama") == [None]
    assert agents(text, "bombed Homs") == ["assad"]


def test_an_abbreviation_follows_the_long_form_of_the_account() -> None:
    """An unknown body's letters are not those of the registry's body."""
    text = (
        "The Syrian Notaries Congress (SNC) rejected the plan. "
        "The SNC accused Russia of bombing Idlib."
    )
    assert agents(text, "SNC accused") == [None]


def test_a_known_body_put_otherwise_keeps_its_abbreviation() -> None:
    """ "Observatory of Human Rights" is the one "for Human Rights"; other letters say nothing."""
    registry, context = load_registry(), ActorContext()
    same = "The Syrian Observatory of Human Rights (SOHR) and the Kurdish militia (YPG) met."
    assert not spelled_out(same, registry, context)
    other = "The Society of Old Horse Riders (SOHR) met."
    assert spelled_out(other, registry, context) == {"SOHR": None}


@pytest.mark.parametrize(
    ("who", "actor"),
    [
        ("The Syrian wing of the PKK", "pkk"),
        ("Israeli groups", None),
        ("Defected Syrian soldiers", None),
        ("A former Syrian general", None),
        ("Syrian soldiers", "syrian-arab-army"),
        ("Kurdish officials", None),
        ("Kurdish fighters", "ypg"),
        ("The Home Office", "uk-home-office"),
        ("The Syrian Network for Human Rights", "syrian-network-for-human-rights"),
    ],
)
def test_a_nationality_is_its_state_only_before_its_organs(who: str, actor: str | None) -> None:
    """What merely is in a country, or has left its service, does not act for its state."""
    text = f"{who} accused Turkey of shelling Afrin in Syria."
    assert agents(text, "accused") == [actor]


def test_a_force_named_with_a_pronoun_is_that_force() -> None:
    """ "His Peshmerga fighters" are not his enemy's, whoever "his" is."""
    text = "Talabani fought Saddam Hussein. His Peshmerga fighters attacked soldiers near Kirkuk."
    assert agents(text, "Peshmerga fighters attacked") == ["peshmerga"]


def test_a_stroke_with_one_letter_goes_on_with_the_name_before_it() -> None:
    """ "YPG/J" is one actor, and its mention is whole."""
    (found,) = claims("Turkey attacked the YPG/J in Afrin.")
    assert [(t.actor, t.mention) for t in found.targets] == [("ypg", "the YPG/J")]


def test_a_war_named_by_two_states_is_neither_of_them() -> None:
    """Who gassed a town "during the Iran-Iraq war" is not read off the war's name."""
    text = "Saddam gassed Halabja during the Iran-Iraq war."
    assert "iraq" not in agents(text, "gassed Halabja")


def test_two_sides_joined_by_a_stroke_both_act() -> None:
    """ "Russian-Syrian airstrikes" are Russia's and Syria's."""
    text = "Russian-Syrian airstrikes killed many civilians in Idlib."
    assert agents(text, "airstrikes killed") == ["russia", "syria"]


@pytest.mark.parametrize("what", ["His exploits", "Their sacrifices", "Its efforts", "Efforts"])
def test_what_somebody_does_is_nobody_who_acts(what: str) -> None:
    """Feats are no agents."""
    assert agents(f"{what} defeated Isis in Raqqa.", "defeated Isis") == []


def test_a_foreign_fighter_is_of_the_force_he_is_named_with() -> None:
    """A nationality before a force's name does not make its fighter the state's."""
    (found,) = claims("Turkey attacked a British YPJ fighter in Afrin.")
    assert [(t.actor, t.cls) for t in found.targets] == [("ypj", "combatant")]


@pytest.mark.parametrize(
    ("who", "actor"),
    [
        ("Al-Qaida's Iraqi branch", "al-qaeda"),
        ("The Syrian branch of al-Qaida, Jabhat al-Nusra,", "al-nusra-front"),
        ("Hezbollah's military wing", "hezbollah"),
    ],
)
def test_a_branch_is_its_bodys_or_goes_by_its_own_name(who: str, actor: str) -> None:
    """The country that a branch works in does not own it."""
    assert agents(f"{who} attacked soldiers near Idlib.", "attacked soldiers") == [actor]
