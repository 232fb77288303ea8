"""Rows for what counts from an event of the document: 会谈前一天, 会晤结束后, 峰会前夕."""

from app.extraction.dates import anchors
from app.extraction.dates.fragments import COUNT, SOME, B
from app.extraction.dates.nouns import EVENT_NAME, VISIT
from app.extraction.dates.rule import Rule

_BEGINS = "(?:正式)?(?:举行|召开|开始|开幕|登场|举办|开场|启动|开议)"
_ENDS = "(?:正式|已经?)?(?:结束|闭幕|落幕|完毕|告终|收场|散场|闭会)"
_BEFORE = "(?:之|以)?前"
_AFTER = "(?:之|以)?后"

EVENTS: tuple[Rule, ...] = (
    Rule("days before an event", f"{EVENT_NAME}{_BEGINS}?{_BEFORE}的?{COUNT}[天日]", anchors.days_before, tail=False),
    Rule("days before an event", f"在?{EVENT_NAME}{_BEGINS}?{_BEFORE}的?{SOME}[天日]", anchors.days_before, tail=False),
    Rule("eve of an event", f"{EVENT_NAME}{_BEGINS}?的?前[夕夜]", anchors.eve, tail=False),
    Rule("days after an event", f"{EVENT_NAME}{_ENDS}?{_AFTER}的?{COUNT}[天日]", anchors.days_after, tail=False),
    Rule(
        "day after an event",
        f"{EVENT_NAME}(?:{_ENDS}{_AFTER}?)?的?(?:次日|翌日|第二天|隔天|隔日)",
        anchors.day_after,
        tail=False,
    ),
    Rule("day of an event", f"{EVENT_NAME}{_BEGINS}?的?(?:当天|当日|当晚|首日|第一天)", anchors.first_day, tail=False),
    Rule("last day of an event", f"{EVENT_NAME}的?最后一[天日]", anchors.last_day, tail=False),
    Rule("end of an event", f"{EVENT_NAME}{_ENDS}(?:之?后|时|之际|之时)", anchors.last_day, None, "续", tail=False),
    Rule(
        "beginning of an event",
        f"(?:{EVENT_NAME})?(?:开场|开幕|开局)(?:时|之时|之际)",
        anchors.first_day,
        None,
        "间|刻|段",
        tail=False,
    ),
    Rule("after a meeting", "会后", anchors.last_day, "[^，。；：！？、“”\n在于了的 ]", "[续面者]", tail=False),
    Rule("before a meeting", "会前", anchors.before, "[^，。；：！？、“”\n在于了的 ]", "[景往进提后言]", tail=False),
    Rule(
        "before an event",
        f"{EVENT_NAME}{_BEGINS}?{_BEFORE}",
        anchors.before,
        None,
        "[景往进提后言线锋沿夕夜一二三四五六七八九十0-9]",
        tail=False,
    ),
    Rule("after an event", f"{EVENT_NAME}{_AFTER}", anchors.after, None, "[续面者方台勤果备援盾门院来]", tail=False),
    Rule("during an event", f"{EVENT_NAME}(?:期间|之际)", anchors.during, tail=False),
    Rule("time of a visit", f"(?P<name>{VISIT})(?:之时|之际|期间|时)", anchors.visit, "受|访", "间|长|候", tail=False),
    Rule("from now to an event", f"从现在起?[到至]{B}(?P<name>[一-龥]{{2,6}})(?:期间|为止)", anchors.until, tail=False),
)
