"""Whole attributions of PolNeAR articles, read as the claims stage reads them, as rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from contested.accounts.model import Account, Appearance, Passage
from contested.annotate.model import Annotation
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


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article after the encoder."""

    article: PolnearArticle
    account: Account
    annotation: Annotation


def attribution_rows(root: Path, encoder: Model) -> Iterator[Row]:
    """Whole-attribution F1, exact and relaxed, from text to attributions."""
    total = agreed(read_articles(read_polnear(root, SPLIT), encoder))
    for part, metric in MEASURES:
        right = getattr(total, part)
        share = [100 * right / max(of, 1) for of in (total.system, total.gold)]
        note = f"P {share[0]:.1f} R {share[1]:.1f}"
        unit = (total.gold, "attributions")
        yield make_row("whole attributions", metric, total.f1(right), unit, SPLIT, note)


def read_articles(
    articles: Sequence[PolnearArticle],
    encoder: Model,
    watch: Callable[[str], None] = lambda _: None,
) -> Iterator[ReadArticle]:
    """Articles through the encoder, one by one; ``watch`` hears each one's id before its turn."""
    from contested.annotate.annotate import annotate  # noqa: PLC0415

    for article in articles:
        watch(article.id)
        account = account_of(article)
        yield ReadArticle(article, account, annotate(account, cast("Encoder", encoder)))


def agreed(read: Iterable[ReadArticle]) -> Agreement:
    """How far the attributions that the rules read agree with the first annotator's."""
    total = Agreement()
    for one in read:
        view = View(one.account, tuple(Tree(mend(s)) for s in one.annotation.sentences))
        total += agreement(one.article, view, find_attributions(view, load_cues()))
    return total


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
