"""Sentences -> drafts: every word the lexicon reads as an act, with its roles by syntax."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contested.claims.ahead import brought_about, foretold, told_ahead
from contested.claims.asides import told_aside
from contested.claims.blamed import blamed_drafts
from contested.claims.frame import Draft
from contested.claims.lexicon import ActEntry, Lexicon, Weapon
from contested.claims.match import Match, match_entry
from contested.claims.model import Kind
from contested.claims.noun_acts import about, dated, located, of_object
from contested.claims.nouns import words_of
from contested.claims.occurring import awaited, foreseen, happens, occurs, whole_of
from contested.claims.roles import Roles, read_roles, slot_of
from contested.claims.sharing import shared_object, sharing
from contested.claims.sides import among_them, self_side
from contested.claims.sorts import Sorter
from contested.claims.suffering import suffering
from contested.claims.syntax import slots_of
from contested.claims.tenses import is_perfect, tense_of
from contested.claims.topics import aimed_at
from contested.claims.tree import CLAUSAL, SUBJECTS, Tree
from contested.claims.triggered import borne_out, triggered, whence
from contested.claims.victims import without_act

DRAFTED = ("event", "control", "relation", "toll", "intent", "cause")
_ASKED = ("AGREE", "REQUEST", "THREATEN")
_OF_WAR = ("ASSAULT", "COERCE", "gains", "besieges")
_ABOUT = ("REQUEST", "REJECT", "THREATEN")
_CLAUSE_EDGE = (*CLAUSAL, "conj", "parataxis")


def find_drafts(s: int, tree: Tree, lexicon: Lexicon, sorter: Sorter) -> tuple[Draft, ...]:
    """All drafts of sentence ``s`` from its predicates, in text order."""
    matches: dict[int, Match] = {}
    for i, word in enumerate(tree.words):
        if word.upos not in ("VERB", "NOUN", "ADJ", "PROPN", "AUX") or word.deprel in (
            "aux",
            "cop",
        ):
            continue
        slots = slots_of(tree, i)
        found = match_entry(lexicon, sorter, tree, i, slots)
        shared = shared_object(tree, i, slots)
        both = match_entry(lexicon, sorter, tree, i, {**slots, "obj": shared}) if shared else None
        if both is not None and both.entry.kind in DRAFTED and _suffers(both.entry):
            found = both
        if found is not None and found.entry.kind in DRAFTED:
            matches[i] = found
    matches = {i: sharing(tree, i, m, matches) for i, m in matches.items()}
    taken = _light_objects(tree, matches)
    drafts = (_draft(s, tree, i, m, lexicon, sorter) for i, m in matches.items() if i not in taken)
    kept = _once([d for d in drafts if d is not None], tree)
    told = _with_results(tree, list(_without_covered(tree, kept)))
    blamed = blamed_drafts(s, tree, sorter)
    again = {d.predicate for d in blamed}
    told = [d for d in told if d.predicate not in again]
    return (*without_act(tree, told, sorter), *blamed)


def triggered_drafts(
    s: int, tree: Tree, lexicon: Lexicon, sorter: Sorter, told: Sequence[Draft]
) -> tuple[Draft, ...]:
    """Drafts of words that no list holds, but that the encoder takes for triggers.

    ``told`` are the drafts that stand already: a word beside one of the same act says it again.
    """
    out = []
    for i in sorted({t.word for t in tree.sentence.triggers}):
        slots = slots_of(tree, i)
        if match_entry(lexicon, sorter, tree, i, slots) is not None:
            continue
        found = triggered(lexicon, tree, i, slots)
        if found is None or _told_beside_it(tree, i, found.entry, told):
            continue
        draft = _draft(s, tree, i, found, lexicon, sorter)
        if draft is not None:
            out.append(replace(draft, why=(whence(tree, i),)))
    return tuple(out)


def _told_beside_it(tree: Tree, i: int, entry: ActEntry, told: Sequence[Draft]) -> bool:
    """Whether a draft hangs on the word itself, holds it in an aim or an effect, or tells the same
    act of the word that governs it or hangs on it ("was sent to kill", "an attack is imminent")."""
    near = {tree.words[i].head, *tree.kids[i]}
    return any(
        d.predicate == i
        or i in d.cause_words | d.effect_words
        or (d.predicate in near and (d.kind, d.act) == (entry.kind, entry.act))
        or (d.predicate in near and d.kind == "intent")
        for d in told
    )


def _suffers(entry: ActEntry) -> bool:
    """Whether the object of a verb's reading is who or what the act befalls."""
    role = entry.roles.get("obj", "")
    return "target" in role or (entry.kind == "control" and "place" in role)


