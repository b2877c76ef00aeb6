"""What states nothing gives no claim, and its plain counterpart does; read with the encoder."""

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from contested.claims.model import Claim
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights


def told(text: str) -> tuple[Claim, ...]:
    """The claims of ``text``."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    return extract_claims(account, annotate(account, encoder()))


@pytest.mark.parametrize(
    ("nothing", "something"),
    [
        ("People who flee persecution deserve protection.", "People fled the shelling of Duma."),
        ("We have to fight for our survival, he said.", "The rebels had to flee to Idlib."),
        ("Every child who dies in this war is one too many.", "A child died in the raid on Duma."),
        (
            "It is impossible to imagine a scenario where Russia attacks Turkey.",
            "Turkish troops attacked a village where Russia has a base.",
        ),
        ("This means that we need Assad.", "The raid led to clashes in Aleppo."),
        ("We just want to thank you, the rebels said.", "The rebels want to leave Aleppo."),
        ("They have yet to decide what to do with Isis.", "They have decided to leave Aleppo."),
        ("Australia's most wanted man is old.", "Turkey wanted the Kurds to leave Afrin."),
        ("Isis cannot attack Russia.", "Isis attacked Russia."),
        ("The only way is to kill the rebels.", "The army killed the rebels."),
        ("The minister launched a charm offensive.", "The army launched an offensive in Idlib."),
        ("Isis destroyed evidence of its crimes.", "Isis destroyed a mosque in Mosul."),
        ("The sniper who requested anonymity is old.", "The rebels requested weapons from Turkey."),
        ("Ministers agreed that Assad was strong.", "Ministers agreed to arm the rebels."),
        ("Police are investigating the blast.", "The police accused the rebels of the blast."),
        ("Turkey would rather that the rebels died in Idlib.", "The rebels died in Idlib."),
        ("It threatens the rebels by its example.", "Turkey threatened the rebels with war."),
        (
            "Trump's policy was the destruction of Isis.",
            "Isis carried out the destruction of Palmyra.",
        ),
        ("He tweeted about bombing Aleppo.", "He boasted after bombing Aleppo."),
        ("A refugee-friendly government is rare.", "An Iran-friendly government rules Iraq."),
        (
            "The road to the rebel stronghold of Raqqa is long.",
            "Isis fled to its last stronghold, Raqqa.",
        ),
        ("That made the task of Russia more difficult.", "The raid led to clashes in Aleppo."),
        ("Do we want to rebuild Syria?", "We want to rebuild Syria."),
        ("Cyprus is dependent on tourism.", "Assad is dependent on Russia."),
        ("She had wanted to go for a long time.", "She wanted to join the rebels in Aleppo."),
        ("The film shows a pilot who bombs Aleppo.", "The report names a pilot who bombed Aleppo."),
    ],
)
def test_what_states_nothing_gives_no_claim(nothing: str, something: str) -> None:
    """Generic truths, needs, wishes, inferences, courtesies, fiction (codebook 1.4)."""
    assert told(nothing) == ()
    assert told(something)


def test_a_verb_inside_a_name_is_no_act() -> None:
    """ "Save the Children", "to Protect Journalists" name organisations."""
    text = "Save the Children and the Committee to Protect Journalists left Aleppo on Friday."
    assert not [c for c in told(text) if c.act == "AID"]


@pytest.mark.parametrize(
    ("text", "kind", "act"),
    [
        ("Government forces tried to retake the town of Saraqib on Monday.", "event", "ASSAULT"),
        ("Iraqi troops moved in to retake Kirkuk on Monday.", "intent", None),
        ("The army will try to retake Saraqib.", "forecast", "ASSAULT"),
        ("Government forces managed to retake Palmyra.", "control", "gains"),
        ("The army failed to take Aleppo.", "control", "gains"),
    ],
)
def test_hands_change_only_when_a_place_was_taken(text: str, kind: str, act: str | None) -> None:
    """What is tried is an attack, what is aimed at an intent; neither gains a place (5.1, 5.7)."""
    found = {(c.kind, c.act) for c in told(text)}
    assert (kind, act) in found
    assert kind == "control" or not any(k == "control" for k, _ in found)


@pytest.mark.parametrize(
    ("text", "act", "stance"),
    [
        ("The rebels refused to leave Daraya.", "RETREAT", "denied"),
        ("Damascus refused to meet the opposition delegation.", "CONSULT", "denied"),
        ("Russia refused to accept the plan.", "REJECT", "asserted"),
        ("Turkey rejected accusations that it had bombed Afrin.", "ASSAULT", "denied"),
        ("Iran rejected the proposal to withdraw its forces.", "REJECT", "asserted"),
    ],
)
def test_a_refusal_is_told_once(text: str, act: str, stance: str) -> None:
    """The act that was not done, or the refusal when it is of words: never both (5.7, 7.1)."""
    assert [(c.act, c.stance) for c in told(text)] == [(act, stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Airstrikes on the town of Douma have killed dozens.",
        "The majority of US attacks in Syria have targeted Isis.",
        "Ten fighters died in an American airstrike near Raqqa.",
        "Israel retaliated by bombing an Iranian base.",
    ],
)
def test_one_act_of_force_is_one_claim(text: str) -> None:
    """A strike that kills, or a reply that is a strike, is told once (codebook 1.2, 2.2)."""
    assert [c.act for c in told(text)] == ["ASSAULT"]


def test_the_doer_of_the_strike_does_what_it_did() -> None:
    """The verb takes over whose strike it was."""
    (claim,) = told("Ten fighters died in an American airstrike near Raqqa.")
    assert [a.actor for a in claim.agents] == ["united-states"]
