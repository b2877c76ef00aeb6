"""Cue verbs: who says what in one sentence, by syntax, and by word order where syntax fails."""

from collections.abc import Iterator
from dataclasses import dataclass

from contested.claims.cues import Cue, Cues
from contested.claims.syntax import is_passive, slots_of
from contested.claims.tree import Tree

Words = frozenset[int]
_NONE: Words = frozenset()
_NOT_SPEAKERS = frozenset(
    {
        "nothing",
        "’s",
        "'s",
        "let",
        "something",
        "everything",
        "anything",
        "this",
        "that",
        "these",
        "those",
        "which",
        "what",
        "it",
        "there",
    }
)
_NARRATIVE = frozenset({"as", "while", "after", "when", "before", "though", "although", "since"})
_CLIMB = ("conj", "advcl", "acl", "acl:relcl", "xcomp", "appos")
_COMMAS = (",", "”", '"')
_INNER = ("nmod", "compound", "flat", "appos", "conj")
_NEGATIONS = ("not", "n't", "n’t", "never")


@dataclass(frozen=True)
class Scene:
    """One sentence with what the patterns need: its tree, the cues, its words in quotation."""

    tree: Tree
    sentence: int
    cues: Cues
    quoted: dict[int, int]  # word index -> index of the quotation it lies in

    def low(self, i: int) -> str:
        """The word at ``i`` in lower case, empty outside the sentence."""
        words = self.tree.words
        return words[i].text.lower() if 0 <= i < len(words) else ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a pattern found. ``heads`` are the speakers' head words (empty: nobody is named);
    ``phrase`` is the word range that stands for the speaker or the cue; ``outer`` heads of those
    on whose word the speaker is known ("X cited Y as saying")."""

    heads: tuple[int, ...]
    content: Words
    cue: Cue
    cue_word: int
    phrase: tuple[int, int]
    why: str
    anonymous: bool = False
    denies: bool = False
    doubts: bool = False
    future: bool = False


OUTLET_TOLD = "outlet told"


def said_by_verbs(scene: Scene) -> Iterator[Said]:
    """Attributions of every cue verb of the sentence, left to right."""
    for i, word in enumerate(scene.tree.words):
        cue = _cue_at(scene, i)
        if cue is not None:
            yield from _verb(scene, i, cue)
        elif word.lemma == "have" and scene.low(i + 1) == "it":
            yield from _has_it(scene, i)


def _cue_at(scene: Scene, i: int) -> Cue | None:
    word = scene.tree.words[i]
    if word.upos != "VERB" and word.text not in ("said", "says", "told", "say"):
        return None
    lemma = word.lemma.lower()
    for k in scene.tree.children(i, "compound:prt", "advmod"):
        cue = scene.cues.verb(f"{lemma} {scene.low(k)}")
        if cue is not None:
            return cue
    return scene.cues.verb(lemma)


def _verb(scene: Scene, i: int, cue: Cue) -> Iterator[Said]:
    tree, lemma = scene.tree, cue.lemma
    slots = slots_of(tree, i)
    passive = is_passive(tree, i)
    quoted_as = _as_saying(scene, i) if lemma in scene.cues.words("nested.verbs") else None
    if quoted_as is not None:
        yield from _citing(scene, i, cue, quoted_as)
        return
    source = _quoted_source(scene, i)
    content, why = _content(scene, i, passive)
    if not content:
        return
    heads = source or tuple(f.head for f in slots.get("by" if passive else "subj", ()))
    heads, content = _own_subject(scene, i, heads, content)
    if not passive and not any(h not in content for h in heads):
        heads, content = _after_comma(scene, i, heads, content)
    if not passive and (not heads or scene.low(heads[0]) in ("what", "that", "which")):
        heads = _beside(scene, i, content)
    heads = tuple(h for h in heads if h != i and h not in content)
    impersonal = bool(tree.children(i, "expl")) or any(
        scene.low(k) == "it" for k in tree.children(i, "nsubj:pass", "nsubj")
    )
    said_to = why == "infinitive" or (why == "clause" and impersonal)
    if not heads and not (passive and said_to and lemma in scene.cues.words("complements.passive")):
        return
    if heads and not _can_speak(scene, heads[0], cue, why):
        return
    phrase = _cue_group(scene, i)
    flags = _flags(scene, i, cue, content)
    yield Said(heads, content, cue, i, phrase, why, not heads, *flags)
    yield from _outlet_hearer(scene, i, cue, content)


def _content(scene: Scene, i: int, passive: bool) -> tuple[Words, str]:
    """The words that the cue at ``i`` introduces, and which pattern found them."""
    tree = scene.tree
    finite = _trimmed(scene, _finite(scene, i))
    if finite:
        return _to_the_left(scene, i, _cut_after(scene, i, finite)), "clause"
    lemma = tree.words[i].lemma.lower()
    allowed = scene.cues.words("complements.passive" if passive else "complements.infinitive")
    bare = _clauses(tree, i, "xcomp")
    naming = scene.cues.words("carrier.naming")
    bare = _NONE if any(tree.words[k].lemma in naming for k in bare) else bare
    if bare and lemma in allowed:
        own = tree.children(i, "nsubj:pass") if passive else ()
        return bare.union(*(tree.subtree(k) for k in own)), "infinitive"
    weak = (_colon,) if lemma in scene.cues.words("complements.weak") else ()
    for pattern in weak or _PATTERNS:
        found = pattern(scene, i)
        if found:
            return found, pattern.__name__.strip("_").replace("_", " ")
    return _NONE, ""


def _clauses(tree: Tree, i: int, *deprels: str) -> Words:
    return _NONE.union(*(tree.subtree(k) for k in tree.children(i, *deprels)))


def _finite(scene: Scene, i: int) -> Words:
    """Complement clauses, without a coordinated clause in which somebody else speaks.

    "Some say A, but others say B": parsers hang the second half on A.
    """
    tree = scene.tree
    out = _one_side(scene, i, tree.children(i, "ccomp"))
    for k in sorted(out):
        word = tree.words[k]
        if word.deprel == "conj" and word.head in out and _cue_at(scene, k) is not None:
            speaks = tree.child(k, "nsubj") is not None or _host(scene, k) == i
            if speaks and tree.children(k, "ccomp", "parataxis") and i not in tree.subtree(k):
                out -= tree.subtree(k)
    return out


def _one_side(scene: Scene, i: int, heads: tuple[int, ...]) -> Words:
    """The complements; of two on either side of the cue the quoted or that-clause one counts."""
    parts = [scene.tree.subtree(k) for k in heads]
    left = [p for p in parts if max(p) < i]
    right = [p for p in parts if min(p) > i]
    if left and right and not any(k in scene.quoted for p in left for k in p):
        first = min(min(p) for p in right)
        if first in scene.quoted or first + 1 in scene.quoted or scene.low(first) == "that":
            parts = right
    return _NONE.union(*parts)


def _gap(scene: Scene, i: int, content: Words) -> Words:
    """What stands between cue and clause and belongs to it: "said much of the talk was", "says
    despite A, B"; not who is told."""
    tree = scene.tree
    told = scene.tree.words[i].lemma in scene.cues.words("nested.tell_verbs")
    rels = ("advcl",) if told else ("advcl", "obj")
    parts = (tree.subtree(k) for k in tree.children(i, *rels) if i < k < min(content))
    return content.union(*parts)


