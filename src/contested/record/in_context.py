"""The sketches of claims as the claims around them make them: where one stands that names no place,
which words are common, how crowded a place and day are."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from contested.claims.model import Claim, Place
from contested.record.accounts_of import AccountText
from contested.record.headings import stood
from contested.record.sides import Sides
from contested.record.sketch import Sketch, sketch
from contested.record.whereabouts import lie_where_told, named_in_passing

_COMMON = 12  # claims that may share a word before it counts as common
_GROUND = ("hold", "ground")  # families whose place is what they are about
_REACH = 220  # characters that a claim may lean back over
_STOPS = re.compile(r"[.!?](?=\s)|\n")


def read_sketches(
    claims: Sequence[Claim], accounts: Mapping[str, AccountText], sides: Sides
) -> list[Sketch]:
    """The sketches of ``claims``, in their order.

    A claim that names no place stands at the head of its paragraph ("Togoga. A jet bombed …"), else
    where the claim it goes on from does: the one before it in the same sentence, or, when it leans
    on it ("razed it"), in the sentence before.
    """
    standing = _headed(claims, accounts)
    drawn = [sketch(c, accounts.get(c.account), sides) for c in standing]
    out = _weighed(lie_where_told(drawn, standing))
    order = sorted(range(len(out)), key=lambda i: (out[i].account, out[i].start, out[i].end))
    _take_up(out, order)
    last: dict[tuple[str, str], Sketch] = {}  # the latest placed one of an account and family
    for at in order:
        now = out[at]
        before = last.get((now.account, now.family))
        account = accounts.get(now.account)
        if before and account and _goes_on(before, now, account.text):
            now = out[at] = _standing_with(now, before)
        if now.placed:
            last[now.account, now.family] = now
    return out


def _take_up(sketches: list[Sketch], order: Sequence[int]) -> None:
    """Give claims whose targets are pronouns what the claim before them hit: "Outlaws murdered
    him", told after who is said not to have killed the governor."""
    before: Sketch | None = None
    for at in order:
        now = sketches[at]
        if before and now.takes_up and before.account == now.account and not now.people:
            near = now.start - before.end <= _REACH and before.family == now.family
            if near and not now.agents & before.targets:
                now = sketches[at] = replace(
                    now,
                    people=before.people,
                    targets=now.targets | before.targets,
                    target_sides=now.target_sides | before.target_sides,
                    things=now.things | before.things,
                    works=now.works | before.works,
                    folk=now.folk | before.folk,
                )
        before = now


def _headed(claims: Sequence[Claim], accounts: Mapping[str, AccountText]) -> list[Claim]:
    """The claims, with the place at the head of their paragraph where they name none."""
    by_account: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_account[claim.account].append(claim)
    heads: dict[str, tuple[Place, ...]] = {}
    for account, told in by_account.items():
        heads |= stood(told, accounts.get(account))
    heads = named_in_passing(claims, accounts) | heads
    return [replace(c, places=c.places + heads[c.id]) if c.id in heads else c for c in claims]


def _weighed(sketches: list[Sketch]) -> list[Sketch]:
    """Words that many claims share say little and are left out; ``crowd`` counts those that share
    place, day and family: the more there are, the less it says to share them."""
    often = Counter(w for s in sketches for w in s.words)
    most = max(_COMMON, len(sketches) // 100)
    common = {w for w, n in often.items() if n > most}
    at = Counter(key for s in sketches for key in _where_when(s))
    return [_less(s, common, max((at[k] for k in _where_when(s)), default=1)) for s in sketches]


def _less(s: Sketch, common: set[str], crowd: int) -> Sketch:
    if crowd == 1 and s.words.isdisjoint(common):
        return s
    return replace(s, words=s.words - common, crowd=crowd)


def _where_when(s: Sketch) -> list[tuple[str, str, int | None]]:
    return [(s.family, name, s.first) for name in s.names]


def _goes_on(before: Sketch, now: Sketch, text: str) -> bool:
    if now.placed or now.apart or now.start - before.end > _REACH:
        return False
    if now.family in _GROUND and (now.works or now.extent > 1):  # "the side valleys": other ground
        return False
    if now.campaign != before.campaign:  # "… it attacks only them" is not of that one day
        return False
    between = text[before.end : max(before.end, now.start)]
    if not _STOPS.search(between):
        return True
    if now.people and before.targets and not now.people & before.targets:
        return False  # another one's death
    if now.leans:
        return True
    agree = not now.agents or not before.agents or bool(now.agent_sides & before.agent_sides)
    return agree and "\n" not in between and not (now.stated and now.first != before.first)


def _standing_with(now: Sketch, before: Sketch) -> Sketch:
    """``now`` at the place of ``before``, and on its day when words give none."""
    moved = replace(
        now, spots=before.spots, names=before.names, around=before.around, borrowed=True
    )
    if now.stated or not before.stated:
        return moved
    return replace(moved, first=before.first, last=before.last, stated=True)
