"""Attribution without a cue verb: nouns of speech, "according to", hearsay adverbs."""

from collections.abc import Iterator

from contested.claims.cues import Cue, Cues
from contested.claims.scene import Said, Scene, Words
from contested.claims.speakers import is_hearsay
from contested.claims.syntax import slots_of
from contested.claims.tree import NOMINAL, Tree

_REPORT = Cue("say", "report", "neutral", "asserted")
_HEARSAY = Cue("reportedly", "report", "neutral", "asserted")
_BELIEF = Cue("believe", "belief", "neutral", "asserted")
_DISTANT = Cue("allegedly", "claim", "distanced", "asserted")
_LOOSE = ("per", "via", "h/t", "citing", "quoting")
_OWNER = ("by", "from", "of")
_OF_NATIONS = ("an", "ish", "ese", "i", "ch", "ab")


def said_by_nouns(scene: Scene) -> Iterator[Said]:
    """ "X's claim that C", "a statement by X that C", "reports of C", "the rumour that C"."""
    for i, word in enumerate(scene.tree.words):
        if word.upos not in ("NOUN", "PROPN"):
            continue
        cue = scene.cues.noun(word.lemma) or _hearsay_noun(scene, i)
        if cue is None:
            continue
        content = _noun_content(scene, i, cue)
        heads = _noun_heads(scene, i) if content else ()
        free = cue.cls in ("claim", "deny") or is_hearsay(scene.tree, i, scene.cues)
        if not content or not (heads or free):
            continue
        yield Said(
            heads or (i,),
            content,
            cue,
            i,
            scene.tree.group(i),
            "noun of speech",
            denies=cue.stance == "denied" or _called_false(scene, i),
            doubts=cue.stance == "doubted",
        )


def _called_false(scene: Scene, i: int) -> bool:
    """ "Reports that C are false": what they say is denied."""
    tree, false = scene.tree, scene.cues.words("complements.false")
    head = tree.words[i].head
    below = {scene.low(k) for k in tree.children(i, "ccomp", "acl", "acl:relcl")}
    return bool(false & below) or (
        head >= 0 and scene.low(head) in false and tree.words[i].deprel.startswith("nsubj")
    )


def _hearsay_noun(scene: Scene, i: int) -> Cue | None:
    return _REPORT if is_hearsay(scene.tree, i, scene.cues) else None


def _noun_content(scene: Scene, i: int, cue: Cue) -> Words:
    tree = scene.tree
    bare = _bare_clause(scene, i)
    if bare:
        return bare
    clauses = tree.children(i, "acl", "ccomp", "acl:relcl")
    false = scene.cues.words("complements.false")
    for k in clauses:
        if scene.low(i + 1) == "that" and len(clauses) > 1 and scene.low(k) not in false:
            return tree.subtree(k)
        marks = {scene.low(m) for m in tree.children(k, "mark")}
        whole = "that" in marks and not any(
            scene.low(m) == "that" for m in tree.children(k, "nsubj", "obj", "nsubj:pass")
        )
        clause = is_hearsay(tree, i, scene.cues) and tree.child(k, "nsubj") is not None
        if whole or clause or ("to" in marks and cue.cls == "claim"):
            return tree.subtree(k)
    if scene.low(i + 1) in ("is", "was") and scene.low(i + 2) == "that":
        return frozenset(range(i + 2, len(tree.words)))
    if cue.cls == "belief" or is_hearsay(tree, i, scene.cues) or cue.cls == "claim":
        for k in tree.children(i, "nmod"):
            if tree.preposition(k) == "of" and tree.words[k].upos in ("NOUN", "VERB"):
                return tree.subtree(k)
    return frozenset()


def _bare_clause(scene: Scene, i: int) -> Words:
    """The clause without "that" in "the rumour the brigade crossed the river is confirmed"."""
    words = scene.tree.words
    if words[i].lemma not in ("rumour", "rumor", "allegation", "claim") or i + 3 >= len(words):
        return frozenset()
    if words[i + 1].upos not in ("PROPN", "DET", "PRON"):
        return frozenset()
    verb = next((k for k in range(i + 1, len(words)) if words[k].upos == "VERB"), len(words))
    main = (k for k in range(verb + 1, len(words)) if words[k].upos == "AUX" and words[k].head > k)
    end = next(main, None)
    return frozenset(range(i + 1, end)) if end is not None else frozenset()


