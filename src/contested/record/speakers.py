"""Who a link of a chain is: the same speaker under all the words that name him.

Tried in order: the registry's id; a name; the speaker that a pronoun or "the ministry" takes up;
else somebody unnamed, told apart by what the words say of him ("my uncle", "a fighter in Marea").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from contested.claims.model import Claim, Link
from contested.claims.registry import ActorContext, Registry
from contested.names import fold
from contested.record.accounts_of import AccountText
from contested.record.sketch import head_noun
from contested.record.words import record_words

_NAME = re.compile(r"[A-Z][\w'’.-]*")
_PLACED = re.compile(r" (?:in|from|at|near) (?:the )?(?:al-|el-)?[A-Z][\w'’-]+")
UNNAMED = "unnamed"  # key of all sources that nothing tells apart
_TWO_NAMES = re.compile(r"\b[A-Z][\w'’-]+ (?:al-|el-|bin |van |de )?[A-Z][\w'’-]+")
_SPOKESMAN = re.compile(
    r"(?:(?P<body>[\w'’. -]*[A-Z][\w'’. -]*?) )?spokes(?:man|woman|person|people|men)"
    r"(?: (?:for|of) (?P<of>[^,]+))?(?:,|$)"
)
_LEAST_RUN = 6  # letters
_LEAD = re.compile(r"^(?:the|a|an|our|his|her|their|its|my|some|many|several|other|one)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says something: ``key`` is equal for the same one, ``name`` is as first told."""

    key: str
    name: str
    kind: str
    actor: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who speaks in the accounts of a case.

    ``own`` are the accounts' own voices by account id; ``outlets`` folded names → that voice;
    ``said`` the links of each account by where they stand.
    """

    own: Mapping[str, Speaker]
    outlets: Mapping[str, Speaker]
    said: Mapping[str, Sequence[Link]]
    texts: Mapping[str, AccountText]
    registry: Registry

    def of(self, claim: Claim, link: Link) -> Speaker:
        """Who ``link`` of ``claim`` is."""
        mention = link.mention.strip("@ ,:;").strip()
        for called in (mention, " ".join(_NAME.findall(_LEAD.sub("", mention)))):
            if fold(called) in self.outlets:  # "the monitoring group Dry Well Watch"
                return self.outlets[fold(called)]
        if link.actor:
            return self._known(claim, link)
        if (actor := self._spoken_for(mention, link.kind)) is not None:
            return Speaker(f"actor:{actor}", link.mention, link.kind, actor)
        if link.mention.startswith("@"):
            outlet = self._handle_of(mention)
            return outlet or Speaker(f"handle:{fold(mention)}", link.mention, "person")
        earlier = self._taken_up(claim.account, link)
        if earlier is not None:
            return self.of(claim, earlier)
        if _has_name(mention, link.kind):
            return _named(claim, link, mention)
        return _unnamed(claim, link, mention + self._where(claim.account, link))

    def _spoken_for(self, mention: str, kind: str) -> str | None:
        """The actor for whom a spokesman speaks ("An LNA spokesman"), or whom an agency is."""
        found = _SPOKESMAN.match(_LEAD.sub("", mention))
        body = found and (found["of"] or found["body"])
        if not body and kind == "outlet":
            body = " ".join(_NAME.findall(_LEAD.sub("", mention)))
        return self.registry.resolve(body, ActorContext()).actor if body else None

    def _handle_of(self, handle: str) -> Speaker | None:
        """The outlet whose handle this is: its words, or the beginning of its name run together."""
        words = set(re.split(r"[\W_]+", handle.lower()))
        run = "".join(sorted(words, key=handle.lower().index))
        for name, voice in self.outlets.items():
            known = name.split()
            if len(words) > 1 and words <= set(known):
                return voice
            if len(run) >= _LEAST_RUN and "".join(known).startswith(run):
                return voice
        return None

    def _where(self, account: str, link: Link) -> str:
        """The place that the words after an unnamed source give it: "a fighter in Marea"."""
        text = self.texts[account].text if account in self.texts else ""
        found = _PLACED.match(text, link.end) if text else None
        return found.group() if found else ""

    def is_programme(self, claim: Claim, link: Link) -> bool:
        """Whether the link speaks for the programme that carries it ("PRESENTER", a host)."""
        said = _LEAD.sub("", link.mention).strip(" :").lower()
        words = record_words().programme
        return said in words or (link.mention.isupper() and said.split()[-1] in words)

    def _known(self, claim: Claim, link: Link) -> Speaker:
        actor = link.actor or ""
        name = self.registry.name_of(actor)
        if fold(name) in self.outlets:
            return self.outlets[fold(name)]
        called = link.mention
        if link.mention.lower() in record_words().pronouns:
            before = self._taken_up(claim.account, link)
            called = before.mention if before and before.actor == actor else name
        return Speaker(f"actor:{actor}", called, link.kind, actor)

    def _taken_up(self, account: str, link: Link) -> Link | None:
        """The link before it that a pronoun or a bare noun phrase with "the" stands for."""
        words = record_words()
        said = link.mention.lower()
        pronoun = said in words.pronouns
        bare = said.startswith(("the ", "this ", "that ")) and not _NAME.search(link.mention[4:])
        if not (pronoun or bare):
            return None
        links = self.said.get(account, ())
        at = bisect_left(links, link.start, key=lambda k: k.start)
        head = head_noun(link.mention)
        for earlier in reversed(links[:at]):
            if earlier.mention.lower() in words.pronouns or earlier.start == link.start:
                continue
            if self.is_programme_word(earlier):
                continue
            if pronoun or (head_noun(earlier.mention) == head and earlier.mention != link.mention):
                return earlier
        return None

    def is_programme_word(self, link: Link) -> bool:
        """Whether the words alone name a role in a programme."""
        return link.mention.strip(" :").lower() in record_words().programme


def read_speakers(
    claims: Iterable[Claim], accounts: Mapping[str, AccountText], registry: Registry
) -> Speakers:
    """Everybody who speaks in ``claims``; accounts of one publisher have one voice."""
    own: dict[str, Speaker] = {}
    outlets: dict[str, Speaker] = {}
    said: dict[str, list[Link]] = {}
    for claim in claims:
        if claim.account not in own:
            known = accounts.get(claim.account) or AccountText(claim.account, "", file=claim.file)
            voice = Speaker(f"account:{fold(known.name)}", known.name, "account")
            own[claim.account] = voice
            names = (known.publisher, *known.publishers, None if known.publisher else known.author)
            outlets |= {fold(n): voice for n in names if n}
        said.setdefault(claim.account, []).extend(claim.chain)
    return Speakers(own, outlets, {a: _in_order(k) for a, k in said.items()}, accounts, registry)


def _in_order(links: Iterable[Link]) -> list[Link]:
    return sorted({(k.start, k.end): k for k in links}.values(), key=lambda k: k.start)


def _has_name(mention: str, kind: str) -> bool:
    """Whether words name somebody: not "a fighter in Marea", whatever kind he was taken for."""
    if kind in ("anonymous", "person") and not _is_name(mention):
        words = _PLACED.sub("", f" {mention}").split()
        capitals = [w for w in words[1 if _LEAD.match(mention) else 0 :] if w[:1].isupper()]
        return kind == "person" and bool(capitals) and words[-1][:1].isupper()
    return _NAME.search(_LEAD.sub("", mention)) is not None


def _is_name(mention: str) -> bool:
    """Whether words that were taken for an unnamed source hold a name after all: two capitals in a
    row ("its spokesman, Abu Yazan"), or a speaker's mark in a transcript ("GUEST")."""
    here = _PLACED.sub("", f" {mention}")
    return mention.isupper() or bool(_TWO_NAMES.search(here.lstrip()[1:]))


