"""Acts that were withheld from someone: "hit the moderates while sparing the jihadists".

An avoidance is the act of its neighbour with polarity −; so is a contrast ("struck rebels, not the
group") and a force that is "nowhere to be seen". Vocabulary: ``[avoidance]`` in ``stance.toml``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contested.claims.frame import Draft, Slot
from contested.claims.lexicon import Lexicon
from contested.claims.match import match_entry
from contested.claims.operators import low, phrase_at
from contested.claims.predicates import scope_of
from contested.claims.roles import Roles, read_roles
from contested.claims.sorts import Sorter
from contested.claims.stance_words import StanceWords, load_stance_words
from contested.claims.syntax import Filler, slots_of
from contested.claims.tree import SUBJECTS, Tree

_NEAR = ("advcl", "conj", "parataxis", "xcomp", "acl:relcl")
_ARGUMENT = ("obj", "obl", "nmod", "conj", "appos", "nsubj", "nsubj:pass", "dep", "parataxis")


@dataclass(frozen=True, slots=True)
class _Act:
    """The act that an avoidance withholds."""

    act: str
    mode: str | None
    acled: str | None


_NOUN = ("NOUN", "PROPN")
_FORCE = _Act("ASSAULT", None, None)


@dataclass(frozen=True, slots=True)
class _Reader:
    s: int
    tree: Tree
    lexicon: Lexicon
    sorter: Sorter
    words: StanceWords


def avoidance_drafts(s: int, tree: Tree, lexicon: Lexicon, sorter: Sorter) -> tuple[Draft, ...]:
    """Drafts of what sentence ``s`` says was not done to someone, in text order.

    The predicate is the avoiding verb, "nowhere", or the head of the contrasted noun group.
    Nothing is returned unless what is avoided is an actor and an act of force stands beside it, or
    the one who avoids is armed.
    """
    reader = _Reader(s, tree, lexicon, sorter, load_stance_words())
    out: dict[int, Draft] = {}
    for i, word in enumerate(tree.words):
        text = low(word)
        if word.upos == "VERB":
            found = _avoided(reader, i)
        elif text == "nowhere":
            found = _unseen(reader, i)
        elif text in reader.words.phrases["contrasts"]:
            found = _contrasted(reader, i)
        else:
            continue
        for draft in found:
            out.setdefault(draft.predicate, draft)
    return tuple(out[k] for k in sorted(out))


def _avoided(r: _Reader, i: int) -> Iterator[Draft]:
    """ "… while avoiding the group", "left the group alone", "steered clear of the group"."""
    lemma = r.tree.words[i].lemma.lower()
    slots = slots_of(r.tree, i)
    if r.words.has("avoidance.verbs", lemma) or (lemma == "leave" and _left_alone(r, i)):
        spared = slots.get("obj", ())
    else:
        spared = _by_phrase(r, i, lemma)
    spared = tuple(f for f in spared if r.sorter.acts(r.tree, f.head))
    if not spared:
        return
    act = _neighbour(r, i)
    subjects = slots.get("subj", ()) or slots.get("by", ())
    if act is None:
        if r.words.has("avoidance.beside_an_act", lemma) or not _armed(r, subjects):
            return
        act = _FORCE
    agents = tuple(Slot(f.head, role="subj", inferred=f.inherited) for f in subjects)
    targets = tuple(Slot(f.head, role="obj", inferred=f.inherited) for f in spared)
    yield _draft(r, i, act, Roles(agents, targets))


def _left_alone(r: _Reader, i: int) -> bool:
    kids = r.tree.children(i, "xcomp", "advmod", "amod", "obl", "acl", "ccomp")
    return any(r.words.has("avoidance.left", low(r.tree.words[k])) for k in kids)


def _by_phrase(r: _Reader, i: int, lemma: str) -> tuple[Filler, ...]:
    """Whom a set phrase spares: verb, then a word of its own, then a preposition."""
    for _, inner, preposition in r.words.phrases["avoidance"].get(lemma, ()):
        after = [low(w) for w in r.tree.words[i + 1 : i + 6]]
        if inner in after and preposition in after[after.index(inner) :]:
            at = i + 1 + after.index(preposition, after.index(inner))
            head = r.tree.words[at].head
            return (Filler(head),) if head > at else ()
    return ()


def _neighbour(r: _Reader, i: int) -> _Act | None:
    """The act of force in the clause that ``i`` hangs on, or that hangs on ``i``."""
    near: list[int] = []
    if r.tree.words[i].deprel in _NEAR:
        near.extend(list(r.tree.ancestors(i))[:3])
    near.extend(r.tree.children(i, "advcl", "conj", "parataxis"))
    force = r.words.lists["avoidance.acts"]
    for k in near:
        if r.tree.words[k].upos == "VERB":
            found = match_entry(r.lexicon, r.sorter, r.tree, k, slots_of(r.tree, k))
            if found is not None and (found.entry.act or "").lower() in force:
                return _Act(str(found.entry.act), found.entry.mode, found.entry.acled)
    return None


def _armed(r: _Reader, subjects: tuple[Filler, ...]) -> bool:
    """Whether the one who avoids can use force: fighters, a weapon's crew, or a named actor."""
    for f in subjects:
        word = r.tree.words[f.head]
        lemma = word.lemma.lower()
        attack = "attack" in r.lexicon.classes and lemma in r.lexicon.classes["attack"]
        if attack or lemma in r.lexicon.classes["combatant"] or r.lexicon.weapon(lemma):
            return True
        if word.upos == "PROPN" and r.sorter.sort(r.tree, f.head) in ("actor", "place"):
            return True
    return False


