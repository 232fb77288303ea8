"""The web application: its parts, in the order a request meets them."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from anyio import Semaphore
from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from sqlalchemy import Engine
from starlette_compress import CompressMiddleware

from app.settings import folder
from app.store.facet_index import keep_index
from app.store.watcher import Watcher
from app.web import (
    about,
    actors,
    documents,
    events,
    exports,
    failures,
    health,
    ingesting,
    lint,
    negotiation,
    packets,
    statements,
    timeline,
    topics,
    versions,
)
from app.web.assets import Assets
from app.web.cache import PageCache
from app.web.deps import KEEPING
from app.web.ingesting.desk import Desk
from app.web.journal import MACHINES, Journal, Listener, write_line
from app.web.language import read_tongues
from app.web.lines import Lines
from app.web.render import create_templates
from app.web.security import SecurityHeaders

# A sixth of the time of level 4, for four per cent more.
_ZSTD_LEVEL = 2


@dataclass(frozen=True)
class Watched:
    """How those who run the site can watch it. `metrics`: on `/metrics`; with `of_all`, those of all processes that
    serve it. `telemetry`: OpenTelemetry, sent where the environment says (OTEL_EXPORTER_OTLP_ENDPOINT)."""

    metrics: bool = False
    of_all: bool = False
    telemetry: bool = False


def create_app(engine: Engine, desk: Desk | None = None, watched: Watched | None = None) -> FastAPI:
    """The application on one database. The caller owns the engine and has migrated it, and owns the desk, without which
    nothing can be ingested from the browser."""
    watched = watched or Watched()
    telemetry: TelemetryConfig = {"auto_configure": watched.telemetry, "exclude": _is_asked_by_machines}
    app = FastAPI(title="Annals 编年", docs_url=None, redoc_url=None, openapi_url=None, telemetry=telemetry)
    assets = Assets(folder("static"))
    app.state.engine = engine
    app.state.places = Semaphore(KEEPING)
    app.state.index = keep_index(engine)
    app.state.templates = create_templates(folder("templates"), assets)
    app.add_middleware(CompressMiddleware, minimum_size=1000, zstd_level=_ZSTD_LEVEL)
    watcher = Watcher(engine, app.state.index)
    app.state.index.state = watcher.state
    app.state.lines = Lines(app.state.templates, watcher.state)
    app.add_middleware(PageCache, version=watcher.version)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(negotiation.Languages, tongues=read_tongues(folder("translations")))
    app.add_middleware(Journal, listeners=[write_line, *_meter(app, watcher.version, watched)])
    app.mount("/static", assets, name="static")
    for module in (
        timeline,
        exports,
        packets,
        events,
        documents,
        versions,
        lint,
        statements,
        actors,
        topics,
        about,
        negotiation,
        health,
    ):
        app.include_router(module.router)
    ingesting.register(app, desk)
    failures.register(app)
    return app


def _meter(app: FastAPI, version: Callable[[], object], watched: Watched) -> list[Listener]:
    if not watched.metrics:
        return []
    from app.web import metrics  # an optional library stands behind it

    app.state.metrics = metrics.Metrics(app.state.engine, app.state.index, version, of_all=watched.of_all)
    app.include_router(metrics.router)
    return [app.state.metrics.note]


def _is_asked_by_machines(scope: MutableMapping[str, Any]) -> bool:
    return scope["path"] in MACHINES
