"""``export case``: the case as one file that opens from disk, with no server and no request.

The same pages as the app's, rendered one after the other; links between them become anchors, and
what needs a server (decisions, a build) is left out. Search, the switch to one narrator and the
filters of tables run in the page. Its own policy allows nothing from outside.
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

from contested.errors import CaseError
from contested.store.case import open_case
from contested.views.output import counted, put_json, say
from contested.views.redacting import Mask, Sharing, mask_of, masked, masked_json
from contested.views.web import assets
from contested.views.web.app import STATIC
from contested.views.web.frame import MENU
from contested.views.web.masking import bare_layer, coarse_map, coarse_text, masked_html
from contested.views.web.onefile_pages import Bound, Held, Leaf, bind, linked, lists
from contested.views.web.pages.map import layers, map_data
from contested.views.web.reading import Look, look, plain_json
from contested.views.web.voices import hearing

_MODULES = ("cases.js", "areas.js", "ground.js", "timeline.js", "words.js", "main.js")
_IMPORT = re.compile(r'^import .*? from "[^"]+";$', re.M)
_EXPORT = re.compile(r"^export (?=class|const|function)", re.M)
# Pages are hidden from the start, as a browser takes long to lay out thousands of them.
_UNSCRIPTED = "section.page[hidden]:not(#found) { display: block; }"
_FOUND = """<section class="page" id="found" data-kind="found" hidden><h1>Found</h1>
<p class="count" id="found-count" role="status"></p><div id="found-list"></div></section>
"""
_FOOT = "</main><footer><p>What accounts say, not what is true.{}</p></footer>\n"


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the file is made of, before names are blacked out."""

    scripts: tuple[str, ...]
    style: str
    data: dict[str, Any]
    bound: Bound


def export_case(root: Path, file: Path, sharing: Sharing, most_mb: float, json: bool) -> int:
    """Write ``file`` of at most ``most_mb``. Raises ``CaseError`` when that is not possible."""
    case = open_case(root)
    with look(case) as seen:
        mask = mask_of(seen.connection, seen.named.registry, sharing)
        parts = _parts(seen, mask, sharing, most_mb)
        page = "".join(_document(seen, mask, sharing, parts))
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CaseError(f"{file}: cannot be written ({error.strerror})") from error
    _report(file, mask, parts.bound, json)
    return 0


def _report(file: Path, mask: Mask, bound: Bound, json: bool) -> None:
    size = file.stat().st_size
    if json:
        told = {"file": str(file), "bytes": size, "withheld": list(mask.names)}
        left = {"left_out": dict(bound.left_out), "reports_withheld": bound.withheld}
        put_json(told | left)
        return
    say(f"{file}: {size / 1e6:.1f} MB, opens in any browser, no server needed.")
    if bound.left_out:
        say(f"{_left_out(bound)} (--most MB allows more).")
    if bound.withheld:
        say(f"{counted(bound.withheld, 'report')} held back, in which nothing can be blacked out.")
    if mask.names:
        say(f"Blacked out: {', '.join(mask.names)}. Read the file before you pass it on.")
    if not assets.present():
        say("Without a map: its libraries are missing (contested web-assets).", stderr=True)


def _left_out(bound: Bound) -> str:
    every = [counted(n, f"{kind} page") for kind, n in bound.left_out.items()]
    return f"Left out, for want of room: {', '.join(every)}"


def _parts(seen: Look, mask: Mask, sharing: Sharing, most_mb: float) -> _Parts:
    style = "\n".join((STATIC / n).read_text(encoding="utf-8") for n in ("style.css", "map.css"))
    scripts = [(STATIC / n).read_text(encoding="utf-8") for n in ("app.js", "onefile.js")]
    data: dict[str, Any] = {}
    if assets.present():
        scripts = [(assets.VENDOR / assets.LIBRARIES).read_text(encoding="utf-8"), *scripts]
        scripts.append(map_script())
        data = _map_values(seen, mask, sharing.coarsen)
    fixed = sum(map(len, scripts)) + sum(len(plain_json(v)) for v in data.values())
    room = int(most_mb * 1_000_000) - fixed
    if room <= 0:
        raise CaseError(f"--most {most_mb:g}: its map alone takes {fixed / 1e6:.1f} MB")
    held = Held(mask.pattern is not None or sharing.coarsen > 0, sharing.coarsen > 0)
    bound = bind(seen, room, held, _progress)
    data["voices"] = [sorted(_heard(seen, label)) for label in bound.narrators]
    return _Parts(tuple(scripts), style, data, bound)


