"""Worth promises: signs are named and weighed, and what is too doubtful is kept apart."""

import pytest
from rows import PASSIVE, STRUCK
from trees import account_of as plain_account
from trees import view_of

from contested.accounts.model import Account
from contested.annotate.model import Annotation
from contested.claims import confidence as confidence_module
from contested.claims import worth as worth_module
from contested.claims.confidence import FEW, weigh
from contested.claims.extract import extract_all, extract_claims, read_claims
from contested.claims.model import Claim
from contested.claims.resources import load_resources
from contested.claims.signs import signs_of
from contested.claims.vocabulary import _parse
from contested.claims.worth import Worth, load_worth, read_worth
from contested.errors import ResourceError

WISHED = """
Russia Russia PROPN 3 nsubj
should should AUX 3 aux
bomb bomb VERB 0 root
Aleppo Aleppo PROPN 3 obj
. . PUNCT 3 punct
"""
NEEDED = """
Russia Russia PROPN 2 nsubj
needs need VERB 0 root
to to PART 4 mark
bomb bomb VERB 2 xcomp
Aleppo Aleppo PROPN 4 obj
. . PUNCT 2 punct
"""
HOPED = """
Russia Russia PROPN 3 nsubj
could could AUX 3 aux
try try VERB 0 root
to to PART 5 mark
bomb bomb VERB 3 xcomp
Aleppo Aleppo PROPN 5 obj
. . PUNCT 3 punct
"""
POINTED = """
These these DET 2 det
attacks attack NOUN 5 nsubj
on on ADP 4 case
civilians civilian NOUN 2 nmod
shocked shock VERB 0 root
Aleppo Aleppo PROPN 5 obj
. . PUNCT 5 punct
"""


def given(*rows: str) -> tuple[Account, Annotation]:
    """The account of these sentences and its annotation."""
    view = view_of(*rows)
    account = plain_account(view.account.text, view.account.passages, date="2015-10-10")
    return account, Annotation(account.id, "0" * 64, tuple(t.sentence for t in view.trees))


def signs(*rows: str) -> dict[str, float]:
    """Signs of the first claim of these sentences."""
    reading, pairs = read_claims(*given(*rows), load_resources())
    return signs_of(reading, pairs)[0]


def test_signs_say_what_governs_and_what_points_back() -> None:
    """A modal of wish and a determiner that refers back are signs, each only where it stands."""
    assert "could above" in signs(HOPED) and "points back" not in signs(HOPED)
    assert "points back" in signs(POINTED) and "could above" not in signs(POINTED)


def test_a_wish_is_worth_less_than_the_act() -> None:
    """The packaged weights put "could try to bomb" below "tried to bomb"."""
    told = HOPED.replace("could could AUX 3 aux", "now now ADV 3 advmod")
    told = told.replace("try try", "tried try")
    scale = load_worth()
    assert scale.share(signs(HOPED)) < scale.share(signs(told)) - 0.1


def test_what_should_be_is_no_claim() -> None:
    """ "Should bomb" and "needs to bomb" state nothing; "must have bombed" guesses at an act."""
    assert acts(WISHED) == [] == acts(NEEDED)
    guess = """
    Russia Russia PROPN 4 nsubj
    must must AUX 4 aux
    have have AUX 4 aux
    bombed bomb VERB 0 root
    Aleppo Aleppo PROPN 4 obj
    . . PUNCT 4 punct
    """
    assert acts(guess) == [("event", "ASSAULT")]


def test_the_share_is_a_logistic_sum_and_its_reasons_are_the_heaviest() -> None:
    """Signs without a weight count nothing; each side names its own."""
    scale = Worth(0.0, {"placed": 1.0, "bare noun": -2.0}, 0.3)
    assert scale.share({"placed": 1.0, "never met": 5.0}) == pytest.approx(0.7311, abs=1e-4)
    assert scale.share({}) == 0.5
    found = scale.reasons({"placed": 1.0, "bare noun": 1.0})
    assert found == ("for it: placed", "against it: bare noun")


def test_weighing_changes_confidence_and_reasons_alone() -> None:
    """No field of a claim but these two depends on the weights."""
    reading, pairs = read_claims(*given(*[STRUCK] * FEW), load_resources())
    ((_, low),) = weigh(reading, pairs[:1], Worth(-3.0, {}, 0.3))
    ((_, high),) = weigh(reading, pairs[:1], Worth(3.0, {}, 0.3))
    assert low.confidence < 0.1
    assert high.confidence > 0.9
    assert {n for n in Claim.__dataclass_fields__ if getattr(low, n) != getattr(high, n)} == {
        "confidence"
    }


