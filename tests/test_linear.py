"""A text of twice the length takes little more than twice the work, whatever its shape.

Work is counted and not timed: the calls of functions, those of Python itself among them, that reading and extraction
make. A search that grows inside of one call of `re` does not count; tests/test_fuzz.py times what is damaged.
"""

import cProfile
from collections.abc import Callable

import pytest

from app.extraction import extract
from app.reading import read_document
from tests.mutations import DIGEST, HTML, PAGE, PLAIN

MOST = 2.4
COPIES = 100
SAID = "外交部发言人周四说，双方将就共同关心的问题交换意见。"


def plain(copies: int) -> str:
    title, body = PLAIN.split("\n", 2)[::2]
    return f"{title}\n{body * copies}"


def fragment(copies: int) -> str:
    head, body = HTML.split("\n\n", 1)
    return f"{head}\n\n{body * copies}"


def whole_page(copies: int) -> str:
    return PAGE.replace("<p>他还说", f"<p>{SAID}</p>" * (4 * copies) + "<p>他还说")


def digest(copies: int) -> str:
    return DIGEST + DIGEST.split("\n", 6)[-1] * (copies // 3)


def chronicle(copies: int) -> str:
    days = (f"{1950 + n // 300}年{n // 28 % 12 + 1}月{n % 28 + 1}日" for n in range(2 * copies))
    return "# 渔业争端大事记\n\n" + "\n\n".join(f"{day}\n\n两国外长在河内举行会谈，并签署协议。" for day in days)


def one_sentence(copies: int) -> str:
    return "双方会谈结束\n" + SAID.replace("。", "，") * (4 * copies)


def one_dense_sentence(copies: int) -> str:
    unit = "3月18日中国外交部发言人赵立坚表示美国制裁官员并会见布林肯“双方同意”合作，"
    return "双方会谈结束\n" + unit * (5 * copies)


def many_names(copies: int) -> str:
    names = (f"张{chr(0x4E00 + n)}{chr(0x4E00 + 7 * n)}" for n in range(4 * copies))
    return "双方会谈结束\n" + "\n".join(f"{name}18日说，会谈在河内举行。" for name in names)


@pytest.mark.parametrize(
    "shape", [plain, fragment, whole_page, digest, chronicle, one_sentence, one_dense_sentence, many_names]
)
def test_twice_the_text_is_little_more_than_twice_the_work(shape: Callable[[int], str]) -> None:
    work(shape(1))  # loads the word lists
    once, twice = shape(COPIES), shape(2 * COPIES)
    assert work(twice) * len(once) <= MOST / 2 * work(once) * len(twice)


def work(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(lambda: extract(read_document(text.encode(), "a")))
    return sum(entry.callcount for entry in profile.getstats())
