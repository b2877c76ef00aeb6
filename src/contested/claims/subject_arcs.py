"""Arcs of subjects that agreement or order makes plain; rules of ``mend``.

Each rule looks at one word and answers with its right head and relation, or abstains (None).
"""

from contested.claims.tree import SUBJECTS, Arc, Tree

# what hangs on a noun and stands behind it
BEHIND = ("nmod", "acl", "acl:relcl", "conj", "advcl", "obl", "appos", "parataxis")


def oblique(tree: Tree, i: int) -> Arc | None:
    """A noun behind its verb with a preposition is no subject: "were killed by a strike"."""
    word = tree.words[i]
    if word.deprel not in SUBJECTS or i < word.head or not tree.children(word.head, *SUBJECTS):
        return None
    preposition = tree.preposition(i)
    if preposition is None:
        return None
    passive = bool(tree.children(word.head, "aux:pass"))
    return word.head, "obl:agent" if preposition == "by" and passive else "obl"


def teller(tree: Tree, i: int) -> Arc | None:
    """ "The army shelled it, the Red Cross said": a second subject is that of the verb above."""
    word = tree.words[i]
    if word.deprel not in SUBJECTS or i < word.head:
        return None
    verb = tree.words[word.head]
    others = [k for k in tree.children(word.head, *SUBJECTS) if k < word.head]
    if verb.deprel != "ccomp" or not others or verb.head <= i or tree.preposition(i) is not None:
        return None
    return None if tree.children(verb.head, *SUBJECTS) else (verb.head, "nsubj")


def next_subject(tree: Tree, i: int) -> Arc | None:
    """ "Shells killed five, and a strike wiped out a family": a noun behind an object is the
    subject of the verb that follows, when that has none."""
    word = tree.words[i]
    if word.deprel not in SUBJECTS or i < word.head:
        return None
    objects = [k for k in tree.children(word.head, "obj") if k < i]
    if not objects or tree.preposition(i) is not None:
        return None
    joined = (*tree.children(word.head, "conj"), *tree.children(tree.words[word.head].head, "conj"))
    after = (k for k in sorted(joined) if k > i and tree.words[k].upos == "VERB")
    verb = next(after, None)
    if verb is None or tree.children(verb, *SUBJECTS):
        return None
    return verb, "nsubj:pass" if tree.children(verb, "aux:pass") else "nsubj"


def late_subject(tree: Tree, i: int) -> Arc | None:
    """ "Rabat announced a ban": a second subject right behind the verb is its object."""
    word = tree.words[i]
    verb = word.head
    if word.deprel != "nsubj" or i < verb or tree.children(verb, "obj", "cop", "ccomp"):
        return None
    if tree.words[verb].upos != "VERB" or tree.preposition(i) or tree.words[verb].deprel == "ccomp":
        return None
    first = min(tree.subtree(i, BEHIND))
    led = any(k < verb for k in tree.children(verb, "nsubj"))
    return (verb, "obj") if led and first == verb + 1 else None


def meaningful(tree: Tree, i: int) -> Arc | None:
    """ "It would train an army": an "it" that no clause behind it explains is somebody."""
    word = tree.words[i]
    if word.text.lower() != "it" or word.head <= i or tree.words[word.head].upos != "VERB":
        return None
    clauses = tree.children(word.head, "csubj", "ccomp", "csubj:pass", *SUBJECTS, "aux:pass")
    direct = tree.children(word.head, "obj") and not clauses
    return (word.head, "nsubj") if direct else None


def by_subject(tree: Tree, i: int) -> Arc | None:
    """ "The bombing of the town by jets resumed": those behind "by" are the noun's, no subject."""
    word = tree.words[i]
    if i > word.head or tree.preposition(i) != "by":
        return None
    others = [k for k in tree.children(word.head, *SUBJECTS) if k < i]
    return (others[0], "nmod") if others and tree.words[others[0]].upos == "NOUN" else None


def joined_subject(tree: Tree, i: int) -> Arc | None:
    """ "Prices fell and militants swept on": a noun joined to a verb is the next one's subject."""
    word = tree.words[i]
    host = tree.words[word.head] if word.head >= 0 else None
    if word.deprel != "conj" or word.upos not in ("NOUN", "PROPN", "PRON") or host is None:
        return None
    if host.upos != "VERB":
        return None
    after = (k for k in tree.children(word.head, "conj") if k > i and tree.words[k].upos == "VERB")
    verb = next(after, None)
    if verb is None or tree.children(verb, *SUBJECTS):
        return None
    between = tree.words[i + 1 : verb]
    return (verb, "nsubj") if all(w.upos in ("AUX", "ADV", "PART") for w in between) else None


def counted_object(tree: Tree, i: int) -> Arc | None:
    """ "Gunmen killed dozens of people": a number behind a verb does not count its subject."""
    word = tree.words[i]
    verb = i - 1
    if word.deprel != "nummod" or not 0 <= word.head < verb or tree.words[verb].upos != "VERB":
        return None
    subject = tree.words[word.head]
    if subject.deprel not in SUBJECTS or subject.head != verb or tree.children(verb, "obj"):
        return None
    return verb, "obj"


def clause_of_speech(tree: Tree, i: int) -> Arc | None:
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


def act_told(tree: Tree, i: int) -> Arc | None:
    """ "Raids on Rafah, where many fled, killed nine": what the noun did is no other sentence."""
    verb = tree.child(tree.root, "parataxis") if tree.words[tree.root].upos == "NOUN" else None
    if verb is None or i not in (verb, tree.root) or tree.words[verb - 1].text != ",":
        return None
    told = tree.words[verb]
    form = told.text.lower()
    past = told.upos == "VERB" and not form.endswith("ing") and form != told.lemma.lower()
    if verb < tree.root or not past or tree.children(verb, *SUBJECTS, "cc"):
        return None
    if tree.children(tree.root, *SUBJECTS, "cop"):
        return None
    return (verb, "nsubj") if i == tree.root else (-1, "root")


def subject_behind(tree: Tree, i: int) -> Arc | None:
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
