"""Which words of a sentence take part in what a trigger tells, and as what: shares by word pair.

Trigger and argument are the terms of ACE (Doddington et al. 2004): the word that states a claim,
and the words that fill its roles. A pair is described by the encoder's projections of both words
and by the way from one to the other through the tree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contested.annotate.model import Matrix

ROLES = ("agent", "target", "object", "place")
ASKED = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "SYM", "X")
STEPS = 3  # more steps up or down count as this many
REACH = 4  # words apart, as a power of two, and at most
_KINDS = {upos: k for k, upos in enumerate(ASKED)}


@dataclass(frozen=True, slots=True)
class Syntax:
    """A sentence's parts of speech, governors (-1 at the root) and relations, W each."""

    upos: Sequence[str]
    head: Sequence[int]
    deprel: Sequence[str]


@dataclass(frozen=True, slots=True)
class Arguments:
    """Weights. Projections of a word (2N + 2M): as trigger and as argument, N added and M
    multiplied; ``way`` (F, N) of features, ``joint`` (M, N) of the product, then ``last`` (N, 4)
    and ``bias`` (4) behind a GELU."""

    way: Matrix
    joint: Matrix
    last: Matrix
    bias: Matrix

    def shares(self, triggers: Matrix, words: Matrix, ways: Sequence[Sequence[int]]) -> Matrix:
        """Probabilities (Q, 4) of the roles of pairs: both words' projections (Q, 2N + 2M) and the
        features of the way between them."""
        n, m = self.way.shape[1], self.joint.shape[0]
        begins = np.cumsum([0, *(len(way) for way in ways[:-1])])
        rows = self.way[[f for way in ways for f in way]]
        path = np.add.reduceat(rows, begins, axis=0)
        product = triggers[:, 2 * n : 2 * n + m] * words[:, 2 * n + m :]
        hidden = triggers[:, :n] + words[:, n : 2 * n] + path + product @ self.joint
        scores = gelu(hidden.astype(np.float32, copy=False)) @ self.last + self.bias
        out: Matrix = 1 / (1 + np.exp(-scores))
        return out


def gelu(hidden: Matrix) -> Matrix:
    """The Gaussian error linear unit, by its tanh form."""
    cube = hidden * hidden * hidden  # a power costs ten times as much
    out: Matrix = hidden * 0.5 * (1 + np.tanh(0.7978846 * (hidden + 0.044715 * cube)))
    return out


def size_of(relations: Sequence[str]) -> int:
    """How many features a pair can have (F)."""
    return 5 * len(relations) + 2 * (STEPS + 1) + 2 * (REACH + 1) + len(ASKED)


def ways_from(
    syntax: Syntax, trigger: int, words: Sequence[int], order: Mapping[str, int]
) -> list[list[int]]:
    """Features of a trigger with each of ``words``: relations up and down the tree, how many, how
    far apart, what word. ``order`` numbers the relations; others are passed over."""
    above = _above(syntax, trigger)
    steps = {word: k for k, word in enumerate(above)}
    climbed = [order[syntax.deprel[k]] for k in above if syntax.deprel[k] in order]
    named = [syntax.deprel[k] in order for k in above]
    out = []
    for word in words:
        down, meet = _down(syntax, word, steps, order)
        up = climbed[: sum(named[: steps.get(meet, len(above) - 1)])]
        out.append([*_of_path(up, down, len(order)), *_of_word(syntax, trigger, word, len(order))])
    return out


def _above(syntax: Syntax, word: int) -> list[int]:
    """A word and its governors, up to the root or to where a broken tree turns back."""
    above = [word]
    while (head := syntax.head[above[-1]]) >= 0 and head not in above:
        above.append(head)
    return above


def _down(
    syntax: Syntax, word: int, steps: Mapping[int, int], order: Mapping[str, int]
) -> tuple[list[int], int]:
    """Relations from where a word's way up meets a trigger's down to the word, and where that is
    (-1 where it never does)."""
    down: list[int] = []
    at, far = word, 0
    while at >= 0 and at not in steps and far < len(syntax.head):
        if syntax.deprel[at] in order:
            down.append(order[syntax.deprel[at]])
        at, far = syntax.head[at], far + 1
    return down[::-1], at


def _of_path(up: list[int], down: list[int], n: int) -> list[int]:
    """Features of the relations on the way, of which there are ``n``."""
    out = [*set(up), *(n + r for r in set(down))]
    if down:
        out += [2 * n + down[0], 3 * n + down[-1]]
    if up:
        out.append(4 * n + up[0])
    return [*out, 5 * n + min(len(up), STEPS), 5 * n + STEPS + 1 + min(len(down), STEPS)]


def _of_word(syntax: Syntax, trigger: int, word: int, n: int) -> list[int]:
    """Features of where a word stands and what it is."""
    begin = 5 * n + 2 * (STEPS + 1)
    far = min(abs(word - trigger).bit_length(), REACH)
    out = [begin + (REACH + 1 if word > trigger else 0) + far]
    kind = _KINDS.get(syntax.upos[word])
    return out if kind is None else [*out, begin + 2 * (REACH + 1) + kind]
