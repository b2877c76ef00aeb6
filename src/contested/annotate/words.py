"""Splitting a sentence into words as Universal Dependencies English (EWT, GUM) does.

Clitics stand apart ("Assad|'s", "do|n't"), hyphenated compounds are split at the hyphen,
abbreviations keep their full stop ("U.S.", "Gen."), numbers keep inner separators ("1,000").
"""

import re

_ABBREVIATIONS = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Sen|Rep|Gov|Pres|St|Jr|Sr|Inc|Ltd"
    r"|Corp|Co|Bros|No|vs|etc|approx|est|dept|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
    r"|Mt|Ft|Ave|Rev|Hon|Supt|Cmdr|Spc|Pvt|Maj\.-Gen|Lt\.-Col|i\.e|e\.g|cf|al|p\.m|a\.m)\."
)
_WORD = re.compile(
    r"""
      https?://[^\s<>"”]+ | www\.[^\s<>"”]+ | pic\.twitter\.com/\w+     # addresses
    | [\w.+-]+@[\w-]+\.\w[\w.-]*                                        # mail
    | [@\#]\w+                                                          # handles and tags
    | (?:[A-Za-z]\.){2,}(?=[^A-Za-z]|$)                                 # U.S. I.S. p.m.
    | \b"""
    + _ABBREVIATIONS
    + r"""(?=\s|$|,)
    | \b[A-Z]\.(?=\s[A-Z])                                              # initials
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|m|km|mm|bn|k|am|pm)?\b          # numbers
    | ’(?:s|S|re|ve|ll|d|m)\b | '(?:s|S|re|ve|ll|d|m)\b                 # clitics
    | \w(?:\w|['’ʼ‘](?=[^\W_])(?!(?:s|S|re|ve|ll|d|m)\b)(?=\w))*      # words, O'Brien, Ala'Azza
    | \.{2,}|…|([-–—=*_~\#$!?])\1+|[^\w\s]
    """,
    re.VERBOSE,
)
_SPLIT = re.compile(
    r"(?i)(?<=[a-z])(?=n['’]t$)|(?<=^can)(?=not$)|(?<=^gon)(?=na$)|(?<=^wan)(?=na$)|(?<=^got)(?=ta$)"
)


def split_words(text: str, offset: int = 0) -> list[tuple[int, int]]:
    """Half-open character offsets of each word of ``text``, shifted by ``offset``."""
    out: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.start() + offset, match.end() + offset
        inner = _SPLIT.search(match.group())
        if inner:
            out.append((start, start + inner.start()))
            start += inner.start()
        out.append((start, end))
    return out
