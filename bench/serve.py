"""How many requests a second one server answers: pages made anew, pages it has kept, and 304.

    annals synth 10000                                  # into the database that DATABASE_URL names
    python bench/serve.py sqlite:////tmp/annals.db [--requests 400] [--clients 8] [--ingest seeds]

Starts `annals serve` as a process of its own. Prints requests by second of the clock and by second of the server's
processor (which a busy machine changes less), and how long requests took. `--ingest` reads while that folder is
ingested, which writes into the database: give it a copy.
"""

import argparse
import asyncio
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice, takewhile
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from urllib.parse import urlsplit

import httpx2 as httpx

from app.store.engine import make_engine, open_session
from bench.filters import KINDS, list_targets, take_stock

_FIXED = "/timeline?topic=%E5%A4%96%E4%BA%A4"
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database")
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--ingest", metavar="FOLDER")
    arguments = parser.parse_args()
    engine = make_engine(arguments.database)
    with open_session(engine) as session:
        stock = take_stock(session)
    engine.dispose()
    each = -(-arguments.requests // len(KINDS))
    anew = [target for name in KINDS for target in list_targets(name, stock, each)]
    with _serving(arguments.database) as (base, server):
        _wait_for_index(base)
        etag = httpx.get(base + _FIXED, timeout=600).headers["ETag"]
        many = list(islice(cycle([_FIXED]), 5 * arguments.requests))
        for name, targets, headers in (
            ("made anew", anew, {}),
            ("kept", many, {}),
            ("304", many, {"If-None-Match": etag}),
        ):
            print(_measured(name, base, server, targets, headers, arguments.clients))
        if arguments.ingest:
            command = [sys.executable, "-m", "app", "ingest", arguments.ingest]
            writer = subprocess.Popen(command, env=_environment(arguments.database), stdout=subprocess.DEVNULL)
            while_writing = takewhile(lambda target: writer.poll() is None, cycle(anew))
            print(_measured("while an ingest writes", base, server, while_writing, {}, arguments.clients))
            print(f"the ingest ended with {writer.wait()}")


def _measured(name: str, base: str, server: int, targets: Iterable[str], headers: dict[str, str], clients: int) -> str:
    began, used = perf_counter(), _processor(server)
    took, failed = asyncio.run(_ask(base, targets, headers, clients))
    seconds, used = perf_counter() - began, _processor(server) - used
    took.sort()
    return (
        f"{name:24}{len(took) / seconds:8.0f} a second{len(took) / max(used, 1 / _TICKS):8.0f} a processor second"
        f"   ms p50 {1000 * median(took):.0f}, p99 {1000 * took[int(0.99 * len(took))]:.0f}; {failed} failed"
    )


async def _ask(base: str, targets: Iterable[str], headers: dict[str, str], clients: int) -> tuple[list[float], int]:
    """Each client keeps one connection. Written by hand, as any library takes longer than the server for kept pages."""
    address, waiting, took, failed = urlsplit(base), iter(targets), [], 0
    sent = {"Host": address.netloc, "Accept-Encoding": "gzip, br, zstd", **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())

    async def client() -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection(address.hostname, address.port)
        for target in waiting:
            began = perf_counter()
            writer.write(f"GET {target} HTTP/1.1\r\n{head}\r\n".encode("ascii"))
            try:
                status = await _read(reader)
            except (asyncio.IncompleteReadError, ConnectionError):
                status = 0
                reader, writer = await asyncio.open_connection(address.hostname, address.port)
            took.append(perf_counter() - began)
            failed += status not in (200, 304)
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return took, failed


async def _read(reader: asyncio.StreamReader) -> int:
    """The status of an answer, all of which is read."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if length := re.search(rb"\r\ncontent-length: (\d+)", head):
        await reader.readexactly(int(length[1]))
    while b"\r\ntransfer-encoding: chunked" in head:
        size = int(await reader.readuntil(b"\r\n"), 16)
        await reader.readexactly(size + 2)
        if size == 0:
            break
    return int(head[9:12])


@contextmanager
def _serving(database: str) -> Iterator[tuple[str, int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=_environment(database), stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None, "the server did not start"
        while True:
            try:
                httpx.get(f"{found[0]}/healthz", timeout=60).raise_for_status()
                break
            except httpx.TransportError:
                sleep(0.1)
        yield found[0], server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_for_index(base: str) -> None:
    while httpx.get(f"{base}/readyz", timeout=60).json()["index"] == "loading":
        sleep(0.1)


def _environment(database: str) -> dict[str, str]:
    return {**os.environ, "ANNALS_DATABASE_URL": database, "ANNALS_LOG": "off"}


def _processor(process: int) -> float:
    """Seconds of processor that a process has used, as Linux counts them."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    main()
