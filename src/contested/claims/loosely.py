"""Acts read loosely: words that tell of the war though no reading of the vocabulary holds.

Where the encoder takes a word for one that a claim hangs on (``annotate/telling.py``), its plainest
reading as an act is tried without the conditions that failed; a word that the vocabulary lacks is
read as the act that the encoder's own head gives it. ``worth.py`` knows such drafts by their rule.
"""

from collections.abc import Mapping
from functools import cache

from contested.claims.lexicon import ActEntry, Lexicon
from contested.claims.match import POS, Match
from contested.claims.nouns import words_of
from contested.claims.syntax import Slots
from contested.claims.tree import Tree
from contested.claims.vocabulary import packaged

LEAST = 0.5  # share from which a word is read loosely
SURE = 0.5  # share of the encoder's act from which a word unknown to the vocabulary is read by it
_FORMS = ("verb", "noun")


def match_loosely(lexicon: Lexicon, tree: Tree, i: int, slots: Slots) -> Match | None:
    """The loose reading of word ``i``, or None."""
    told = tree.sentence.telling
    pos = POS.get(tree.words[i].upos)
    if pos not in _FORMS or not told or told[i] < LEAST:
        return None
    if tree.words[i].lemma.lower() in words_of("denying"):
        return None  # "Moscow denies this": what was told before, denied
    if tree.words[i].lemma.lower() in words_of("too_light"):
        return None  # "came to help", "will do their best": the act is told by what follows
    known = lexicon.entries_for(tree.words[i].lemma, pos)
    acts = [e for e in known if e.kind == "event" and not _narrow(e)]
    entry = _plainest(acts, _likeliest(tree, i)) if known else _unknown(tree, i, pos)
    return None if entry is None else Match(entry, slots, loose=True)


def _narrow(entry: ActEntry) -> bool:
    """Whether the word is an act only with certain others: "launched an attack", "gave up"."""
    with_others = entry.object or entry.pobj or entry.modifier or entry.case
    return bool(with_others or entry.particle or entry.negated)


def _plainest(entries: list[ActEntry], act: str | None) -> ActEntry | None:
    """The reading with the fewest conditions, of the encoder's act where there is one of it."""
    of_act = [e for e in entries if e.act == act] or entries
    return min(of_act, key=lambda e: e.specificity, default=None)


def _likeliest(tree: Tree, i: int, least: float = 0.0) -> str | None:
    rows = [a for a in tree.sentence.acts if a.predicate == i and a.score >= least]
    return max(rows, key=lambda a: a.score).label if rows else None


def _unknown(tree: Tree, i: int, pos: str) -> ActEntry | None:
    """A reading made from the encoder's act alone."""
    act = _likeliest(tree, i, SURE)
    if act is None:
        return None
    return ActEntry(
        lemma=tree.words[i].lemma.lower(),
        pos=pos,
        kind="event",
        act=act,
        mode=None,
        acled=None,
        sign=None,
        roles=_frames()[act, pos],
        origin="encoder",
    )


@cache
def _frames() -> Mapping[tuple[str, str], Mapping[str, str]]:
    """Role frames by act and part of speech, from ``acts.toml``."""
    source = packaged("acts.toml")
    frames, loose = source.data.get("frames", {}), source.data.get("loose", {})
    found = {}
    for pos in _FORMS:
        for act, frame in loose.get(pos, {}).items():
            if frame not in frames:
                source.fail(f"{frame!r} is no frame", f"{act} =")
            found[act, pos] = frames[frame]
    return found
