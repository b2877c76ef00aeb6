"""Attribution promises: who says which words, outermost first, and nobody where nobody is said."""

import pytest
from trees import plain, view_of

from contested.accounts.model import Passage
from contested.annotate.model import Sentence, Span
from contested.claims.attribution import find_attributions
from contested.claims.cues import load_cues
from contested.claims.frame import Attribution, View
from contested.claims.tree import Tree

CO_SOURCES = """
Gunmen gunman NOUN 2 nsubj
took take VERB 10 ccomp
the the DET 4 det
mill mill NOUN 2 obj
, , PUNCT 6 punct
villagers villager NOUN 10 nsubj
and and CCONJ 9 cc
local local ADJ 9 amod
media medium NOUN 6 conj
said say VERB 0 root
. . PUNCT 2 punct
"""

NESTED = """
The the DET 3 det
Harbour Harbour PROPN 3 compound
Post Post PROPN 4 nsubj
cited cite VERB 0 root
the the DET 7 det
deputy deputy ADJ 7 amod
minister minister NOUN 4 obj
, , PUNCT 9 punct
Ivo Ivo PROPN 7 appos
Sarin Sarin PROPN 9 flat
, , PUNCT 13 punct
as as SCONJ 13 mark
saying say VERB 4 advcl
that that SCONJ 17 mark
troops troop NOUN 17 nsubj
had have AUX 17 aux
left leave VERB 13 ccomp
the the DET 19 det
dam dam NOUN 17 obj
. . PUNCT 4 punct
"""

ACCORDING = """
The the DET 2 det
dam dam NOUN 3 nsubj
fell fall VERB 0 root
on on ADP 5 case
Monday Monday PROPN 3 obl
, , PUNCT 11 punct
according accord VERB 11 case
to to ADP 7 fixed
the the DET 11 det
Lantern Lantern PROPN 11 compound
Observatory Observatory PROPN 3 obl
. . PUNCT 3 punct
"""

HEARSAY = """
Troops troop NOUN 4 nsubj
have have AUX 4 aux
reportedly reportedly ADV 4 advmod
crossed cross VERB 0 root
the the DET 6 det
river river NOUN 4 obj
. . PUNCT 4 punct
"""

UNCONFIRMED = """
The the DET 2 det
envoy envoy NOUN 5 nsubj
did do AUX 5 aux
not not PART 5 advmod
confirm confirm VERB 0 root
that that SCONJ 10 mark
the the DET 8 det
bridge bridge NOUN 10 nsubj:pass
was be AUX 10 aux:pass
hit hit VERB 5 ccomp
. . PUNCT 5 punct
"""

DENIAL = """
The the DET 2 det
ministry ministry NOUN 3 nsubj
denied deny VERB 0 root
bombing bomb VERB 3 xcomp
the the DET 6 det
market market NOUN 4 obj
. . PUNCT 3 punct
"""

ASIDE = """
Some some DET 2 det
reports report NOUN 3 nsubj
say say VERB 0 root
he he PRON 5 nsubj
died die VERB 3 ccomp
near near ADP 8 case
the the DET 8 det
mill mill NOUN 5 obl
, , PUNCT 13 punct
which which PRON 13 obj
the the DET 12 det
army army NOUN 13 nsubj
besieges besiege VERB 8 acl:relcl
. . PUNCT 3 punct
"""

PASSIVE = """
The the DET 2 det
army army NOUN 4 nsubj:pass
is be AUX 4 aux:pass
said say VERB 0 root
to to PART 7 mark
have have AUX 7 aux
shelled shell VERB 4 xcomp
the the DET 9 det
port port NOUN 7 obj
. . PUNCT 4 punct
"""

CONDEMNED = """
The the DET 2 det
council council NOUN 3 nsubj
condemned condemn VERB 0 root
the the DET 5 det
strikes strike NOUN 3 obj
on on ADP 8 case
the the DET 8 det
port port NOUN 5 nmod
. . PUNCT 3 punct
"""

AWAITED = CONDEMNED.replace("condemned condemn", "awaited await")

