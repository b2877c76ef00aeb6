"""The governors of an act, from its own clause up to the sentence's root or the speaker's words.

Each step says which of the governor's own marks reach the act, and what the governor does to it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from contested.claims.conditions import is_protasis
from contested.claims.model import Modality
from contested.claims.nouns import words_of
from contested.claims.operators import is_past, low, negations
from contested.claims.stance_words import Carries, Effect, StanceWords
from contested.claims.syntax import is_passive
from contested.claims.tree import SUBJECTS, Tree

_CLAUSE = ("xcomp", "ccomp", "csubj", "csubj:pass", "advcl", "acl")
_NOMINAL = ("obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss")
_TEMPORAL = frozenset(("when", "once", "until", "till", "before", "after", "whenever"))
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adj"}
_COMPLEMENT = frozenset(("to", "from", "of", "that", "into", "for"))
PROTASIS = "inside a condition"


@dataclass(frozen=True, slots=True)
class Step:
    """A word on the way up: which of its own marks count, and what it does to the act below.

    ``open_end`` on the last step: a question mark or a condition of the sentence reaches the act.
    """

    node: int
    below: int  # the word this step came from, -1 at the start
    carries: Carries
    flips: bool = False
    reads: Modality | None = None
    why: str = ""
    stop: bool = False
    open_end: bool = True


def steps(
    tree: Tree,
    start: int,
    edge: Callable[[int], bool],
    words: StanceWords,
    state: bool = False,
) -> tuple[Step, ...]:
    """Steps from the predicate ``start`` upwards, the first being the predicate itself.

    ``edge`` tells whether a word lies beyond the words of the last speaker; ``state``: a noun
    that names a lasting state ("ally") is not touched by what is done to whom it names.
    """
    out = [Step(start, -1, "all")]
    limit: Carries = "all"
    node, seen = start, {start}
    while (head := tree.words[node].head) >= 0 and head not in seen:
        seen.add(head)
        if edge(head):
            break
        step = _step(tree, node, head, words, state and node == start)
        if tree.words[node].deprel != "conj":  # what a conjunct shares does not limit what follows
            limit = _both(limit, step.carries)
            step = replace(step, carries=limit)
        else:
            step = replace(step, carries=_both(limit, step.carries))
        out.append(step)
        if step.stop:
            break
        node = head
    return tuple(out)


def _both(a: Carries, b: Carries) -> Carries:
    if a in ("all", b):
        return b
    return a if b == "all" else "none"


def _step(tree: Tree, c: int, g: int, words: StanceWords, state: bool) -> Step:
    rel = tree.words[c].deprel
    if state and (rel in _NOMINAL or rel in SUBJECTS):
        return Step(g, c, "none", stop=True, open_end=False)
    if rel == "conj" and (_but_to(tree, c, g) or _sets_out_to(tree, c, g)):
        return Step(g, c, "none", reads="hypothetical", why="purpose", stop=True, open_end=False)
    if rel == "conj":
        return Step(g, c, _shared(tree, c, g))
    if rel == "advcl" and is_protasis(tree, c, words):
        return Step(g, c, "none", reads="hypothetical", why=PROTASIS, stop=True)
    if rel in _CLAUSE:
        return _clause(tree, c, g, words)
    if rel in _NOMINAL or rel in SUBJECTS:
        return _nominal(tree, c, g, words)
    aside = rel in ("parataxis", "root", "dep")
    return Step(g, c, "none", stop=True, open_end=aside)


def _shared(tree: Tree, c: int, g: int) -> Carries:
    """What a coordinated clause shares with the first: its auxiliaries when the form goes on."""
    if tree.children(c, "nsubj", "nsubj:pass", "aux", "cop", "expl"):
        return "none"
    bare = [tree.words[k].text.lower() == tree.words[k].lemma.lower() for k in (c, g)]
    if bare[0] != bare[1]:
        return "none"
    joined = {low(tree.words[k]) for k in tree.children(c, "cc")}
    if joined & {"or", "nor"}:
        return "all"
    if joined & {"but"} or not tree.children(g, "aux", "mark"):
        return "none" if joined & {"but"} else "modality"
    return "all" if bare[0] else "modality"


def _clause(tree: Tree, c: int, g: int, words: StanceWords) -> Step:
    of = _of(tree, c)
    if _sets_out_to(tree, c, g):
        return Step(g, c, "none", reads="hypothetical", why="purpose", stop=True, open_end=False)
    if _open_question(tree, c, g, words):
        return Step(g, c, "none", reads="hypothetical", why="open question", stop=True)
    found = _lookup(tree, g, of, words)
    if found is not None and not _circumstance(tree, c):
        return _governed(tree, c, g, found, words)
    rel = tree.words[c].deprel
    if any(low(tree.words[k]) in ("whether", "if") for k in tree.children(c, "mark")):
        return Step(g, c, "none", reads="hypothetical", why="indirect question", stop=True)
    if rel == "xcomp":
        return _have_to(tree, c, g) or Step(g, c, "all")
    if rel in ("ccomp", "csubj", "csubj:pass"):
        return _reported(tree, c, g, words)
    return _adverbial(tree, c, g, of)


def _open_question(tree: Tree, c: int, g: int, words: StanceWords) -> bool:
    """ "It was not clear who did it", "unclear how many will stay": a question (codebook 7.6)."""
    if tree.words[c].deprel not in ("ccomp", "csubj", "csubj:pass", "advcl", "acl"):
        return False
    word = tree.words[g].lemma.lower()
    opens = low(tree.words[min(tree.subtree(c))]) in words_of("asking")
    unknown = word in words_of("unknown")
    known = word in words_of("known") and len(negations(tree, g, words, but=c)) % 2 == 1
    return opens and g < c and (unknown or known)


def _circumstance(tree: Tree, c: int) -> bool:
    """Whether an adverbial clause is no complement, by its conjunction ("by attacking")."""
    if tree.words[c].deprel != "advcl":
        return False
    marks = {low(tree.words[k]) for k in tree.children(c, "mark", "case") if k < c}
    first = min(tree.subtree(c))
    parted = first > 0 and "," in (tree.words[first].text, tree.words[first - 1].text)
    return not marks <= _COMPLEMENT or (parted and not marks)


def _of(tree: Tree, c: int) -> str:
    """How a clause hangs on its governor: from, to (also -ing) or that."""
    marks = {low(tree.words[k]) for k in tree.children(c, "mark", "case") if k < c}
    if "from" in marks:
        return "from"
    if _deemed(tree, c):
        return "that"
    text = low(tree.words[c])
    finite = tree.children(c, "aux", "cop") and "to" not in marks
    if "to" in marks or (text.endswith("ing") and not finite):
        return "to"
    return "to" if tree.words[c].deprel == "xcomp" else "that"


def _deemed(tree: Tree, c: int) -> bool:
    """ "Considers them to be an arm of the party" says what they are, not what is planned."""
    g = tree.words[c].head
    deems = g >= 0 and tree.words[g].lemma.lower() in words_of("regarding")
    return deems and bool(tree.children(c, "cop") and (tree.children(g, "obj", "ccomp", "xcomp")))


def _lookup(tree: Tree, g: int, of: str, words: StanceWords) -> Effect | None:
    """The listed effect of governor ``g``, with the word after it ("stop short") tried first."""
    word = tree.words[g]
    pos = _POS.get(word.upos)
    if pos is None:
        return None
    lemma = word.lemma.lower()
    if g + 1 < len(tree.words):
        found = words.governor(f"{lemma} {low(tree.words[g + 1])}", pos, of)
        if found is not None:
            return found
    if pos == "adj" and any(low(tree.words[k]) == "too" for k in tree.children(g, "advmod")):
        return words.governor("unable", "adj", of)
    passive = pos == "verb" and is_passive(tree, g)
    found = words.governor(lemma, pos, of, passive)
    if found is None and pos != "verb":  # "is expected to" may be parsed as an adjective
        found = words.governor(lemma, "verb", of, True) if of == "to" else None
    return found


def _governed(tree: Tree, c: int, g: int, effect: Effect, words: StanceWords) -> Step:
    word = tree.words[g]
    rel = tree.words[c].deprel
    if rel == "advcl" and effect.name in ("believes", "doubts"):
        return _adverbial(tree, c, g, _of(tree, c))
    if effect.name == "realises" and rel == "advcl" and _idle(tree, g, c):
        return Step(g, c, "none", flips=True, why="did nothing to", stop=True)
    if effect.name == "realises" and rel in ("ccomp",) and words.cues.verb(word.lemma):
        return _reported(tree, c, g, words)
    reads = effect.reads
    if effect.name == "shows" and len(negations(tree, g, words)) % 2 == 1:
        return Step(g, c, "none", reads="doubted", why=f"no {low(word)}", stop=True)
    if effect.name == "excludes" and not is_past(tree, c):
        reads = "future"
    if effect.name == "predicts" and _of(tree, c) == "that" and is_past(tree, c):
        reads = None
    why = f"governed by {low(word)} ({effect.name})"
    flips = effect.flips or _hopeless(tree, g, words)
    return Step(g, c, effect.carries, flips, reads, why)


def _hopeless(tree: Tree, g: int, words: StanceWords) -> bool:
    """ "Little chance that they will surrender" (codebook 7.5)."""
    if not words.has("negated_by.hopes", tree.words[g].lemma.lower()):
        return False
    said = {low(tree.words[k]) for k in tree.children(g, "amod")}
    return bool(said & words.lists["negated_by.scant"])


def _sets_out_to(tree: Tree, c: int, g: int) -> bool:
    """ "Came to Aleppo to destroy them": behind a goal, "to" says what for."""
    lemma = tree.words[g].lemma.lower()
    apart = tree.words[c].deprel == "conj" and tree.children(c, "cc")
    if not _to(tree, c) or apart:
        return False
    if lemma in words_of("dispatching"):  # "sent troops to retake the town"
        return True
    goals = (k for k in tree.children(g, "obl") if g < k < c)
    gone = any(tree.preposition(k) in ("to", "into") for k in goals)
    gone = gone or any(low(tree.words[k]) == "not" for k in tree.children(c, "advmod"))
    return lemma in words_of("setting_out") and gone


def _but_to(tree: Tree, c: int, g: int) -> bool:
    """ "Intervened not to fight, but to save him": the second aim, parsed beside the verb."""
    joined = any(low(tree.words[k]) == "but" for k in tree.children(c, "cc"))
    aims = (k for k in tree.children(g, "advcl", "xcomp") if g < k < c)
    return joined and _to(tree, c) and not _to(tree, g) and any(_to(tree, k) for k in aims)


def _to(tree: Tree, c: int) -> bool:
    return any(low(tree.words[k]) == "to" for k in tree.children(c, "mark"))


def _have_to(tree: Tree, c: int, g: int) -> Step | None:
    """ "Had to withdraw" happened; "has to withdraw" is a duty."""
    if tree.words[g].lemma != "have" or is_past(tree, g):
        return None
    return Step(g, c, "polarity", reads="hypothetical", why="has to")


def _reported(tree: Tree, c: int, g: int, words: StanceWords) -> Step:
    """A clause under a verb of saying that no attribution took up, or any other that-clause."""
    cue = words.cues.verb(tree.words[g].lemma)
    if cue is None:
        return Step(g, c, "none", stop=True)
    word = low(tree.words[g])
    negated = len(negations(tree, g, words, but=c)) % 2 == 1
    if cue.stance == "denied":
        return Step(g, c, "none", flips=not negated, why=f"{word} that", stop=True)
    if cue.stance == "doubted":
        return Step(g, c, "none", reads="doubted", why=f"{word} that", stop=True)
    if negated:
        reads: Modality = "doubted" if cue.cls == "endorse" else "hypothetical"
        return Step(g, c, "none", reads=reads, why=f"not {word} that", stop=True)
    return Step(g, c, "none", stop=True)


def _idle(tree: Tree, g: int, c: int) -> bool:
    return any(k != c and low(tree.words[k]) == "nothing" for k in tree.children(g, "obj"))


def _adverbial(tree: Tree, c: int, g: int, of: str) -> Step:
    """Adverbial clauses and clauses on nouns without a listed governor."""
    marks = {low(tree.words[k]) for k in tree.children(c, "mark", "advmod") if k < c}
    if "to" in marks and not low(tree.words[c]).endswith("ing"):
        if _idle(tree, g, c) or low(tree.words[g]) == "nothing":
            return Step(g, c, "none", flips=True, why="nothing to", stop=True)
        if tree.words[c].deprel == "acl" and _ranked(tree, g):
            return Step(g, c, "none", stop=True, open_end=False)
        if _headline(tree, c, g):
            return Step(g, c, "none", reads="future", why="headline", stop=True)
        return Step(g, c, "none", reads="hypothetical", why="purpose", stop=True, open_end=False)
    temporal = bool(marks & _TEMPORAL) and not is_past(tree, c)
    trailing = of == "to" and tree.words[c].deprel == "advcl" and marks <= {"by", "while", "then"}
    carries: Carries = "modality" if temporal or trailing else "none"
    return Step(g, c, carries, stop=True, open_end=trailing)


def _ranked(tree: Tree, noun: int) -> bool:
    """ "The first country to recognise it", "the last fighters to leave": they did."""
    return any(low(tree.words[k]) in words_of("ranks") for k in tree.children(noun, "amod"))


def _headline(tree: Tree, c: int, g: int) -> bool:
    """Whether "X to …" is a headline's future: a name, not a clause, at the root."""
    word = tree.words[g]
    return word.head < 0 and g < c and word.upos == "PROPN" and not tree.children(g, "cop", "case")


