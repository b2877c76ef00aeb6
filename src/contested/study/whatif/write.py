"""Scenarios as text that a person reads and edits; ``read`` takes back exactly what is written."""

import json
from collections.abc import Iterable

from contested.study.whatif.scenario import Intervention, Number, Scenario

_HEAD = """\
# A what-if scenario. Simulated; nothing in it or out of it is a claim about what happened.
# Every number says its basis: "claim" (with the claims' ids) or "assumed" (with the grounds).
# Two numbers, low and high, are a range that runs draw from. Strengths are fighters, rates are
# losses per day to one fighter, pace is captures per day. Change what you know better.
"""


def write_scenario(scenario: Scenario) -> str:
    """The whole scenario as TOML."""
    blocks = [_HEAD + _settings(scenario), _ground(scenario)]
    blocks += _sides(scenario) + _wars(scenario) + _backing(scenario)
    blocks += _places(scenario) + _links(scenario) + _sources(scenario)
    blocks += [_deed(d) for d in scenario.interventions]
    return "\n\n".join(blocks) + "\n"


def write_variant(name: str, base: str, deeds: Iterable[Intervention]) -> str:
    """A file that adds ``deeds`` to the scenario in the file ``base``."""
    head = f"# What is done differently from {base}.\nbase = {_text(base)}\nname = {_text(name)}"
    return "\n\n".join([head, *(_deed(d) for d in deeds)]) + "\n"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _list(words: Iterable[str]) -> str:
    return "[" + ", ".join(_text(w) for w in words) + "]"


def _plain(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


def _basis(claims: tuple[str, ...], why: str) -> list[str]:
    said = [f'basis = "{"claim" if claims else "assumed"}"']
    if claims:
        said.append(f"claims = {_list(claims)}")
    return [*said, f"why = {_text(why)}"] if why else said


def _number(number: Number) -> str:
    span = [f"low = {_plain(number.low)}", f"high = {_plain(number.high)}"]
    value = span if number.low != number.high else [f"value = {_plain(number.low)}"]
    return "{ " + ", ".join([*value, *_basis(number.claims, number.why)]) + " }"


def _table(head: str, rows: Iterable[str]) -> str:
    return "\n".join([head, *rows])


def _settings(s: Scenario) -> str:
    return "\n".join([
        f"name = {_text(s.name)}", f"start = {s.start}", f"days = {s.days}",
        f"step = {_plain(s.step)}", f"runs = {s.runs}", f"seed = {s.seed}",
        f'freed_fire = "{s.freed}"',
    ])  # fmt: skip


def _ground(s: Scenario) -> str:
    fields = ("pace", "need", "mobility", "unsupplied")
    return _table("[ground]", [f"{f} = {_number(getattr(s.ground, f))}" for f in fields])


def _sides(s: Scenario) -> list[str]:
    fields = ("strength", "recruits", "break_at")
    return [
        _table("[[side]]", [f"id = {_text(side.id)}",
                            *(f"{f} = {_number(getattr(side, f))}" for f in fields)])
        for side in s.sides
    ]  # fmt: skip


def _wars(s: Scenario) -> list[str]:
    return [
        _table(
            "[[war]]",
            [
                f"by = {_text(w.by)}",
                f"on = {_text(w.on)}",
                *_basis(w.claims, w.why),
                f'law = "{w.law}"',
                f"rate = {_number(w.rate)}",
                f"share = {_number(w.share)}",
            ],
        )
        for w in s.wars
    ]


def _backing(s: Scenario) -> list[str]:
    return [
        _table("[[backing]]", [f"by = {_text(b.by)}", f"of = {_text(b.of)}",
                               *_basis(b.claims, b.why)])
        for b in s.backing
    ]  # fmt: skip


def _places(s: Scenario) -> list[str]:
    return [
        _table("[[place]]", [f"name = {_text(p.name)}", f"lat = {_plain(p.lat)}",
                             f"lon = {_plain(p.lon)}", f"holders = {_list(p.holders)}",
                             *_basis(p.claims, p.why)])
        for p in s.places
    ]  # fmt: skip


def _links(s: Scenario) -> list[str]:
    named = [(k, [f"name = {_text(k.name)}"] if k.name else []) for k in s.links]
    return [
        _table("[[link]]", [f"a = {_text(k.a)}", f"b = {_text(k.b)}", *name]) for k, name in named
    ]


def _sources(s: Scenario) -> list[str]:
    return [
        _table("[[source]]", [f"name = {_text(k.name)}", f"place = {_text(k.place)}",
                              f"side = {_text(k.side)}", f"flow = {_number(k.flow)}"])
        for k in s.sources
    ]  # fmt: skip


def _deed(d: Intervention) -> str:
    rows = [f'deed = "{d.deed}"', f"start = {d.start}"]
    rows += [f"end = {d.end}"] if d.end else []
    for key in ("by", "against", "helping"):
        if getattr(d, key):
            rows.append(f"{key} = {_text(getattr(d, key))}")
    rows += [f"places = {_list(d.places)}"] if d.places else []
    if d.deed in ("strikes", "reinforcement"):
        rows.append(f"amount = {_number(d.amount)}")
    return _table("[[intervention]]", rows)
