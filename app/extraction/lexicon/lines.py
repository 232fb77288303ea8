"""Lines of the data files that know where they stand, and what can be wrong with them."""

from dataclasses import dataclass

# Every data file and how many columns it has; those at the end may be left out where they are empty.
COLUMNS = {
    "actors.tsv": 6,
    "capitals.tsv": 2,
    "carriers.tsv": 1,
    "country_signs.tsv": 2,
    "cues.tsv": 2,
    "discard.tsv": 2,
    "english.tsv": 2,
    "laws.tsv": 2,
    "leader_signs.tsv": 2,
    "markers.tsv": 3,
    "org_suffixes.tsv": 1,
    "places.tsv": 3,
    "predicates.tsv": 1,
    "recent.tsv": 1,
    "speaking.tsv": 1,
    "surnames.tsv": 1,
    "titles.tsv": 2,
    "topics.tsv": 5,
    "transliteration.tsv": 1,
    "triggers.tsv": 5,
}


@dataclass(frozen=True)
class Problem:
    """`file` is the bare name, `line` counts from 1."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Line:
    """`found` is how many columns were written; `fields` are filled up to the width of the file."""

    file: str
    number: int
    found: int
    fields: tuple[str, ...]

    @property
    def width(self) -> int:
        return COLUMNS[self.file]

    @property
    def is_whole(self) -> bool:
        return self.found <= self.width and bool(self.fields[0].strip())

    @property
    def name(self) -> str:
        return self.fields[0]

    @property
    def where(self) -> str:
        return f"{self.file}:{self.number}"

    def parts(self, column: int) -> list[str]:
        """The members of a list, which are parted by |; empty ones too."""
        return self.fields[column].split("|") if self.fields[column] else []

    def wrong(self, reason: str) -> Problem:
        return Problem(self.file, self.number, reason)


def read_lines(file: str, text: str) -> list[Line]:
    """All lines that are neither blank nor comments."""
    lines = []
    for number, words in enumerate(text.splitlines(), 1):
        if words.strip() and not words.startswith("#"):
            fields = words.split("\t")
            missing = COLUMNS[file] - len(fields)
            lines.append(Line(file, number, len(fields), (*fields, *[""] * missing)))
    return lines
