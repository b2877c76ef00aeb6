"""How the narrator handles a speaker: by the cue, its adverbs, the speaker's noun, what is added.

"Claimed" alone is neutral (codebook 11.1). The words of a label in scare quotes are kept apart:
they distance only the claim that holds them (codebook 11.2).
"""

from contested.claims.model import Treatment
from contested.claims.scene import NONE, Said, Scene, Words, quoted_groups


def treated(scene: Scene, said: Said, content: Words, direct: bool) -> tuple[Treatment, Words]:
    """The treatment of all that is said, and the words by which single claims are distanced."""
    if _distances(scene, said) or _scoffed(scene, content):
        return "distanced", NONE
    scare = NONE if direct else _scared(scene, content)
    adverbs = {scene.low(k) for k in scene.tree.children(said.cue_word, "advmod")}
    if adverbs & scene.cues.words("carrier.adverbs_endorsed"):
        return "endorsed", scare
    treatment: Treatment = said.cue.treatment  # type: ignore[assignment]  # checked by the loader
    return treatment, scare


def _distances(scene: Scene, said: Said) -> bool:
    """Whether an adverb of the cue or the speaker's own noun steps back from what is said."""
    tree, words = scene.tree, scene.cues.words
    adverbs = {scene.low(k) for k in tree.children(said.cue_word, "advmod")}
    speakers = {scene.low(k) for h in said.heads for k in tree.subtree(h)}
    lemmas = {tree.words[h].lemma.lower() for h in said.heads}
    if adverbs & words("carrier.adverbs_distanced") or speakers & words("scare.propaganda"):
        return True
    nouns = [scene.cues.noun(lemma) for lemma in lemmas]
    return any(n is not None and n.treatment == "distanced" for n in nouns)


def _scoffed(scene: Scene, content: Words) -> bool:
    """Whether what is said is called a boast or propaganda behind it: "P, a boast that …"."""
    words = scene.tree.words
    first, last = min(content, default=0), max(content, default=-1) + 5
    for k in range(first + 3, min(last, len(words))):
        if words[k].upos != "NOUN" or k in scene.quoted:
            continue
        cue = scene.cues.noun(words[k].lemma)
        apposed = scene.low(k - 1) in ("a", "an") and scene.low(k - 2) in (",", "—", "–")
        if apposed and cue is not None and cue.treatment == "distanced":
            return True
    return False


def _scared(scene: Scene, content: Words) -> Words:
    """Words of short quotations in indirect content that hold a label at arm's length."""
    labels, out = scene.cues.words("scare.labels"), NONE
    for inside in quoted_groups(scene).values():
        words = [scene.low(k) for k in inside if scene.tree.words[k].upos != "PUNCT"]
        if any(scene.tree.words[k].upos == "VERB" for k in inside):
            continue
        if inside <= content and len(words) <= scene.cues.longest_scare and labels & set(words):
            out |= inside
    return out
