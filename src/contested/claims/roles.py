"""Who fills which role of an act: syntactic slots -> roles, as the lexicon's frame says."""

from dataclasses import dataclass, replace

from contested.claims.deeds import doers_around, doers_of, waged_against
from contested.claims.frame import Slot
from contested.claims.lexicon import ActEntry
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import Filler, Slots, is_passive
from contested.claims.tree import Tree

_SPOKEN_TO = ("on", "upon", "with", "against")  # "called on Ankara", "talks with Moscow"
_WHO = ("subj", "obj", "by", "between")  # "both sides agreed"


@dataclass(frozen=True, slots=True)
class Roles:
    """Role fillers of a predicate, before they are checked."""

    agents: tuple[Slot, ...] = ()
    targets: tuple[Slot, ...] = ()
    objects: tuple[Slot, ...] = ()
    places: tuple[Slot, ...] = ()
    instruments: tuple[Slot, ...] = ()
    cause: frozenset[int] = frozenset()
    effect: frozenset[int] = frozenset()


def read_roles(tree: Tree, i: int, entry: ActEntry, slots: Slots, sorter: Sorter) -> Roles:
    """Map syntactic slots to roles as the entry's frame says; "a|b" is a for actors, else b."""
    slots = _headline_passive(tree, i, entry, slots, sorter)
    out: dict[str, list[Slot]] = {}
    spans: dict[str, set[int]] = {"cause": set(), "effect": set(), "aim": set()}
    for slot, fillers in slots.items():
        role = entry.roles.get(slot)
        if role is None:
            stands = entry.kind == "relation" and entry.pos != "verb"
            role = "at" if slot in words_of("locative") and not stands else None
        friendly = entry.kind == "relation" and entry.sign == 1
        if role is None or (friendly and slot == "against"):
            continue  # "a bulwark against the group": friend of one, foe of the other
        for filler in fillers:
            if _nobody(tree, filler.head):
                continue
            shot = slot == "at" and _shoots(tree, i, filler.head, slots, sorter)
            name = _choose(tree, filler, "on" if shot else slot, role, sorter)
            name = _befallen(tree, filler, entry, name, sorter)
            if name == "target" and entry.kind == "control" and "place" in role:
                name = "place" if sorter.is_object(tree, filler.head) else name
            if name == "place" and entry.kind == "relation" and role != "at":
                name = "target"
            if name == "instrument" and slot == "subj" and sorter.is_event(tree, filler.head):
                out.setdefault("agent", []).extend(doers_of(tree, filler.head, sorter))
            if name == "target" and slot == "obj" and _waged(tree, i, filler.head, entry):
                out.setdefault("target", []).extend(waged_against(tree, filler, sorter))
            elif name in spans:
                spans[name] |= _span(tree, filler.head)
            elif name is not None:
                out.setdefault(name, []).append(slot_of(filler, slot))
    if entry.act == "ASSAULT" and not out.get("agent"):
        out["agent"] = list(doers_around(tree, slots, sorter))
    return _assemble(out, spans, entry)


def _nobody(tree: Tree, head: int) -> bool:
    """Whether a word names nobody; "anyone who opposes us" names those."""
    low = tree.words[head].text.lower()
    if low in ("many", "few") and head > 0 and tree.words[head - 1].text.lower() == "as":
        return True  # "as many as 800": the number counts them
    described = low in words_of("anyone_who") and bool(tree.children(head, "acl:relcl"))
    return low in words_of("nobody") and not described


def _span(tree: Tree, head: int) -> frozenset[int]:
    """The words of a cause, effect or aim: not what a joined clause with its own subject says."""
    whole = tree.subtree(head, ("acl:relcl",))
    for k in whole & frozenset(tree.children(head, "conj")):
        if tree.children(k, "nsubj", "nsubj:pass"):
            first = min(tree.subtree(k))
            whole = frozenset(i for i in whole if i < first) or whole
    return whole


