"""Time promises: what the clause states, else what its neighbours do, else the account's date."""

from dataclasses import replace

from readers import the_draft
from rows import BESIEGED, COORDINATED, STRIKES, STRUCK
from trees import account_of, plain, view_of

from contested.accounts.model import Passage
from contested.claims.dated import read_calendar
from contested.claims.frame import View
from contested.claims.model import Time
from contested.claims.when import time_of, time_of_words

DATE = "2015-10-10"  # a Saturday

TOOK_ON_FRIDAY = """
Rebels rebel NOUN 2 nsubj
took take VERB 0 root
Marn Marn PROPN 2 obj
on on ADP 5 case
Friday Friday PROPN 2 obl
and and CCONJ 7 cc
razed raze VERB 2 conj
homes home NOUN 7 obj
. . PUNCT 2 punct
"""


def dated(view: View, date: str | None = DATE) -> View:
    """``view`` of an account published on ``date``."""
    known = {"date": date} if date else {}
    return View(account_of(view.account.text, view.account.passages, **known), view.trees)


def time(view: View, form: str, s: int = 0) -> Time:
    """The time of the draft whose predicate is written ``form``."""
    return time_of(view, the_draft(view, form, s), read_calendar(view))


def test_a_stated_day_counts_from_the_account() -> None:
    """ "on Friday" in a Saturday's account is the day before, at its own offsets."""
    view = dated(view_of(STRUCK))
    found = time(view, "struck")
    assert (found.start, found.end, found.basis) == ("2015-10-09", "2015-10-10", "stated")
    assert found.edtf == "2015-10-09"
    assert found.mention is not None
    assert view.account.text[found.mention_start : found.mention_end] == found.mention == "Friday"


def test_a_coordinated_act_inherits_the_day() -> None:
    """Who took the town on Friday and razed homes did both on Friday."""
    view = dated(view_of(TOOK_ON_FRIDAY))
    assert time(view, "took").basis == "stated"
    found = time(view, "razed")
    assert (found.start, found.basis) == ("2015-10-09", "inherited")


def test_a_story_goes_on_from_its_last_day() -> None:
    """A sentence without a date takes the day told just before it."""
    found = time(dated(view_of(STRUCK, COORDINATED)), "took", 1)
    assert (found.start, found.basis) == ("2015-10-09", "inherited")


def test_a_day_carries_a_few_sentences_and_no_page() -> None:
    """Far down the text nobody means that Friday any more."""
    found = time(dated(view_of(STRUCK, *[COORDINATED] * 8)), "took", 8)
    assert (found.start, found.end, found.basis) == (None, "2015-10-11", "account")


def test_another_passage_is_another_story() -> None:
    """A day told in a quoted post does not date what the account tells after it."""
    text = f"{plain(STRUCK)} {plain(COORDINATED)}"
    cut = text.index("Rebels")
    parts = (Passage("p0", "embed", 0, cut), Passage("p1", "body", cut, len(text)))
    found = time(dated(view_of(STRUCK, COORDINATED, passages=parts)), "took", 1)
    assert found.basis == "account"


def test_what_is_told_in_the_present_does_not_inherit_a_day() -> None:
    """ "Rebels attack Marn" after a sentence about Friday is not about Friday."""
    rows = "Rebels rebel NOUN 2 nsubj\nattack attack VERB 0 root\nRaqqa Raqqa PROPN 2 obj"
    assert time(dated(view_of(STRUCK, rows)), "attack", 1).basis == "account"


def test_a_capture_since_march_is_over_by_the_account() -> None:
    """What was taken "since March" was taken by the day of the account; a siege may go on."""
    rows = BESIEGED.replace("besieged besiege", "seized seize")
    found = time(dated(view_of(rows)), "seized")
    assert (found.start, found.end) == ("2015-03-01", "2015-10-11")


def test_an_undated_act_lies_before_publication() -> None:
    """Without a date, an act has happened by the account's date."""
    found = time(dated(view_of(COORDINATED)), "took")
    assert (found.start, found.end, found.edtf) == (None, "2015-10-11", f"../{DATE}")
    assert found.mention is None


def test_a_siege_since_march_goes_on() -> None:
    """An open state has a beginning and no end."""
    found = time(dated(view_of(BESIEGED)), "besieged")
    assert (found.start, found.end, found.basis) == ("2015-03-01", None, "stated")


def test_without_any_date_nothing_is_made_up() -> None:
    """An account of unknown date leaves an undated act undated."""
    found = time(dated(view_of(COORDINATED), None), "took")
    assert (found.start, found.end, found.edtf, found.basis) == (None, None, None, "account")


