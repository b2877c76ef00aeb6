"""What the patterns of attribution share: the sentence in view, and what a pattern found."""

from dataclasses import dataclass

from contested.annotate.model import Span
from contested.claims.cues import Cue, Cues
from contested.claims.syntax import is_passive
from contested.claims.tree import Tree

Words = frozenset[int]
NONE: Words = frozenset()


COMMAS = (",", "”", '"')


OUTLET_TOLD = "outlet told"


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


def trusted(name: Span) -> bool:
    """Whether the encoder's name counts: entities (lower-case labels) do, military terms when
    they are likelier than not."""
    return name.label.islower() or name.score >= 0.5


def cue_at(scene: Scene, i: int) -> Cue | None:
    """The cue of speech that the verb at word ``i`` is, with its particle if it has one."""
    word = scene.tree.words[i]
    if word.upos != "VERB" and word.text not in ("said", "says", "told", "say"):
        return None
    lemma = word.lemma.lower()
    for k in scene.tree.children(i, "compound:prt", "advmod"):
        cue = scene.cues.verb(f"{lemma} {scene.low(k)}")
        if cue is not None:
            return cue
    return scene.cues.verb(lemma)


def cue_group(scene: Scene, i: int) -> tuple[int, int]:
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


def host_cue(scene: Scene, i: int) -> int | None:
    """The cue whose speaker goes on with ``i``: "X denied that A and said that B"."""
    tree, word = scene.tree, scene.tree.words[i]
    if word.deprel != "conj" or not tree.children(i, "ccomp"):
        return None
    first = tree.lead(i)
    above = tree.words[first].head
    if tree.words[first].deprel != "ccomp" or cue_at(scene, first) is not None or above < 0:
        return None
    return above if cue_at(scene, above) is not None else None


def as_saying(scene: Scene, i: int) -> int | None:
    """The verb of saying in "cited X as saying", "was quoted saying"."""
    words = scene.tree.words
    for k in range(i + 1, min(i + 20, len(words))):
        if words[k].text.lower().endswith("ing") and cue_at(scene, k) is not None:
            adjacent = scene.low(k - 1) == "as" or (k == i + 1 and is_passive(scene.tree, i))
            if adjacent:
                return k
    return None


def quoted_groups(scene: Scene) -> dict[int, Words]:
    """The words of each quotation of the sentence, marks included."""
    groups: dict[int, set[int]] = {}
    for k, quote in scene.quoted.items():
        groups.setdefault(quote, set()).add(k)
    return {quote: frozenset(inside) for quote, inside in groups.items()}
