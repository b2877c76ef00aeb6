"""Names who speaks: from the head word of a source to its mention, its kind and its co-sources.

The mention is the whole naming noun group: titles, of-phrases, and a name in apposition ("the
deputy minister, Ali Hasan"). A text that names its owner gives way to it ("a statement by the
ministry" → "the ministry"); a channel keeps its own words with the owner as head ("the account of
the embassy"); a source that is given a name by a clause is mentioned by that name.
"""

from collections.abc import Sequence
from typing import cast

from contested.accounts.cues import load_cues as load_passage_cues
from contested.annotate.model import Word
from contested.claims.cues import Cues
from contested.claims.frame import Source, SourceKind
from contested.claims.nouns import words_of
from contested.claims.scene import trusted
from contested.claims.tree import CLAUSAL, Tree

_WHERE = frozenset({"in", "at", "near", "on", "inside", "outside", "around", "across", "along"})
_LONGEST = 14  # words of a mention; longer ones are wrong parses and shrink to the noun group
_ONE = frozenset({"he", "she", "i", "you", "who", "him", "her", "me"})
_SEVERAL = frozenset({"they", "we", "it", "them", "us"})
FIRST_PERSON = frozenset({"i", "we", "me", "us"})
# Modifiers by which an "officer" or "commander" is no state's.
_LOWER = frozenset(
    {"rebel", "insurgent", "opposition", "militant", "jihadist", "guerrilla", "militia"}
)
_MODEL: dict[str, SourceKind] = {
    "person": "person",
    "organisation": "group",
    "organization": "group",
    "militaryplatform": "group",
    "location": "state",
    "nationality": "state",
    "place": "state",
}


def sources_of(
    tree: Tree, sentence: int, heads: tuple[int, ...], cue: str | None, cues: Cues
) -> tuple[Source, ...]:
    """Co-sources whose head words are ``heads``, in text order, each once."""
    out: dict[int, Source] = {}
    for head in heads:
        if out and tree.words[head].upos == "NUM":
            continue
        first, last, inner = mention(tree, head, cues)
        start, end = tree.chars(first, last)
        kind = kind_of(tree, (first, last), inner, cues)
        out.setdefault(start, Source(start, end, kind, cue, sentence, inner))
    return tuple(out[k] for k in sorted(out))


def mention(tree: Tree, head: int, cues: Cues, depth: int = 0) -> tuple[int, int, int]:
    """Word range and head of the words that name the source headed by ``head``."""
    lemma = tree.words[head].lemma.lower()
    given = _given_name(tree, head, cues)
    owner = None if given is not None else _owner(tree, head, cues)
    if given is not None:
        return (*tree.group(given), given)
    told = any(_told_of(tree, k, cues) for k in tree.children(head, "nmod"))
    if is_hearsay(tree, head, cues) and (told or cues.source_kind(lemma) != "document"):
        return tree.group(head)[0], head + 1, head  # "the rumour", not what it says
    if owner is not None and lemma in cues.words("carrier.texts") and depth < 3:
        return mention(tree, owner, cues, depth + 1)
    first, last = _extended(tree, head, cues)
    if last - first > _LONGEST:
        first, last = tree.group(head)
    entity = _entity(tree, head)
    if entity is not None and entity[1] - entity[0] > last - first:
        first, last = entity
    if last - first > _LONGEST:
        first, last = tree.group(head)
    last = _closed(tree, first, last)
    if owner is not None and lemma in cues.words("carrier.channels"):
        return first, last, owner
    return first, last, head


def _owner(tree: Tree, head: int, cues: Cues) -> int | None:
    """Whose text or channel it is: a possessor, or what stands after by, from, of."""
    own = tree.child(head, "nmod:poss")
    if own is not None:
        return own if tree.words[own].upos != "PRON" else None
    found = (k for k in tree.children(head, "nmod", "obl", "acl") if k > head)
    found = (k for k in found if not _told_of(tree, k, cues))
    marks = ("with",) if tree.words[head].lemma == "interview" else ("by", "from", "of")
    return next((k for k in found if tree.preposition(k) in marks), None)


