"""Repair what a small parser gets wrong and agreement or order makes plain, before anything reads.

Each rule looks at one word and answers with its right head and relation, or abstains (None). Labels
are Universal Dependencies v2.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from contested.annotate.model import Sentence
from contested.claims.lexicon import load_lexicon
from contested.claims.nouns import words_of
from contested.claims.retag import retag
from contested.claims.tree import Tree

Arc = tuple[int, str]
_SUBJECTS = ("nsubj", "nsubj:pass")
_AT = ("on", "at", "into", "against", "with", "from", "through")
_PARTICLES = ("over", "up", "out", "off", "down", "back")
_BEHIND = ("nmod", "acl", "acl:relcl", "conj", "advcl", "obl", "appos", "parataxis")
_SINGULAR = frozenset(("is", "was", "has", "does"))
_PLURAL = frozenset(("are", "were", "have", "do"))
_NEXT = ("conj", "parataxis", "advcl", "ccomp")
_FRONTING = frozenset(("in", "near", "at", "outside", "around", "across"))


def mend(sentence: Sentence) -> Sentence:
    """The sentence with the arcs that the rules correct; the same object when there are none."""
    tree = retag(Tree(sentence))
    sentence = tree.sentence
    arcs = dict(_corrections(tree))
    if not arcs:
        return sentence
    words = tuple(
        replace(w, head=arcs[i][0], deprel=arcs[i][1]) if i in arcs else w
        for i, w in enumerate(tree.words)
    )
    return replace(sentence, words=words)


def _corrections(tree: Tree) -> Iterator[tuple[int, Arc]]:
    for i, word in enumerate(tree.words):
        for rule in _RULES.get(word.deprel, ()):
            arc = rule(tree, i)
            if arc is not None:
                yield i, arc
                break


def _oblique(tree: Tree, i: int) -> Arc | None:
    """A noun behind its verb with a preposition is no subject: "were killed by a strike"."""
    word = tree.words[i]
    if word.deprel not in _SUBJECTS or i < word.head or not tree.children(word.head, *_SUBJECTS):
        return None
    preposition = tree.preposition(i)
    if preposition is None:
        return None
    passive = bool(tree.children(word.head, "aux:pass"))
    return word.head, "obl:agent" if preposition == "by" and passive else "obl"


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


def _joined_subject(tree: Tree, i: int) -> Arc | None:
    """ "Prices fell and militants swept on": a noun joined to a verb is the next one's subject."""
    word = tree.words[i]
    host = tree.words[word.head] if word.head >= 0 else None
    if word.deprel != "conj" or word.upos not in ("NOUN", "PROPN", "PRON") or host is None:
        return None
    if host.upos != "VERB":
        return None
    after = (k for k in tree.children(word.head, "conj") if k > i and tree.words[k].upos == "VERB")
    verb = next(after, None)
    if verb is None or tree.children(verb, *_SUBJECTS):
        return None
    between = tree.words[i + 1 : verb]
    return (verb, "nsubj") if all(w.upos in ("AUX", "ADV", "PART") for w in between) else None


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
    if parted and word.lemma.lower() in words_of("kill_verbs") | words_of("hurt_verbs"):
        acts = (k for k in tree.ancestors(i) if tree.words[k].upos == "VERB")
        act = next(acts, None)
        if act is not None and act < i and noun.deprel not in _SUBJECTS:
            return act, "advcl"
    return (noun.head, "advcl") if told and parted and noun.head >= 0 else None


def _relative(tree: Tree, i: int) -> Arc | None:
    """A relative clause on the noun that agrees: "towns around Afrin, which is controlled"."""
    word = tree.words[i]
    if word.deprel != "acl:relcl" or word.head < 0:
        return None
    pronoun = next(
        (k for k in range(word.head + 1, i) if tree.words[k].text.lower() in ("who", "which")), None
    )
    if pronoun is None:
        return None
    near = next(
        (
            k
            for k in range(pronoun - 1, word.head, -1)
            if tree.words[k].upos in ("NOUN", "PROPN", "VERB", "ADJ")
        ),
        None,
    )
    if near is None or tree.words[near].upos not in ("NOUN", "PROPN"):
        return None
    near = _top(tree, near, word.head)
    better = _fit(tree, near, pronoun, i) > _fit(tree, word.head, pronoun, i)
    return (near, "acl:relcl") if near != word.head and better else None


def _bare_object(tree: Tree, i: int) -> Arc | None:
    """A noun right behind its verb, joined by nothing, is its object: "launched an attack"."""
    word = tree.words[i]
    if word.deprel != "conj" or word.upos != "NOUN" or not 0 <= word.head < i:
        return None
    verb = word.head
    if tree.words[verb].upos != "VERB" or tree.children(verb, "obj", "nsubj:pass", "ccomp"):
        return None
    group = range(min(tree.subtree(i, _BEHIND)), i)
    near = all(k in group or tree.words[k].upos in ("ADV", "DET") for k in range(verb + 1, i))
    joined = tree.children(i, "cc", "case", "nsubj") or any(
        tree.words[k].upos in ("CCONJ", "PUNCT") and tree.words[k].text != "-" for k in group
    )
    return (verb, "obj") if near and not joined else None


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


