"""Causes and aims that a connective states: "because", "thanks to", "in order to", "so that".

The phrases are ``Lexicon.connectives``; those of ``[connectives] unsure`` in ``stance.toml`` are
left alone, since they mean time or means as often as cause.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from contested.claims.asides import told_aside
from contested.claims.frame import Draft, Slot
from contested.claims.lexicon import Connective, Lexicon
from contested.claims.model import Kind
from contested.claims.operators import is_question, low
from contested.claims.sorts import Sorter
from contested.claims.stance_words import StanceWords, load_stance_words
from contested.claims.syntax import slots_of
from contested.claims.topics import befallen
from contested.claims.tree import Tree

_VERBAL = ("VERB", "AUX", "ADJ")
_JUDGED = ("because", "since", "given that", "as", "now that", "seeing that")
_LEFT_THERE = frozenset(("behind", "out", "aside"))  # "fled, leaving behind two tanks"
_FUNCTION = ("PUNCT", "CCONJ", "SCONJ", "ADP", "PART", "AUX", "DET")
_ASIDE = ("parataxis", "acl:relcl", "advcl", "discourse", "ccomp")
_SCORE = {"nominal": 0.72, "clause": 0.72, "infinitive": 0.75, "participle": 0.62, "sentence": 0.6}


@dataclass(frozen=True, slots=True)
class _Join:
    """A connective found at words ``[first, last)`` with the heads of the two ends it joins."""

    phrase: Connective
    first: int
    last: int
    arg: int
    head: int


def connective_drafts(
    s: int, tree: Tree, drafts: tuple[Draft, ...], lexicon: Lexicon, sorter: Sorter
) -> tuple[Draft, ...]:
    """Causal claims and aims that connectives of sentence ``s`` state, in text order.

    The predicate is the connective's first word. Nothing is returned where an end is empty or a
    bare pronoun, where neither end holds one of ``drafts``, fighters or a known actor, nor where
    ``drafts`` already read the same words as cause or aim.
    """
    taken = {d.predicate for d in drafts if d.kind in ("cause", "intent")}
    words = load_stance_words()
    out = []
    for join in _joins(tree, lexicon, words):
        if taken & set(range(join.first, join.last)):
            continue
        draft = _draft(s, tree, join, words, sorter)
        if draft is not None and _weighty(tree, draft, drafts, sorter):
            out.append(draft)
    return tuple(out)


def without_aims(
    tree: Tree, drafts: tuple[Draft, ...], found: tuple[Draft, ...]
) -> tuple[Draft, ...]:
    """``drafts`` without the acts that ``found`` reads as aims: a wanted act is no event.

    How things stand beside it is told all the same ("to isolate ISIL-held towns").
    """
    wanted = {
        (d.sentence, k)
        for d in found
        if d.kind == "intent"
        for k in d.effect_words - told_aside(tree, d.effect_words)
    }
    return tuple(d for d in drafts if (d.sentence, d.predicate) not in wanted or _stands(d))


def _stands(d: Draft) -> bool:
    """Whether a noun or a compound says who stands with whom, or holds what."""
    return d.why[0].startswith("compound") or (d.kind == "relation" and d.nominal)


@cache
def _index(
    rows: tuple[Connective, ...],
) -> dict[str, tuple[tuple[tuple[str, ...], Connective], ...]]:
    """Connectives by first word, longest first; unsure ones are left out."""
    unsure = load_stance_words().lists["connectives.unsure"]
    out: dict[str, list[tuple[tuple[str, ...], Connective]]] = {}
    for row in rows:
        if row.phrase not in unsure:
            parts = tuple(row.phrase.lower().split())
            out.setdefault(parts[0], []).append((parts, row))
    return {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in out.items()}


def _joins(tree: Tree, lexicon: Lexicon, words: StanceWords) -> Iterator[_Join]:
    index = _index(lexicon.connectives)
    lows = [low(w) for w in tree.words]
    i = 0
    while i < len(lows):
        for parts, row in index.get(lows[i], ()):
            if tuple(lows[i : i + len(parts)]) == parts:
                found = _join(tree, row, i, i + len(parts))
                if found is not None:
                    yield _settled(tree, found, words)
                    i = found.last - 1
                    break
        i += 1


def _settled(tree: Tree, join: _Join, words: StanceWords) -> _Join:
    """ "So that" opens an aim when a modal follows, else a result."""
    row = join.phrase
    if not words.has("connectives.aim_or_result", row.phrase):
        return join
    aux = {low(tree.words[k]) for k in tree.children(join.arg, "aux")}
    comma = join.first > 0 and tree.words[join.first - 1].text == "," and row.phrase == "so"
    if not comma and aux & words.lists["connectives.aim_modals"]:
        row = Connective(row.phrase, "intent", "aim", "means", row.syntax)
    else:
        row = Connective(row.phrase, "cause", "effect", "cause", row.syntax)
    return _Join(row, join.first, join.last, join.arg, join.head)


def _join(tree: Tree, row: Connective, first: int, last: int) -> _Join | None:
    """The two heads that the phrase at ``[first, last)`` joins, as its syntax asks for."""
    if last >= len(tree.words):
        return None
    if row.syntax == "sentence":
        return _linked_clauses(tree, row, first, last)
    if row.syntax == "participle":
        arg: int | None = _participle(tree, first, last)
    else:
        arg = _argument(tree, first, last, row.syntax)
    if arg is None:
        return None
    head = _clause_above(tree, arg, first, last)
    if head is None or (row.phrase == "so" and not _joins_clauses(tree, first, arg, head)):
        return None
    return _Join(row, first, last, arg, head)


def _argument(tree: Tree, first: int, last: int, syntax: str) -> int | None:
    """The head of what follows the phrase: a noun group, or a clause for clause and infinitive."""
    at, phrase = last, range(first, last)
    while (above := tree.words[at].head) >= last:
        marked = any(k in phrase for k in tree.kids[at])
        if marked or tree.words[at].deprel in ("acl:relcl", "parataxis"):
            break
        at = above
    nominal = tree.words[at].upos in ("NOUN", "PROPN", "NUM")
    if syntax == "nominal":
        return at if nominal or tree.words[at].text.lower().endswith("ing") else None
    verbal = tree.words[at].upos in _VERBAL or tree.children(at, "cop")
    return at if verbal else None


def _joins_clauses(tree: Tree, at: int, arg: int, head: int) -> bool:
    """Whether "so" stands between two clauses, not before a word of degree or at the start."""
    word = tree.words[at]
    placed = word.deprel in ("mark", "cc") or tree.words[at - 1].text in (",", ";", "and")
    return (
        head < at < arg
        and word.head == arg
        and placed
        and (tree.words[arg].upos in _VERBAL or bool(tree.children(arg, "cop")))
    )


def _participle(tree: Tree, first: int, last: int) -> int | None:
    """The participle that states the result: the phrase's own word, or the one it modifies."""
    for at in (first, tree.words[first].head):
        if at < first or tree.words[at].deprel != "advcl" or tree.children(at, "mark"):
            continue
        if at == first and tree.words[first - 1].text != ",":
            continue
        left = {low(tree.words[k]) for k in tree.kids[at]} & _LEFT_THERE
        if low(tree.words[at]).endswith("ing") and tree.kids[at] and not left:
            return at
    return None