def _given_name(tree: Tree, head: int, cues: Cues) -> int | None:
    """The name in "a man who gave his name as X", "identified only as X"."""
    for clause in tree.children(head, "acl", "acl:relcl"):
        if tree.words[clause].lemma.lower() in cues.words("carrier.naming"):
            for k in sorted(tree.subtree(clause)):
                if k > clause and tree.words[k].upos == "PROPN" and tree.preposition(k) == "as":
                    return k
    return None


def _extended(tree: Tree, head: int, cues: Cues) -> tuple[int, int]:
    """The noun group with the prepositional phrases and the apposed name that follow it."""
    first, last = tree.group(head)
    tells = tree.words[head].lemma.lower() in cues.words("carrier.records")
    for k in tree.kids[head]:
        if k < last or any(tree.words[j].deprel in CLAUSAL for j in tree.kids[k]):
            continue
        rel = tree.words[k].deprel
        below = tree.subtree(k, ("conj", "punct", "cc", *CLAUSAL)) | _marks(tree, k)
        gap = [j for j in range(last, min(below)) if tree.words[j].upos != "PUNCT"]
        if rel == "nmod" and (_is_time(tree, k) or tells or _is_place(tree, head, k)):
            break
        named = rel == "appos" and any(tree.words[j].upos == "PROPN" for j in below)
        named = named and tree.words[head].upos != "PROPN"
        if not gap and (named or (rel == "nmod" and min(below) == last)):
            last = max(below) + 1
    beside = tree.words[head].upos == "NOUN" and last == head + 1
    while beside and last < len(tree.words) and tree.words[last].upos == "PROPN":
        last += 1  # "friend Adel Karim": the name stands right beside its noun
    return first, last


def _closed(tree: Tree, first: int, last: int) -> int:
    """The end of a mention with its brackets in pairs: one more word, or without the bracket."""
    texts = [w.text for w in tree.words[first:last]]
    if texts.count("(") <= texts.count(")"):
        return last
    if last < len(tree.words) and tree.words[last].text == ")":
        return last + 1
    return first + texts.index("(")


def _is_place(tree: Tree, head: int, k: int) -> bool:
    """Whether a phrase says where unnamed speakers are ("a trader in Khanaser"; codebook 10.4)."""
    return tree.words[head].upos == "NOUN" and tree.preposition(k) in _WHERE


def _is_time(tree: Tree, k: int) -> bool:
    """Whether a word heads an expression of time, which names nobody ("residents on Friday")."""
    if tree.words[k].lemma.lower() in ("time", "day", "week", "month", "year", "night", "morning"):
        return True
    return any(
        s.first <= k < s.last and s.label.lower() in ("time", "temporal")
        for s in tree.sentence.names
    )


def _entity(tree: Tree, head: int) -> tuple[int, int] | None:
    """The widest person or organisation the encoder sees around the head, without clauses.

    After a comma only a name may follow, so that "Ali, a commander" is "Ali".
    """
    best: tuple[int, int] | None = None
    group = tree.group(head)
    for span in tree.sentence.names:
        if span.label not in ("person", "organization") or not span.first <= head < span.last:
            continue
        end = span.last - (tree.words[span.last - 1].text.lower() in ("who", "which", "that"))
        words = tree.words[span.first : end]
        commas = [k for k, w in enumerate(words) if w.text in (",", "—", "–")]
        verbs = any(w.upos in ("VERB", "AUX", "CCONJ") for w in words)
        plain = all(w.upos in ("PROPN", "PUNCT") for w in words[commas[0] :]) if commas else True
        wide = span.first <= group[0] and end >= group[1]
        if wide and plain and not verbs and (best is None or best[1] - best[0] < len(words)):
            best = (span.first, end)
    return best


def _marks(tree: Tree, k: int) -> frozenset[int]:
    return frozenset(tree.children(k, "case", "det"))


