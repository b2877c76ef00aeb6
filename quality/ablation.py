"""What each stage adds to the claims: switch it off, score again on the gold's development part.

    python quality/ablation.py [--data ../shared/data] [--weights encoder.zip] [--only NAME …]

Writes ``ablation.json``. With ``--data``, whole attributions of PolNeAR's articles are scored too.
One thing is off at a time and nothing is fitted anew without it, so a row says what the tool loses
as it stands: two stages that can stand in for one another both look small. Heads of the encoder are
switched off by stripping what they say from the annotation, rules by putting an idle function in
their place, the registry by an empty one. Syntax cannot be switched off: everything stands on it.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from contested.annotate.encoder import load_encoder
from contested.annotate.model import Annotation
from contested.claims.actors_data import ActorData, packaged_actors
from contested.claims.discourse import NOBODY
from contested.claims.registry import Registry
from contested.claims.resources import Resources, load_resources
from contested.scoring.attributions_task import ReadArticle, agreed, read_articles
from contested.scoring.datasets.polnear import read_polnear
from contested.scoring.gold import GoldSet, ReadGold, read_accounts, read_gold, system_claims
from contested.scoring.gold_report import core_right, counts_json, percent, share_json
from contested.scoring.matching import score_claims
from contested.scoring.whole_attributions import Agreement

HERE = Path(__file__).parent
OUT = HERE / "ablation.json"
Json = dict[str, Any]
_DISCOURSE = "contested.claims.discourse"


def _idle(value: Any) -> Callable[..., Any]:
    """A function that answers ``value`` whatever it is asked."""
    return lambda *_, **__: value


def _first(*given: Any) -> Any:
    return given[0]


@dataclass(frozen=True)
class Switch:
    """One thing to switch off: layers of the annotation, functions, or the actors."""

    name: str
    stage: str
    layers: tuple[str, ...] = ()
    idle: tuple[tuple[str, Callable[..., Any]], ...] = ()
    registry: bool = True

    def bare(self, annotation: Annotation) -> Annotation:
        """The annotation without the layers that are off."""
        if not self.layers:
            return annotation
        none = dict.fromkeys(self.layers, ())
        sentences = tuple(replace(s, **none) for s in annotation.sentences)  # type: ignore[arg-type]
        return replace(annotation, sentences=sentences)


SWITCHES = (
    Switch("everything on", ""),
    Switch("names", "encoder head", ("names",)),
    Switch("attribution", "encoder head", ("attributions",)),
    Switch("roles and acts", "encoder head", ("roles", "acts")),
    Switch("all three", "encoder head", ("names", "attributions", "roles", "acts")),
    Switch(
        "parse repairs (mend.py)",
        "rules",
        idle=(
            ("contested.claims.reading.mend", _first),
            ("contested.scoring.attributions_task.mend", _first),
        ),
    ),
    Switch(
        "adjuncts in the evidence",
        "rules",
        idle=(("contested.claims.evidence._adjuncts", _idle(set())),),
    ),
    Switch(
        "cues of attribution",
        "rules",
        idle=(
            ("contested.claims.reading.find_attributions", _idle(())),
            ("contested.scoring.attributions_task.find_attributions", _idle(())),
        ),
    ),
    Switch(
        "compounds, avoidances, connectives, tallies",
        "rules",
        idle=tuple(
            (f"contested.claims.extract.{name}_drafts", _idle(()))
            for name in ("compound", "avoidance", "connective", "tally")
        ),
    ),
    Switch(
        "replies and denials",
        "rules",
        idle=(("contested.claims.extract.reply_claims", lambda _, pairs: pairs),),
    ),
    Switch(
        "weighing of doubtful drafts",
        "rules",
        idle=(("contested.claims.extract.worthy", _idle(True)),),
    ),
    Switch(
        "coreference",
        "coreference",
        idle=(
            (f"{_DISCOURSE}.Discourse._pronoun", _idle(NOBODY)),
            (f"{_DISCOURSE}.described", _idle(None)),
        ),
    ),
    Switch("registry of actors", "look-up", registry=False),
    Switch(
        "gazetteer", "look-up", idle=(("contested.claims.reading.find_places", _idle(())),)
    ),
    Switch(
        "dates",
        "look-up",
        idle=tuple((f"contested.claims.{m}.find_dates", _idle(())) for m in ("dated", "when")),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Bench:
    """What every row is measured on, read once."""

    gold: GoldSet
    read: Sequence[ReadGold]
    articles: Sequence[ReadArticle]
    known: Resources


def measure(switch: Switch, bench: Bench) -> Json:
    """Scores with one thing off; whole attributions only where there are articles."""
    known, gold = bench.known, bench.gold
    if not switch.registry:
        known = replace(known, registry=Registry(ActorData({}, {}, packaged_actors().words)))
    with ExitStack() as off:
        for one in _patches(switch):
            off.enter_context(one)
        stripped = [replace(r, annotation=switch.bare(r.annotation)) for r in bench.read]
        system = system_claims(stripped, known)
        whole = agreed(replace(a, annotation=switch.bare(a.annotation)) for a in bench.articles)
    score, core = score_claims(gold.claims, system), core_right(gold.claims, system)
    fields = ("act", "agents", "targets", "places", "time", "quantities", "chain", "stance")
    return {
        "off": switch.name,
        "stage": switch.stage,
        "claims": counts_json(score.claims["all"]),
        "core": counts_json(core),
        "fields F1": {f: counts_json(score.fields[f])["f1"] for f in fields},
        "of matched": {f: share_json(score.exact[f])["share"] for f in fields},
        "attributions": _attributions(whole) if bench.articles else None,
    }


def _attributions(whole: Agreement) -> Json:
    return {k: percent(whole.f1(getattr(whole, k))) for k in ("exact", "relaxed")}


def _patches(switch: Switch) -> Iterator[AbstractContextManager[Any]]:
    """Raises AttributeError, naming it, when a function that should be idle is gone."""
    return (patch(target, idle) for target, idle in switch.idle)


def table(rows: Sequence[Json]) -> Iterator[str]:
    """The rows as Markdown: F1 with everything on, and what each lacks without one thing."""
    whole = rows[0]
    yield "| off | claims F1 | core F1 | agents | targets | places | time | chain | attributions |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        first = row is whole
        cells = [_cell(row[k]["f1"], None if first else whole[k]["f1"]) for k in ("claims", "core")]
        for field in ("agents", "targets", "places", "time", "chain"):
            base = None if first else whole["fields F1"][field]
            cells.append(_cell(row["fields F1"][field], base))
        said, base = row["attributions"], None if first else whole["attributions"]
        cells.append(_cell(said["exact"], base and base["exact"]) if said else "–")
        name = f"{row['stage']}: {row['off']}" if row["stage"] else row["off"]
        yield f"| {name} | {' | '.join(cells)} |"


def _cell(value: float, base: float | None) -> str:
    return f"{value:.1f}" if base is None else f"{value - base:+.1f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--only", nargs="+", help="switches whose name begins with one of these")
    args = parser.parse_args(arguments)
    encoder, gold = load_encoder(args.weights), read_gold(HERE / "gold")
    articles = read_polnear(args.data, "dev") if args.data else ()
    read = read_accounts(gold, encoder)
    bench = Bench(gold, read, tuple(read_articles(articles, encoder)), load_resources())
    chosen = SWITCHES[:1] + tuple(
        s for s in SWITCHES[1:] if not args.only or s.name.startswith(tuple(args.only))
    )
    rows = []
    for switch in chosen:
        print(f"off: {switch.name}", file=sys.stderr)
        rows.append(measure(switch, bench))
    if not args.only:
        body = {"weights": encoder.sha256, "part": gold.part, "rows": rows}
        OUT.write_text(json.dumps(body, indent=1) + "\n", "utf-8")
    print("\n".join(table(rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
