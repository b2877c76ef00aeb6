"""Causal promises: two ends with their actors, each linked to the claim that states it."""

from dataclasses import replace

from readers import the_draft
from rows import COORDINATED, LET
from trees import view_of

from contested.claims.causes import ActorAt, link_causes, read_ends
from contested.claims.frame import Draft, View
from contested.claims.model import Actor, Cause, Claim, Evidence, PassageRef, Time


def actor_at(view: View) -> ActorAt:
    """Knows rebels and strikes, and nobody else."""
    known = {"rebels": "syrian-rebels", "strikes": None}

    def at(head: int) -> Actor:
        word = view.trees[0].words[head]
        return Actor(word.text, word.start, word.end, known.get(word.text))

    return at


def claim(
    draft: Draft, name: str, cause: Cause | None = None, effect: Cause | None = None
) -> Claim:
    """A claim of ``draft`` with nothing but what linking reads."""
    return Claim(
        id=name, account="a", file="f", kind=draft.kind, act=draft.act, mode=None, acled=None,
        cameo=None, quad=None, sign=None, evidence=Evidence(0, 1, "x"),
        passage=PassageRef("p", "body", None), agents=(), targets=(), objects=(), places=(),
        time=Time(None, None, None, None, "account"), quantities=(), chain=(), polarity="+",
        modality="asserted", condition=None, stance="asserted", treatment="neutral",
        confidence=0.5, why=(), cause=cause, effect=effect,
    )  # fmt: skip


def test_both_ends_are_described_verbatim() -> None:
    """Cause and effect are stretches of the text; the effect names its agent."""
    view = view_of(LET)
    draft = the_draft(view, "let")
    assert draft.kind == "cause"
    cause, effect = read_ends(view, draft, actor_at(view))
    assert cause is not None
    assert effect is not None
    for end in (cause, effect):
        assert view.account.text[end.start : end.end] == end.mention
    assert cause.mention == "The strikes"
    assert effect.mention == "the rebels take Marn"
    assert cause.agents == ()


def test_other_kinds_have_no_ends() -> None:
    """Only causal drafts have a cause and an effect."""
    view = view_of(COORDINATED)
    assert read_ends(view, the_draft(view, "took"), actor_at(view)) == (None, None)


def test_an_end_that_another_claim_states_is_linked() -> None:
    """The effect's own claim is named by id; a cause that no claim states stays a description."""
    view = view_of(LET)
    draft = the_draft(view, "let")
    stated = replace(draft, predicate=5, kind="control", act="gains")
    ends = read_ends(view, draft, actor_at(view))
    pairs = ((draft, claim(draft, "c_cause", *ends)), (stated, claim(stated, "c_taken")))
    cause, other = link_causes(pairs)
    assert cause.effect is not None
    assert cause.cause is not None
    assert (cause.cause.claim, cause.effect.claim) == (None, "c_taken")
    assert other == pairs[1][1]


def test_an_end_is_not_linked_to_another_sentence() -> None:
    """Word indices of another sentence do not link."""
    view = view_of(LET)
    draft = the_draft(view, "let")
    elsewhere = replace(draft, sentence=1, predicate=5, kind="control", act="gains")
    ends = read_ends(view, draft, actor_at(view))
    first, _ = link_causes(
        ((draft, claim(draft, "c_cause", *ends)), (elsewhere, claim(elsewhere, "c_other")))
    )
    assert first.effect is not None
    assert first.effect.claim is None
