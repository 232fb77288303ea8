"""`/ingest` with a desk whose work is a small fake, and once with the real one."""

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine, select

from app.ingest_apart import work_apart
from app.store.engine import open_session
from app.store.tables import DOCUMENT
from app.web.app import create_app
from app.web.ingesting import form, reasons
from app.web.ingesting.desk import Began, Desk, Finished, Linking, News, Outcome, Result, Sent, Told, Work
from app.web.ingesting.reasons import told_reason
from tests.fetching.server import Answer, serving

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "tests/golden/001-agreement.txt").read_bytes()
TOO_MANY = "\n".join(f"https://a.example/{n}" for n in range(51))
BODY = "2021年3月17日，挪威与越南在河内签署渔业协议，双方同意扩大合作。"

Items = Sequence[tuple[int, Sent]]


def files(**named: bytes) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name.replace("_", "."), content)) for name, content in named.items()]


def text_of(response: Response) -> str:
    return " ".join(BeautifulSoup(response.text, "lxml").get_text(" ").split())


class Fake:
    """Takes what holds 文 and skips the rest; breaks off at what is called crash. Waits before each job until `go`."""

    def __init__(self) -> None:
        self.go = Event()
        self.go.set()
        self.seen: list[list[str]] = []

    def __call__(self, items: Items) -> Iterator[News]:
        assert self.go.wait(20)
        self.seen.append([sent.name for _, sent in items])
        for number, sent in items:
            yield Began(number)
            if sent.name == "crash":
                return
            content = sent.path.read_text("utf-8") if sent.path else ""
            if "文" in content:
                yield Told(Result(Outcome.STORED, document="4e16b1e02972"))
            else:
                yield Told(Result(Outcome.SKIPPED, reason="the file is empty"))
        yield Linking()
        yield Finished(1, 0)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def open_site(empty: Engine) -> Iterator[Callable[[Work], TestClient]]:
    desks: list[Desk] = []

    def opened(work: Work) -> TestClient:
        desk = Desk(work).__enter__()
        desks.append(desk)
        return TestClient(create_app(empty, desk), headers={"Accept-Language": "zh-CN"})

    yield opened
    for desk in desks:
        desk.__exit__()


@pytest.fixture
def site(open_site: Callable[[Work], TestClient], fake: Fake) -> TestClient:
    return open_site(fake)


def finished(site: TestClient, job: Response) -> Response:
    """The page of a job that was sent, when it is over."""
    assert job.url.path.startswith("/ingest/"), job.text
    told = site.get(f"{job.url.path}/progress")
    assert told.headers["content-type"].startswith("text/event-stream")
    assert "event: over\n" in told.text
    return site.get(job.url.path)


@pytest.mark.parametrize(("method", "path"), [("GET", "/ingest"), ("POST", "/ingest"), ("GET", "/ingest/some-job")])
def test_a_closed_site_says_how_it_is_opened(method: str, path: str, empty: Engine) -> None:
    site = TestClient(create_app(empty), headers={"Accept-Language": "zh-CN"})
    answer = site.request(method, path)
    assert answer.status_code == 404
    assert "annals serve --allow-ingest" in answer.text
    assert 'href="/ingest"' not in site.get("/about").text


def test_an_open_site_leads_to_the_form(site: TestClient) -> None:
    assert 'href="/ingest"' in site.get("/about").text
    page = BeautifulSoup(site.get("/ingest").text, "lxml")
    made = page.select_one("form.ingest-form")
    assert made and (made["method"], made["enctype"]) == ("post", "multipart/form-data")
    names = {str(each["name"]) for each in made.select("[name]")}
    assert names == {"files", "addresses", "text", "title", "publisher", "date"}
    assert "还没有从这里收录过" in page.get_text()


def test_each_thing_that_was_sent_has_its_outcome(site: TestClient, fake: Fake) -> None:
    sent = site.post("/ingest", data={"text": "文字", "title": "标题"}, files=files(a_txt="文".encode(), b_txt=b"-"))
    assert sent.history[0].status_code == 303
    page = text_of(finished(site, sent))
    assert fake.seen == [["a.txt", "b.txt", "标题"]]
    assert "新收录 2 篇 没有收录 1 篇" in page
    assert "b.txt 没有收录 文件是空的" in page
    assert "最近的收录" in text_of(site.get("/ingest"))


def test_what_failed_can_be_tried_again_alone(site: TestClient, fake: Fake) -> None:
    sent = site.post("/ingest", files=files(a_txt="文".encode(), b_txt=b"-", c_txt=b"-"))
    page = BeautifulSoup(finished(site, sent).text, "lxml")
    ways = [str(each["action"]) for each in page.select("form[action$=retry], form[action*='retry?']")]
    assert ways == [f"{sent.url.path}/retry", f"{sent.url.path}/retry?item=1", f"{sent.url.path}/retry?item=2"]
    finished(site, site.post(ways[1]))
    again = finished(site, site.post(ways[0]))
    assert fake.seen[1:] == [["b.txt"], ["b.txt", "c.txt"]]
    assert "收录 2 项" in text_of(again)


