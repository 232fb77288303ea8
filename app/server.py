"""Serving the pages on one address of this machine, by one process or several."""

import gc
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from types import FrameType

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from app import logs
from app.errors import SettingsError
from app.garbage import GARBAGE
from app.processes import end_with_parent
from app.store.engine import make_engine
from app.web.app import Watched, create_app
from app.web.ingesting.desk import Desk

# Seconds after which a process is started anew that does not even say that it lives.
_SILENCE = 60
# Seconds: readers wait for nobody but who keeps a whole database for himself, and rather hear of it.
_READER_WAITS = 2.0
# Seconds without a request after which a connection is closed. Those in front, a browser, a proxy or a library, keep it
# for up to a minute, and a request that is on its way just then would be lost.
_IDLE = 75
_EXTRAS = {"metrics": "prometheus_client", "telemetry": "opentelemetry.sdk"}


@dataclass(frozen=True)
class Service:
    """What is served, and how. `patience` is how many seconds answers that are under way have when it is to stop."""

    database_url: str
    workers: int = 1
    patience: int = 10
    log: logs.LogStyle = logs.LogStyle.HUMAN
    metrics: bool = False
    telemetry: bool = False

    def check(self) -> None:
        """Raises SettingsError when a library that is not always installed is missing."""
        for name, module in _EXTRAS.items():
            if getattr(self, name) and not _is_installed(module):
                raise SettingsError(f"--{name} needs more libraries: pip install 'annals[{name}]'")


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


def run(service: Service, bound: socket.socket, desk: Desk | None = None) -> None:
    """Serve until the process is told to stop (SIGINT, SIGTERM): then no new answer is begun, news of the desk end, and
    the rest has `service.patience` seconds. A desk belongs to one process, so that there can be no other then."""
    if service.workers == 1:
        _run_here(service, bound, desk)
        return
    with TemporaryDirectory(prefix="annals-") as counts:
        # Read by prometheus_client when a worker imports it.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts
        logs.configure(service.log)
        config = _config(service, partial(_make_in_worker, service), factory=True)
        Multiprocess(config, [bound]).run()


def _run_here(service: Service, bound: socket.socket, desk: Desk | None) -> None:
    config = _config(service, _make(service, desk))
    # uvicorn shuts down in good order and then raises the signal again, for those who want to know: nobody here.
    signal.signal(signal.SIGTERM, lambda number, frame: None)
    with suppress(KeyboardInterrupt):
        _Server(config, desk.stop if desk else lambda: None).run(sockets=[bound])


def _make_in_worker(service: Service) -> FastAPI:
    end_with_parent()
    return _make(service)


def _make(service: Service, desk: Desk | None = None) -> FastAPI:
    logs.configure(service.log)
    watched = Watched(metrics=service.metrics, of_all=service.workers > 1, telemetry=service.telemetry)
    application = create_app(make_engine(service.database_url, _READER_WAITS), desk, watched)
    # What is loaded by now stays: to look through it for garbage again and again would stop readers in the middle.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    return application


def _config(service: Service, application: Callable[..., object], *, factory: bool = False) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        factory=factory,
        workers=service.workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=service.patience,
        timeout_worker_healthcheck=_SILENCE,
    )


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


class _Server(uvicorn.Server):
    """Answers that go on for as long as there is news would be waited for until there is none."""

    def __init__(self, config: uvicorn.Config, on_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_stop = on_stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._on_stop()
        super().handle_exit(sig, frame)