def _once(drafts: list[Draft], tree: Tree) -> list[Draft]:
    """One claim of a verb and its complement or act ("remain entrenched", "clashes erupted").

    Of a verb and the noun for what happens, the one that says who takes part is kept.
    """
    by_word = {d.predicate: d for d in drafts}
    again: set[int] = set()
    for d in drafts:
        host = by_word.get(tree.words[d.predicate].head)
        happening = happens(tree, d.predicate)
        if not (happening or tree.words[d.predicate].deprel == "xcomp") or host is None:
            continue
        if (host.kind, host.act) == (d.kind, d.act):
            told = happening and (d.agents or d.targets) and not (host.agents or host.targets)
            again.add(host.predicate if told else d.predicate)
    return [d for d in drafts if d.predicate not in again]


def _light_objects(tree: Tree, matches: dict[int, Match]) -> set[int]:
    """Nouns that a light verb's own reading already speaks for ("launched an attack")."""
    out = set()
    for i, m in matches.items():
        repels = tree.words[i].lemma.lower() in words_of("repelling")
        if m.entry.object or (repels and m.entry.act == "ASSAULT"):
            out |= {f.head for f in m.slots.get("obj", ())}
        if m.entry.pos == "adj" and m.entry.pobj:  # "responsible for the massacre"
            out |= {f.head for p in m.entry.prep for f in m.slots.get(p, ())}
    return out


def _without_covered(tree: Tree, drafts: list[Draft]) -> Iterator[Draft]:
    """Drop acts inside an aim or a realised effect: one predicate, one claim."""
    covered: set[int] = set()
    war = {d.predicate for d in drafts if d.act in _OF_WAR and not d.nominal}
    drafts = [d for d in drafts if not (_vows(tree, d) and war & _contents(tree, d))]
    drafts = brought_about(tree, drafts)
    for d in drafts:
        if d.kind in ("intent", "cause"):
            covered |= d.effect_words - {d.predicate} - told_aside(tree, d.effect_words)
        if d.act in _ASKED:  # what is asked for, promised or threatened has not happened
            for k in tree.children(d.predicate, "xcomp", "ccomp"):
                beside = _told_beside(tree, k) | foretold(tree, d, k)
                covered |= tree.subtree(k, ("acl:relcl",)) - beside
        if d.act == "REJECT":  # "ruled out sending troops"
            for k in tree.children(d.predicate, "xcomp", "ccomp"):
                told = tree.children(k, "mark", *SUBJECTS)
                covered |= set() if told else tree.subtree(k, ("acl:relcl",))
        if d.act in (*_ASKED, "SUPPORT"):  # "signed an agreement to exchange intelligence"
            for noun in tree.children(d.predicate, "obj"):
                for k in tree.children(noun, "acl"):
                    covered |= tree.subtree(k, ("acl:relcl",))
    for d in drafts:
        standing = d.kind == "relation" and d.nominal  # "strained the alliance of A and B"
        if d.predicate not in covered or standing or d.kind in ("intent", "cause"):
            yield d


def _vows(tree: Tree, d: Draft) -> bool:
    """ "Vowed to crush them": an act of war that is vowed is foretold (codebook 8.2)."""
    vowed = tree.words[d.predicate].lemma.lower() in words_of("vowing")
    return d.act in ("THREATEN", "AGREE") and vowed


def _contents(tree: Tree, d: Draft) -> set[int]:
    """The verbs of what is vowed: "to keep *bombing* them"."""
    first = tree.children(d.predicate, "xcomp", "advcl", "ccomp")
    return {j for k in first for j in (k, *tree.children(k, "xcomp"))}


