"""Who takes part in a case: known actors, the case's own, and what may be one of them."""

from dataclasses import replace

import pytest

from casework import an_account, annotate, extract
from contested.claims.model import Actor, Claim
from contested.claims.registry import load_registry
from contested.record.actors import CaseActor, find_actors, merged, own_name

TEXT = "Word came that the Nasr Swallows took Marn. Later the Nassr Swallows took Sarin.\n"
ACCOUNT = an_account(TEXT)
BASE = extract(ACCOUNT, annotate(ACCOUNT))[0]


def by(mention: str, actor: str | None = None) -> Claim:
    """A claim whose agent is ``mention``, at its place in the text if it has one."""
    start = TEXT.find(mention)
    end = start + len(mention)
    first, last = (start, end) if start >= 0 else (None, None)
    return replace(
        BASE, id=f"c_{mention}", agents=(Actor(mention, first, last, actor),), targets=()
    )


def actors(*claims: Claim) -> dict[str, CaseActor]:
    """The actors of these claims by id."""
    return {a.id: a for a in find_actors(claims, {ACCOUNT.id: TEXT}, load_registry())}


def test_spellings_of_an_unknown_name_are_one_actor() -> None:
    """Romanisations meet; the words used are kept."""
    found = actors(by("the Nasr Swallows"), by("the Nassr Swallows"))
    (own,) = found.values()
    assert own.own and own.count == 2
    assert set(own.spellings) == {"Nasr Swallows", "Nassr Swallows"}


def test_a_known_actor_keeps_its_id_and_its_words() -> None:
    """Name and side come from the registry."""
    found = actors(by("Moscow", actor="russia"), by("Russian jets", actor="russia"))
    assert found["russia"].name == "Russia" and not found["russia"].own
    assert found["russia"].count == 2 and "Moscow" in found["russia"].spellings


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("militants", None),
        ("the group", None),
        ("they", None),
        ("We", None),
        ("Word", None),
        ("the Nasr Swallows", "Nasr Swallows"),
        ("Colonel Bassam Dayoub", "Bassam Dayoub"),
        ("some fighters of the Swallows", "Swallows"),
        ("the 21st", None),
    ],
)
def test_only_proper_names_become_actors(mention: str, name: str | None) -> None:
    """Nouns, pronouns and a capital that only opens a sentence are no names."""
    start = TEXT.find(mention)
    actor = Actor(mention, start if start >= 0 else 9, None)
    assert own_name(actor, TEXT, load_registry()) == name


def test_a_likely_alias_is_suggested_with_its_reason() -> None:
    """Shared words and initials suggest; nothing is merged."""
    found = actors(by("the Northern Swallows Brigade"), by("the Northern Swallows"), by("NSB"))
    assert len(found) == 3
    (suggested,) = [s for s in found["own:northern-swallows"].suggestions if "brigade" in s.into]
    assert "share" in suggested.why and 0 < suggested.score < 1
    assert any("initials" in s.why for s in found["own:nsb"].suggestions)


def test_a_merge_gives_the_name_the_actors_id() -> None:
    """In every claim that uses it, whose rules then say so; others stay as they are."""
    one, other = by("the Nasr Swallows"), by("Moscow", actor="russia")
    found = merged([one, other], {"nasr swallows": "free-syrian-army"}, load_registry())
    assert found[0].agents[0].actor == "free-syrian-army"
    assert "merged by a person" in found[0].why[-1] and found[1] is other


def test_a_name_like_an_id_of_the_registry_stays_apart() -> None:
    """What nobody resolved is not what the registry has under that id, though it may be."""
    found = actors(by("Moscow", actor="russia"), by("the Great Russia"), by("Russia"))
    assert found["russia"].count == 1 and not found["russia"].own
    own = [a for a in found.values() if a.own and a.name == "Russia"]
    assert own[0].suggestions[0].into == "russia"
