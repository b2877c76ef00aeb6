"""How sure the extractor is: the reading's own score, moved by what speaks for or against it.

Not a probability of truth and not yet calibrated; see the model card.
"""

from contested.annotate.model import Sentence
from contested.claims.frame import Attribution, Draft
from contested.claims.model import Actor

_STEP = 0.06


def confidence_of(
    draft: Draft,
    sentence: Sentence,
    actors: tuple[Actor, ...],
    over: tuple[Attribution, ...],
    placed: bool = True,
) -> tuple[float, tuple[str, ...]]:
    """Score in 0..1 and its reasons. ``placed``: some place of the claim has coordinates."""
    score, why = draft.score, []
    model = next((a for a in sentence.acts if a.predicate == draft.predicate), None)
    if model is not None and draft.kind in ("event", "forecast") and draft.act is not None:
        if model.label == draft.act:
            score += _STEP * model.score
            why.append(f"encoder agrees: {model.label} {model.score:.2f}")
        elif model.score > 0.6:
            score -= _STEP
            why.append(f"encoder reads {model.label} {model.score:.2f}")
    unknown = sum(a.actor is None for a in actors)
    if actors and unknown:
        score -= _STEP * unknown / len(actors)
        why.append(f"{unknown} of {len(actors)} actors not resolved")
    if not placed and not any(a.actor or a.party for a in actors):
        score -= 2 * _STEP
        why.append("neither a known actor nor a place on the map")
    if any("encoder" in a.why for a in over):
        score -= _STEP
        why.append("chain from the encoder alone")
    return round(min(0.99, max(0.05, score)), 3), tuple(why)
