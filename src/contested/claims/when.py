"""When a claim says it happened: dates in its clause, else inherited, else the account's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from contested.claims.dated import Calendar, Dated, day_after, of_speech
from contested.claims.frame import Draft, View
from contested.claims.model import Time
from contested.claims.nouns import words_of
from contested.claims.spans import (
    TIMELESS,
    bounded,
    elapsed,
    ever_since,
    is_set_off,
    long_since,
    set_off_day,
)
from contested.claims.story import (
    SPOKEN,
    STATES,
    continues,
    is_before,
    running_total,
    story_time,
    told_aside,
)
from contested.claims.tenses import is_finite, is_perfect, tense_of
from contested.claims.tree import CLAUSAL, Tree
from contested.dates import find_dates

_NAMES = ("know", "call", "name", "dub")
_NAMING = ("NOUN", "PROPN")
_APART = ("after", "before", "since", "until", "once")
_PARTS_OF_CLAUSE = ("obj", "nsubj", "nsubj:pass", "obl", "nmod")
_JOINED = ("conj", "advcl", "xcomp", "acl")
_DESCRIBES = ("amod", "acl", "compound", "acl:relcl")


def time_of(view: View, draft: Draft, calendar: Calendar) -> Time:
    """The claim's time: stated in its clause, inherited from nearby, or the account's date.

    A forecast has a due date instead: its time is that of the account.
    """
    tree = view.trees[draft.sentence]
    told = calendar.anchors[draft.sentence]
    if draft.kind == "forecast":
        return _by_account(draft, told)
    usable = [d for d in calendar.dates[draft.sentence] if d.span.first or d.span.last]
    past = not draft.nominal and tense_of(tree, draft.predicate) == "past"
    if told is not None and past and draft.kind not in TIMELESS:  # nothing was done tomorrow
        usable = [d for d in usable if d.span.first is None or d.span.first <= told]
    within = _own_scope(tree, draft)
    own = [d for d in usable if d.words & within and _dates(tree, draft, d, calendar)]
    length = elapsed(view, draft, calendar, within)
    own += [length] if length is not None else []
    if not own and (since := ever_since(view, draft, calendar)) is not None:
        return _time(view, since, "stated")
    led = _led_by(tree, draft.predicate, usable)
    if led is not None and not own:
        return _time(view, _without_since(view, led, told), "stated")
    if own:
        nearest = _nearest(draft.predicate, own)
        return _time(view, bounded(view, draft, calendar, nearest), "stated")
    if draft.kind in TIMELESS:
        return _by_account(draft, told)
    if is_set_off(view, draft, calendar):
        around = _coordinated_scope(tree, draft)
        main = [d for d in usable if d.words & around]
        before = long_since(view, draft, calendar) or set_off_day(view, draft, calendar, main)
        return _time(view, before, "stated") if before else _by_account(draft, told)
    if any(_long(d) and d.words & within for d in calendar.dates[draft.sentence]):
        return _by_account(draft, told)  # "for years" is not the day told before
    found = _inherited(view, draft, calendar, usable)
    return _time(view, found, "inherited") if found else _by_account(draft, told)


def _inherited(
    view: View, draft: Draft, calendar: Calendar, usable: Sequence[Dated]
) -> Dated | None:
    """The date of what the clause hangs on or goes on from: in its sentence, then before it."""
    tree = view.trees[draft.sentence]
    if any(d.span.kind == "date" and d.words & _clause_after(tree, draft) for d in usable):
        return None
    beside = _coordinated_scope(tree, draft)
    shared = [d for d in usable if d.words & beside and _dates(tree, draft, d, calendar)]
    running = is_perfect(tree, draft.predicate) and any(d.span.last is None for d in shared)
    if shared and (running or continues(tree, draft) or _joined_words(tree, draft)):
        return bounded(view, draft, calendar, _nearest(draft.predicate, shared))
    then = _held_then(tree, draft, usable) or _there_then(tree, draft, usable)
    if then is not None:
        return then
    if any(tree.words[k].text.lower() == "since" for k in tree.children(draft.predicate, "mark")):
        return None  # "since the war began": not the day told before
    earlier = story_time(view, draft, calendar)
    if earlier is None and draft.kind == "toll":
        earlier = running_total(view, draft, calendar)
    return earlier or _only_date(tree, draft, usable)


def _clause_after(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words of a clause that sets an act apart: "after Turkey launched an offensive in January"."""
    below: set[int] = set()
    for k in tree.children(draft.predicate, "advcl"):
        if {tree.words[m].text.lower() for m in tree.children(k, "mark")} & set(_APART):
            below |= tree.subtree(k)
    return frozenset(below)


