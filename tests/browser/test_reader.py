"""From a quote to its very words, with and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from app.store.tables import document_id
from tests.web.specimens import ANNOUNCED, ENDED, ENDED_TALKS, MEETING, REPORT, SANCTIONS


def follow_the_quote(page: Page, title: str) -> str:
    """Filter, open, click: the text of the quote that was clicked."""
    page.goto("/timeline?actor=美国")
    page.get_by_role("link", name=title, exact=True).click()
    quote = page.locator(".quote-link").first
    words = quote.inner_text()
    quote.click()
    return words


def test_a_click_on_a_quote_leads_to_exactly_these_characters(page: Page) -> None:
    words = follow_the_quote(page, "美国制裁24名官员")
    target = page.locator("mark:target")
    expect(target).to_be_in_viewport()
    assert target.inner_text() == words == REPORT.quote(SANCTIONS.start, SANCTIONS.end)


def test_and_without_javascript(plain_page: Page) -> None:
    words = follow_the_quote(plain_page, "美国制裁24名官员")
    target = plain_page.locator("mark:target")
    expect(target).to_be_in_viewport()
    assert target.inner_text() == words


@pytest.mark.parametrize("mention", [SANCTIONS, ANNOUNCED], ids=["inner", "outer"])
def test_the_target_stands_out_also_when_marks_lie_inside_each_other(page: Page, mention) -> None:
    page.goto(f"/documents/{document_id(REPORT.key)}")
    ground = "element => getComputedStyle(element.closest('mark.mention:not(mark mark)')).backgroundColor"
    before = page.locator(f"#mention-{mention.key}").evaluate(ground)
    page.goto(f"/documents/{document_id(REPORT.key)}#mention-{mention.key}")
    assert page.locator(f"#mention-{mention.key}").evaluate(ground) != before


def test_markup_in_a_document_is_shown_and_never_run(page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"the document ran a script: {dialog.message}"))
    page.goto(f"/documents/{document_id(ENDED.key)}#mention-{ENDED_TALKS.key}")
    assert page.locator("mark:target").inner_text() == ENDED.quote(ENDED_TALKS.start, ENDED_TALKS.end)
    page.goto(f"/events/{MEETING.id}")
    expect(page.get_by_text("<script>alert").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 1000, 390])
def test_nothing_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in (f"/documents/{document_id(REPORT.key)}", f"/events/{MEETING.id}", "/timeline", "/about"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_line_holds_34_to_38_characters(page: Page) -> None:
    page.goto(f"/documents/{document_id(REPORT.key)}")
    width, size = (
        page.locator(".passage")
        .nth(1)
        .evaluate("element => [element.getBoundingClientRect().width, parseFloat(getComputedStyle(element).fontSize)]")
    )
    assert 34 <= width / size <= 38
