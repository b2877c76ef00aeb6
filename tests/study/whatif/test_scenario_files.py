"""Scenario files: written and read back the same; everything wrong is named with its file."""

from collections.abc import Callable
from dataclasses import replace
from math import nan
from pathlib import Path

import numpy as np
import pytest
from warring import chain, triangle

from contested.errors import ScenarioError
from contested.study.whatif.check import check_scenario
from contested.study.whatif.read import parse_scenario, read_scenario
from contested.study.whatif.scenario import (
    Backing,
    Intervention,
    Link,
    Number,
    Position,
    Scenario,
    Source,
    assume,
)
from contested.study.whatif.write import write_scenario, write_variant

HIT = Intervention(
    "strikes", "2015-10-01", "2015-12-01", "crane", "south", "north", ("Hasma",), assume(1, 9, "y")
)
FULL = replace(
    chain(),
    interventions=(HIT, Intervention("closing", "2015-10-05", places=("harbour",))),
    backing=(Backing("crane", "north", ("c_1", "c_2"), "said twice"),),
    sides=(replace(chain().sides[0], strength=Number(1, 2, ("c_9",), "a claim")), chain().sides[1]),
    origin="f.toml",
)


def test_written_scenarios_read_back_the_same() -> None:
    """Every field survives: ranges, claims, grounds, dates, quotes in names."""
    odd = replace(FULL, name='a "quoted" näme\\', links=(*FULL.links[1:], FULL.links[0]))
    assert parse_scenario(write_scenario(FULL), "f.toml") == FULL
    assert parse_scenario(write_scenario(odd), "f.toml") == odd


def test_a_variant_adds_to_its_base(tmp_path: Path) -> None:
    """``base`` brings everything; the interventions of both files apply."""
    (tmp_path / "base.toml").write_text(write_scenario(FULL), encoding="utf-8")
    closing = Intervention("closing", "2015-11-01", places=("harbour",))
    (tmp_path / "more.toml").write_text(write_variant("more", "base.toml", [closing]), "utf-8")
    read = read_scenario(tmp_path / "more.toml")
    assert read.name == "more" and read.interventions == (*FULL.interventions, closing)
    assert read.places == FULL.places and read.seed == FULL.seed


def test_every_number_says_where_it_comes_from() -> None:
    """A bare number, a missing basis, and a claim without its id are refused by name."""
    text = write_scenario(chain())
    bare = text.replace('need = { low = 1.2, high = 3, basis = "assumed" }', "need = 2")
    with pytest.raises(ScenarioError, match=r"f\.toml, ground: need is a bare number"):
        parse_scenario(bare, "f.toml")
    with pytest.raises(ScenarioError, match=r"f\.toml, ground, need: basis"):
        parse_scenario(text.replace('high = 3, basis = "assumed"', "high = 3"), "f.toml")
    with pytest.raises(ScenarioError, match="basis is 'claim' but claims are"):
        parse_scenario(
            text.replace('high = 3, basis = "assumed"', 'high = 3, basis = "claim"'), "f"
        )


def with_place(scenario: Scenario, place: Position) -> Scenario:
    return replace(scenario, places=(*scenario.places, place))


