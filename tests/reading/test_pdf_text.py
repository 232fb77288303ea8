from app.reading.blocks import Role
from app.reading.document import LeftOutKind
from app.reading.pdf_text import looks_wrapped, read_wrapped
from app.reading.plain_text import read_plain

# · stands for the blank that word processors leave behind the last line of a paragraph.
NOTE = """\
 热点·

·

研究简报·

双方将举行首次高层会晤·

·

摘 要·

·

应对方邀请，外交部长将率领代表团出席会议，双方将在会议期间就一

系列广泛的议题交换意见，包括存在严重分歧的问题。会议定于 3 月 18

日至 19 日举行。这是新一届政府上任以来两国高层官员的首次会晤，双

方都高度重视。·

·

                                                Research Note·

2·

·

一、议题广泛·

发言人表示，这次会议是一个解决广泛问题的机会，包括两国之间存在的

严重分歧。评论指出，会晤地点的选择可能是双方反复讨论的结果，暗示
 了内部压力。此次会议由研究所（Institute of International St

udies）提供支持，共有 300 名代表出席，会期两天，会后不发表声明。·
""".replace("·", " ")


def test_lines_of_one_paragraph_are_joined_without_a_break() -> None:
    texts = [block.text for block in read_wrapped(NOTE) if block.left_out is None]
    assert texts == [
        "双方将举行首次高层会晤",
        "摘 要",
        "应对方邀请，外交部长将率领代表团出席会议，双方将在会议期间就一系列广泛的议题交换意见，包括存在严重分歧的问题。"
        "会议定于 3 月 18日至 19 日举行。这是新一届政府上任以来两国高层官员的首次会晤，双方都高度重视。",
        "一、议题广泛",
        "发言人表示，这次会议是一个解决广泛问题的机会，包括两国之间存在的严重分歧。"
        "评论指出，会晤地点的选择可能是双方反复讨论的结果，暗示了内部压力。"
        "此次会议由研究所（Institute of International Studies）提供支持，共有 300 名代表出席，"
        "会期两天，会后不发表声明。",
    ]


def test_series_headers_and_page_numbers_are_furniture() -> None:
    left_out = [(block.left_out, block.text) for block in read_wrapped(NOTE) if block.left_out]
    assert left_out == [(LeftOutKind.FURNITURE, text) for text in ("热点", "研究简报", "Research Note", "2")]


def test_title_and_section_heads_are_told_from_text() -> None:
    roles = [block.role for block in read_wrapped(NOTE) if block.left_out is None]
    assert roles == [Role.TITLE, Role.HEADING, Role.TEXT, Role.HEADING, Role.TEXT]


def test_a_paragraph_that_occurs_twice_is_no_running_header() -> None:
    twice = NOTE + NOTE[NOTE.index("应对方邀请") :]
    assert sum(block.text.startswith("应对方邀请") for block in read_wrapped(twice) if block.left_out is None) == 2


def test_text_with_whole_paragraphs_a_line_is_not_wrapped() -> None:
    assert looks_wrapped(NOTE)
    assert not looks_wrapped(
        "\n\n".join(["双方就广泛的议题交换了意见，气氛坦诚而有建设性，会谈取得了积极进展。" * 2] * 8)
    )
    assert not looks_wrapped("一行\n二行\n三行")


def test_a_paragraph_cut_in_mid_sentence_goes_on_in_the_next_line() -> None:
    long = "双方就广泛的议题交换了意见，气氛坦诚而有建设性，" * 3 + "无数"
    assert [
        block.text for block in read_plain(f"标题在此\n\n{long}\n\n次会谈之后。\n\n小标题\n\n完整的一句。", False)
    ] == [
        "标题在此",
        long + "次会谈之后。",
        "小标题",
        "完整的一句。",
    ]
