"""Whole attributions of PolNeAR articles, read as the claims stage reads them, as rows."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from contested.accounts.model import Account, Appearance, Passage
from contested.claims.attribution import find_attributions
from contested.claims.cues import load_cues
from contested.claims.frame import View
from contested.claims.mend import mend
from contested.claims.tree import Tree
from contested.scoring.datasets.polnear import PolnearArticle, read_polnear
from contested.scoring.predictors import Model
from contested.scoring.rows import Row, make_row
from contested.scoring.whole_attributions import Agreement, agreement

if TYPE_CHECKING:
    from contested.annotate.encoder import Encoder

SPLIT = "dev"
# What is counted: all three parts with the same ends (cues need only meet), or all overlapping.
MEASURES = (("exact", "exact F1"), ("relaxed", "relaxed F1"), ("cue", "cue met F1"))


def attribution_rows(root: Path, encoder: Model) -> Iterator[Row]:
    """Whole-attribution F1, exact and relaxed, from text to attributions."""
    total = score_articles(read_polnear(root, SPLIT), encoder)
    for part, metric in MEASURES:
        right = getattr(total, part)
        share = [100 * right / max(of, 1) for of in (total.system, total.gold)]
        note = f"P {share[0]:.1f} R {share[1]:.1f}"
        unit = (total.gold, "attributions")
        yield make_row("whole attributions", metric, total.f1(right), unit, SPLIT, note)


def score_articles(
    articles: Sequence[PolnearArticle],
    encoder: Model,
    watch: Callable[[str], None] = lambda _: None,
) -> Agreement:
    """Counts over articles; ``watch`` hears each article's id before its turn."""
    total = Agreement()
    for article in articles:
        watch(article.id)
        total += _score(article, encoder)
    return total


def _score(article: PolnearArticle, encoder: Model) -> Agreement:
    from contested.annotate.annotate import annotate  # noqa: PLC0415

    account = account_of(article)
    annotation = annotate(account, cast("Encoder", encoder))
    view = View(account, tuple(Tree(mend(s)) for s in annotation.sentences))
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
