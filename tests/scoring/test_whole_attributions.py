"""Whole attributions promise a point only for source, cue and content together."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "claims"))

from trees import view_of

from contested.claims.attribution import find_attributions
from contested.claims.cues import load_cues
from contested.scoring.datasets.polnear import Attribution, PolnearArticle, Reading
from contested.scoring.whole_attributions import Agreement, agreement

ROWS = """
Monks monk NOUN 2 nsubj
said say VERB 0 root
guards guard NOUN 4 nsubj
fled flee VERB 2 ccomp
"""


@pytest.mark.parametrize(
    ("source", "content", "right"),
    [
        ((0, 5), (11, 22), Agreement(1, 1, 1, 1, 1, 1, 1)),
        ((0, 4), (11, 22), Agreement(1, 1, 1, 1, 1, 1, 0)),
        ((0, 5), (11, 13), Agreement(1, 1, 1, 1, 0, 0, 0)),
        ((17, 22), (11, 22), Agreement(1, 1, 1, 0, 1, 0, 0)),
    ],
)
def test_a_pair_counts_by_its_parts(
    source: tuple[int, int], content: tuple[int, int], right: Agreement
) -> None:
    view = view_of(ROWS)
    gold = Attribution("E1", (source,), ((6, 10),), (content,))
    article = PolnearArticle("x", view.account.text, (Reading("a", (gold,)),))
    assert agreement(article, view, find_attributions(view, load_cues())) == right


def test_f1_counts_what_is_missed_and_what_is_too_much() -> None:
    assert Agreement(gold=3, system=1).f1(1) == 0.5
    assert Agreement().f1(0) == 0.0
