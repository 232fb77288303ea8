import json
from dataclasses import replace
from typing import Any

import pytest

from app.formats.events_jsonl import write
from tests.formats.samples import EVENT, MENTION, TEXT, event_like


def exported(event: Any) -> dict[str, Any]:
    (line,) = write([event])
    return json.loads(line)


def test_a_quote_stands_in_its_text_between_its_neighbours() -> None:
    mention = exported(EVENT)["mentions"][0]
    assert mention["quote"] == TEXT[mention["start"] : mention["end"]] == "中美两国高层18日在安克雷奇会谈。"
    assert mention["prefix"] + mention["quote"] + mention["suffix"] == TEXT


def test_an_event_has_exactly_the_fields_of_the_format() -> None:
    event = exported(EVENT)
    mention = event["mentions"][0]
    assert " ".join(event) == "id title edtf start end precision status type actors topics place mentions"
    assert " ".join(mention) == "document quote start end prefix suffix date status"
    assert " ".join(mention["document"]) == "id file title publisher url published"
    assert " ".join(mention["date"]) == "expression edtf trace"
    assert event["actors"][0] == {"id": "中国", "name": "中国", "role": "agent"}


def test_a_date_brings_the_steps_that_led_to_it() -> None:
    date = exported(EVENT)["mentions"][0]["date"]
    assert (date["expression"], date["edtf"]) == ("18日", "2021-03-18")
    assert date["trace"] and all(isinstance(step, str) and step for step in date["trace"])


def test_a_mention_without_a_date_has_an_empty_one() -> None:
    assert exported(EVENT)["mentions"][1]["date"] == {"expression": None, "edtf": None, "trace": []}


def test_an_event_of_unknown_year_has_neither_first_nor_last_day() -> None:
    event = exported(event_like(edtf=None, first=None, last=None))
    assert (event["edtf"], event["start"], event["end"]) == (None, None, None)


@pytest.mark.parametrize(
    ("status", "written"),
    [("happened", "happened"), ("planned", "planned"), ("denied", "denied"), ("lapsed", "planned")],
)
def test_a_lapsed_plan_is_exported_as_planned(status: str, written: str) -> None:
    event = replace(event_like(status=status), mentions=(replace(MENTION, status=status),))
    assert exported(event)["status"] == written
    assert exported(event)["mentions"][0]["status"] == written


def test_every_event_is_one_line() -> None:
    lines = list(write([EVENT, event_like(title="两\n行")]))
    assert len(lines) == 2
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in lines)
