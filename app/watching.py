"""Folders whose new and changed files are taken as soon as nobody writes to them any more."""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

from app.errors import SettingsError
from app.inputs import InputFile, list_inputs

# What is written in pieces, by a browser or over a network, pauses for less than this.
STILL_SECONDS = 1.0
# How often is looked whether a file is still, and how long Ctrl-C may take, in milliseconds.
TICK = 250
# Browsers and editors write under such names and give the file its own when it is whole.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".tmp", ".swp", "~")

_Look = tuple[int, int]


class Pending:
    """Files that came or changed, until their size and time have been the same for `STILL_SECONDS`. A file that looks
    as it did when it was last taken is not taken again, however often it is told of."""

    def __init__(self) -> None:
        self._looks: dict[Path, tuple[_Look | None, float]] = {}
        self._taken: dict[Path, _Look] = {}

    def add(self, path: Path, now: float) -> None:
        """`now` is in seconds, on any clock that never goes back."""
        self._looks.setdefault(path.resolve(), (None, now))

    def take_still(self, now: float) -> set[Path]:
        """Those that are still, which wait no longer; nor does one that is gone."""
        still = set()
        for path, (before, since) in list(self._looks.items()):
            look = _look_at(path)
            if look is None or look == self._taken.get(path):
                del self._looks[path]
            elif look != before:
                self._looks[path] = (look, now)
            elif now - since >= STILL_SECONDS:
                del self._looks[path]
                self._taken[path] = look
                still.add(path)
        return still


def watch_folders(
    folders: Sequence[Path], *, poll: bool = False, clock: Callable[[], float] = time.monotonic
) -> Iterator[list[InputFile]]:
    """First all files that are there, then those that come or change, in batches, for ever.

    `poll` looks instead of waiting to be told, for network drives, which tell nothing. Raises SettingsError when a
    folder cannot be watched, and KeyboardInterrupt on Ctrl-C.
    """
    pending = Pending()
    for file in list_inputs(folders):
        pending.add(file.path, clock())
    changes = watch(
        *folders,
        watch_filter=lambda change, path: change is not Change.deleted,
        debounce=TICK,
        rust_timeout=TICK,
        yield_on_timeout=True,
        force_polling=poll,
        poll_delay_ms=TICK,
    )
    try:
        for batch in changes:
            for _, name in batch:
                _note(pending, Path(name), clock())
            still = pending.take_still(clock())
            if still and (files := _documents_among(still, folders)):
                yield files
    except OSError as error:
        raise SettingsError(f"cannot watch {', '.join(map(str, folders))}: {error}; try --poll") from error


def _note(pending: Pending, path: Path, now: float) -> None:
    """A folder that was moved here as a whole is told of once, without its files."""
    files = [file.path for file in list_inputs([path])] if path.is_dir() else [path]
    for file in files:
        pending.add(file, now)


def _documents_among(still: set[Path], folders: Sequence[Path]) -> list[InputFile]:
    files = (file for file in list_inputs(folders) if not file.name.lower().endswith(UNFINISHED))
    return [file for file in files if file.path.resolve() in still]


def _look_at(path: Path) -> _Look | None:
    try:
        described = path.stat()
    except OSError:
        return None
    return described.st_size, described.st_mtime_ns
