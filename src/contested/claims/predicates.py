"""Sentences -> drafts: every word the lexicon reads as an act, with its roles by syntax."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contested.claims.frame import Draft, Slot
from contested.claims.lexicon import ActEntry, Lexicon, Weapon
from contested.claims.match import Match, match_entry
from contested.claims.model import Kind
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.syntax import Filler, Slots, slots_of
from contested.claims.topics import aimed_at
from contested.claims.tree import CLAUSAL, Tree

DRAFTED = ("event", "control", "relation", "toll", "intent", "cause")
_ASKED = ("AGREE", "REQUEST", "THREATEN")
_CLAUSE_EDGE = (*CLAUSAL, "conj", "parataxis")


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


def find_drafts(s: int, tree: Tree, lexicon: Lexicon, sorter: Sorter) -> tuple[Draft, ...]:
    """All drafts of sentence ``s`` from its predicates, in text order."""
    matches: dict[int, Match] = {}
    for i, word in enumerate(tree.words):
        if word.upos not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX") or word.deprel in (
            "aux",
            "cop",
        ):
            continue
        found = match_entry(lexicon, sorter, tree, i, slots_of(tree, i))
        if found is not None and found.entry.kind in DRAFTED:
            matches[i] = found
    taken = _light_objects(tree, matches)
    drafts = (_draft(s, tree, i, m, lexicon, sorter) for i, m in matches.items() if i not in taken)
    kept = _once([d for d in drafts if d is not None], tree)
    return tuple(_with_results(tree, list(_without_covered(tree, kept))))


def _once(drafts: list[Draft], tree: Tree) -> list[Draft]:
    """One claim of a verb and its complement or act ("remain entrenched", "clashes erupted")."""
    by_word = {d.predicate: d for d in drafts}
    return [
        d
        for d in drafts
        if not (
            (tree.words[d.predicate].deprel == "xcomp" or occurs(tree, d.predicate))
            and (host := by_word.get(tree.words[d.predicate].head)) is not None
            and (host.kind, host.act) == (d.kind, d.act)
        )
    ]


def _light_objects(tree: Tree, matches: dict[int, Match]) -> set[int]:
    """Nouns that a light verb's own reading already speaks for ("launched an attack")."""
    out = set()
    for m in matches.values():
        if m.entry.object:
            out |= {f.head for f in m.slots.get("obj", ())}
    return out


def _without_covered(tree: Tree, drafts: list[Draft]) -> Iterator[Draft]:
    """Drop acts inside an aim or a realised effect: one predicate, one claim."""
    covered: set[int] = set()
    for d in drafts:
        if d.kind in ("intent", "cause"):
            covered |= d.effect_words - {d.predicate}
        if d.act in _ASKED:  # what is asked for, promised or threatened has not happened
            for k in tree.children(d.predicate, "xcomp", "ccomp"):
                covered |= tree.subtree(k, ("acl:relcl",))
        if d.act in (*_ASKED, "SUPPORT"):  # "signed an agreement to exchange intelligence"
            for noun in tree.children(d.predicate, "obj"):
                for k in tree.children(noun, "acl"):
                    covered |= tree.subtree(k, ("acl:relcl",))
    for d in drafts:
        if d.predicate not in covered or d.kind in ("intent", "cause"):
            yield d


