"""Signs for and against a draft being a claim of the war at all: named numbers, mostly 0 or 1.

They are what the extractor has at hand: the word and its syntax, who takes part and whether the
registry knows them, what the encoder reads, what governs the word, and what the sentence and the
account around it speak of. ``worth.py`` weighs them.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from contested.annotate.model import Sentence, label_of
from contested.claims.frame import Draft
from contested.claims.model import Claim
from contested.claims.nouns import words_of
from contested.claims.reading import Reading
from contested.claims.tree import Tree
from contested.claims.triggered import triggers_at
from contested.claims.vocabulary import packaged

Signs = dict[str, float]
_GOVERNED = ("xcomp", "ccomp", "advcl", "acl", "csubj", "obl", "obj", "nmod", "conj")
_ARMED_NAMES = ("MilitaryPlatform", "Weapon")
# A short account says little of what it is about: it is taken for a usual one in part.
_USUAL = (0.1, 0.012, 0.01, 0.6)  # words of war, of ordinary life, of home politics; known sides
_SURE = 4.0  # log odds that count as certain
_DOUBT = 8  # sentences that the usual account counts for


@dataclass(frozen=True)
class Around:
    """What an account speaks of: by sentence the share of words of war, of ordinary life and of
    home politics, and how many drafts with a known side it holds; then the account's own shares."""

    shares: tuple[tuple[float, float, float], ...]
    sides: tuple[int, ...]
    whole: tuple[float, float, float]
    known: float  # drafts with a known side per sentence


@cache
def listed(name: str) -> frozenset[str]:
    """The list ``name`` of ``worth_words.toml`` (lemmas in lower case)."""
    source = packaged("worth_words.toml")
    return source.strings(source.data.get("words", {}), name, f"{name} =")


def signs_of(reading: Reading, pairs: Sequence[tuple[Draft, Claim]]) -> tuple[Signs, ...]:
    """The signs of every draft with its claim, in order; all pairs of one account at once."""
    around = _around(reading, pairs)
    return tuple(_signs(reading, draft, claim, around) for draft, claim in pairs)


def _around(reading: Reading, pairs: Sequence[tuple[Draft, Claim]]) -> Around:
    shares = tuple(_shares(t.sentence) for t in reading.view.trees)
    sides = [0] * len(shares)
    for draft, claim in pairs:
        sides[draft.sentence] += any(a.actor for a in (*claim.agents, *claim.targets))
    n = len(shares) + _DOUBT
    whole = tuple((_DOUBT * _USUAL[k] + sum(s[k] for s in shares)) / n for k in range(3))
    known = (_DOUBT * _USUAL[3] + sum(sides)) / n
    return Around(shares, tuple(sides), (whole[0], whole[1], whole[2]), known)


def _shares(sentence: Sentence) -> tuple[float, float, float]:
    lemmas = [w.lemma.lower() for w in sentence.words if w.upos in ("NOUN", "ADJ", "PROPN", "VERB")]
    n = max(4, len(lemmas))
    war = sum(x in listed("war") for x in lemmas)
    war += sum(span.label in _ARMED_NAMES for span in sentence.names)
    private = sum(x in listed("private") for x in lemmas)
    return war / n, private / n, sum(x in listed("home") for x in lemmas) / n


def _signs(reading: Reading, draft: Draft, claim: Claim, around: Around) -> Signs:
    tree = reading.view.trees[draft.sentence]
    out: Signs = {"score": draft.score}
    for name in (
        *_of_predicate(tree, draft, claim),
        *_of_roles(reading, tree, draft, claim),
        *_of_stance(tree, draft, claim),
        *_of_encoder(tree, draft),
    ):
        out[name] = 1.0
    out.update(_of_context(draft, around))
    out.update(_of_numbers(reading, draft, claim))
    out.update(dict.fromkeys(_together(out), 1.0))
    return out


def _together(signs: Signs) -> tuple[str, ...]:
    """Pairs of signs that say more than each alone."""
    known = signs["known actors"] > 0
    word = next((w for w in ("everyday", "unmistakable") if f"{w} word" in signs), "other")
    noun = "shape=noun" in signs
    above = any(f"{name} above" in signs for name in ("ought", "wish", "silence"))
    rows = (
        (True, f"{word} word, {'a known side' if known else 'no known side'}"),
        (noun, f"noun {'of a known side' if known else 'of no known side'}"),
        (noun and above, "noun under a wish"),
        (above and not known, "wish of no known side"),
        ("reported" in signs and not known, "reported of no known side"),
        ("placed" in signs and known, "a known side on the map"),
        ("no agent" in signs and "no target" in signs, "nobody takes part"),
    )
    return tuple(name for holds, name in rows if holds)


def _of_predicate(tree: Tree, draft: Draft, claim: Claim) -> Iterator[str]:
    word = tree.words[draft.predicate]
    act = draft.act or "none"
    yield f"kind={claim.kind}"
    yield f"act={act}"
    yield f"lemma={word.lemma.lower()}"
    yield f"relation={word.deprel}"
    shape = "noun" if draft.nominal else word.upos.lower()
    yield f"shape={shape}"
    yield f"kind+shape={claim.kind}+{shape}"
    yield f"rule={draft.why[0].split()[0]}"
    if "compound" in draft.why[0]:
        yield f"compound={word.text.lower().rpartition('-')[2]}"
    for k in tree.children(draft.predicate, "det"):
        low = tree.words[k].text.lower()
        yield "points back" if low in listed("pointing") else f"article={low}"
    for name in ("unmistakable", "everyday"):
        if word.lemma.lower() in listed(name):
            yield f"{name} word"
    if draft.nominal and not tree.children(draft.predicate, "det", "nmod:poss", "nummod"):
        yield "bare noun"
    if tree.children(draft.predicate, "compound:prt"):
        yield "particle"


