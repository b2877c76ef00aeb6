"""Accounts parsed once and kept in ``told.txt``, read whole by the claims stage without weights.

Each begins with ``= text``; then each sentence has a line of ``form/lemma/upos/head/deprel`` words
(heads counted from 1, 0 at the root) and a line ``~ first-last:label:score`` of the names found.
"""

from functools import cache
from pathlib import Path

from trees import account_of, tree_of

from contested.accounts.model import Passage
from contested.annotate.model import Annotation, Sentence, Span
from contested.claims.extract import extract_all
from contested.claims.model import Claim


def claims_told(text: str, date: str) -> tuple[Claim, ...]:
    """All claims of a kept account that was published on ``date``, the doubtful ones too."""
    passage = Passage("p0", "body", 0, len(text))
    account = account_of(text, (passage,), date=date)
    return extract_all(account, Annotation(account.id, "kept", _sentences(text)))


def claim_of(text: str, words: str, date: str) -> Claim:
    """The claim whose evidence holds ``words``; the shortest of several."""
    found = [c for c in claims_told(text, date) if words in c.evidence.text and c.kind != "cause"]
    return min(found, key=lambda c: len(c.evidence.text))


def places_of(text: str, words: str, date: str) -> set[tuple[str, str]]:
    """Mention and role of the places of the claim whose evidence holds ``words``."""
    return {(p.mention, p.role) for p in claim_of(text, words, date).places}


def _sentences(text: str) -> tuple[Sentence, ...]:
    out: list[Sentence] = []
    at = 0
    for rows, names in _kept()[text]:
        spans = tuple(_span(name) for name in names.split())
        sentence = tree_of(
            rows.replace("/", " ").replace("\t", "\n"), text, at, names=spans
        ).sentence
        out.append(sentence)
        at = sentence.end
    return tuple(out)


def _span(name: str) -> Span:
    place, label, score = name.split(":")
    first, last = place.split("-")
    return Span(int(first), int(last), label, float(score))


@cache
def _kept() -> dict[str, list[tuple[str, str]]]:
    lines = Path(__file__).with_name("told.txt").read_text(encoding="utf-8").splitlines()
    out: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        if line.startswith("= "):
            text = line[2:]
            out[text] = []
        elif line.startswith("~"):
            rows, _ = out[text].pop()
            out[text].append((rows, line[1:]))
        elif line and not line.startswith("#"):
            out[text].append((line.replace(" ", "\t"), ""))
    return out
