"""Who suffers an act: what is struck, whose it is, and what only points or lies there."""

import pytest
from whole import claims

from encoder_ready import needs_weights

pytestmark = needs_weights


def targets(text: str, evidence: str) -> list[tuple[str | None, str | None]]:
    """Mention and actor of each target of the claim whose evidence holds ``evidence``."""
    found = next(c for c in claims(text) if evidence in c.evidence.text)
    return [(t.mention, t.actor) for t in found.targets]


@pytest.mark.parametrize(
    "text",
    [
        "Russian jets pounded the towns of Saraqib and Khan Sheikhoun on Monday.",
        "The army shelled the Turkish bordertown of Reyhanli on Monday.",
        "The Syrian army shelled areas under the control of Islamic State on Monday.",
    ],
)
def test_towns_and_areas_are_where_it_happened(text: str) -> None:
    """A place that is struck is a place, one or several (codebook 4.7)."""
    assert targets(text, "ed ") == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Another Israeli was stabbed in Hebron on Monday.", "Another Israeli"),
        ("A few Russians were captured near Kherson on Monday.", "A few Russians"),
        ("Many Iraqis were killed by the militia in Baquba.", "Many Iraqis"),
    ],
)
def test_some_of_a_people_are_not_its_state(text: str, who: str) -> None:
    """What befalls a few nationals befalls no side."""
    assert targets(text, who) == [(who, None)]


def test_what_only_points_is_no_target() -> None:
    """ "This" and "what" name nobody who could be hit."""
    assert targets("Israel wants to stop that.", "stop that") == []


def test_a_clause_is_of_those_before_it() -> None:
    """Who is joined behind the clause was not kidnapped."""
    text = "Journalists who were kidnapped by the rebels, and a priest were freed on Monday."
    assert targets(text, "kidnapped")[0][0] == "Journalists"
    assert len(targets(text, "kidnapped")) == 1


def test_a_strike_on_a_thing_hits_both_it_and_those_it_kills() -> None:
    """The hospital and the people in it."""
    text = "An air strike on a hospital killed 20 people in Kunduz."
    assert {m for m, _ in targets(text, "killed")} == {"people", "a hospital"}


def test_men_lost_are_of_the_side_that_lost_them() -> None:
    """Codebook 12.18: the loser's men."""
    text = "The Free Syrian Army lost 12 men in the clashes."
    assert targets(text, "lost") == [("men", "free-syrian-army")]


def test_a_besieged_base_is_its_owners_and_a_broken_siege_is_not_the_besieged() -> None:
    """Codebook 5.5 and 12.4."""
    besieged = targets("The regime is besieging a rebel base in Daraya, Syria.", "besieging")
    assert besieged == [("a rebel base", "syrian-rebels")]
    text = "Iraqi troops broke the siege of the Shia villagers in Amerli."
    assert targets(text, "broke") == []


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("France condemned the regime's killing of protesters in Syria.", ["syria"]),
        ("Erdogan threatened Europe with a new wave of refugees.", [None]),
        ("Kerry met the presidents of Egypt and Jordan.", ["egypt", "jordan"]),
        ("Kerry held talks with the foreign ministers of Russia, Turkey and Iran.",
         ["russia", "turkey", "iran"]),
    ],
)  # fmt: skip
def test_whom_words_of_speech_are_aimed_at(text: str, whom: list[str | None]) -> None:
    """Whose deed is condemned, part of the world, several sides by their officers."""
    first = claims(text)[0]
    assert [t.actor for t in first.targets] == whom


def test_backers_back_whose_they_are() -> None:
    """A patron acts for its client; a client is who is backed."""
    patron = next(
        c for c in claims("Assad's Russian backers lost patience.") if c.kind == "relation"
    )
    assert [t.actor for t in patron.targets] == ["assad"]
    client = next(c for c in claims("Iran's Lebanese proxies lost 12 men.") if c.kind == "relation")
    assert [a.actor for a in client.agents] == ["iran"]


def test_whose_allies_those_behind_and_are() -> None:
    """ "A and his cabinet": his is A's, whoever else is "he"."""
    text = (
        "Joe Biden flew to Israel on Monday. He met Benjamin Netanyahu and his war cabinet in "
        "Tel Aviv."
    )
    assert [a for _, a in targets(text, "He met")] == ["netanyahu", "israel"]


