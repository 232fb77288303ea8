"""Lines of the tables of reading: columns parted by tabs, with remarks behind #."""

from collections.abc import Iterator

from app.errors import LexiconError


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is neither blank nor a remark, behind its number, which counts from 1."""
    lines = enumerate(text.splitlines(), start=1)
    return ((number, line) for number, line in lines if line.strip() and not line.startswith("#"))


def columns_of(line: str, number: int, file: str, width: int) -> list[str]:
    """Raises LexiconError when there are more or fewer than `width`."""
    columns = line.split("\t")
    if len(columns) != width:
        raise LexiconError(file, number, f"{width} columns parted by tabs are expected, not {len(columns)}")
    return columns
