"""Rows of the tables for documents and happenings: those that saving and linking such documents would leave."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter

from pydantic_core import to_json

from app.extraction.mentions import Actor, Status
from app.store.rows import COARSE_FIRST, NEIGHBOURS
from app.store.search import searchable
from app.store.tables import text_rowid
from app.synth.articles import Article, Saying, Telling, write_articles
from app.synth.happenings import Happening, When, find_happenings, find_repeats

PART = 10_000  # events
# By table, the columns that are filled.
COLUMNS = {
    "document": "id key sha256 file title publisher url published inferred_json ingested_at text source reading_json "
    "extraction_json",
    "event": "id title edtf first last precision chronology grain reported status type place salience documents "
    "sources date_from shown year_inferred salience_why slots_json background folded_into",
    "event_actor": "event_id actor role words position",
    "event_topic": "event_id topic position",
    "event_source": "event_id publisher",
    "mention": "key event_id document_id position start end quote prefix suffix trigger_start trigger_end trigger type "
    "status status_cue place implicit in_title in_caption year_inferred link_score time_json participants_json "
    "reasons why",
    "statement": "key document_id event_id start end quote verb kind speaker speaker_words how time_json utterance "
    "drift_json",
    "event_text": "rowid event_id words",
}
_ROLES = ("agent", "counterpart", "object", "object", "object")
_CUES = {Status.PLANNED: "将", Status.LAPSED: "将", Status.DENIED: "否认"}

Row = tuple[object, ...]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class _Forms:
    """Of one happening, what all its reports have in common, as JSON."""

    when: str
    participants: str
    topics: str
    place: str


def make_part(seed: int, number: int, total: int) -> Rows:
    """All rows of the happenings of one part of so many, and of the documents that tell of them; no other part refers
    to them."""
    happenings = find_happenings(seed, number * PART, min(total, (number + 1) * PART), total)
    rows: Rows = {name: [] for name in COLUMNS}
    told: dict[str, list[tuple[Article, Telling]]] = defaultdict(list)
    forms = {happening.id: _forms(happening) for happening in happenings}
    for article in write_articles(seed, happenings):
        for telling in article.tellings:
            rows["mention"].append(
                _mention_row(article, telling, len(told[telling.happening.id]), forms[telling.happening.id])
            )
            told[telling.happening.id].append((article, telling))
        if article.saying:
            rows["statement"].append(_statement_row(article, article.saying))
        rows["document"].append(_document_row(article, forms))
    repeats = find_repeats(seed, happenings)
    for happening in happenings:
        _add_event(rows, happening, told[happening.id], repeats.get(happening.id))
    # FTS5 writes out what it has gathered whenever a row number goes down.
    rows["event_text"].sort(key=itemgetter(0))
    return rows


def actor_row(actor: Actor) -> Row:
    return (actor.name, actor.kind.value, actor.country, actor.office)


def _forms(it: Happening) -> _Forms:
    return _Forms(_when_json(it.when), _participants_json(it.actors), _json(it.topics), _json(it.place))


def _add_event(rows: Rows, it: Happening, told: Sequence[tuple[Article, Telling]], repeats: str | None) -> None:
    days = [article.published for article, _ in told if article.published]
    publishers = sorted({article.publisher for article, _ in told if article.publisher})
    first, last = (day and day.isoformat() for day in (it.when.first, it.when.last))
    reported = max(days).isoformat() if days else None
    documents = len({article.id for article, _ in told})
    rows["event"].append((
        it.id, it.title, it.when.edtf, first, last, it.when.precision.value, first or it.when.edtf,
        COARSE_FIRST.index(it.when.precision), reported, it.status.value, it.type.value, it.place, it.salience,
        documents, max(1, len(publishers)), it.id, it.id, 0, f'["{documents} documents"]', "[]", int(it.is_background),
        repeats,
    ))  # fmt: skip
    for position, actor in enumerate(it.actors):
        rows["event_actor"].append((it.id, actor.name, _ROLES[position], actor.name, position))
    for position, topic in enumerate(it.topics):
        rows["event_topic"].append((it.id, topic, position))
    rows["event_source"] += [(it.id, publisher) for publisher in publishers]
    texts = [_tokens(it.title), *(" ".join(filter(None, map(_tokens, telling.pieces))) for _, telling in told)]
    texts += [_tokens(actor.name) for actor in it.actors]
    rows["event_text"].append((text_rowid(it.id), it.id, " 。 ".join(texts)))


def _mention_row(article: Article, telling: Telling, position: int, forms: _Forms) -> Row:
    it, start, end = telling.happening, telling.start, telling.end
    trigger = start + telling.trigger
    return (
        telling.key, it.id, article.id, position, start, end, telling.words,
        article.text[max(0, start - NEIGHBOURS) : start], article.text[end : end + NEIGHBOURS],
        trigger, trigger + len(it.phrase.trigger), it.phrase.trigger, it.type.value, it.status.value,
        _CUES.get(it.status, ""), it.place, 0, 0, 0, 0, 0.8, _time_json(telling, forms), forms.participants,
        '["synthetic"]', "[]",
    )  # fmt: skip


def _statement_row(article: Article, saying: Saying) -> Row:
    name, end = saying.speaker.name, saying.start + len(saying.words)
    return (
        saying.key, article.id, saying.happening.id, saying.start, end, saying.words, "说", "direct", name, name,
        "synthetic", "null", saying.key, "[]",
    )  # fmt: skip


def _document_row(article: Article, forms: Mapping[str, _Forms]) -> Row:
    published = article.published.isoformat() if article.published else None
    passages = ",".join(f'{{"kind":"{kind}","start":{start},"end":{end}}}' for kind, start, end in article.passages)
    return (
        article.id, article.key, sha256(f"{article.key}\n{article.text}".encode()).hexdigest(), f"{article.id}.txt",
        article.tellings[0].happening.title, article.publisher, article.key, published, "[]",
        f"{published or '2000-01-01'} 12:00:00.000000", article.text, article.text,
        f'{{"passages":[{passages}],"zone":null,"witnesses":[],"left_out":[]}}',
        _extraction_json(article, published, forms),
    )  # fmt: skip


def _extraction_json(article: Article, published: str | None, forms: Mapping[str, _Forms]) -> str:
    times = ",".join(_time_json(telling, forms[telling.happening.id]) for telling in article.tellings)
    events = ",".join(_event_json(telling, forms[telling.happening.id]) for telling in article.tellings)
    said = _saying_json(article.saying) if article.saying else ""
    return (
        f'{{"reference":{{"day":{_json(published)},"witness":"","why":"synthetic","confidence":1.0}},'
        f'"times":[{times}],"events":[{events}],"statements":[{said}]}}'
    )


def _event_json(telling: Telling, forms: _Forms) -> str:
    it, trigger = telling.happening, telling.start + telling.trigger
    return (
        f'{{"key":"{telling.key}","start":{telling.start},"end":{telling.end},"trigger":"{it.phrase.trigger}",'
        f'"trigger_start":{trigger},"trigger_end":{trigger + len(it.phrase.trigger)},"type":"{it.type.value}",'
        f'"status":"{it.status.value}","time":{_time_json(telling, forms)},"participants":{forms.participants},'
        f'"place":{forms.place},"topics":{forms.topics}}}'
    )


def _saying_json(saying: Saying) -> str:
    return (
        f'{{"key":"{saying.key}","start":{saying.start},"end":{saying.start + len(saying.words)},"verb":"说",'
        f'"kind":"direct","speaker":{_json(saying.speaker)},"speaker_words":{_json(saying.speaker.name)},'
        '"how":"synthetic"}'
    )


def _time_json(telling: Telling, forms: _Forms) -> str:
    when, start = telling.happening.when, telling.start + telling.time
    return f'{{"start":{start},"end":{start + len(when.words)},{forms.when}}}'


def _when_json(when: When) -> str:
    known = (
        f'"first":"{when.first}","last":"{when.last}"'
        if when.first
        else f'"open_year":{{"first":[{when.day.month},{when.day.day}],"last":[{when.day.month},{when.day.day}]}}'
    )
    return (
        f'"expression":"{when.words}","kind":"date","rule":"synthetic","edtf":"{when.edtf}",'
        f'"precision":"{when.precision.value}",{known}'
    )


def _participants_json(actors: tuple[Actor, ...]) -> str:
    listed = (
        f'{{"actor":{_json(actor)},"role":"{role}","words":{_json(actor.name)}}}'
        for actor, role in zip(actors, _ROLES, strict=False)
    )
    return f"[{','.join(listed)}]"


@lru_cache(maxsize=20000)
def _json(value: object) -> str:
    return to_json(value).decode()


@lru_cache(maxsize=50000)
def _tokens(text: str) -> str:
    return searchable((text,))
