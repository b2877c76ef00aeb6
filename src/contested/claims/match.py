"""Which reading of a word holds in its sentence: the lexicon's conditions, checked in order."""

from dataclasses import dataclass

from contested.claims.lexicon import ActEntry, Lexicon
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import Filler, Slots, light_object_slots, slots_of
from contested.claims.tree import Tree
from contested.claims.victims import is_counted, is_total, is_vast

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_AGGREGATE_TIME = ("Temporal", "time")
_LONG = frozenset(("year", "years", "month", "months", "week", "weeks", "since", "war", "total"))
_LONG |= {"so", "far"}
_SHARES = frozenset(("part", "most", "half", "much", "all", "rest", "third", "quarter", "bulk"))
_SHARES |= {"fifth", "remainder", "some", "majority", "percent", "chunk"}
_TOLD = ("REQUEST", "ACCUSE", "THREATEN", "AID")
_SINCE = ("since", "total", "altogether")


@dataclass(frozen=True, slots=True)
class Match:
    """A reading that holds, with the slots it was read from (light objects opened)."""

    entry: ActEntry
    slots: Slots


def match_entry(lexicon: Lexicon, sorter: Sorter, tree: Tree, i: int, slots: Slots) -> Match | None:
    """The first reading of word ``i`` whose conditions hold, or None."""
    word = tree.words[i]
    pos = POS.get(word.upos)
    if pos is None:
        return None
    for entry in lexicon.entries_for(word.lemma, pos):
        found = _holds(sorter, tree, i, entry, slots)
        if found is not None:
            return Match(entry, found)
    return None


def _holds(sorter: Sorter, tree: Tree, i: int, entry: ActEntry, slots: Slots) -> Slots | None:
    """The slots to read when every condition of ``entry`` holds at ``i``, else None."""
    if entry.particle is not None and not _particle(tree, i, entry.particle):
        return None
    if entry.particle is None and entry.kind == "cause" and tree.children(i, "compound:prt"):
        return None  # "keep up" is another verb than "keep"
    objects = slots.get("obj", ())
    if entry.object:
        if not any(_lemma_in(tree, _part_of(tree, f.head), entry.object) for f in objects):
            return None
        slots = light_object_slots(tree, i, slots)
    if entry.not_object and any(_lemma_in(tree, f.head, entry.not_object) for f in objects):
        return None
    subjects = slots.get("subj") or slots.get("copula", ())
    if entry.subject and not any(_is_subject(sorter, tree, f.head, entry) for f in subjects):
        return None
    if entry.subject and "subj" not in entry.roles and entry.pos == "verb":
        slots = light_object_slots(tree, i, slots, "subj")
    if entry.modifier and not _modified(tree, i, entry.modifier):
        return None
    if entry.case and tree.preposition(i) not in entry.case:
        return None
    if entry.kind == "control" and tree.children(i, "expl"):
        slots = _with_what_is_there(tree, slots)
    if entry.prep and not _governs(tree, entry, slots):
        slots = light_object_slots(tree, i, slots) if entry.pobj and entry.pos == "verb" else slots
        if not _governs(tree, entry, slots):  # "stripped activists of their citizenship"
            return None
    if entry.pobj:
        slots = _open_prepositional(tree, entry, slots)
    if entry.clause is not None and not _clause(tree, entry.clause, slots):
        return None
    return slots if _needs(sorter, tree, i, entry, slots) else None


def _is_subject(sorter: Sorter, tree: Tree, head: int, entry: ActEntry) -> bool:
    """Whether the subject is one of those listed; a known group or state is a fighting one."""
    if _lemma_in(tree, head, entry.subject):
        return True
    word = tree.words[head]
    strict = entry.needs in ("place", "named_place") or entry.act in ("ASSAULT", "COERCE")
    if "fighter" not in entry.subject or not strict:
        return False
    if word.upos != "PROPN" or not sorter.known(word.text):
        return False
    people = (x for x in tree.sentence.names if x.label.lower() == "person")
    return not any(x.first <= head < x.last for x in people)


def _particle(tree: Tree, i: int, particle: str) -> bool:
    return any(
        tree.words[k].text.lower() == particle
        for k in tree.children(i, "compound:prt", "advmod", "case", "xcomp", "amod")
    ) or (i + 1 < len(tree.words) and tree.words[i + 1].text.lower() == particle)


