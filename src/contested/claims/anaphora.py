"""Which earlier mentions a pronoun's own syntax rules out, or sets behind the others.

Binding and agreement as far as arcs and quotes show them (Hobbs 1978; Lappin & Leass 1994).
"""

from contested.claims.entities import Entity, hyphenated, is_plural
from contested.claims.frame import View
from contested.claims.nouns import words_of
from contested.claims.quotes import QuoteIndex
from contested.claims.tree import SUBJECTS, Tree

_RELATIVES = ("acl:relcl", "acl")


def likelier(
    view: View, quotes: QuoteIndex, at: tuple[int, int], wanted: str, pool: list[Entity]
) -> list[Entity]:
    """Those of ``pool``, mentions of one sentence, that the pronoun at sentence and word ``at`` is
    likeliest to mean; ``wanted`` is its kind of actor."""
    pool = [e for e in pool if not _ruled_out(view, quotes, at, e)]
    whole = [e for e in pool if not _modifier(view.trees[e.sentence], e.head)]
    if wanted == "one":
        whole = [e for e in pool if e in whole or e.subject] or pool  # "Turkish officials … it"
    pool = whole
    here = [e for e in pool if not _where(view.trees[e.sentence], e)]
    pool = here or pool
    several = [e for e in pool if e.sort != "state" or e.plural]
    single = [e for e in pool if not _several(view.trees[e.sentence], e)]
    better = several if wanted == "many" else single if wanted == "one" else pool
    return better or pool


def _ruled_out(view: View, quotes: QuoteIndex, at: tuple[int, int], entity: Entity) -> bool:
    """The noun whose relative clause the pronoun is part of; who speaks what it stands in."""
    s, head = at
    tree = view.trees[entity.sentence]
    if hyphenated(tree, entity.head):
        return True  # "Iraqi-based"
    if tree.preposition(entity.head) == "as" and not entity.own:
        return True  # "posing as a spokesman": what somebody is, not who
    if entity.sentence == s and _of_its_clause(tree, head, entity.head):
        return True
    if not _speaks(tree, entity.head) or _quoted(view, quotes, entity.sentence, entity.head):
        return False
    return _quoted(view, quotes, s, head)


def _quoted(view: View, quotes: QuoteIndex, s: int, head: int) -> bool:
    """Whether a word stands in a quotation, or in a passage that is one."""
    offset = view.trees[s].words[head].start
    return view.passage(s).kind == "quote" or quotes.at(offset) is not None


def _of_its_clause(tree: Tree, head: int, noun: int) -> bool:
    """ "The PKK, with whom it has fought", "a force it had raised": "it" is somebody else."""
    word = tree.words[head]
    clauses = tree.children(noun, *_RELATIVES)
    return word.head in clauses and word.deprel in (*SUBJECTS, "obj", "iobj", "obl")


def _speaks(tree: Tree, noun: int) -> bool:
    """Whether a noun says who tells something: the subject of a verb of saying, or beside it."""
    top = noun
    for _ in range(4):
        word = tree.words[top]
        if word.deprel in SUBJECTS or word.head < 0:
            break
        if word.deprel not in ("appos", "nmod", "amod", "compound", "flat", "conj", "nmod:poss"):
            return False
        top = word.head
    word = tree.words[top]
    if word.deprel not in SUBJECTS or word.head < 0:
        return False
    verb = tree.words[word.head]
    said = tree.children(word.head, "ccomp", "parataxis") or verb.deprel == "parataxis"
    said = said or any(w.text in ("“", "”", '"') for w in tree.words)
    return bool(said) and verb.lemma.lower() in words_of("plain_saying")


def _modifier(tree: Tree, k: int) -> bool:
    """Whether a mention only says whose or what something is: "Turkish" of "Turkish shells"."""
    return tree.words[k].deprel in ("amod", "compound")


def _several(tree: Tree, entity: Entity) -> bool:
    """Whether a mention is a common noun in the plural: no "it"."""
    return entity.plural and tree.words[entity.head].upos == "NOUN"


def _where(tree: Tree, entity: Entity) -> bool:
    """Whether a state is only where something is: "out of Syria", "a corner of Iraq"."""
    lead = tree.lead(entity.head)
    preposition = tree.preposition(lead)
    if entity.sort != "state" or tree.words[lead].deprel not in ("obl", "nmod"):
        return False
    up = tree.words[lead].head
    part = preposition == "of" and up >= 0 and tree.words[up].lemma in words_of("parts_of_lands")
    return part or preposition in words_of("in_a_land")


def explained(tree: Tree, head: int) -> int | None:
    """The word that brackets put for a pronoun: the army of "they [the army] shelled us"."""
    opens = head + 1
    if opens >= len(tree.words) or tree.words[opens].text != "[":
        return None
    ends = (k for k in range(opens + 1, len(tree.words)) if tree.words[k].text == "]")
    end = next(ends, opens)
    nouns = [k for k in range(opens + 1, end) if tree.words[k].upos in ("NOUN", "PROPN")]
    return next((k for k in nouns if tree.words[k].head not in nouns), None)


def author_of(tree: Tree, head: int) -> int | None:
    """Whose announcement "it" is in: the US of "a US announcement that it would arm them"."""
    verb = tree.words[head].head
    if tree.words[head].deprel not in SUBJECTS or verb < 0:
        return None
    noun = tree.words[verb].head
    if tree.words[verb].deprel not in ("acl", "ccomp", "acl:relcl") or noun < 0:
        return None
    marked = any(tree.words[k].text.lower() == "that" for k in tree.children(verb, "mark"))
    if not marked or tree.words[noun].lemma.lower() not in words_of("told_things"):
        return None
    owners = tree.children(noun, "nmod:poss", "compound", "amod")
    of = (k for k in tree.children(noun, "nmod") if tree.preposition(k) in ("by", "from", "of"))
    return next((k for k in (*owners, *of) if tree.words[k].text[:1].isupper()), None)


def announced(tree: Tree, head: int) -> int | None:
    """The subject that an opening phrase speaks of beforehand: "In his speech, Putin said"."""
    if tree.words[head].deprel != "nmod:poss":
        return None
    for k in tree.ancestors(head):
        word = tree.words[k]
        if word.upos not in ("VERB", "AUX") and not tree.children(k, *SUBJECTS):
            continue
        if k < head:
            return None
        subject = next((j for j in tree.children(k, *SUBJECTS)), None)
        if subject is not None:
            parted = any(w.text == "," for w in tree.words[head:subject])
            named = tree.words[subject].upos == "PROPN"
            return subject if subject > head and parted and named else None
    return None


def thing_before(view: View, s: int, head: int, told: tuple[Entity, ...]) -> bool:
    """Whether the sentence before is about one thing, which a subject "it" goes on to speak of.

    ``told``: the mentions of actors in that sentence.
    """
    tree = view.trees[s]
    if tree.words[head].deprel not in SUBJECTS or s == 0:
        return False
    if tree.words[head].head != tree.root or any(w.upos == "VERB" for w in tree.words[:head]):
        return False
    before = view.trees[s - 1]
    at = next((k for k in before.children(before.root, *SUBJECTS) if k < before.root), None)
    if at is None or before.words[at].upos != "NOUN" or is_plural(before, at):
        return False
    return not any(e.head == at for e in told) and not before.children(at, "appos")