def _cut_after(scene: Scene, i: int, content: Words) -> Words:
    """Content that the cue interrupts or follows, without adverbial clauses after the cue.

    "X fell, activists said, even as Y went on": what follows is the narrator's, unless quoted.
    """
    tree = scene.tree
    if min(content) > i:
        return _gap(scene, i, content)
    out = content - tree.subtree(i) if i in content else content
    top = next((k for k in sorted(out) if tree.words[k].head not in out and _heads(tree, k)), i)
    if top > i:  # what is said follows; what the parser took from before the cue is not said
        return frozenset(k for k in out if k > i) or content
    if top in scene.quoted and max(_inside(scene, top)) < i:
        out = frozenset(k for k in out if k < i or k in scene.quoted)
    for k in sorted(out):
        if k > i > top and k not in scene.quoted and _narrated(scene, k):
            below = tree.subtree(k)
            out -= below if min(below) > i else _NONE
    return out or content


def _heads(tree: Tree, k: int) -> bool:
    return tree.words[k].upos != "PUNCT" and bool(tree.kids[k])


def _inside(scene: Scene, k: int) -> list[int]:
    """The words of the quotation that ``k`` stands in."""
    return [j for j, quote in scene.quoted.items() if quote == scene.quoted[k]]


def _narrated(scene: Scene, k: int) -> bool:
    """Whether a clause after the cue is the narrator's: it has a subject, and "as", "while"."""
    tree, rel = scene.tree, scene.tree.words[k].deprel
    if rel not in ("advcl", "conj", "parataxis") or tree.child(k, "nsubj", "nsubj:pass") is None:
        return False
    marks = {scene.low(m) for m in tree.children(k, "mark", "advmod")}
    return rel != "advcl" or bool(marks & _NARRATIVE)


