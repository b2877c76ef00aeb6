"""Affiliation promises: unknown people keep the side that the account gives them once."""

from whole import agents, claims


def test_a_known_person_is_meant_by_the_surname_alone_after_the_full_name() -> None:
    text = (
        "Pentagon press secretary Peter Cook described the raid on Monday. "
        "“We struck a headquarters of Islamic State near Marea,” Cook said."
    )
    assert agents(text, "struck a headquarters") == ["united-states"]


def test_we_of_somebody_who_joined_a_force_is_that_force() -> None:
    text = (
        "Tom Arden joined the YPG last year. "
        "Arden said: “We captured nine villages near Tal Hamis in May.”"
    )
    assert agents(text, "captured nine villages") == ["ypg"]


def test_a_surname_alone_keeps_the_side_said_with_the_full_name() -> None:
    text = "Tom Arden was fighting with the YPG in May. Arden was wounded near Tal Hamis."
    wounded = next(c for c in claims(text) if "wounded" in c.evidence.text)
    assert [t.party for t in wounded.targets] == ["ypg"]


def test_whoever_fights_against_a_force_is_not_its_man() -> None:
    text = (
        "Tom Arden fought against the YPG last year. "
        "Arden said: “We captured nine villages near Tal Hamis in May.”"
    )
    assert agents(text, "captured nine villages") == [None]
