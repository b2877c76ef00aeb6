"""Who stands with or against whom, and whose men are where, as newspapers word it."""

import pytest
from trees import account_of

from contested.accounts.model import Passage
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from contested.claims.model import Claim
from encoder_ready import encoder, needs_weights

pytestmark = needs_weights


def told(text: str) -> tuple[Claim, ...]:
    """The claims of ``text``, published on Saturday 10 October 2015."""
    account = account_of(text, (Passage("p0", "body", 0, len(text)),), date="2015-10-10")
    return extract_claims(account, annotate(account, encoder()))


def standings(text: str) -> list[tuple[int | None, list[str | None], list[str | None]]]:
    """Sign, agents and targets of the relations of ``text``."""
    return [
        (c.sign, [a.actor for a in c.agents], [t.actor for t in c.targets])
        for c in told(text)
        if c.kind == "relation"
    ]


@pytest.mark.parametrize(
    ("text", "sign", "among"),
    [
        ("Close relations between Ankara and Doha survived.", 1, ["turkey", "qatar"]),
        ("The alliance of Hezbollah and Iran has held.", 1, ["hezbollah", "iran"]),
    ],
)
def test_a_standing_of_two_is_among_its_agents(text: str, sign: int, among: list[str]) -> None:
    """Capitals stand for their states, and neither of two friends is a target (codebook 8.6)."""
    assert standings(text) == [(sign, among, [])]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Tensions between Ankara and Washington have grown.", "turkey", "united-states"),
        ("The mistrust between Hamas and Fatah runs deep.", "hamas", "fatah"),
    ],
)
def test_enmity_between_two_is_of_the_first_with_the_second(
    text: str, one: str, other: str
) -> None:
    """Each stands in a role of its own, as where one of them hates the other."""
    assert standings(text) == [(-1, [one], [other])]


@pytest.mark.parametrize(
    ("text", "sign", "one", "other"),
    [
        (
            "Iran criticised Washington's support for the Kurdish fighters.",
            1,
            "united-states",
            None,
        ),
        ("Assad is deeply in hock to Russia.", 1, "assad", "russia"),
        ("Moscow stands by Assad.", 1, "russia", "assad"),
        ("Turkey is at odds with the US.", -1, "turkey", "united-states"),
        ("Wagner mercenaries are fighting alongside Hezbollah.", 1, "wagner-group", "hezbollah"),
        ("Turkey sees the YPG as an extension of the PKK.", 1, "ypg", "pkk"),
        ("Israel views Hezbollah as linked to Hamas.", 1, "hezbollah", "hamas"),
    ],
)
def test_a_standing_has_its_two_sides(text: str, sign: int, one: str, other: str | None) -> None:
    """Help that is a state, dependence, fighting beside and what one side is to another."""
    assert (sign, [one], [other]) in standings(text)


@pytest.mark.parametrize(
    "text",
    [
        "The road linked Aleppo to Damascus.",
        "The attack was linked to Islamic State.",
        "The ceasefire depends on Russia.",
        "The National Front is an alliance of rebel factions.",
    ],
)
def test_what_is_no_side_stands_with_nobody(text: str) -> None:
    """Places, acts and things that depend are no sides; members make up an alliance."""
    assert standings(text) == []


@pytest.mark.parametrize(
    ("text", "who", "where", "stance"),
    [
        ("There are about 2,000 Russian troops in Homs.", "russia", "Homs", "asserted"),
        ("Turkey has no soldiers in Manbij.", "turkey", "Manbij", "denied"),
        ("Russian soldiers are stationed in Homs.", "russia", "Homs", "asserted"),
        ("Al-Shabaab holds sway over Kismayo.", "al-shabaab", "Kismayo", "asserted"),
        ("Turkish troops remain entrenched in Homs.", "turkey", "Homs", "asserted"),
        ("Hamas is now confined to the city of Homs.", "hamas", "Homs", "asserted"),
    ],
)
def test_whose_men_are_somewhere_is_control(text: str, who: str, where: str, stance: str) -> None:
    """To be present in a named place is to hold there, with its polarity (codebook 5.3)."""
    claim = next(c for c in told(text) if c.kind == "control")
    assert (claim.act, claim.stance) == ("holds", stance)
    assert [a.actor for a in claim.agents] == [who]
    assert [p.mention for p in claim.places] == [where]


def test_a_loss_needs_its_loser_alone() -> None:
    """ "Lost ground", "the caliphate has collapsed": whose it was is told, where is not."""
    for text in ("Hamas has lost ground.", "Islamic State's caliphate has collapsed."):
        claim = next(c for c in told(text) if c.kind == "control")
        assert (claim.act, len(claim.targets)) == ("loses", 1)


