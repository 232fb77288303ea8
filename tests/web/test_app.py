"""What holds of every answer: headers, error pages, static files, health."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.store.engine import make_engine
from app.web.app import create_app
from tests.web.specimens import MEETING

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PATHS = ["/timeline", f"/events/{MEETING.id}", "/about", "/nowhere", "/static/app.css", "/healthz"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_foreign_and_inline_content(site: TestClient, path: str) -> None:
    headers = site.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self';")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


# What the policy forbids, and what of htmx would need eval.
FORBIDDEN = [
    r"<style",
    r"\sstyle=",
    r'<script(?![^>]*\ssrc=)(?! type="application/ld\+json">)',
    r"\son[a-z]+=",
    r"hx-on",
    r"js:",
    r"hx-live",
    r'hx-trigger="[^"]*\[',
    r"(?:src|href)=\"https?:",
]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_use_nothing_that_the_policy_forbids(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not [pattern for pattern in FORBIDDEN if re.search(pattern, source)]


def test_static_files_are_named_by_their_content_and_kept_for_ever(site: TestClient) -> None:
    html = site.get("/timeline").text
    address = re.search(r'href="(/static/app\.css\?v=(\w+))"', html)
    assert address is not None
    content = (ROOT / "static" / "app.css").read_bytes()
    assert address.group(2) == sha256(content).hexdigest()[:12]
    assert "immutable" in site.get(address.group(1)).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, br", "br"), ("br;q=1.0", "br"), ("br;q=0, gzip", "gzip"), ("gzip", "gzip"), ("identity", None)],
)
def test_static_files_come_as_small_as_a_browser_can_read(site: TestClient, accepted: str, coding: str | None) -> None:
    answer = site.get("/static/app.css", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("content-encoding") == coding
    assert "accept-encoding" in answer.headers["vary"].lower()
    assert answer.content == (ROOT / "static" / "app.css").read_bytes()


def test_a_timeline_of_fifty_events_is_no_more_than_60_kilobytes(long_site: TestClient) -> None:
    page = long_site.get("/timeline", headers={"Accept-Encoding": "br"})
    files = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css)\?v=\w+)"', page.text)
    answers = [page, *(long_site.get(file, headers={"Accept-Encoding": "br"}) for file in files)]
    own = [
        answer for file, answer in zip(files, answers[1:], strict=True) if file.startswith(("/static/k", "/static/t"))
    ]
    assert page.text.count("<article") == 50 and len(files) == 5
    assert sum(int(answer.headers["content-length"]) for answer in answers) <= 60_000
    assert sum(int(answer.headers["content-length"]) for answer in own) <= 12_000


@pytest.mark.parametrize("path", ["/static/app.css", "/static/app.css?v=old"])
def test_an_address_without_the_content_s_name_is_asked_for_again(site: TestClient, path: str) -> None:
    assert site.get(path).headers["Cache-Control"] == "no-cache"


def test_vendored_files_are_those_that_were_checked() -> None:
    vendor = ROOT / "static" / "vendor"
    listed = dict(re.findall(r"\| `(\S+?)` \|.*?`([0-9a-f]{64})`", (vendor / "README.md").read_text(encoding="utf-8")))
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in vendor.glob("*.js")}
    assert found == listed


def test_an_unknown_address_gets_a_whole_page(site: TestClient) -> None:
    response = site.get("/nowhere", headers={"HX-Request-Type": "partial"})
    assert response.status_code == 404
    assert response.text.startswith("<!doctype html>")


def test_a_wrong_method_gets_a_page(site: TestClient) -> None:
    assert (site.post("/timeline").status_code, "不能这样访问" in site.post("/timeline").text) == (405, True)


def test_the_process_and_the_database_answer(site: TestClient) -> None:
    assert site.get("/healthz").json() == {"status": "ok"}
    assert site.get("/readyz").json() == {"status": "ok", "answers": "sql", "index": "none"}


def test_without_its_tables_the_site_is_alive_but_not_ready_and_says_so(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/bare.db")
    with TestClient(create_app(engine), raise_server_exceptions=False) as bare:
        assert bare.get("/healthz").status_code == 200
        assert bare.get("/readyz").status_code == 503
        closed = bare.get("/timeline")
        assert (closed.status_code, closed.headers["Retry-After"]) == (503, "10")
        assert closed.text.startswith("<!doctype html>") and "数据库现在不能用" in closed.text
        assert "bare.db · 里面没有这个程序的表" in closed.text and "SELECT" not in closed.text
    engine.dispose()