def _noun_heads(scene: Scene, i: int) -> tuple[int, ...]:
    """The owner of a noun of speech, or the subject of the verb that utters it."""
    tree, word = scene.tree, scene.tree.words[i]
    owner = tree.children(i, "nmod:poss")
    if owner:
        return tree.coordinated(owner[0])
    for k in tree.children(i, "nmod"):
        owning = tree.words[k]
        known = (scene.cues.source_kind(form) for form in (owning.lemma, owning.text))
        nominal = owning.upos in ("PROPN", "PRON") or any(known)
        if tree.preposition(k) in _OWNER and nominal:
            return tree.coordinated(k)
    side = _side_before(scene, i)
    if side is not None:
        return (side,)
    governor = word.head
    if governor >= 0 and word.deprel in ("obj", "obl", "conj"):
        lemma = tree.words[governor].lemma.lower()
        if lemma in scene.cues.words("complements.light"):
            return tuple(f.head for f in slots_of(tree, governor).get("subj", ()) if f.head != i)
    return ()


def _side_before(scene: Scene, i: int) -> int | None:
    """The capitalised word before a noun of speech: "a US announcement", "Russian claims"."""
    tree = scene.tree
    for k in tree.children(i, "compound", "amod"):
        word = tree.words[k]
        name = word.upos == "PROPN" or word.text.lower().endswith(_OF_NATIONS)
        platform = word.text.lower() in scene.cues.words("carrier.platforms")
        if k == i - 1 and word.text[:1].isupper() and name and not platform and not _dated(tree, k):
            return k
    return None


def _dated(tree: Tree, k: int) -> bool:
    """Whether a word is of a date ("a Friday statement")."""
    return any(
        s.first <= k < s.last and s.label.lower() in ("time", "temporal")
        for s in tree.sentence.names
    )


def said_by_phrases(scene: Scene) -> Iterator[Said]:
    """ "According to X", "in the words of X", "citing X", "in X's words"."""
    words = scene.tree.words
    lows = [w.text.lower() for w in words]
    for phrase in scene.cues.according:
        parts = phrase.phrase.split()
        if phrase.side != "after" or parts[0] not in lows:
            continue
        for i, low in enumerate(lows):
            if low == parts[0] and lows[i : i + len(parts)] == parts:
                yield from _phrase(scene, i, i + len(parts), phrase.phrase)
    yield from _own_words(scene)


def _phrase(scene: Scene, first: int, last: int, phrase: str) -> Iterator[Said]:
    tree = scene.tree
    head = _next_head(tree, last)
    if head is None or tree.words[head].lemma in scene.cues.words("complements.not_sources"):
        return
    if phrase in _LOOSE and not _may_speak(scene, head, len(phrase) > 4):
        return
    source = _wide(tree, first, head)
    content = _host_clause(tree, first, head, source)
    if content:
        yield Said(tree.coordinated(head), content, _REPORT, first, (first, last), f'"{phrase}"')


def _next_head(tree: Tree, start: int) -> int | None:
    """The head of the noun group that begins at ``start``."""
    if start >= len(tree.words):
        return None
    for k in range(start, min(start + 10, len(tree.words))):
        word = tree.words[k]
        if word.upos == "PUNCT" or (word.upos in ("VERB", "ADP") and k > start):
            return None
        if word.upos in NOMINAL and word.deprel not in ("compound", "nummod", "nmod:poss", "flat"):
            return k
    return None


def _may_speak(scene: Scene, head: int, named: bool) -> bool:
    """For phrases with other uses ("per", "citing"): handles, nouns that speak, or also names."""
    word = scene.tree.words[head]
    kinds = {scene.cues.source_kind(form) for form in (word.lemma, word.text)} - {None}
    if named:
        return bool(kinds) or word.upos == "PROPN"
    return word.text.startswith("@") or bool(kinds & {"outlet", "document"})


