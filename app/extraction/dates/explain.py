"""A mention's explanation in short Chinese sentences, in the order in which it was decided."""

from datetime import date

from app.extraction.mentions import Anchor, AnchorKind, Precision, TimeKind, TimeMention
from app.sentences import Sentence, listed, sentence

_WEEKDAYS = (
    sentence("周一"),
    sentence("周二"),
    sentence("周三"),
    sentence("周四"),
    sentence("周五"),
    sentence("周六"),
    sentence("周日"),
)

WITNESSES = {
    "stamp": sentence("发布时间戳"),
    "front-matter": sentence("文首信息"),
    "time-element": sentence("页面时间"),
    "url": sentence("网址日期"),
    "body-stamp": sentence("文内发布时间"),
    "dateline": sentence("电头"),
    "roc-code": sentence("文末编号"),
    "given": sentence("给定日期"),
    "": "",
}

REASONS = {
    "no-reference-day": sentence("文章没有日期，无法推算"),
    "no-such-day": sentence("没有这一天"),
    "no-such-month": sentence("没有这个月份"),
    "no-such-weekday": sentence("没有这个星期"),
    "no-such-time": sentence("没有这个时刻"),
    "ends-before-it-begins": sentence("结束早于开始"),
    "ahead-without-marker": sentence("在发稿日之后，而文中没有“将”一类的字眼"),
    "past-against-future-marker": sentence("已经过去，而文中说的是将来"),
    "future-against-past-marker": sentence("尚未到来，而文中说的是过去"),
    "farther": sentence("离发稿日更远"),
    "disagrees-with-text": sentence("与文中写明的日期不合"),
    "how-long": sentence("说的是时长，不是日期"),
    "repeated": sentence("说的是重复发生的时间，不是某一天"),
    "era": sentence("说的是一个时期，不是日期"),
    "no-bounds": sentence("没有可以确定的范围"),
    "year-unknown": sentence("年份未定"),
    "no-such-quarter": sentence("没有这个季度"),
    "out-of-calendar": sentence("超出日历的范围"),
    "no-dated-event": sentence("文中没有可以对照的事件日期"),
}

_CHOICES = {
    "future-marker": sentence("紧邻的字眼表示将来，取发稿日之后的日期"),
    "past-marker": sentence("紧邻的字眼表示过去，取发稿日之前的日期"),
    "next-to-said": sentence("与前一个日期并列，取其后最近的一天"),
    "follows-said": sentence("接着前面的计划，取其后最近的一天"),
    "week-word-on-sunday": sentence("以周日为一周之始推算"),
    "counted-from-said": sentence("从前文的日期起算"),
    "event-of-document": sentence("从文中写明日期的事件推算"),
    "nearest": sentence("取离发稿日最近的日期"),
    "next-year-unsaid": sentence("没有说明年，也没有“将”一类的字眼，取发稿日之前的日期"),
    "last-one": sentence("取发稿日及之前最近的一个"),
    "agrees-with-text": sentence("与文中写明的日期一致"),
    "year-said-before": sentence("沿用前文的年份"),
    "month-said-before": sentence("沿用前文的月份"),
    "day-said-before": sentence("从前文的日期推算"),
    "nothing-said-before": sentence("前文没有日期，从发稿日推算"),
    "year-word": sentence("从发稿年份推算"),
    "month-word": sentence("从发稿月份推算"),
    "week-word": sentence("以周一为一周之始推算"),
    "day-word": sentence("从发稿日推算"),
    "counted-from": sentence("从发稿日起算"),
    "implicit": sentence("取文献自己的日期，可信度低"),
    "vague-word": sentence("词义模糊，只给出大致范围"),
    "looks-back": sentence("大事记没有写年份，最后一条取发稿日之前最近的年份"),
    "post-of-day": sentence("只写了时刻，最新的一条取发稿日，过了午夜换一天"),
}
# What a choice says where the day is that of an item.
_CHOICES_OF_ITEM = {
    "future-marker": sentence("紧邻的字眼表示将来，取其后的日期"),
    "past-marker": sentence("紧邻的字眼表示过去，取其前的日期"),
    "nearest": sentence("取离这一天最近的日期"),
    "last-one": sentence("取这一天及之前最近的一个"),
    "year-said-before": sentence("沿用条目的年份"),
    "implicit": sentence("这句话没有写日期，取条目的日期"),
}