def test_an_embed_counts_from_its_own_date() -> None:
    """ "Friday" in a post of 5 October is the 2nd, whatever the account's date."""
    text = plain(STRUCK)
    parts = (Passage("p0", "embed", 0, len(text), date="2015-10-05"),)
    assert time(dated(view_of(STRUCK, passages=parts)), "struck").start == "2015-10-02"


def test_the_words_of_dates_are_known() -> None:
    """The calendar tells at which offsets the words of date expressions begin."""
    view = dated(view_of(STRIKES))
    assert view.account.text.index("Friday") in read_calendar(view).words(view)
    assert view.account.text.index("villages") not in read_calendar(view).words(view)


def test_a_deadline_lies_ahead() -> None:
    """ "Friday" as a deadline is the next one, not the last."""
    view = dated(view_of(STRUCK))
    start = view.account.text.index("Friday")
    due = time_of_words(view, 0, (start, start + 6), read_calendar(view))
    assert due is not None
    assert (due.start, due.mention_start) == ("2015-10-16", start)
    assert time_of_words(view, 0, (0, 7), read_calendar(view)) is None


def test_a_state_without_a_date_is_open() -> None:
    """What holds on the account's day has neither a known beginning nor an end."""
    rows = BESIEGED.replace("since since ADP 8 case\nMarch March PROPN 4 obl\n", "")
    found = time(dated(view_of(rows)), "besieged")
    assert (found.start, found.end, found.edtf) == (None, None, f"../{DATE}")


RELATIVE = """
jets jet NOUN 0 root
, , PUNCT 4 punct
which which PRON 4 nsubj
bombed bomb VERB 1 acl:relcl
Marn Marn PROPN 4 obj
on on ADP 7 case
Friday Friday PROPN 4 obl
. . PUNCT 1 punct
"""

BLAMES = """
Rebels rebel NOUN 2 nsubj
blame blame VERB 0 root
troops troop NOUN 2 obj
. . PUNCT 2 punct
"""

SINCE_THE_ATTACK = """
Since since ADP 3 case
the the DET 3 det
attack attack NOUN 10 obl
of of ADP 6 case
5 5 NUM 6 nummod
October October PROPN 3 nmod
40 40 NUM 8 nummod
people people NOUN 10 nsubj
have have AUX 10 aux
died die VERB 0 root
. . PUNCT 10 punct
"""

HAD_BESIEGED = """
The the DET 2 det
group group NOUN 4 nsubj
had have AUX 4 aux
besieged besiege VERB 0 root
Marn Marn PROPN 4 obj
since since ADP 7 case
March March PROPN 4 obl
. . PUNCT 4 punct
"""


def test_words_spoken_do_not_belong_to_the_story() -> None:
    """Who blames whom is told on the account's day, not on the day of the strike."""
    assert time(dated(view_of(STRUCK, BLAMES)), "blame", 1).basis == "account"


def test_a_day_told_aside_dates_nothing_that_follows() -> None:
    """A relative clause tells of another day than the story's."""
    assert time(dated(view_of(RELATIVE, COORDINATED)), "took", 1).basis == "account"


def test_since_an_event_counts_from_its_day_to_the_account() -> None:
    """A total since the attack of 5 October ends with the account."""
    found = time(dated(view_of(SINCE_THE_ATTACK)), "died")
    assert found.start == "2015-10-05"
    assert found.mention == "Since the attack of 5 October"


def test_what_had_lasted_ends_where_the_story_begins() -> None:
    """ "Had besieged it since March", told after a Friday, ends that Friday."""
    found = time(dated(view_of(STRUCK, HAD_BESIEGED)), "besieged", 1)
    assert (found.start, found.end) == ("2015-03-01", "2015-10-09")


def day_and(rows: str) -> View:
    """Sunday's sentence about Friday, then ``rows``."""
    return dated(view_of(STRUCK, rows))


THEY = "They they PRON 2 nsubj\nattacked attack VERB 0 root\nRaqqa Raqqa PROPN 2 obj\n"


def test_an_hour_is_of_the_day_told() -> None:
    """ "At noon" after a sentence about Friday is Friday noon; without a day it is not placed."""
    rows = THEY + "at at ADP 5 case\nnoon noon NOUN 2 obl"
    found = time(day_and(rows), "attacked", 1)
    assert (found.mention, found.start, found.basis) == ("at noon", "2015-10-09", "stated")
    assert time(dated(view_of(rows)), "attacked").basis == "account"


def test_a_length_that_is_over_ends_with_the_day_told() -> None:
    """ "Attacked it for three days" ends on the Friday told; told of no day it is not placed."""
    rows = THEY + "for for ADP 6 case\nthree three NUM 6 nummod\ndays day NOUN 2 obl"
    found = time(day_and(rows), "attacked", 1)
    assert (found.start, found.end) == ("2015-10-06", "2015-10-10")
    assert time(dated(view_of(rows)), "attacked").basis == "account"


