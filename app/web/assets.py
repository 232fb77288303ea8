"""Static files, each under an address that names its content, so that browsers may keep it for ever.

They never change while the server runs: each is compressed once, as small as it gets, for browsers that read Brotli.
"""

from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

import brotli
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import Scope

_TEXTS = (".css", ".js", ".svg")
_FOR_EVER = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """Serves one folder below `prefix`. `url` raises KeyError for a file that is not there."""

    def __init__(self, folder: Path, prefix: str = "/static") -> None:
        super().__init__(directory=folder)
        self._prefix = prefix
        self._folder = folder
        self._packed: dict[str, bytes] = {}
        self._versions = {
            path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()[:12]
            for path in folder.rglob("*")
            if path.is_file()
        }

    def url(self, name: str) -> str:
        return f"{self._prefix}/{name}?v={self._versions[name]}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("v")
        current = self._versions.get(path)
        response.headers["Cache-Control"] = _FOR_EVER if current and asked == [current] else "no-cache"
        if current and path.endswith(_TEXTS) and response.status_code == 200 and scope["method"] == "GET":
            response.headers.add_vary_header("Accept-Encoding")
            return self._pack(path, response) if _reads_brotli(scope) else response
        return response

    def _pack(self, path: str, response: Response) -> Response:
        if path not in self._packed:
            self._packed[path] = brotli.compress((self._folder / path).read_bytes(), quality=11)
        headers = MutableHeaders(raw=list(response.raw_headers))
        headers["Content-Encoding"] = "br"
        headers["Content-Length"] = str(len(self._packed[path]))
        packed = Response(self._packed[path])
        packed.raw_headers = headers.raw
        return packed


def _reads_brotli(scope: Scope) -> bool:
    accepted = Headers(scope=scope).get("accept-encoding", "").replace(" ", "").split(",")
    return any(each == "br" or (each.startswith("br;q=") and each != "br;q=0") for each in accepted)