def test_a_title_right_before_a_name_is_one_with_it() -> None:
    """One person, not two."""
    text = "The police arrested opposition leader Alexei Navalny in Moscow."
    assert [m for m, _ in targets(text, "arrested")] == ["opposition leader Alexei Navalny"]


def test_military_factions_are_no_army() -> None:
    """Factions that are only described are nobody's."""
    text = "Turkey urged the military factions in northern Syria to leave Manbij."
    assert targets(text, "urged") == [("the military factions", None)]


@pytest.mark.parametrize(
    ("text", "verb", "whom"),
    [
        ("The militia arrested and tortured dozens of activists in Homs.", "tortured", "activists"),
        ("The army shelled and stormed the rebel base near Homs.", "shelled", "the rebel base"),
    ],
)
def test_two_verbs_side_by_side_share_what_stands_behind_them(
    text: str, verb: str, whom: str
) -> None:
    """Whichever of the two the parser hung it on."""
    assert whom in [m for m, _ in targets(text, verb)]
    assert whom in [t.mention for t in claims(text)[-1].targets]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Rockets hit a school, a bakery and two homes in Donetsk.",
         ["a school", "a bakery", "homes"]),
        ("Gunmen killed a policeman, his wife and their two children in Basra.",
         ["a policeman", "his wife", "their two children"]),
        ("The coalition struck Islamic State positions, vehicles and tanks near Raqqa.",
         ["Islamic State positions", "vehicles", "tanks"]),
    ],
)  # fmt: skip
def test_all_of_a_list_are_hit(text: str, hit: list[str]) -> None:
    """Each thing or person of a list, the middle one too."""
    assert [t.mention for t in claims(text)[0].targets] == hit


def test_a_capital_one_talks_with_is_its_state() -> None:
    """ "With Moscow" is no place."""
    found = claims("Ankara held talks with Moscow and Tehran on Monday.")[0]
    assert [t.actor for t in found.targets] == ["russia", "iran"]


def test_whom_others_are_for_is_not_who_they_are() -> None:
    """A militia for Iran is not Iran."""
    found = targets("US jets bombed a pro-Iran militia in Syria on Monday.", "bombed")
    assert found == [("a pro-Iran militia", None)]


def test_a_person_described_and_named_is_one_mention() -> None:
    """The name belongs to the words before it when no comma parts them."""
    text = "The Hamas commander Ayman Nofal died in a raid on Bureij."
    assert targets(text, "died")[0][0] == "The Hamas commander Ayman Nofal"


@pytest.mark.parametrize(
    ("text", "verb", "whom"),
    [
        ("The families of hundreds of civilians who were kidnapped by rebels wept.",
         "kidnapped", "civilians"),
        ("The commander of the guards who were killed by rebels wept.", "killed", "the guards"),
    ],
)  # fmt: skip
def test_a_clause_is_of_those_whose_kin_are_named(text: str, verb: str, whom: str) -> None:
    """Not the families were kidnapped."""
    assert [m for m, _ in targets(text, verb)] == [whom]


def test_a_name_among_places_is_one() -> None:
    """A village that no gazetteer has, in a list of towns."""
    text = "Jets hit Idlib, Kafr Wossat and Aleppo on Monday."
    assert targets(text, "hit") == []


def test_the_bloc_is_the_union_named_before() -> None:
    """ "The group" is no coalition, and "the bloc" no armed group."""
    text = (
        "Islamic State lost Raqqa. The European Union condemned Russia. "
        "Turkey signed a deal with the bloc."
    )
    assert [a for _, a in targets(text, "signed")] == ["european-union"]


def test_a_participle_behind_a_comma_goes_on_with_who_acts() -> None:
    """ "Cut ties with Qatar, accusing it": it is Qatar that is accused."""
    text = "Saudi Arabia cut ties with Qatar, accusing it of backing terrorists."
    assert targets(text, "accusing") == [("it", "qatar")]


def test_fighters_of_a_torn_land_need_not_be_its_states() -> None:
    """Armed men called Syrian fight on any side."""
    text = "The US trained and equipped Syrian fighters."
    assert targets(text, "trained") == [("Syrian fighters", None)]


