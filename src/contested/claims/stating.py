"""Drafts that tell of nothing that is, was or will be: names, wishes, generic truths, fiction.

Each decider reads the tree and abstains (False) when unsure; ``nothing.py`` gives the reasons with
the rule of the codebook. Word lists stand in ``discourse.toml``.
"""

from contested.annotate.lemmas import lemma
from contested.claims.attempts import AIM
from contested.claims.frame import Draft
from contested.claims.lexicon import load_lexicon
from contested.claims.model import Claim
from contested.claims.nouns import words_of
from contested.claims.signs import listed
from contested.claims.tenses import tense_of
from contested.claims.tree import Tree

_WEAK = ("(wishes)", "modal can", "modal aim is to", "modal should", "modal must")
_WH = ("what", "whether", "how", "when", "where", "who", "whom", "why", "if", "which")
_BREAKS = frozenset("“\"'‘«:;.—–(…*•|/")
_VAGUE_AIMS = ("what", "anything", "something", "everything", "whatever")
_PAST = ("have", "do")


def part_of_a_name(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "The Committee to *Protect* Journalists", "*Save* the Children said": no verb at all."""
    at = draft.predicate
    word = tree.words[at]
    if claim.passage.kind in ("title", "heading") or not word.text[:1].isupper():
        return False
    if word.upos not in ("VERB", "PROPN") or draft.why[0].startswith("compound"):
        return False
    if at == 0:
        last = tree.child(at, "obj")
        bare = word.text.lower() == word.lemma.lower() and not tree.children(at, "nsubj")
        return bare and last is not None and _capital(tree, last) and last + 1 < len(tree.words)
    if tree.words[at - 1].text in _BREAKS or word.text.isupper():
        return False
    return any(_capital(tree, k) for k in range(max(0, at - 3), at))


def _capital(tree: Tree, k: int) -> bool:
    return tree.words[k].text[:1].isupper() and tree.words[k].upos in ("NOUN", "PROPN", "VERB")


def only_possible(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "They can strike anywhere", "the only way is to kill them", "he wants them to leave": an act
    that is merely able, wished or right to be, with no condition and no question."""
    if claim.modality != "hypothetical" or claim.condition is not None:
        return False
    if claim.kind in ("intent", "forecast") or (claim.kind == "relation" and draft.nominal):
        return False
    if any(x in ("question", "indirect question", "would", "modal could") for x in claim.why):
        return False
    return any(x.endswith(_WEAK) for x in claim.why)


def must_be(tree: Tree, draft: Draft) -> bool:
    """ "We have to fight", "it has to end": a need of the present, nobody says that it is met."""
    word = tree.words[draft.predicate]
    if word.deprel != "xcomp" or word.head < 0:
        return False
    above = tree.words[word.head]
    marked = any(tree.words[k].text.lower() == "to" for k in tree.children(draft.predicate, "mark"))
    present = above.text.lower() in ("have", "has", "’ve", "'ve")
    return (
        marked and above.lemma.lower() == "have" and present and not tree.children(word.head, "aux")
    )


def generic(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "People who flee persecution", "every child who dies": of whoever it may be, always."""
    at = draft.predicate
    word = tree.words[at]
    if any(a.actor for a in (*claim.agents, *claim.targets)) or claim.quantities:
        return False
    if any(p.lat is not None for p in claim.places) or claim.time.basis == "stated":
        return False
    if word.deprel in ("acl:relcl", "acl") and word.head >= 0:
        return _present(tree, at) and _anyone(tree, word.head)
    subject = tree.child(at, "nsubj", "nsubj:pass")
    return subject is not None and _present(tree, at) and _anyone(tree, subject, subject=True)


def _anyone(tree: Tree, k: int, subject: bool = False) -> bool:
    low = tree.words[k].text.lower()
    if low in words_of("anyone"):
        return True
    every = {tree.words[j].text.lower() for j in tree.children(k, "det")}
    if every & {"every", "any", "each"}:
        return True
    bare = not tree.children(k, "det", "amod", "nummod", "nmod:poss", "nmod", "compound")
    return not subject and bare and low in words_of("people_at_large")


def _present(tree: Tree, at: int) -> bool:
    word = tree.words[at]
    helpers = {tree.words[k].text.lower() for k in tree.children(at, "aux", "aux:pass")}
    if helpers & {"was", "were", "had", "did", "will", "would", "has", "have", "'ve", "’ve"}:
        return False
    if helpers & {"is", "are", "be", "being", "do", "does", "can", "may", "might"}:
        return True
    low, lemma = word.text.lower(), word.lemma.lower()
    return word.upos == "VERB" and low in (lemma, f"{lemma}s", f"{lemma}es", f"{lemma[:-1]}ies")


def imagined(tree: Tree, draft: Draft) -> bool:
    """ "A scenario where Russia attacks", "the film about a pilot who bombs": no one says so."""
    at = draft.predicate
    for above in tree.ancestors(at):
        word = tree.words[at]
        if word.deprel not in ("acl:relcl", "acl", "nmod", "ccomp", "conj", "xcomp", "obl", "obj"):
            return False
        if word.deprel in ("acl:relcl", "acl") and _of(tree, above, "scenarios"):
            return True
        subject = tree.child(above, "nsubj")
        told = subject is not None and _of(tree, subject, "fictions") and at > above
        if told or _of(tree, above, "fictions"):
            return True
        at = above
    return False


def _of(tree: Tree, k: int, name: str) -> bool:
    return tree.words[k].upos == "NOUN" and tree.words[k].lemma.lower() in words_of(name)


def aims_at_nothing(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "What he was planning to do", "yet to decide whether", "we want to say thank you", "do we
    want to stay?"."""
    if claim.kind != "intent":
        return False
    if "question" in claim.why:
        return True  # codebook 7.6
    at = draft.predicate
    word = tree.words[at]
    if word.deprel == "amod" and word.lemma.lower() == "want":
        return True  # "the most wanted man"
    if draft.nominal and _said_of_aim(tree, at):
        return True
    idle = word.lemma.lower() in words_of("idle_aims") and not draft.nominal
    if idle and AIM in draft.why:
        return True  # "met him to discuss the crisis", "issued a statement to express its outrage"
    if _undecided(tree, at):
        return True
    for k in (*tree.children(at, "xcomp", "acl", "advcl"), *_own_clause(tree, draft)):
        lemma = tree.words[k].lemma.lower()
        if lemma in words_of("courtesies") and _first_person(tree, at):
            return True
        ends = (*tree.children(k, "obj"), *tree.children(at, "obj"))
        objects = [tree.words[j].text.lower() for j in ends]
        vague = bool(objects) and all(x in _VAGUE_AIMS for x in objects)
        if lemma == "do" and vague:
            return True
    return _aim_of_being(tree, draft)


def _said_of_aim(tree: Tree, at: int) -> bool:
    """ "Our aim is humanitarian", "the priority must be the protection of civilians": no aim told,
    or one that ought to be."""
    told = tree.words[at].head
    if tree.words[at].deprel != "nsubj" or not tree.children(told, "cop"):
        return False
    ought = {tree.words[k].lemma.lower() for k in tree.children(told, "aux")} & listed("ought")
    return bool(ought) or tree.words[told].upos == "ADJ"


def _own_clause(tree: Tree, draft: Draft) -> tuple[int, ...]:
    return (draft.predicate,) if AIM in draft.why else ()


def _undecided(tree: Tree, at: int) -> bool:
    """ "Decide whether to return", "consider what to do": open what the aim will be."""
    if tree.words[at].lemma.lower() not in words_of("deliberating"):
        return False
    for k in tree.children(at, "ccomp", "xcomp", "advcl", "obl", "obj"):
        inside = sorted(tree.subtree(k))[:3]
        if any(tree.words[j].text.lower() in _WH for j in inside if j > at):
            return True
    return False


def _first_person(tree: Tree, at: int) -> bool:
    subject = tree.child(at, "nsubj")
    return subject is not None and tree.words[subject].text.lower() in ("i", "we")


def _aim_of_being(tree: Tree, draft: Draft) -> bool:
    """ "In order to be successful": a quality, no act."""
    if not draft.why[0].startswith("connective in order"):
        return False
    heads = [k for k in draft.effect_words | draft.cause_words | draft.scope if k > draft.predicate]
    tops = [k for k in heads if tree.words[k].head not in draft.scope]
    return any(tree.words[k].upos == "ADJ" and tree.children(k, "cop") for k in tops)


def inference(tree: Tree, draft: Draft) -> bool:
    """ "This means that we need them", "that makes it harder": inferred or judged, not caused."""
    word = tree.words[draft.predicate]
    if draft.kind != "cause" or word.lemma.lower() not in ("mean", "make"):
        return False
    if word.lemma.lower() == "make":  # "made it more difficult": an evaluation
        said = tree.children(draft.predicate, "xcomp", "ccomp", "obj", "amod")
        return any(tree.words[k].lemma.lower() in words_of("evaluations") for k in said)
    return word.text.lower() in ("mean", "means") or bool(
        {tree.words[k].lemma.lower() for k in tree.children(draft.predicate, "aux")} & set(_PAST)
    )


def opines(tree: Tree, draft: Draft) -> bool:
    """ "They agreed that it was likely": of one mind, nothing is promised."""
    if draft.act != "AGREE" or tree.words[draft.predicate].lemma.lower() != "agree":
        return False
    said = tree.child(draft.predicate, "ccomp")
    if said is None:
        return False
    helpers = {tree.words[k].text.lower() for k in tree.children(said, "aux")}
    bound = helpers & {
        "will",
        "would",
        "should",
        "must",
        "shall",
        "to",
        "’ll",
        "'ll",
        "can",
        "could",
    }
    return not bound and not any(tree.words[k].lemma == "to" for k in tree.children(said, "mark"))


def by_a_thing(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "It threatens them by its example", "that offers no guarantee": nobody threatens or vows."""
    if draft.act not in ("THREATEN", "AGREE") or draft.nominal:
        return False
    if any(a.actor for a in claim.agents):
        return False
    subject = tree.child(draft.predicate, "nsubj")
    if subject is None:
        return False
    word = tree.words[subject]
    if word.upos == "PRON":
        clause = tree.words[draft.predicate].deprel == "acl:relcl"
        return not clause and word.text.lower() in ("it", "this", "that", "these", "those")
    return word.upos == "NOUN" and word.lemma.lower() in words_of("happenings") | words_of(
        "abstract"
    )


def an_inquiry(tree: Tree, draft: Draft) -> bool:
    """ "Police are investigating the attack" (codebook 12.24)."""
    return draft.act == "ACCUSE" and tree.words[draft.predicate].lemma.lower() in words_of(
        "inquiries"
    )


def would_rather(tree: Tree, draft: Draft) -> bool:
    """ "They would rather that he died": what somebody would like better."""
    word = tree.words[draft.predicate]
    if word.deprel not in ("ccomp", "xcomp", "advcl") or word.head < 0:
        return False
    near = {tree.words[k].text.lower() for k in (word.head, *tree.kids[word.head])}
    return "rather" in near and bool(near & {"would", "’d", "'d"})


def by_other_means(tree: Tree, draft: Draft) -> bool:
    """ "Moscow retaliated by imposing sanctions": what was done stands in the other clause."""
    if tree.words[draft.predicate].lemma.lower() not in words_of("answering"):
        return False
    return any(
        tree.words[m].text.lower() in ("by", "with")
        for k in tree.children(draft.predicate, "advcl")
        for m in tree.children(k, "mark")
    )


def a_topic(tree: Tree, draft: Draft) -> bool:
    """ "He spoke about invading Syria", "a pretext to strike": only spoken or thought of."""
    at = tree.lead(draft.predicate)
    word = tree.words[at]
    if word.deprel not in ("acl", "advcl", "obl", "nmod") or draft.nominal or word.head < 0:
        return False
    marks = {tree.words[k].text.lower() for k in tree.children(at, "mark", "case")}
    if "about" in marks:
        return word.text.lower().endswith("ing")
    noun = tree.words[word.head].upos == "NOUN" and word.deprel == "acl"
    return noun and bool(marks & {"to", "of"}) and _of(tree, word.head, "thoughts")


def a_policy(tree: Tree, draft: Draft) -> bool:
    """ "Its policy was the destruction of the group": what was wanted, not what was done."""
    subject = tree.child(draft.predicate, "nsubj")
    if not draft.nominal or draft.kind != "event" or subject is None:
        return False
    return bool(tree.children(draft.predicate, "cop")) and _of(tree, subject, "policies")


_ALONE = ("he", "she", "i", "him", "her", "his", "my", "me")


def a_private_aim(tree: Tree, draft: Draft, claim: Claim) -> bool:
    """ "He had wanted to go for a long time": somebody's own plans, with no side, place or arms."""
    if claim.kind != "intent" or not claim.agents:
        return False
    people = load_lexicon().classes["civilian"] if AIM in draft.why else frozenset()
    if any(a.actor or not _private(a.mention or "", people) for a in claim.agents):
        return False
    if any(a.actor for a in claim.targets) or any(p.lat is not None for p in claim.places):
        return False
    inside = (
        w for w in tree.words if claim.evidence.start <= w.start and w.end <= claim.evidence.end
    )
    return not any(w.lemma.lower() in listed("war") for w in inside)


def _private(mention: str, people: frozenset[str]) -> bool:
    last = mention.lower().rpartition(" ")[2]
    return mention.lower() in _ALONE or lemma(last, "NOUN") in people


_UNTIL = ("when", "whenever", "until", "till", "once", "as soon as")
_IF = ("if", "unless")


def a_condition(tree: Tree, draft: Draft) -> bool:
    """ "When they attack, people will flee", "not until it has captured Aleppo": what must come
    first is told of nowhere (codebook 1.8), nor what hangs on it ("if … by shelling")."""
    at, below = draft.predicate, draft.predicate
    for above in tree.ancestors(at):
        word = tree.words[below]
        if word.deprel == "advcl" and _opens_condition(tree, below, above, at):
            return True
        if word.deprel not in ("advcl", "xcomp", "conj", "acl", "obj", "obl") or draft.nominal:
            return False
        below = above
    return False


def _opens_condition(tree: Tree, clause: int, above: int, at: int) -> bool:
    opens = [k for k in tree.children(clause, "mark", "advmod") if not _on_a_day(tree, k)]
    marks = {tree.words[k].text.lower() for k in opens}
    if marks & set(_IF):
        return clause != at and not tree.words[at].text.lower().endswith("ed")
    ahead = tense_of(tree, above) == "future"
    return bool(marks & set(_UNTIL)) and ahead and tense_of(tree, clause) != "past"


def _on_a_day(tree: Tree, k: int) -> bool:
    """ "On Friday, when they host a summit": the clause is told of that day."""
    before = max(0, k - 2) if k > 1 and tree.words[k - 1].text == "," else max(0, k - 1)
    return tree.words[k].text.lower() == "when" and tree.words[before].upos in ("PROPN", "NUM")


def warned_off(tree: Tree, draft: Draft) -> bool:
    """ "Warned Turkey not to attack", "warned against bombing the city": nobody says they do."""
    at = tree.lead(draft.predicate)
    word = tree.words[at]
    if word.head < 0 or draft.nominal or tree.words[word.head].lemma.lower() != "warn":
        return False
    if word.deprel not in ("xcomp", "ccomp", "advcl", "obl", "acl"):
        return False
    marks = {tree.words[k].text.lower() for k in tree.kids[at] if k < at}
    return "against" in marks or ("to" in marks and bool(marks & {"not", "never"}))
