"""What a server says of the version of a page, and how to ask it for a newer one: RFC 9110, section 13.1."""

from dataclasses import dataclass

import httpx2

NOT_MODIFIED = 304


@dataclass(frozen=True)
class Version:
    """The headers ETag and Last-Modified as they came, and the SHA-256 of the document that came of the page."""

    etag: str = ""
    modified: str = ""
    sha256: str = ""

    @property
    def is_told(self) -> bool:
        return bool(self.etag or self.modified)

    def ask_for_newer(self, request: httpx2.Request) -> None:
        if self.etag:
            request.headers["If-None-Match"] = self.etag
        if self.modified:
            request.headers["If-Modified-Since"] = self.modified


def version_of(answer: httpx2.Response) -> Version:
    return Version(str(answer.headers.get("ETag", "")), str(answer.headers.get("Last-Modified", "")))
