"""The smallest contiguous stretch that holds a predicate and its arguments, without who said it."""

from contested.claims.attempts import AIM
from contested.claims.edges import loose, trim, whole_words, within, without_tail
from contested.claims.frame import Attribution, Draft, Slot, View
from contested.claims.model import Evidence
from contested.claims.nouns import words_of
from contested.claims.occurring import occurs, whole_of
from contested.claims.tails import with_tail
from contested.claims.tree import CLAUSAL, Tree

_STANDS = ("in", "at", "near", "around", "outside", "inside")


def evidence_of(
    view: View, draft: Draft, over: tuple[Attribution, ...], stated: frozenset[int]
) -> Evidence:
    """Offsets and verbatim text of the draft's evidence.

    ``stated``: words of the sentence that state the claim's time, places and quantities.
    """
    tree = view.trees[draft.sentence]
    core = _core(tree, draft)
    words = set(core)
    if not _aim_phrase(draft):
        words |= _reached(tree, core, stated & draft.scope, draft.scope)
    if not draft.why[0].startswith("compound"):
        words |= _adjuncts(tree, draft, max(words))
    top = _phasal(tree, draft, min(words))
    words |= set(range(top, min(words)))
    words |= _antecedent(tree, top)
    if draft.nominal and occurs(tree, draft.predicate):
        verb = tree.words[whole_of(tree, draft.predicate)].head
        words |= tree.subtree(verb, (*_ASIDE, "conj", "advcl", "ccomp"))
    first, last = min(words | _subject(tree, top, min(words))), max(words) + 1
    barred = _attributive(tree, over, draft) - _raising(tree, draft)
    first, last = _shrink(tree, first, last, barred, draft.predicate)
    first, last = within(tree, first, last, draft.predicate)
    roles = frozenset(x.head for x in _own(draft))
    if draft.kind in ("event", "control") and not _holds_content(draft):
        held = roles | {x.head for x in _shared(tree, draft)} | stated
        last = without_tail(tree, first, last, max((draft.predicate, *(held & set(range(last))))))
    last = with_tail(tree, draft, _with_name(tree, last))
    first, last = loose(tree, draft, roles, *trim(tree, first, last, draft.predicate))
    first, last = whole_words(tree, first, last)
    start, end = tree.chars(first, last)
    return Evidence(start, end, view.text(start, end))


def _aim_phrase(draft: Draft) -> bool:
    """ "In order to …": the aim begins at its connective."""
    return draft.kind == "intent" and draft.why[0].startswith("connective")


def _reached(
    tree: Tree, core: frozenset[int], stated: frozenset[int], scope: frozenset[int]
) -> frozenset[int]:
    """Words of time and place that no comma or other clause parts from the core."""
    first, last, out = min(core), max(core), set()
    aside = _apposed(tree)
    for i in stated:
        between = list(range(i, first) if i < first else range(last + 1, i))
        if i not in aside:
            between = [k for k in between if k not in aside]
        if not any(_parts(tree, k, scope) for k in between):
            out |= {i, *(k for k in tree.children(i, "case") if k < i)}
            out |= _opening(tree, i, first)
    return frozenset(out)


def _opening(tree: Tree, i: int, first: int) -> set[int]:
    """What opens the phrase whose "of" leads to a name: "*In* the city of Mosul, militants …"."""
    up = tree.words[i].head
    if tree.preposition(i) != "of" or not 0 <= up < i or tree.preposition(up) not in _STANDS:
        return set()
    opens = min(tree.subtree(up))
    return set(range(opens, i)) if opens < first and opens == _opens(tree, up) else set()


def _opens(tree: Tree, head: int) -> int:
    """The first word of a phrase with its preposition."""
    return min((head, *tree.children(head, "case")))


def _apposed(tree: Tree) -> frozenset[int]:
    """Words of appositions, with the commas around them: they part nothing."""
    out: set[int] = set()
    for k, word in enumerate(tree.words):
        if word.deprel == "appos":
            inside = tree.subtree(k)
            ends = (min(inside) - 1, max(inside) + 1)
            out |= inside | {j for j in ends if 0 <= j < len(tree.words) and _comma(tree, j)}
    return frozenset(out)


def _comma(tree: Tree, k: int) -> bool:
    return tree.words[k].text == ","


def _parts(tree: Tree, k: int, scope: frozenset[int]) -> bool:
    """Whether a word between parts two stretches: a comma, a dash, another clause's verb."""
    word = tree.words[k]
    return word.text in (",", "—", "–", ";") or (word.upos == "VERB" and k not in scope)


