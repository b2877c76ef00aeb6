"""How fast claims become incidents, and how many planted ones come back.

``python benchmarks/record_speed.py [CLAIMS …] [--json]``, 10,000 and 100,000 claims by default.

Plants incidents whose sizes follow a power law, lets three claims in ten echo an earlier sentence
with a few words changed, and puts 5,000 claims into one place and week. Accounts leave out who did
it, round numbers, and differ on the toll, as accounts do. Prints seconds, growth, and how well the
planted incidents come back (B-cubed F1, and F1 over pairs of claims).
"""

import json
import random
import sys
import time
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from contested.claims.model import (
    Actor,
    Claim,
    Evidence,
    Link,
    PassageRef,
    Place,
    Quantity,
    Time,
)
from contested.record.accounts_of import AccountText
from contested.record.incidents import find_incidents
from contested.scoring.coreference import score_partitions

CROWDED = 5_000  # claims of the one place and week
ECHOES = 0.3
_FIRST = date(2015, 1, 1)
_AGENTS = (
    ("russia", "Russian warplanes"),
    ("syrian-arab-army", "army units"),
    ("islamic-state", "IS men"),
    ("nusra-front", "Nusra men"),
    ("ypg", "Kurdish fighters"),
    ("us-led-coalition", "coalition jets"),
    ("turkish-armed-forces", "Turkish guns"),
    ("hezbollah", "Hezbollah men"),
)
_ACTS = (
    ("aerial", "bombed", "Air/drone strike"),
    ("heavy-weapons", "shelled", "Shelling/artillery/missile attack"),
    ("explosives", "blew up", "Remote explosive/landmine/IED"),
    ("firearms", "opened fire on", None),
)
_THINGS = (
    "market", "school", "hospital", "bakery", "mosque", "depot", "convoy", "bridge", "checkpoint",
    "factory", "house", "mill", "garage", "clinic", "station", "barracks", "silo", "camp", "shop",
    "workshop",
)  # fmt: skip
_HOURS = ("at dawn", "in the morning", "at noon", "in the afternoon", "in the evening", "at night")
_FILL = (
    "roads were cut", "families fled", "power failed", "sirens wailed", "smoke rose over the plain",
    "rescuers dug for hours", "phones went dead", "shops stayed shut", "aid did not arrive",
    "the front was quiet elsewhere", "prices rose again", "schools closed for a week",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planted:
    """An incident as it was: every telling of it starts from here."""

    number: int
    place: int
    day: date
    agent: tuple[str, str]
    act: tuple[str, str, str | None]
    thing: str
    killed: int
    hour: str


@dataclass(frozen=True, slots=True)
class World:
    """Claims with the accounts they stand in, and the planted incident of each claim."""

    claims: list[Claim]
    accounts: dict[str, AccountText]
    planted: dict[str, int]


def plant(claims: int, seed: int = 7) -> list[Planted]:
    """One entry a claim: the incident that it tells of, sizes by a power law, order shuffled."""
    chance = random.Random(seed)
    crowd = min(CROWDED, claims // 2)
    out: list[Planted] = []
    number = 0
    while len(out) < claims:
        crowded = len(out) < crowd
        size = min(int(chance.paretovariate(1.1)), 400, (crowd if crowded else claims) - len(out))
        place = 0 if crowded else chance.randrange(1, max(20, claims // 60))
        day = _FIRST + timedelta(280 + chance.randrange(7) if crowded else chance.randrange(365))
        one = Planted(
            number, place, day, chance.choice(_AGENTS), chance.choice(_ACTS),
            chance.choice(_THINGS), chance.randrange(1, 60), chance.choice(_HOURS),
        )  # fmt: skip
        out += [one] * size
        number += 1
    chance.shuffle(out)
    return out


def tell(planted: list[Planted], seed: int = 11) -> World:
    """Accounts of about ten sentences, a claim each; echoes repeat an earlier sentence."""
    chance = random.Random(seed)
    world = World([], {}, {})
    told: dict[int, list[tuple[str, Claim]]] = {}
    for start in range(0, len(planted), 10):
        batch = planted[start : start + 10]
        account = f"a_{start // 10:07d}"
        day = max(p.day for p in batch) + timedelta(chance.randrange(1, 3))
        text = ""
        for at, one in enumerate(batch):
            earlier = told.get(one.number)
            if earlier and chance.random() < _echo_rate():
                sentence, source = chance.choice(earlier)
                sentence = _reword(sentence, chance)
                claim = _again(source, sentence, account, len(text), start + at)
            else:
                sentence, claim = _fresh(one, account, len(text), start + at, chance)
            told.setdefault(one.number, []).append((sentence, claim))
            text += sentence + ".\n"
            world.claims.append(claim)
            world.planted[claim.id] = one.number
        publisher = f"Outlet {chance.randrange(200)}"
        world.accounts[account] = AccountText(account, text, day.isoformat(), publisher)
    return world


def _echo_rate() -> float:
    return 1.35 * ECHOES  # the first claim of an incident cannot be an echo


def _fresh(
    one: Planted, account: str, at: int, serial: int, chance: random.Random
) -> tuple[str, Claim]:
    """A telling of its own: the doer or the toll may be missing, the toll may differ."""
    named = chance.random() < 0.8
    counted = chance.random() < 0.7
    killed = (
        one.killed
        if chance.random() < 0.7
        else max(1, round(one.killed * chance.uniform(0.7, 1.4)))
    )
    town = f"Town{one.place}"
    who = one.agent[1] if named else "somebody"
    core = f"{who} {one.act[1]} a {one.thing} in {town} {one.hour}"
    core += f", killing {killed} people" if counted else ""
    sentence = f"{chance.choice(_FILL)} and {chance.choice(_FILL)} when on {one.day:%d %B} {core}"
    start = at + sentence.index(core)
    return sentence, _claim(
        one, account, (start, core), (named, killed if counted else None), serial, chance
    )


def _claim(
    one: Planted,
    account: str,
    said: tuple[int, str],
    told: tuple[bool, int | None],
    serial: int,
    chance: random.Random,
) -> Claim:
    start, core = said
    named, killed = told
    lat, lon = spot_of(one.place)
    town = f"Town{one.place}"
    agent = Actor(one.agent[1], start, start + len(one.agent[1]), one.agent[0], one.agent[0], None)
    links = [Link("residents", "said", 0, "anonymous", None, 0, 0)] * (chance.random() < 0.3)
    return Claim(
        id=f"c_{serial:08d}", account=account, file=account, kind="event", act="ASSAULT",
        mode=one.act[0] if chance.random() < 0.9 else None, acled=one.act[2], cameo="19",
        quad="material conflict", sign=-1, evidence=Evidence(start, start + len(core), core),
        passage=PassageRef("p_0", "body", None), agents=(agent,) if named else (),
        targets=(Actor(f"a {one.thing}", None, None, cls="object"),), objects=(),
        places=(Place(town, town, "settlement", "at", lat, lon, 3.0, 0, 0),),
        time=Time(None, one.day.isoformat(), (one.day + timedelta(1)).isoformat(), None, "stated"),
        quantities=(Quantity("killed", killed, killed, str(killed), 0, 0),) if killed else (),
        chain=tuple(links), polarity="+", modality="asserted", condition=None, stance="asserted",
        treatment="neutral", confidence=0.9, why=("generated",),
    )  # fmt: skip


def spot_of(place: int) -> tuple[float, float]:
    """Towns on a grid of about eleven by nine kilometres."""
    return 30.0 + 0.1 * (place % 90), 35.0 + 0.1 * (place // 90)


def _again(source: Claim, sentence: str, account: str, at: int, serial: int) -> Claim:
    """The claim of an echo: all that its source says, where the echo says it."""
    core = source.evidence.text
    found = sentence.find(core)
    start, length = (found, len(core)) if found >= 0 else (0, len(sentence))
    said = Evidence(at + start, at + start + length, sentence[start : start + length])
    return replace(
        source, id=f"c_{serial:08d}", account=account, file=account, evidence=said, chain=()
    )


def _reword(sentence: str, chance: random.Random) -> str:
    """One or two of the filling words changed, the facts kept."""
    words = sentence.split()
    for _ in range(chance.randrange(3)):
        words[chance.randrange(4)] = chance.choice(("again", "then", "meanwhile", "there", "soon"))
    return " ".join(words)


def measure(claims: int) -> dict[str, float]:
    """Generate, reconcile and score ``claims`` claims."""
    world = tell(plant(claims))
    began, cpu = time.perf_counter(), time.process_time()
    incidents, loose = find_incidents(world.claims, world.accounts)
    seconds, busy = time.perf_counter() - began, time.process_time() - cpu
    system = {c: i.id for i in incidents for c in i.claims} | {c: c for c in loose}
    pairs, b_cubed = score_partitions(world.planted, system)
    return {
        "claims": claims,
        "accounts": len(world.accounts),
        "planted": len(set(world.planted.values())),
        "found": len(incidents),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(busy, 2),
        "b_cubed_f1": round(b_cubed.f1, 4),
        "pairs_f1": round(pairs.f1, 4),
    }


def main(arguments: list[str]) -> int:
    """Measure every size named and print the growth between them."""
    sizes = [int(a.replace(",", "")) for a in arguments if not a.startswith("-")] or [
        10_000,
        100_000,
    ]
    found = []
    for size in sizes:
        found.append(measure(size))
        if "--json" not in arguments:
            print("  ".join(f"{k} {v:,}" for k, v in found[-1].items()), flush=True)
    for less, more in pairwise(found):
        more["growth"] = round(more["cpu_seconds"] / less["cpu_seconds"], 2)
        if "--json" not in arguments:
            times = more["claims"] / less["claims"]
            print(f"{times:g} times the claims, {more['growth']} times the time")
    if "--json" in arguments:
        print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
