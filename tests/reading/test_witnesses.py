from datetime import date

import pytest

from app.reading import read_document
from app.reading.document import Witness, WitnessKind
from tests.reading.articles import BODY, SECOND, epoch_article, paragraphs


def witnesses_of(body: str, kind: WitnessKind, **url: str) -> list[Witness]:
    return [w for w in read_document(epoch_article(body, **url), "a").witnesses if w.kind is kind]


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("（中央社記者徐某某華盛頓16日專電）", None, 16),
        ("（中央社阿拉斯加州安克拉治18日綜合外電報導）", None, 18),
        ("（中央社記者唐某某布魯塞爾 30 日專電）", None, 30),
        ("（法新社喀布尔21日电）", None, 21),
        ("路透北京10月30日 -", 10, 30),
        ("路透8月5日 -", 8, 5),
        ("新华社北京3月18日电", 3, 18),
        ("财联社8月4日电", 8, 4),
    ],
)
def test_a_dateline_stays_in_the_text_and_bears_witness(words: str, month: int | None, day: int) -> None:
    document = read_document(epoch_article(paragraphs(f"{words}{BODY}", SECOND)), "a")
    (witness,) = (w for w in document.witnesses if w.kind is WitnessKind.DATELINE)
    assert witness.start is not None and witness.end is not None
    assert document.quote(witness.start, witness.end) == witness.words == words
    assert (witness.day, witness.month, witness.day_of_month) == (None, month, day)


def test_a_dateline_with_a_year_names_the_whole_day() -> None:
    (witness,) = witnesses_of(paragraphs(f"【大纪元2021年01月11日讯】{BODY}"), WitnessKind.DATELINE)
    assert witness.day == date(2021, 1, 11)


@pytest.mark.parametrize(
    "text",
    [
        "（德国之声中文网）双方18日在安克雷奇会谈。",
        "路透社10月30日报道，双方达成协议。",
        "（王某某，18日，北京）双方会谈。",
        "双方（18日）会谈，路透北京10月30日 - 也有报道。",
        "（法新社喀布尔41日电）双方会谈。",
    ],
)
def test_other_openings_are_no_datelines(text: str) -> None:
    assert witnesses_of(paragraphs(text), WitnessKind.DATELINE) == []


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.zaobao.com/realtime/china/story20210319-1132568", date(2021, 3, 19)),
        ("http://www.rfi.fr//cn/china/20210318-talks", date(2021, 3, 18)),
        ("https://example.com/2021/03/18/talks.html", date(2021, 3, 18)),
        ("https://www.cna.com.tw/news/firstnews/202103190084.aspx", date(2021, 3, 19)),
        ("https://www.epochtimes.com/gb/21/1/11/n12681218.htm", date(2021, 1, 11)),
        ("https://www.rfa.org/mandarin/yataibaodao/meiti/xx-10122020102513.html", date(2020, 10, 12)),
        ("https://www.voachinese.com/a/talks-20201222/5708989.html", date(2020, 12, 22)),
        ("https://cn.nytimes.com/china/20200826/talks/", date(2020, 8, 26)),
        ("https://www.bbc.com/zhongwen/simp/world-59259316", None),
        ("https://www.example.cn/report?reportId=1_18744", None),
        ("https://web.archive.org/web/20210921212050/https://hkcnews.com/article/43707/a", None),
        ("https://example.com/story20211399-1", None),
        ("https://chinadigitaltimes.net/chinese/2020/11/a/", None),
    ],
)
def test_a_day_in_the_address_bears_witness_and_a_number_does_not(url: str, day: date | None) -> None:
    found = witnesses_of(paragraphs(BODY), WitnessKind.URL, url=url)
    assert [witness.day for witness in found] == ([day] if day else [])


def test_a_closing_code_of_the_republic_is_cut_off_and_bears_witness() -> None:
    document = read_document(epoch_article(paragraphs(BODY, f"{SECOND}（編輯：周某某）1100319")), "a")
    assert document.text.endswith(SECOND)
    assert [w.day for w in document.witnesses if w.kind is WitnessKind.ROC_CODE] == [date(2021, 3, 19)]


def test_a_number_at_the_end_of_a_sentence_is_no_code() -> None:
    document = read_document(epoch_article(paragraphs(BODY, "去年的总数为1100319")), "a")
    assert document.text.endswith("1100319")
    assert not any(w.kind is WitnessKind.ROC_CODE for w in document.witnesses)


def test_a_time_element_bears_witness_with_its_machine_date() -> None:
    body = '<div><time datetime="2021-11-13">31 分钟前</time></div>' + paragraphs(BODY)
    assert [w.day for w in witnesses_of(body, WitnessKind.TIME_ELEMENT)] == [date(2021, 11, 13)]


def test_dates_that_head_the_parts_of_a_chronology_are_no_stamps() -> None:
    body = paragraphs(BODY, "<b>2019年2月12日</b>", SECOND, "<b>2019年3月26日</b>", BODY)
    document = read_document(epoch_article(body), "a")
    assert "2019年2月12日" in document.text
    assert not any(w.kind is WitnessKind.BODY_STAMP for w in document.witnesses)


def test_a_programme_that_names_its_day_in_its_title_bears_witness() -> None:
    document = read_document(f"# 《新闻联播》 (20221213)\n\n## 摘要\n\n{BODY}".encode(), "a.md")
    (witness,) = document.witnesses
    assert (witness.words, witness.day, witness.start) == ("20221213", date(2022, 12, 13), 8)