def _is_content(tree: Tree, k: int) -> bool:
    """Whether a clause says what is charged or promised: a complement, or "of doing"."""
    if tree.words[k].deprel in ("ccomp", "xcomp", "csubj"):
        return True
    marks = {tree.words[m].text.lower() for m in tree.children(k, "mark")}
    return tree.words[k].deprel in ("advcl", "acl") and bool(marks & {"of", "for", "to", "on"})


_ADJUNCT = ("obl", "obl:tmod", "obl:npmod", "obl:unmarked", "advmod", "xcomp", "compound:prt")
# A clause on a mere adjunct, or joined to it, is a claim of its own.
_ASIDE = ("parataxis", "acl:relcl", "advcl", "ccomp")
_TOPICAL = ("for", "to", "on", "over", "about", "against", "of")
# Clauses that belong to the act: until when, by what means, from what somebody is kept.
_KEPT = ("before", "since", "until", "till", "by", "from")
_COMMENTS = ("since", "because", "if", "as", "although", "though", "while", "after", "when")
_APART = (",", "—", "–", ";", ":", "(")


def _adjuncts(tree: Tree, draft: Draft, last: int) -> set[int]:
    """Words of place, time and means, and restrictive clauses, that go on where the core ends."""
    out: set[int] = set()
    for k in range(draft.predicate + 1, len(tree.words)):
        if not _goes_on(tree, k, draft):
            continue
        stop = ("parataxis",) if tree.words[k].deprel in ("acl", "acl:relcl") else _ASIDE
        words = [j for j in sorted(tree.subtree(k, stop)) if j > draft.predicate]
        if words[0] > last + 1 or words[-1] <= last:
            continue
        for j in words:
            if j > last + 1 or tree.words[j].text in _APART:
                break
            out.add(j)
            last = max(last, j)
    return out


def _goes_on(tree: Tree, k: int, draft: Draft) -> bool:
    """Whether ``k`` heads an adjunct of the predicate, or a clause that restricts a noun of it."""
    word = tree.words[k]
    if word.head == draft.predicate and word.deprel == "advcl":
        marks = {tree.words[m].text.lower() for m in tree.children(k, "mark")}
        if _measured(tree, k) or _meanwhile(tree, k):
            return True
        kept = tree.words[draft.predicate].lemma.lower() in words_of("charging")
        return bool(marks & set(_KEPT)) or (kept and bool(marks & {"from", "of", "with"}))
    if word.head == draft.predicate and word.deprel == "xcomp":
        return (
            draft.kind != "intent"
        )  # the words of an aim are known, those of the next are not its
    if word.head == draft.predicate and word.deprel == "nmod" and draft.act in _SPOKEN:
        return draft.nominal and tree.preposition(k) in _TOPICAL  # "its calls for a ceasefire"
    if word.head == draft.predicate:
        return word.deprel in _ADJUNCT and k in draft.scope
    roles = (*draft.agents, *draft.targets, *draft.objects, *draft.places)
    held = word.deprel != "acl:relcl" or word.head in {x.head for x in roles}
    held = held and (word.deprel != "acl" or not _purpose(tree, k, draft))
    return word.deprel in ("acl:relcl", "acl", "nmod") and word.head in draft.scope and held


def _purpose(tree: Tree, k: int, draft: Draft) -> bool:
    """ "An operation *to clear the border*": what an act is for is an aim, a claim of its own."""
    wanted = any(tree.words[m].text.lower() == "to" for m in tree.children(k, "mark"))
    wanted = wanted and tree.words[min(tree.subtree(k))].upos != "ADP"  # "at which he was to …"
    return wanted and draft.kind in ("event", "control") and not _holds_content(draft)


def _measured(tree: Tree, k: int) -> bool:
    """ "Two days after he spoke": a measure is nothing without what it counts from."""
    marks = [m for m in tree.children(k, "mark", "advmod") if tree.words[m].lemma == "after"]
    before = marks[0] - 1 if marks else -1
    return (
        before > 0
        and tree.words[before].head == tree.words[k].head
        and (tree.words[before].deprel.startswith("obl") and not tree.children(before, "case"))
    )


def _meanwhile(tree: Tree, k: int) -> bool:
    """ "Killed *while clearing mines*", "died *fighting*": what somebody was about when harmed."""
    at = tree.words[k].head
    harms = words_of("kill_verbs") | words_of("hurt_verbs") | words_of("detain_verbs")
    if not tree.words[k].text.lower().endswith("ing") or tree.children(at, "obj"):
        return False
    opens = min(tree.subtree(k))
    about = opens == k or tree.words[opens].text.lower() == "while"
    return about and tree.words[at].lemma.lower() in harms


