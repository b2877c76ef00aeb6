"""What is said to be elsewhere promises to have no place of another act."""

from whole import claims

from encoder_ready import needs_weights

pytestmark = needs_weights


def test_an_act_that_is_elsewhere_is_not_where_the_one_beside_it_was() -> None:
    """Neither the clause above nor the sentence before lends it its place."""
    text = "Islamic State seizes villages near Aleppo as Russian jets strike elsewhere."
    found = {c.act: [p.mention for p in c.places] for c in claims(text)}
    assert "Aleppo" in found["gains"]
    assert found["ASSAULT"] == []


def test_elsewhere_in_a_region_is_in_that_region() -> None:
    text = "Rebels shelled Homs. Government planes attacked elsewhere in Hama."
    planes = next(c for c in claims(text) if "planes" in c.evidence.text)
    assert [p.mention for p in planes.places] == ["Hama"]
