"""Turn hand-written annotation into gold: ``demo/gold.jsonl`` and ``quality/gold/*.jsonl``.

``demo_gold/NAME.gold`` quotes the words of ``demo/accounts/NAME.txt``, and ``gold/SET/NAME.gold``
those of ``gold/accounts/NAME.txt``; this script finds each quote and writes its character offsets,
so that offsets are right by construction. A quote that is not there, or an evidence that stands
there twice without ``#n``, stops it with the file and the line. Arguments name the sets to build
(``demo``, ``a``, …); without any it builds all of them.

A claim is a block of lines ended by an empty line. Its first line is the kind, then act and mode,
then any of ``-`` (polarity), ``+`` (sign of a relation), ``negated`` (polarity of a relation),
``doubted``, ``hypothetical``, ``distanced``, ``endorsed``. Then one letter a line: ``e`` evidence,
``a t o`` agents, targets, objects, ``p`` places, ``d`` time, ``q`` quantities, ``c`` chain (``c+``
the same depth as the line before), ``if`` condition, ``due`` deadline, ``cause``, ``effect``.
``i`` names the happening that the claim tells of,
the same in every account of a group. After `` = `` stand actor/party and class, place role and
name, or interval and basis.
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "quality" / "gold"
# Parties whose gain of ground ACLED files under "Government regains territory".
GOVERNMENTS = {"syria", "ukraine", "iraq", "yemen", "libya", "government-of-national-accord"}
ACLED = {
    ("ASSAULT", "aerial"): "Air/drone strike",
    ("ASSAULT", "heavy-weapons"): "Shelling/artillery/missile attack",
    ("ASSAULT", "suicide-attack"): "Suicide bomb",
    ("control", "gains", True): "Government regains territory",
    ("control", "gains", False): "Non-state actor overtakes territory",
}
Json = dict[str, object]


class GoldError(Exception):
    """An annotation that cannot be placed; the message names file, line and quote."""


@dataclass(frozen=True)
class Block:
    """One claim as written: where its evidence lies, and the account it lies in."""

    text: str
    start: int
    end: int
    where: str


def spans(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place where ``quote`` stands as whole words in ``text``."""
    pattern = rf"(?<!\w){re.escape(quote)}(?!\w)"
    return [m.span() for m in re.finditer(pattern, text)]


def numbered(raw: str) -> tuple[str, int | None]:
    """``quote#2`` as (quote, 2); ``quote`` as (quote, None)."""
    match = re.fullmatch(r"(.+)#(\d)", raw)
    return (match[1], int(match[2])) if match else (raw, None)


def pick(block: Block, found: list[tuple[int, int]], raw: str, number: int) -> tuple[int, int]:
    """The ``number``-th of the spans found, counted from one."""
    if number > len(found):
        raise GoldError(f"{block.where}: {raw!r} stands only {len(found)} times in the account")
    return found[number - 1]


def locate(block: Block, raw: str) -> tuple[int, int]:
    """The span of a mention: inside the evidence, else nearest before it, else nearest after it."""
    quote, number = numbered(raw)
    found = spans(block.text, quote)
    if not found:
        raise GoldError(f"{block.where}: {quote!r} does not stand in the account")
    if number:
        return pick(block, found, raw, number)
    inside = [s for s in found if block.start <= s[0] and s[1] <= block.end]
    before = [s for s in found if s[1] <= block.start]
    return inside[0] if inside else before[-1] if before else found[0]


def near(block: Block, raw: str) -> tuple[int, int]:
    """The span of a chain link: outside the evidence and nearest to it, handles before it."""
    quote, number = numbered(raw)
    found = spans(block.text, quote)
    outside = [s for s in found if s[1] <= block.start or s[0] >= block.end] or found
    speaker = quote.startswith("@") or quote.isupper()
    if speaker:
        outside = [s for s in outside if s[1] <= block.start]
    if not outside:
        raise GoldError(f"{block.where}: link {quote!r} does not stand in the account")
    if number:
        return pick(block, found, raw, number)
    if speaker:
        return outside[-1]
    return min(outside, key=lambda s: min(abs(block.start - s[1]), abs(s[0] - block.end)))


def split(value: str) -> tuple[str, list[str]]:
    """``mention = x, y`` as (mention, [x, y])."""
    mention, _, rest = value.partition(" = ")
    return mention.strip(), [part.strip() for part in rest.split(",")] if rest else []


