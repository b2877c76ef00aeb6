"""Claims match as the design says: one to one, half of the union, kinds agree."""

from typing import Any

from contested.scoring.agreement import field_right, head_word
from contested.scoring.matching import match, score_claims


def _claim(start: int, end: int, kind: str = "event", **more: Any) -> dict[str, Any]:
    return {
        "file": more.pop("file", "001.txt"),
        "kind": kind,
        "act": "ASSAULT",
        "evidence": {"start": start, "end": end, "text": "x" * (end - start)},
        "agents": [],
        "targets": [],
        "chain": [],
        **more,
    }


def test_overlap_must_be_half_of_the_union() -> None:
    """10 of 20 characters match, 9 of 21 do not."""
    assert match([_claim(0, 20)], [_claim(0, 10)]) == ((0, 0),)
    assert match([_claim(0, 21)], [_claim(0, 9)]) == ()


def test_kinds_and_files_must_agree() -> None:
    """The same span of another kind or file is another claim."""
    assert match([_claim(0, 20)], [_claim(0, 20, "relation")]) == ()
    assert match([_claim(0, 20)], [_claim(0, 20, file="002.txt")]) == ()


def test_the_pairing_is_the_best_in_total_not_the_greedy_one() -> None:
    """Taking the single best pair first would leave the other claim unmatched."""
    gold = [_claim(0, 20), _claim(8, 20)]
    system = [_claim(6, 20), _claim(0, 12)]
    assert match(gold, system) == ((0, 1), (1, 0))


def test_two_claims_on_one_span_pair_by_act() -> None:
    """Equal overlap is settled by what agrees."""
    gold = [_claim(0, 20, act="AID"), _claim(0, 20, act="ASSAULT")]
    system = [_claim(0, 20, act="ASSAULT"), _claim(0, 20, act="AID")]
    assert match(gold, system) == ((0, 1), (1, 0))


def test_a_role_is_right_by_ids_or_by_head_words_outside_the_registry() -> None:
    """Wording does not matter to a registry actor; only the head word does to another."""
    russia = {"mention": "Moscow", "actor": "russia"}
    jets = {"mention": "Russian warplanes", "actor": "russia"}
    assert field_right("agents", _claim(0, 9, agents=[russia]), _claim(0, 9, agents=[jets]))
    one = {"mention": "the local council of Marn", "actor": None}
    two = {"mention": "the council", "actor": None}
    assert field_right("targets", _claim(0, 9, targets=[one]), _claim(0, 9, targets=[two]))
    assert not field_right("targets", _claim(0, 9, targets=[one]), _claim(0, 9, targets=[jets]))


def test_head_words_survive_possessives_and_modifiers() -> None:
    """The head stands before of-phrases, commas and relative clauses."""
    assert head_word("the commander of the brigade") == "commander"
    assert head_word("two villagers, both from Hasma") == "villagers"
    assert head_word("Al-Shaykh Hilal's") == "hilal"


def test_co_sources_share_a_depth_and_order_within_it_is_free() -> None:
    """["a+b"] equals ["b+a"], and is not ["a", "b"]."""
    a, b = {"mention": "activists", "depth": 0}, {"mention": "local media", "depth": 0}
    deep = {"mention": "local media", "depth": 1}
    assert field_right("chain", _claim(0, 9, chain=[a, b]), _claim(0, 9, chain=[b, a]))
    assert not field_right("chain", _claim(0, 9, chain=[a, b]), _claim(0, 9, chain=[a, deep]))


def test_fields_that_gold_leaves_out_are_not_scored() -> None:
    """Gold without a time says nothing against the system's time."""
    score = score_claims([_claim(0, 20)], [_claim(0, 20, time={"start": "2015-10-09"})])
    assert score.exact["time"] == (0, 0)
    assert score.exact["act"] == (1, 1)
    assert score.whole.right == 1
    assert score.claims["event"].f1 == 1.0


def test_unmatched_claims_cost_precision_and_recall() -> None:
    """One of two found, one of three right."""
    gold = [_claim(0, 20), _claim(100, 120)]
    system = [_claim(0, 20), _claim(200, 220), _claim(300, 320)]
    counts = score_claims(gold, system).claims["all"]
    assert (counts.right, counts.predicted, counts.expected) == (1, 3, 2)


def test_a_time_on_the_account_alone_is_not_scored() -> None:
    """Gold of basis "account" has no interval to be right about; a stated one has."""
    silent = {"mention": None, "basis": "account"}
    told = {"start": "2015-10-09", "end": "2015-10-10", "basis": "inherited"}
    system = [_claim(0, 20, time={**told, "basis": "stated"})]
    assert score_claims([_claim(0, 20, time=silent)], system).exact["time"] == (0, 0)
    assert score_claims([_claim(0, 20, time=told)], system).exact["time"] == (1, 1)
    late = {**told, "end": "2015-10-11"}
    assert score_claims([_claim(0, 20, time=late)], system).exact["time"] == (0, 1)


def test_a_place_is_the_same_by_the_name_of_the_gazetteer_or_of_the_account() -> None:
    """Gold spells as the account does; a word of kind or an article makes no other place."""
    gold = [{"mention": "Mokha", "name": "Mokha", "role": "at"}]
    same = [{"mention": "Mokha", "name": "Mocha", "lat": 13.3, "lon": 43.2}]
    assert field_right("places", _claim(0, 9, places=gold), _claim(0, 9, places=same))
    state = [{"mention": "Gezira state", "name": "Gezira"}]
    given = [{"mention": "the Gezira state", "name": "Al Jazirah"}]
    assert field_right("places", _claim(0, 9, places=state), _claim(0, 9, places=given))
    town = [{"mention": "the town", "name": "Axum"}]
    bare = [{"mention": "the town", "name": "the town"}]
    assert not field_right("places", _claim(0, 9, places=town), _claim(0, 9, places=bare))
