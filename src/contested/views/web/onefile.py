"""``export case``: the case as one file that opens from disk, with no server and no request.

The same pages as the app's, rendered one after the other; links between them become anchors, what
needs a server (filters, decisions, search) is left out. Its own policy allows nothing from outside.
"""

import base64
import hashlib
import json as jsonlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader

from contested.errors import CaseError
from contested.store import derived, shelf
from contested.store.case import open_case
from contested.views.output import counted, put_json, say
from contested.views.web import assets
from contested.views.web.app import PAGES, STATIC, templates
from contested.views.web.frame import MENU
from contested.views.web.masking import Mask, coarse_map, mask_of, masked_html, masked_json
from contested.views.web.pages.incidents import incidents
from contested.views.web.pages.map import layers, map_data
from contested.views.web.reading import Look, look

_LISTS = (
    "/",
    "/incidents",
    "/map",
    "/relations",
    "/control",
    "/forecasts",
    "/causes",
    "/wording",
    "/silence",
    "/accounts",
)
_BARE = "<h1 dir='auto'>{{ title }}</h1>\n{% block main %}{% endblock %}\n"
_MODULES = (
    "cases.js",
    "areas.js",
    "ground.js",
    "timeline.js",
    "words.js",
    "main.js",
)  # each after its imports
# What writes: forms, their buttons and boxes elsewhere on the page, the column that holds them.
_WRITES = re.compile(
    r'<form\b.*?</form>|<button form=.*?</button>|<input [^>]*form="judging"[^>]*>'
    r'|<th>judge</th>|<td class="acts">.*?</td>|<p class="note">To split this incident.*?</p>',
    re.S,
)
_LINK = re.compile(r' href="(/[^"]*)"')
_CARD = re.compile(r' id="c_\w+"')
_IMPORT = re.compile(r'^import .*? from "[^"]+";$', re.M)
_EXPORT = re.compile(r"^export (?=class|const|function)", re.M)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What to hold back: ``coarsen`` rounds coordinates to a grid of so many km; ``names`` and,
    with ``people``, every person the record knows by name are blacked out."""

    coarsen: float = 0.0
    names: tuple[str, ...] = ()
    people: bool = False


def export_case(root: Path, file: Path, sharing: Sharing, json: bool) -> int:
    """Write ``file``. Raises ``CaseError`` when that is not possible."""
    case = open_case(root)
    with look(case) as seen:
        mask = mask_of(seen, sharing.names, sharing.people)
        page = "".join(_document(seen, mask, sharing.coarsen))
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CaseError(f"{file}: cannot be written ({error.strerror})") from error
    size = file.stat().st_size
    if json:
        put_json({"file": str(file), "bytes": size, "withheld": list(mask.names)})
        return 0
    say(f"{file}: {size / 1e6:.1f} MB, opens in any browser, no server needed.")
    if mask.names:
        say(f"Blacked out: {', '.join(mask.names)}. Read the file before you pass it on.")
    if not assets.present():
        say("Without a map: its libraries are missing (contested web-assets).", stderr=True)
    return 0


def _document(seen: Look, mask: Mask, coarsen: float) -> Iterator[str]:
    style = "\n".join((STATIC / n).read_text(encoding="utf-8") for n in ("style.css", "map.css"))
    scripts = [(STATIC / n).read_text(encoding="utf-8") for n in ("app.js", "onefile.js")]
    data: dict[str, Any] = {}
    if assets.present():
        scripts = [(assets.VENDOR / assets.LIBRARIES).read_text(encoding="utf-8"), *scripts]
        scripts.append(map_script())
        data = _map_values(seen, mask, coarsen)
    name = masked_html(escape(seen.case.name), mask)
    yield _head(name, style, scripts)
    yield from _menu(name)
    for anchor, html in _pages(seen):
        yield f'<section class="page" id="{anchor}">\n{masked_html(html, mask)}</section>\n'
    yield "</main><footer><p>What accounts say, not what is true.</p></footer>\n"
    for key, value in data.items():
        text = jsonlib.dumps(value, ensure_ascii=False, separators=(",", ":"))
        yield f'<script type="application/json" id="data-{escape(key)}">{_inert(text)}</script>\n'
    yield "".join(f"<script>{s}</script>\n" for s in scripts)
    yield "</body></html>\n"


def map_script() -> str:
    """The map's modules as one script: in order, imports left out, in a scope of their own."""
    parts = [(STATIC / "map" / n).read_text(encoding="utf-8") for n in _MODULES]
    joined = "\n".join(_EXPORT.sub("", _IMPORT.sub("", p)) for p in parts)
    return '"use strict";{\n' + joined + "\n}"


