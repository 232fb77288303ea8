"""Statements, actors and topics in a real browser: by mouse, by keyboard, on a phone, without scripts."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.web.app import create_app
from tests.browser.conftest import DESKTOP, PHONE, listen, serving
from tests.speeches import make_speeches

PATHS = [
    "/statements",
    "/statements?speaker=崔天凯&q=期待",
    "/statements?speaker=崔天楷&kind=mixed&nothing=1",
    "/actors",
    "/actors?q=Sulivan",
    "/actors/美国",
    "/actors/崔天凯",
    "/actors/崔天楷",
    "/topics",
    "/topics/中美关系",
    "/topics/中美",
]


@pytest.fixture(scope="module")
def speeches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    engine = make_speeches(tmp_path_factory.mktemp("speeches"))
    with serving(create_app(engine)) as base:
        yield base
    engine.dispose()


@pytest.fixture
def page(browser: Browser, speeches: str) -> Iterator[Page]:
    """A page on which nothing may be written to the console as an error."""
    context = browser.new_context(base_url=speeches, viewport=DESKTOP, locale="zh-CN")
    opened = context.new_page()
    complaints = listen(opened)
    yield opened
    context.close()
    assert complaints == []


def query(page: Page) -> str:
    return unquote(page.url).partition("?")[2]


def test_choosing_speaker_kind_and_day(page: Page) -> None:
    page.goto("/statements")
    expect(page.locator(".said")).to_have_count(5)
    page.get_by_role("checkbox", name="拜登").click()
    expect(page.locator(".said")).to_have_count(2)
    page.get_by_role("checkbox", name="转述").click()
    expect(page.locator(".said-words")).to_have_text(["2020年的大选已经过去"])
    expect(page.locator("#count")).to_contain_text("1 条言论")
    assert query(page) == "kind=indirect&speaker=拜登"
    page.go_back()
    expect(page.locator(".said")).to_have_count(2)
    page.go_back()
    expect(page.locator(".said")).to_have_count(5)
    page.go_forward()
    expect(page.get_by_role("checkbox", name="拜登")).to_be_checked()
    page.get_by_role("link", name="去掉条件：发言者：拜登").click()
    expect(page.locator(".said")).to_have_count(5)
    page.get_by_label("从", exact=True).fill("2021-03-17")
    page.wait_for_url(lambda url: "from=2021-03-17" in url)
    page.get_by_label("到", exact=True).fill("2021-03-17")
    expect(page.locator(".said")).to_have_count(1)
    assert query(page) == "from=2021-03-17&to=2021-03-17"


def test_versions_unfold_and_lead_to_their_words(page: Page) -> None:
    page.goto("/statements?speaker=崔天凯")
    page.get_by_text("另有 1 处报道同一句话").click()
    expect(page.locator(".versions del")).to_have_text("或")
    page.locator(".versions .quote-link").click()
    expect(page).to_have_url(re.compile(r"#statement-s-second$"))
    expect(page.locator("#statement-s-second")).to_be_in_viewport()


def test_search_as_one_types_and_the_order(page: Page) -> None:
    page.goto("/statements")
    page.locator("#q").press_sequentially("承諾", delay=20)
    expect(page.locator(".said mark.hit")).to_have_text("承诺")
    expect(page).to_have_url(re.compile("q="))
    page.goto("/statements")
    page.get_by_role("link", name="最早在前").click()
    expect(page.locator(".said").first).to_have_id("statement-s-first")
    assert query(page) == "sort=date"


def test_an_actor_is_found_by_another_name_while_typing(page: Page) -> None:
    page.goto("/actors")
    page.locator("#q").press_sequentially("Sulli", delay=20)
    expect(page.locator(".people-table tbody tr")).to_have_count(1)
    expect(page.locator("#q")).to_be_focused()
    page.get_by_role("link", name="沙利文").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("沙利文")
    page.go_back()
    expect(page.locator("#q")).to_have_value("Sulli")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/statements")
    page.keyboard.press("j")
    expect(page.locator(".said .quote-link").first).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page).to_have_url(re.compile(r"/documents/\w+#statement-"))
    page.goto("/actors/美国")
    page.get_by_role("link", name="3 条言论").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_contain_text("3 条言论")


def test_all_of_it_works_without_scripts(browser: Browser, speeches: str) -> None:
    context = browser.new_context(base_url=speeches, locale="zh-CN", viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto("/statements")
    page.get_by_role("checkbox", name="崔天凯").check()
    page.get_by_role("button", name="应用筛选").click()
    expect(page.locator(".said")).to_have_count(1)
    page.locator("a.speaker").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("崔天凯")
    page.get_by_role("link", name="人物与机构").first.click()
    page.locator("#q").fill("蘇利文")
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".people-table tbody tr")).to_have_count(1)
    page.goto("/topics?q=diplomacy")
    expect(page.locator(".topic-list li")).to_have_count(1)
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_a_phone(browser: Browser, speeches: str, path) -> None:
    context = browser.new_context(base_url=speeches, viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(browser: Browser, speeches: str, scheme, size) -> None:
    context = browser.new_context(base_url=speeches, viewport=size, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    found = {}
    for path in PATHS:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        results = Axe().run(page)
        found[path] = [(each["id"], each["nodes"][0]["html"]) for each in results.response["violations"]]
    context.close()
    assert {path: violations for path, violations in found.items() if violations} == {}
