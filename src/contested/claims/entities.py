"""Mentions of actors by their own words: who each names, of what sort, and whose side it is on."""

from dataclasses import dataclass, replace

from contested.claims.nouns import words_of
from contested.claims.registry import ActorContext, Registry, Resolution
from contested.claims.sorts import Sorter
from contested.claims.tree import SUBJECTS, Tree

WINDOW = 6  # sentences looked back over
_HYPHENS = ("-", "‐", "‑", "–")


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention of an actor by its own words (no pronoun), at a word of a sentence."""

    sentence: int
    head: int
    actor: str | None
    party: str | None
    name: str
    sort: str  # person | group | state | other
    plural: bool
    own: bool  # named by a name of its own, not by a generic noun
    subject: bool


def last_named(
    tree: Tree, entity: Entity, bodies: dict[str, Entity], kind: str | None = None
) -> Entity:
    """A bare "the government" is the last one named with its state, when that was close by.

    ``kind`` is that of the entity's actor: "the army" is not the Free Syrian Army.
    """
    lemma = tree.words[entity.head].lemma.lower()
    if lemma not in words_of("bodies"):
        return entity
    if kind == "armed-group" and lemma not in words_of("any_body"):
        return entity
    first, last = tree.group(entity.head)
    named = any(w.text[:1].isupper() and w.upos != "DET" for w in tree.words[first : last - 1])
    before = bodies.get(lemma)
    if named and entity.actor is not None:
        bodies[lemma] = entity
    elif before is not None and not named and entity.sentence - before.sentence <= WINDOW:
        again = replace(
            entity, actor=before.actor, party=before.party, name=before.name, sort=before.sort
        )
        bodies[lemma] = again
        return again
    return entity


def entity_of(
    s: int, tree: Tree, head: int, registry: Registry, context: ActorContext, sorter: Sorter
) -> Entity | None:
    """The mention headed by ``head`` when it names an actor; places only when they are states."""
    first, last = tree.group(head)
    if last - first > 1 and tree.words[first].text.lower() in words_of("joining_words"):
        first += 1
    text = spoken(tree, first, last)
    found = registry.resolve(text, context)
    if found.actor is None and last - first > 1 and tree.words[head].upos == "PROPN":
        found = _named_at_the_end(tree, first, last, registry, context)
        named = any(
            w.upos == "PROPN" for w in tree.words[first:head]
        )  # "Rights Monitor" is another
        if found.actor is None and not named:
            found = registry.resolve(spoken(tree, head, last), context)
    if found.actor is None and tree.words[head].upos == "NOUN":
        found = _kind_alone(tree, first, head, registry, context) or found
    whole = _name_with_of(tree, head, first)
    if whole is not None:
        by_all = registry.resolve(whole, context)
        person = by_all.actor is not None and registry.kind_of(by_all.actor) == "person"
        found = by_all if person or by_all.why.startswith(("name", "alias")) else found
    if unsided(tree, head):
        found = Resolution(None, None, None, "no longer, or any one of its kind")
    sort = sorter.sort(tree, head)
    if found.actor is None and (sort != "actor" or tree.words[head].upos == "ADJ"):
        return None
    return Entity(
        s,
        head,
        found.actor,
        found.party or _side(tree, head, registry, context),
        found.name or text,
        _kind(found, registry, tree, head),
        is_plural(tree, head),
        found.why.startswith(("name", "alias")),
        tree.words[tree.lead(head)].deprel in SUBJECTS,
    )


def _kind_alone(
    tree: Tree, first: int, head: int, registry: Registry, context: ActorContext
) -> Resolution | None:
    """A side by its kind without what is said of it: "the battered Syrian opposition"."""
    words = [tree.words[k] for k in range(first, head) if not prefixed(tree, k)]
    kept = [w for w in words if w.text[:1].isupper() and w.upos != "DET"]
    kept += [w for w in words if w.deprel == "compound" and w.text.islower()]
    names = (k for k in range(first, head) if tree.words[k].text[:1].isupper())
    if not kept or len(kept) == len(words) or any(hyphenated(tree, k) for k in names):
        return None
    kept = [*sorted(kept, key=lambda w: w.start), tree.words[head]]
    found = registry.resolve(" ".join(w.text for w in kept), context)
    return found if found.actor is not None else None


def _name_with_of(tree: Tree, head: int, first: int) -> str | None:
    """A capitalised noun with the capitalised "of" phrase right behind it: one name, maybe."""
    of = [k for k in tree.children(head, "nmod") if tree.preposition(k) in ("of", "for")]
    if not of or not tree.words[head].text[:1].isupper() or tree.words[of[0]].upos != "PROPN":
        return None
    start, end = tree.group(of[0])
    return spoken(tree, first, end) if head < start <= head + 3 else None


def _named_at_the_end(
    tree: Tree, first: int, last: int, registry: Registry, context: ActorContext
) -> Resolution:
    """A full name behind what describes it: "the Kurdish-Arab Syrian Democratic Forces"."""
    for k in range(first + 1, last - 1):
        found = registry.resolve(spoken(tree, k, last), context)
        if found.actor is not None and registry.other_person(
            [w.text for w in tree.words[first:last] if w.upos == "PROPN"], found.actor
        ):
            continue  # "Nasr al-Hariri" is not the Hariri of the registry
        if found.actor is not None and found.why.startswith(("name", "alias")):
            return found
    return Resolution(None, None, None, "no name at its end")


def unsided(tree: Tree, head: int) -> bool:
    """ "A former soldier", "to build an army": words that name no side that now acts."""
    word = tree.words[head]
    if word.upos != "NOUN":
        return False
    before = [tree.words[k].text for k in tree.children(head, "amod", "compound")]
    if {w.lower() for w in before} & words_of("bygone"):
        return True
    marks = {tree.words[k].text.lower() for k in tree.children(head, "det")}
    bare = marks & {"a", "an"} and not tree.children(head, "acl:relcl")
    named = any(w[:1].isupper() for w in before)
    return bool(bare) and not named and word.lemma.lower() in words_of("bodies")


def numbered(tree: Tree, head: int) -> bool:
    """Whether some of a people are meant, not all of it: "three Israelis", "hundreds of them"."""
    if tree.children(head, "nummod"):
        return True
    marks = (tree.words[k].text.lower() for k in tree.children(head, "det", "amod"))
    if any(m in words_of("some_of_them") for m in marks):
        return True  # "many Iraqis", "another Briton"
    up = tree.words[head].head
    part = tree.words[head].deprel == "nmod" and tree.preposition(head) == "of" and up >= 0
    return part and tree.words[up].lemma.lower() in words_of("partitives")


def spoken(tree: Tree, first: int, last: int) -> str:
    """The words of a group as they stand in the text, spaces as written."""
    return tree.spelled(first, last)


def _side(tree: Tree, head: int, registry: Registry, context: ActorContext) -> str | None:
    """The side of an unknown person or unit: "Captain Mustafa of the Free Syria Army"."""
    for k in tree.children(head, "amod", "nmod", "appos", "nmod:poss", "compound"):
        if (
            hyphenated(tree, k)
            or prefixed(tree, k)
            or tree.preposition(k) in words_of("beside_a_side")
        ):
            continue  # "Iranian-backed militias" are not Iran
        found = registry.resolve(spoken(tree, *tree.group(k)), context)
        if found.actor is not None and not of_a_people(registry, tree, k, head):
            mere = registry.kind_of(found.actor) == "state" and not _serves(tree, head)
            body = registry.kind_of(found.actor) == "coalition"  # more than the state that leads it
            return None if mere else found.actor if body else found.party or found.actor
    sides = (_side(tree, k, registry, context) for k in _offices(tree, head))
    return next((x for x in sides if x is not None), None)


def _offices(tree: Tree, head: int) -> tuple[int, ...]:
    """What a name is said to be: "Mustafa Bali, a spokesman for the SDF", "YPJ commander and
    spokeswoman Nesrin Abdullah"."""
    found = [k for k in tree.children(head, "appos") if k > head]
    if tree.words[head].deprel == "conj":
        found.append(tree.lead(head))
    return tuple(k for k in found if tree.words[k].upos == "NOUN" and _serves(tree, k))


