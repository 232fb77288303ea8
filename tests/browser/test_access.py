"""No page breaks a rule of accessibility, in either scheme, on either screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from app.store.tables import document_id
from tests.browser.conftest import DESKTOP, PHONE, listen
from tests.web.specimens import MEETING, REPORT, TALKS

PATHS = [
    "/timeline",
    "/timeline?actor=美国&actor.not=拜登&q=制裁&type=PARTY",
    "/timeline?q=外星人&status=denied",
    "/timeline?q=Biden&known=2021-03-20&sort=reported&show=all",
    f"/events/{MEETING.id}",
    f"/documents/{document_id(REPORT.key)}#mention-{TALKS.key}",
    "/about",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme, size) -> None:
    context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    complaints = listen(page)
    found = {}
    for path in PATHS:
        page.goto(path)
        # Everything that can be unfolded is looked at too.
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        expect(page.locator(".htmx-request")).to_have_count(0)
        results = Axe().run(page)
        found[path] = [(each["id"], each["nodes"][0]["html"]) for each in results.response["violations"]]
    context.close()
    assert {path: violations for path, violations in found.items() if violations} == {}
    assert complaints == []
