"""Syntactic slots of a predicate: subject, object, possessor, what follows each preposition.

Slots carry the names that ``resources/acts.toml`` uses: subj, obj, iobj, by, poss, amod, compound,
copula, appos, head, clause, and prepositions. Passives are undone; subjects that coordination,
control verbs and relative clauses leave out are put back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from contested.claims.entities import pronoun_of
from contested.claims.nouns import words_of
from contested.claims.tree import SUBJECTS, Tree, kept

_RELATIVE = ("who", "which", "that", "whom", "whose")


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that fills a slot; ``inherited``: it stands outside the predicate's own clause."""

    head: int
    inherited: bool = False


Slots = Mapping[str, tuple[Filler, ...]]
_Found = dict[str, tuple[Filler, ...]]


@kept
def slots_of(tree: Tree, i: int) -> Slots:
    """Slots of the predicate at word ``i`` (verb, noun or adjective)."""
    upos = tree.words[i].upos
    if upos in ("VERB", "AUX"):
        return _verb(tree, i)
    if upos == "ADJ":
        return _adjective(tree, i)
    return _noun(tree, i)


@kept
def is_passive(tree: Tree, i: int) -> bool:
    """Whether the verb at ``i`` is passive, also as a bare participle after a noun.

    Who "was engaged in fighting" did it.
    """
    if tree.words[i].lemma.lower() in words_of("taken_part") and any(
        tree.preposition(k) == "in" for k in tree.children(i, "obl", "nmod")
    ):
        return False
    if tree.children(i, "aux:pass", "csubj:pass"):
        return True
    if tree.children(i, "nsubj:pass"):  # "its fighters had fired" is none, whatever its label
        return not any(tree.words[k].lemma.lower() == "have" for k in tree.children(i, "aux"))
    word = tree.words[i]
    if not _participle(tree, i) or tree.children(i, "nsubj", "aux"):
        return False
    if tree.children(i, "mark") and not _regarded(tree, i):
        return False
    if word.deprel in ("acl", "amod"):
        return not tree.children(i, "obj")
    if word.deprel == "conj" and not tree.children(i, "obj", "ccomp", "xcomp"):
        return is_passive(tree, word.head)
    if word.deprel == "advcl":
        return bool(tree.children(i, "obl:agent")) or not tree.children(i, "obj", "xcomp", "ccomp")
    return False


def _participle(tree: Tree, i: int) -> bool:
    word = tree.words[i]
    low = word.text.lower()
    return low != word.lemma and not low.endswith(("ing", "s")) and word.upos == "VERB"


def fill(tree: Tree, heads: tuple[int, ...], inherited: bool = False) -> tuple[Filler, ...]:
    """Fillers for the words ``heads`` and for all that is joined to or counted by them."""
    each = [
        k
        for h in heads
        for n, k in enumerate(tree.coordinated(h))
        if n == 0 or pronoun_of(tree, k) is None  # "Five people, two of them civilians"
    ]
    whole = [w for k in each for w in _parts(tree, k)]
    return tuple(Filler(k, inherited) for k in dict.fromkeys(whole))


def _parts(tree: Tree, k: int) -> tuple[int, ...]:
    """What a word counts, and all joined to it: "dozens of men", "a man and two of his sons"."""
    first = _whole(tree, k)
    joined = (w for w in tree.coordinated(first)[1:] if pronoun_of(tree, w) is None)
    return (first, *(_whole(tree, w) for w in joined))


def _whole(tree: Tree, k: int) -> int:
    """What a word of quantity is of: "a mix of rebel groups", "dozens of fighters"."""
    word = tree.words[k]
    if word.text.lower() in ("many", "few"):  # "as many as 800"
        numbers = (m for m in tree.children(k, "obl", "nmod") if tree.words[m].upos == "NUM")
        k = next((m for m in numbers if tree.preposition(m) == "as"), k)
        word = tree.words[k]
    if word.lemma.lower() in words_of("partitives") or word.upos in ("NUM", "SYM"):
        for m in tree.children(k, "nmod"):
            if tree.preposition(m) == "of" and tree.words[m].upos not in ("PRON", "ADJ"):
                return _whole(tree, m)  # "hundreds of thousands of people"
    return k