def of_a_people(registry: Registry, tree: Tree, k: int, head: int) -> bool:
    """Whether officers are of a people that only its fighters stand for: "Kurdish officials"."""
    people = tree.words[k].text
    officers = tree.words[head].lemma.lower() in words_of("civil_officers")
    return officers and people[:1].isupper() and people.lower() in registry.data.generics


def _serves(tree: Tree, head: int) -> bool:
    """Whether a noun names those who act for somebody: "a Syrian producer" is nobody's."""
    lemma = tree.words[head].lemma.lower()
    lists = ("forces", "persons", "groups", "belongings", "side_nouns", "fighting_men")
    private = lemma in words_of("families") | words_of("private_persons") | words_of("unofficial")
    return not private and any(lemma in words_of(x) for x in lists)


def hyphenated(tree: Tree, k: int) -> bool:
    """Whether a name is the first part of a compound adjective: "Russian and Iranian-backed"."""
    if k + 1 < len(tree.words) and tree.words[k + 1].text in _HYPHENS:
        return True
    joined = k + 3 < len(tree.words) and tree.words[k + 1].text.lower() in ("and", "or")
    if not joined or tree.words[k].deprel not in ("amod", "compound"):
        return False
    return tree.words[k + 2].text[:1].isupper() and tree.words[k + 3].text in _HYPHENS


