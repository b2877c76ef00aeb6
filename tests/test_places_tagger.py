"""Finding places in raw text, and resolving them together."""

from contested.places import Mention, find_places, packaged_gazetteer, resolve_places


def names(text: str) -> list[tuple[str, str]]:
    """Mentions with the country of what they were resolved to."""
    return [(found.text, found.match.country) for found in find_places(text)]


def test_longest_name_wins_and_offsets_are_verbatim() -> None:
    """Mentions are verbatim at their offsets, and the longest known name is taken."""
    text = "Jets left Hmeimim for Khan Sheikhoun, Deir ez-Zor and Jisr al-Shughour in Syria."
    found = find_places(text)
    assert [f.text for f in found] == [
        "Hmeimim", "Khan Sheikhoun", "Deir ez-Zor", "Jisr al-Shughour", "Syria",
    ]  # fmt: skip
    assert all(text[f.start : f.end] == f.text for f in found)


def test_possessives_and_backed_count_without_their_ends() -> None:
    """ "Turkey's" and "US-backed" give Turkey and US."""
    assert names("Turkey's army and US-backed fighters met in Syria.") == [
        ("Turkey", "TR"),
        ("US", "US"),
        ("Syria", "SY"),
    ]


def test_persons_bodies_and_words_are_no_places() -> None:
    """Family names, organisations, common words and peoples are left alone."""
    text = (
        "President Clinton met John Paris of the University of Texas. The Washington Post and the "
        "Syrian Army disagreed. Police and Hope were Turkish, he said."
    )
    assert names(text) == []


def test_one_name_keeps_one_meaning() -> None:
    """A container given once settles the name everywhere in the account."""
    text = "Austin was quiet. In Austin, Indiana, the clinic opened. People of Austin came."
    lats = {round(f.match.lat or 0) for f in find_places(text) if f.text == "Austin"}
    assert lats == {39}


def test_lists_are_not_containers() -> None:
    """ "China, Japan" names two countries, not a Japanese village."""
    assert names("Envoys of China, Japan and India met.") == [
        ("China", "CN"),
        ("Japan", "JP"),
        ("India", "IN"),
    ]


def test_words_beside_give_the_kind() -> None:
    """ "Raqqa province" is the region and "the city of Raqqa" the town."""
    first, second = find_places("In Raqqa province they fled; the city of Raqqa fell.")
    assert (first.match.kind, second.match.kind) == ("region", "settlement")


def test_given_spans_are_resolved_in_order() -> None:
    """With spans of another tagger, only those are looked up, unknown ones left out."""
    text = "Rebels of Marea met Qwertyuiop."
    spans = [(10, 15), (20, 30)]
    assert [f.text for f in find_places(text, names=spans)] == ["Marea"]
    mentions = [Mention(a, b, text[a:b]) for a, b in spans]
    answers = resolve_places(text, mentions, packaged_gazetteer())
    assert [a is not None for a in answers] == [True, False]


def test_empty_text_has_no_places() -> None:
    """Nothing comes of nothing."""
    assert find_places("") == ()