def _verb(tree: Tree, i: int) -> Slots:
    passive = is_passive(tree, i)
    out: _Found = {}
    subject = _subject(tree, i)
    objects = _relative(tree, i, tree.children(i, "obj"))
    if passive:
        given = bool(subject and objects and tree.children(i, "aux:pass"))
        out["obj"] = objects if given else subject or objects
        agents = tuple(
            k for k in tree.children(i, "obl:agent", "obl", "nmod") if tree.preposition(k) == "by"
        )
        out["by"] = fill(tree, agents)
    else:
        out["subj"] = subject
        own = tuple(k for k in tree.children(i, *SUBJECTS) if k < i)
        fronted = fill(tree, own[:1]) if _fronted(tree, i, own) else ()
        out["obj"] = objects or fronted or _gap_object(tree, i) or _unmarked(tree, i)
    out["iobj"] = fill(tree, tree.children(i, "iobj"))
    if passive and out["obj"] is not subject and subject and not out["iobj"]:
        out["iobj"] = subject  # "the UN was denied access"
    out["clause"] = tuple(Filler(k) for k in tree.children(i, "ccomp", "xcomp"))
    if not out["clause"]:
        out["clause"] = tuple(Filler(k) for k in tree.children(i, "advcl") if _to(tree, k))
    _prepositions(tree, (i,), out, passive or bool(out.get("subj")))
    return {k: v for k, v in out.items() if v}


def _to(tree: Tree, k: int) -> bool:
    return any(tree.words[m].text.lower() == "to" for m in tree.children(k, "mark"))


def _prepositions(tree: Tree, heads: tuple[int, ...], out: _Found, done: bool = False) -> None:
    """Add prepositional dependents of ``heads`` under their preposition.

    ``done``: whoever acts is known, and "by" names them or says how and when.
    """
    for h in heads:
        for k in tree.children(h, "obl", "nmod", "obl:agent"):
            preposition = tree.preposition(k)
            if preposition is None or (done and preposition == "by" and not _stands_by(tree, h)):
                continue
            out[preposition] = out.get(preposition, ()) + _relative(tree, h, (k,))


def _stands_by(tree: Tree, i: int) -> bool:
    """ "Moscow stands by Assad": whom one is true to, nobody who does it."""
    return tree.words[i].lemma.lower() in words_of("stands_by")


def light_object_slots(tree: Tree, i: int, slots: Slots, light: str = "obj") -> Slots:
    """``slots`` of a light verb, with what hangs on its object ("an attack on three provinces"),
    or on its subject where ``light`` says so ("talks in Doha collapsed")."""
    out = dict(slots)
    for filler in slots.get(light, ()):
        extra: _Found = {}
        _prepositions(tree, (filler.head,), extra)
        for name, fillers in extra.items():
            out[name] = out.get(name, ()) + fillers
    return out


def _subject(tree: Tree, i: int, depth: int = 0) -> tuple[Filler, ...]:
    """The subject of a verb, its own or the one it shares; empty when nothing states it."""
    own = tree.children(i, *SUBJECTS)
    before = tuple(k for k in own if k < i)
    if before:  # what also hangs on it behind is a speaker's name or another clause's subject
        return _relative(tree, i, before[1:] if _fronted(tree, i, before) else before)
    if own:
        return _relative(tree, i, own)
    word = tree.words[i]
    if depth > 4 or word.head < 0:
        return ()
    if word.deprel == "csubj" and any(
        tree.words[k].text.lower() == "it" for k in tree.children(word.head, "expl", "nsubj")
    ):
        return fill(tree, (word.head,))  # "it was Daesh that shelled the town"
    behind = tuple(m for m in tree.children(i, "mark", "case") if m > word.head)
    if word.deprel == "acl" and any(tree.words[m].text.lower() == "to" for m in behind):
        return _aimed(tree, word.head, depth)
    charged = _charged(tree, i)
    if charged:
        return fill(tree, charged, True)
    if word.deprel == "acl" and tree.words[word.head].lemma in words_of("forebodings"):
        return _aimed(tree, word.head, depth) or _at_risk(tree, word.head)
    if word.deprel == "acl" and _gerund_of(tree, i):
        return fill(tree, tree.children(word.head, "nmod:poss"), True)
    if word.deprel in ("acl", "acl:relcl", "amod"):
        return _described(tree, i, word.head)
    if word.deprel == "xcomp":
        objects = tree.children(word.head, "obj", "iobj")
        if objects and tree.words[word.head].lemma in words_of("object_control"):
            return fill(tree, objects)
        return _lift(tree, word.head, depth, False)
    if word.deprel == "conj":
        return _lift(tree, word.head, depth, True)
    regarded = _regarded(tree, i) if word.deprel == "advcl" else ()
    if word.deprel == "advcl" and not regarded and not _has_own_clause(tree, i):
        return _lift(tree, word.head, depth, True)
    return regarded


