"""Who speaks: the subject of a cue verb, mended where parsers hang it on what is said."""

from contested.annotate.model import Word
from contested.claims.cues import Cue
from contested.claims.nouns import words_of
from contested.claims.scene import COMMAS, Scene, Words, as_saying, host_cue, trusted
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree

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


_TIMES = ("Temporal", "time")
_FIRM = ("clause", "interrupting", "relative", "taken over")
_INNER = ("nmod", "compound", "flat", "appos", "conj")


def quoted_source(scene: Scene, i: int) -> tuple[int, ...]:
    """Y when ``i`` is the "saying" of "X cited Y as saying" or "Y was quoted saying"."""
    citing = host_citing(scene, i)
    if citing is None:
        return ()
    return tuple(f.head for f in slots_of(scene.tree, citing).get("obj", ()))


def host_citing(scene: Scene, i: int) -> int | None:
    """The verb of citing whose "as saying" stands at ``i``."""
    tree, verbs = scene.tree, scene.cues.words("nested.verbs")
    if not scene.low(i).endswith("ing"):
        return None
    for k in range(i - 1, max(i - 20, -1), -1):
        if tree.words[k].lemma.lower() in verbs and as_saying(scene, k) == i:
            return k
    return None


def own_subject(
    scene: Scene, i: int, heads: tuple[int, ...], content: Words
) -> tuple[tuple[int, ...], Words]:
    """Speakers and content, with subjects hung on the cue by mistake given back to the content.

    "A and B fell, said C": C follows the cue. "C said that D fell": D stands after "that". A verb
    of saying coordinated inside what another says has that one's speaker.
    """
    tree = scene.tree
    subjects = tree.children(i, "nsubj")
    host = host_cue(scene, i) if not subjects else None
    if host is not None:
        return tuple(f.head for f in slots_of(tree, host).get("subj", ())), content
    if len(subjects) < 2:
        return heads, content
    joined = any(tree.words[k].upos == "CCONJ" for k in range(subjects[0], subjects[-1]))
    if joined and subjects[-1] < i:
        return tuple(k for s in subjects for k in tree.coordinated(s)), content
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


def after_comma(
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
    comma = next((k for k in range(first, max(first - 3, -1), -1) if scene.low(k) in COMMAS), -1)
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
            if apposed or _far_from(tree, k, tree.words[k].head):
                return k  # "on Sunday, a spokesman said": no apposition
            apposed = True
        k = tree.words[k].head
    return k


def beside(scene: Scene, i: int, content: Words) -> tuple[int, ...]:
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


def _far_from(tree: Tree, k: int, host: int) -> bool:
    """Whether a noun in apposition does not stand right behind what it would explain."""
    below = tree.subtree(host)
    between = range(host + 1, min(tree.subtree(k)))
    apart = any(j not in below and tree.words[j].upos != "PUNCT" for j in between)
    return apart or bool(tree.children(host, "case"))


def _top_noun(tree: Tree, k: int) -> int:
    """The head of the whole noun group in which ``k`` is a modifier."""
    while tree.words[k].deprel in _INNER and tree.words[k].head >= 0:
        k = tree.words[k].head
    return k


def _has_a_mind(word: Word) -> bool:
    """Whether a noun means people who may fear and expect: "both sides", "the forces"."""
    minds = words_of("forces") | words_of("groups") | words_of("sides_of_two")
    return word.lemma.lower() in minds | words_of("side_nouns") | words_of("nationals")


def can_speak(scene: Scene, head: int, cue: Cue, why: str) -> bool:
    """Whether the subject may be a speaker; where the cue may mean else, only who surely speaks."""
    word = scene.tree.words[head]
    low = word.text.lower()
    if any(s.first <= head < s.last and s.label in _TIMES for s in scene.tree.sentence.names):
        return False  # "officials on Tuesday said"
    if low in _NOT_SPEAKERS:
        return low == "it" and cue.lemma in ("say", "add", "announce", "claim", "report")
    if word.upos == "NOUN" and word.lemma.lower() in scene.cues.words("complements.speechless"):
        return False  # "the attacks say that …" is a wrong parse or no speech
    if low == "you":  # a reader in general, or the one who is addressed
        return cue.cls in ("report", "claim") and cue.lemma != "tell"
    firm = cue.cls in ("report", "claim", "endorse", "deny") and why in _FIRM
    firm = firm and not any(scene.low(k) in ("no", "any") for k in scene.tree.children(head, "det"))
    if word.upos in ("PROPN", "PRON"):
        return True
    if firm and cue.lemma not in scene.cues.words("complements.evidential") and cue.lemma != "tell":
        return True
    if scene.cues.source_kind(word.lemma) is not None or scene.cues.noun(word.lemma) is not None:
        return True
    if cue.cls == "belief" and why in ("clause", "infinitive") and _has_a_mind(word):
        return True
    return any(
        s.first <= head < s.last
        and trusted(s)
        and s.label.lower() in ("person", "organisation", "organization")
        for s in scene.tree.sentence.names
    )