def prefixed(tree: Tree, k: int) -> bool:
    """Whether a name stands behind "pro-" or "anti-": whom others are for or against."""
    return k > 1 and hyphenated(tree, k - 2) and tree.words[k - 2].text.lower() in ("pro", "anti")


def _kind(found: Resolution, registry: Registry, tree: Tree, head: int) -> str:
    if found.actor is not None:
        kind = registry.kind_of(found.actor)
        if tree.words[head].lemma.lower() in words_of("persons") and not is_plural(tree, head):
            return "person"  # "the Wagner chief" acts for it, and is "he"
        if kind in ("person", "state"):
            return kind
        return "group"
    word = tree.words[head]
    lemma = word.lemma.lower()
    if lemma in words_of("groups") or lemma in words_of("collectives"):
        return "group"
    if lemma in words_of("persons"):
        return "person"
    if is_plural(tree, head) or lemma in ("people", "police"):
        return "many"
    if any(
        x.first <= head < x.last and x.label in ("Person", "person") for x in tree.sentence.names
    ):
        return "person"
    return "group" if word.upos == "PROPN" else "other"


def is_plural(tree: Tree, head: int) -> bool:
    """Whether a nominal is of several: coordinated, or with a plural's ending."""
    word = tree.words[head]
    if tree.children(head, "conj"):
        return True
    inflected = word.text.lower() != word.lemma.lower()
    return inflected and word.text.lower().endswith(("s", "men", "children"))


def agrees(entity: Entity, wanted: str) -> bool:
    """Whether a mention can be what a pronoun or description of kind ``wanted`` means."""
    if wanted == "person":
        return entity.sort == "person" and not entity.plural
    if wanted == "many":
        return entity.sort in ("group", "many", "state") or entity.plural
    if wanted == "one":
        return entity.sort in ("group", "state") and not (entity.plural and entity.actor is None)
    if wanted == "state":
        return entity.sort == "state"
    return entity.sort == "group" and entity.actor is not None