def _fronted(tree: Tree, i: int, subjects: tuple[int, ...]) -> bool:
    """Whether the first of two subjects is the object of a relative clause: "whose fall X had
    mourned"."""
    if len(subjects) < 2 or tree.words[i].deprel != "acl:relcl":
        return False
    first = (subjects[0], *tree.children(subjects[0], "nmod:poss", "det"))
    return any(tree.words[k].text.lower() in _RELATIVE for k in first)


def _described(tree: Tree, i: int, noun: int) -> tuple[Filler, ...]:
    """What the clause of ``i`` describes: not what is joined behind it ("men who fled, and X")."""
    found = fill(tree, (noun,))
    return tuple(f for f in found if f.head < i) or found


def _charged(tree: Tree, i: int) -> tuple[int, ...]:
    """Whom "accused France of arming", "kept them from firing" say does what follows."""
    marks = {tree.words[m].text.lower() for m in tree.children(i, "mark", "case")}
    word = tree.words[i]
    if word.deprel not in ("advcl", "ccomp", "obl") or not marks & {"of", "from", "for"}:
        return ()
    governor = tree.words[word.head].lemma
    if governor not in words_of("charging") | (words_of("blaming") if "for" in marks else set()):
        return ()
    return tree.children(word.head, "obj", "iobj") or tree.children(word.head, "nsubj:pass")


def _gerund_of(tree: Tree, i: int) -> bool:
    """ "A policy of arming rebels": the noun names the act and does not do it."""
    marks = {
        tree.words[m].text.lower()
        for m in tree.children(i, "mark", "case")
        if m > tree.words[i].head  # not "fears of Chad leaving"
    }
    return bool(marks & {"of", "for", "in", "about"}) and tree.words[i].text.lower().endswith("ing")


def _aimed(tree: Tree, noun: int, depth: int) -> tuple[Filler, ...]:
    """Who is to do what a noun aims at: "its campaign to …", "Russia launched a campaign to …"."""
    owner = tree.children(noun, "nmod:poss")
    if owner:
        return fill(tree, owner, True)
    if tree.words[noun].deprel in ("obj", "obl") and tree.words[noun].head >= 0:
        return _lift(tree, tree.words[noun].head, depth, True)
    return ()


def _at_risk(tree: Tree, noun: int) -> tuple[Filler, ...]:
    """ "They were at risk of being hit"."""
    before = tuple(k for k in tree.children(noun, "nsubj") if k < noun)
    return fill(tree, before) if tree.children(noun, "cop") else ()


def _has_own_clause(tree: Tree, i: int) -> bool:
    """Whether an adverbial clause is finite and so needs its own subject."""
    marks = {tree.words[m].text.lower() for m in tree.children(i, "mark")}
    return bool(marks & words_of("own_clause"))


def _lift(tree: Tree, head: int, depth: int, inherited: bool) -> tuple[Filler, ...]:
    about = tree.words[head].text.lower() in ("about", "away")  # "Hodeidah is about to fall"
    if tree.words[head].upos not in ("VERB", "AUX", "ADJ", "NOUN") and not about:
        return ()
    found = _subject(tree, head, depth + 1)
    return tuple(Filler(f.head, inherited or f.inherited) for f in found)


def _relative(tree: Tree, i: int, own: tuple[int, ...]) -> tuple[Filler, ...]:
    """Arguments with a relative pronoun before the verb replaced by the noun it stands for."""
    if not own or own[0] > i:
        return fill(tree, own)
    word = tree.words[i]
    while word.deprel == "conj" and word.head >= 0:
        word = tree.words[word.head]
    while word.deprel == "ccomp" and word.head > own[0]:
        word = tree.words[word.head]  # "which they say has fighters"
    if word.deprel == "acl:relcl" and tree.words[own[0]].text.lower() in _RELATIVE:
        return _described(tree, i, word.head)
    return fill(tree, own)


def _gap_object(tree: Tree, i: int) -> tuple[Filler, ...]:
    """The object that a relative clause leaves out ("people we back")."""
    word = tree.words[i]
    if word.deprel != "acl:relcl" or not tree.children(i, "nsubj"):
        return ()
    subject = tree.children(i, "nsubj")[0]
    if tree.words[subject].text.lower() in _RELATIVE or tree.children(i, "ccomp", "xcomp"):
        return ()
    return fill(tree, (word.head,))


