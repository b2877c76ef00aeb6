"""What scripts of pages fetch: the map's JSON and the user's own map layers."""

import json
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contested.store.case import Case
from contested.views.web.pages.map import layers, map_data
from contested.views.web.reading import look

_MOST_LAYER_MB = 50


class MapAnswer:
    """The map's JSON, made once for each state of the database."""

    def __init__(self, case: Case) -> None:
        """Nothing is read before it is asked for."""
        self._case = case
        self._lock = Lock()
        self._state: tuple[tuple[int, int], ...] | None = None
        self._body = b""

    def body(self) -> bytes:
        """UTF-8 JSON; see ``pages/map.py`` for its keys."""
        with self._lock:
            state = tuple(_stamp(self._case.root / n) for n in ("case.db", "case.db-wal"))
            if state != self._state:
                with look(self._case) as seen:
                    value = map_data(seen)
                self._body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
                self._state = state
            return self._body


def data_routes(case: Case) -> list[Route]:
    """Addresses below ``/data``."""
    answer = MapAnswer(case)

    async def map_json(request: Request) -> Response:
        body = await run_in_threadpool(answer.body)
        return Response(body, media_type="application/json")

    def layer(request: Request) -> Response:
        name = request.path_params["name"]
        with look(case) as seen:
            known = name in layers(seen)
        path = case.root / "geo" / name
        if not known or path.stat().st_size > _MOST_LAYER_MB * 1_000_000:
            return JSONResponse({"error": "no such layer, or too large"}, status_code=404)
        return Response(path.read_bytes(), media_type="application/geo+json")

    return [Route("/data/map.json", map_json), Route("/data/geo/{name}", layer)]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
