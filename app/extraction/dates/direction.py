"""Past or future: what the words that touch a time word say, and which of its candidates follows from them."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from app.extraction.dates.calendar import Span
from app.extraction.mentions import Rejected

_BEFORE = 14

# Words of the future right before the time word: 将于周四, 定于周四, 最早可能在周四.
_AHEAD_BEFORE = re.compile(
    r"(?:(?:将|即将|拟|暂定|预计将?|计[划画](?:是|将)?|最快(?:可能|可|会)?|预定|准备|打算|拟定|料将?"
    r"|改期|改|推迟|延期|延后|押后|顺延|提前)(?:会)?(?:于|在|从|自|到|至)"
    r"|定于|订于|择于|将|拟于?|预定|暂定|料于?|计划|须在|必须在|要在|须于|应在|最迟|最晚|不迟于|来临的?|等到|日期?[在是为]|将(?:会)?是在)"
    r"(?:来临的?|当地时间|北京时间|美国时间|美东时间)?[ ]?$"
)
# Right behind it: 周四将, 周四起将, 周四就会. 将 before a thing (将58家企业) is no future.
_AHEAD_AFTER = re.compile(
    r"(?:[（(][^）)]{1,12}[）)])?(?:上午|下午|晚上|晚间|晚|早上|凌晨|中午|傍晚|早)?(?:[0-9]{1,2}[时点])?[ ]?"
    r"(?:起|开始|才|就|也|还|亦|再|正式)?"
    r"(?:将(?:[，在于会以从向与举召访公宣出前启发禁届到是有开进讨签退参再首继推恢迎面接上下关停实走演派赴飞正审抵通离展登由])"
    r"|(?:是|的)[^，。；]{0,14}(?:到期日|截止日|期限)|即将|会(?![议见谈晤面展同上后前员长计场合众堂])|拟|届满|才能|才会|就会)"
)
# A deadline lies ahead where somebody has to meet it: 要求她在周二下午5点前.
_DUTY_BEFORE = re.compile(r"(?:要求|须|需|必须|务必|应|要|将|期限)[^，。；\n]{0,8}$")
_END_BEFORE = re.compile("(?:^|[^截直迟及])[至到]$")
_WIDE_DEADLINE = re.compile("(?:[年月][初中底末]?|[上下]半年|[上中下]旬)(?:之|以)?前$")
_BACK_BEFORE = re.compile(
    r"(?:截至|截止|截止至|截止到|迄|早在|曾于|曾在|已于|已在|刚于|直到)[ ]?(?:当地时间|北京时间|美东时间|美国时间)?$"
)


def direction(text: str, start: int, end: int) -> int:
    """+1 when a future marker touches the expression, −1 for a past one, 0 when neither does."""
    before = text[max(0, start - _BEFORE) : start]
    if before:
        if _BACK_BEFORE.search(before):
            return -1
        if _AHEAD_BEFORE.search(before):
            return 1
    if text.startswith("前", end - 1) and _DUTY_BEFORE.search(before):
        return 1
    if text.startswith("前", end - 1) and _WIDE_DEADLINE.search(text, start, end):
        return 1
    if before.endswith("原定") and "的" not in text[end : end + _BEFORE]:
        return 1
    return 1 if _AHEAD_AFTER.match(text, end) else 0


def is_an_end(text: str, start: int) -> bool:
    """至周二, 到周四: the end of something that goes on."""
    return _END_BEFORE.search(text[max(0, start - 2) : start]) is not None


def choose(
    candidates: Sequence[Span], today: date, way: int, name: Callable[[Span], str], past_bias: float, lag: int = 0
) -> tuple[Span, str, tuple[Rejected, ...]]:
    """The candidate to take, the reason, and the others with theirs. `way` is a direction; 0 takes the nearest,
    a day ahead counting `past_bias` times a day back. A future marker allows for `lag` days of late print."""
    if way > 0:
        floor = today - timedelta(days=min(lag, today.toordinal() - 1))
        allowed = [one for one in candidates if one.last >= floor] or list(candidates)
        why = "future-marker"
    elif way < 0:
        allowed = [one for one in candidates if one.first <= today] or list(candidates)
        why = "past-marker"
    else:
        allowed, why = list(candidates), "nearest"
    chosen = min(allowed, key=lambda one: _distance(one, today, past_bias))
    rejected = tuple(Rejected(name(one), _against(one, today, way)) for one in candidates if one is not chosen)
    return chosen, why, rejected


def _distance(span: Span, today: date, past_bias: float) -> float:
    if span.first > today:
        return (span.first - today).days * past_bias
    return max(0, (today - span.last).days)


def _against(span: Span, today: date, way: int) -> str:
    if way > 0 and span.last < today:
        return "past-against-future-marker"
    if way < 0 and span.first > today:
        return "future-against-past-marker"
    if span.first > today:
        return "ahead-without-marker"
    return "farther"
