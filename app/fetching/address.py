"""Which addresses may be asked at all. Pure."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx2

from app.errors import RefusedAddress

LONGEST = 2048
PORTS = {"http": (80, 8080), "https": (443, 8443)}
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.?")
# What the C library takes for an address: 127.1, 0x7f.1, 2130706433. RFC 6943, section 3.1.1.
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)\.?")
BLANK = re.compile(r"[\s\\\x00-\x20\x7f]")
GLOBAL_UNICAST = IPv6Network("2000::/3")
# Special blocks that ipaddress takes for public, or did in its older versions: IANA special-purpose registries.
NOT_PUBLIC = tuple(map(IPv6Network, ("2001::/23", "2002::/16", "3fff::/20")))
NOT_PUBLIC_V4 = ("192.0.0.", "192.88.99.")
# RFC 6052: networks without IPv4 show the rest of the world under these.
TRANSLATED = IPv6Network("64:ff9b::/96")


def parse_address(written: str, *, allow_private: bool = False) -> httpx2.URL:
    """The address without its fragment. Raises RefusedAddress for all but plain web addresses.

    `allow_private` allows any port. What a name leads to is checked when it was looked up, not here.
    """
    if len(written) > LONGEST or BLANK.search(written):
        raise RefusedAddress(written[:LONGEST], "this is no web address")
    try:
        url = httpx2.URL(written).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise RefusedAddress(written, "this is no web address") from error
    reason = _what_is_wrong(url, allow_private)
    if reason:
        raise RefusedAddress(written, reason)
    return url


def is_public(address: str) -> bool:
    """An address of the open internet: not private, loopback, link-local, shared, multicast, reserved or a tunnel."""
    number = ip_address(address)
    if isinstance(number, IPv4Address):
        return _is_public_v4(number)
    if number in TRANSLATED:
        return _is_public_v4(IPv4Address(int(number) & 0xFFFFFFFF))
    return number in GLOBAL_UNICAST and number.is_global and not any(number in block for block in NOT_PUBLIC)


def literal_of(host: str) -> IPv4Address | IPv6Address | None:
    """The number that a host is written as, of the whole world and not of one network card; None for a name."""
    try:
        return ip_address(host) if "%" not in host else None
    except ValueError:
        return None


def _what_is_wrong(url: httpx2.URL, allow_private: bool) -> str:
    host = url.raw_host.decode("ascii").lower()
    if url.scheme not in PORTS:
        return "only http and https addresses are fetched"
    if url.userinfo:
        return "addresses with a user name are not fetched"
    if not literal_of(host):
        if not NAME.fullmatch(host):
            return "this is no web address"
        if NUMBER.fullmatch(host.removesuffix(".").rpartition(".")[2]):
            return "a host written as a number in this way is not fetched"
    if url.port not in (None, *PORTS[url.scheme]) and not allow_private:
        return f"port {url.port} is not fetched"
    return ""


def _is_public_v4(number: IPv4Address) -> bool:
    is_special = number.is_multicast or number.is_reserved or str(number).startswith(NOT_PUBLIC_V4)
    return number.is_global and not is_special
