"""On how many independent sources the claims of an incident rest, and how each travelled.

The origin of a claim is the last identifiable link of its chain, else the account itself. A claim
whose words were taken from another account, or which names another account as its source, goes
back to what that account goes back to. Unnamed sources count together as one origin.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from contested.claims.model import Claim, Link
from contested.claims.registry import Registry
from contested.record.accounts_of import AccountText
from contested.record.model import Origin
from contested.record.sides import Sides
from contested.record.sketch import head_noun, stem
from contested.record.speakers import UNNAMED, Speaker, Speakers

_MOST_STEPS = 8
_MOST_HELD = 20  # claims of one voice that are followed further back
_ORGANS = ("state", "government", "military", "person")
_OURS = ("our ", "we", "us", "my ")


@dataclass(frozen=True, slots=True)
class Trace:
    """One way back from a claim: who it goes back to, the path (origin first), and why."""

    claim: str
    speaker: Speaker
    path: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Ways:
    """What tracing needs beside the claims of an incident.

    ``copied`` maps a claim to the earlier claim whose words it repeats.
    """

    speakers: Speakers
    accounts: Mapping[str, AccountText]
    copied: Mapping[str, str]
    sides: Sides


@dataclass(frozen=True, slots=True)
class _Told:
    """The claims of one incident by id, by account and by the voice of their account."""

    ids: Mapping[str, Claim]
    accounts: Mapping[str, Sequence[Claim]]
    voices: Mapping[str, Sequence[Claim]]


def find_origins(claims: Sequence[Claim], ways: Ways) -> tuple[Origin, ...]:
    """The origins of one incident's claims, those with most claims first, then earliest first."""
    accounts: dict[str, list[Claim]] = {}
    voices: dict[str, list[Claim]] = {}
    for claim in claims:
        accounts.setdefault(claim.account, []).append(claim)
        voices.setdefault(ways.speakers.own[claim.account].key, []).append(claim)
    told = _Told({c.id: c for c in claims}, accounts, voices)
    traces = [t for c in claims for t in _follow(c, told, ways, ())]
    return _as_origins(_join_unnamed(_join_spokesmen(traces, ways)), claims, ways)


def _follow(claim: Claim, told: _Told, ways: Ways, seen: tuple[str, ...]) -> list[Trace]:
    """Every way back from a claim; co-sources are ways of their own."""
    me = ways.speakers.own[claim.account]
    links = _beyond_programme(claim, ways.speakers)
    found = [(k, ways.speakers.of(claim, k)) for k in deepest_of(links)]
    if any(speaker.key != UNNAMED for _, speaker in found):  # beside somebody, nobody adds nothing
        found = [(k, speaker) for k, speaker in found if speaker.key != UNNAMED]
    seen = (*seen, claim.id)
    unnamed = found and all(speaker.key == UNNAMED for _, speaker in found)
    if unnamed and (body := _titled(claim, told, ways, seen)):  # "…, volunteers say"
        return body
    if not found:
        return _own_voice(claim, told, ways, seen)
    out = []
    for link, speaker in found:
        way = _way(claim, links, speaker, ways)
        back = _relayed(claim, speaker, told, ways, seen) if speaker.key != me.key else []
        for t in back:
            why = f"{me.name} relays {speaker.name}: {t.why}"
            out.append(Trace(claim.id, t.speaker, (*t.path, *way[1:]), why))
        if not back:
            why = speaker.why or f"last link of the chain: {link.mention}"
            out.append(Trace(claim.id, speaker, way, why))
    return out


def _beyond_programme(claim: Claim, speakers: Speakers) -> list[Link]:
    """The links below a presenter: he and the programme above him are the account's own voice."""
    own = [k.depth for k in claim.chain if speakers.is_programme(claim, k)]
    return [k for k in claim.chain if not own or k.depth > max(own)]


def deepest_of(links: Sequence[Link]) -> list[Link]:
    """The links of greatest depth, co-sources all."""
    depth = max((k.depth for k in links), default=0)
    return [k for k in links if k.depth == depth]


def _way(claim: Claim, links: Sequence[Link], speaker: Speaker, ways: Ways) -> tuple[str, ...]:
    """Names from the origin to the account."""
    outer = sorted((k for k in links if k not in deepest_of(links)), key=lambda k: -k.depth)
    between = (ways.speakers.of(claim, k).name for k in outer)
    names = (speaker.name, *between, ways.speakers.own[claim.account].name)
    return tuple(dict.fromkeys(names))


def _own_voice(claim: Claim, told: _Told, ways: Ways, seen: tuple[str, ...]) -> list[Trace]:
    """Back from a claim that its account makes itself: copied, a title, or its own."""
    me = ways.speakers.own[claim.account]
    source = told.ids.get(ways.copied.get(claim.id, ""))
    if source is not None and source.id not in seen and len(seen) < _MOST_STEPS:
        why = f"words taken from {ways.speakers.own[source.account].name}"
        back = _follow(source, told, ways, seen)
        return [Trace(claim.id, t.speaker, (*t.path, me.name), why) for t in back]
    if back := _titled(claim, told, ways, seen):
        return back
    spoken = [k.mention for k in claim.chain]  # a presenter is the programme's own voice
    path = tuple(dict.fromkeys((*spoken[-1:], me.name)))
    return [Trace(claim.id, me, path, f"{me.name} says so itself")]