def test_one_that_breaks_the_job_off_does_not_block_the_rest(site: TestClient, fake: Fake) -> None:
    sent = site.post("/ingest", files=files(a_txt="文".encode(), crash=b"-", c_txt="文".encode()))
    page = text_of(finished(site, sent))
    assert fake.seen == [["a.txt", "crash", "c.txt"], ["c.txt"]]
    assert "新收录 2 篇 没有收录 1 篇" in page
    assert "读到这里时程序中断了" in page


def test_work_that_never_begins_is_told_and_the_next_job_is_done(open_site: Callable[[Work], TestClient]) -> None:
    calls: list[Items] = []

    def work(items: Items) -> Iterator[News]:
        calls.append(items)
        return iter(()) if len(calls) == 1 else Fake()(items)

    site = open_site(work)
    page = text_of(finished(site, site.post("/ingest", files=files(a_txt="文".encode()))))
    assert "中断了" in page and "还没读到这里" in page
    assert "新收录 1 篇" in text_of(finished(site, site.post("/ingest", files=files(a_txt="文".encode()))))


def test_jobs_wait_for_each_other_and_too_many_are_refused(
    site: TestClient, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.ingesting.desk.MOST_WAITING", 1)
    fake.go.clear()
    jobs = [site.post("/ingest", files=files(a_txt="文".encode()))]
    while "正在读" not in site.get(jobs[0].url.path).text:
        pass
    jobs.append(site.post("/ingest", files=files(b_txt="文".encode())))
    assert "等候中" in text_of(jobs[1])
    assert 'http-equiv="refresh"' in jobs[1].text
    refused = site.post("/ingest", files=files(c_txt="文".encode()))
    assert (refused.status_code, "请稍后再试" in refused.text) == (503, True)
    fake.go.set()
    for job in jobs:
        assert "http-equiv" not in finished(site, job).text
    assert fake.seen == [["a.txt"], ["b.txt"]]


def test_progress_comes_as_parts_of_the_page(site: TestClient) -> None:
    job = site.post("/ingest", files=files(a_txt="文".encode()))
    told = site.get(f"{job.url.path}/progress").text
    last = told.rsplit("event: over\n", 1)[1]
    part = BeautifulSoup("\n".join(line.removeprefix("data: ") for line in last.splitlines()), "lxml")
    assert [each["id"] for each in part.select(".ingest-job > [id]")] == [
        "ingest-summary",
        "ingest-after",
        "ingest-items",
        "new",
    ]
    english = site.get(f"{job.url.path}/progress", headers={"Accept-Language": "en"}).text
    assert "完成" in last and "完成" not in english


def test_a_job_that_is_not_known_is_said(site: TestClient) -> None:
    for path in ("/ingest/nothing", "/ingest/nothing/progress"):
        answer = site.get(path)
        assert (answer.status_code, "没有这次收录的记录" in answer.text) == (404, True)


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"data": {"text": " ", "title": "标题"}}, 422, "请选择文件，或填写网址、粘贴文字"),
        (
            {"data": {"addresses": "\n".join(f"https://a.example/{n}" for n in range(51)), "text": "文"}},
            413,
            "50 个网址",
        ),
        ({"files": [("files", (f"{n}.txt", b"x")) for n in range(201)]}, 413, "200 个文件"),
        ({"data": {"text": "文" * 2_000_000, "title": "标题"}}, 413, "粘贴的文字最多 4 MB"),
        ({"content": b"x", "headers": {"Content-Length": str(66 * form.MB)}}, 413, "64 MB"),
    ],
    ids=["nothing", "addresses", "files", "text", "announced"],
)
def test_too_much_or_nothing_is_refused_with_its_reason(
    sent: dict[str, object], status: int, words: str, site: TestClient, fake: Fake
) -> None:
    answer = site.post("/ingest", **sent)  # type: ignore[arg-type]
    assert (answer.status_code, words in answer.text) == (status, True)
    assert fake.seen == []


