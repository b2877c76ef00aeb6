"""The voice that a page was asked for goes on into every link and form of that page."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from contested.views.web.reading import Look
from contested.views.web.voices import NAME, Listed, voices

MOST = 40  # voices to choose from on every page; one page has them all
ALIKE = ("/judgements", "/building", "/study", "/whatif", "/voices", "/claim/{id}/edit")
# Text of accounts is escaped, so that a quotation mark only ever ends an attribute.
_LINK = re.compile(r'( href="/[^"#]*)(#[^"]*)?"')
_FORM = re.compile(r"<form\b(?![^>]*(?:method=|class=\"filters voice\"))[^>]*>")


def voice_frame(look: Look, path: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the choice of a voice needs: the voice, some to choose from, and the way back to all."""
    # Where no build left them, no page waits for them that can do without.
    known = bool(look.voice) or not look.build or look.ready("voices")
    every = voices(look) if known else []
    label = look.voice.label if look.voice else ""
    some: Sequence[Listed] = every[:MOST]
    if label and all(label != v for v, _, _ in some):
        some = [*some, next(v for v in every if v[0] == label)]
    rest = {k: v for k, v in asked.items() if k not in (NAME, "id", "from")}
    return {
        "voice": label,
        "voices": some,
        "voices_known": known,
        "more_voices": f"all {len(every):,} narrators" if len(every) > MOST else "",
        "everybody": f"?{urlencode(rest)}",
        "alike": path in ALIKE,
    }


def kept_on(html: str, label: str) -> str:
    """``html`` with the voice in every address of this app, and in every form that asks."""
    word = f"{NAME}={quote(label, safe='')}"
    hidden = f'<input type="hidden" name="{NAME}" value="{escape(label)}">'

    def link(found: re.Match[str]) -> str:
        address, place = found[1], found[2] or ""
        if f"{NAME}=" in address:
            return found[0]
        return f'{address}{"&amp;" if "?" in address else "?"}{word}{place}"'

    return _FORM.sub(lambda m: m[0] + hidden, _LINK.sub(link, html))
