"""Cue verbs: who says what in one sentence."""

from collections.abc import Iterator

from contested.claims.contents import cited_last, clauses, content_of, that_clause
from contested.claims.cues import Cue
from contested.claims.nouns import words_of
from contested.claims.scene import (
    NONE,
    OUTLET_TOLD,
    Said,
    Scene,
    Words,
    as_saying,
    cue_at,
    cue_group,
)
from contested.claims.subjects import (
    after_comma,
    beside,
    can_speak,
    host_citing,
    own_subject,
    quoted_source,
)
from contested.claims.syntax import is_passive, slots_of


def said_by_verbs(scene: Scene) -> Iterator[Said]:
    """Attributions of every cue verb of the sentence, left to right."""
    for i, word in enumerate(scene.tree.words):
        cue = cue_at(scene, i)
        if cue is not None:
            yield from _verb(scene, i, cue)
        elif word.lemma == "have" and scene.low(i + 1) == "it":
            yield from _has_it(scene, i)


def _verb(scene: Scene, i: int, cue: Cue) -> Iterator[Said]:
    tree, lemma = scene.tree, cue.lemma
    slots = slots_of(tree, i)
    passive = is_passive(tree, i)
    if _replies(scene, i):
        return
    quoted_as = as_saying(scene, i) if lemma in scene.cues.words("nested.verbs") else None
    if quoted_as is not None:
        yield from _citing(scene, i, cue, quoted_as)
        return
    source = quoted_source(scene, i)
    content, why = content_of(scene, i, passive)
    citing = host_citing(scene, i) if source else None
    if citing is not None and (last := cited_last(scene, citing, i)):
        content, why = last, "cited last"
    if not content or (lemma in scene.cues.words("complements.factive") and why == "clause"):
        return  # what is learnt or known is the narrator's
    heads = source or tuple(f.head for f in slots.get("by" if passive else "subj", ()))
    heads, content = own_subject(scene, i, heads, content)
    if not passive and not any(h not in content for h in heads):
        heads, content = after_comma(scene, i, heads, content)
    host = _host_speech(scene, i)
    added = not passive and host is not None and host != tree.words[i].head
    if host is not None and not passive and (added or not heads):
        heads = tuple(f.head for f in slots_of(tree, host).get("subj", ()))
    if not passive and (not heads or scene.low(heads[0]) in ("what", "that", "which")):
        heads = beside(scene, i, content)
    heads = tuple(h for h in heads if h != i and h not in content)
    impersonal = bool(tree.children(i, "expl")) or any(
        scene.low(k) == "it" for k in tree.children(i, "nsubj:pass", "nsubj")
    )
    said_to = why == "infinitive" or (why == "clause" and impersonal)
    said_to = said_to and lemma in scene.cues.words("complements.passive")
    if not heads and not (passive and (said_to or why == "of doing")):
        return
    if heads and not can_speak(scene, heads[0], cue, why):
        return
    if not heads and why == "infinitive" and lemma in scene.cues.words("complements.unsourced"):
        return  # "is believed to be" gives no link (codebook 7.4)
    phrase = cue_group(scene, i)
    flags = _flags(scene, i, cue, content)
    yield Said(heads, content, cue, i, phrase, why, not heads, *flags)
    yield from _outlet_hearer(scene, i, cue, content)


def _replies(scene: Scene, i: int) -> bool:
    """Whether the verb answers what stands before ("which Damascus denies"), read elsewhere."""
    tree = scene.tree
    if tree.words[i].lemma.lower() not in words_of("denying") or tree.children(i, "ccomp"):
        return False
    return any(scene.low(k) in words_of("taking_up") for k in tree.children(i, "obj") if k < i)


def _participle(scene: Scene, i: int) -> bool:
    """Whether the cue is a participle without a subject ("…, having denied that")."""
    if scene.tree.children(i, "nsubj", "nsubj:pass"):
        return False
    aux = {scene.low(k) for k in scene.tree.children(i, "aux")}
    return "having" in aux or (scene.low(i).endswith("ing") and not aux)


