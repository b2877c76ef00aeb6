"""What a cue verb introduces: the words said, by syntax, and by word order where syntax fails."""

from contested.claims.scene import NONE, Scene, Words, cue_at, host_cue
from contested.claims.tree import Tree

_NARRATIVE = frozenset({"as", "while", "after", "when", "before", "though", "although", "since"})


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
    weak = (_quoted_colon,) if lemma in scene.cues.words("complements.weak") else ()
    for pattern in weak or _PATTERNS:
        found = pattern(scene, i)
        if found:
            return found, pattern.__name__.strip("_").replace("_", " ")
    return NONE, ""


def clauses(tree: Tree, i: int, *deprels: str) -> Words:
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
    if i + 1 >= len(words) or words[i + 1].upos != "AUX":
        return NONE
    for k in range(i - 1, max(i - 14, -1), -1):
        if words[k].upos in ("VERB", "AUX"):
            return NONE
        if words[k].text.lower() in ("which", "who", "that") and words[k].upos == "PRON":
            marks = (j for j in range(i + 1, len(words)) if words[j].text in (",", ";", "."))
            return frozenset(range(i + 1, next(marks, len(words)))) | {k}
    return NONE


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
            out -= below if min(below) > i else NONE
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
    if max(content) < i and scene.tree.words[i].deprel in ("root", "parataxis"):
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


def _dismissed_as(scene: Scene, i: int) -> Words:
    """What is dismissed as something: the words up to "as"."""
    words = scene.tree.words
    if words[i].lemma.lower() not in ("dismiss", "reject", "ridicule", "deride", "mock"):
        return NONE
    for k in range(i + 2, min(i + 26, len(words) - 1)):
        if words[k].text.lower() == "as" and words[k + 1].upos in ("DET", "PUNCT", "ADJ", "NOUN"):
            return frozenset(range(i + 1, k))
        if words[k].upos in ("VERB", "AUX"):
            break
    return NONE


def _objects(scene: Scene, i: int) -> Words:
    """A noun group as content: "reported three strikes", "denied the attack", "dismissed X as"."""
    tree, lemma = scene.tree, scene.tree.words[i].lemma.lower()
    target = tree.child(i, "obj", "nsubj:pass")
    if target is None or tree.words[target].upos not in ("NOUN", "VERB"):
        return NONE
    speech = scene.cues.noun(tree.words[target].lemma)
    if lemma in scene.cues.words("complements.denied_objects"):
        as_what = any(tree.preposition(k) == "as" for k in tree.children(i, "obl"))
        if speech is not None:
            return clauses(tree, target, "acl", "ccomp", "acl:relcl", "nmod")
        if not as_what and lemma not in scene.cues.words("complements.objects"):
            return NONE
        return tree.subtree(target)
    if lemma == "put" and speech is None:
        subject = tree.child(i, "nsubj")
        if subject is None or scene.cues.noun(tree.words[subject].lemma) is None:
            return NONE
        return tree.subtree(i) - tree.subtree(subject) - {i}
    if lemma not in scene.cues.words("complements.objects") or speech is not None:
        return NONE
    return tree.subtree(target)


def _of_doing(scene: Scene, i: int) -> Words:
    """What a speaker accuses of, warns of, blames for: a clause, or a noun that may be an event."""
    tree, lemma = scene.tree, scene.tree.words[i].lemma.lower()
    for mark in ("of", "for"):
        if lemma not in scene.cues.words(f"complements.{mark}"):
            continue
        for k in tree.children(i, "obl", "advcl", "xcomp", "acl"):
            marks = {scene.low(m) for m in tree.children(k, "mark", "case")}
            if mark in marks and tree.words[k].upos in ("VERB", "NOUN"):
                return tree.subtree(k)
    return NONE


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
    return best


def _trailing(scene: Scene, i: int) -> Words:
    """By word order: "X, activists said." at the end of the sentence."""
    words = scene.tree.words
    rest = [k for k in range(i + 1, len(words)) if words[k].upos not in ("PUNCT", "ADV", "PROPN")]
    if len(rest) > 2 or i < 4 or words[-1].text == ":":
        return NONE
    comma = next((k for k in range(i - 1, max(i - 12, 0), -1) if scene.low(k) in (",", "”")), -1)
    if comma < 3 or any(words[k].upos in ("VERB", "SCONJ") for k in range(comma, i)):
        return NONE
    return _after_semicolon(scene, i, frozenset(range(comma)))


_PATTERNS = (
    *(_taken_over, _interrupting, _of_doing, _colon, _dismissed_as, _objects),
    *(that_clause, _adjacent_quote, _trailing),
)
FALLBACKS = ("that clause", "adjacent quote", "trailing")
