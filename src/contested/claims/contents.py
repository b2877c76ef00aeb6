"""What a cue verb introduces: the words said, by syntax, and by word order where syntax fails."""

from collections.abc import Callable

from contested.claims.noun_contents import condemned, dismissed_as, held_to_be, objects, of_doing
from contested.claims.scene import NONE, Scene, Words, cue_at, host_cue
from contested.claims.tree import Tree

Pattern = Callable[[Scene, int], Words]
_NARRATIVE = frozenset({"as", "while", "after", "when", "before", "though", "although", "since"})


_SHIFTED = ("had", "would")
_CLIMB = ("conj", "advcl", "acl", "acl:relcl", "xcomp", "appos")


def content_of(scene: Scene, i: int, passive: bool) -> tuple[Words, str]:
    """The words that the cue at ``i`` introduces, and which pattern found them."""
    tree = scene.tree
    finite = _trimmed(scene, _finite(scene, i))
    if finite:
        return _to_the_left(scene, i, _cut_after(scene, i, finite)), "clause"
    lemma = tree.words[i].lemma.lower()
    allowed = scene.cues.words("complements.passive" if passive else "complements.infinitive")
    bare = clauses(tree, i, "xcomp")
    naming = scene.cues.words("carrier.naming")
    bare = NONE if any(tree.words[k].lemma in naming for k in bare) else bare
    if bare and lemma in allowed:
        own = tree.children(i, "nsubj:pass") if passive else ()
        return bare.union(*(tree.subtree(k) for k in own)), "infinitive"
    inside = _embedded(scene, i)
    if inside:
        return inside, "relative"
    for pattern in _patterns(scene, lemma):
        found = pattern(scene, i)
        if found:
            return found, pattern.__name__.strip("_").replace("_", " ")
    return NONE, ""


def _patterns(scene: Scene, lemma: str) -> tuple[Pattern, ...]:
    """The patterns that a cue may introduce content by, surest first."""
    if lemma in scene.cues.words("complements.condemning"):
        return (condemned,)
    if lemma in scene.cues.words("complements.weak"):
        return (_quoted_colon, held_to_be)
    return _PATTERNS


def clauses(tree: Tree, i: int, *deprels: str) -> Words:
    """All words of the clauses that hang on word ``i`` by one of the relations."""
    return NONE.union(*(tree.subtree(k) for k in tree.children(i, *deprels)))


def _finite(scene: Scene, i: int) -> Words:
    """Complement clauses, without a coordinated clause in which somebody else speaks.

    "Some say A, but others say B": parsers hang the second half on A.
    """
    tree = scene.tree
    out = _one_side(scene, i, tree.children(i, "ccomp"))
    for k in sorted(out):
        word = tree.words[k]
        if k in out and k > i and speaks_anew(scene, k):
            first = min(tree.subtree(tree.children(k, "nsubj")[0]))
            out = frozenset(j for j in out if j < first and scene.low(j) not in ("but", "while"))
        elif word.deprel == "conj" and word.head in out and cue_at(scene, k) is not None:
            speaks = tree.child(k, "nsubj") is not None or host_cue(scene, k) == i
            if speaks and tree.children(k, "ccomp", "parataxis") and i not in tree.subtree(k):
                out -= tree.subtree(k)
    return out


def speaks_anew(scene: Scene, k: int) -> bool:
    """Whether another speaker takes over at ``k``: "…, but others say …", however it is parsed."""
    tree = scene.tree
    subject = tree.child(k, "nsubj")
    if tree.words[k].deprel != "conj" or subject is None or cue_at(scene, k) is None:
        return False
    first = min(tree.subtree(subject))
    joined = scene.low(first - 1) in ("but", "while", "and", "whereas", ";")
    clause = any(tree.words[j].upos == "VERB" for j in range(k + 1, len(tree.words)))
    clause = clause and tree.words[k + 1].upos not in ("ADP", "PUNCT", "ADV")
    return joined and first < k <= subject + 2 and clause


def _taken_over(scene: Scene, i: int) -> Words:
    """What the second speaker of :func:`speaks_anew` says: the rest of the sentence."""
    if not speaks_anew(scene, i):
        return NONE
    words = range(i + 1, len(scene.tree.words))
    stop = next((j for j in words if scene.low(j) == ";"), len(scene.tree.words))
    return _trimmed(scene, frozenset(range(i + 1, stop)))


def _embedded(scene: Scene, i: int) -> Words:
    """The cue inside a relative clause: "which activists say has hit a school"."""
    words = scene.tree.words
    if i + 1 >= len(words) or not _finite_verb(scene, i + 1):
        return NONE
    for k in range(i - 1, max(i - 14, -1), -1):
        if words[k].upos in ("VERB", "AUX"):
            return NONE
        if words[k].text.lower() in ("which", "who", "that") and words[k].upos == "PRON":
            marks = (j for j in range(i + 1, len(words)) if words[j].text in (",", ";", "."))
            return frozenset(range(i + 1, next(marks, len(words)))) | {k}
    return NONE


