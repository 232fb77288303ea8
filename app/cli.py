"""The command line: parse arguments, call, print.

Exit code 0: done; 1: done, but documents were skipped, the golden documents differ, word lists are wrong, a packet was
altered, the database is damaged, or the archive contradicts itself; 2: a wrong call; 70: a bug.
"""

import json
import sys
import traceback
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version as installed_version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app import console, formats, golden, reading, server
from app import ingest as job
from app.dates_command import dates_in_words, dates_of_lines
from app.errors import LexiconError, NotFound, SchedulerError, SettingsError
from app.explain_command import explain as explain_event
from app.extracting import PROCESSES
from app.extraction import lexicon
from app.extraction.lexicon.check import check as find_problems
from app.extraction.lexicon.lines import Problem
from app.extraction.suggest import suggest_aliases
from app.fetching import ask_ahead
from app.formats.packet import verify as verify_packet
from app.ingest_apart import work_apart
from app.ingest_command import check_folders, check_named, ingest_while_watching, list_addresses, list_named
from app.logs import LogStyle
from app.reading.tables import find_wrong_lines, read_tables
from app.settings import check_telemetry, list_settings, read_settings
from app.store.backup import backup as backup_database
from app.store.backup import restore as restore_database
from app.store.due import list_due_documents
from app.store.engine import find_reason, make_engine, migrate, open_session
from app.store.fetched import keep_version, open_fetcher
from app.store.history import compare_runs
from app.store.integrity import list_damages
from app.store.load import list_linked_documents
from app.store.problems import list_problems
from app.store.runs import list_runs
from app.synth import write_archive
from app.web.ingesting.desk import Desk

_SETTINGS = "\n\n".join(f"{name} ({default}): {meaning}" for name, default, meaning in list_settings())
_LEXICON = Path(lexicon.__file__).parent
_READING = Path(reading.__file__).parent
_GOLDEN = Path("tests/golden")
_GOLDEN_DOCUMENTS = [_GOLDEN, Path("seeds")]

# sysexits.h: an internal software error. Python's own 1 would be taken for skipped documents.
_BUG = 70

cli = typer.Typer(
    help="Annals 编年: a timeline of dated events, each one click from the exact words of its sources.",
    epilog=f"Settings, from the environment:\n\n{_SETTINGS}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

actors = typer.Typer(help="What is known of actors.", no_args_is_help=True)
cli.add_typer(actors, name="actors")
runs = typer.Typer(help="List the runs of ingest, newest first; compare two.", invoke_without_command=True)
cli.add_typer(runs, name="runs")


@cli.command()
def ingest(
    named: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|ADDRESS", help="Files, folders to walk, and addresses: https://…"),
    ] = None,
    addresses: Annotated[
        typer.FileText | None,
        typer.Option(encoding="utf-8", help="A file with an address in each line; - is standard input."),
    ] = None,
    report_file: Annotated[
        typer.FileTextWrite | None,
        typer.Option("--json", encoding="utf-8", lazy=False, help="Where to write the report as JSON."),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="How many processes or threads read and extract.")] = 1,
    scheduler: Annotated[
        str,
        typer.Option(
            help="Who reads and extracts: processes, threads, or a Dask scheduler's workers, tcp://HOST:8786."
        ),
    ] = PROCESSES,
    since: Annotated[datetime | None, typer.Option(help="Only files changed on or after this day.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Store nothing; report what would be.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on with what comes to the folders or changes in them, until Ctrl-C.")
    ] = False,
    poll: Annotated[
        bool, typer.Option("--poll", help="With --watch: look again and again, for network drives, which tell nothing.")
    ] = False,
    follow: Annotated[
        bool, typer.Option("--follow", help="Of a feed, fetch the pages of its entries, not what it says of them.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses of private networks and of this machine, too.")
    ] = False,
) -> None:
    """Read documents, extract their events, store and link them. The same bytes twice change nothing."""
    names = check_named([*(named or ()), *list_addresses(addresses or ())])
    if watch:
        folders = check_folders(names, bool(dry_run or since or report_file or follow))
        raise typer.Exit(
            1 if ingest_while_watching(_open_database(), folders, jobs=jobs, poll=poll, scheduler=scheduler) else 0
        )
    engine = _open_database()
    display = console.IngestDisplay(Console(stderr=True))
    fetcher = open_fetcher(engine, allow_private=allow_private)
    inputs = list_named(names, since, fetcher, follow=follow)
    with display.bar(ask_ahead(inputs), len(inputs)) as files:
        if dry_run:
            report = job.preview(engine, files, display.skipped, jobs, scheduler)
        else:

            def keep(taken: job.Taken) -> None:
                keep_version(engine, fetcher, taken.file, taken.document)

            report = job.ingest(engine, files, datetime.now(UTC), display.skipped, jobs, keep, scheduler)
    console.print_report(Console(), report)
    if report_file:
        json.dump(asdict(report), report_file, ensure_ascii=False, indent=2)
    raise typer.Exit(1 if report.skipped else 0)