def _of_roles(reading: Reading, tree: Tree, draft: Draft, claim: Claim) -> Iterator[str]:
    registry = reading.resources.registry
    armed = reading.resources.lexicon.classes["combatant"] | words_of("forces")
    for role, slots, actors in (
        ("agent", draft.agents, claim.agents),
        ("target", draft.targets, claim.targets),
    ):
        if not actors:
            yield f"no {role}"
            continue
        for actor in actors:
            kind = registry.kind_of(actor.actor) if actor.actor else None
            yield f"{role} {kind or 'open'}"
        for slot in slots:
            if slot.sentence not in (None, draft.sentence):
                continue
            word = tree.words[slot.head]
            low = word.lemma.lower()
            for name in ("first", "plural_first", "second", "abstract", "private", "war"):
                if low in listed(name) or word.text.lower() in listed(name):
                    yield f"{role} {name}"
            if low in armed:
                yield f"{role} armed"
            yield f"{role} {word.upos.lower()}"
    yield "placed" if any(p.lat is not None for p in claim.places) else "nowhere on the map"
    if claim.time.basis == "stated":
        yield "dated"
    if claim.quantities:
        yield "counted"


def _of_stance(tree: Tree, draft: Draft, claim: Claim) -> Iterator[str]:
    yield f"stance={claim.stance}"
    yield "reported" if claim.chain else "own voice"
    yield f"passage={claim.passage.kind}"
    at = draft.predicate
    for step, above in enumerate((at, *tree.ancestors(at))):
        if step and tree.words[at].deprel not in _GOVERNED:
            break
        aux = {tree.words[k].lemma.lower() for k in tree.children(above, "aux")}
        for name in ("ought", "could", "might"):
            if aux & listed(name):
                yield f"{name} above"
        lemma = tree.words[above].lemma.lower()
        for name in ("wish", "silence", "thought"):
            if lemma in listed(name):
                yield f"{name} {'here' if not step else 'above'}"
        at = above
    if any(tree.words[k].text.lower() == "to" for k in tree.children(draft.predicate, "mark")):
        yield "infinitive"
    if any(w.text == "?" for w in tree.words):
        yield "question"


def _of_encoder(tree: Tree, draft: Draft) -> Iterator[str]:
    rows = [a for a in tree.sentence.acts if a.predicate == draft.predicate]
    if not rows:
        yield "encoder silent"
        return
    best = max(rows, key=lambda a: a.score)
    yield f"encoder={best.label}"
    if draft.act is not None:
        yield "encoder agrees" if best.label == draft.act else "encoder differs"


def _of_context(draft: Draft, around: Around) -> Signs:
    s, n = draft.sentence, len(around.shares)
    near = [k for k in (s - 2, s - 1, s + 1, s + 2) if 0 <= k < n]
    out: Signs = {"sides in account": min(1.0, around.known)}
    for k, topic in enumerate(("war", "private", "home")):
        out[f"{topic} in sentence"] = around.shares[s][k]
        out[f"{topic} nearby"] = sum(around.shares[j][k] for j in near) / max(1, len(near))
        out[f"{topic} in account"] = around.whole[k]
    out["sides nearby"] = min(3, sum(around.sides[j] for j in near)) / 3
    out["other sides in sentence"] = float(around.sides[s] > 1)
    return out


def _of_numbers(reading: Reading, draft: Draft, claim: Claim) -> Signs:
    tree = reading.view.trees[draft.sentence]
    rows = [a for a in tree.sentence.acts if a.predicate == draft.predicate]
    own = max((a.score for a in rows if a.label == draft.act), default=0.0)
    actors = (*claim.agents, *claim.targets)
    first = any(w.text.lower() in listed("first") for w in tree.words)
    return {
        "encoder share": own,
        "known actors": sum(a.actor is not None for a in actors) / max(1, len(actors)),
        "length": min(1.0, (claim.evidence.end - claim.evidence.start) / 200),
        "short": float(claim.evidence.end - claim.evidence.start < 25),
        "speaker is I": float(first),
        **_of_trigger(tree.sentence, draft, claim),
    }


def _of_trigger(sentence: Sentence, draft: Draft, claim: Claim) -> Signs:
    """How surely the encoder takes the word for a trigger, and for one of the draft's act."""
    told = sentence.telling[draft.predicate] if sentence.telling else 0.0
    if not told:
        return {}
    wanted = labels_of(draft, claim)
    found = triggers_at(sentence, draft.predicate)
    alike = sum(t.score for t in found if t.label in wanted)
    other = max((t.score for t in found if t.label not in wanted), default=0.0)
    return {
        "told by the encoder": _leaning(told),
        "so labelled by the encoder": _leaning(max(1e-3, told * alike)),
        "labelled otherwise": other if other > alike else 0.0,
    }


def labels_of(draft: Draft, claim: Claim) -> frozenset[str]:
    """The encoder's labels of triggers that fit a draft and the claim it became."""
    act = draft.sign if draft.kind == "relation" else draft.act
    return frozenset((label_of(draft.kind, act), claim.kind))


def _leaning(share: float) -> float:
    """Log odds of a share, from -1 to 1."""
    odds = math.log(share / max(1e-3, 1 - share))
    return max(-1.0, min(1.0, odds / _SURE))