def _host_speech(scene: Scene, i: int) -> int | None:
    """The verb whose subject a participle of speech has: "said it had won, *adding* that …"."""
    tree = scene.tree
    host = tree.words[i].head
    if host < 0 or not _participle(scene, i):
        return None
    above = tree.words[host].head
    adds = tree.words[i].lemma in scene.cues.words("complements.adding")
    said = tree.words[host].deprel == "ccomp" and above >= 0 and cue_at(scene, above) is not None
    return above if adds and said else host


def introducer(scene: Scene) -> Said | None:
    """Who is about to be quoted in a sentence that ends with a colon and says nothing yet."""
    if scene.tree.words[-1].text != ":":
        return None
    for i in range(len(scene.tree.words) - 1, -1, -1):
        cue = cue_at(scene, i)
        heads = tuple(f.head for f in slots_of(scene.tree, i).get("subj", ())) if cue else ()
        if cue is not None and heads and can_speak(scene, heads[0], cue, "clause"):
            return Said(heads, NONE, cue, i, cue_group(scene, i), "introduces")
    return None


def labeller(scene: Scene) -> Said | None:
    """Who calls or describes something in a few quoted words: "he called it a “massacre”"."""
    tree = scene.tree
    for i, word in enumerate(tree.words):
        if word.lemma not in scene.cues.words("complements.labelling") or i in scene.quoted:
            continue
        heads = tuple(f.head for f in slots_of(tree, i).get("subj", ()))
        quoted = any(i < k < i + 25 for k in scene.quoted)
        cue = scene.cues.verb("describe")
        if quoted and cue and heads and can_speak(scene, heads[0], cue, "clause"):
            return Said(heads, NONE, cue, i, cue_group(scene, i), "labels")
    return None


def _citing(scene: Scene, i: int, cue: Cue, saying: int) -> Iterator[Said]:
    """The outer speaker of "X cited Y as saying C": its content is Y with all that Y says."""
    tree = scene.tree
    inner = cited_last(scene, i, saying) or content_of(scene, saying, False)[0]
    passive = is_passive(tree, i)
    slots = slots_of(tree, i)
    heads = tuple(f.head for f in slots.get("by" if passive else "subj", ()))
    if not heads or not inner:
        return
    first = min((k for k in range(i + 1, saying)), default=saying)
    content = inner | frozenset(range(first, saying + 1))
    heads = tuple(h for h in heads if h not in content or passive)
    if heads:
        yield Said(heads, content, cue, i, cue_group(scene, i), "cited as saying")


def _flags(scene: Scene, i: int, cue: Cue, content: Words) -> tuple[bool, bool, bool]:
    """Whether the speaker denies, doubts or predicts the content."""
    tree = scene.tree
    negated = any(scene.low(k) in words_of("negations") for k in tree.children(i, "advmod"))
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
        media = (k for k in tree.children(i, "obl") if tree.preposition(k) in preps)
        hearers += tuple(k for k in media if tree.words[k].upos == "PROPN" or tree.kids[k][1:])
    generic = scene.cues.words("complements.hearers")
    hearers = tuple(h for h in hearers if h not in content and tree.words[h].lemma not in generic)
    if hearers:
        speakers = (tree.subtree(k) for k in tree.children(i, "nsubj"))
        whole = content.union({i}, *speakers)
        yield Said(hearers[:1], whole, cue, i, cue_group(scene, i), OUTLET_TOLD)


def _has_it(scene: Scene, i: int) -> Iterator[Said]:
    """ "Rumour has it that C"."""
    subject = scene.tree.child(i, "nsubj")
    if subject is None or scene.tree.words[subject].lemma not in scene.cues.words("hearsay.nouns"):
        return
    content = clauses(scene.tree, i, "ccomp") or that_clause(scene, i)
    cue = scene.cues.verb("say")
    if content and cue is not None:
        yield Said((subject,), content, cue, i, (i, i + 2), "rumour has it")
