"""Which earlier mention a pronoun or a bare description takes up, sentence by sentence.

Recency, subjecthood and parallel roles choose among those that agree in kind and number (Hobbs
1978; Lappin & Leass 1994; Grosz, Joshi & Weinstein 1995). Unsure means None.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from contested.claims.anaphora import likelier, thing_before
from contested.claims.describing import described
from contested.claims.entities import WINDOW, Entity, agrees
from contested.claims.frame import View
from contested.claims.nouns import words_of
from contested.claims.quotes import QuoteIndex, quotes_of
from contested.claims.registry import ActorContext, Registry
from contested.claims.syntax import slots_of

PRONOUNS: Mapping[str, str] = {
    "he": "person", "him": "person", "his": "person", "she": "person", "her": "person",
    "hers": "person", "himself": "person", "herself": "person",
    "they": "many", "them": "many", "their": "many", "theirs": "many", "themselves": "many",
    "it": "one", "its": "one", "itself": "one",
    "i": "speaker", "me": "speaker", "my": "speaker", "mine": "speaker",
    "we": "speakers", "us": "speakers", "our": "speakers", "ours": "speakers",
}  # fmt: skip


_FORMS: Mapping[str, str] = {
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
}


_FORCES = frozenset(("armed-group", "military", "coalition", "state", "government"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """Who a noun group or pronoun stands for, and why; all None when nothing could be told."""

    actor: str | None
    party: str | None
    name: str | None
    why: str


NOBODY = Meaning(None, None, None, "no antecedent")


@dataclass(frozen=True)
class Antecedents:
    """All actor mentions of an account in text order, to look back over."""

    view: View
    registry: Registry
    context: ActorContext
    entities: tuple[tuple[Entity, ...], ...]  # by sentence

    @cached_property
    def _quotes(self) -> QuoteIndex:
        return QuoteIndex(quotes_of(self.view.account))

    def _same_pronoun(self, s: int, head: int) -> int | None:
        """An earlier subject of the sentence that is the same pronoun: one meaning for both."""
        if self._joined_owner(s, head) is not None:
            return None
        words = self.view.trees[s].words
        form = _FORMS.get(words[head].text.lower())
        return next(
            (
                i
                for i in range(head)
                if form is not None
                and _FORMS.get(words[i].text.lower()) == form
                and words[i].deprel.startswith("nsubj")
            ),
            None,
        )

    def _went_before(self, s: int, head: int) -> tuple[int, int] | None:
        """The subject of the sentence before, when it is the same pronoun and nothing fits since.

        A subject goes on as the topic (Grosz, Joshi & Weinstein 1995).
        """
        form = _FORMS.get(self.view.trees[s].words[head].text.lower())
        if form is None or s == 0 or not self._connected(s - 1, s):
            return None
        tree = self.view.trees[s - 1]
        at = next(
            (k for k in tree.children(tree.root, "nsubj", "nsubj:pass") if k < tree.root), None
        )
        if at is None or _FORMS.get(tree.words[at].text.lower()) != form:
            return None
        if form == "it" and tree.words[tree.root].upos == "NOUN":
            return None  # "It was its second raid": no actor, but what was told of
        wanted = PRONOUNS[self.view.trees[s].words[head].text.lower()]
        nearer = any(e.head < head and agrees(e, wanted) for e in self.entities[s])
        return None if nearer else (s - 1, at)

    def _antecedent(self, s: int, head: int, wanted: str) -> Entity | None:
        """The best earlier mention of the wanted kind: nearest sentence, subjects first."""
        here = self.view.sentence(s)
        owner = self._joined_owner(s, head)
        if owner is not None and agrees(replace(owner, plural=False), wanted):
            return owner
        for t in range(s, max(-1, s - WINDOW), -1):
            if t != s and not self._connected(t, s):
                return None
            pool = [e for e in self.entities[t] if (t < s or e.head < head) and agrees(e, wanted)]
            pool = [e for e in pool if t < s or not self._clausemate(s, e.head, head)]
            if wanted == "group":
                fits = self._kinds_meant(s, head)
                pool = [e for e in pool if not self._of_a_person(e) and self._is_of(e, fits)]
                theirs = self._met(s, head)
                pool = [e for e in pool if e.actor not in theirs]
                pool = [e for e in pool if not self._opposed(e)] or pool
            doer = self._own_subject(s, head)
            pool = [e for e in pool if doer is None or e.actor != doer]
            if wanted != "group":
                pool = [e for e in pool if not self._is_of(e, frozenset(("media",)))] or pool
                pool = likelier(self.view, self._quotes, (s, head), wanted, pool)
            told = self.entities[t]
            if t == s - 1 and wanted == "one" and thing_before(self.view, s, head, told):
                return None
            if pool:
                subjects = [e for e in pool if e.subject]
                parallel = self._parallel(s, head, pool) if t == s else None
                if parallel is not None:
                    return parallel
                if here.passage == self.view.sentence(t).passage or t < s:
                    return subjects[-1] if subjects else _likeliest(pool)
        return None

    def _described_before(self, s: int, head: int, wanted: str) -> Entity | None:
        """Who a description takes up; "the terror organisation" is the one the account names."""
        tree = self.view.trees[s]
        said = (tree.words[k].text.lower() for k in tree.children(head, "amod", "compound"))
        judged = wanted == "group" and any(w in words_of("judging") for w in said)
        found = self._most_named("armed-group") if judged else None
        office = self._office_said(s, head) if wanted == "person" else None
        if office is not None:
            return self._holder_before(s, head, office)
        return found or self._antecedent(s, head, wanted)

    def _office_said(self, s: int, head: int) -> str | None:
        """The office that a bare description names: of "the prime minister"."""
        tree = self.view.trees[s]
        words = (w.text.lower() for w in tree.words[slice(*tree.group(head))] if w.upos != "DET")
        return self.registry.data.words.offices.get(" ".join(words))

    def _holder_before(self, s: int, head: int, office: str) -> Entity | None:
        """Who an office takes up: somebody named before whose it was, or of whom none is known."""
        for t in range(s, -1, -1):
            for e in reversed([e for e in self.entities[t] if t < s or e.head < head]):
                if self._holds(e, office):
                    return e
        near = self._antecedent(s, head, "person")
        known = self.registry.get(near.actor) if near is not None and near.actor else None
        return None if known is not None and known.offices else near

    def _holder_named(self, s: int, head: int) -> Entity | None:
        """The one person in the whole account whose office a bare description names."""
        office = self._office_said(s, head)
        if office is None or self.view.trees[s].children(head, "nmod", "appos", "flat"):
            return None
        named = {e.actor: e for row in self.entities for e in row if self._holds(e, office)}
        return next(iter(named.values())) if len(named) == 1 else None

    def _holds(self, entity: Entity, office: str) -> bool:
        """Whether somebody named held an office on the account's date; ever, where it has none."""
        person = self.registry.get(entity.actor) if entity.actor and entity.own else None
        if person is None or person.kind != "person":
            return False
        date = self.context.date
        return any(o.office == office and (date is None or o.held(date)) for o in person.offices)

    def _opposed(self, entity: Entity) -> bool:
        """Whether a name only says whom others are against: "the anti-Isis coalition"."""
        tree = self.view.trees[entity.sentence]
        first = tree.group(entity.head)[0]
        return first > 1 and tree.words[first - 2].text.lower() == "anti"

    def _joined_owner(self, s: int, head: int) -> Entity | None:
        """A of "A and his allies": whose somebody is stands right before the "and"."""
        tree = self.view.trees[s]
        word = tree.words[head]
        joined = tree.words[word.head] if word.head >= 0 else None
        if word.deprel != "nmod:poss" or joined is None or joined.deprel != "conj":
            return None
        if joined.head < 0 or joined.head > head or not tree.children(word.head, "cc"):
            return None
        alone = tree.coordinated(joined.head)[:2] == (joined.head, word.head)
        owners = (joined.head, *tree.children(joined.head, "nmod:poss"))  # "A's gains and its aims"
        found = (e for e in self.entities[s] if e.head in owners and e.actor is not None)
        return next(found, None) if alone else None

    def _own_subject(self, s: int, head: int) -> str | None:
        """Who acts in the clause that a word is the object of: an object means somebody else."""
        tree = self.view.trees[s]
        word = tree.words[head]
        if word.deprel == "nmod" and word.head >= 0 and tree.preposition(head) == "of":
            word = tree.words[word.head]  # "captured fighters of the group"
        if word.deprel not in ("obj", "iobj", "obl") or word.head < 0:
            return None
        subjects = [f.head for f in slots_of(tree, word.head).get("subj", ())]
        return next((e.actor for e in self.entities[s] if e.head in subjects), None)

    def _parallel(self, s: int, head: int, pool: list[Entity]) -> Entity | None:
        """The object of the clause before for the object of a joined one with its own subject.

        "Jets struck the rebels and ships shelled them" (Lappin & Leass 1994: parallel roles).
        """
        tree = self.view.trees[s]
        word = tree.words[head]
        joined = tree.words[word.head] if word.head >= 0 else None
        if word.deprel not in ("obj", "obl", "iobj") or joined is None or joined.deprel != "conj":
            return None
        if not tree.children(word.head, "nsubj"):
            return None
        objects = tree.children(joined.head, "obj", "obl")
        return next((e for e in reversed(pool) if e.head in objects and e.actor), None)

    def several_meant(self, s: int, head: int) -> tuple[Entity, ...]:
        """Those joined by "and" whom "they" takes up together: "Russia and Iran … They"."""
        same = self._same_pronoun(s, head)
        at = (s, same) if same is not None else self._went_before(s, head)
        if at is not None:
            return self.several_meant(*at)
        conversed = self._conversed(s, head)
        if conversed:
            return conversed
        found = self._antecedent(s, head, "many")
        if found is None or found.actor is None:
            return ()
        tree = self.view.trees[found.sentence]
        heads = tree.coordinated(tree.lead(found.head))
        known = {e.head: e for e in self.entities[found.sentence] if e.actor is not None}
        joined = tuple(known[k] for k in heads if k in known)
        return joined if 2 <= len(joined) == len(heads) else ()

    def _conversed(self, s: int, head: int) -> tuple[Entity, ...]:
        """The two persons who met or spoke in the sentence before: "May spoke to Trump. They …"."""
        low = self.view.trees[s].words[head].text.lower()
        if low != "they" or s == 0 or not self._connected(s - 1, s):
            return ()
        if any(e.head < head and agrees(e, "many") for e in self.entities[s]):
            return ()
        tree = self.view.trees[s - 1]
        if tree.words[tree.root].lemma.lower() not in words_of("conversing"):
            return ()
        met = {"with", "to", None}
        said = [k for k in tree.children(tree.root, "obj", "obl") if tree.preposition(k) in met]
        both = (*tree.children(tree.root, "nsubj")[:1], *said[:1])
        known = {e.head: e for e in self.entities[s - 1] if e.actor and e.sort == "person"}
        for k in both:
            kind = described(tree, k) if k not in known else None
            found = self._described_before(s - 1, k, kind) if kind == "person" else None
            if found is not None:
                known[k] = found
        whole = len(both) == 2 and all(k in known for k in both)
        return tuple(known[k] for k in both) if whole else ()

    def titled_alike(self, s: int, head: int) -> Entity | None:
        """The one person whom the account names with a title: for "the Foreign Secretary"."""
        tree = self.view.trees[s]
        first, last = tree.group(head)
        words = [w.text.lower() for w in tree.words[first:last] if w.upos != "DET"]
        led = tree.words[first].text.lower() == "the"
        if len(words) < 2 or not led or tree.words[head].lemma.lower() not in words_of("persons"):
            return None
        said = f" {' '.join(words)} "
        named: dict[str, Entity] = {}
        for row, below in zip(self.entities, self.view.trees, strict=True):
            for e in row:
                if e.sort != "person" or not self._is_of(e, frozenset(("person",))):
                    continue
                if below.words[e.head].lemma.lower() in words_of("persons") or e.actor is None:
                    continue  # the title, not who bears it
                a, b = below.group(e.head)
                if said in f" {' '.join(w.text.lower() for w in below.words[max(a - 4, 0) : b])} ":
                    named.setdefault(e.actor, e)
        return next(iter(named.values())) if len(named) == 1 else None

    def _met(self, s: int, head: int) -> frozenset[str | None]:
        """Whom a description's own clause names: "the militia fighting Isis" is not Isis."""
        tree = self.view.trees[s]
        clauses = tree.children(head, "acl", "acl:relcl")
        inside = frozenset(j for k in clauses for j in tree.subtree(k))
        return frozenset(e.actor for e in self.entities[s] if e.head in inside)

    def _kinds_meant(self, s: int, head: int) -> frozenset[str]:
        """Kinds of actor that a bare noun can take up: "the gangs" are no ministry."""
        lemma = self.view.trees[s].words[head].lemma.lower()
        if lemma in ("coalition", "alliance"):
            return frozenset(("coalition", "igo", "armed-group"))
        if lemma == "bloc":
            return frozenset(("coalition", "igo"))
        if lemma in words_of("units"):
            return frozenset(("armed-group", "military"))
        if lemma in ("group", "movement"):
            return frozenset(("armed-group", "igo", "ngo", "ethnic", "media"))
        if lemma in words_of("any_body"):
            return frozenset(("armed-group", "coalition", "igo", "ngo", "ethnic", "media"))
        return frozenset(("armed-group", "ethnic"))

    def _is_of(self, entity: Entity, kinds: frozenset[str]) -> bool:
        return entity.actor is not None and self.registry.kind_of(entity.actor) in kinds

    def _of_a_person(self, entity: Entity) -> bool:
        """Whether a group is only named to say whose man somebody is ("a commander of the X")."""
        tree = self.view.trees[entity.sentence]
        up = tree.words[entity.head].head
        return (
            tree.words[entity.head].deprel == "nmod"
            and up >= 0
            and tree.words[up].lemma.lower() in words_of("persons")
        )

    def force_meant(self, s: int, head: int, unarmed: Callable[[str], bool]) -> Meaning | None:
        """Who "they" are that fight, where the nearest people named are ``unarmed`` by their noun.

        "Residents said they had shelled a bread queue": the force that was last spoken of.
        """
        near = self._antecedent(s, head, "many")
        if near is None or near.actor is not None:
            return None
        if not unarmed(self.view.trees[near.sentence].words[near.head].lemma.lower()):
            return None
        for t in range(s, max(-1, s - WINDOW // 2), -1):
            if t != s and not self._connected(t, s):
                return None
            pool = [e for e in self.entities[t] if t < s or e.head < near.head]
            pool = [e for e in pool if self._is_of(e, _FORCES)]
            leading = [e for e in pool if e.subject] or pool
            if leading:
                e = leading[-1]
                return Meaning(e.actor, e.party, e.name, f"the force last spoken of: {e.name}")
        return None

    def pair_before(self, s: int, head: int, sorts: tuple[str, ...]) -> tuple[Entity, ...]:
        """The two who were last joined by "and" before a word: for "the two men", "the latter"."""
        for t in range(s, max(-1, s - WINDOW), -1):
            if t != s and not self._connected(t, s):
                return ()
            words = self.view.trees[t].words
            known = [e for e in self.entities[t] if e.actor and (t < s or e.head < head)]
            known = [e for e in known if e.sort in sorts]
            for second in reversed(known):
                joined = words[second.head]
                first = next((e for e in known if e.head == joined.head), None)
                two = self.view.trees[t].coordinated(joined.head) if first is not None else ()
                if first is not None and joined.deprel == "conj" and len(two) == 2:
                    return (first, second)
        return ()

    def _most_named(self, kind: str) -> Entity | None:
        """The one actor of a kind that the account keeps naming; None when another comes near.

        Its "enemy" or "terrorists" are its one armed group, its "he" its one person.
        """
        named = [
            e
            for row in self.entities
            for e in row
            if e.own and e.actor and self.registry.kind_of(e.actor) == kind
        ]
        counts = Counter(e.actor for e in named).most_common(2)
        if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[1][1] * 2 > counts[0][1]):
            return None
        return next(e for e in named if e.actor == counts[0][0])

    def _connected(self, earlier: int, later: int) -> bool:
        """Whether talk may go on from one sentence to the other: same passage, or turns."""
        a, b = self.view.passage(earlier), self.view.passage(later)
        return a.id == b.id or a.kind == b.kind or {a.kind, b.kind} <= {"turn", "body", "quote"}

    def _clausemate(self, s: int, one: int, other: int) -> bool:
        """Whether two words depend on one predicate (a pronoun does not mean its clausemate).

        Nor does it mean whose side its clausemate is on: "Kurdish forces encircled the jihadists".
        """
        words = self.view.trees[s].words
        while words[one].deprel in ("amod", "compound") and words[one].head >= 0:
            one = words[one].head
        return words[one].head == words[other].head and words[other].deprel != "nmod:poss"


def _likeliest(pool: list[Entity]) -> Entity:
    """The last one whom the registry knows, else the last."""
    return next((e for e in reversed(pool) if e.actor is not None), pool[-1])
