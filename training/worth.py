"""Fit what each sign weighs, from claims judged one by one: ``resources/worth.toml``.

    python training/worth.py [../shared/data]          # cross-validate, print, write worth.toml
    python training/worth.py [../shared/data] --check  # cross-validate and print only

The cross-validated probability of every example goes to ``quality/readings/weighed.jsonl`` (no
text), from which ``quality/reliability.py`` prints the reliability table.

Examples are the labels of ``quality/readings/labels.jsonl`` (newspaper reports of the label part,
polnear's train articles on foreign affairs) and the claims found in the train stretches of
``quality/real``, read by branches that have not learnt from them (``triggers.py --folds``); with
less weight those of the development parts of ``quality/real`` and ``quality/gold``, on which rules
were tuned: right when a gold claim matches with the same act. Folds hold whole accounts. Neither
the reports of the readings test nor a test part is opened.
"""

import argparse
import json
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import triggers
from contested.accounts.discover import discover
from contested.accounts.model import Account
from contested.accounts.read import read_account
from contested.annotate.annotate import annotate
from contested.annotate.encoder import Encoder, load_encoder, weights_path
from contested.annotate.model import Annotation
from contested.annotate.triggers import Branch
from contested.claims.extract import read_claims
from contested.claims.model import Claim, as_json
from contested.claims.resources import load_resources
from contested.claims.signs import signs_of
from contested.scoring.agreement import field_right
from contested.scoring.folds import FOLDS
from contested.scoring.folds import fold as fold_of
from contested.scoring.gold import Part, read_gold
from contested.scoring.matching import match, overlap

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "quality"))
from real import REAL, lines_of, rebuilt  # noqa: E402

LABELS = ROOT / "quality" / "readings" / "labels.jsonl"
WEIGHED = ROOT / "quality" / "readings" / "weighed.jsonl"
GOLD = ROOT / "quality" / "gold"
OUT = ROOT / "src" / "contested" / "resources" / "worth.toml"
RIDGE, RARE, TUNED_WEIGHT = 3.0, 4, 0.3
LEAST = 0.3  # where F1 of act, agents and targets on texts that no rule was tuned on is best
Json = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """One judged claim: its account, its signs, whether it is one and whether it is right."""

    file: str
    source: str  # guardian-sdf | polnear-train | gold | real | train
    signs: dict[str, float]
    exists: bool
    right: bool  # exists, with kind and act right
    roles: bool  # right, with agents and targets right too


def reports(data: Path, files: set[str]) -> Iterator[Account]:
    """The labelled newspaper reports and polnear articles."""
    found, _ = discover([data / "accounts" / "guardian-sdf" / "accounts.jsonl"])
    for source in found:
        account = read_account(source)
        if account.first.file in files:
            yield account
    with tarfile.open(data / "polnear" / "train.tar.gz") as pack:
        members = {Path(m.name).name: m for m in pack.getmembers() if m.name.endswith(".txt")}
        for name in sorted(files & members.keys()):
            yield _polnear(pack, members[name])


def _polnear(pack: tarfile.TarFile, member: tarfile.TarInfo) -> Account:
    handle = pack.extractfile(member)
    assert handle is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(member.name).name
        path.write_bytes(handle.read())
        found, _ = discover([path])
        return read_account(found[0])


def labelled(account: Account, annotation: Annotation, labels: list[Json]) -> Iterator[Example]:
    """Examples of one labelled account: each label finds its claim by id, else by its span."""
    reading, pairs = read_claims(account, annotation, load_resources())
    signs = signs_of(reading, pairs)
    claims = [claim for _, claim in pairs]
    for label in labels:
        at = _at(label, claims)
        if at is not None:
            wrong = set(label["wrong"])
            right = label["exists"] and not {"kind", "act"} & wrong
            roles = right and not {"agents", "targets"} & wrong
            yield Example(
                account.first.file, label["set"], signs[at], label["exists"], right, roles
            )


