"""Word lists of ``resources/discourse.toml``: what refers back, what owns, what controls."""

from collections.abc import Mapping
from functools import cache

from contested.claims.vocabulary import packaged


def words_of(name: str) -> frozenset[str]:
    """The list ``name``; KeyError when the file has none of that name."""
    return _lists()[name]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    source = packaged("discourse.toml")
    table = source.data.get("words", {})
    return {name: source.strings(table, name, f"{name} =") for name in table}