def _unseen(r: _Reader, i: int) -> Iterator[Draft]:
    """ "The jets were nowhere to be seen": no act of theirs on whoever the clause beside names."""
    if not phrase_at(r.tree, i, r.words.phrases["unseen"]):
        return
    head = i if r.tree.children(i, "nsubj") else r.tree.words[i].head
    subjects = _absent(r, i, head)
    if not _armed(r, subjects):
        return
    weapon = r.lexicon.weapon(r.tree.words[subjects[0].head].lemma)
    act = _FORCE if weapon is None else _Act("ASSAULT", weapon.mode, weapon.acled)
    taken = {f.head for f in subjects}
    targets = tuple(Slot(k, role="subj", inferred=True) for k in _others(r, head, taken))
    agents = tuple(Slot(f.head, role="subj") for f in subjects)
    yield _draft(r, i, act, Roles(agents, targets))


def _absent(r: _Reader, i: int, head: int) -> tuple[Filler, ...]:
    """Who is nowhere: the noun group right before "were nowhere", else the clause's subject."""
    if i > 1 and r.tree.words[i - 1].upos == "AUX" and r.tree.words[i - 2].upos in _NOUN:
        return (Filler(i - 2),)
    return tuple(Filler(k) for k in r.tree.children(head, "nsubj")) if head >= 0 else ()


def _others(r: _Reader, head: int, taken: set[int]) -> tuple[int, ...]:
    """The actor that the clauses beside ``head`` are about, the nearest one."""
    tree = r.tree
    if head < 0:
        return ()
    near = [
        head,
        *tree.children(head, "advcl", "conj", "parataxis"),
        *list(tree.ancestors(head))[:2],
    ]
    for k in near:
        for f in slots_of(tree, k).get("subj", ()) if tree.words[k].upos == "VERB" else ():
            if f.head not in taken and r.sorter.acts(tree, f.head):
                return (f.head,)
    return ()


def _contrasted(r: _Reader, i: int) -> Iterator[Draft]:
    """ "struck the rebels, not the group": the same act, without the one set apart."""
    size = phrase_at(r.tree, i, r.words.phrases["contrasts"])
    if not size or i + size >= len(r.tree.words):
        return
    k = _group_after(r, i, i + size)
    if k is None or not r.sorter.acts(r.tree, k) or r.tree.words[k].upos == "PRON":
        return
    verb = next((g for g in r.tree.ancestors(k) if r.tree.words[g].upos == "VERB"), None)
    if verb is None:
        return
    slots = slots_of(r.tree, verb)
    found = match_entry(r.lexicon, r.sorter, r.tree, verb, slots)
    if found is None or found.entry.kind != "event" or found.entry.act is None:
        return
    roles = read_roles(r.tree, verb, found.entry, found.slots, r.sorter)
    agents = tuple(x for x in roles.agents if x.head != k)
    targets = tuple(x for x in roles.targets if x.head != k)
    places = tuple(x for x in roles.places if x.head != k)
    act = _Act(found.entry.act, found.entry.mode, found.entry.acled)
    apart = (Slot(k, role="contrast"),)
    if _stands_with(r.tree, k, verb, i) == "subject":
        yield _draft(r, k, act, Roles(apart, targets, (), places))
    elif agents:
        yield _draft(r, k, act, Roles(agents, apart))


def _group_after(r: _Reader, first: int, start: int) -> int | None:
    """The head of the noun group that follows a contrasting phrase, if the phrase is its own."""
    k = start
    while r.tree.words[k].upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
        head = r.tree.words[k].head
        if head <= k or r.tree.words[head].upos not in ("NOUN", "PROPN"):
            break
        k = head
    word = r.tree.words[k]
    if word.upos not in ("NOUN", "PROPN") or word.deprel not in _ARGUMENT:
        return None
    own = any(r.tree.words[j].head == k or j in r.tree.kids[k] for j in range(first, start))
    parted = first > 0 and r.tree.words[first - 1].text in (",", "—", "–")
    return k if own or parted else None


def _stands_with(tree: Tree, k: int, verb: int, at: int) -> str:
    """Whether the one set apart is contrasted with the subject or with the object of ``verb``."""
    lead = tree.lead(k)
    return "subject" if tree.words[lead].deprel in SUBJECTS or at < verb else "object"


def _draft(r: _Reader, predicate: int, act: _Act, roles: Roles) -> Draft:
    contrast = r.tree.words[predicate].upos in _NOUN
    heads = [x.head for x in (*roles.agents, *roles.targets, *roles.places)] if contrast else []
    return Draft(
        sentence=r.s,
        predicate=predicate,
        kind="event",
        act=act.act,
        mode=act.mode,
        acled=act.acled,
        sign=None,
        agents=roles.agents,
        targets=roles.targets,
        objects=(),
        places=roles.places,
        scope=scope_of(r.tree, predicate) | frozenset(heads),
        score=0.6 if contrast else 0.74,
        why=(f"{'contrast' if contrast else 'avoidance'} {low(r.tree.words[predicate])}",),
        fixed_polarity="-",
    )
