"""Every place where a document says on which day it was published. None is chosen here: that is reasoned elsewhere."""

import re
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from app.reading.blocks import Block
from app.reading.document import LeftOut, LeftOutKind, Passage, PassageKind, Witness, WitnessKind
from app.reading.shapes import Article
from app.reading.stamps import Moment, moment_of_epoch, parse_stamp

DATE_FIELDS = ("date", "published", "published_at", "pubdate", "publish_date", "publish_time", "time")
YMD = r"(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])"
# story20210319-, /20210318-, /2021/03/18/, /202103190084, /gb/21/1/11/, xx-10122020102513 (month, day, year, clock).
URL_DATES = (
    re.compile(rf"(?:story|[/_-]){YMD}(?=[-/._?#]|$)"),
    re.compile(r"/(?P<year>20\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/_.-]|$)"),
    re.compile(rf"/{YMD}\d{{4}}(?=[/.]|$)"),
    re.compile(r"/gb/(?P<year>\d{2})/(?P<month>\d{1,2})/(?P<day>\d{1,2})/"),
    re.compile(r"-(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])(?P<year>20\d{2})\d{6}(?=\.|$)"),
    re.compile(r"/(?P<year>20\d{2})-?(?P<month>\d{2})/(?P<day>\d{2})(?=[/_.-])"),
)
NUMBERS = r"(?:(?P<year>20\d{2})\s*年\s*)?(?:(?P<month>\d{1,2})\s*月\s*)?(?P<day>\d{1,2})\s*日\s*"
WIRE = (
    r"路透社?|法新社|美联社|美聯社|新华社|新華社|中新社|中新网|中央社|财联社|彭博社?|塔斯社|韩联社|共同社|德新社|中央广播电台|央视新闻"
    r"|央视网|人民网|环球网|澎湃新闻|新京报|早报|德国之声|美国之音|大纪元|新唐人"
)
# （中央社記者徐薇婷華盛頓16日專電） 【大纪元2021年01月11日讯】 路透香港1月7日 - ； 新华社北京3月18日电
DATELINES = (
    re.compile(
        rf"\s*[（(【\[](?P<agency>[^（）()【】\d]{{2,40}}?){NUMBERS}[^（）()【】\d]{{0,8}}(?:电|電|讯|訊|報導|报道)\s*[）)】\]]"
    ),
    re.compile(
        rf"\s*(?P<agency>(?:据)?(?:{WIRE})[^，。：；\d（）()]{{0,14}}?){NUMBERS}(?:(?:综合|綜合|专|專)?(?:电|電|讯|訊|消息)|\s*[-－—–]{{1,2}}(?=\s|$|\S))"
    ),
)
PASSAGES_WITH_DATELINE = 3
ROC_CODE = re.compile(r"(?<!\d)(?P<year>1\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-2]\d|3[01])$")
TITLE_DATES = (
    re.compile(r"(?P<words>(?P<year>20\d{2})-(?P<month>\d{2})-(?P<day>\d{2}))(?=\s)"),
    re.compile(rf".{{0,20}}[（(](?P<words>{YMD})[）)]$"),
)
ROC_YEAR_ZERO = 1911


def find_witnesses(
    article: Article, text: str, passages: tuple[Passage, ...], left_out: tuple[LeftOut, ...], zone: ZoneInfo | None
) -> tuple[Witness, ...]:
    return (
        *_epoch(article, zone),
        *_front_matter(article, zone),
        *_time_elements(article.blocks, zone),
        *_url(article.url),
        *_body_stamps(left_out, zone),
        *_title_dates(text, passages),
        *find_datelines(text, passages),
        *_roc_codes(left_out),
    )


def _epoch(article: Article, zone: ZoneInfo | None) -> Iterator[Witness]:
    if article.epoch:
        yield from _at(WitnessKind.STAMP, article.epoch, moment_of_epoch(article.epoch, zone))


def _front_matter(article: Article, zone: ZoneInfo | None) -> Iterator[Witness]:
    words = next((article.fields[key] for key in DATE_FIELDS if article.fields.get(key)), "")
    yield from _at(WitnessKind.FRONT_MATTER, words, parse_stamp(words, zone))


def _time_elements(blocks: tuple[Block, ...], zone: ZoneInfo | None) -> Iterator[Witness]:
    """The first only: later ones belong to other articles on the page."""
    block = next((block for block in blocks if block.when), None)
    if block:
        yield from _at(WitnessKind.TIME_ELEMENT, block.when, parse_stamp(block.when, zone))


def _url(url: str) -> Iterator[Witness]:
    for pattern in URL_DATES:
        for found in pattern.finditer(url):
            if day := _day(found):
                yield Witness(WitnessKind.URL, found[0].strip("/-_"), day)
                return


def _body_stamps(left_out: tuple[LeftOut, ...], zone: ZoneInfo | None) -> Iterator[Witness]:
    stamps = (out.text for out in left_out if out.kind is LeftOutKind.STAMP)
    for words in stamps:
        if moment := parse_stamp(words, zone):
            yield from _at(WitnessKind.BODY_STAMP, words, moment)
            return


def _title_dates(text: str, passages: tuple[Passage, ...]) -> Iterator[Witness]:
    """《新闻联播》 (20221213), 2020-11-27 新闻联播: a programme names its day in its title."""
    for passage in passages[:1]:
        if passage.kind is not PassageKind.TITLE:
            return
        title = text[passage.start : passage.end]
        found = next((match for pattern in TITLE_DATES if (match := pattern.match(title))), None)
        if found and (day := _day(found)):
            start = passage.start + found.start("words")
            yield Witness(WitnessKind.BODY_STAMP, found["words"], day, start=start, end=start + len(found["words"]))


def find_datelines(text: str, passages: tuple[Passage, ...]) -> Iterator[Witness]:
    """The first dateline that opens one of the first paragraphs."""
    paragraphs = [passage for passage in passages if passage.kind in (PassageKind.LEAD, PassageKind.PARAGRAPH)]
    for passage in paragraphs[:PASSAGES_WITH_DATELINE]:
        for pattern in DATELINES:
            found = pattern.match(text, passage.start, passage.end)
            if found and (witness := _dateline(found)):
                yield witness
                return


def _dateline(found: re.Match[str]) -> Witness | None:
    month, day = int(found["month"] or 0) or None, int(found["day"])
    if not 1 <= day <= 31 or (month or 1) > 12:
        return None
    full = _day(found) if found["year"] else None
    if found["year"] and full is None:
        return None
    return Witness(
        WitnessKind.DATELINE, found[0], full, month=month, day_of_month=day, start=found.start(), end=found.end()
    )


def _roc_codes(left_out: tuple[LeftOut, ...]) -> Iterator[Witness]:
    """CNA closes an article with its day in years of the Republic: 1100319 is 2021-03-19."""
    for out in reversed(left_out):
        found = ROC_CODE.search(out.text) if out.kind is LeftOutKind.FURNITURE and len(out.text) < 100 else None
        if found and (day := _day(found, ROC_YEAR_ZERO)):
            yield Witness(WitnessKind.ROC_CODE, found[0], day)
            return


def _at(kind: WitnessKind, words: str, moment: Moment | None) -> Iterator[Witness]:
    if moment:
        yield Witness(kind, words, moment.day, moment.instant)


def _day(found: re.Match[str], years_before: int = 0) -> date | None:
    year = int(found["year"]) + (years_before or (2000 if len(found["year"]) == 2 else 0))
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