def _held_then(tree: Tree, draft: Draft, usable: Sequence[Dated]) -> Dated | None:
    """The time of a holding that only describes what is taken or fought for at a dated time.

    "They captured the army-held base on Friday": held up to Friday; "in August 2016 they cleared
    towns held by the group": held then.
    """
    if draft.act != "holds" or tree.words[draft.predicate].deprel not in _DESCRIBES:
        return None
    verbs = [k for k in tree.ancestors(draft.predicate) if tree.words[k].upos == "VERB"]
    dates = [d for d in usable if d.span.first and d.span.last and d.span.kind == "date"]
    for verb in verbs:
        here = [d for d in dates if d.words & _adverbials(tree, verb) and not of_speech(tree, d)]
        if tense_of(tree, verb) != "past" or not here:
            continue
        taken = next((k for k in verbs if tree.words[k].lemma.lower() in words_of("takings")), None)
        nearest = _nearest(verb, here)
        if taken is not None:
            edtf = f"../{nearest.span.edtf.split('/')[-1]}"
            return replace(nearest, span=replace(nearest.span, first=None, edtf=edtf))
        return nearest
    return None


def _there_then(tree: Tree, draft: Draft, usable: Sequence[Dated]) -> Dated | None:
    """ "Met in Antalya on Sunday, where they floated a plan": what was done there was done then."""
    at = draft.predicate
    where = any(tree.words[k].text.lower() == "where" for k in tree.children(at, "advmod", "mark"))
    if not where or tree.words[at].deprel != "acl:relcl" or tense_of(tree, at) != "past":
        return None
    verb = next((k for k in tree.ancestors(at) if tree.words[k].upos == "VERB"), None)
    if verb is None or tense_of(tree, verb) != "past":
        return None
    here = [d for d in usable if d.words & _adverbials(tree, verb) and not of_speech(tree, d)]
    days = [d for d in here if d.span.kind == "date" and d.span.first and d.span.last]
    return _nearest(verb, days) if days else None


def _only_date(tree: Tree, draft: Draft, usable: Sequence[Dated]) -> Dated | None:
    """The one date of the sentence, for a past act in it that nothing else dates."""
    if len(usable) != 1 or not continues(tree, draft) or usable[0].span.kind != "date":
        return None
    if told_aside(tree, draft.predicate):
        return None  # "the clinic that they shelled was closed on Friday"
    top = next((i for i in usable[0].words if tree.words[i].head not in usable[0].words), None)
    naming = top is not None and tree.words[top].deprel in ("compound", "amod", "nummod", "nmod")
    apart = top is not None and _of_other_time(tree, draft.predicate, top)
    if naming or apart or is_before(tree, draft.predicate):
        return None
    if tense_of(tree, draft.predicate) != "past" or of_speech(tree, usable[0]):
        return None
    return usable[0]


def _of_other_time(tree: Tree, at: int, top: int) -> bool:
    """Whether a date stands in a clause that tells of a time before or after: "since Turkey moved
    in on 20 January", "before it fell in May"."""
    for k in (top, *tree.ancestors(top)):
        if k == at or at in tree.subtree(k):
            return False
        marks = {tree.words[j].text.lower() for j in tree.children(k, "mark")}
        if marks & {"since", "after", "before", "until"}:
            return True
    return False


def _dates(tree: Tree, draft: Draft, dated: Dated, calendar: Calendar) -> bool:
    """Whether a date of the clause can be its own: not that of a thing in it ("the 2018 budget"),
    of an office held "for 30 years", or of who says what leads to what."""
    s, over = draft.sentence, tense_of(tree, draft.predicate) == "past"
    top = next(i for i in sorted(dated.words) if tree.words[i].head not in dated.words)
    word = tree.words[top]
    inner = word.deprel in ("compound", "amod", "nummod") and word.head >= 0
    if inner and word.head != draft.predicate and tree.words[word.head].upos in _NAMING:
        return _of_happening(tree, draft, word.head)
    if _of_the_like(tree, draft.predicate, top):
        return False
    if _of_words_above(tree, draft.predicate, top) or _of_charge(tree, draft.predicate, top):
        return False
    vague = draft.nominal or (over and not (calendar.told[s] or _up_to_now(dated)))
    if dated.span.kind == "duration" and vague:
        return False  # nothing tells when "for two weeks" was over
    return draft.kind not in TIMELESS or not of_speech(tree, dated)


def _of_the_like(tree: Tree, at: int, top: int) -> bool:
    """Whether a date is that of what an act is compared with: "like the enclave in 1995"."""
    below = (k for k in (top, *tree.ancestors(top)) if at in tree.ancestors(k))
    return any(tree.preposition(k) in ("like", "unlike", "than") for k in below)


