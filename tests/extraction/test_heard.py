"""Who else speaks in a sentence that dates something else."""

import pytest

from app.extraction import extract
from app.extraction.mentions import EventType
from tests.extraction.articles import article


def heard(text: str) -> list[tuple[str, str]]:
    """The speakers of the statements, each with its day."""
    said = [m for m in extract(article(text)).events if m.type is EventType.STATEMENT and m.participants]
    return [(m.participants[0].actor.name, str(m.time.first) if m.time else "") for m in said]


def test_each_speaker_beside_a_meeting_speaks_on_its_day() -> None:
    text = "两国外长5月16日举行会谈，布林肯指出，关税过高，王毅则强调，中国不会让步。"
    assert heard(text) == [("布林肯", "2023-05-16"), ("王毅", "2023-05-16")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("两国外长5月16日举行会谈，布林肯此前曾表示，关税过高。", id="said before"),
        pytest.param("两国外长将于5月18日举行会谈，布林肯表示，关税过高。", id="beside a plan"),
        pytest.param("两国外长5月16日举行会谈，中方表示，关税过高。", id="a land in passing"),
    ],
)
def test_words_of_another_day_stay_undated(text: str) -> None:
    assert heard(text) == []