def _unmarked(tree: Tree, i: int) -> tuple[Filler, ...]:
    """A noun right after its verb that the parser took for a measure ("overran four villages")."""
    found = tuple(
        k
        for k in tree.children(i, "obl")
        if k > i and tree.words[k].upos in ("NOUN", "PROPN") and not tree.children(k, "case")
    )
    found = tuple(k for k in found if tree.words[k].lemma.lower() not in words_of("spans"))
    return fill(tree, found)


def _noun(tree: Tree, i: int) -> Slots:
    out: _Found = {}
    out["poss"] = fill(tree, tree.children(i, "nmod:poss"))
    out["amod"] = fill(tree, tree.children(i, "amod"))
    out["compound"] = fill(tree, tree.children(i, "compound"))
    out["appos"] = _appositions(tree, i)
    out["copula"] = _copula(tree, i)
    out["clause"] = tuple(Filler(k) for k in tree.children(i, "acl", "ccomp", "xcomp"))
    moved = tree.words[i].lemma.lower() in words_of("movements")
    whom = [k for k in tree.children(i, "nmod") if tree.preposition(k) == "of"] if moved else []
    ends = [j for k in whom for j in tree.children(k, "nmod")]
    _prepositions(tree, (i,), out)
    for j in ends:  # "the withdrawal of troops from Syria"
        preposition = tree.preposition(j) or ""
        if preposition in ("from", "to", "into") and preposition not in out:
            out[preposition] = (Filler(j),)
    if "by" not in out:
        out["by"] = fill(tree, _by_behind(tree, i))
    return {k: v for k, v in out.items() if v}


def _by_behind(tree: Tree, i: int) -> tuple[int, ...]:
    """Y of "the killing of X by Y", which parsers hang on X."""
    whom = [k for k in tree.children(i, "nmod") if tree.preposition(k) == "of" and k > i]
    return tuple(
        j for k in whom for j in tree.children(k, "nmod") if tree.preposition(j) == "by" and j > k
    )


def _appositions(tree: Tree, i: int) -> tuple[Filler, ...]:
    """What stands in apposition to ``i``, either way round ("Moscow's ally, Assad")."""
    found = tree.children(i, "appos")
    if tree.words[i].deprel == "appos" and tree.words[i].head >= 0:
        found += (tree.words[i].head,)
    elif tree.words[i].deprel == "compound" or tree.children(i, "flat"):
        found += tree.children(i, "flat")
    first = min(tree.subtree(i))
    if (first > 0 and tree.words[first - 1].text == "(") or tree.words[first].text == "(":
        return tuple(Filler(k) for k in found)  # "A (allies with B), C and D": of A alone
    return fill(tree, found)


def _copula(tree: Tree, i: int) -> tuple[Filler, ...]:
    """The other side of a copula: "Syria is Russia's only ally", "the aim is to …"."""
    if tree.children(i, "cop"):
        return _subject(tree, i)
    word = tree.words[i]
    if word.deprel in SUBJECTS and word.head >= 0 and tree.children(word.head, "cop"):
        return fill(tree, (word.head,))
    if word.deprel == "xcomp" and tree.words[word.head].lemma.lower() in words_of("being_so"):
        return _subject(tree, word.head)  # "Helmand remains a stronghold"
    return _regarded(tree, i)


def _regarded(tree: Tree, i: int) -> tuple[Filler, ...]:
    """Whom "regards X as an arm of Y", "sees them as linked to Y" speaks of."""
    word = tree.words[i]
    marks = tree.children(i, "case", "mark")
    if not any(tree.words[k].text.lower() == "as" for k in marks if k < i) or word.head < 0:
        return ()
    verb = tree.words[word.head].lemma.lower()
    return _verb(tree, word.head).get("obj", ()) if verb in words_of("regarding") else ()


def _adjective(tree: Tree, i: int) -> Slots:
    out: _Found = {}
    word = tree.words[i]
    own = [k for k in tree.children(i, *SUBJECTS) if tree.words[k].text.lower() not in _RELATIVE]
    if own:  # "Manbij, where Kurdish units are allied with them"
        out["copula"] = _subject(tree, i)
    elif word.deprel in ("amod", "acl", "acl:relcl") and word.head >= 0:
        out["head"] = fill(tree, (word.head,))
    else:
        out["copula"] = _subject(tree, i)
    out["clause"] = tuple(Filler(k) for k in tree.children(i, "xcomp", "ccomp", "advcl", "csubj"))
    _prepositions(tree, (i,), out)
    return {k: v for k, v in out.items() if v}
