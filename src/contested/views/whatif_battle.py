"""``whatif battle``: a scenario as one battle without ground, exact."""

from pathlib import Path

from contested.study.whatif.answer import plainly
from contested.study.whatif.pictures import winner_picture
from contested.study.whatif.policy import Choice
from contested.study.whatif.read import read_scenario
from contested.study.whatif.theatre import SimulatedBattle, fight_theatre, theatre_map
from contested.views.output import put_json, say, table


def battle_of(path: Path, axes: tuple[str, str] | None, output: Path | None, json: bool) -> int:
    """Fight the scenario in ``path``; the map of winners over two sides goes to ``output``."""
    scenario = read_scenario(path)
    found = fight_theatre(scenario)
    if output is not None:
        across, up = axes or scenario.side_ids[:2]
        picture = winner_picture(theatre_map(scenario, across, up))
        output.write_text(picture, encoding="utf-8")
    if json:
        put_json(_plain(found))
        return 0
    days = scenario.days
    say(f"Simulated: {scenario.name}, as one battle without ground, {days} days")
    rows = [
        (name, plainly(float(found.battle.strength[k])), plainly(float(found.course.left[k])),
         f"{found.standing[k]:.0%}", f"{found.alone[k]:.0%}", _best(found, name))
        for k, name in enumerate(found.battle.names)
    ]  # fmt: skip
    table(("side", "starts with", "has left", "stands", "stands alone", "its best choice"), rows)
    for gone in found.course.exits:
        say(f"{gone.side} is {gone.why} after {gone.time:.1f} days.")
    say("Strengths at the middle of their ranges; shares over 1,000 draws from them.")
    if output is not None:
        say(f"Who is left alone, fought to the end without reinforcement: {output}")
    return 0


def _best(found: SimulatedBattle, name: str) -> str:
    choice = next((c for c in found.best if c.side == name), None)
    return _said(choice, found.battle.names) if choice else "–"


def _said(choice: Choice, names: tuple[str, ...]) -> str:
    kept = plainly(float(choice.course.left[names.index(choice.side)]))
    if choice.order:
        return f"first {', then '.join(choice.order)}: keeps {kept}"
    shares = [] if choice.share is None else choice.share.tolist()
    split = ", ".join(f"{s:.0%} on {n}" for s, n in zip(shares, names, strict=True) if s > 0.005)
    return f"{split}: keeps {kept}"


def _plain(found: SimulatedBattle) -> dict[str, object]:
    names = found.battle.names
    return {
        "simulated": True,
        "sides": list(names),
        "strength": found.battle.strength.tolist(),
        "left": found.course.left.tolist(),
        "exits": [{"side": e.side, "day": e.time, "why": e.why} for e in found.course.exits],
        "standing": list(found.standing),
        "alone": list(found.alone),
        "best": [
            {"side": c.side, "order": list(c.order),
             "share": None if c.share is None else c.share.tolist(), "worth": c.worth,
             "left": c.course.left.tolist()}
            for c in found.best
        ],
    }  # fmt: skip
