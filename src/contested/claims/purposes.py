"""Aims that an infinitive or a gerund states: "launched an offensive to oust the rebels".

An act that is only aimed at is no event (codebook 8.1), and each of several aims is an intent of
its own. Which nouns and verbs open an aim, and which merely take an infinitive ("the right to",
"years to"), stands in ``discourse.toml`` and, for governors, in ``stance.toml``.
"""

from collections.abc import Iterator
from dataclasses import replace

from contested.claims.attempts import AIM
from contested.claims.deeds import doers_of
from contested.claims.frame import Draft, Slot
from contested.claims.nouns import words_of
from contested.claims.sorts import Sorter
from contested.claims.stance_words import load_stance_words
from contested.claims.syntax import slots_of
from contested.claims.topics import befallen
from contested.claims.tree import Tree

_SPEAKS = ("REQUEST", "AGREE", "THREATEN", "REJECT", "ACCUSE")
_TURNED = ("event", "control", "relation", "cause")
_ENDS = ("from", "to", "into", "towards", "toward", "out of")
_SCORE = 0.7
_THERE = ("here", "there")
_ON, _TO, _AT = {"on", "upon"}, {"to", "towards", "toward"}, {"at"}


def purpose_drafts(
    s: int, tree: Tree, drafts: tuple[Draft, ...], sorter: Sorter
) -> tuple[Draft, ...]:
    """Intents of sentence ``s`` that clauses of purpose state, in text order.

    A draft at the clause's verb lends its roles; ``without_aims`` then drops what the aims hold.
    """
    told = {d.predicate: d for d in drafts}
    inside = {k for d in drafts if d.kind == "intent" for k in d.effect_words}
    out = [x for d in drafts if d.kind == "intent" for x in _parted(tree, d, sorter)]
    out = [_owned(tree, d, sorter) or d for d in out]
    done = {d.predicate for d in out}
    owned = (_owned(tree, d, sorter) for d in drafts if d.predicate not in done)
    out += [d for d in owned if d is not None]
    for at in range(len(tree.words)):
        if at in inside or not _opens_aim(tree, at, told):
            continue
        if at not in told and tree.words[at].lemma.lower() in words_of("idle_aims"):
            continue  # nor is what goes with it: "to photograph and record them"
        for verb in _joined(tree, at):
            draft = _draft(s, tree, verb, told, sorter)
            if draft is not None:
                out.append(draft)
    return tuple(out)


def _parted(tree: Tree, draft: Draft, sorter: Sorter) -> Iterator[Draft]:
    """ "Wants to restore him and to drive them out": the first aim, then each of the others.

    Nothing when the draft states one aim.
    """
    tops = (k for k in draft.effect_words if tree.words[k].head not in draft.effect_words)
    lead = next((k for k in sorted(tops) if tree.words[k].upos == "VERB"), None)
    others = tuple(k for k in _joined(tree, lead) if k != lead) if lead is not None else ()
    others = tuple(k for k in others if k in draft.effect_words)
    if lead is None or not others:
        return
    rest = frozenset(j for k in others for j in tree.subtree(k))
    kept = frozenset(k for k in draft.effect_words - rest if k < min(rest))
    first = draft.targets and [x for x in draft.targets if x.head not in rest]
    yield replace(draft, effect_words=kept, scope=draft.scope - rest, targets=tuple(first))
    for k in others:
        yield replace(
            draft,
            predicate=k,
            agents=tuple(replace(a, inferred=True) for a in draft.agents),
            targets=befallen(tree, k, sorter),
            objects=(),
            places=tuple(_places(tree, k, sorter)),
            scope=_clause(tree, k),
            effect_words=_clause(tree, k),
            nominal=False,
            why=(*draft.why, AIM),
        )


