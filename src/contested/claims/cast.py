"""Who takes part in a claim and who tells it: slots and sources -> actors and links."""

import re
from dataclasses import replace
from itertools import pairwise

from contested.annotate.lemmas import lemma as noun_lemma
from contested.claims.actors_data import FORCES
from contested.claims.chain import Chain
from contested.claims.deeds import is_deed
from contested.claims.deeds_before import doer_before
from contested.claims.discourse import Meaning
from contested.claims.echoes import without_echoes
from contested.claims.entities import Entity, hyphenated, paired, pronoun_of
from contested.claims.filling import fills
from contested.claims.frame import Draft, Slot, Source
from contested.claims.model import Actor, Link, TargetClass
from contested.claims.nouns import words_of
from contested.claims.reading import Reading
from contested.claims.spokesmen import side_of, speaks_for
from contested.claims.syntax import slots_of
from contested.claims.tree import Tree
from contested.claims.unsaid import unsaid
from contested.names import fold


def actors_of(
    reading: Reading, draft: Draft, slots: tuple[Slot, ...], speaker: Meaning | None, target: bool
) -> tuple[Actor, ...]:
    """The actors that fill a role, in text order; ``target`` asks for their class too."""
    found = _filling(reading, draft, slots, speaker, target)
    if target:
        return found
    if not found:
        context = unsaid(reading.view.trees[draft.sentence], draft, reading.sorter)
        found = _filling(reading, draft, context, speaker, False)
    return _with_deeds(reading, draft, found)


