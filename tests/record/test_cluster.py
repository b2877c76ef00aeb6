"""Grouping claims: by mean likeness, under what a person decided, from few pairs."""

import random
import time

from recordwork import at, claim, count, on, the_sides, who

from contested.record.blocking import candidate_pairs
from contested.record.cluster import cluster
from contested.record.in_context import read_sketches


def groups_of(
    size: int, weights: dict[tuple[int, int], float], **judged: object
) -> list[list[int]]:
    """The groups alone."""
    return cluster(size, weights, 0.4, **judged)[0]  # type: ignore[arg-type]


def test_likeness_on_average_groups() -> None:
    """Two alike pairs that share a member join; a third that is unlike both stays out."""
    weights = {(0, 1): 2.0, (1, 2): 1.5, (0, 2): -0.5, (2, 3): -3.0, (0, 3): -3.0}
    assert groups_of(4, weights) == [[0, 1, 2], [3]]


def test_a_chain_alone_joins_nothing() -> None:
    """One good link does not bridge two groups that are unlike otherwise."""
    weights = {(0, 1): 3.0, (2, 3): 3.0, (1, 2): 1.0, (0, 2): -3.0, (0, 3): -3.0, (1, 3): -3.0}
    assert groups_of(4, weights) == [[0, 1], [2, 3]]


def test_judged_pairs_hold_against_all_likeness() -> None:
    """Same joins what is unlike, distinct parts what is alike, and distinct wins over both."""
    assert groups_of(2, {(0, 1): -9.0}, same=[(0, 1)]) == [[0, 1]]
    assert groups_of(2, {(0, 1): 9.0}, distinct=[(1, 0)]) == [[0], [1]]
    assert groups_of(2, {}, same=[(0, 1)], distinct=[(0, 1)]) == [[0], [1]]


def test_distinct_holds_through_others() -> None:
    """Two claims judged distinct stay apart although a third is the same as either."""
    weights = {(0, 1): 5.0, (1, 2): 4.0}
    found = groups_of(3, weights, distinct=[(0, 2)])
    assert [0, 1] in found and [2] in found


def test_what_lies_between_groups_is_told() -> None:
    """Means between groups that stay apart come back by position, for "possibly"."""
    _, between = cluster(3, {(0, 1): 2.0, (1, 2): 0.0, (0, 2): 0.2}, 0.4)
    assert between == {(0, 1): 0.1}


def one_place_week(size: int) -> list[object]:
    """Claims of one town and week that differ in day, doer, means, thing and toll."""
    chance = random.Random(3)
    agents, modes = ("russia", "ypg", "turkey", "islamic-state"), ("aerial", "explosives")
    return [
        claim(
            f"c{i}", account=f"a_{i}", mode=chance.choice(modes),
            agents=(who(chance.choice(agents)),), places=(at("Marea"),),
            time=on(f"2015-10-{chance.randrange(5, 12):02d}"),
            quantities=(count("killed", chance.randrange(1, 60), None),),
        )
        for i in range(size)
    ]  # fmt: skip


def test_a_crowded_place_and_week_does_not_grow_with_the_square() -> None:
    """Four times the claims of one place-week give little more than four times the pairs."""
    sides = the_sides()
    counts = []
    for size in (500, 2000):
        claims = one_place_week(size)
        counts.append(len(candidate_pairs(read_sketches(claims, {}, sides))))  # type: ignore[arg-type]
    assert counts[1] < 8 * counts[0]
    assert counts[1] < 60 * 2000


def test_grouping_many_pairs_is_quick() -> None:
    """A star of thousands of pairs, the worst case for a naive merge, ends within seconds."""
    began = time.perf_counter()
    assert len(groups_of(20_000, {(0, i): 1.0 for i in range(1, 20_000)})) == 1
    assert time.perf_counter() - began < 10


def test_blocks_find_neighbours_in_place_and_time() -> None:
    """Claims a few km and a day apart are compared; far places and other months are not."""
    claims = [
        claim("a", account="a_1", places=(at("Marea", 36.48, 37.2),), time=on("2015-10-09")),
        claim("b", account="a_2", places=(at("Tal Rifaat", 36.47, 37.1),), time=on("2015-10-10")),
        claim("c", account="a_3", places=(at("Raqqa", 35.95, 39.0),), time=on("2015-10-09")),
        claim("d", account="a_4", places=(at("Marea", 36.48, 37.2),), time=on("2016-03-09")),
    ]
    assert candidate_pairs(read_sketches(claims, {}, the_sides())) == {(0, 1)}