def test_the_doubtful_are_kept_apart_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is under the threshold is not told, but is among all."""
    account, annotation = given(*[PASSIVE] * FEW)
    told = extract_claims(account, annotation)
    assert told and {c.id for c in told} <= {c.id for c in extract_all(account, annotation)}
    strict = Worth(0.0, {}, 0.6)  # everything weighs one half
    for module in (worth_module, confidence_module):
        monkeypatch.setattr(module, "load_worth", lambda: strict)
    assert extract_claims(account, annotation) == ()
    assert {c.id for c in extract_all(account, annotation)} >= {c.id for c in told}


def test_a_text_of_a_few_sentences_tells_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without surroundings nothing is held back; the low confidence stays visible."""
    strict = Worth(-3.0, {}, 0.6)
    for module in (worth_module, confidence_module):
        monkeypatch.setattr(module, "load_worth", lambda: strict)
    assert {c.confidence for c in extract_claims(*given(PASSIVE))} == {0.6}
    assert extract_claims(*given(*[PASSIVE] * FEW)) == ()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('bias = 0.1\nleast = 0.3\n[weights]\n"placed" = "much"\n', "line 4: the weight"),
        ("least = 0.3\n[weights]\n", "bias must be a number"),
        ("bias = 0.1\nleast = 1.5\n", "line 2: least must be a probability"),
    ],
)
def test_malformed_weights_are_refused_by_line(text: str, cause: str) -> None:
    """The message names the file and the line."""
    with pytest.raises(ResourceError, match=f"worth.toml.*{cause}"):
        read_worth(_parse("worth.toml", text.encode()))


SILENT = """
Moscow Moscow PROPN 2 nsubj
refused refuse VERB 0 root
to to PART 4 mark
{said} {said} VERB 2 xcomp
the the DET 6 det
plan plan NOUN 4 obj
. . PUNCT 2 punct
"""
ASKED = """
Russia Russia PROPN 4 nsubj
would would AUX 4 aux
not not PART 4 advmod
say say VERB 0 root
whether whether SCONJ 7 mark
it it PRON 7 nsubj
bombed bomb VERB 4 ccomp
Aleppo Aleppo PROPN 7 obj
. . PUNCT 4 punct
"""
AREAS = """
Rebels rebel NOUN 2 nsubj
left leave VERB 0 root
{what} {what} {tag} 2 obj
that that PRON 6 obj
Russia Russia PROPN 6 nsubj
controlled control VERB 3 acl:relcl
. . PUNCT 2 punct
"""
ECHO = """
Rebels rebel NOUN 2 nsubj
mourned mourn VERB 0 root
his his PRON 4 nmod:poss
death death NOUN 2 obj
. . PUNCT 2 punct
"""


def acts(*rows: str) -> list[tuple[str, str | None]]:
    """Kind and act of every claim of these sentences, weighed or not."""
    _, pairs = read_claims(*given(*rows), load_resources())
    return [(c.kind, c.act) for _, c in pairs]


@pytest.mark.parametrize(("said", "told"), [("confirm", False), ("accept", True)])
def test_silence_is_no_refusal(said: str, told: bool) -> None:
    """Refusing to confirm states nothing; refusing to accept a plan does."""
    assert (("event", "REJECT") in acts(SILENT.format(said=said))) is told


def test_what_is_not_told_whether_is_no_claim() -> None:
    """The content of a question that somebody would not answer is nobody's claim."""
    assert acts(ASKED) == []
    assert acts(ASKED.replace("not not PART", "now now ADV").replace("whether", "that")) != []


@pytest.mark.parametrize(("what", "tag"), [("areas", "NOUN"), ("Aleppo", "PROPN")])
def test_control_of_unnamed_areas_is_told(what: str, tag: str) -> None:
    """ "Areas that Russia controlled" say who holds them, as a town does (codebook 2.5)."""
    rows = AREAS.format(what=what, tag=tag).replace("areas areas", "areas area")
    assert ("control", "holds") in acts(rows)


def test_a_death_that_adds_nothing_refers_back() -> None:
    """ "His death" gives no claim; a death with its number or place may."""
    assert acts(ECHO) == []
