"""How many: the numbers of a claim's clause and what each counts."""

from dataclasses import replace

from contested.claims.frame import Draft, View
from contested.claims.lexicon import Lexicon
from contested.claims.model import Quantity
from contested.claims.nouns import words_of
from contested.claims.single_victims import fate_of, unsaid
from contested.claims.tree import HYPHENS, Tree
from contested.quantities import Amount, find_quantities

Amounts = tuple[tuple[Amount, ...], ...]
_VICTIMS = ("killed", "injured", "detained", "displaced")
_STRUCK = ("aerial", "drone", "heavy-weapons")
_CAPTIVE = ("ASSAULT", "COERCE")


def amounts_of(view: View, dated: frozenset[int] = frozenset()) -> Amounts:
    """Amounts of each sentence, offsets relative to the sentence.

    ``dated``: account offsets of the words of dates, whose numbers count nothing.
    """
    out = []
    for tree in view.trees:
        base = tree.sentence.start
        text = view.text(base, tree.sentence.end)
        found = _joined(text, find_quantities(text))
        out.append(tuple(a for a in found if base + a.start not in dated))
    return tuple(out)


def _joined(text: str, found: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """ "Hundreds and possibly thousands", "dozens if not hundreds": one count from low to high."""
    out: list[Amount] = []
    for amount in found:
        last = out[-1] if out else None
        link = f"{text[last.end : amount.start] if last else ''}{amount.text}".lower()
        rather = link.strip(" ,–—-").startswith(tuple(f"{w} " for w in words_of("or_rather")))
        if last is not None and rather and last.high is not None:
            whole = text[last.start : amount.end]
            out[-1] = replace(last, end=amount.end, text=whole, high=amount.high)
        else:
            out.append(amount)
    return tuple(out)


def quantities_of(
    view: View, draft: Draft, amounts: Amounts, lexicon: Lexicon
) -> tuple[Quantity, ...]:
    """The numbers in the draft's scope, each with what it counts; offsets in the account."""
    tree = view.trees[draft.sentence]
    base = tree.sentence.start
    scope = draft.scope | _results(tree, draft) | _suffering(tree, draft) | _acting(tree, draft)
    out = []
    at = draft.predicate
    fated = at > 0 and _fated(tree, [at - 1]) == at
    for amount in amounts[draft.sentence]:
        start, end = base + amount.start, base + amount.end
        words = [i for i, w in enumerate(tree.words) if w.start < end and w.end > start]
        before = _fated(tree, words)
        if not words or _measures(view, amount, end) or _of_these(tree, words):
            continue
        if draft.predicate != before if before is not None else not set(words) & scope:
            continue  # "hundreds arrested and 21 killed": the 21 are no arrested ones
        if before is None and max(words) < draft.predicate and fated:
            continue  # "one was killed and 32 wounded": the one is not wounded
        what = _what(tree, draft, words, amount, lexicon)
        counted = _counted(tree, words)
        thing = lexicon.target_class(tree.words[counted].lemma.lower()) == "object"
        tells = thing or _tells(tree, counted)
        if what == "other" and not (_of_clause(tree, draft, counted) and tells):
            continue
        out.append(Quantity(what, amount.low, amount.high, view.text(start, end), start, end))
    return tuple(out) or unsaid(view, tree, draft, lexicon)


def _fated(tree: Tree, words: list[int]) -> int | None:
    """The word right behind a bare number that says what became of them: "21 *killed*"."""
    at = max(words, default=-2) + 1
    if at < 1 or at >= len(tree.words) or tree.words[at - 1].upos != "NUM":
        return None
    word = tree.words[at]
    fated = word.upos == "VERB" and word.deprel == "conj" and fate_of(word.lemma.lower())
    return at if fated and not tree.children(at, "aux", "aux:pass") else None


def _tells(tree: Tree, counted: int) -> bool:
    """Whether a count says anything: "the two countries" and their "two leaders" only refer."""
    small = any(
        tree.words[k].text.lower() in ("two", "three", "2", "3")
        for k in tree.children(counted, "nummod")
    )
    marks = {tree.words[k].text.lower() for k in tree.children(counted, "det", "nmod:poss")}
    return not (small and marks & (words_of("definite") | {"both", "our"}))


def _suffering(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words of targets that stand outside the clause ("the 60 people killed in May")."""
    own = [t for t in draft.targets if t.sentence in (None, draft.sentence)]
    if not fate_of(tree.words[draft.predicate].lemma.lower()):
        own = [t for t in own if not t.inferred]
    out: set[int] = set()
    for t in own:
        first, last = tree.quantified(t.head, words_of("partitives"))
        many = first > 1 and tree.words[first - 1].text.lower() == "of"
        many = many and tree.words[first - 2].text.lower() in words_of("partitives")
        out |= set(range(first - 2 * many, last))
    return frozenset(out)


def _acting(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words of agents outside a clause that hangs on them: "500 troops serving in the east"."""
    at = draft.predicate
    if tree.words[at].deprel not in ("acl", "xcomp"):
        return frozenset()
    up = tree.words[at].head
    own = (x.head for x in draft.agents if x.sentence in (None, draft.sentence))
    near = (h for h in own if h == up or tree.words[h].head == up)
    return frozenset(k for h in near for k in range(*tree.quantified(h, words_of("partitives"))))


def _of_these(tree: Tree, words: list[int]) -> bool:
    """ "Six of the 20 prisoners", "14 out of 23 towns": the whole counts nothing."""
    noun = _counted(tree, words)
    before = [tree.words[k].text.lower() for k in range(max(min(words) - 3, 0), min(words))]
    if before[-2:] == ["out", "of"] and tree.words[min(words) - 3].upos == "NUM":
        return True
    up = tree.words[noun].head
    if up < 0 or up > noun or tree.words[up].upos != "NUM" or tree.preposition(noun) != "of":
        return False
    definite = {tree.words[k].text.lower() for k in tree.children(noun, "det", "nmod:poss")}
    return bool(definite & words_of("definite")) and up not in words


def _measures(view: View, amount: Amount, end: int) -> bool:
    """Whether an amount is a sum, a way or a weight; an area is counted."""
    if amount.unit_hint == "distance":
        return not view.text(end, end + 9).strip().lower().startswith(("square", "sq"))
    return amount.unit_hint in ("money", "weight")


def _results(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words of participles that add a result: "struck a depot, killing nine"."""
    out: frozenset[int] = frozenset()
    for k in tree.children(draft.predicate, "advcl", "conj"):
        word = tree.words[k]
        if word.text.lower().endswith("ing") and fate_of(word.lemma.lower()):
            out |= tree.subtree(k, ("acl:relcl", "parataxis"))
            out |= _results_of_verb(tree, k)
    return out


def _results_of_verb(tree: Tree, at: int) -> frozenset[int]:
    conjuncts = tree.children(at, "conj")
    return frozenset(j for k in conjuncts for j in tree.subtree(k, ("acl:relcl",)))


def _of_clause(tree: Tree, draft: Draft, counted: int) -> bool:
    """Whether what is counted takes part in the act: a role, or a word of a role's phrase."""
    word = tree.words[counted]
    if word.upos not in ("NOUN", "PROPN", "NUM") or word.lemma.lower() in words_of("uncounted"):
        return False
    slots = (*draft.agents, *draft.targets, *draft.objects, *draft.places)
    heads = {x.head for x in slots if x.sentence in (None, draft.sentence)}
    if draft.kind == "relation":
        return counted in heads
    for i in (counted, *tree.ancestors(counted)):
        if i != counted and i in heads and _someones(tree, counted, i):
            return False
        if i in heads or i == draft.predicate:
            return True
        rel = tree.words[i].deprel
        if rel == "appos" or (rel.startswith("obl") and i not in heads):
            return False
        if tree.words[i].head == draft.predicate:
            return rel in ("obj", "nsubj", "nsubj:pass", "nmod", "obl:agent", "conj")
    return False


def _what(tree: Tree, draft: Draft, words: list[int], amount: Amount, lexicon: Lexicon) -> str:
    """What an amount counts: victims by the verb, else by the counted noun."""
    if amount.is_share:
        return "share"
    fate = fate_of(tree.words[draft.predicate].text.lower())
    if max(words) + 1 == draft.predicate and fate is not None:
        return fate  # "65 dead"
    if draft.why == ("total",):
        return _of_total(tree, draft.predicate, lexicon)
    head = _counted(tree, words)
    lemma = tree.words[head].lemma.lower()
    by_noun = lexicon.quantities.get(lemma)
    if by_noun == "detained" and not (draft.act in _CAPTIVE or draft.kind == "toll"):
        by_noun = None
    struck, suffers = _verb_of(tree, draft, head)
    fate = fate_of(tree.words[struck].lemma.lower()) if suffers else None
    if by_noun == "detained" and fate in ("killed", "injured"):
        return fate
    if by_noun in _VICTIMS:
        return by_noun
    if _strong(tree, words, draft) and lexicon.target_class(lemma) != "civilian":
        return "fighters"
    by_trait = _trait(tree, head)
    if by_trait is not None:
        return by_trait
    verb, object_ = _verb_of(tree, draft, head)
    if object_ or _in_target(tree, draft, head):
        by_verb = fate_of(tree.words[verb].lemma.lower()) or _from_home(tree, verb)
        if by_verb is None and _in_target(tree, draft, head):
            harm = tree.words[draft.predicate].lemma.lower()
            by_verb = fate_of(harm) or _from_home(tree, draft.predicate)
        if by_verb == "displaced" and by_noun == "fighters":
            return by_noun
        if by_verb is not None and lexicon.target_class(lemma) != "object":
            return by_verb
        struck = draft.act == "ASSAULT" and draft.mode in _STRUCK and verb == draft.predicate
        if struck and lexicon.target_class(lemma) == "object":
            return "strikes"
    if draft.kind == "control" and head in {x.head for x in draft.places}:
        return "other" if amount.unit_hint == "distance" else "places"
    return by_noun or "other"


def _someones(tree: Tree, counted: int, head: int) -> bool:
    """ "The families of hundreds of civilians": of whom a party is says not how many it is."""
    kin = tree.words[head].lemma.lower() in words_of("near_ones") | words_of("relations")
    return kin and tree.preposition(counted) == "of"


def _strong(tree: Tree, words: list[int], draft: Draft) -> bool:
    """ "A 3,000-strong force", "the rebels, 400 strong": how many fight."""
    near = [w.text.lower() for w in tree.words[max(words) : max(words) + 4]]
    joined = any(x.endswith("-strong") for x in near[:2]) or near[1:3] == ["-", "strong"]
    after = tree.words[max(words) + 2].upos if len(near) > 2 else "PUNCT"
    behind = near[1:2] == ["strong"] and after not in ("NOUN", "ADJ", "PROPN")
    return (joined or behind) and draft.act != "PROTEST"


def _of_total(tree: Tree, noun: int, lexicon: Lexicon) -> str:
    """What a total counts, by its noun: "the dead", "bodies", "the toll"."""
    word = tree.words[noun]
    known = (lexicon.quantities.get(form) for form in (word.text.lower(), word.lemma.lower()))
    return next((what for what in known if what in _VICTIMS), "killed")


def _trait(tree: Tree, head: int) -> str | None:
    """ "850 wounded people": victims by their adjective."""
    marks = {tree.words[k].text.lower() for k in tree.children(head, "amod", "acl")}
    return next((w for t, w in _TRAITS if t in marks), None)


_TRAITS = (("wounded", "injured"), ("injured", "injured"), ("dead", "killed"),
           ("displaced", "displaced"))  # fmt: skip


def _in_target(tree: Tree, draft: Draft, head: int) -> bool:
    return any(
        head in range(*tree.group(t.head))
        for t in draft.targets
        if t.sentence in (None, draft.sentence)
    )


def _verb_of(tree: Tree, draft: Draft, head: int) -> tuple[int, bool]:
    """The verb that what is counted belongs to, and whether as the one who suffers it."""
    of_it = tree.preposition(head) == "of" and tree.words[head].head == draft.predicate
    if draft.nominal and of_it:
        return draft.predicate, True  # "the beheading of 27 hostages"
    for i in (head, *tree.ancestors(head)):
        word = tree.words[i]
        if word.head < 0:
            break
        inner = word.deprel in ("conj", "nmod", "compound", "appos") and i != draft.predicate
        if inner and tree.words[word.head].upos not in ("VERB", "AUX"):
            continue
        died = tree.words[word.head].lemma.lower() in words_of("dying")
        suffers = word.deprel in ("obj", "nsubj:pass") or (died and word.deprel == "nsubj")
        return word.head, suffers
    return draft.predicate, False


def _from_home(tree: Tree, verb: int) -> str | None:
    """ "Drove 40,000 people from their homes": displaced by where they are driven from."""
    if tree.words[verb].lemma.lower() not in words_of("driving_verbs"):
        return None
    homes = (
        k
        for k in tree.subtree(verb)
        if tree.words[k].lemma.lower() in words_of("dwellings")
        and (tree.preposition(k) or "").split()[0:1] in (["from"], ["out"])
    )
    return "displaced" if next(homes, None) is not None else None


def _risen(tree: Tree, at: int) -> int | None:
    """Of whom "the number of troops" rises or falls "to 500"."""
    word = tree.words[at]
    if word.deprel not in ("obl", "nmod") or tree.preposition(at) not in ("to", "by", "from"):
        return None
    for k in tree.children(word.head, "obj", "nsubj", "nsubj:pass"):
        if tree.words[k].lemma.lower() in ("number", "strength", "size", "total"):
            return next((j for j in tree.children(k, "nmod") if tree.preposition(j) == "of"), None)
    return None


def _behind_of(tree: Tree, at: int) -> int | None:
    """The noun that stands behind "hundreds of", whatever the parser hangs it on."""
    words = tree.words
    if at + 2 >= len(words) or words[at + 1].text.lower() != "of":
        return None
    for k in range(at + 2, min(at + 8, len(words))):
        after = words[k + 1].upos if k + 1 < len(words) else ""
        if words[k].text in HYPHENS or (after and words[k + 1].text in HYPHENS):
            continue  # "hundreds of battle-hardened fighters"
        if words[k].upos in ("NOUN", "PROPN") and after not in ("NOUN", "PROPN"):
            return k
        if words[k].upos in ("VERB", "AUX", "ADP", "PUNCT") and words[k].deprel != "amod":
            return None
    return None


def _counted(tree: Tree, words: list[int]) -> int:
    """The noun that an amount counts: the governor of its number word, through "of"."""
    at = next(
        (i for i in reversed(words) if tree.words[i].upos in ("NUM", "NOUN", "ADJ", "DET")),
        words[-1],
    )
    word = tree.words[at]
    behind = _behind_of(tree, at) if word.upos in ("NOUN", "NUM") else None
    behind = _risen(tree, at) if behind is None else behind
    if behind is not None:
        return behind
    if word.deprel in ("nummod", "compound", "det", "amod", "advmod", "nmod") and word.head >= 0:
        governor = word.head
        if (
            tree.words[governor].deprel in ("nummod", "compound")
            and tree.words[governor].upos == "NUM"
        ):
            governor = tree.words[governor].head
        if tree.words[governor].upos in ("NOUN", "PROPN"):
            return governor
    for k in tree.children(at, "nmod"):
        if tree.preposition(k) == "of":
            return k
    return at