def _lemma_in(tree: Tree, head: int, allowed: frozenset[str]) -> bool:
    word = tree.words[head]
    low = word.text.lower()
    if word.lemma.lower() in allowed or low in allowed:
        return True
    if word.upos == "PROPN" and low.removesuffix("s") in allowed:  # "Rockets hit …" at the start
        return True
    return any(
        f"{tree.words[k].text} {word.lemma}".lower() in allowed
        or (word.upos == "PROPN" and tree.words[k].text == "Operation" and "operation" in allowed)
        for k in tree.children(head, "compound", "amod")
    )


def _modified(tree: Tree, i: int, modifiers: frozenset[str]) -> bool:
    return any(
        tree.words[k].lemma.lower() in modifiers or tree.words[k].text.lower() in modifiers
        for k in tree.children(i, "compound", "amod", "nmod:poss")
    )


def _governs(tree: Tree, entry: ActEntry, slots: Slots) -> bool:
    fillers = [f for p in entry.prep for f in slots.get(p, ())]
    if not entry.pobj:
        return bool(fillers)
    return any(_lemma_in(tree, f.head, entry.pobj) for f in fillers)


def _with_what_is_there(tree: Tree, slots: Slots) -> Slots:
    """ "There are 2,000 troops in Gao": where they are hangs on the verb or on the subject."""
    out = dict(slots)
    for filler in slots.get("subj", ()):
        for name, fillers in slots_of(tree, filler.head).items():
            if name not in ("clause", "copula", "appos", "amod", "compound", "poss", "by"):
                out[name] = out.get(name, ()) + fillers
    return out


def _open_prepositional(tree: Tree, entry: ActEntry, slots: Slots) -> Slots:
    """``slots`` with what hangs on the noun that ``pobj`` names ("remain in the hands of X")."""
    out = dict(slots)
    for filler in (f for p in entry.prep for f in slots.get(p, ())):
        if not _lemma_in(tree, filler.head, entry.pobj):
            continue
        for name, fillers in slots_of(tree, filler.head).items():
            if name not in ("clause", "copula", "appos"):
                out[name] = out.get(name, ()) + fillers
    return out


def _clause(tree: Tree, wanted: str, slots: Slots) -> bool:
    for filler in slots.get("clause", ()):
        word = tree.words[filler.head]
        marks = {tree.words[m].text.lower() for m in tree.children(filler.head, "mark")}
        if wanted == "to" and "to" in marks:
            return True
        if wanted == "that" and (
            word.deprel == "ccomp" or (word.deprel == "csubj" and "that" in marks)
        ):
            return True
        if wanted == "ing" and word.text.lower().endswith("ing"):
            return True
        if wanted == "adj" and word.upos == "ADJ":
            return True
        if wanted == "bare" and word.upos == "VERB" and "to" not in marks:
            return True
    return False


def _role_fillers(entry: ActEntry, slots: Slots, role: str) -> list[Filler]:
    return [f for s, r in entry.roles.items() if role in r.split("|") for f in slots.get(s, ())]


def _needs(sorter: Sorter, tree: Tree, i: int, entry: ActEntry, slots: Slots) -> bool:
    """Whether what the entry asks for is there."""
    need = entry.needs
    if need is None:
        return True
    targets = _role_fillers(entry, slots, "target") + _role_fillers(entry, slots, "both")
    stands = entry.kind == "relation" or entry.act in _TOLD  # capitals stand for their states
    places = [f for r in ("place", "to", "from", "via") for f in _role_fillers(entry, slots, r)]
    if need == "target_actor":
        return any(_side(sorter, tree, f.head, stands) for f in targets)
    if need == "target_actor_or_place":
        ends = targets + places
        return _by_arms(sorter, tree, entry, slots) or any(
            sorter.acts(tree, f.head) or sorter.sort(tree, f.head) in ("place", "object")
            for f in ends
        )
    if need == "place":
        return any(_place(sorter, tree, f.head) for f in _what_is_held(entry, slots, places))
    if need == "named_place":
        return any(
            sorter.sort(tree, f.head) == "place" or _unknown_name(sorter, tree, f.head)
            for f in _what_is_held(entry, slots, places)
        )
    if need == "agent_actor":
        sides = _role_fillers(entry, slots, "agent") + _role_fillers(entry, slots, "both")
        return any(_side(sorter, tree, f.head, stands) and not _plain(tree, f.head) for f in sides)
    if need == "is_to":
        return tree.words[i].deprel == "nsubj" and _is_to(tree, tree.words[i].head)
    if need == "copula_actor":
        said = bool(tree.children(i, "cop")) or tree.preposition(i) == "as"
        return said and any(sorter.acts(tree, f.head) for f in slots.get("copula", ()))
    if need == "counted":
        return bool(tree.children(i, "nummod"))
    if need == "subject_actor":
        subjects = slots.get("subj", ()) or slots.get("poss", ())
        return any(sorter.acts(tree, f.head) or _named(tree, f.head) for f in subjects)
    if need == "no_object":
        return not slots.get("obj")
    if need == "no_subject":  # "troops stationed in Gao" are there, "stationed troops" sent them
        return not slots.get("subj")
    if need == "object":
        return bool(slots.get("obj"))
    if need == "subject_event":
        return any(sorter.sort(tree, f.head) in ("thing", "weapon") for f in slots.get("subj", ()))
    if need == "effect_event":
        effects = _role_fillers(entry, slots, "effect")
        return any(tree.words[f.head].upos in ("NOUN", "VERB") for f in effects)
    return need == "aggregate" and _aggregate(tree, i, targets, entry.what)