def _clause_above(tree: Tree, arg: int, first: int, last: int) -> int | None:
    """The clause that the argument hangs on, outside the phrase and the argument."""
    inside = tree.subtree(arg)
    for at in tree.ancestors(arg):
        if at in inside or first <= at < last:
            continue
        word = tree.words[at]
        if word.upos in _VERBAL or tree.children(at, "nsubj", "nsubj:pass", "cop"):
            return at
    return None


def _linked_clauses(tree: Tree, row: Connective, first: int, last: int) -> _Join | None:
    """ "…, and as a result …": the later of two coordinated clauses holds the phrase."""
    heads = [tree.words[k].head for k in range(first, last)]
    outer = next((h for h in heads if h >= 0 and not first <= h < last), None)
    if outer is None or tree.words[outer].deprel not in ("conj", "parataxis"):
        return None
    head = tree.words[outer].head
    verbal = head >= 0 and tree.words[head].upos in _VERBAL
    return _Join(row, first, last, outer, head) if verbal and head < first else None


def _draft(s: int, tree: Tree, join: _Join, words: StanceWords, sorter: Sorter) -> Draft | None:
    phrase = set(range(join.first, join.last))
    participle = join.first == join.arg
    arg = tree.subtree(join.arg, ("parataxis",)) - (set() if participle else phrase)
    main = _own_clause(tree, join.head) - arg - phrase
    arg, main = _bare(tree, arg), _bare(tree, main)
    row = join.phrase
    kind: Kind = "intent" if row.kind == "intent" else "cause"
    if not (_says(tree, arg) and _says(tree, main)) or is_question(tree, join.head):
        return None
    if _refers_back(tree, join.arg) if kind == "intent" else _infinitive(tree, join.head):
        return None
    if row.phrase in _JUDGED and tree.children(join.head, "cop"):
        return None  # "it is a great loss because …": judged, not brought about
    cause, effect = (arg, main) if row.arg == "cause" else (main, arg)
    negated = join.first > 0 and low(tree.words[join.first - 1]) in ("not", "n't")
    return Draft(
        sentence=s,
        predicate=join.first,
        kind=kind,
        act=None,
        mode=None,
        acled=None,
        sign=None,
        agents=_agents(tree, join.head) if kind == "intent" else (),
        targets=befallen(tree, join.arg, sorter) if kind == "intent" else (),
        objects=(),
        places=(),
        scope=frozenset(arg | main | phrase),
        score=_SCORE[row.syntax],
        why=(f"connective {row.phrase}",),
        cause_words=cause if kind == "cause" else frozenset(),
        effect_words=effect,
        fixed_polarity="-" if negated else None,
    )


