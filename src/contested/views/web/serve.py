"""``open``: serve the app to this machine until it is stopped."""

import secrets
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from contested.errors import CaseError
from contested.views.output import put_json, say
from contested.views.web.security import LOOPBACK


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen; port 0 takes any free one."""

    host: str
    port: int


def serve(root: Path, at: Address, browser: bool, json: bool) -> int:
    """Listen and print the address to open.

    Beyond loopback a token is made for this run and asked of every visitor. Raises ``CaseError``
    when the case cannot be opened or the port is taken.
    """
    import webbrowser

    import uvicorn

    from contested.views.web.app import make_app

    token = None if at.host in LOOPBACK else secrets.token_urlsafe(16)
    app = make_app(root, at.host, token)
    with _listening(at) as listener:
        address = f"http://{_shown(at.host)}:{listener.getsockname()[1]}/"
        address += f"?token={token}" if token else ""
        if json:
            put_json({"address": address, "token": token})
        else:
            say(f"{root}: open {address}  (Ctrl-C stops)")
        sys.stdout.flush()
        if browser:
            webbrowser.open(address)
        Thread(target=app.state.warm, daemon=True).start()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
        server.run(sockets=[listener])
    return 0


def _listening(at: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in at.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((at.host, at.port))
        listener.listen()  # who opens the printed address at once waits instead of being refused
    except OSError as error:
        listener.close()
        raise CaseError(f"{at.host}:{at.port}: cannot listen there ({error.strerror})") from error
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