def _at(label: Json, claims: list[Claim]) -> int | None:
    """Where the labelled claim now is: the same id, else most of the same span and kind."""
    wanted = {"evidence": {"start": label["start"], "end": label["end"]}}
    best, where = 0.5, None
    for k, claim in enumerate(claims):
        if claim.id == label["id"]:
            return k
        said = {"evidence": {"start": claim.evidence.start, "end": claim.evidence.end}}
        share = overlap(wanted, said) if claim.kind == label["kind"] else 0.0
        if share > best:
            best, where = share, k
    return where


def matched(
    account: Account, annotation: Annotation, gold: list[Json], name: str
) -> Iterator[Example]:
    """Examples of one account of the gold ``name``: a claim that matches one of gold exists."""
    reading, pairs = read_claims(account, annotation, load_resources())
    found = [json.loads(json.dumps(as_json(claim))) for _, claim in pairs]
    partner = {j: gold[i] for i, j in match(gold, found)}
    for k, signs in enumerate(signs_of(reading, pairs)):
        mate = partner.get(k)
        right = mate is not None and field_right("act", mate, found[k])
        sides = ("agents", "targets")
        roles = mate is not None and right and all(field_right(f, mate, found[k]) for f in sides)
        yield Example(account.first.file, name, signs, mate is not None, right, roles)


def examples(data: Path) -> list[Example]:
    """All examples; runs the encoder over the accounts they stand in (about a minute)."""
    labels: dict[str, list[Json]] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels.setdefault(label["file"], []).append(label)
    readers = Readers()
    out: list[Example] = []
    for account in reports(data, set(labels)):
        file = account.first.file
        outside = untested(file, labels[file])
        out += labelled(account, annotate(account, readers.of(file)), outside)
    out += from_gold(GOLD, "dev", "gold", readers)
    with tempfile.TemporaryDirectory() as folder:
        rebuilt(data, Path(folder), print)
        out += from_gold(Path(folder), "dev", "real", readers)
        out += from_gold(Path(folder), "train", "train", readers)
    return out


class Readers:
    """The encoder with the packaged branch, and with each that has not seen a fold."""

    def __init__(self) -> None:
        self._whole = load_encoder()
        packs = [triggers.fold_pack(k) for k in range(FOLDS)]
        missing = [str(p) for p in packs if not p.exists()]
        if missing:
            raise SystemExit(f"{missing[0]} is missing: run training/triggers.py --folds")
        self._folds = [Encoder(weights_path(), 2, Branch(p.read_bytes())) for p in packs]
        windows = lines_of(REAL / "windows.jsonl")
        learnt = {w["source"] for w in windows if w["part"] == "train"}
        # a report is known by the name of its stretch, or as a whole by its file and row
        self._source = triggers.sources() | {Path(x).name: x for x in learnt}
        self._learnt = learnt

    def of(self, file: str) -> Encoder:
        """The encoder that has not learnt from this account."""
        source = self._source.get(file)
        if source not in self._learnt:
            return self._whole
        return self._folds[fold_of(source)]


def untested(file: str, labels: list[Json]) -> list[Json]:
    """The labels outside the stretches that are a test."""
    kept = [
        (w["start"], w["end"])
        for w in lines_of(REAL / "windows.jsonl")
        if w["part"] == "test" and Path(w["source"]).name == file
    ]
    return [x for x in labels if not any(a <= x["start"] < b for a, b in kept)]


def from_gold(folder: Path, part: Part, name: str, readers: Readers) -> Iterator[Example]:
    """Examples from the accounts of one part of a folder of gold."""
    gold = read_gold(folder, part)
    for one in gold.accounts:
        account = read_account(one.source)
        file = account.first.file
        mine = [g for g in gold.claims if g["file"] == file]
        yield from matched(account, annotate(account, readers.of(file)), mine, name)


