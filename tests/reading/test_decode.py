import pytest

from app.errors import UnreadableFile
from app.reading.decode import decode

SIMPLIFIED = "中国外交部发言人说，双方将就共同关心的问题交换意见，会谈为期两天。这是新一届政府上任后的首次会晤。"
TRADITIONAL = "中國外交部發言人說，雙方將就共同關心的問題交換意見，會談為期兩天。這是新一屆政府上任後的首次會晤。"
JAPANESE = "外務省は二十日、両国の首脳が会談を行うと発表した。これは新政権の発足後、初めての会談となる。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED + " (AP)\n" * 9, "utf-16-le"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (JAPANESE, "shift_jis"),
        ("The talks ended on Friday. Café.", "cp1252"),
    ],
)
def test_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_declared_gb2312_is_read_as_its_superset() -> None:
    page = f"<meta charset=gb2312>{SIMPLIFIED}龙㳠"
    assert decode(page.encode("gb18030"), "a.html") == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_character_cut_in_the_middle_at_the_end_is_dropped(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)[:-1], "a.txt") == SIMPLIFIED[:-1]


@pytest.mark.parametrize("wrong", ["gb18030", "latin-1"])
def test_mojibake_is_refused(wrong: str) -> None:
    garbled = (SIMPLIFIED * 4).encode().decode(wrong, "replace")
    with pytest.raises(UnreadableFile, match="garbled"):
        decode(garbled.encode(), "a.txt")


def test_a_few_damaged_characters_are_no_reason_to_refuse() -> None:
    assert decode((SIMPLIFIED + "\ufffd").encode(), "a.txt").endswith("\ufffd")


def test_many_damaged_characters_are() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        decode(("\ufffd" * 20 + SIMPLIFIED).encode(), "a.txt")
