import csv
import io
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import cli, main
from app.errors import SettingsError
from app.settings import list_settings
from app.store.engine import make_engine, migrate
from tests.fetching.server import Answer, serving

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden"
VERBS = "ingest serve export check check-lexicon actors relink explain verify lint runs synth version"


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNALS_DATABASE_URL", f"sqlite:///{tmp_path / 'data' / 'annals.db'}")
    monkeypatch.delenv("DATABASE_URL", raising=False)


def annals(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.mark.parametrize("verb", VERBS.split())
def test_help_names_every_verb(verb: str) -> None:
    assert verb in annals("--help").output
    assert annals(verb, "--help").exit_code == 0


@pytest.mark.parametrize("variable", [name for name, _, _ in list_settings()])
def test_help_lists_every_setting(variable: str) -> None:
    assert variable in annals("--help").output


def test_all_that_went_in_is_code_0() -> None:
    result = annals("ingest", GOLDEN / "001-agreement.txt")
    assert result.exit_code == 0
    assert "1 stored, 0 replaced, 0 unchanged, 0 skipped" in result.output


def test_a_skipped_document_is_named_with_its_reason_and_is_code_1(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = annals("ingest", empty, GOLDEN / "001-agreement.txt")
    assert result.exit_code == 1
    assert f"skipped {empty}: " in result.stderr
    assert "1 stored, 0 replaced, 0 unchanged, 1 skipped" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("ingest",),
        ("ingest", "no/such/file"),
        ("export",),
        ("export", "--format", "docx"),
        ("export", "--format", "csv", "--output", "no/such/folder/events.csv"),
        ("check", "--expected", "no/such/folder"),
        ("ingset", "seeds"),
        ("ingest", "seeds", "--json", "no/such/folder/report.json"),
        ("ingest", "--addresses", "no/such/file"),
        ("ingest", "--watch", "README.md"),
        ("ingest", "--watch", "https://news.example.org/"),
        ("ingest", "--watch", "seeds", "--dry-run"),
        ("serve", "--allow-ingest", "--workers", "2"),
        ("serve", "--log", "loud"),
    ],
)
def test_a_wrong_call_is_code_2(arguments: tuple[str, ...]) -> None:
    assert annals(*arguments).exit_code == 2