def _told_beside(tree: Tree, content: int) -> set[int]:
    """Clauses inside what is vowed that tell what came before it: "after they swept into town"."""
    out: set[int] = set()
    for k in tree.subtree(content):
        marks = {tree.words[m].text.lower() for m in tree.children(k, "mark", "case")}
        if tree.words[k].deprel == "advcl" and marks & words_of("marks_of_the_past"):
            out |= tree.subtree(k)
    return out


def _with_results(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Fold "…, killing 18 men and wounding six" into the act that did it: deaths belong to their
    act (codebook 1.3)."""
    by_word = {d.predicate: d for d in drafts}
    folded: dict[int, int] = {}
    for d in drafts:
        word = tree.words[d.predicate]
        host = by_word.get(folded.get(word.head, word.head))
        harms = word.lemma in words_of("kill_verbs") | words_of("hurt_verbs")
        result = word.deprel in ("advcl", "conj", "acl") and word.text.lower().endswith("ing")
        if host is None or not (harms and result) or host.act != "ASSAULT":
            continue
        targets = host.targets or d.targets
        by_word[host.predicate] = replace(host, scope=host.scope | d.scope, targets=targets)
        folded[d.predicate] = host.predicate
        del by_word[d.predicate]
    return list(by_word.values())


def _draft(
    s: int, tree: Tree, i: int, match: Match, lexicon: Lexicon, sorter: Sorter
) -> Draft | None:
    """The draft of one match, or None when its roles cannot carry a claim."""
    entry = of_object(tree, match.entry, match.slots, sorter)
    nominal = tree.words[i].upos in ("NOUN", "PROPN")
    roles = read_roles(tree, i, entry, match.slots, sorter)
    aimed = aimed_at(tree, entry, match.slots, roles.targets, sorter)
    roles = suffering(tree, entry, match.slots, replace(roles, targets=aimed), sorter)
    if nominal:
        roles = _light_verb(tree, i, roles)
    if nominal and entry.kind == "relation":
        roles = self_side(tree, i, roles)
    if not _carries(tree, i, entry, roles, (nominal, sorter)):
        return None
    entry = _as_held(tree, i, entry)
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
        scope=scope_of(tree, i) | _around(tree, i),
        score=_score(entry, roles, nominal),
        why=(f"lexicon {entry.origin} ({entry.lemma})",),
        nominal=nominal,
        cause_words=roles.cause,
        effect_words=roles.effect,
        fixed_polarity="-" if entry.negated else None,
    )


def _around(tree: Tree, i: int) -> frozenset[int]:
    """The clause of the verb that says a noun's act goes on or lies ahead."""
    above = tree.words[whole_of(tree, i)].head
    told = above >= 0 and (happens(tree, i) or awaited(tree, i))
    return scope_of(tree, above) if told else frozenset()


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


def _light_verb(tree: Tree, i: int, roles: Roles) -> Roles:
    """Agent of a nominal act from the verb it is the object of ("launched an offensive")."""
    word = tree.words[i]
    if roles.agents or word.deprel != "obj" or word.head < 0:
        return roles
    if tree.words[word.head].lemma not in words_of("light_verbs"):
        return roles
    found = slots_of(tree, word.head).get("subj", ())
    return replace(roles, agents=tuple(slot_of(f, "subj") for f in found))


def _carries(
    tree: Tree, i: int, entry: ActEntry, roles: Roles, reading: tuple[bool, Sorter]
) -> bool:
    """Whether the roles are enough: a bare noun phrase refers back and states nothing.

    People who merely go somewhere mobilise nobody: a force or a side must move, unless the
    encoder takes it for a mobilisation, too.
    """
    nominal, sorter = reading
    if told_ahead(tree, i, entry, roles, nominal):
        return True
    if entry.kind == "cause":
        ends = roles.cause | roles.effect
        apart = bool(roles.cause and roles.effect) and not roles.cause & roles.effect
        return apart and not _no_cause(tree, i) and sorter.of_war(tree, ends)
    if entry.kind == "intent":
        stated = any(tree.words[k].upos in ("NOUN", "PROPN", "VERB") for k in roles.effect)
        whose = [a.head for a in roles.agents]
        if tree.words[i].deprel == "acl:relcl":  # "an offensive which is meant to …"
            whose.append(tree.words[i].head)
        ours = any(sorter.is_force(tree, k) or sorter.is_event(tree, k) for k in whose)
        at_war = sorter.of_war(tree, roles.effect) or bool(
            {tree.words[k].lemma.lower() for k in roles.effect} & words_of("footholds")
        )
        apart = tree.words[i].deprel == "acl:relcl" and not ours
        return stated and (ours or at_war) and not apart
    if entry.kind == "relation":
        return bool(roles.agents and roles.targets) or among_them(tree, roles)
    if entry.kind == "control":
        if entry.act == "besieges" and tree.words[i].deprel == "amod" and not roles.agents:
            return False  # "the besieged city" does not say by whom
        beset = entry.act in ("besieges", "loses") and not nominal and roles.targets
        return bool(roles.places or beset or (roles.agents and (roles.targets or not nominal)))
    if nominal:
        return _noun_carries(tree, i, entry, roles, sorter)
    if borne_out(tree, i, entry.kind, entry.act):  # "a volunteer crossed the border"
        return bool(roles.agents or roles.targets or roles.places)
    lead = tree.words[i].head if tree.words[i].deprel == "conj" else i
    if "amod" in (tree.words[i].deprel, tree.words[lead].deprel):  # "the targeted groups"
        own = tree.children(i, "obl", "obj", "obl:agent", "advmod", "compound")
        return bool(roles.agents and own)
    if entry.act == "MOBILIZE" and not roles.objects:
        return any(
            sorter.is_force(tree, a.head) or _group(tree, a.head, sorter) for a in roles.agents
        )
    return bool(roles.agents or roles.targets or roles.places)


def _noun_carries(tree: Tree, i: int, entry: ActEntry, roles: Roles, sorter: Sorter) -> bool:
    """Whether a noun for an act says that it happened, or enough of who took part and where."""
    if entry.act == "ASSAULT" and occurs(tree, i):
        return True
    told = entry.act == "ASSAULT" and happens(tree, i)
    if told and (roles.targets or located(tree, i, roles, sorter)):
        return True  # "the shelling of Taiz resumed", "the fighting goes on around Taiz"
    if (occurs(tree, i) or foreseen(tree, i)) and located(tree, i, roles, sorter):
        return True  # "talks resumed in Doha", "expects more fighting in Darfur"
    named = bool(roles.agents) + bool(roles.targets) + bool(roles.places)
    named += bool(roles.objects) + dated(tree, i, sorter)
    named += entry.act in _ABOUT and about(tree, i, entry)
    return bool(roles.targets) or named > 1


def _as_held(tree: Tree, i: int, entry: ActEntry) -> ActEntry:
    """ "Still occupies the town", "is occupied by": what is so now is held, not gained."""
    occupies = entry.act == "gains" and entry.lemma == "occupy"
    if not occupies or tense_of(tree, i) != "present" or is_perfect(tree, i):
        return entry
    return replace(entry, act="holds", sign=0)


def _group(tree: Tree, head: int, sorter: Sorter) -> bool:
    """Whether the whole group of a common noun names a side: "the Popular Mobilisation"."""
    first, last = tree.group(head)
    names = [w.text for w in tree.words[first:last] if w.upos != "DET"]
    return len(names) > 1 and names[-1][:1].isupper() and sorter.known(" ".join(names))


def _no_cause(tree: Tree, i: int) -> bool:
    """ "The road leading to the town", "made clear that": nothing is brought about."""
    subjects = [*tree.children(i, "nsubj")]
    if tree.words[i].deprel in ("acl", "acl:relcl") and tree.words[i].head >= 0:
        subjects.append(tree.words[i].head)
    ways = any(tree.words[k].lemma.lower() in words_of("ways") for k in subjects)
    clear = any(tree.words[k].text.lower() in words_of("made_plain") for k in tree.kids[i])
    return (ways and tree.words[i].lemma.lower() in ("lead", "open")) or clear


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