def _finite_verb(scene: Scene, k: int) -> bool:
    """Whether a verb has a tense of its own: "says *aims* to", "say *has* hit"."""
    word = scene.tree.words[k]
    low, lemma = word.text.lower(), word.lemma.lower()
    return word.upos == "AUX" or (
        word.upos == "VERB"
        and (low != lemma or low.endswith(("s", "ed")))
        and not low.endswith(("ing", "en"))
    )


def _one_side(scene: Scene, i: int, heads: tuple[int, ...]) -> Words:
    """The complements; of two on either side of the cue the quoted or that-clause one counts."""
    parts = [scene.tree.subtree(k) for k in heads]
    left = [p for p in parts if max(p) < i]
    right = [p for p in parts if min(p) > i]
    if left and right and not any(k in scene.quoted for p in left for k in p):
        first = min(min(p) for p in right)
        if first in scene.quoted or first + 1 in scene.quoted or scene.low(first) == "that":
            parts = right
    return NONE.union(*parts)


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
        content = _gap(scene, i, content) | _condition(scene, i, content)
        return content - _aside_speech(scene, content)
    out = content - tree.subtree(i) if i in content else content
    top = next((k for k in sorted(out) if tree.words[k].head not in out and _heads(tree, k)), i)
    if top > i:  # what is said follows; what the parser took from before the cue is not said
        return frozenset(k for k in out if k > i) or content
    if top in scene.quoted and max(_inside(scene, top)) < i:
        out = frozenset(k for k in out if k < i or k in scene.quoted)
    for k in sorted(out):
        if k > i > top and k not in scene.quoted and _narrated(scene, k):
            below = tree.subtree(k)
            out -= below if min(below) > i else NONE
    return out or content


def _condition(scene: Scene, i: int, content: Words) -> Words:
    """What the parser hung on the cue: "warned that P *if Q*" is the speaker's condition."""
    tree, out = scene.tree, NONE
    for k in tree.children(i, "advcl"):
        below = tree.subtree(k)
        opens = scene.low(min(below)) in ("if", "unless")
        if opens and min(below) == max(content) + 1:
            out |= below
    return out


def _aside_speech(scene: Scene, content: Words) -> Words:
    """What the narrator adds of the speaker: "said he was worried, as he urged restraint"."""
    out = NONE
    for k in content:
        if scene.tree.words[k].deprel != "advcl" or cue_at(scene, k) is None or k in scene.quoted:
            continue
        first = min(scene.tree.subtree(k))
        first += scene.low(first) == ","
        if scene.low(first) == "as" and scene.low(first - 1) == ",":
            out |= scene.tree.subtree(k)
    return out


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
    if rel == "conj" and any(scene.low(m) in _SHIFTED for m in tree.children(k, "aux")):
        return False  # "A, he said, and B had done it": the tense of what is reported
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
        return NONE
    if as_clause and (after := _colon(scene, i)) and min(after) in scene.quoted:
        return after
    head = word.head
    while tree.words[head].deprel in _CLIMB and tree.words[head].head >= 0 and i > head:
        head = tree.words[head].head
    content = _trimmed(scene, tree.subtree(head) - tree.subtree(i))
    if not content:
        return NONE
    return _to_the_left(scene, i, _cut_after(scene, i, content))


def _to_the_left(scene: Scene, i: int, content: Words) -> Words:
    """Content that ends in front of a trailing cue reaches back to where the sentence begins."""
    if content and max(content) < i and scene.tree.words[i].deprel in ("root", "parataxis"):
        words = range(min(content))
        lead = [k for k in words if scene.tree.words[k].upos not in ("CCONJ", "PUNCT")]
        lead = [k for k in lead if k not in scene.tree.subtree(i) or k not in _speaker(scene, i)]
        content |= frozenset(lead)
    return _after_semicolon(scene, i, content)


def _speaker(scene: Scene, i: int) -> Words:
    return NONE.union(*(scene.tree.subtree(k) for k in scene.tree.children(i, "nsubj")))


def _trimmed(scene: Scene, content: Words) -> Words:
    """Content without the marks at its edges that are not of a quotation."""
    inner = sorted(k for k in content if scene.tree.words[k].upos != "PUNCT" or k in scene.quoted)
    return frozenset(k for k in content if inner[0] <= k <= inner[-1]) if inner else NONE


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
            return below if cue_at(scene, k) is None else NONE
    return NONE


def _quoted_colon(scene: Scene, i: int) -> Words:
    """A quotation after a colon."""
    found = _colon(scene, i)
    return found if found and min(found) in scene.quoted else NONE


