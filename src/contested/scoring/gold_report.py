"""Claims against hand-made gold, as ``eval`` reports them: by kind, by field, by style of account.

The headline is what a reader needs of a claim: act class, agents and targets right at once. Of the
claims that were matched follow chain, stance, time, place and quantities, each beside what the
trivial baseline says of the very same stretches.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from contested.scoring.agreement import (
    Claim,
    chain_keys,
    field_right,
    is_scored,
)
from contested.scoring.baseline import Notes, baseline_claims, fields_at, take_notes
from contested.scoring.confusions import Confusion, confusions
from contested.scoring.gold import GoldSet, ReadGold, read_accounts, system_claims
from contested.scoring.matching import MatchScore, match, score_claims
from contested.scoring.metrics import Counts
from contested.scoring.predictors import Model
from contested.scoring.rows import Row, goal_of, make_row

if TYPE_CHECKING:
    from contested.claims.resources import Resources

Json = dict[str, Any]
Share = tuple[int, int]  # right, of
CORE = ("act", "agents", "targets")
NESTED = 2  # links from which a chain is nested
HEAD, EXACT = "claims core", "claims exact"  # tasks of the rows of a report


def _always(_: Claim) -> bool:
    return True


def _nested(claim: Claim) -> bool:
    return len(chain_keys(claim)) >= NESTED


def _names(field: str) -> Callable[[Claim], bool]:
    return lambda claim: bool(claim.get(field))


# Of matched claims: what is counted, the field, and of which gold claims.
OF_MATCHED: tuple[tuple[str, str, Callable[[Claim], bool]], ...] = (
    ("chain", "chain", _always),
    ("chain, where gold has one", "chain", _names("chain")),
    ("chain, nested ones", "chain", _nested),
    ("stance", "stance", _always),
    ("time", "time", _always),
    ("places", "places", _always),
    ("places, where gold names one", "places", _names("places")),
    ("quantities", "quantities", _always),
    ("quantities, where gold counts", "quantities", _names("quantities")),
)


@dataclass(frozen=True, slots=True)
class OfMatched:
    """One row under the headline: right and counted, for system, baseline and second reader."""

    name: str
    system: Share
    baseline: Share
    reader: Share | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """Claims with act class, agents and targets right; below it fields of the matched ones.

    ``system`` and ``baseline`` each count their own claims; ``matched`` puts the baseline's
    reading of a field on the same claims that the system matched. ``reader`` is a person who
    annotated the same accounts independently, scored as if a system: about what can be reached.
    """

    system: Counts
    baseline: Counts
    matched: tuple[OfMatched, ...]
    reader: Counts | None = None


@dataclass(frozen=True, slots=True)
class StyleScore:
    """One style of account: its own matching, and claims with act, agents and targets right."""

    accounts: int
    score: MatchScore
    core: Counts


@dataclass(frozen=True, slots=True)
class GoldReport:
    """Everything that one set of gold says of the claims; ``styles`` by name of the style.

    ``model`` is the SHA-256 of the weights that read the accounts.
    """

    model: str
    name: str
    part: str
    accounts: int
    headline: Headline
    score: MatchScore
    styles: dict[str, StyleScore]
    confusions: tuple[Confusion, ...]

    def as_json(self) -> Json:
        """Plain values for ``json.dumps``; shares in percent."""
        return {
            "model": self.model,
            "gold": self.name,
            "part": self.part,
            "accounts": self.accounts,
            "headline": _headline_json(self.headline),
            **_score_json(self.score),
            "styles": {
                name: {"accounts": s.accounts, "core": counts_json(s.core)} | _score_json(s.score)
                for name, s in self.styles.items()
            },
            "confusions": [asdict(c) for c in self.confusions],
        }


def counts_json(counts: Counts) -> Json:
    """Precision, recall and F1 in percent with what they are made of."""
    shares = {n: percent(getattr(counts, n)) for n in ("precision", "recall", "f1")}
    return shares | {"right": counts.right, "system": counts.predicted, "gold": counts.expected}


def share_json(share: Share) -> Json:
    """A share of matched claims in percent, None of none."""
    right, of = share
    return {"share": percent(right / of) if of else None, "right": right, "of": of}


def percent(share: float) -> float:
    """A share (0–1) in percent, two decimals."""
    return round(100 * share, 2)


def _headline_json(headline: Headline) -> Json:
    scored = {"system": headline.system, "baseline": headline.baseline}
    core: Json = {name: counts_json(c) for name, c in scored.items()}
    core["second reader"] = counts_json(headline.reader) if headline.reader else None
    core["goals"] = {n: goal_of(HEAD, n) for n in ("precision", "recall")}
    matched = {
        m.name: {
            "system": share_json(m.system),
            "baseline": share_json(m.baseline),
            "second reader": share_json(m.reader) if m.reader else None,
            "goal": goal_of(EXACT, m.name),
        }
        for m in headline.matched
    }
    return {"act class, agents and targets right": core, "of matched": matched}


def _score_json(score: MatchScore) -> Json:
    return {
        "claims": counts_json(score.claims["all"]),
        "wholly right": counts_json(score.whole),
        "kinds": {k: counts_json(c) for k, c in score.claims.items() if k != "all"},
        "fields": {
            name: counts_json(counts) | {"of matched": share_json(score.exact[name])}
            for name, counts in score.fields.items()
        },
    }


def gold_report(
    gold: GoldSet, encoder: Model, watch: Callable[[str], None] = lambda _: None
) -> GoldReport:
    """Read every account of the set and score its claims; ``watch`` hears each account's name."""
    from contested.claims.resources import load_resources  # noqa: PLC0415

    return report_of(gold, read_accounts(gold, encoder, watch), load_resources())


