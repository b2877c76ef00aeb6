"""A sentence's dependency tree, read by word index."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import pairwise
from typing import Any, TypeVar

from contested.annotate.model import Sentence, Word

T = TypeVar("T")
Arc = tuple[int, str]  # a word's head and its relation
SUBJECTS = ("nsubj", "nsubj:pass")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "SYM", "X")
CLAUSAL = ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass")
_BEFORE = ("det", "amod", "compound", "nummod", "nmod:poss")
_VAGUE = ("some", "any", "a", "an")
_APART = ("not", "rather", "instead")
_PREFIXES = ("anti", "pro", "non")
ARTICLES = frozenset(
    {"al", "el", "an", "ash", "as", "ad", "ar", "at", "az", "ag", "bin", "ibn", "of"}
)
HYPHENS = ("-", "‐", "‑")
_AFTER = ("flat", "compound", "nummod", "goeswith", "fixed")


def kept(rule: Callable[["Tree", int], T]) -> Callable[["Tree", int], T]:
    """A rule over one word whose answers the tree keeps: rules ask each other again and again."""

    @wraps(rule)
    def ask(tree: "Tree", i: int) -> T:
        answers: dict[int, T] = tree.answers[rule]
        if i not in answers:
            answers[i] = rule(tree, i)
        return answers[i]

    return ask


@dataclass(frozen=True)
class Tree:
    """Words of one sentence with their governors; every index is a word's place in ``words``."""

    sentence: Sentence

    @cached_property
    def answers(self) -> defaultdict[Any, dict[int, Any]]:
        """What rules have answered so far, by rule and word."""
        return defaultdict(dict)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The sentence's words."""
        return self.sentence.words

    @cached_property
    def kids(self) -> tuple[tuple[int, ...], ...]:
        """Dependents of each word, left to right."""
        out: list[list[int]] = [[] for _ in self.words]
        for i, w in enumerate(self.words):
            if w.head >= 0:
                out[w.head].append(i)
        return tuple(tuple(k) for k in out)

    @cached_property
    def _below(self) -> tuple[frozenset[str], ...]:
        """The relations of each word's dependents."""
        return tuple(frozenset(self.words[k].deprel for k in kids) for kids in self.kids)

    @cached_property
    def names(self) -> dict[int, frozenset[int]]:
        """For each word of a proper name that the encoder found: all words of that name."""
        out: dict[int, frozenset[int]] = {}
        for span in self.sentence.names:
            words = range(span.first, span.last)
            if len(words) > 1 and all(self._of_name(k) for k in words):
                out.update(dict.fromkeys(words, frozenset(words)))
        return out

    def _of_name(self, k: int) -> bool:
        word = self.words[k]
        return word.upos == "PROPN" or word.text in HYPHENS or word.text.lower() in ARTICLES

    @property
    def root(self) -> int:
        """The root word."""
        return next((i for i, w in enumerate(self.words) if w.head < 0), 0)

    def children(self, i: int, *deprels: str) -> tuple[int, ...]:
        """Dependents of ``i``, of the given relations if any are given."""
        kids = self.kids[i]
        if not deprels or not kids:
            return kids
        if self._below[i].isdisjoint(deprels):  # nearly always: most questions are answered no
            return ()
        words = self.sentence.words
        return tuple([k for k in kids if words[k].deprel in deprels])

    def child(self, i: int, *deprels: str) -> int | None:
        """First dependent of ``i`` with one of the relations."""
        return next(iter(self.children(i, *deprels)), None)

    def ancestors(self, i: int) -> Iterator[int]:
        """Governors of ``i``, nearest first."""
        seen = {i}
        while (i := self.words[i].head) >= 0 and i not in seen:
            seen.add(i)
            yield i

    def subtree(self, i: int, stop: tuple[str, ...] = ()) -> frozenset[int]:
        """``i`` and all below it; dependents whose relation is in ``stop`` are left out."""
        out, todo = {i}, [i]
        while todo:
            for k in self.kids[todo.pop()]:
                if k not in out and self.words[k].deprel not in stop:
                    out.add(k)
                    todo.append(k)
        return frozenset(out)

    @kept
    def coordinated(self, i: int) -> tuple[int, ...]:
        """``i`` and its conjuncts, left to right, but for those set apart ("A, not B")."""
        joined = (*self.children(i, "conj"), *self._joined(i))
        conjuncts = (k for k in sorted(joined) if self.words[k].upos != "VERB")
        return (i, *(k for k in conjuncts if not self._set_apart(k)))

    def _joined(self, i: int) -> tuple[int, ...]:
        """Dependents with a conjunction of their own and no preposition: conjuncts mislabelled."""
        return tuple(
            k
            for k in self.children(i, "nmod", "appos", "dep")
            if k > i and self.children(k, "cc") and not self.children(k, "case")
        )

    def _set_apart(self, k: int) -> bool:
        return any(self.words[j].text.lower() in _APART for j in self.kids[k] if j < k)

    def lead(self, i: int) -> int:
        """The first conjunct of the coordination ``i`` stands in."""
        while self.words[i].deprel == "conj" and self.words[i].head >= 0:
            i = self.words[i].head
        return i

    @kept
    def preposition(self, i: int) -> str | None:
        """The preposition or case marker of a nominal, lower case (``in front of`` joined)."""
        marks = [k for k in self.children(i, "case") if k < i]
        if not marks:
            return None
        parts = [m for k in marks for m in (k, *self.children(k, "fixed"))]
        return " ".join(self.words[k].text.lower() for k in sorted(parts))

    @cached_property
    def _hyphens(self) -> tuple[int, ...]:
        last = len(self.words) - 1
        return tuple(k for k, w in enumerate(self.words) if w.text in HYPHENS and 0 < k < last)

    @kept
    def group(self, i: int) -> tuple[int, int]:
        """Word range ``[first, last)`` of the noun group headed by ``i``.

        Determiners, modifiers, possessors and the parts of a name are in; relative clauses,
        appositions and prepositional phrases are not, but for "of" after a number-like head.
        """
        inside = {i}
        for k in self.kids[i]:
            rel = self.words[k].deprel
            before = rel in _BEFORE or self._title(k)
            left = k < i and before and not (self._clausal(k) or self._prefixes(k, i))
            if left or (k > i and rel in _AFTER):
                inside |= self.subtree(k, CLAUSAL)
        inside |= self.names.get(i, frozenset())
        inside |= {k for k in self._hyphens if k - 1 in inside and k + 1 in inside}
        first = max((k for k in range(i) if k not in inside), default=-1) + 1
        last = min(
            (k for k in range(i + 1, len(self.words)) if k not in inside), default=len(self.words)
        )
        return self._trim(first, last, i)

    def quantified(self, i: int, quantities: frozenset[str]) -> tuple[int, int]:
        """The group with the word of quantity it hangs on: "the hundreds of people"."""
        first, last = self.group(i)
        up = self.words[i].head
        counted = self.words[i].deprel == "nmod" and self.preposition(i) == "of" and 0 <= up < i
        if counted and self.words[up].lemma.lower() in quantities:
            return self.group(up)[0], last
        return first, last

    def uncounted(self, i: int) -> tuple[int, int]:
        """The group without the number that counts it in front ("some 12,000 people")."""
        first, last = self.group(i)
        numbers = [k for k in self.children(i, "nummod") if first <= k < i]
        if self.words[i].upos == "NUM" or not numbers:
            return first, last
        counted = self.subtree(numbers[-1]) | set(range(first, numbers[-1] + 1))
        before = [self.words[k] for k in range(first, numbers[0])]
        if any(w.deprel in ("det", "nmod:poss") and w.text.lower() not in _VAGUE for w in before):
            return first, last  # "the two sides", "his two sons"
        return min(max(counted) + 1, i), last

    def _prefixes(self, k: int, i: int) -> bool:
        """Whether ``k`` is a prefix, no part of the name it turns ("anti" of "anti-Assad")."""
        return k == i - 2 and self.words[k].text.lower() in _PREFIXES

    def _title(self, k: int) -> bool:
        """Whether ``k`` is a title before a name ("Gen.", "President"): nmod without a case."""
        return self.words[k].deprel == "nmod" and not self.children(k, "case")

    def _clausal(self, k: int) -> bool:
        return any(self.words[j].deprel in CLAUSAL for j in self.kids[k])

    def _trim(self, first: int, last: int, head: int) -> tuple[int, int]:
        """Drop stray marks and adverbs at the edges; keep quotation marks that stand in pairs."""
        while first < head and self.words[first].upos in ("PUNCT", "ADP", "CCONJ"):
            first += 1
        while first > 0 and self.words[first].text.lower() in ("least", "most", "than"):
            first -= 1  # "at least five", "more than a dozen"
        while last > head + 1 and self.words[last - 1].upos in ("PUNCT", "ADP", "CCONJ", "PART"):
            last -= 1
        return first, last

    def spelled(self, first: int, last: int) -> str:
        """The words ``[first, last)`` as they stand in the text, spaces as written."""
        words = self.words[first:last]
        out = words[0].text
        for before, word in pairwise(words):
            out += (" " if word.start > before.end else "") + word.text
        return out

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """Account offsets of the word range ``[first, last)``."""
        return self.words[first].start, self.words[last - 1].end