BAD: dict[str, tuple[Callable[[], Scenario], str]] = {
    "negative strength": (lambda: triangle((-5, 1, 1)), "strength of red is negative"),
    "shares": (
        lambda: triangle(wars=tuple(replace(w, share=assume(0.4)) for w in triangle().wars)),
        "red: shares of its fire sum to 0.8, not to one",
    ),
    "nobody": (
        lambda: triangle(wars=tuple(w for w in triangle().wars if "blue" not in (w.by, w.on))),
        "blue is at war with nobody",
    ),
    "unknown place": (lambda: chain(links=(Link("Marn", "Nowhere"),)), "'Nowhere', an unknown"),
    "unknown target": (
        lambda: chain(interventions=(replace(HIT, places=("Atlantis",)),)),
        "'Atlantis' is an unknown",
    ),
    "source": (
        lambda: chain(sources=(Source("port", "Nowhere", "north", assume(1)),)),
        "an unknown place",
    ),
    "pieces": (lambda: chain(links=chain().links[:2]), "in pieces: no way from Port to Hasma"),
    "holder": (
        lambda: with_place(chain(), Position("Tell", 1, 1, ("martians",))),
        "'martians', which is no",
    ),
    "range": (lambda: triangle(ground=replace(triangle().ground, pace=assume(2, 1))), "above high"),
    "nan": (lambda: triangle(ground=replace(triangle().ground, pace=assume(nan))), "not a finite"),
    "endless": (lambda: chain(days=10**9), "that memory holds"),
    "dates": (
        lambda: chain(interventions=(replace(HIT, end="2015-09-01"),)),
        "ends .* before it starts",
    ),
    "closing": (
        lambda: chain(interventions=(Intervention("closing", "2015-10-01", places=("x",)),)),
        "'x' is an unknown source",
    ),
    "twice": (lambda: with_place(chain(), chain().places[0]), "place 'Port' stands twice"),
    "place-less": (
        lambda: chain(places=chain().places[:3], links=chain().links[:2]),
        "south holds no place",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_scenarios_are_named_with_their_file(case: str) -> None:
    """The message names the file and the cause, on reading too."""
    make, words = BAD[case]
    with pytest.raises(ScenarioError, match=words) as caught:
        check_scenario(replace(make(), origin="bad.toml"))
    assert str(caught.value).startswith("bad.toml: ")
    with pytest.raises(ScenarioError, match=words):
        parse_scenario(write_scenario(make()), "bad.toml")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("[ground]", "[grund]"), "unknown key 'grund'"),
        (("days = 60", "days = 'many'"), "days must be a whole number"),
        (("days = 60", ""), "days is missing"),
        (("[ground]", "[ground"), "not TOML"),
        (('law = "aimed"', 'law = "lucky"'), "law must be one of aimed, unaimed"),
        (("start = 2015-09-30", 'start = "soon"'), "'soon' is not a date"),
    ],
)
def test_malformed_files_are_named(change: tuple[str, str], words: str) -> None:
    """Unknown keys, wrong types, gaps and broken syntax say where."""
    with pytest.raises(ScenarioError, match=words) as caught:
        parse_scenario(write_scenario(chain()).replace(*change), "f.toml")
    assert str(caught.value).startswith("f.toml")


def test_missing_files_and_circles_are_errors(tmp_path: Path) -> None:
    """No file, and bases that run in a circle."""
    with pytest.raises(ScenarioError, match=r"none\.toml: cannot be read"):
        read_scenario(tmp_path / "none.toml")
    (tmp_path / "a.toml").write_text('base = "a.toml"\n')
    with pytest.raises(ScenarioError, match="circle"):
        read_scenario(tmp_path / "a.toml")


def test_garbled_files_are_refused_in_words_or_read() -> None:
    """Four hundred texts with a line dropped, doubled or its value swapped: never a stray error."""
    rng = np.random.default_rng(6)
    lines = write_scenario(FULL).split("\n")
    values = [
        "1",
        "-3",
        '"x"',
        "[]",
        "{}",
        "true",
        "2015-13-40",
        "1e400",
        "nan",
        "[[1]]",
        "2015-01-01",
    ]
    for _ in range(400):
        text = list(lines)
        k = int(rng.integers(len(text)))
        how = int(rng.integers(3))
        if how == 0:
            del text[k]
        elif how == 1:
            text.insert(k, text[int(rng.integers(len(text)))])
        elif "=" in text[k]:
            text[k] = text[k].split("=")[0] + "= " + str(rng.choice(values))
        try:
            scenario = parse_scenario("\n".join(text), "g.toml")
        except ScenarioError as error:
            assert str(error).startswith("g.toml")
        else:
            assert scenario.sides and scenario.places
