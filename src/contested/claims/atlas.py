"""The places that an account names, resolved together and kept by sentence."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from contested.claims.backrefs import Named, names_a_place, place_words, weigh
from contested.claims.frame import View
from contested.claims.tree import Tree
from contested.names import fold
from contested.places import Found, PlaceMatch, bearing_of
from contested.places.phrases import kind_beside
from contested.places.tables import demonyms

LABELS = ("Location", "place")
LOCATIVE = ("in", "at", "near", "on", "around", "outside", "inside", "over", "into", "from", "to")
_TIE = 0.05  # probability by which a person must be likelier than a place
_HYPHENS = ("-", "‐", "‑")
_ARTICLES = ("al", "el", "an", "ash", "as", "ad", "ar", "at", "az", "ez")
_NOWHERE = (None, None, None, "", None, ("no gazetteer has it",))


@dataclass(frozen=True, slots=True)
class Atlas:
    """Resolved places of an account by sentence."""

    found: tuple[tuple[Found, ...], ...]
    named: Named

    def within(self, s: int, start: int, end: int) -> tuple[Found, ...]:
        """Places of sentence ``s`` whose mention overlaps ``[start, end)``."""
        return tuple(f for f in self.found[s] if f.start < end and f.end > start)


def read_atlas(view: View, find: Callable[..., tuple[Found, ...]]) -> Atlas:
    """Resolve all place mentions of the account together: the gazetteer's own and the encoder's."""
    text = view.account.text
    by_gazetteer = find(text)
    taken = [(f.start, f.end) for f in by_gazetteer]
    extra = [n for n in _model_names(view) if not any(a < n[1] and b > n[0] for a, b in taken)]
    spans = sorted([*taken, *extra])
    found = find(text, names=spans) if extra else by_gazetteer
    found = tuple(_as_named(text, f) for f in found)
    found = tuple(sorted(_with_unlisted(view, found), key=lambda f: f.start))
    home = Counter(f.match.country for f in found if f.match.id).most_common(1)
    there = [f for f in found if home and f.match.country == home[0][0]]
    several = len({fold(f.text) for f in there}) > 1
    at_home = home[0][0] if several or any(map(by_hand, there)) else ""  # "Aksoy" is a person too
    persons = _persons(view)
    out: list[tuple[Found, ...]] = []
    for tree in view.trees:
        a, b = tree.sentence.start, tree.sentence.end
        here = (f for f in found if a <= f.start and f.end <= b and not _backs(text, f))
        out.append(tuple(f for f in here if _spelt(f, at_home) or not _person(tree, f, persons)))
    return Atlas(tuple(out), weigh(tuple(out)))


def _as_named(text: str, found: Found) -> Found:
    """A quarter under its own name where only a town's name is like it: "the Shammas district"."""
    match, kind = found.match, kind_beside(text, found.start, found.end)
    quarter = kind == "neighbourhood" or (kind == "district" and not by_hand(found))
    if match.kind != "settlement" or fold(found.text) == fold(match.name) or not quarter:
        return found
    return replace(found, match=PlaceMatch(found.text, "neighbourhood", *_NOWHERE))


def _backs(text: str, found: Found) -> bool:
    """Whether the name only says whose something is: "a US-controlled base"."""
    return text[found.end : found.end + 1] in "-‑" and text[found.end + 1 : found.end + 2].islower()


def _spelt(found: Found, at_home: str) -> bool:
    """Whether the words are the very name of a place that the account's countries hold.

    Names of the hand-made lists are trusted in any of its countries: they were chosen for wars.
    """
    match = found.match
    if match.country == at_home and fold(found.text) == fold(match.name):
        return True
    why = match.why[0] if match.why else ""
    hand = by_hand(found)
    at_hand = match.country == at_home or any(f" of {match.country}" in w for w in match.why)
    return hand and at_hand and why.startswith("exact")


def by_hand(found: Found) -> bool:
    """Whether a name is one of the hand-made lists'."""
    return found.match.id is not None and not found.match.id.startswith("gn")


def _persons(view: View) -> frozenset[str]:
    """Last words of names that the encoder takes for persons rather than places, over the account:
    one name has one bearer."""
    sums: defaultdict[str, float] = defaultdict(float)
    for tree in view.trees:
        for span in tree.sentence.names:
            if any(not _proper(tree, k) for k in range(span.first, span.last)):
                continue
            last = tree.words[span.last - 1].text.lower()
            if span.label.lower() == "person":
                sums[last] += span.score
            elif span.label in LABELS:
                sums[last] -= span.score
    return frozenset(name for name, score in sums.items() if score > _TIE)


def _person(tree: Tree, found: Found, persons: frozenset[str]) -> bool:
    """Whether the encoder takes the words for a person, and no preposition puts one there."""
    words = words_in(tree, found)
    if not words or tree.words[max(words)].text.lower() not in persons:
        return False
    return tree.preposition(head_of(tree, words)) not in LOCATIVE


def _model_names(view: View) -> list[tuple[int, int]]:
    """Proper-name place spans of the encoder."""
    out = []
    for tree in view.trees:
        for span in tree.sentence.names:
            if span.label not in LABELS:
                continue
            proper = [
                i
                for i in range(span.first, span.last)
                if tree.words[i].upos == "PROPN" and tree.words[i].text[:1].isupper()
            ]
            last = tree.words[proper[-1]].text.lower() if proper else ""
            if last and last not in demonyms() and not (len(proper) == 1 and last in _kinds()):
                out.append(tree.chars(proper[0], proper[-1] + 1))
    return sorted(set(out))


