"""Turning word lists into the encoder's padded input arrays; shared by training and run time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

CLS, SEP, UNKNOWN = 101, 102, 100
MAX_PIECES = 510
LOWER, UPPER, TITLE, DIGIT, MARK, MIXED = range(6)


@dataclass(frozen=True, slots=True)
class Padded:
    """One batch. B sentences, P pieces, W words.

    ``first``/``last`` (B, W) index the first and last piece of each word; ``mask`` (B, W) is
    true on words. Words beyond the piece limit point at the last piece read.
    """

    pieces: IntArray
    shapes: IntArray
    attention: IntArray
    first: IntArray
    last: IntArray
    mask: BoolArray


def letter_case(word: str) -> int:
    """The letter-case class the uncased vocabulary loses."""
    if word.islower():
        return LOWER
    if word.isdigit():
        return DIGIT
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word.istitle():
        return TITLE
    return MIXED if any(c.isalnum() for c in word) else MARK


class Pieces:
    """Word-piece ids of words, each looked up once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Ids of ``word`` without special tokens; at most eight, at least one."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            found = tuple(ids[:4] + ids[-4:] if len(ids) > 8 else ids) or (UNKNOWN,)
            self._known[word] = found
        return found

    def pad(self, sentences: Sequence[Sequence[str]]) -> Padded:
        """Pad ``sentences`` (lists of words, none empty) to one batch."""
        rows = [self._row(words) for words in sentences]
        width = max(len(ids) for ids, *_ in rows)
        words = max(len(s) for s in sentences)
        pieces, shapes, attention = (np.zeros((len(rows), width), np.int64) for _ in range(3))
        first, last = (np.zeros((len(rows), words), np.int64) for _ in range(2))
        mask = np.zeros((len(rows), words), np.bool_)
        for k, (ids, cases, begin, end) in enumerate(rows):
            pieces[k, : len(ids)], shapes[k, : len(ids)], attention[k, : len(ids)] = ids, cases, 1
            first[k, : len(begin)], last[k, : len(begin)], mask[k, : len(begin)] = begin, end, True
        return Padded(pieces, shapes, attention, first, last, mask)

    def _row(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int], list[int]]:
        ids, cases, begin, end = [CLS], [0], [], []
        for word in words:
            parts = self.of(word)
            if len(ids) + len(parts) <= MAX_PIECES:
                begin.append(len(ids))
                ids.extend(parts)
                cases.extend([letter_case(word)] * len(parts))
            else:
                begin.append(len(ids) - 1)
            end.append(len(ids) - 1)
        return [*ids, SEP], [*cases, 0], begin, end


@cache
def load_pieces(path: str) -> Pieces:
    """Read a Hugging Face ``tokenizer.json`` without truncation or padding."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Pieces(tokenizer)