def _interrupting(scene: Scene, i: int) -> Words:
    """The cue stands in a clause of its own beside what is said ("…, activists said")."""
    tree, word = scene.tree, scene.tree.words[i]
    as_clause = word.deprel in ("advcl", "parataxis") and any(
        scene.low(k) == "as" for k in tree.children(i, "mark", "advmod", "case")
    )
    bare = not tree.children(i, "obj", "xcomp") or scene.low(i + 1) == "it"
    bare = bare or word.lemma in scene.cues.words("nested.tell_verbs")
    if word.head < 0 or not bare or not (word.deprel == "parataxis" or as_clause):
        return _NONE
    if as_clause and (after := _colon(scene, i)) and min(after) in scene.quoted:
        return after
    head = word.head
    while tree.words[head].deprel in _CLIMB and tree.words[head].head >= 0 and i > head:
        head = tree.words[head].head
    content = _trimmed(scene, tree.subtree(head) - tree.subtree(i))
    if not content:
        return _NONE
    return _to_the_left(scene, i, _cut_after(scene, i, content))


def _to_the_left(scene: Scene, i: int, content: Words) -> Words:
    """Content that ends in front of a trailing cue reaches back to where the sentence begins."""
    if max(content) < i and scene.tree.words[i].deprel in ("root", "parataxis"):
        words = range(min(content))
        lead = [k for k in words if scene.tree.words[k].upos not in ("CCONJ", "PUNCT")]
        lead = [k for k in lead if k not in scene.tree.subtree(i) or k not in _speaker(scene, i)]
        content |= frozenset(lead)
    return _after_semicolon(scene, i, content)


def _speaker(scene: Scene, i: int) -> Words:
    return _NONE.union(*(scene.tree.subtree(k) for k in scene.tree.children(i, "nsubj")))


def _trimmed(scene: Scene, content: Words) -> Words:
    """Content without the marks at its edges that are not of a quotation."""
    inner = sorted(k for k in content if scene.tree.words[k].upos != "PUNCT" or k in scene.quoted)
    return frozenset(k for k in content if inner[0] <= k <= inner[-1]) if inner else _NONE


def _after_semicolon(scene: Scene, i: int, content: Words) -> Words:
    """Content before the cue reaches back to a semicolon at most, or a colon before a quotation."""
    quote = scene.quoted
    stops = [
        k
        for k in sorted(content)
        if k < i and k not in quote
        if scene.low(k) == ";" or (scene.low(k) == ":" and k + 1 in quote)
    ]
    return frozenset(k for k in content if k > stops[-1]) if stops else content


def _colon(scene: Scene, i: int) -> Words:
    """What stands after a colon, or as a clause beside the cue, to its right or left."""
    tree = scene.tree
    colon = next((k for k in range(i + 1, min(i + 16, len(tree.words))) if scene.low(k) == ":"), -1)
    if colon >= 0 and colon + 1 < len(tree.words) and colon not in scene.quoted:
        return frozenset(range(colon + 1, len(tree.words)))
    for k in tree.children(i, "parataxis", "dep"):
        below = tree.subtree(k)
        between = range(min(max(below), i), max(min(below), i))
        if any(scene.low(j) in (",", "”", '"') for j in [*between, max(below)]):
            return below if _cue_at(scene, k) is None else _NONE
    return _NONE


def _objects(scene: Scene, i: int) -> Words:
    """A noun group as content: "reported three strikes", "denied the attack", "dismissed X as"."""
    tree, lemma = scene.tree, scene.tree.words[i].lemma.lower()
    target = tree.child(i, "obj", "nsubj:pass")
    if target is None or tree.words[target].upos not in ("NOUN", "VERB"):
        return _NONE
    speech = scene.cues.noun(tree.words[target].lemma)
    if lemma in scene.cues.words("complements.denied_objects"):
        as_what = any(tree.preposition(k) == "as" for k in tree.children(i, "obl"))
        if speech is not None:
            return _clauses(tree, target, "acl", "ccomp", "acl:relcl", "nmod")
        if not as_what and lemma not in scene.cues.words("complements.objects"):
            return _NONE
        return tree.subtree(target)
    if lemma == "put" and speech is None:
        subject = tree.child(i, "nsubj")
        if subject is None or scene.cues.noun(tree.words[subject].lemma) is None:
            return _NONE
        return tree.subtree(i) - tree.subtree(subject) - {i}
    if lemma not in scene.cues.words("complements.objects") or speech is not None:
        return _NONE
    return tree.subtree(target)


