"""`annals dates`: JSON lines in and out, and one text told in words."""

import json

import pytest

from app.dates_command import BadLine, dates_in_words, dates_of_lines


def test_each_line_is_answered_with_its_mentions() -> None:
    lines = [
        '{"id": 7, "text": "周四的会谈", "reference": "2021-03-18"}',
        "",
        '{"id": 8, "text": "3月18日", "reference": null}',
    ]
    first, second = (json.loads(line) for line in dates_of_lines(lines))
    (mention,) = first["mentions"]
    assert (first["id"], mention["text"], mention["edtf"], mention["kind"]) == (7, "周四", "2021-03-18", "point")
    assert mention["trace"]["rejected"] == [{"edtf": "2021-03-25", "reason": "ahead-without-marker"}]
    assert second["mentions"][0]["edtf"] == "XXXX-03-18"


def test_an_instant_is_a_reference_too() -> None:
    line = '{"id": 1, "text": "昨天", "reference": "2021-03-18T23:30:00+01:00"}'
    assert json.loads(next(dates_of_lines([line])))["mentions"][0]["first"] == "2021-03-17"


@pytest.mark.parametrize(
    ("expression", "kind"),
    [("3月18日至19日", "range"), ("为期两天", "duration"), ("每周三", "set"), ("近日", "vague"), ("2021年", "point")],
)
def test_the_kind_is_one_of_five(expression: str, kind: str) -> None:
    line = json.dumps({"id": 1, "text": expression, "reference": "2021-03-18"})
    assert json.loads(next(dates_of_lines([line])))["mentions"][0]["kind"] == kind


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"text": "今天", "reference": "soon"}', '{"text": "今天", "reference": 3}']
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(BadLine, match="line 1"):
        list(dates_of_lines([line]))


def test_one_text_is_told_in_words() -> None:
    told = dates_in_words("周四的会谈", "2021-03-18")
    assert told.splitlines()[0] == "原文：“周四”"
    assert told.splitlines()[-1] == "结果：2021-03-18（周四）"
    assert dates_in_words("会谈", None) == "没有时间表达"
