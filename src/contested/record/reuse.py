"""Words that one account took from another: copied, or reworded by a few words.

Sentences are cut into shingles; MinHash signatures in bands (Broder 1997, "On the resemblance and
containment of documents") offer candidates, and rapidfuzz aligns them. Each sentence is held
against the earliest known one of its like and the one before it in time, so that a sentence copied
a thousand times costs a thousand comparisons.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import groupby, islice
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from contested.record.accounts_of import AccountText

ALIKE = 82.0  # rapidfuzz ratio (0–100) from which words are taken, not found anew
_LEAST_WORDS = 7
_LEAST_BESIDE = 5  # words other than names: a long name alone is nobody's sentence
_SHINGLE = 3
_RUN = 9  # words in a row that two accounts hardly share by chance
_WHOLE = 92.0  # from here on two sentences are one, and no stretch of them is sought
_LEAST_EQUAL = 9  # of the hashes of two signatures, for them to be worth aligning
_CHUNK = 1 << 17
_SOURCES = 3  # earlier sentences that one is aligned with
_BANDS, _ROWS = 24, 2
_REPUBLISHED = 0.6
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z'’ /-]{2,30}(?:, [\w .,]{1,24}?)?(?: \([^)\n]{2,40}\))? ?[-–—]{1,2} "
)
_WORD = re.compile(r"\w+")
_FACT = re.compile(r"\b(?:[A-Z][\w'’-]+|\d[\d.,]*)")
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty dozens hundreds"
)
_NUMERALS = frozenset(_SMALL.split())
Hashes = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch of an account's text."""

    account: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """A stretch that repeats an earlier one; ``alike`` in 0..100, 100 when word for word.

    ``facts`` says whether names and numbers are the same in both.
    """

    source: Stretch
    copy: Stretch
    alike: float
    facts: bool


def find_reuse(accounts: Mapping[str, AccountText]) -> tuple[Reuse, ...]:
    """Every stretch that repeats an earlier account's words, earliest known source first.

    Accounts without a date come after all others. Two stretches of one account are no reuse.
    """
    ordered = sorted(accounts.values(), key=lambda a: (a.date is None, a.date or "", a.id))
    sentences = [s for account in ordered for s in _sentences(account)]
    texts = [accounts[s.account].text[s.start : s.end] for s in sentences]
    shingles = [_shingles(t) for t in texts]
    found: list[Reuse] = []
    for other, sources in _likeliest(shingles):
        for one in sources:
            pair = sentences[one], sentences[other], texts[one], texts[other]
            if pair[0].account == pair[1].account:
                continue
            whole = _align(*pair)
            shared = len(set(shingles[one]).intersection(shingles[other]))
            part = _common_run(*pair) if whole is None and shared >= _RUN - 2 else None
            found += [r for r in (whole, part) if r is not None]
            if whole is not None and whole.alike >= _WHOLE and whole.facts:
                break  # all of it is accounted for
    return tuple(found)


