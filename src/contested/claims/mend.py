"""Repair what a small parser gets wrong and agreement or order makes plain, before anything reads.

Each rule looks at one word and answers with its right head and relation, or abstains (None). Labels
are Universal Dependencies v2.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from contested.annotate.model import Sentence
from contested.claims.doing_arcs import beside_its_doer, keeping, name_behind_rank
from contested.claims.group_arcs import (
    against_whom,
    before_its_noun,
    counted,
    its_case,
    named_subject,
    object_behind,
    owned_next,
    prefixed,
    titled,
)
from contested.claims.joined_arcs import (
    beyond_the_name,
    counted_victims,
    flat_list,
    listed,
    named_between,
    named_last,
    not_foretold,
    over_a_number,
    with_theirs,
)
from contested.claims.lexicon import load_lexicon
from contested.claims.nouns import words_of
from contested.claims.relative_arcs import loose_relative, relative
from contested.claims.retag import retag
from contested.claims.standing_arcs import of_described, of_standing, of_two, owner, stays
from contested.claims.subject_arcs import (
    BEHIND,
    act_told,
    by_subject,
    clause_of_speech,
    counted_object,
    joined_subject,
    late_subject,
    meaningful,
    next_subject,
    oblique,
    subject_behind,
    teller,
)
from contested.claims.tree import SUBJECTS, Arc, Tree

_AT = ("on", "at", "into", "against", "with", "from", "through")
_PARTICLES = ("over", "up", "out", "off", "down", "back")
_NEXT = ("conj", "parataxis", "advcl", "ccomp")
_FRONTING = frozenset(("in", "near", "at", "outside", "around", "across"))


def mend(sentence: Sentence) -> Sentence:
    """The sentence with the arcs that the rules correct; the same object when there are none."""
    tree = retag(Tree(sentence))
    sentence = tree.sentence
    arcs = _open(tree, dict(_corrections(tree)))
    if not arcs:
        return sentence
    words = tuple(
        replace(w, head=arcs[i][0], deprel=arcs[i][1]) if i in arcs else w
        for i, w in enumerate(tree.words)
    )
    return replace(sentence, words=words)


def _open(tree: Tree, arcs: dict[int, Arc]) -> dict[int, Arc]:
    """The corrections that leave a tree: each is right alone, but two may close a circle."""
    heads = [arcs[i][0] if i in arcs else w.head for i, w in enumerate(tree.words)]
    kept = dict(arcs)
    for i in arcs:
        at, seen = heads[i], {i}
        while at >= 0 and at not in seen:
            seen.add(at)
            at = heads[at]
        if at >= 0:  # a circle: the word goes back to its own governor
            heads[i] = tree.words[i].head
            del kept[i]
    return kept


def _corrections(tree: Tree) -> Iterator[tuple[int, Arc]]:
    for i, word in enumerate(tree.words):
        for rule in _RULES.get(word.deprel, ()):
            arc = rule(tree, i)
            if arc is not None:
                yield i, arc
                break


def _marked_object(tree: Tree, i: int) -> Arc | None:
    """An object with a preposition is an oblique: "fired on four vehicles", not "took in four"."""
    word = tree.words[i]
    if word.deprel != "obj" or not 0 <= word.head < i or tree.words[word.head].upos != "VERB":
        return None
    preposition = next((k for k in tree.children(i, "case") if k < i), None)
    if preposition is None or tree.words[preposition].text.lower() not in _AT:
        return None
    verb, mark = tree.words[word.head], tree.words[preposition].text.lower()
    particle = verb.lemma in words_of("particle_verbs") and mark in ("on", "through")
    return None if particle and preposition == word.head + 1 else (word.head, "obl")


def _behind_particle(tree: Tree, i: int) -> Arc | None:
    """ "Hand over Afrin", "set up posts": what follows a verb's particle is its object."""
    word = tree.words[i]
    if word.deprel == "case" and word.head > i:  # the particle itself
        verb = tree.words[word.head].head
        return (verb, "compound:prt") if _takes_particle(tree, verb, i, word.head) else None
    if word.deprel != "obl" or not 0 <= word.head < i:
        return None
    marks = [k for k in tree.children(i, "case") if k < i]
    if len(marks) != 1 or not _takes_particle(tree, word.head, marks[0], i):
        return None
    return word.head, "obj"


def _takes_particle(tree: Tree, verb: int, particle: int, noun: int) -> bool:
    """Whether the vocabulary knows the verb with the particle right behind it, and no object."""
    text = tree.words[particle].text.lower()
    if verb != particle - 1 or text not in _PARTICLES or tree.words[verb].upos != "VERB":
        return False
    if tree.words[noun].deprel != "obl" or tree.children(verb, "obj", "nsubj:pass", "aux:pass"):
        return False
    entries = load_lexicon().entries_for(tree.words[verb].lemma, "verb")
    return any(e.particle == text for e in entries)