def _map_values(seen: Look, mask: Mask, coarsen: float) -> dict[str, Any]:
    found = coarse_map(map_data(seen), coarsen)
    read = partial(Path.read_text, encoding="utf-8")
    values = {"map": masked_json(found, mask), "borders": read(assets.VENDOR / assets.BORDERS)}
    values |= {f"geo-{n}": read(seen.case.root / "geo" / n) for n in layers(seen)}
    return {k: jsonlib.loads(v) if isinstance(v, str) else v for k, v in values.items()}


def _head(name: str, style: str, scripts: list[str]) -> str:
    allowed = " ".join(_digest(s) for s in scripts)
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {allowed}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{style}</style></head>\n<body>\n"
    )


def _menu(name: str) -> Iterator[str]:
    links = "\n".join(f'<a href="#{_anchor(a)}">{t}</a>' for a, t in MENU if a in _LISTS)
    yield '<a class="skip" href="#main">To the content</a>\n'
    yield f'<header><p class="brand"><a href="#front">{name}</a></p>\n'
    yield f'<nav aria-label="Pages">{links}</nav></header>\n<main id="main">\n'


def _pages(seen: Look) -> Iterator[tuple[str, str]]:
    shapes = templates()
    assert shapes.loader is not None
    bare = DictLoader({"base.html": _BARE, "map.html": _MAP, "judge_bar.html": ""})
    shapes.loader = ChoiceLoader([bare, shapes.loader])
    found = derived.iter_incidents(seen.connection)
    every = [*_LISTS, *(f"/incident/{i.id}" for i in found)]
    every += [f"/account/{a.id}" for a in shelf.list_accounts(seen.connection)]
    for done, address in enumerate(every):
        _progress(done, len(every))
        kind, _, one = address[1:].partition("/")
        template, page = PAGES[f"/{kind}/{{id}}" if one else address]
        asked = {"id": one} if one else {"all": "1"}
        values = incidents(seen, {}, most=None) if kind == "incidents" else page(seen, asked)
        frame = {"asked": _Nothing(), "alone": True, "incident_address": "#incident-ID"}
        html = shapes.get_template(template).render(**values, **frame)
        yield _anchor(address), _loose(html, kind == "account")


_MAP = (
    '{% extends "base.html" %}{% block main %}{% if ready %}{% include "map_body.html" %}{% else %}'
    '<p class="empty">Exported without the map.</p>{% endif %}{% endblock %}'
)


class _Nothing(dict[str, str]):
    """An address that asks for nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _loose(html: str, reader: bool) -> str:
    """Links to anchors, no forms; only readers keep the claims' ids, so that each stands once."""
    html = _LINK.sub(_relink, _WRITES.sub("", html))
    return html if reader else _CARD.sub("", html)


def _relink(found: re.Match[str]) -> str:
    address, _, place = found[1].partition("#")
    kind, _, one = address.partition("?")[0][1:].partition("/")
    if place:
        return f' href="#{place}"'
    if kind == "claim":
        return f' href="#{one}"'
    if (kind in ("incident", "account") and one) or f"/{kind}" in _LISTS:
        return f' href="#{_anchor(address.partition("?")[0])}"'
    return ""


def _anchor(address: str) -> str:
    return address[1:].replace("/", "-") or "front"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inert(text: str) -> str:
    """JSON that no HTML parser takes for a tag."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _progress(done: int, total: int) -> None:
    if done and done % 500 == 0:
        print(f"{counted(done, 'page')} of {total:,}", file=sys.stderr)