def _titled(claim: Claim, told: _Told, ways: Ways, seen: tuple[str, ...]) -> list[Trace]:
    """Back from a title, which says in short what the body under it says."""
    if claim.passage.kind != "title":
        return []
    body = [c for c in told.accounts[claim.account] if c.passage.kind != "title"]
    back = [t for c in body[:_MOST_HELD] for t in _follow(c, told, ways, (*seen, c.id))]
    return [replace(t, claim=claim.id, why="a title says what the body says") for t in back]


def _relayed(
    claim: Claim, speaker: Speaker, told: _Told, ways: Ways, seen: tuple[str, ...]
) -> list[Trace]:
    """What an account of this case that the claim names as its source goes back to itself."""
    if speaker.kind != "account" or len(seen) >= _MOST_STEPS:
        return []
    source = told.ids.get(ways.copied.get(claim.id, ""))
    known = source is not None and source.id not in seen
    if source and known and ways.speakers.own[source.account].key == speaker.key:
        return _follow(source, told, ways, seen)  # these very words of it
    named = [
        c
        for c in told.voices.get(speaker.key, ())[:_MOST_HELD]
        if c.id not in seen and c.passage.kind != "title" and _day(c, ways) <= _day(claim, ways)
    ]
    back = {t.speaker.key: t for c in named for t in _follow(c, told, ways, seen)}
    if speaker.key in back or len(back) != 1:
        return []  # it says so in its own voice too, or has several sources
    return list(back.values())


def _day(claim: Claim, ways: Ways) -> str:
    account = ways.accounts.get(claim.account)
    return (account.date if account else None) or "9999"


def _join_spokesmen(traces: Sequence[Trace], ways: Ways) -> list[Trace]:
    """A person of the registry and the body he acts for are one origin, where both are told; so
    are the organs of one state."""
    bodies = {t.speaker.actor: t.speaker for t in traces if t.speaker.actor}
    organs: dict[str, Speaker] = {}
    for trace in traces:
        if (state := _state_of(trace.speaker, ways)) is not None:
            organs.setdefault(state, trace.speaker)
    out = []
    for trace in traces:
        known = ways.speakers.registry.get(trace.speaker.actor or "")
        person = known is not None and known.kind == "person"
        body = bodies.get(known.party or "") if known is not None and person else None
        body = body or organs.get(_state_of(trace.speaker, ways) or "")
        if body is not None and body.key != trace.speaker.key:
            why = f"{trace.speaker.name} speaks for {body.name}"
            out.append(replace(trace, speaker=body, why=why))
        else:
            out.append(trace)
    return out


def _join_unnamed(traces: Sequence[Trace]) -> list[Trace]:
    """ "Refugees" are the "refugees in Sudan" of another account, where no others are told of."""
    apart: dict[str, dict[str, Speaker]] = {}
    for trace in traces:
        if trace.speaker.key.startswith(f"{UNNAMED}:"):
            called = apart.setdefault(stem(head_noun(trace.speaker.name)), {})
            called[trace.speaker.key] = trace.speaker
    out = []
    for trace in traces:
        known = apart.get(stem(head_noun(trace.speaker.name)), {})
        if trace.speaker.key == UNNAMED and len(known) == 1:
            speaker = next(iter(known.values()))
            out.append(replace(trace, speaker=speaker, why=f"told apart: {speaker.name}"))
        else:
            out.append(trace)
    return out


def _state_of(speaker: Speaker, ways: Ways) -> str | None:
    """The state whose organ this is: itself, its ministries, its forces and who holds office."""
    known = ways.speakers.registry.get(speaker.actor or "")
    if known is None or known.kind not in _ORGANS:
        return None
    state = known.party or known.id
    return state if ways.speakers.registry.kind_of(state) == "state" else None


def _as_origins(traces: Sequence[Trace], claims: Sequence[Claim], ways: Ways) -> tuple[Origin, ...]:
    by_id = {c.id: c for c in claims}
    groups: dict[str, list[Trace]] = {}
    for trace in traces:
        groups.setdefault(trace.speaker.key, []).append(trace)
    party = own_parties(claims, ways.speakers)
    origins = []
    for key, group in groups.items():
        first = min(
            group, key=lambda t: (_day(by_id[t.claim], ways), by_id[t.claim].account, t.claim)
        )
        speaker = first.speaker
        origins.append(
            Origin(
                key=key,
                name=speaker.name,
                kind=speaker.kind,
                actor=speaker.actor,
                party=party.get(key) or party_of(speaker.actor, ways.speakers.registry),
                claims=tuple(dict.fromkeys(t.claim for t in group)),
                earliest=by_id[first.claim].account,
                paths=tuple(sorted({t.path for t in group})),
                why=tuple(dict.fromkeys(t.why for t in group)),
            )
        )
    return tuple(sorted(origins, key=lambda o: (-len(o.claims), o.earliest, o.key)))


def party_of(actor: str | None, registry: Registry) -> str | None:
    """The side an actor of the registry acts for."""
    known = registry.get(actor or "")
    return known.party if known else None


def own_parties(claims: Sequence[Claim], speakers: Speakers) -> dict[str, str]:
    """Voices that call one side's forces "ours", and that side."""
    out: dict[str, str] = {}
    for claim in claims:
        voice = speakers.own[claim.account]
        if not _beyond_programme(claim, speakers):
            for actor in claim.agents:
                said = (actor.mention or "").lower()
                if actor.party and (said.startswith(("our ", "my ")) or said in _OURS):
                    out.setdefault(voice.key, actor.party)
    return out


def is_interested(origins: Sequence[Origin], doers: Iterable[str], sides: Sides) -> bool:
    """Whether the one origin of an act is the side that did it."""
    if len(origins) != 1:
        return False
    who = origins[0].party or origins[0].actor
    return who is not None and sides.agree([who], doers)
