"""Transcript turns: who speaks is named before a colon, again and again."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from contested.accounts.cues import NAME, Cues, fold
from contested.accounts.model import Voice
from contested.accounts.own import Own
from contested.accounts.pieces import Piece, trimmed

_WORD = r"(?:[A-Z][\w.'’-]*|\([^)\n]{1,40}\))"
_SMALL = r"(?:(?:of|the|de|al|bin|ibn|van|von)[ \t]+)?"
_LABEL = rf"(?P<label>{_WORD}(?:[ \t]+{_SMALL}{_WORD}){{0,5}})\s*:(?=\s+\S)"
_OPEN = re.compile(rf"[\"“]?{_LABEL}")
_INSIDE = re.compile(rf"(?<=[.!?…”\"–—-])\s+{_LABEL}")
_SAYS = re.compile(r"[^\n]*[a-z]")
_ABOVE = 3  # how many pieces above the first turn may name the programme


@dataclass(frozen=True, slots=True)
class _Label:
    start: int  # of the label, or of the quotation mark before it
    end: int  # after the colon
    name: str
    at: int  # where the name begins


def mark_turns(text: str, pieces: list[Piece], own: Own, cues: Cues) -> list[Piece]:
    """Each turn as a ``turn`` with its speaker, its label as a byline.

    Lines without a label between turns go on with the turn when the account is a transcript, and
    are the account's own otherwise. The programme named above the first turn becomes ``outer``.
    """
    labels = {i: _labels(text, piece, cues) for i, piece in enumerate(pieces)}
    _drop_headline(labels)
    if not _is_dialogue(text, [label for found in labels.values() for label in found]):
        return pieces
    spoken = [i for i, found in labels.items() if found]
    silent = [i for i, p in enumerate(pieces) if p.kind == "body" and not labels[i]]
    within = [i for i in silent if spoken[0] < i < spoken[-1]]
    transcript = len(spoken) > len(silent)
    out: list[Piece] = []
    outer = _titled(text, pieces, own, cues) if transcript else ()
    speaker: Voice | None = None
    for index, piece in enumerate(pieces):
        if labels[index]:
            if index - 1 not in labels or not _spoken_just_before(out):
                outer = _programme(text, out, cues) or outer
            out.extend(_turns(text, piece, labels[index], outer))
            speaker = out[-1].voice
        elif transcript and index in within and speaker:
            out.append(replace(piece, kind="turn", voice=speaker, outer=outer))
        else:
            out.append(piece)
    return out


def _labels(text: str, piece: Piece, cues: Cues) -> list[_Label]:
    if piece.kind != "body" or piece.mark in ("title", "heading", "item"):
        return []
    found = []
    if (first := _OPEN.match(text, piece.start, piece.end)) and _is_speaker(first["label"], cues):
        found.append(_label(first, piece.start))
    for match in _INSIDE.finditer(text, piece.start, piece.end):
        if match["label"].isupper() and _is_speaker(match["label"], cues):
            found.append(_label(match, match.start("label")))
    return found if first and found else []


def _label(match: re.Match[str], start: int) -> _Label:
    return _Label(start, match.end(), match["label"], match.start("label"))


def _is_speaker(label: str, cues: Cues) -> bool:
    return fold(label) not in cues.not_speakers and len(label) <= 60


def _drop_headline(labels: dict[int, list[_Label]]) -> None:
    """A headline "Omar: ‘We won’" above a transcript opens with a name too, but stands alone."""
    spoken = [index for index, found in labels.items() if found]
    if len(spoken) < 3 or spoken[1] == spoken[0] + 1 or len(labels[spoken[0]]) > 1:
        return
    name = labels[spoken[0]][0].name
    if not name.isupper() and all(name != x.name for i in spoken[1:] for x in labels[i]):
        labels[spoken[0]] = []


def _is_dialogue(text: str, labels: list[_Label]) -> bool:
    """Speakers come back, or several are set in capitals; and they say words, not numbers."""
    spoken = sum(_SAYS.match(text, label.end) is not None for label in labels)
    if spoken * 2 <= len(labels):
        return False
    counts = Counter(label.name for label in labels)
    capitals = [name for name in counts if name.isupper()]
    again = sum(count for count in counts.values() if count > 1)
    return (len(counts) > 1 and again >= 2 and len(labels) >= 3) or len(capitals) > 1


def _spoken_just_before(out: list[Piece]) -> bool:
    last = next((p for p in reversed(out) if p.kind not in ("boilerplate", "byline")), None)
    return last is not None and last.kind == "turn"


def _turns(text: str, piece: Piece, labels: list[_Label], outer: tuple[Voice, ...]) -> list[Piece]:
    out: list[Piece] = []
    ends = [*(label.start for label in labels[1:]), piece.end]
    for label, until in zip(labels, ends, strict=True):
        voice = Voice(label.name, label.at, label.at + len(label.name), "person")
        out.append(replace(piece, kind="byline", start=label.start, end=label.end))
        start, end = trimmed(text, label.end, until)
        if start < end:
            turn = replace(piece, kind="turn", start=start, end=end, voice=voice, outer=outer)
            out.append(turn)
    return out


def _programme(text: str, before: list[Piece], cues: Cues) -> tuple[Voice, ...]:
    """The programme that the pieces above name, nearest first."""
    above = [p for p in before if p.kind in ("body", "title", "quote", "excerpt")]
    for piece in [*reversed(above[-_ABOVE:]), *above[:1]]:
        line = text[piece.start : piece.end]
        names = [m for pattern in cues.programmes for m in pattern.finditer(line)]
        if names:
            last = max(names, key=lambda match: match.start("name"))
            name = unglued(last["name"], text).rstrip(".,;:")
            start = piece.start + last.start("name")
            return (Voice(name, start, start + len(name), "outlet"),)
    return ()


_TITLED = re.compile(rf"(?P<name>(?:The\s+)?{NAME.replace('<name>', '<rest>')})\s*(?::|\s[–—|-])\s")


def _titled(text: str, pieces: list[Piece], own: Own, cues: Cues) -> tuple[Voice, ...]:
    """The programme that a transcript's title opens with ("Night Talk: a colonel speaks")."""
    title = next((p for p in pieces if p.kind == "title"), None)
    if title is None:
        return ()
    line = text[title.start : title.end]
    match = _TITLED.match(line)
    if match is None or fold(match["name"]) in cues.not_speakers or own.includes(match["name"]):
        return ()
    speaks = re.search(rf"^.{{0,40}}\b{re.escape(match['name'])}\s*:", text[title.end :], re.M)
    if speaks or len(match["name"].split()) < 2:
        return ()
    start = title.start + match.start("name")
    return (Voice(match["name"], start, start + len(match["name"]), "outlet"),)


def unglued(name: str, text: str) -> str:
    """A name cut where a page lost the space before the next one ("Two NightsSmith")."""
    for match in re.finditer(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})", name):
        tail = name[match.start() :].split(maxsplit=1)[0]
        if re.search(rf"(?<!\w){re.escape(tail)}\b", text):
            return name[: match.start()]
    return name
