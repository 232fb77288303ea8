"""The whole of linking: the same set of documents gives the same events, whatever the order."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.linking import link
from app.linking.events import LinkedDocument, Linking
from app.reading.document import Document
from tests.extraction.articles import article, miss
from tests.linking.linked import events, linked, texts

PAIRS = (("岸田文雄", "尹锡悦"), ("美国", "日本"), ("美国", "韩国"), ("马克龙", "朔尔茨"), ("拜登", "普京"))
TEMPLATES = (
    "{one}与{other}{when}在{where}举行会谈。",
    "{other}{when}会见{one}，随后在{where}签署协议。",
    "{one}将于{when}在{where}会见{other}。",
    "{when}，{one}没有会见{other}。",
    "{one}{when}表示，与{other}的谈判取得了进展。",
    "{when}，{one}宣布制裁{other}。",
)
WHEN = ("5月16日", "5月15日至16日", "5月", "星期二", "5月20日", "2022年5月16日", "去年")
WHERE = ("首尔", "东京", "安克雷奇", "阿拉斯加")

sentences = st.builds(
    lambda template, pair, when, where: template.format(one=pair[0], other=pair[1], when=when, where=where),
    st.sampled_from(TEMPLATES),
    st.sampled_from(PAIRS),
    st.sampled_from(WHEN),
    st.sampled_from(WHERE),
)
ARCHIVE = st.lists(
    st.tuples(
        st.lists(sentences, min_size=1, max_size=3), st.sampled_from([date(2023, 5, 17), date(2023, 5, 22), None])
    ),
    min_size=2,
    max_size=6,
)
few = settings(max_examples=40)


@st.composite
def archives(draw: st.DrawFn) -> list[LinkedDocument]:
    drawn = draw(ARCHIVE)
    return linked(*(article(*words, published=day, name=str(n)) for n, (words, day) in enumerate(drawn)))


@few
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(archive: list[LinkedDocument], random: Random) -> None:
    shuffled = archive.copy()
    random.shuffle(shuffled)
    assert link(shuffled) == link(archive)


@few
@given(archives())
def test_every_dated_mention_outside_captions_leads_to_one_event(archive: list[LinkedDocument]) -> None:
    keys = [m.key for d in archive for m in d.extraction.events if m.time]
    told = [e.mention.key for event in link(archive).events for e in event.evidence if e.mention.time]
    assert sorted(told) == sorted(set(keys))


@few
@given(archives())
def test_events_are_in_order_with_ids_of_their_own_evidence(archive: list[LinkedDocument]) -> None:
    found = link(archive).events
    assert len({event.id for event in found}) == len(found)
    assert all(event.id == event.evidence[0].mention.key for event in found)
    assert all(event.date_from in {e.mention.key for e in event.evidence} for event in found)
    dated = [(e.first, e.last) for e in found if e.first and e.last]
    assert dated == sorted(dated) and all(e.first is None for e in found[len(dated) :])


@few
@given(archives())
def test_no_event_of_two_pairs_of_countries_and_no_plan_that_only_plans_told_has_happened(
    archive: list[LinkedDocument],
) -> None:
    for event in link(archive).events:
        words = {frozenset(p.actor.name for p in e.mention.participants) for e in event.evidence}
        assert not {frozenset(("美国", "日本")), frozenset(("美国", "韩国"))} <= words
        if {e.mention.status.value for e in event.evidence} == {"planned"}:
            assert event.status.value in ("planned", "lapsed")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("岸田文雄与尹锡悦5月16日在首尔举行会谈。", "尹锡悦5月16日会见到访的岸田文雄。"),
        ("岸田文雄與尹錫悅5月16日在首爾舉行會談。", "尹锡悦周二会见岸田文雄。"),
        ("美国5月16日宣布制裁伊朗。", "5月16日，美国对伊朗实施制裁。", "伊朗周二遭美国制裁。"),
        ("苏利文5月16日会见杨洁篪。", "沙利文周二与杨洁篪会谈。"),
    ],
)
def test_documents_on_one_happening_make_one_event(paragraphs: tuple[str, ...]) -> None:
    (event,) = events(*texts(*paragraphs))
    assert event.documents == len(paragraphs)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("美日5月15日至17日在东京举行会谈。", "美韩5月16日至18日在首尔举行会谈。"),
        ("美日5月16日举行会谈。", "美韩5月16日举行会谈。"),
        ("拜登5月16日会见岸田文雄。", "拜登5月16日会见尹锡悦。"),
        ("拜登5月16日在东京会见岸田文雄。", "拜登5月15日在东京会见岸田文雄。"),
        ("拜登5月16日表示，债务谈判有进展。", "拜登5月16日会见普京。"),
        ("岸田文雄5月16日会见尹锡悦。", "岸田文雄2022年5月16日会见尹锡悦。"),
        ("美国国务院5月16日发表声明，宣布制裁伊朗官员。", "布林肯5月16日表示，谈判有进展。"),
        ("美国国务院5月15日宣布解除对古巴的限制。", "美国国务院5月15日宣布解除对古巴的限制，5月16日生效。"),
    ],
)
def test_happenings_that_differ_stay_apart(paragraphs: tuple[str, ...]) -> None:
    assert len(events(*texts(*paragraphs))) == len(paragraphs)


def test_what_one_speaker_says_on_one_day_is_one_event() -> None:
    found = events(*texts("拜登5月16日表示，债务谈判有进展。", "拜登5月16日说，他绝不会在此让步。"))
    assert [len(event.evidence) for event in found] == [2]


def test_a_month_joins_the_day_without_changing_it() -> None:
    coarse = article("岸田文雄与尹锡悦5月的首尔会谈取得成果。", published=date(2023, 6, 20), name="coarse")
    (event,) = events(coarse, article("岸田文雄和尹锡悦5月16日在首尔会谈。", name="fine"))
    assert (event.edtf, event.precision.value, event.documents) == ("2023-05-16", "day", 2)


CAPTION = article("天气很好。", captions=["5月16日，马克龙在柏林会见朔尔茨。"], name="caption")


@pytest.mark.parametrize(
    ("documents", "captions"),
    [([CAPTION], []), ([CAPTION, article("马克龙5月16日在柏林会见朔尔茨。", name="text")], [True, False])],
)
def test_a_caption_adds_to_an_event_and_founds_none(documents: list[Document], captions: list[bool]) -> None:
    found = events(*documents)
    assert [e.mention.in_caption for event in found for e in event.evidence] == captions


def test_an_undated_document_joins_the_event_that_gave_it_its_year() -> None:
    undated = article("岸田文雄5月16日在首尔同尹锡悦会谈。", published=None, name="undated")
    (event,) = events(undated, *texts("岸田文雄星期二与尹锡悦在首尔举行会谈。"))
    assert event.first == date(2023, 5, 16)
    assert [e.year_inferred for e in event.evidence] == [False, True]
    assert not event.year_inferred


def test_a_statement_leads_to_the_event_whose_sentence_it_stands_in() -> None:
    (document,) = linked(article("拜登5月16日表示，债务谈判有进展。", "普京曾说，俄罗斯绝不会让步。"))
    linking = link([document])
    said = {s.key: document.document.quote(s.start, s.end) for s in document.extraction.statements}
    assert [(said[key], home) for key, home in linking.statement_events] == [("债务谈判有进展", linking.events[0].id)]


def test_no_documents_make_no_events() -> None:
    assert link([]) == Linking((), ())


@pytest.mark.parametrize(
    ("paragraphs", "count"),
    [
        (("拜登将于5月20日会见普京。", "拜登5月20日的普京会见将在日内瓦举行。"), 1),
        miss(
            ("联合国安理会5月16日在紧急会议上通过停火决议。", "联合国安理会5月16日通过决议，要求停火。"),
            1,
            why="会议上 outweighs 通过…决议, so one is a meeting and one a law",
        ),
    ],
)
def test_one_happening_told_in_different_words_is_one_event(paragraphs: tuple[str, ...], count: int) -> None:
    assert len(events(*texts(*paragraphs))) == count


@pytest.mark.parametrize(
    "documents",
    [
        (
            article("美国国务院周一宣布取消对古巴的限制。", published=date(2023, 5, 16), name="home"),
            article("美国国务院周二宣布取消对古巴的限制。", published=date(2023, 5, 16), name="east"),
        ),
        (
            article("岸田文雄5月16日在首尔会见尹锡悦。", name="day"),
            article("天气很好。", title="岸田文雄在首尔会见尹锡悦", published=date(2023, 5, 18), name="headline"),
        ),
        (
            article("佩洛西5月15日抵台，开始访台行程。", name="arrival"),
            article("佩洛西5月17日结束访台。", name="leave"),
        ),
        (
            article("特朗普5月签署行政命令，制裁伊朗官员。", published=date(2023, 6, 20), name="month"),
            article("特朗普在5月中旬签署有关伊朗官员的政令。", published=date(2023, 6, 20), name="part"),
        ),
        (article("中国外交部5月16日表示，双方有分歧。", "外交部发言人赵立坚5月16日重申，中方愿意合作。", name="body"),),
    ],
    ids=("zones", "headline", "visit", "signing", "spokesman"),
)
def test_days_that_differ_for_a_reason_do_not_part_a_happening(documents: tuple[Document, ...]) -> None:
    assert [event.documents for event in events(*documents)] == [len(documents)]


@pytest.mark.parametrize(
    "documents",
    [
        (article("美国国务院周一宣布取消对古巴的限制。", "美国国务院周二宣布取消对古巴的限制。"),),
        (
            article("岸田文雄5月10日在首尔会见尹锡悦。", name="day"),
            article("天气很好。", title="岸田文雄在首尔会见尹锡悦", published=date(2023, 5, 18), name="headline"),
        ),
        (
            article("佩洛西5月10日抵台，开始访台行程。", name="arrival"),
            article("佩洛西5月17日结束访台。", name="leave"),
        ),
        (
            article("佩洛西5月15日抵台，开始访台行程。", name="one"),
            article("克拉奇5月17日结束访台。", name="other"),
        ),
    ],
    ids=("both days told", "too long ago", "two visits", "two visitors"),
)
def test_days_that_differ_for_no_reason_keep_two_happenings_apart(documents: tuple[Document, ...]) -> None:
    assert len(events(*documents)) == 2