def _wide(tree: Tree, first: int, head: int) -> Words:
    """The phrase with the words of its source."""
    return tree.subtree(head) | frozenset(range(first, head + 1))


def _host_clause(tree: Tree, first: int, head: int, source: Words) -> Words:
    """The clause a phrase belongs to, with what is coordinated before it, without the phrase."""
    outside = (k for k in (head, first) for k in (k, *tree.ancestors(k)) if k not in source)
    host = next(outside, None)
    if host is None:
        return frozenset()
    while tree.words[host].head >= 0 and _joins(tree, host):
        host = tree.words[host].head
    content = tree.subtree(host) - source
    for k in tree.children(host, "conj", "parataxis"):
        if k > head > host and first > host and tree.child(k, "nsubj", "nsubj:pass") is not None:
            content -= tree.subtree(k)
    return content


def _joins(tree: Tree, k: int) -> bool:
    """Whether a phrase under ``k`` covers the clause above too."""
    word = tree.words[k]
    if word.deprel == "conj":
        return tree.words[k].upos not in ("VERB", "AUX") or tree.child(k, "nsubj") is None
    return word.deprel in ("xcomp", "advcl", "obl", "obj", "nmod", "nsubj", "appos", "acl")


def _own_words(scene: Scene) -> Iterator[Said]:
    """ "In X's words", "in X's view"."""
    tree = scene.tree
    for i, word in enumerate(tree.words):
        if word.text.lower() not in ("words", "view", "opinion") or word.upos != "NOUN":
            continue
        owner = tree.child(i, "nmod:poss")
        if owner is None or tree.preposition(i) not in ("in", "to"):
            continue
        first = min(tree.subtree(i))
        content = _host_clause(tree, first, i, tree.subtree(i))
        if content:
            yield Said((owner,), content, _REPORT, i, (first, i + 1), "in the words of")


def said_by_adjectives(scene: Scene) -> Iterator[Said]:
    """ "X is confident that C", "are convinced C", "was adamant that C"."""
    tree = scene.tree
    for i, word in enumerate(tree.words):
        lemma = word.text.lower()
        if lemma not in scene.cues.words("complements.sure"):
            continue
        content = frozenset(j for k in tree.children(i, "ccomp") if k > i for j in tree.subtree(k))
        heads = tuple(
            h for k in tree.children(i, "nsubj", "nsubj:pass") for h in tree.coordinated(k)
        )
        if content and heads and scene.low(heads[0]) not in ("it", "that", "this", "there"):
            yield Said(
                heads, content, _BELIEF, i, (i, i + 1), "adjective", doubts=_unsure(scene, i)
            )


def _unsure(scene: Scene, i: int) -> bool:
    """ "Not certain that C", "confident but not certain": what is held is doubted."""
    tree = scene.tree
    around = (i, *tree.children(i, "conj"))
    return any(
        scene.low(k) in ("not", "n't", "n’t") for j in around for k in tree.children(j, "advmod")
    )


def said_by_hearsay(scene: Scene) -> Iterator[Said]:
    """ "Reportedly", "the alleged attack": nobody is named and the cue stands for the source."""
    tree, cues = scene.tree, scene.cues
    for i, word in enumerate(tree.words):
        low = word.text.lower()
        if low in cues.words("hearsay.adverbs"):
            content = _own_clause(tree, word.head)
        elif low in cues.words("hearsay.adjectives") and word.deprel == "amod":
            content = tree.subtree(word.head) if word.head >= 0 else frozenset()
        else:
            continue
        cue = _DISTANT if _distances(low, cues) else _HEARSAY
        if content - {i}:
            yield Said((), content - {i}, cue, i, (i, i + 1), "hearsay", anonymous=True)


def _distances(low: str, cues: Cues) -> bool:
    return low in cues.words("hearsay.distanced")


def _own_clause(tree: Tree, host: int) -> Words:
    """The words below ``host`` without coordinated clauses that have their own subject."""
    if host < 0:
        return frozenset()
    content = tree.subtree(host)
    for k in tree.children(host, "conj", "parataxis"):
        if tree.child(k, "nsubj", "nsubj:pass") is not None:
            content -= tree.subtree(k)
    return content