STATEMENT = """
A a DET 2 det
statement statement NOUN 6 nsubj
from from ADP 5 case
the the DET 5 det
ministry ministry NOUN 2 nmod
says say VERB 0 root
the the DET 8 det
port port NOUN 10 nsubj:pass
was be AUX 10 aux:pass
shelled shell VERB 6 ccomp
. . PUNCT 6 punct
"""

FALSE_RUMOUR = """
The the DET 2 det
rumour rumour NOUN 8 nsubj
that that SCONJ 6 mark
the the DET 5 det
mayor mayor NOUN 6 nsubj
fled flee VERB 2 acl
is be AUX 8 cop
false false ADJ 0 root
. . PUNCT 8 punct
"""

QUOTE = """
" " PUNCT 3 punct
They they PRON 3 nsubj
came come VERB 8 ccomp
at at ADP 5 case
dawn dawn NOUN 3 obl
, , PUNCT 3 punct
" " PUNCT 3 punct
said say VERB 0 root
Adel Adel PROPN 8 nsubj
. . PUNCT 8 punct
"""

QUOTE_ON = """
" " PUNCT 3 punct
They they PRON 3 nsubj
burned burn VERB 0 root
the the DET 5 det
mill mill NOUN 3 obj
. . PUNCT 3 punct
" " PUNCT 3 punct
"""

AS_WROTE = """
As as SCONJ 4 mark
Lena Lena PROPN 4 nsubj
Ore Ore PROPN 2 flat
wrote write VERB 8 advcl
, , PUNCT 4 punct
the the DET 7 det
army army NOUN 8 nsubj
lost lose VERB 0 root
the the DET 10 det
hill hill NOUN 8 obj
. . PUNCT 8 punct
"""

DENIED_AND_SAID = """
The the DET 2 det
mayor mayor NOUN 3 nsubj
denied deny VERB 0 root
that that SCONJ 7 mark
the the DET 6 det
mill mill NOUN 7 nsubj
fell fall VERB 3 ccomp
and and CCONJ 9 cc
said say VERB 7 conj
that that SCONJ 12 mark
guards guard NOUN 12 nsubj
held hold VERB 9 ccomp
it it PRON 12 obj
. . PUNCT 3 punct
"""

WARNED = """
The the DET 2 det
governor governor NOUN 3 nsubj
warned warn VERB 0 root
that that SCONJ 8 mark
the the DET 6 det
dam dam NOUN 8 nsubj
would would AUX 8 aux
fall fall VERB 3 ccomp
. . PUNCT 3 punct
"""

NAMED = """
A a DET 2 det
fisher fisher NOUN 9 nsubj
who who PRON 4 nsubj
gave give VERB 2 acl:relcl
his his PRON 6 nmod:poss
name name NOUN 4 obj
as as ADP 8 case
Karim Karim PROPN 4 obl
said say VERB 0 root
the the DET 11 det
port port NOUN 12 nsubj
burned burn VERB 9 ccomp
. . PUNCT 9 punct
"""

QUOTED_TEXT = '"They came at dawn," said Adel. "They burned the mill."'


def found(view: View) -> tuple[Attribution, ...]:
    return find_attributions(view, load_cues())


def speakers(view: View, attribution: Attribution) -> list[str]:
    return [view.text(s.start, s.end) for s in attribution.sources]


def content(view: View, attribution: Attribution) -> str:
    words = view.trees[attribution.sentence].words
    return " ".join(words[k].text for k in sorted(attribution.content) if words[k].upos != "PUNCT")


def only(rows: str) -> tuple[list[str], str, Attribution]:
    """Speakers and content of a sentence that has one attribution."""
    view = view_of(rows)
    (one,) = found(view)
    return speakers(view, one), content(view, one), one


