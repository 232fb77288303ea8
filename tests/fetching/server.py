"""A server on this machine that answers as it is told, and remembers what it was asked."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from app.fetching import Fetcher
from app.fetching.fetcher import Limits


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Answers = dict[str, Answer | Callable[[], Answer]]


@dataclass
class Server:
    """`answers` by path; what has none is 404. `asked` are the paths in the order they were asked for, with headers."""

    address: str
    answers: Answers
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serving(answers: Answers, certificate: Path | None = None) -> Iterator[Server]:
    """`certificate` holds key and certificate of a server that speaks TLS."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = server.answers.get(self.path, Answer(status=404))
            answer = answer if isinstance(answer, Answer) else answer()
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)
            except OSError:
                pass  # the other side had heard enough

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
            http.socket = context.wrap_socket(http.socket, server_side=True, do_handshake_on_connect=False)
        server = Server(f"{scheme}://127.0.0.1:{http.server_address[1]}", answers)
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def hasty(*, seconds: float = 10.0, most: int = 1024 * 1024) -> Fetcher:
    """A fetcher that may ask this machine and waits for nobody."""
    return Fetcher(allow_private=True, limits=Limits(seconds=seconds, delay=0.0, bytes=most))
