"""How many: the numbers of a claim's clause and what each counts."""

from contested.claims.frame import Draft, View
from contested.claims.lexicon import Lexicon
from contested.claims.model import Quantity
from contested.claims.nouns import words_of
from contested.claims.tree import Tree
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
        found = find_quantities(view.text(base, tree.sentence.end))
        out.append(tuple(a for a in found if base + a.start not in dated))
    return tuple(out)


def quantities_of(
    view: View, draft: Draft, amounts: Amounts, lexicon: Lexicon
) -> tuple[Quantity, ...]:
    """The numbers in the draft's scope, each with what it counts; offsets in the account."""
    tree = view.trees[draft.sentence]
    base = tree.sentence.start
    scope = draft.scope | _results(tree, draft) | _suffering(tree, draft)
    out = []
    for amount in amounts[draft.sentence]:
        start, end = base + amount.start, base + amount.end
        words = [i for i, w in enumerate(tree.words) if w.start < end and w.end > start]
        if not words or not set(words) & scope or _measures(view, amount, end):
            continue
        if _of_these(tree, words):
            continue
        what = _what(tree, draft, words, amount, lexicon)
        if what == "other" and not _of_clause(tree, draft, _counted(tree, words)):
            continue
        out.append(Quantity(what, amount.low, amount.high, view.text(start, end), start, end))
    return tuple(out) or _unsaid(view, tree, draft)


def _suffering(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words of targets that stand outside the clause ("the 60 people killed in May")."""
    own = (t for t in draft.targets if t.sentence in (None, draft.sentence) and not t.inferred)
    quantities = words_of("partitives")
    return frozenset(k for t in own for k in range(*tree.quantified(t.head, quantities)))


def _of_these(tree: Tree, words: list[int]) -> bool:
    """ "Six of the 20 prisoners": the whole that a number is taken out of counts nothing."""
    noun = _counted(tree, words)
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
        if word.text.lower().endswith("ing") and _victims(word.lemma.lower()):
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
        if i in heads or i == draft.predicate:
            return True
        rel = tree.words[i].deprel
        if rel == "appos" or (rel.startswith("obl") and i not in heads):
            return False
        if tree.words[i].head == draft.predicate:
            return rel in ("obj", "nsubj", "nsubj:pass", "nmod", "obl:agent", "conj")
    return False


def _unsaid(view: View, tree: Tree, draft: Draft) -> tuple[Quantity, ...]:
    """Counts without a numeral: nobody, and the one person who is named."""
    what = _victims(tree.words[draft.predicate].lemma.lower())
    if what not in ("killed", "injured"):
        return ()
    adjective = tree.words[draft.predicate].upos == "ADJ"  # "was hurt"
    suffering = ("nsubj",) if adjective else ("obj", "nsubj:pass")
    for k in tree.children(draft.predicate, *suffering):
        no = next((j for j in tree.children(k, "det") if tree.words[j].text.lower() == "no"), None)
        no = k if tree.words[k].text.lower() in ("nobody", "none", "no-one") else no
        if no is not None:
            return (_quantity(view, tree, what, 0, (no, no + 1)),)
    return _one_named(view, tree, draft) if what == "killed" else ()


def _one_named(view: View, tree: Tree, draft: Draft) -> tuple[Quantity, ...]:
    """The death of one named person: one killed, stated by the name."""
    if len(draft.targets) != 1 or draft.targets[0].sentence not in (None, draft.sentence):
        return ()
    if tree.words[draft.predicate].lemma.lower() in words_of("not_always_deadly"):
        return ()
    head = draft.targets[0].head
    if tree.children(head, "nummod") or tree.words[head].text.lower().endswith("ians"):
        return ()
    first, last = tree.group(head)
    people = (x for x in tree.sentence.names if x.label.lower() == "person")
    named = any(x.first < last and x.last > first for x in people)
    parts = (head, *tree.children(head, "flat", "appos"))
    if not named or not any(tree.words[k].upos == "PROPN" for k in parts):
        return ()
    return (_quantity(view, tree, "killed", 1, (first, last)),)


def _quantity(view: View, tree: Tree, what: str, n: int, words: tuple[int, int]) -> Quantity:
    start, end = tree.chars(*words)
    return Quantity(what, n, n, view.text(start, end), start, end)


def _what(tree: Tree, draft: Draft, words: list[int], amount: Amount, lexicon: Lexicon) -> str:
    """What an amount counts: victims by the verb, else by the counted noun."""
    if amount.is_share:
        return "share"
    fate = _victims(tree.words[draft.predicate].text.lower())
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
    fate = _victims(tree.words[struck].lemma.lower()) if suffers else None
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
        by_verb = _victims(tree.words[verb].lemma.lower()) or _from_home(tree, verb)
        if by_verb is None and _in_target(tree, draft, head):
            by_verb = _victims(tree.words[draft.predicate].lemma.lower())
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


def _victims(lemma: str) -> str | None:
    for what, lemmas in (
        ("killed", words_of("kill_verbs")),
        ("injured", words_of("hurt_verbs")),
        ("detained", words_of("detain_verbs")),
        ("displaced", words_of("displace_verbs")),
    ):
        if lemma in lemmas:
            return what
    return None


def _counted(tree: Tree, words: list[int]) -> int:
    """The noun that an amount counts: the governor of its number word, through "of"."""
    at = next(
        (i for i in reversed(words) if tree.words[i].upos in ("NUM", "NOUN", "ADJ", "DET")),
        words[-1],
    )
    word = tree.words[at]
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
