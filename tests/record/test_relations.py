"""Signed relations by month and narrator, worked by hand."""

from dataclasses import replace
from pathlib import Path

import pytest
from recordwork import NEVER, claim, incident, on, who

from contested.claims.model import Claim
from contested.claims.vocabulary import read_toml
from contested.errors import ResourceError
from contested.record.model import Incident, Relation
from contested.record.relations import UNDATED, Telling, find_relations, month_of
from contested.record.stances import matrix, turns, where_narrators_part
from contested.record.weights import read_weights

OCTOBER = on("2015-10-09")


def strike(name: str, agent: str = "russia", target: str = "syrian-rebels") -> Claim:
    return claim(name, agents=(who(agent),), targets=(who(target, "combatant"),), time=OCTOBER)


def stated(name: str, sign: int, a: str = "russia", b: str = "syria") -> Claim:
    return claim(name, "relation", None, agents=(who(a),), targets=(who(b),), sign=sign)


def cells(
    *claims: Claim, narrators: dict[str, str] | None = None, incidents: tuple[Incident, ...] = ()
) -> dict[tuple[str, str, str, str | None], Relation]:
    telling = Telling(narrators or {}, {"a_one": "2015-10-11"})
    found = find_relations(incidents, {c.id: c for c in claims}, telling)
    return {(r.a, r.b, r.month, r.narrator): r for r in found}


def test_one_strike_weighs_half_and_three_weigh_more() -> None:
    """(0 - 1)/(1 + 1) for one, (0 - 3)/(3 + 1) for three, from agent to target only."""
    one = cells(strike("a"))
    assert one["russia", "syrian-rebels", "2015-10", None].weight == -0.5
    assert ("syrian-rebels", "russia", "2015-10", None) not in one
    three = cells(strike("a"), strike("b"), strike("c"))
    assert three["russia", "syrian-rebels", "2015-10", None].weight == -0.75
    assert three["russia", "syrian-rebels", "2015-10", None].negative == ("a", "b", "c")


def test_one_happening_counts_once_over_all_and_once_for_each_narrator() -> None:
    """Two narrators of one strike: -0.5 over all, and -0.5 for each; all claims stand behind."""
    pair = (strike("a"), strike("b"))
    found = cells(*pair, narrators={"a": "Wire", "b": "Blog"}, incidents=(incident(pair),))
    weights = {k[3]: r.weight for k, r in found.items()}
    assert weights == {None: -0.5, "Wire": -0.5, "Blog": -0.5}
    assert found["russia", "syrian-rebels", "2015-10", None].negative == ("a", "b")


def test_stated_relations_stand_both_ways_and_do_not_add_up_by_repetition() -> None:
    """Said three times by one narrator it is said once; by two narrators, twice."""
    said = [stated(n, 1) for n in "abc"]
    found = cells(*said, narrators=dict.fromkeys("abc", "Wire"))
    assert found["russia", "syria", "2015-10", None].weight == 0.5
    assert found["syria", "russia", "2015-10", None].weight == 0.5
    found = cells(*said, narrators={"a": "Wire", "b": "Wire", "c": "Blog"})
    assert found["russia", "syria", "2015-10", None].weight == pytest.approx(2 / 3)


def test_force_side_by_side_binds_and_a_clash_does_not() -> None:
    """Russia and Syria strike rebels together: half a tie between them; of a clash, none."""
    both = (who("russia"), who("syria"))
    found = cells(replace(strike("a"), agents=both))
    assert found["russia", "syria", "2015-10", None].weight == pytest.approx(1 / 3)
    assert found["syria", "syrian-rebels", "2015-10", None].weight == -0.5
    assert cells(claim("b", agents=both, time=OCTOBER)) == {}


def test_a_mere_country_is_hardly_a_target() -> None:
    """ "Bombing Syria": (0 - 0.3)/(0.3 + 1); Syrian troops: a half."""
    country = replace(strike("a", "russia", "syria"), targets=(who("syria", "unknown", "Syria"),))
    found = cells(country)["russia", "syria", "2015-10", None]
    assert found.weight == pytest.approx(-0.3 / 1.3)
    assert cells(strike("b", "russia", "syria"))["russia", "syria", "2015-10", None].weight == -0.5


def test_two_claims_of_one_narrator_tell_who_and_whom() -> None:
    """ "Kyiv shelled the prison" and "50 Russian troops died" of one incident and narrator: a tie
    with both claims behind it; of two narrators, or two incidents, none."""
    one = claim("a", agents=(who("ukraine"),), time=OCTOBER)
    other = claim("b", targets=(who("russia", "combatant"),), time=OCTOBER)
    both = dict.fromkeys("ab", "Wire")
    found = cells(one, other, narrators=both, incidents=(incident((one, other)),))
    assert found["ukraine", "russia", "2015-10", "Wire"].negative == ("a", "b")
    assert found["ukraine", "russia", "2015-10", None].weight == -0.5
    assert cells(one, other, narrators=both) == {}
    two = {"a": "Wire", "b": "Blog"}
    assert cells(one, other, narrators=two, incidents=(incident((one, other)),)) == {}


def test_harm_to_civilians_is_no_stance_towards_their_state() -> None:
    """Shelling Syrian people sets nobody against Damascus."""
    people = who("syria", "civilian", "Syrian villagers")
    assert cells(claim("a", agents=(who("russia"),), targets=(people,), time=OCTOBER)) == {}


