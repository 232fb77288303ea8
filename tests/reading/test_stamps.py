from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.reading.stamps import is_stamp, moment_of_epoch, parse_stamp

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "day", "instant"),
    [
        ("18/03/2021 - 14:26", date(2021, 3, 18), datetime(2021, 3, 18, 13, 26, tzinfo=UTC)),
        ("2020-08-08T23:14:22.005Z", date(2020, 8, 9), datetime(2020, 8, 8, 23, 14, 22, tzinfo=UTC)),
        ("2020-08-06T01:10:32", date(2020, 8, 6), datetime(2020, 8, 6, 1, 10, 32, tzinfo=UTC)),
        ("Tue, 10 Nov 2020 15:57:02 GMT", date(2020, 11, 10), datetime(2020, 11, 10, 15, 57, 2, tzinfo=UTC)),
        ("日期：Wed, 01 Jul 2020 21:49:17 +0000", date(2020, 7, 1), datetime(2020, 7, 1, 21, 49, 17, tzinfo=UTC)),
        ("来源：www.example.com  2021-09-25 08:00", date(2021, 9, 25), datetime(2021, 9, 25, 6, tzinfo=UTC)),
        ("2021年3月19日 下午2:05", date(2021, 3, 19), datetime(2021, 3, 19, 13, 5, tzinfo=UTC)),
        ("发布时间：2021-03-19", date(2021, 3, 19), None),
        ("2019-09-07 09:25:09 字号：A- A A+ 来源：某网", date(2019, 9, 7), datetime(2019, 9, 7, 7, 25, 9, tzinfo=UTC)),
    ],
)
def test_a_stamp_names_its_day_in_the_publishers_zone(text: str, day: date, instant: datetime | None) -> None:
    moment = parse_stamp(text, PARIS)
    assert is_stamp(text)
    assert moment is not None
    assert (moment.day, moment.instant and moment.instant.replace(microsecond=0)) == (day, instant)


@pytest.mark.parametrize("text", ["31 分钟前", "昨天", "最近更新： 9 小时前", "刚刚"])
def test_a_relative_stamp_is_a_stamp_but_names_no_moment(text: str) -> None:
    assert is_stamp(text)
    assert parse_stamp(text, PARIS) is None


@pytest.mark.parametrize(
    "text",
    [
        "2021年3月18日，双方在安克雷奇会谈。",
        "3月18日",
        "昨天的会谈",
        "2021年",
        "18日至19日",
        "他于2020年8月8日表示",
        "第18/03号文件",
    ],
)
def test_a_date_in_a_sentence_is_no_stamp(text: str) -> None:
    assert not is_stamp(text)


@pytest.mark.parametrize("text", ["2020-13-45T99:00:00Z", "2020-02-30", "31/02/2021 - 10:00", ""])
def test_an_impossible_date_names_no_moment(text: str) -> None:
    assert parse_stamp(text, PARIS) is None


def test_without_a_known_zone_the_day_is_the_one_as_written() -> None:
    moment = parse_stamp("2019-09-08T00:20:15+08:00", None)
    assert moment is not None and moment.day == date(2019, 9, 8)


@pytest.mark.parametrize(
    ("digits", "day"),
    [("1616075711000", date(2021, 3, 18)), ("1581517074", date(2020, 2, 12)), ("1999999606183320000", None)],
)
def test_an_epoch_has_ten_or_thirteen_digits(digits: str, day: date | None) -> None:
    moment = moment_of_epoch(digits, PARIS)
    assert (moment and moment.day) == day
