"""The brush over the picture: by mouse, by keyboard, by finger, and without JavaScript."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE

MARCH = "/timeline?from=2021-03-01&to=2021-03-31"


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def drag(page: Page, start: float, end: float) -> None:
    """From one share of the picture's width to another."""
    box = page.locator("#picture .bars").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] - 40
    page.mouse.move(box["x"] + box["width"] * start, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * (start + end) / 2, y)
    page.mouse.move(box["x"] + box["width"] * end, y)
    page.mouse.up()


def test_dragging_chooses_a_range_and_back_takes_it_back(page: Page) -> None:
    page.goto(MARCH)
    drag(page, 0.5, 0.66)
    page.wait_for_url(lambda url: "from=2021-03-16" in url)
    assert asked(page) == {"from": ["2021-03-16"], "to": ["2021-03-21"]}
    expect(page.locator("#picture .slot")).to_have_count(6)
    page.go_back()
    page.wait_for_url(lambda url: "from=2021-03" in url and "from=2021-03-16" not in url)
    expect(page.locator("#picture .slot")).to_have_count(31)


def test_a_click_narrows_to_one_bar(page: Page) -> None:
    page.goto(MARCH)
    box = page.locator("#picture .bars").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * (17.5 / 31), box["y"] + box["height"] - 30)
    page.wait_for_url(lambda url: "2021-03-18" in url)
    assert asked(page) == {"from": ["2021-03-18"], "to": ["2021-03-18"]}


def test_the_ends_move_by_key(page: Page) -> None:
    page.goto(MARCH)
    page.locator(".brush-end[data-end=first]").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: "from=2021-03-06" in url)
    assert asked(page) == {"from": ["2021-03-06"], "to": ["2021-03"]}


def test_plus_and_minus_zoom(page: Page) -> None:
    page.goto(MARCH)
    page.keyboard.press("+")
    page.wait_for_url(lambda url: "from=2021-03-08" in url)
    expect(page.locator("#picture .slot")).to_have_count(17)
    page.keyboard.press("0")
    page.wait_for_url(lambda url: "from=" not in url)


def test_on_a_phone_the_picture_fits_and_its_names_too(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=PHONE, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.goto("/timeline")
    expect(page.locator("#picture")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for name in page.locator(".landmark text:visible").all():
        box = name.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"] + 1
    context.close()


def test_without_scripts_bars_and_moves_are_links(plain_page: Page) -> None:
    plain_page.goto(MARCH)
    plain_page.get_by_role("link", name="放大").click()
    expect(plain_page.locator("#picture .slot")).to_have_count(17)
    plain_page.locator("#picture-table summary").click()
    plain_page.locator(".picture-rows a").first.click()
    expect(plain_page.locator("#picture .slot")).to_have_count(1)
