"""No page breaks a rule of accessibility, in either scheme, on either screen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from app.extraction import extract
from app.store.engine import open_session
from app.store.save import save_document
from app.store.tables import document_id
from app.web.app import create_app
from tests.archive import NOON
from tests.browser.conftest import DESKTOP, PHONE, listen, serving
from tests.web.specimens import MEETING, REPORT, TALKS, make_empty_archive
from tests.web.test_versions import NEW, OLD

PATHS = [
    "/timeline",
    "/timeline?actor=美国&actor.not=拜登&q=制裁&type=PARTY",
    "/timeline?q=外星人&status=denied",
    "/timeline?q=Biden&known=2021-03-20&sort=reported&show=all",
    f"/events/{MEETING.id}",
    f"/documents/{document_id(REPORT.key)}#mention-{TALKS.key}",
    "/about",
]


@pytest.mark.parametrize(
    ("locale", "scheme", "size"),
    [
        ("zh-CN", "light", DESKTOP),
        ("zh-CN", "dark", DESKTOP),
        ("zh-CN", "light", PHONE),
        ("zh-CN", "dark", PHONE),
        ("zh-TW", "dark", DESKTOP),
        ("zh-TW", "light", PHONE),
        ("en-GB", "light", DESKTOP),
        ("en-GB", "dark", PHONE),
    ],
)
def test_axe_finds_nothing(browser: Browser, address: str, locale, scheme, size) -> None:
    context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme, locale=locale)
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_between_two_versions(browser: Browser, tmp_path: Path, scheme, size) -> None:
    engine = make_empty_archive(tmp_path)
    with open_session(engine, writing=True) as session:
        for day, source in enumerate(replace(each, title="会见") for each in (OLD, NEW)):
            save_document(session, source, extract(source), ingested_at=NOON + timedelta(days=day))
    with serving(create_app(engine)) as base:
        context = browser.new_context(base_url=base, viewport=size, color_scheme=scheme, locale="zh-CN")
        page = context.new_page()
        page.goto(f"/documents/{document_id(OLD.key)}")
        page.goto(str(page.locator(".versions a").first.get_attribute("href")))
        found = [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
        context.close()
    engine.dispose()
    assert found == []
