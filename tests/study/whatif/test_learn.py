"""Learning from control changes: known numbers come back with nominal coverage."""

from dataclasses import replace

import numpy as np
import pytest
from warring import chain

from contested.errors import ScenarioError
from contested.record.model import ControlSpell
from contested.study.whatif.draws import draw
from contested.study.whatif.learn import (
    Bank,
    coverage,
    learn,
    make_bank,
    posterior_draws,
    predictive_check,
)
from contested.study.whatif.scenario import assume
from contested.study.whatif.simulate import simulate
from contested.study.whatif.summaries import (
    as_table,
    observed_changes,
    summarise,
    summarise_runs,
    summary_names,
)


@pytest.fixture(scope="module")
def bank() -> Bank:
    """Three thousand runs of the chain of places, of whose changes half or more are reported."""
    return make_bank(chain(), draw(chain(), 3000, 5), assume(0.5, 1.0))


def test_known_numbers_of_simulated_records_are_covered(bank: Bank) -> None:
    """90% intervals hold the true numbers of 200 simulated records in about 90% of tests.

    The full check, over more levels and records, is quality/whatif_truth.py.
    """
    shares = coverage(bank, 0.9, 200)
    assert shares.mean() == pytest.approx(0.9, abs=0.03)
    assert shares.min() > 0.82 and shares.max() < 0.97


def test_half_intervals_hold_half(bank: Bank) -> None:
    """Nominal at another level too."""
    assert coverage(bank, 0.5, 200).mean() == pytest.approx(0.5, abs=0.06)


def test_what_matters_is_learnt_and_what_does_not_is_said_to_be_unknown(bank: Bank) -> None:
    """Fast paces show in most of ten busy records; a number without effect is told from few."""
    busy = np.flatnonzero((bank.unit[:, 0] > 0.8) & (bank.stats[:, 1] > 0.5))[:10]
    paces = [learn(bank, bank.stats[k]).found[0] for k in busy]
    assert sum(p.told for p in paces) >= 6
    assert np.median([p.median for p in paces]) > 0.065  # the middle of its range before
    rng = np.random.default_rng(0)
    idle = replace(
        bank,
        unit=np.column_stack([bank.unit, rng.random(len(bank.unit))]),
        names=(*bank.names, "idle"),
        ranges=(*bank.ranges, assume(0.0, 1.0)),
    )
    told = [learn(idle, bank.stats[k]).found[-1].told for k in range(10)]
    assert sum(told) <= 3


def test_posteriors_stay_in_their_ranges_and_narrow(bank: Bank) -> None:
    """No draw leaves the range it had before, and the runs drawn look like the record."""
    posterior = learn(bank, bank.stats[7])
    for known in posterior.found:
        assert known.before[0] <= known.low <= known.median <= known.high <= known.before[1]
    draws, share = posterior_draws(posterior, 200)
    assert len(set(share)) == 200  # kept runs are drawn again, but moved a little
    assert share.min() >= 0.5 and share.max() <= 1
    pace = draws.of("pace of captures")
    assert pace.min() >= 0.02 and pace.max() <= 0.2


def test_the_predictive_check_passes_its_own_and_fails_a_foreign_record(bank: Bank) -> None:
    """A record of the model lies within its spans; a storm of changes lies outside."""
    own = predictive_check(learn(bank, bank.stats[7]), bank.stats[7], 200)
    assert sum(not c.low - 1e-9 <= c.observed <= c.high + 1e-9 for c in own) <= 3
    storm = bank.stats[7].copy()
    storm[:2] = np.log1p(60)
    assert learn(bank, storm).strange and not learn(bank, bank.stats[7]).strange
    assert not any(f.told for f in learn(bank, storm).found)
    foreign = predictive_check(learn(bank, storm), storm, 200)
    assert any(c.as_high < 0.01 for c in foreign)


def test_observed_and_simulated_changes_are_summed_up_alike() -> None:
    """A run read back as if it were a record gives the same summaries, named one for one."""
    runs = simulate(chain(), 50)
    every = summarise_runs(runs)
    assert every.shape == (50, len(summary_names(runs.scenario)))
    busiest = int(np.argmax(np.bincount(runs.changes[:, 0].astype(int))))
    one = runs.changes[runs.changes[:, 0] == busiest].copy()
    one[:, 0] = 0
    assert summarise(one, 1, runs.scenario)[0] == pytest.approx(every[busiest])


def test_the_record_gives_dated_changes_at_known_places() -> None:
    """Spells that start within the horizon under another side; others are left out."""

    def spell(place: str, holder: str, start: str | None) -> ControlSpell:
        return ControlSpell(f"s_{place}{start}", place, 36.0, 37.0, (holder,), (), "held", start,
                            None, 1, ("c_1",), ("w",), ())  # fmt: skip

    spells = (
        spell("Dayr", "south", "2015-10-09"),
        spell("Marn", "north", "2015-10-12"),
        spell("Hasma", "south", None),
        spell("Marn", "south", "2017-01-01"),
        spell("Elsewhere", "south", "2015-10-10"),
    )
    found = observed_changes(spells, chain())
    assert [(c.place, c.old, c.new, c.day) for c in found] == [
        ("Dayr", "north", "south", "2015-10-09")
    ]
    assert as_table(found, chain()).tolist() == [[0, 9, 2, 0, 1]]


def test_nothing_free_is_nothing_to_learn() -> None:
    """A scenario without ranges is refused by name."""
    fixed = chain(
        ground=replace(chain().ground, pace=assume(0.1), need=assume(2), mobility=assume(0.1),
                       unsupplied=assume(0.5)),
        sides=tuple(replace(s, strength=assume(500)) for s in chain().sides),
        wars=tuple(replace(w, rate=assume(0.02)) for w in chain().wars),
        sources=(),
    )  # fmt: skip
    with pytest.raises(ScenarioError, match="nothing to learn"):
        make_bank(fixed, draw(fixed, 10, 1))