def _object(tree: Tree, i: int) -> Arc | None:
    """An indirect object without a direct one is the object: "urged the council to act"."""
    word = tree.words[i]
    if word.deprel != "iobj" or tree.children(word.head, "obj"):
        return None
    return word.head, "obj"


def _charge(tree: Tree, i: int) -> Arc | None:
    """ "Accused France of arming": what somebody is accused of or kept from hangs on the verb."""
    word = tree.words[i]
    if word.deprel != "acl" or word.head < 0 or not word.text.lower().endswith("ing"):
        return None
    marks = {tree.words[m].text.lower() for m in tree.children(i, "mark", "case")}
    noun = tree.words[word.head]
    charged = noun.deprel in ("obj", "iobj", "nsubj:pass") and noun.head >= 0
    if not charged or not marks & {"of", "from"}:
        return None
    verb = tree.words[noun.head]
    return (noun.head, "advcl") if verb.lemma in words_of("charging") else None


def _result(tree: Tree, i: int) -> Arc | None:
    """ "…, activists said, killing nine": a result after a comma is the act's, not the speaker's.

    A participle on the noun of "according to activists" hangs on what that phrase hangs on; one
    that tells of deaths hangs on the act, not on what was struck ("hit a school, killing nine").
    """
    word = tree.words[i]
    if word.deprel != "acl" or word.head < 0 or not word.text.lower().endswith("ing"):
        return None
    noun = tree.words[word.head]
    told = any(tree.words[k].text.lower() == "according" for k in tree.children(word.head, "case"))
    parted = any(w.text == "," for w in tree.words[word.head + 1 : i])
    harm = word.lemma.lower() in words_of("kill_verbs") | words_of("hurt_verbs")
    if (parted and harm) or _right_after_comma(tree, i):
        acts = (k for k in tree.ancestors(i) if tree.words[k].upos == "VERB")
        act = next(acts, None)
        if act is not None and act < i and noun.deprel not in SUBJECTS:
            return act, "advcl"
    return (noun.head, "advcl") if told and parted and noun.head >= 0 else None


def _right_after_comma(tree: Tree, i: int) -> bool:
    """Whether a participle opens behind a comma: "stormed a prison, freeing inmates"."""
    before = i - 1
    while before > 0 and tree.words[before].upos == "ADV":
        before -= 1
    return tree.words[before].text == "," and bool(tree.children(i, "obj", "ccomp", "xcomp"))


def _bare_object(tree: Tree, i: int) -> Arc | None:
    """A noun right behind its verb, joined by nothing, is its object: "launched an attack"."""
    word = tree.words[i]
    if word.deprel != "conj" or word.upos != "NOUN" or not 0 <= word.head < i:
        return None
    verb = word.head
    if tree.words[verb].upos != "VERB" or tree.children(verb, "obj", "nsubj:pass", "ccomp"):
        return None
    group = range(min(tree.subtree(i, BEHIND)), i)
    near = all(k in group or tree.words[k].upos in ("ADV", "DET") for k in range(verb + 1, i))
    joined = tree.children(i, "cc", "case", "nsubj") or any(
        tree.words[k].upos in ("CCONJ", "PUNCT") and tree.words[k].text != "-" for k in group
    )
    return (verb, "obj") if near and not joined else None


def _by_those_who(tree: Tree, i: int) -> Arc | None:
    """ "Was taken by forces fighting for him": what stands right behind those who did it is
    theirs."""
    word = tree.words[i]
    if word.upos != "VERB" or not word.text.lower().endswith("ing") or word.head < 0:
        return None
    doers = (k for k in tree.children(word.head, "obl:agent", "obl") if k == i - 1)
    noun = next((k for k in doers if tree.preposition(k) == "by"), None)
    return (noun, "acl") if noun is not None and tree.words[noun].upos == "NOUN" else None


def _joined_adjective(tree: Tree, i: int) -> Arc | None:
    """ "Allied with A and hostile to B": the second adjective is joined to the first, not to A."""
    word = tree.words[i]
    if word.deprel != "conj" or word.upos != "ADJ" or not 0 <= word.head < i:
        return None
    noun = tree.words[word.head]
    if noun.upos not in ("NOUN", "PROPN") or noun.deprel not in ("obl", "nmod"):
        return None
    first = noun.head
    takes = any(tree.preposition(k) for k in tree.children(i, "obl", "nmod"))
    alike = 0 <= first < word.head and tree.words[first].upos == "ADJ"
    return (first, "conj") if takes and alike and tree.children(i, "cc") else None