def _long(dated: Dated) -> bool:
    """Whether words are a length of weeks or more, or lie so far from a day that nothing tells:
    "for years", "less than three years later"."""
    units = ("week", "month", "year", "decade")
    unplaced = dated.span.first is None and dated.span.last is None
    return (unplaced or dated.span.kind == "duration") and any(
        u in dated.span.text.lower() for u in units
    )


def _up_to_now(dated: Dated) -> bool:
    """Whether a length of time says itself when it ended: "for the past three years"."""
    return bool({"past", "last", "recent"} & set(dated.span.text.lower().split()))


def _of_happening(tree: Tree, draft: Draft, noun: int) -> bool:
    """Whether a dated noun is what the act took part in: "put down the 1982 revolt"."""
    if tree.words[noun].lemma.lower() not in words_of("happenings"):
        return False
    if tree.preposition(noun) not in (None, "of", "in", "during", "amid", "throughout"):
        return False
    above = tree.words[noun].head
    return draft.predicate in (noun, above) or (
        above >= 0 and tree.words[above].head == draft.predicate and tree.preposition(noun) == "of"
    )


def _of_words_above(tree: Tree, at: int, top: int) -> bool:
    """Whether a date says when ``at`` was spoken of: "…, the minister said on Wednesday"."""
    verb = next((k for k in (top, *tree.ancestors(top)) if tree.words[k].upos == "VERB"), at)
    said = tree.children(verb, "ccomp", "parataxis") if verb != at else ()
    return any(at in tree.subtree(c) for c in said)


def _of_charge(tree: Tree, at: int, top: int) -> bool:
    """Whether a date is that of what ``at`` accuses of, not of the accusing."""
    charges = tree.children(at, "advcl", "acl", "xcomp", "ccomp")
    return any(top in _behind(tree, at, c) for c in charges)


def _led_by(tree: Tree, at: int, dates: Sequence[Dated]) -> Dated | None:
    """The date right before a clause's "when": "since April 2, when they took it"."""
    marks = [k for k in tree.children(at, "advmod", "mark") if tree.words[k].text == "when"]
    if not marks:
        return None
    before = marks[0] - 1
    before -= before >= 0 and tree.words[before].upos == "PUNCT"
    return next((d for d in dates if before in d.words), None)


def _without_since(view: View, dated: Dated, anchor: str | None) -> Dated:
    """The day itself of "since April 2"."""
    text = view.text(dated.start, dated.end)
    if not text.lower().startswith("since ") or anchor is None:
        return dated
    found = find_dates(text[len("since ") :], anchor)
    start = dated.end - len(text) + len("since ")
    return replace(dated, span=found[0], start=start) if found else dated


def _nearest(at: int, dates: Sequence[Dated]) -> Dated:
    return min(dates, key=lambda d: min(abs(at - w) for w in d.words))