def _clause_of_speech(tree: Tree, i: int) -> Arc | None:
    """ "Soldiers fired on the convoy, diplomats said": the first of two subjects has a verb.

    The parser hangs both subjects on the verb of speech and the first one's verb on its subject.
    """
    word = tree.words[i]
    if word.upos == "VERB" and word.deprel == "acl":
        noun, speech = word.head, tree.words[word.head].head if word.head >= 0 else -1
        return (speech, "ccomp") if _says_of(tree, noun, i, speech) else None
    if word.deprel != "nsubj" or word.head < 0:
        return None
    verbs = (k for k in tree.children(i, "acl") if _says_of(tree, i, k, word.head))
    verb = next(verbs, None)
    return None if verb is None else (verb, "nsubj")


def _says_of(tree: Tree, noun: int, verb: int, speech: int) -> bool:
    """Whether ``noun`` and ``verb`` make a clause that the subject of ``speech`` tells."""
    if not noun < verb < speech or tree.words[noun].deprel != "nsubj":
        return False
    later = [k for k in tree.children(speech, "nsubj") if verb < k < speech]
    form = tree.words[verb].text.lower()
    finite = not form.endswith("ing") and not tree.children(verb, "mark", "obl:agent")
    parted = any(tree.words[k].text == "," for k in range(verb + 1, later[0])) if later else False
    return finite and parted


def _top(tree: Tree, k: int, limit: int) -> int:
    """The head of the name or compound that ``k`` is part of."""
    while tree.words[k].deprel in ("flat", "compound", "conj") and tree.words[k].head > limit:
        k = tree.words[k].head
    return k


def _fit(tree: Tree, noun: int, pronoun: int, verb: int) -> int:
    """How well a noun can be what a relative pronoun and its verb speak of: 1, 0 or -1."""
    person = tree.words[noun].lemma.lower() in words_of("persons") | words_of("nationals")
    if not _agrees(tree, noun, pronoun, verb):
        return -1
    if tree.words[pronoun].text.lower() == "which":
        return -1 if person else 0
    return int(person)


def _agrees(tree: Tree, noun: int, pronoun: int, verb: int) -> bool:
    """Whether a common noun has the number of a verb whose subject the pronoun is."""
    word = tree.words[noun]
    if word.upos != "NOUN" or tree.words[pronoun].deprel not in _SUBJECTS:
        return True  # English lets names of sides take either
    finite = {tree.words[k].text.lower() for k in tree.children(verb, "aux", "aux:pass", "cop")}
    inflected = word.text.lower() != word.lemma.lower() and word.text.lower().endswith("s")
    plural = inflected or word.text.lower() in words_of("irregular_plurals")
    many = plural or bool(tree.children(noun, "conj"))
    return not finite & (_SINGULAR if many else _PLURAL)


def _teller(tree: Tree, i: int) -> Arc | None:
    """ "The army shelled it, the Red Cross said": a second subject is that of the verb above."""
    word = tree.words[i]
    if word.deprel not in _SUBJECTS or i < word.head:
        return None
    verb = tree.words[word.head]
    others = [k for k in tree.children(word.head, *_SUBJECTS) if k < word.head]
    if verb.deprel != "ccomp" or not others or verb.head <= i or tree.preposition(i) is not None:
        return None
    return None if tree.children(verb.head, *_SUBJECTS) else (verb.head, "nsubj")


def _counted_object(tree: Tree, i: int) -> Arc | None:
    """ "Gunmen killed dozens of people": a number behind a verb does not count its subject."""
    word = tree.words[i]
    verb = i - 1
    if word.deprel != "nummod" or not 0 <= word.head < verb or tree.words[verb].upos != "VERB":
        return None
    subject = tree.words[word.head]
    if subject.deprel not in _SUBJECTS or subject.head != verb or tree.children(verb, "obj"):
        return None
    return verb, "obj"


def _by_subject(tree: Tree, i: int) -> Arc | None:
    """ "The bombing of the town by jets resumed": those behind "by" are the noun's, no subject."""
    word = tree.words[i]
    if i > word.head or tree.preposition(i) != "by":
        return None
    others = [k for k in tree.children(word.head, *_SUBJECTS) if k < i]
    return (others[0], "nmod") if others and tree.words[others[0]].upos == "NOUN" else None


def _joined_verb(tree: Tree, i: int) -> Arc | None:
    """A finite verb behind "and" is joined to the verb before it, not to that one's subject.

    "Gunmen stormed across and killed hundreds"; "said the army killed 60 and burned houses".
    """
    word = tree.words[i]
    if word.upos != "VERB" or not tree.children(i, "cc") or tree.children(i, *_SUBJECTS, "mark"):
        return None
    if word.text.lower().endswith("ing"):
        return None
    noun = tree.words[word.head] if word.head >= 0 else None
    if noun is None or word.head > i:
        return None
    if word.deprel == "conj" and noun.deprel in _SUBJECTS and word.head < noun.head < i:
        return noun.head, "conj"
    if word.deprel == "ccomp":
        first = [k for k in tree.children(word.head, "ccomp") if k < i]
        return (first[-1], "conj") if first and tree.words[first[-1]].upos == "VERB" else None
    return None


