"""Bring actor ids that annotators guessed blind into line with the registry.

    python quality/align_ids.py

Rewrites ``quality/gold/*/*.gold`` and ``quality/demo_gold/*.gold``: ids listed in
``gold/renamed.toml`` get the registry's id, ids that the registry lacks become ``?``. Nothing else
changes: no span, act or role. Run ``build_demo_gold.py`` afterwards.
"""

import re
import tomllib
from pathlib import Path

from contested.claims.registry import Registry, load_registry

HERE = Path(__file__).parent
_ROLE = re.compile(r"^([at] .* = )([a-z][a-z0-9-]*)(?:/([a-z][a-z0-9-]*))?((?:,.*)?)$")
_LINK = re.compile(r"^(c\+* .* = \w+ )([a-z][a-z0-9-]*)((?:,.*)?)$")


def aligned(line: str, renamed: dict[str, str], registry: Registry) -> str:
    """One line of a .gold file with its ids as the registry has them."""

    def known(name: str) -> str:
        name = renamed.get(name, name)
        return name if registry.get(name) else "?"

    if role := _ROLE.match(line):
        actor, party = known(role[2]), known(role[3]) if role[3] else None
        if role[2].startswith("?") or (actor == "?" and party == "?"):
            party = None
        return f"{role[1]}{actor}{f'/{party}' if party else ''}{role[4]}"
    if link := _LINK.match(line):
        actor = known(link[2])
        return f"{link[1].rstrip()}{'' if actor == '?' else ' ' + actor}{link[3]}"
    return line


def main() -> None:
    """Rewrite every file and say how many lines changed."""
    renamed = tomllib.loads((HERE / "gold/renamed.toml").read_text("utf-8"))["ids"]
    registry = load_registry()
    changed = 0
    for path in sorted([*HERE.glob("gold/*/*.gold"), *HERE.glob("demo_gold/*.gold")]):
        old = path.read_text("utf-8").split("\n")
        new = [aligned(line, renamed, registry) for line in old]
        changed += sum(a != b for a, b in zip(old, new, strict=True))
        if new != old:
            path.write_text("\n".join(new), "utf-8")
    print(f"{changed} lines changed")


if __name__ == "__main__":
    main()
