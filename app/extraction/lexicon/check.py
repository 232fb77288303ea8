"""What is wrong with the data files, said by file and line, so that nobody needs to read code to mend them."""

from collections.abc import Iterable, Iterator, Mapping

from app.extraction.folding import fold
from app.extraction.lexicon.lines import COLUMNS, Line, Problem, read_lines
from app.extraction.lexicon.rules import FIELDS, LISTS, NEVER_TWICE, REFERENCES

# What spreadsheets add, and what stands where a file was not UTF-8.
_STRAY = frozenset('"\ufeff\ufffd')


def check(texts: Mapping[str, str]) -> list[Problem]:
    """All problems of the files, given as file name to content, in the order of files and lines."""
    problems = [Problem(file, 1, "no such file") for file in COLUMNS if file not in texts]
    problems += [Problem(file, 1, "nothing reads a file of this name") for file in texts if file not in COLUMNS]
    lines = {file: read_lines(file, texts[file]) for file in COLUMNS if file in texts}
    for file in lines:
        problems += [problem for line in lines[file] for problem in _of_line(line)]
    whole = {file: [line for line in lines[file] if line.is_whole] for file in lines}
    problems += [*_repeated(whole), *_strangers(whole), *_conflicts(whole), *_broken_nesting(whole)]
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.reason))


def _of_line(line: Line) -> Iterator[Problem]:
    """What can be seen without any other line."""
    if not line.is_whole:
        yield line.wrong(f"{line.width} columns parted by tabs expected, the first one filled; found {line.found}")
        return
    for number, field in enumerate(line.fields, 1):
        if field != field.strip() or set(field) & _STRAY:
            yield line.wrong(f"column {number} has a blank around it, or a mark that a program added: {field!r}")
        elif fold(field) != field:
            yield line.wrong(f"column {number} is not simplified or not half-width: {field}, better {fold(field)}")
    for rule in FIELDS:
        if rule.file == line.file and not rule.accepts(line.fields[rule.column]):
            yield line.wrong(f"{rule.what} cannot be {line.fields[rule.column]!r}; right is {rule.right}")
    if line.file == "actors.tsv" and line.fields[3] and line.fields[1] != "person":
        yield line.wrong("only persons hold offices")
    for file, column in LISTS:
        if file == line.file and "" in line.parts(column):
            yield line.wrong("a list has an empty part: || or | at an end")


def _repeated(lines: Mapping[str, list[Line]]) -> Iterator[Problem]:
    """A word that stands twice in the columns of a file that name things."""
    for file, columns in NEVER_TWICE:
        first: dict[tuple[str, ...], Line] = {}
        for line in lines.get(file, ()):
            names = columns(line)
            for name in names:
                earlier = first.setdefault(name, line)
                if earlier is not line or names.count(name) > 1:
                    yield line.wrong(f"{' '.join(name)} already stands in line {earlier.number}, under {earlier.name}")


def _strangers(lines: Mapping[str, list[Line]]) -> Iterator[Problem]:
    """A field that names what its file of names does not know."""
    for rule in REFERENCES:
        known = {name for source in rule.names for name in source(lines)}
        for line in lines.get(rule.file, ()):
            for name in line.parts(rule.column):
                if name and name not in known:
                    yield line.wrong(f"{rule.what} {name} is unknown; it must be {rule.right}")


def _conflicts(lines: Mapping[str, list[Line]]) -> Iterator[Problem]:
    """A word that two files claim for different things; said at the second of them."""
    actors = _by_word(lines.get("actors.tsv", ()), 4)
    for line in lines.get("places.tsv", ()):
        for word in _words(line, 1):
            # A state that is a city is one thing, whichever file names it.
            if word in actors and not (actors[word].name == line.name and actors[word].fields[1] == "country"):
                yield line.wrong(f"{word} is also an actor: {actors[word].where}")
    titles = _by_word(lines.get("titles.tsv", ()))
    yield from _claimed(titles, {**actors, **_by_word(lines.get("places.tsv", ()), 1)}, "a name")
    discarded = _by_word(lines.get("discard.tsv", ()))
    for file, aliases in (("actors.tsv", 4), ("places.tsv", 1), ("titles.tsv", None), ("triggers.tsv", None)):
        yield from _claimed(discarded, _by_word(lines.get(file, ()), aliases), "in use")
    yield from _claimed(discarded, _by_word(lines.get("cues.tsv", ())), "a verb of speech")


def _claimed(words: Mapping[str, Line], by: Mapping[str, Line], what: str) -> Iterator[Problem]:
    for word, line in words.items():
        if word in by:
            yield line.wrong(f"{word} is also {what}: {by[word].where}")


def _broken_nesting(lines: Mapping[str, list[Line]]) -> Iterator[Problem]:
    """A place lies in all that the larger place around it lies in."""
    around = {line.name: line.parts(2) for line in lines.get("places.tsv", ())}
    for line in lines.get("places.tsv", ()):
        nearest, *others = line.parts(2) or [""]
        if nearest and others != around.get(nearest, []):
            yield line.wrong(f"{nearest} lies in {'|'.join(around.get(nearest, [])) or 'nothing'}; so must {line.name}")


def _by_word(lines: Iterable[Line], aliases: int | None = None) -> dict[str, Line]:
    return {word: line for line in lines for word in _words(line, aliases)}


def _words(line: Line, aliases: int | None) -> list[str]:
    return [line.name, *(line.parts(aliases) if aliases else [])]
