"""One passage as a citation, in the formats that writers paste: GB/T 7714, APA, BibTeX, CSL-JSON, Markdown, plain.

`stored` is the address of the passage in our copy, `accessed` the day on which that copy was made: what was cited is
what stood there then.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.sentences import sentence
from app.store.views import DocumentLabel

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
# https://www.bibtex.org/SpecialSymbols/
_TEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")


@dataclass(frozen=True)
class Cited:
    document: DocumentLabel
    key: str
    quote: str
    stored: str
    accessed: date

    @property
    def address(self) -> str:
        return self.document.url or self.stored


@dataclass(frozen=True)
class Citation:
    """`name` is the value in addresses, `title` what the format is called."""

    name: str
    title: str
    text: str


def citations(cited: Cited) -> tuple[Citation, ...]:
    return tuple(Citation(name, title, write(cited)) for name, (title, write) in _FORMATS.items())


def _gbt(cited: Cited) -> str:
    """Newspaper article online: [N/OL]. Without a known publisher the entry begins with its title."""
    document = cited.document
    author = f"{document.publisher}. " if document.publisher else ""
    published = f"({document.published.isoformat()})" if document.published else _inferred(document, "([{}])")
    return f"{author}{_line(document.title)}[N/OL]. {published}[{cited.accessed.isoformat()}]. {cited.address}."


def _apa(cited: Cited) -> str:
    document, day = cited.document, cited.document.published
    when = f"{day.year}, {_MONTHS[day.month - 1]} {day.day}" if day else _inferred(document, "[{}]") or "n.d."
    title = _line(document.title)
    return (
        f"{document.publisher}. ({when}). {title}. {cited.address}"
        if document.publisher
        else (f"{title}. ({when}). {cited.address}")
    )


def _bibtex(cited: Cited) -> str:
    document, day = cited.document, cited.document.published
    fields = {
        "title": f"{{{_tex(_line(document.title))}}}",
        "author": f"{{{_tex(document.publisher)}}}" if document.publisher else "",
        "year": str(day.year) if day else _inferred(document, "{}"),
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "url": cited.address,
        "urldate": cited.accessed.isoformat(),
        "note": f"“{_tex(_line(cited.quote))}”",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{annals-{cited.key},", *lines, "}"])


def _csl(cited: Cited) -> str:
    document, day = cited.document, cited.document.published
    item: dict[str, Any] = {"id": f"annals-{cited.key}", "type": "article-newspaper", "title": _line(document.title)}
    if document.publisher:
        item["container-title"] = document.publisher
    if day:
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    elif document.inferred_year:
        item["issued"] = {"date-parts": [[document.inferred_year]], "circa": True}
    accessed = cited.accessed
    item |= {
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "URL": cited.address,
        "language": "zh",
        "note": cited.quote,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def _markdown(cited: Cited) -> str:
    document = cited.document
    quote = "\n".join(f"> {_plain_markdown(line)}" for line in cited.quote.splitlines() or [""])
    source = f"[{_plain_markdown(_line(document.title))}](<{cited.address}>)"
    return f"{quote}\n>\n> — {_source(document, source)}（[存档原文](<{cited.stored}>)）"


def _plain(cited: Cited) -> str:
    document = cited.document
    source = _source(document, f"《{_line(document.title)}》")
    return f"“{_line(cited.quote)}”——{source}，{cited.address}" + (
        "" if cited.address == cited.stored else f"（存档：{cited.stored}）"
    )


def _source(document: DocumentLabel, title: str) -> str:
    day = document.published
    when = f"，{day.year}年{day.month}月{day.day}日" if day else _inferred(document, "，约{}年") or "，日期不详"
    return f"{document.publisher or ''}{title}{when}"


def _inferred(document: DocumentLabel, form: str) -> str:
    return form.format(document.inferred_year) if document.inferred_year else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def _plain_markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


_FORMATS: dict[str, tuple[str, Callable[[Cited], str]]] = {
    "plain": (sentence("引文与网址"), _plain),
    "gbt": ("GB/T 7714", _gbt),
    "apa": ("APA", _apa),
    "bibtex": ("BibTeX", _bibtex),
    "csl": ("CSL-JSON", _csl),
    "markdown": ("Markdown", _markdown),
}
