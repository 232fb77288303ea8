"""The evidence in a real browser: by mouse, by keys, on a phone, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.extraction import extract
from app.formats import packet
from app.store.tables import document_id
from app.web.app import create_app
from app.web.fragments import fragment_address
from tests.browser.conftest import DESKTOP, PHONE, listen, serving
from tests.web.disputed import COUNTED, PLAN, REPORT, make_disputed_archive
from tests.web.test_fragments import LONG, document

TALKS, SANCTIONS = extract(PLAN).events[0], extract(COUNTED).events[0]
READER = f"/documents/{document_id(REPORT.key)}"
PATHS = [
    f"/events/{TALKS.key}",
    f"/events/{SANCTIONS.key}",
    READER,
    f"{READER}?at=20-30#at",
    f"{READER}/source",
    f"/documents/{document_id(PLAN.key)}/cite/{TALKS.key}",
    "/lint",
]


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = make_disputed_archive(tmp_path_factory.mktemp("disputed"))
    with serving(create_app(engine)) as base:
        yield base
    engine.dispose()


@pytest.fixture
def opened(browser: Browser, disputed: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=disputed, viewport=DESKTOP, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def tab(opened: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may be written to the console as an error."""
    page = opened.new_page()
    complaints = listen(page)
    yield page
    assert complaints == []


@pytest.fixture
def bare(browser: Browser, disputed: str) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(base_url=disputed, viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(browser: Browser, disputed: str, scheme, size) -> None:
    context = browser.new_context(base_url=disputed, viewport=size, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    found = {}
    for path in PATHS:
        page.goto(path)
        # Everything that can be unfolded and switched on is looked at too.
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        for box in page.locator(".switches input").all():
            box.check()
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"], path
        results = Axe().run(page)
        found[path] = [(each["id"], each["nodes"][0]["html"]) for each in results.response["violations"]]
    context.close()
    assert {path: violations for path, violations in found.items() if violations} == {}


def follow_the_conflict(page: Page) -> None:
    page.goto(f"/events/{SANCTIONS.key}")
    page.locator(".told-value.conflicts .value-mark").first.click()
    dispute = page.locator(".dispute:target")
    expect(dispute).to_be_in_viewport()
    dispute.locator(".quote-link").nth(1).click()
    expect(page.locator("#at")).to_be_in_viewport()
    expect(page.locator("#at")).to_have_text("24名")


def test_from_a_mark_of_conflict_to_both_sides_to_the_words(tab: Page) -> None:
    follow_the_conflict(tab)


def test_and_on_a_phone_without_javascript(bare: Page) -> None:
    follow_the_conflict(bare)


def test_a_key_copies_the_citation_of_the_passage(tab: Page) -> None:
    tab.goto(f"/events/{TALKS.key}")
    tab.locator(".evidence-row .quote-link").first.focus()
    tab.keyboard.press("c")
    expect(tab.locator("#copied")).to_have_text("已复制")
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“应美方邀请") and "新华社" in copied and "https://news.example.org/plan-1" in copied


def test_a_key_copies_the_citation_of_the_target_in_the_reader(tab: Page) -> None:
    tab.goto(f"/documents/{document_id(PLAN.key)}#mention-{TALKS.key}")
    tab.keyboard.press("c")
    expect(tab.locator("#copied")).to_have_text("已复制")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("“应美方邀请")


def test_a_click_copies_any_format(tab: Page) -> None:
    tab.goto(f"/documents/{document_id(PLAN.key)}/cite/{TALKS.key}")
    tab.locator("[data-copy=cite-bibtex]").click()
    expect(tab.locator("[data-copy=cite-bibtex]")).to_have_text("已复制")
    assert tab.evaluate("navigator.clipboard.readText()").startswith("@misc{annals-")


def test_brackets_walk_the_passages(tab: Page) -> None:
    tab.goto(READER)
    tab.keyboard.press("]")
    first = tab.evaluate("document.activeElement.id")
    tab.keyboard.press("]")
    tab.keyboard.press("[")
    assert first.startswith("mention-") and tab.evaluate("document.activeElement.id") == first


def switch_on(page: Page, name: str, css: str, style: str) -> tuple[str, str]:
    page.goto(READER)
    look = f"element => getComputedStyle(element).{style}"
    before = page.locator(css).first.evaluate(look)
    page.locator(name).click()
    return before, page.locator(css).first.evaluate(look)


@pytest.mark.parametrize(
    ("name", "css", "style"),
    [
        ("#show-events", "mark.mention", "backgroundColor"),
        ("#show-statements", ".statement-words", "textDecorationLine"),
        ("#show-dates", ".date-words", "outlineStyle"),
        ("#show-people", ".person", "boxShadow"),
        ("#show-unused", "#unused", "display"),
    ],
)
def test_a_switch_changes_what_is_marked(tab: Page, name: str, css: str, style: str) -> None:
    before, after = switch_on(tab, name, css, style)
    assert before != after


def test_switches_and_the_list_of_unused_dates_work_without_javascript(bare: Page) -> None:
    bare.goto(READER)
    expect(bare.locator("#unused")).not_to_be_visible()
    bare.locator("#show-unused").check()
    expect(bare.locator("#unused")).to_be_visible()
    bare.locator(".unused a").first.click()
    expect(bare.locator(".date-words:target")).to_be_in_viewport()


def test_the_packet_of_an_event_is_one_click_and_true(tab: Page, tmp_path: Path) -> None:
    tab.goto(f"/events/{TALKS.key}")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="证据包").click()
    saved = tmp_path / "packet.zip"
    download.value.save_as(saved)
    found = packet.verify(saved.read_bytes())
    assert found.problems == () and found.quotes >= 3


QUOTES = [
    ("a whole clause", "不会重启"),
    ("inside a clause", "三场会谈"),
    (
        "a long sentence",
        "应美方邀请，杨洁篪将同布林肯于3月18日至19日在安克雷奇举行对话，讨论双方关心的一系列重要问题。",
    ),
    ("with a hyphen", "F-16战机"),
    ("across two paragraphs", "我们不会让步。”\n“这是底线"),
]


@pytest.mark.parametrize("words", [words for _, words in QUOTES], ids=[name for name, _ in QUOTES])
def test_a_link_to_the_original_scrolls_to_its_words(opened: BrowserContext, words: str) -> None:
    paragraphs = (
        "双方关系不会重启。他说完就走。",
        f"双方举行了三场会谈，F-16战机来了。{LONG}",
        "他说：“我们不会让步。”",
        "“这是底线。”",
    )
    source = document(*paragraphs, url="https://news.example.org/original")
    start = source.text.index(words)
    address = fragment_address(source, start, start + len(words))
    assert address is not None
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    space = '<div style="height: 4000px"></div>'
    html = f"<!doctype html><html lang='zh-Hans'><meta charset='utf-8'><body>{space}{body}{space}"
    opened.route("https://news.example.org/**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page = opened.new_page()
    page.goto(address)
    page.wait_for_function("scrollY > 3000")
    expect(page.locator("p").first).to_be_in_viewport()