def _own_scope(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words of the draft's clause; for an act in a noun, of the verb it belongs to."""
    out, word = draft.scope, tree.words[draft.predicate]
    if draft.nominal and word.head >= 0 and word.deprel in _PARTS_OF_CLAUSE:
        out |= _adverbials(tree, word.head)
    if word.deprel == "acl:relcl":
        out |= _antecedent(tree, word.head)
    for k in tree.subtree(draft.predicate, ("ccomp", "advcl", "acl:relcl", "parataxis", "conj")):
        if tree.words[k].deprel == "acl" and tree.words[k].lemma.lower() in _NAMES:
            out |= _adverbials(tree, k)  # "Shusha, known as Shushi, on 8 November"
    for k in tree.children(draft.predicate, "obl"):
        if tree.preposition(k) == "since":
            out |= tree.subtree(k)
    for k in tree.children(draft.predicate, "advcl"):
        if any(tree.words[j].text.lower() in ("when", "since") for j in tree.kids[k]):
            out |= _adverbials(tree, k)
    if word.deprel in ("xcomp", "ccomp") and word.head >= 0:
        out |= _witnessed(tree, word.head)
    if word.deprel in ("advcl", "xcomp", "ccomp") and word.head >= 0:
        out |= _behind(tree, word.head, draft.predicate)
    return frozenset(out)


def _behind(tree: Tree, verb: int, at: int) -> frozenset[int]:
    """ "Accused them of killing nine in Axum, on 3 May": what stands behind the charge dates it."""
    if tree.words[verb].lemma.lower() not in words_of("charging") or at < verb:
        return frozenset()
    return frozenset(k for k in _adverbials(tree, verb) if k > at)


def _witnessed(tree: Tree, verb: int) -> frozenset[int]:
    """ "Its moves since Thursday have seen it gain ground": the words of such a subject."""
    if tree.words[verb].lemma.lower() not in words_of("witnessing"):
        return frozenset()
    subjects = tree.children(verb, "nsubj")
    return frozenset(j for k in subjects for j in tree.subtree(k, CLAUSAL)) | _adverbials(
        tree, verb
    )


def _antecedent(tree: Tree, head: int) -> frozenset[int]:
    """A dated noun and its phrase: "April 2, when …", "the attack of 7 October, in which …"."""
    return tree.subtree(head, CLAUSAL) if head >= 0 else frozenset()


def _adverbials(tree: Tree, verb: int) -> frozenset[int]:
    """Words of the oblique and adverbial dependents of a verb; of "since the strikes began on
    Sunday" also those of the clause, which often hangs on its noun."""
    tops = [k for k in tree.kids[verb] if tree.words[k].deprel.split(":")[0] in ("obl", "advmod")]
    whole = [k for k in tops if tree.preposition(k) == "since"]
    below = frozenset(j for k in whole for j in tree.subtree(k))
    return below | frozenset(j for k in tops for j in tree.subtree(k, CLAUSAL))


def _coordinated_scope(tree: Tree, draft: Draft) -> frozenset[int]:
    """Date words that hang on the clause this one is coordinated with or subordinate to."""
    out: frozenset[int] = frozenset()
    at, seen = draft.predicate, set[int]()
    while tree.words[at].deprel in _JOINED and tree.words[at].head >= 0 and at not in seen:
        seen.add(at)
        at = tree.words[at].head
        out |= _adverbials(tree, at)
        if tree.words[at].upos != "VERB":  # a verb that the parse joins to a noun
            at = next((k for k in tree.ancestors(at) if tree.words[k].upos == "VERB"), at)
            out |= _adverbials(tree, at)
        for k in tree.children(at, "advcl"):
            if any(tree.words[j].text.lower() == "when" for j in tree.kids[k]):
                out |= _adverbials(tree, k)
    if at != draft.predicate and tree.words[at].deprel == "acl:relcl":
        out |= _antecedent(tree, tree.words[at].head)
    if tree.children(draft.predicate, "conj"):
        conjuncts = tree.children(draft.predicate, "conj")
        out |= frozenset(j for k in conjuncts for j in _adverbials(tree, k))
    return out


def _joined_words(tree: Tree, draft: Draft) -> bool:
    """Words of one who did another thing in the same breath: "thanked them and rejected it"."""
    own = any(tree.words[k].deprel.startswith("nsubj") for k in tree.kids[draft.predicate])
    joined = tree.words[draft.predicate].deprel in ("conj", "advcl")
    return draft.act in SPOKEN and joined and not own and is_finite(tree, draft.predicate)


def _time(view: View, dated: Dated, basis: Literal["stated", "inherited"]) -> Time:
    span = dated.span
    return Time(
        mention=view.text(dated.start, dated.end),
        start=span.first,
        end=span.last,
        edtf=span.edtf or None,
        basis=basis,
        mention_start=dated.start,
        mention_end=dated.end,
    )


def _by_account(draft: Draft, anchor: str | None) -> Time:
    """Nothing says when: before the account was published, or open for what lasts."""
    if anchor is None:
        return Time(None, None, None, None, "account")
    if draft.kind in ("relation", "intent", "cause") or draft.act in STATES:
        return Time(None, None, None, f"../{anchor}", "account")
    if draft.kind == "forecast":
        return Time(None, anchor, None, f"{anchor}/..", "account")
    return Time(None, None, day_after(anchor), f"../{anchor}", "account")


def time_of_words(view: View, s: int, span: tuple[int, int], calendar: Calendar) -> Time | None:
    """The interval of the words at account offsets ``span``, a deadline: it lies ahead, but for
    one that was set in the past ("were to leave by 15 October")."""
    text = view.text(*span)
    words = [w.text.lower() for w in view.trees[s].words]
    was_to = any(a in ("was", "were") and b == "to" for a, b in pairwise(words))
    found = find_dates(text, calendar.anchors[s], "past" if was_to else "future")
    if not found:
        return None
    d = found[0]
    last = d.last
    if last and d.text.lower().startswith("within") and "~" not in d.edtf:
        last = _shifted(last, -1)  # "within a week": the seventh day is the end (codebook 8.3)
    start = span[0] + d.start
    return Time(d.text, d.first, last, d.edtf or None, "stated", start, start + len(d.text))


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
