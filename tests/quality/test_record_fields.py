"""The scorers of disputes, spells and actors promise what their rows say."""

import sys
from pathlib import Path
from typing import Any

import pytest

from contested.record.model import ControlSpell

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "quality"))
fields = pytest.importorskip("record_fields")


def spell(holder: str, start: str | None, end: str | None, place: str = "Marn") -> ControlSpell:
    return ControlSpell(
        f"s_{holder}", place, 36.0, 37.0, (holder,), (), "held", start, end, 0, (), (), ()
    )


@pytest.mark.parametrize(
    "given, same",
    [
        (spell("syria", "2018-03-10", None), True),
        (spell("syria", "2018-03-17", None, "al-Marn"), True),
        (spell("syria", "2018-03-18", None), False),
        (spell("syria", None, None), False),
        (spell("russia", "2018-03-10", None), False),
        (spell("syria", "2018-03-10", None, "Dayr"), False),
        (spell("syria", "2018-03-03", "2018-03-10"), False),
    ],
)
def test_a_spell_is_gold_s_within_a_week(given: ControlSpell, same: bool) -> None:
    """Place and holder equal, a stated end within seven days, and some day shared."""
    gold: dict[str, Any] = {"place": "Marn", "holder": "syria", "start": "2018-03-10"}
    assert fields.same_spell(gold, given) == same


def test_each_spell_answers_one_of_gold() -> None:
    """Two gold spells and one given: one match, the other missing."""
    gold: list[dict[str, Any]] = [{"place": "Marn", "holder": "syria"}] * 2
    assert len(fields.match_spells(gold, [spell("syria", None, None)])) == 1


def test_a_named_mention_holds_a_name_of_its_side() -> None:
    """ "Russian jets" names Russia; "our forces" names nobody."""
    gold = {"actor": "russia", "party": "russia"}
    assert fields._is_named(gold | {"mention": "Russian jets"})
    assert not fields._is_named(gold | {"mention": "our forces"})
