# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/annals
WORKDIR /build
# The libraries change less often than the program: their layer is kept.
COPY requirements.lock ./
RUN /opt/annals/bin/pip install -r requirements.lock
COPY pyproject.toml README.md LICENSE requirements-dev.lock ./
COPY app ./app
COPY migrations ./migrations
COPY static ./static
COPY templates ./templates
COPY translations ./translations
# With PostgreSQL, Prometheus, OpenTelemetry and Dask, in the versions that the tests ran with; nothing else of that lock.
RUN /opt/annals/bin/pip install -c requirements-dev.lock ".[dask,metrics,postgres,telemetry]"

FROM python:3.13-slim
LABEL org.opencontainers.image.title="Annals 编年" org.opencontainers.image.licenses="MIT"
RUN useradd --uid 10001 --create-home --home-dir /home/annals annals \
    && install -d -o annals -g annals /data
COPY --from=build /opt/annals /opt/annals
COPY seeds /seeds
# Nothing outside /data is written: the container also runs with --read-only.
ENV PATH=/opt/annals/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/annals.db \
    ANNALS_HOST=0.0.0.0 \
    ANNALS_PORT=8000
USER annals
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f\"http://127.0.0.1:{os.environ['ANNALS_PORT']}/healthz\", timeout=4)"]
ENTRYPOINT ["annals"]
CMD ["serve"]
