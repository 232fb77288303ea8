import pytest

from app.errors import LexiconError
from app.reading.publishers import find_by_host, find_by_name, parse_publishers, without_site


@pytest.mark.parametrize(
    ("host", "name", "zone"),
    [
        ("www.zaobao.com", "联合早报", "Asia/Singapore"),
        ("www.rfi.fr", "法国国际广播电台", "Europe/Paris"),
        ("www.bbc.com", "BBC中文", "Europe/London"),
        ("cn.reuters.com", "路透中文", "Asia/Shanghai"),
        ("www.reuters.com", "路透社", "Europe/London"),
        ("mp.weixin.qq.com", "微信公众号", "Asia/Shanghai"),
        ("news.qq.com:8080", "腾讯网", "Asia/Shanghai"),
        ("WWW.CNA.COM.TW", "中央社", "Asia/Taipei"),
    ],
)
def test_a_host_leads_to_its_publisher_by_the_longest_suffix(host: str, name: str, zone: str) -> None:
    found = find_by_host(host)
    assert found is not None
    assert (found.name, found.zone) == (name, zone)


@pytest.mark.parametrize("host", ["notzaobao.com", "com", "", "example.org", "zaobao.com.evil.org"])
def test_a_strange_host_leads_nowhere(host: str) -> None:
    assert find_by_host(host) is None


def test_a_publisher_is_known_by_its_other_names() -> None:
    names = ("(臺)中央社CNA", "中央社", "法广", "第一财经研究院")
    found = [publisher.name for name in names if (publisher := find_by_name(name))]
    assert found == ["中央社", "中央社", "法国国际广播电台", "第一财经研究院"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("zaobao.com\t联合早报\tAsia/Singapore", "columns"),
        ("zaobao\t联合早报\tAsia/Singapore\thans", "no host name"),
        ("zaobao.com\t\tAsia/Singapore\thans", "name is missing"),
        ("zaobao.com\t联合早报\tAsia/Atlantis\thans", "no IANA time zone"),
        ("zaobao.com\t联合早报\tAsia/Singapore\tlatin", "latin"),
        ("a.com\t甲\tAsia/Tokyo\tja\na.com\t乙\tAsia/Tokyo\tja", "line 2 already"),
    ],
)
def test_a_wrong_line_is_named_by_its_number(line: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as caught:
        parse_publishers(f"# host\tname\n{line}\n")
    assert caught.value.line == 1 + len(line.split("\n"))


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("密谋攻击白宫 – 法国国际广播电台 - RFI", "密谋攻击白宫"),
        ("港府谴责非法集结 | 路透", "港府谴责非法集结"),
        ("双方皆对成果不表期待 - 要闻解说", "双方皆对成果不表期待 - 要闻解说"),
        ("德国之声 | 制裁14名官员", "德国之声 | 制裁14名官员"),
        ("中国-东盟", "中国-东盟"),
        ("关于调整余额的决议__2007年第23号公报_中国政府网", "关于调整余额的决议"),
        ("甲_乙_丙", "甲_乙_丙"),
    ],
)
def test_only_the_names_of_sites_are_cut_from_a_title(title: str, headline: str) -> None:
    assert without_site(title) == headline
