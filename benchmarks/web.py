"""How long the app's pages take on a large case, on the server's side.

``python benchmarks/web.py [CLAIMS] [--case DIR] [--json]`` (100,000 by default) makes a case from
the planted world of ``record_speed``, two claims in ten turned into control, relations, forecasts
and causes, makes its pages ready as a build does, asks for every page ``ROUNDS`` times through the
whole app, of all narrators and of the three who tell most, and prints the first and the median time
of each in milliseconds. ``--case`` keeps the case in ``DIR`` and takes it from there the next time.
Exits with 1 when a median is over the budget.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from starlette.testclient import TestClient

from contested.accounts.model import Account, Appearance, Passage
from contested.claims.model import Actor, Cause, Claim
from contested.claims.registry import load_registry
from contested.record.reconcile import add_up
from contested.store import log, shelf
from contested.store.case import Case, create_case, open_case
from contested.store.record import swap_record
from contested.views.web.app import PAGES, make_app
from contested.views.web.keeping import ALIKE
from contested.views.web.memory import Memory
from contested.views.web.reading import look
from contested.views.web.voices import NAME, voices
from contested.views.web.whole import prepare
from record_speed import World, plant, tell
from record_whole import named_by_text

BUDGET_MS = 150
ROUNDS = 7
VOICES = 3
_LISTS = {"incident": "/incidents", "account": "/accounts", "claim": "/claims"}
_SIDES = ("russia", "turkey", "us-led-coalition", "islamic-state", "ypg", "syrian-arab-army")


def varied(world: World) -> World:
    """The world with a few claims of every kind, on the same words."""
    sides = cycle(_SIDES)
    claims = [_other(c, n % 20, next(sides)) for n, c in enumerate(world.claims)]
    return World(claims, world.accounts, world.planted)


def _other(claim: Claim, turn: int, side: str) -> Claim:
    actor = Actor(None, None, None, side, side, None, inferred=True)
    said = claim.evidence
    plain = replace(claim, quantities=(), mode=None, acled=None, cameo=None, quad=None)
    if turn == 0:
        return replace(plain, kind="control", act="gains", agents=(actor,), targets=())
    if turn == 1:
        return replace(plain, kind="relation", act="SUPPORT", sign=1, targets=(actor,))
    if turn == 2:
        return replace(claim, kind="forecast", about="event", modality="future", stance="future",
                       due=claim.time)  # fmt: skip
    if turn == 3:
        end = Cause(None, said.text, said.start, said.end)
        return replace(plain, kind="cause", act=None, cause=end, effect=end)
    return claim


def make(folder: Path, claims: int) -> None:
    """A built case of so many claims in ``folder``."""
    world = varied(named_by_text(tell(plant(claims))))
    summed = add_up(world.claims, world.accounts, [], load_registry())
    by: dict[str, list[Claim]] = {a: [] for a in world.accounts}
    for claim in world.claims:
        by[claim.account].append(claim)
    case = create_case(folder)
    _shelve(case, world)
    with case.database.write() as connection:
        swap_record(connection, {a: a for a in by}, by, summed, load_registry().name_of)
        log.put_build(connection, "", "", {"record": {}})


def _shelve(case: Case, world: World) -> None:
    with case.database.write() as connection:
        for a in world.accounts.values():
            passages = (Passage("p_0", "body", 0, len(a.text)),)
            met = Appearance(f"{a.id}.txt", a.publisher, None, a.date, "manifest", f"Report {a.id}")
            shelf.put_account(connection, Account(a.id, a.text, a.id, "bench", passages, (met,)))


def addresses(web: TestClient, root: Path) -> list[str]:
    """An address of every page, of the searches people make, and of some voices."""
    out = []
    for path in PAGES:
        name = path.split("/")[1]
        if name in _LISTS and "{id}" in path:
            found = re.search(rf"/{name}/\w+", web.get(_LISTS[name]).text)
            out += [path.replace(f"/{name}/{{id}}", found.group())] if found else []
        else:
            out.append(path.replace("{id}", "russia"))
    with look(open_case(root), Memory()) as seen:
        loudest = [label for label, _, _ in voices(seen)[:VOICES]]
    told = [f"{a}?{urlencode({NAME: label})}" for label in loudest for a in out if a not in ALIKE]
    return [*out, "/claims?text=hospital", "/claims?actor=russia", "/claims?narrator=Outlet+7",
            "/claims?place=Town7&kind=event", "/incidents?disputed=1", "/incidents?actor=russia",
            "/places?at=Town7", "/control?on=2015-10-09", "/relations?month=2015-10",
            *told]  # fmt: skip


def measure(root: Path) -> dict[str, tuple[float, float]]:
    """First and median milliseconds by address."""
    web = TestClient(make_app(root), base_url="http://127.0.0.1")
    out = {}
    for address in addresses(TestClient(make_app(root), base_url="http://127.0.0.1"), root):
        taken = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            answer = web.get(address)
            taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        out[address] = (taken[0], median(taken))
    return out


def main(arguments: list[str]) -> int:
    """Make the case, time every page, print."""
    ask = argparse.ArgumentParser()
    ask.add_argument("claims", nargs="?", type=int, default=100_000)
    ask.add_argument("--case", type=Path)
    ask.add_argument("--json", action="store_true")
    given = ask.parse_args(arguments)
    with tempfile.TemporaryDirectory() as spare:
        root = given.case or Path(spare) / "case"
        if not (root / "case.toml").exists():
            make(root, given.claims)
        began = time.perf_counter()
        prepare(open_case(root))
        ready = time.perf_counter() - began
        found = measure(root)
    over = [a for a, (_, middle) in found.items() if middle > BUDGET_MS]
    if given.json:
        print(
            json.dumps(
                {"claims": given.claims, "ready_s": ready, "ms": found, "over": over}, indent=1
            )
        )
    else:
        for address, (first, middle) in sorted(found.items(), key=lambda f: -f[1][1]):
            print(f"{middle:8.0f} ms  (first {first:.0f})  {address}")
        print(f"pages made ready in {ready:.1f} s, nothing to do when they were already")
        print(f"{len(over)} of {len(found)} over {BUDGET_MS} ms")
    return int(bool(over))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
