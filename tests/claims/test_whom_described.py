"""Descriptions promise: bare militants are the one armed group, who is "led" is a coalition."""

from whole import agents, claims

from contested.claims.registry import ActorContext
from contested.claims.resources import load_resources

_GROUP = "Islamic State seized Tal Hamis in Syria in May. Islamic State then burnt the town. "


def test_bare_militants_are_the_one_armed_group_of_the_account() -> None:
    assert agents(_GROUP + "On Monday militants captured the airbase.", "captured the airbase") == [
        "islamic-state"
    ]


def test_bare_militants_are_left_open_where_two_groups_are_named_alike() -> None:
    text = (
        _GROUP + "The PKK shelled a base. The PKK left. On Monday militants captured the airbase."
    )
    assert agents(text, "captured the airbase") == [None]


def test_the_extremists_of_whom_more_is_said_are_the_group_named_before() -> None:
    text = _GROUP + "Troops drove out the extremists who had besieged the base since June."
    found = [a.actor for c in claims(text) for a in (*c.agents, *c.targets) if "extrem" in str(a)]
    assert "islamic-state" in found


def test_troops_and_raids_led_by_a_state_are_its_coalition() -> None:
    assert agents("US-led forces took Raqqa in Syria.", "took Raqqa") == ["us-led-coalition"]
    text = "The US-led air campaign killed nine civilians in Raqqa, Syria."
    assert agents(text, "killed nine") == ["us-led-coalition"]


def test_troops_led_by_a_state_without_a_known_coalition_are_left_open() -> None:
    assert agents("Turkish-led forces took Afrin in Syria.", "took Afrin") == [None]


def test_the_allies_in_nato_are_the_alliance_and_the_kurds_of_a_state_its_people() -> None:
    assert agents("The Nato allies bombed Tripoli in Libya.", "bombed Tripoli") == ["nato"]
    text = "Syria’s Kurds took part in the talks in Geneva on Monday."
    assert agents(text, "took part") == ["syrian-kurds"]


def test_the_regime_is_that_of_the_land_at_war_not_of_who_sends_help() -> None:
    text = "Iran sent officers to Aleppo in Syria and to Homs. The regime shelled Marea on Monday."
    assert agents(text, "shelled Marea") == ["syria"]


def test_the_regime_is_irans_in_an_account_of_iran() -> None:
    registry = load_resources().registry
    assert registry.resolve("the regime", ActorContext(countries=("IR",))).actor == "iran"
    assert registry.resolve("the regime", ActorContext(countries=("SY", "IR"))).actor == "syria"


def test_the_army_is_that_of_the_land_at_war_beside_a_country_at_peace() -> None:
    resolve = load_resources().registry.resolve
    assert (
        resolve("the army", ActorContext(countries=("TD", "SD"))).actor == "sudanese-armed-forces"
    )
    assert resolve("the army", ActorContext(countries=("TD", "FR"))).actor == "chad"
    assert resolve("the army", ActorContext(countries=("SY", "SD"))).actor == "syrian-arab-army"
