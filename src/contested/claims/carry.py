"""Places that go without saying: an act told beside another one, where no words say where.

"They shelled the market as they pulled out of Crater and killed a father": the killing was in
Crater. A claim without a place takes that of a happening told in its own sentence, else in the
sentence just before when the story goes on, marked as inferred (codebook 12.23).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from contested.claims.backrefs import is_elsewhere, place_words
from contested.claims.frame import Draft, View
from contested.claims.model import Claim, Place
from contested.claims.tenses import tense_of
from contested.claims.tree import Tree

Pair = tuple[Draft, Claim]
_TOLD = ("event", "control")
_NARROW = ("settlement", "neighbourhood", "site", "district")
_WHOLE = ("country", "continent")
_TOLD_OF = ("the ", "there", "his ", "her ", "their ")
_ROLES = ("at", "near")
_ASIDE = ("acl:relcl", "acl", "amod", "compound", "appos")
_AGAINST = frozenset(["while", "whereas", "although", "though"])
_SETTING = frozenset(["after", "during", "in", "amid", "following"])


def carry_places(view: View, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """``pairs`` (in text order) with places for acts that are told beside another's."""
    out = list(pairs)
    places = {claim.id: claim.places for _, claim in out}
    rows: dict[int, list[int]] = {}
    for i, (draft, _) in enumerate(out):
        rows.setdefault(draft.sentence, []).append(i)
    for i, (draft, claim) in enumerate(out):
        answered = claim.why[0].split() if claim.why else []
        if not claim.places and answered[:1] in (["denies"], ["confirms"]):
            again = tuple(replace(p, inferred=True) for p in places.get(answered[-1], ()))
            out[i] = (draft, replace(claim, places=again))
            continue
        told = (_happens(claim) or claim.kind == "toll") and answered[:1] != ["loose"]
        if claim.places or not told or _aside(view.trees[draft.sentence], draft):
            continue
        tree = view.trees[draft.sentence]
        if is_elsewhere(tree, draft.predicate):
            continue
        same = [out[j] for j in rows[draft.sentence] if j != i and _holds(tree, out[j][0], draft)]
        same = [pair for pair in same if not _contrasted(tree, draft, pair[0])]
        before = [out[j] for j in rows.get(draft.sentence - 1, ())]
        for other, where in _offered(view, draft, claim, same, before):
            why = (*claim.why, f"where {other.id} was")
            out[i] = (draft, replace(claim, places=where, why=why))
            places[claim.id] = where
            break
    return tuple(out)


def _holds(tree: Tree, other: Draft, draft: Draft) -> bool:
    """Whether what is told of ``other`` reaches ``draft``: told before it, or the clause above."""
    if other.predicate < draft.predicate or other.predicate in tree.ancestors(draft.predicate):
        return True
    under = tree.words[other.predicate]
    when = any(tree.words[k].text.lower() == "when" for k in tree.kids[other.predicate])
    below = under.deprel == "advcl" or (under.deprel == "conj" and when)
    return (
        below and under.head == draft.predicate
    )  # "nine were killed when a bomb went off in Homs"


def _happens(claim: Claim) -> bool:
    """Whether the claim tells something that was done somewhere: no words, aims or forecasts."""
    return claim.kind in _TOLD and claim.act not in place_words("placeless", "acts")


def _aside(tree: Tree, draft: Draft) -> bool:
    """Whether the act only describes someone, unless its noun is the setting of the sentence:
    "after shelling that killed many"."""
    word = tree.words[draft.predicate]
    while word.deprel == "conj" and word.head >= 0:
        word = tree.words[word.head]
    if word.deprel not in _ASIDE or word.head < 0:
        return False
    result = word.deprel == "acl" and word.text.lower().endswith("ing")
    if result and tree.words[draft.predicate - 1].text == ",":
        return False  # "bombed a bus, killing forty"
    return tree.preposition(word.head) not in _SETTING


def _offered(
    view: View, draft: Draft, claim: Claim, same: Sequence[Pair], before: Sequence[Pair]
) -> Iterator[tuple[Claim, tuple[Place, ...]]]:
    """Claims whose places this one may share, the likeliest first."""
    verb = view.trees[draft.sentence].words[draft.predicate].lemma.lower()
    moved = place_words("bound", "away") | place_words("bound", "verbs")
    leaves = claim.act == "RETREAT" and verb in moved
    for _, other in sorted(same, key=lambda p: abs(p[0].predicate - draft.predicate)):
        places = tuple(_shared(claim, other, leaves))
        if places:
            yield other, places
    dated = claim.kind == "toll" and claim.time.basis == "stated"  # of a period, not of the story
    if dated or not _goes_on(view, draft):
        return
    for _, other in reversed(before):
        places = tuple(p for p in _shared(claim, other, leaves) if _definite(p))
        fresh = not any(p.inferred for p in other.places)
        if places and fresh and _one_story(claim, other):
            yield other, places


def _definite(place: Place) -> bool:
    part = place.mention.lower().split()[-1] in place_words("parts") and place.name != place.mention
    return place.kind in _NARROW and place.lat is not None and not part


def _one_story(claim: Claim, other: Claim) -> bool:
    """Whether the two are likely one happening: one act, a side in both, a place lost and left."""
    left = claim.act == "RETREAT" and other.kind == "control"
    if claim.kind == "toll":
        return other.kind == "toll" or other.act == "ASSAULT"
    return left or claim.act == other.act or bool(_parties(claim) & _parties(other))


def _goes_on(view: View, draft: Draft) -> bool:
    """Whether the sentence tells on in its passage, in the past."""
    s = draft.sentence
    if s == 0 or view.passage(s).id != view.passage(s - 1).id:
        return False
    return tense_of(view.trees[s], draft.predicate) in ("past", None)


def _parties(claim: Claim) -> frozenset[str]:
    return frozenset(a.party or a.actor or "" for a in (*claim.agents, *claim.targets)) - {""}


def _shared(claim: Claim, other: Claim, leaves: bool) -> Iterator[Place]:
    """Where the other was, as an inferred place; nothing when the two were at other times."""
    counted = claim.kind == other.kind == "toll"
    if not (counted or _happens(other)) or _apart(claim, other):
        return
    for place in other.places:
        if place.kind in _WHOLE:
            continue
        known = place.lat is not None or place.mention[:1].isupper() or place.kind == "site"
        if place.role in _ROLES and (known or place.mention.lower().startswith(_TOLD_OF)):
            role = "from" if leaves and place.role == "at" else place.role
            yield replace(place, role=role, inferred=True)


def _contrasted(tree: Tree, draft: Draft, other: Draft) -> bool:
    """Whether a clause is set against the one before it: "…, while the Tigers claimed that"."""
    for k in (draft.predicate, *tree.ancestors(draft.predicate)):
        marks = {tree.words[j].text.lower() for j in tree.children(k, "mark")}
        if marks & _AGAINST:
            return other.predicate not in tree.subtree(k)
    return False


def _apart(claim: Claim, other: Claim) -> bool:
    """Whether words put the two on different days."""
    one, two = claim.time, other.time
    if one.basis == "account" or two.basis == "account":
        dated = one.basis == "stated" and not _of_the_story(one.mention or "")
        return dated and claim.evidence.start > other.evidence.end
    begins, ends = max(one.start or "", two.start or ""), min(one.end or "~", two.end or "~")
    return begins >= ends


def _of_the_story(mention: str) -> bool:
    """Whether words of time count from the story's own day: "before sunset", "the next day"."""
    return mention.islower() and not any(c.isdigit() for c in mention) and "ago" not in mention
