"""Who takes part in whole sentences: agents and targets read with the shipped encoder."""

from functools import cache

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from contested.claims.model import Actor, Claim
from contested.claims.resources import load_resources
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights


@cache
def claims(text: str) -> tuple[Claim, ...]:
    """Claims of ``text`` as one body passage of 10 October 2016."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2016-10-10")
    return extract_claims(account, annotate(account, encoder()), load_resources())


def the_claim(text: str, words: str) -> Claim:
    """The claim with the shortest evidence that holds ``words``."""
    found = [c for c in claims(text) if words in c.evidence.text]
    return min(found, key=lambda c: len(c.evidence.text))


def told(actors: tuple[Actor, ...]) -> list[str | None]:
    """Ids, or the mention of whom the registry does not know."""
    return [a.actor or a.mention for a in actors]


AGENTS = [
    # a side's own people act for it, whoever leads them
    ("Fighters loyal to Khalifa Haftar seized Ras Lanuf.", "seized", "libyan-national-army"),
    ("Gunmen believed to belong to Boko Haram kidnapped women.", "kidnapped", "boko-haram"),
    ("An Iraqi general said his men had recaptured the stadium.", "recaptured", "iraq"),
    # weapons act for whoever is named as using them, else nobody acts
    ("A drone launched by Hezbollah struck a barracks in Haifa.", "struck", "hezbollah"),
    ("Ukrainian shells landed on a village.", "landed", "ukraine"),
    # passives, nominal acts, clefts and shared subjects
    ("The killing of aid workers by Israeli drones drew protests.", "killing", "israel"),
    ("Islamic State has claimed responsibility for the bombing that killed six policemen.",
     "killed", "islamic-state"),
    ("Hamas gunmen stormed across the border and killed hundreds of people.", "killed", "hamas"),
    ("Turkish jets struck rebel positions and Russian warships shelled them.", "shelled", "russia"),
    ("Nine patients died in a Russian air strike in Idlib.", "died", "russia"),
    ("The jihadist was killed in a raid by US commandos.", "killed", "united-states"),
    ("Iraq blamed Saudi Arabia for funding the militants.", "funding", "saudi-arabia"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "actor"), AGENTS)
def test_who_acts(text: str, words: str, actor: str) -> None:
    """The one side that does it, by whatever words it is named."""
    assert told(the_claim(text, words).agents) == [actor]


TARGETS = [
    # aims have those they are to befall as targets, not whose aim it is, nor what is made or moved
    ("The offensive aims to destroy Hamas.", "aims", ["hamas"]),
    ("Egypt is ready to send troops to Libya.", "send", []),
    # what is struck is a target, unless it is the town or quarter where it happened
    ("Islamic State destroyed a monastery near Homs.", "destroyed", ["a monastery"]),
    ("Saudi jets bombed the market in Hodeidah.", "bombed", []),
    ("The Houthis fired missiles at a Saudi warship.", "fired", ["saudi-arabia"]),
    # a war is no target, but whom it is waged against is
    ("The PKK has fought an insurgency against the Turkish state.", "fought", ["turkey"]),
    # some of those already named are nobody else
    ("Five people were killed, two of them children.", "killed", ["people"]),
    # some of a people are not its state
    ("Hamas gunmen killed dozens of Israelis near Ashkelon.", "killed", ["Israelis"]),
    # a side's things are that side's
    ("Jordanian warplanes hit Islamic State targets in Raqqa.", "hit", ["islamic-state"]),
    # nobody captures his own
    ("Hezbollah captured dozens of its soldiers in Syria.", "captured", ["its soldiers"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "actors"), TARGETS)
def test_who_suffers(text: str, words: str, actors: list[str]) -> None:
    """The sides and things it befalls, each once."""
    assert told(the_claim(text, words).targets) == actors


def test_bombs_and_weather_are_nobody() -> None:
    """A mine that nobody is said to have laid is no agent of the death."""
    assert the_claim("Mines killed a policeman near Kherson.", "killed").agents == ()


def test_residents_who_tell_are_not_those_who_shell() -> None:
    """ "They" in residents' mouths is the force last spoken of."""
    text = "Russian jets bombed a convoy in Idlib. Residents said they had also hit a bread queue."
    assert told(the_claim(text, "bread queue").agents) == ["russia"]


def test_the_army_is_not_the_rebels_army() -> None:
    """A group that calls itself an army does not lend its name to the state's."""
    text = (
        "The Free Syrian Army seized a checkpoint in Damascus. "
        "The army shelled Douma on Friday and killed nine people."
    )
    assert told(the_claim(text, "shelled Douma").agents) == ["syrian-arab-army"]


def test_a_former_soldier_acts_for_nobody() -> None:
    """Who has left a force, or is only of a nation, is no side of it."""
    claim = the_claim("Turkish police arrested a former British soldier in Izmir.", "arrested")
    assert [t.actor for t in claim.targets] == [None]
    assert told(claim.agents) == ["turkey"]


def test_the_jihadists_are_not_those_who_encircle_them() -> None:
    """A description does not take up whoever stands in its own clause."""
    claim = the_claim("Kurdish forces in Syria encircled the jihadists in Baghuz.", "encircled")
    assert [t.actor for t in claim.targets] == [None]