def test_who_is_for_a_side_is_not_it_and_a_number_is_nobody() -> None:
    """Fighters for the government are not the government; "182,000 Kurds" are some of a people."""
    text = "US forces killed 100 pro-regime fighters near Homs in Syria on Monday."
    assert targets(text, "killed") == [("pro-regime fighters", None)]
    assert targets("An air strike near Homs wounded 32.", "wounded") == []
    text = "The Syrian army killed 300 Kurds near Homs on Monday."
    assert targets(text, "killed") == [("Kurds", None)]


@pytest.mark.parametrize(
    ("who", "actor"),
    [
        ("a Syrian rebel commander", "syrian-rebels"),
        ("Turkey’s Syrian rebel allies", "syrian-rebels"),
    ],
)  # fmt: skip
def test_rebels_of_a_country_are_not_its_state(who: str, actor: str) -> None:
    """A rebel holds no office of the state, and allies are who they are."""
    found = targets(f"Jets bombed {who} near Homs in Syria on Monday.", "bombed")
    assert [a for _, a in found] == [actor]


def test_those_counted_behind_and_are_hit_too() -> None:
    """A count is not a target of its own."""
    text = "Jihadists killed a rebel commander and two of his bodyguards."
    assert [m for m, _ in targets(text, "killed")] == ["a rebel commander", "his bodyguards"]
    text = "Dozens of fighters and civilians were killed in Homs."
    assert [m for m, _ in targets(text, "killed")] == ["fighters", "civilians"]


@pytest.mark.parametrize(
    ("text", "aim", "whom"),
    [
        (
            "Engineers cleared the mines to allow displaced families to return to the town.",
            "to allow",
            "displaced families",
        ),
        (
            "Turkish forces are preparing to enter the town to support rebel fighters.",
            "preparing",
            "rebel fighters",
        ),
        ("Turkey sought to organise and train the rebels.", "train", "the rebels"),
    ],
)
def test_an_aim_befalls_who_is_helped_at_its_end(text: str, aim: str, whom: str) -> None:
    """Whom an aim lets act, whom its last step is for, and what two of its verbs share."""
    assert [m for m, _ in targets(text, aim)] == [whom]


def test_land_and_what_a_body_lends_its_name_to_do_not_suffer() -> None:
    """Parts of a country are no side, and its process is not the UN."""
    assert targets("Washington seeks to rebuild parts of Syria.", "seeks") == []
    assert targets("The envoy wants to retain the primacy of the UN process.", "wants") == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Tensions between Ankara and Washington rose on Monday.", "united-states"),
        ("Moscow and Tehran have long been at odds over the port.", "iran"),
    ],
)
def test_two_who_are_at_odds_stand_on_either_side(text: str, other: str) -> None:
    """Enmity is between agents and targets, unlike friendship (codebook 8.6)."""
    assert [a for _, a in targets(text, "")] == [other]


@pytest.mark.parametrize(
    ("text", "loser"),
    [
        ("Rebels captured the last Islamic State stronghold on Monday.", ["Islamic State"]),
        ("The army captured two towns held by the rebels on Monday.", ["the rebels"]),
        ("The army captured a former rebel stronghold on Monday.", []),
    ],
)
def test_whose_seat_is_taken_loses_it(text: str, loser: list[str]) -> None:
    """Words that say who had the place name the loser, unless that is long ago."""
    assert [m for m, _ in targets(text, "captured")] == loser


STRUCK = "Russian jets struck Islamic State fighters near Palmyra on Monday. "


def test_things_of_war_hit_in_a_series_are_those_of_the_side_just_hit() -> None:
    """What "one strike" destroyed is by the same side on the same other."""
    text = STRUCK + "One strike destroyed a truck and a command post."
    assert {a for _, a in targets(text, "One strike")} == {"islamic-state"}
    found = next(c for c in claims(text) if "One strike" in c.evidence.text)
    assert [(a.actor, a.inferred) for a in found.agents] == [("russia", True)]


@pytest.mark.parametrize(
    "text",
    [
        "One strike destroyed a hospital.",
        "Turkish artillery destroyed a truck in Aleppo.",
        "A local militia destroyed a truck.",
    ],
)
def test_what_is_not_of_the_series_is_left_open(text: str) -> None:
    """Homes and hospitals are no side's, and others may hit others."""
    assert [a for _, a in targets(STRUCK + text, "destroyed")] == [None]
