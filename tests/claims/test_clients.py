"""Client promises: helpers of a state are whom it sponsors, where their people is said too."""

from whole import agents


def test_arab_allies_of_a_state_are_the_side_it_sponsors_in_that_land() -> None:
    text = "Turkish troops and their Arab allies took Afrin in northern Syria."
    assert agents(text, "took Afrin") == ["turkey", "syrian-rebels"]


def test_a_proxy_force_named_beside_a_state_is_the_side_it_sponsors() -> None:
    text = "Turkey and a proxy Arab force launched an offensive against Afrin in Syria."
    assert agents(text, "launched an offensive") == ["turkey", "syrian-rebels"]


def test_kurdish_partners_are_those_whom_the_state_sponsors() -> None:
    text = "US troops and their Kurdish partners stormed a prison near Mosul in Iraq."
    assert agents(text, "stormed a prison") == ["united-states", "peshmerga"]


def test_mere_proxies_are_left_open() -> None:
    text = "Turkey and its proxies shelled the town of Marea in Syria."
    assert agents(text, "shelled the town") == ["turkey", None]
