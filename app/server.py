"""Serving the pages on one address of this machine."""

import socket
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from app.errors import SettingsError


def listen(host: str, port: int) -> socket.socket:
    """A socket that is already bound. Raises SettingsError when the address cannot be had, e.g. as it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(f"cannot listen on {host}:{port}: {reason}; try --port {port + 1}") from error


def address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(application: ASGIApp, bound: socket.socket) -> None:
    """Serve until the process is told to stop."""
    config = uvicorn.Config(application, log_level="warning", server_header=False)
    # uvicorn shuts down in good order and then raises the signal again, for those who want to know.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[bound])
