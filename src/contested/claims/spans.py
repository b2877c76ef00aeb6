"""How long and since when: open ends closed, lengths of time counted from the account's day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from contested.claims.dated import Calendar, Dated, closed, day_after
from contested.claims.frame import Draft, View
from contested.claims.story import STATES
from contested.claims.tenses import is_perfect, tense_of
from contested.claims.tree import Tree
from contested.dates import DateSpan, find_dates

TIMELESS = ("relation", "intent", "cause")
_DONE = ("gains", "loses", "transfers", "RETREAT")
_PERFECT = frozenset(["has", "have", "'ve", "’ve"])
_OVER = ("in", "over", "during", "within")
_MORE = ("more ", "over ", "at least ", "well over ", "just over ")
_VAGUE = (
    "less",
    "more",
    "over",
    "under",
    "nearly",
    "almost",
    "at ",
    "up ",
    "within",
    "well",
    "just",
)
_UNITS = ("hour", "day", "week", "month", "year")


def bounded(view: View, draft: Draft, calendar: Calendar, dated: Dated) -> Dated:
    """``dated`` with its open end closed where the act is over.

    Totals, takings and flights "since April" run up to the account; what "had" lasted ends with
    the day that the story tells ("had held it since April").
    """
    tree, told = view.trees[draft.sentence], calendar.anchors[draft.sentence]
    dated = _since_noun(tree, draft.predicate, dated)
    span = dated.span
    running = view.text(dated.start, dated.end).lower().startswith("this ")
    if running and told and span.first and span.last and span.first <= told < span.last:
        return closed(dated, day_after(told))  # "this year": what is told of it so far
    if _onwards(tree, draft.predicate, dated) and told and span.first and span.first <= told:
        return closed(dated, day_after(told))  # "hit targets from Saturday on"
    if span.last is not None or span.first is None or told is None:
        return dated
    if span.kind == "duration" and tense_of(tree, draft.predicate) == "past":
        return _lasted(dated, told, calendar.told[draft.sentence] or told)
    marks = {tree.words[k].text.lower() for k in tree.children(draft.predicate, "aux", "cop")}
    marks |= {tree.words[k].text.lower() for k in tree.children(draft.predicate, "aux:pass")}
    if "had" in marks:
        last = calendar.told[draft.sentence]
        return closed(dated, last if last and last > span.first else day_after(told))
    over = draft.kind == "toll" or draft.act in _DONE
    if draft.act not in STATES and draft.kind not in TIMELESS and not marks & _PERFECT:
        over = True  # "have bombed it for a month" goes on, "killed since April" is told
    return closed(dated, day_after(told)) if over else dated


def _onwards(tree: Tree, at: int, dated: Dated) -> bool:
    """Whether an act of the past began with a day: "from late on Saturday"."""
    top = next((i for i in sorted(dated.words) if tree.words[i].head not in dated.words), None)
    if top is None or dated.span.kind != "date" or tense_of(tree, at) not in ("past", None):
        return False
    first = min(dated.words)
    led = {tree.words[k].text.lower() for k in (first, max(0, first - 1))}
    verb = tree.words[top].deprel == "obl"
    until = {w.text.lower() for w in tree.words[max(dated.words) + 1 :][:2]} & {"to", "until"}
    return verb and "from" in led and not until


def elapsed(view: View, draft: Draft, calendar: Calendar, within: frozenset[int]) -> Dated | None:
    """ "Have died in three months": the length of time of a perfect, up to the account's day."""
    s, tree = draft.sentence, view.trees[draft.sentence]
    anchor = calendar.anchors[s]
    if anchor is None or not is_perfect(tree, draft.predicate):
        return None
    for d in calendar.dates[s]:
        unplaced = d.span.kind == "duration" and d.span.first is None
        if not unplaced or not d.words <= within or not _led(tree, min(d.words)):
            continue
        words = view.text(d.start, d.end)
        found = find_dates(f"for {words.lower().removeprefix('over ')}", anchor)
        if found and found[0].first and found[0].kind == "duration":
            span = replace(found[0], kind="date", grain="range", last=day_after(anchor))
            return closed(replace(d, span=span), day_after(anchor))
    return None


