"""Passages of one voice each from extracted text: the stages in their order."""

from dataclasses import replace

from contested.accounts.blocks import Extracted
from contested.accounts.boilerplate import mark_boilerplate
from contested.accounts.cues import Cues, load_cues
from contested.accounts.embeds import mark_embeds
from contested.accounts.excerpts import mark_excerpts
from contested.accounts.joins import join_broken
from contested.accounts.language import READABLE, language_of
from contested.accounts.model import Appearance, Passage
from contested.accounts.own import Own
from contested.accounts.pieces import Piece, piece_of
from contested.accounts.titles import mark_headings, mark_titles
from contested.accounts.turns import mark_turns
from contested.ids import passage_id


def split_passages(
    extracted: Extracted, account: str, appearance: Appearance, language: str
) -> tuple[Passage, ...]:
    """Passages in text order, without overlap; between them stands only space or line markup.

    ``account`` is the account's id, ``language`` its ISO 639-1 code, which short passages take.
    """
    pieces = mark_pieces(extracted, appearance, load_cues())
    return tuple(_passage(piece, extracted.text, account, language) for piece in pieces)


def mark_pieces(extracted: Extracted, appearance: Appearance, cues: Cues) -> list[Piece]:
    """The stages: posts, page furniture, titles, turns, excerpts, headings, block quotes."""
    text = extracted.text
    known_as = replace(appearance, title=appearance.title or extracted.page.title)
    own = Own(appearance.publisher, appearance.author)
    pieces = [piece_of(block) for block in extracted.blocks]
    pieces = mark_embeds(text, pieces, cues)
    pieces = mark_boilerplate(text, pieces, cues)
    pieces = join_broken(text, pieces, cues)
    pieces = mark_titles(text, pieces, known_as, cues)
    pieces = mark_turns(text, pieces, own, cues)
    pieces = mark_excerpts(text, pieces, own, cues)
    pieces = mark_headings(text, pieces, cues)
    return [p.as_kind("quote") if p.kind == "body" and p.mark == "quote" else p for p in pieces]


def _passage(piece: Piece, text: str, account: str, language: str) -> Passage:
    found = language_of(text[piece.start : piece.end], language)
    voice = piece.voice
    return Passage(
        id=passage_id(account, piece.start, piece.end),
        kind=piece.kind,
        start=piece.start,
        end=piece.end,
        voice=voice.mention if voice else None,
        voice_start=voice.start if voice else None,
        voice_end=voice.end if voice else None,
        voice_kind=voice.kind if voice else None,
        cue=voice.cue if voice else None,
        outer=piece.outer,
        date=piece.date,
        language=found,
        readable=found in READABLE,
    )