def _owned(tree: Tree, draft: Draft, sorter: Sorter) -> Draft | None:
    """An aim of a deed with whoever stands behind the deed: "UN-sponsored talks designed to …", or
    with the deed itself: "the aim of the campaign is to …". None when nothing is to be added."""
    acting = any(sorter.acts(tree, a.head) or sorter.is_force(tree, a.head) for a in draft.agents)
    if draft.kind != "intent" or acting:
        return None
    if draft.nominal and not draft.agents and (having := _having(tree, draft.predicate, sorter)):
        return replace(draft, agents=having)
    deeds = [a.head for a in draft.agents]
    if draft.nominal and not deeds:
        of = (k for k in tree.children(draft.predicate, "nmod") if tree.preposition(k) == "of")
        named = words_of("campaigning")
        deeds = [k for k in of if tree.words[k].lemma.lower() in named or sorter.is_event(tree, k)]
    elif not deeds:
        deeds = [f.head for f in slots_of(tree, draft.predicate).get("obj", ())]
        deeds = [k for k in deeds if k < draft.predicate]  # "talks designed to end the war"
    behind = next((d for k in deeds if (d := doers_of(tree, k, sorter))), ())
    if behind:
        return replace(draft, agents=behind)
    own = tuple(Slot(k, role="of") for k in deeds[:1])
    return replace(draft, agents=own) if own and not draft.agents else None


def _having(tree: Tree, noun: int, sorter: Sorter) -> tuple[Slot, ...]:
    """Who acts "with the intention of …", or has "no intention of …"."""
    word = tree.words[noun]
    with_it = word.deprel in ("obl", "nmod") and tree.preposition(noun) == "with"
    has_it = word.deprel == "obj" and tree.words[word.head].lemma.lower() in words_of("having_aims")
    if not (with_it or has_it):
        return ()
    found = slots_of(tree, word.head).get("subj", ())
    heads = (f.head for f in found if sorter.acts(tree, f.head) or sorter.is_force(tree, f.head))
    return tuple(Slot(k, role="subj", inferred=with_it) for k in heads)


def _opens_aim(tree: Tree, at: int, told: dict[int, Draft]) -> bool:
    """Whether ``at`` heads a clause that says what something is done, made or meant for."""
    word = tree.words[at]
    if word.upos not in ("VERB", "AUX") or word.head < 0 or tree.children(at, "nsubj", "cop"):
        return False
    above = told.get(word.head)
    if above is not None and (above.act in _SPEAKS or above.kind in ("intent", "cause")):
        return False
    if _set_on(tree, at):
        return True
    mark = next((k for k in tree.children(at, "mark") if tree.words[k].text.lower() == "to"), None)
    if mark is None or word.text.lower() != word.lemma.lower():
        return False
    if mark > 0 and tree.words[mark - 1].text.lower() in ("order", "as", "only", "enough"):
        return False
    if _being_there(tree, at) or _undertaken(tree, at):
        return True
    nominal = word.deprel == "acl" or tree.words[word.head].upos != "VERB"
    return _of_noun(tree, at) if nominal else _of_verb(tree, at, told)


def _being_there(tree: Tree, at: int) -> bool:
    """ "Is in Syria to fight Isis", "remained in Afrin to mount attacks": why somebody is where he
    is."""
    word = tree.words[at]
    above = tree.words[word.head]
    if word.deprel not in ("advcl", "acl") or word.head > at:
        return False
    if above.upos == "VERB":
        stays = above.lemma.lower() in words_of("staying")
        return stays and any(k < at for k in tree.children(word.head, "obl", "advmod"))
    there = tree.preposition(word.head) in words_of("locative") or above.text.lower() in _THERE
    return there and bool(tree.children(word.head, "cop"))


def _undertaken(tree: Tree, at: int) -> bool:
    """ "Led the campaign to drive them out", "began an advance to isolate the town": read of the
    verb, said of what is undertaken."""
    word = tree.words[at]
    if word.deprel not in ("advcl", "xcomp") or tree.words[word.head].upos != "VERB":
        return False
    doing = (k for k in tree.children(word.head, "obj") if word.head < k < at)
    named = words_of("campaigning") - words_of("resolves")
    return any(tree.words[k].lemma.lower() in named for k in doing)


def _set_on(tree: Tree, at: int) -> bool:
    """ "Focused on hunting them", "commitment to destroying the group", "aimed at ending it"."""
    word = tree.words[at]
    if word.head < 0 or word.head > at or not word.text.lower().endswith("ing"):
        return False
    if word.deprel not in ("advcl", "xcomp", "ccomp", "obl", "acl"):
        return False
    lemma = tree.words[word.head].lemma.lower()
    marks = {tree.words[k].text.lower() for k in tree.children(at, "mark", "case") if k < at}
    rows = (("set_on", _ON), ("set_to", _TO), ("set_at", _AT))
    return any(lemma in words_of(name) and marks & where for name, where in rows)


