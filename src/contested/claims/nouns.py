"""Word lists of ``discourse.toml`` and ``referents.toml``: what refers back, owns, controls."""

from collections.abc import Mapping
from functools import cache

from contested.claims.vocabulary import packaged

_FILES = ("discourse.toml", "referents.toml")


def words_of(name: str) -> frozenset[str]:
    """The list ``name``; KeyError when neither file has one of that name."""
    return _lists()[name]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for file in _FILES:
        source = packaged(file)
        table = source.data.get("words", {})
        for name in table:
            if name in out:
                source.fail(f"{name} stands in another file too", f"{name} =")
            out[name] = source.strings(table, name, f"{name} =")
    return out
