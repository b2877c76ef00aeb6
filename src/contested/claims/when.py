"""When a claim says it happened: dates in its clause, else inherited, else the account's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from contested.accounts.model import Passage
from contested.claims.frame import Draft, View
from contested.claims.model import Time
from contested.claims.nouns import words_of
from contested.claims.tree import CLAUSAL, Tree
from contested.dates import DateSpan, find_dates

Tense = Literal["past", "present", "future"]
_STATES = ("holds", "besieges")
_TIMELESS = ("relation", "intent", "cause")
_SPOKEN = ("ACCUSE", "REJECT", "REQUEST", "AGREE", "CONSULT", "SUPPORT")
_DONE = ("gains", "loses", "transfers", "RETREAT")
_PARTS_OF_CLAUSE = ("obj", "nsubj", "nsubj:pass", "obl", "nmod")
_JOINED = ("conj", "advcl", "xcomp", "acl")
_SHORT = ("day", "part-of-day", "week", "range")
_REACH = 4  # sentences of a paragraph over which a day carries
_REACH_BACK = 2  # and over the paragraph's edge
_PAST_AUXILIARIES = frozenset(["was", "were", "had", "did"])
_UNCHANGING = frozenset(
    ["hit", "cut", "put", "set", "shut", "split", "beat", "cost", "quit", "let"]
)


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
    told: tuple[str | None, ...]  # the day last spoken of when the sentence begins

    def words(self, view: View) -> frozenset[int]:
        """Account offsets at which the words of date expressions begin."""
        rows = zip(view.trees, self.dates, strict=True)
        return frozenset(t.words[i].start for t, row in rows for d in row for i in d.words)


def read_calendar(view: View) -> Calendar:
    """Find the dates of every sentence against its passage's own date, else the account's."""
    out, anchors, told = [], [], []
    reference: str | None = None
    for s, tree in enumerate(view.trees):
        anchor = view.passage(s).date or view.account.date
        anchors.append(anchor)
        told.append(reference)
        x = tree.sentence
        text = view.text(x.start, x.end)
        found = find_dates(text, anchor, _tense(tree), reference)
        out.append(tuple(_dated(tree, d) for d in found))
        days = [d for d in found if d.grain in ("day", "part-of-day") and d.first]
        reference = days[-1].first if days else reference
    return Calendar(tuple(out), tuple(anchors), tuple(told))


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
    """The claim's time: stated in its clause, inherited from nearby, or the account's date.

    A forecast has a due date instead: its time is that of the account.
    """
    tree = view.trees[draft.sentence]
    told = calendar.anchors[draft.sentence]
    if draft.kind == "forecast":
        return _by_account(draft, told)
    usable = [d for d in calendar.dates[draft.sentence] if d.span.first or d.span.last]
    own = [d for d in usable if d.words & _own_scope(tree, draft)]
    if own:
        nearest = _nearest(draft.predicate, own)
        return _time(view, _bounded(view, draft, calendar, nearest), "stated")
    if draft.kind in _TIMELESS:
        return _by_account(draft, told)
    shared = [d for d in usable if d.words & _coordinated_scope(tree, draft)]
    if shared and _continues(tree, draft):
        nearest = _nearest(draft.predicate, shared)
        return _time(view, _bounded(view, draft, calendar, nearest), "inherited")
    earlier = _narrative(view, draft, calendar)
    if earlier is not None:
        return _time(view, earlier, "inherited")
    return _by_account(draft, told)


def _nearest(at: int, dates: Sequence[Dated]) -> Dated:
    return min(dates, key=lambda d: min(abs(at - w) for w in d.words))


def _own_scope(tree: Tree, draft: Draft) -> frozenset[int]:
    """Words of the draft's clause; for an act in a noun, of the verb it belongs to."""
    out, word = draft.scope, tree.words[draft.predicate]
    if draft.nominal and word.head >= 0 and word.deprel in _PARTS_OF_CLAUSE:
        out |= _adverbials(tree, word.head)
    if word.deprel == "acl:relcl":
        out |= _antecedent(tree, word.head)
    for k in tree.children(draft.predicate, "advcl"):
        if any(tree.words[j].text.lower() == "when" for j in tree.kids[k]):
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
    if draft.act in _SPOKEN or tree.words[draft.predicate].deprel in ("acl", "amod"):
        return False
    return draft.act not in _STATES and tense_of(tree, draft.predicate) != "present"


