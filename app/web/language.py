"""The languages of the pages. What is said on a page is a simplified Chinese text, and the key of a catalogue.

One request has one language: `speak` sets it, `say` and `counted` find words in it, and whoever is called between needs
not pass it on.
"""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from markupsafe import Markup

from app.sentences import Sentence, filled

DOMAIN = "annals"


class Language(StrEnum):
    """By the tags of `<html lang>` and `Accept-Language`."""

    HANS = "zh-Hans"
    HANT = "zh-Hant"
    ENGLISH = "en"


# What each is called by those who read it.
NAMES = {Language.HANS: "简体", Language.HANT: "繁體", Language.ENGLISH: "English"}
# English as the world writes it: 18 March 2021.
_LOCALES = {Language.HANS: "zh_Hans", Language.HANT: "zh_Hant", Language.ENGLISH: "en_GB"}


@dataclass(frozen=True)
class Tongue:
    """A language with the words and the forms of dates that it has."""

    language: Language
    locale: Locale
    words: NullTranslations


def _tongue(language: Language, words: NullTranslations) -> Tongue:
    return Tongue(language, Locale.parse(_LOCALES[language]), words)


_MOTHER = _tongue(Language.HANS, NullTranslations())
_spoken: ContextVar[Tongue] = ContextVar("spoken", default=_MOTHER)


@lru_cache(maxsize=4)
def read_tongues(folder: Path) -> dict[Language, Tongue]:
    """Every language, from the catalogues as translators write them: `zh_Hant/LC_MESSAGES/annals.po`."""
    others = {each: read_words(folder, each) for each in Language if each is not Language.HANS}
    return {Language.HANS: _MOTHER} | {each: _tongue(each, words) for each, words in others.items()}


def read_words(folder: Path, language: Language) -> Translations:
    """The catalogue, compiled in memory: no file is made that could be older than its source."""
    compiled = BytesIO()
    with (folder / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as catalogue:
        write_mo(compiled, read_po(catalogue))
    compiled.seek(0)
    return Translations(compiled, DOMAIN)


def speak(tongue: Tongue) -> None:
    """From here on, for what is done for the same request."""
    _spoken.set(tongue)


def spoken() -> Tongue:
    return _spoken.get()


def language() -> Language:
    return _spoken.get().language


def say(pattern: str, /, **values: object) -> str:
    """A text or a Sentence in the language of the page. With marked-up values it is marked up, and all else in it
    escaped."""
    if isinstance(pattern, Sentence) and pattern.values:
        return _fill(gettext(pattern.pattern), {name: _inner(value) for name, value in pattern.values.items()})
    return _fill(gettext(pattern), values)


def counted(pattern: str, num: int, /, **values: object) -> str:
    """The same for a text with a number in it, `%(num)s`, whose word follows the number: 1 event, 2 events."""
    return _fill(ngettext(pattern, pattern, num), {"num": num, **values})


def gettext(pattern: str) -> str:
    """For templates, which fill it themselves."""
    return _spoken.get().words.gettext(pattern) if pattern else ""


def ngettext(one: str, many: str, num: int) -> str:
    return _spoken.get().words.ngettext(one, many, num)


def pgettext(context: str, pattern: str) -> str:
    return _spoken.get().words.pgettext(context, pattern)


def npgettext(context: str, one: str, many: str, num: int) -> str:
    return _spoken.get().words.npgettext(context, one, many, num)


def counted_html(pattern: str, num: int, /, **values: object) -> Markup:
    """For templates: the pattern may hold elements, and is marked up; the values are escaped."""
    return Markup(ngettext(pattern, pattern, num)) % {"num": num, **values}


def _fill(text: str, values: Mapping[str, object]) -> str:
    is_marked_up = any(isinstance(value, Markup) for value in values.values())
    return filled(Markup(text) if is_marked_up else text, values)


def _inner(value: object) -> object:
    if isinstance(value, Sentence):
        return say(value)
    return data(value) if isinstance(value, str) else value


def data(text: str) -> str:
    """Chinese words of the archive inside of a sentence of the page: marked as Chinese where the page is not."""
    if _spoken.get().language is Language.HANS or text.isascii():
        return text
    return Markup('<span lang="zh">{}</span>').format(text)


def in_address() -> str:
    """What the address of a file says of the language; "" for the one that files have without."""
    return "" if _spoken.get().language is Language.HANS else _spoken.get().language


def plain(words: str) -> str:
    """Without elements, for an attribute or a title."""
    return words.striptags() if isinstance(words, Markup) else words


def plural(pattern: str) -> str:
    """Names a pattern for `counted` that stands in a table."""
    return pattern


class Words(Mapping[str, str]):
    """A table of sentences that are looked up in the language of the page."""

    def __init__(self, sentences: Mapping[str, Sentence]) -> None:
        self._sentences = dict(sentences)

    def __getitem__(self, key: str) -> str:
        return say(self._sentences[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def __len__(self) -> int:
        return len(self._sentences)