def _subject_behind(tree: Tree, i: int) -> Arc | None:
    """ "Jets struck positions and ships shelled them": a noun behind "and" with a verb of its own
    right behind it is that verb's subject, and the verb is joined to the one before."""
    noun = i if tree.words[i].deprel == "conj" else i - 1
    verb = noun + 1
    if i not in (noun, verb) or noun < 1 or verb >= len(tree.words):
        return None
    one, told = tree.words[noun], tree.words[verb]
    nominal = one.deprel == "conj" and one.upos in ("NOUN", "PROPN") and one.head >= 0
    if not nominal or told.upos != "VERB" or told.deprel != "acl" or told.head != one.head:
        return None
    above = tree.words[one.head]
    if above.deprel != "obj" or not tree.children(verb, "obj") or not tree.children(noun, "cc"):
        return None
    return (verb, "nsubj") if i == noun else (above.head, "conj")


def _next_subject(tree: Tree, i: int) -> Arc | None:
    """ "Shells killed five, and a strike wiped out a family": a noun behind an object is the
    subject of the verb that follows, when that has none."""
    word = tree.words[i]
    if word.deprel not in _SUBJECTS or i < word.head:
        return None
    objects = [k for k in tree.children(word.head, "obj") if k < i]
    if not objects or tree.preposition(i) is not None:
        return None
    joined = (*tree.children(word.head, "conj"), *tree.children(tree.words[word.head].head, "conj"))
    after = (k for k in sorted(joined) if k > i and tree.words[k].upos == "VERB")
    verb = next(after, None)
    if verb is None or tree.children(verb, *_SUBJECTS):
        return None
    return verb, "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"


def _late_subject(tree: Tree, i: int) -> Arc | None:
    """ "Rabat announced a ban": a second subject right behind the verb is its object."""
    word = tree.words[i]
    verb = word.head
    if word.deprel != "nsubj" or i < verb or tree.children(verb, "obj", "cop", "ccomp"):
        return None
    if tree.words[verb].upos != "VERB" or tree.preposition(i) or tree.words[verb].deprel == "ccomp":
        return None
    first = min(tree.subtree(i, _BEHIND))
    led = any(k < verb for k in tree.children(verb, "nsubj"))
    return (verb, "obj") if led and first == verb + 1 else None


def _fronted(tree: Tree, i: int) -> Arc | None:
    """ "In Kinshasa protesters attacked": a place before the subject is no part of its name."""
    name = i + 1 if tree.words[i].text.lower() in _FRONTING else i
    if name + 1 >= len(tree.words) or name == 0:
        return None
    word, noun = tree.words[name], tree.words[name + 1]
    if tree.words[name - 1].text.lower() not in _FRONTING or word.head != name + 1:
        return None
    named = word.upos == "PROPN" and word.deprel in ("compound", "amod")
    if not named or noun.upos != "NOUN" or noun.deprel not in _SUBJECTS or noun.head < name:
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


def _act_told(tree: Tree, i: int) -> Arc | None:
    """ "Raids on Rafah, where many fled, killed nine": what the noun did is no other sentence."""
    verb = tree.child(tree.root, "parataxis") if tree.words[tree.root].upos == "NOUN" else None
    if verb is None or i not in (verb, tree.root) or tree.words[verb - 1].text != ",":
        return None
    told = tree.words[verb]
    form = told.text.lower()
    past = told.upos == "VERB" and not form.endswith("ing") and form != told.lemma.lower()
    if verb < tree.root or not past or tree.children(verb, *_SUBJECTS, "cc"):
        return None
    if tree.children(tree.root, *_SUBJECTS, "cop"):
        return None
    return (verb, "nsubj") if i == tree.root else (-1, "root")


Rule = Callable[[Tree, int], Arc | None]
# The rules for a word with a relation, in the order in which they are tried.
_SUBJECT_RULES: tuple[Rule, ...] = (
    _oblique,
    _teller,
    _next_subject,
    _late_subject,
    _by_subject,
)
_RULES: dict[str, tuple[Rule, ...]] = {
    "nsubj": (*_SUBJECT_RULES, _clause_of_speech),
    "nsubj:pass": _SUBJECT_RULES,
    "conj": (_joined_verb, _subject_behind, _joined_subject, _bare_object, _joined_adjective),
    "ccomp": (_joined_verb,),
    "acl": (_subject_behind, _charge, _result, _clause_of_speech),
    "acl:relcl": (_relative,),
    "obj": (_marked_object,),
    "iobj": (_object,),
    "obl": (_past_the_stop, _behind_particle),
    "nmod": (_past_the_stop,),
    "advmod": (_past_the_stop,),
    "case": (_fronted, _behind_particle),
    "compound": (_fronted,),
    "amod": (_fronted,),
    "nummod": (_counted_object,),
    "root": (_act_told,),
    "parataxis": (_act_told,),
}
