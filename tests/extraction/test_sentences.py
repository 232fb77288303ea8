import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.sentences import find_quotations, prepare
from app.reading.document import PassageKind
from tests.extraction.articles import article, prepared


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("会谈开始。双方握手！结果呢？", ["会谈开始。", "双方握手！", "结果呢？"]),
        ("他说：“第一点。第二点。”随后离开。", ["他说：“第一点。", "第二点。”", "随后离开。"]),
        ("他問：「真的嗎？」然後離開。", ["他問：「真的嗎？」", "然後離開。"]),
        ("（会谈结束。）记者离场。", ["（会谈结束。）", "记者离场。"]),
        ("真的？！是的", ["真的？！", "是的"]),
        ("增长3.5%。共1,200人。", ["增长3.5%。", "共1,200人。"]),
        ("  前后有空白。  ", ["前后有空白。"]),
        ("没有句号", ["没有句号"]),
        ("", []),
    ],
)
def test_a_sentence_ends_at_its_final_mark_and_keeps_the_closing_quotes(text: str, sentences: list[str]) -> None:
    ready = prepared(text)
    assert [text[s.start : s.end] for s in ready.sentences] == sentences


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("5月16日，双方会谈；结果不详。", ["5月16日，", "双方会谈；", "结果不详。"]),
        ("他说：很好。", ["他说：", "很好。"]),
        ("会谈——很短——结束了。", ["会谈——", "很短——", "结束了。"]),
        ("也许……不会。", ["也许……", "不会。"]),
        ("共1,200人，比分2:1。", ["共1,200人，", "比分2:1。"]),
        ("美国、日本和韩国会谈。", ["美国、日本和韩国会谈。"]),
        ("增长3.5%。", ["增长3.5%。"]),
    ],
)
def test_clauses_are_parted_at_commas_but_not_inside_numbers_or_lists(text: str, clauses: list[str]) -> None:
    (sentence,) = prepared(text).sentences
    assert [text[c.start : c.end] for c in sentence.clauses] == clauses


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("他说：“很好。”", ["很好。"]),
        ("他說：「很好。」", ["很好。"]),
        ('他说："很好。"', ["很好。"]),
        ("他说：“很好。“", ["很好。"]),
        ("他说：”很好。”", ["很好。"]),
        ("“很好”和“不好”", ["很好", "不好"]),
        ("他说：“没有结束", ["没有结束"]),
        ("他说：“没有结束\n下一段“有”引文", ["没有结束", "有"]),
        ("没有引文。", []),
        ("《北京谈判记》出版。", []),
        ("it’s fine", []),
        ("会议结束。”他离开。", []),
        ("身高5'10\"，体重不详。", []),
    ],
)
def test_quotations_are_repaired_and_never_reach_into_the_next_paragraph(text: str, quotations: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == quotations


def test_a_quotation_knows_its_depth_and_whether_it_was_closed() -> None:
    text = "他说：“所谓‘自主’只是口号。”她说：“不是"
    found = {text[q.start : q.end]: (q.depth, q.closed) for q in find_quotations(text)}
    assert found == {"所谓‘自主’只是口号。": (0, True), "自主": (1, True), "不是": (0, False)}


def test_quotations_come_outermost_first() -> None:
    assert [q.depth for q in find_quotations("他说：“所谓‘自主’只是口号。”")] == [0, 1]


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("拜登说：“我们明天将会签署这份协议。”", "签署", True),
        ("拜登说：「我們明天將會簽署這份協議。」", "簽署", True),
        ("拜登说，我们明天将会签署这份协议。", "签署", False),
        ("他们参观了“和平之路”展览，随后签署协议。", "签署", False),
        ("所谓“签署”只是传闻。", "签署", False),
    ],
)
def test_words_are_quoted_inside_long_quotations_only(text: str, words: str, quoted: bool) -> None:
    at = text.index(words)
    assert prepared(text).is_quoted(at, at + len(words)) is quoted


@given(st.text(alphabet='“”「」『』‘’"《》说。话\n', max_size=60), st.data())
def test_a_span_is_quoted_exactly_when_some_long_quotation_holds_it(text: str, drawn: st.DataObject) -> None:
    ready = prepared(text)
    start = drawn.draw(st.integers(0, len(ready.folded)))
    end = drawn.draw(st.integers(start, len(ready.folded)))
    held = [q for q in ready.quotations if q.end - q.start > 8 and q.start <= start and end <= q.end]
    assert ready.is_quoted(start, end) == bool(held)
    assert ready.in_work_title(start, end) == any(title.holds(start, end) for title in ready.titles)


@pytest.mark.parametrize(
    ("text", "words", "inside"),
    [
        ("两国签署《渔业合作协议》。", "合作", True),
        ("两国签署《渔业协议》并合作。", "合作", False),
        ("《" + "长" * 61 + "合作》", "合作", False),
    ],
)
def test_titles_of_works_are_known_unless_they_are_too_long_to_be_one(text: str, words: str, inside: bool) -> None:
    at = text.index(words)
    assert prepared(text).in_work_title(at, at + len(words)) is inside


def test_sentences_know_their_passage_and_are_counted_through_the_document() -> None:
    ready = prepare(article("会谈开始。双方握手。", "会谈结束。", title="两国会谈", captions=["图为会场。"]))
    assert [(s.index, s.passage, s.kind) for s in ready.sentences] == [
        (0, 0, PassageKind.TITLE),
        (1, 1, PassageKind.LEAD),
        (2, 1, PassageKind.LEAD),
        (3, 2, PassageKind.PARAGRAPH),
        (4, 3, PassageKind.CAPTION),
    ]


def test_the_sentence_at_an_offset_is_found_and_between_passages_there_is_none() -> None:
    ready = prepared("会谈开始。", "会谈结束。")
    assert [s and s.index for s in map(ready.sentence_at, (0, 4, 5, 6, 99))] == [0, 0, None, 1, None]
