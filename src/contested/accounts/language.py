"""Which language a passage is in; short or doubtful stretches take the account's."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import islice
from typing import Any

from contested.accounts.cues import load_cues

READABLE = frozenset({"en"})
"""ISO 639-1 codes that the encoder was trained to read."""

_LETTERS = 60  # below this many letters a guess between Latin-script languages is noise
_SAMPLE = 20_000  # characters that settle the question
_SURE = 0.97
_PARAGRAPHS = 200  # paragraphs that settle the language of an account
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
}


def account_language(paragraphs: Iterable[str], stated: str | None = None) -> str:
    """ISO 639-1 code of a whole account: what the manifest states, else of most of its letters.

    English when nothing is long enough to tell.
    """
    if stated and (code := stated.strip().lower().replace("_", "-").split("-")[0])[:3].isalpha():
        return _TWO.get(code, code[:2]) if len(code) > 2 else code
    letters: Counter[str] = Counter()
    for text in islice(paragraphs, _PARAGRAPHS):
        letters[language_of(text, "en")] += sum(c.isalpha() for c in text)
    return letters.most_common(1)[0][0] if letters else "en"


_WORD = re.compile(r"[^\W\d_]+")
_TWO = {"english": "en", "eng": "en", "arabic": "ar", "ara": "ar", "russian": "ru", "rus": "ru"}


def language_of(text: str, fallback: str) -> str:
    """ISO 639-1 code of ``text``, or ``fallback`` when it is too short or doubtful to tell."""
    text = text[:_SAMPLE]
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 3:
        return fallback
    script = _script(letters)
    if script == "LATIN" and len(letters) < _LETTERS:
        return fallback if fallback not in _SCRIPTS.values() else "en"
    if script != "LATIN" and len(letters) < _LETTERS:
        return _SCRIPTS.get(script, fallback)
    if script == "LATIN" and _plainly_english(text):
        return "en"
    code, probability = _identifier().classify(text)
    if probability >= _SURE:
        return str(code)
    return fallback if script == "LATIN" else _SCRIPTS.get(script, fallback)


def _plainly_english(text: str) -> bool:
    """Whether words that only English has are so many that no identifier need be asked."""
    cues = load_cues()
    words = _WORD.findall(text.lower())
    return sum(w in cues.english for w in words) * cues.english_one_in >= len(words)


def _script(letters: list[str]) -> str:
    """The script that more than half of the letters (a sample of them) are written in."""
    sample = letters[:: max(1, len(letters) // 400)]
    counts: dict[str, int] = {}
    for letter in sample:
        name = unicodedata.name(letter, "OTHER").split()[0].split("-")[0]
        counts[name] = counts.get(name, 0) + 1
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] * 2 > len(sample) else "LATIN"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (slow to import)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
