"""The names of topics as sentences of the pages: what `make translations` takes from their word list."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

Found = tuple[int, str, str, list[str]]


def extract(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """As Babel asks for it: line number, function, message, comments. The first column is the name."""
    lines: Iterable[str] = file.read().decode("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            yield number, "", line.split("\t")[0], []