def that_clause(scene: Scene, i: int) -> Words:
    """By word order: "that" after the cue, or after the one who is told."""
    words = scene.tree.words
    for k in range(i + 1, min(i + 7, len(words))):
        if words[k].text.lower() == "that" and words[k].upos == "SCONJ":
            stop = next((j for j in range(k, len(words)) if scene.low(j) == ";"), len(words))
            return frozenset(range(k, stop))
        if words[k].upos in ("VERB", "AUX", "PUNCT"):
            break
    return NONE


def _told_bare(scene: Scene, i: int) -> Words:
    """By word order, without "that": "told its allies Jones was killed"."""
    words = scene.tree.words
    if words[i].lemma not in scene.cues.words("nested.tell_verbs"):
        return NONE
    hearer = next((k for k in range(i + 1, min(i + 7, len(words))) if _hears(scene, k)), None)
    if hearer is None or words[hearer + 1].upos not in ("PROPN", "DET", "PRON", "NUM"):
        return NONE
    end = next((k for k in range(hearer + 1, len(words)) if words[k].upos == "PUNCT"), len(words))
    verbs = (k for k in range(hearer + 2, end) if words[k].upos in ("VERB", "AUX"))
    return frozenset(range(hearer + 1, end)) if next(verbs, None) is not None else NONE


def _hears(scene: Scene, k: int) -> bool:
    """Whether the group of who is told ends at ``k``."""
    words = scene.tree.words
    return k + 1 < len(words) and (
        words[k].upos in ("NOUN", "PRON")
        and words[k].deprel not in ("nmod:poss", "compound")
        and words[k + 1].upos != "NOUN"
    )


def cited_last(scene: Scene, cited: int, saying: int) -> Words:
    """What stands before "…, X cited Y as saying": the clause that the citing hangs on."""
    tree = scene.tree
    above = tree.words[cited].head
    after = tree.children(saying, "ccomp", "obj", "parataxis")
    if after or tree.words[cited].deprel != "parataxis" or not 0 <= above < cited:
        return NONE
    inside = tree.subtree(cited)
    before = frozenset(k for k in tree.subtree(above) - inside if k < min(inside))
    return _trimmed(scene, before)


def _adjacent_quote(scene: Scene, i: int) -> Words:
    """By word order: a quotation longer than scare quotes that begins or ends near the cue."""
    best: Words = NONE
    groups: dict[int, list[int]] = {}
    for k, quote in scene.quoted.items():
        groups.setdefault(quote, []).append(k)
    for quote, inside in groups.items():
        if scene.quoted.get(i) == quote or len(inside) - 2 <= scene.cues.longest_scare:
            continue
        gap = min(abs(min(inside) - i), abs(max(inside) - i))
        if gap <= 6 and len(inside) > len(best):
            best = frozenset(inside)
    return _host_of_quote(scene, i, best) if best and max(best) < i else best


def _host_of_quote(scene: Scene, i: int, quote: Words) -> Words:
    """The clause that a quotation in front of its cue ends: "They were “hit daily”, X said"."""
    words = scene.tree.words
    stops = [k for k in range(min(quote)) if scene.low(k) in (";", ":")]
    first = stops[-1] + 1 if stops else 0
    before = range(first, min(quote))
    verbs = [k for k in before if words[k].upos in ("VERB", "AUX")]
    between = range(max(quote) + 1, i)
    spoken = any(cue_at(scene, k) is not None for k in verbs)
    if not verbs or spoken or any(words[k].upos in ("VERB", "SCONJ") for k in between):
        return quote
    return quote | frozenset(before)


def _trailing(scene: Scene, i: int) -> Words:
    """By word order: "X, activists said." at the end of the sentence; but "if X, Y will respond"
    tells when somebody acts."""
    words = scene.tree.words
    if any(k < i and scene.tree.children(k, "mark") for k in scene.tree.children(i, "advcl")):
        return NONE
    rest = [k for k in range(i + 1, len(words)) if words[k].upos not in ("PUNCT", "ADV", "PROPN")]
    if len(rest) > 2 or i < 4 or words[-1].text == ":":
        return NONE
    comma = next((k for k in range(i - 1, max(i - 12, 0), -1) if scene.low(k) in (",", "”")), -1)
    if comma < 3 or any(words[k].upos in ("VERB", "SCONJ") for k in range(comma, i)):
        return NONE
    return _after_semicolon(scene, i, frozenset(range(comma)))


_PATTERNS: tuple[Pattern, ...] = (
    *(_taken_over, _interrupting, of_doing, _colon, dismissed_as, held_to_be, objects),
    *(that_clause, _told_bare, _adjacent_quote, _trailing),
)
FALLBACKS = ("that clause", "adjacent quote", "trailing")
