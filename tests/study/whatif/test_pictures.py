"""Pictures: well-formed, self-contained, labelled as simulated, safe with any name."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from warring import chain

from contested.study.whatif.battle import make_battle
from contested.study.whatif.pictures import colour, control_map, fan_chart, winner_picture
from contested.study.whatif.simulate import SimulatedRecords, simulate
from contested.study.whatif.winners import winner_map

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def runs() -> SimulatedRecords:
    """A hundred runs of a scenario with a name that needs escaping."""
    return simulate(replace(chain(), name='<what> & "if"'), 100)


def words(svg: str) -> str:
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SPACE}svg" and root.find(f"{SPACE}title") is not None
    return " ".join("".join(e.itertext()) for e in root.iter())


def test_every_picture_is_well_formed_and_says_it_is_simulated(runs: SimulatedRecords) -> None:
    """Fan chart, control map and winner map parse as XML and carry the word."""
    drawn = winner_map(
        make_battle([1, 1], [[0, 0.2], [0.3, 0]]),
        ("side 1", np.linspace(1, 5, 4)), ("side 2", np.linspace(1, 5, 4)),
    )  # fmt: skip
    for svg in (
        fan_chart(runs, runs),
        control_map(runs),
        control_map(runs, 0),
        winner_picture(drawn),
    ):
        assert "Simulated" in words(svg)
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert '<what> & "if"' in words(fan_chart(runs))


def test_the_control_map_names_every_place_and_side(runs: SimulatedRecords) -> None:
    """Places are labelled; at the start each disc is its holder's colour alone."""
    said = words(control_map(runs, 0))
    assert all(name in said for name in (*runs.scenario.place_names, *runs.scenario.side_ids))
    assert "<polygon" not in control_map(runs, 0)
    assert control_map(runs, 0).count(f'fill="{colour(0)}"') == 3 + 1


def test_fans_stay_inside_their_panels(runs: SimulatedRecords) -> None:
    """No point of a band lies above the top or below the bottom of the canvas."""
    root = ElementTree.fromstring(fan_chart(runs))
    height = float(root.attrib["height"])
    for shape in root.iter(f"{SPACE}polygon"):
        ys = [float(p.split(",")[1]) for p in shape.attrib["points"].split()]
        assert 0 <= min(ys) <= max(ys) <= height