def _side(sorter: Sorter, tree: Tree, head: int, stands: bool) -> bool:
    """Whether a word may name a side: "tensions between Ankara and Washington" are two states'."""
    word = tree.words[head]
    paired = word.lemma.lower() in words_of("sides_of_two") and bool(tree.children(head, "nummod"))
    named = word.upos == "PROPN" and sorter.known(word.text)
    return sorter.acts(tree, head) or (stands and (named or paired))


def _is_to(tree: Tree, k: int) -> bool:
    """ "Their mission *is to* train soldiers"."""
    marks = (tree.words[m].text.lower() for m in tree.children(k, "mark"))
    return bool(tree.children(k, "cop")) and "to" in marks


def _by_arms(sorter: Sorter, tree: Tree, entry: ActEntry, slots: Slots) -> bool:
    """Whether fighters or their weapons do it to a thing: "jets struck gatherings of the enemy"."""
    things = [tree.words[f.head] for f in slots.get("obj", ())]
    if entry.act != "ASSAULT" or entry.prep or not any(w.upos == "NOUN" for w in things):
        return False
    topics = sorter.lexicon.classes["topics"]
    if any(w.lemma.lower() in topics for w in things):
        return False
    return any(_armed(sorter, tree, f.head) for f in slots.get("subj", ()) + slots.get("by", ()))


def _armed(sorter: Sorter, tree: Tree, head: int) -> bool:
    word = tree.words[head]
    lemma = word.lemma.lower()
    forces = sorter.lexicon.classes["force-nouns"] & sorter.lexicon.classes["combatant"]
    return word.upos == "NOUN" and (lemma in forces or sorter.lexicon.weapon(lemma) is not None)


def _named(tree: Tree, head: int) -> bool:
    """A name, or a number that stands for those it counts: "twelve died"."""
    return tree.words[head].upos in ("PROPN", "NUM")


def _what_is_held(entry: ActEntry, slots: Slots, places: list[Filler]) -> list[Filler]:
    """The object when it is the place and stands there: not where the act went on ("held in")."""
    if entry.roles.get("obj") != "place" or entry.particle or entry.prep:
        return places
    return list(slots.get("obj") or slots.get("over", ()) + slots.get("of", ()))


def _place(sorter: Sorter, tree: Tree, head: int) -> bool:
    """A place or site, or a proper noun that nothing knows to be anything else ("Arbin fell")."""
    head = _part_of(tree, head)
    word = tree.words[head]
    if word.lemma == "mine" and tree.children(head, "nmod", "compound", "amod"):
        return True  # "the copper mines of Pangwa", no landmine
    if _of_land(tree, head):
        return True
    movable = sorter.lexicon.classes.get("movable", frozenset())
    if word.lemma.lower() in movable or word.text.lower().removesuffix("s") in movable:
        return False
    return sorter.sort(tree, head) in ("place", "object") or _unknown_name(sorter, tree, head)


def _of_land(tree: Tree, head: int) -> bool:
    """ "Its southern edge", "500 square kilometres": land, though no place by itself."""
    lemma = tree.words[head].lemma.lower()
    if lemma in words_of("land_measures"):
        marks = {tree.words[k].text.lower() for k in tree.children(head, "amod", "compound")}
        return "square" in marks or lemma in ("hectare", "acre")
    bearing = {tree.words[k].text.lower() for k in tree.children(head, "amod", "compound")}
    owned = tree.children(head, "nmod:poss", "nmod") or bearing & words_of("compass")
    return lemma in words_of("land_parts") and bool(owned)


def _part_of(tree: Tree, head: int) -> int:
    """What a share is a share of: "four of the five states", "most of the city"."""
    word = tree.words[head]
    share = word.upos == "NUM" or word.lemma.lower() in _SHARES
    wholes = [k for k in tree.children(head, "nmod", "obl") if tree.preposition(k) == "of"]
    return wholes[0] if share and wholes else head


