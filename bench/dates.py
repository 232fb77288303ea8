"""Accuracy and speed of the date resolver beside its peers, in one run.

    python bench/dates.py DATA [--corpus DIR] [--misses] [--no-speed]

DATA holds `seeds.jsonl`, `peers.jsonl` and `weekdays.jsonl`; the seed documents are those of `seeds/`. The peer is
JioNLP, installed with `pip install .[bench]`; without it its column stays empty. Half-open values are compared by
their days.
"""

import argparse
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from peers import jionlp_finder

from app.extraction.dates import find_times
from app.extraction.mentions import TimeKind, TimeMention
from app.reading import read_document

SEEDS = Path(__file__).parent.parent / "seeds"
Days = tuple[date | None, date | None]


@dataclass
class Score:
    """How many of a set were right, and which were not."""

    name: str
    right: int = 0
    all: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, is_right: bool, miss: str) -> None:
        self.all += 1
        self.right += is_right
        if not is_right:
            self.misses.append(miss)

    def __str__(self) -> str:
        return f"{self.name:<44}{self.right:>6} / {self.all:<6}{self.right / max(1, self.all):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--corpus", type=Path, help="a folder of text files to measure the speed on")
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    parser.add_argument("--no-speed", action="store_true")
    given = parser.parse_args()
    for score in (*score_seeds(given.data), *score_peers(given.data), *score_weekdays(given.data)):
        print(score)
        if given.misses:
            print("\n".join(f"    {miss}" for miss in score.misses))
    if not given.no_speed:
        print(speed(given.data, given.corpus))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


# The seeds: whole documents, every expression in them.


def score_seeds(data: Path) -> list[Score]:
    tiers = {tier: Score(f"seeds, tier {tier}, value right") for tier in "AEHBPD"}
    precision = Score("seeds, precision of concrete dates")
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(data / "seeds.jsonl"):
        by_document.setdefault(row["doc"], []).append(row)
    for name, rows in by_document.items():
        text = read_document((SEEDS / name).read_bytes(), name).text
        mentions = find_times(text, date.fromisoformat(rows[0]["reference"]))
        _score_document(text, rows, mentions, tiers, precision)
    return [*tiers.values(), precision]


def _score_document(
    text: str, rows: list[dict[str, Any]], mentions: tuple[TimeMention, ...], tiers: dict[str, Score], precision: Score
) -> None:
    right: set[int] = set()
    searched = 0
    for row in rows:
        span = _locate(text, row["quote"], row["expr"], searched)
        if span is None:
            tiers[row["tier"]].add(False, f"{row['id']} not in the text: {row['expr']}")
            continue
        searched = span[0]
        touching = [one for one in mentions if one.start < span[1] and span[0] < one.end]
        agreeing = [one for one in touching if _days(one) in _accepted(row)]
        right |= {one.start for one in agreeing}
        found = agreeing or (any(not _is_concrete(one) for one in touching) and row["start"] is None)
        got = ", ".join(f"{one.expression} {one.edtf}" for one in touching)
        tiers[row["tier"]].add(bool(found), f"{row['id']} {row['expr']} {row['start']}/{row['end']}: {got}")
    for one in mentions:
        if _is_concrete(one):
            around = text[max(0, one.start - 12) : one.end + 12]
            precision.add(one.start in right, f"{one.expression} {one.edtf} in {around}")


def _is_concrete(mention: TimeMention) -> bool:
    return mention.kind is TimeKind.DATE and mention.first is not None


def _days(mention: TimeMention) -> Days:
    return mention.first, mention.last


def _accepted(row: dict[str, Any]) -> set[Days]:
    pairs = [(row["start"], row["end"]), *row["accept"]]
    return {(_date(first), _date(last)) for first, last in pairs if first is not None} | {
        (_date(first), _date(first)) for first, last in pairs if first is not None and last is None
    }


def _date(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words.split("#")[0])


def _locate(text: str, quote: str, expression: str, after: int) -> tuple[int, int] | None:
    """Where the expression stands: white space may differ, and the quote may come twice."""
    loose = r"\s*".join(re.escape(sign) for sign in quote if not sign.isspace())
    inner = r"\s*".join(re.escape(sign) for sign in expression if not sign.isspace())
    for start in (after, 0):
        found = re.compile(loose).search(text, max(0, start - len(quote)))
        while found is not None:
            for place in re.compile(inner).finditer(text, found.start(), found.end()):
                if place.start() > after or start == 0:
                    return place.span()
            found = re.compile(loose).search(text, found.end())
    return None


# Single expressions from the peers' own test suites.


