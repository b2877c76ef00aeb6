"""When a claim says it happened: dates in its clause, else inherited, else the account's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from contested.claims.frame import Draft, View
from contested.claims.model import Time
from contested.claims.nouns import words_of
from contested.claims.tree import Tree
from contested.dates import DateSpan, find_dates

Tense = Literal["past", "present", "future"]
_STATES = ("holds", "besieges")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression of a sentence with account offsets and the words it covers."""

    span: DateSpan
    start: int
    end: int
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """All date expressions of an account, by sentence, and the day each passage counts from."""

    dates: tuple[tuple[Dated, ...], ...]
    anchors: tuple[str | None, ...]

    def words(self, view: View) -> frozenset[int]:
        """Account offsets at which the words of date expressions begin."""
        rows = zip(view.trees, self.dates, strict=True)
        return frozenset(t.words[i].start for t, row in rows for d in row for i in d.words)


def read_calendar(view: View) -> Calendar:
    """Find the dates of every sentence against its passage's own date, else the account's."""
    out, anchors = [], []
    reference: str | None = None
    for s, tree in enumerate(view.trees):
        anchor = view.passage(s).date or view.account.date
        anchors.append(anchor)
        x = tree.sentence
        text = view.text(x.start, x.end)
        found = find_dates(text, anchor, _tense(tree), reference)
        out.append(tuple(_dated(tree, d) for d in found))
        days = [d for d in found if d.grain == "day" and d.first]
        reference = days[-1].first if days else reference
    return Calendar(tuple(out), tuple(anchors))


def _dated(tree: Tree, span: DateSpan) -> Dated:
    start, end = tree.sentence.start + span.start, tree.sentence.start + span.end
    words = frozenset(i for i, w in enumerate(tree.words) if w.start < end and w.end > start)
    return Dated(span, start, end, words)


def _tense(tree: Tree) -> Tense:
    """Tense of the main clause; "present" lets the words before each date decide."""
    root = tree.words[tree.root]
    auxiliaries = {tree.words[k].text.lower() for k in tree.children(tree.root, "aux")}
    if auxiliaries & words_of("future_auxiliaries"):
        return "future"
    if auxiliaries or root.upos != "VERB" or root.text.lower() in (root.lemma, root.lemma + "s"):
        return "present"
    return "past"


def time_of(view: View, draft: Draft, calendar: Calendar) -> Time:
    """The claim's time: stated in its clause, inherited from nearby, or the account's date."""
    tree = view.trees[draft.sentence]
    usable = [d for d in calendar.dates[draft.sentence] if d.span.first or d.span.last]
    own = [d for d in usable if d.words & draft.scope]
    if own:
        return _time(_nearest(draft.predicate, own), "stated", draft)
    shared = [d for d in usable if d.words & _coordinated_scope(tree, draft)]
    if shared:
        return _time(_nearest(draft.predicate, shared), "inherited", draft)
    earlier = _narrative(view, draft, calendar)
    if earlier is not None:
        return _time(earlier, "inherited", draft)
    return _by_account(draft, calendar.anchors[draft.sentence])


def _nearest(at: int, dates: Sequence[Dated]) -> Dated:
    return min(dates, key=lambda d: min(abs(at - w) for w in d.words))


def _coordinated_scope(tree: Tree, draft: Draft) -> frozenset[int]:
    """Date words that hang on the clause this one is coordinated with or subordinate to."""
    out: set[int] = set()
    word = tree.words[draft.predicate]
    while word.deprel in ("conj", "advcl", "xcomp", "acl") and word.head >= 0:
        out |= {k for k in tree.kids[word.head] if tree.words[k].deprel.startswith("obl")}
        out |= {k for k in tree.kids[word.head] if tree.words[k].deprel == "advmod"}
        word = tree.words[word.head]
    return frozenset(j for k in out for j in tree.subtree(k))


def _narrative(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The last day told in the same paragraph, for past acts."""
    if draft.act in _STATES or draft.kind in ("relation", "intent", "cause", "toll", "forecast"):
        return None
    here = view.sentence(draft.sentence)
    for s in range(draft.sentence - 1, max(-1, draft.sentence - 4), -1):
        there = view.sentence(s)
        between = view.text(there.end, here.start)
        if there.passage != here.passage or "\n" in between:
            return None
        told = [
            d for d in calendar.dates[s] if d.span.first and d.span.last and d.span.kind == "date"
        ]
        if told:
            return told[-1] if told[-1].span.grain in ("day", "part-of-day", "week") else None
    return None


def _time(dated: Dated, basis: str, draft: Draft) -> Time:
    span = dated.span
    return Time(
        mention=span.text,
        start=span.first,
        end=span.last,
        edtf=span.edtf or None,
        basis="stated" if basis == "stated" else "inherited",
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
    after = (date.fromisoformat(anchor) + timedelta(days=1)).isoformat()
    return Time(None, None, after, f"../{anchor}", "account")


def time_of_words(view: View, s: int, span: tuple[int, int], calendar: Calendar) -> Time | None:
    """The interval of the words at account offsets ``span``, read as lying ahead (deadlines)."""
    text = view.text(*span)
    found = find_dates(text, calendar.anchors[s], "future")
    if not found:
        return None
    d = found[0]
    start = span[0] + d.start
    return Time(d.text, d.first, d.last, d.edtf or None, "stated", start, start + len(d.text))
