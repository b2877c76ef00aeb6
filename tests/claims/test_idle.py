"""What was not done, nor aimed at: steps that nobody took, and what nothing stood in the way of.

Nor does somebody say what stands under his "if".
"""

import pytest
from whole import claims

from encoder_ready import needs_weights

pytestmark = needs_weights


@pytest.mark.parametrize(
    "text",
    [
        "The council has taken no action to stop the bombing.",
        "The court has not taken action to protect civilians.",
        "The UN took no steps to end the war.",
    ],
)
def test_a_step_that_nobody_took_is_for_nothing(text: str) -> None:
    """What a step would have been for is neither an act nor an aim (codebook 1.4)."""
    assert claims(text) == ()


def test_what_nothing_stands_in_the_way_of_has_not_happened() -> None:
    """ "Nothing to stop them from shelling" tells of no stop and of no shelling."""
    assert claims("There was nothing to stop the army from shelling the town.") == ()


def test_who_does_nothing_to_stop_an_offensive_does_not_attack() -> None:
    """The offensive is not that of the bystander."""
    assert claims("Washington did nothing to stop the Turkish offensive.") == ()


def test_who_does_nothing_to_protect_somebody_does_not_protect() -> None:
    """The help that was not given is an act with polarity minus (codebook 5.7)."""
    (found,) = claims("Russia did nothing to protect the civilians in Ghouta.")
    assert (found.act, found.polarity) == ("AID", "-")


@pytest.mark.parametrize(
    "text",
    [
        "If Turkey attacks Manbij, the US will respond.",
        "If Assad attacks the enclave, France will answer.",
    ],
)
def test_who_will_respond_does_not_say_what_he_responds_to(text: str) -> None:
    """A condition before a verb that may also be one of speech is no speech (codebook 1.8)."""
    assert all(c.act != "ASSAULT" or c.kind == "forecast" for c in claims(text))
