"""Compound adjectives that state a relation or control: "rebel-held towns", "anti-Assad rebels".

Words are split at hyphens, so a compound is read from the words around the hyphen; the patterns are
``Lexicon.compounds``.
"""

from collections.abc import Iterator
from dataclasses import replace

from contested.claims.frame import Draft, Slot
from contested.claims.lexicon import CompoundPattern, Lexicon
from contested.claims.model import Kind
from contested.claims.nouns import words_of
from contested.claims.operators import low
from contested.claims.sorts import Sorter
from contested.claims.tree import Tree

Known = tuple[Lexicon, Sorter]
_HYPHENS = ("-", "‐", "‑", "–")
_NOMINAL = ("NOUN", "PROPN", "NUM")


def compound_drafts(s: int, tree: Tree, lexicon: Lexicon, sorter: Sorter) -> tuple[Draft, ...]:
    """Drafts of the compounds of sentence ``s``, in text order.

    The predicate of a draft is the suffix ("held") or the prefix ("anti"); it takes the place of
    any other reading of that word. Nothing is returned for a compound whose ends name no actor
    ("long-held", "anti-tank") or no holder and place, backer and backed.
    """
    out: list[Draft] = []
    for i in range(1, len(tree.words) - 1):
        if tree.words[i].text in _HYPHENS and _tight(tree, i):
            out.extend(_read(s, tree, i, lexicon, sorter))
        if low(tree.words[i]) in words_of("allied") and low(tree.words[i - 1]) == "and":
            out.extend(_allied(s, tree, i, (lexicon, sorter)))
    return tuple(out)


def _allied(s: int, tree: Tree, i: int, known: Known) -> Iterator[Draft]:
    """ "Syrian troops and allied militias": those named second stand with those named first."""
    first, second = i - 2, _next_noun(tree, i)
    if first < 0 or second is None or tree.words[first].upos not in _NOMINAL:
        return
    if all(_is_side(tree, k, *known) for k in (first, second)):
        pattern = CompoundPattern("allied", True, "relation", None, 1)
        sides = (Slot(second, role="head"),), (Slot(first, role="obj"),)
        yield _draft(s, i, pattern, *sides)


def _tight(tree: Tree, i: int) -> bool:
    """Whether the hyphen joins its neighbours without a space."""
    before, here, after = tree.words[i - 1 : i + 2]
    return before.end == here.start and here.end == after.start


def _read(s: int, tree: Tree, i: int, lexicon: Lexicon, sorter: Sorter) -> Iterator[Draft]:
    left, right = tree.words[i - 1].text.lower(), tree.words[i + 1].text.lower()
    for pattern in lexicon.compounds:
        if pattern.prefix and pattern.affix == left:
            draft = _prefixed(s, tree, i, pattern, (lexicon, sorter))
        elif not pattern.prefix and pattern.affix == right:
            draft = _suffixed(s, tree, i, pattern, (lexicon, sorter))
        else:
            continue
        if draft is not None:
            yield draft
        return


def _suffixed(s: int, tree: Tree, i: int, pattern: CompoundPattern, known: Known) -> Draft | None:
    """ "rebel-held town": who holds stands before the hyphen, what is held is modified."""
    lexicon, sorter = known
    who, head = _name_head(tree, i - 1), _modified(tree, i + 1)
    if head is None or not (_names_actor(tree, who, sorter) or _named(tree, i - 1)):
        return None
    sort = sorter.sort(tree, head)
    others = (who, *_coordinated_before(tree, i - 1, sorter))
    agents = tuple(Slot(k, role="compound", possessive=True) for k in sorted(others))
    if pattern.kind == "control":
        if sort in ("actor", "time", "pronoun", "weapon"):
            return None
        found = _draft(s, i + 1, pattern, agents, (Slot(head, role="obj"),))
        return replace(found, scope=found.scope | _where(tree, head))
    if not _is_side(tree, head, lexicon, sorter) or low(tree.words[i - 1]) in words_of("no_sides"):
        return None  # "a refugee-friendly government"
    if pattern.affix == "led" and tree.words[head].lemma.lower() not in words_of("led_bands"):
        return None  # "the US-led coalition": its own name
    return _draft(s, i + 1, pattern, agents, (Slot(head, role="obj"),))


def _prefixed(s: int, tree: Tree, i: int, pattern: CompoundPattern, known: Known) -> Draft | None:
    """ "anti-Assad rebels": the target stands after the hyphen, whose view it is follows."""
    lexicon, sorter = known
    whom = _whole_name(tree, i + 1)
    head = _past_compound(tree, _modified(tree, whom))
    if head is None or not (_names_actor(tree, whom, sorter) or _named(tree, whom)):
        return None
    if tree.words[head].lemma.lower() in words_of("views"):
        return None  # "anti-government activism"
    if not _is_side(tree, head, lexicon, sorter):
        return None
    target = Slot(whom, role="compound", possessive=True)
    return _draft(s, i - 1, pattern, (Slot(head, role="head"),), (target,))


