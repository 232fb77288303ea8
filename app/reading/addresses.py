"""Addresses of documents: the one to link to, and the one form that names a document for ever."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

ARCHIVE = re.compile(
    r"^https?://(?:web\.archive\.org/web/\d{4,14}[a-z_]*|archive\.(?:org|is|ph|today)/\d{8,14})/(?=https?://)"
)
WEB = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?(?=[/?#]|$)")
TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|spm|from|fbclid|gclid|ref|source)=[^&]*")


def original_address(url: str) -> str | None:
    """The address without the archive that kept a copy; None when it is no web address."""
    url = ARCHIVE.sub("", url.strip())
    return url if WEB.match(url) else None


def canonical_address(url: str) -> str:
    """Without what does not change the page: scheme, case of the host, double slashes, fragment, tracking."""
    parts = urlsplit(url)
    path = re.sub(r"/{2,}", "/", parts.path) or "/"
    query = TRACKING.sub("", parts.query).lstrip("&")
    return urlunsplit(("https", parts.netloc.lower(), path, query, ""))


def host_of(url: str) -> str:
    return split_address(url).netloc.lower()


def split_address(url: str) -> SplitResult:
    """Empty parts for what is no address, such as one with a stray bracket."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
