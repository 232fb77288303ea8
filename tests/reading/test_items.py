"""Which texts hold several items, where these begin, and what must be left whole."""

import pytest

from app.errors import LexiconError
from app.reading import read_document
from app.reading.document import LeftOutKind
from app.reading.items import Item, ItemKind, find_items
from app.reading.items.words import Of, is_announced, parse_rows

NEWSCAST = """# 《晚间新闻联播》 (20210318)

## 新闻摘要

本期节目主要内容：

1.中美两国外长举行会谈；

2.河内签署渔业协议；

3.巴黎宣布放宽入境限制。

## 详细新闻

### 中美两国外长举行会谈

本台消息：中国外长18日同美国国务卿举行会谈。

他表示，双方将继续对话。

### 河内签署渔业协议

本台消息：越南与日本17日在河内签署渔业协议。

### 巴黎宣布放宽入境限制

本台消息：法国总理昨天宣布，将放宽入境限制。
"""

DIGEST = """# 早报：河内签署渔业协议；巴黎放宽入境

• 越南与日本签署渔业协议。双方周三在河内交换文本，协议将于年底生效。

• 法国放宽入境限制。法国总理宣布，下周起不再要求隔离，旅游业对此表示欢迎。

• 首尔地铁工人罢工。工会说，谈判已经破裂，罢工可能持续一周。
"""

LIVE_BLOG = """# 就职典礼现场直播

以下是本报记者发回的消息。

00:20 【总统回到官邸】

总统在凌晨回到官邸，没有回答提问。

23:10 【焰火表演开始】

广场上数万人观看焰火。

21:45

总统发表演说，呼吁团结。
"""

CHRONICLE = """# 渔业争端大事记

两国争端持续多年，本报回顾其经过。

2019年11月5日

日本海上保安厅扣押一艘渔船。

12月20日

越南外交部召见日本大使。

1月8日

两国外长在河内会谈。

3月17日

双方签署协议。
"""

ENTRIES_IN_LINES = """# 渔业争端时间线

2020年12月30日：日本扣押一艘渔船。船长随后获释。

2021年1月8日：两国外长在河内会谈。

2021年3月：双方签署协议。
"""


def items_of(text: str) -> tuple[str, list[Item]]:
    document = read_document(text.encode(), "items.md")
    return document.text, [*find_items(document.text, document.passages)]


def openings(text: str) -> list[str]:
    words, items = items_of(text)
    return [words[item.start : item.end].split("\n")[0] for item in items]


@pytest.mark.parametrize(
    ("text", "kind", "first_lines"),
    [
        (NEWSCAST, ItemKind.NEWS, ["中美两国外长举行会谈", "河内签署渔业协议", "巴黎宣布放宽入境限制"]),
        (LIVE_BLOG, ItemKind.POST, ["00:20 【总统回到官邸】", "23:10 【焰火表演开始】", "21:45"]),
        (CHRONICLE, ItemKind.ENTRY, ["2019年11月5日", "12月20日", "1月8日", "3月17日"]),
    ],
    ids=["newscast", "live blog", "chronicle"],
)
def test_items_begin_where_the_structure_says_so(text: str, kind: ItemKind, first_lines: list[str]) -> None:
    assert openings(text) == first_lines
    assert {item.kind for item in items_of(text)[1]} == {kind}


def test_a_digest_begins_an_item_with_each_sign() -> None:
    assert [line[:6] for line in openings(DIGEST)] == ["• 越南与日", "• 法国放宽", "• 首尔地铁"]


def test_an_entry_knows_the_numbers_that_it_writes() -> None:
    _, items = items_of(ENTRIES_IN_LINES)
    assert [(item.when.year, item.when.month, item.when.day) for item in items if item.when] == [
        (2020, 12, 30),
        (2021, 1, 8),
        (2021, 3, None),
    ]
    assert not any(item.bare for item in items)


def test_a_post_knows_its_clock() -> None:
    _, items = items_of(LIVE_BLOG)
    assert [item.when.clock for item in items if item.when] == ["00:20", "23:10", "21:45"]


@pytest.mark.parametrize("text", [NEWSCAST, DIGEST, LIVE_BLOG, CHRONICLE, ENTRIES_IN_LINES])
def test_items_are_in_order_and_end_with_a_passage(text: str) -> None:
    document = read_document(text.encode(), "items.md")
    starts = {passage.start for passage in document.passages}
    ends = {passage.end for passage in document.passages}
    reached = 0
    for item in find_items(document.text, document.passages):
        assert reached <= item.start < item.end
        assert item.start in starts
        assert item.end in ends
        reached = item.end


