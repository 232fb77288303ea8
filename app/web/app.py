"""The web application: its parts, in the order a request meets them."""

from fastapi import FastAPI
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
from app.web.ingesting.desk import Desk
from app.web.language import read_tongues
from app.web.render import create_templates
from app.web.security import SecurityHeaders


def create_app(engine: Engine, desk: Desk | None = None) -> FastAPI:
    """The application on one database. The caller owns the engine and has migrated it, and owns the desk, without which
    nothing can be ingested from the browser."""
    app = FastAPI(title="Annals 编年", docs_url=None, redoc_url=None, openapi_url=None)
    assets = Assets(folder("static"))
    app.state.engine = engine
    app.state.index = keep_index(engine)
    app.state.templates = create_templates(folder("templates"), assets)
    app.add_middleware(CompressMiddleware, minimum_size=1000)
    app.add_middleware(PageCache, version=Watcher(engine, app.state.index).version)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(negotiation.Languages, tongues=read_tongues(folder("translations")))
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