def _phasal(tree: Tree, draft: Draft, first: int) -> int:
    """The verb that says how far the act was done ("failed to stop"); else the predicate."""
    at = draft.predicate
    while (
        tree.words[at].deprel in ("xcomp", "advcl", "ccomp", "obl")
        and first <= at + 1
        and (up := tree.words[at].head) < at
        and tree.words[up].lemma.lower() in words_of("phasal")
        and not any(tree.words[j].text in _APART for j in range(up, at))
        and not tree.children(at, "nsubj", "nsubj:pass")
    ):
        at = up
    return at


def _antecedent(tree: Tree, at: int) -> set[int]:
    """The noun group whose clause ``at`` heads ("the desert, where they hid")."""
    word = tree.words[at]
    if word.deprel not in ("acl:relcl", "acl") or not 0 <= word.head < at:
        return set()
    own = tree.children(at, "mark", "nsubj", "nsubj:pass")
    if word.deprel == "acl" and (own or _comma(tree, at - 1)):
        return set()  # "the fear that …" says what is feared
    return set(range(*tree.group(word.head)))


def _raising(tree: Tree, draft: Draft) -> frozenset[int]:
    """The passive verb of report between a role and its act ("they were reported to have fled")."""
    at = draft.predicate
    up = tree.words[at].head
    if tree.words[at].deprel != "xcomp" or up < 0:
        return frozenset()
    said = {j for k in tree.children(up, "nsubj:pass") for j in tree.subtree(k, ("acl:relcl",))}
    return frozenset({up}) if said & {x.head for x in _own(draft)} else frozenset()


def _own(draft: Draft) -> tuple[Slot, ...]:
    """The roles that words of the draft's own sentence fill."""
    slots = (*draft.agents, *draft.targets, *draft.objects, *draft.places)
    return tuple(x for x in slots if x.sentence in (None, draft.sentence) and not x.inferred)


_HELPERS = ("AUX", "ADV", "PART")


def _hosts(tree: Tree, j: int) -> tuple[int, ...]:
    """What a measure hangs on: "are two *weeks* away from taking it"."""
    up = tree.words[j].head
    return (up, tree.words[up].head) if tree.words[j].upos in ("NOUN", "NUM") and up >= 0 else ()


def _subject(tree: Tree, at: int, first: int) -> set[int]:
    """The subject's words, when it fills no role ("nobody", "who") but stands right before."""
    out: set[int] = set()
    for k in tree.children(at, "nsubj", "nsubj:pass", "expl"):
        words = set(tree.subtree(k, CLAUSAL))
        between = range(max(words) + 1, first)
        near = (tree.words[j].upos in _HELPERS or at in _hosts(tree, j) for j in between)
        if k < first and all(near):
            out |= words
    return out


def _shared(tree: Tree, draft: Draft) -> tuple[Slot, ...]:
    """What stands right behind the second of two verbs, and is the object of both."""
    slots = (*draft.targets, *draft.objects, *draft.places)
    at = draft.predicate
    return tuple(
        x
        for x in slots
        if x.inferred
        and x.sentence in (None, draft.sentence)
        and at < x.head
        and tree.words[at].deprel == "conj"
        and tree.quantified(x.head, words_of("partitives"))[0] == at + 1
    )


# Acts of speech hold what is promised, demanded or charged.
_SPOKEN = ("AGREE", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "SUPPORT")
_OWN = ("aux", "aux:pass", "compound:prt", "cop", "obj", "iobj", "obl:agent", "nummod")


def _core(tree: Tree, draft: Draft) -> frozenset[int]:
    """Predicate, its own arguments and auxiliaries, and the words of cause, effect or aim."""
    words = {draft.predicate} | set(draft.effect_words)
    words |= set() if _trails(tree, draft) else draft.cause_words
    if draft.nominal:
        words |= set(range(*tree.group(draft.predicate)))
    words |= draft.scope if draft.why == ("total",) else set()  # read by word order, as it stands
    for slot in (*_own(draft), *_shared(tree, draft)):
        words |= set(range(*tree.quantified(slot.head, words_of("partitives"))))
        words |= _tail(tree, slot, draft)
    for k in tree.kids[draft.predicate]:
        if k in draft.scope and tree.words[k].deprel in _OWN:
            words |= tree.subtree(k, ("acl:relcl", "acl", "advcl", "parataxis", "appos", "ccomp"))
        elif _holds_content(draft) and k > draft.predicate and _is_content(tree, k):
            words |= _content(tree, k)
        if draft.act in _SPOKEN and tree.words[k].deprel in ("obj", "obl") and k > draft.predicate:
            for j in tree.children(k, "acl"):
                words |= tree.subtree(j, ("parataxis",)) if _is_content(tree, j) else set()
        elif tree.words[k].deprel == "advmod" and tree.words[k].text.lower() in words_of(
            "negative"
        ):
            words.add(k)
    whole = draft.kind in ("intent", "cause") or _holds_content(draft)
    return frozenset(words - _asides(tree, draft.predicate, words) if whole else words)


