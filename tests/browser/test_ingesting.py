"""Documents from the browser: choosing, dropping, progress without a reload, and all of it without a script."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from app.ingest_apart import work_apart
from app.store.engine import make_engine, migrate
from app.web.app import create_app
from app.web.ingesting.desk import Desk, News, Sent
from tests.browser.conftest import DESKTOP, PHONE, listen, serving

SAMPLE = Path(__file__).parents[1] / "golden/001-agreement.txt"
BODY = "2021年3月17日，挪威与越南在河内签署渔业协议，双方同意扩大合作。"
DROP = """names => {
  const files = new DataTransfer();
  for (const name of names) files.items.add(new File(["文"], name));
  const zone = document.querySelector(".ingest-drop");
  for (const type of ["dragenter", "dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
  }
}"""


class Gate:
    """The real work, after the gate was opened."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.open = Event()
        self.open.set()

    def __call__(self, items: Sequence[tuple[int, Sent]]) -> Iterator[News]:
        for news in work_apart(str(self._engine.url), items, allow_private=False):
            assert self.open.wait(60)
            yield news


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('ingest')}/annals.db")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def gate(engine: Engine) -> Gate:
    return Gate(engine)


@pytest.fixture(scope="module")
def base(engine: Engine, gate: Gate) -> Iterator[str]:
    with Desk(gate) as desk, serving(create_app(engine, desk)) as address:
        yield address


@pytest.fixture(params=[(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, base: str) -> Iterator[Page]:
    viewport, scheme = request.param
    context = browser.new_context(base_url=base, viewport=viewport, color_scheme=scheme, locale="zh-CN")
    opened = context.new_page()
    complaints = listen(opened)
    yield opened
    assert complaints == []
    context.close()


def chosen(page: Page) -> list[str]:
    return page.locator(".ingest-chosen li span:first-child").all_inner_texts()


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the window"


def test_files_gather_and_can_be_left_out(page: Page) -> None:
    page.goto("/ingest")
    page.locator("#ingest-files").set_input_files([SAMPLE])
    page.evaluate(DROP, ["甲.txt", "乙.txt", "丙.txt"])
    assert chosen(page) == ["001-agreement.txt", "甲.txt", "乙.txt", "丙.txt"]
    page.get_by_role("button", name="不要这个文件: 乙.txt").press("Enter")
    assert chosen(page) == ["001-agreement.txt", "甲.txt", "丙.txt"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "不要这个文件: 丙.txt"
    assert page.evaluate("document.querySelector('#ingest-files').files.length") == 3
    assert_accessible(page)


def test_too_many_files_are_not_sent(page: Page) -> None:
    page.goto("/ingest")
    page.evaluate(DROP, [f"{number}.txt" for number in range(201)])
    page.get_by_role("button", name="收录", exact=True).click()
    expect(page.locator(".ingest-state")).to_have_text("一次最多 200 个文件。")
    assert page.url.endswith("/ingest")


def test_progress_comes_without_a_reload(page: Page, gate: Gate) -> None:
    page.goto("/ingest")
    page.locator("#ingest-files").set_input_files([SAMPLE])
    page.get_by_role("textbox", name="网址").fill("http://127.0.0.1/a")
    page.get_by_role("textbox", name="粘贴文字").fill(BODY)
    page.get_by_label("标题").fill("挪威与越南签署协议")
    gate.open.clear()
    page.get_by_label("标题").press("Enter")
    page.wait_for_url("**/ingest/*")
    expect(page.locator(".ingest-now")).to_contain_text("正在读第 1 项，共 3 项")
    page.evaluate("window.same = true")
    assert_accessible(page)
    gate.open.set()
    expect(page.locator(".ingest-now")).to_have_text("完成", timeout=60_000)
    assert page.evaluate("window.same")
    failed = page.locator(".ingest-item.is-skipped")
    expect(failed).to_have_count(1)
    expect(failed).to_contain_text("它通向内部网络，没有连接")
    assert_accessible(page)
    page.get_by_role("link", name="看这篇文献").first.click()
    expect(page.locator("h1").first).to_be_visible()


def test_a_failure_is_tried_again_and_new_events_are_led_to(page: Page, request: pytest.FixtureRequest) -> None:
    page.goto("/ingest")
    day = "2019年5月3日" if "phone" in request.node.name else "2018年6月4日"
    body = BODY.replace("2021年3月17日", day)
    page.get_by_role("textbox", name="粘贴文字").fill(f"{body}\n另有一段，说的是同一件事。")
    page.get_by_role("textbox", name="网址").fill("ftp://news.example.org/a")
    page.get_by_role("button", name="收录", exact=True).click()
    expect(page.locator(".ingest-now")).to_have_text("完成", timeout=60_000)
    page.get_by_role("link", name="看新出现的").click()
    expect(page.locator("#new")).to_be_in_viewport()
    expect(page.locator("#new .ingest-day").first).to_have_text(day)
    page.get_by_role("button", name="重试 ftp://news.example.org/a").click()
    expect(page.locator(".ingest-now")).to_have_text("完成", timeout=60_000)
    expect(page.locator("h1")).to_have_text("收录 1 项")
    expect(page.locator(".ingest-reason")).to_have_text("只能用 http 和 https 网址")


def test_without_a_script_the_form_and_its_page_do_all(browser: Browser, base: str, gate: Gate) -> None:
    context = browser.new_context(base_url=base, viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto("/ingest")
    expect(page.locator(".ingest-hint")).to_be_hidden()
    page.locator("#ingest-files").set_input_files([SAMPLE])
    gate.open.clear()
    page.get_by_role("button", name="收录", exact=True).click()
    expect(page.locator(".ingest-now")).to_contain_text("正在读")
    gate.open.set()
    expect(page.locator(".ingest-now")).to_have_text("完成", timeout=60_000)
    expect(page.get_by_role("link", name="看这篇文献")).to_be_visible()
    context.close()
