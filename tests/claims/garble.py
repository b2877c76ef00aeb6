"""Accounts of garbled text under random syntax, to see that nothing in a text breaks the stage."""

import random
from itertools import pairwise

from contested.accounts.model import Account, Appearance, Passage
from contested.annotate.lemmas import lemma
from contested.annotate.model import ActScore, Annotation, Sentence, Span, Word
from contested.annotate.sentences import split_sentences
from contested.annotate.words import split_words
from contested.claims.lexicon import load_lexicon

STORY = """Russian warplanes struck rebel positions near Aleppo on Friday, activists said.
The ministry claimed its jets had killed at least 120 fighters, a boast the rebels dismissed.
If the front collapses, Islamic State will take Raqqa within weeks, because "we" cannot stop it.
He may have bought their oil — but now, according to Reuters, he is shelling them.
US-backed fighters hold the stronghold of Kobani, which the group has besieged since March 2015.
"Thousands fled," the Observatory said; Assad's army denied it. Did Turkey threaten to invade?
"""
_UPOS = ("NOUN", "VERB", "PROPN", "ADJ", "ADV", "AUX", "PRON", "ADP", "DET", "NUM", "PUNCT", "PART")
_CORE = ("nsubj", "obj", "iobj", "obl", "nsubj:pass", "obl:agent", "ccomp", "xcomp", "csubj")
_CLAUSES = (
    "advcl",
    "acl",
    "acl:relcl",
    "parataxis",
    "conj",
    "cc",
    "mark",
    "aux",
    "aux:pass",
    "cop",
)
_GROUPS = ("nmod", "nmod:poss", "amod", "compound", "flat", "appos", "case", "det", "nummod")
_OTHERS = ("advmod", "punct", "fixed", "compound:prt", "discourse", "dep", "list", "orphan", "expl")
_DEPREL = (*_CORE, *_CLAUSES, *_GROUPS, *_OTHERS)
_NAMES = ("Organisation", "Location", "Person", "Temporal", "Weapon", "place", "time", "Quantity")
_SAID = ("source", "cue", "content")
_KINDS = ("title", "body", "quote", "turn", "excerpt", "embed", "boilerplate", "byline")


def garbled(rng: random.Random, cuts: int) -> str:
    """``STORY`` with ``cuts`` pieces dropped, doubled, moved or replaced by strange marks."""
    text = STORY
    for _ in range(cuts):
        a, b = sorted(rng.randrange(len(text) + 1) for _ in "ab")
        b = min(b, a + 40)
        piece = text[a:b]
        strange = rng.choice(["", piece * 2, "\n\n", "“", "'s", "…\u200b", "٣ 7 апреля", "-" * 5])
        text = text[:a] + rng.choice([strange, strange + piece, piece[::-1]]) + text[b:] or "."
    return text


def account_of(rng: random.Random, text: str) -> Account:
    """``text`` cut into passages of random kinds, some with voices, dated or not."""
    edges = sorted({0, len(text), *(rng.randrange(len(text) + 1) for _ in range(3))})
    passages = []
    for k, (a, b) in enumerate(pairwise(edges)):
        voiced = rng.random() < 0.4 and b - a > 3
        passages.append(
            Passage(
                f"p{k}",
                rng.choice(_KINDS),  # type: ignore[arg-type]
                a,
                b,
                voice=text[a : a + 3] if voiced else None,
                voice_start=a if voiced else None,
                voice_end=a + 3 if voiced else None,
                date=rng.choice([None, None, "2015-10-07"]),
            )
        )
    met = Appearance("g.txt", publisher="The Tester", date=rng.choice([None, "2015-10-10"]))
    return Account("a_g", text, "0" * 64, "test", tuple(passages), (met,))


def annotation_of(rng: random.Random, account: Account) -> Annotation:
    """Real words under a random tree of random relations, with random spans and acts."""
    sentences = []
    for index, passage in enumerate(account.passages):
        if not passage.yields_claims:
            continue
        text = account.text[passage.start : passage.end]
        for start, end in split_sentences(text):
            offsets = split_words(text[start:end], passage.start + start)
            if offsets:
                sentences.append(_sentence(rng, account.text, index, offsets))
    return Annotation(account.id, "0" * 64, tuple(sentences))