def _content(tree: Tree, k: int) -> frozenset[int]:
    """A clause of content with what says which one is meant: "actions *that might* harm"."""
    inside = tree.subtree(k, ("acl:relcl", "parataxis"))
    for i in sorted(inside):
        for j in tree.children(i, "acl:relcl"):
            if j > i and not any(_comma(tree, m) for m in range(i, min(tree.subtree(j)) + 1)):
                inside |= tree.subtree(j, ("parataxis",))
    return inside


def _asides(tree: Tree, at: int, inside: set[int]) -> set[int]:
    """Clauses behind an aim, a cause or what is said that only comment on it: ", driven by …",
    "since he needs them"."""
    out: set[int] = set()
    for i in inside - {at}:
        for j in tree.children(i, "advcl", "acl", "acl:relcl", "parataxis"):
            words = tree.subtree(j)
            opens = min(words)
            apart = _comma(tree, opens - 1) or _comma(tree, opens)
            if opens > at and (apart or tree.words[opens].text.lower() in _COMMENTS):
                out |= words
    return out


def _holds_content(draft: Draft) -> bool:
    """Whether what is said, asked or talked about belongs to the act."""
    return draft.act in (*_SPOKEN, "CONSULT") or AIM in draft.why


def _tail(tree: Tree, slot: Slot, draft: Draft) -> set[int]:
    """What belongs to an argument behind its head: "four villages east of Hasma", "the rebel-held
    province of Idlib", "the rebel faction Ahrar al-Sham"."""
    out: set[int] = set()
    modifies = draft.predicate < slot.head and tree.words[draft.predicate].deprel != "root"
    for k in tree.children(slot.head, "nmod", "advmod", "amod", "appos"):
        if k != slot.head + 1 and tree.words[k].deprel == "appos":
            continue
        whole = modifies and not draft.nominal and tree.preposition(k) == "of"
        if k > slot.head and (k in draft.scope or whole or tree.words[k].deprel == "appos"):
            joined = whole or tree.words[k].deprel == "appos"
            stop = ("acl:relcl", "acl", "appos", "parataxis")
            out |= tree.subtree(k, stop if joined else (*stop, "conj"))
    return out


def _with_name(tree: Tree, last: int) -> int:
    """The end behind the bare name of who was told: "… the Syrian president, *Bashar Assad*"."""
    if not 0 < last < len(tree.words) - 1 or not _comma(tree, last):
        return last
    noun, name = tree.words[last - 1], tree.words[last + 1]
    told = noun.text.islower() and noun.upos in ("NOUN", "PROPN")
    named = name.upos == "PROPN" and (name.deprel, name.head) == ("appos", last - 1)
    return tree.group(last + 1)[1] if told and named else last


def _attributive(tree: Tree, over: tuple[Attribution, ...], draft: Draft) -> set[int]:
    """Words that name who says it: cue words and sources of this sentence."""
    out: set[int] = set()
    for a in over:
        if a.sentence != draft.sentence:
            continue
        if a.cue_word is not None and a.cue_word != draft.predicate:
            out.add(a.cue_word)
        for source in a.sources:
            if source.sentence == draft.sentence and source.head is not None:
                out |= set(range(*tree.group(source.head)))
    return out - {draft.predicate}


def _hedges(tree: Tree, i: int, at: int) -> bool:
    """Whether a cue is an adverb between subject and verb ("were reportedly killed")."""
    return tree.words[i].upos == "ADV" and tree.words[i].head == at and i > 0


def _shrink(tree: Tree, first: int, last: int, barred: set[int], at: int) -> tuple[int, int]:
    """Cut the stretch at attributive words on either side of the predicate."""
    before = [i for i in barred if first <= i < at and not _hedges(tree, i, at)]
    after = [i for i in barred if at < i < last]
    return (max(before) + 1 if before else first, min(after) if after else last)


def _trails(tree: Tree, draft: Draft) -> bool:
    """ "Took the road, forcing the garrison out": the clause before states a claim of its own."""
    word = tree.words[draft.predicate]
    trailing = word.text.lower().endswith("ing") and word.deprel in ("advcl", "conj", "acl")
    return (
        draft.kind == "cause" and trailing and max(draft.cause_words, default=0) < draft.predicate
    )
