"""Whether words that syntax puts in a role can fill it: who acts, who is hit, what is neither."""

from contested.claims.entities import paired
from contested.claims.frame import Draft, Slot
from contested.claims.model import Actor
from contested.claims.nouns import words_of
from contested.claims.reading import Reading
from contested.claims.tree import Tree

_FILED = 5  # words that a dateline may have


def fills(reading: Reading, draft: Draft, slot: Slot, side: Actor, target: bool) -> bool:
    """Whether a slot's words name who acts or suffers; ``side`` is what was read of them."""
    s = draft.sentence if slot.sentence is None else slot.sentence
    tree = reading.view.trees[s]
    if _dateline(reading, tree, slot.head):
        return False
    if target and (_place_struck(reading, tree, draft, slot) or _points(tree, slot.head)):
        return False
    if target and _bare_number(tree, slot.head):
        return False
    if not target and (_is_feat(tree, slot.head) or _is_between(tree, draft, slot.head)):
        return False
    if not target and not side.actor and _is_document(tree, slot.head):
        return False
    if side.actor or side.party:
        return True
    if target and draft.act in ("ACCUSE", "REJECT") and reading.sorter.is_event(tree, slot.head):
        return False  # "condemned the strike": whose it was is not said
    if not target and draft.kind == "intent" and reading.sorter.is_event(tree, slot.head):
        return True  # "the offensive aims to cut the road": its owners are not said
    if not target and _means(reading, tree, slot.head):
        return False
    return not _lifeless(reading, tree, slot.head, target and draft.act == "ASSAULT")


def _dateline(reading: Reading, tree: Tree, head: int) -> bool:
    """Whether capitals and a dash at the head of a report only say where it was filed."""
    if not reading.sorter.located(tree.words[head].text.title()):
        return False
    if head > _FILED or not (tree.words[head].text.isupper() and len(tree.words[head].text) > 3):
        return False
    dash = next(
        (k for k in range(head + 1, len(tree.words)) if tree.words[k].text in ("-", "–", "—")), -1
    )
    between = tree.words[head + 1 : dash]
    return 0 <= dash <= _FILED and all(w.upos in ("PROPN", "PUNCT") for w in between)


def _is_feat(tree: Tree, head: int) -> bool:
    """Whether an agent is what somebody does, with a pronoun's owner or none: "his exploits"."""
    word = tree.words[head]
    if word.upos != "NOUN" or word.lemma.lower() not in words_of("feats"):
        return False
    owner = tree.child(head, "nmod:poss")
    if owner is not None and tree.words[owner].upos == "PRON":
        return True
    return owner is None and not tree.children(head, "amod", "compound")  # "rebel efforts"


def _is_document(tree: Tree, head: int) -> bool:
    """Whether an agent is what somebody wrote: "a Pentagon statement" is no side by itself."""
    word = tree.words[head]
    return word.upos == "NOUN" and word.lemma.lower() in words_of("documents")


def _is_between(tree: Tree, draft: Draft, head: int) -> bool:
    """Whether an agent is a war or a meeting of two, or one of the two in its name.

    Where the war itself is told, its two sides stand in the two roles.
    """
    noun = head if paired(tree, head) else tree.words[head].head
    pair = paired(tree, noun) if noun >= 0 else None
    if pair is None or head not in (noun, *pair):
        return False
    roles = {s.head for s in (*draft.agents, *draft.targets)}
    if set(pair) <= roles:
        return False
    return tree.words[noun].lemma.lower() in words_of("between_two")


def _lifeless(reading: Reading, tree: Tree, head: int, struck: bool) -> bool:
    """Whether words name nobody: a thing or a time that no side owns.

    Sites and goods that can be hit are targets all the same, and so is any thing that is struck.
    """
    sorter, word = reading.sorter, tree.words[head]
    if word.lemma.lower() in words_of("side_nouns") | words_of("tellers") | words_of("some_people"):
        return False
    if sorter.is_object(tree, head) or (word.upos == "PROPN" and sorter.sort(tree, head) != "time"):
        return False
    sort = sorter.sort(tree, head)
    if word.upos == "NOUN" and word.lemma.lower() in words_of("happenings") | words_of("feats"):
        return True
    if struck and sort != "time" and word.upos in ("NOUN", "PROPN"):
        told = sorter.is_event(tree, head) and word.lemma.lower() not in words_of("belongings")
        return told or word.lemma.lower() in words_of("intangible")
    return sort in ("thing", "time") and word.upos in ("NOUN", "SYM", "ADJ")


def _means(reading: Reading, tree: Tree, head: int) -> bool:
    """Whether an agent is only what was used, by nobody who is named: "Mines killed one man".

    A platform has a crew; bombs and forces of nature have none.
    """
    word = tree.words[head]
    lemma = word.lemma.lower()
    weapon = reading.resources.lexicon.weapon(lemma.removesuffix("s"))
    weapon = weapon or reading.resources.lexicon.weapon(lemma)
    return (weapon is not None and not weapon.platform) or lemma in words_of("means_alone")


def _place_struck(reading: Reading, tree: Tree, draft: Draft, slot: Slot) -> bool:
    """Whether a target is where it happened: a town or a part of one (codebook 4.7)."""
    if draft.act != "ASSAULT" and draft.kind != "control":
        return False
    word = tree.words[slot.head]
    if reading.sorter.is_object(tree, slot.head) and word.upos == "PROPN":
        return False
    if word.upos == "PROPN" and not (word.text.islower() and _settled(word.text)):
        sorter = reading.sorter
        beside = tree.coordinated(tree.lead(slot.head))
        if any(_located(reading, tree, k) for k in beside) and not sorter.known(word.text):
            return True  # "Atarib, Atmeh and Kafr Daryan"
        return _located(reading, tree, slot.head)
    if not _settled(word.lemma.lower()):
        return False
    marks = tree.children(slot.head, "det", "nmod:poss")
    return all(tree.words[k].text.lower() not in words_of("each_one") for k in marks)


def _located(reading: Reading, tree: Tree, k: int) -> bool:
    """Whether a name is a place's, and no side's."""
    sorter, text = reading.sorter, tree.words[k].text
    found = sorter.located(text) or sorter.located(_spelled(tree, k))
    return found and not sorter.known(text) and sorter.sort(tree, k) == "place"


def _settled(lemma: str) -> bool:
    """Whether people live there: a town, several of them, a "border-town" in one word."""
    whole = lemma if lemma in words_of("inhabited") else lemma.removesuffix("s")
    if whole.removesuffix("ie") + "y" in words_of("inhabited") or whole in words_of("held_ground"):
        return True  # "cities", "the last rebel holdout"
    if lemma == "holdout":  # several are people
        return True
    return whole in words_of("inhabited") or (whole.endswith("town") and whole != "town")


def _points(tree: Tree, head: int) -> bool:
    """Whether a word only points at what was said, or asks for it: "to stop this", "what"."""
    word = tree.words[head]
    described = tree.children(head, "acl:relcl", "acl", "nmod")
    return (
        word.upos in ("PRON", "DET")
        and word.text.lower() in words_of("pointers")
        and (not described or word.text.lower() == "what")
    )


def _bare_number(tree: Tree, head: int) -> bool:
    """Whether a number alone says how many, and not who: "wounded 32", but "the two", "dozens"."""
    word = tree.words[head]
    alone = not tree.children(head, "det", "nmod", "acl:relcl", "nmod:poss", "amod")
    return word.upos == "NUM" and alone and not word.text.lower().endswith(("s", "one"))


def _spelled(tree: Tree, head: int) -> str:
    first, last = tree.group(head)
    return tree.spelled(first, last)
