"""Stance promises: only marks whose scope holds the act decide how it is said."""

import pytest
from parsed import draft_at, view_of_sentence

from contested.claims.frame import Attribution
from contested.claims.stance import PROTASIS, read_stance
from contested.claims.stance_words import read_stance_words
from contested.claims.vocabulary import Vocabulary
from contested.errors import ResourceError

CASES = [
    # negators in the clause, in its arguments, shared by a coordinated verb
    ("Russia did not strike the rebels or shell the town.", "strike", "-", "asserted"),
    ("Russia did not strike the rebels or shell the town.", "shell", "-", "asserted"),
    ("No planes hit the group.", "hit", "-", "asserted"),
    ("The army has yet to take Aleppo.", "take", "-", "asserted"),
    ("Rather than striking ISIS, Russia has bombed the rebels.", "striking", "-", "asserted"),
    ("The army withdrew without firing.", "firing", "-", "asserted"),
    # negation that does not reach the act
    ("Rather than striking ISIS, Russia has bombed the rebels.", "bombed", "+", "asserted"),
    ("The army withdrew without firing.", "withdrew", "+", "asserted"),
    ("ISIS, which did not attend, struck Hama.", "struck", "+", "asserted"),
    ("The army not only struck Hama but seized Idlib.", "struck", "+", "asserted"),
    # governors that deny, twice, and idle acts
    ("The jets avoided hitting the base.", "hitting", "-", "asserted"),
    ("The army did not fail to take Hama.", "take", "+", "asserted"),
    ("The jets did not stop bombing Hama.", "bombing", "+", "asserted"),
    ("So far the US has kept the Kurds from crossing the river.", "crossing", "-", "asserted"),
    ("Russia did nothing to protect civilians.", "protect", "-", "asserted"),
    # hedges and what is not said
    ("Moscow may have bombed the hospital.", "bombed", "+", "doubted"),
    ("It seems that the rebels shelled the village.", "shelled", "+", "doubted"),
    ("There is no evidence that Russia bombed the hospital.", "bombed", "+", "doubted"),
    ("Officials did not say that jets struck Hama.", "struck", "+", "hypothetical"),
    # the future
    ("The army will attack and seize Hama.", "seize", "+", "future"),
    ("The group is about to seize the airport.", "seize", "+", "future"),
    ("It is unlikely that Turkey will invade.", "invade", "-", "future"),
    ("The US has no intention of attacking Assad.", "attacking", "-", "future"),
    # supposed, asked, wanted
    ("Turkey would attack the Kurds.", "attack", "+", "hypothetical"),
    ("Did Russia bomb the hospital?", "bomb", "+", "hypothetical"),
    ("Russia's strategy is to destroy the rebels.", "destroy", "+", "hypothetical"),
]


@pytest.mark.parametrize(("text", "form", "polarity", "modality"), CASES)
def test_reads_polarity_and_modality(text: str, form: str, polarity: str, modality: str) -> None:
    """Each act gets the polarity and modality that its governors and own marks give it."""
    view = view_of_sentence(text)
    found = read_stance(view, draft_at(view, form), ())
    assert (found.polarity, found.modality) == (polarity, modality), found.why


def test_a_condition_is_kept_with_its_conjunction() -> None:
    """A forecast under "if" is future, and its condition spans the clause without the comma."""
    view = view_of_sentence("If the front collapses, the group will take Marn within weeks.")
    found = read_stance(view, draft_at(view, "take"), ())
    assert found.modality == "future"
    assert found.condition is not None
    assert view.text(*found.condition) == "If the front collapses"


def test_an_inverted_condition_makes_a_counterfactual() -> None:
    """ "Had X not …, Y would have …" is hypothetical, and the inverted clause is its condition."""
    view = view_of_sentence("Had Russia not intervened, the rebels would have seized Hama.")
    found = read_stance(view, draft_at(view, "seized"), ())
    assert found.modality == "hypothetical"
    assert found.condition is not None
    assert view.text(*found.condition) == "Had Russia not intervened"


def test_what_stands_inside_a_condition_says_so() -> None:
    """The content of a condition is hypothetical and marked, so that it gives no claim."""
    view = view_of_sentence("Had Russia not intervened, the rebels would have seized Hama.")
    found = read_stance(view, draft_at(view, "intervened"), ())
    assert found.modality == "hypothetical"
    assert PROTASIS in found.why
    assert found.condition is None


def _said(denies: bool = False, doubts: bool = False) -> Attribution:
    return Attribution(0, (), frozenset(range(20)), False, "neutral", None, denies, doubts)


def test_a_denial_flips_and_a_denied_denial_flips_back() -> None:
    """A source who denies turns the claim round, also one that is itself negated."""
    plain = view_of_sentence("No planes hit the group.")
    draft = draft_at(plain, "hit")
    assert read_stance(plain, draft, [_said(denies=True)]).polarity == "+"
    assert read_stance(plain, draft, [_said(denies=True), _said(denies=True)]).polarity == "-"


def test_a_source_that_doubts_makes_the_claim_doubted() -> None:
    """Doubt of the speaker is doubt of the claim."""
    view = view_of_sentence("ISIS, which did not attend, struck Hama.")
    assert read_stance(view, draft_at(view, "struck"), [_said(doubts=True)]).modality == "doubted"


def test_would_is_the_future_when_it_is_reported() -> None:
    """ "Would" in indirect speech is the speaker's future, not a supposition."""
    view = view_of_sentence("Turkey would attack the Kurds.")
    assert read_stance(view, draft_at(view, "attack"), [_said()]).modality == "future"


def test_a_faulty_vocabulary_names_file_and_line() -> None:
    """A governor with an unknown effect is refused with the line where it stands."""
    text = '[[governor]]\neffect = "denys"\npos = "verb"\nof = ["to"]\nlemmas = ["fail"]\n'
    table = {"effect": "denys", "pos": "verb", "of": ["to"], "lemmas": ["fail"]}
    source = Vocabulary("stance.toml", text, {"governor": [table]})
    with pytest.raises(ResourceError, match=r"stance.toml, line 1"):
        read_stance_words(source, None, None)  # type: ignore[arg-type]
