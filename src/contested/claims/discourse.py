"""Who is meant: names through the registry, pronouns and "the group" through the account so far.

Recency and subjecthood choose among antecedents that agree in kind and number (Hobbs 1978 and
Lappin & Leass 1994 in spirit, without their full syntax). Unsure means None.
"""

from dataclasses import dataclass, replace

from contested.annotate.lemmas import lemma as noun_lemma
from contested.claims.affiliated import with_sides
from contested.claims.anaphora import announced, author_of, explained
from contested.claims.antecedents import NOBODY, PRONOUNS, Antecedents, Meaning
from contested.claims.clients import client_meant
from contested.claims.describing import (
    bare_band,
    by_name,
    described,
    holders_of_ground,
    led_coalition,
    only_for,
    some_of_a_people,
    split,
)
from contested.claims.entities import (
    Entity,
    agrees,
    entity_of,
    hyphenated,
    is_craft,
    is_plural,
    last_named,
    modifiers,
    named_person,
    namesakes,
    of_a_people,
    prefixed,
    pronoun_of,
    relative_head,
    spoken,
    unsided,
)
from contested.claims.frame import View
from contested.claims.nouns import words_of
from contested.claims.obeying import superiors
from contested.claims.registry import ActorContext, Registry
from contested.claims.sorts import Sorter, is_pronoun
from contested.claims.strangers import spelled_out, strangers_of
from contested.claims.tree import Tree
from contested.names import fold

__all__ = ["NOBODY", "Discourse", "Meaning", "read_discourse"]


