"""Which words of a sentence take part in what a trigger tells, and as what: shares by word pair.

Trigger and argument are the terms of ACE (Doddington et al. 2004): the word that states a claim,
and the words that fill its roles. A pair is described by the encoder's projections of both words
and by the way from one to the other through the tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from contested.annotate.model import Matrix

ROLES = ("agent", "target", "object")
ASKED = ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "SYM", "X")
STEPS = 3  # more steps up or down count as this many
REACH = 4  # words apart, as a power of two, and at most


@dataclass(frozen=True, slots=True)
class Syntax:
    """A sentence's parts of speech, governors (-1 at the root) and relations, W each."""

    upos: Sequence[str]
    head: Sequence[int]
    deprel: Sequence[str]


@dataclass(frozen=True, slots=True)
class Arguments:
    """Weights. Projections of a word (2N + 2M): as trigger and as argument, N added and M
    multiplied; ``way`` (F, N) of features, ``joint`` (M, N) of the product, then ``last`` (N, 3)
    and ``bias`` (3) behind a GELU."""

    way: Matrix
    joint: Matrix
    last: Matrix
    bias: Matrix
    relations: tuple[str, ...]

    def shares(self, triggers: Matrix, words: Matrix, ways: Sequence[Sequence[int]]) -> Matrix:
        """Probabilities (Q, 3) of the roles of pairs: both words' projections (Q, 2N + 2M) and the
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


def way_between(
    syntax: Syntax, trigger: int, word: int, relations: Sequence[str]
) -> tuple[int, ...]:
    """Features of a pair: relations up and down the tree, how many, how far apart, what word."""
    up, down = _path(syntax, trigger, word)
    up = [r for r in up if r in relations]
    down = [r for r in down if r in relations]
    n, at = len(relations), relations.index
    out = {at(r) for r in up} | {n + at(r) for r in down}
    if down:
        out |= {2 * n + at(down[0]), 3 * n + at(down[-1])}
    if up:
        out.add(4 * n + at(up[0]))
    begin = 5 * n
    out |= {begin + min(len(up), STEPS), begin + STEPS + 1 + min(len(down), STEPS)}
    begin += 2 * (STEPS + 1)
    far = min(abs(word - trigger).bit_length(), REACH)
    out.add(begin + (REACH + 1 if word > trigger else 0) + far)
    begin += 2 * (REACH + 1)
    if syntax.upos[word] in ASKED:
        out.add(begin + ASKED.index(syntax.upos[word]))
    return tuple(sorted(out))


def _path(syntax: Syntax, trigger: int, word: int) -> tuple[list[str], list[str]]:
    """Relations from a trigger up to where the ways meet, and from there down to a word."""
    above, seen = [trigger], {trigger: 0}
    while (head := syntax.head[above[-1]]) >= 0 and head not in seen:
        seen[head] = len(above)
        above.append(head)
    down: list[str] = []
    at = word
    while at >= 0 and at not in seen and len(down) < len(syntax.head):
        down.append(syntax.deprel[at])
        at = syntax.head[at]
    meet = seen.get(at, len(above) - 1)
    return [syntax.deprel[k] for k in above[:meet]], down[::-1]
