import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.filters import EventFilter
from app.store.events import list_events
from app.store.search import find_terms, parse_words, searchable
from app.store.views import Why


def found(session, words: str) -> set[str]:
    return {line.id for line in list_events(session, EventFilter(words=words)).lines}


ALL = {"m-sanction", "m-talks", "m-again", "m-forum"}


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("谈", {"m-talks"}),
        ("会谈", {"m-talks"}),
        ("会", {"m-talks", "m-again"}),
        ("安克雷奇", {"m-talks"}),
        ("24", {"m-sanction"}),
        ("２４", {"m-sanction"}),
        ("24名", {"m-sanction"}),
        ("4", {"m-forum"}),
        ("官員", {"m-sanction", "m-talks"}),
        ("官员", {"m-sanction", "m-talks"}),
        ("會談", {"m-talks"}),
        ("布林肯 杨洁篪", {"m-talks"}),
        ("布林肯\u3000杨洁篪", {"m-talks"}),
        ("布林肯 崔天凯", set()),
        ("崔天凯", {"m-again", "m-forum"}),
        ("崔天凯 -论坛", {"m-again"}),
        ("-官员 -崔天凯", set()),
        ("-会谈", ALL - {"m-talks"}),
        ("－会谈", ALL - {"m-talks"}),
        ("官员 -制裁 -布林肯", set()),
        ("“举行会谈”", {"m-talks"}),
        ('"举行 会谈"', {"m-talks"}),
        ('-"举行会谈" 会', {"m-again"}),
        ("会谈。", {"m-talks"}),
        ("《会谈》", {"m-talks"}),
        ("让步。崔天凯", {"m-again"}),
        ("让步。”崔天凯", {"m-again"}),
    ],
)
def test_words_find(session, words, ids):
    assert found(session, words) == ids


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("谈布林肯", "from one quote into the next"),
        ("步崔", "over punctuation"),
        ("2", "inside a number"),
        ("斯", "a character nobody wrote"),
        ("会 -会", "asked for and excluded"),
    ],
)
def test_words_do_not_find(session, words, why):
    assert found(session, words) == set(), why


@pytest.mark.parametrize("words", ["", " ", '"', '""', "-", "--", "。", "《》", "*", "AND", "-。", "\x00", "()", "^"])
def test_what_says_nothing_leaves_the_list_as_it_is(session, words):
    expected = set() if words == "AND" else ALL
    assert found(session, words) == expected


@pytest.mark.parametrize(
    "words",
    [
        'a" OR "b',
        "event_id:m",
        "words : 会",
        "NEAR(会 谈)",
        "会*",
        "'; DROP TABLE event; --",
        "%",
        "会" * 10_000,
        "会 " * 10_000,
        "-会 " * 10_000,
        "\ud800",
        "\U000e0001",
        "\U000323af",
        "é ü ß İ",
        "🙂 会",
        "NOT 会",
    ],
)
def test_odd_words_are_only_words(session, words):
    assert found(session, words) <= ALL


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(), max_size=30) | st.text('会谈-"“” *()^:{}+AND。', max_size=20))
def test_no_words_are_an_error(session, words):
    assert found(session, words) <= ALL


@pytest.mark.parametrize(
    ("texts", "tokens"),
    [
        (["拜登 会谈"], "拜 登 会 谈"),
        (["24名官員", "Biden's"], "24 名 官 员 。 Biden 。 s"),
        (["３月——18日"], "3 月 。 18 日"),
        (["会_谈", ""], "会 。 谈 。"),
        ([], ""),
    ],
)
def test_every_character_is_a_token_and_punctuation_stays(texts, tokens):
    assert " ".join(searchable(texts).split()) == tokens


@pytest.mark.parametrize(
    ("words", "wanted", "unwanted"),
    [
        ("会谈 -制裁", [("会", "谈")], [("制", "裁")]),
        ('"White House"', [("White", "House")], []),
        ("a-b", [("a", "。", "b")], []),
        ("- 制裁", [("制", "裁")], []),
        ("“苏利文”", [("苏", "利", "文")], []),
    ],
)
def test_words_become_phrases(words, wanted, unwanted):
    terms = parse_words(words)
    assert [term.phrase for term in terms if not term.excluded] == wanted
    assert [term.phrase for term in terms if term.excluded] == unwanted


@pytest.mark.parametrize("name", ["沙利文", "蘇利文", "苏利文", "Sullivan", "sullivan", "ＳＵＬＬＩＶＡＮ"])
def test_a_name_stands_for_the_other_names_of_its_bearer(name):
    (term,) = parse_words(name)
    assert {("沙", "利", "文"), ("苏", "利", "文"), ("Jake", "Sullivan")} <= {term.phrase, *term.others}


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Xi Jinping 会谈", ["Xi Jinping", "会谈"]),
        ("会谈 xi  jinping", ["会谈", "xi  jinping"]),
        ("-Xi Jinping 会谈", ["Xi Jinping", "会谈"]),
        ("Xi -Jinping", ["Xi", "Jinping"]),
        ("“Xi” Jinping", ["Xi", "Jinping"]),
        ("Xi Biden", ["Xi", "Biden"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
    ],
)
def test_a_name_of_several_words_is_one(words, terms):
    assert [term.words for term in parse_words(words)] == terms
    assert parse_words(words)[0].excluded == words.startswith("-")


SAID = "美国国家安全顾问蘇利文24日与Jake Sullivan的同事會談，2024年再談。"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("同事", [("同事", Why.LITERAL)]),
        ("会谈", [("會談", Why.FOLDED)]),
        ("會談", [("會談", Why.LITERAL)]),
        ("沙利文", [("蘇利文", Why.ALIAS), ("Jake Sullivan", Why.ALIAS)]),
        ("苏利文", [("蘇利文", Why.FOLDED)]),
        ("jake", [("Jake", Why.FOLDED)]),
        ("24", [("24", Why.LITERAL)]),
        ("２４", [("24", Why.FOLDED)]),
        ("“沙利文”", []),
        ("-同事", []),
        ("谈，2024", [("談，2024", Why.FOLDED)]),
        ("美", [("美", Why.LITERAL)]),
    ],
)
def test_where_the_words_stand_and_why_they_answer(words, found):
    matches = find_terms(parse_words(words), SAID)
    assert [(SAID[match.start : match.end], match.why) for match in matches] == found


def test_a_hit_says_why_and_shows_the_passage_that_has_it(session):
    (line,) = list_events(session, EventFilter(words="會談 坦率")).lines
    assert "坦率" in line.quote.quote
    assert [(hit.words, hit.found, hit.why) for hit in line.hits] == [
        ("會談", "會談", Why.LITERAL),
        ("坦率", "坦率", Why.LITERAL),
    ]