@pytest.mark.parametrize(
    ("rows", "who", "what"),
    [
        (CO_SOURCES, ["villagers", "local media"], "Gunmen took the mill"),
        (
            CO_SOURCES.replace("villager NOUN 10", "villager NOUN 2"),
            ["villagers", "local media"],
            "Gunmen took the mill",
        ),
        (ACCORDING, ["the Lantern Observatory"], "The dam fell on Monday"),
        (HEARSAY, ["reportedly"], "Troops have crossed the river"),
        (UNCONFIRMED, ["The envoy"], "that the bridge was hit"),
        (DENIAL, ["The ministry"], "bombing the market"),
        (PASSIVE, ["is said to"], "The army to have shelled the port"),
        (STATEMENT, ["the ministry"], "the port was shelled"),
        (FALSE_RUMOUR, [], "that the mayor fled"),
        (AS_WROTE, ["Lena Ore"], "the army lost the hill"),
        (NAMED, ["Karim"], "the port burned"),
    ],
)
def test_one_attribution_names_who_and_what(rows: str, who: list[str], what: str) -> None:
    assert only(rows)[:2] == (who, what)


def test_nested_speakers_are_two_attributions_the_outer_one_larger() -> None:
    """ "X cited Y as saying C": X says that Y says C; a name in apposition is in the mention."""
    view = view_of(NESTED)
    inner, outer = sorted(found(view), key=lambda a: len(a.content))
    assert speakers(view, outer) == ["The Harbour Post"]
    assert speakers(view, inner) == ["the deputy minister , Ivo Sarin"]
    assert content(view, inner) == "that troops had left the dam"
    assert inner.content < outer.content
    assert inner.cue_word in outer.content


def test_a_non_restrictive_clause_in_indirect_speech_is_the_narrators() -> None:
    who, what, one = only(ASIDE)
    assert (who, what) == (["Some reports"], "he died near the mill")
    assert one.sources[0].kind == "anonymous"


def test_what_is_condemned_is_told_by_who_condemns_it() -> None:
    """Who condemns a deed is the link of the deed, and not of the condemning (codebook 10.8)."""
    who, what, one = only(CONDEMNED)
    assert (who, what) == (["The council"], "the strikes on the port")
    assert one.cue_word not in one.content
    assert found(view_of(AWAITED)) == ()


@pytest.mark.parametrize(
    ("rows", "denies", "doubts", "future"),
    [
        (DENIAL, True, False, False),
        (UNCONFIRMED, False, True, False),
        (FALSE_RUMOUR, True, False, False),
        (WARNED, False, False, True),
        (CO_SOURCES, False, False, False),
    ],
)
def test_flags_tell_how_the_content_is_held(
    rows: str, denies: bool, doubts: bool, future: bool
) -> None:
    one = only(rows)[2]
    assert (one.denies, one.doubts, one.future) == (denies, doubts, future)


def test_a_second_verb_of_saying_keeps_the_speaker_of_the_first() -> None:
    """Also when the parser hangs it on what was denied, where only the first half is denied."""
    view = view_of(DENIED_AND_SAID)
    first, second = found(view)
    assert speakers(view, first) == speakers(view, second) == ["The mayor"]
    assert content(view, first) == "that the mill fell"
    assert content(view, second) == "that guards held it"
    assert (first.denies, second.denies) == (True, False)


def test_a_quotation_without_a_cue_goes_on_with_its_speaker_in_the_same_passage() -> None:
    view = view_of(QUOTE, QUOTE_ON, text=QUOTED_TEXT)
    first, second = found(view)
    assert first.direct and second.direct
    assert speakers(view, second) == ["Adel"]
    assert second.sentence == 1 and second.cue_word is None
    assert content(view, second) == "They burned the mill"


def test_a_quotation_far_from_any_speaker_is_nobodys() -> None:
    """A narrator's sentence between, in another passage, ends the last speaker's words."""
    first, last = QUOTED_TEXT[:31], QUOTED_TEXT[32:]
    text = f"{first} {plain(AWAITED)} {last}"
    split = len(first) + 1
    passages = (Passage("a", "body", 0, split), Passage("b", "body", split, len(text)))
    view = view_of(QUOTE, AWAITED, QUOTE_ON, passages=passages)
    assert {a.sentence for a in found(view)} == {0}


