"""Chains promise: nobody is a link below himself."""

from contested.claims.echoes import without_echoes
from contested.claims.model import Link


def link(mention: str, depth: int, actor: str | None = None) -> Link:
    return Link(mention, "said", depth, "person", actor, 0, len(mention))


def said(*links: Link) -> list[tuple[str | None, int]]:
    return [(x.mention, x.depth) for x in without_echoes(links)]


def test_a_short_name_below_the_whole_one_goes_and_depths_close_up() -> None:
    outlet, whole, short = link("60 Minutes", 0), link("Ann Kroft", 1), link("Kroft", 2)
    source = link("officials", 3)
    assert said(outlet, whole, short, source) == [
        ("60 Minutes", 0),
        ("Ann Kroft", 1),
        ("officials", 2),
    ]


def test_a_pronoun_goes_only_when_it_is_known_to_be_the_speaker() -> None:
    assert said(link("Erdogan", 0, "erdogan"), link("he", 1, "erdogan")) == [("Erdogan", 0)]
    assert len(said(link("Erdogan", 0, "erdogan"), link("he", 1, "putin"))) == 2
    assert len(said(link("the clerk", 0), link("he", 1))) == 2


def test_others_of_a_like_name_stay() -> None:
    assert len(said(link("Ann Kroft", 0, "a"), link("Kroft", 1, "b"))) == 2
    assert len(said(link("the army", 0), link("army", 1))) == 2


def test_of_several_co_sources_none_is_an_echo() -> None:
    pair = link("Ann Kroft", 0), link("Bo Lind", 0), link("Kroft", 1)
    assert len(said(*pair)) == 3
