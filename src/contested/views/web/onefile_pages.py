"""The pages of the one-file case: which there are, what each shows, and how they point at each
other once there is no server.

A page is known by its key, the address without what does not tell it from others, such as
``("/incident", "i_0123456789ab")`` or ``("/places", "Aleppo")``. Links to pages that are not in the
file become words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import escape, unescape
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from jinja2 import ChoiceLoader, DictLoader, Environment

from contested.store import derived, rows, shelf
from contested.views.web.app import PAGES, templates
from contested.views.web.frame import MENU
from contested.views.web.pages.incidents import incidents
from contested.views.web.papers import PICTURES, papers
from contested.views.web.reading import Look
from contested.views.web.voices import NAME, hearing, voices

Key = tuple[str, str]  # path of the list or of the one thing, and which one
FOLDERS = {"/study": "studies", "/whatif": "whatif"}
_LEFT_TO_SEARCH = ("/claims", "/judgements")  # one is searched for, the other needs a server
_THE_SAME = ("/map", "/study", "/whatif", "/voices")  # whoever tells; the map switches by itself
_NAMED_BY = {"/study": "report", "/whatif": "report", "/places": "at"}
# Up to which part of the room pages of a kind may be added, in this order.
_SHARES = {"report": 0.25, "incident": 0.5, "account": 0.7, "actor": 0.76, "place": 0.82}
_SHARES |= {"claim": 0.88, "narrator": 1.0}
_LARGE = 0.01  # of the room: a page that takes more waits for the others
_MANY = 20_000  # claims; beyond, lists show their first rows only
_ROWS = 2_000  # incidents that the list of a large case shows
_BARE = """<h1 dir='auto'>{{ title }}</h1>
{% if voice %}<p class="lead">What rests on the word of <b dir="auto">{{ voice }}</b> alone.</p>
{% endif %}
{% block main %}{% endblock %}
{% if next is defined and next %}<p class="count">The first {{ "{:,}".format(next) }} of
{{ "{:,}".format(total) }}; the others are left out of this file.</p>{% endif %}
"""
_MAP = (
    '{% extends "base.html" %}{% block main %}{% if ready %}{% include "map_body.html" %}{% else %}'
    '<p class="empty">Exported without the map.</p>{% endif %}{% endblock %}'
)
# What writes: forms, their buttons and boxes elsewhere on the page, the column that holds them.
_WRITES = re.compile(
    r'<form\b.*?</form>|<button form=.*?</button>|<input [^>]*form="judging"[^>]*>'
    r'|<th[^>]*>judge</th>|<td class="acts">.*?</td>|<p class="note">To split this incident.*?</p>',
    re.S,
)
_LINK = re.compile(r' href="([/#][^"]*)"')
_CARD = re.compile(r' id="c_\w+"')
_PROSE = (".md", ".txt")
_PICTURE = re.compile(r"<img\b[^>]*>")
_NO_PICTURE = '<span class="note">[picture left out]</span>'
_IDS = re.compile(r' id="((?:at-)?c_\w+)"')


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: ``kind`` in words, ``anchor`` its id in the file, ``html`` without links yet.

    ``voice`` is the number of the narrator whose word alone it shows, or None.
    """

    key: Key
    kind: str
    anchor: str
    html: str
    voice: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What of the reports is held back: ``pictures``, in which no name can be found, and
    ``data``, in which no coordinate can."""

    pictures: bool = False
    data: bool = False

    def report(self, name: str) -> bool:
        """Whether the report of that name stays out."""
        ending = f".{name.lower().rpartition('.')[2]}"
        return (self.pictures and ending in PICTURES) or (self.data and ending not in _PROSE)


@dataclass(slots=True)
class Bound:
    """What went into the file; how many of each kind had no room, and how many reports were
    held back."""

    leaves: list[Leaf] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    withheld: int = 0
    narrators: list[str] = field(default_factory=list)
    used: int = 0


def lists(look: Look) -> list[str]:
    """Addresses of the lists that the file shows, in the order of the menu."""
    out = []
    for address, _ in MENU:
        folder = FOLDERS.get(address)
        if address in _LEFT_TO_SEARCH or (folder and not papers(look.case.root / folder)):
            continue
        out.append(address)
    return out


def bind(look: Look, room: int, held: Held, tell: Callable[[int], None]) -> Bound:
    """Every page that ``room`` bytes hold, lists first, then what is disputed and most told.

    Reports that ``held`` names stay out. ``tell`` hears how many pages are done.
    """
    press = _Press(look)
    out = Bound()
    for address in lists(look):
        _put(out, press.page((address, ""), "list"))
    full: set[str] = set()
    waiting: list[Leaf] = []  # what takes much room, after all that takes little
    for key, kind in _things(look):
        if kind == "report" and held.report(key[1]):
            out.withheld += 1
        elif kind in full:
            out.left_out[kind] += 1
        else:
            leaf = press.page(key, kind)
            if kind == "report" and held.pictures:
                leaf = replace(leaf, html=_PICTURE.sub(_NO_PICTURE, leaf.html))
            if len(leaf.html) > _LARGE * room:
                waiting.append(leaf)
            elif not _fits(out, leaf, room, tell):
                full.add(kind)
    for leaf in waiting:
        _fits(out, leaf, room, tell)
    _put_voices(out, press, room, tell)
    return out


def _fits(out: Bound, leaf: Leaf, room: int, tell: Callable[[int], None]) -> bool:
    if out.used + len(leaf.html) > _SHARES[leaf.kind] * room:
        out.left_out[leaf.kind] += 1
        return False
    _put(out, leaf)
    tell(len(out.leaves))
    return True


def _put(out: Bound, leaf: Leaf) -> None:
    out.leaves.append(leaf)
    out.used += len(leaf.html)


def _put_voices(out: Bound, press: "_Press", room: int, tell: Callable[[int], None]) -> None:
    every = [label for label, _, _ in voices(press.look)]
    at = [a for a in lists(press.look) if a not in _THE_SAME]
    for number, label in enumerate(every):
        own = _Press(hearing(press.look, label), press.shapes)
        told = [own.page((a, ""), "narrator", number) for a in at]
        if out.used + sum(len(leaf.html) for leaf in told) > room:
            out.left_out["narrator"] = len(every) - number
            return
        for leaf in told:
            _put(out, leaf)
        out.narrators.append(label)
        tell(len(out.leaves))


def _things(look: Look) -> Iterator[tuple[Key, str]]:
    """Every page that is not a list, those first that matter most."""
    for path, folder in FOLDERS.items():
        yield from (((path, p.name), "report") for p in papers(look.case.root / folder))
    ranked = sorted(
        derived.iter_incidents(look.connection),
        key=lambda i: (not i.disputes, -len(i.origins), -len(i.claims), i.id),
    )
    yield from ((("/incident", i.id), "incident") for i in ranked)
    counts = rows.claims_by_account(look.connection)
    accounts = sorted(shelf.list_accounts(look.connection), key=lambda a: -counts.get(a.id, 0))
    yield from ((("/account", a.id), "account") for a in accounts)
    yield from ((("/actor", a.id), "actor") for a in derived.iter_actors(look.connection))
    found = PAGES["/places"][1](look, {"all": "1"})["rows"]
    yield from ((("/places", name), "place") for name, *_ in found)
    if rows.count_claims(look.connection) <= _MANY:
        yield from ((("/claim", c.id), "claim") for c in rows.iter_claims(look.connection))


class _Press:
    """Renders pages of one look at the case."""

    def __init__(self, look: Look, shapes: Environment | None = None) -> None:
        self.look = look
        self.shapes = shapes or _shapes()
        self.numbers: Counter[str] = Counter()
        self.large = rows.count_claims(look.connection) > _MANY

    def page(self, key: Key, kind: str, voice: int | None = None) -> Leaf:
        """One page. Its anchor never holds a name, as ids of actors and places may be names."""
        path, one = key
        values = self._values(path, one)
        template = PAGES[path if path in PAGES else f"{path}/{{id}}"][0]
        frame = {"asked": _Nothing(), "alone": True, "incident_address": "#incident-ID"}
        frame |= {"path": path}
        frame["voice"] = self.look.voice.label if self.look.voice else ""
        html = self.shapes.get_template(template).render(**values, **frame)
        html = _WRITES.sub("", html)
        if kind != "account":  # only readers keep the claims' ids, so that each stands once
            html = _CARD.sub("", html)
        return Leaf(key, kind, self._anchor(path, one), html, voice)

    def _values(self, path: str, one: str) -> dict[str, Any]:
        if path == "/incidents":
            return incidents(self.look, {}, most=_ROWS if self.large else None)
        if path in PAGES:
            asked = {} if self.large else {"all": "1"}
            asked |= {_NAMED_BY[path]: one} if one else {}
            return PAGES[path][1](self.look, asked)
        return PAGES[f"{path}/{{id}}"][1](self.look, {"id": one})

    def _anchor(self, path: str, one: str) -> str:
        name = path[1:] or "front"
        if not one:
            return name
        if re.fullmatch(r"[aci]_[0-9a-f]+", one):
            return f"{name}-{one}"
        self.numbers[name] += 1
        return f"{name}-{self.numbers[name]}"


def _shapes() -> Environment:
    shapes = templates()
    assert shapes.loader is not None
    bare = DictLoader({"base.html": _BARE, "map.html": _MAP, "judge_bar.html": ""})
    shapes.loader = ChoiceLoader([bare, shapes.loader])
    return shapes


class _Nothing(dict[str, str]):
    """An address that asks for nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def linked(bound: Bound) -> Iterator[tuple[Leaf, str]]:
    """Each page with links that lead inside the file; the others become words."""
    every = bound.leaves
    anchors = {leaf.key: leaf.anchor for leaf in every if leaf.voice is None}
    anchors |= {(NAME, v): f"front~{n}" for n, v in enumerate(bound.narrators)}
    ids = {i for leaf in every if leaf.kind == "account" for i in _IDS.findall(leaf.html)}

    def relink(found: re.Match[str]) -> str:
        target = _target(unescape(found[1]), anchors, ids)
        return f' href="#{escape(target)}"' if target else ""

    for leaf in every:
        yield leaf, _LINK.sub(relink, leaf.html)


def _target(address: str, anchors: dict[Key, str], ids: set[str]) -> str | None:
    """The id in the file that an address of the app leads to."""
    parts = urlsplit(address)
    if parts.fragment:
        if parts.fragment in ids:
            return parts.fragment
        if not parts.path:
            return None
    key = _key(parts.path, parse_qs(parts.query))
    if key[0] == "/claim" and key not in anchors:
        return key[1] if key[1] in ids else None
    return anchors.get(key)


def _key(path: str, asked: dict[str, list[str]]) -> Key:
    if NAME in asked:
        return NAME, asked[NAME][0]
    if path in PAGES:
        return path, asked.get(_NAMED_BY.get(path, ""), [""])[0]
    path, _, one = path.rpartition("/")
    return path, unquote(one)
