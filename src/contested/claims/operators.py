"""The marks of stance that stand in a word's own clause: negators, modals, hedges, the future.

Each finding is a reason in words; nothing here looks further up than the word's own dependents.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contested.annotate.model import Word
from contested.claims.occurring import impending
from contested.claims.stance_words import Phrases, StanceWords
from contested.claims.tree import CLAUSAL, Tree

_CORE = ("nsubj", "nsubj:pass", "obj", "iobj")
_PERFECT = frozenset(("have", "has", "had", "'ve", "'d"))
_PAST = frozenset(("was", "were", "had", "did", "has", "have", "'ve", "been"))
_TAGS = frozenset(("no", "right", "yes", "eh", "correct", "huh", "yeah", "ok", "okay"))


def low(word: Word) -> str:
    """A word in lower case with a plain apostrophe."""
    return word.text.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class Modals:
    """Modal readings of one clause, each with its reason; None where there is none."""

    future: str | None = None
    doubt: str | None = None
    conditional: str | None = None  # would
    counterfactual: str | None = None  # would have
    possible: str | None = None  # can, should, must: neither happened nor forecast


def phrase_at(tree: Tree, i: int, phrases: Phrases) -> int:
    """How many words from ``i`` on make a listed phrase; 0 when none does."""
    for parts in phrases.get(low(tree.words[i]), ()):
        end = i + len(parts)
        if end <= len(tree.words) and all(
            low(w) == p for w, p in zip(tree.words[i:end], parts, strict=True)
        ):
            return len(parts)
    return 0


def negations(tree: Tree, n: int, words: StanceWords, but: int = -1) -> tuple[str, ...]:
    """Reasons why word ``n`` is negated in its own clause; two cancel out.

    Arguments are looked into, but for ``but`` (the argument that the reading comes from).
    """
    out: list[str] = []
    for k in tree.kids[n]:
        word = tree.words[k]
        if k != but and word.deprel in _CORE and negative_group(tree, k, words):
            out.append(f"negative argument {word.text}")
        elif word.deprel in ("punct", "discourse", "parataxis", "vocative"):
            continue
        elif _negator(tree, n, k, words):
            out.append(f"negated by {word.text}")
    out.extend(_negating_phrases(tree, n, words))
    return tuple(out)


def negative_group(tree: Tree, head: int, words: StanceWords) -> bool:
    """Whether a noun group is empty by its words ("nobody", "no planes", "neither side")."""
    if words.has("negated_by.arguments", low(tree.words[head])):
        following = tree.words[head + 1 :]
        return not (following and low(following[0]) in ("but", "less"))
    for k in tree.children(head, "det", "cc", "cc:preconj", "nummod"):
        if k < head and words.has("negated_by.determiners", low(tree.words[k])):
            return True
    return False


def _negator(tree: Tree, n: int, k: int, words: StanceWords) -> bool:
    word, text = tree.words[k], low(tree.words[k])
    if tree.words[n].upos in ("NOUN", "PROPN") and word.deprel == "det":
        return words.has("negated_by.determiners", text)
    if text == "cannot":
        return True
    if not words.has("negated_by.words", text):
        return False
    if text in ("not", "n't", "nowhere") and (_spared(tree, k, words) or _after_verb(tree, n, k)):
        return False
    return word.deprel in ("advmod", "neg", "cc", "cc:preconj", "mark", "aux", "det", "dep")


def _spared(tree: Tree, k: int, words: StanceWords) -> bool:
    """Whether a negator leaves the act standing ("not only struck …")."""
    after = " ".join(low(w) for w in tree.words[k + 1 : k + 5])
    if phrase_at(tree, k, words.phrases["unseen"]):
        return True  # says of a force that it was absent, not of the clause that it is not so
    return any(
        after == s or after.startswith(s + " ") for s in words.lists["negated_by.spared_after"]
    )


def _after_verb(tree: Tree, n: int, k: int) -> bool:
    """Whether "not" follows a lexical verb and so belongs to what comes next ("struck not …")."""
    return k > n and tree.words[n].upos == "VERB"


def _negating_phrases(tree: Tree, n: int, words: StanceWords) -> Iterator[str]:
    for k in (*tree.kids[n], *_just_before(tree, n)):
        size = phrase_at(tree, k, words.phrases["before"]) if k < n else 0
        if size and _reaches(tree, k + size, n):
            yield f"after {' '.join(low(w) for w in tree.words[k : k + size])}"
            break
    first, last = _clause_edges(tree, n)
    for k in range(first, last):
        size = phrase_at(tree, k, words.phrases["adverbials"])
        if size and any(tree.words[j].head == n for j in range(k, k + size)):
            yield " ".join(low(w) for w in tree.words[k : k + size])


def _clause_edges(tree: Tree, n: int) -> tuple[int, int]:
    kids = tree.kids[n]
    return (min((*kids, n)), max((*kids, n)) + 1)


def _just_before(tree: Tree, n: int) -> Iterator[int]:
    """Words before ``n`` and its auxiliaries, where a phrase parsed elsewhere may begin."""
    left = n
    while left > 0 and tree.words[left - 1].upos in ("AUX", "DET", "ADJ") and n - left < 3:
        left -= 1
    seen = set(tree.kids[n])
    for size in (2, 3):
        if left - size >= 0 and left - size not in seen:
            yield left - size


def _reaches(tree: Tree, i: int, n: int) -> bool:
    """Whether only words of the group headed by ``n`` stand from ``i`` up to it."""
    return all(
        tree.words[j].deprel not in (*CLAUSAL, *_CORE)
        and (tree.words[j].head == n or tree.words[tree.words[j].head].head == n)
        and not 0 <= tree.words[j].head < i - 1  # "bodies without heads were taken"
        for j in range(i, n)
    )


def modals(tree: Tree, n: int, words: StanceWords) -> Modals:
    """Modal readings of the clause headed by ``n``."""
    aux = {low(tree.words[k]) for k in tree.children(n, "aux")}
    bare = tree.words[n].text.lower() == tree.words[n].lemma.lower()
    if "'d" in aux and not bare:
        aux.discard("'d")
    perfect = bool(aux & _PERFECT)
    named = {
        k: sorted(aux & words.lists[f"modals.{k}"]) for k in ("future", "doubt", "conditional")
    }
    hedged = sorted(aux & words.lists["modals.doubt_perfect"]) if perfect else named["doubt"]
    possible = sorted(aux & words.lists["modals.possible"]) if not perfect else []
    if _aim_is_to(tree, n, words):
        possible = ["aim is to"]
    coming = _coming(tree, n, aux, words) if not perfect else []
    if coming:
        hedged, possible = [], []
    would = " ".join(named["conditional"]) or None
    return Modals(
        future=" ".join(named["future"] or coming)
        or _future_phrase(tree, n, words)
        or _impending(tree, n),
        doubt=" ".join(hedged) or _hedge(tree, n, words),
        conditional=None if perfect else would,
        counterfactual=would if perfect else None,
        possible=" ".join(possible) or None,
    )


def _coming(tree: Tree, n: int, aux: set[str], words: StanceWords) -> list[str]:
    """ "The town could fall next", "Baghlan may follow": what may come, said of a full verb.

    Not "could not", which tells of the past as often, nor a clause of time or purpose.
    """
    opened = {low(tree.words[k]) for k in tree.children(n, "advmod")} & words.lists["modals.opens"]
    bare = tree.words[n].text.lower() == tree.words[n].lemma.lower()
    passive = "be" in {low(tree.words[k]) for k in tree.children(n, "aux:pass")}
    that = {low(tree.words[k]) for k in tree.children(n, "mark")} <= {"that"}
    if tree.words[n].upos != "VERB" or not (bare or passive) or opened or not that:
        return []
    if negations(tree, n, words) and not aux & words.lists["modals.doubt"]:
        return []
    return sorted(aux & words.lists["modals.coming"])


def _impending(tree: Tree, n: int) -> str | None:
    """ "An impending attack": an act in a noun that lies ahead."""
    return impending(tree, n) if tree.words[n].upos == "NOUN" else None


def _future_phrase(tree: Tree, n: int, words: StanceWords) -> str | None:
    """A phrase of the future right before the verb ("about to seize"), or a headline's "to"."""
    marks = [k for k in tree.children(n, "mark") if k < n and low(tree.words[k]) == "to"]
    if not marks or _aim_is_to(tree, n, words):
        return None
    for start in range(max(0, marks[0] - 4), marks[0]):
        size = phrase_at(tree, start, words.phrases["future_before"])
        if size and start + size in (marks[0] + 1, n):
            return " ".join(low(w) for w in tree.words[start : start + size])
    headline = tree.words[n].head < 0 and tree.children(n, "nsubj", "nsubj:pass")
    return "to" if headline else None