def tense_of(tree: Tree, at: int) -> Tense | None:
    """Tense of the clause ``at`` stands in by its form and auxiliaries; None where open."""
    for i in (at, *tree.ancestors(at)):
        word = tree.words[i]
        marks = {tree.words[k].text.lower() for k in tree.children(i, "aux", "aux:pass", "cop")}
        if marks & words_of("future_auxiliaries"):
            return "future"
        if marks & _PAST_AUXILIARIES:
            return "past"
        if marks:
            return "present"
        if word.upos in ("VERB", "AUX") and _finite(tree, i):
            form = word.text.lower()
            same = form in (word.lemma.lower(), word.lemma.lower() + "s") or form.endswith("es")
            return "present" if same and form not in _UNCHANGING else "past"
    return None


def _finite(tree: Tree, i: int) -> bool:
    """Whether a verb without auxiliary heads a clause of its own tense."""
    word = tree.words[i]
    if word.text.lower().endswith("ing") or word.deprel in ("xcomp", "acl", "amod"):
        return False
    marks = {tree.words[k].text.lower() for k in tree.children(i, "mark")}
    return "to" not in marks


def _narrative(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The last day told in the passage's story, for past acts that are told in it."""
    if draft.kind == "toll" or not _continues(view.trees[draft.sentence], draft):
        return None
    tree = view.trees[draft.sentence]
    asked = tree.words[-1].text == "?"
    if asked or tense_of(tree, draft.predicate) != "past":
        return None
    for s in range(draft.sentence - 1, max(-1, draft.sentence - _REACH - 1), -1):
        there, here = view.passage(s), view.passage(draft.sentence)
        if not _same_story(there, here):
            return None
        if there.id != here.id and s < draft.sentence - _REACH_BACK:
            return None
        told = [d for d in calendar.dates[s] if d.span.first and d.span.last]
        told = [d for d in told if d.span.kind == "date" and not _aside(view.trees[s], d)]
        if told:
            return told[-1] if told[-1].span.grain in _SHORT else None
    return None


def _aside(tree: Tree, dated: Dated) -> bool:
    """Whether a date stands in a relative clause, which tells of another day."""
    first = min(dated.words)
    return any(tree.words[k].deprel == "acl:relcl" for k in (first, *tree.ancestors(first)))


def _same_story(one: Passage, other: Passage) -> bool:
    """Whether two passages are told in one voice from one day."""
    return (one.kind, one.voice, one.date) == (other.kind, other.voice, other.date)


def _bounded(view: View, draft: Draft, calendar: Calendar, dated: Dated) -> Dated:
    """``dated`` with its open end closed where the act is over.

    Totals, takings and flights "since April" run up to the account; what "had" lasted ends with
    the day that the story tells ("had held it since April").
    """
    tree, told = view.trees[draft.sentence], calendar.anchors[draft.sentence]
    dated = _since_noun(tree, draft.predicate, dated)
    span = dated.span
    if span.last is not None or span.first is None or told is None:
        return dated
    marks = {tree.words[k].text.lower() for k in tree.children(draft.predicate, "aux", "cop")}
    marks |= {tree.words[k].text.lower() for k in tree.children(draft.predicate, "aux:pass")}
    if "had" in marks:
        last = calendar.told[draft.sentence]
        return _closed(dated, last) if last and last > span.first else dated
    over = draft.kind == "toll" or draft.act in _DONE
    return _closed(dated, _day_after(told)) if over else dated


def _since_noun(tree: Tree, at: int, dated: Dated) -> Dated:
    """ "since the attack of 7 October": open from the day that its noun carries."""
    if dated.span.last is None or dated.span.first is None:
        return dated
    for k in tree.ancestors(min(dated.words)):
        if tree.words[k].upos not in ("NOUN", "PROPN", "NUM"):
            break
        if at in tree.subtree(k):
            break
        if k not in dated.words and tree.preposition(k) == "since":
            start = tree.words[tree.children(k, "case")[0]].start
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
    """The interval of the words at account offsets ``span``, read as lying ahead (deadlines)."""
    text = view.text(*span)
    found = find_dates(text, calendar.anchors[s], "future")
    if not found:
        return None
    d = found[0]
    start = span[0] + d.start
    return Time(d.text, d.first, d.last, d.edtf or None, "stated", start, start + len(d.text))
