"""Words for a reader, finished in Chinese, together with what another language needs to say the same."""

from collections.abc import Iterable, Mapping
from functools import reduce


class Sentence(str):
    """A text in simplified Chinese. `pattern` is its key in the catalogues, `values` are what stands in its %(name)s;
    a value may be a sentence itself."""

    pattern: str
    values: Mapping[str, object]


def sentence(pattern: str, /, **values: object) -> Sentence:
    """`sentence("早于 %(day)s", day="2021-03-18")` is `早于 2021-03-18`. Plain words among the values are the archive's
    own; what is the program's is a sentence again. A percent sign is written twice."""
    made = Sentence(filled(pattern, values))
    made.pattern, made.values = pattern, values
    return made


def filled(text: str, values: Mapping[str, object]) -> str:
    """A pattern, in any language, with its values."""
    return text % values if values else text.replace("%%", "%")


def listed(parts: Iterable[str]) -> str:
    """One after the other: 甲、乙、丙."""
    return reduce(lambda before, last: sentence("%(before)s、%(last)s", before=before, last=last), parts)
