"""Lemmas by part of speech (lemminflect's tables), each word form looked up once."""

from functools import lru_cache

import lemminflect

_AUXILIARY = {
    "'s": "be", "’s": "be", "'re": "be", "’re": "be", "'m": "be", "’m": "be", "is": "be",
    "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "am": "be", "be": "be",
    "'ve": "have", "’ve": "have", "has": "have", "had": "have", "have": "have", "having": "have",
    "'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would",
    "does": "do", "did": "do", "do": "do", "done": "do", "sha": "shall",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def lemma(word: str, upos: str) -> str:
    """The dictionary form of ``word``, lower case except for names."""
    low = word.lower()
    if upos == "AUX":
        return _AUXILIARY.get(low, low)
    if upos in ("PROPN", "X", "SYM", "PUNCT"):
        return word
    if upos in ("VERB", "NOUN"):
        found = lemminflect.getLemma(low, upos)
        return str(found[0]).lower() if found else low
    return low