def _of_noun(tree: Tree, at: int) -> bool:
    """ "Efforts to", "a force to": a noun of doing, or what somebody makes or sends for it."""
    noun = tree.words[at].head
    lemma = tree.words[noun].lemma.lower()
    if tree.words[noun].upos not in ("NOUN", "PROPN", "ADJ"):  # "a ground and air offensive/ADJ"
        return False
    if lemma in words_of("trying"):
        return False  # codebook 5.7: what is tried is the act
    if lemma in words_of("campaigning") | words_of("undertakings"):
        return True
    sent = tree.words[noun].deprel in ("obj", "nsubj:pass") or _maker(tree, noun) is not None
    return lemma in words_of("forces") and sent


def _maker(tree: Tree, noun: int) -> int | None:
    """The verb of "a force it had assembled to …", "units that were sent to …"."""
    made = words_of("enabling") | words_of("dispatching")
    clauses = tree.children(noun, "acl:relcl")
    return next((k for k in clauses if tree.words[k].lemma.lower() in made), None)


def _of_verb(tree: Tree, at: int, told: dict[int, Draft]) -> bool:
    """ "Raised the limits to allow more troops": what a verb that takes no infinitive is for."""
    word = tree.words[at]
    above = tree.words[word.head]
    if above.upos != "VERB" or word.head > at:
        return False
    lemma = above.lemma.lower()
    if word.deprel == "xcomp" and lemma == "come":  # "came to kill us", not "came to hold it"
        return told.get(at) is not None and told[at].kind == "event"
    if word.deprel == "xcomp":
        return lemma in words_of("enabling") and bool(tree.children(word.head, "obj", "nsubj:pass"))
    if word.deprel != "advcl" or lemma in words_of("no_means"):
        return False
    stance = load_stance_words()
    ruled = any(stance.governor(lemma, "verb", "to", p) for p in (False, True))
    return not ruled or lemma in words_of("dispatching") | words_of("enabling") | words_of("means")


def _joined(tree: Tree, at: int) -> Iterator[int]:
    """The verb of an aim and those coordinated with it: each is an aim of its own."""
    yield at
    gerund = _gerund(tree, at)
    for k in tree.children(at, "conj"):
        word = tree.words[k]
        same = _gerund(tree, k) if gerund else word.text.lower() == word.lemma.lower()
        if word.upos == "VERB" and same and not tree.children(k, "nsubj", "aux"):
            yield k


def _gerund(tree: Tree, k: int) -> bool:
    return tree.words[k].text.lower().endswith("ing")


def _draft(s: int, tree: Tree, at: int, others: dict[int, Draft], sorter: Sorter) -> Draft | None:
    """The intent that ``at`` states; None when nobody's or about nothing of the war."""
    told = others.get(at)
    wanted = _clause(tree, at)
    agents = _whose(tree, at, sorter)
    why = (*(told.why if told else (f"purpose ({tree.words[at].lemma})",)), AIM)
    top = _top(tree, at, others)
    if top != at:
        agents = tuple(replace(a, inferred=False) for a in agents)
    if told is not None and told.kind in _TURNED:
        return replace(
            told,
            predicate=top,
            nominal=tree.words[top].upos == "NOUN",
            kind="intent",
            act=None,
            mode=None,
            acled=None,
            sign=None,
            agents=agents or tuple(replace(a, inferred=True) for a in told.agents),
            targets=told.targets or (befallen(tree, at, sorter) if told.kind == "cause" else ()),
            cause_words=frozenset(),
            effect_words=wanted,
            fixed_polarity=None,
            why=why,
        )
    if told is not None or not _of_weight(tree, at, agents, wanted, sorter):
        return None
    return Draft(
        sentence=s,
        predicate=top,
        kind="intent",
        act=None,
        mode=None,
        acled=None,
        sign=None,
        agents=agents,
        targets=befallen(tree, at, sorter),
        objects=(),
        places=tuple(_places(tree, at, sorter)),
        scope=wanted,
        score=_SCORE,
        why=why,
        nominal=tree.words[top].upos == "NOUN",
        effect_words=wanted,
    )


