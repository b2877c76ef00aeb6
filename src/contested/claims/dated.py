"""The dates that an account names, sentence by sentence, and the days they count from."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from contested.claims.cues import load_cues
from contested.claims.frame import View
from contested.claims.nouns import words_of
from contested.claims.tenses import tense_of_main
from contested.claims.tree import Tree
from contested.dates import DateSpan, find_dates

_FORGOTTEN = 12  # sentences after which "the next day" no longer counts from a day told


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
    around: DateSpan | None = None
    since = 0
    for s, tree in enumerate(view.trees):
        anchor = view.passage(s).date or view.account.date
        anchors.append(anchor)
        reference = reference if s - since <= _FORGOTTEN else None
        told.append(reference)
        x = tree.sentence
        text = view.text(x.start, x.end)
        found = find_dates(text, anchor, tense_of_main(tree), reference, around)
        around = next((d for d in reversed(found) if d.first and d.last), around)
        placed = (_dated(tree, d) for d in found)
        out.append(tuple(d for d in placed if not _of_law(tree, d)))
        days = [d for d in out[-1] if d.span.grain in ("day", "part-of-day") and d.span.first]
        told_of = [d for d in days if not of_speech(tree, d)]
        if reference is None:
            told_of = told_of or days
        if told_of:
            reference, since = told_of[-1].span.first, s
    return Calendar(tuple(out), tuple(anchors), tuple(told))


def _dated(tree: Tree, span: DateSpan) -> Dated:
    start, end = tree.sentence.start + span.start, tree.sentence.start + span.end
    words = frozenset(i for i, w in enumerate(tree.words) if w.start < end and w.end > start)
    return Dated(span, start, end, words)


def _of_law(tree: Tree, dated: Dated) -> bool:
    """ "The Terrorism Act 2006": a year that belongs to a law's name dates nothing."""
    first = min(dated.words, default=0)
    if dated.span.grain != "year" or first == 0:
        return False
    before = tree.words[first - 1]
    return before.text[:1].isupper() and before.text.lower() in words_of("laws")


def of_speech(tree: Tree, dated: Dated) -> bool:
    """Whether a date says when something was said: "acknowledged on Tuesday that it had left"."""
    for k in tree.ancestors(min(dated.words)):
        if tree.words[k].upos == "NOUN" and k not in dated.words:
            said = tree.children(k, "ccomp", "acl")
            if any(_that(tree, c) and min(tree.subtree(c)) > max(dated.words) for c in said):
                return True  # "his assertion on Saturday that it had fallen"
        if tree.words[k].upos in ("VERB", "AUX"):
            said = tree.children(k, "ccomp")
            ahead = any(min(tree.subtree(c)) > max(dated.words) for c in said)
            return ahead or _parenthesis(tree, k)
    return False


def _parenthesis(tree: Tree, verb: int) -> bool:
    """ "…, the government announced on Tuesday": words behind what they tell."""
    word = tree.words[verb]
    subject = tree.child(verb, "nsubj")
    told = load_cues().verb(word.lemma.lower()) is not None
    aside = word.deprel in ("parataxis", "advcl") and 0 <= word.head < verb
    if not (told and aside) or subject is None or tree.children(verb, "mark", "obj", "ccomp"):
        return False
    first = min(tree.subtree(subject))
    return first > 0 and tree.words[first - 1].text in (",", "”", '"')


def _that(tree: Tree, clause: int) -> bool:
    return any(tree.words[k].text.lower() == "that" for k in tree.children(clause, "mark"))


def closed(dated: Dated, last: str) -> Dated:
    """``dated`` with its end at ``last`` (half-open)."""
    final = (date.fromisoformat(last) - timedelta(days=1)).isoformat()
    head = dated.span.edtf.split("/")[0] or dated.span.first
    return replace(dated, span=replace(dated.span, last=last, edtf=f"{head}/{final}"))


def day_after(day: str) -> str:
    """The ISO day after ``day``."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
