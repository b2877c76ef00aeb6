"""Extraction promises: claims are verbatim, unique and in the contract's terms, from any text."""

import random
from dataclasses import replace
from functools import cache

from garble import account_of, annotation_of, garbled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import COORDINATED, STRUCK
from soundness import assert_sound
from trees import account_of as plain_account
from trees import plain, view_of

from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.extract import extract_claims
from contested.claims.model import Claim
from contested.claims.resources import Resources, load_resources


@cache
def known() -> Resources:
    """The packaged resources, loaded once."""
    return load_resources()


def read(*rows: str, date: str = "2015-10-10") -> tuple[Account, tuple[Claim, ...]]:
    """The account of these sentences and its claims."""
    view = view_of(*rows)
    account = plain_account(view.account.text, view.account.passages, date=date)
    sentences = tuple(t.sentence for t in view.trees)
    return account, extract_claims(account, Annotation(account.id, "0" * 64, sentences), known())


@given(st.integers(0, 2**32 - 1), st.integers(0, 12))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text_under_any_syntax_gives_sound_claims(seed: int, cuts: int) -> None:
    """Garbled text and nonsense parses crash nothing and yield nothing that is not verbatim."""
    rng = random.Random(seed)
    account = account_of(rng, garbled(rng, cuts))
    assert_sound(account, extract_claims(account, annotation_of(rng, account), known()))


def test_marks_taken_for_an_apposition_are_no_aside() -> None:
    """A parse that makes a bare mark an apposition inside what is said breaks nothing."""
    rows = """
    Activists activist NOUN 2 nsubj
    said say VERB 0 root
    rebels rebel NOUN 5 nsubj
    - - PUNCT 3 appos
    attacked attack VERB 2 ccomp
    Raqqa Raqqa PROPN 5 obj
    """
    account, claims = read(rows)
    assert_sound(account, claims)
    assert [c.mention for x in claims for c in x.chain] == ["Activists"]


def test_an_empty_annotation_has_no_claims() -> None:
    """Nothing read, nothing claimed."""
    account, _ = read(STRUCK)
    assert extract_claims(account, Annotation(account.id, "0" * 64, ()), known()) == ()


def test_a_parsed_sentence_becomes_a_claim() -> None:
    """One attack in one clause is one event with every field of the contract."""
    account, claims = read(STRUCK)
    (c,) = claims
    assert_sound(account, claims)
    assert (c.kind, c.act, c.mode, c.acled) == ("event", "ASSAULT", "aerial", "Air/drone strike")
    assert (c.quad, c.sign) == ("material conflict", -1)
    assert c.evidence.text == "Russian warplanes struck rebel positions near Aleppo on Friday"
    assert [a.actor for a in c.agents] == ["russia"]
    assert [(p.mention, p.role) for p in c.places] == [("Aleppo", "near")]
    assert (c.time.start, c.time.end, c.time.basis) == ("2015-10-09", "2015-10-10", "stated")
    assert (c.chain, c.stance, c.treatment) == ((), "asserted", "neutral")


def test_coordinated_predicates_are_two_claims() -> None:
    """The second claim's agent is taken from the first clause and says so."""
    account, claims = read(COORDINATED.replace("Marn", "Raqqa"))
    assert_sound(account, claims)
    assert [(c.kind, c.act) for c in claims] == [("control", "gains"), ("event", "ASSAULT")]
    assert [a.inferred for c in claims for a in c.agents] == [False, True]
    assert claims[1].evidence.text == "razed homes"


def test_the_same_account_gives_the_same_claims() -> None:
    """Extraction has no memory: ids and all are equal the second time."""
    assert read(STRUCK, COORDINATED)[1] == read(STRUCK, COORDINATED)[1]


def test_twice_the_same_sentence_is_two_claims() -> None:
    """Repetition in a text does not make ids collide."""
    account, claims = read(STRUCK, STRUCK)
    assert_sound(account, claims)
    assert len(claims) == 2
    assert claims[0].evidence.text == claims[1].evidence.text


def test_unresolved_actors_are_noted() -> None:
    """What the registry does not know is left open in words."""
    rows = STRUCK.replace("Russian russian ADJ", "Zelkan zelkan ADJ")
    _, (c,) = read(rows)
    assert c.agents[0].actor is None
    assert any(
        "not resolved" in n and c.agents[0].mention in n for n in c.notes if c.agents[0].mention
    )


def test_a_translator_shows_on_every_claim() -> None:
    """Who translated the account stands on its claims."""
    view = view_of(STRUCK)
    account = plain_account(view.account.text, view.account.passages, translator="M. Aydin")
    found = Annotation(account.id, "0" * 64, (view.trees[0].sentence,))
    assert [c.translator for c in extract_claims(account, found, known())] == ["M. Aydin"]


def test_two_sides_of_one_noun_are_two_agents() -> None:
    """ "Syrian and Russian warplanes": two actors, each under words of its own."""
    rows = """
    Syrian syrian ADJ 4 amod
    and and CCONJ 3 cc
    Russian russian ADJ 1 conj
    warplanes warplane NOUN 5 nsubj
    struck strike VERB 0 root
    Raqqa Raqqa PROPN 5 obj
    """
    account, claims = read(rows)
    (c,) = claims
    assert_sound(account, claims)
    assert [(a.mention, a.actor) for a in c.agents] == [
        ("Syrian", "syria"),
        ("Russian warplanes", "russia"),
    ]


def test_we_is_the_publisher_when_nobody_is_quoted() -> None:
    """In an account of its own, a known publisher is who "we" are; an unknown one is nobody."""
    rows = "We we PRON 2 nsubj\nstruck strike VERB 0 root\nRaqqa Raqqa PROPN 2 obj"
    view = view_of(rows)
    found = Annotation("a_test", "0" * 64, (view.trees[0].sentence,))
    said = {}
    for publisher in ("Russian Ministry of Defence", "The Unheard Gazette"):
        account = plain_account(view.account.text, view.account.passages, publisher=publisher)
        (c,) = extract_claims(account, found, known())
        said[publisher] = c.agents[0].party
    assert list(said.values()) == ["russia", None]


def test_the_text_before_does_not_change_a_claim() -> None:
    """A claim moved down the page is the same but for its offsets, id and inherited context."""
    _, (alone,) = read(STRUCK)
    _, both = read(COORDINATED, STRUCK)
    moved = both[-1]
    shift = len(plain(COORDINATED)) + 1
    assert moved.evidence == replace(
        alone.evidence, start=alone.evidence.start + shift, end=alone.evidence.end + shift
    )
    assert [a.actor for a in moved.agents] == [a.actor for a in alone.agents]
    assert moved.time.start == alone.time.start


def test_forces_act_and_force_does_not() -> None:
    """ "Russian forces seized it": they did; "by force" names nobody."""
    rows = """
    Russian russian ADJ 2 amod
    forces force NOUN 3 nsubj
    seized seize VERB 0 root
    Palmyra Palmyra PROPN 3 obj
    by by ADP 6 case
    force force NOUN 3 obl
    . . PUNCT 3 punct
    """
    (claim,) = read(rows)[1]
    assert [(a.mention, a.party) for a in claim.agents] == [("Russian forces", "russia")]
