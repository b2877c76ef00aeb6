"""Places that head a paragraph ("Togoga. An aircraft bombed the market on 22 June …").

Notes that go from place to place name it once, in front, and then tell what happened there.
A claim of such a paragraph that names no place stands at its head.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from contested.claims.model import Claim, Place
from contested.places import Mention, PlaceContext, PlaceMatch, packaged_gazetteer, resolve_places
from contested.record.accounts_of import AccountText

_WORD = r"(?:[a-z]{1,3}[-’'])?[A-Z][\w'’-]+"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_HEAD = re.compile(
    rf"\n[^\w\n]{{0,4}}(?:\d{{1,2}}[.)] +)?(?P<head>(?!The |A |An ){_NAME}(?:, {_NAME})?"
    r"(?: (?:district|province|airport|hospital|prison|camp|station|city|town|market))?)"
    r"(?:, \d{1,2} [A-Z]\w+(?: \d{4})?)?(?P<mark>[.:]) +(?=\S)"
)
_MANY = 2  # heads that are places from which the account's other heads are taken for such too


def stood(claims: Sequence[Claim], account: AccountText | None) -> dict[str, tuple[Place, ...]]:
    """Claims of one account that name no place → the places at the head of their paragraph."""
    bare = [c for c in claims if not any(names_itself(p) for p in c.places)]
    if account is None or not bare:
        return {}
    near = tuple((p.lat, p.lon) for c in claims for p in c.places if p.lat and p.lon)
    names = tuple(n for n in (account.publisher, account.author) if n)
    heads = [h for h in headings(account.text, near[:8]) if h[1][0].mention not in names]
    starts = [start for start, _ in heads]
    out: dict[str, tuple[Place, ...]] = {}
    for claim in bare:
        at = bisect_right(starts, claim.evidence.start) - 1
        if at >= 0:
            start, places = heads[at]
            if "\n" not in account.text[start : claim.evidence.start]:
                out[claim.id] = places
    return out


def names_itself(place: Place) -> bool:
    """Whether a place is known, or has a name of its own ("the town" has neither)."""
    return place.lat is not None or place.name.lower() != place.name


@lru_cache(maxsize=1024)
def headings(
    text: str, near: tuple[tuple[float, float], ...] = ()
) -> tuple[tuple[int, tuple[Place, ...]], ...]:
    """Where each headed paragraph of a text begins, and its places; ``near`` tells homonyms apart.

    One head that no gazetteer has is a place only where two others are.
    """
    found = [m for m in _HEAD.finditer(text) if not m["head"].isupper()]
    if not found:
        return ()
    mentions = [
        Mention(m.start("head") + p.start(), m.start("head") + p.end(), p.group())
        for m in found
        for p in re.finditer(r"[^,\s][^,]*", m["head"])
    ]
    resolved = resolve_places(text, mentions, packaged_gazetteer(), PlaceContext(near=near))
    known = [_place(m, r.match if r else None) for m, r in zip(mentions, resolved, strict=True)]
    out = []
    many = sum(p.lat is not None for p in known) >= _MANY
    for m in found:
        mine = [p for p in known if m.start("head") <= (p.start or 0) < m.end("head")]
        if any(p.lat is not None for p in mine) or (many and m["mark"] == "."):
            out.append((m.start("head"), tuple(mine)))
    return tuple(out)


def _place(mention: Mention, match: PlaceMatch | None) -> Place:
    return Place(
        mention=mention.text,
        name=match.name if match else mention.text,
        kind=match.kind if match else "unknown",
        role="at",
        lat=match.lat if match else None,
        lon=match.lon if match else None,
        precision_km=match.precision_km if match else None,
        start=mention.start,
        end=mention.end,
        inferred=True,
    )
