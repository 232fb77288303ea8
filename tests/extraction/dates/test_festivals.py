"""Festivals, lunar dates and solar terms by years whose days are known."""

from datetime import date

import pytest

from app.errors import LexiconError
from app.extraction.dates.festivals import festivals, read_festivals


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("春节", 2014, date(2014, 1, 31)),
        ("除夕", 2023, date(2024, 2, 9)),
        ("端午节", 2006, date(2006, 5, 31)),
        ("中秋节", 2020, date(2020, 10, 1)),
        ("母亲节", 2021, date(2021, 5, 9)),
        ("感恩节", 2019, date(2019, 11, 28)),
        ("阵亡将士纪念日", 2021, date(2021, 5, 31)),
        ("清明节", 2021, date(2021, 4, 4)),
        ("冬至", 2024, date(2024, 12, 21)),
        ("大寒", 2017, date(2018, 1, 20)),
        ("复活节", 2021, date(2021, 4, 4)),
        ("世界地球日", 2021, date(2021, 4, 22)),
        ("九一八事变", 2021, date(1931, 9, 18)),
    ],
)
def test_a_festival_falls_on_its_day(name: str, year: int, day: date) -> None:
    assert festivals()[name].day_in(year) == day


@pytest.mark.parametrize(
    "line", ["春节", "春节\tmoon\t1-1", "春节\tlunar\t1", "春节\tlunar\tx-1", "国庆|国庆\tfixed\t10-1"]
)
def test_a_wrong_line_is_named(line: str) -> None:
    with pytest.raises(LexiconError, match=r"festivals\.tsv:2"):
        read_festivals(["# names", line])
