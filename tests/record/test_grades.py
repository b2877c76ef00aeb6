"""Grades follow the printed rules in their order, each with the rule that led to it."""

from dataclasses import replace

from recordwork import claim, count, incident, origin, the_sides, who

from contested.claims.model import Claim
from contested.record.disputes import dispute_all
from contested.record.grades import Ruling, Rulings, fighters, grade_all
from contested.record.model import Incident, Origin

CHARGE = claim("a", agents=(who("russia"),), targets=(who(None, "civilian"),))
OTHER = claim("b", agents=(who("russia"),), targets=(who(None, "civilian"),))
OWN = claim("c", agents=(who("russia"),), quantities=(count("strikes", 60, 60),))


def graded(*claims: Claim, origins: tuple[Origin, ...], rulings: Rulings | None = None) -> Incident:
    held, sides = {c.id: c for c in claims}, the_sides()
    disputed = dispute_all([incident(claims, *origins)], held, sides)
    return grade_all(disputed, held, sides, rulings)[0]


def by_field(one: Incident) -> dict[str, str]:
    return {g.field: g.grade for g in one.grades}


def test_one_origin_is_weak_however_often_repeated() -> None:
    """Two accounts, one origin: weak, and the rule says so; unstated fields have no grade."""
    one = graded(CHARGE, OTHER, origins=(origin("agency", ["a", "b"]),))
    assert by_field(one) == {"occurrence": "weak", "agent": "weak", "target": "weak"}
    assert one.grades[0].why == ("one origin: agency",)


def test_two_origins_of_which_one_stands_apart_are_fair() -> None:
    """An outlet and the other party of the war agree: fair, naming who is no party."""
    outlet, rebels = origin("outlet", ["a"]), origin("front", ["b"], "syrian-rebels", "group")
    fight = claim("f", agents=(who("syrian-rebels"),))
    held, sides = {c.id: c for c in (CHARGE, OTHER, fight)}, the_sides()
    one = grade_all([incident([CHARGE, OTHER], outlet, rebels)], held, sides)[0]
    assert by_field(one)["agent"] == "fair"
    assert "not a party to the fighting: outlet" in one.grades[1].why


def test_two_warring_parties_are_not_fair() -> None:
    """Rebels and the government agree that Russia did it: both fight, so weak."""
    fights = claim("f", agents=(who("syria"),), targets=(who("syrian-rebels", "combatant"),))
    origins = (
        origin("front", ["a"], "syrian-rebels", "group"),
        origin("sana", ["b"], "syria", "outlet"),
        origin("wire", ["f"]),
    )
    held = {c.id: c for c in (CHARGE, OTHER, fights)}
    one = grade_all([incident([CHARGE, OTHER], *origins)], held, the_sides())[0]
    assert by_field(one)["agent"] == "weak"
    assert "party to the fighting" in one.grades[1].why[1]


def test_nameless_groups_are_not_known_to_stand_apart() -> None:
    """Two groups that the registry does not know: weak, as they may be parties."""
    origins = (origin("some", ["a"], kind="group"), origin("others", ["b"], kind="person"))
    assert by_field(graded(CHARGE, OTHER, origins=origins))["agent"] == "weak"


def test_the_accused_that_owns_up_confirms() -> None:
    """Russia says that it struck, another says that Russia struck: confirmed, but not the toll."""
    origins = (origin("wire", ["a"]), origin("moscow", ["c"], "russia", "state"))
    one = graded(CHARGE, OWN, origins=origins)
    fields = by_field(one)
    assert (fields["occurrence"], fields["agent"]) == ("confirmed", "confirmed")
    assert fields["target"] == "weak"
    assert fields["toll"] == "weak"
    assert not one.interested


def test_owning_up_to_another_target_contests_the_target() -> None:
    """Russia struck, both say, but ISIS by one and civilians by the other."""
    own = replace(OWN, targets=(who("islamic-state", "combatant"),))
    origins = (origin("wire", ["a"]), origin("moscow", ["c"], "russia", "state"))
    one = graded(CHARGE, own, origins=origins)
    fields = by_field(one)
    assert (fields["agent"], fields["target"]) == ("confirmed", "contested")
    target = next(g for g in one.grades if g.field == "target")
    assert target.why[1] == "civilians against Islamic State"


def test_own_success_is_one_interested_origin() -> None:
    """Only the actor tells of its deed: weak and flagged."""
    one = graded(OWN, origins=(origin("moscow", ["c"], "russia", "state"),))
    assert one.interested
    assert by_field(one)["agent"] == "weak"


def test_a_person_s_decision_stands_over_every_rule() -> None:
    """Discounted and judgement come before contested."""
    other = replace(OTHER, agents=(who("syria"),))
    origins = (origin("one", ["a"]), origin("two", ["b"]))
    rulings: Rulings = {
        ("i_one", "agent"): Ruling("judgement", "seen on film"),
        ("i_one", "target"): Ruling("discounted", "a hoax"),
    }
    one = graded(CHARGE, other, origins=origins, rulings=rulings)
    assert by_field(one) == {"occurrence": "fair", "agent": "judgement", "target": "discounted"}
    assert graded(CHARGE, other, origins=origins).grades[1].grade == "contested"
    assert one.grades[1].why == ("a person's decision: seen on film",)


def test_who_fights_is_read_from_the_claims() -> None:
    """Who strikes and combatants hit; not who talks, nor what is only feared."""
    claims = [
        claim("a", agents=(who("russia"),), targets=(who("islamic-state", "combatant"),)),
        claim("c", agents=(who("turkey"),), modality="future"),
        claim("d", act="CONSULT", agents=(who("germany"),)),
        claim("e", "control", "gains", agents=(who("ypg"),), targets=(who("al-nusra-front"),)),
    ]
    found = fighters(claims, the_sides())
    assert {"russia", "islamic-state", "ypg", "al-nusra-front"} <= found
    assert not found & {"turkey", "germany"}
