"""How the plover and cameo sets class PLOVER's acts (the claims' own quads are in resources)."""

from collections.abc import Mapping

# CAMEO's five-way class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
# 4 material conflict (0: no act). The plover set joins CONCEDE and RETREAT as YIELD, class 2,
# where PLOVER's codebook, and so the claims, put CONCEDE among verbal cooperation.
PENTA: Mapping[str, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 2,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "YIELD": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
ACTS = tuple(a for a in PENTA if a != "YIELD")
QUADS = (
    "none",
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
)


def root(act: str) -> str:
    """The class that plover scores: CONCEDE and RETREAT are one, YIELD."""
    return "YIELD" if act in ("CONCEDE", "RETREAT") else act


def quad(act: str) -> str:
    """The plover set's quad class of an act in words; ``none`` for an unknown act."""
    return QUADS[PENTA.get(act, 0)]