@dataclass(frozen=True)
class Discourse(Antecedents):
    """All actor mentions of an account in text order, ready to resolve any noun group in it."""

    def mean(self, s: int, head: int, speaker: Meaning | None = None) -> Meaning:
        """Who the group headed by word ``head`` of sentence ``s`` stands for.

        ``speaker`` is the innermost speaker, for "we" and "I".
        """
        tree = self.view.trees[s]
        low = tree.words[head].text.lower()
        if low == "whose" and (described_by := relative_head(tree, head)) is not None:
            return self.mean(s, described_by, speaker)
        if low in PRONOUNS and is_pronoun(tree.words[head]):
            return self._pronoun(s, head, PRONOUNS[low], speaker)
        if low in ("latter", "former") and head and tree.words[head - 1].text.lower() == "the":
            two = self.pair_before(s, head, ("person", "state", "group"))
            if two:
                one = two[low == "latter"]
                return Meaning(one.actor, one.party, one.name, f"the {low} of two")
        led = led_coalition(tree, head, self.registry, self.context)
        if led is not None:
            return Meaning(led.actor, led.party, led.name, "the coalition it leads")
        held = holders_of_ground(tree, head, self.registry, self.context)
        if held is not None:
            return Meaning(held.actor, held.party, held.name, "who hold it")
        client = client_meant(self, tree, head, lambda at: self.mean(s, at, speaker))
        if client is not None:
            return client
        if unsided(tree, head):
            return Meaning(None, None, spoken(tree, *tree.group(head)), "of no side now")
        holder = self._holder_named(s, head)
        if holder is not None:
            return Meaning(holder.actor, holder.party, holder.name, "the one of that office")
        own = next((e for e in self.entities[s] if e.head == head), None)
        found = self._outright(s, head, own, speaker) or self._taken_up(s, head)
        titled = self.titled_alike(s, head) if found is None else None
        if titled is not None:
            return Meaning(titled.actor, titled.party, titled.name, "named with that title")
        return found or self._by_kind(s, head, own, speaker)

    def _outright(
        self, s: int, head: int, own: Entity | None, speaker: Meaning | None
    ) -> Meaning | None:
        """Who the words say outright: by apposition, by whose they are, or by name."""
        tree = self.view.trees[s]
        if own is None or not own.own:
            beside = self._beside(s, tree, head)
            if beside is not None:
                return beside
        common = ("NOUN", "NUM", "DET", "ADJ", "PRON")
        owned = tree.words[head].upos in common or tree.child(head, "nmod:poss") is not None
        named = own is not None and own.actor is not None
        owned = owned and not (named and by_name(tree, head))
        if owned and (own is None or not own.own):
            owner = self._owner(s, tree, head, speaker)
            if owner is not None:
                return owner
        if own is not None and own.actor is not None:
            if some_of_a_people(tree, head, own, self.registry):
                return Meaning(None, None, spoken(tree, *tree.group(head)), "some of a people")
            if not own.own and only_for(tree, head):
                return Meaning(None, own.party, own.name, "for that side, and not it")
            return Meaning(own.actor, own.party, own.name, "named")
        return None

    def _taken_up(self, s: int, head: int) -> Meaning | None:
        """Who a definite description takes up: "the group"."""
        tree = self.view.trees[s]
        wanted = described(tree, head)
        if wanted is not None:
            found = self._described_before(s, head, wanted)
            if found is None and tree.words[head].lemma.lower() in words_of("foes"):
                found = self._most_named("armed-group")
            if found is not None:
                return Meaning(found.actor, found.party, found.name, f"refers back: {found.name}")
        return None

    def _by_kind(self, s: int, head: int, own: Entity | None, speaker: Meaning | None) -> Meaning:
        """Whose people a common noun names, by its modifiers, whom it obeys, or what is left."""
        tree = self.view.trees[s]
        side = self._by_modifier(s, tree, head) or self._belonging(s, tree, head)
        side = side or self._sent_by(s, tree, head, speaker)
        if side is not None:
            return side
        if own is None and tree.words[head].deprel in ("amod", "compound"):  # "rebel-held"
            kind = self.registry.resolve(tree.words[head].text, self.context)
            if kind.actor is not None:
                return Meaning(kind.actor, kind.party, kind.name, "a side by its kind")
        loose = self._band(tree, head)
        if loose is not None:
            return loose
        if own is not None:
            holders = tree.words[head].lemma.lower() in words_of("office_holders")
            acts = own.party if holders and is_plural(tree, head) else None
            return Meaning(acts, own.party, own.name, "not in the registry")
        text = spoken(tree, *tree.group(head))
        return Meaning(None, None, text, "not in the registry")

    def _beside(self, s: int, tree: Tree, head: int) -> Meaning | None:
        """Who the name in apposition names: "its old enemy, the PKK", "the leader Yahya Sinwar".

        A person's name that the registry does not have keeps only the side of the description.
        """
        person = tree.words[head].lemma.lower() in words_of("persons")
        for k in (*namesakes(tree, head), *self._named_just_before(s, tree, head)):
            found = next((e for e in self.entities[s] if e.head == k), None)
            if found is not None and found.actor is not None and found.own:
                if person == (found.sort == "person"):
                    return Meaning(found.actor, found.party, found.name, "in apposition")
            elif person and named_person(tree, k):
                title = self.registry.resolve(spoken(tree, *tree.group(head)), self.context)
                party = title.party or (found.party if found else None)
                return Meaning(None, party, spoken(tree, *tree.group(k)), "a person of that name")
        return None

    def _band(self, tree: Tree, head: int) -> Meaning | None:
        """Bare "fighters" or "jihadists" of an account that speaks of one armed group."""
        if not bare_band(tree, head):
            return None
        found = self._most_named("armed-group")
        if found is None:
            return None
        return Meaning(found.actor, found.party, found.name, "the one group of the account")

    def _sent_by(self, s: int, tree: Tree, head: int, speaker: Meaning | None) -> Meaning | None:
        """What somebody launched acts for them: "a drone launched by the RSF"."""
        for k in tree.children(head, "acl"):
            if tree.words[k].lemma.lower() not in words_of("sending"):
                continue
            for j in tree.children(k, "obl:agent", "obl"):
                sender = self.mean(s, j, speaker) if tree.preposition(j) == "by" else NOBODY
                side = self._body(sender.actor, sender.party)
                if side is not None:
                    party = sender.party or side
                    return Meaning(side, party, self.registry.name_of(side), "sent by them")
        return None

    def _named_just_before(self, s: int, tree: Tree, head: int) -> tuple[int, ...]:
        """The armed group named inside what a description stands beside: "the wing of the PKK, a
        terror group"."""
        word = tree.words[head]
        if word.deprel != "appos" or word.lemma.lower() not in words_of("groups"):
            return ()
        inside = [e for e in self.entities[s] if word.head < e.head < head and e.own]
        groups = [e.head for e in inside if self._is_of(e, frozenset(("armed-group",)))]
        return tuple(groups[-1:])

    def _belonging(self, s: int, tree: Tree, head: int) -> Meaning | None:
        """Fighters by whom they obey: "gunmen loyal to X", "fighters from X", "men under X"."""
        bands = words_of("forces") | words_of("groups") | words_of("fighting_men")
        if noun_lemma(tree.words[head].text, "NOUN") not in bands:
            return None
        for k, sworn in superiors(tree, head):
            lord = next((e for e in self.entities[s] if e.head == k), None)
            side = self._body(lord.actor, lord.party) if lord is not None else None
            local = side is not None and self.registry.kind_of(side) == "state" and not sworn
            if lord is not None and side is not None and not local:
                party = lord.party or side
                return Meaning(side, party, self.registry.name_of(side), f"obeys {lord.name}")
        return None

    def _owner(self, s: int, tree: Tree, head: int, speaker: Meaning | None) -> Meaning | None:
        """Forces and things by whose they are: "its jets", "the positions of the regime".

        They act for, or belong to, the owner's side; unnamed people only have it as their party.
        """
        lemma = noun_lemma(tree.words[head].text, "NOUN")
        at = tree.child(head, "nmod:poss")
        if at is not None and tree.words[at].upos == "PRON":
            body = self._named_body(s, tree, head)
            if body is not None:
                return body
        if at is None or lemma in words_of("branches"):
            at = next((k for k in tree.children(head, "nmod") if tree.preposition(k) == "of"), None)
            if pronoun_of(tree, head) is not None and at is not None:
                return self.mean(s, at, speaker)  # "some of them"
            owned = words_of("forces") | words_of("belongings") | words_of("branches")
            if at is None or lemma not in owned:
                return None
        if lemma in words_of("kin") or lemma in words_of("abstract"):
            return None
        between = (tree.words[k].text.lower() for k in tree.children(head, "compound", "amod"))
        if any(w in words_of("other_sides") | words_of("outsiders") for w in between):
            return None  # "Venezuela's opposition leader"
        beside = tree.children(at, "appos") if lemma in words_of("branches") else ()
        named = [e for e in self.entities[s] if e.head in beside and e.own and e.actor]
        if named:  # "the Syrian branch of al-Qaida, Jabhat al-Nusra"
            return Meaning(named[0].actor, named[0].party, named[0].name, "in apposition")
        owner = self.mean(s, at, speaker)
        side = self._body(owner.actor, owner.party)
        if side is None:
            return None
        party = owner.party or side
        hired = lemma in words_of("hired") and self.registry.kind_of(side) in (
            "state",
            "government",
        )
        if hired or lemma in words_of("private_persons"):
            return Meaning(None, party, spoken(tree, *tree.group(head)), f"of {owner.name}")
        return Meaning(side, party, self.registry.name_of(side), f"acts for {owner.name}")

    def _named_body(self, s: int, tree: Tree, head: int) -> Meaning | None:
        """The force named between a pronoun and its noun: "his Peshmerga fighters"."""
        for k in tree.children(head, "compound", "amod"):
            found = next((e for e in self.entities[s] if e.head == k and e.own), None)
            led = hyphenated(tree, k) or prefixed(tree, k)  # "YPG-led forces": more than the YPG
            if (
                not led
                and found is not None
                and self._is_of(found, frozenset(("armed-group", "military")))
            ):
                return Meaning(found.actor, found.party, found.name, "the force named with it")
        return None

    def _body(self, actor: str | None, party: str | None) -> str | None:
        """The most specific side: the actor itself when it is no person, else its party."""
        for side in (actor, party):
            if side is not None and self.registry.kind_of(side) not in ("person", None):
                return side
        return None

    def _by_modifier(self, s: int, tree: Tree, head: int) -> Meaning | None:
        """Groups by their side's name before them: "Russian sappers", "LNA vehicles"."""
        lemma = tree.words[head].lemma.lower()
        allied = lemma in words_of("side_nouns")  # "its Russian protector" is Russia
        craft = is_craft(tree, head)
        if not (tree.words[head].upos == "NOUN" or craft) or (
            lemma in words_of("kin") and not allied
        ):
            return None
        standing = words_of("forces") | words_of("belongings") | words_of("side_nouns")
        standing |= words_of("vessels")
        if not (craft or is_plural(tree, head) or lemma in standing):
            return None
        body = None if allied else self._named_body(s, tree, head)
        if body is not None:
            return body  # "a British YPG fighter" is the YPG's
        for k in modifiers(tree, head):
            if hyphenated(tree, k) or prefixed(tree, k):
                continue  # "Iranian-backed troops", "pro-Iran militias" are others
            found = self.registry.resolve(spoken(tree, *tree.group(k)), self.context)
            kind = self.registry.kind_of(found.actor) if found.actor else None
            alien = words_of("unofficial") | words_of("families") | words_of("no_organs")
            if lemma in words_of("irregulars") and found.actor in words_of("torn_lands"):
                continue  # "Syrian fighters" may be anybody's
            if kind == "state" and lemma in alien | words_of("branches"):
                continue
            if of_a_people(self.registry, tree, k, head):
                continue  # "Kurdish officials" are no fighters
            if allied and kind == "armed-group" and tree.words[k].text.islower():
                return Meaning(found.actor, found.party, found.name, "a side by its kind")
            if allied and (kind != "state" or split(self.registry, found.actor, tree, head)):
                continue
            own = next((e for e in self.entities[s] if e.head == k and e.actor), None)
            if own is not None and lemma in words_of("belongings") | words_of("vessels"):
                side = self._body(own.actor, own.party) or own.actor
                return Meaning(side, own.party or side, own.name, f"of {own.name}")  # "army posts"
            if found.actor is not None and tree.words[k].text[:1].isupper():
                side = self._body(found.actor, found.party) or found.actor
                party = found.party or side
                return Meaning(side, party, self.registry.name_of(side), f"of {found.name}")
        return None

    def _pronoun(self, s: int, head: int, wanted: str, speaker: Meaning | None) -> Meaning:
        if wanted in ("speaker", "speakers"):
            if speaker is None or (speaker.actor is None and speaker.party is None):
                return Meaning(None, None, None, "the speaker is not known")
            if wanted == "speaker":
                return Meaning(speaker.actor, speaker.party, speaker.name, "the speaker")
            side = speaker.party or speaker.actor
            if side is None or self.registry.kind_of(side) in ("person", None):
                return Meaning(None, None, None, "the speaker's side is not known")
            return Meaning(side, side, self.registry.name_of(side), "the speaker's side")
        named = explained(self.view.trees[s], head)
        if named is not None:
            return self.mean(s, named, speaker)
        author = author_of(self.view.trees[s], head) if wanted in ("one", "many") else None
        if author is not None:
            return self.mean(s, author, speaker)
        at = announced(self.view.trees[s], head)
        ahead = next((e for e in self.entities[s] if e.head == at and e.actor), None)
        if ahead is not None and agrees(ahead, wanted):
            return Meaning(ahead.actor, ahead.party, ahead.name, f"named behind: {ahead.name}")
        again = self._same_pronoun(s, head)
        if again is not None:
            return self.mean(s, again, speaker)
        before = self._went_before(s, head)
        if before is not None:
            return self.mean(*before, speaker)
        found = self._antecedent(s, head, wanted)
        if found is None and wanted == "person":
            found = self._most_named("person")
        if found is None:
            return NOBODY
        office = found.sort == "person" and self.registry.kind_of(found.actor or "") != "person"
        if found.actor is None or office:  # "it" is "the group", and that is someone named before
            if found.sentence == s and head in self.view.trees[s].subtree(found.head):
                return NOBODY  # "it" of "its war": whose that is, is what is asked
            deeper = self.mean(found.sentence, found.head, speaker)
            return Meaning(deeper.actor, deeper.party, deeper.name, f"refers back: {found.name}")
        return Meaning(found.actor, found.party, found.name, f"refers back: {found.name}")


