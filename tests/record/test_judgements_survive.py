"""Two hundred judgements on the demo outlive a model that moves a fifth of the spans."""

import random
from functools import cache
from pathlib import Path

import pytest

from contested.accounts.discover import discover
from contested.accounts.read import read_account
from contested.annotate.annotate import annotate
from contested.claims.extract import extract_claims
from contested.claims.model import Claim
from contested.claims.resources import load_resources
from contested.record.judgements import apply_judgements, reading
from contested.record.model import Judgement, Verdict
from encoder_ready import encoder, needs_weights
from judged import decide, moved

ROOT = Path(__file__).parents[2]
LISTS = (ROOT / "demo/accounts.csv", ROOT / "quality/gold/record/g1/accounts.csv")
NUMBER = 200


@cache
def demo() -> tuple[dict[str, str], tuple[Claim, ...]]:
    """Texts by account, and every claim of the demo and of a group of the record's gold."""
    sources, _ = discover(list(LISTS))
    accounts = [read_account(s) for s in sources]
    known = load_resources()
    found = (c for a in accounts for c in extract_claims(a, annotate(a, encoder()), known))
    return {a.id: a.text for a in accounts}, tuple(found)


def decisions(claims: tuple[Claim, ...], texts: dict[str, str]) -> list[tuple[Claim, Judgement]]:
    """Two hundred, spread over all claims: accepts, rejects, edits and resolved forecasts."""
    out = []
    for number in range(NUMBER):
        claim = claims[number * len(claims) // NUMBER]
        at = f"2026-11-20T10:{number // 60:02}:{number % 60:02}Z"
        verdict: Verdict = ("accept", "reject", "edit")[number % 3]
        said = {"treatment": "distanced"} if verdict == "edit" else {}
        if claim.kind == "forecast":
            verdict, said = "resolve", {"outcome": "failed"}
        out.append((claim, decide(verdict, claim, texts, at, **said)))
    return out


@needs_weights
@pytest.mark.parametrize("seed", range(5))
def test_no_judgement_is_lost_when_a_fifth_of_the_spans_move(seed: int) -> None:
    """Every one finds the very claim that it was made on, under its new id and span."""
    texts, claims = demo()
    by = random.Random(seed)
    chosen = set(by.sample(range(len(claims)), len(claims) // 5))
    now = tuple(moved(c, texts[c.account], by) if k in chosen else c for k, c in enumerate(claims))
    became = {a.id: b.id for a, b in zip(claims, now, strict=True)}
    shifted = sum(a.evidence != b.evidence for a, b in zip(claims, now, strict=True))
    assert shifted == len(chosen)
    made = decisions(claims, texts)
    judged = apply_judgements(now, [j for _, j in made], texts)
    assert judged.lost == ()
    wrong = [c for c, j in made if judged.placed[j.id][0].claim != became[c.id]]
    assert not wrong, [(c.id, c.evidence.text) for c in wrong]


@needs_weights
def test_what_a_person_vouched_for_outlives_its_claim() -> None:
    """When a tenth of the claims go, accepted ones stay and rejected ones are listed."""
    texts, claims = demo()
    made = decisions(claims, texts)
    gone = {c.id for c, _ in made[::10]}
    judged = apply_judgements(
        tuple(c for c in claims if c.id not in gone), [j for _, j in made], texts
    )
    view = {reading(c) for c in judged.claims}
    vouched = [c for c, j in made if c.id in gone and j.verdict != "reject"]
    assert vouched and all(reading(c) in view for c in vouched)
    listed = {i for trouble in judged.lost for i in trouble.judgements}
    assert all(j.id in listed or judged.placed[j.id][0].claim for _, j in made)