def _headline_passive(tree: Tree, i: int, entry: ActEntry, slots: Slots, sorter: Sorter) -> Slots:
    """ "Dam destroyed": a participle whose subject is a thing suffers, in headlines."""
    subject = slots.get("subj", ())
    word = tree.words[i]
    if entry.act != "ASSAULT" or "obj" in slots or not subject or word.text.lower() == word.lemma:
        return slots
    suffers = all(sorter.is_object(tree, f.head) and f.head < i for f in subject)
    active = tree.children(i, "aux") or word.text.lower().endswith("ing")
    if not suffers or active or entry.roles.get("obj", "") == "":
        return slots
    return {**{k: v for k, v in slots.items() if k != "subj"}, "obj": subject}


def slot_of(filler: Filler, syntax: str) -> Slot:
    """The filler of a syntactic slot, with the slot's name as its role."""
    return Slot(
        filler.head,
        role=syntax,
        inferred=filler.inherited,
        possessive=syntax in ("poss", "amod", "compound"),
    )


def _choose(tree: Tree, filler: Filler, slot: str, role: str, sorter: Sorter) -> str | None:
    """One role of an "a|b" pair, or None when the words cannot fill it."""
    head = filler.head
    sort = sorter.sort(tree, head)
    if role == "instrument" and slot == "subj" and _of_a_side(tree, head, sorter):
        return "agent"  # "Ukrainian shells landed on the village"
    first, _, second = role.partition("|")
    if tree.words[head].text.lower() in words_of("bearings") and slot not in _WHO:
        return None  # "from three sides" names nobody and no place
    if (
        slot == "with"
        and first == "target"
        and sort == "weapon"
        and not sorter.known(_said(tree, head))
    ):
        return None  # "fight them with a gun"
    if sort == "time" and first in ("agent", "target", "place", "object", "at", "both"):
        return None
    if slot == "by" and first == "agent" and not _may_act(tree, head, sorter):
        return None
    if first in ("at", "place") and slot in words_of("locative"):
        return "place" if sorter.stands_for_place(tree, head) else None
    if slot in ("amod", "compound") and not _names_actor(tree, head, sorter):
        return second if second and second != "place" else None
    if first == "place":
        pronoun = tree.words[head].text.lower() in words_of("pronoun_objects")
        return "target" if sort == "actor" and not pronoun else "place"
    if not second and first == "target" and not sorter.acts(tree, head):
        land = sort == "place" or sorter.state(tree.words[head].text)
        spoken = slot in _SPOKEN_TO and sorter.known(tree.words[head].text)
        return "place" if land and not spoken else first
    if not second or first not in ("agent", "target", "both"):
        return first
    return _of_two(tree, head, slot, (first, second), sorter)


def _waged(tree: Tree, i: int, head: int, entry: ActEntry) -> bool:
    """Whether an object is the war itself: "fought an insurgency against the state"."""
    word = tree.words[head]
    fights = entry.act == "ASSAULT" and tree.words[i].lemma.lower() in words_of("waging")
    return fights and word.upos == "NOUN" and word.lemma.lower() in words_of("happenings")


def _shoots(tree: Tree, i: int, at: int, slots: Slots, sorter: Sorter) -> bool:
    """Whether what stands behind "at" is aimed at: "fired at a ship", "threw grenades at a bus".

    A site that is known by its name or from before is where ("fired at the hospital").
    """
    firing = tree.words[i].lemma.lower() in words_of("firing") and not is_passive(tree, i)
    marks = [tree.words[k].text.lower() for k in tree.children(at, "det", "nmod:poss")]
    one = marks in (["a"], ["an"]) and tree.words[at].upos == "NOUN"
    return (firing and one) or any(_fired(tree, f.head, sorter) for f in slots.get("obj", ()))


def _fired(tree: Tree, head: int, sorter: Sorter) -> bool:
    """Whether an object is what is fired: "two missiles at a vessel"."""
    return sorter.lexicon.weapon(tree.words[head].lemma.lower()) is not None


def _befallen(
    tree: Tree, filler: Filler, entry: ActEntry, name: str | None, sorter: Sorter
) -> str | None:
    """People are no means: "shot three men dead", "killed a father with his two sons"."""
    if entry.act != "ASSAULT" or name not in ("object", "instrument"):
        return name
    word = tree.words[filler.head]
    people = sorter.lexicon.target_class(word.lemma) in ("civilian", "combatant")
    weapon = sorter.lexicon.weapon(word.lemma.lower()) is not None
    return "target" if people and not weapon and word.deprel != "nsubj" else name


