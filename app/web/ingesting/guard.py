"""Who may send documents: this site's own pages, and programs that are no browser. No other site may make a reader's
browser do it (cross-site request forgery), nor pretend to be this one (DNS rebinding)."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from app.sentences import sentence

# Names that nobody can buy and let point to this machine: RFC 6761, 6762, 8375, ICANN's .internal, and single words.
_LOCAL = re.compile(r"(?:[^.]+\.)*(?:localhost|local|lan|home\.arpa|internal|test)\.?|[^.]+")
_REASON = sentence("这个请求不是从本站的页面发出的，没有执行。请回到收录页面再试；通过网络访问时请用 https。")


def check_same_origin(request: Request) -> None:
    """Raises HTTPException 403.

    Browsers tell where a request comes from in Sec-Fetch-Site, but only over https and on this machine, where the name
    of the server is proven; else in Origin, which a rebound name would match too. Who sends neither is no browser.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        allowed = site == "same-origin"
    elif origin is not None:
        host = request.headers.get("Host", "")
        allowed = urlsplit(origin).netloc.lower() == host.lower() and (_is_proven(host) or _is_secure(request))
    else:
        allowed = True
    if not allowed:
        raise HTTPException(403, _REASON)


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _is_proven(host: str) -> bool:
    """A number, or a name that only means something within this network."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        ip_address(name)
    except ValueError:
        return _LOCAL.fullmatch(name) is not None
    return True
