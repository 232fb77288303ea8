"""One passage in every format of citation."""

import json
from dataclasses import replace
from datetime import date

import pytest

from app.formats.citations import Cited, citations
from tests.formats.samples import DOCUMENT

CITED = Cited(DOCUMENT, "m1", "会谈有用。", "http://127.0.0.1/documents/0123456789ab#mention-m1", date(2026, 1, 2))


def cite(name: str, cited: Cited = CITED) -> str:
    return next(citation.text for citation in citations(cited) if citation.name == name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gbt", "样报. 会谈[N/OL]. (2021-03-19)[2026-01-02]. https://example.org/1."),
        ("apa", "样报. (2021, March 19). 会谈. https://example.org/1"),
        (
            "markdown",
            "> 会谈有用。\n>\n> — 样报[会谈](<https://example.org/1>)，2021年3月19日（[存档原文](<http://127.0.0.1/documents/"
            "0123456789ab#mention-m1>)）",
        ),
        (
            "plain",
            "“会谈有用。”——样报《会谈》，2021年3月19日，https://example.org/1（存档：http://127.0.0.1/documents/0123456789ab"
            "#mention-m1）",
        ),
    ],
)
def test_a_passage_is_cited(name: str, text: str) -> None:
    assert cite(name) == text


def test_bibtex_names_each_field_and_escapes_what_tex_would_eat() -> None:
    text = cite("bibtex", replace(CITED, document=replace(DOCUMENT, title="50% & {更多}")))
    assert text.startswith("@misc{annals-m1,\n  title = {{50\\% \\& \\{更多\\}}},")
    assert "  year = {2021},\n  month = {3},\n  day = {19}," in text and text.endswith("\n}")


def test_csl_is_json_with_the_day_in_parts() -> None:
    (item,) = json.loads(cite("csl"))
    assert item["issued"] == {"date-parts": [[2021, 3, 19]]} and item["note"] == "会谈有用。"
    assert (item["title"], item["container-title"], item["URL"]) == ("会谈", "样报", "https://example.org/1")


def test_what_is_not_known_is_left_out_or_said() -> None:
    bare = replace(CITED, document=replace(DOCUMENT, publisher=None, published=None, url=None))
    assert cite("gbt", bare) == f"会谈[N/OL]. [2026-01-02]. {CITED.stored}."
    assert cite("apa", bare) == f"会谈. (n.d.). {CITED.stored}"
    assert "日期不详" in cite("plain", bare) and "存档" not in cite("plain", bare)
    inferred = replace(bare, document=replace(bare.document, inferred_year=2021))
    assert "(2021" not in cite("gbt", inferred) and "([2021])" in cite("gbt", inferred)


def test_marks_of_markdown_in_a_quote_stay_characters() -> None:
    assert "> \\*a\\* \\[b\\]\n> \\# c" in cite("markdown", replace(CITED, quote="*a* [b]\n# c"))
