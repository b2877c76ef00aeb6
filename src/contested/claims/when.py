"""When a claim says it happened: dates in its clause, else inherited, else the account's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from contested.accounts.model import Passage
from contested.claims.dated import Calendar, Dated, of_speech
from contested.claims.frame import Draft, View
from contested.claims.model import Time
from contested.claims.tenses import is_finite, tense_of
from contested.claims.tree import CLAUSAL, Tree
from contested.dates import find_dates

_NAMES = ("know", "call", "name", "dub")
_NAMING = ("NOUN", "PROPN")
_STATES = ("holds", "besieges")
_TIMELESS = ("relation", "intent", "cause")
_DONE = ("gains", "loses", "transfers", "RETREAT")
_PERFECT = frozenset(["has", "have", "'ve", "’ve"])
_SPOKEN = ("ACCUSE", "REJECT", "REQUEST", "AGREE", "CONSULT", "SUPPORT")
_PARTS_OF_CLAUSE = ("obj", "nsubj", "nsubj:pass", "obl", "nmod")
_JOINED = ("conj", "advcl", "xcomp", "acl")
_SHORT = ("day", "part-of-day", "week", "range")
_MONTH = 31  # days
_REACH = 4  # sentences of a paragraph over which a day carries
_REACH_BACK = 2  # and over the paragraph's edge
_EVER = frozenset(["never", "ever", "always", "often", "once"])


def time_of(view: View, draft: Draft, calendar: Calendar) -> Time:
    """The claim's time: stated in its clause, inherited from nearby, or the account's date.

    A forecast has a due date instead: its time is that of the account.
    """
    tree = view.trees[draft.sentence]
    told = calendar.anchors[draft.sentence]
    if draft.kind == "forecast":
        return _by_account(draft, told)
    usable = [d for d in calendar.dates[draft.sentence] if d.span.first or d.span.last]
    within = _own_scope(tree, draft)
    own = [d for d in usable if d.words & within and _dates(tree, draft, d, calendar)]
    led = _led_by(tree, draft.predicate, usable)
    if led is not None and not own:
        return _time(view, _without_since(view, led, told), "stated")
    if own:
        nearest = _nearest(draft.predicate, own)
        return _time(view, _bounded(view, draft, calendar, nearest), "stated")
    if draft.kind in _TIMELESS:
        return _by_account(draft, told)
    if _set_off(view, tree, draft, calendar):
        return _by_account(draft, told)
    beside = _coordinated_scope(tree, draft)
    shared = [d for d in usable if d.words & beside and _dates(tree, draft, d, calendar)]
    if shared and (_continues(tree, draft) or _joined_words(tree, draft)):
        nearest = _nearest(draft.predicate, shared)
        return _time(view, _bounded(view, draft, calendar, nearest), "inherited")
    earlier = _narrative(view, draft, calendar)
    if earlier is None and draft.kind == "toll":
        earlier = _running_total(view, draft, calendar)
    if earlier is not None:
        return _time(view, earlier, "inherited")
    only = _only_date(tree, draft, usable)
    if only is not None:
        return _time(view, only, "inherited")
    return _by_account(draft, told)


def _only_date(tree: Tree, draft: Draft, usable: Sequence[Dated]) -> Dated | None:
    """The one date of the sentence, for a past act in it that nothing else dates."""
    if len(usable) != 1 or not _continues(tree, draft) or usable[0].span.kind != "date":
        return None
    top = next((i for i in usable[0].words if tree.words[i].head not in usable[0].words), None)
    naming = top is not None and tree.words[top].deprel in ("compound", "amod", "nummod", "nmod")
    if naming or tense_of(tree, draft.predicate) != "past" or of_speech(tree, usable[0]):
        return None
    return usable[0]


def _dates(tree: Tree, draft: Draft, dated: Dated, calendar: Calendar) -> bool:
    """Whether a date of the clause can be its own: not that of a thing in it ("the 2018 budget"),
    of an office held "for 30 years", or of who says what leads to what."""
    s, over = draft.sentence, tense_of(tree, draft.predicate) == "past"
    top = next(i for i in sorted(dated.words) if tree.words[i].head not in dated.words)
    word = tree.words[top]
    inner = word.deprel in ("compound", "amod", "nummod") and word.head >= 0
    if inner and word.head != draft.predicate and tree.words[word.head].upos in _NAMING:
        return False
    if _of_words_above(tree, draft.predicate, top):
        return False
    if dated.span.kind == "duration" and (draft.nominal or (over and not calendar.told[s])):
        return False  # nothing tells when "for two weeks" was over
    return draft.kind not in _TIMELESS or not of_speech(tree, dated)


def _of_words_above(tree: Tree, at: int, top: int) -> bool:
    """Whether a date says when ``at`` was spoken of: "…, the minister said on Wednesday"."""
    verb = next((k for k in (top, *tree.ancestors(top)) if tree.words[k].upos == "VERB"), at)
    said = tree.children(verb, "ccomp", "parataxis") if verb != at else ()
    return any(at in tree.subtree(c) for c in said)


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


def _set_off(view: View, tree: Tree, draft: Draft, calendar: Calendar) -> bool:
    """Whether words put the act some time before or after what it hangs on: "months after X died".

    How long before is told, when is not: the date of the main clause is not its date.
    """
    marks = [k for k in tree.children(draft.predicate, "mark") if k > 0]
    apart = [k for k in marks if tree.words[k].text.lower() in ("after", "before")]
    lengths = [d for d in calendar.dates[draft.sentence] if d.span.kind == "duration"]
    return any(k - 1 in d.words for k in apart for d in lengths)


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
    for k in tree.children(draft.predicate, "advcl"):
        if any(tree.words[j].text.lower() in ("when", "since") for j in tree.kids[k]):
            out |= _adverbials(tree, k)
    return frozenset(out)


def _antecedent(tree: Tree, head: int) -> frozenset[int]:
    """A dated noun and its phrase: "April 2, when …", "the attack of 7 October, in which …"."""
    return tree.subtree(head, CLAUSAL) if head >= 0 else frozenset()


def _adverbials(tree: Tree, verb: int) -> frozenset[int]:
    """Words of the oblique and adverbial dependents of a verb."""
    tops = [k for k in tree.kids[verb] if tree.words[k].deprel.split(":")[0] in ("obl", "advmod")]
    return frozenset(j for k in tops for j in tree.subtree(k, CLAUSAL))


def _coordinated_scope(tree: Tree, draft: Draft) -> frozenset[int]:
    """Date words that hang on the clause this one is coordinated with or subordinate to."""
    out: frozenset[int] = frozenset()
    at = draft.predicate
    while tree.words[at].deprel in _JOINED and tree.words[at].head >= 0:
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


def _continues(tree: Tree, draft: Draft) -> bool:
    """Whether the act belongs to the story told: no words spoken, nothing present or to come."""
    if draft.act in _SPOKEN or tree.words[draft.predicate].deprel == "amod":
        return False
    if tree.words[draft.predicate].deprel == "acl" and not _in_which(tree, draft.predicate):
        return False
    return draft.act not in _STATES and tense_of(tree, draft.predicate) != "present"


def _joined_words(tree: Tree, draft: Draft) -> bool:
    """Words of one who did another thing in the same breath: "thanked them and rejected it"."""
    own = any(tree.words[k].deprel.startswith("nsubj") for k in tree.kids[draft.predicate])
    joined = tree.words[draft.predicate].deprel in ("conj", "advcl")
    return draft.act in _SPOKEN and joined and not own and is_finite(tree, draft.predicate)


def _in_which(tree: Tree, at: int) -> bool:
    """ "Fighting in which nine were killed": told at the time of its noun."""
    return any(tree.words[k].text.lower() == "which" for k in tree.children(at, "obl"))


def _narrative(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The last day told in the passage's story, for past acts that are told in it."""
    if not _continues(view.trees[draft.sentence], draft):
        return None
    tree = view.trees[draft.sentence]
    asked = tree.words[-1].text == "?"
    never = any(tree.words[k].text.lower() in _EVER for k in tree.kids[draft.predicate])
    aside = tree.words[tree.lead(draft.predicate)].deprel == "acl:relcl"
    if asked or never or aside or tense_of(tree, draft.predicate) != "past":
        return None
    said: Dated | None = None
    for s in _back(view, draft.sentence):
        told = [d for d in calendar.dates[s] if d.span.first and d.span.last]
        told = [d for d in told if d.span.kind == "date" and not _aside(view.trees[s], d)]
        done = [d for d in told if not of_speech(view.trees[s], d)]
        if done:
            bygone = s == draft.sentence - 1 and _bygone(done[-1], calendar.anchors[s])
            return done[-1] if _brief(done[-1]) or bygone else None
        said = said or next((d for d in told if _brief(d)), None)
    return said


