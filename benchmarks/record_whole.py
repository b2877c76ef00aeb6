"""How long a whole reconciliation takes: judgements, incidents, disputes, relations, store writes.

``python benchmarks/record_whole.py [CLAIMS …] [--json]`` (default 10,000 and 100,000) takes the
planted world of ``record_speed``, applies 200 judgements, adds everything up, writes it, and then
writes it again as it would after one more account. Prints wall and processor seconds of each step
and the growth between sizes.
"""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from sqlalchemy import insert

from contested.claims.model import Claim
from contested.claims.registry import load_registry
from contested.codec import to_plain
from contested.ids import account_id, judgement_id
from contested.record.anchors import anchor_of
from contested.record.model import Judgement
from contested.record.reconcile import Sum, add_up
from contested.store import schema
from contested.store.case import Case, create_case
from contested.store.record import RecordReport, swap_record
from record_speed import World, plant, tell

JUDGED = 200


@dataclass(slots=True)
class Clock:
    """Wall and processor seconds by step."""

    wall: dict[str, float] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside."""
        began, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall[name] = round(time.perf_counter() - began, 2)
        self.busy[name] = round(time.process_time() - cpu, 2)


def measure(claims: int) -> dict[str, object]:
    """Reconcile and write ``claims`` claims."""
    world, clock = named_by_text(tell(plant(claims))), Clock()
    registry = load_registry()
    said = judgements(world)
    with clock.step("add up"):
        summed = add_up(world.claims, world.accounts, said, registry)
    by: dict[str, list[Claim]] = {}
    for claim in world.claims:
        by.setdefault(claim.account, []).append(claim)
    with tempfile.TemporaryDirectory() as folder:
        case = shelved(Path(folder), world)
        with clock.step("write"):
            told = write(case, by, summed, "")
        last = next(reversed(by))
        with clock.step("write after one account"):
            again = write(case, by, summed, last)
    return {
        "claims": claims, "incidents": told.incidents, "judgements": told.judgements,
        "lost": len(told.lost), "wall": clock.wall, "cpu": clock.busy,
        "seconds": round(clock.wall["add up"] + clock.wall["write"], 2),
        "cpu_seconds": round(clock.busy["add up"] + clock.busy["write"], 2),
        "accounts_written_again": again.written,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
    }  # fmt: skip


def named_by_text(world: World) -> World:
    """The same world with accounts named as accounts are, so that judgements find them."""
    ids = {a.id: account_id(a.text) for a in world.accounts.values()}
    accounts = {ids[i]: replace(a, id=ids[i]) for i, a in world.accounts.items()}
    claims = [replace(c, account=ids[c.account]) for c in world.claims]
    return World(claims, accounts, world.planted)


def judgements(world: World) -> list[Judgement]:
    """Accepts and rejects in turn, spread over the claims."""
    some = world.claims[:: max(1, len(world.claims) // JUDGED)][:JUDGED]
    return [
        Judgement(
            judgement_id(c.id), "reject" if n % 2 else "accept",
            (anchor_of(c, world.accounts[c.account].text),), "bench",
            f"2026-01-01T00:00:00.{n:06d}Z", kept=json.dumps(to_plain(c)),
        )
        for n, c in enumerate(some)
    ]  # fmt: skip


def shelved(folder: Path, world: World) -> Case:
    """A case that holds the accounts and no record."""
    case = create_case(folder / "case")
    rest = {
        "raw_sha256": "",
        "extractor": "",
        "language": "en",
        "words": 1,
        "bytes": 1,
        "rest": "{}",
    }
    rows = [{"id": a.id, "text": a.text, **rest} for a in world.accounts.values()]
    with case.database.write() as connection:
        connection.execute(insert(schema.account), rows)
    return case


def write(case: Case, by: dict[str, list[Claim]], summed: Sum, changed: str) -> RecordReport:
    """Swap the record; ``changed`` is an account whose claims count as new."""
    keys = {account: f"{account}{account == changed}" for account in by}
    with case.database.write() as connection:
        return swap_record(connection, keys, by, summed, str)


def main(arguments: list[str]) -> int:
    """Measure every size named and print the growth between them."""
    sizes = [int(a.replace(",", "")) for a in arguments if not a.startswith("-")]
    found = []
    for size in sizes or [10_000, 100_000]:
        found.append(measure(size))
        if "--json" not in arguments:
            print("  ".join(f"{k} {v}" for k, v in found[-1].items()), flush=True)
    for less, more in pairwise(found):
        more["growth"] = round(float(str(more["cpu_seconds"])) / float(str(less["cpu_seconds"])), 2)
        if "--json" not in arguments:
            print(
                f"{less['claims']:,} to {more['claims']:,} claims: {more['growth']} times the time"
            )
    if "--json" in arguments:
        print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
