"""The claim contract as a checker: names, values, and words that stand verbatim at their offsets.

Works on the parsed JSON objects that ``export claims --format jsonl`` writes, so that anybody's
export can be proved, not only what this package holds in memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contested.scoring.acts import ACTS

Object = Mapping[str, Any]

KINDS = ("event", "control", "relation", "forecast", "cause", "intent", "toll")
CONTROL_ACTS = ("gains", "loses", "holds", "besieges", "transfers")
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
ENUMS: Mapping[str, tuple[Any, ...]] = {
    "kind": KINDS,
    "quad": (*QUADS, None),
    "sign": (-1, 0, 1, None),
    "polarity": ("+", "-"),
    "modality": ("asserted", "doubted", "hypothetical", "future"),
    "stance": ("asserted", "denied", "doubted", "hypothetical", "future"),
    "treatment": ("neutral", "distanced", "endorsed"),
}
REQUIRED = (
    *("id", "account", "file", "kind", "act", "mode", "acled", "quad", "sign", "evidence"),
    *("passage", "agents", "targets", "objects", "places", "time", "quantities", "chain"),
    *("polarity", "modality", "condition", "stance", "treatment", "confidence", "why"),
)
PASSAGES = ("body", "title", "quote", "turn", "excerpt", "embed")
CLASSES = ("civilian", "combatant", "object", "unknown")
BASES = ("stated", "inherited", "account")
LINKS = ("outlet", "state", "person", "group", "anonymous", "document")
COUNTED = (
    *("killed", "injured", "detained", "displaced", "fighters", "aircraft", "strikes"),
    *("places", "share", "other"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach: the claim's id, the field, and what is wrong with it."""

    claim: str
    field: str
    cause: str

    def __str__(self) -> str:
        return f"{self.claim}: {self.field}: {self.cause}"


def check_claim(claim: Object, text: str | None = None) -> tuple[Problem, ...]:
    """Every breach of the contract in one claim; with its account's ``text``, offsets too."""
    name = str(claim.get("id", "?"))
    missing = [key for key in REQUIRED if key not in claim]
    if missing:
        return (Problem(name, ", ".join(missing), "missing"),)
    found = [
        *_enums(claim),
        *_acts(claim),
        *_roles(claim),
        *_places(claim),
        *_times(claim),
        *_numbers(claim),
        *_chain(claim),
        *_by_kind(claim),
        *(_verbatim(claim, text) if text is not None else ()),
    ]
    return tuple(Problem(name, field, cause) for field, cause in found)


Breach = tuple[str, str]


def _enums(claim: Object) -> Iterator[Breach]:
    for key, allowed in ENUMS.items():
        if claim[key] not in allowed:
            yield key, f"{claim[key]!r} is not one of {allowed}"
    if claim["passage"].get("kind") not in PASSAGES:
        yield "passage", f"kind {claim['passage'].get('kind')!r} never yields claims"
    denied = claim["polarity"] == "-"
    if claim["stance"] != ("denied" if denied else claim["modality"]):
        yield "stance", f"{claim['stance']!r} does not follow from polarity and modality"
    if not isinstance(claim["confidence"], int | float) or not 0 <= claim["confidence"] <= 1:
        yield "confidence", f"{claim['confidence']!r} is not in 0–1"
    if not claim["why"] or not all(isinstance(w, str) for w in claim["why"]):
        yield "why", "says nothing"
    for key, prefix in (("id", "c_"), ("account", "a_")):
        if not str(claim[key]).startswith(prefix):
            yield key, f"{claim[key]!r} does not start with {prefix}"


def _acts(claim: Object) -> Iterator[Breach]:
    kind, act = claim["kind"], claim["act"]
    about = claim.get("about") if kind == "forecast" else kind
    if about == "event" and act not in ACTS:
        yield "act", f"{act!r} is not one of PLOVER's sixteen"
    if about == "control" and act not in CONTROL_ACTS:
        yield "act", f"{act!r} is not an act of control"
    if about == "relation" and act is not None and act not in ACTS:
        yield "act", f"{act!r} is not one of PLOVER's sixteen"
    if about in ("cause", "intent", "toll") and act is not None:
        yield "act", f"{act!r} where the contract has null"
    if claim["mode"] is not None and claim["mode"] != str(claim["mode"]).lower():
        yield "mode", f"{claim['mode']!r} is not in lower case"


def _roles(claim: Object) -> Iterator[Breach]:
    for role in ("agents", "targets"):
        for actor in claim[role]:
            bare = actor.get("mention") is None
            if bare != (actor.get("start") is None) or bare != (actor.get("end") is None):
                yield role, "a mention and its offsets stand or fall together"
            if role == "targets" and actor.get("class") not in CLASSES:
                yield role, f"class {actor.get('class')!r} is not one of {CLASSES}"


def _places(claim: Object) -> Iterator[Breach]:
    for place in claim["places"]:
        lat, lon = place.get("lat"), place.get("lon")
        if (lat is None) != (lon is None):
            yield "places", f"{place.get('name')!r} has half a coordinate"
        elif lat is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
            yield "places", f"{place.get('name')!r} lies nowhere: {lat}, {lon}"
        elif lat is not None and not (place.get("precision_km") or 0) > 0:
            yield "places", f"{place.get('name')!r} has coordinates without a precision"
        if not place.get("role") or not place.get("kind"):
            yield "places", f"{place.get('name')!r} lacks its role or kind"


