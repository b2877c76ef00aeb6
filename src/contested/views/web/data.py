"""What scripts of pages fetch: the map's JSON and the user's own map layers."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contested.store.case import Case
from contested.views.web.memory import Memory
from contested.views.web.pages.map import layers, map_data
from contested.views.web.reading import Look, look

_MOST_LAYER_MB = 50


def map_body(seen: Look) -> bytes:
    """The map's JSON in UTF-8, made once a build; see ``pages/map.py`` for its keys."""
    return seen.kept("map", lambda: seen.text_of("map", lambda: map_data(seen)).encode())


def data_routes(case: Case, memory: Memory) -> list[Route]:
    """Addresses below ``/data``."""

    def body() -> bytes:
        with look(case, memory) as seen:
            return map_body(seen)

    async def map_json(request: Request) -> Response:
        return Response(await run_in_threadpool(body), media_type="application/json")

    def layer(request: Request) -> Response:
        name = request.path_params["name"]
        with look(case, memory) as seen:
            known = name in layers(seen)
        path = case.root / "geo" / name
        if not known or path.stat().st_size > _MOST_LAYER_MB * 1_000_000:
            return JSONResponse({"error": "no such layer, or too large"}, status_code=404)
        return Response(path.read_bytes(), media_type="application/geo+json")

    return [Route("/data/map.json", map_json), Route("/data/geo/{name}", layer)]