def test_what_two_do_together_binds_both() -> None:
    """Talks of two agents and "they are one army" stand both ways; a joint attack says nothing."""
    both = (who("russia"), who("united-states"))
    talks = claim("a", act="CONSULT", sign=1, agents=both, time=OCTOBER)
    found = cells(talks)
    assert {k[:2] for k in found} == {("russia", "united-states"), ("united-states", "russia")}
    one_army = replace(stated("b", 1), agents=both, targets=())
    assert {k[:2] for k in cells(one_army)} == {k[:2] for k in found}
    assert cells(claim("c", agents=both, time=OCTOBER)) == {}


def test_deeds_and_words_on_both_sides_are_weighed() -> None:
    """A strike (1) against an agreement (0.4): (0.4 - 1)/(0.4 + 1 + 1), both sides listed."""
    deal = replace(strike("b"), act="AGREE", sign=1)
    one = cells(strike("a"), deal)["russia", "syrian-rebels", "2015-10", None]
    assert one.weight == pytest.approx(-0.25)
    assert (one.positive, one.negative) == (("b",), ("a",))


def test_only_what_is_asserted_counts() -> None:
    """Denied, doubted, hypothetical and future claims, and holds, leave no cell."""
    left_out = [
        replace(strike("a"), polarity="-"),
        replace(strike("b"), modality="doubted"),
        replace(strike("c"), modality="future"),
        replace(strike("d"), kind="control", act="holds", sign=0),
        replace(strike("e"), agents=(who(None, mention="warplanes"),)),
    ]
    assert cells(*left_out) == {}


def test_a_side_is_not_its_own_foe() -> None:
    """Assad and his army are one side; what they do to each other makes no cell."""
    assert cells(strike("a", "assad", "syrian-arab-army")) == {}


@pytest.mark.parametrize(
    "start, end, told, month",
    [
        ("2015-10-09", "2015-10-10", "2016-01-01", "2015-10"),
        (None, "2015-11-01", "2015-11-20", "2015-10"),
        ("2011-03-01", None, "2015-10-11", "2015-10"),
        ("2011-01-01", "2016-01-01", "2015-10-11", "2015-10"),
        ("2016-02-01", None, "2015-10-11", "2016-02"),
        (None, None, "2015-10-11", "2015-10"),
        (None, None, None, UNDATED),
    ],
)
def test_month_of_a_claim(start: str | None, end: str | None, told: str | None, month: str) -> None:
    """Its own days where they fall in a season; what lasts is known for when it is told."""
    one = claim("a", time=replace(NEVER, start=start, end=end))
    assert month_of(one, told) == month


def test_matrix_weighs_months_by_their_claims() -> None:
    """Three claims at -0.75 and one at 0.5: (-0.75 * 3 + 0.5) / 4."""
    months = [
        Relation("a", "b", "2015-10", None, -0.75, (), ("x", "y", "z")),
        Relation("a", "b", "2015-11", None, 0.5, ("w",), ()),
        Relation("a", "b", "2015-11", "Wire", 0.5, ("w",), ()),
    ]
    (one,) = matrix(months)
    assert one.weight == pytest.approx(-0.4375)
    assert (one.months, one.positive) == (("2015-10", "2015-11"), ("w",))
    assert [s.weight for s in matrix(months, "Wire")] == [0.5]


def test_narrators_part_within_a_month() -> None:
    """Friend by one and foe by another in October; in different months they do not part."""
    found = cells(
        claim("a", act="AID", sign=1, agents=(who("turkey"),), targets=(who("islamic-state"),),
              time=OCTOBER),
        strike("b", "turkey", "islamic-state"),
        narrators={"a": "Blog", "b": "Wire"},
    )  # fmt: skip
    (one,) = where_narrators_part(found.values())
    assert (one.a, one.b, one.month) == ("turkey", "islamic-state", "2015-10")
    assert ([r.narrator for r in one.friends], [r.narrator for r in one.foes]) == (
        ["Blog"],
        ["Wire"],
    )
    later = replace(found["turkey", "islamic-state", "2015-10", "Wire"], month="2015-11")
    apart = [found["turkey", "islamic-state", "2015-10", "Blog"], later]
    assert where_narrators_part(apart) == ()


def test_who_changed_sides_when() -> None:
    """Foe in October, next to nothing in November, friend in December: one turn, over both."""
    months = [
        Relation("a", "b", month, None, weight, (), ())
        for month, weight in (("2015-12", 0.5), ("2015-10", -0.5), ("2015-11", 0.05))
    ]
    wire = [replace(m, narrator="Wire") for m in months]
    (one,) = turns([*months, *wire])
    assert (one.before.month, one.after.month) == ("2015-10", "2015-12")
    assert turns(wire) == ()


def test_a_turn_needs_one_narrator_on_both_sides_of_it() -> None:
    """The Wire sees foes in October, the Desk friends in December: they differ, nobody turned."""
    told = {"2015-10": ("Wire", -0.5), "2015-12": ("Desk", 0.5)}
    cells = [
        Relation("a", "b", month, who, weight, (), ())
        for month, (one, weight) in told.items()
        for who in (None, one)
    ]
    assert turns(cells) == ()
    wire = Relation("a", "b", "2015-12", "Wire", 0.4, (), ())
    assert [t.after.month for t in turns([*cells, wire])] == ["2015-12"]


def test_weights_name_what_is_wrong(tmp_path: Path) -> None:
    """An act that no table has, or a weight beyond one, is refused with file and line."""
    path = tmp_path / "relations.toml"
    path.write_text(
        "doubt = 1\nstated = 1\nbeside = 1\ncountry = 1\nleast = 0\n[acts]\nHUG = 1\n", "utf-8"
    )
    with pytest.raises(ResourceError, match=r"relations\.toml, line 7: unknown act 'HUG'"):
        read_weights(read_toml(path))