def _with_unlisted(view: View, found: Sequence[Found]) -> Iterator[Found]:
    """``found`` with the names that no gazetteer has: what the encoder takes for a place.

    A longer name that is none of the gazetteer's stands for itself: "Tula Toli" is not Tula.
    """
    text, left = view.account.text, list(found)
    for tree in view.trees:
        inside = [f for f in left if tree.sentence.start <= f.start < tree.sentence.end]
        for run in _runs(tree):
            part = [f for f in inside if words_in(tree, f) & set(run)]
            if not _whole(tree, run, part):
                continue
            left = [f for f in left if f not in part]
            start, end = tree.chars(run[0], run[-1] + 1)
            kind = kind_beside(text, start, end) or "settlement"
            yield Found(start, end, text[start:end], PlaceMatch(text[start:end], kind, *_NOWHERE))
    yield from left


def _runs(tree: Tree) -> Iterator[list[int]]:
    """Proper words side by side that the encoder takes for a place, with hyphens and articles."""
    run: list[int] = []
    for k in range(len(tree.words) + 1):
        placed = k < len(tree.words) and _placed(tree, k)
        hyphen = run and k + 1 < len(tree.words) and tree.words[k].text in _HYPHENS
        if placed or (hyphen and _placed(tree, k + 1)) or (run and _numbers(tree, k)):
            run.append(k)
        elif run:
            article = run[0] > 1 and tree.words[run[0] - 1].text in _HYPHENS
            if article and tree.words[run[0] - 2].text.lower() in _ARTICLES:
                run = [run[0] - 2, run[0] - 1, *run]
            yield run
            run = []


def _whole(tree: Tree, run: list[int], part: Sequence[Found]) -> bool:
    """Whether a run is a name by itself: no part of a longer one, of a site's, nor counted."""
    top = next((k for k in run if tree.words[k].head not in run), run[0])
    above, last = tree.words[top].head, tree.words[run[-1]].text.lower()
    kinds = _kinds() | place_words("sites")
    if part:  # the gazetteer knows a part of it
        known = frozenset(k for f in part for k in words_in(tree, f))
        rest = [tree.words[k].text.lower() for k in run if k not in known]
        rest = [w for w in rest if w not in _HYPHENS and w not in _ARTICLES]
        whole = _one_name(tree, run) or _numbers(tree, run[-1])
        named = len(part) == 1 and known < set(run) and whole
        return (
            named and bool(rest) and not any(w in kinds or bearing_of(w) is not None for w in rest)
        )
    member = tree.words[top].deprel in ("compound", "flat", "amod") and above >= 0
    site = member and (
        tree.words[above].text.lower() in place_words("sites") or names_a_place(tree, above)
    )
    alone = len(run) == 1 and last in kinds
    parts = [k for k in tree.children(top, "flat", "compound") if k not in run]
    cut = any(tree.words[k].upos == "PROPN" for k in parts)  # "Jabhat" of "Jabhat al-Nusra"
    people = tree.children(top, "det") and last.endswith("s")  # "the Skripals"
    return not (site or alone or cut or people or tree.children(top, "nummod"))


def _numbers(tree: Tree, k: int) -> bool:
    """Whether a number ends a name: "Kilo 16", "District 9"; it counts nothing."""
    if k == 0 or k >= len(tree.words):
        return False
    word, before = tree.words[k], tree.words[k - 1]
    counts = word.deprel == "nummod" and word.head > k and tree.words[word.head].upos != "PROPN"
    named = _proper(tree, k - 1) and not counts and word.text.isdigit() and len(word.text) <= 3
    return named and word.start == before.end + 1 and word.deprel in ("nummod", "flat", "compound")


def _one_name(tree: Tree, run: list[int]) -> bool:
    """Whether the encoder gives exactly these words one name of a place."""
    return any(
        x.label in LABELS and (x.first, x.last) == (run[0], run[-1] + 1)
        for x in tree.sentence.names
    )


def _placed(tree: Tree, k: int) -> bool:
    """Whether the shortest name of the encoder that holds a proper word is one of a place."""
    word = tree.words[k]
    if not _proper(tree, k):
        return False
    said = word.text.lower()
    if said in demonyms() or said in _kinds():
        return False
    spans = [x for x in tree.sentence.names if x.first <= k < x.last]
    if not spans:
        return False
    least = min(x.last - x.first for x in spans)
    near = (x for x in spans if x.last - x.first == least)
    return max(near, key=lambda x: x.score).label in LABELS


def _proper(tree: Tree, k: int) -> bool:
    return tree.words[k].upos == "PROPN" and tree.words[k].text[:1].isupper()


@cache
def _kinds() -> frozenset[str]:
    """Words of kind that are no name by themselves: "State" of "Islamic State"."""
    return place_words("refers", "settlement") | place_words("refers", "region")


def words_in(tree: Tree, found: Found) -> frozenset[int]:
    """Word indices of a mention."""
    return frozenset(
        i for i, w in enumerate(tree.words) if w.start < found.end and w.end > found.start
    )


def head_of(tree: Tree, words: frozenset[int]) -> int:
    """The word of a mention that hangs on a word outside it."""
    return next((i for i in sorted(words) if tree.words[i].head not in words), min(words))