_INFERRED = {"year": sentence("年份"), "month": sentence("月份"), "day": sentence("日期")}
_PRECISIONS = {
    Precision.DAY: sentence("精确到日"),
    Precision.PART_MONTH: sentence("精确到旬"),
    Precision.MONTH: sentence("精确到月"),
    Precision.QUARTER: sentence("精确到季"),
    Precision.HALF: sentence("精确到半年"),
    Precision.YEAR: sentence("精确到年"),
    Precision.VAGUE: sentence("大致范围"),
}


def words(mention: TimeMention) -> tuple[str, ...]:
    """Expression, anchor, rule, rejected candidates, value, what was inferred: one short sentence each."""
    told: list[str] = [_expression(mention.expression)]
    if mention.anchor.kind is not AnchorKind.NONE:
        told.append(_anchor(mention.anchor))
        choices = _CHOICES_OF_ITEM if mention.anchor.kind is AnchorKind.ITEM else _CHOICES
        if mention.anchor.why in choices:
            told.append(choices[mention.anchor.why])
    told += [_rejected(one.edtf, one.reason, mention.is_resolved) for one in mention.rejected]
    told.append(_value(mention))
    if mention.inferred:
        parts = listed(_INFERRED.get(part, part) for part in mention.inferred)
        told.append(sentence("原文未写、由推断得出：%(parts)s", parts=parts))
    if mention.zone is not None:
        told.append(sentence("时间按“%(zone)s”", zone=mention.zone))
    return tuple(told)


def day_in_words(day: date) -> Sentence:
    return sentence("%(day)s（%(weekday)s）", day=day.isoformat(), weekday=_WEEKDAYS[day.weekday()])


def _expression(words: str) -> Sentence:
    return sentence("原文：“%(words)s”", words=words) if words else sentence("原文：这句话没有写日期")


def _anchor(anchor: Anchor) -> Sentence:
    if anchor.kind is AnchorKind.REFERENCE:
        return _publication(anchor)
    if anchor.kind is AnchorKind.EVENT:
        if anchor.day is None:
            return sentence("依据：文中的“%(words)s”", words=anchor.words)
        return sentence("依据：文中的“%(words)s” %(day)s", words=anchor.words, day=day_in_words(anchor.day))
    if anchor.kind is AnchorKind.ITEM:
        if anchor.day is None:
            return sentence("依据：条目所写的“%(words)s”", words=anchor.words)
        return sentence("依据：条目所写的“%(words)s” %(day)s", words=anchor.words, day=day_in_words(anchor.day))
    if anchor.day is None:
        return sentence("依据：前文“%(words)s”", words=anchor.words)
    return sentence("依据：前文“%(words)s” %(day)s", words=anchor.words, day=day_in_words(anchor.day))


def _publication(anchor: Anchor) -> Sentence:
    day = "" if anchor.day is None else day_in_words(anchor.day)
    witness = WITNESSES.get(anchor.words, sentence("“%(words)s”", words=anchor.words))
    if not witness:
        return sentence("依据：发稿日 %(day)s", day=day)
    return sentence("依据：发稿日 %(day)s，据%(witness)s", day=day, witness=witness)


def _rejected(edtf: str, reason: str, is_resolved: bool) -> Sentence:
    why = REASONS.get(reason, reason)
    if is_resolved or edtf:
        return sentence("排除 %(value)s：%(why)s", value=sentence(edtf), why=why)
    return sentence("不取：%(why)s", why=why)


def _value(mention: TimeMention) -> Sentence:
    if mention.open_year is not None:
        return sentence("结果：%(value)s，年份未定", value=mention.edtf)
    if mention.first is None or mention.last is None:
        return sentence("结果：%(value)s", value=mention.edtf) if mention.edtf else sentence("结果：不给出日期")
    if mention.first == mention.last:
        return sentence("结果：%(value)s", value=day_in_words(mention.first))
    ends = {"first": mention.first.isoformat(), "last": mention.last.isoformat()}
    precision = _PRECISIONS[mention.precision]
    if mention.kind is TimeKind.VAGUE:
        return sentence("结果：大致在%(first)s 至 %(last)s（%(precision)s）", **ends, precision=precision)
    return sentence("结果：%(first)s 至 %(last)s（%(precision)s）", **ends, precision=precision)