def paired(tree: Tree, noun: int) -> tuple[int, int] | None:
    """Two names joined by a stroke before a noun: Iran and Iraq of "the Iran-Iraq war"."""
    for k in tree.children(noun, "amod", "compound"):
        first = k - 2
        if first < 0 or not hyphenated(tree, first):
            continue
        if tree.words[first].end != tree.words[first + 1].start:
            continue  # "BAGHDAD - Coalition jets"
        names = (tree.words[i] for i in (first, k))
        if tree.words[first].head in (k, noun) and all(w.text[:1].isupper() for w in names):
            return first, k
    return None


def namesakes(tree: Tree, head: int) -> tuple[int, ...]:
    """Heads of the names that stand in apposition to a common noun, before or after it.

    Without a comma only one thing can be called so: not "the militias Turkey is battling".
    """
    word = tree.words[head]
    if word.upos != "NOUN" and word.lemma.lower() not in words_of("persons"):
        return ()
    found = [k for k in tree.children(head, "appos", "nmod") if k > head and _caseless(tree, k)]
    called = [k for k in tree.children(head, "acl") if tree.words[k].lemma in words_of("calling")]
    names = [j for k in called for j in tree.children(k, "obl", "xcomp", "obj") if j > k]
    if names and tree.words[names[0]].upos == "PROPN":
        return (names[0],)  # "the rescuers, known as the White Helmets"
    if word.deprel == "appos" and word.head >= 0:
        found.append(word.head)
    out = []
    for k in found:
        between = tree.words[min(k, head) + 1 : max(k, head)]
        parted = any(w.text in (",", "(", "–", "—") for w in between)
        if not parted and any(w.upos == "ADP" for w in between):
            continue  # "a group in Burkina Faso"
        owned = bool(tree.children(head, "nmod:poss"))  # "the PYD and its wing, the YPG"
        joined = any(w.upos == "CCONJ" for w in between)
        joined = joined or bool(tree.children(head, "cc") and not owned)
        if not joined and (parted or not is_plural(tree, head)):
            out.append(k)
    return tuple(out)


def _caseless(tree: Tree, k: int) -> bool:
    """An apposition, also where the parser calls it a modifier: it has no preposition."""
    return not tree.children(k, "case", "cc")


def named_person(tree: Tree, k: int) -> bool:
    """Whether a word heads the name of a person, by the encoder's names."""
    return tree.words[k].upos == "PROPN" and any(
        x.first <= k < x.last and x.label in ("Person", "person") for x in tree.sentence.names
    )


def is_craft(tree: Tree, k: int) -> bool:
    """Whether a word heads the name of a weapon or vehicle ("Su-34"), by the encoder's names."""
    labels = ("MilitaryPlatform", "Vehicle", "Weapon")
    return tree.words[k].upos == "PROPN" and any(
        x.first <= k < x.last and x.label in labels for x in tree.sentence.names
    )


def modifiers(tree: Tree, head: int) -> tuple[int, ...]:
    """Adjectives and nouns before a noun; those of the first conjunct where it has no own words.

    "The Turkish artillery and drones": both are Turkish.
    """
    own = tree.children(head, "amod", "compound")
    if (
        own
        or tree.words[head].deprel != "conj"
        or tree.children(head, "det", "nmod:poss", "nummod")
    ):
        return own
    return tree.children(tree.lead(head), "amod", "compound")


def relative_head(tree: Tree, k: int) -> int | None:
    """The noun that "whose" stands for: the one that its relative clause describes."""
    for i in tree.ancestors(k):
        if tree.words[i].deprel in ("acl:relcl", "acl"):
            return tree.words[i].head
    return None


def pronoun_of(tree: Tree, k: int) -> int | None:
    """The pronoun of which a word tells how many are meant: "some of them", "nineteen of us"."""
    if tree.words[k].upos != "NUM" and tree.words[k].lemma.lower() not in words_of("partitives"):
        return None
    whole = (j for j in tree.children(k, "nmod") if tree.preposition(j) == "of")
    return next((j for j in whole if tree.words[j].upos == "PRON"), None)