@cli.command()
def forget(
    documents: Annotated[list[str], typer.Argument(help="Ids of documents, as in their addresses, or their keys.")],
) -> None:
    """Take documents out of the archive, with all that rests on them alone."""
    try:
        console.say(Console(), f"{job.forget(_open_database(), documents)} events")
    except NotFound as error:
        raise typer.BadParameter(str(error)) from error


@cli.command()
def backup(path: Annotated[Path, typer.Argument(dir_okay=False, help="Where to write the copy.")]) -> None:
    """Copy the database as it is at one moment, while others read and write it."""
    backup_database(_open_database(), path)


@cli.command()
def restore(path: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A copy.")]) -> None:
    """Put a copy in the place of the whole database, once it was found sound."""
    engine = make_engine(read_settings().database_url)
    restore_database(engine, path)
    migrate(engine)


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of ANNALS_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on, instead of ANNALS_PORT.")] = None,
    allow_ingest: Annotated[
        bool, typer.Option("--allow-ingest", help="Whoever can open the pages can also ingest documents, on /ingest.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="With --allow-ingest: from addresses of private networks, too.")
    ] = False,
    workers: Annotated[
        int | None, typer.Option(min=1, max=64, help="How many processes answer, instead of ANNALS_WORKERS.")
    ] = None,
    log: Annotated[
        LogStyle | None, typer.Option(help="Lines about requests on standard error, instead of ANNALS_LOG.")
    ] = None,
    metrics: Annotated[
        bool | None, typer.Option("--metrics", help="Tell Prometheus on /metrics, instead of ANNALS_METRICS.")
    ] = None,
    telemetry: Annotated[
        bool | None,
        typer.Option("--telemetry", help="Send OpenTelemetry to OTEL_EXPORTER_OTLP_ENDPOINT; or ANNALS_TELEMETRY."),
    ] = None,
    stop_within: Annotated[
        int, typer.Option(min=0, help="Seconds that answers under way have when the server is to stop.")
    ] = 10,
) -> None:
    """Serve the timeline to a browser, until stopped."""
    settings = read_settings()
    service = server.Service(
        settings.database_url,
        workers or settings.workers,
        stop_within,
        log or settings.log,
        settings.metrics if metrics is None else metrics,
        settings.telemetry if telemetry is None else telemetry,
    )
    service.check()
    if service.telemetry:
        check_telemetry()
    if allow_ingest and service.workers > 1:
        raise typer.BadParameter("--allow-ingest keeps its jobs in one process: it cannot be had with --workers")
    _open_database().dispose()
    work = partial(work_apart, settings.database_url, allow_private=allow_private)
    with server.listen(host or settings.host, settings.port if port is None else port) as bound:
        console.say(Console(), f"Annals 编年: {server.address(bound)} (Ctrl-C stops it)")
        if allow_ingest:
            with Desk(work) as desk:
                server.run(service, bound, desk)
        else:
            server.run(service, bound)


@cli.command()
def synth(
    events: Annotated[int, typer.Argument(min=1, max=10_000_000, help="How many events.")],
    seed: Annotated[int, typer.Option(min=0, help="Another number makes another archive.")] = 1,
) -> None:
    """Fill an empty database with a made-up archive, to measure on. Stopped half-way it leaves nothing of use."""
    documents = write_archive(_open_database(), events, seed)
    console.say(Console(), f"{events} events in {documents} documents")


@cli.command()
def export(
    format: Annotated[formats.Format, typer.Option(help="What to write.")],
    output: Annotated[
        typer.FileBinaryWrite, typer.Option(atomic=True, lazy=False, help="Where to write; - is standard output.")
    ] = "-",  # type: ignore[assignment]  # Typer opens what is named here
) -> None:
    """Write all events, or all statements."""
    with open_session(_open_database()) as session:
        for piece in formats.export(session, format):
            output.write(piece)


@cli.command()
def verify(
    packet: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="An evidence packet, packet.zip.")
    ] = None,
) -> None:
    """Check an evidence packet: every file against its hash, every quote against its text. Without one: the whole
    database, its keys, quotes, hashes and search index. Exit code 1: something is wrong."""
    if packet:
        found = verify_packet(packet.read_bytes())
        console.print_verified(Console(), found)
        raise typer.Exit(1 if found.problems else 0)
    with open_session(_open_database(), writing=True) as session:
        damages, due = list(list_damages(session)), list_due_documents(session)
    console.print_damages(Console(), damages, len(due))
    raise typer.Exit(1 if damages else 0)


@cli.command()
def lint() -> None:
    """Name what contradicts itself in the archive, each with its passage. Exit code 1: there is something."""
    with open_session(_open_database()) as session:
        problems = list(list_problems(session))
    console.print_lint(Console(), problems)
    raise typer.Exit(1 if problems else 0)


