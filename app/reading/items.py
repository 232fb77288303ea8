"""Several items in one text (newscasts, digests, live blogs, chronologies), told apart where its structure says so.

    for item in find_items(document.text, document.passages):
        print(document.quote(item.start, item.end))

A text whose structure says nothing has no items. Items lie in order and apart; what stands between them (a headline,
an introduction, the heading of a section) belongs to none. What an item writes of its day is only read here: which
year an entry means that writes none is concluded where dates are.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from app.reading.blocks import ends_sentence
from app.reading.document import Passage, PassageKind

FEWEST = 3
# A list that nothing announces must be longer; dates must then be nearly all there is.
FEWEST_UNANNOUNCED = 6
MOST_OF_IT = 0.7
IN_ORDER = 0.8
TITLE_LENGTH = 60
DAY = 24 * 60
GIST = 12
CATEGORY_LENGTH = 12
ANNOUNCING_LINES = 3
HEADING_LENGTH = 16
# Of the lines of a chronology, those that open with a date; the others go on.
FEWEST_OF_ANNOUNCED = 0.2


class ItemKind(StrEnum):
    """`news` is a report of the document's own day, `story` of any day, `post` of a clock time, `entry` of a date."""

    NEWS = "news"
    STORY = "story"
    POST = "post"
    ENTRY = "entry"


