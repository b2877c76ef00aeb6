"""The five real accounts: voices by name, and no claim from boilerplate found by hand."""

import json
from pathlib import Path

import pytest
from account_reading import chain

from contested.accounts.discover import discover
from contested.accounts.model import Account
from contested.accounts.read import read_account

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data" / "accounts"
BY_HAND = ROOT / "quality" / "boilerplate" / "seeds.json"

pytestmark = pytest.mark.skipif(
    not (SHARED.is_dir() and BY_HAND.is_file()),
    reason="the real accounts lie beside the repository (../shared), not in it",
)


def accounts(path: str) -> dict[str, Account]:
    """Accounts under the shared folder, by the name they were added under."""
    sources, refusals = discover([SHARED / path])
    assert not refusals
    return {source.file: read_account(source) for source in sources}


def leaks(account: Account, spans: list[dict[str, int]]) -> list[str]:
    """Stretches found by hand to be boilerplate that a claim-yielding passage overlaps."""
    live = [p for p in account.passages if p.yields_claims]
    return [
        account.text[span["start"] : span["end"]]
        for span in spans
        if any(p.start < span["end"] and span["start"] < p.end for p in live)
    ]


def test_no_passage_that_yields_claims_touches_boilerplate() -> None:
    """Against offsets that were listed by hand before the first run."""
    listed = json.loads(BY_HAND.read_text("utf-8"))
    seeds, news = accounts("seeds/accounts.csv"), accounts("guardian-sdf/accounts.jsonl")
    found = [leak for file, spans in listed["seeds"].items() for leak in leaks(seeds[file], spans)]
    for identity, spans in listed["guardian-sdf"].items():
        found += leaks(news[f"accounts.jsonl#{identity}"], spans)
    assert not found


def test_every_voice_of_the_seeds_is_found() -> None:
    """A programme with its speakers, three outlets and a handle; nobody else."""
    voices = {
        tuple(chain(p))
        for account in accounts("seeds/accounts.csv").values()
        for p in account.passages
        if p.voice and p.yields_claims
    }
    assert voices == {
        ("60 Minutes", "Steve Kroft"),
        ("60 Minutes", "President Barack Obama"),
        ("The Syrian Intifada",),
        ("Al Masdar",),
        ("@NorthernStork",),
        ("The Guardian",),
    }
