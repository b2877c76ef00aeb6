"""What ``eval`` prints of hand-made gold: headline, kinds, fields, styles, the worst confusions."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from contested.scoring.confusions import WORST, Confusion
from contested.scoring.gold_report import EXACT, HEAD, GoldReport, Share, StyleScore
from contested.scoring.matching import MatchScore
from contested.scoring.metrics import Counts
from contested.scoring.rows import goal_of
from contested.views.output import counted, say, table

KINDS = ("event", "control", "relation", "intent", "forecast", "cause", "toll")
_HEADLINE = ("claims", "score", "here", "baseline", "second reader", "goal", "of")
_STYLE = ("style", "accounts", "gold", "P", "R", "F1", "core P", "core R", *KINDS)
_CORE = "act class, agents and targets right"


def show_gold(report: GoldReport) -> None:
    """Print every table of the report."""
    gold = report.score.claims["all"].expected
    what = f"{counted(report.accounts, 'account')}, {counted(gold, 'gold claim')}"
    _title(f"Claims of {report.name}, part {report.part}: {what}. Percent; P, R: precision, recall")
    table(_HEADLINE, list(_headline(report)))
    _title("By kind and field")
    heads = ("kind or field", "P", "R", "F1", "right of matched", "gold")
    table(heads, [*_kinds(report.score), *_fields(report.score)])
    _title("By style: claims found and right, then F1 of each kind")
    table(_STYLE, [_style(n, s) for n, s in report.styles.items()])
    _title("By style: F1 of each field")
    fields = tuple(report.score.fields)
    table(("style", *fields), [_style_fields(n, s) for n, s in report.styles.items()])
    _title(
        f"The {WORST} worst confusions of {len(report.confusions)}, then those of kinds and acts"
    )
    table(("what", "gold", "taken for", "times", "such as"), list(_worst(report.confusions)))


def _worst(found: Sequence[Confusion]) -> Iterator[tuple[str, ...]]:
    """The worst of all, then the worst of kinds and acts that are not yet among them."""
    of_kind = [c for c in found[WORST:] if c.what == "kind"][: WORST // 2]
    of_act = [c for c in found[WORST:] if c.what == "act"][: WORST // 2]
    for c in (*found[:WORST], *of_kind, *of_act):
        where = f"{c.example} ({Path(c.file).name}:{c.start})"
        yield c.what, c.gold, c.system, str(c.count), where


def _title(words: str) -> None:
    say(f"\n{words}")


def percent(share: float) -> str:
    """A share (0–1) in percent, one decimal."""
    return f"{100 * share:.1f}"


def _share(share: Share) -> str:
    right, of = share
    return percent(right / of) if of else "–"


def _goal(task: str, metric: str) -> str:
    goal = goal_of(task, metric)
    return "" if goal is None else f"{goal:g}"


def _headline(report: GoldReport) -> Iterator[tuple[str, ...]]:
    head = report.headline
    for name in ("precision", "recall"):
        of = head.system.predicted if name == "precision" else head.system.expected
        scored = (head.system, head.baseline, head.reader)
        shares = (percent(getattr(c, name)) if c else "" for c in scored)
        yield _CORE, name, *shares, _goal(HEAD, name), f"{of:,}"
    for one in head.matched:
        shares = (_share(s) if s else "" for s in (one.system, one.baseline, one.reader))
        yield "of the matched", one.name, *shares, _goal(EXACT, one.name), f"{one.system[1]:,}"


def _kinds(score: MatchScore) -> Iterator[tuple[str, ...]]:
    yield _counts("all claims", score.claims["all"])
    for kind in KINDS:
        if kind in score.claims:
            yield _counts(kind, score.claims[kind])
    yield _counts("wholly right", score.whole)


def _fields(score: MatchScore) -> Iterator[tuple[str, ...]]:
    for name, counts in score.fields.items():
        yield _counts(name, counts, score.exact[name])


def _counts(name: str, counts: Counts, exact: Share | None = None) -> tuple[str, ...]:
    shares = (percent(x) for x in (counts.precision, counts.recall, counts.f1))
    right = "" if exact is None else f"{_share(exact)} of {exact[1]:,}"
    return (name, *shares, right, f"{counts.expected:,}")


def _style(name: str, style: StyleScore) -> tuple[str, ...]:
    found = style.score.claims["all"]
    shares = (found.precision, found.recall, found.f1, style.core.precision, style.core.recall)
    kinds = (style.score.claims.get(k, Counts()) for k in KINDS)
    by_kind = (percent(c.f1) if c.expected else "–" for c in kinds)
    return (name, str(style.accounts), str(found.expected), *map(percent, shares), *by_kind)


def _style_fields(name: str, style: StyleScore) -> tuple[str, ...]:
    fields = style.score.fields.values()
    return (name, *(percent(c.f1) if c.expected else "–" for c in fields))
