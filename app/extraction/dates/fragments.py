"""The pieces that the patterns of `rules.py` are put together from.

Patterns run on folded text (simplified, half-width). Each named group is read by `forms.py`; a pattern holds each
name once. Nothing here may need to look ahead or back: one linear scan finds all candidates with these patterns.
"""

import re

# PDF text has blanks between the digits and the unit: 3 月 18 日.
B = "[ \u00a0]{0,2}"
CN = "[〇零○一二三四五六七八九]"
_CN_TENS = "[二三四五六七八九]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|二?十[0-9]"
COUNT = rf"(?P<count>[0-9]{{1,4}}|{_CN_TENS}|[一二两三四五六七八九]|[一二两三四五六七八九]?百(?:{_CN_TENS})?)"
SOME = (
    "(?P<some>数十|几十|数百|几百|数|几|多|好几|若干|十几|十多|十余|两三|三四|三五|四五|五六|六七|七八|八九"
    "|[0-9]{1,4}[多余]|百余|上百|近百)"
)

YEAR_NUMBER = rf"(?P<year>1[0-9]{{3}}|2[01][0-9]{{2}}|[一二]{CN}{{3}}|[一二]千{CN}{{0,3}}十?{CN}?)"
YEAR_SHORT = rf"(?P<short>[0-9]{{2}}|{CN}{{2}})"
YEAR_WORD = "(?P<year_word>大前|大后|上一|这一|下一|今|去|明|前|后|本|上|下|同|当|次|翌|隔)"
ROC = (
    rf"(?:中华)?民国{B}(?P<roc>[0-9]{{1,3}}|元|{_CN_TENS}|[一二三四五六七八九]"
    rf"|(?:一?百)(?:零?[一二三四五六七八九]|{_CN_TENS})?|一{CN}{{2}})"
)
_YEARS = rf"(?:公元)?{YEAR_NUMBER}{B}年度?|{ROC}{B}年|{YEAR_WORD}年度?"
YEAR = f"(?:{_YEARS})"
# Two digits are a year, and three one of the ROC, only where something else of a date follows.
YEAR_IN_DATE = rf"(?:{_YEARS}|(?P<roc_bare>1[0-3][0-9]){B}年|{YEAR_SHORT}{B}年)"
YEAR_MAYBE = f"(?:{YEAR_IN_DATE}{B}的?)?"

MONTH_NUMBER = "(?P<month>[0-9]{1,2}|十[一二三]?|[一二三四五六七八九])"
MONTH = rf"{MONTH_NUMBER}{B}月份?"
MONTH_WORD = "(?P<month_word>上上|下下|上|下|本|这|今|当|同|次)一?个?月份?"
DAY_NUMBER = f"(?P<day>[0-9]{{1,2}}|{_CN_TENS}|[一二三四五六七八九])"
DAY = rf"{DAY_NUMBER}{B}[日号]"

WEEKDAY_NAME = "(?P<weekday>[一二三四五六日天])"
WEEK = "(?:周|星期|礼拜)"
WEEK_WORD = "(?P<week_word>上上|下下|上|下|本|这|今|来临|来)一?个?"

