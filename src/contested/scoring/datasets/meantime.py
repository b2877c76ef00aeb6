"""MEANTIME: Wikinews with events, participants, certainty, polarity and coreference."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from pathlib import Path

from contested.scoring.datasets.base import DataMalformed, members, require

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Words = tuple[int, ...]  # indices into the document's words


@dataclass(frozen=True, slots=True)
class MeantimeWord:
    """A token and the number of its sentence."""

    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class MeantimeMention:
    """An event or entity mention; ``instance`` names its cross-document coreference group.

    Event mentions carry ``certainty`` (CERTAIN, POSSIBLE, PROBABLE, …), ``polarity`` (POS, NEG),
    ``tense`` and ``time`` (FUTURE, NON_FUTURE); entity mentions leave them empty.
    """

    id: str
    kind: str  # event | entity
    words: Words
    instance: str = ""
    certainty: str = ""
    polarity: str = ""
    tense: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """An event mention's argument: mention ids and PropBank role (Arg0, Arg1, Argm-LOC, …)."""

    event: str
    entity: str
    role: str


@dataclass(frozen=True, slots=True)
class MeantimeDocument:
    """One article, the topic it belongs to (airbus, apple, gm, stock) and its ISO date."""

    id: str
    words: tuple[MeantimeWord, ...]
    mentions: tuple[MeantimeMention, ...]
    participants: tuple[Participant, ...]
    topic: str = ""
    date: str | None = None


def read_meantime(root: Path) -> tuple[MeantimeDocument, ...]:
    """The articles of ``meantime/*.tar.gz`` (the cross-document annotation), by name."""
    found: dict[str, MeantimeDocument] = {}
    for path in require(root, "meantime", r".*\.tar\.gz"):
        for name, text in members(path):
            if "/intra_cross-doc_annotation/" in name and name.endswith(".xml"):
                topic = name.split("/")[-2].removeprefix("corpus_")
                found[name] = replace(_document(text, f"{path}:{name}"), topic=topic)
        if not found:
            raise DataMalformed(f"{path}: no intra_cross-doc_annotation folder inside")
    return tuple(found[k] for k in sorted(found))


def _document(text: str, where: str) -> MeantimeDocument:
    try:
        tree = ET.fromstring(text)
        tokens = tree.findall("token")
        index = {t.attrib["t_id"]: i for i, t in enumerate(tokens)}
        words = tuple(MeantimeWord(t.text or "", int(t.attrib["sentence"])) for t in tokens)
        instances = _instances(tree)
        mentions = tuple(
            _mention(m, kind, index, instances.get(m.attrib["m_id"], ""))
            for tag, kind in (("EVENT_MENTION", "event"), ("ENTITY_MENTION", "entity"))
            for m in tree.iter(tag)
        )
        participants = _participants(tree)
        return MeantimeDocument(
            tree.attrib["doc_id"], words, mentions, participants, date=_date(tree)
        )
    except (ET.ParseError, KeyError, ValueError) as cause:
        raise DataMalformed(f"{where}: {cause!r}") from cause


def _instances(tree: ET.Element) -> dict[str, str]:
    """Mention id → instance, through REFERS_TO links to EVENT and ENTITY markables."""
    names = {
        m.attrib["m_id"]: m.attrib.get("instance_id", "")
        for tag in ("EVENT", "ENTITY")
        for m in tree.iter(tag)
    }
    links: dict[str, str] = {}
    for link in tree.iter("REFERS_TO"):
        target = link.find("target")
        name = "" if target is None else names.get(target.attrib["m_id"], "")
        links |= {s.attrib["m_id"]: name for s in link.findall("source") if name}
    return links


def _mention(node: ET.Element, kind: str, index: dict[str, int], instance: str) -> MeantimeMention:
    words = tuple(sorted(index[a.attrib["t_id"]] for a in node.findall("token_anchor")))
    get = node.attrib.get
    return MeantimeMention(
        node.attrib["m_id"],
        kind,
        words,
        instance,
        get("certainty", ""),
        get("polarity", ""),
        get("tense", ""),
        get("time", ""),
    )


def _date(tree: ET.Element) -> str | None:
    """When the article appeared, where the annotation says so to the day."""
    for time in tree.iter("TIMEX3"):
        value = time.attrib.get("value", "")
        if time.attrib.get("functionInDocument") == "CREATION_TIME" and _DAY.fullmatch(value[:10]):
            return value[:10]
    return None


def _participants(tree: ET.Element) -> tuple[Participant, ...]:
    found = []
    for link in tree.iter("HAS_PARTICIPANT"):
        role = link.attrib.get("sem_role", "")
        found += [
            Participant(s.attrib["m_id"], t.attrib["m_id"], role)
            for s in link.findall("source")
            for t in link.findall("target")
        ]
    return tuple(found)
