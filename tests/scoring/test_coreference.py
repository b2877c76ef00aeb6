"""Coreference metrics against cases worked by hand from the papers that define them."""

import pytest

from contested.scoring.coreference import score_clusters, score_partitions


def names(*clusters: str) -> dict[str, int]:
    """Mention → cluster number, one letter a mention."""
    return {m: at for at, cluster in enumerate(clusters) for m in cluster}


def test_equal_partitions_are_right() -> None:
    """The same clusters under other names score one in all three."""
    gold = names("abc", "de")
    score = score_clusters(gold, {m: f"x{c}" for m, c in gold.items()})
    assert score.conll == pytest.approx(1)


def test_a_split_cluster_by_hand() -> None:
    """Gold {a b c d}, system {a b}{c d}: MUC R 2/3 P 1; B³ R 1/2 P 1; CEAFe phi 2·2/6 → 2/3 over
    one gold and over two system clusters."""
    score = score_clusters(names("abcd"), names("ab", "cd"))
    assert score.muc.recall == pytest.approx(2 / 3)
    assert score.muc.precision == 1
    assert (score.b_cubed.recall, score.b_cubed.precision) == (0.5, 1)
    assert score.ceaf_e.recall == pytest.approx(2 / 3)
    assert score.ceaf_e.precision == pytest.approx(1 / 3)
    assert score.conll == pytest.approx((0.8 + 2 / 3 + 4 / 9) / 3)


def test_bagga_and_baldwins_example() -> None:
    """Their figure: gold {1-5}{6 7}{8 9 A B C}; joining the large ones costs more precision
    (B³ 7/12) than joining the small one with a large one (16/21)."""
    gold = names("12345", "67", "89ABC")
    large = score_clusters(gold, names("1234589ABC", "67"))
    small = score_clusters(gold, names("12345", "6789ABC"))
    assert large.b_cubed.precision == pytest.approx(7 / 12)
    assert small.b_cubed.precision == pytest.approx(16 / 21)
    assert large.muc.precision == small.muc.precision == pytest.approx(0.9)


def test_without_singletons_only_their_mentions_go() -> None:
    """A gold singleton that the system joined to others is left out of both sides."""
    gold, system = names("ab", "c"), names("abc")
    assert score_clusters(gold, system).b_cubed.precision == pytest.approx(5 / 9)
    assert score_clusters(gold, system, singletons=False).conll == pytest.approx(1)


def test_all_apart_has_no_links() -> None:
    """MUC sees nothing in singletons, B³ half of a pair."""
    score = score_clusters(names("ab"), names("a", "b"))
    assert score.muc.f1 == 0
    assert score.b_cubed.recall == 0.5


def test_pairs_put_together() -> None:
    """Of three gold pairs the system has one, and one that is wrong."""
    pairs, b_cubed = score_partitions(names("abc", "d"), names("ab", "cd"))
    assert pairs.precision == 0.5
    assert pairs.recall == pytest.approx(1 / 3)
    assert b_cubed.recall == pytest.approx(
        score_clusters(names("abc", "d"), names("ab", "cd")).b_cubed.recall
    )


def test_other_mentions_are_refused() -> None:
    """The two sides must hold the same mentions."""
    with pytest.raises(ValueError, match="different mentions"):
        score_clusters(names("ab"), names("a"))