def score_peers(data: Path) -> list[Score]:
    plain, policy = Score("peers' suites"), Score("peers' suites, by policy")
    for row in _rows(data / "peers.jsonl"):
        reference = datetime.fromisoformat(row["reference"]).date()
        mentions = find_times(row["text"], reference)
        for span in row["spans"]:
            touching = [one for one in mentions if one.start < span["end"] and span["start"] < one.end]
            best = max(touching, key=lambda one: one.end - one.start, default=None)
            is_right = best is not None and _agrees(best, span)
            got = "nothing" if best is None else f"{best.expression} {best.edtf} {best.clock or ''}"
            miss = f"{row['id']} {row['text']} @{reference} {span['value_start']}/{span['value_end']}: {got}"
            (policy if row["policy_dependent"] else plain).add(is_right, miss)
    return [plain, policy]


def _agrees(mention: TimeMention, span: dict[str, Any]) -> bool:
    first = datetime.fromisoformat(span["value_start"])
    if span["value_end"] is None:
        return mention.first == first.date()
    after = datetime.fromisoformat(span["value_end"])
    last = after if after == first else after - timedelta(seconds=1)
    return _days(mention) == (first.date(), last.date())


# Mentions in news that state their own truth: 周三（22日）. One that is the end of a range counts by that end.


def score_weekdays(data: Path) -> list[Score]:
    weekdays = {name: Score(f"weekday without its bracket, {name}") for name in ("all", "bare", "past", "future")}
    days = {name: Score(f"the day alone, {name}") for name in ("all", "bare", "past", "future")}
    for row in _rows(data / "weekdays.jsonl"):
        bracket = row["full"][len(row["expr"]) :]
        if row["kind"] == "weekday":
            groups = ["all", "future" if row["off"] > 0 else "past", *(["bare"] if not row["pre"] else [])]
            _score_sentence(row, row["expr"], weekdays, groups)
        inside = bracket.strip(" （()）")
        if row["kind"] in ("weekday", "rel") and re.search("[日号]$", inside):
            groups = ["all", "future" if row["off"] > 0 else "past", *(["bare"] if "月" not in inside else [])]
            _score_sentence(row, inside, days, groups)
    return [*weekdays.values(), *days.values()]


def _score_sentence(row: dict[str, Any], words: str, scores: dict[str, Score], groups: list[str]) -> None:
    text = row["sent"][: row["s"]] + words + row["sent"][row["e"] :]
    start, end = row["s"], row["s"] + len(words)
    touching = [one for one in find_times(text, date.fromisoformat(row["dct"])) if one.start < end and start < one.end]
    truth = date.fromisoformat(row["date"])
    got = "; ".join(f"{one.expression} {one.edtf}" for one in touching)
    around = f"{text[max(0, start - 25) : start]}[{words}]{text[end : end + 25]}"
    for group in groups:
        is_right = any(truth in _days(one) for one in touching)
        scores[group].add(is_right, f"@{row['dct']} {row['off']:+} {truth} {got}: {around}".replace("\n", " "))


# Speed.


def speed(data: Path, corpus: Path | None) -> str:
    """Each finder first reads every other text, then is timed on the rest, which it has not seen."""
    texts = _texts(data, corpus)
    known, unseen = texts[::2], texts[1::2]
    size = sum(len(text) for text in unseen)
    for text in known:
        find_times(text, date(2021, 1, 1))
    ours = size / _seconds(unseen, lambda text: find_times(text, date(2021, 1, 1)))
    found = sum(len(find_times(text, date(2021, 1, 1))) for text in unseen)
    lines = [f"speed on {size:,} characters with {found:,} mentions", f"  ours    {ours:>12,.0f} characters/s"]
    peer = jionlp_finder()
    if peer is not None:
        sample = unseen[:: max(1, len(unseen) // 40)]
        theirs = sum(len(text) for text in sample) / _seconds(sample, peer)
        lines.append(f"  JioNLP  {theirs:>12,.0f} characters/s; ours is {ours / theirs:.1f} ×")
    return "\n".join(lines)


def _texts(data: Path, corpus: Path | None) -> list[str]:
    if corpus is None:
        return [row["sent"] for row in _rows(data / "weekdays.jsonl")]
    texts = []
    for path in sorted(corpus.rglob("*")):
        if path.is_file() and path.suffix in (".txt", ".md", ".html"):
            texts.append(re.sub("<[^>]*>", "", path.read_text(encoding="utf-8", errors="replace")))
    return texts


def _seconds(texts: list[str], find: Any) -> float:
    began = time.process_time()
    for text in texts:
        find(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