def _own_clause(tree: Tree, head: int) -> frozenset[int]:
    """The words of a clause without asides, complements and the clauses coordinated with it."""
    outside = {
        k
        for i in tree.subtree(head, _ASIDE)
        for k in tree.children(i, "conj")
        if _heads_clause(tree, k)
    }
    out = set(tree.subtree(head, _ASIDE))
    for k in outside:
        out -= tree.subtree(k)
    return frozenset(out)


def _heads_clause(tree: Tree, k: int) -> bool:
    return tree.words[k].upos in ("VERB", "AUX") or bool(tree.children(k, "nsubj", "nsubj:pass"))


def _weighty(tree: Tree, draft: Draft, drafts: tuple[Draft, ...], sorter: Sorter) -> bool:
    """Whether an end is about the war: it holds an act, fighters, or a known actor."""
    ends = draft.cause_words | draft.effect_words | draft.scope
    if any(d.predicate in ends for d in drafts):
        return True
    return any(_warlike(tree, k, sorter) for k in ends)


def _warlike(tree: Tree, k: int, sorter: Sorter) -> bool:
    """Whether a word names fighters, a known actor, or an act of force or control ("siege")."""
    word, lexicon = tree.words[k], sorter.lexicon
    if word.upos in ("PROPN", "ADJ") and word.text[:1].isupper() and sorter.known(word.text):
        return True
    lemma = word.lemma.lower()
    if word.upos != "NOUN" or lemma in lexicon.classes["combatant"]:
        return word.upos == "NOUN"
    entries = lexicon.entries_for(lemma, "noun")
    return any(e.kind == "control" or e.act == "ASSAULT" for e in entries)


def _infinitive(tree: Tree, k: int) -> bool:
    """Whether the main end is only wanted or named ("to ignore him because …")."""
    return any(low(tree.words[m]) == "to" for m in tree.children(k, "mark"))


def _refers_back(tree: Tree, k: int) -> bool:
    """Whether an aim is only pointed at ("in service of this mission")."""
    return any(low(tree.words[d]) in ("this", "that", "such") for d in tree.children(k, "det"))


def _bare(tree: Tree, inside: frozenset[int]) -> frozenset[int]:
    """Words without punctuation and linking words at either edge."""
    kept = sorted(inside)
    while kept and tree.words[kept[0]].upos in ("PUNCT", "CCONJ", "SCONJ"):
        kept.pop(0)
    while kept and tree.words[kept[-1]].upos in ("PUNCT", "CCONJ", "SCONJ"):
        kept.pop()
    return frozenset(kept)


def _says(tree: Tree, inside: frozenset[int]) -> bool:
    """Whether an end has words of its own: not empty, not a bare pronoun."""
    full = [k for k in inside if tree.words[k].upos not in _FUNCTION]
    return any(tree.words[k].upos not in ("PRON", "ADV") for k in full)


def _agents(tree: Tree, head: int) -> tuple[Slot, ...]:
    """Whose aim it is: the subject, or the agent of a passive; the aim's own words leave it out."""
    slots = slots_of(tree, head)
    fillers = slots.get("subj", ()) or slots.get("by", ())
    return tuple(Slot(f.head, role="subj", inferred=True) for f in fillers)