def kind_of(tree: Tree, span: tuple[int, int], head: int, cues: Cues) -> SourceKind:
    """What kind of source the words of ``span`` name."""
    words = tree.words[span[0] : span[1]]
    low = tree.words[head].text.lower()
    if words[0].text.startswith("@"):
        return "person"
    if low in _ONE or low in _SEVERAL:
        return "person" if low in _ONE else "group"
    if is_hearsay(tree, head, cues):
        return "anonymous"
    if any(w.text in load_passage_cues().outlet_words for w in words if w.upos == "PROPN"):
        return "outlet"
    model, noun = _model_kind(tree, span, head), _noun_kind(tree, head, cues)
    named = {cues.source_kind(w.lemma) for w in words if w.upos == "NOUN"}
    if tree.words[head].upos == "PROPN" and "group" in named:
        return "group"
    if model == "person" and noun not in ("group", "document"):
        return model
    if noun == "state" and _LOWER & {w.lemma.lower() for w in words}:
        return "person" if low == tree.words[head].lemma.lower() else "group"
    if noun == "state" and _unnamed(tree, words, head, cues):
        return "anonymous"
    if noun or model:
        return cast(SourceKind, noun or model)
    return "person" if tree.words[head].upos == "PROPN" else _animate(tree, head)


def _unnamed(tree: Tree, words: Sequence[Word], head: int, cues: Cues) -> bool:
    """Whether persons in office are told by no name, state or organ: "officials", "commanders"."""
    office = tree.words[head].lemma.lower() in cues.words("carrier.unnamed")
    bare = all(not w.text[:1].isupper() or w.upos in ("NOUN", "DET") for w in words)
    return office and bare and not tree.children(head, "compound", "nmod", "nmod:poss", "appos")


def _animate(tree: Tree, head: int) -> SourceKind:
    """Of an unknown noun: a person or a group where the encoder sees one, else a document."""
    if tree.words[head].lemma.lower() in words_of("forces") | words_of("sides_of_two"):
        return "group"
    for name in tree.sentence.names:
        if name.first <= head < name.last and name.label in ("person", "organization"):
            plural = tree.words[head].text.lower() != tree.words[head].lemma.lower()
            return "group" if plural or name.label == "organization" else "person"
    return "document"


def _noun_kind(tree: Tree, head: int, cues: Cues) -> SourceKind | None:
    word = tree.words[head]
    before = tree.words[head - 1].lemma.lower() if head else ""
    for phrase in (f"{before} {word.lemma}", word.lemma, word.text):
        kind = cues.source_kind(phrase)
        if kind is not None:
            return cast(SourceKind, kind)  # the loader has checked it
    return None


def _model_kind(tree: Tree, span: tuple[int, int], head: int) -> SourceKind | None:
    """By the encoder's names: a person named anywhere in the mention, else what the head is."""
    found: SourceKind | None = None
    for name in (n for n in tree.sentence.names if trusted(n)):
        kind = _MODEL.get(name.label.lower())
        capital = tree.words[name.last - 1].upos == "PROPN"
        if kind == "person" and capital and span[0] <= name.first < span[1]:
            return kind
        if kind is not None and name.first <= head < name.last:
            found = found or kind
    return None if found == "person" else found


def _told_of(tree: Tree, k: int, cues: Cues) -> bool:
    """Whether what stands behind "of" is what is told and nobody who tells it."""
    word = tree.words[k]
    speaks = any(cues.source_kind(form) for form in (word.lemma, word.text))
    return tree.preposition(k) == "of" and word.upos in ("NOUN", "VERB") and not speaks


def is_hearsay(tree: Tree, head: int, cues: Cues) -> bool:
    """Whether the noun stands for talk without an owner: "some reports", "the rumour"."""
    word = tree.words[head]
    if word.lemma.lower() not in cues.words("hearsay.nouns"):
        return False
    if _owner(tree, head, cues) is not None:
        return False
    if cues.source_kind(word.lemma) != "document":
        return True
    before = [tree.words[k].text.lower() for k in tree.kids[head] if k < head]
    free = not any(tree.words[k].deprel == "det" for k in tree.kids[head])
    plural = word.text.lower() != word.lemma.lower()
    return (free and plural) or any(w in cues.words("hearsay.determiners") for w in before)
