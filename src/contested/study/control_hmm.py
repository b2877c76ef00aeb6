"""Control from events: a hidden Markov model over cells and months (Anders 2020).

Where rebels rule they fight openly or not at all; where they do not, they resort to terrorism.
The matrices are in ``resources/study_control.toml``. The published map uses the transpose of the
printed transition matrix, so ``transposed`` is a choice that every result states.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from contested.errors import StudyError
from contested.resources import load_toml, malformed
from contested.study.model import Floats, Ints

_FILE = "study_control.toml"


@dataclass(frozen=True, slots=True, eq=False)
class ControlModel:
    """k states, m observations: prior (k,), transition (k, k) from rows, emission (k, m)."""

    states: tuple[str, ...]
    prior: Floats
    transition: Floats
    emission: Floats
    quiet: float
    alike: float


@cache
def packaged_model() -> ControlModel:
    """The matrices of the article, the transition as printed."""
    said = load_toml(_FILE)
    try:
        model = ControlModel(
            tuple(said["states"]),
            np.array(said["prior"], dtype=float),
            np.array(said["transition"], dtype=float),
            np.array(said["emission"], dtype=float),
            float(said["observation"]["quiet"]),
            float(said["observation"]["alike"]),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise malformed(
            _FILE, str(error).strip("'"), "is missing or no table of numbers"
        ) from error
    k = len(model.states)
    for name, shape in (("prior", (k,)), ("transition", (k, k)), ("emission", (k, 4))):
        if getattr(model, name).shape != shape:
            raise malformed(_FILE, name, f"has not the shape {shape}")
    return model


def observe(terrorism: Floats, fighting: Floats, model: ControlModel | None = None) -> Ints:
    """Observations 0..3 (O1..O4) of exposures, both of shape (cells, months).

    O1 when both are at most ``quiet``; else each is read against the Poisson distribution at the
    month's mean over all cells given: O3 when both stand about as high, O4 when terrorism stands
    higher, O2 when fighting does. Exposures that are missing (NaN) count as 0.
    """
    if terrorism.shape != fighting.shape or terrorism.ndim != 2 or not terrorism.size:
        raise StudyError("exposures must be two tables of cells by months of one shape")
    said = model or packaged_model()
    both = [np.nan_to_num(np.asarray(e, dtype=float)) for e in (terrorism, fighting)]
    high_t, high_c = (_standing(e) for e in both)
    found = np.where(high_c < high_t, 3, 1)
    found = np.where(np.abs(high_t - high_c) <= said.alike, 2, found)
    quiet = (both[0] <= said.quiet) & (both[1] <= said.quiet)
    return np.where(quiet, 0, found).astype(np.int64)


def _standing(exposure: Floats) -> Floats:
    """The distribution function of the floored exposure at the month's mean; 1 at a mean of 0."""
    mean = exposure.mean(axis=0)
    below = stats.poisson.cdf(np.floor(exposure), np.maximum(mean, 1e-300))
    return np.where(mean > 0, below, 1.0)


def likeliest_states(
    observed: Ints, model: ControlModel | None = None, transposed: bool = False
) -> Ints:
    """Viterbi's path per cell, shape as ``observed`` (cells, months); ties take the first state.

    ``transposed`` reads the transition matrix from columns to rows, as the published map does.
    """
    said = model or packaged_model()
    move = np.log(said.transition.T if transposed else said.transition)
    see = np.log(said.emission)
    cells, months = observed.shape
    score = np.log(said.prior) + see.T[observed[:, 0]]
    back = np.zeros((months, cells, len(said.states)), dtype=np.int8)
    for month in range(1, months):
        step = score[:, :, None] + move  # (cells, from, to)
        back[month] = step.argmax(axis=1)
        score = step.max(axis=1) + see.T[observed[:, month]]
    path = np.empty((cells, months), dtype=np.int64)
    path[:, -1] = score.argmax(axis=1)
    for month in range(months - 1, 0, -1):
        path[:, month - 1] = back[month, np.arange(cells), path[:, month]]
    return path


def state_shares(
    observed: Ints, model: ControlModel | None = None, transposed: bool = False
) -> Floats:
    """Probability of each state given all months, shape (cells, months, k): how sure the map is.

    A transposed matrix is no matrix of probabilities; its shares are weights that add up to one.
    """
    said = model or packaged_model()
    move = said.transition.T if transposed else said.transition
    see = said.emission.T[observed]  # (cells, months, k)
    ahead, behind = np.empty_like(see), np.ones_like(see)
    ahead[:, 0] = said.prior * see[:, 0]
    for month in range(1, see.shape[1]):
        ahead[:, month - 1] /= ahead[:, month - 1].sum(axis=1, keepdims=True)
        ahead[:, month] = (ahead[:, month - 1] @ move) * see[:, month]
    for month in range(see.shape[1] - 2, -1, -1):
        later = (see[:, month + 1] * behind[:, month + 1]) @ move.T
        behind[:, month] = later / later.sum(axis=1, keepdims=True)
    shares = ahead * behind
    return np.asarray(shares / shares.sum(axis=2, keepdims=True))