def _running_total(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The period of the total told just before: "739 since April … others say 900"."""
    s = draft.sentence - 1
    if s not in _back(view, draft.sentence):
        return None
    since = [d for d in calendar.dates[s] if d.span.grain == "open" and d.span.first]
    told = calendar.anchors[draft.sentence]
    return _closed(since[-1], _day_after(told)) if since and told else None


def _bygone(dated: Dated, told: str | None) -> bool:
    """Whether a date is a whole year that was over when the account was told ("In 1988 …")."""
    ended = dated.span.last is not None and told is not None and dated.span.last < told[:4]
    return ended and dated.span.grain == "year"


def _brief(dated: Dated) -> bool:
    """Whether a date is short enough to be that of the next act: days, not "the past two years"."""
    span = dated.span
    if span.grain != "range" or not span.first or not span.last:
        return span.grain in _SHORT
    return (date.fromisoformat(span.last) - date.fromisoformat(span.first)).days <= _MONTH


def _back(view: View, s: int) -> Iterator[int]:
    """The sentences told before ``s`` in its story, nearest first."""
    here = view.passage(s)
    for i in range(s - 1, max(-1, s - _REACH - 1), -1):
        there = view.passage(i)
        apart = there.id != here.id and here.kind != "embed" and i < s - _REACH_BACK
        if apart or not _same_story(there, here):
            return
        yield i


def _aside(tree: Tree, dated: Dated) -> bool:
    """Whether a date stands in a relative clause, which tells of another day."""
    first = min(dated.words)
    return any(tree.words[k].deprel == "acl:relcl" for k in (first, *tree.ancestors(first)))


def _same_story(one: Passage, other: Passage) -> bool:
    """Whether two passages are told in one voice from one day, or in one conversation."""
    if one.kind == other.kind == "turn":
        return one.date == other.date
    return (one.kind, one.voice, one.date) == (other.kind, other.voice, other.date)


def _bounded(view: View, draft: Draft, calendar: Calendar, dated: Dated) -> Dated:
    """``dated`` with its open end closed where the act is over.

    Totals, takings and flights "since April" run up to the account; what "had" lasted ends with
    the day that the story tells ("had held it since April").
    """
    tree, told = view.trees[draft.sentence], calendar.anchors[draft.sentence]
    dated = _since_noun(tree, draft.predicate, dated)
    span = dated.span
    running = view.text(dated.start, dated.end).lower().startswith("this ")
    if running and told and span.first and span.last and span.first <= told < span.last:
        return _closed(dated, _day_after(told))  # "this year": what is told of it so far
    if span.last is not None or span.first is None or told is None:
        return dated
    if span.kind == "duration" and tense_of(tree, draft.predicate) == "past":
        return _lasted(dated, told, calendar.told[draft.sentence] or told)
    marks = {tree.words[k].text.lower() for k in tree.children(draft.predicate, "aux", "cop")}
    marks |= {tree.words[k].text.lower() for k in tree.children(draft.predicate, "aux:pass")}
    if "had" in marks:
        last = calendar.told[draft.sentence]
        return _closed(dated, last if last and last > span.first else _day_after(told))
    over = draft.kind == "toll" or draft.act in _DONE
    if draft.act not in _STATES and draft.kind not in _TIMELESS and not marks & _PERFECT:
        over = True  # "have bombed it for a month" goes on, "killed since April" is told
    return _closed(dated, _day_after(told)) if over else dated


def _lasted(dated: Dated, anchor: str, told: str) -> Dated:
    """ "For two weeks", over: up to the day that the story tells."""
    if dated.span.first is None:
        return dated
    end = date.fromisoformat(told)
    first = end - (date.fromisoformat(anchor) - date.fromisoformat(dated.span.first))
    moved = replace(dated.span, first=first.isoformat(), edtf=first.isoformat())
    return _closed(replace(dated, span=moved), _day_after(end.isoformat()))


def _since_noun(tree: Tree, at: int, dated: Dated) -> Dated:
    """ "since the attack of 7 October": open from the day that its noun carries."""
    if dated.span.last is None or dated.span.first is None:
        return dated
    for k in tree.ancestors(min(dated.words)):
        if tree.words[k].upos not in ("NOUN", "PROPN", "NUM", "VERB") or at in tree.subtree(k):
            break
        marks = [
            j for j in tree.children(k, "case", "mark") if tree.words[j].text.lower() == "since"
        ]
        if k not in dated.words and marks:
            start = tree.words[marks[0]].start
            edtf = f"{dated.span.edtf.split('/')[0]}/.."
            span = replace(dated.span, last=None, edtf=edtf, grain="open")
            return replace(dated, span=span, start=min(start, dated.start))
    return dated


def _closed(dated: Dated, last: str) -> Dated:
    final = (date.fromisoformat(last) - timedelta(days=1)).isoformat()
    head = dated.span.edtf.split("/")[0] or dated.span.first
    return replace(dated, span=replace(dated.span, last=last, edtf=f"{head}/{final}"))


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


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
    if draft.kind in ("relation", "intent", "cause") or draft.act in _STATES:
        return Time(None, None, None, f"../{anchor}", "account")
    if draft.kind == "forecast":
        return Time(None, anchor, None, f"{anchor}/..", "account")
    return Time(None, None, _day_after(anchor), f"../{anchor}", "account")


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