def _that_clause(scene: Scene, i: int) -> Words:
    """By word order: "that" after the cue, or after the one who is told."""
    words = scene.tree.words
    for k in range(i + 1, min(i + 7, len(words))):
        if words[k].text.lower() == "that" and words[k].upos == "SCONJ":
            stop = next((j for j in range(k, len(words)) if scene.low(j) == ";"), len(words))
            return frozenset(range(k, stop))
        if words[k].upos in ("VERB", "AUX", "PUNCT"):
            break
    return _NONE


def _adjacent_quote(scene: Scene, i: int) -> Words:
    """By word order: a quotation longer than scare quotes that begins or ends near the cue."""
    best: Words = _NONE
    groups: dict[int, list[int]] = {}
    for k, quote in scene.quoted.items():
        groups.setdefault(quote, []).append(k)
    for quote, inside in groups.items():
        if scene.quoted.get(i) == quote or len(inside) - 2 <= scene.cues.longest_scare:
            continue
        gap = min(abs(min(inside) - i), abs(max(inside) - i))
        if gap <= 6 and len(inside) > len(best):
            best = frozenset(inside)
    return best


def _trailing(scene: Scene, i: int) -> Words:
    """By word order: "X, activists said." at the end of the sentence."""
    words = scene.tree.words
    rest = [k for k in range(i + 1, len(words)) if words[k].upos not in ("PUNCT", "ADV", "PROPN")]
    if len(rest) > 2 or i < 4 or words[-1].text == ":":
        return _NONE
    comma = next((k for k in range(i - 1, max(i - 12, 0), -1) if scene.low(k) in (",", "”")), -1)
    if comma < 3 or any(words[k].upos in ("VERB", "SCONJ") for k in range(comma, i)):
        return _NONE
    return _after_semicolon(scene, i, frozenset(range(comma)))


_PATTERNS = (_interrupting, _colon, _objects, _that_clause, _adjacent_quote, _trailing)
FALLBACKS = ("that clause", "adjacent quote", "trailing")


def introducer(scene: Scene) -> Said | None:
    """Who is about to be quoted in a sentence that ends with a colon and says nothing yet."""
    if scene.tree.words[-1].text != ":":
        return None
    for i in range(len(scene.tree.words) - 1, -1, -1):
        cue = _cue_at(scene, i)
        heads = tuple(f.head for f in slots_of(scene.tree, i).get("subj", ())) if cue else ()
        if cue is not None and heads and _can_speak(scene, heads[0], cue, "clause"):
            return Said(heads, _NONE, cue, i, _cue_group(scene, i), "introduces")
    return None


def _as_saying(scene: Scene, i: int) -> int | None:
    """The verb of saying in "cited X as saying", "was quoted saying"."""
    words = scene.tree.words
    for k in range(i + 1, min(i + 20, len(words))):
        if words[k].text.lower().endswith("ing") and _cue_at(scene, k) is not None:
            adjacent = scene.low(k - 1) == "as" or (k == i + 1 and is_passive(scene.tree, i))
            if adjacent:
                return k
    return None


def _citing(scene: Scene, i: int, cue: Cue, saying: int) -> Iterator[Said]:
    """The outer speaker of "X cited Y as saying C": its content is Y with all that Y says."""
    tree = scene.tree
    inner, _ = _content(scene, saying, False)
    passive = is_passive(tree, i)
    slots = slots_of(tree, i)
    heads = tuple(f.head for f in slots.get("by" if passive else "subj", ()))
    if not heads or not inner:
        return
    first = min((k for k in range(i + 1, saying)), default=saying)
    content = inner | frozenset(range(first, saying + 1))
    heads = tuple(h for h in heads if h not in content or passive)
    if heads:
        yield Said(heads, content, cue, i, _cue_group(scene, i), "cited as saying")


def _quoted_source(scene: Scene, i: int) -> tuple[int, ...]:
    """Y when ``i`` is the "saying" of "X cited Y as saying" or "Y was quoted saying"."""
    tree, verbs = scene.tree, scene.cues.words("nested.verbs")
    if not scene.low(i).endswith("ing"):
        return ()
    for k in range(i - 1, max(i - 20, -1), -1):
        if tree.words[k].lemma.lower() in verbs and _as_saying(scene, k) == i:
            found = slots_of(tree, k).get("obj", ())
            return tuple(f.head for f in found)
    return ()


