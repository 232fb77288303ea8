"""Past or future: what the words that touch a time word say, and which of its candidates follows from them."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from app.extraction.dates.calendar import Span
from app.extraction.mentions import Rejected

_BEFORE = 14
_AFTER = 8

_AHEAD_BEFORE = re.compile(
    r"(?:将|拟|定|预定|预计|预期|计划|即将|原定|订|择|料|最快|最迟|最晚|最早|不迟|排|安排|要|会|暂定|改|推迟|延期|延长|延迟|延后|延至|提前|押后|顺延|有望|打算|准备|等到|直到|截止|截至|来临|来|召集)"
    r"(?:会|能|要|可|期|日期|时间)?(?:会)?(?:于|在|从|自|到|至|由|是|为)?(?:当地时间|北京时间|美国时间)?[ 的]?$"
)
_AHEAD_AFTER = re.compile(
    r"^(?:[（(][^）)]{1,12}[）)])?(?:上午|下午|晚上|晚间|晚|早上|凌晨|中午|傍晚|早|当天)?(?:[0-9]{1,2}[时点]?)?"
    r"(?:将|即将|会(?![议见谈晤面展])|拟|起将|起(?!诉|飞|义|火|来|草|步|源|身)|才能|要(?!求)|可能|有望|届满|到期|截止|前往|截標|来临)"
)
_BACK_AFTER = re.compile(
    r"^(?:上午|下午|晚上|晚间|晚|早上|凌晨|中午|傍晚|早)?(?:已|曾|刚|表示|称|说|宣布|指出|发表|公布|报道|报导|通过|发布|警告|强调|否认|透露|证实|抵达|举行了)"
)


def direction(text: str, start: int, end: int) -> int:
    """+1 when a future marker touches the expression, −1 for a past one, 0 when neither does."""
    if _AHEAD_BEFORE.search(text[max(0, start - _BEFORE) : start]):
        return 1
    after = text[end : end + _AFTER + 14]
    if _AHEAD_AFTER.match(after):
        return 1
    return -1 if _BACK_AFTER.match(after) else 0


def choose(
    candidates: Sequence[Span], today: date, way: int, name: Callable[[Span], str], past_bias: float = 2.0
) -> tuple[Span, str, tuple[Rejected, ...]]:
    """The candidate to take, the reason, and the others with theirs. `way` is a direction; 0 takes the nearest,
    a day ahead counting `past_bias` times a day back."""
    if way > 0:
        allowed = [one for one in candidates if one.last >= today] or list(candidates)
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
