"""Serving the pages on one address of this machine."""

import gc
import socket
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

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


def run(application: ASGIApp, bound: socket.socket, on_stop: Callable[[], None] = lambda: None) -> None:
    """Serve until the process is told to stop. `on_stop` is called then, before what is under way has ended."""
    # What is loaded by now stays: to look through it for garbage again and again would stop readers in the middle.
    gc.collect()
    gc.freeze()
    config = uvicorn.Config(application, log_level="warning", server_header=False)
    # uvicorn shuts down in good order and then raises the signal again, for those who want to know.
    with suppress(KeyboardInterrupt):
        _Server(config, on_stop).run(sockets=[bound])


class _Server(uvicorn.Server):
    """Answers that go on for as long as there is news would be waited for until there is none."""

    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._on_stop()
        super().handle_exit(sig, frame)