@dataclass(frozen=True)
class WrittenDay:
    """The words that say an item's day or hour, as numbers. `month` and `day` are None where they are not written."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str | None = None


@dataclass(frozen=True)
class Item:
    """A span of the text, in code points. `title` is the span of its headline; `bare` says that the day stands in a
    line of its own, so that the first sentence below is dated by it."""

    kind: ItemKind
    start: int
    end: int
    title: tuple[int, int] | None = None
    when: WrittenDay | None = None
    bare: bool = False


@dataclass(frozen=True)
class _Line:
    kind: PassageKind
    start: int
    end: int
    words: str


# Number in `lines`, and what the line says of its item; a line that ends items without opening one has no item.
Marks = dict[int, Item | None]

NEWS_TITLE = re.compile(
    "联播|聯播|简报|簡報|早报|早報(?!社)|晚报|晚報|早安|晚安|快讯|快訊|要[闻聞](?!解)|最新(?:情报|情報)|翻[墙牆]必看"
    "|(?:实时|實時|即时|即時|滚动|滾動|不断|不斷)更新|[【\\[][^】\\]]{0,8}更新[^】\\]]{0,8}[】\\]]|新[闻聞]摘要|速[览覽递遞]"
)
STORIES_TITLE = re.compile(
    "[一每][周週](?![年岁歲])|本[周週](?:更多|[要新][闻聞]|大事|回[顾顧])|[周週月][报報](?![道导導])|十大|[盘盤][点點]|大事|[导導][览覽]"
    "|集[锦錦]|[汇彙]总|彙整|[纪紀]要"
)
# 以下为一周重要新闻：, 梳理翻墙必看的文章：
ANNOUNCING = re.compile("(?:以下|下[面列]|本期|如下|梳理|整理).*[：:。]$|[：:]$")
LIVE_TITLE = re.compile("直播|直[击擊]|实时|實時|即时|即時|滚动|滾動|更新|不间断|不間斷")
CHRONICLE = re.compile(
    "大事[记記纪紀]|时间[线轴]|時間[線軸]|年表|历程|歷程|回顾|回顧|梳理|盘点|盤點|始末|日志|日誌|经过|經過|重[大要]事件|[纪紀]事|节点|節點"
)
YEAR = r"(?P<year>(?:19|20)\d{2})\s*年"
DATE = (
    rf"(?:(?:{YEAR}\s*[，,]?\s*)?(?P<month>\d{{1,2}})\s*月(?:\s*(?P<day>\d{{1,2}})\s*[日号號])?"
    rf"|(?P<year_alone>(?:19|20)\d{{2}})\s*年(?!\s*\d)"
    rf"|(?P<year_iso>(?:19|20)\d{{2}})[-./](?P<month_iso>\d{{1,2}})[-./](?P<day_iso>\d{{1,2}})(?!\d))"
)
ENTRY = re.compile(rf"[•●■◆▲★·\-【\[（(\s]*(?P<when>{DATE})")
# “实体清单”事件：2019年5月15日，…
LABELLED_ENTRY = re.compile(rf"[^，。：；]{{2,30}}：(?P<when>{DATE})")
NOTHING_MORE = re.compile(r"\s*(?:[（(]?(?:周|星期|禮拜|礼拜)[一二三四五六日天][）)]?)?\s*[】\]）)：:、]*$")
ZONES = "北京|当地|當地|香港|台北|臺北|美东|美東|美国东部|美國東部|美西|东部|東部|格林尼治|伦敦|倫敦|莫斯科|东京|東京"
ZONE = rf"(?:(?P<zone>{ZONES})(?:时间|時間)\s*)?"
POST = re.compile(
    rf"[•●■◆▲★【\[（(\s]*(?:(?P<when>{DATE})\s*[，,]?\s*)?{ZONE}"
    r"(?P<half>上午|下午|早上|晚上|晚间|晚間|凌晨|中午)?\s*(?P<hour>[01]?\d|2[0-3])\s*(?:[:：]\s*|[时時点點])"
    r"(?P<minute>[0-5]\d)(?![:：]?\d*[%万億亿元])分?"
)
# 13:00-15:00: a programme, no report.
STRETCH = re.compile(r"[:：]?\d{0,2}\s*[-–—~～至到]+\s*\d")
SIGN = re.compile(r"(--|——|[•●■◆▲◇★※▪])\s*(?=\S)")
NUMBER = re.compile(r"(?:(\d{1,2})\s*[.、．](?!\d)|[（(](\d{1,2})[）)]|([一二三四五六七八九十]{1,3})、)\s*")
CATEGORY = re.compile(r"(?:[【\[][^】\]]+[】\]]|[^，。：；！？]+[：:])$")
AFTER_NOON = ("下午", "晚上", "晚间", "晚間")
NUMERALS = "一二三四五六七八九十"
NOT_WORDS = re.compile(r"[\W_]+")
TEXT_KINDS = (PassageKind.LEAD, PassageKind.PARAGRAPH, PassageKind.HEADING)


def find_items(text: str, passages: Sequence[Passage]) -> tuple[Item, ...]:
    """In order; none when the text is of one piece. The first form that the text has decides."""
    lines = [_Line(p.kind, p.start, p.end, text[p.start : p.end]) for p in passages if p.kind is not PassageKind.TITLE]
    title = next((text[p.start : p.end] for p in passages if p.kind is PassageKind.TITLE), "")
    for form in FORMS:
        marks = form(lines, title)
        if _count(marks) >= FEWEST:
            return tuple(_spans(lines, marks))
    return ()


def gist(words: str) -> str:
    """The first characters of a headline without its number and marks: enough to tell when it is said again."""
    number = NUMBER.match(words)
    return NOT_WORDS.sub("", words[number.end() :] if number else words)[:GIST]


def _dates(lines: Sequence[_Line], title: str) -> Marks:
    """A chronology that is nothing else, whatever headings divide it."""
    marks = _entries(lines, title)
    bare = sum(item is not None and item.bare for item in marks.values())
    texts = sum(line.kind in TEXT_KINDS for line in lines[min(marks, default=0) :])
    return marks if bare >= FEWEST or _count(marks) >= MOST_OF_IT * texts else {}


def _entries(lines: Sequence[_Line], title: str) -> Marks:
    """A chronology: lines that open with a date, in order of time."""
    found = {at: entry for at, line in enumerate(lines) if (entry := _entry(line))}
    if len(found) < FEWEST or not _is_in_order([_place(item.when) for item in found.values() if item.when]):
        return {}
    first = min(found)
    bare = sum(item.bare for item in found.values())
    share = len(found) / sum(line.kind in TEXT_KINDS for line in lines[first:])
    announced = share >= FEWEST_OF_ANNOUNCED and _is_announced(CHRONICLE, title, lines[:first])
    if not (announced or bare >= FEWEST or (share >= MOST_OF_IT and len(found) >= FEWEST_UNANNOUNCED)):
        return {}
    ends = {at: None for at, line in enumerate(lines) if line.kind is PassageKind.HEADING and at > first}
    return {**ends, **found}


def _entry(line: _Line) -> Item | None:
    if line.kind not in TEXT_KINDS:
        return None
    found = ENTRY.match(line.words) or LABELLED_ENTRY.match(line.words)
    if not found or not (when := _written(found, line)):
        return None
    bare = NOTHING_MORE.match(line.words, found.end()) is not None
    title = (line.start, line.end) if line.kind is PassageKind.HEADING and not bare else None
    return Item(ItemKind.ENTRY, line.start, line.end, title, when, bare)


def _written(found: re.Match[str], line: _Line) -> WrittenDay | None:
    """None for numbers that are no date."""
    said = found.groupdict()
    year = said["year"] or said["year_alone"] or said["year_iso"]
    month, day = said["month"] or said["month_iso"], said["day"] or said["day_iso"]
    if not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= 31:
        return None
    return WrittenDay(
        line.start + found.start("when"),
        line.start + found.end("when"),
        int(year) if year else None,
        int(month) if month else None,
        int(day) if day else None,
    )


def _posts(lines: Sequence[_Line], title: str) -> Marks:
    """A live blog: lines that open with a clock time, newest first, or announced as one. A line with only a date tells
    the day of what follows; clocks of another zone, and what they head, belong to no item."""
    clocks = {
        at: found for at, line in enumerate(lines) if line.kind in TEXT_KINDS and (found := POST.match(line.words))
    }
    if len(clocks) < FEWEST or any(STRETCH.match(lines[at].words, found.end()) for at, found in clocks.items()):
        return {}
    zone = Counter(found["zone"] for found in clocks.values()).most_common(1)[0][0]
    marks: Marks = {}
    governing: WrittenDay | None = None
    for at, line in enumerate(lines):
        if at in clocks:
            marks[at] = _post(line, clocks[at], governing) if clocks[at]["zone"] == zone else None
        elif (entry := _entry(line)) and entry.bare:
            governing, marks[at] = entry.when, None
    way = runs_on([item.when.clock for item in marks.values() if item and item.when and item.when.clock])
    if not way or (way > 0 and not _is_announced(LIVE_TITLE, title, lines[: min(marks)])):
        return {}
    if any(lines[at].kind is PassageKind.HEADING for at, item in marks.items() if item):
        for at, line in enumerate(lines):
            if line.kind is PassageKind.HEADING and at > min(marks):
                marks.setdefault(at, Item(ItemKind.STORY, line.start, line.end, (line.start, line.end)))
    return marks


def _post(line: _Line, found: re.Match[str], governing: WrittenDay | None) -> Item:
    own = _written(found, line) if found["when"] else governing
    hour = int(found["hour"]) + (12 if found["half"] in AFTER_NOON and int(found["hour"]) < 12 else 0)
    start, end = line.start + found.start(), line.start + found.end()
    start += len(found[0]) - len(found[0].lstrip("•●■◆▲★【[（( \u3000"))
    when = replace(own or WrittenDay(start, end), start=start, end=end, clock=f"{hour % 24:02}:{found['minute']}")
    is_title = line.kind is PassageKind.HEADING and len(line.words) > found.end() + 2
    bare = NOTHING_MORE.match(line.words, found.end()) is not None
    return Item(ItemKind.POST, line.start, line.end, (line.start, line.end) if is_title else None, when, bare)


def _reports(lines: Sequence[_Line], title: str) -> Marks:
    """A newscast or digest, by whichever sign opens most of its reports."""
    return max((form(lines, title) for form in (_headed, _signed, _numbered)), key=_count)


def _count(marks: Marks) -> int:
    return sum(item is not None for item in marks.values())


def _headed(lines: Sequence[_Line], title: str) -> Marks:
    """A newscast or digest with a headline above each report: announced, or with a summary that repeats them."""
    headings = {at: line for at, line in enumerate(lines) if line.kind is PassageKind.HEADING}
    titled = {at: line for at, line in headings.items() if _has_text_below(lines, at)}
    if len(titled) < FEWEST or _are_dates(titled.values()):
        return {}
    names = frozenset(gist(line.words) for line in titled.values())
    repeating = [at for at, line in enumerate(lines) if _is_of_summary(line) and gist(line.words) in names]
    kind = _kind(title, lines[: min(titled)])
    if kind is None and len(repeating) < FEWEST_UNANNOUNCED:  # an essay may open with its three chapters
        return {}
    if len(repeating) >= FEWEST:  # what stands above the last line of the summary is no report
        titled = {at: line for at, line in titled.items() if at > repeating[-1]}
    return {
        at: _titled(line, kind or ItemKind.NEWS) if at in titled else None
        for at, line in headings.items()
        if titled and at >= min(titled)
    }


def _is_of_summary(line: _Line) -> bool:
    """1.双方会谈；: counted, or no sentence. A first paragraph may well begin with the words of its headline."""
    if line.kind is PassageKind.HEADING:
        return False
    return NUMBER.match(line.words) is not None or not line.words.endswith("。")


def _has_text_below(lines: Sequence[_Line], at: int) -> bool:
    at += 1
    while at < len(lines) and lines[at].kind is PassageKind.CAPTION:
        at += 1
    return at < len(lines) and lines[at].kind is not PassageKind.HEADING


def _signed(lines: Sequence[_Line], title: str) -> Marks:
    """A digest whose reports open with the same sign: • • •, or ★ before each headline."""
    signs = {at: found[1] for at, line in enumerate(lines) if (found := SIGN.match(line.words))}
    if not signs:
        return {}
    sign = Counter(signs.values()).most_common(1)[0][0]
    starts = [at for at, each in signs.items() if each == sign]
    if len(starts) < FEWEST or _are_dates(lines[at] for at in starts):
        return {}
    kind = _kind(title, lines[: starts[0]])
    signed = sum(len(lines[at].words) for at in starts)
    whole = sum(len(line.words) for line in lines if line.kind is not PassageKind.CAPTION)
    if kind is None and (signed < MOST_OF_IT * whole or not all(ends_sentence(lines[at].words) for at in starts)):
        return {}
    ends = {at: None for at, line in enumerate(lines) if at > starts[0] and _is_category(line)}
    return {**ends, **{at: _titled(lines[at], kind or ItemKind.STORY) for at in starts}}


def _numbered(lines: Sequence[_Line], title: str) -> Marks:
    """A digest that counts its reports: 1. 2. 3., announced as one."""
    starts: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        counted = NUMBER.match(line.words) if line.kind in TEXT_KINDS else None
        number = _number(counted) if counted else 0
        if last < number <= last + 2:
            starts.append(at)
            last = number
    if len(starts) < FEWEST or (kind := _kind(title, lines[: starts[0]])) is None:
        return {}
    ends = {at: None for at, line in enumerate(lines) if at > starts[0] and line.kind is PassageKind.HEADING}
    return {**ends, **{at: _titled(lines[at], kind) for at in starts}}


def _number(found: re.Match[str]) -> int:
    digits = found[1] or found[2]
    if digits:
        return int(digits)
    tens, _, ones = found[3].rpartition("十")
    return (10 * (NUMERALS.find(tens) + 1 if tens else 1) if "十" in found[3] else 0) + NUMERALS.find(ones) + 1


def _titled(line: _Line, kind: ItemKind) -> Item:
    """The whole first line is the headline when it does not end like a sentence."""
    is_title = len(line.words) <= TITLE_LENGTH and not line.words.endswith(("。", "！", "；"))
    opening = SIGN.match(line.words) or NUMBER.match(line.words)
    start = line.start + (opening.end() if opening else 0)
    return Item(kind, line.start, line.end, (start, line.end) if is_title else None)


def _kind(title: str, before: Sequence[_Line]) -> ItemKind | None:
    """What is announced: news of the day, stories of any day, or nothing."""
    if _is_announced(STORIES_TITLE, title, before):
        return ItemKind.STORY
    return ItemKind.NEWS if _is_announced(NEWS_TITLE, title, before) else None


def _is_announced(pattern: re.Pattern[str], title: str, before: Sequence[_Line]) -> bool:
    """By the headline, or by one of the last lines before the first item: a heading, or 以下是…："""
    if pattern.search(title):
        return True
    return any(
        pattern.search(line.words)
        and (
            len(line.words) <= HEADING_LENGTH
            if line.kind is PassageKind.HEADING
            else len(line.words) <= TITLE_LENGTH and ANNOUNCING.search(line.words)
        )
        for line in before[-ANNOUNCING_LINES:]
    )


def _are_dates(lines: Iterable[_Line]) -> bool:
    """Whether the lines are those of a chronology."""
    dates = [_entry(line) is not None for line in lines]
    return sum(dates) * 2 > len(dates)


def _is_category(line: _Line) -> bool:
    """【政经】, 國際新聞：, ※ 亞洲: the heading of a section."""
    if line.kind is PassageKind.HEADING:
        return True
    return len(line.words) <= CATEGORY_LENGTH and CATEGORY.match(line.words) is not None


def _place(when: WrittenDay) -> tuple[int | None, int, int]:
    return when.year, when.month or 0, when.day or 0


def _is_in_order(places: Sequence[tuple[int | None, int, int]]) -> bool:
    """Whether the dates go forward, or back, nearly throughout. A month that falls where no year is written is taken
    for that of the next year."""
    for way in (1, -1):
        kept = sum(_follows(before, after) for before, after in pairwise(places[::way]))
        if kept >= IN_ORDER * (len(places) - 1):
            return True
    return False


def _follows(before: tuple[int | None, int, int], after: tuple[int | None, int, int]) -> bool:
    if before[0] is not None and after[0] is not None:
        return before <= after or (before[0] == after[0] and 0 in (before[1], after[1]))
    return before[1:] <= after[1:] or 0 in (before[1], after[1]) or (before[1] >= 10 and after[1] <= 3)


def runs_on(clocks: Sequence[str]) -> int:
    """1 when the clock (HH:MM) runs on, −1 when it runs back, 0 when neither; it may pass midnight on the way."""
    steps = [(_minutes(after) - _minutes(before)) % DAY for before, after in pairwise(clocks) if before != after]
    ahead = sum(step < DAY // 2 for step in steps)
    if not steps or IN_ORDER * len(steps) > max(ahead, len(steps) - ahead):
        return 0
    return 1 if ahead * 2 > len(steps) else -1


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _spans(lines: Sequence[_Line], marks: Marks) -> Iterator[Item]:
    """Each item reaches to the next mark; captions before that belong to what follows."""
    borders = [*sorted(marks), len(lines)]
    for at, until in pairwise(borders):
        item = marks[at]
        if item is None:
            continue
        last = until - 1
        while last > at and lines[last].kind is PassageKind.CAPTION:
            last -= 1
        yield replace(item, end=lines[last].end)


FORMS: tuple[Callable[[Sequence[_Line], str], Marks], ...] = (_posts, _dates, _reports, _entries)
