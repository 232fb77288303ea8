"""A mention's explanation in short Chinese sentences, in the order in which it was decided."""

from datetime import date

from app.extraction.mentions import Anchor, AnchorKind, Precision, TimeKind, TimeMention

_WEEKDAYS = "一二三四五六日"

WITNESSES = {
    "stamp": "发布时间戳",
    "front-matter": "文首信息",
    "time-element": "页面时间",
    "url": "网址日期",
    "body-stamp": "文内发布时间",
    "dateline": "电头",
    "roc-code": "文末编号",
    "given": "给定日期",
    "": "",
}

REASONS = {
    "no-reference-day": "文章没有日期，无法推算",
    "no-such-day": "没有这一天",
    "no-such-month": "没有这个月份",
    "no-such-weekday": "没有这个星期",
    "no-such-time": "没有这个时刻",
    "ends-before-it-begins": "结束早于开始",
    "ahead-without-marker": "在发稿日之后，而文中没有“将”一类的字眼",
    "past-against-future-marker": "已经过去，而文中说的是将来",
    "future-against-past-marker": "尚未到来，而文中说的是过去",
    "farther": "离发稿日更远",
    "disagrees-with-text": "与文中写明的日期不合",
    "how-long": "说的是时长，不是日期",
    "repeated": "说的是重复发生的时间，不是某一天",
    "era": "说的是一个时期，不是日期",
    "no-bounds": "没有可以确定的范围",
    "year-unknown": "年份未定",
    "no-such-quarter": "没有这个季度",
    "out-of-calendar": "超出日历的范围",
    "no-dated-event": "文中没有可以对照的事件日期",
}

_CHOICES = {
    "future-marker": "紧邻的字眼表示将来，取发稿日之后的日期",
    "past-marker": "紧邻的字眼表示过去，取发稿日之前的日期",
    "next-to-said": "与前一个日期并列，取其后最近的一天",
    "follows-said": "接着前面的计划，取其后最近的一天",
    "week-word-on-sunday": "以周日为一周之始推算",
    "counted-from-said": "从前文的日期起算",
    "event-of-document": "从文中写明日期的事件推算",
    "nearest": "取离发稿日最近的日期",
    "next-year-unsaid": "没有说明年，也没有“将”一类的字眼，取发稿日之前的日期",
    "last-one": "取发稿日及之前最近的一个",
    "agrees-with-text": "与文中写明的日期一致",
    "year-said-before": "沿用前文的年份",
    "month-said-before": "沿用前文的月份",
    "day-said-before": "从前文的日期推算",
    "nothing-said-before": "前文没有日期，从发稿日推算",
    "year-word": "从发稿年份推算",
    "month-word": "从发稿月份推算",
    "week-word": "以周一为一周之始推算",
    "day-word": "从发稿日推算",
    "counted-from": "从发稿日起算",
    "implicit": "取文献自己的日期，可信度低",
    "vague-word": "词义模糊，只给出大致范围",
    "looks-back": "大事记没有写年份，最后一条取发稿日之前最近的年份",
    "post-of-day": "只写了时刻，最新的一条取发稿日，过了午夜换一天",
}
# What a choice says where the day is that of an item.
_CHOICES_OF_ITEM = {
    "future-marker": "紧邻的字眼表示将来，取其后的日期",
    "past-marker": "紧邻的字眼表示过去，取其前的日期",
    "nearest": "取离这一天最近的日期",
    "last-one": "取这一天及之前最近的一个",
    "year-said-before": "沿用条目的年份",
    "implicit": "这句话没有写日期，取条目的日期",
}

_INFERRED = {"year": "年份", "month": "月份", "day": "日期"}
_PRECISIONS = {
    Precision.DAY: "精确到日",
    Precision.PART_MONTH: "精确到旬",
    Precision.MONTH: "精确到月",
    Precision.QUARTER: "精确到季",
    Precision.HALF: "精确到半年",
    Precision.YEAR: "精确到年",
    Precision.VAGUE: "大致范围",
}


def words(mention: TimeMention) -> tuple[str, ...]:
    """Expression, anchor, rule, rejected candidates, value, what was inferred: one short sentence each."""
    told = [f"原文：“{mention.expression}”" if mention.expression else "原文：这句话没有写日期"]
    if mention.anchor.kind is not AnchorKind.NONE:
        told.append(_anchor(mention.anchor))
        choices = _CHOICES_OF_ITEM if mention.anchor.kind is AnchorKind.ITEM else _CHOICES
        if mention.anchor.why in choices:
            told.append(choices[mention.anchor.why])
    told += [_rejected(one.edtf, one.reason, mention.is_resolved) for one in mention.rejected]
    told.append(_value(mention))
    if mention.inferred:
        told.append("原文未写、由推断得出：" + "、".join(_INFERRED.get(part, part) for part in mention.inferred))
    if mention.zone is not None:
        told.append(f"时间按“{mention.zone}”")
    return tuple(told)


def day_in_words(day: date) -> str:
    return f"{day.isoformat()}（周{_WEEKDAYS[day.weekday()]}）"


def _anchor(anchor: Anchor) -> str:
    day = "" if anchor.day is None else day_in_words(anchor.day)
    if anchor.kind is AnchorKind.REFERENCE:
        witness = WITNESSES.get(anchor.words, f"“{anchor.words}”")
        return f"依据：发稿日 {day}" + (f"，据{witness}" if witness else "")
    if anchor.kind is AnchorKind.EVENT:
        return f"依据：文中的“{anchor.words}” {day}".rstrip()
    if anchor.kind is AnchorKind.ITEM:
        return f"依据：条目所写的“{anchor.words}” {day}".rstrip()
    return f"依据：前文“{anchor.words}” {day}".rstrip()


def _rejected(edtf: str, reason: str, is_resolved: bool) -> str:
    why = REASONS.get(reason, reason)
    if is_resolved or edtf:
        return f"排除 {edtf}：{why}"
    return f"不取：{why}"


def _value(mention: TimeMention) -> str:
    if mention.open_year is not None:
        return f"结果：{mention.edtf}，年份未定"
    if mention.first is None or mention.last is None:
        return f"结果：{mention.edtf}" if mention.edtf else "结果：不给出日期"
    if mention.first == mention.last:
        return f"结果：{day_in_words(mention.first)}"
    about = "大致在" if mention.kind is TimeKind.VAGUE else ""
    return f"结果：{about}{mention.first.isoformat()} 至 {mention.last.isoformat()}（{_PRECISIONS[mention.precision]}）"