@dataclass(frozen=True)
class Fit:
    """Bias and weights by name."""

    bias: float
    weights: dict[str, float]

    def shares(self, rows: Iterable[Example]) -> np.ndarray:
        """Probability of each example being right."""
        sums = [
            self.bias + sum(self.weights.get(n, 0.0) * v for n, v in e.signs.items()) for e in rows
        ]
        return np.asarray(1 / (1 + np.exp(-np.array(sums))))


def fit(rows: list[Example]) -> Fit:
    """Ridge logistic regression on the signs that occur at least ``RARE`` times."""
    counts = Counter(name for e in rows for name, value in e.signs.items() if value)
    names = sorted(name for name, n in counts.items() if n >= RARE)
    place = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, e in enumerate(rows):
        for name, value in e.signs.items():
            if name in place:
                x[i, place[name]] = value
    y = np.array([e.right for e in rows], float)
    w = np.array([TUNED_WEIGHT if e.source in ("gold", "real") else 1.0 for e in rows])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ b[1:] + b[0]
        slope = w * (1 / (1 + np.exp(-z)) - y)
        value = (w * np.logaddexp(0, -z * (2 * y - 1))).sum() + RIDGE / 2 * (b[1:] ** 2).sum()
        return float(value), np.concatenate([[slope.sum()], x.T @ slope + RIDGE * b[1:]])

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return Fit(float(best[0]), dict(zip(names, map(float, best[1:]), strict=True)))


def cross_validated(rows: list[Example]) -> np.ndarray:
    """Probability of each example by a fit that has not seen its account."""
    folds = np.array([fold_of(e.file) for e in rows])
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        mine = fit([e for e, f in zip(rows, folds, strict=True) if f != k])
        out[folds == k] = mine.shares([e for e, f in zip(rows, folds, strict=True) if f == k])
    return out


def threshold(rows: list[Example], shares: np.ndarray) -> list[str]:
    """What holding back the doubtful does to each set: spurious claims and good ones."""
    out = []
    for source in sorted({e.source for e in rows}):
        at = np.array([e.source == source for e in rows])
        exists = np.array([e.exists for e in rows])[at]
        told = shares[at] >= LEAST
        out.append(
            f"{source}: {len(exists)} claims, spurious {1 - exists.mean():.1%} -> "
            f"{1 - exists[told].mean():.1%}, good ones lost {1 - told[exists].mean():.1%}, "
            f"spurious dropped {1 - told[~exists].mean():.1%}"
        )
    return out


def keep(rows: list[Example], shares: np.ndarray) -> None:
    """The cross-validated probabilities beside what was judged, one example a line, no text."""
    lines = [
        json.dumps(
            {"set": e.source, "file": e.file, "share": round(float(p), 3)}
            | {"exists": bool(e.exists), "right": bool(e.right), "roles": bool(e.roles)}
        )
        for e, p in zip(rows, shares, strict=True)
    ]
    WEIGHED.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")


def write(found: Fit) -> None:
    """``worth.toml``: heaviest signs first."""
    head = [
        "# Written by training/worth.py: what each sign of a claim weighs (claims/signs.py says",
        "# what the signs are). The sum, through a logistic curve, is the claim's confidence.",
        "",
        f"bias = {found.bias:.3f}",
        f"least = {LEAST}  # below this a draft is counted, not told",
        "",
        "[weights]",
    ]
    ranked = sorted(found.weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    rows = [f"{json.dumps(name)} = {value:.3f}" for name, value in ranked if abs(value) >= 0.005]
    OUT.write_text("\n".join([*head, *rows, ""]), encoding="utf-8")


def main(words: list[str]) -> int:
    """Cross-validate, print, and write unless ``--check``."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(words)
    rows = examples(asked.data)
    shares = cross_validated(rows)
    print("\n".join(threshold(rows, shares)))
    if not asked.check:
        keep(rows, shares)
        write(fit(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
