import csv
import io

import pytest

from app.formats.csv import BYTE_ORDER_MARK, COLUMNS, write
from app.store.views import EventDetail
from tests.formats.samples import EVENT, event_like


def rows(*events: EventDetail) -> list[dict[str, str]]:
    text = "".join(write(events)).removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_shows_the_quote_with_its_source() -> None:
    (row,) = rows(EVENT)
    assert row["quote"] == "中美两国高层18日在安克雷奇会谈。"
    assert (row["file"], row["publisher"], row["url"]) == ("a.txt", "样报", "https://example.org/1")
    assert (row["start"], row["end"], row["actors"], row["topics"]) == (
        "2021-03-18",
        "2021-03-18",
        "中国；美国",
        "中美关系",
    )


def test_spreadsheets_are_told_that_it_is_utf8() -> None:
    assert next(iter(write([]))) == BYTE_ORDER_MARK + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize("title", ["=1+1", "+86", "-1", "@总理", "\t=1", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(title: str) -> None:
    (row,) = rows(event_like(title=title))
    assert row["title"] == "'" + title


@pytest.mark.parametrize("title", ["中美会谈", "2+2会晤", "a=b", '他说："好"', "两\n行", "a,b", ""])
def test_other_cells_come_back_as_they_are(title: str) -> None:
    (row,) = rows(event_like(title=title))
    assert row["title"] == title


def test_an_unknown_day_is_an_empty_cell() -> None:
    (row,) = rows(event_like(edtf=None, first=None, last=None))
    assert (row["edtf"], row["start"], row["end"]) == ("", "", "")