def _joined_verb(tree: Tree, i: int) -> Arc | None:
    """A finite verb behind "and" is joined to the verb before it, not to that one's subject.

    "Gunmen stormed across and killed hundreds"; "said the army killed 60 and burned houses".
    """
    word = tree.words[i]
    if word.upos != "VERB" or not tree.children(i, "cc") or tree.children(i, *SUBJECTS, "mark"):
        return None
    if word.text.lower().endswith("ing"):
        return None
    noun = tree.words[word.head] if word.head >= 0 else None
    if noun is None or word.head > i:
        return None
    if word.deprel == "conj" and noun.deprel in SUBJECTS and word.head < noun.head < i:
        return noun.head, "conj"
    if word.deprel == "conj" and noun.upos == "NOUN" and tree.children(i, "obj", "iobj", "ccomp"):
        above = next((k for k in tree.ancestors(word.head) if tree.words[k].upos == "VERB"), i)
        if above < word.head and noun.deprel in ("obj", "obl", "nmod"):
            return above, "conj"  # "voiced concern over the raids and urged restraint"
    if word.deprel == "ccomp":
        first = [k for k in tree.children(word.head, "ccomp") if k < i]
        return (first[-1], "conj") if first and tree.words[first[-1]].upos == "VERB" else None
    return None


def _fronted(tree: Tree, i: int) -> Arc | None:
    """ "In Kinshasa protesters attacked": a place before the subject is no part of its name."""
    name = i + 1 if tree.words[i].text.lower() in _FRONTING else i
    if name + 1 >= len(tree.words) or name == 0:
        return None
    word, noun = tree.words[name], tree.words[name + 1]
    if tree.words[name - 1].text.lower() not in _FRONTING or word.head != name + 1:
        return None
    named = word.upos == "PROPN" and word.deprel in ("compound", "amod")
    if not named or noun.upos != "NOUN" or noun.deprel not in SUBJECTS or noun.head < name:
        return None
    plural = noun.text.lower() != noun.lemma.lower()  # "in Gaza officials said", no "Gaza airport"
    if not plural or tree.words[noun.head].upos != "VERB":
        return None
    return (name, "case") if name > i else (noun.head, "obl")


def _past_the_stop(tree: Tree, i: int) -> Arc | None:
    """ "…; in Idlib, rebels stormed a base": what opens a clause behind a semicolon is its."""
    word = tree.words[i]
    if word.deprel not in ("obl", "nmod", "advmod") or not 0 <= word.head < i:
        return None
    first = min(tree.subtree(i))
    if first == 0 or tree.words[first - 1].text != ";":
        return None
    verbs = (k for k in range(i + 1, len(tree.words)) if tree.words[k].deprel in _NEXT)
    verb = next((k for k in verbs if tree.words[k].upos == "VERB"), None)
    return None if verb is None else (verb, "obl" if word.upos != "ADV" else "advmod")


Rule = Callable[[Tree, int], Arc | None]
# The rules for a word with a relation, in the order in which they are tried.
_SUBJECT_RULES: tuple[Rule, ...] = (
    oblique,
    teller,
    next_subject,
    late_subject,
    by_subject,
)
_RULES: dict[str, tuple[Rule, ...]] = {
    "nsubj": (name_behind_rank, counted, titled, owner, *_SUBJECT_RULES, clause_of_speech),
    "nsubj:pass": (counted, counted_victims, titled, *_SUBJECT_RULES),
    "conj": (
        counted_victims,
        beyond_the_name,
        of_two,
        not_foretold,
        _joined_verb,
        with_theirs,
        flat_list,
        subject_behind,
        joined_subject,
        _bare_object,
        _joined_adjective,
    ),
    "expl": (meaningful,),
    "nmod:poss": (owned_next,),
    "ccomp": (stays, _joined_verb),
    "acl": (subject_behind, beside_its_doer, _charge, _result, clause_of_speech),
    "acl:relcl": (relative,),
    "obj": (keeping, counted_victims, titled, against_whom, of_described, _marked_object),
    "iobj": (_object,),
    "obl:agent": (of_described,),
    "obl": (
        titled,
        against_whom,
        before_its_noun,
        of_standing,
        of_described,
        _past_the_stop,
        _behind_particle,
        over_a_number,
    ),
    "nmod": (
        object_behind,
        before_its_noun,
        named_subject,
        named_between,
        owner,
        of_described,
        _past_the_stop,
    ),
    "advmod": (_past_the_stop,),
    "case": (its_case, _fronted, _behind_particle),
    "compound": (prefixed, owner, _fronted),
    "amod": (prefixed, owner, _fronted),
    "appos": (named_subject, listed, named_between, named_last),
    "advcl": (
        _by_those_who,
        loose_relative,
    ),
    "nummod": (counted_victims, counted_object),
    "root": (act_told,),
    "parataxis": (act_told,),
}
