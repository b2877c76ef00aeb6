"""Short replies, counted victims and topics of speech, from text to claims with the encoder."""

import pytest
from whole import claims

from encoder_ready import needs_weights

pytestmark = needs_weights


def test_a_denial_repeats_the_act_with_polarity_minus_on_the_deniers_word() -> None:
    """ "Ankara denies it": the same act and agent, the denier alone in the chain."""
    said, denied = claims("Rebels say Turkey supplied the missiles. Ankara denies it.")
    assert (said.act, said.stance) == (denied.act, "asserted") == ("AID", "asserted")
    assert denied.stance == "denied"
    assert denied.evidence.text == "Ankara denies it"
    assert [x.mention for x in denied.chain] == ["Ankara"]
    assert [(a.actor, a.inferred) for a in denied.agents] == [("turkey", True)]


def test_a_negated_denial_or_one_with_its_own_clause_is_no_reply() -> None:
    """ "Does not deny it" and "denied that it fell" answer nothing before them."""
    found = claims("Rebels say Turkey supplied the missiles. Ankara does not deny it.")
    assert all("deny" not in c.evidence.text for c in found)


def test_a_number_of_dead_without_a_verb_is_told() -> None:
    """ "Thirty dead in Mariupol": an act of force with its quantity and place."""
    (found,) = claims("Thirty dead in Mariupol, the council says.")
    assert found.act == "ASSAULT"
    assert [(q.what, q.low) for q in found.quantities] == [("killed", 30)]
    assert [p.name for p in found.places] == ["Mariupol"]


def test_what_left_them_so_is_no_cause_of_its_own() -> None:
    """ "One blast left nine dead" is one event, not a cause and its effect."""
    found = claims("One blast left nine dead in Aleppo on Friday.")
    assert [c.kind for c in found] == ["event"]
    assert [(q.what, q.low) for q in found[0].quantities] == [("killed", 9)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The government rejects the demand of the Taliban.", "taliban"),
        ("The Kremlin blames a rocket of Hamas for the blast.", "hamas"),
        ("Hamas has rejected the Egyptian proposal.", "egypt"),
    ],
)
def test_speech_is_aimed_at_the_owner_of_its_topic(text: str, target: str) -> None:
    """A thing that is rejected or blamed stands for the side it belongs to."""
    found = [c for c in claims(text) if c.act in ("REJECT", "ACCUSE")]
    assert found
    assert [t.actor for t in found[0].targets] == [target]


def test_an_act_that_begins_is_told_by_its_noun_once() -> None:
    """ "Clashes erupted": one claim that runs over verb, place and day."""
    (found,) = claims("Clashes erupted near Aleppo on Friday.")
    assert found.evidence.text == "Clashes erupted near Aleppo on Friday"
    assert [p.name for p in found.places] == ["Aleppo"]


def test_evidence_runs_to_the_last_adjunct_and_takes_in_phasal_verbs() -> None:
    """Means and manner belong to the clause; "failed to" belongs to the act."""
    (left,) = claims("The rebels left Homs without a fight.")
    assert left.evidence.text.endswith("without a fight")
    failed = claims("The army failed to take Aleppo on Friday.")[0]
    assert "failed to take" in failed.evidence.text


def test_a_bare_fall_of_a_place_that_was_told_states_nothing_anew() -> None:
    """It refers back; a fall that nobody told of yet is a claim."""
    told = claims("Islamic State seized Raqqa in 2014. The fall of Raqqa shook the rebels in Homs.")
    assert [c.evidence.text for c in told if c.kind == "control"] == [
        "Islamic State seized Raqqa in 2014"
    ]
    anew = claims("The army bombed Idlib after the fall of Homs.")
    assert any(c.kind == "control" for c in anew)


@pytest.mark.parametrize(
    "text",
    [
        "The road leading to the camp of the rebels was blocked.",
        "The envoy made clear that the army bombed the camp in Aleppo.",
    ],
)
def test_ways_and_clarity_cause_nothing(text: str) -> None:
    """ "Lead" of a road and "make clear" bring nothing about."""
    assert all(c.kind != "cause" for c in claims(text))


def test_what_will_be_forced_is_forecast_not_caused() -> None:
    """ "Will force the rebels to withdraw": the withdrawal lies ahead."""
    (found,) = claims("The strikes will force the rebels to withdraw from Aleppo.")
    assert (found.kind, found.act) == ("forecast", "RETREAT")
    assert claims("The strikes forced the rebels to withdraw from Aleppo.")[0].kind == "cause"


def test_an_aim_has_whom_the_wanted_act_is_to_befall_as_target() -> None:
    """ "Strategy is to destroy the Taliban": the Taliban."""
    (found,) = claims("The strategy of Russia is to destroy the Taliban.")
    assert found.kind == "intent"
    assert [t.actor for t in found.targets] == ["taliban"]