def report_of(gold: GoldSet, read: Sequence[ReadGold], known: "Resources") -> GoldReport:
    """The report on accounts that went through the encoder."""
    system = system_claims(read, known)
    notes = {r.account.first.file: take_notes(r, known) for r in read}
    pairs = match(gold.claims, system)
    return GoldReport(
        model=read[0].annotation.model if read else "",
        name=gold.name,
        part=gold.part,
        accounts=len(read),
        headline=_headline(gold, system, notes),
        score=score_claims(gold.claims, system),
        styles=dict(_styles(gold, system)),
        confusions=tuple(confusions(gold.claims, system, pairs)),
    )


def core_right(gold: Sequence[Claim], system: Sequence[Claim]) -> Counts:
    """Claims that match with act class, agents and targets all right."""
    right = sum(
        all(field_right(f, gold[i], system[j]) for f in CORE) for i, j in match(gold, system)
    )
    return Counts(right, len(system), len(gold))


def _headline(gold: GoldSet, system: Sequence[Claim], notes: Mapping[str, Notes]) -> Headline:
    trivial = [c for n in notes.values() for c in baseline_claims(n)]
    pairs = _paired(gold.claims, system)
    same = [(g, {**s, **_trivially(notes, s)}) for g, s in pairs]
    peer = _paired(gold.claims, gold.second)
    rows = tuple(
        OfMatched(
            name,
            _right(pairs, field, wanted),
            _right(same, field, wanted),
            _right(peer, field, wanted) if gold.second else None,
        )
        for name, field, wanted in OF_MATCHED
    )
    reader = core_right(gold.claims, gold.second) if gold.second else None
    return Headline(core_right(gold.claims, system), core_right(gold.claims, trivial), rows, reader)


Pairs = Sequence[tuple[Claim, Claim]]


def _paired(gold: Sequence[Claim], system: Sequence[Claim]) -> Pairs:
    return [(gold[i], system[j]) for i, j in match(gold, system)]


def _right(pairs: Pairs, field: str, wanted: Callable[[Claim], bool]) -> Share:
    """How many pairs agree on a field, of those whose gold is wanted and gives it."""
    asked = [(g, s) for g, s in pairs if is_scored(field, g) and wanted(g)]
    return sum(field_right(field, g, s) for g, s in asked), len(asked)


def _trivially(notes: Mapping[str, Notes], claim: Claim) -> Json:
    """The baseline's fields for the stretch of a claim."""
    said = claim["evidence"]
    return fields_at(notes[claim["file"]], said["start"], said["end"])


def _styles(gold: GoldSet, system: Sequence[Claim]) -> Iterator[tuple[str, StyleScore]]:
    files: dict[str, set[str]] = {}
    for account in gold.accounts:
        files.setdefault(account.style, set()).add(account.file)
    for style in sorted(files):
        mine = [c for c in gold.claims if c["file"] in files[style]]
        theirs = [c for c in system if c["file"] in files[style]]
        score = score_claims(mine, theirs)
        yield style, StyleScore(len(files[style]), score, core_right(mine, theirs))


def headline_rows(report: GoldReport, split: str) -> Iterator[Row]:
    """The headline and the shares of matched claims that the general rows do not have."""
    head, trivial = report.headline.system, report.headline.baseline
    for name in ("precision", "recall", "f1"):
        metric = "F1" if name == "f1" else name
        note = f"baseline {percent(getattr(trivial, name))}"
        unit = (head.expected, "gold claims")
        yield make_row(HEAD, metric, getattr(head, name), unit, split, note)
    for one in report.headline.matched:
        right, of = one.system
        if of and "," in one.name:
            note = f"baseline {percent(one.baseline[0] / of)}"
            yield make_row(EXACT, one.name, right / of, (of, "matched claims"), split, note)