def _top(tree: Tree, at: int, told: dict[int, Draft]) -> int:
    """What the aim is told from: its own verb, or the noun, participle or "committed" above it,
    where that tells of nothing else ("the alliance built to oust them")."""
    above = tree.words[at].head
    word = tree.words[above]
    lemma = word.lemma.lower()
    held = word.deprel in ("obj", "obl") and word.head in told
    if lemma in words_of("forces"):
        return at
    if held and word.upos == "NOUN" and lemma not in words_of("resolves"):
        return at  # "launched an offensive to oust them": the launch is told by itself
    if above in told or above > at or tree.words[at].deprel == "conj":
        return at
    built = word.upos == "VERB" and word.deprel == "acl" and above == _past_noun(tree, above)
    return above if _set_on(tree, at) or word.upos == "NOUN" or built else at


def _past_noun(tree: Tree, k: int) -> int:
    """``k`` when it stands right behind the noun it modifies, else -1."""
    noun = tree.words[k].head
    return k if 0 <= noun == k - 1 and not _gerund(tree, k) else -1


def _clause(tree: Tree, at: int) -> frozenset[int]:
    """The words of one aim, without those joined to it and without asides."""
    out = tree.subtree(at, ("parataxis", "conj")) | {at}
    for k in tree.subtree(at):
        word = tree.words[k]
        if word.deprel == "conj" and word.head != at and word.head in out:
            out |= tree.subtree(k)
    for k in tuple(out):
        first = min(tree.subtree(k))
        apart = "," in (tree.words[first].text, tree.words[max(0, first - 1)].text)
        if tree.words[k].deprel == "acl:relcl" and apart:
            out -= tree.subtree(k)
    lead = tree.lead(at)
    if lead != at and not tree.children(at, "obj"):  # "to degrade and destroy the group"
        shared = (k for k in tree.children(lead, "obj") if k > at)
        out |= {j for k in shared for j in tree.subtree(k, ("acl:relcl",))}
    return frozenset(k for k in out if k >= at or tree.words[k].head == at)


def _whose(tree: Tree, at: int, sorter: Sorter) -> tuple[Slot, ...]:
    """Whose aim it is: who does what it is for, else who stands behind the noun."""
    lead = tree.lead(at)
    head = tree.words[lead].head
    found = slots_of(tree, lead).get("subj", ())
    if tree.words[lead].deprel == "xcomp" and tree.words[head].lemma in words_of("enabling"):
        found = slots_of(tree, head).get("subj", ()) or found
    maker = _maker(tree, head) if tree.words[head].upos == "NOUN" else None
    if maker is not None:
        found = slots_of(tree, maker).get("subj", ()) or found
    own = tuple(Slot(f.head, role="subj", inferred=True) for f in found)
    acting = tuple(a for a in own if sorter.acts(tree, a.head) or sorter.is_force(tree, a.head))
    if acting:
        return acting
    nouns = [head, *(a.head for a in own)]
    deeds = (doers_of(tree, k, sorter) for k in nouns if tree.words[k].upos == "NOUN")
    behind = next((d for d in deeds if d), ())
    behind = behind or tuple(a for a in own if sorter.is_event(tree, a.head))
    return tuple(replace(d, inferred=True) for d in behind)


def _is_side(tree: Tree, head: int, sorter: Sorter) -> bool:
    parts = (head, *tree.children(head, "flat"))
    return sorter.is_force(tree, head) or any(sorter.known(tree.words[k].text) for k in parts)


def _places(tree: Tree, at: int, sorter: Sorter) -> Iterator[Slot]:
    for k in tree.children(at, "obl"):
        preposition = tree.preposition(k) or ""
        known = preposition in words_of("locative") or preposition in _ENDS
        if known and sorter.stands_for_place(tree, k):
            yield Slot(k, role=preposition)


def _of_weight(
    tree: Tree, at: int, agents: tuple[Slot, ...], wanted: frozenset[int], sorter: Sorter
) -> bool:
    """Whether a side wants it, or somebody wants an act of war: not what people live for."""
    if tree.words[at].lemma.lower() in words_of("idle_aims"):
        return False
    if not any(tree.words[k].upos in ("NOUN", "PROPN", "VERB") for k in wanted - {at}):
        return False
    if any(_is_side(tree, a.head, sorter) for a in agents):
        return True
    return bool(agents) and sorter.of_war(tree, wanted)
