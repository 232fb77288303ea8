"""Which language a page is in, how a reader changes it, and that it is in no other."""

import re
from collections.abc import Iterator

import opencc
import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from fastapi.testclient import TestClient

from app.store.tables import document_id
from app.web.language import Language
from app.web.negotiation import preferred
from tests.web.specimens import MEETING, REPORT, TALKS

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
HAN = re.compile(r"[\u3400-\u9fff]+")
WORDED = ("title", "aria-label", "aria-valuetext", "placeholder", "alt", "data-slot", "data-unit", "data-copied")
DOCUMENT = document_id(REPORT.key)
PAGES = [
    "/timeline",
    "/timeline?actor=美国&actor.not=拜登&q=制裁&type=PARTY&to=x&place=安克雷奇",
    "/timeline?q=外星人&status=denied&from=2021-03-01",
    "/timeline?q=Biden&known=2021-03-20&sort=reported&show=all",
    "/timeline?view=lanes&actor=美国&actor=中国&show=all",
    "/timeline?view=lanes",
    "/timeline?view=matrix&show=all",
    "/timeline?undated=1",
    "/timeline?actor=某人&topic=外交&precision=day",
    f"/events/{MEETING.id}",
    f"/events/{MEETING.id}?view=show%3Dall",
    "/events/nothing",
    f"/documents/{DOCUMENT}",
    f"/documents/{DOCUMENT}?at=0-4&unheld=1",
    f"/documents/{DOCUMENT}/source",
    f"/documents/{DOCUMENT}/cite/{TALKS.key}",
    "/documents/nothing",
    "/statements",
    "/statements?speaker=崔天凯&kind=direct&q=期待",
    "/statements?speaker=某人",
    "/actors",
    "/actors?q=某人",
    "/actors?kind=country&country=美国",
    "/actors/美国",
    "/actors/拜登",
    "/actors/某某某",
    "/topics",
    "/topics?q=外星人",
    "/topics/外交",
    "/topics/没有的主题",
    "/lint",
    "/about",
    "/nowhere",
]


def soup(site: TestClient, address: str, language: str) -> BeautifulSoup:
    site.cookies.clear()
    return BeautifulSoup(site.get(address, headers={"Accept-Language": language}).text, "lxml")


def own_texts(page: BeautifulSoup) -> Iterator[str]:
    """The words of the page itself: outside of all elements that are said to be in a language of their own."""
    for text in page.body.find_all(string=True) if page.body else ():
        parents = [parent for parent in text.parents if isinstance(parent, Tag)]
        if type(text) is not NavigableString or any(each.name in ("script", "style") for each in parents):
            continue
        if not any(each.get("lang") for each in parents if each.name != "html"):
            yield text.strip()


def data_texts(page: BeautifulSoup) -> str:
    """The words of the archive, and what the reader typed."""
    marked = [element.get_text() for element in page.select("body [lang]")]
    typed = [str(element.get("value", "")) for element in page.select("input")]
    return " ".join([*marked, *typed])


def own_attributes(page: BeautifulSoup) -> Iterator[str]:
    """Words in attributes that are not the archive's; where an element is in its language, so are they."""
    data = data_texts(page)
    for element in page.find_all(True):
        for name in WORDED:
            found = HAN.findall(str(element.get(name, "")))
            if found and not (element.name != "html" and str(element.get("lang", "")).startswith("zh")):
                yield from (words for words in found if words not in data)


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_has_chinese_only_where_it_says_so(site: TestClient, address: str) -> None:
    page = soup(site, address, "en")
    assert page.html and page.html["lang"] == "en"
    assert [text for text in own_texts(page) if CHINESE.search(text)] == []
    assert list(own_attributes(page)) == []


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("language", "table"), [("zh-Hant", "s2tw"), ("zh-Hans", "t2s")])
def test_a_chinese_page_is_in_its_own_script(site: TestClient, address: str, language: str, table: str) -> None:
    page = soup(site, address, language)
    assert page.html and page.html["lang"] == language
    convert = opencc.OpenCC(table).convert
    kept = ("了解",) if table == "s2tw" else ()
    own = [text for text in own_texts(page) if not any(each in text for each in kept)]
    foreign = [text for text in own if convert(text) != text]
    if language == "zh-Hans":
        # A page in the language of the archive does not mark each name.
        foreign = [text for text in foreign if text not in data_texts(page)]
    assert foreign == []


@pytest.mark.parametrize(
    "address", ["/statements", "/actors", "/topics", "/actors/崔天凯", "/topics/中美关系", "/lint"]
)
def test_pages_of_what_was_said_are_in_english_too(speeches: TestClient, address: str) -> None:
    page = soup(speeches, address, "en")
    assert [text for text in own_texts(page) if CHINESE.search(text)] == []
    assert list(own_attributes(page)) == []


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "zh-Hans"),
        ("*", "zh-Hans"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW,zh;q=0.9,en-US;q=0.8", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("en-US,en;q=0.9", "en"),
        ("en;q=0.3, zh-TW;q=0.7", "zh-Hant"),
        ("zh;q=0, en;q=0.1", "en"),
        ("fr-FR,fr;q=0.9", "en"),
        ("de, zh-CN;q=0.5", "zh-Hans"),
        (";;q=,,zh-TW;q=much", "en"),
    ],
)
def test_the_browser_is_answered_in_the_language_that_it_prefers(accepted: str | None, language: str) -> None:
    assert preferred(accepted) == language