def _times(claim: Object) -> Iterator[Breach]:
    for key in ("time", "due"):
        time = claim.get(key)
        if time is None:
            if key == "time":
                yield key, "missing"
        elif time.get("basis") not in BASES:
            yield key, f"basis {time.get('basis')!r} is not one of {BASES}"
        elif time.get("start") and time.get("end") and time["start"] >= time["end"]:
            yield key, f"{time['start']} is not before {time['end']} (intervals are half-open)"


def _numbers(claim: Object) -> Iterator[Breach]:
    for quantity in claim["quantities"]:
        low, high = quantity.get("low"), quantity.get("high")
        if quantity.get("what") not in COUNTED:
            yield "quantities", f"{quantity.get('what')!r} is not one of {COUNTED}"
        if low is None and high is None:
            yield "quantities", f"{quantity.get('mention')!r} has neither low nor high"
        elif low is not None and high is not None and low > high:
            yield "quantities", f"low {low} is over high {high}"


def _chain(claim: Object) -> Iterator[Breach]:
    depths = [link.get("depth") for link in claim["chain"]]
    if sorted(set(depths)) != list(range(len(set(depths)))):
        yield "chain", f"depths {depths} do not count up from 0"
    for link in claim["chain"]:
        if link.get("kind") not in LINKS:
            yield "chain", f"kind {link.get('kind')!r} is not one of {LINKS}"


def _by_kind(claim: Object) -> Iterator[Breach]:
    if claim["kind"] == "relation" and claim["sign"] not in (-1, 1):
        yield "sign", "a relation has a sign"
    if claim["kind"] == "forecast":
        if claim.get("about") not in ("event", "control", "relation", "toll"):
            yield "about", f"{claim.get('about')!r} is not what a forecast can be about"
        if "due" not in claim:
            yield "due", "missing"
    if claim["kind"] == "cause":
        for end in ("cause", "effect"):
            value = claim.get(end)
            if not value or not (value.get("claim") or value.get("mention")):
                yield end, "neither a claim nor a description"


def spans_of(claim: Object) -> Iterator[tuple[str, str, int, int]]:
    """(field, words, start, end) of everything in a claim that quotes the text."""
    evidence = claim["evidence"]
    yield "evidence", evidence["text"], evidence["start"], evidence["end"]
    if claim.get("condition"):
        condition = claim["condition"]
        words = condition.get("text", condition.get("mention"))
        yield "condition", words, condition["start"], condition["end"]
    for field in ("agents", "targets", "objects", "places", "quantities", "chain"):
        for item in claim.get(field) or ():
            if item.get("mention") is not None and item.get("start") is not None:
                yield field, item["mention"], item["start"], item["end"]
    for field in ("time", "due"):
        time = claim.get(field) or {}
        if time.get("mention") is not None and time.get("mention_start") is not None:
            yield field, time["mention"], time["mention_start"], time["mention_end"]
    for field in ("cause", "effect"):
        value = claim.get(field) or {}
        if value.get("mention") is not None:
            yield field, value["mention"], value["start"], value["end"]
        for role in ("agents", "targets"):
            for actor in value.get(role) or ():
                if actor.get("mention") is not None:
                    yield f"{field}.{role}", actor["mention"], actor["start"], actor["end"]


def _verbatim(claim: Object, text: str) -> Iterator[Breach]:
    for field, words, start, end in spans_of(claim):
        if not words or text[start:end] != words:
            yield field, f"{words!r} is not what stands at {start}–{end}: {text[start:end]!r}"
    time = claim.get("time") or {}
    mention = time.get("mention")
    if mention is not None and time.get("mention_start") is None and mention not in text:
        yield "time", f"{mention!r} stands nowhere in the text"


def check_export(
    claims: Iterable[Object],
    text_of: Callable[[Object], str | None],
    barred: Callable[[Object], Sequence[Sequence[int]]] = lambda _: (),
) -> Iterator[Problem]:
    """Check a whole export: each claim, ids that repeat, links to claims, barred stretches.

    ``text_of`` gives the frozen text of a claim's account (None: not known, itself a problem);
    ``barred`` the half-open stretches of its account from which no claim may come.
    """
    ids: dict[str, int] = {}
    named: list[tuple[str, str]] = []
    for claim in claims:
        name = str(claim.get("id", "?"))
        ids[name] = ids.get(name, 0) + 1
        text = text_of(claim)
        if text is None:
            yield Problem(name, "account", f"no text of {claim.get('account')}")
        yield from check_claim(claim, text)
        for start, end in barred(claim):
            evidence = claim["evidence"]
            if evidence["start"] < end and evidence["end"] > start:
                yield Problem(name, "evidence", f"comes from boilerplate at {start}–{end}")
        ends = ((claim.get(k) or {}).get("claim") for k in ("cause", "effect"))
        named += [(name, other) for other in ends if other]
    yield from (Problem(n, "id", f"stands {k} times") for n, k in ids.items() if k > 1)
    yield from (Problem(n, "cause", f"names no claim {o}") for n, o in named if o not in ids)
