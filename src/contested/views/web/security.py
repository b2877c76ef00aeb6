"""What keeps the app on this machine: hosts, headers, a token, and same-origin writes."""

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # without it a form's own origin would be kept from us too
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
    "cache-control": "no-store",
}
COOKIE = "contested_token"
Next = Callable[[Request], Awaitable[Response]]


class Guard:
    """Refuses strangers' hosts and cross-site writes, asks for a token, sets the headers.

    ``token`` is None on loopback, where the operating system already keeps others out.
    """

    def __init__(self, host: str, token: str | None) -> None:
        """``host`` is the address the server listens on."""
        self.hosts = (*LOOPBACK, host)
        self.token = token

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Let a request through, or say why not."""
        refused = self._refusal(request)
        response = refused if refused is not None else await call_next(request)
        headers = MutableHeaders(raw=response.headers.raw)
        for name, value in HEADERS.items():
            headers[name] = value
        given = request.query_params.get("token")
        if self.token and given and hmac.compare_digest(given, self.token):
            response.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
        return response

    def _refusal(self, request: Request) -> Response | None:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if host not in self.hosts:
            return PlainTextResponse("This address is not served here.", status_code=421)
        if self.token:
            given = request.query_params.get("token") or request.cookies.get(COOKIE, "")
            if not hmac.compare_digest(given, self.token):
                return PlainTextResponse("A token is needed: open the printed address.", 403)
        if request.method not in ("GET", "HEAD"):
            origin = request.headers.get("origin") or request.headers.get("referer") or ""
            if urlsplit(origin).netloc != request.headers.get("host"):
                return PlainTextResponse("Writes come from this app's own pages only.", 403)
        return None
