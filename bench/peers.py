"""Libraries that the benchmarks set beside this program."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime


def jionlp_finder() -> Callable[[str], None] | None:
    """JioNLP's time extraction, or None when it is not installed."""
    try:
        import jionlp
    except ImportError:
        return None
    # It logs each expression that it cannot read.
    logging.disable(logging.CRITICAL)
    stamp = datetime(2021, 1, 1).timestamp()

    def find(text: str) -> None:
        # It gives up on texts with expressions that it cannot read, having found and read those before them.
        with suppress(ValueError):
            jionlp.ner.extract_time(text, time_base=stamp)

    find("今天")
    return find


def main_text_finders() -> dict[str, Callable[[str], str]]:
    """By name, what finds the main text of a whole page, for each of the libraries that are installed."""
    makers = {
        "trafilatura": _trafilatura,
        "readability-lxml": _readability,
        "newspaper": _newspaper,
        "goose3": _goose,
        "jusText": _justext,
    }
    found: dict[str, Callable[[str], str]] = {}
    for name, make in makers.items():
        with suppress(ImportError):
            found[name] = make()
    return found


def _trafilatura() -> Callable[[str], str]:
    import trafilatura

    return lambda page: trafilatura.extract(page, include_comments=False, include_tables=True) or ""


def _readability() -> Callable[[str], str]:
    import lxml.html
    import readability

    return lambda page: str(lxml.html.fromstring(readability.Document(page).summary()).text_content())


def _newspaper() -> Callable[[str], str]:
    from newspaper import Article

    def find(page: str) -> str:
        article = Article("http://example.org/", language="zh")
        article.download(input_html=page)
        article.parse()
        return str(article.text)

    return find


def _goose() -> Callable[[str], str]:
    from goose3 import Goose
    from goose3.text import StopWordsChinese

    goose = Goose({"stopwords_class": StopWordsChinese, "enable_image_fetching": False})
    return lambda page: str(goose.extract(raw_html=page).cleaned_text)


def _justext() -> Callable[[str], str]:
    import justext

    # Chinese has no list of stop words there: without one, only length and links decide.
    def find(page: str) -> str:
        paragraphs = justext.justext(
            page.encode(),
            frozenset(),
            length_low=20,
            length_high=60,
            stopwords_low=0,
            stopwords_high=0,
            encoding="utf-8",
        )
        return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)

    return find