def _may_act(tree: Tree, head: int, sorter: Sorter) -> bool:
    """Whether what follows "by" may be who did it, not how ("by plan") or by when."""
    return (
        sorter.acts(tree, head)
        or tree.words[head].upos == "PROPN"
        or bool(tree.children(head, "nmod:poss", "amod", "compound", "nmod"))
    )


def _of_two(tree: Tree, head: int, slot: str, pair: tuple[str, str], sorter: Sorter) -> str:
    """The role of an "a|b" pair that the words fill: a for actors, else b as a rule."""
    first, second = pair
    sort = sorter.sort(tree, head)
    if second == "instrument":
        idle = sort == "weapon" and not sorter.acts(tree, head)
        somebodys = slot == "subj" and _of_a_side(tree, head, sorter)
        return second if not somebodys and (idle or sorter.is_event(tree, head)) else first
    if second == "place":
        thing = slot == "on" and sorter.is_object(tree, head) and _is_a_thing(tree, head, sorter)
        if slot in words_of("locative") and sorter.stands_for_place(tree, head) and not thing:
            return second
        if sorter.acts(tree, head) or sorter.is_object(tree, head):
            return first
        if slot == "obj" and _is_a_thing(tree, head, sorter):
            return first
        return second if sort == "place" else first
    return first if sorter.acts(tree, head) else second


def _of_a_side(tree: Tree, head: int, sorter: Sorter) -> bool:
    """Whether a deed or weapon is somebody's, who acts by it: "a Saudi air strike killed 20"."""
    owners = tree.children(head, "amod", "compound", "nmod:poss")
    return any(_names_actor(tree, k, sorter) for k in owners)


def _said(tree: Tree, head: int) -> str:
    return tree.spelled(*tree.group(head))


def _is_a_thing(tree: Tree, head: int, sorter: Sorter) -> bool:
    """Whether what is struck is a thing, though it lies somewhere ("the second floor")."""
    word = tree.words[head]
    if word.upos == "PROPN":
        first, last = tree.group(head)
        text = tree.spelled(first, last)
        return not (sorter.located(text) or sorter.located(word.text))
    whole = word.lemma.lower() in words_of("inhabited") or sorter.sort(tree, head) == "time"
    return word.upos == "NOUN" and not whole and not sorter.is_event(tree, head)


def _names_actor(tree: Tree, head: int, sorter: Sorter) -> bool:
    """Whether a modifier names an actor: "Russian", "rebel", but not the "major" of an ally."""
    word = tree.words[head]
    if word.text in words_of("mere_kinds"):
        return False
    return sorter.known(word.text) or (word.text[:1].isupper() and sorter.acts(tree, head))


def _assemble(out: dict[str, list[Slot]], spans: dict[str, set[int]], entry: ActEntry) -> Roles:
    both = out.get("both", [])
    agents, targets = list(out.get("agent", [])), list(out.get("target", []))
    if len(both) > 1 and entry.kind == "relation" and entry.sign == -1 and not agents + targets:
        agents, targets = both[:-1], both[-1:]  # "tensions between A and B": A's, with B
    elif both and entry.kind == "relation":
        agents = agents + both  # "an alliance of A and B": among the agents (codebook 8.6)
    elif both and not targets and len(both) > 1 and entry.act == "ASSAULT":
        agents, targets = agents + both[:1], both[1:]
    elif both:
        agents = agents + both
    places = [
        *out.get("place", []),
        *(replace(x, role="from") for x in out.get("from", [])),
        *(replace(x, role="to") for x in out.get("to", [])),
        *(replace(x, role="via") for x in out.get("via", [])),
    ]
    return Roles(
        tuple(agents),
        tuple(targets),
        tuple(out.get("object", []) + out.get("instrument", [])),
        tuple(places),
        tuple(out.get("instrument", [])),
        frozenset(spans["cause"]),
        frozenset(spans["effect"] | spans["aim"]),
    )
