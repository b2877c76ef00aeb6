"""The vocabulary of stance: what governors, negators, modals, hedges and conditions do to an act.

Read from ``resources/stance.toml`` with the hedges of ``cues.toml`` and the lexicon's future words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from contested.claims.cues import Cues, load_cues
from contested.claims.lexicon import Lexicon, load_lexicon
from contested.claims.model import Modality
from contested.claims.vocabulary import Vocabulary, packaged

Carries = Literal["all", "polarity", "modality", "none"]
Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # first word -> phrases, longest first
_LISTS = {
    "avoidance": ("acts", "beside_an_act", "contrasts", "left", "phrases", "unseen", "verbs"),
    "conditions": ("inverted", "nominal", "openers", "temporal"),
    "connectives": ("aim_modals", "aim_or_result", "unsure"),
    "due": ("adverbs", "modifiers", "names", "prepositions", "seasons", "units"),
    "modals": ("aims", "conditional", "doubt", "doubt_perfect", "future", "possible"),
    "negated_by": ("adverbials", "arguments", "before", "determiners", "spared_after", "words"),
}
_POS = ("verb", "noun", "adj")
_OF = ("to", "that", "from", "noun", "subject")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governor does: flip polarity, lend a modality, let its own marks through or not."""

    name: str
    flips: bool
    reads: Modality | None
    carries: Carries


EFFECTS = {
    e.name: e
    for e in (
        Effect("denies", True, None, "all"),
        Effect("realises", False, None, "all"),
        Effect("believes", False, None, "polarity"),
        Effect("shows", False, None, "none"),
        Effect("doubts", False, "doubted", "polarity"),
        Effect("predicts", False, "future", "polarity"),
        Effect("wishes", False, "hypothetical", "polarity"),
        Effect("excludes", True, None, "polarity"),
    )
}


@dataclass(frozen=True, slots=True)
class StanceWords:
    """All words that bear on stance; ``lists`` holds plain lists as ``section.key``."""

    governors: Mapping[tuple[str, str, str, bool], Effect]  # lemma, pos, of, passive
    lists: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    cues: Cues

    def governor(self, lemma: str, pos: str, of: str, passive: bool = False) -> Effect | None:
        """The effect of a governor on what it governs, if listed; passive readings first."""
        found = self.governors.get((lemma, pos, of, True)) if passive else None
        return found or self.governors.get((lemma, pos, of, False))

    def has(self, name: str, word: str) -> bool:
        """Whether ``word`` (lower case) is in the list ``section.key``."""
        return word in self.lists[name]


@cache
def load_stance_words() -> StanceWords:
    """The packaged vocabulary, read once; ``ResourceError`` names file and line of a fault."""
    return read_stance_words(packaged("stance.toml"), load_cues(), load_lexicon())


def read_stance_words(source: Vocabulary, cues: Cues, lexicon: Lexicon) -> StanceWords:
    """Check and convert a stance file."""
    governors = _governors(source)
    for section, names in _LISTS.items():
        for name in names:
            if name not in source.data.get(section, {}):
                source.fail(f"[{section}] lacks {name}", f"[{section}]")
    lists = {
        f"{section}.{key}": frozenset(w.lower() for w in source.strings(table, key, f"{key} ="))
        for section, table in source.data.items()
        if isinstance(table, dict)
        for key in table
    }
    lists["hedges"] = cues.words("hedges.adverbs")
    lists["hedge_verbs"] = cues.words("hedges.verbs")
    phrased = {
        "before": lists["negated_by.before"],
        "adverbials": lists["negated_by.adverbials"],
        "openers": lists["conditions.openers"],
        "temporal": lists["conditions.temporal"],
        "nominal": lists["conditions.nominal"],
        "hedges": cues.words("hedges.phrases"),
        "avoidance": lists["avoidance.phrases"],
        "unseen": lists["avoidance.unseen"],
        "contrasts": lists["avoidance.contrasts"],
        "future": lexicon.future.adverbs,
        "future_before": lexicon.future.phrases,
    }
    return StanceWords(
        governors=governors,
        lists=lists,
        phrases={name: index_phrases(found) for name, found in phrased.items()},
        cues=cues,
    )


def index_phrases(phrases: Iterable[str]) -> Phrases:
    """Phrases by their first word, the longest first."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.lower().split())
        out.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in out.items()}


def _governors(source: Vocabulary) -> dict[tuple[str, str, str, bool], Effect]:
    out: dict[tuple[str, str, str, bool], Effect] = {}
    for index, row in enumerate(source.tables("governor")):
        source.known(row, ("effect", "pos", "of", "lemmas", "passive"), "[[governor]]")
        effect, pos = EFFECTS.get(row.get("effect", "")), row.get("pos")
        of = source.strings(row, "of", "of =")
        if effect is None or pos not in _POS or not of or not of <= set(_OF):
            source.fail("a governor needs a known effect, pos and of", "", "governor", index)
        for lemma in source.strings(row, "lemmas", "lemmas ="):
            for kind in of:
                out.setdefault((lemma.lower(), pos, kind, bool(row.get("passive"))), effect)
    return out