def test_a_choice_outlasts_what_the_browser_prefers(site: TestClient) -> None:
    site.cookies.clear()
    page = {"referer": "http://testserver/timeline?actor=%E7%BE%8E%E5%9B%BD&lang=en"}
    answer = site.post("/language", data={"lang": "zh-Hant", "to": "/about"}, headers=page, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/timeline?actor=%E7%BE%8E%E5%9B%BD"
    assert BeautifulSoup(site.get("/about", headers={"Accept-Language": "en"}).text, "lxml").html["lang"] == "zh-Hant"
    site.cookies.clear()


@pytest.mark.parametrize(
    ("to", "referer", "location"),
    [
        ("/actors?q=a", "", "/actors?q=a"),
        ("//evil.example/x", "", "/timeline"),
        ("/\\evil.example", "", "/timeline"),
        ("https://evil.example/x", "", "/timeline"),
        ("/about", "https://evil.example/x", "/about"),
        ("", "http://testserver//evil.example", "/evil.example"),
        ("", "", "/timeline"),
    ],
)
def test_the_switch_leads_to_no_other_site(site: TestClient, to: str, referer: str, location: str) -> None:
    headers = {"referer": referer} if referer else {}
    answer = site.post("/language", data={"lang": "en", "to": to}, headers=headers, follow_redirects=False)
    assert answer.headers["location"] == location
    site.cookies.clear()


def test_a_wrong_choice_changes_nothing(site: TestClient) -> None:
    answer = site.post("/language", data={"lang": "tlh"}, follow_redirects=False)
    assert answer.status_code == 303 and "set-cookie" not in answer.headers


def test_the_switch_names_each_language_and_the_present_one(site: TestClient) -> None:
    buttons = soup(site, "/timeline?actor=美国", "en").select(".languages button")
    assert [(each["value"], each["lang"], each.text) for each in buttons] == [
        ("zh-Hans", "zh-Hans", "简体"),
        ("zh-Hant", "zh-Hant", "繁體"),
        ("en", "en", "English"),
    ]
    assert [each["value"] for each in buttons if each.get("aria-current")] == ["en"]


def test_an_address_can_name_its_language_and_is_canonical_without(site: TestClient) -> None:
    site.cookies.clear()
    answer = site.get("/timeline?status=denied&lang=en", headers={"Accept-Language": "zh-CN"})
    page = BeautifulSoup(answer.text, "lxml")
    assert (
        page.html["lang"] == "en"
        and page.select_one("link[rel=canonical]")["href"] == "http://testserver/timeline?status=denied"
    )
    assert page.select_one(".notices") is None
    assert "lang=en" in answer.headers["set-cookie"]
    site.cookies.clear()


def test_caches_are_told_what_an_answer_depends_on(site: TestClient) -> None:
    for headers in ({}, {"HX-Request-Type": "partial"}):
        answer = site.get("/timeline", headers={"Accept-Language": "en", **headers})
        assert {"Accept-Language", "Cookie", "HX-Request-Type"} <= set(re.split(", *", answer.headers["vary"]))
        assert answer.headers["content-language"] == "en"


def test_a_fragment_is_in_the_language_of_its_page(site: TestClient) -> None:
    asked = {"Accept-Language": "en", "HX-Request-Type": "partial"}
    assert "quotes" in site.get("/timeline", headers=asked).text


def test_files_speak_chinese_unless_their_address_says_otherwise(site: TestClient) -> None:
    asked = {"Accept-Language": "en", "Cookie": "lang=en"}
    assert "状态：已否认 · 编年" in site.get("/timeline.atom?status=denied", headers=asked).text
    feed = site.get("/timeline.atom?status=denied&lang=en")
    assert "Status: Denied · Annals" in feed.text and "lang=en" in feed.text
    assert "cookie" not in feed.headers.get("vary", "").lower()
    assert "X-WR-CALNAME:Status: Denied" in site.get("/timeline.ics?status=denied&lang=en").text.replace("\\", "")
    page = soup(site, "/timeline?status=denied", "en")
    assert {"/timeline.atom?status=denied&lang=en", "/timeline.ics?status=denied&lang=en"} <= {
        str(link["href"]) for link in page.select("a[href], link[href]")
    }


def test_errors_speak_the_language_of_the_reader(site: TestClient) -> None:
    assert "There is no such page" in site.get("/nowhere", headers={"Accept-Language": "en"}).text
    assert "沒有這個頁面" in site.get("/nowhere", headers={"Accept-Language": "zh-TW"}).text


def test_names_stay_and_have_their_english_form_beside(site: TestClient) -> None:
    names = [
        " ".join(element.text.split()) for element in soup(site, "/timeline", "en").select("#facet-actor .facet-label")
    ]
    assert "拜登 Joe Biden" in names
    assert "拜登" in [each.text for each in soup(site, "/timeline", "zh-TW").select("#facet-actor .facet-label")]


def test_every_language_has_its_tag() -> None:
    assert [str(each) for each in Language] == ["zh-Hans", "zh-Hant", "en"]