def test_more_than_was_announced_is_refused_while_it_comes(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "MOST_BYTES", 1000)
    monkeypatch.setattr(form, "MB", 1000)

    def chunks() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 1000

    answer = site.post("/ingest", content=chunks(), headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 413


def test_what_was_typed_is_still_there_when_it_was_refused(site: TestClient) -> None:
    addresses = "\n".join(f"https://a.example/{n}" for n in range(51))
    page = BeautifulSoup(site.post("/ingest", data={"addresses": addresses, "text": "文", "title": "题"}).text, "lxml")
    kept = {
        str(each["name"]): each.get("value", each.get_text()) for each in page.select("textarea, .ingest-fields input")
    }
    assert kept == {"addresses": addresses, "text": "文", "title": "题", "publisher": "", "date": ""}


def test_pasted_text_gets_its_fields(open_site: Callable[[Work], TestClient]) -> None:
    kept: list[str] = []

    def work(items: Items) -> Iterator[News]:
        kept.extend(sent.path.read_text("utf-8") for _, sent in items if sent.path)
        return Fake()(items)

    site = open_site(work)
    finished(
        site, site.post("/ingest", data={"text": "正文", "title": '题"目', "publisher": "样例社", "date": "2021-03-18"})
    )
    finished(site, site.post("/ingest", data={"text": "---\r\ntitle: 自带\r\n---\r\n正文"}))
    assert kept[0] == '---\ntitle: "题\\"目"\ndate: "2021-03-18"\npublisher: "样例社"\n---\n正文\n'
    assert kept[1] == "---\ntitle: 自带\n---\n正文"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\nb.txt", "<b>.txt", "新闻.html", "x" * 400])
def test_no_name_of_a_file_leads_anywhere(name: str, site: TestClient) -> None:
    answer = finished(site, site.post("/ingest", files=[("files", (name, "文".encode()))]))
    assert "新收录 1 篇" in text_of(answer)
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Host": "127.0.0.1:8000", "Origin": "http://127.0.0.1:8000"}, 303),
        ({"Host": "[::1]:8000", "Origin": "http://[::1]:8000"}, 303),
        ({"Host": "nas.local", "Origin": "http://nas.local"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://testserver:8000"}, 403),
        # A name that was let point to this machine: the browser takes it for the same origin.
        ({"Host": "evil.example:8000", "Origin": "http://evil.example:8000"}, 403),
        ({"Host": "localhost.evil.example", "Origin": "http://localhost.evil.example"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/ingest", "/ingest/{job}/retry"])
def test_no_other_site_can_send_documents(path: str, headers: dict[str, str], status: int, site: TestClient) -> None:
    job = site.post("/ingest", files=files(a_txt=b"-"))
    finished(site, job)
    address = path.replace("{job}", job.url.path.rsplit("/", 1)[1])
    answer = site.post(address, files=files(a_txt=b"-"), headers=headers, follow_redirects=False)
    assert answer.status_code == status


def test_documents_go_in_by_the_job_itself(open_site: Callable[[Work], TestClient], empty: Engine) -> None:
    def work(items: Items) -> Iterator[News]:
        return work_apart(str(empty.url), items, allow_private=True)

    site = open_site(work)
    page = f"<!doctype html><title>挪威与越南签署协议</title><article><p>{BODY}</p></article>".encode()
    with serving({"/a": Answer(page, headers={"Content-Type": "text/html; charset=utf-8"})}) as server:
        sent = site.post(
            "/ingest",
            data={"addresses": f"{server.address}/a {server.address}/b", "text": BODY, "title": "渔业协议"},
            files=files(sample_txt=SAMPLE, empty_txt=b""),
        )
        told = finished(site, sent)
    assert "新收录 3 篇 没有收录 2 篇" in text_of(told)
    assert "没有这个页面（404 Not Found）" in text_of(told)
    shown = BeautifulSoup(told.text, "lxml")
    documents = {str(each["href"]) for each in shown.select(".ingest-item a")}
    with open_session(empty) as session:
        assert documents == {f"/documents/{id}" for id in session.scalars(select(DOCUMENT.c.id))}
    events = [str(each["href"]) for each in shown.select("#new a")]
    assert events
    for href in (*documents, *events):
        assert site.get(href).status_code == 200
    again = finished(site, site.post("/ingest", files=files(sample_txt=SAMPLE)))
    assert "没有变化 1 篇" in text_of(again)
    assert "没有新出现的事件" in text_of(again)


def said_reasons() -> Iterator[str]:
    """Every reason that the code gives when it leaves something out, as written, with {gaps}."""
    errors = re.compile(
        r"(?:Refused|RefusedAddress|FetchFailed|UnreadableFile|EmptyDocument|BinaryFile|UnknownShape|UnsafeArchive)$"
    )
    for path in [*(ROOT / "app/reading").rglob("*.py"), *(ROOT / "app/fetching").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and errors.fullmatch(node.func.id):
                yield from _written(node.args[-1])


def _written(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = (str(part.value) if isinstance(part, ast.Constant) else "5" for part in node.values)
        yield "".join(parts)
    elif isinstance(node, ast.IfExp):
        yield from (*_written(node.body), *_written(node.orelse))


# A name, and a choice of words, are made up of others.
MADE_UP = {"5 (5)", "the PDF file is 5 (5)"}


@pytest.mark.parametrize("reason", sorted(set(said_reasons()) - MADE_UP))
def test_every_reason_is_said_in_the_language_of_the_page(reason: str) -> None:
    assert told_reason(reason) != reason


def test_reasons_keep_what_stands_in_them() -> None:
    assert told_reason("larger than 32 MB") == "大于 32 MB"
    assert told_reason("this is a PNG picture, not text") == "这是PNG 图片，不是文字"
    assert told_reason("there is no such page (404 Not Found)") == "没有这个页面（404 Not Found）"
    assert told_reason("No space left on device") == "No space left on device"
    assert len({english for english, _ in reasons._ROWS}) == len(reasons._ROWS)
