"""`/metrics` for Prometheus: requests, kept pages, the archive, the index. Needs the extra `metrics`."""

from collections.abc import Callable, Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.store.engine import open_session
from app.store.facet_index import FacetIndex
from app.store.stock import Stock, take_stock
from app.web.journal import Answered

router = APIRouter()

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24)
# Whatever a client may send as its method, there are few lines.
_METHODS = {"GET", "HEAD", "POST"}


class Metrics:
    """`version` tells in which state the database is, None when nobody can tell. With `of_all` the requests of all
    processes are told of, whichever is asked: they write to the folder that PROMETHEUS_MULTIPROC_DIR names."""

    def __init__(self, engine: Engine, index: FacetIndex, version: Callable[[], object], *, of_all: bool) -> None:
        own = None if of_all else CollectorRegistry()
        self._own = own
        self._archive = _Archive(engine, index, version)
        self._requests = Counter(
            "annals_requests", "Requests that were answered.", ("method", "route", "status"), registry=own
        )
        self._seconds = Histogram(
            "annals_request_seconds", "How long answers took.", ("route",), buckets=_SECONDS, registry=own
        )
        self._pages = Counter(
            "annals_pages", "Pages by whether they were kept from before or made anew.", ("from",), registry=own
        )

    def note(self, answered: Answered) -> None:
        method = answered.method if answered.method in _METHODS else "other"
        self._requests.labels(method, answered.route, answered.status).inc()
        self._seconds.labels(answered.route).observe(answered.seconds)
        if answered.page:
            self._pages.labels(answered.page).inc()

    def tell(self) -> bytes:
        asked = CollectorRegistry()
        if self._own is None:
            MultiProcessCollector(asked)  # type: ignore[no-untyped-call]
        else:
            asked.register(self._own)
        asked.register(self._archive)
        return generate_latest(asked)


class _Archive(Collector):
    """Counted when it is asked for, and only when somebody wrote since."""

    def __init__(self, engine: Engine, index: FacetIndex, version: Callable[[], object]) -> None:
        self._engine = engine
        self._index = index
        self._version = version
        self._counted: tuple[object, Stock] | None = None

    def collect(self) -> Iterator[Metric]:
        loaded = float(self._index.is_loaded)
        yield GaugeMetricFamily("annals_index_loaded", "1: the index answers; 0: plain SQL does.", loaded)
        yield GaugeMetricFamily("annals_index_loading", "1: the index is being read.", float(self._index.is_building))
        try:
            stock = self._count()
        except DBAPIError:
            yield GaugeMetricFamily("annals_database_up", "1: the database answers.", 0.0)
            return
        yield GaugeMetricFamily("annals_database_up", "1: the database answers.", 1.0)
        yield GaugeMetricFamily("annals_documents", "Documents in the archive.", float(stock.documents))
        yield GaugeMetricFamily("annals_events", "Events in the archive.", float(stock.events))
        yield CounterMetricFamily("annals_ingests", "Runs of ingest that came to their end.", float(stock.ingests))
        if stock.ingested_at:
            seconds = stock.ingested_at.timestamp()
            yield GaugeMetricFamily("annals_last_ingest_timestamp_seconds", "When the last one ended.", seconds)

    def _count(self) -> Stock:
        version = self._version()
        if self._counted is None or version is None or self._counted[0] != version:
            with open_session(self._engine) as session:
                self._counted = version, take_stock(session)
        return self._counted[1]


@router.get("/metrics")
def show_metrics(request: Request) -> Response:
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.tell(), media_type=CONTENT_TYPE_PLAIN_0_0_4)
