"""Whom pronouns take up, where syntax, quotation marks or what came before rules others out."""

import pytest
from whole import agents

from encoder_ready import needs_weights

pytestmark = needs_weights


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        (
            "Ankara hates the PKK, with whom it has fought a war since 1984.",
            "has fought",
            ["turkey"],
        ),
        (
            "Syrian officers met Russian envoys in Damascus. They attacked Idlib on Friday.",
            "attacked Idlib",
            ["syria"],
        ),
        (
            "The offensive came after a US announcement that it would train the rebels.",
            "would train",
            ["united-states"],
        ),
        (
            "Islamic State fell back in Iraq. “They are good at war,” said Hisham, an Iraqi-based "
            "scholar. “They took Mosul in 2014.”",
            "took Mosul",
            ["islamic-state"],
        ),
        (
            "The US Secretary of State, John Kerry, met Lavrov. He urged Russia to stop.",
            "urged Russia",
            ["kerry"],
        ),
        (
            "Doctors spoke of a siege. “They [the Houthis] shelled the hospital,” one said.",
            "shelled the hospital",
            ["houthis"],
        ),
    ],
)
def test_who_a_pronoun_is(text: str, act: str, who: list[str]) -> None:
    """Not the head of its own relative clause, no first part of an adjective, no speaker."""
    assert agents(text, act) == who


def test_it_goes_on_about_the_thing_before() -> None:
    """After a sentence on a resolution "it" is that, and no side named in passing."""
    text = "A draft resolution condemns Syria. It urges Iran to withdraw."
    assert agents(text, "urges Iran") == [None]


@pytest.mark.parametrize(
    ("text", "act", "who"),
    [
        (
            "Russia and Iran saved Assad. They have built bases in Homs.",
            "built bases",
            ["russia", "iran"],
        ),
        (
            "The army and Hezbollah attacked Homs. They shelled the market.",
            "shelled the market",
            ["syrian-arab-army", "hezbollah"],
        ),
        ("The Houthis attacked Taiz. They shelled the market.", "shelled the market", ["houthis"]),
    ],
)
def test_they_are_all_who_were_joined(text: str, act: str, who: list[str]) -> None:
    """A plural pronoun takes up both conjuncts of its antecedent, and no more."""
    assert agents(text, act) == who
