"""How well places are found and put on the map, on news with gold coordinates (GeoVirus).

``score_toponyms`` reads the corpus, resolves its gold mentions, and runs a detector from raw text.
A place is right when it lies within 161 km (100 miles) of gold, the customary threshold.
"""

import statistics
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from contested.errors import UnreadableFile
from contested.places import Found, Mention, distance_km, find_places, packaged_gazetteer
from contested.places.document import resolve_places

NEAR_KM = 161.0
Detector = Callable[[str], Sequence[Found]]
Half = Literal["all", "even", "odd"]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A gold mention: half-open character offsets, verbatim name, WGS84 degrees."""

    start: int
    end: int
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold places in text order."""

    source: str
    text: str
    places: tuple[GoldPlace, ...]


@dataclass(frozen=True, slots=True)
class ToponymScore:
    """Shares are of 0–1; kilometres are medians over resolved gold mentions.

    ``resolved_161``: share of all gold mentions put within 161 km, unresolved ones being wrong.
    Detection counts a mention as found when its offsets are exactly gold's (``exact``) or overlap
    a gold mention (``f1_overlap``); ``end_to_end_161`` is the share of gold mentions that the
    detector found, overlapping, and put within 161 km.
    """

    articles: int
    gold: int
    resolved: float
    resolved_161: float
    median_km: float
    precision: float
    recall: float
    f1: float
    f1_overlap: float
    end_to_end_161: float


def read_geovirus(path: Path) -> tuple[GoldArticle, ...]:
    """Articles of a GeoVirus-style XML file; UnreadableFile names the file and the cause."""
    try:
        root = ET.parse(path).getroot()
    except (OSError, ET.ParseError) as cause:
        raise UnreadableFile(f"{path}: {cause}") from cause
    return tuple(_article(element) for element in root.iter("article"))


def _article(element: ET.Element) -> GoldArticle:
    text = element.findtext("text") or ""
    places = (_gold(text, location) for location in element.iter("location"))
    kept = sorted((p for p in places if p is not None), key=lambda p: (p.start, p.end))
    return GoldArticle(element.findtext("source") or "", text, tuple(kept))


def _gold(text: str, location: ET.Element) -> GoldPlace | None:
    """One gold mention; its verbatim words come from the offsets, which a few files miscount."""
    cells = {child.tag: (child.text or "").strip() for child in location}
    try:
        start, end = int(cells["start"]), int(cells["end"])
        lat, lon = float(cells["lat"]), float(cells["lon"])
    except (KeyError, ValueError):
        return None
    name = cells.get("name") or text[start:end]
    if text[start:end] != name and (moved := text.find(name, max(0, start - 5))) >= 0:
        start, end = moved, moved + len(name)
    return GoldPlace(start, end, name, lat, lon)


def halves(articles: Sequence[GoldArticle], half: Half) -> tuple[GoldArticle, ...]:
    """``even``-indexed articles are for development, ``odd`` ones for report."""
    step = {"all": slice(None), "even": slice(0, None, 2), "odd": slice(1, None, 2)}[half]
    return tuple(articles[step])


def score_toponyms(
    path: Path, detector: Detector = find_places, half: Half = "all"
) -> ToponymScore:
    """Resolution of gold mentions, and detection and resolution by ``detector`` from raw text."""
    articles = halves(read_geovirus(path), half)
    errors = [e for article in articles for e in gold_errors(article)]
    known = [e for e in errors if e is not None]
    found = [(article, tuple(detector(article.text))) for article in articles]
    gold = len(errors)
    exact = sum(_exact(article, spans) for article, spans in found)
    spans = sum(len(s) for _, s in found)
    precision, recall = exact / max(1, spans), exact / max(1, gold)
    touched = sum(_overlapping(article, s)[0] for article, s in found)
    covered = sum(_overlapping(article, s)[1] for article, s in found)
    return ToponymScore(
        articles=len(articles), gold=gold, resolved=len(known) / max(1, gold),
        resolved_161=sum(e <= NEAR_KM for e in known) / max(1, gold),
        median_km=statistics.median(known) if known else float("nan"),
        precision=precision, recall=recall, f1=_f1(precision, recall),
        f1_overlap=_f1(touched / max(1, spans), covered / max(1, gold)),
        end_to_end_161=sum(_placed(a, s) for a, s in found) / max(1, gold),
    )  # fmt: skip


def gold_errors(article: GoldArticle) -> tuple[float | None, ...]:
    """Kilometres between gold and the resolver's answer per gold mention; None: unresolved."""
    mentions = [Mention(p.start, p.end, p.name) for p in article.places]
    answers = resolve_places(article.text, mentions, packaged_gazetteer())
    return tuple(_error(gold, found) for gold, found in zip(article.places, answers, strict=True))


def _error(gold: GoldPlace, found: Found | None) -> float | None:
    if found is None or found.match.lat is None or found.match.lon is None:
        return None
    return distance_km(gold.lat, gold.lon, found.match.lat, found.match.lon)


def _exact(article: GoldArticle, spans: Sequence[Found]) -> int:
    return len({(p.start, p.end) for p in article.places} & {(s.start, s.end) for s in spans})


def _overlapping(article: GoldArticle, spans: Sequence[Found]) -> tuple[int, int]:
    """How many spans touch gold, and how many gold places are touched."""
    touched = sum(any(_meet(p, s) for p in article.places) for s in spans)
    return touched, sum(any(_meet(p, s) for s in spans) for p in article.places)


def _placed(article: GoldArticle, spans: Sequence[Found]) -> int:
    def near(place: GoldPlace) -> bool:
        errors = [_error(place, s) for s in spans if _meet(place, s)]
        return any(e is not None and e <= NEAR_KM for e in errors)

    return sum(map(near, article.places))


def _meet(place: GoldPlace, span: Found) -> bool:
    return place.start < span.end and span.start < place.end


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