def _own_subject(
    scene: Scene, i: int, heads: tuple[int, ...], content: Words
) -> tuple[tuple[int, ...], Words]:
    """Speakers and content, with subjects hung on the cue by mistake given back to the content.

    "A and B fell, said C": C follows the cue. "C said that D fell": D stands after "that". A verb
    of saying coordinated inside what another says has that one's speaker.
    """
    tree = scene.tree
    subjects = tree.children(i, "nsubj")
    host = _host(scene, i) if not subjects else None
    if host is not None:
        return tuple(f.head for f in slots_of(tree, host).get("subj", ())), content
    if len(subjects) < 2:
        return heads, content
    after = [k for k in subjects if k > i and min(tree.subtree(k)) == i + 1]
    before = [k for k in subjects if k < i]
    chosen = after[0] if after and min(content) < i else before[-1] if before else subjects[0]
    whole = any(k in content and tree.child(k, "nsubj") for k in tree.children(i, "ccomp"))
    wrong = [
        k for k in subjects if (k < i) != (chosen < i) or (not whole and _cut_off(scene, k, chosen))
    ]
    content = content.union(*(tree.subtree(k) for k in wrong if k != chosen))
    return tree.coordinated(chosen), content


def _cut_off(scene: Scene, k: int, chosen: int) -> bool:
    """Whether the cue interrupts after its content's subject: "The regime, he said, has"."""
    comma = any(scene.low(j) == "," for j in range(k, chosen))
    return k < chosen and comma and not scene.tree.words[k].text.isupper()


def _after_comma(
    scene: Scene, i: int, heads: tuple[int, ...], content: Words
) -> tuple[tuple[int, ...], Words]:
    """The nouns between a comma and a trailing cue are its speakers, whatever the parse."""
    tree = scene.tree
    last = i - 1
    while last > 0 and tree.words[last].upos in ("AUX", "ADV", "PUNCT"):
        last -= 1
    if tree.words[last].upos not in ("NOUN", "PROPN", "PRON") or max(content) > i:
        return heads, content
    head = _named_by(tree, last)
    first = min(tree.subtree(head))
    comma = next((k for k in range(first, max(first - 3, -1), -1) if scene.low(k) in _COMMAS), -1)
    left = content - frozenset(range(comma, i))
    verbs = any(tree.words[k].upos in ("VERB", "SCONJ") for k in range(comma, i))
    if comma < 2 or verbs or not left:
        return heads, content
    return tree.coordinated(head), left


def _named_by(tree: Tree, k: int) -> int:
    """The head of the group that ends at ``k``; of a name in apposition the title before it."""
    apposed = False
    while tree.words[k].head >= 0 and tree.words[k].deprel in _INNER:
        if tree.words[k].deprel == "appos":
            if apposed:
                return k
            apposed = True
        k = tree.words[k].head
    return k


def _host(scene: Scene, i: int) -> int | None:
    """The cue whose speaker goes on with ``i``: "X denied that A and said that B"."""
    tree, word = scene.tree, scene.tree.words[i]
    if word.deprel != "conj" or not tree.children(i, "ccomp"):
        return None
    first = tree.lead(i)
    above = tree.words[first].head
    if tree.words[first].deprel != "ccomp" or _cue_at(scene, first) is not None or above < 0:
        return None
    return above if _cue_at(scene, above) is not None else None


def _beside(scene: Scene, i: int, content: Words) -> tuple[int, ...]:
    """The speaker by word order: the nearest noun group before or after the cue."""
    tree = scene.tree
    for k in (*range(i - 1, max(i - 6, -1), -1), *range(i + 1, min(i + 8, len(tree.words)))):
        word = tree.words[k]
        if word.upos == "PUNCT" and k > i:
            break
        if k not in content and word.upos in ("PROPN", "NOUN", "PRON"):
            head = _top_noun(tree, k)
            return tree.coordinated(head) if head not in content and head != i else ()
    return ()


def _top_noun(tree: Tree, k: int) -> int:
    """The head of the whole noun group in which ``k`` is a modifier."""
    while tree.words[k].deprel in _INNER and tree.words[k].head >= 0:
        k = tree.words[k].head
    return k