def _aim_is_to(tree: Tree, n: int, words: StanceWords) -> bool:
    """Whether the clause says what an aim is ("the strategy is to destroy the opposition")."""
    subject = tree.child(n, "nsubj")
    if subject is None or not words.has("modals.aims", tree.words[subject].lemma.lower()):
        return False
    return any(low(tree.words[k]) == "to" for k in tree.children(n, "mark"))


def future_adverb(tree: Tree, n: int, words: StanceWords) -> str | None:
    """An adverb or phrase of the future in the clause of ``n``, unless the clause is past."""
    if is_past(tree, n):
        return None
    for k in range(*_clause_edges(tree, n)):
        size = phrase_at(tree, k, words.phrases["future"])
        if size and any(_within(tree, j, n) for j in range(k, k + size)):
            return " ".join(low(w) for w in tree.words[k : k + size])
    return None


def _within(tree: Tree, j: int, n: int) -> bool:
    head = tree.words[j].head
    return head == n or (head >= 0 and tree.words[head].head == n)


def _hedge(tree: Tree, n: int, words: StanceWords) -> str | None:
    for k in tree.kids[n]:
        word = tree.words[k]
        if word.deprel == "advmod" and words.has("hedges", low(word)):
            return word.text.lower()
        if word.deprel == "parataxis" and words.has("hedge_verbs", word.lemma.lower()):
            return low(word)
        size = phrase_at(tree, k, words.phrases["hedges"])
        if size > 1:
            return " ".join(low(w) for w in tree.words[k : k + size])
    return None