def ever_since(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """ "In 2016 they took Jarablus. They have since seized Afrin": from the date told before."""
    s, tree = draft.sentence, view.trees[draft.sentence]
    anchor = calendar.anchors[s]
    words = [k for k in tree.children(draft.predicate, "advmod") if not tree.kids[k]]
    since = next((k for k in words if tree.words[k].text.lower() == "since"), None)
    if since is None or anchor is None or s == 0 or view.passage(s - 1).id != view.passage(s).id:
        return None
    told = [d.span for d in calendar.dates[s - 1] if d.span.kind == "date" and d.span.last]
    first = told[-1].first if told else None
    if first is None or first >= anchor or not is_perfect(tree, draft.predicate):
        return None
    word = tree.words[since]
    span = DateSpan(word.start, word.end, word.text, first, None, f"{first}/..", "range", "date")
    whole = Dated(span, word.start, word.end, frozenset({since}))
    return closed(whole, day_after(anchor))


def _led(tree: Tree, first: int) -> bool:
    before = tree.words[max(0, first - 1)].text.lower()
    return before in _OVER or tree.words[first].text.lower() == "over"


def long_since(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """ "More than a week since they began to bomb": what began so long before the account."""
    s, tree = draft.sentence, view.trees[draft.sentence]
    anchor = calendar.anchors[s]
    clauses = (draft.predicate, *tree.ancestors(draft.predicate))
    marks = [k for i in clauses[:2] for k in tree.children(i, "mark", "case") if k > 0]
    since = [k for k in marks if tree.words[k].text.lower() == "since"]
    before = [d for d in calendar.dates[s] if d.span.kind == "duration" and since]
    length = next((d for d in before if since[0] - 1 in d.words), None)
    if length is None or anchor is None or length.span.first is not None:
        return None
    words = view.text(length.start, length.end)
    found = find_dates(f"{words} ago", anchor)
    if not found or found[0].first is None:
        return None
    more = words.lower().startswith(_MORE)
    edtf = f"../{found[0].edtf.split('/')[-1]}" if more else found[0].edtf
    span = replace(found[0], first=None, edtf=edtf) if more else found[0]
    return replace(length, span=span)


def is_set_off(view: View, draft: Draft, calendar: Calendar) -> bool:
    """Whether words put the act some time before or after what it hangs on: "months after X died".

    How long before is told: the date of the main clause is not its date.
    """
    return _set_off_by(view, draft, calendar) is not None


def _set_off_by(view: View, draft: Draft, calendar: Calendar) -> tuple[Dated, str] | None:
    """The length of time in "months after X died", and its conjunction."""
    tree = view.trees[draft.sentence]
    marks = [k for k in tree.children(draft.predicate, "mark") if k > 0]
    apart = [k for k in marks if tree.words[k].text.lower() in ("after", "before", "since")]
    lengths = [d for d in calendar.dates[draft.sentence] if d.span.kind == "duration"]
    for k in apart:
        length = next((d for d in lengths if k - 1 in d.words), None) or _plain_length(tree, k - 1)
        if length is not None:
            return length, tree.words[k].text.lower()
    return None


def _plain_length(tree: Tree, unit: int) -> Dated | None:
    """ "A day after", "months after": lengths that are no dates where they stand elsewhere."""
    word = tree.words[unit]
    if word.lemma.lower() not in _UNITS:
        return None
    plural = word.text.lower() != word.lemma.lower()
    first = unit if plural else unit - 1
    if first < 0 or not (plural or tree.words[first].text.lower() in ("a", "an", "one")):
        return None
    start, end = tree.words[first].start, word.end
    text = " ".join(w.text for w in tree.words[first : unit + 1])
    span = DateSpan(start, end, text, None, None, "", "range", "duration")
    return Dated(span, start, end, frozenset(range(first, unit + 1)))


def set_off_day(
    view: View, draft: Draft, calendar: Calendar, main: Sequence[Dated]
) -> Dated | None:
    """The day itself, counted from the day of the main clause: "on Sunday, a week after they fell"
    is a week before that Sunday. Only lengths that are told exactly count."""
    apart = _set_off_by(view, draft, calendar)
    days = [d for d in main if d.span.grain in ("day", "part-of-day") and d.span.first]
    if apart is None or not days or apart[1] == "since":
        return None
    length, mark = apart
    words = view.text(length.start, length.end)
    if words.lower().startswith(_VAGUE):
        return None
    ahead = mark == "before"
    said = f"in {words}" if ahead else f"{words} ago"
    found = find_dates(said, days[0].span.first, "future" if ahead else "past")
    if not found or found[0].first is None or found[0].grain not in ("day", "week"):
        return None
    return replace(length, span=found[0])


def _lasted(dated: Dated, anchor: str, told: str) -> Dated:
    """ "For two weeks", over: up to the day that the story tells."""
    if dated.span.first is None:
        return dated
    end = date.fromisoformat(told)
    first = end - (date.fromisoformat(anchor) - date.fromisoformat(dated.span.first))
    moved = replace(dated.span, first=first.isoformat(), edtf=first.isoformat())
    return closed(replace(dated, span=moved), day_after(end.isoformat()))


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
