"""Whom a side strikes, by each narrator, where no single incident is told."""

from typing import Any

from recordwork import claim, on, the_sides, who

from contested.claims.model import Claim
from contested.record.campaigns import Campaign, find_campaigns
from contested.record.relations import Telling

OCTOBER = on("2015-10-09")


def struck(name: str, *targets: Any, polarity: str = "+", agent: str = "russia") -> Claim:
    return claim(name, agents=(who(agent),), targets=targets, time=OCTOBER, polarity=polarity)


def campaigns(narrators: dict[str, str], *claims: Claim) -> list[Campaign]:
    return list(find_campaigns(claims, Telling(narrators, {}), the_sides()))


def test_each_narrator_s_targets_stand_beside_the_others() -> None:
    """Moscow: ISIS and terrorist targets; a wire: rebels, not ISIS; a rebel: civilians."""
    found = campaigns(
        {"a": "russia", "b": "russia", "c": "Wire", "d": "Wire", "e": "Mustafa"},
        struck("a", who("islamic-state", "combatant")),
        struck("b", who(None, "object", "terrorist targets")),
        struck("c", who("syrian-rebels", "combatant")),
        struck("d", who("islamic-state", "combatant"), polarity="-"),
        struck("e", who(None, "civilian", "people")),
    )
    (one,) = found
    assert (one.agent, one.month) == ("russia", "2015-10")
    assert {r.value: (r.origins, r.claims) for r in one.hit} == {
        "Islamic State": (("russia",), ("a",)),
        "fighters": (("russia",), ("b",)),
        "Syrian rebels": (("Wire",), ("c",)),
        "civilians": (("Mustafa",), ("e",)),
    }
    assert [(r.value, r.origins) for r in one.spared] == [("Islamic State", ("Wire",))]
    assert one.parted == (("Mustafa", "Wire"), ("Mustafa", "russia"), ("Wire", "russia"))


def test_one_narrator_or_one_answer_parts_nobody() -> None:
    """A single narrator makes no campaign; two who name the same side do not part."""
    rebels = who("syrian-rebels", "combatant")
    assert campaigns({"a": "Wire", "b": "Wire"}, struck("a", rebels), struck("b", rebels)) == []
    ahrar = who("ahrar-al-sham", "combatant")
    (one,) = campaigns({"a": "Wire", "b": "Blog"}, struck("a", rebels), struck("b", ahrar))
    assert one.parted == ()


def test_a_denial_parts_only_from_who_says_it() -> None:
    """Who says that ISIS was spared parts from who says it was hit, not from a third."""
    isis, rebels = who("islamic-state", "combatant"), who("syrian-rebels", "combatant")
    (one,) = campaigns(
        {"a": "Moscow", "b": "Wire", "c": "Blog"},
        struck("a", isis, rebels),
        struck("b", isis, polarity="-"),
        struck("c", rebels),
    )
    assert one.parted == (("Moscow", "Wire"),)
