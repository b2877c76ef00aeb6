"""Evidence promises: the clause and its arguments, verbatim, without who said it."""

import pytest
from readers import the_draft
from rows import BESIEGED, COORDINATED, NEGATED, SEIZED, STRIKES, STRUCK
from trees import view_of

from contested.claims.evidence import evidence_of
from contested.claims.frame import Attribution, Source, View

SAID = """
Activists activist NOUN 2 nsubj
said say VERB 0 root
rebels rebel NOUN 4 nsubj
took take VERB 2 ccomp
Marn Marn PROPN 4 obj
and and CCONJ 7 cc
razed raze VERB 4 conj
homes home NOUN 7 obj
. . PUNCT 2 punct
"""


def words(view: View, *forms: str) -> frozenset[int]:
    """Indices of ``forms`` in the first sentence."""
    return frozenset(i for i, w in enumerate(view.trees[0].words) if w.text in forms)


def evidence(rows: str, form: str, *stated: str, over: tuple[Attribution, ...] = ()) -> str:
    """The evidence of the draft written ``form``; ``stated`` are its words of time and place."""
    view = view_of(rows)
    found = evidence_of(view, the_draft(view, form), over, words(view, *stated))
    assert view.account.text[found.start : found.end] == found.text
    return found.text


@pytest.mark.parametrize(
    ("rows", "form", "stated", "expected"),
    [
        (COORDINATED, "took", (), "Rebels took Marn"),
        (COORDINATED, "razed", (), "razed homes"),
        (NEGATED, "attack", (), "Rebels did not attack Raqqa"),
        (
            BESIEGED,
            "besieged",
            ("since", "March"),
            "The group has besieged the airbase since March",
        ),
        (SEIZED, "seized", (), "The army and the militia seized the anti - Assad town"),
        (
            STRUCK,
            "struck",
            ("Friday",),
            "Russian warplanes struck rebel positions near Aleppo on Friday",
        ),
        (STRIKES, "strikes", (), "Russian strikes on villages north of Aleppo"),
    ],
)
def test_evidence_holds_predicate_arguments_and_circumstances(
    rows: str, form: str, stated: tuple[str, ...], expected: str
) -> None:
    """Agents, targets, auxiliaries, negation, time and place are in; other clauses are not."""
    assert evidence(rows, form, *stated) == expected


@pytest.mark.parametrize(("opened", "closed"), [('"', '"'), ("“", "”")])
def test_evidence_closes_quotation_marks(opened: str, closed: str) -> None:
    """A mark opened inside the clause is closed inside it; one around more than it is not."""
    rows = f"""
    Jets jet NOUN 2 nsubj
    struck strike VERB 0 root
    rebel rebel NOUN 5 compound
    {opened} {opened} PUNCT 5 punct
    bases base NOUN 2 obj
    {closed} {closed} PUNCT 5 punct
    . . PUNCT 2 punct
    """
    assert evidence(rows, "struck") == f"Jets struck rebel {opened} bases {closed}"
    outer = f"{opened} {opened} PUNCT 3 punct\nJets jet NOUN 3 nsubj\nstruck strike VERB 0 root\n"
    outer += f"rebels rebel NOUN 3 obj\n{closed} {closed} PUNCT 3 punct"
    assert evidence(outer, "struck") == "Jets struck rebels"


def test_evidence_leaves_out_who_says_it() -> None:
    """Source and cue are no part of what is said."""
    source = Source(0, 9, "anonymous", "said", 0, 0)
    over = (Attribution(0, (source,), frozenset(range(2, 8)), False, "neutral", 1),)
    assert evidence(SAID, "took", over=over) == "rebels took Marn"
