"""The time that the story has set: what the sentences before a clause say for it."""

from collections.abc import Iterator
from datetime import date

from contested.accounts.model import Passage
from contested.claims.dated import Calendar, Dated, closed, day_after, of_speech
from contested.claims.frame import Draft, View
from contested.claims.nouns import words_of
from contested.claims.tenses import is_finite, is_perfect, tense_of
from contested.claims.tree import Tree

SPOKEN = ("ACCUSE", "REJECT", "REQUEST", "AGREE", "CONSULT", "SUPPORT")
STATES = ("holds", "besieges")
_SHORT = ("day", "part-of-day", "week", "range")
_LONG = ("year", "season", "month", "range")
_MONTH, _LONG_AGO = 31, 60  # days
_REACH = 4  # sentences of a paragraph over which a day carries
_REACH_BACK = 2  # and over the paragraph's edge, and for what is long past
_EVER = frozenset(["never", "ever", "always", "often", "once"])


def story_time(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The last day told in the passage's story, for past acts that are told in it."""
    tree, at = view.trees[draft.sentence], draft.predicate
    asked = tree.words[-1].text == "?"
    never = any(tree.words[k].text.lower() in _EVER for k in tree.kids[at])
    aside = tree.words[tree.lead(at)].deprel == "acl:relcl"
    if asked or never or aside or tense_of(tree, at) != "past" or is_before(tree, at):
        return None
    if draft.nominal and tree.words[at].lemma.lower() in words_of("long_acts"):
        return None
    if draft.act in SPOKEN:
        return _spoken_on(view, draft, calendar)
    return _told_on(view, draft, calendar) if continues(tree, draft) else None


def is_before(tree: Tree, at: int) -> bool:
    """Whether words put an act before the story's day or apart from it: "had left", "initially".

    In words reported "had" may be the story's own past, and so where it leads to what is told:
    "said they had stormed the prison", "entered after cells had attacked the post".
    """
    kids = [tree.words[k] for k in tree.kids[at]]
    clauses = [tree.words[k].deprel for k in (at, *tree.ancestors(at))]
    if {"ccomp", "parataxis", "advcl"} & set(clauses):
        kids = [w for w in kids if w.deprel != "aux"]
    had = any(w.deprel == "aux" and w.text.lower() in ("had", "'d", "’d") for w in kids)
    return had or any(w.text.lower() in words_of("earlier_times") for w in kids)


def _told_on(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The date nearest before the draft's sentence, when it reaches that far."""
    said: Dated | None = None
    for s in _back(view, draft.sentence):
        now = calendar.anchors[s]
        told = [d for d in calendar.dates[s] if d.span.first and d.span.last]
        told = [d for d in told if now is None or (d.span.first or "") <= now]  # not to come
        told = [d for d in told if d.span.kind == "date" and not _aside(view.trees[s], d)]
        done = [d for d in told if not of_speech(view.trees[s], d)]
        if done:
            done = [d for d in done if _adverbial(view.trees[s], d)] or done
            near = s >= draft.sentence - _REACH_BACK
            bygone = near and _bygone(done[-1], calendar.anchors[s])
            bygone = bygone and not _compared(view.trees[s], done[-1])
            bygone = bygone and not _modifies(view.trees[s], done[-1])
            return done[-1] if _brief(done[-1]) or bygone else None
        said = said or next((d for d in told if _brief(d)), None)
    return None


def _spoken_on(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The day of the words told just before: "On Thursday they condemned it. At a meeting he
    called …". Words that "have" been spoken, and those of any other day, stay undated."""
    s, tree = draft.sentence - 1, view.trees[draft.sentence]
    if s not in _back(view, draft.sentence) or is_perfect(tree, draft.predicate):
        return None
    if tree.words[draft.predicate].deprel not in ("root", "conj", "ccomp", "parataxis"):
        return None
    told = calendar.dates[s]
    if len(told) != 1 or told[0].span.grain not in ("day", "part-of-day"):
        return None
    before = view.trees[s]
    verb = next((k for k in before.ancestors(min(told[0].words))), before.root)
    main = verb == before.root or before.words[verb].deprel in ("conj", "ccomp")
    past = tense_of(before, verb) == "past" and not is_perfect(before, verb)
    return told[0] if main and past and told[0].span.first else None


def running_total(view: View, draft: Draft, calendar: Calendar) -> Dated | None:
    """The period of the total told just before: "739 since April … others say 900"."""
    s = draft.sentence - 1
    if s not in _back(view, draft.sentence):
        return None
    since = [d for d in calendar.dates[s] if d.span.grain == "open" and d.span.first]
    told = calendar.anchors[draft.sentence]
    return closed(since[-1], day_after(told)) if since and told else None


def continues(tree: Tree, draft: Draft) -> bool:
    """Whether the act belongs to the story told: no words spoken, nothing present or to come."""
    word = tree.words[draft.predicate]
    if draft.act in SPOKEN or word.deprel == "amod":
        return False
    told = _in_which(tree, draft.predicate) or _by_itself(tree, draft)
    if word.deprel == "acl" and not (told or _result(tree, draft.predicate)):
        return False
    return draft.act not in STATES and tense_of(tree, draft.predicate) != "present"


def _in_which(tree: Tree, at: int) -> bool:
    """ "Fighting in which nine were killed": told at the time of its noun."""
    return any(tree.words[k].text.lower() == "which" for k in tree.children(at, "obl"))


def told_aside(tree: Tree, at: int) -> bool:
    """Whether a relative clause only says who or what is meant; "fighting in which nine died" goes
    on telling."""
    return tree.words[tree.lead(at)].deprel == "acl:relcl" and not _in_which(tree, at)


def _result(tree: Tree, at: int) -> bool:
    """ "Launched raids on Thursday, hitting an airbase": what follows a comma is of the act."""
    return at > 0 and tree.words[at].text.lower().endswith("ing") and tree.words[at - 1].text == ","


def _by_itself(tree: Tree, draft: Draft) -> bool:
    """Whether a clause that the parse hangs on a noun is one of its own: "…, militias moved"."""
    subjects = tree.children(draft.predicate, "nsubj", "nsubj:pass")
    named = any(tree.words[k].upos in ("NOUN", "PROPN") for k in subjects)
    return named and not draft.nominal and is_finite(tree, draft.predicate, finite_acl=True)


def _bygone(dated: Dated, told: str | None) -> bool:
    """Whether a long period was over well before the account was told ("In 1988 …")."""
    first, last = dated.span.first, dated.span.last
    if first is None or last is None or told is None or dated.span.grain not in _LONG:
        return False
    if dated.span.grain == "year":
        return last < told[:4]
    apart = (date.fromisoformat(told) - date.fromisoformat(last)).days
    length = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return apart >= _LONG_AGO and length <= 12 * _MONTH


def _brief(dated: Dated) -> bool:
    """Whether a date is short enough to be that of the next act: days, not "the past two years"."""
    span = dated.span
    if span.grain != "range" or not span.first or not span.last:
        return span.grain in _SHORT
    return (date.fromisoformat(span.last) - date.fromisoformat(span.first)).days <= _MONTH


def _compared(tree: Tree, dated: Dated) -> bool:
    """Whether a date stands in what something is like or comes after: "after the low of 2016"."""
    first = min(dated.words)
    names = (tree.preposition(k) for k in (first, *tree.ancestors(first)))
    return bool({"like", "unlike", "than", "after", "since", "before"} & set(names))


def _modifies(tree: Tree, dated: Dated) -> bool:
    """ "The 2003 invasion": a year that says which thing is meant, not when the story is."""
    top = next((i for i in dated.words if tree.words[i].head not in dated.words), None)
    if top is None:
        return False
    word = tree.words[top]
    before = word.head > top and tree.words[word.head].upos in ("NOUN", "PROPN")
    return before or word.deprel in ("amod", "compound", "nummod")


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
    """Whether a date stands in a relative clause, which tells of another day, or behind "since the
    war broke out"; "…, when it began in May" goes on telling."""
    first = min(dated.words)
    above = (first, *tree.ancestors(first))
    clauses = (k for k in above if tree.words[k].deprel == "acl:relcl")
    since = any(
        tree.words[j].text.lower() == "since" for k in above for j in tree.children(k, "mark")
    )
    return since or any(
        all(tree.words[j].text.lower() != "when" for j in tree.kids[k]) for k in clauses
    )


def _adverbial(tree: Tree, dated: Dated) -> bool:
    """Whether a date hangs on a verb itself: no "the defection of their commander days before"."""
    top = next((i for i in sorted(dated.words) if tree.words[i].head not in dated.words), None)
    return top is not None and tree.words[tree.words[top].head].upos in ("VERB", "AUX")


def _same_story(one: Passage, other: Passage) -> bool:
    """Whether two passages are told in one voice from one day, or in one conversation."""
    if one.kind == other.kind == "turn":
        return one.date == other.date
    return (one.kind, one.voice, one.date) == (other.kind, other.voice, other.date)