def test_the_day_of_an_announcement_is_not_that_of_the_act() -> None:
    """ "Officials said on Friday that …" gives the next sentence no day while another is told."""
    said = """
Officials official NOUN 2 nsubj
said say VERB 0 root
on on ADP 4 case
Thursday Thursday PROPN 2 obl
that that SCONJ 7 mark
rebels rebel NOUN 7 nsubj
left leave VERB 2 ccomp
Marn Marn PROPN 7 obj
"""
    found = time(dated(view_of(STRUCK, said, THEY)), "attacked", 2)
    assert (found.mention, found.start) == ("Friday", "2015-10-09")


def test_since_a_clause_with_a_date_counts_from_it() -> None:
    """ "Attacked Raqqa since the war began in May" begins in May and is over by the account."""
    rows = (
        THEY
        + """since since SCONJ 7 mark
the the DET 6 det
war war NOUN 7 nsubj
began begin VERB 2 advcl
in in ADP 9 case
May May PROPN 7 obl"""
    )
    found = time(dated(view_of(rows)), "attacked")
    assert (found.start, found.end) == ("2015-05-01", "2015-10-11")


def test_a_date_in_the_name_of_a_thing_is_not_when() -> None:
    """ "Attacked the 2014 accord" happened at some other time."""
    rows = """
They they PRON 2 nsubj
attacked attack VERB 0 root
the the DET 5 det
2014 2014 NUM 5 nummod
bases base NOUN 2 obj
"""
    assert time(dated(view_of(rows)), "attacked").basis == "account"


def test_within_ends_on_the_day_and_deadlines_of_the_past_stay_there() -> None:
    """ "Within a week" ends a week on; what they "were to" do by October is past by November."""
    text = "They leave within a week"
    rows = "They they PRON 2 nsubj\nleave leave VERB 0 root\nwithin within ADP 5 case\n"
    rows += "a a DET 5 det\nweek week NOUN 2 obl"
    view = dated(view_of(rows), "2018-11-17")
    due = time_of_words(view, 0, (len("They leave "), len(text)), read_calendar(view))
    assert due is not None
    assert due.end == "2018-11-24"
    rows = "They they PRON 4 nsubj\nwere be AUX 4 aux\nto to PART 4 mark\nleave leave VERB 0 root\n"
    rows += "by by ADP 6 case\n15 15 NUM 4 obl\nOctober October PROPN 6 nmod"
    view = dated(view_of(rows), "2018-11-17")
    words = view.trees[0].words
    due = time_of_words(view, 0, (words[4].start, words[6].end), read_calendar(view))
    assert due is not None
    assert due.end == "2018-10-16"


def test_years_on_end_are_no_day_of_the_story() -> None:
    """After "for the past two years" a past act is not dated to those years."""
    rows = """
Jets jet NOUN 2 nsubj
bombed bomb VERB 0 root
Marn Marn PROPN 2 obj
in in ADP 8 case
the the DET 8 det
past past ADJ 8 amod
two two NUM 8 nummod
years year NOUN 2 obl
"""
    view = dated(view_of(rows, THEY))
    assert time(view, "bombed").basis == "stated"
    assert time(view, "attacked", 1).basis == "account"


def test_a_conversation_is_one_story() -> None:
    """The day that the host names holds for what the guest tells next."""
    text = f"{plain(STRUCK)} {plain(COORDINATED)}"
    cut = text.index("Rebels")
    host = Passage("p0", "turn", 0, cut, voice="HOST")
    guest = Passage("p1", "turn", cut, len(text), voice="GUEST")
    found = time(dated(view_of(STRUCK, COORDINATED, passages=(host, guest))), "took", 1)
    assert (found.start, found.basis) == ("2015-10-09", "inherited")


def test_a_second_total_runs_over_the_same_period() -> None:
    """ "Nine men died since May. Doctors counted …": the second count is of that period too."""
    since = """
Nine nine NUM 2 nummod
men man NOUN 3 nsubj
died die VERB 0 root
since since ADP 5 case
May May PROPN 3 obl
"""
    view = dated(view_of(since, THEY))
    toll = replace(the_draft(view, "attacked", 1), kind="toll", act=None)
    found = time_of(view, toll, read_calendar(view))
    assert (found.start, found.end, found.basis) == ("2015-05-01", "2015-10-11", "inherited")
    event = replace(toll, kind="event")
    assert time_of(view, event, read_calendar(view)).basis == "account"
