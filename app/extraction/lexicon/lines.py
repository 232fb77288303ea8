"""Lines of the data files that know where they stand, and what can be wrong with them."""

from dataclasses import dataclass

from app.extraction.lexicon.columns import COLUMNS


@dataclass(frozen=True)
class Problem:
    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"
