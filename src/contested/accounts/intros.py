"""The words that introduce a piece of another outlet, in the forms that pages use."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from contested.accounts.cues import NAME, Cues, fold
from contested.accounts.lines import words
from contested.accounts.model import Voice
from contested.accounts.pieces import Piece

Form = Literal["lead", "tail", "sentence", "source", "headline", "dateline"]


@dataclass(frozen=True, slots=True)
class Intro:
    """An introduction: its offsets, who is quoted, and in which form.

    ``own_words`` is False when the introducing sentence is the account's and stays in the body.
    """

    form: Form
    start: int
    end: int
    voice: Voice
    own_words: bool = True
    outer: tuple[Voice, ...] = ()  # the outlet of an author named with it


_DATELINE = re.compile(r"[^()]*\((?P<name>[A-Z][\w ./&-]{1,40})\)\s*[—–-]{1,2}$")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?…”\"]))\s*(?P<last>[^.!?…]+):$")
_LEAD = r"(?:(?:As|From|Per|Via|In|And|But|Now|Here|Also|Then)\s+)?"
_CLOSING = 300  # characters at the end of a paragraph in which an introduction is looked for
QUOTE_MARKS = ("“", '"', "‘", "«")


def find_intro(text: str, pieces: list[Piece], index: int, cues: Cues) -> Intro | None:
    """The introduction in one piece, or None. ``pieces[index + 1]`` decides doubtful forms."""
    piece = pieces[index]
    line = text[piece.start : piece.end]
    if piece.kind == "byline":
        return _source(line, piece, cues) or _dateline(line, piece)
    if piece.kind not in ("body", "title", "excerpt"):
        return None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    source = _source(line, piece, cues)
    if source or piece.kind == "title":
        return source
    return _lead(line, piece, cues) or _closing(line, piece, after, cues)


def _closing(line: str, piece: Piece, after: Piece | None, cues: Cues) -> Intro | None:
    """The forms that end a paragraph in a colon; something quotable must follow."""
    if not line.endswith(":") or after is None:
        return None
    if after.kind not in ("body", "quote", "title") and after.mark != "quote":
        return None
    return (
        _headline(line, piece, cues)
        or _tail(line, piece, after, cues)
        or _last_sentence(line, piece, after, cues)
    )


def is_outlet(name: str, cues: Cues) -> bool:
    """Whether a name holds a word that outlets have in theirs."""
    found = [word.strip(".,").removesuffix("’s").removesuffix("'s") for word in name.split()]
    pairs = {f"{a} {b}" for a, b in pairwise(found)}
    return not cues.outlet_words.isdisjoint({*found, *pairs})


@cache
def _verbs(verbs: tuple[str, ...]) -> str:
    return "|".join(re.escape(verb) for verb in sorted(verbs, key=len, reverse=True))


def _voice(match: re.Match[str], piece: Piece, kind: str, cue: str | None) -> Voice:
    start, end = match.span("name")
    return Voice(match["name"], piece.start + start, piece.start + end, kind, cue)


def _lead(line: str, piece: Piece, cues: Cues) -> Intro | None:
    """ "The Courier reports: …" at the start of a paragraph."""
    pattern = rf"{_LEAD}(?:[Tt]he\s+)?{NAME}\s+(?P<cue>{_verbs(cues.report_verbs)})\s*:(?=\s|$)"
    match = re.match(pattern, line)
    if match is None:
        return None
    named = line[: match.start("name")].lower()
    outlet = is_outlet(match["name"], cues) or named.endswith("the ")
    quoted = line[match.end() :].lstrip().startswith(QUOTE_MARKS)
    if not outlet and (quoted or match["cue"] not in ("reports", "reported", "writes", "wrote")):
        return None
    voice = _named(line, match, piece, "outlet" if outlet else "person")
    voice, outer = _author(voice, cues)
    return Intro("lead", piece.start, piece.start + match.end(), voice, outer=outer)


def _named(line: str, match: re.Match[str], piece: Piece, kind: str) -> Voice:
    """The voice with its article ("The Courier"), as the account names it."""
    start, end = match.span("name")
    if line[match.start() : start].lower().endswith("the "):
        start -= 4
    return Voice(line[start:end], piece.start + start, piece.start + end, kind, _cue(match))


def _author(voice: Voice, cues: Cues) -> tuple[Voice, tuple[Voice, ...]]:
    """ "The Courier’s Ann Lee" as Ann Lee with the Courier around her; other voices unchanged."""
    match = re.fullmatch(r"(?P<outlet>.+?)[’']s\s+(?P<name>(?:[A-Z][\w.-]*\s*)+)", voice.mention)
    if match is None or not is_outlet(match["outlet"], cues):
        return voice, ()
    end = voice.start + match.end("outlet")
    outlet = Voice(match["outlet"], voice.start, end, "outlet")
    start = voice.start + match.start("name")
    return Voice(match["name"], start, voice.end, "person", voice.cue), (outlet,)


def _cue(match: re.Match[str]) -> str | None:
    return match.groupdict().get("cue")


def _tail(line: str, piece: Piece, after: Piece, cues: Cues) -> Intro | None:
    """ "… of its own. Al Courier:" at the end of a paragraph, or alone before a quoted piece."""
    verbs = _verbs((*cues.report_verbs, *cues.speech_verbs))
    pattern = rf"(?:^|(?<=[.!?…”\")\]]\s)){_LEAD}(?:[Tt]he\s+)?{NAME}(?:\s+(?P<cue>{verbs}))?\s*:$"
    match = re.compile(pattern).search(line, max(0, len(line) - _CLOSING))
    if match is None or fold(match["name"]) in cues.not_speakers:
        return None
    alone, outlet = match.start() == 0, is_outlet(match["name"], cues)
    speech = match["cue"] in cues.speech_verbs
    if not outlet and (speech or (alone and after.mark != "quote")):
        return None
    voice, outer = _author(_named(line, match, piece, "outlet"), cues)
    return Intro("tail", piece.start + match.start(), piece.end, voice, outer=outer)


def _headline(line: str, piece: Piece, cues: Cues) -> Intro | None:
    """ "Rebels gain ground — Al Courier:"; the headline is the outlet's too."""
    match = re.fullmatch(rf"(?P<title>.+?)\s+(?P<dash>[—–-]\s+(?:[Tt]he\s+)?{NAME}\s*:)", line)
    if match is None or not is_outlet(match["name"], cues) or len(words(match["title"])) > 20:
        return None
    voice = _voice(match, piece, "outlet", None)
    return Intro("headline", piece.start + match.start("dash"), piece.end, voice)


