"""What holds for every document, whatever it says: checked on documents built out of sentence templates."""

from collections.abc import Iterable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction import extract
from app.extraction.mentions import Extraction
from app.reading.document import Document
from tests.extraction.articles import article

WHO = (
    "拜登",
    "习近平",
    "馬克龍",
    "国务卿布林肯",
    "中国外交部发言人汪文斌",
    "日本",
    "中美",
    "欧洲议会议员贝尔特朗（Jean Bertrand）",
)
WHEN = ("5月16日", "星期二", "昨天", "5月15日至17日", "3月和4月", "去年", "近日", "北京时间16日", "５月１６日")
WHERE = ("在东京", "在日內瓦", "", "在阿拉斯加安克雷奇")
DONE = ("举行会谈", "簽署協議", "宣布制裁三家公司", "将访问越南", "没有会见普京", "空袭基辅", "去了超市")
SAID = (
    "债务谈判有进展。",
    "“我们不会放弃自己的立场。”",
    "「我們明天將會簽署這份協議。」",
    "局势“非常严重”。",
    "“没有结束",
)
TEMPLATES = (
    "{who}{when}{where}{done}。",
    "{when}，{who}{where}{done}，双方表示满意。",
    "{who}{when}表示，{said}",
    "{said}{who}说。",
    "据路透社报道，{who}{when}{done}。",
    "如果{who}{when}{done}，局势将会改变。",
    "截至{when}，{who}{done}。",
    "他强调：{said}",
    "《{when}{done}纪要》出版。",
    "天气很好！😀 {when}",
)

# Each example is a whole document.
few = settings(max_examples=30)

sentences = st.builds(
    lambda template, **words: template.format(**words),
    st.sampled_from(TEMPLATES),
    who=st.sampled_from(WHO),
    when=st.sampled_from(WHEN),
    where=st.sampled_from(WHERE),
    done=st.sampled_from(DONE),
    said=st.sampled_from(SAID),
)
paragraphs = st.lists(sentences, min_size=1, max_size=4).map("".join)
documents = st.builds(
    lambda words, title, published, captions: article(*words, title=title, published=published, captions=captions),
    st.lists(paragraphs, min_size=1, max_size=4),
    st.one_of(st.just(""), sentences),
    st.sampled_from([date(2023, 5, 17), date(2024, 2, 29), None]),
    st.lists(sentences, max_size=1),
)


def spans(document: Document, found: Extraction) -> Iterable[tuple[str, str]]:
    """Each recorded expression beside the words at its offsets."""
    for time in found.times:
        yield time.expression, document.quote(time.start, time.end)
    for event in found.events:
        yield event.trigger, document.quote(event.trigger_start, event.trigger_end)
        if event.time and not event.implicit:
            yield event.time.expression, document.quote(event.time.start, event.time.end)


@few
@given(documents)
def test_every_recorded_expression_is_what_stands_at_its_offsets(document: Document) -> None:
    assert [(words, there) for words, there in spans(document, extract(document)) if words != there] == []


@few
@given(documents)
def test_every_span_lies_inside_the_text_and_every_trigger_inside_its_sentence(document: Document) -> None:
    found = extract(document)
    every = [*found.times, *found.actors, *found.events, *found.statements]
    assert all(0 <= one.start < one.end <= len(document.text) for one in every)
    assert all(e.start <= e.trigger_start < e.trigger_end <= e.end for e in found.events)
    assert all("\n" not in document.quote(one.start, one.end) for one in every)


@few
@given(documents)
def test_keys_are_unique_in_a_document_and_the_same_each_time(document: Document) -> None:
    found = extract(document)
    for keys in ([e.key for e in found.events], [s.key for s in found.statements]):
        assert len(set(keys)) == len(keys)
    assert extract(document) == found


@few
@given(documents)
def test_actors_times_and_statements_come_in_text_order(document: Document) -> None:
    found = extract(document)
    for spans_in_order in (found.actors, found.times, found.statements):
        starts = [one.start for one in spans_in_order]
        assert starts == sorted(starts)


@few
@given(documents)
def test_a_document_without_a_witness_names_no_day_that_needs_one(document: Document) -> None:
    found = extract(document)
    if found.reference.day is not None:
        return
    assert not any(event.implicit for event in found.events)


@few
@given(documents)
def test_the_time_of_an_event_has_its_days_or_an_open_year(document: Document) -> None:
    for time in (event.time for event in extract(document).events if event.time):
        assert time.open_year is not None or (time.first and time.last and time.first <= time.last)


def test_one_article_from_its_words_to_its_findings() -> None:
    document = article(
        "美国总统拜登5月16日在东京会见日本首相岸田文雄。拜登说：“同盟关系坚如磐石。”",
        "两国将于5月20日签署协议。",
        title="拜登会见岸田文雄",
    )
    found = extract(document)
    assert [(e.trigger, e.time.edtf, e.status.value) for e in found.events if e.time and not e.implicit] == [
        ("会见", "2023-05-16", "happened"),
        ("签署协议", "2023-05-20", "planned"),
    ]
    assert [(document.quote(s.start, s.end), s.speaker and s.speaker.name) for s in found.statements] == [
        ("同盟关系坚如磐石。", "拜登")
    ]
    assert (found.reference.day, found.reference.witness) == (date(2023, 5, 17), "url")
