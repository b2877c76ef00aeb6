"""Everything read of an account before any claim is made, for all deciders to look at."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims.atlas import Atlas, by_hand, read_atlas
from contested.claims.attribution import find_attributions
from contested.claims.backrefs import place_words
from contested.claims.counts import amounts_of
from contested.claims.dated import Calendar, read_calendar
from contested.claims.discourse import Discourse, Meaning, read_discourse
from contested.claims.frame import Attribution, SourceKind, View
from contested.claims.mend import mend
from contested.claims.narrating import narrator_of
from contested.claims.registry import ActorContext
from contested.claims.resources import Resources
from contested.claims.sorts import Sorter
from contested.claims.tree import Tree
from contested.places import Found, find_places

_LINK_KINDS: dict[str, SourceKind] = {
    "person": "person", "state": "state", "government": "state", "media": "outlet",
    "armed-group": "group", "military": "state", "igo": "group", "ngo": "group",
    "coalition": "group", "ethnic": "group",
}  # fmt: skip


_BACK = 40  # characters before a name in which its preposition stands
_LED = r"\s+(?:the\s+)?(?:(?:[\w-]+\s+){0,2}(?:town|city|province|region|village)\s+of\s+)?$"
_INSIDE = re.compile(r"\b(?:in|near|outside|inside)" + _LED, re.I)
_THERE = re.compile(r"\b(?:in|near|outside|inside|around|from|to)" + _LED, re.I)


@dataclass(frozen=True)
class Reading:
    """An account with everything read of it before any claim is made."""

    view: View
    resources: Resources
    discourse: Discourse
    calendar: Calendar
    atlas: Atlas
    amounts: tuple[tuple, ...]  # type: ignore[type-arg]
    attributions: tuple[tuple[Attribution, ...], ...]  # by sentence
    sorter: Sorter
    narrator: Meaning | None  # whose side the account's own voice speaks for

    def kind_of(self, mention: str) -> SourceKind | None:
        """The link kind of a mention that the registry knows."""
        found = self.resources.registry.resolve(mention, self.discourse.context)
        kind = self.resources.registry.kind_of(found.actor) if found.actor else None
        return _LINK_KINDS.get(kind or "")


def read_whole(
    account: Account, annotation: Annotation, known: Resources
) -> tuple[Reading, Sorter]:
    """Trees, places, dates, actors and attributions of the account, and its sorter of nouns."""
    view = View(account, tuple(Tree(mend(s)) for s in annotation.sentences))
    find = partial(find_places, gazetteer=known.gazetteer)
    atlas = _without_actors(view, read_atlas(view, find), known)
    context = ActorContext(date=account.date, countries=_countries(atlas), earlier={})
    calendar = read_calendar(view)
    sorter = _sorter(known, context, atlas, calendar.words(view))
    discourse = read_discourse(view, sorter, known.registry, context, _beside(view, atlas))
    said = _by_sentence(view, find_attributions(view, known.cues))
    amounts = amounts_of(view, calendar.words(view))
    narrator = narrator_of(discourse, said)
    return Reading(view, known, discourse, calendar, atlas, amounts, said, sorter, narrator), sorter


def _countries(atlas: Atlas) -> tuple[str, ...]:
    counts = Counter(f.match.country for row in atlas.found for f in row if f.match.country)
    return tuple(c for c, _ in counts.most_common(6))


def _beside(view: View, atlas: Atlas) -> tuple[tuple[str, ...], ...]:
    """For each sentence, countries of its places, then of those in the sentence before."""
    rows = [
        tuple(dict.fromkeys(f.match.country for f in row if f.match.country)) for row in atlas.found
    ]
    joined = [rows[i] + (rows[i - 1] if i else ()) for i in range(len(view.trees))]
    return tuple(tuple(dict.fromkeys(row)) for row in joined)


def _sorter(known: Resources, context: ActorContext, atlas: Atlas, dated: frozenset[int]) -> Sorter:
    places = {f.text.casefold() for row in atlas.found for f in row}
    return Sorter(
        known.lexicon,
        lambda text: known.registry.resolve(text, context).actor is not None,
        lambda text: text.casefold() in places,
        lambda tree, head: tree.words[head].start in dated,
        lambda text: _is_state(known, text, context),
    )


def _without_actors(view: View, atlas: Atlas, known: Resources) -> Atlas:
    """The atlas without names of people and groups that towns share ("I.S.", "Bashar").

    A town or region of the hand-made lists stays where the words put something there ("in Erbil").
    """
    bare, text = ActorContext(), view.account.text

    def stays(found: Found) -> bool:
        actor = known.registry.resolve(found.text, bare).actor
        kind = known.registry.kind_of(actor) if actor is not None else None
        if kind in ("state", None):
            return True
        there = _THERE if kind == "government" else _INSIDE
        town = by_hand(found) or found.text in place_words("seats_of_bodies", "names")
        return town and there.search(text, max(0, found.start - _BACK), found.start) is not None

    return replace(atlas, found=tuple(tuple(f for f in row if stays(f)) for row in atlas.found))


def _is_state(known: Resources, text: str, context: ActorContext) -> bool:
    """Whether words name a state by its own name, not by its capital."""
    found = known.registry.resolve(text, context)
    if found.actor is None or known.registry.kind_of(found.actor) != "state":
        return False
    return not found.why.startswith("seat")


def _by_sentence(view: View, found: Iterable[Attribution]) -> tuple[tuple[Attribution, ...], ...]:
    rows: list[list[Attribution]] = [[] for _ in view.trees]
    for a in found:
        rows[a.sentence].append(a)
    return tuple(tuple(r) for r in rows)