def _named(claim: Claim, link: Link, mention: str) -> Speaker:
    """Somebody with a name: a person by surname, anything else by all of it."""
    core = re.split(r",| of | from | who ", mention)[-1 if link.kind == "anonymous" else 0]
    names = _NAME.findall(core) or _NAME.findall(mention)
    if link.kind in ("person", "anonymous"):
        here = f"{claim.account}:" if mention.isupper() else ""  # GUEST: another in each programme
        return Speaker(f"person:{here}{fold(names[-1])}", mention, "person")
    return Speaker(f"body:{fold(' '.join(names))}", mention, link.kind)


def _unnamed(claim: Claim, link: Link, mention: str) -> Speaker:
    """Somebody without a name: one and the same unless the words tell him apart."""
    head = head_noun(mention)
    names = _NAME.findall(_LEAD.sub("", mention)[1:])
    if mention.lower().startswith(("my ", "our ")):
        key = f"unnamed:{claim.account}:{head}"
        return Speaker(key, mention, link.kind, None, "known to the author alone")
    if names:
        key = f"unnamed:{head}:{fold(' '.join(names))}"
        return Speaker(key, mention, link.kind, None, f"told apart by {' '.join(names)}")
    return Speaker(UNNAMED, mention, "anonymous", None, "unnamed sources count as one")
