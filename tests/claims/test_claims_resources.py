"""Resource promises: a case extends the packaged words; any change of words changes the hash."""

from importlib.resources import files
from pathlib import Path

import pytest

from contested.claims.nouns import words_of
from contested.claims.registry import ActorContext
from contested.claims.resources import _READ, load_resources, resources_fingerprint
from contested.errors import ResourceError

ACTORS = """
[[group]]
kind = "armed-group"
actors = [{ id = "harbour-brigade", name = "Harbour Brigade", aliases = ["the Harbourmen"] }]
"""
PLACES = "name,kind,lat,lon\nMarnopol,settlement,36.5,37.5\n"


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, Path]:
    """A case's own actors and places."""
    actors, places = tmp_path / "actors.toml", tmp_path / "places.csv"
    actors.write_text(ACTORS, "utf-8")
    places.write_text(PLACES, "utf-8")
    return actors, places


def test_a_case_adds_actors_and_places(case: tuple[Path, Path]) -> None:
    """The case's own words are known beside the packaged ones."""
    own, packaged = load_resources(*case), load_resources()
    context = ActorContext()
    assert own.registry.resolve("Harbourmen", context).actor == "harbour-brigade"
    assert packaged.registry.resolve("Harbourmen", context).actor is None
    assert own.registry.resolve("Putin", context).actor == "putin"
    assert own.lexicon is packaged.lexicon


def test_files_that_are_not_there_change_nothing(tmp_path: Path) -> None:
    """A case without files of its own reads as packaged."""
    gone = load_resources(tmp_path / "actors.toml", tmp_path / "places.csv")
    assert gone.fingerprint == load_resources().fingerprint
    assert gone.registry is load_resources().registry


@pytest.mark.parametrize("changed", [0, 1])
def test_any_change_of_words_changes_the_fingerprint(case: tuple[Path, Path], changed: int) -> None:
    """The hash tells apart a case with words of its own, and each version of them."""
    before = resources_fingerprint(*case)
    assert before != resources_fingerprint()
    assert before == load_resources(*case).fingerprint
    case[changed].write_text(case[changed].read_text("utf-8") + "\n", "utf-8")
    assert resources_fingerprint(*case) != before


def test_every_packaged_vocabulary_file_is_in_the_fingerprint() -> None:
    """No file of words is left out; weights and scores have hashes of their own."""
    root = Path(str(files("contested.resources")))
    kinds = {p.suffix for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert kinds - {".zip", ".npz", ".json", ".py"} <= set(_READ)


@pytest.mark.parametrize(
    ("name", "text"),
    [("actors.toml", "[[group]\n"), ("places.csv", "name,kind,lat,lon\nX,settlement,north,1\n")],
)
def test_malformed_words_of_a_case_are_named(tmp_path: Path, name: str, text: str) -> None:
    """The message names the file and the line."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    given = {name.partition(".")[0]: path}
    with pytest.raises(ResourceError, match=rf"{name}.*line \d+"):
        load_resources(**given)


def test_word_lists_are_read_by_name() -> None:
    """Lists are lower case and non-empty; a name that no file has is an error, not a guess."""
    for name in ("groups", "persons", "states", "forces", "partitives", "object_control"):
        assert words_of(name)
        assert all(w == w.lower() for w in words_of(name))
    with pytest.raises(KeyError):
        words_of("no such list")