@cli.command()
def check(
    update: Annotated[bool, typer.Option("--update", help="Accept what is found as what is expected.")] = False,
    documents: Annotated[list[Path], typer.Option(exists=True, help="Golden documents.")] = _GOLDEN_DOCUMENTS,
    expected: Annotated[Path, typer.Option(exists=True, help="The folder of what is expected.")] = _GOLDEN,
) -> None:
    """Show events gained (+) and lost (-) on the golden documents."""
    differences = golden.check(documents, expected)
    console.print_differences(Console(), differences)
    if update:
        golden.update(documents, expected)
    raise typer.Exit(1 if differences and not update else 0)


@cli.command()
def relink() -> None:
    """Extract and link all stored documents anew, after a change of rules or word lists."""
    console.say(Console(), f"{job.relink(_open_database())} events")


@cli.command()
def dates(
    text: Annotated[str | None, typer.Option(help="Explain the dates of these words.")] = None,
    reference: Annotated[str | None, typer.Option(help="The day they are said on, YYYY-MM-DD or an instant.")] = None,
) -> None:
    """Find dates and explain them: of --text in words, else of JSON lines {"id", "text", "reference"} from standard
    input as JSON lines."""
    try:
        if text is not None:
            for line in dates_in_words(text, reference).split("\n"):
                console.say(Console(), line)
        else:
            for line in dates_of_lines(TextIOWrapper(sys.stdin.buffer, encoding="utf-8")):
                print(line)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@cli.command("check-lexicon")
def check_lexicon(
    folder: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, show_default="those in use", help="The word lists.")
    ] = _LEXICON,
) -> None:
    """Name each wrong line of the word lists: what stands twice, contradicts or is unknown. Of the lists in use also
    the first wrong line of each table that reading goes by."""
    problems = find_problems({path.name: path.read_text("utf-8", errors="replace") for path in folder.glob("*.tsv")})
    wrong = find_wrong_lines(read_tables()) if folder == _LEXICON else ()
    problems += [Problem(str(_READING / error.file), error.line, error.reason) for error in wrong]
    console.print_problems(Console(), folder, problems)
    raise typer.Exit(1 if problems else 0)


@actors.command()
def suggest(
    least: Annotated[int, typer.Option("--min", min=1, help="Documents that must show the alias.")] = 1,
    tsv: Annotated[bool, typer.Option("--tsv", help="Columns parted by tabs instead of a table.")] = False,
) -> None:
    """List names in the stored documents that may be another name of an actor, for review; nothing is merged."""
    with open_session(_open_database()) as session:
        documents = ((each.document, each.extraction) for each in list_linked_documents(session))
        suggestions = suggest_aliases(documents, least)
    if tsv:
        print("\n".join(console.suggestion_lines(suggestions)))
    else:
        console.print_suggestions(Console(), suggestions)


@runs.callback()
def list_all_runs(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        with open_session(_open_database()) as session:
            console.print_runs(Console(), list_runs(session))


@runs.command()
def diff(
    one: Annotated[int, typer.Argument(help="The number of a run, as `annals runs` lists it.")],
    other: Annotated[int, typer.Argument(help="The number of another.")],
) -> None:
    """Show the events that were added (+), removed (-), dated otherwise (~) or merged otherwise (*) from the end of one
    run to the end of another."""
    try:
        with open_session(_open_database()) as session:
            console.print_run_difference(Console(), compare_runs(session, one, other))
    except NotFound as error:
        raise typer.BadParameter(str(error)) from error


@cli.command()
def explain(
    event: Annotated[str, typer.Argument(help="The id of an event, or the key of any of its mentions.")],
) -> None:
    """Tell why an event is as it is: its date, its status, its weight, and what holds its mentions together."""
    try:
        with open_session(_open_database()) as session:
            for line in explain_event(session, event):
                console.say(Console(), line)
    except NotFound as error:
        raise typer.BadParameter(str(error)) from error


@cli.command()
def version() -> None:
    """Print the version."""
    console.say(Console(), f"annals {installed_version('annals')}")


def main() -> None:
    """What a user can mend is told in one line. Everything else is a bug and shows where it happened."""
    try:
        cli()
    except (SettingsError, LexiconError, SchedulerError) as error:
        _give_up(str(error))
    except DBAPIError as error:
        engine = make_engine(read_settings().database_url)
        reason = find_reason(error, engine)
        if reason is None:
            _show_bug()
        _give_up(f"{engine.url} cannot be used: {reason}")
    except Exception:
        _show_bug()


def _show_bug() -> NoReturn:
    traceback.print_exc()
    sys.exit(_BUG)


def _give_up(reason: str) -> None:
    console.say(Console(stderr=True), f"annals: {reason}")
    sys.exit(2)


def _open_database() -> Engine:
    engine = make_engine(read_settings().database_url)
    migrate(engine)
    return engine