def _with_results(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Fold "…, killing 18 men" into the act that did it: deaths belong to their act."""
    by_word = {d.predicate: d for d in drafts}
    for d in drafts:
        word = tree.words[d.predicate]
        host = by_word.get(word.head)
        harms = word.lemma in words_of("kill_verbs") | words_of("hurt_verbs")
        result = word.deprel in ("advcl", "conj", "acl") and word.text.lower().endswith("ing")
        if host is None or not (harms and result) or host.act != "ASSAULT":
            continue
        targets = host.targets or d.targets
        by_word[host.predicate] = replace(host, scope=host.scope | d.scope, targets=targets)
        del by_word[d.predicate]
    return list(by_word.values())


def _draft(
    s: int, tree: Tree, i: int, match: Match, lexicon: Lexicon, sorter: Sorter
) -> Draft | None:
    """The draft of one match, or None when its roles cannot carry a claim."""
    entry = match.entry
    nominal = tree.words[i].upos in ("NOUN", "PROPN")
    roles = read_roles(tree, i, entry, match.slots, sorter)
    aimed = aimed_at(tree, entry, match.slots, roles.targets, sorter)
    roles = replace(roles, targets=aimed)
    if nominal:
        roles = _light_verb(tree, i, roles)
    if nominal and entry.kind == "relation":
        roles = _self_side(tree, i, roles)
    if not _carries(tree, i, entry, roles, (nominal, sorter)):
        return None
    mode, acled = _mode(tree, entry, roles, lexicon)
    kind: Kind = entry.kind  # type: ignore[assignment]
    return Draft(
        sentence=s,
        predicate=i,
        kind=kind,
        act=entry.act,
        mode=mode,
        acled=acled,
        sign=entry.sign,
        agents=roles.agents,
        targets=roles.targets,
        objects=roles.objects,
        places=roles.places,
        scope=scope_of(tree, i)
        | (scope_of(tree, tree.words[i].head) if occurs(tree, i) else set()),
        score=_score(entry, roles, nominal),
        why=(f"lexicon {entry.origin} ({entry.lemma})",),
        nominal=nominal,
        cause_words=roles.cause,
        effect_words=roles.effect,
        fixed_polarity="-" if entry.negated else None,
    )


def _self_side(tree: Tree, i: int, roles: Roles) -> Roles:
    """A relation noun that is itself a side: "its client", "its Russian protector"."""
    lemma = tree.words[i].lemma.lower()
    if lemma not in words_of("side_nouns"):
        return roles
    if roles.targets and not roles.agents:
        return replace(roles, agents=roles.targets, targets=(Slot(i),))
    if roles.agents and all(a.role == "amod" for a in roles.agents):
        return replace(roles, agents=(Slot(i),)) if roles.targets else roles
    return roles


def scope_of(tree: Tree, i: int) -> frozenset[int]:
    """The words of the predicate's own clause: no complements, relatives, conjuncts, asides."""
    inside, todo = {i}, [i]
    while todo:
        at = todo.pop()
        for k in tree.kids[at]:
            rel = tree.words[k].deprel
            edge = rel in _CLAUSE_EDGE and (rel != "conj" or at == i)
            if edge and not (rel == "xcomp" and tree.words[k].upos != "VERB"):
                continue
            inside.add(k)
            todo.append(k)
    return frozenset(inside)


def read_roles(tree: Tree, i: int, entry: ActEntry, slots: Slots, sorter: Sorter) -> Roles:
    """Map syntactic slots to roles as the entry's frame says; "a|b" is a for actors, else b."""
    slots = _headline_passive(tree, i, entry, slots, sorter)
    out: dict[str, list[Slot]] = {}
    spans: dict[str, set[int]] = {"cause": set(), "effect": set(), "aim": set()}
    for slot, fillers in slots.items():
        role = entry.roles.get(slot)
        if role is None:
            role = "at" if slot in words_of("locative") and entry.kind != "relation" else None
        if role is None:
            continue
        for filler in fillers:
            if tree.words[filler.head].text.lower() in words_of("nobody"):
                continue
            name = _choose(tree, filler, slot, role, sorter)
            if name == "target" and entry.kind == "control" and "place" in role:
                name = "place" if sorter.is_object(tree, filler.head) else name
            if name == "place" and entry.kind == "relation":
                name = "target"
            if name in spans:
                spans[name] |= _span(tree, filler.head)
            elif name is not None:
                out.setdefault(name, []).append(_slot(filler, slot))
    return _assemble(out, spans, entry)


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


def _slot(filler: Filler, syntax: str) -> Slot:
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
    first, _, second = role.partition("|")
    if tree.words[head].lemma.lower() in words_of("bearings"):
        return None  # "from three sides" names nobody and no place
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
        return "place" if land else first
    if not second or first not in ("agent", "target", "both"):
        return first
    return _of_two(tree, head, slot, (first, second), sorter)


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
        return second if idle or sorter.is_event(tree, head) else first
    if second == "place":
        if slot in words_of("locative") and sorter.stands_for_place(tree, head):
            return second
        if sorter.acts(tree, head) or sorter.is_object(tree, head):
            return first
        return second if sort == "place" else first
    return first if sorter.acts(tree, head) else second


def _names_actor(tree: Tree, head: int, sorter: Sorter) -> bool:
    """Whether a modifier names an actor: "Russian", "rebel", but not the "major" of an ally."""
    word = tree.words[head]
    if word.text in words_of("mere_kinds"):
        return False
    return sorter.known(word.text) or (word.text[:1].isupper() and sorter.acts(tree, head))


def _assemble(out: dict[str, list[Slot]], spans: dict[str, set[int]], entry: ActEntry) -> Roles:
    both = out.get("both", [])
    agents, targets = list(out.get("agent", [])), list(out.get("target", []))
    if both and not targets and len(both) > 1:
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


def _light_verb(tree: Tree, i: int, roles: Roles) -> Roles:
    """Agent of a nominal act from the verb it is the object of ("launched an offensive")."""
    word = tree.words[i]
    if roles.agents or word.deprel != "obj" or word.head < 0:
        return roles
    if tree.words[word.head].lemma not in words_of("light_verbs"):
        return roles
    found = slots_of(tree, word.head).get("subj", ())
    return replace(roles, agents=tuple(_slot(f, "subj") for f in found))


def _carries(
    tree: Tree, i: int, entry: ActEntry, roles: Roles, reading: tuple[bool, Sorter]
) -> bool:
    """Whether the roles are enough: a bare noun phrase refers back and states nothing.

    People who merely go somewhere mobilise nobody: a force or a side must move.
    """
    nominal, sorter = reading
    if entry.kind == "cause":
        ends = roles.cause | roles.effect
        return bool(roles.cause and roles.effect) and sorter.of_war(tree, ends)
    if entry.kind == "intent":
        stated = any(tree.words[k].upos in ("NOUN", "PROPN", "VERB") for k in roles.effect)
        ours = any(sorter.is_force(tree, a.head) for a in roles.agents)
        at_war = sorter.of_war(tree, roles.effect)
        return stated and (ours or at_war) and tree.words[i].deprel != "acl:relcl"
    if entry.kind == "relation":
        return bool(roles.agents and roles.targets)
    if entry.kind == "control":
        return bool(roles.places or (roles.agents and (roles.targets or not nominal)))
    if nominal and entry.act == "ASSAULT" and occurs(tree, i):
        return True
    if nominal:
        named = bool(roles.agents) + bool(roles.targets) + bool(roles.places)
        return bool(roles.targets) or named > 1
    if tree.words[i].deprel == "amod":  # "the targeted groups" refers back
        own = tree.children(i, "obl", "obj", "obl:agent", "advmod", "compound")
        return bool(roles.agents and own)
    if entry.act == "MOBILIZE" and not roles.objects:
        return any(sorter.is_force(tree, a.head) for a in roles.agents)
    return bool(roles.agents or roles.targets or roles.places)


def occurs(tree: Tree, i: int) -> bool:
    """Whether a noun for an act is the subject of a verb that says it goes on or will."""
    word = tree.words[i]
    if word.deprel not in ("nsubj", "nsubj:pass") or not word.head >= 0:
        return False
    verb = tree.words[word.head]
    light = verb.lemma != "take" or any(
        tree.words[k].lemma == "place" for k in tree.children(word.head, "obj")
    )
    bare = verb.lemma in ("take", "break") or not tree.children(word.head, "obj")
    definite = any(tree.words[k].lemma in ("the", "this", "that") for k in tree.children(i, "det"))
    return verb.lemma.lower() in words_of("occurring") and light and bare and not definite


def _mode(
    tree: Tree, entry: ActEntry, roles: Roles, lexicon: Lexicon
) -> tuple[str | None, str | None]:
    """Mode and sub-event; a weapon named as agent or instrument decides where they are open."""
    if entry.act != "ASSAULT":
        return entry.mode, entry.acled
    weapon = _weapon(tree, roles, lexicon)
    if weapon is None or entry.mode in (
        "suicide-attack",
        "unconventional",
        "sexual",
        "aerial",
        "drone",
    ):
        return entry.mode, entry.acled
    return weapon.mode, weapon.acled


def _weapon(tree: Tree, roles: Roles, lexicon: Lexicon) -> Weapon | None:
    for slot in (*roles.instruments, *roles.agents):
        found = lexicon.weapon(tree.words[slot.head].lemma)
        if found is not None:
            return found
    return None


def _score(entry: ActEntry, roles: Roles, nominal: bool) -> float:
    """How sure the reading is before the model has its say."""
    score = 0.78 + 0.03 * min(entry.specificity, 3)
    score -= 0.12 if entry.metaphor else 0.0
    score -= 0.12 if nominal else 0.0
    score -= 0.1 if not roles.agents else 0.0
    score -= 0.08 if not (roles.targets or roles.places or roles.objects) else 0.0
    return round(score, 3)
