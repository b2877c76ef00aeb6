"""The places that an account names, resolved together and kept by sentence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from contested.claims.backrefs import Named, place_words, weigh
from contested.claims.frame import View
from contested.claims.tree import Tree
from contested.names import fold
from contested.places import Found, PlaceMatch
from contested.places.phrases import kind_beside
from contested.places.tables import demonyms

LABELS = ("Location", "place")
LOCATIVE = ("in", "at", "near", "on", "around", "outside", "inside", "over", "into", "from", "to")
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
    found = tuple(sorted((*found, *_unlisted(view, found)), key=lambda f: f.start))
    home = Counter(f.match.country for f in found if f.match.id).most_common(1)
    at_home = home[0][0] if home else ""
    out: list[tuple[Found, ...]] = []
    for tree in view.trees:
        a, b = tree.sentence.start, tree.sentence.end
        here = (f for f in found if a <= f.start and f.end <= b and not _backs(text, f))
        out.append(tuple(f for f in here if _spelt(f, at_home) or not _person(tree, f)))
    return Atlas(tuple(out), weigh(tuple(out)))


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
    hand = match.id is not None and not match.id.startswith("gn")
    at_hand = match.country == at_home or any(f" of {match.country}" in w for w in match.why)
    return hand and at_hand and why.startswith("exact")


def _person(tree: Tree, found: Found) -> bool:
    """Whether the encoder takes the words for a person, and no preposition puts one there."""
    words = words_in(tree, found)
    for span in tree.sentence.names:
        if span.label.lower() == "person" and words <= frozenset(range(span.first, span.last)):
            return tree.preposition(head_of(tree, words)) not in LOCATIVE
    return False


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


def _unlisted(view: View, found: Sequence[Found]) -> Iterator[Found]:
    """Names that no gazetteer has: runs of proper words that the encoder takes for a place."""
    text = view.account.text
    for tree in view.trees:
        taken = {k for f in found for k in words_in(tree, f)}
        run: list[int] = []
        for k in range(len(tree.words) + 1):
            if k < len(tree.words) and k not in taken and _placed(tree, k):
                run.append(k)
                continue
            if run and _whole(tree, run, taken):
                start, end = tree.chars(run[0], run[-1] + 1)
                kind = kind_beside(text, start, end) or "settlement"
                name = text[start:end]
                yield Found(start, end, name, PlaceMatch(name, kind, *_NOWHERE))
            run = []


def _whole(tree: Tree, run: list[int], taken: set[int]) -> bool:
    """Whether a run is a name by itself: no part of a longer one, of a site's, nor counted."""
    top = next((k for k in run if tree.words[k].head not in run), run[0])
    first, last = tree.group(top)
    above = tree.words[top].head
    part = tree.words[top].deprel in ("compound", "flat", "amod") and above >= 0
    site = part and tree.words[above].text.lower() in place_words("sites")
    kind = len(run) == 1 and tree.words[top].text.lower() in place_words("sites")
    counted = tree.children(top, "nummod")
    return not (site or kind or counted or taken & set(range(first, last)))


def _placed(tree: Tree, k: int) -> bool:
    """Whether the shortest name of the encoder that holds a proper word is one of a place."""
    word = tree.words[k]
    if word.upos != "PROPN" or not word.text[:1].isupper() or word.text.lower() in demonyms():
        return False
    if word.text.lower() in _kinds():
        return False
    spans = [x for x in tree.sentence.names if x.first <= k < x.last]
    if not spans:
        return False
    least = min(x.last - x.first for x in spans)
    return all(x.label in LABELS for x in spans if x.last - x.first == least)


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
