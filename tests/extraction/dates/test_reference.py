"""The reference day, weighed from witnesses that disagree."""

from datetime import UTC, date, datetime

from app.extraction.dates import choose_reference
from app.extraction.mentions import Rejected
from app.reading.document import Document, Witness, WitnessKind


def _document(*witnesses: Witness, text: str = "正文", zone: str | None = "Asia/Taipei") -> Document:
    return Document("a.txt", "a", "0", text, text, (), "", zone=zone, witnesses=witnesses)


def _stamp(*when: int) -> Witness:
    return Witness(WitnessKind.STAMP, "stamp", instant=datetime(*when, tzinfo=UTC))  # type: ignore[misc, arg-type]


def _dateline(day: int, month: int | None = None) -> Witness:
    return Witness(WitnessKind.DATELINE, f"（中央社東京{day}日電）", month=month, day_of_month=day, start=0, end=9)


def test_without_a_witness_there_is_no_day() -> None:
    reference = choose_reference(_document())
    assert (reference.day, reference.why) == (None, "no-witness")


def test_an_instant_is_read_on_the_publishers_clock() -> None:
    late = _stamp(2021, 3, 18, 20, 0)
    assert choose_reference(_document(late)).day == date(2021, 3, 19)
    assert choose_reference(_document(late, zone="Europe/Paris")).day == date(2021, 3, 18)
    assert choose_reference(_document(late, zone="America/New_York")).day == date(2021, 3, 18)


def test_the_day_in_the_address_beats_the_stamp() -> None:
    url = Witness(WitnessKind.URL, "20210318", day=date(2021, 3, 18))
    reference = choose_reference(_document(_stamp(2021, 3, 20, 1, 0), url))
    assert (reference.day, reference.witness) == (date(2021, 3, 18), "url")
    assert reference.others == (Rejected("2021-03-20", "stamp"),)


def test_a_dateline_overrides_the_stamp() -> None:
    reference = choose_reference(_document(_stamp(2021, 4, 1, 3, 0), _dateline(31)))
    assert (reference.day, reference.why) == (date(2021, 3, 31), "dateline-overrides")


def test_a_dateline_more_than_twenty_days_back_does_not() -> None:
    reference = choose_reference(_document(_stamp(2021, 3, 28, 3, 0), _dateline(2)))
    assert (reference.day, reference.witness) == (date(2021, 3, 28), "stamp")


def test_bracketed_days_correct_the_witnesses() -> None:
    text = "外交部昨天（17日）表示，今天（18日）将会谈。"
    reference = choose_reference(_document(_stamp(2021, 3, 19, 3, 0), text=text))
    assert (reference.day, reference.why) == (date(2021, 3, 18), "bracket-pair-corrects")
    assert reference.witness == "昨天（17日）"
    assert Rejected("2021-03-19", "stamp") in reference.others


def test_bracketed_days_that_agree_change_nothing() -> None:
    reference = choose_reference(_document(_stamp(2021, 3, 18, 3, 0), text="今（18）日表示"))
    assert (reference.day, reference.witness) == (date(2021, 3, 18), "stamp")