def _heard(seen: Look, label: str) -> frozenset[str]:
    voice = hearing(seen, label).voice
    return voice.claims if voice else frozenset()


def _document(seen: Look, mask: Mask, sharing: Sharing, parts: _Parts) -> Iterator[str]:
    name = masked_html(escape(seen.case.name), mask)
    yield _head(name, parts.style, parts.scripts)
    yield from _menu(name, lists(seen), [masked(n, mask) for n in parts.bound.narrators])
    for leaf, html in linked(parts.bound):
        yield _section(leaf, masked_html(coarse_text(html, sharing.coarsen), mask))
    yield _FOUND
    left = f" {_left_out(parts.bound)}." if parts.bound.left_out else ""
    yield _FOOT.format(left)
    for key, value in parts.data.items():
        text = plain_json(value)
        yield f'<script type="application/json" id="data-{escape(key)}">{_inert(text)}</script>\n'
    yield "".join(f"<script>{s}</script>\n" for s in parts.scripts)
    yield "</body></html>\n"


def _section(leaf: Leaf, html: str) -> str:
    if leaf.voice is not None:
        told = f'data-page="{leaf.anchor}" data-voice="{leaf.voice}"'
        return f"<template {told}>\n{html}</template>\n"
    told = (
        f'id="{leaf.anchor}" data-kind="{leaf.kind}"{"" if leaf.anchor == "front" else " hidden"}'
    )
    return f'<section class="page" {told}>\n{html}</section>\n'


def map_script() -> str:
    """The map's modules as one script: in order, imports left out, in a scope of their own."""
    parts = [(STATIC / "map" / n).read_text(encoding="utf-8") for n in _MODULES]
    joined = "\n".join(_EXPORT.sub("", _IMPORT.sub("", p)) for p in parts)
    return '"use strict";{\n' + joined + "\n}"


def _map_values(seen: Look, mask: Mask, coarsen: float) -> dict[str, Any]:
    found = jsonlib.loads(plain_json(coarse_map(map_data(seen), coarsen)))
    read = partial(Path.read_text, encoding="utf-8")
    values = {"map": masked_json(found, mask)}
    values["borders"] = jsonlib.loads(read(assets.VENDOR / assets.BORDERS))
    for name in layers(seen):
        layer = jsonlib.loads(read(seen.case.root / "geo" / name))
        values[f"geo-{name}"] = bare_layer(layer, coarsen)
    return values


def _head(name: str, style: str, scripts: tuple[str, ...]) -> str:
    allowed = " ".join(_digest(s) for s in scripts)
    policy = (
        f"default-src 'none'; style-src {_digest(style)} {_digest(_UNSCRIPTED)}; "
        f"script-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{style}</style>\n"
        f"<noscript><style>{_UNSCRIPTED}</style></noscript></head>\n<body>\n"
    )


def _menu(name: str, shown: list[str], narrators: list[str]) -> Iterator[str]:
    links = "\n".join(f'<a href="#{a[1:] or "front"}">{t}</a>' for a, t in MENU if a in shown)
    told = "".join(f'<option value="{n}">{escape(v)}</option>' for n, v in enumerate(narrators))
    yield '<a class="skip" href="#main">To the content</a>\n'
    yield f'<header><p class="brand"><a href="#front">{name}</a></p>\n'
    yield f'<nav aria-label="Pages">{links}</nav>\n'
    yield '<form class="search" role="search" id="finder" hidden>'
    yield '<label class="hidden" for="search">Search everything</label>'
    yield '<input id="search" type="search" placeholder="Search everything" autocomplete="off">'
    yield '</form>\n<form class="according" id="hearing" hidden><label>According to '
    yield f'<select id="voice"><option value="">all narrators</option>{told}</select></label>'
    yield '</form></header>\n<main id="main">\n'


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inert(text: str) -> str:
    """JSON that no HTML parser takes for a tag."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _progress(done: int) -> None:
    if done % 500 == 0:
        print(f"{counted(done, 'page')} …", file=sys.stderr)
