"""What every page has around it: the menu, who judges, what waits for a build; and refusals."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse

from contested.errors import JudgementError
from contested.store.case import Case
from contested.views.deciding import login
from contested.views.web.memory import Memory
from contested.views.web.rebuild import Rebuild

WHO = "contested_name"  # the cookie that keeps the name of who judges
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
    ("/study", "Studies"),
    ("/whatif", "What if"),
    ("/actors", "Actors"),
    ("/places", "Places"),
    ("/claims", "Claims"),
    ("/accounts", "Accounts"),
    ("/voices", "Narrators"),
    ("/judgements", "Judgements"),
)


@dataclass(frozen=True, slots=True)
class Serving:
    """One running app: its case, the templates, what it remembers, and its build."""

    case: Case
    shapes: Environment
    memory: Memory
    rebuild: Rebuild


def frame(serving: Serving, request: Request, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the frame of every page needs; what the address does not ask for reads as nothing."""
    query = f"?{request.url.query}" if request.url.query else ""
    return {
        "asked": defaultdict(str, asked),
        "menu": MENU,
        "path": request.url.path,
        "here": request.url.path + query,
        "case": serving.case.name,
        "author": author(request),
        "stand": serving.rebuild.stand,
        "bulk": True,
        "waiting": 0,
        "voices": (),
        "voices_known": True,
        "alike": False,
    }


def author(request: Request) -> str:
    """Who judged last in this browser, else the login name, else nothing."""
    try:
        return unquote(request.cookies.get(WHO, ""))[:200] or login()
    except JudgementError:
        return ""


def refusal(serving: Serving, request: Request, message: str, status: int) -> HTMLResponse:
    """A page that says why there is no other."""
    told = frame(serving, request, {})
    html = serving.shapes.get_template("error.html").render(
        title="Not shown" if request.method == "GET" else "Not kept", message=message, **told
    )
    return HTMLResponse(html, status_code=status)
