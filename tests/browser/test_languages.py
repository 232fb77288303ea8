"""The switch of languages in a real browser, with scripts and without; and English fits where Chinese did."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.store.tables import document_id
from tests.browser.conftest import listen
from tests.web.specimens import MEETING, REPORT

PAGES = [
    "/timeline",
    "/timeline?view=lanes&show=all",
    "/timeline?view=matrix&show=all",
    f"/events/{MEETING.id}",
    f"/documents/{document_id(REPORT.key)}",
    "/statements",
    "/actors",
    "/actors/美国",
    "/topics",
    "/lint",
    "/about",
]


def switch(page: Page, name: str) -> None:
    page.get_by_role("form", name="语言").or_(page.get_by_role("form", name="Language")).get_by_role(
        "button", name=name
    ).click()


def test_the_switch_keeps_the_view_that_was_reached_by_scripts(page: Page) -> None:
    page.goto("/timeline")
    page.get_by_role("checkbox", name="拜登").check()
    expect(page.locator(".event")).to_have_count(1)
    switch(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "actor=" in page.url and "lang" not in page.url
    expect(page.locator(".chip")).to_contain_text("Actor: 拜登 Joe Biden")
    expect(page.locator(".event")).to_have_count(1)
    # What scripts fetch is in the same language.
    page.locator(".chip").click()
    expect(page.locator("#count")).to_contain_text("events")
    page.goto("/about")
    expect(page.get_by_role("heading", level=1)).to_have_text("About Annals")
    switch(page, "简体")
    expect(page.get_by_role("heading", level=1)).to_have_text("关于编年")


def test_the_switch_works_without_scripts(plain_page: Page) -> None:
    plain_page.goto("/timeline?status=denied")
    switch(plain_page, "繁體")
    expect(plain_page.locator(".chip")).to_contain_text("狀態：已否認")
    assert plain_page.url.endswith("/timeline?status=denied")


def test_scripts_speak_the_language_of_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"/events/{MEETING.id}")
    page.keyboard.press("y")
    expect(page.locator("#failure")).to_contain_text("Copied")
    page.keyboard.press("c")
    expect(page.locator("#copied")).to_have_text("Copied")
    context.close()


@pytest.mark.parametrize("locale", ["en-GB", "zh-TW"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, locale: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 780}, locale=locale)
    page = context.new_page()
    complaints = listen(page)
    wide = {}
    for path in PAGES:
        page.goto(path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert {path: extra for path, extra in wide.items() if extra > 0} == {}
    assert complaints == []
