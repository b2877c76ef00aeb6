"""How sure the extractor is of each claim: the calibrated probability that it is one.

Not a probability that what is claimed is true. See ``worth.py`` for what it is measured on.
"""

from collections.abc import Sequence
from dataclasses import replace

from contested.claims.frame import Draft
from contested.claims.model import Claim
from contested.claims.reading import Reading
from contested.claims.signs import signs_of
from contested.claims.triggered import by_encoder
from contested.claims.worth import Worth, load_worth

_LEAST, _MOST = 0.01, 0.99
FEW = 5  # sentences; in fewer the surroundings that tell an idiom from an act are missing


def weigh(
    reading: Reading, pairs: Sequence[tuple[Draft, Claim]], worth: Worth | None = None
) -> tuple[tuple[Draft, Claim], ...]:
    """The pairs of one account, each claim with its confidence and the signs that made it.

    In a text of a few sentences no reading of the vocabulary is too doubtful to be told: its
    confidence says how doubtful. What only the encoder reads stands on its own.
    """
    scale = worth or load_worth()
    floor = scale.least if len(reading.view.trees) < FEW else _LEAST
    out = []
    for (draft, claim), signs in zip(pairs, signs_of(reading, pairs), strict=True):
        least = _LEAST if by_encoder(draft) else floor
        out.append((draft, _weighed(claim, max(least, scale.share(signs)), scale.reasons(signs))))
    return tuple(out)


def _weighed(claim: Claim, share: float, reasons: tuple[str, ...]) -> Claim:
    confidence = round(min(_MOST, share), 3)
    return replace(claim, confidence=confidence, why=(*claim.why, *reasons))