def _can_speak(scene: Scene, head: int, cue: Cue, why: str) -> bool:
    """Whether the subject may be a speaker; where the cue may mean else, only who surely speaks."""
    word = scene.tree.words[head]
    low = word.text.lower()
    if low in _NOT_SPEAKERS:
        return low == "it" and cue.lemma in ("say", "add", "announce", "claim", "report")
    if low == "you":  # a reader in general, or the one who is addressed
        return cue.cls in ("report", "claim") and cue.lemma != "tell"
    firm = cue.cls in ("report", "claim", "endorse", "deny") and why in ("clause", "interrupting")
    firm = firm and not any(scene.low(k) in ("no", "any") for k in scene.tree.children(head, "det"))
    if word.upos in ("PROPN", "PRON"):
        return True
    if firm and cue.lemma not in scene.cues.words("complements.evidential") and cue.lemma != "tell":
        return True
    if scene.cues.source_kind(word.lemma) is not None or scene.cues.noun(word.lemma) is not None:
        return True
    return any(
        s.first <= head < s.last and s.label.lower() in ("person", "organisation", "organization")
        for s in scene.tree.sentence.names
    )


def _cue_group(scene: Scene, i: int) -> tuple[int, int]:
    """The cue with its auxiliaries and particle, as far as they stand together."""
    tree = scene.tree
    own = {i, *tree.children(i, "aux", "aux:pass", "compound:prt", "expl")}
    if scene.low(i + 1) == "to" and is_passive(tree, i):
        own.add(i + 1)
    first = last = i
    while first - 1 in own or (first - 1 >= 0 and tree.words[first - 1].lemma in ("be", "have")):
        first -= 1
    if scene.low(first - 1) == "it" and is_passive(tree, i) and tree.children(i, "ccomp"):
        first -= 1
    while last + 1 in own:
        last += 1
    return first, last + 1


def _flags(scene: Scene, i: int, cue: Cue, content: Words) -> tuple[bool, bool, bool]:
    """Whether the speaker denies, doubts or predicts the content."""
    tree = scene.tree
    negated = any(
        scene.low(k) in ("not", "n't", "n’t", "never") for k in tree.children(i, "advmod")
    )
    question = min(content) > i and scene.low(min(content)) in ("whether", "if")
    denies, doubts = cue.stance == "denied", cue.stance == "doubted" or question
    if negated:
        belief = cue.lemma in scene.cues.words("complements.negated_beliefs")
        denies, doubts = belief and not denies, doubts or not (belief or denies)
    return denies, doubts, _predicts(scene, i, cue, content)


def _predicts(scene: Scene, i: int, cue: Cue, content: Words) -> bool:
    if cue.lemma not in scene.cues.words("complements.predictive"):
        return False
    finite = scene.tree.children(i, "ccomp")
    if not finite:
        return not any(scene.low(k) == "have" for k in content)
    marks = {scene.low(k) for c in finite for k in scene.tree.children(c, "aux", "aux:pass", "cop")}
    if marks & {"will", "would", "may", "might", "could", "’ll", "'ll"}:
        return True
    return cue.lemma in ("expect", "predict", "forecast") and not marks & {
        "had",
        "has",
        "have",
        "was",
    }


def _outlet_hearer(scene: Scene, i: int, cue: Cue, content: Words) -> Iterator[Said]:
    """The outlet that was told, or written for, as an outer speaker ("told Reuters that")."""
    tree, lemma = scene.tree, cue.lemma
    hearers: tuple[int, ...] = ()
    if lemma in scene.cues.words("nested.tell_verbs"):
        hearers = tree.children(i, "obj", "iobj")
    preps = scene.cues.words("nested.write_in_preps")
    if lemma in scene.cues.words("nested.write_in"):
        hearers += tuple(k for k in tree.children(i, "obl") if tree.preposition(k) in preps)
    generic = scene.cues.words("complements.hearers")
    hearers = tuple(h for h in hearers if h not in content and tree.words[h].lemma not in generic)
    if hearers:
        speakers = (tree.subtree(k) for k in tree.children(i, "nsubj"))
        whole = content.union({i}, *speakers)
        yield Said(hearers[:1], whole, cue, i, _cue_group(scene, i), OUTLET_TOLD)


def _has_it(scene: Scene, i: int) -> Iterator[Said]:
    """ "Rumour has it that C"."""
    subject = scene.tree.child(i, "nsubj")
    if subject is None or scene.tree.words[subject].lemma not in scene.cues.words("hearsay.nouns"):
        return
    content = _clauses(scene.tree, i, "ccomp") or _that_clause(scene, i)
    cue = scene.cues.verb("say")
    if content and cue is not None:
        yield Said((subject,), content, cue, i, (i, i + 2), "rumour has it")
