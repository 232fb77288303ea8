"""Which clauses of a sentence a mention quotes."""

import pytest

from app.extraction import extract
from tests.extraction.articles import article


def quotes(text: str, title: str = "") -> dict[str, str]:
    """The quoted words of each mention by its trigger."""
    document = article(text, title=title)
    found = extract(document).events
    return {document.quote(m.trigger_start, m.trigger_end): document.quote(m.start, m.end) for m in found}


@pytest.mark.parametrize(
    ("text", "trigger", "quote"),
    [
        pytest.param(
            "挪威首相5月16日抵达河内后，越南外交部宣布，双方将于6月举行会谈。",
            "抵达",
            "挪威首相5月16日抵达河内后",
            id="a clause that tells when, of another happening",
        ),
        pytest.param(
            "芬兰5月16日驱逐两名俄罗斯外交官；俄罗斯表示将作出回应。",
            "驱逐",
            "芬兰5月16日驱逐两名俄罗斯外交官",
            id="a semicolon",
        ),
        pytest.param(
            "河内法院5月16日宣判，三人被判有期徒刑，越南学者阮文雄认为，判决过重。",
            "宣判",
            "河内法院5月16日宣判，三人被判有期徒刑",
            id="somebody else speaks",
        ),
        pytest.param(
            "挪威与越南5月16日签署渔业协议，协议为期五年，有助两国贸易。",
            "协议",
            "挪威与越南5月16日签署渔业协议，协议为期五年，有助两国贸易。",
            id="what tells more of the same stays",
        ),
        pytest.param(
            "越南外长裴青山，挪威外交大臣胡伊特费尔特5月16日在河内举行会谈。",
            "举行会谈",
            "越南外长裴青山，挪威外交大臣胡伊特费尔特5月16日在河内举行会谈。",
            id="names alone are the subject of what follows",
        ),
        pytest.param(
            "挪威警方5月16日逮捕三名越南商人，随后解除了边境的封锁。",
            "逮捕",
            "挪威警方5月16日逮捕三名越南商人",
            id="what the same did next",
        ),
        pytest.param(
            "河内一家酒店5月16日遭到袭击，造成三人受伤，当地居民非常担心。",
            "袭击",
            "河内一家酒店5月16日遭到袭击，造成三人受伤，当地居民非常担心。",
            id="what came of it stays",
        ),
        pytest.param(
            "应越方邀请，挪威首相将于5月16日在河内举行会谈。",
            "举行会谈",
            "应越方邀请，挪威首相将于5月16日在河内举行会谈。",
            id="at whose wish",
        ),
        pytest.param(
            "在5月16日建交五十周年之际，挪威与越南签署了渔业协议。",
            "协议",
            "在5月16日建交五十周年之际，挪威与越南签署了渔业协议。",
            id="its own day stays",
        ),
    ],
)
def test_a_mention_quotes_the_clauses_of_its_happening(text: str, trigger: str, quote: str) -> None:
    assert quotes(text)[trigger] == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "挪威外交部5月16日表示，越南态度积极，气氛友好，两国都很高兴。",
            "挪威外交部5月16日表示，越南态度积极，气氛友好，两国都很高兴。",
        ),
        (
            "挪威外交部5月16日表示，越南已批准协议，挪威首相将访问河内，两国贸易增长一倍。",
            "挪威外交部5月16日表示，越南已批准协议",
        ),
        (
            "挪威外交部5月16日表示，在越南批准协议之后，挪威首相将访问河内，签署备忘录。",
            "挪威外交部5月16日表示，在越南批准协议之后，挪威首相将访问河内",
        ),
    ],
)
def test_a_statement_quotes_its_words_up_to_the_second_happening(text: str, quote: str) -> None:
    assert quotes(text)["表示"] == quote


def test_each_half_of_a_headline_is_a_quote_of_its_own() -> None:
    found = quotes("挪威与越南5月16日签署渔业协议。", title="挪威越南签署渔业协议 两国总理下月会晤")
    assert found["会晤"] == "两国总理下月会晤"


def test_a_headline_is_not_quoted_beyond_its_half() -> None:
    found = quotes("天气很好。", title="挪威越南签署渔业协议 渔民盼望价格上涨")
    assert set(found.values()) == {"挪威越南签署渔业协议"}


def test_a_statement_quotes_the_words_before_its_verb() -> None:
    text = "挪威外交部5月16日召见大使。“这一决定不可接受，必须撤销。”外交部表示。"
    assert quotes(text)["表示"] == "“这一决定不可接受，必须撤销。”外交部表示。"
