from datetime import date

import pytest

from tests.extraction.articles import article
from tests.linking.linked import events, texts


def parts(*paragraphs: str) -> dict[str, float]:
    (event,) = events(*texts(*paragraphs))
    return {name: float(value) for name, _, value in (why.partition(":") for why in event.salience_why)}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("马克龙5月16日在柏林会见朔尔茨。",),
        ("2019年，马克龙与朔尔茨签署协议。",),
        ("岸田文雄与尹锡悦5月16日会谈。", "尹锡悦5月16日会见到访的岸田文雄。", "尹锡悦5月16日会见岸田文雄。"),
        ("拜登5月16日表示，债务谈判取得进展。",),
    ],
)
def test_the_parts_sum_up_to_the_salience(paragraphs: tuple[str, ...]) -> None:
    (event,) = events(*texts(*paragraphs))
    assert sum(parts(*paragraphs).values()) == pytest.approx(event.salience, abs=0.05)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (("尹锡悦5月16日会见到访的岸田文雄。", "岸田文雄与尹锡悦5月16日会谈。"), ("岸田文雄与尹锡悦5月16日会谈。",)),
        (("美国5月16日制裁伊朗。",), ("拜登5月16日表示，债务谈判取得进展。",)),
        (("拜登5月16日会见普京。",), ("拜登2019年会见普京。",)),
        (("拜登5月16日会见普京。",), ("拜登5月1日会见普京。",)),
        (("拜登5月16日会见普京。",), ("拜登2月1日会见普京。",)),
        (("拜登5月16日会见普京。",), ("拜登5月16日会见议员。",)),
    ],
)
def test_what_is_told_more_nearer_or_finer_weighs_more(more: tuple[str, ...], less: tuple[str, ...]) -> None:
    (one,), (other,) = events(*texts(*more)), events(*texts(*less))
    assert one.salience > other.salience


@pytest.mark.parametrize(
    ("article_of", "part"),
    [
        (article("马克龙5月16日会见朔尔茨。", published=None), "year-open"),
        (article("会场气氛友好。", title="马克龙会见朔尔茨"), "implicit"),
    ],
)
def test_a_doubtful_date_weighs_less(article_of: object, part: str) -> None:
    (event,) = events(article_of)  # type: ignore[arg-type]
    (why,) = [why for why in event.salience_why if why.startswith(part)]
    assert float(why.partition(":")[2]) < 0


@pytest.mark.parametrize(
    ("published", "near"),
    [
        (date(2023, 5, 16), 0.9),
        (date(2023, 5, 19), 0.9),
        (date(2023, 5, 20), 0.6),
        (date(2023, 5, 30), 0.6),
        (date(2023, 5, 31), 0.3),
        (date(2023, 8, 14), 0.3),
        (date(2023, 8, 15), 0.0),
    ],
)
def test_news_is_near_its_document(published: date, near: float) -> None:
    (event,) = events(article("马克龙2023年5月16日会见朔尔茨。", published=published))
    values = {why.partition(":")[0]: float(why.partition(":")[2]) for why in event.salience_why}
    assert values.get("near", 0.0) == near