def is_past(tree: Tree, n: int) -> bool:
    """Whether the clause of ``n`` is told in the past (by its auxiliaries, else by its form)."""
    aux = {low(tree.words[k]) for k in tree.children(n, "aux", "aux:pass", "cop")}
    if aux & _PAST:
        return True
    word = tree.words[n]
    text = low(word)
    if aux or word.upos != "VERB" or (tree.children(n, "mark") and text == word.lemma):
        return False
    return text != word.lemma.lower() and not text.endswith(("ing", "s"))


def is_question(tree: Tree, n: int) -> bool:
    """Whether the sentence part that holds ``n`` ends in a question mark; tags are none."""
    end = next((k for k in range(n + 1, len(tree.words)) if tree.words[k].text[:1] in ".?!"), None)
    if end is None or "?" not in tree.words[end].text:
        return False
    comma = max((k for k in range(n + 1, end) if tree.words[k].text == ","), default=None)
    if comma is None:
        return True
    tag = [low(w) for w in tree.words[comma + 1 : end]]
    return not (_is_tag(tree, comma + 1, tag))


def _is_tag(tree: Tree, first: int, tag: list[str]) -> bool:
    if len(tag) == 1:
        return tag[0] in _TAGS
    return (
        2 <= len(tag) <= 3
        and tree.words[first].upos == "AUX"
        and tree.words[first + len(tag) - 1].upos == "PRON"
    )
