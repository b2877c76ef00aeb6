"""Descriptions: those that take somebody up again ("the group", "the general"), and those that
name a side and do not mean it ("many Iraqis", "pro-regime fighters")."""

from contested.claims.entities import Entity, hyphenated, is_plural, numbered
from contested.claims.nouns import words_of
from contested.claims.registry import ActorContext, Registry, Resolution
from contested.claims.tree import Tree
from contested.names import plain


def described(tree: Tree, head: int) -> str | None:
    """What kind of actor a bare definite description stands for ("the group", "the general")."""
    word = tree.words[head]
    determiner = tree.child(head, "det")
    if word.upos != "NOUN" or determiner is None:
        return None
    if tree.words[determiner].text.lower() not in words_of("definite"):
        return None
    lemma = word.lemma.lower()
    judged = (tree.words[k].text.lower() for k in tree.children(head, "amod", "compound"))
    known = (
        lemma == "enemy"
        or lemma in words_of("foes")
        or any(w in words_of("judging") for w in judged)
    )
    narrowed = ("nmod", "nmod:poss") if known else ("nmod", "acl:relcl", "nmod:poss")
    narrowing = (k for k in tree.children(head, *narrowed) if not _beside_it(tree, k))
    if any(tree.words[k].upos != "PRON" or k < head for k in narrowing):
        return None
    lemma = lemma if lemma in words_of("groups") else lemma.removesuffix("s")
    for kind, lemmas in (("group", "groups"), ("person", "persons"), ("state", "states")):
        if lemma in words_of(lemmas):
            return None if kind == "person" and _of_a_nation(tree, head) else kind
    return None


def _beside_it(tree: Tree, k: int) -> bool:
    """Whether a noun without a preposition follows a comma: "from Raqqa, its capital"."""
    first = min(tree.subtree(k))
    parted = first > 0 and "," in (tree.words[first].text, tree.words[first - 1].text)
    return tree.words[k].deprel == "nmod" and parted


def _of_a_nation(tree: Tree, head: int) -> bool:
    """Whether a name before a person's noun says whose: "the Hungarian consul" is no one before."""
    return any(tree.words[k].text[:1].isupper() for k in tree.children(head, "amod", "compound"))


def some_of_a_people(tree: Tree, head: int, own: Entity, registry: Registry) -> bool:
    """Whether a name of a people or a state means only some of it: "182,000 Kurds"."""
    word = tree.words[head]
    if word.upos != "PROPN" or not word.text[:1].isupper() or not numbered(tree, head):
        return False
    kind = registry.kind_of(own.actor) if own.actor else None
    people = own.sort == "state" or kind in ("population", "ethnic")
    return people or word.text.lower() in registry.data.generics


def only_for(tree: Tree, head: int) -> bool:
    """Whether people are only said to be for a side: "pro-government militias"."""
    first = max(tree.group(head)[0] - 2, 0)
    return any(tree.words[k].text.lower() == "pro" for k in range(first, head - 2))


def bare_band(tree: Tree, head: int) -> bool:
    """Whether a noun is "fighters" or "jihadists" of whom no word says which."""
    word = tree.words[head]
    if word.upos != "NOUN" or not is_plural(tree, head):
        return False
    if word.lemma.lower() not in words_of("bands"):
        return False
    said = tree.children(head, "amod", "compound")
    some = all(tree.words[k].text.lower() in words_of("vague_amounts") for k in said)
    return some and not tree.children(head, "det", "nmod:poss", "conj", "nmod", "acl")


def by_name(tree: Tree, head: int) -> bool:
    """Whether a name says whose something is, or is it itself: the registry has read both."""
    owner = tree.child(head, "nmod:poss")
    if tree.words[head].upos == "PROPN":
        return True
    return owner is not None and tree.words[owner].upos == "PROPN"


def split(registry: Registry, state: str | None, tree: Tree, head: int) -> bool:
    """Whether several of a country in civil war are not its state: "their Syrian allies"."""
    rebels = registry.data.generics.get("rebels")
    return is_plural(tree, head) and rebels is not None and state in rebels.by_country


def led_coalition(
    tree: Tree, head: int, registry: Registry, context: ActorContext
) -> Resolution | None:
    """The coalition of "US-led" raids and troops, where one is known by who leads it; ``head`` is
    the leader or the noun."""
    led = head + 2 if hyphenated(tree, head) else _led_before(tree, head)
    if led is None or led >= len(tree.words) or tree.words[led].text != "led":
        return None
    noun = tree.words[tree.words[led].head] if tree.words[led].head >= 0 else None
    if noun is None or noun.lemma.lower() not in words_of("led_deeds") | words_of("led_forces"):
        return None
    found = registry.resolve(f"{tree.words[led - 2].text}-led coalition", context)
    spelled = found.why.startswith(("name", "alias"))  # not any "coalition", whoever leads it
    known = found.actor is not None and registry.kind_of(found.actor) == "coalition"
    return found if known and spelled else None


def _led_before(tree: Tree, noun: int) -> int | None:
    """The "led" of a noun behind it: "US-led forces"."""
    if tree.words[noun].upos != "NOUN":
        return None
    said = (k for k in tree.children(noun, "amod") if tree.words[k].text == "led" and k > 1)
    return next((k for k in said if hyphenated(tree, k - 2)), None)


def holders_of_ground(
    tree: Tree, head: int, registry: Registry, context: ActorContext
) -> Resolution | None:
    """Whose ground it is, where a side's fighters hold it: "opposition-held" is the rebels'."""
    held = head + 2
    if held >= len(tree.words) or not hyphenated(tree, head):
        return None
    said = plain(f"{tree.words[head].text.lower()}-{tree.words[held].text.lower()}")
    found = registry.resolve(said, context) if said in registry.data.generics else None
    return found if found is not None and found.actor is not None else None