def role(block: Block, value: str) -> Json:
    """An agent, target or object: mention, offsets, actor, party and class."""
    mention, rest = split(value)
    actor, _, party = (rest[0] if rest else "?").partition("/")
    known = None if actor == "?" else actor
    out: Json = {"mention": None, "actor": known, "party": party or known, "inferred": True}
    if len(rest) > 1:
        out["class"] = rest[1]
    if mention != "-":
        start, end = locate(block, mention.removeprefix("~"))
        inferred = not (block.start <= start and end <= block.end)
        out |= {"mention": block.text[start:end], "start": start, "end": end, "inferred": inferred}
    return out


def place(block: Block, value: str) -> Json:
    """A place with its role and plain name."""
    mention, rest = split(value)
    start, end = locate(block, mention.removeprefix("~"))
    words = block.text[start:end]
    name = rest[1] if len(rest) > 1 else words
    return {"mention": words, "name": name, "role": rest[0], "start": start, "end": end}


def time(block: Block, value: str) -> Json:
    """A half-open interval of ISO dates; a missing end is open."""
    mention, rest = split(value)
    interval, basis = rest[0].split(" ")
    first, _, last = interval.partition("..")
    out: Json = {"mention": None, "start": first or None, "end": last or None}
    out["basis"] = basis
    if mention != "-":
        start, end = locate(block, mention)
        out |= {"mention": mention, "mention_start": start, "mention_end": end}
    return out


def bound(digits: str) -> int | None:
    """A bound of a count; ``*`` is open."""
    return None if digits == "*" else int(digits)


def quantity(block: Block, value: str) -> Json:
    """A count: what is counted, low, high (``*`` is open) and the words, where words say it."""
    head, _, mention = value.partition(" = ")
    what, low, high = head.split(" ")
    out: Json = {"what": what, "low": bound(low), "high": bound(high)}
    if mention == "-":
        return out | {"mention": None}
    try:
        start, end = locate(block, mention)
    except GoldError:
        start, end = locate(block, mention.capitalize())
    if not block.start <= start < block.end:  # a count may follow the attribution
        start, end = near(block, mention)
    return out | {"mention": block.text[start:end], "start": start, "end": end}


def link(block: Block, value: str, depth: int) -> Json:
    """A link of the chain: mention, cue, depth, kind and actor."""
    mention, rest = split(value)
    start, end = near(block, mention)
    kind, _, actor = rest[0].partition(" ")
    cue = rest[1] if len(rest) > 1 else None
    words = {"mention": block.text[start:end], "start": start, "end": end}
    return words | {"cue": cue, "depth": depth, "kind": kind, "actor": actor or None}


def head(words: list[str]) -> Json:
    """The fields that the first line of a block says."""
    kind, rest = words[0], words[1:]
    out: Json = {"kind": kind, "act": None, "mode": None}
    if kind == "forecast":
        out["about"] = rest.pop(0)
    if rest and rest[0][0].isalpha() and rest[0] not in ("doubted", "hypothetical", "distanced"):
        out["act"], _, mode = rest.pop(0).partition("/")
        out["mode"] = mode or None
    negative = ("-" in rest and kind != "relation") or "negated" in rest
    if kind == "relation":
        out["sign"] = -1 if "-" in rest else 1
    modality = "future" if kind == "forecast" else "asserted"
    modality = next((m for m in ("doubted", "hypothetical") if m in rest), modality)
    treatment = next((t for t in ("distanced", "endorsed") if t in rest), "neutral")
    out |= {"polarity": "-" if negative else "+", "modality": modality, "treatment": treatment}
    out["stance"] = "denied" if negative else modality
    return out


def side(block: Block, value: str) -> Json:
    """The cause or the effect of a causal claim."""
    found = role(block, value)
    return {"mention": found["mention"], "start": found["start"], "end": found["end"]} | {
        "actor": found["actor"]
    }