@pytest.mark.parametrize(
    "text", ["The besieged city of Homs has no water.", "Assad, besieged by critics, spoke."]
)
def test_no_siege_without_a_besieger(text: str) -> None:
    """An adjective that names one side alone states no control, nor does a figure of speech."""
    assert all(c.kind != "control" for c in told(text))


@pytest.mark.parametrize(
    ("text", "what", "low"),
    [
        ("Jordan is home to 650,000 Syrian refugees.", "displaced", 650_000),
        ("Some 3,500 refugees have settled in Turkey.", "displaced", 3_500),
        ("More than 6,000 people remain unaccounted for.", "other", 6_001),
        ("About 15,000 people have died in the war.", "killed", 15_000),
        ("The war has left 4,000 dead.", "killed", 4_000),
        ("Two million people have been displaced by the fighting.", "displaced", 2_000_000),
    ],
)
def test_how_many_have_no_home_or_are_gone_is_a_toll(text: str, what: str, low: int) -> None:
    """Totals of a war, told as a state of many, are of no single act (codebook 6.1)."""
    claim = next(c for c in told(text) if c.kind == "toll")
    assert [(q.what, q.low) for q in claim.quantities] == [(what, low)]


@pytest.mark.parametrize(
    "text",
    ["The refugees live in camps.", "He settled in Turkey in 2013.", "Nine fighters stayed."],
)
def test_who_merely_lives_somewhere_is_no_toll(text: str) -> None:
    """Neither uncounted people nor people with a home are a total."""
    assert all(c.kind != "toll" for c in told(text))


def test_one_occasion_with_a_date_is_no_total() -> None:
    """ "A year ago" dates an attack; airstrikes that have killed 600 in months are many."""
    assert [c.kind for c in told("A chemical attack killed dozens of people a year ago.")] == [
        "event"
    ]


def test_a_phrase_right_behind_a_standing_is_its_other_side() -> None:
    """Parsers hang it on the verb that follows, or on the one before."""
    allied = "Forces allied with Libya's recognised government seized Gharyan."
    assert standings(allied) == [(1, [None], ["government-of-national-accord"])]
    assert next(c for c in told(allied) if c.kind == "control").targets == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Assad's allies rejected the plan.", True),
        ("Its allies rejected the plan.", False),
        ("Syrian troops and allied militias seized the town.", True),
        ("Pro-government militias shelled the town.", True),
    ],
)
def test_a_side_told_by_its_friends_needs_a_name(text: str, found: bool) -> None:
    """Whose allies they are is a standing when the words name one side (codebook 2.5)."""
    assert bool(standings(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "The difference between the army and the militia is training.",
        "The man fought with his brother.",
        "The airport is a base for drones.",
        "The city is a haven for tourists.",
        "Russia pushed through a deal at Sochi.",
        "The army is close to the Israeli border.",
        "Families are confined to a corner of the city.",
    ],
)
def test_comparisons_quarrels_and_havens_are_neither_standing_nor_control(text: str) -> None:
    """Nobody stands with anybody, and nobody holds a place, by words used loosely."""
    assert all(c.kind not in ("relation", "control") for c in told(text))


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("On Monday hundreds of anti-Isis fighters entered the stadium.", "islamic-state"),
        ("He was a seasoned anti-Assad rebel from Hama.", "assad"),
    ],
)
def test_whom_somebody_is_against_does_not_name_him(text: str, against: str) -> None:
    """ "Anti-Isis fighters" are none of Isis's: they stand against it."""
    assert standings(text) == [(-1, [None], [against])]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iran sent officers to safeguard its proxies in the south.", "its proxies"),
        ("The Syrian government and its backers began an assault on Idlib.", "its backers"),
    ],
)
def test_a_word_that_says_how_sides_stand_needs_no_name(text: str, words: str) -> None:
    """ "Its proxies" say more than "its allies", which tell nothing new."""
    found = [c.evidence.text for c in told(text) if c.kind == "relation"]
    assert any(words in evidence for evidence in found)


def test_how_things_stand_inside_an_aim_is_told() -> None:
    """The aim is no event, but whose the towns are that it is about is a claim (codebook 2.5)."""
    text = "The army launched an operation to isolate rebel-held towns in Idlib province."
    kinds = {c.kind: c.evidence.text for c in told(text)}
    assert kinds["control"].startswith("rebel-held towns")
    assert kinds["intent"].startswith("to isolate")
