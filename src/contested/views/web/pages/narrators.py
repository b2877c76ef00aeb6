"""Everybody on whose word something rests."""

from typing import Any

from contested.store.rows import fold
from contested.views.web.pages.paging import part
from contested.views.web.reading import Look
from contested.views.web.voices import voices


def narrators(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Narrators and origins, those who tell of most incidents first."""
    wanted = fold(asked.get("name", "")).rstrip()
    found, pages = part([v for v in voices(look) if wanted in fold(v[0])], asked)
    return {"title": "Narrators and origins", "rows": found, **pages}