def test_the_report_can_be_read_by_a_program(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    annals("ingest", *sorted(GOLDEN.glob("*.txt")), tmp_path / "empty.txt", "--json", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [each["file"] for each in report["skipped"]] == [str(tmp_path / "empty.txt")]
    assert report["stored"] > 0
    assert set(report) == {"run", "stored", "replaced", "unchanged", "skipped", "events", "seconds", "notices"}


def test_addresses_are_fetched_where_that_is_allowed(tmp_path: Path) -> None:
    sample = Answer((GOLDEN / "001-agreement.txt").read_bytes(), headers={"Content-Type": "text/plain"})
    with serving({"/a": sample}) as server:
        refused = annals("ingest", f"{server.address}/a")
        assert (refused.exit_code, server.asked) == (1, [])
        assert f"skipped {server.address}/a: " in refused.stderr
        (tmp_path / "list.txt").write_text(f"# two\n{server.address}/a\n\n{server.address}/b\n", "utf-8")
        result = annals("ingest", "--allow-private", "--addresses", tmp_path / "list.txt")
    assert f"skipped {server.address}/b: there is no such page (404 Not Found)" in result.stderr
    assert "1 stored, 0 replaced, 0 unchanged, 1 skipped" in result.stdout


def test_the_entries_of_a_feed_are_followed_where_that_is_asked_for() -> None:
    sample = Answer((GOLDEN / "001-agreement.txt").read_bytes(), headers={"Content-Type": "text/plain"})
    item = "<item><title>标题</title><link>/a</link></item>"
    feed = Answer(f'<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    with serving({"/a": sample, "/feed": feed}) as server:
        assert "0 stored" in annals("ingest", "--allow-private", f"{server.address}/feed").stdout
        assert "1 stored" in annals("ingest", "--allow-private", "--follow", f"{server.address}/feed").stdout


def test_words_of_a_file_name_do_not_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "[red]\x1b[31m.txt").touch()
    assert "[red]\ufffd[31m.txt: " in annals("ingest", tmp_path).stderr


def test_word_lists_without_a_problem_are_code_0() -> None:
    result = annals("check-lexicon")
    assert (result.exit_code, result.output) == (0, "0 problems\n")


def test_a_wrong_line_of_the_word_lists_is_named_and_is_code_1(tmp_path: Path) -> None:
    lists = Path(shutil.copytree(ROOT / "app/extraction/lexicon", tmp_path / "lists"))
    lines = (lists / "titles.tsv").read_text("utf-8").rstrip("\n").split("\n")
    (lists / "titles.tsv").write_text("\n".join([*lines, "總統\toffice"]), "utf-8")
    result = annals("check-lexicon", lists)
    assert result.exit_code == 1
    assert f"{lists / 'titles.tsv'}:{len(lines) + 1}: " in result.output
    assert result.output.endswith("1 problems\n")


@pytest.mark.parametrize(
    ("options", "parts"), [((), ["钱文健", "(new)"]), (("--tsv",), ["钱文建\t钱文健\tFalse\t1\t"])]
)
def test_names_that_may_be_one_actor_are_listed(options: tuple[str, ...], parts: list[str], tmp_path: Path) -> None:
    for name in ("钱文建", "钱文健"):
        text = f"标题\n\n2023年5月17日，外交部发言人{name}表示，中方坚决反对这一做法。"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    annals("ingest", tmp_path)
    result = annals("actors", "suggest", *options)
    assert result.exit_code == 0
    assert [part for part in parts if part not in result.output] == []
    assert "钱文健" not in annals("actors", "suggest", "--min", 2, *options).output


@pytest.mark.parametrize("format", ["events-jsonl", "statements-jsonl", "csv"])
def test_exports_go_to_standard_output_or_to_a_file(format: str, tmp_path: Path) -> None:
    annals("ingest", GOLDEN)
    printed = annals("export", "--format", format)
    assert annals("export", "--format", format, "--output", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").read_bytes() == printed.stdout_bytes != b""


def test_exported_quotes_stand_in_their_documents() -> None:
    annals("ingest", GOLDEN)
    events = [json.loads(line) for line in annals("export", "--format", "events-jsonl").stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(annals("export", "--format", "csv").stdout.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [event["id"] for event in events]
    assert all(mention["end"] - mention["start"] == len(mention["quote"]) for e in events for mention in e["mentions"])


def test_an_empty_database_exports_nothing() -> None:
    assert annals("export", "--format", "events-jsonl").stdout == ""


def test_check_shows_what_was_gained_and_accepts_it(tmp_path: Path) -> None:
    call = ("check", "--documents", GOLDEN / "001-agreement.txt", "--expected", tmp_path)
    first = annals(*call)
    assert first.exit_code == 1
    assert "  + 2023-05-17 happened " in first.output
    assert annals(*call, "--update").exit_code == 0
    assert annals(*call).output == "0 gained, 0 lost\n"


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"ANNALS_PORT": "http"}, "ANNALS_PORT=http"),
        ({"ANNALS_DATABASE_URL": "mysql://localhost/annals"}, "mysql"),
        ({"ANNALS_DATABASE_URL": "nonsense"}, "nonsense"),
        ({"ANNALS_DATABASE_URL": f"sqlite:///{ROOT / 'README.md'}"}, "not a database"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_line_and_code_2(
    variables: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["annals", "serve", "--port", "0"])
    with pytest.raises(SystemExit) as ended:
        main()
    error = capsys.readouterr().err
    assert ended.value.code == 2
    assert said in error
    assert error.count("\n") == 1


def newer(file: Path) -> str:
    with sqlite3.connect(file) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    return f"sqlite:///{file}"


def damaged(file: Path) -> str:
    with file.open("r+b") as opened:
        opened.write(b"x" * 4096)
    return f"sqlite:///{file}"


def only_read(file: Path) -> str:
    return f"sqlite:///file:{file}?mode=ro&uri=true"


def missing(file: Path) -> str:
    file.unlink()
    return only_read(file)


def kept_by_another(file: Path) -> str:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    HOLDERS.append(holder)
    return f"sqlite:///{file}"


HOLDERS: list[sqlite3.Connection] = []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (newer, "newer version of this program"),
        (damaged, "not a database"),
        (only_read, "readonly"),
        (missing, "unable to open"),
        (kept_by_another, "locked"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_with_the_reason_in_one_line(
    harm: Callable[[Path], str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/annals.db")
    migrate(engine)
    engine.dispose()
    monkeypatch.setattr("app.store.sqlite._LONGEST", 0.2)
    monkeypatch.setenv("ANNALS_DATABASE_URL", harm(tmp_path / "annals.db"))
    monkeypatch.setattr(sys, "argv", ["annals", "ingest", str(GOLDEN / "002-visit.txt")])
    with pytest.raises(SystemExit) as ended:
        main()
    while HOLDERS:
        HOLDERS.pop().close()
    error = capsys.readouterr().err
    assert ended.value.code == 2
    assert "annals.db" in error and said in error
    assert error.count("\n") == 1


def test_telemetry_that_would_go_nowhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    with pytest.raises(SettingsError, match="OTEL_EXPORTER_OTLP_ENDPOINT"):
        CliRunner().invoke(cli, ["serve", "--telemetry"], catch_exceptions=False)


def test_a_scheduler_that_does_not_answer_is_one_line_and_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["annals", "ingest", "--scheduler", "nonsense", str(GOLDEN)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "annals: nonsense: no Dask scheduler answers there" in capsys.readouterr().err


def test_a_bug_is_not_taken_for_skipped_documents(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.cli.cli", broken)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 70
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_dates_of_a_text_are_explained_in_words() -> None:
    result = CliRunner().invoke(cli, ["dates", "--text", "周四的会谈", "--reference", "2021-03-18"])
    assert result.exit_code == 0
    assert "原文：“周四”" in result.stdout
    assert "结果：2021-03-18（周四）" in result.stdout.splitlines()


def test_dates_of_json_lines_come_as_json_lines() -> None:
    asked = '{"id": "a", "text": "3月18日至19日", "reference": null}\n'
    result = CliRunner().invoke(cli, ["dates"], input=asked)
    (mention,) = json.loads(result.stdout)["mentions"]
    assert (mention["text"], mention["edtf"], mention["kind"]) == ("3月18日至19日", "XXXX-03-18/XXXX-03-19", "range")


def test_a_line_that_is_no_json_is_named() -> None:
    result = CliRunner().invoke(cli, ["dates"], input='{"id": 1}\n{"id"\n')
    assert result.exit_code == 2
    assert "line 1" in result.output


def test_a_taken_port_is_said_plainly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(sys, "argv", ["annals", "serve", "--port", str(port)])
        with pytest.raises(SystemExit) as ended:
            main()
    assert ended.value.code == 2
    assert f"cannot listen on 127.0.0.1:{port}" in capsys.readouterr().err


def test_serve_says_its_address_and_answers_there() -> None:
    command = [sys.executable, "-m", "app", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        said = server.stdout.readline()
        address = said.split()[2]
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=20) as answer:
                assert answer.status == 200
        finally:
            server.terminate()
    assert said == f"Annals 编年: {address} (Ctrl-C stops it)\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_stops_at_once_while_a_browser_waits_for_news(number: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--allow-ingest", "--allow-private", "--log", "off"]
    (tmp_path / "sent").mkdir()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(tmp_path / "sent")}
    asked, enough = threading.Event(), threading.Event()

    def never() -> Answer:
        asked.set()
        enough.wait(60)
        return Answer()

    with (
        serving({"/robots.txt": never}) as slow,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server,
    ):
        assert server.stdout and server.stderr
        address = server.stdout.readline().decode().split()[2]
        body = urllib.parse.urlencode({"addresses": f"{slow.address}/a"}).encode()
        with urllib.request.urlopen(f"{address}/ingest", body, timeout=20) as sent:
            job = sent.url
        with urllib.request.urlopen(f"{job}/progress", timeout=20) as progress:
            assert progress.readline() == b"event: job\n"
            assert asked.wait(60)
            server.send_signal(number)
            assert server.wait(10) == 0
        said = server.stderr.read().decode()
        enough.set()
    assert said == ""
    assert list((tmp_path / "sent").iterdir()) == []


def _ids(*paths: object) -> list[str]:
    annals("ingest", *paths)
    lines = annals("export", "--format", "events-jsonl").stdout.splitlines()
    return [json.loads(line)["id"] for line in lines]


def test_explain_tells_why_an_event_is_as_it_is() -> None:
    ids = _ids(GOLDEN / "001-agreement.txt", GOLDEN / "002-visit.txt")
    told = annals("explain", ids[0]).stdout
    assert f"[{ids[0]}]" in told
    for words in ("日期 ", "原文：", "状态 ", "重要性 ", "引文 "):
        assert words in told


def test_runs_are_listed_and_compared(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("001-agreement.txt", "002-visit.txt"):
        shutil.copy(GOLDEN / name, folder)
        assert annals("ingest", folder).exit_code == 0
    listed = annals("runs").output.splitlines()
    assert [line.split()[0] for line in listed] == ["2", "1", "2"]
    assert "1 stored, 0 replaced, 1 unchanged; " in listed[0]
    compared = annals("runs", "diff", "1", "2").output.splitlines()
    assert any(line.startswith("+ ") for line in compared)
    assert annals("runs", "diff", "2", "2").output.splitlines() == [
        "0 added, 0 removed, 0 dated otherwise, 0 merged otherwise"
    ]
    assert annals("runs", "diff", "1", "9").exit_code == 2


def test_explain_of_nothing_is_a_wrong_call() -> None:
    assert annals("explain", "nothing").exit_code == 2


def test_a_document_from_the_far_future_is_noted(tmp_path: Path) -> None:
    sample = (GOLDEN / "001-agreement.txt").read_text(encoding="utf-8")
    far = tmp_path / "far.md"
    for old, new in (("2023-05-18", "2099-05-18"), ("20230518-1", "20990518-9"), ("1684376400000", "4082778000000")):
        sample = sample.replace(old, new)
    far.write_text(sample, encoding="utf-8")
    result = annals("ingest", far, GOLDEN / "002-visit.txt")
    assert "note: far.md: speaks from 2099-05-18" in result.stdout


def test_a_packet_is_verified_and_an_altered_one_is_code_1(tmp_path: Path) -> None:
    annals("ingest", ROOT / "seeds")
    whole = tmp_path / "packet.zip"
    assert annals("export", "--format", "packet", "--output", whole).exit_code == 0
    result = annals("verify", whole)
    assert result.exit_code == 0 and "verified: " in result.output and " in 5 documents" in result.output
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-100])
    result = annals("verify", cut)
    assert result.exit_code == 1 and "no whole ZIP" in result.output


def test_lint_names_contradictions_with_their_place_and_is_code_1() -> None:
    assert annals("lint").exit_code == 0
    annals("ingest", ROOT / "seeds")
    result = annals("lint")
    assert result.exit_code == 1
    assert "title: 普萨基这里是国务院发言人，词表里是白宫发言人" in result.output


def test_a_synthetic_archive_is_sound_and_needs_an_empty_database() -> None:
    assert annals("synth", 40).output == "40 events in 8 documents\n"
    assert annals("verify").exit_code == 0
    with pytest.raises(SettingsError, match="empty"):
        CliRunner().invoke(cli, ["synth", "40"], catch_exceptions=False)
