"""What the terminal shows while a job runs and when it is done."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Column, Table
from rich.text import Text

from app.extracting import Skipped
from app.extraction.lexicon.lines import Problem
from app.extraction.suggest import Suggestion
from app.formats.packet import Verified
from app.golden import Difference
from app.ingest import Report, Taken
from app.inputs import Input
from app.store.history import Difference as RunDifference
from app.store.history import Was
from app.store.problems import Problem as Contradiction
from app.store.runs import Run
from app.store.save import Saved

_LONGEST_QUOTE = 80


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f} documents/s" if task.speed else "")


class IngestDisplay:
    """A bar on a terminal, nothing in a log; skipped files are named as they happen in both."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def bar(self, files: Iterable[Input], total: int) -> Iterator[Iterator[Input]]:
        columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
        shown = self._console.is_terminal
        try:
            with Progress(*columns, console=self._console, transient=True, disable=not shown) as progress:
                yield iter(progress.track(files, total))
        except KeyboardInterrupt:
            say(self._console, "interrupted; what was read so far is stored, and the next run goes on from there")
            raise

    def skipped(self, skipped: Skipped) -> None:
        say(self._console, f"skipped {skipped.file}: {skipped.reason}")

    def taken(self, taken: Taken) -> None:
        """What was there already is not worth a line."""
        if taken.saved is Saved.NEW:
            say(self._console, f"stored {taken.file}")
        elif taken.saved is Saved.REPLACED:
            say(self._console, f"replaced {taken.file}")


def print_report(console: Console, report: Report) -> None:
    say(
        console,
        f"{report.stored} stored, {report.replaced} replaced, {report.unchanged} unchanged, "
        f"{len(report.skipped)} skipped; {report.events} events in the database; {report.seconds:.1f} s",
    )
    for notice in report.notices:
        say(console, f"note: {notice}")


def print_damages(console: Console, damages: Sequence[str], due: int) -> None:
    for damage in damages:
        say(console, damage)
    if due:
        say(console, f"{due} documents wait to be linked: the next ingest does that")
    say(console, f"{len(damages)} damages")


def print_differences(console: Console, differences: Sequence[Difference]) -> None:
    for difference in differences:
        say(console, difference.document)
        for sign, events in (("+", difference.gained), ("-", difference.lost)):
            for event in events:
                say(console, f"  {sign} {event}")
    gained = sum(len(difference.gained) for difference in differences)
    lost = sum(len(difference.lost) for difference in differences)
    say(console, f"{gained} gained, {lost} lost")


def print_problems(console: Console, folder: Path, problems: Sequence[Problem]) -> None:
    for problem in problems:
        say(console, f"{folder / problem.file}:{problem.line}: {problem.reason}")
    say(console, f"{len(problems)} problems")


def print_verified(console: Console, found: Verified) -> None:
    for problem in found.problems:
        say(console, problem)
    if found.problems:
        say(console, f"not verified: {len(found.problems)} problems")
    else:
        say(console, f"verified: {found.quotes} quotes in {found.documents} documents; manifest {found.seal}")


def print_lint(console: Console, problems: Sequence[Contradiction]) -> None:
    for each in problems:
        quote = " ".join(each.quote.split())
        say(
            console,
            f"{each.document.file}:{each.start}-{each.end}: {each.fault}: {each.detail}: {quote[:_LONGEST_QUOTE]}",
        )
    counts = Counter(each.fault for each in problems)
    told = ", ".join(f"{count} {fault}" for fault, count in counts.items())
    say(console, f"{len(problems)} problems" + (f": {told}" if told else ""))


def print_runs(console: Console, runs: Sequence[Run]) -> None:
    for run in runs:
        kinds = ("stored", "replaced", "unchanged")
        done = ", ".join(f"{run.report[kind]} {kind}" for kind in kinds) if run.report else "stopped before its end"
        events = f"; {run.report['events']} events" if run.report else ""
        say(console, f"{run.id}  {run.started_at:%Y-%m-%d %H:%M:%S}  {done}{events}")
    say(console, f"{len(runs)} runs")


def print_run_difference(console: Console, found: RunDifference) -> None:
    for each in found.added:
        say(console, f"+ {_told(each)}")
    for each in found.removed:
        heirs = found.heirs[each.id]
        say(console, f"- {_told(each)}" + (f" → {' '.join(heirs)}" if heirs else ""))
    for dated in found.redated:
        say(console, f"~ {_told(dated.after)}, before {dated.before.edtf or 'undated'}")
    for merged in found.remerged:
        say(console, f"* {_told(merged.event)}: {len(merged.won)} mentions won, {len(merged.lost)} lost")
    counts = (len(found.added), len(found.removed), len(found.redated), len(found.remerged))
    say(console, "{} added, {} removed, {} dated otherwise, {} merged otherwise".format(*counts))


def _told(event: Was) -> str:
    return f"{event.id}  {event.edtf or 'undated'}  {event.title}"


def print_suggestions(console: Console, suggestions: Sequence[Suggestion]) -> None:
    headers = ("Alias", "May be", "Documents", "Because of", "Words")
    table = Table(*(Column(header, overflow="fold") for header in headers))
    for each in suggestions:
        name = each.name if each.known else f"{each.name} (new)"
        words = (each.alias, name, str(each.documents), f"{each.sign}: {each.shared}", f"{each.quote} ({each.file})")
        table.add_row(*(Text(_printable(word)) for word in words))
    console.print(table)
    say(console, f"{len(suggestions)} suggestions")


def suggestion_lines(suggestions: Sequence[Suggestion]) -> Iterator[str]:
    """For a program or a spreadsheet: the names of the columns, then one line for each, parted by tabs."""
    columns = ("alias", "name", "known", "documents", "sign", "shared", "file", "quote")
    yield "\t".join(columns)
    for each in suggestions:
        yield "\t".join(_printable(str(getattr(each, column))) for column in columns)


def say(console: Console, text: str) -> None:
    """One line as it is: words of documents and names of files never steer the terminal."""
    console.print(_printable(text), markup=False, highlight=False, soft_wrap=True)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
