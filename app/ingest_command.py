"""`annals ingest`: what was named on the command line to inputs of the job, and the job for as long as it is wanted."""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from sqlalchemy import Engine
from typer import BadParameter

from app import console
from app import ingest as job
from app.fetching import Fetcher, InputAddress, follow_feeds
from app.inputs import Input, list_inputs
from app.watching import watch_folders

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_address(named: str) -> bool:
    return _ADDRESS.match(named) is not None


def list_addresses(lines: Iterable[str]) -> list[str]:
    """One address a line; blank lines and those with # in front are passed over."""
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def check_named(named: Sequence[str]) -> Sequence[str]:
    """Raises BadParameter when there is nothing, or a path that leads nowhere."""
    if not named:
        raise BadParameter("name files, folders or addresses")
    for each in named:
        if not is_address(each) and not os.path.lexists(each):
            raise BadParameter(f"there is no file, folder or address {each!r}")
    return named


def check_folders(named: Sequence[str], with_others: bool) -> list[Path]:
    """Raises BadParameter when something else than a folder is to be watched, or `with_others`: options that only
    one run can obey."""
    if with_others:
        raise BadParameter("--watch goes on for ever: it cannot be had with --dry-run, --follow, --json or --since")
    for each in named:
        if not Path(each).is_dir():
            raise BadParameter(f"only folders can be watched, and {each!r} is none")
    return [Path(each) for each in named]


def list_named(named: Sequence[str], since: datetime | None, fetcher: Fetcher, *, follow: bool) -> Sequence[Input]:
    """The files below the paths, then the addresses, each once in the order that it was named in. With `follow` the
    pages that the entries of a feed lead to come in its place."""
    files = list_inputs([Path(each) for each in named if not is_address(each)], since)
    inputs: list[Input] = [*files, *(InputAddress(each, fetcher) for each in dict.fromkeys(filter(is_address, named)))]
    return list(follow_feeds(inputs, fetcher)) if follow else inputs


def ingest_while_watching(engine: Engine, folders: Sequence[Path], *, jobs: int, poll: bool, scheduler: str) -> int:
    """Ingests what is in the folders and what comes, until Ctrl-C; each run says what it did. How many documents were
    skipped in all."""
    said, display = Console(), console.IngestDisplay(Console(stderr=True))
    console.say(said, f"watching {', '.join(map(str, folders))} (Ctrl-C stops it)")
    reports: list[job.Report] = []
    try:
        for files in watch_folders(folders, poll=poll):
            with display.bar(files, len(files)) as shown:
                report = job.ingest(engine, shown, datetime.now(UTC), display.skipped, jobs, display.taken, scheduler)
            reports.append(report)
            console.print_report(said, report)
    except KeyboardInterrupt:
        skipped = sum(len(report.skipped) for report in reports)
        stored, replaced = (sum(getattr(report, name) for report in reports) for name in ("stored", "replaced"))
        # Not `said`, which may have been stopped in the middle of a line and would say it again.
        console.say(Console(), f"stopped watching: {stored} stored, {replaced} replaced, {skipped} skipped")
    return sum(len(report.skipped) for report in reports)
