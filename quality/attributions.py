"""Print how well whole attributions are read: source, cue and content all right, on PolNeAR.

python quality/attributions.py ../shared/data [--split dev] [--weights PATH] [--limit N]
"""

import argparse
from pathlib import Path

from contested.accounts.model import Account, Appearance, Passage
from contested.annotate.annotate import annotate
from contested.annotate.encoder import Encoder, load_encoder
from contested.claims.attribution import find_attributions
from contested.claims.cues import load_cues
from contested.claims.frame import View
from contested.claims.tree import Tree
from contested.scoring.datasets.polnear import PolnearArticle, read_polnear
from contested.scoring.whole_attributions import Agreement, agreement


def main() -> None:
    """Score one split and print one line a part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--weights", type=Path, default=None)
    parser.add_argument("--limit", type=int, default=None)
    given = parser.parse_args()
    encoder = load_encoder(given.weights)
    articles = read_polnear(given.data, given.split)[: given.limit]
    total = Agreement()
    for article in articles:
        total += _score(article, encoder)
    print(
        f"polnear {given.split}: {len(articles)} articles, {total.gold} gold, {total.system} read"
    )
    for name in ("cue", "relaxed", "exact"):
        right = getattr(total, name)
        precision, recall = right / max(total.system, 1), right / max(total.gold, 1)
        print(f"{name:8} P {precision:.3f} R {recall:.3f} F1 {total.f1(right):.3f}")
    print(f"of {total.cue} cues met: source {total.source}, content {total.content}")


def _score(article: PolnearArticle, encoder: Encoder) -> Agreement:
    account = account_of(article)
    annotation = annotate(account, encoder)
    view = View(account, tuple(Tree(s) for s in annotation.sentences))
    return agreement(article, view, find_attributions(view, load_cues()))


def account_of(article: PolnearArticle) -> Account:
    """The article as an account of one body passage a line."""
    passages: list[Passage] = []
    start = 0
    for line in article.text.split("\n"):
        if line.strip():
            passages.append(Passage(f"p{len(passages)}", "body", start, start + len(line)))
        start += len(line) + 1
    return Account(
        article.id, article.text, "", "polnear", tuple(passages), (Appearance(article.id),)
    )


if __name__ == "__main__":
    main()
