"""The chain promises the speakers around a claim, outermost first, without the account itself."""

from trees import account_of, plain, view_of

from contested.accounts.model import Passage, Voice
from contested.claims.attribution import find_attributions
from contested.claims.chain import chain_of, read_chain, treatment_of
from contested.claims.cues import load_cues
from contested.claims.frame import Attribution, Draft, SourceKind, View
from contested.claims.model import Link

NESTED = """
The the DET 3 det
Harbour Harbour PROPN 3 compound
Post Post PROPN 4 nsubj
cited cite VERB 0 root
the the DET 6 det
minister minister NOUN 4 obj
as as SCONJ 8 mark
claiming claim VERB 4 advcl
that that SCONJ 11 mark
troops troop NOUN 11 nsubj
left leave VERB 8 ccomp
. . PUNCT 4 punct
"""
PLAIN = """
Troops troop NOUN 2 nsubj
left leave VERB 0 root
. . PUNCT 2 punct
"""
CO_SOURCES = """
Monks monk NOUN 4 nsubj
and and CCONJ 3 cc
nuns nun NOUN 1 conj
say say VERB 0 root
troops troop NOUN 6 nsubj
left leave VERB 4 ccomp
. . PUNCT 4 punct
"""
FIRST_PERSON = """
I I PRON 2 nsubj
believe believe VERB 0 root
troops troop NOUN 4 nsubj
left leave VERB 2 ccomp
. . PUNCT 2 punct
"""


def draft(predicate: int, sentence: int = 0) -> Draft:
    none: tuple[()] = ()
    return Draft(
        sentence, predicate, "event", "RETREAT", None, None, 0, none, none, none, none,
        frozenset({predicate}), 0.9, (),
    )  # fmt: skip


def links(view: View, predicate: int) -> list[tuple[str, int]]:
    return [(x.mention, x.depth) for x in chain(view, predicate)]


def chain(view: View, predicate: int) -> tuple[Link, ...]:
    return chain_of(view, draft(predicate), by_sentence(view))


def by_sentence(view: View) -> list[list[Attribution]]:
    rows: list[list[Attribution]] = [[] for _ in view.trees]
    for a in find_attributions(view, load_cues()):
        rows[a.sentence].append(a)
    return rows


def test_a_claim_of_the_account_itself_has_no_chain() -> None:
    assert chain(view_of(PLAIN), 1) == ()


def test_links_stand_outermost_first_with_their_offsets() -> None:
    view = view_of(NESTED)
    assert links(view, 10) == [("The Harbour Post", 0), ("the minister", 1)]
    for link in chain(view, 10):
        assert view.text(link.start, link.end) == link.mention


def test_co_sources_share_a_depth() -> None:
    assert links(view_of(CO_SOURCES), 5) == [("Monks", 0), ("nuns", 0)]


def test_a_passages_voices_come_before_what_is_said_in_it() -> None:
    text = "RADIO HOST: " + plain(NESTED)
    turn = Passage(
        "p", "turn", 0, len(text), "HOST", 6, 10, "person", outer=(Voice("RADIO", 0, 5, "outlet"),)
    )
    view = view_of(NESTED, text=text, passages=(turn,))
    found = [(x.mention, x.depth) for x in chain(view, 10)]
    assert found == [("RADIO", 0), ("HOST", 1), ("The Harbour Post", 2), ("the minister", 3)]


def test_the_accounts_own_publisher_is_no_link() -> None:
    view = view_of(NESTED)
    own = account_of(view.account.text, view.account.passages, publisher="Harbour Post")
    assert links(View(own, view.trees), 10) == [("the minister", 0)]


def test_the_first_person_is_no_link_but_its_attribution_stays_in_force() -> None:
    view = view_of(FIRST_PERSON)
    told = read_chain(view, draft(3), by_sentence(view))
    assert told.links == ()
    assert len(told.attributions) == 1


def test_the_speaker_is_the_innermost_source_for_we_and_i() -> None:
    view = view_of(NESTED)
    told = read_chain(view, draft(10), by_sentence(view))
    assert told.speaker is not None and told.speaker.head == 5
    assert told.sources[-1] == told.speaker


def test_a_registry_outranks_the_guess_of_a_links_kind() -> None:
    def kind_of(mention: str) -> SourceKind | None:
        return "state" if mention == "the minister" else None

    view = view_of(NESTED)
    told = read_chain(view, draft(10), by_sentence(view), kind_of)
    assert told.links[-1].kind == "state"


def test_treatment_is_that_of_the_speaker_who_is_handled_with_distance() -> None:
    view = view_of(NESTED.replace("claiming claim", "boasting boast"))
    assert treatment_of(view, draft(10), by_sentence(view)) == "distanced"


def test_claiming_alone_steps_back_from_nobody() -> None:
    """ "Claimed" alone is neutral (codebook 11.1)."""
    view = view_of(NESTED)
    assert treatment_of(view, draft(10), by_sentence(view)) == "neutral"