def read_discourse(
    view: View,
    sorter: Sorter,
    registry: Registry,
    context: ActorContext,
    local: tuple[tuple[str, ...], ...] = (),
) -> Discourse:
    """Collect the account's actor mentions, resolving names as the registry grows sure of them.

    ``local``: for each sentence, countries of the places named there or just before.
    """
    context = replace(context, strangers=strangers_of(view, registry, context))
    spelled = spelled_out(view.account.text, registry, context)
    earlier = {**context.earlier, **{fold(k): v for k, v in spelled.items() if v is not None}}
    bodies: dict[str, Entity] = {}
    out = []
    for s, tree in enumerate(view.trees):
        row = []
        for head, word in enumerate(tree.words):
            nominal = word.upos in ("NOUN", "PROPN") or (
                word.upos == "ADJ" and word.text[:1].isupper()
            )
            if not nominal or word.deprel in ("flat", "compound:prt"):
                continue
            if sorter.sort(tree, head) not in ("actor", "weapon", "place", "thing"):
                continue
            now = replace(context, earlier=earlier, local=local[s] if local else ())
            entity = entity_of(s, tree, head, registry, now, sorter)
            if entity is not None:
                kind = registry.kind_of(entity.actor) if entity.actor else None
                entity = last_named(tree, entity, bodies, kind)
                row.append(entity)
                if entity.actor is not None:
                    earlier.setdefault(fold(spoken(tree, *tree.group(head))), entity.actor)
                if kind == "person":
                    last = fold(tree.words[tree.group(head)[1] - 1].text)
                    if last in fold(entity.name).split():
                        earlier.setdefault(last, entity.actor or "")  # "Peter Cook", then "Cook"
        out.append(tuple(row))
    return Discourse(view, registry, context, with_sides(view.trees, tuple(out), registry))