def _likeliest(shingles: Sequence[Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
    """Sentences with their possible sources: those likest by signature, the earliest of equals."""
    signature = signatures(shingles)
    one, other = _candidates(signature)
    alike = np.empty(len(one), np.int64)
    for start in range(0, len(one), _CHUNK):
        part = slice(start, start + _CHUNK)
        alike[part] = (signature[one[part]] == signature[other[part]]).sum(axis=1)
    order = np.lexsort((one, -alike, other))
    order = order[alike[order] >= _LEAST_EQUAL]
    found = zip(other[order].tolist(), one[order].tolist(), strict=True)
    for copy, some in groupby(found, key=itemgetter(0)):
        yield copy, [source for _, source in islice(some, _SOURCES)]


def republished(
    reuses: Iterable[Reuse], accounts: Mapping[str, AccountText]
) -> dict[str, tuple[str, float]]:
    """Accounts most of whose words are another's: id → (source id, share of its sentences)."""
    taken: dict[tuple[str, str], int] = defaultdict(int)
    for reuse in reuses:
        taken[reuse.copy.account, reuse.source.account] += reuse.copy.end - reuse.copy.start
    out: dict[str, tuple[str, float]] = {}
    for (copy, source), length in sorted(taken.items()):
        whole = sum(s.end - s.start for s in _sentences(accounts[copy]))
        share = length / max(1, whole)
        if share >= _REPUBLISHED and share > out.get(copy, ("", 0.0))[1]:
            out[copy] = (source, min(1.0, share))
    return out


def _sentences(account: AccountText) -> list[Stretch]:
    """Stretches between full stops and line ends, of some length, outside boilerplate."""
    out = []
    for match in _SENTENCE.finditer(account.text):
        start, end = match.span()
        if dateline := _DATELINE.match(account.text, start, end):
            start = dateline.end()  # "CAIRO, Sept 11 (Reuters) - " is no word of the story
        while start < end and not account.text[start].isalnum():
            start += 1
        while start < end and not account.text[end - 1].isalnum():
            end -= 1
        barred = any(a < end and start < b for a, b in account.barred)
        if not barred and account.text.count(" ", start, end) >= _LEAST_WORDS - 1:
            out.append(Stretch(account.id, start, end))
    return out


def _shingles(text: str) -> list[int]:
    words = [w.encode() for w in _WORD.findall(text.lower())]
    return [
        zlib.crc32(b" ".join(words[i : i + _SHINGLE]))
        for i in range(max(1, len(words) - _SHINGLE + 1))
    ]


@cache
def _hashing() -> tuple[Hashes, Hashes]:
    """Multiply-shift hashing (Dietzfelbinger et al. 1997): odd factors and what is added."""
    chance = np.random.default_rng(17)
    size = _BANDS * _ROWS
    return (
        chance.integers(0, 1 << 63, size, dtype=np.uint64) * np.uint64(2) + np.uint64(1),
        chance.integers(0, 1 << 63, size, dtype=np.uint64),
    )


def signatures(shingles: Sequence[Sequence[int]]) -> Hashes:
    """MinHash signatures, one row of ``_BANDS × _ROWS`` a set of shingles."""
    if not shingles:
        return np.empty((0, _BANDS * _ROWS), np.uint64)
    flat = np.fromiter((h for s in shingles for h in s), np.uint64)
    starts = np.concatenate(([0], np.cumsum([len(s) for s in shingles])[:-1])).astype(np.int64)
    times, plus = _hashing()
    columns = [
        np.minimum.reduceat((flat * t + p) >> np.uint64(32), starts)
        for t, p in zip(times, plus, strict=True)
    ]
    return np.stack(columns, axis=1)


def _candidates(signature: Hashes) -> tuple[Indices, Indices]:
    """Pairs that share a band: each with the first of its band and with the one before it."""
    size = len(signature)
    pairs = [np.empty(0, np.int64)]
    for band in range(_BANDS):
        one, two = signature[:, _ROWS * band].copy(), signature[:, _ROWS * band + 1]
        key = one * np.uint64(0x9E3779B97F4A7C15) + two  # wraps: a hash of both
        order = np.argsort(key, kind="stable")
        begins = np.r_[True, key[order][1:] != key[order][:-1]][:size]
        first = order[np.maximum.accumulate(np.where(begins, np.arange(size), 0))]
        before = np.r_[0, order[:-1]][:size]
        later = ~begins
        pairs += [source[later] * size + order[later] for source in (first, before)]
    one_of, other_of = np.divmod(np.unique(np.concatenate(pairs)), max(1, size))
    return one_of, other_of


def _align(a: Stretch, b: Stretch, one: str, other: str) -> Reuse | None:
    """The stretches of two sentences that say the same in almost the same words."""
    from rapidfuzz import fuzz  # noqa: PLC0415  (only a build needs it)

    if one == other:
        return Reuse(a, b, 100.0, True)
    low, high = one.lower(), other.lower()
    whole = fuzz.ratio(low, high, score_cutoff=_WHOLE)
    if whole:
        return Reuse(a, b, float(whole), _facts(one) == _facts(other))
    found = fuzz.partial_ratio_alignment(low, high, score_cutoff=ALIKE)
    if found is None:
        return None
    first, last = _whole_words(one, found.src_start, found.src_end)
    begin, end = _whole_words(other, found.dest_start, found.dest_end)
    mine, theirs = one[first:last], other[begin:end]
    if min(mine.count(" "), theirs.count(" ")) < _LEAST_WORDS - 1:
        return None
    if _beside_names(mine) < _LEAST_BESIDE:
        return None
    source = Stretch(a.account, a.start + first, a.start + last)
    copy = Stretch(b.account, b.start + begin, b.start + end)
    return Reuse(source, copy, float(found.score), _facts(mine) == _facts(theirs))


def _common_run(a: Stretch, b: Stretch, one: str, other: str) -> Reuse | None:
    """The longest run of words that both hold, when it is long: a copied part of a sentence."""
    mine, theirs = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    here, there = ([m.group().lower() for m in found] for found in (mine, theirs))
    if _runs(here).isdisjoint(_runs(there)):
        return None
    run = SequenceMatcher(None, here, there, autojunk=False).find_longest_match()
    first, last = mine[run.a].start(), mine[run.a + run.size - 1].end()
    begin, end = theirs[run.b].start(), theirs[run.b + run.size - 1].end()
    source = Stretch(a.account, a.start + first, a.start + last)
    copy = Stretch(b.account, b.start + begin, b.start + end)
    return Reuse(source, copy, 100.0, True)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[i:] for i in range(_RUN)), strict=False))


def _beside_names(text: str) -> int:
    return sum(w.islower() for w in _WORD.findall(text))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the parts of words at its ends."""
    while start < end and (not text[start].isalnum() or (start and text[start - 1].isalnum())):
        start += 1
    while start < end and (
        not text[end - 1].isalnum() or (end < len(text) and text[end].isalnum())
    ):
        end -= 1
    return start, end


@lru_cache(maxsize=65536)
def _facts(text: str) -> frozenset[str]:
    """Names and numbers of a stretch; its first word may be capital for no reason."""
    inner = text[:1].lower() + text[1:]
    numerals = (w for w in _WORD.findall(text.lower()) if w in _NUMERALS)
    return frozenset((*(m.group().lower() for m in _FACT.finditer(inner)), *numerals))
