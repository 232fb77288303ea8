"""The table of date rules: a name, a pattern, what builds its value, and what may not touch it.

To add a phrasing: one row here, two cases in `tests/extraction/dates/test_rules.py`. The longest match of any row
wins; among equal ones the first row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.extraction.dates import relative, resolve
from app.extraction.dates.context import Context
from app.extraction.dates.forms import Point
from app.extraction.dates.fragments import (
    COUNT,
    DAY,
    MONTH,
    MONTH_WORD,
    SOME,
    WEEK,
    WEEK_WORD,
    WEEKDAY_NAME,
    YEAR,
    YEAR_IN_DATE,
    B,
    with_tail,
)
from app.extraction.dates.values import Value

Builder = Callable[[Point, Context], Value]


@dataclass(frozen=True, eq=False)
class Rule:
    """`not_before` may not match just before the expression, `not_after` just behind it; `tail` allows a clock."""

    name: str
    pattern: str
    build: Builder
    not_before: str | None = None
    not_after: str | None = None
    tail: bool = True
    full: re.Pattern[str] = field(init=False)
    before: re.Pattern[str] | None = field(init=False)
    after: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        pattern = with_tail(self.pattern) if self.tail else self.pattern
        object.__setattr__(self, "full", re.compile(pattern))
        object.__setattr__(self, "before", re.compile(f"(?:{self.not_before})$") if self.not_before else None)
        object.__setattr__(self, "after", re.compile(self.not_after) if self.not_after else None)


_NOT_IN_NUMBER = r"[0-9.,/:：\-][ ]?|[0-9A-Za-z]|第"
_PART_OF_MONTH = "(?P<part>月?初|上旬|中旬|下旬|月?底|月?末|中|上半月|下半月)"
_PART_OF_YEAR = "(?P<part>年?初|伊始|年?底|年?末|年尾|年中|中|上半年|下半年|前半年|后半年|暑假|暑期)"
_UNIT = "(?P<unit>天|日|周|年|个?月|个星期|个礼拜|星期|礼拜|个季度|季度)"
# 7月中国 is no mid-July, 明年中期 no mid-year.
_NOT_MID = "国|期|共|方|美|日|俄|韩|印|英|法|德|欧|东|华|央|间|学|心|文|外|层|型|等|小|国|信|石|兴|铁|科|新|山|南|西|部|亚|非|介|标|断|止|立|场|资|概|超|锋|甲|正|秋"
_NAME_AFTER_WEEKDAY = "本(?!报|台|刊|网|社)|内瓦|中全会|角大楼|眼联盟|国峰会|星|战|川|方安全|方会谈|方机制|方对话|国两制|带一路|直|致|系列|切|些|共有|边|再|国|个多|次性|家|名|岁|线"

RULES: tuple[Rule, ...] = (
    Rule("full date", YEAR_IN_DATE + f"{B}的?" + MONTH + B + DAY, resolve.calendar_date, r"[0-9.]"),
    Rule(
        "full date",
        YEAR_IN_DATE + B + "(?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})[日号]",
        resolve.calendar_date,
        "[0-9]",
    ),
    Rule(
        "full date",
        r"(?P<year>1[0-9]{3}|20[0-9]{2})(?:-|/|\.|－)(?P<month>[0-9]{1,2})(?:-|/|\.|－)(?P<day>[0-9]{1,2})[日号]?",
        resolve.calendar_date,
        r"[0-9A-Za-z./_-]",
        r"[0-9]",
    ),
    Rule("month and day", MONTH + B + DAY, resolve.calendar_date, r"[0-9.]"),
    Rule("month word and day", MONTH_WORD + B + DAY, resolve.calendar_date),
    Rule("year and month", YEAR_IN_DATE + f"{B}的?" + MONTH, resolve.calendar_date, r"[0-9.]"),
    Rule(
        "part of a month",
        f"(?:{YEAR_IN_DATE}{B})?" + MONTH + _PART_OF_MONTH,
        resolve.calendar_date,
        r"[0-9.]",
        _NOT_MID,
    ),
    Rule("part of a month", MONTH_WORD + _PART_OF_MONTH, resolve.calendar_date, None, _NOT_MID),
    Rule("month", MONTH, resolve.calendar_date, r"[0-9.]|第", "不知|里的|饼"),
    Rule("month word", MONTH_WORD, resolve.calendar_date, "同|每"),
    Rule("day", DAY, resolve.calendar_date, _NOT_IN_NUMBER, "[元圆均本游内线楼院房馆店机门文令]|子|多|以|之"),
    Rule("year", YEAR, resolve.calendar_date, r"[0-9.]|每"),
    Rule("part of a year", YEAR_IN_DATE + B + _PART_OF_YEAR, resolve.calendar_date, r"[0-9.]", _NOT_MID),
    Rule(
        "weekday",
        f"(?:{WEEK_WORD})?{WEEK}{WEEKDAY_NAME}",
        relative.weekday,
        "[一二两三四五六七八九十几每0-9]|首",
        _NAME_AFTER_WEEKDAY,
    ),
    Rule(
        "day word",
        "(?P<day_word>大大前|大大后|大前|大后|今|昨|明|前|后|本)(?:天|日)",
        relative.day_word,
        "[目以之此从日当年月]",
        "头条|俄罗斯|美国报|黄花|之星|性|遗|养|努力",
    ),
    Rule(
        "day word", "(?P<day_word>今|昨|明|前)(?P<daypart>晚|早|晨|夜)", relative.day_word, None, "[安期报上点餐年]|宋"
    ),
    Rule("week", f"{WEEK_WORD}{WEEK}(?P<part>末|初|中)?", relative.week, None, _NOT_MID + "|[刊年边围]"),
    Rule("week", f"(?:{WEEK})(?P<part>末)", relative.week, "[每0-9一二两三]"),
    Rule("day said before, same", "当天|当日|同日|同一天|当(?P<daypart>晚|夜)", relative.anchored_day),
    Rule(
        "day said before, after", "次日|翌日|第二天|隔天|隔日|转天|后一天|此后一天|第二日", relative.anchored_day, "每"
    ),
    Rule(
        "day said before, before",
        "(?:此|之|在此之|在此|这之)?前一[天日]|前一晚",
        relative.anchored_day,
        "[的个日次场月年]|谈|晤|会|访|选|礼|讲|话",
    ),
    Rule("ago", f"{COUNT}{B}{_UNIT}{B}(?P<side>以前|之前|前|以后|之后|后)", relative.ago, r"[0-9.第]"),
    Rule(
        "stretch",
        f"(?P<side>过去|近|最近|未来|今后|接下来|前|上|下|后|这){B}的?{COUNT}{B}{_UNIT}(?:里|间|内|来|中)?",
        relative.stretch,
        "[0-9]",
        tail=False,
    ),
    Rule(
        "stretch",
        f"(?P<side>过去|近|最近|未来|今后|接下来){B}的?{SOME}{B}{_UNIT}(?:里|间|内|来|中)?",
        relative.vague(90),
        tail=False,
    ),
    Rule(
        "vague days",
        "近日|日前|日来|连日来?|近几[天日]|最近几天|(?:数|几|多)[日天](?:之|以)?前|前几天|前些天|前不久|不久前|刚刚",
        relative.vague(14),
        "[今昨明后]",
        tail=False,
    ),
    Rule("vague weeks", "近期|最近|近来|近段时间|一段时间以来", relative.vague(60), tail=False),
    Rule("present", "目前|当前|现在|现时|此时|此刻|眼下|现阶段|当下|如今", relative.vague(0), tail=False),
    Rule(
        "no bounds",
        "未来|今后|将来|过去|此前|日后|随后|此后|接下来|与此同时|长期以来|迄今为止|到目前为止|稍后|稍早|其后|早前|近年来?|多年来|不久|期间|之际",
        relative.unbounded,
        tail=False,
    ),
    Rule(
        "duration",
        f"(?:为期|历时|长达|持续|时隔)?{B}(?:{COUNT}|{SOME}){B}(?:多|余|来)?{B}(?:天|周年?|个?星期|个多?月|年|小时|分钟|个小时|个世纪|个季度|载|秒钟?)(?:半|多|余|来|之久)?",
        relative.duration,
        r"[0-9.第]",
        tail=False,
    ),
    Rule(
        "set",
        f"每(?:逢|隔)?(?:一?个?(?:周|星期|礼拜){WEEKDAY_NAME}?|一?(?:天|日|年|周|个月|月|季度)|年{MONTH}(?:{B}{DAY})?|隔?{COUNT}(?:天|年|周|个月))",
        relative.repeated,
        tail=False,
    ),
    Rule("set", "定期|天天|逐年|逐月|逐日|年年|经常性", relative.repeated, tail=False),
)