def test_where_syntax_finds_nothing_sure_spans_of_the_encoder_decide() -> None:
    rows = """
Complaint complaint NOUN 0 root
by by ADP 3 case
monks monk NOUN 1 nmod
: : PUNCT 6 punct
roads road NOUN 6 nsubj
closed close VERB 1 dep
"""
    view = view_of(rows)
    spans = (Span(2, 3, "source", 0.9), Span(0, 1, "cue", 0.8), Span(4, 6, "content", 0.9))
    plain_view = found(view)
    old = view.trees[0].sentence
    sure = Sentence(old.start, old.end, 0, old.words, attributions=spans)
    (one,) = found(View(view.account, (Tree(sure),)))
    assert plain_view == ()
    assert one.sources[0].start == old.words[2].start
    assert one.content == {4, 5}
    assert "encoder" in one.why


SOME_SAY = """
Some some DET 2 nsubj
say say VERB 0 root
Adel Adel PROPN 4 nsubj
died die VERB 2 ccomp
, , PUNCT 8 punct
but but CCONJ 8 cc
others other NOUN 8 nsubj
say say VERB 4 conj
he he PRON 10 nsubj
fled flee VERB 2 ccomp
. . PUNCT 2 punct
"""


def test_the_second_speaker_of_a_sentence_keeps_what_is_theirs() -> None:
    """ "Some say A, but others say B", also when the parser hangs B on the first speaker."""
    view = view_of(SOME_SAY)
    told = {speakers(view, a)[0]: content(view, a) for a in found(view)}
    assert told == {"Some": "Adel died", "others": "he fled"}


RELATIVE = """
Guards guard NOUN 2 nsubj
fled flee VERB 0 root
the the DET 4 det
raid raid NOUN 2 obj
which which PRON 10 nsubj
monks monk NOUN 9 nsubj
and and CCONJ 8 cc
nuns nun NOUN 6 conj
say say VERB 5 acl:relcl
has have AUX 11 aux
ended end VERB 4 acl:relcl
. . PUNCT 2 punct
"""


def test_a_cue_inside_a_relative_clause_covers_the_clause_alone() -> None:
    who, what, _ = only(RELATIVE)
    assert (who, what) == (["monks", "nuns"], "which has ended")


INTRODUCED = """
Adel Adel PROPN 2 nsubj
said say VERB 0 root
: : PUNCT 2 punct
"""


def test_a_passage_set_apart_is_said_by_who_announces_it() -> None:
    """A block quotation has no marks; the colon before it tells whose words it holds."""
    text = f"{plain(INTRODUCED)} {plain(AWAITED)}"
    split = len(plain(INTRODUCED)) + 1
    passages = (Passage("a", "body", 0, split), Passage("b", "quote", split, len(text)))
    view = view_of(INTRODUCED, AWAITED, passages=passages)
    (one,) = found(view)
    assert speakers(view, one) == ["Adel"]
    assert (one.sentence, one.direct) == (1, True)


def test_an_outlet_that_was_told_is_the_outer_speaker() -> None:
    rows = """
Adel Adel PROPN 2 nsubj
told tell VERB 0 root
the the DET 5 det
Harbour Harbour PROPN 5 compound
Post Post PROPN 2 iobj
that that SCONJ 8 mark
guards guard NOUN 8 nsubj
fled flee VERB 2 ccomp
"""
    view = view_of(rows)
    inner, outer = sorted(found(view), key=lambda a: len(a.content))
    assert speakers(view, outer) == ["the Harbour Post"]
    assert speakers(view, inner) == ["Adel"]


def test_treatment_follows_the_cue() -> None:
    """Boasting is distanced, confirming endorsed, saying and claiming neutral (codebook 11.1)."""
    for verb, lemma, expected in (
        ("boasted", "boast", "distanced"),
        ("claimed", "claim", "neutral"),
        ("confirmed", "confirm", "endorsed"),
        ("said", "say", "neutral"),
    ):
        rows = WARNED.replace("warned warn", f"{verb} {lemma}")
        assert only(rows)[2].treatment == expected