def _nominal(tree: Tree, c: int, g: int, words: StanceWords) -> Step:
    rel = tree.words[c].deprel
    found: Effect | None
    if rel in SUBJECTS:
        found = _lookup(tree, g, "subject", words) or _subject_effect(tree, g, words)
        below = tree.children(g, "xcomp", "ccomp")
        if found is not None and any(
            tree.words[k].lemma.lower() not in words_of("occurring") for k in below
        ):
            found = None  # "opposition is likely to prove an obstacle": the opposition is there
    else:
        found = _lookup(tree, g, "noun", words)
    closed = Step(g, c, "none", stop=True, open_end=False)
    if found is None:
        return closed
    if rel in ("obl", "nmod") and tree.preposition(c) in (
        "in",
        "after",
        "during",
        "since",
        "at",
        "by",
    ):
        return closed
    why = f"governed by {low(tree.words[g])} ({found.name})"
    ahead = found.name == "excludes" and rel in SUBJECTS  # "a strike is unlikely"
    return Step(g, c, found.carries, found.flips, "future" if ahead else found.reads, why)


def _subject_effect(tree: Tree, g: int, words: StanceWords) -> Effect | None:
    """A passive verb does to its subject what it does to an object ("the attack was averted")."""
    if not is_passive(tree, g):
        return None
    found = words.governor(tree.words[g].lemma.lower(), "verb", "noun")
    return found if found is not None and found.name != "realises" else None