def _coordinated_before(tree: Tree, k: int, sorter: Sorter) -> tuple[int, ...]:
    """The first of two holders or backers ("US and EU-backed", "Russian- and Iranian-backed")."""
    if k < 2 or low(tree.words[k - 1]) not in ("and", "or"):
        return ()
    other = k - 3 if tree.words[k - 2].text in _HYPHENS else k - 2
    if other < 0 or not (_names_actor(tree, other, sorter) or _named(tree, other)):
        return ()
    return (_name_head(tree, other),) if _same_sort(tree, other, k) else ()


def _same_sort(tree: Tree, a: int, b: int) -> bool:
    return tree.words[a].text[:1].isupper() == tree.words[b].text[:1].isupper()


def _name_head(tree: Tree, k: int) -> int:
    """The head of the name that ends at word ``k`` ("al-Qaeda" in "al-Qaeda-linked")."""
    while tree.words[k].deprel in ("flat", "goeswith") and 0 <= tree.words[k].head < k:
        k = tree.words[k].head
    return k


def _whole_name(tree: Tree, k: int) -> int:
    """The head of the name that begins at ``k`` ("Islamic State" in "anti-Islamic State")."""
    head = tree.words[k].head
    if head == k + 1 and tree.words[k].text[:1].isupper() and tree.words[head].upos == "PROPN":
        modified = _modified(tree, head)
        return k if modified is None else head
    return k


def _modified(tree: Tree, k: int) -> int | None:
    """The noun that the compound ending at ``k`` modifies, or is said of; None without one."""
    subject = tree.child(k, "nsubj", "nsubj:pass")
    if subject is not None and low(tree.words[subject]) in ("who", "which", "that"):
        return tree.words[k].head if tree.words[k].deprel == "acl:relcl" else None
    if subject is not None and tree.words[subject].upos in (*_NOMINAL, "PRON"):
        return subject
    seen = {k}
    head = tree.words[k].head
    while head >= 0 and head not in seen:
        seen.add(head)
        if head > k and tree.words[head].upos in _NOMINAL:
            return head
        if tree.words[head].deprel not in ("conj", "amod", "compound", "flat"):
            break
        head = tree.words[head].head
    return _next_noun(tree, k)


def _past_compound(tree: Tree, k: int | None) -> int | None:
    """The noun of "the anti-Assad US-led coalition": a second compound stands between."""
    if k is None or k + 2 >= len(tree.words) or tree.words[k + 1].text not in _HYPHENS:
        return k
    head = tree.words[k + 2].head
    return head if head > k + 2 and tree.words[head].upos in _NOMINAL else k


def _next_noun(tree: Tree, k: int) -> int | None:
    """The last of the nouns that follow without a break, when the parse gives none."""
    found = None
    for j in range(k + 1, min(k + 5, len(tree.words))):
        if tree.words[j].upos in _NOMINAL:
            found = j
        elif tree.words[j].upos != "ADJ" or found is not None:
            break
    return found


def _is_side(tree: Tree, k: int, lexicon: Lexicon, sorter: Sorter) -> bool:
    """Whether a noun group can stand in a relation: an actor, not what an actor does."""
    act = tree.words[k].lemma.lower() in lexicon.classes.get("attack", ())
    return sorter.acts(tree, k) and not act


def _names_actor(tree: Tree, k: int, sorter: Sorter) -> bool:
    word = tree.words[k]
    if word.upos in ("ADV", "VERB", "NUM") or word.text.lower() in ("self", "co", "long", "well"):
        return False
    return sorter.sort(tree, k) == "actor" or _named(tree, k) or _demonym(tree, k)


def _named(tree: Tree, k: int) -> bool:
    return tree.words[k].upos == "PROPN" and tree.words[k].text[:1].isupper()


def _demonym(tree: Tree, k: int) -> bool:
    word = tree.words[k]
    return word.upos == "ADJ" and word.text[:1].isupper() and k > 0


def _where(tree: Tree, head: int) -> frozenset[int]:
    """Where a place that is held lies: "a rebel-held base in the province of Homs"."""
    if tree.words[head].upos == "PROPN":
        return frozenset()
    behind = (k for k in tree.children(head, "nmod") if k > head)
    named = (k for k in behind if tree.preposition(k) in ("in", "near", "of"))
    return frozenset(j for k in named for j in tree.subtree(k, ("acl:relcl", "conj", "appos")))


def _draft(
    s: int, predicate: int, pattern: CompoundPattern, agents: tuple[Slot, ...], ends: tuple[Slot]
) -> Draft:
    """The draft; ``ends`` is the place held, or the other side of the relation."""
    control = pattern.kind == "control"
    kind: Kind = "control" if control else "event" if pattern.kind == "event" else "relation"
    heads = [x.head for x in (*agents, *ends)]
    return Draft(
        sentence=s,
        predicate=predicate,
        kind=kind,
        act=pattern.act,
        mode=None,
        acled=None,
        sign=pattern.sign if kind == "relation" else None,
        agents=agents,
        targets=() if control else ends,
        objects=(),
        places=ends if control else (),
        scope=frozenset(range(min(*heads, predicate), max(*heads, predicate) + 1)),
        score=0.84 if control else 0.82,
        why=(f"compound {'prefix' if pattern.prefix else 'suffix'} {pattern.affix}",),
    )
