"""Splitting a passage into sentences without breaking at abbreviations, initials or quotes."""

import re

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Sen|Rep|Gov|Pres|St|Jr|Sr|No|vs"
    r"|Mt|Ft|Rev|Hon|Supt|Cmdr|Spc|Pvt|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|approx|cf"
    r"|e\.g|i\.e|al|Co|Art|Fig|pp|Op)|\b[A-Za-z](?:\.[A-Za-z])*)\.$"
)
_STARTER = re.compile(  # words that open a sentence even after "U.S." or "p.m."
    r"[\"“‘'(\[]*(?:The|A|An|In|On|At|It|He|She|They|We|But|And|However|Meanwhile|This|That|These|Those"
    r"|His|Her|Its|Their|There|When|While|After|Before|As|If|For|From|By|With|Some|Many|Then|Now"
    r"|Earlier|Since|Moscow|Perhaps|Although|Despite|I)\b"
)
_END = re.compile(r"(?:[.!?…]+|[.!?…]*[.!?][\"'”’»)\]]+|\.{3,}[\"'”’»)\]]*)(?=\s)|\n\s*\n|\n")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Adm|Sen|Rep|Gov|Pres|St|No|Rev|Hon|Cmdr)\.$"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open character offsets of the sentences of ``text``, without outer white space.

    A break needs end punctuation, white space and a likely opening; line breaks always break.
    """
    out: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if "\n" not in match.group() and not _breaks(text, start, match):
            continue
        _append(out, text, start, match.start() if "\n" in match.group() else match.end())
        start = match.end()
    _append(out, text, start, len(text))
    return out


def _append(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        out.append((start, end))


def _breaks(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the punctuation at ``match`` ends a sentence."""
    after = text[match.end() : match.end() + 40].lstrip()
    if not after:
        return True
    opener = after.lstrip("\"“‘'([«—–-")
    if not opener or not (opener[0].isupper() or opener[0].isdigit() or opener[0] in "@#"):
        return False
    before = text[start : match.end()].rstrip("\"'”’»)]")
    if match.group().startswith("…") or before.endswith("..."):
        return opener[0].isupper()
    if not _ABBREVIATION.search(before):
        return True
    return not _TITLE.search(before) and bool(_STARTER.match(after))
