"""Simulated values are of types of their own, and no path leads from them into the record."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(str(files("contested")))
UPSTREAM = ("accounts", "annotate", "claims", "record", "scoring", "store")
WRITERS = ("contested.pipeline", "contested.store")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def names(path: Path) -> set[str]:
    tree = parsed(path)
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)
    }


@pytest.mark.parametrize("stage", UPSTREAM)
def test_nothing_that_makes_or_keeps_the_record_knows_the_simulations(stage: str) -> None:
    """No module from accounts to store imports a study or names a simulated type."""
    for path in [*(ROOT / stage).rglob("*.py"), ROOT / "pipeline.py"]:
        assert not [i for i in imports(path) if i.startswith("contested.study")], path
        assert not [n for n in names(path) if n.startswith("Simulated")], path


def test_the_simulations_know_no_store_and_make_no_value_of_the_record() -> None:
    """What-if modules import neither store nor pipeline, and only read two types of the record."""
    taken = set()
    for path in (ROOT / "study" / "whatif").glob("*.py"):
        found = set(imports(path))
        assert not [i for i in found if i.startswith(WRITERS)], path
        taken |= {i for i in found if i.startswith(("contested.record.", "contested.claims."))}
        calls = {
            n.func.id
            for n in ast.walk(parsed(path))
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert not calls & {"ControlSpell", "Relation", "Claim", "Incident", "Record"}, path
    allowed = ("model", "model.ControlSpell", "model.Relation", "control", "control.Holding",
               "control.control_on")  # fmt: skip
    assert taken <= {f"contested.record.{name}" for name in allowed}


def test_the_command_only_reads_the_case() -> None:
    """views/whatif.py opens the database to read, and calls nothing that writes to it."""
    path = ROOT / "views" / "whatif.py"
    used = names(path)
    assert "read" in used and "write" not in used
    writing = ("contested.pipeline", "contested.store.swap", "contested.store.derive.")
    assert not [i for i in imports(path) if i.startswith(writing)]
