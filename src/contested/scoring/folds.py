"""Five folds that keep a sentence on one side everywhere, and the hash that tells seen from new."""

import hashlib

FOLDS = 5


def fold(key: str) -> int:
    """Fold 0–4 of ``key``: the first eight hex digits of its SHA-1, modulo five."""
    return int(hashlib.sha1(key.encode("utf-8")).hexdigest()[:8], 16) % FOLDS


def sentence_key(text: str) -> str:
    """A sentence in lower-case letters and digits only: plover and cameo share sentences."""
    return "".join(c for c in text.lower() if c.isalnum())


def sentence_fold(text: str) -> int:
    """Fold of a plover or cameo sentence."""
    return fold(sentence_key(text))


def training_hash(text: str) -> str:
    """SHA-256 of the normalised sentence, as the model card lists every training text."""
    return hashlib.sha256(sentence_key(text).encode("utf-8")).hexdigest()