def _last_sentence(line: str, piece: Piece, after: Piece, cues: Cues) -> Intro | None:
    """ "Here is how the Daily Courier tells it:"; the sentence itself is the account's.

    The outlet's name must come last, or before a verb of reporting, unless a block quote follows.
    """
    sentence = _SENTENCE.search(line, max(0, len(line) - _CLOSING))
    if sentence is None or len(words(sentence["last"])) > 25:
        return None
    verbs = _verbs((*cues.report_verbs, *cues.speech_verbs))
    close = "" if after.mark == "quote" else rf"(?:[’']s\b[^:]*|\s+(?:{verbs})\b[^:]*)?$"
    for match in re.finditer(rf"(?:(?<=\W)|^){NAME}{close}", sentence["last"]):
        if is_outlet(match["name"], cues):
            start = piece.start + sentence.start("last") + match.start("name")
            name = match["name"].removesuffix("’s").removesuffix("'s")
            voice = Voice(name, start, start + len(name), "outlet")
            return Intro("sentence", piece.end, piece.end, voice, own_words=False)
    return None


def _source(line: str, piece: Piece, cues: Cues) -> Intro | None:
    match = source_line(line, cues)
    if match is None:
        return None
    return Intro("source", piece.start, piece.end, _voice(match, piece, "outlet", match["cue"]))


def source_line(line: str, cues: Cues) -> re.Match[str] | None:
    """ "Source: The Courier – by A. Writer (Title of the piece)", a line of its own."""
    pattern = (
        rf"(?P<cue>{_verbs(cues.source_labels)})\s*:\s*(?P<name>[^\s:][^:|()\n]{{1,60}}?)"
        r"(?:\s*(?:[,|]|\s[–—-])\s*(?:by\s+)?[^()\n]{2,60})?(?:\s*\(.{2,200}\))?\s*\.?"
    )
    match = re.fullmatch(pattern, line, re.IGNORECASE)
    if match is None or len(words(match["name"])) > 7 or "http" in match["name"].lower():
        return None
    return match


def _dateline(line: str, piece: Piece) -> Intro | None:
    """ "BEIRUT (Agency) —": the agency wrote what another outlet prints."""
    match = _DATELINE.fullmatch(line)
    if match is None:
        return None
    return Intro("dateline", piece.start, piece.end, _voice(match, piece, "outlet", None))