def _sentence(
    rng: random.Random, text: str, passage: int, offsets: list[tuple[int, int]]
) -> Sentence:
    forms = [text[a:b] for a, b in offsets]
    upos, heads, deprels = _guessed(rng, forms) if rng.random() < 0.8 else _nonsense(rng, forms)
    words = tuple(
        Word(form, a, b, lemma(form, upos[i]), upos[i], heads[i], deprels[i])
        for i, (form, (a, b)) in enumerate(zip(forms, offsets, strict=True))
    )
    n = len(words)
    return Sentence(
        offsets[0][0],
        offsets[-1][1],
        passage,
        words,
        names=_spans(rng, n, _NAMES),
        attributions=_spans(rng, n, _SAID),
        roles=_spans(rng, n, ("source", "target")),
        acts=(ActScore(rng.randrange(n), None, rng.randrange(n), "ASSAULT", rng.random()),),
    )


Syntax = tuple[list[str], list[int], list[str]]


def _nonsense(rng: random.Random, forms: list[str]) -> Syntax:
    """A tree of any shape: each word hangs on one that was placed before it."""
    n = len(forms)
    order = rng.sample(range(n), n)
    heads = [-1] * n
    for k, word in enumerate(order[1:], 1):
        heads[word] = order[rng.randrange(k)]
    upos = [rng.choice(_UPOS) for _ in forms]
    return upos, heads, ["root" if h < 0 else rng.choice(_DEPREL) for h in heads]


def _guessed(rng: random.Random, forms: list[str]) -> Syntax:
    """A tree as a poor parser might give: verbs govern, nouns are their arguments."""
    upos = [_tag(rng, f) for f in forms]
    verbs = [i for i, u in enumerate(upos) if u == "VERB"] or [0]
    nouns = [i for i, u in enumerate(upos) if u in ("NOUN", "PROPN", "PRON") and i not in verbs]
    heads, deprels = [-1] * len(forms), ["root"] * len(forms)
    for i in range(len(forms)):
        if i == verbs[0]:
            continue
        if i in verbs:
            heads[i] = verbs[verbs.index(i) - 1]
            deprels[i] = rng.choice(("conj", "ccomp", "xcomp", "advcl", "parataxis", "acl"))
        elif i in nouns:
            heads[i] = min(verbs, key=lambda v: abs(v - i))
            after = ("obj", "obl", "obl:agent", "nmod", "ccomp")
            deprels[i] = rng.choice(("nsubj", "nsubj:pass") if i < heads[i] else after)
        else:
            clause = upos[i] in ("SCONJ", "ADV", "AUX", "PUNCT")
            heads[i] = next((k for k in (verbs if clause else nouns) if k > i), verbs[0])
            deprels[i] = _FUNCTION.get(upos[i]) or rng.choice(_DEPREL)
    return upos, heads, deprels


_FUNCTION = {
    "ADP": "case",
    "DET": "det",
    "ADJ": "amod",
    "NUM": "nummod",
    "PUNCT": "punct",
    "SCONJ": "mark",
}
_TAGS = {
    "the": "DET",
    "a": "DET",
    "near": "ADP",
    "on": "ADP",
    "by": "ADP",
    "of": "ADP",
    "in": "ADP",
}
_TAGS |= {"if": "SCONJ", "because": "SCONJ", "within": "ADP", "since": "ADP", "not": "ADV"}


def _tag(rng: random.Random, form: str) -> str:
    """What kind of word a form looks like."""
    low = form.lower()
    if rng.random() < 0.1:
        return rng.choice(_UPOS)
    if load_lexicon().entries_for(lemma(low, "VERB"), "verb") or low in ("said", "claimed"):
        return "VERB"
    if low in _TAGS or not form.isalpha():
        return _TAGS.get(low, "NUM" if form.isdigit() else "PUNCT")
    return "PROPN" if form[0].isupper() else rng.choice(("NOUN", "NOUN", "ADJ", "PRON", "AUX"))


def _spans(rng: random.Random, n: int, labels: tuple[str, ...]) -> tuple[Span, ...]:
    """Up to four random spans in order."""
    out = []
    for _ in range(rng.randrange(5)):
        first = rng.randrange(n)
        last = min(n, first + 1 + rng.randrange(6))
        out.append(Span(first, last, rng.choice(labels), rng.random()))
    return tuple(sorted(out, key=lambda s: s.first))
