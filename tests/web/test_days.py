"""Dates are shown exactly as finely as they are known."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.web.days import date_words, day_label


@dataclass(frozen=True)
class When:
    edtf: str | None
    first: date | None
    last: date | None
    precision: str


def when(edtf: str | None, first: str | None, last: str | None, precision: str) -> When:
    day = date.fromisoformat
    return When(edtf, day(first) if first else None, day(last) if last else None, precision)


CASES = [
    (("2021-03-18", "2021-03-18", "2021-03-18", "day"), "2021年3月18日", "18日", "周四"),
    (("2021-03-18/2021-03-19", "2021-03-18", "2021-03-19", "day"), "2021年3月18日至19日", "18–19日", "周四至周五"),
    (("2021-03-30/2021-04-02", "2021-03-30", "2021-04-02", "day"), "2021年3月30日至4月2日", "30日起", "至4月2日"),
    (
        ("2021-12-30/2022-01-02", "2021-12-30", "2022-01-02", "day"),
        "2021年12月30日至2022年1月2日",
        "30日起",
        "至1月2日",
    ),
    (("2021-11-08?", "2021-11-08", "2021-11-08", "day"), "约2021年11月8日", "8日", "大约"),
    (("2021-03", "2021-03-01", "2021-03-31", "month"), "2021年3月", "3月", "日未定"),
    (("2021-10/2021-11", "2021-10-01", "2021-11-30", "month"), "2021年10月至11月", "10月", "日未定"),
    (("2021-10~", "2021-10-01", "2021-10-31", "month"), "约2021年10月", "10月", "大约"),
    (("2021-10-01/2021-10-10", "2021-10-01", "2021-10-10", "part-month"), "2021年10月上旬", "上旬", "日未定"),
    (("2021-02-21/2021-02-28", "2021-02-21", "2021-02-28", "part-month"), "2021年2月下旬", "下旬", "日未定"),
    (("2021-10-01/2021-12-31", "2021-10-01", "2021-12-31", "quarter"), "2021年第四季度", "第四季度", "月份未定"),
    (("2022-07/2022-12", "2022-07-01", "2022-12-31", "half"), "2022年下半年", "下半年", "月份未定"),
    (("2020", "2020-01-01", "2020-12-31", "year"), "2020年", "年内", "月份未定"),
    (("XXXX-03-18", None, None, "day"), "3月18日（年份未定）", "3月18日", "年份未定"),
    (("XXXX-03-18/XXXX-03-19", None, None, "day"), "3月18日至3月19日（年份未定）", "3月18日至3月19日", "年份未定"),
    ((None, None, None, "vague"), "日期未定", "？", "年份未定"),
]


@pytest.mark.parametrize(("given", "full", "large", "small"), CASES)
def test_a_date_is_shown_as_finely_as_it_is_known(given: tuple[str, ...], full: str, large: str, small: str) -> None:
    dated = when(*given)
    label = day_label(dated)
    assert (date_words(dated), label.large, label.small, label.full) == (full, large, small, full)
