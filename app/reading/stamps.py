"""Time stamps as sites print them: what is one, and which moment it names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime

CLOCK = (
    r"(?P<half>上午|下午|早上|晚上|凌晨|中午)?(?P<hour>\d{1,2})\s*[:：時时点]\s*(?P<minute>\d{2})"
    r"(?:[:：分]\s*(?P<second>\d{2})?)?秒?"
)
YEAR_FIRST = (
    r"(?P<year>(?:19|20)\d{2})\s*(?:[-/.]|年)\s*(?P<month>\d{1,2})\s*(?:[-/.]|月)\s*(?P<day>\d{1,2})\s*日?"
    rf"(?:[\s　,，|]*(?:星期.|周.)?\s*{CLOCK})?"
)
DAY_FIRST = rf"(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>(?:19|20)\d{{2}})(?:\s*-?\s*{CLOCK})?"
ISO = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?")
MAIL = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})?(?: (?:GMT|UTC|[+-]\d{4}))?"
)
LOCAL = (re.compile(YEAR_FIRST), re.compile(DAY_FIRST))
AGO = r"\d{1,3}\s*(?:秒|分钟|分鐘|小时|小時|天|日)前|刚刚|剛剛|昨天|今天|前天"
LABEL = (
    r"(?:日期|时间|時間|发布时间|發布時間|发表时间|發表時間|发稿时间|(?:最[近后])?\s?更新(?:时间|時間)?|发布|發布|发表于|刊登于|首播)"
    r"[：:\s]?\s*"
)
SOURCE = r"(?:来源|來源)[：:]\s*\S{1,40}?\s+"
TRAILER = r"(?:\s*(?:北京时间|GMT|UTC|CST))?(?:\s*(?:更新|发布|字号|字體|来源|來源|浏览|阅读|评论|责编).{0,40})?"
STAMP = re.compile(
    rf"[（(\[]?\s*(?:{SOURCE})?(?:{LABEL})?(?:{ISO.pattern}|{MAIL.pattern}|{YEAR_FIRST}|{AGO}"
    rf"|{DAY_FIRST.replace('?P<', '?P<d_')}){TRAILER}\s*[）)\]]?$"
)
AFTER_NOON = ("下午", "晚上")
LONGEST = 90


@dataclass(frozen=True)
class Moment:
    """A day in the zone it was asked for, and the instant when a clock time was given."""

    day: date
    instant: datetime | None


def is_stamp(text: str) -> bool:
    return len(text) <= LONGEST and STAMP.match(text) is not None


def parse_stamp(text: str, zone: tzinfo | None) -> Moment | None:
    """The moment that a stamp names, None when it names none (31 分钟前) or an impossible one."""
    readers: tuple[Callable[[str, tzinfo | None], Moment | None], ...] = (_read_iso, _read_mail, _read_local)
    return next((moment for reader in readers if (moment := reader(text, zone))), None)


def moment_of(instant: datetime, zone: tzinfo | None) -> Moment:
    """Where the publisher's zone is unknown, the day is the one in the stamp's own offset."""
    return Moment(instant.astimezone(zone or instant.tzinfo).date(), instant.astimezone(UTC))


def moment_of_epoch(digits: str, zone: tzinfo | None) -> Moment | None:
    """Seconds (ten digits) or milliseconds (thirteen) since 1970; other numbers are no moment."""
    if len(digits) not in (10, 13):
        return None
    seconds = int(digits) / (1000 if len(digits) == 13 else 1)
    return moment_of(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), zone)


def _read_iso(text: str, zone: tzinfo | None) -> Moment | None:
    """A machine wrote it: without a zone it is UTC, as the feeds of Reuters show."""
    found = ISO.search(text)
    if not found:
        return None
    try:
        return moment_of(datetime.fromisoformat(found[1] + (found[2] or "Z")), zone)
    except (ValueError, OverflowError):
        return None


def _read_mail(text: str, zone: tzinfo | None) -> Moment | None:
    found = MAIL.search(text)
    if not found:
        return None
    try:
        instant = parsedate_to_datetime(found[0])
    except ValueError:
        return None
    return moment_of(instant if instant.tzinfo else instant.replace(tzinfo=UTC), zone)


def _read_local(text: str, zone: tzinfo | None) -> Moment | None:
    """Written for readers: a clock time is the publisher's, and an instant only when its zone is known."""
    found = next((match for pattern in LOCAL if (match := pattern.search(text))), None)
    if not found:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if not found["hour"] or zone is None:
            return Moment(day, None)
        hour = int(found["hour"]) + (12 if found["half"] in AFTER_NOON and int(found["hour"]) < 12 else 0)
        clock = datetime(day.year, day.month, day.day, hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None
    return Moment(day, clock.replace(tzinfo=zone).astimezone(UTC))