def fill(block: Block, claim: Json, lines: list[str]) -> Json:
    """Add what the lines under the first one say to ``claim``."""
    parts: dict[str, list[Json]] = {k: [] for k in ("a", "t", "o", "p", "q", "c")}
    makers = {"a": role, "t": role, "o": role, "p": place, "q": quantity}
    depth = -1
    for line in lines:
        key, _, value = line.partition(" ")
        if key in makers:
            parts[key].append(makers[key](block, value))
        elif key in ("c", "c+"):
            depth += key == "c"
            parts["c"].append(link(block, value, depth))
        elif key == "d":
            claim["time"] = time(block, value)
        elif key in ("cause", "effect"):
            claim[key] = side(block, value)
        elif key == "i":
            claim["incident"] = value.strip()
        elif key == "if":
            start, end = locate(block, value)
            claim["condition"] = {"mention": value, "start": start, "end": end}
        elif key == "due":
            mention, rest = split(value)
            start, end = locate(block, mention)
            claim["due"] = {"mention": mention, "start": start, "end": end, "date": rest[0]}
        else:
            raise GoldError(f"{block.where}: no field is called {key!r}")
    names = {"a": "agents", "t": "targets", "o": "objects", "p": "places", "q": "quantities"}
    return claim | {names[k]: parts[k] for k in names} | {"chain": parts["c"]}


def acled(claim: Json) -> str | None:
    """The ACLED sub-event of a claim, where the act settles it."""
    if claim["kind"] == "control":
        agents = claim["agents"]
        assert isinstance(agents, list)
        state = any(a["party"] in GOVERNMENTS for a in agents)
        return ACLED.get(("control", str(claim["act"]), state)) if agents else None
    return ACLED.get((str(claim["act"]), str(claim["mode"])))


def read_block(file: str, text: str, where: str, lines: list[str]) -> Json:
    """One claim from the lines of its block."""
    raw = next((ln[2:] for ln in lines if ln.startswith("e ")), None)
    if raw is None:
        raise GoldError(f"{where}: a claim without evidence")
    quote, number = numbered(raw)
    found = spans(text, quote)
    if not found or (len(found) > 1 and number is None):
        raise GoldError(f"{where}: evidence {quote!r} stands {len(found)} times in the account")
    start, end = found[(number or 1) - 1]
    evidence = {"start": start, "end": end, "text": quote}
    claim: Json = {"file": file, **head(lines[0].split(" ")), "evidence": evidence}
    body = [ln for ln in lines[1:] if not ln.startswith("e ")]
    claim |= {"time": {"mention": None, "basis": "account"}, "condition": None}
    claim = fill(Block(text, start, end, where), claim, body)
    claim["acled"] = acled(claim)
    return claim


def read_gold(path: Path, accounts: Path = ROOT / "demo" / "accounts") -> list[Json]:
    """All claims of one ``.gold`` file, in its order; raises GoldError naming file and line."""
    account = accounts / f"{path.stem}.txt"
    text = account.read_text(encoding="utf-8")
    claims: list[Json] = []
    lines: list[str] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line:
            lines.append(line)
        elif lines:
            where = f"{path.name}:{number - len(lines)}"
            claims.append(read_block(f"accounts/{account.name}", text, where, lines))
            lines = []
    return claims


@dataclass(frozen=True)
class Set:
    """One body of gold: where its annotation, its accounts and its result lie."""

    sources: Path
    accounts: Path
    result: Path


def sets() -> dict[str, Set]:
    """The demo's gold, and every folder of annotation under ``quality/gold``."""
    demo = Set(ROOT / "quality" / "demo_gold", ROOT / "demo" / "accounts", ROOT / "demo/gold.jsonl")
    others = sorted({path.parent for path in GOLD.glob("*/*.gold")})
    groups = sorted({path.parent for path in GOLD.glob("record/*/*.gold")})
    return (
        {"demo": demo}
        | {f.name: Set(f, GOLD / "accounts", GOLD / f"{f.name}.jsonl") for f in others}
        | {f"record/{f.name}": Set(f, f / "accounts", f / "claims.jsonl") for f in groups}
    )


def build(body: Set) -> int:
    """Write the result of one set; the number of its claims."""
    sources = sorted(body.sources.glob("*.gold"))
    claims = [claim for path in sources for claim in read_gold(path, body.accounts)]
    lines = [json.dumps(c, ensure_ascii=False) for c in claims]
    body.result.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def main(names: list[str]) -> int:
    """Build the named sets, or all."""
    known = sets()
    for name in names or known:
        if name not in known:
            print(f"no gold is called {name!r}; there is {', '.join(known)}", file=sys.stderr)
            return 1
        try:
            print(f"{name}: {build(known[name])} claims")
        except GoldError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
