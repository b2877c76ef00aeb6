"""What sort of thing a noun group names: an actor, a place, a time, a weapon, or something else.

Read from the encoder's names and entities, the word classes of the lexicon and the registry, in
that order of trust: vocabulary first (it is certain), then the model.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from contested.annotate.lemmas import lemma
from contested.annotate.model import Word
from contested.claims.lexicon import Lexicon
from contested.claims.nouns import words_of
from contested.claims.tree import Tree

Sort = Literal["actor", "place", "time", "weapon", "object", "pronoun", "thing"]
_MODEL: dict[str, Sort] = {
    "Organisation": "actor",
    "Person": "actor",
    "person": "actor",
    "organization": "actor",
    "Nationality": "actor",
    "Location": "place",
    "place": "place",
    "Temporal": "time",
    "time": "time",
    "Weapon": "weapon",
    "MilitaryPlatform": "weapon",
    "Vehicle": "object",
    "object": "object",
    "substance": "object",
}


_MATERIAL = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID", "SANCTION", "COOPERATE")


def is_pronoun(word: Word) -> bool:
    """Whether a word is a pronoun; "US" and "IT" in capitals are names."""
    if word.text.isupper() and len(word.text) > 1:
        return False
    low = word.text.lower()
    return (
        word.upos == "PRON"
        or low in words_of("personal_pronouns")
        or low in words_of("neuter_pronouns")
    )


@dataclass(frozen=True)
class Sorter:
    """Names the sort of noun groups. ``known`` tells whether the registry has words for an actor
    (text -> bool), ``located`` whether the gazetteer has them for a place, ``dated`` whether a
    word stands in an expression of time, ``state`` whether words name a state by its own name."""

    lexicon: Lexicon
    known: Callable[[str], bool]
    located: Callable[[str], bool]
    dated: Callable[[Tree, int], bool] = lambda tree, head: False
    state: Callable[[str], bool] = lambda text: False
    _seen: dict[tuple[int, int], Sort] = field(default_factory=dict, compare=False)

    def sort(self, tree: Tree, head: int) -> Sort:
        """The sort of the noun group headed by ``head``; worked out once for each."""
        key = (id(tree), head)
        if key not in self._seen:
            self._seen[key] = self._sort(tree, head)
        return self._seen[key]

    def _sort(self, tree: Tree, head: int) -> Sort:
        word = tree.words[head]
        if is_pronoun(word):
            return "pronoun"
        if self.dated(tree, head):
            return "time"
        first, last = tree.group(head)
        text = tree.spelled(first, last)
        if word.upos == "PROPN" and head == 0 and self._common(word):
            word = replace(word, upos="NOUN", lemma=lemma(word.text, "NOUN"))
        classes = self.lexicon.classes
        base = word.lemma.lower()
        model = self._model(tree, head)
        if word.upos == "PROPN" or (word.upos == "ADJ" and word.text[:1].isupper()):
            return self._named(text, word.text, model)
        if base in classes["civilian"] or base in classes["combatant"]:
            return "actor"
        weapon = self.lexicon.weapon(base)
        if weapon is not None:
            return "weapon"
        if self.known(text):
            return "actor"
        if base in classes["territory"]:
            return "place"
        if base in classes["object"]:
            return "object"
        return model or "thing"

    def _common(self, word: Word) -> bool:
        """Whether a capitalised first word is a common noun of the lexicon ("Mines killed")."""
        base = lemma(word.text, "NOUN")
        known = ("civilian", "combatant", "object")
        return self.lexicon.weapon(base) is not None or any(
            base in self.lexicon.classes[name] for name in known
        )

    def _named(self, text: str, head: str, model: Sort | None) -> Sort:
        known = self.known(text) or self.known(head)
        located = self.located(text) or self.located(head)
        if known and not (located and model == "place"):
            return "actor"
        return "place" if located else model or "thing"

    def _model(self, tree: Tree, head: int) -> Sort | None:
        for span in tree.sentence.names:
            if span.first <= head < span.last and span.label in _MODEL:
                return _MODEL[span.label]
        return None

    def acts(self, tree: Tree, head: int) -> bool:
        """Whether the group may name who acts or suffers: an actor, a pronoun, a weapon's crew."""
        sort = self.sort(tree, head)
        if sort == "weapon":
            weapon = self.lexicon.weapon(tree.words[head].lemma)
            return weapon is not None and weapon.platform
        if self.state(tree.words[head].text) and _directed(tree, head):
            return False  # "northern Syria" is land
        state = sort == "place" and self.state(tree.words[head].text)
        return sort in ("actor", "pronoun") or state

    def is_force(self, tree: Tree, head: int) -> bool:
        """Whether the group may name a force or side: known, armed, or a pronoun for several."""
        word = tree.words[head]
        if is_pronoun(word):
            return word.text.lower() in words_of("group_pronouns")
        lemma = word.lemma.lower()
        armed = lemma in self.lexicon.classes["combatant"] or lemma in words_of("forces")
        return armed or self.known(word.text) or self.sort(tree, head) == "weapon"

    def of_war(self, tree: Tree, words: frozenset[int]) -> bool:
        """Whether some words speak of the war: a known actor or place, or an act of force."""
        for k in words:
            word = tree.words[k]
            if word.upos == "PROPN" and (self.known(word.text) or self.located(word.text)):
                return True
            lemma = word.lemma.lower()
            if word.upos in ("NOUN", "ADJ") and lemma in self.lexicon.classes["combatant"]:
                return True
            pos = {"VERB": "verb", "NOUN": "noun"}.get(word.upos)
            readings = self.lexicon.entries_for(lemma, pos) if pos else ()
            if any(e.act in _MATERIAL or e.kind == "control" for e in readings):
                return True
        return False

    def is_event(self, tree: Tree, head: int) -> bool:
        """Whether a common noun names an act, and not by whom ("a strike", "the blast")."""
        word = tree.words[head]
        if word.upos != "NOUN" or self.sort(tree, head) == "actor":
            return False
        readings = self.lexicon.entries_for(word.lemma, "noun")
        return any(e.kind in ("event", "control") for e in readings)

    def is_object(self, tree: Tree, head: int) -> bool:
        """Whether the group names a thing or site that can be hit ("the bridge")."""
        return tree.words[head].lemma.lower() in self.lexicon.classes["object"]

    def stands_for_place(self, tree: Tree, head: int) -> bool:
        """Whether the group can be a location: a place, a state as its land, or a site."""
        if self.sort(tree, head) == "place":
            return True
        if self.is_object(tree, head):
            return True
        first, last = tree.group(head)
        text = tree.spelled(first, last)
        return self.located(text) or self.located(tree.words[head].text)


def _directed(tree: Tree, head: int) -> bool:
    """Whether a point of the compass or "central" stands before the name."""
    return any(
        tree.words[k].text.lower() in words_of("compass") for k in tree.children(head, "amod")
    )
