"""The app: which address shows which page, and how errors look."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
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
from contested.views.web.data import data_routes
from contested.views.web.pages import claims, front, holding, incidents, ledgers, people, telling
from contested.views.web.pages import map as mapping
from contested.views.web.pages import reader as reading
from contested.views.web.pages import relations as standing
from contested.views.web.reading import Look, look
from contested.views.web.security import Guard

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
    "/relations": ("relations.html", standing.relations),
    "/control": ("control.html", holding.control),
    "/forecasts": ("forecasts.html", ledgers.forecasts),
    "/causes": ("causes.html", ledgers.causes),
    "/wording": ("wording.html", telling.wording),
    "/silence": ("silence.html", telling.silence),
    "/actors": ("actors.html", people.actors),
    "/actor/{id}": ("actor.html", people.actor),
}
MENU = (
    ("/", "Questions"),
    ("/incidents", "Incidents"),
    ("/map", "Map"),
    ("/relations", "Friend or foe"),
    ("/control", "Control"),
    ("/forecasts", "Forecasts"),
    ("/causes", "Causes"),
    ("/wording", "Wording"),
    ("/silence", "Silence"),
    ("/actors", "Actors"),
    ("/claims", "Claims"),
    ("/accounts", "Accounts"),
)
STATIC = Path(__file__).parent / "static"


def make_app(root: Path, host: str = "127.0.0.1", token: str | None = None) -> Starlette:
    """The app over the case in ``root``. Raises ``CaseError`` when there is none."""
    case = open_case(root)
    shapes = templates()
    routes: list[BaseRoute] = [
        Route(path, _endpoint(case, shapes, template, page))
        for path, (template, page) in PAGES.items()
    ]
    routes += data_routes(case)
    routes.append(Mount("/static", StaticFiles(directory=STATIC)))
    guard = Middleware(BaseHTTPMiddleware, dispatch=Guard(host, token))
    handlers = {404: _missing(shapes, case), ContestedError: _failed(shapes, case)}
    return Starlette(routes=routes, middleware=[guard], exception_handlers=handlers)


def templates() -> Environment:
    """The packaged templates; everything that comes from a case is escaped."""
    return Environment(
        loader=PackageLoader("contested.views.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _endpoint(case: Case, shapes: Environment, template: str, page: Page) -> Any:
    def show(request: Request) -> Response:
        asked = {k: v[:200] for k, v in request.query_params.items()} | dict(request.path_params)
        with look(case) as seen:
            values = page(seen, asked)
        frame = _frame(case, request, asked)
        return HTMLResponse(shapes.get_template(template).render(**values, **frame))

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(show, request)

    return endpoint


def _frame(case: Case, request: Request, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the frame of every page needs; what the address does not ask for reads as nothing."""
    return {
        "asked": defaultdict(str, asked),
        "menu": MENU,
        "path": request.url.path,
        "case": case.name,
    }


def _missing(shapes: Environment, case: Case) -> Any:
    async def handler(request: Request, error: Exception) -> Response:
        return _told(shapes, case, request, "There is no such page.", 404)

    return handler


def _failed(shapes: Environment, case: Case) -> Any:
    async def handler(request: Request, error: Exception) -> Response:
        return _told(shapes, case, request, str(error), 404 if isinstance(error, NotFound) else 500)

    return handler


def _told(
    shapes: Environment, case: Case, request: Request, message: str, status: int
) -> HTMLResponse:
    frame = _frame(case, request, {})
    html = shapes.get_template("error.html").render(title="Not shown", message=message, **frame)
    return HTMLResponse(html, status_code=status)