DAYPART = (
    "(?P<daypart>凌晨|清晨|早晨|早上|清早|上午|午前|中午|正午|午间|下午|午后|傍晚|黄昏|晚上|晚间|夜间|夜里|夜晚|深夜|午夜|半夜|后半夜|前半夜"
    "|黎明|入夜|早|晚|晨|夜|午)"
)
_CN_SMALL = "[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二两三四五六七八九]|零"
_HOUR = f"(?P<hour>[0-9]{{1,2}}|{_CN_SMALL})"
_MINUTE = rf"(?P<minute>[0-9]{{1,2}}|{_CN_SMALL})"
CLOCK = (
    rf"(?:{_HOUR}{B}(?:点钟?|时)(?:(?P<half>半)|(?P<quarter>[1-3一二三])刻"
    rf"|{B}{_MINUTE}{B}分?(?:{B}(?P<second>[0-9]{{1,2}}|{_CN_SMALL})秒)?)?(?:正|整)?"
    rf"|(?P<hour2>[0-9]{{1,2}}){B}[:：]{B}(?P<minute2>[0-9]{{2}})(?:[:：](?P<second2>[0-9]{{2}}))?"
    r"(?:[ ]?[apAP][mM])?)许?"
)
ZONE = (
    "(?P<zone>(?:北京|当地|美东|美国东部|东部|美西|美国西部|太平洋|格林尼治标准|格林尼治|格林威治标准|格林威治"
    "|协调世界|世界|欧洲中部|中欧|莫斯科|东京|台北|台湾|香港|首尔|巴黎|伦敦|华盛顿|纽约|柏林|本地|美国|英国|法国|德国|日本|韩国|俄罗斯|中国|澳洲|澳大利亚|印度|以色列|伊朗|乌克兰)(?:当地)?时间"
    "|GMT|UTC)"
)
APPROXIMATE = "(?P<approximate>左右|前后)"
RELATION = (
    "(?P<relation>以来|至今|迄今|到现在|至现在|到目前|起|开始|以前|之前|前|以后|之后|后|为止|止|之间|以内|之内|内|期间"
    "|(?:早些|较早|稍早|晚些|稍晚)(?:时候|时|前)?)"
)
CLOCK_ALONE = (
    rf"(?:{DAYPART}{B})?(?P<hour2>[0-9]{{1,2}}){B}[:：](?P<minute2>[0-9]{{2}})(?:[:：](?P<second2>[0-9]{{2}}))?"
)
ZONE_PREFIX = rf"(?:{ZONE}{B}(?:的|，|在)?)?"

SEPARATOR = rf"{B}(?:——|--|至|到|—|-|–|~|～|―|－){B}"
AND = rf"{B}(?:和|及|与|、|或|以及|暨){B}"
_CLOCK_TO = (
    rf"(?P<clock_to>{SEPARATOR}(?:上午|中午|下午|晚上|晚间|凌晨|晚)?"
    rf"(?:[0-9]{{1,2}}|{_CN_SMALL}){B}(?:点钟?|时|[:：][0-9]{{2}})(?:半|[1-3一二三]刻|(?:[0-9]{{1,2}}|{_CN_SMALL})分?)?)?"
)
_ABOUT = f"{APPROXIMATE}?{RELATION}?"
TAIL = rf"(?:{B}的?{DAYPART})?(?:{B}-?{CLOCK}{_CLOCK_TO})?{_ABOUT}"
_TAIL_OF_DAYPART = rf"(?:{B}{CLOCK}{_CLOCK_TO})?{_ABOUT}"

ORDINAL = rf"(?P<ordinal>[0-9]{{1,3}}|{_CN_TENS}|[一二两三四五六七八九首])"
UNIT = "(?P<unit>天|日|周|年|个?月|个星期|个礼拜|星期|礼拜|个季度|季度|小时|个小时|分钟)"
LUNAR_MONTH = "(?P<leap>闰)?(?P<lunar_month>正|腊|冬|[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月"
LUNAR_DAY = rf"(?P<lunar_day>初[一二三四五六七八九十1-9]|三十|{_CN_TENS}|[0-9]{{1,2}})"


def with_tail(pattern: str) -> str:
    """The pattern with its zone words before and its part of the day, clock and relation behind it."""
    if "<hour2>" in pattern:
        return f"{ZONE_PREFIX}{pattern}{_ABOUT}"
    return f"{ZONE_PREFIX}{pattern}{_TAIL_OF_DAYPART if '<daypart>' in pattern else TAIL}"


def without_groups(pattern: str) -> str:
    """The same pattern for the scan, which asks only where a match begins and ends."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
