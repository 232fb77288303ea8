"""Static files, each under an address that names its content, so that browsers may keep it for ever."""

from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

_FOR_EVER = "public, max-age=31536000, immutable"


class Assets(StaticFiles):
    """Serves one folder below `prefix`. `url` raises KeyError for a file that is not there."""

    def __init__(self, folder: Path, prefix: str = "/static") -> None:
        super().__init__(directory=folder)
        self._prefix = prefix
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
        return response
