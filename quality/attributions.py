"""Print how well whole attributions are read: source, cue and content all right, on PolNeAR.

    python quality/attributions.py ../shared/data [--split dev] [--weights PATH] [--limit N]

``quality/gate.py`` keeps the same numbers under ``whole attributions`` in ``scores.json``.
"""

import argparse
import sys
from pathlib import Path

from contested.annotate.encoder import load_encoder
from contested.scoring.attributions_task import agreed, read_articles
from contested.scoring.datasets.polnear import read_polnear


def main() -> None:
    """Score one split and print one line a part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--weights", type=Path, default=None)
    parser.add_argument("--limit", type=int, default=None)
    given = parser.parse_args()
    articles = read_polnear(given.data, given.split)[: given.limit]
    total = agreed(read_articles(articles, load_encoder(given.weights), _tell))
    print(
        f"polnear {given.split}: {len(articles)} articles, {total.gold} gold, {total.system} read"
    )
    for name in ("cue", "relaxed", "exact"):
        right = getattr(total, name)
        precision, recall = right / max(total.system, 1), right / max(total.gold, 1)
        print(f"{name:8} P {precision:.3f} R {recall:.3f} F1 {total.f1(right):.3f}")
    print(f"of {total.cue} cues met: source {total.source}, content {total.content}")


def _tell(article: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{article:60}", end="", file=sys.stderr)


if __name__ == "__main__":
    main()