HEADINGS = """# 渔业协议能带来什么

越南与日本签署协议，各方看法不一。

## 为何现在签署

专家说，两国都有压力。他认为，时机已经成熟。

## 渔民怎么看

渔民表示欢迎。

## 下一步

协议将提交国会审议。
"""

DATED_PARAGRAPHS = """# 外长结束访问

外长结束了为期三天的访问。

3月17日，外长抵达河内，同越方会谈。双方谈到渔业。

谈话之后，外长没有回答记者的提问，但发言人说气氛良好。

3月18日，外长前往首尔，会见韩国总统。

访问期间，随行的官员多次表示，谈判还要继续，细节尚未确定。

3月19日，外长回国。
"""

SCHEDULE = """# 【直播预告】辩论会今晚举行

20:30-21:00 专家点评。

21:00-22:30 辩论。

22:30-23:00 专家点评。
"""

DEMANDS = """# 工会提出三项要求

工会周三致信政府，提出以下要求：

1. 提高最低工资。

2. 恢复谈判。

3. 释放被捕的工人。
"""


CHAPTERS = """# 渔业协议能带来什么

本文分三章：

一、为何现在签署

二、渔民怎么看

三、下一步

## 一、为何现在签署

专家说，两国都有压力。

## 二、渔民怎么看

他们表示欢迎。

## 三、下一步

协议将提交国会审议。
"""


@pytest.mark.parametrize(
    "text",
    [CHAPTERS, HEADINGS, DATED_PARAGRAPHS, SCHEDULE, DEMANDS],
    ids=[
        "chapters of an essay",
        "headings of one article",
        "a report told by days",
        "a programme",
        "a list in a report",
    ],
)
def test_a_text_of_one_piece_has_no_items(text: str) -> None:
    assert openings(text) == []


WITHOUT_INTRODUCTION = CHRONICLE.replace("两国争端持续多年，本报回顾其经过。\n\n", "")
DAYS = ["2019年11月5日", "12月20日", "1月8日", "3月17日"]


@pytest.mark.parametrize(
    ("text", "first_lines", "stamps"),
    [
        (WITHOUT_INTRODUCTION, DAYS, []),
        (WITHOUT_INTRODUCTION.replace("\n\n2019", "\n\n2021-03-18 09:00\n\n2019"), DAYS, ["2021-03-18 09:00"]),
        (WITHOUT_INTRODUCTION.replace("\n\n2019年11月5日", "\n\n2021-03-18"), DAYS[1:], ["2021-03-18"]),
        (CHRONICLE.replace("\n\n两国争", "\n\n2021年3月18日\n\n两国争"), DAYS, ["2021年3月18日"]),
    ],
    ids=["no stamp", "a stamp above", "a stamp of another form", "an introduction below the stamp"],
)
def test_the_first_date_of_a_chronology_is_no_stamp(text: str, first_lines: list[str], stamps: list[str]) -> None:
    assert openings(text) == first_lines
    document = read_document(text.encode(), "items.md")
    assert [out.text for out in document.left_out if out.kind is LeftOutKind.STAMP] == stamps
    assert [witness.words for witness in document.witnesses] == stamps


@pytest.mark.parametrize(
    ("of", "title", "is_meant"),
    [
        (Of.NEWS, "【持续更新中】各国疫情", True),
        (Of.NEWS, "持续更新的系统", False),
        (Of.NEWS, "中美早報", True),
        (Of.NEWS, "早報社社長請辭", False),
        (Of.STORIES, "一周大事", True),
        (Of.STORIES, "一周年纪念", False),
        (Of.STORIES, "周报道称", False),
    ],
)
def test_words_announce_items_unless_they_go_on_as_another_word(of: Of, title: str, is_meant: bool) -> None:
    assert is_announced(of, title, []) is is_meant


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("news\t联播\t", "4 columns"),
        ("evening\t联播\t\t联播", "none of news"),
        ("news\t联播||早报\t\t联播", "empty part"),
        ("news\t联播\t社\t联播社", "not in their example"),
    ],
)
def test_a_wrong_line_of_the_words_is_named(line: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason) as caught:
        parse_rows(f"# words\n{line}\n")
    assert (caught.value.file, caught.value.line) == ("items/words.tsv", 2)
