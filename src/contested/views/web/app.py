"""The app: which address shows which page, and how errors look."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from contested.errors import ContestedError, NotFound
from contested.store.case import Case, open_case
from contested.views.output import clean_in_place
from contested.views.web.data import data_routes, map_body
from contested.views.web.frame import Serving, frame, refusal
from contested.views.web.keeping import kept_on, voice_frame
from contested.views.web.memory import Memory
from contested.views.web.pages import (
    claims,
    editing,
    front,
    holding,
    incidents,
    judgements,
    ledgers,
    narrators,
    people,
    places,
    reports,
    telling,
)
from contested.views.web.pages import map as mapping
from contested.views.web.pages import reader as reading
from contested.views.web.pages import relations as standing
from contested.views.web.reading import Look, look
from contested.views.web.rebuild import Rebuild
from contested.views.web.security import Guard
from contested.views.web.voices import NAME, hearing
from contested.views.web.whole import prepare
from contested.views.web.writing import write_routes

Page = Callable[[Look, dict[str, str]], dict[str, Any]]
PAGES: Mapping[str, tuple[str, Page]] = {
    "/": ("front.html", front.front),
    "/incidents": ("incidents.html", incidents.incidents),
    "/incident/{id}": ("incident.html", incidents.incident),
    "/map": ("map.html", mapping.map_page),
    "/accounts": ("accounts.html", reading.accounts),
    "/account/{id}": ("reader.html", reading.reader),
    "/claims": ("claims.html", claims.claims),
    "/claim/{id}": ("claim.html", claims.claim),
    "/claim/{id}/edit": ("edit.html", editing.edit),
    "/study": ("reports.html", reports.studies),
    "/whatif": ("reports.html", reports.whatifs),
    "/judgements": ("judgements.html", judgements.judgements),
    "/building": ("building.html", judgements.building),
    "/relations": ("relations.html", standing.relations),
    "/control": ("control.html", holding.control),
    "/forecasts": ("forecasts.html", ledgers.forecasts),
    "/causes": ("causes.html", ledgers.causes),
    "/wording": ("wording.html", telling.wording),
    "/silence": ("silence.html", telling.silence),
    "/actors": ("actors.html", people.actors),
    "/actor/{id}": ("actor.html", people.actor),
    "/places": ("places.html", places.places),
    "/voices": ("voices.html", narrators.narrators),
}
_FIRST = ("/", "/relations", "/accounts", "/wording", "/silence", "/actors", "/control", "/places")
STATIC = Path(__file__).parent / "static"


def make_app(root: Path, host: str = "127.0.0.1", token: str | None = None) -> Starlette:
    """The app over the case in ``root``. Raises ``CaseError`` when there is none."""
    case = open_case(root)
    memory = Memory()
    warm = partial(_warm, case, memory)
    serving = Serving(case, templates(), memory, Rebuild(case, warm))
    routes: list[BaseRoute] = [Route(path, _endpoint(serving, path)) for path in PAGES]
    routes += data_routes(case, memory)
    routes += write_routes(serving)
    routes.append(Mount("/static", StaticFiles(directory=STATIC)))
    guard = Middleware(BaseHTTPMiddleware, dispatch=Guard(host, token))
    handlers = {404: _missing(serving), ContestedError: _failed(serving)}
    app = Starlette(routes=routes, middleware=[guard], exception_handlers=handlers)
    app.state.warm = warm
    return app


def _warm(case: Case, memory: Memory) -> None:
    """Make ready what no build left, and read what pages remember, before anybody asks."""
    with suppress(ContestedError):
        prepare(case)
    for path in _FIRST:
        with suppress(ContestedError), look(case, memory) as seen:
            PAGES[path][1](seen, {})
    with suppress(ContestedError), look(case, memory) as seen:
        map_body(seen)


def templates() -> Environment:
    """The packaged templates; everything that comes from a case is escaped."""
    shapes = Environment(
        loader=PackageLoader("contested.views.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shapes.globals["voice"] = ""  # nobody's in particular
    return shapes


def _harmless(value: Any) -> Any:
    """No word of an account turns round what stands beside it, whichever page shows it."""
    if isinstance(value, Markup):
        return Markup(clean_in_place(value))
    return clean_in_place(value) if isinstance(value, str) else value


def _endpoint(serving: Serving, path: str) -> Any:
    template, page = PAGES[path]

    def show(request: Request) -> Response:
        asked = {k: v[:200] for k, v in request.query_params.items()} | dict(request.path_params)
        with look(serving.case, serving.memory) as every:
            seen = hearing(every, asked.get(NAME, ""))
            values = page(seen, asked)
            told = frame(serving, request, asked) | voice_frame(seen, path, asked)
            told["waiting"] = seen.waiting()
        html = serving.shapes.get_template(template).render(**values, **told)
        return HTMLResponse(kept_on(html, seen.voice.label) if seen.voice else html)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(show, request)

    return endpoint


def _missing(serving: Serving) -> Any:
    async def handler(request: Request, error: Exception) -> Response:
        return refusal(serving, request, "There is no such page.", 404)

    return handler


def _failed(serving: Serving) -> Any:
    async def handler(request: Request, error: Exception) -> Response:
        return refusal(serving, request, str(error), 404 if isinstance(error, NotFound) else 500)

    return handler
