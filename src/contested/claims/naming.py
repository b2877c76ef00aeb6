"""Read who a mention names. Deciders are tried in order, and each may abstain (None).

A noun that names a side by country, an exact name, titles with a name or an office and
its country, "X of Y", a body with its members ("Russian jets"), a description before a name, the
same with less in front, a surname, and last a coarse spelling.
"""

from dataclasses import dataclass, replace

from contested.claims.actor_index import ActorIndex, Setting, rarest
from contested.claims.actors_data import FORCES, ActorData, Alias, RegistryActor
from contested.claims.mention import Token, drop_compounds, is_number, tokens
from contested.claims.nouns import words_of

_MAIN = 3  # countries an account is mostly about, whose sides a bare noun may mean
_LONGEST = 9  # words of the longest alias that is looked for inside a mention
_LINKS = frozenset({"of", "to", "from", "for", "by", "with", "against", "and", "or", "under", "in"})
_MEMBER_LINKS = (" loyal to ", " belonging to ", " affiliated with ", " affiliated to ")
_PLACE_LINKS: tuple[str, ...] = (
    *(" in ", " inside ", " near ", " around ", " at ", " along ", " across ", " on "),
    *(" opposing ", " fighting ", " backed by ", " led by ", " who ", " which ", " that "),
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is named: registry id, side, neutral label (each None when unknown), and the reason."""

    actor: str | None
    party: str | None
    name: str | None
    why: str


class Namer:
    """The deciders over one registry's names."""

    def __init__(self, data: ActorData) -> None:
        """Index the names of ``data``."""
        self.index = ActorIndex(data)
        self.actors = data.actors
        self.generics = data.generics
        self.words = data.words
        self._telling = rarest([*self.index.keys(), *data.generics, *data.words.titles])

    def read(self, mention: str, setting: Setting) -> Resolution:
        """Who the mention names, without regard to what was named earlier in the account."""
        if not self._heard(mention):
            return left_open("not in the registry")
        words = self._strip(tokens(mention), modifiers=False)
        found = self._with_the(tokens(mention), setting)
        found = found or self._apposition(mention.split(","), setting)
        found = found or self._whole(words, setting)
        found = found or self._apposition(mention.replace(")", "").split("("), setting)
        return found or left_open("not in the registry")

    def _heard(self, mention: str) -> bool:
        """Whether a mention can name anybody; most ("the hospital") hold a word of no name.

        What is written with a capital may be a name spelled in a way of its own.
        """
        if mention != mention.lower():
            return True
        words = {word for token in tokens(mention) for word in token.plain.split()}
        return not self._telling.isdisjoint(words | {f"{word}s" for word in words})

    def _whole(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        if not words:
            return None
        plainer = drop_compounds(words)
        generic = self._generic(words, setting, None)
        return (
            (generic if generic is not None and generic.actor else None)
            or self._exact(words, setting)
            or generic
            or self._titled(words, setting)
            or self._linked(words, setting)
            or self._headed(words, setting)
            or self._trailing(words, setting)
            or self._untitled(words, setting)
            or (self._whole(plainer, setting) if plainer != words else None)
            or self._fewer(words, setting)
            or self._surname(words, setting)
            or self._spelled(words)
        )

    def _exact(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        hit = self.index.lookup(words, setting)
        return self.known(hit[0], f"{hit[1].via} {hit[1].text!r}") if hit else None

    def _with_the(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        """Names that own their article: "The Hague", "The Times"."""
        hit = self.index.lookup(words, setting) if words else None
        return self._exact(words, setting) if hit and hit[1].text.startswith("The ") else None

    def _generic(
        self, words: tuple[Token, ...], setting: Setting, country: str | None
    ) -> Resolution | None:
        """A noun that names a side by country, alone or with members ("rebel commanders")."""
        rule = self.generics.get(" ".join(w.plain for w in words))
        linked = any(w.plain in _LINKS for w in words[1:-1])  # "soldiers of the Armed Forces"
        apart = words[0].plain == "military" and words[-1].plain in words_of("not_of_the_army")
        if apart:
            return None  # "the military factions" are no army
        if rule is None and len(words) > 1 and not linked and words[-1].plain in self.words.members:
            named = words[0].text == "State"  # "(Islamic) State fighters"
            rule = None if named else self.generics.get(words[0].plain)
        if rule is None:
            return None
        people = len(words) > 1 and words[0].text[:1].isupper()  # "Kurdish", not "rebel"
        if people and words[-1].plain in words_of("civil_officers"):
            return left_open(f"{words[-1].plain}: of a people, not of its fighters")
        near = (*setting.local, *setting.countries[:_MAIN])
        places = (country,) if country else rule.own(setting.countries) if rule.own_state else near
        sides = rule.sides(country or next(iter(setting.countries), ""))
        for place in places:
            if place in sides:
                return self.known(sides[place], f"{rule.name} in {place}")
            if rule.own_state and place in self.actors:
                return self.known(place, f"{rule.name} in {place}")
        return left_open(f"{rule.name}: left to discourse")

    def _titled(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        """Titles, then a name ("Gen. Hamedani", "Turkey's Recep Tayyip Erdogan") or an office."""
        country, rest, titles = self._front(words, setting)
        if not titles and country is None:
            return None
        if not rest and any(t.split()[0] in self.generics for t in titles[:1]) and country:
            return None  # "a Syrian rebel" holds no office
        for front in range(len(words) - len(rest) + 1) if rest else ():
            hit = self.index.lookup(words[front:], setting)
            if hit is not None and self.actors[hit[0]].kind == "person":
                return self.known(hit[0], f"title and {hit[1].text!r}")
        found = self._surname(rest, setting) if rest and titles else None
        if found is not None:
            return found
        return self._office(titles, rest, country, setting)

    def _front(
        self, words: tuple[Token, ...], setting: Setting
    ) -> tuple[str | None, tuple[Token, ...], tuple[str, ...]]:
        """Country, words left, and titles, read from the front of a mention."""
        country: str | None = None
        titles: list[str] = []
        rest = words
        while rest:
            n, title = _longest_title(rest, self.words.titles)
            step, body = self._body(rest, setting)
            if body is not None and step >= n and country is None and not titles:
                country, rest = body, rest[step:]
            elif n:
                titles.append(title)
                rest = rest[n:]
            elif titles and rest[0].plain in self.words.modifiers:
                rest = rest[1:]
            else:
                break
        return country, rest, tuple(titles)

    def _body(self, words: tuple[Token, ...], setting: Setting) -> tuple[int, str | None]:
        """The longest state, body or group that the mention begins with, and its length."""
        for n in range(min(_LONGEST, len(words)), 0, -1):
            hit = self.index.lookup(words[:n], setting)
            if hit is not None and self.actors[hit[0]].kind not in ("person", "media"):
                return n, hit[0]
        return 0, None

    def _office(
        self,
        titles: tuple[str, ...],
        rest: tuple[Token, ...],
        country: str | None,
        setting: Setting,
    ) -> Resolution | None:
        """Who held the office on the date, else the body itself; a stranger keeps its party."""
        office = next((o for t in titles if (o := self.words.offices.get(t))), None)
        side = self.actors[country].party if country else None
        capitals = bool(rest) and all(w.text[:1].isupper() for w in rest)
        if capitals and titles and country:
            return Resolution(None, side, None, f"unknown person of {country}")
        if rest or not titles:
            return None
        if country is None:
            country = self.words.state_of_office.get(office or titles[0])
        if country is None:
            return left_open("an office without its country: left to discourse")
        for wanted in dict.fromkeys((titles[0], office)) if len(titles) == 1 else ():
            found = self.index.holder(country, wanted, setting.date)
            if found is not None:
                return self.known(found, f"{wanted} of {country}")
        return self.known(country, f"an office of {country}")

    def _headed(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        """A body and its members or deeds: "Russian jets", "Assad's forces", "ISIS positions"."""
        known = self.words
        for n in range(min(_LONGEST, len(words) - 1), 0, -1):
            hit = self.index.lookup(words[:n], setting)
            if hit is None:
                continue
            if words[n].plain in ("and", "or"):
                continue  # "Russian and Iranian-backed forces"
            rest, head = words[n:], words[-1].plain
            actor = self.actors[hit[0]]
            guards = rest[0].plain in known.civilians and head in known.members  # of the border
            if rest[0].plain in known.relations and len(rest) > 1 and not guards:  # "ally Assad"
                return self._whole(rest[1:], setting)
            generic = self._generic(rest, setting, actor.country or actor.id)
            if generic is not None and actor.kind in ("state", "ethnic") and generic.actor:
                return generic
            if head in words_of("branches") and actor.kind in FORCES:
                return self._members_of(actor, head, hit[1])  # "al-Qaida's Syrian branch"
            if generic is not None and head in words_of("civil_officers") and _named(rest[:1]):
                return generic
            loose = head.removesuffix("s") in words_of("irregulars")
            if loose and actor.id in words_of("torn_lands"):
                return left_open(f"{head}: fighters of {actor.id}, of any side")
            if actor.kind == "state" and head in _nobody_s_organs():
                return left_open(f"{head}: nationals of {actor.id}, not its forces")
            if head in known.relations and len(rest) > 1:  # "Turkey's Syrian rebel allies"
                side = self._whole(self._strip(rest[:-1]), setting)
                if side is not None and self._kind(side.actor) in FORCES:
                    return side
            if head in known.relations or (head in known.civilians and head not in known.members):
                return left_open(f"{head}: someone else than {actor.id}")
            plainly = all(w.text.islower() or w.plain in known.modifiers for w in rest[:-1])
            if plainly and head in known.members | known.deeds:
                return self._members_of(actor, head, hit[1])
            if words[n - 1].possessive:
                return self._whole(self._strip(rest), setting) if _named(rest) else None
            return None
        return None

    def _untitled(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        """A titled person's people: "President Assad's army"."""
        n, _ = _longest_title(words, self.words.titles)
        owned = n and any(w.possessive for w in words[n:-1])
        return self._whole(words[n:], setting) if owned else None

    def _members_of(
        self, actor: RegistryActor, head: str, alias: Alias | None = None
    ) -> Resolution:
        """Those of a person act for the person's side; "Chinese military advisers" for China."""
        adjective = alias is not None and alias.text.endswith(" military")
        through = actor.kind == "person" or adjective
        return self.known(
            actor.party if through and actor.party else actor.id, f"{head} of {actor.id}"
        )

    def _trailing(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        """A name after what describes it: "the terrorist group ISIL", "minister for X, Jo Doe"."""
        known = self.words
        lead = known.modifiers | known.members | known.titles | known.determiners
        for n in range(min(_LONGEST, len(words) - 1), 0, -1):
            before = words[:-n]
            hit = None if before[-1].plain in _LINKS else self.index.lookup(words[-n:], setting)
            if hit is None:
                continue
            full = n > 1 and hit[1].text[:1].isupper() and self.actors[hit[0]].kind == "person"
            if full or all(w.plain in lead and w.text.islower() for w in before):
                return self.known(hit[0], f"described, then {hit[1].text!r}")
            if self._bands_of_a_land(before, hit[0], setting):
                return self.known(hit[0], f"its kind, then {hit[1].text!r}")
        return None

    def _bands_of_a_land(self, before: tuple[Token, ...], actor: str, setting: Setting) -> bool:
        """Whether a group's name stands behind its land and kind: "the Lebanese militia X"."""
        *lands, band = before
        kinds = words_of("groups") | words_of("forces")
        if band.plain not in kinds or not band.text.islower() or self._kind(actor) not in FORCES:
            return False
        known = self.words.modifiers | words_of("judging")
        hits = (self.index.lookup((w,), setting) for w in lands if w.text[:1].isupper())
        named = all(hit is not None and self._kind(hit[0]) in ("state", "ethnic") for hit in hits)
        return named and all(w.text[:1].isupper() or w.plain in known for w in lands)

    def _linked(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        """ "X of Y", "forces loyal to Y", "rebels in Y"."""
        text = " ".join(w.text + ("'s" if w.possessive else "") for w in words)
        if " for " in text and self._body(words, setting)[1] is not None:  # "UK envoy for Syria"
            return self._whole(self._strip(tokens(text.split(" for ", 1)[0])), setting)
        for link in _MEMBER_LINKS:
            if link in text:
                side = self._whole(self._strip(tokens(text.split(link, 1)[1])), setting)
                return self._side_of(side, "loyal to it")
        for link in _PLACE_LINKS:
            if link in text:
                left, right = text.split(link, 1)
                place = self._whole(self._strip(tokens(right)), setting) if link == " in " else None
                if place is not None and place.actor:
                    setting = replace(setting, countries=(place.actor, *setting.countries))
                return self._whole(self._strip(tokens(left)), setting)
        for link in (" of ", " from ", " for ", " to "):
            if link in text:
                return self._part_of(text, link, setting)
        return None

    def _part_of(self, text: str, link: str, setting: Setting) -> Resolution | None:
        left, right = text.split(link, 1)
        body = self._whole(self._strip(tokens(right)), setting)
        if body is not None and self._kind(body.actor) == "media":
            return None
        words = self._strip(tokens(left))
        known = self.words
        if body is None or body.actor is None or not words:
            return self._whole(words, setting) if link == " from " else None
        head = words[-1].plain
        actor = self.actors[body.actor]
        _, rest, titles = self._front(words, setting)
        if titles and not rest:
            return self._office(titles, (), body.actor, setting)
        if head in known.relations or head in known.civilians:
            return left_open(f"{head}: someone else than {actor.id}")
        if all(w.plain in known.members | known.modifiers for w in words):
            return (
                self._members_of(actor, head) if actor.kind != "state" or link == " of " else None
            )
        if rest and all(w.text[:1].isupper() for w in rest) and (titles or actor.kind in FORCES):
            return Resolution(None, body.party, None, f"unknown person of {actor.id}")
        return None

    def _side_of(self, body: Resolution | None, reason: str) -> Resolution | None:
        if body is None or body.party is None:
            return None
        return self.known(body.party, f"{reason}: {body.actor}")

    def _fewer(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        """The same without adjectives and numbers in front."""
        if words[0].plain.endswith("islamic") and words[1:] and words[1].plain == "state":
            return None
        fewer = self._strip(words[:2])
        return self._whole(words[1:], setting) if len(words) > 1 and len(fewer) < 2 else None

    def _surname(self, words: tuple[Token, ...], setting: Setting) -> Resolution | None:
        text = " ".join(w.text for w in words)
        found = self.index.surname(text, setting.date) if text[:1].isupper() else None
        return self.known(found, f"the only {text!r} in office then") if found else None

    def _spelled(self, words: tuple[Token, ...]) -> Resolution | None:
        text = " ".join(w.text for w in words)
        found = self.index.spelled(text) if text[:1].isupper() else None
        return self.known(found, f"spelling of {text!r}") if found else None

    def _apposition(self, parts: list[str], setting: Setting) -> Resolution | None:
        """ "the US secretary of state, John Kerry"; "X (Y)": a person first, then what resolves.

        A state in the second part places a name ("Labour Party (UK)") and is not who is named.
        """
        if not 2 <= len(parts) <= 3 or any(" and " in p for p in parts):
            return None
        first, *rest = (self._whole(self._strip(tokens(p), False), setting) for p in parts)
        others = [r for r in rest if r is None or self._kind(r.actor) != "state"]
        found = [r for r in (first, *others) if r is not None and (r.actor or r.party)]
        people = [r for r in found if self._kind(r.actor) == "person"]
        return next(iter(people or found), None)

    def _kind(self, actor: str | None) -> str | None:
        found = self.actors.get(actor or "")
        return found.kind if found else None

    def _strip(self, words: tuple[Token, ...], modifiers: bool = True) -> tuple[Token, ...]:
        drop = self.words.determiners | (self.words.modifiers if modifiers else set())
        rest = words
        while len(rest) > 1 and (rest[0].plain in drop or is_number(rest[0])):
            if rest[0].plain.endswith("islamic") and rest[1].plain == "state":
                break  # it is no state's
            if rest[0].text.isupper() and len(rest[0].text) > 1:
                break
            rest = rest[1:]
        return rest

    def known(self, actor: str, why: str) -> Resolution:
        """The resolution to an actor id (which the registry may not have)."""
        found = self.actors.get(actor)
        if found is None:
            return Resolution(actor, None, None, why)
        return Resolution(actor, found.party, found.name, why)


def left_open(why: str) -> Resolution:
    """Nobody is named; the reason says why."""
    return Resolution(None, None, None, why)


def _nobody_s_organs() -> frozenset[str]:
    """Heads that a state's name before them does not make the state's."""
    lists = ("unofficial", "hired", "branches", "no_organs")
    return frozenset().union(*(words_of(x) for x in lists))


def _named(words: tuple[Token, ...]) -> bool:
    return any(w.text[:1].isupper() for w in words)


def _longest_title(words: tuple[Token, ...], titles: frozenset[str]) -> tuple[int, str]:
    for n in range(min(4, len(words)), 0, -1):
        text = " ".join(w.plain for w in words[:n])
        if text in titles:
            return n, text
    return 0, ""
