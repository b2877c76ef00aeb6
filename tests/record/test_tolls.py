"""Low, best and high of what origins count, one vote for each origin."""

from dataclasses import replace

from recordwork import claim, count, incident, origin, who

from contested.claims.model import Claim
from contested.record.model import Origin, Toll
from contested.record.tolls import find_tolls


def tolls(*claims: Claim, origins: tuple[Origin, ...] = ()) -> dict[tuple[str, str], Toll]:
    found = find_tolls(incident(claims, *origins), {c.id: c for c in claims})
    return {(t.what, t.cls): t for t in found}


def killed(name: str, low: int | None, high: int | None, cls: str = "civilian") -> Claim:
    target = who(None, cls, "people")  # type: ignore[arg-type]
    return claim(name, targets=(target,), quantities=(count("killed", low, high),))


def test_most_origins_decide_and_the_outermost_bound() -> None:
    """57, 57 and 61: best 57 of two of three origins, low 57, high 61."""
    found = tolls(killed("a", 57, 57), killed("b", 61, 61), killed("c", 57, 57))
    one = found["killed", "civilian"]
    assert (one.low, one.best, one.high, one.claims) == (57, 57, 61, ("a", "b", "c"))
    assert "the figure of most origins (2 of 3)" in one.rule


def test_ten_accounts_of_one_origin_have_one_vote() -> None:
    """Four reports of one agency's 61 stand against one 57: a tie, and the lower is best."""
    copies = [killed(f"c{n}", 61, 61) for n in range(4)]
    other = killed("o", 57, 57)
    origins = (origin("agency", [c.id for c in copies]), origin("council", ["o"]))
    one = tolls(*copies, other, origins=origins)["killed", "civilian"]
    assert (one.low, one.best, one.high) == (57, 57, 61)
    assert "lowest of 2 figures" in one.rule


def test_open_bounds() -> None:
    """At least 45 is best 45 and says nothing of more; up to 200 gives no best."""
    one = tolls(killed("a", 45, None))["killed", "civilian"]
    assert (one.low, one.best, one.high) == (45, 45, 45)
    none = tolls(killed("a", None, 200))["killed", "civilian"]
    assert (none.low, none.best, none.high) == (None, None, 200)
    both = tolls(killed("a", 45, None), killed("b", None, 200))["killed", "civilian"]
    assert (both.low, both.best, both.high) == (45, 45, 200)


def test_vague_title_gives_way_to_the_same_origin_s_figure() -> None:
    """Dozens in the title and 57 in the text of one origin: 57."""
    claims = (killed("t", 24, 99), killed("b", 57, 57))
    one = tolls(*claims, origins=(origin("wire", ["t", "b"]),))["killed", "civilian"]
    assert (one.low, one.best, one.high) == (57, 57, 57)


def test_deaths_are_split_by_class_and_summed() -> None:
    """57 civilians and 4 fighters by one origin are 61 of all; another's 60 people stay apart."""
    claims = (killed("a", 57, 57), killed("b", 4, 4, "combatant"), killed("c", 60, 60, "unknown"))
    origins = (origin("one", ["a", "b"]), origin("two", ["c"]))
    found = tolls(*claims, origins=origins)
    by_class = {cls: t.best for (_, cls), t in found.items()}
    assert by_class == {"all": 60, "civilian": 57, "combatant": 4, "unknown": 60}
    everyone = found["killed", "all"]
    assert (everyone.low, everyone.high, everyone.claims) == (60, 61, ("a", "b", "c"))


def test_part_of_a_count_is_not_the_count() -> None:
    """200 fighters, two of them leaders: 200."""
    both = (count("killed", 200, 200, at=10), count("killed", 2, 2, at=60))
    one = claim("a", targets=(who(None, "combatant"),), quantities=both)
    assert tolls(one)["killed", "combatant"].best == 200


def test_each_count_finds_its_target() -> None:
    """Five soldiers and nine villagers in one claim: each class its own count."""
    soldiers = replace(who("syria", "combatant", "soldiers"), start=5, end=13)
    villagers = replace(who(None, "civilian", "villagers"), start=23, end=32)
    counts = (count("killed", 5, 5, "five", at=0), count("injured", 9, 9, "nine", at=18))
    found = tolls(claim("a", targets=(soldiers, villagers), quantities=counts))
    assert {k: t.best for k, t in found.items()} == {
        ("killed", "combatant"): 5,
        ("injured", "civilian"): 9,
    }


def test_what_is_denied_or_doubted_is_not_counted() -> None:
    """A hedge and a denial add no figure."""
    claims = [killed("a", 57, 57), killed("b", 90, 90), killed("c", 80, 80)]
    claims[1:] = [replace(claims[1], modality="doubted"), replace(claims[2], polarity="-")]
    one = tolls(*claims)["killed", "civilian"]
    assert (one.low, one.best, one.high) == (57, 57, 57)
