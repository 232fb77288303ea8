"""`annals serve` as a process of its own: what it says, how it can be watched, and how it stops."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@dataclass
class Served:
    """`errors` is what it wrote on standard error, known when it has ended."""

    process: subprocess.Popen[str]
    address: str
    errors: str = ""
    ended: int | None = None

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.ended is None:
            self.process.send_signal(number)
            _, self.errors = self.process.communicate(timeout=60)
            self.ended = self.process.returncode

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.errors.splitlines()]


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "app", "serve", "--port", "0", *options]
    variables = {**os.environ, "PYTHONUNBUFFERED": "1", "ANNALS_DATABASE_URL": f"sqlite:///{folder}/annals.db"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=variables | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    served = Served(process, process.stdout.readline().split()[2])
    try:
        yield served
    finally:
        served.stop()


def test_each_request_is_one_json_line_that_names_nobody_and_nothing(tmp_path: Path) -> None:
    with serving(tmp_path, "--log", "json") as served:
        for path in ("/timeline?q=%E7%A7%98%E5%AF%86", "/events/secret", "/secret", "/healthz"):
            served.get(path, {"X-Request-ID": "from-the-proxy", "User-Agent": "secret"})
        served.get("/static/app.css")
        served.stop()
        told = served.lines
    assert [(each["method"], each["route"], each["status"]) for each in told] == [
        ("GET", "/timeline", 200),
        ("GET", "/events/{id}", 404),
        ("GET", "-", 404),
        ("GET", "/static", 200),
    ]
    assert [each["request_id"] for each in told[:3]] == ["from-the-proxy"] * 3
    assert re.fullmatch("[0-9a-f]{16}", str(told[3]["request_id"]))
    assert all(isinstance(each["ms"], float) and each["level"] == "info" for each in told)
    assert not re.search("secret|秘密|%E7|127.0.0.1", served.errors)


@pytest.mark.parametrize(("log", "lines"), [("human", 1), ("off", 0)])
def test_people_get_lines_or_none(log: str, lines: int, tmp_path: Path) -> None:
    with serving(tmp_path, ANNALS_LOG=log) as served:
        served.get("/timeline")
    found = re.findall(r"^[\d-]+ [\d:]+ INFO GET /timeline 200 [\d.]+ ms [0-9a-f]{16}$", served.errors, re.M)
    assert (len(found), len(served.errors.splitlines())) == (lines, lines)


@pytest.mark.parametrize(("number", "workers"), [(signal.SIGTERM, "1"), (signal.SIGINT, "1"), (signal.SIGTERM, "2")])
def test_a_signal_ends_it_in_good_order(number: int, workers: str, tmp_path: Path) -> None:
    with serving(tmp_path, "--log", "off", "--workers", workers) as served:
        assert served.get("/timeline")[0] == 200
        served.stop(number)
    assert (served.ended, served.errors) == (0, "")


def test_who_is_slow_to_ask_is_not_waited_for(tmp_path: Path) -> None:
    with serving(tmp_path, "--log", "off", "--stop-within", "1") as served:
        served.get("/healthz")
        port = int(served.address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as idle:
            idle.sendall(b"POST /language HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nto=")
            time.sleep(0.5)
            began = time.monotonic()
            served.stop()
    assert time.monotonic() - began < 10
    assert served.ended == 0


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    with serving(tmp_path, "--log", "off", "--workers", "2", "--metrics") as served:
        before = served.get("/timeline")[0]
        children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text("utf-8").split()
        workers = [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
        os.kill(workers[0], signal.SIGKILL)
        after = [served.get("/timeline")[0] for _ in range(20)]
    assert len(workers) == 2
    assert (before, set(after)) == (200, {200})


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    with serving(tmp_path, "--log", "off", "--workers", "2") as served:
        served.get("/timeline")
        served.stop(signal.SIGKILL)
        assert eventually(lambda: not answers(served.address))


def test_prometheus_hears_of_all_processes(tmp_path: Path) -> None:
    with serving(tmp_path, "--metrics", "--workers", "2", "--log", "off") as served:
        for _ in range(30):
            served.get("/about")
        status, text = served.get("/metrics")
    assert status == 200
    assert 'annals_requests_total{method="GET",route="/about",status="200"} 30.0' in text


def test_prometheus_is_only_told_when_that_is_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path, "--log", "off") as served:
        assert served.get("/metrics")[0] == 404


@dataclass
class Collector:
    """Takes what is sent to it, as a collector of OpenTelemetry would."""

    paths: list[str] = field(default_factory=list)
    sent: bytes = b""


@contextmanager
def collecting() -> Iterator[tuple[str, Collector]]:
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.paths.append(self.path)
            collector.sent += self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", collector
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("options", "is_sent"), [(["--telemetry"], True), ([], False)])
def test_telemetry_is_sent_only_when_that_is_asked_for(options: list[str], is_sent: bool, tmp_path: Path) -> None:
    with collecting() as (address, collector):
        variables = {"OTEL_EXPORTER_OTLP_ENDPOINT": address, "OTEL_EXPORTER_OTLP_COMPRESSION": "none"}
        with serving(tmp_path, "--log", "off", *options, **variables) as served:
            served.get("/about")
            served.get("/healthz")
    assert ("/v1/traces" in collector.paths) == is_sent
    assert (b"GET /about" in collector.sent) == is_sent
    assert b"/healthz" not in collector.sent


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return True
    except OSError:
        return False


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 20
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