def _with_deeds(reading: Reading, draft: Draft, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Agents, where a deed stands for those who did such deeds before: "one strike hit a tank"."""
    s, tree = draft.sentence, reading.view.trees[draft.sentence]
    slots = slots_of(tree, draft.predicate)
    doing = [f.head for name in ("subj", "by") for f in slots.get(name, ())]
    deeds = [k for k in doing if is_deed(tree, k, reading.sorter)]
    if not deeds or any(a.actor for a in found) or draft.kind == "relation":
        return found
    each = ((k, doer_before(reading.view, reading.discourse, reading.sorter, s, k)) for k in deeds)
    said = tuple(
        replace(actor_at(reading, s, None, k), actor=w.actor, party=w.party or w.actor, name=w.name)
        for k, w in each
        if w is not None and w.actor is not None
    )
    return said or found


def _filling(
    reading: Reading, draft: Draft, slots: tuple[Slot, ...], speaker: Meaning | None, target: bool
) -> tuple[Actor, ...]:
    """Those of ``slots`` whose words name who acts, or with ``target`` who suffers."""
    out: list[Actor] = []
    for slot in slots:
        s = draft.sentence if slot.sentence is None else slot.sentence
        if out and _short_tail(reading.view.trees[s], slot.head):
            out[-1] = _lengthened(reading, out[-1], s, slot.head)
            continue
        whole = _one_name(reading, out, s, slot.head)
        if whole is not None:
            out[-1] = whole
            continue
        for side in _sides(reading, s, speaker, slot.head):
            if target:
                side = _lost(reading, draft, speaker, side)  # noqa: PLW2901
            else:
                side = _fighting(reading, draft, s, slot.head, side)  # noqa: PLW2901
            if not fills(reading, draft, slot, side, target):
                continue
            if _again(reading, out, side):
                continue
            cls = _class(reading, s, slot.head, side) if target else None
            out.append(replace(side, inferred=slot.inferred, cls=cls))
    return tuple(out)


def _short_tail(tree: Tree, head: int) -> bool:
    """Whether a single capital behind a stroke ends the name before it: the J of "YPG/J"."""
    word = tree.words[head]
    return head > 0 and tree.words[head - 1].text == "/" and len(word.text) == 1


def _lengthened(reading: Reading, actor: Actor, s: int, head: int) -> Actor:
    """An actor whose mention goes on to word ``head``."""
    end = reading.view.trees[s].chars(head, head + 1)[1]
    if actor.start is None:
        return actor
    return replace(actor, mention=reading.view.text(actor.start, end), end=end)


def _one_name(reading: Reading, found: list[Actor], s: int, head: int) -> Actor | None:
    """The last actor found with the words up to ``head``, where they are one name of the registry:
    "the Islamic State of Iraq and the Levant"."""
    tree = reading.view.trees[s]
    last = found[-1] if found else None
    if last is None or last.start is None or last.end is None or tree.words[head].upos != "PROPN":
        return None
    end = tree.chars(head, head + 1)[1]
    text = reading.view.text(last.start, end)
    if end <= last.end or len(text) > _LONGEST_NAME or any(c in text for c in ",([“"):
        return None
    whole = reading.resources.registry.resolve(text, reading.discourse.context)
    spelled = re.match(r"(?:name|alias) '(.+)'$", whole.why)  # all of it, not its last words
    plain = re.sub(r"^the ", "", text, flags=re.IGNORECASE)
    if whole.actor is None or spelled is None or fold(spelled[1]) != fold(plain):
        return None
    party = whole.party or whole.actor
    return replace(last, mention=text, end=end, actor=whole.actor, party=party, name=whole.name)


def _again(reading: Reading, found: list[Actor], side: Actor) -> bool:
    """Whether a person is in the role already: "the president Bashar al-Assad" is one.

    So is whoever stands in brackets behind another name: "they [the Houthis]".
    """
    if side.actor is None or all(a.actor != side.actor for a in found):
        return False
    start = side.start or 0
    bracketed = start > 0 and "[" in reading.view.text(max(start - 6, 0), start)
    return bracketed or reading.resources.registry.kind_of(side.actor) == "person"


_LONGEST_NAME = 80  # characters
_FIGHTING = ("ASSAULT", "COERCE", "MOBILIZE", "gains")


def _fighting(reading: Reading, draft: Draft, s: int, head: int, side: Actor) -> Actor:
    """ "They" who shell and seize are no residents that happen to be named last."""
    they = reading.view.trees[s].words[head].text.lower() == "they"
    if not they or side.actor or side.party or draft.act not in _FIGHTING:
        return side
    lexicon = reading.resources.lexicon

    def unarmed(lemma: str) -> bool:
        civil = lexicon.target_class(lemma) == "civilian" or lemma in words_of("tellers")
        return civil and lemma not in words_of("unofficial")

    found = reading.discourse.force_meant(s, head, unarmed)
    if found is None:
        return side
    return replace(side, actor=found.actor, party=found.party or found.actor, name=found.name)


def _lost(reading: Reading, draft: Draft, speaker: Meaning | None, side: Actor) -> Actor:
    """Men lost are of the side that lost them: "the militia lost twelve men" (codebook 12.18)."""
    tree = reading.view.trees[draft.sentence]
    lost = tree.words[draft.predicate].lemma.lower() == "lose" and draft.act == "ASSAULT"
    if not lost or side.actor or side.party:
        return side
    for f in slots_of(tree, draft.predicate).get("subj", ()):
        who = reading.discourse.mean(draft.sentence, f.head, speaker)
        person = who.actor is None or reading.resources.registry.kind_of(who.actor) == "person"
        loser = who.party if person else who.actor
        if loser is not None:
            return replace(side, actor=loser, party=who.party or loser)
    return side


def _of_each(reading: Reading, s: int, speaker: Meaning | None, head: int) -> tuple[Actor, ...]:
    """Officers of several sides stand for each: "the presidents of Egypt and Jordan"."""
    tree = reading.view.trees[s]
    text = tree.words[head].text.lower()
    if not text.endswith("s") or text.removesuffix("s") not in words_of("officers_of_each"):
        return ()
    of = next((k for k in tree.children(head, "nmod") if tree.preposition(k) == "of"), None)
    each = tree.coordinated(of) if of is not None else ()
    found = tuple(actor_at(reading, s, speaker, k) for k in each)
    return found if len(found) > 1 and found[0].actor and found[1].actor else ()


def _sides(reading: Reading, s: int, speaker: Meaning | None, head: int) -> tuple[Actor, ...]:
    """The actors of a group: two where two sides modify one noun ("Syrian and Russian jets")."""
    tree = reading.view.trees[s]
    each = _of_each(reading, s, speaker, head)
    if each:
        return each
    joined = paired(tree, head)
    for pair in (_names_before(tree, head), *((joined,) if joined else ())):
        if len(pair) < 2:
            continue
        found = [_one_of_two(reading, s, speaker, i, head) for i in pair]
        if all(a.actor is not None for a in found):
            end = tree.chars(*tree.group(head))[1]
            last = found[-1]
            assert last.start is not None
            whole = replace(last, mention=reading.view.text(last.start, end), end=end)
            return (*found[:-1], whole)
    both = _both(reading, s, head)
    if both:
        said = actor_at(reading, s, speaker, head)
        return tuple(replace(said, actor=e.actor, party=e.party, name=e.name) for e in both)
    return (actor_at(reading, s, speaker, head),)


def _names_before(tree: Tree, head: int) -> tuple[int, ...]:
    """Names joined before one noun: the three of "Russian, Syrian and Iranian forces"."""
    before = tree.children(head, "amod", "compound")
    names = sorted({j for k in before for j in tree.coordinated(k)})
    names = [k for k in names if k < head and tree.words[k].text[:1].isupper()]
    names = [k for k in names if not hyphenated(tree, k)]  # "Russian and Iran-backed" are backers
    if not any(w.upos == "CCONJ" for w in tree.words[names[0] if names else head : head]):
        return ()
    marks = [w for a, b in pairwise(names) for w in tree.words[a + 1 : b]]
    return tuple(names) if all(w.upos in ("CCONJ", "PUNCT") for w in marks) else ()


def _one_of_two(reading: Reading, s: int, speaker: Meaning | None, i: int, head: int) -> Actor:
    """What one of two names makes of the noun behind both: the Iraqi army of "the Iraqi and Syrian
    armies", Putin of "the Russian and Turkish presidents"."""
    tree, registry = reading.view.trees[s], reading.resources.registry
    one, noun = actor_at(reading, s, speaker, i), tree.words[head]
    for form in dict.fromkeys((noun.text, noun_lemma(noun.text.lower(), "NOUN"))):
        found = registry.resolve(f"{tree.words[i].text} {form}", reading.discourse.context)
        body = registry.kind_of(found.actor) if found.actor else None
        if one.actor and body in ("military", "person") and found.party != found.actor:
            party = found.party or one.party
            return replace(one, actor=found.actor, party=party, name=found.name or one.name)
    return one


def _both(reading: Reading, s: int, head: int) -> tuple[Entity, ...]:
    """The two whom "the two presidents", "both countries" take up; empty for other words."""
    tree = reading.view.trees[s]
    low = tree.words[head].text.lower()
    if low in ("they", "them", "their"):
        return reading.discourse.several_meant(s, head)
    if low == "both" and not tree.children(head, "nmod"):
        return reading.discourse.pair_before(s, head, ("state", "person", "group"))
    counts = [tree.words[k].text.lower() for k in tree.children(head, "nummod", "det")]
    if "both" not in counts and not {"two", "the"} <= set(counts):
        return ()
    lemma = tree.words[head].lemma.lower()
    sorts = {"two_persons": ("person",), "two_states": ("state",), "two_sides": ("state", "group")}
    wanted = next((v for k, v in sorts.items() if lemma in words_of(k)), ())
    return reading.discourse.pair_before(s, head, wanted) if wanted else ()


def actor_at(reading: Reading, s: int, speaker: Meaning | None, head: int) -> Actor:
    """The actor whose noun group word ``head`` of sentence ``s`` heads, resolved or open."""
    tree = reading.view.trees[s]
    start, end = tree.chars(*_without_relative(tree, *tree.uncounted(head)))
    named = _named_behind(tree, head, tree.group(head)[1])
    if named is not None:
        end = tree.chars(*tree.group(named))[1]  # "the Hamas commander Ayman Nofal"
    of = pronoun_of(tree, head)
    if of is not None:
        end = tree.chars(of, of + 1)[1]  # "some of them"
    meaning = reading.discourse.mean(s, head, speaker)
    party = meaning.party or meaning.actor
    return Actor(reading.view.text(start, end), start, end, meaning.actor, party, meaning.name)


def _named_behind(tree: Tree, head: int, last: int) -> int | None:
    """The name that follows a description of one person or body without a comma."""
    if tree.words[head].upos != "NOUN":
        return None
    return next((k for k in tree.children(head, "appos", "flat") if k == last), None)


def _without_relative(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """The group without "whose", "which", "what" in front: they join, and name nobody."""
    joins = last - first > 1 and tree.words[first].text.lower() in words_of("joining_words")
    return (first + 1, last) if joins else (first, last)


def _class(reading: Reading, s: int, head: int, actor: Actor) -> TargetClass:
    """Class of a target: by its noun, else by what kind of actor it is."""
    lexicon, registry = reading.resources.lexicon, reading.resources.registry
    found: TargetClass = lexicon.target_class(reading.view.trees[s].words[head].lemma)
    if found == "unknown" and actor.actor is not None:
        kind = registry.kind_of(actor.actor)
        return "combatant" if kind in FORCES else "unknown"
    return found


def one_sided(agents: tuple[Actor, ...], targets: tuple[Actor, ...], sign: int | None) -> bool:
    """Whether a standing has the same side at both ends, and does not say whose a side is.

    "Forces loyal to X", "pro-government militias" do (codebook 2.5); a pronoun says nothing new.
    """
    said = {(a.mention or "").lower() for a in targets}
    if sign == 1 and not said & (words_of("personal_pronouns") | words_of("others_possessives")):
        return False
    ours, theirs = {a.actor for a in agents}, {t.actor for t in targets}
    sides = {t.party for t in targets}
    return None not in ours and bool(ours) and ours in (theirs, sides)


def concerns(reading: Reading, draft: Draft, actors: tuple[Actor, ...]) -> bool:
    """Whether a standing or an aim is somebody's in this war: a known actor, a side, a force."""
    known = [bool(a.actor or a.party) for a in actors]
    itself = any(x.head == draft.predicate for x in (*draft.agents, *draft.targets))
    tree = reading.view.trees[draft.sentence]
    if itself and not (all(known) or (any(known) and _described(tree, draft.predicate))):
        return False  # "their partners" does not say who they are
    if any(known):
        return True
    armed = reading.resources.lexicon.classes["combatant"] | words_of("forces") | words_of("groups")
    armed |= words_of("sides_of_two") if draft.kind == "relation" else frozenset()
    heads = [
        s.head for s in (*draft.agents, *draft.targets) if s.sentence in (None, draft.sentence)
    ]
    return any(tree.words[h].lemma.lower() in armed for h in heads)


def _described(tree: Tree, side: int) -> bool:
    """Whether more is said of a side than that it is "its": "Assad's allies", "our allies in
    Syria"."""
    owners = tree.children(side, "nmod:poss")
    named = any(tree.words[k].upos != "PRON" for k in owners)
    more = tree.children(side, "amod", "compound", "nmod", "appos", "flat")
    telling = tree.words[side].lemma.lower() in words_of("telling_sides")
    return named or telling or any(k not in owners for k in more)


def links_of(reading: Reading, told: Chain) -> tuple[Link, ...]:
    """The chain with each link's actor, by the registry or by what its pronoun stands for."""
    meanings = (
        _source_meaning(reading, source, link)
        for link, source in zip(told.links, told.sources, strict=True)
    )
    rows = zip(told.links, told.sources, meanings, strict=True)
    return without_echoes(
        tuple(
            _for_a_side(reading, link, source)
            if source is not None and _unnamed(reading, source)
            else _speaking(reading, link, m.actor)
            for link, source, m in rows
        )
    )


def _unnamed(reading: Reading, source: Source) -> bool:
    """Whether a source is an official or spokesman without a name."""
    if source.head is None or source.sentence is None:
        return False
    tree = reading.view.trees[source.sentence]
    named = tree.children(source.head, "appos", "flat")
    return speaks_for(tree, source.head) and not any(tree.words[k].upos == "PROPN" for k in named)


def _for_a_side(reading: Reading, link: Link, source: Source) -> Link:
    """A link of somebody unnamed, with the side for which he speaks as its actor."""
    side = side_of(reading.view, reading.discourse, source)
    return replace(link, actor=side.actor, kind="anonymous")


def _speaking(reading: Reading, link: Link, actor: str | None) -> Link:
    """A link with its actor; an unnamed person of a side ("an LNA commander") is anonymous."""
    person = actor is not None and reading.resources.registry.kind_of(actor) == "person"
    named = re.search(r", (?:[A-Z][\w.-]+ )+[A-Z]", link.mention)
    if not person and not named and _last_word(link.mention) in words_of("persons"):
        return replace(link, actor=None, kind="anonymous")
    return replace(link, actor=actor)


def _last_word(mention: str) -> str:
    """The head of a short noun phrase: its last word before "of", "in" or a comma."""
    core = re.split(r",| of | in | from | for | at ", mention, maxsplit=1)[0]
    return core.split()[-1].lower() if core.split() else ""


def _source_meaning(reading: Reading, source: Source | None, link: Link) -> Meaning:
    if source is not None and source.head is not None and source.sentence is not None:
        return reading.discourse.mean(source.sentence, source.head)
    found = reading.resources.registry.resolve(link.mention, reading.discourse.context)
    return Meaning(found.actor, found.party, found.name or link.mention, "speaker")


def speaker_of(reading: Reading, told: Chain, chain: tuple[Link, ...]) -> Meaning | None:
    """Who "we" and "I" are: the innermost speaker."""
    if not chain:
        return reading.narrator
    return _source_meaning(reading, told.sources[-1], chain[-1])