def _unknown_name(sorter: Sorter, tree: Tree, head: int) -> bool:
    word = tree.words[head]
    named = word.upos == "PROPN" and word.text[:1].isupper() and not word.text.isupper()
    return named and sorter.sort(tree, head) == "thing"


_PLACES = frozenset(
    {"village", "town", "city", "hill", "base", "checkpoint", "position", "district"}
)


def _aggregate(tree: Tree, i: int, targets: list[Filler], what: str | None) -> bool:
    """A total over many incidents: counted victims and a stretch of time, no single occasion.

    Only words of the predicate's own clause count as its time.
    """
    if not any(is_counted(tree, f.head) for f in targets):
        return False
    vast = is_total(tree, i) and any(is_vast(tree, f.head) for f in targets)
    if _lasting(tree, i) or ((vast or what == "displaced") and _by_nobody(tree, i, vast)):
        return True
    if any(tree.words[f.head].lemma.lower() in _PLACES for f in targets):
        return False  # captured villages are no victims
    if tree.words[i].deprel in ("acl", "acl:relcl") and _is_counted(tree, tree.words[i].head):
        return True
    own = tree.subtree(i, ("conj", "parataxis", "acl:relcl"))
    named = [s for s in tree.sentence.names if s.label in _AGGREGATE_TIME and s.first in own]
    spans = [s for s in named if _dates(tree, i, range(s.first, s.last))]
    words = {w.text.lower() for s in spans for w in tree.words[s.first : s.last]}
    if words & _LONG and "ago" not in words and not _single(tree, i, targets):
        return True
    return any(tree.words[k].text.lower() in _SINCE and _of(tree, k, i) for k in own)


def _of(tree: Tree, k: int, i: int) -> bool:
    """Whether "since" or "total" belongs to the verb: not "the worst raid since May"."""
    if tree.words[k].text.lower() != "since":
        return True
    above = tree.words[k].head
    return i in (above, tree.words[above].head if above >= 0 else above)


def _single(tree: Tree, i: int, targets: list[Filler]) -> bool:
    """Whether one occasion did it: "a chemical attack killed dozens a year ago"."""
    slots = slots_of(tree, i)
    heads = {f.head for p in ("subj", "by", "in") for f in slots.get(p, ())}
    heads -= {f.head for f in targets}
    one = (k for k in heads if tree.words[k].text.lower() == tree.words[k].lemma.lower())
    acts = words_of("single_acts")
    return any(tree.words[k].lemma.lower() in acts for k in one)


def _dates(tree: Tree, i: int, span: range) -> bool:
    """Whether words of time say when it was, and not when something else was: "killed in the
    biggest challenge in years"."""
    above = next((tree.words[k].head for k in span if tree.words[k].head not in span), i)
    if above in (i, tree.words[i].head):
        return True
    return tree.words[above].upos != "NOUN" or tree.words[above].lemma.lower() in words_of("spans")


def _by_nobody(tree: Tree, i: int, vast: bool) -> bool:
    """ "A million people have been displaced": by no side that is named."""
    perfect = vast or any(tree.words[k].lemma == "have" for k in tree.children(i, "aux"))
    passive = bool(tree.children(i, "aux:pass"))
    return perfect and passive and not slots_of(tree, i).get("by")


def _lasting(tree: Tree, i: int) -> bool:
    """Whether a war or a hunger is what kills: "the siege has cost 400 lives"."""
    slots = slots_of(tree, i)
    doers = (*slots.get("subj", ()), *slots.get("by", ()))
    subjects = [tree.words[f.head].lemma.lower() for f in doers]
    during = (f for p in ("in", "during") for f in slots.get(p, ()))
    if any(tree.words[f.head].lemma.lower() in words_of("wars") for f in during):
        return True  # "have died in the war"
    if any(x in words_of("no_acts") for x in subjects):
        return True
    led = (i, tree.words[i].head) if tree.words[i].deprel == "conj" else (i,)
    perfect = any(tree.words[k].lemma == "have" for v in led for k in tree.children(v, "aux"))
    return perfect and any(x in words_of("long_acts") for x in subjects)


def _is_counted(tree: Tree, noun: int) -> bool:
    """ "Has documented 31 people killed there": somebody counts them."""
    up = tree.words[noun].head
    direct = tree.words[noun].deprel in ("obj", "nmod", "obl")
    return direct and up >= 0 and tree.words[up].lemma.lower() in words_of("counting")


def _plain(tree: Tree, head: int) -> bool:
    """Whether a modifier is a common adjective, no name ("my best friend")."""
    word = tree.words[head]
    return word.upos == "ADJ" and not word.text[:1].isupper()
