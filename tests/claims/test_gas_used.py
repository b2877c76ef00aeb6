"""Poison that is deployed, dropped or released promises to be an attack, not a move of troops."""

import pytest
from whole import claims

from encoder_ready import needs_weights

pytestmark = needs_weights


@pytest.mark.parametrize(
    "text",
    [
        "Aircraft deployed sarin gas in Khan Sheikhoun.",
        "Aircraft dropped sarin gas on Khan Sheikhoun.",
        "The army released chlorine over Khan Sheikhoun.",
    ],
)
def test_who_lets_poison_out_attacks_and_hits_no_gas(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.act, claim.mode, claim.acled) == ("ASSAULT", "unconventional", "Chemical weapon")
    assert [p.mention for p in claim.places] == ["Khan Sheikhoun"]
    assert not claim.targets


def test_tanks_that_are_deployed_are_moved() -> None:
    (claim,) = claims("The army deployed 300 tanks to Idlib.")
    assert claim.act == "MOBILIZE"
