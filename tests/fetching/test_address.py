import socket

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import RefusedAddress
from app.fetching.address import is_public, literal_of, parse_address


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://news.example.org/a?b=c#part", "https://news.example.org/a?b=c"),
        ("http://news.example.org:80/a", "http://news.example.org/a"),
        ("http://news.example.org:8080/a", "http://news.example.org:8080/a"),
        ("https://新闻.example/国际", "https://xn--efvy88h.example/%E5%9B%BD%E9%99%85"),
        ("HTTPS://News.Example.org/A", "https://news.example.org/A"),
        ("http://203.0.114.9/a", "http://203.0.114.9/a"),
        ("http://[2606:4700::1111]/a", "http://[2606:4700::1111]/a"),
        ("https://a_b.example.org/", "https://a_b.example.org/"),
    ],
)
def test_web_addresses_are_asked_without_their_fragment(written: str, asked: str) -> None:
    assert str(parse_address(written)) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "news",
        "//news.example.org/a",
        "file:///etc/passwd",
        "ftp://news.example.org/a",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "data:text/html,a",
        "javascript:alert(1)",
        "http:///a",
        "http://?a",
        "http://user@news.example.org/",
        "http://user:word@news.example.org/",
        "http://news.example.org@127.0.0.1/",
        "http://news.example.org\\@127.0.0.1/",
        "http://news.example.org /a",
        "http://news.example.org/a\nHost: b",
        "http://news..example.org/",
        "http://-news.example.org/",
        "http://ne%77s.example.org/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://127.0.0.08/",
        "http://1.2.3.4.5/",
        "http://１２７.0.0.1/",
        "http://①②⑦.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "http://[::1/",
        "http://news.example.org:22/",
        "http://news.example.org:6379/",
        "http://news.example.org:443/",
        "http://news.example.org:99999/",
        "http://news.example.org:port/",
        "https://news.example.org/" + "a" * 3000,
    ],
)
def test_all_others_are_refused_with_a_reason(written: str) -> None:
    with pytest.raises(RefusedAddress) as error:
        parse_address(written)
    assert error.value.reason


PIECES = (
    *("http://", "https://", "//", "\\", "@", ":", ".", "。", "/", "#", "?", "-", "%", "80", "新闻", "a.com", "xn--"),
    *("127.0.0.1", "0x7f", "2130706433", "0177", "１２７", "①", "%31", "[::1]"),
)


@given(st.lists(st.sampled_from(PIECES) | st.characters(), min_size=1, max_size=9).map("".join))
@example("http://1\u3002a.com")
def test_whatever_is_written_is_refused_or_a_name_or_a_plain_number(written: str) -> None:
    try:
        url = parse_address(f"http://{written}")
    except RefusedAddress:
        return
    assert str(parse_address(str(url))) == str(url)
    host = url.raw_host.decode("ascii")
    if literal_of(host) is None:
        with pytest.raises(OSError):
            socket.inet_aton(host)  # which takes 127.1 and 0x7f.1 for numbers


def test_any_port_is_asked_where_private_addresses_may_be() -> None:
    assert parse_address("http://127.0.0.1:5000/a", allow_private=True).port == 5000


@pytest.mark.parametrize(
    "number", ["203.0.114.9", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "64:ff9b::808:808"]
)
def test_the_open_internet(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",  # shared by a provider's customers
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",  # where clouds tell their secrets
        "172.16.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_what_is_no_part_of_it(number: str) -> None:
    assert not is_public(number)
