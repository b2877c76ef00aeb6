"""How narrators name actors, and what they leave out."""

from dataclasses import replace

import pytest

from casework import an_account, annotate, extract
from contested.claims.model import Actor, Claim
from contested.claims.registry import load_registry
from contested.record.accounts_of import AccountText, accounts_of
from contested.record.model import Incident, Origin
from contested.record.relations import Telling
from contested.record.silence import find_silence
from contested.record.wording import find_wording, quoted

TEXT = 'The regime took Marn. It took Dayr. "The regime\'s thugs took Sarin," said Faris.\n'
ACCOUNT = an_account(TEXT, publisher="The Courier")
BASE = extract(ACCOUNT, annotate(ACCOUNT))[0]


def by(words: str, nth: int = 0, inferred: bool = False) -> Claim:
    """A claim whose agent, the Syrian government, goes by the ``nth`` use of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.find(words, start + 1)
    agent = Actor(words, start, start + len(words), "syria", "syria", inferred=inferred)
    return replace(BASE, id=f"c_{words}{nth}", agents=(agent,), targets=())


def test_words_are_counted_for_who_utters_them() -> None:
    """What is quoted is the speaker's; pronouns and inferred words name nobody."""
    claims = [by("The regime"), by("The regime", 1), by("It"), by("regime", 0, inferred=True)]
    telling = Telling({c.id: "Faris" for c in claims}, {})
    found = find_wording(claims, accounts_of([ACCOUNT]), telling, load_registry())
    assert {(n.narrator, n.words[0][0], n.times) for n in found} == {
        ("The Courier", "regime", 1), ("Faris", "regime", 1),
    }  # fmt: skip


def test_one_mention_in_two_claims_counts_once() -> None:
    """A sentence with two predicates does not name its subject twice."""
    claims = [by("The regime"), replace(by("The regime"), id="c_other")]
    found = find_wording(claims, accounts_of([ACCOUNT]), Telling({}, {}), load_registry())
    assert [n.times for n in found] == [1]


@pytest.mark.parametrize(
    ("text", "inside"),
    [('He said "the x', True), ('"A," he said, the x', False), ("“A” and “the x", True),
     ("“an old quote\nthe x", False)],
)  # fmt: skip
def test_a_quotation_ends_with_its_mark_or_its_line(text: str, inside: bool) -> None:
    """Curly and straight marks, looking back no further than the line."""
    assert quoted(text, text.index("the x")) is inside


def told(name: str, *accounts: str) -> tuple[Incident, dict[str, Claim]]:
    """An incident of 9 October that these accounts tell of."""
    claims = {f"c_{name}{a}": replace(BASE, id=f"c_{name}{a}", account=a) for a in accounts}
    origin = Origin("x", "X", "account", None, None, tuple(claims), accounts[0], (("X",),))
    incident = Incident(
        id=name, claims=tuple(claims), kind="event", act="ASSAULT", mode=None, acled=None,
        quad=None, sign=-1, agents=(), targets=(), site=None, start="2015-10-09",
        end="2015-10-10", origins=(origin,), why=(),
    )  # fmt: skip
    return incident, claims


def test_silence_needs_two_others_and_a_timely_account() -> None:
    """Who published before it or long after, or is alone in not telling what one tells, is not
    silent."""
    dates = {"a": "2015-10-10", "b": "2015-10-11", "c": "2015-10-12", "d": "2015-10-08",
             "e": "2015-12-01"}  # fmt: skip
    accounts = {i: AccountText(i, "", d, publisher=i.upper()) for i, d in dates.items()}
    (one, first), (two, second) = told("i_1", "a", "b"), told("i_2", "a")
    found = find_silence([one, two], first | second, accounts)
    assert [(s.narrator, s.left_out, s.by) for s in found] == [("C", ("i_1",), (("A", "B"),))]
