"""How much of a happening that several documents tell of ends in one event.

    python bench/linking_groups.py FOLDER TABLE [-v]

FOLDER holds documents, TABLE is tab-separated with the columns `file` and `event_cluster`: which documents are about
one happening. A document mentions the happening when a dated mention lies within a day of the happening's days, is
no mere comment and holds one of the words below; `covered` are those that the largest such event takes in. Also: the
same events from the documents in three other orders, in halves, and one by one.
"""

import argparse
import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from app.errors import DocumentError
from app.extraction import extract
from app.extraction.folding import fold
from app.extraction.mentions import EventType
from app.inputs import list_inputs, read_input
from app.linking import link, linking_of
from app.linking.archive import Archive
from app.linking.events import Event, LinkedDocument, Linking
from app.reading import read_document

HAPPENINGS = {
    "12-hkers": ("2020-12-30", "2020-12-30", "宣判|判处"),
    "alaska": ("2021-03-18", "2021-03-19", "会谈|对话|会晤|会议"),
    "apple-daily": ("2021-06-24", "2021-06-24", "停刊|停止营运|最终章|最后一"),
    "arms-sale": ("2020-10-21", "2020-10-21", "军售|军火"),
    "biden-congrat": ("2020-11-13", "2020-11-13", "祝贺"),
    "cai-invest": ("2020-12-30", "2020-12-30", "投资协定|协定"),
    "carbon-neutral": ("2020-09-22", "2020-09-22", "碳中和|中和|承诺|讲话|演讲"),
    "china-sanction-28": ("2021-01-20", "2021-01-21", "制裁"),
    "hk-53-arrests": ("2021-01-06", "2021-01-06", "捕"),
    "hk-sanction-lam": ("2020-08-07", "2020-08-07", "制裁"),
    "houston-consulate": ("2020-07-21", "2020-07-21", "领事馆|领馆"),
    "jimmy-lai-arrest": ("2020-08-10", "2020-08-10", "捕"),
    "krach-taiwan": ("2020-09-17", "2020-09-19", "访|抵"),
    "meng-release": ("2021-09-24", "2021-09-25", "离开|释放|获释|回国"),
    "npc-sanction": ("2020-12-07", "2020-12-07", "制裁"),
    "pelosi-taiwan": ("2022-08-02", "2022-08-02", "抵|访"),
    "pompeo-nixon": ("2020-07-23", "2020-07-23", "演讲|演说"),
    "tiktok-order": ("2020-08-06", "2020-08-06", "行政令|行政命令|禁令"),
    "us-tw-lift": ("2021-01-09", "2021-01-09", "取消|解除|限制"),
    "xi-biden-video": ("2021-11-15", "2021-11-16", "视频|视讯|峰会|会晤"),
}
# Statements that are happenings themselves.
SPOKEN = "宣布|公布|声明|演讲|演说|讲话|承诺|新闻稿"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="name the documents that the event misses")
    arguments = parser.parse_args()
    documents = list(_documents(arguments.folder))
    linking = link(documents)
    print(f"{len(documents)} documents, {len(linking.events)} events")
    _print_groups(linking, documents, _groups(arguments.table), arguments.verbose)
    print("orders", "same" if all(found == linking for found in _histories(documents)) else "DIFFERENT")


def _documents(folder: Path) -> Iterator[LinkedDocument]:
    for file in list_inputs([folder]):
        try:
            document = read_document(read_input(file), file.name)
        except DocumentError:
            continue
        yield LinkedDocument(document, extract(document))


def _groups(table: Path) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    with table.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            groups[row["event_cluster"]].add(row["file"])
    return groups


def _print_groups(
    linking: Linking, documents: list[LinkedDocument], groups: dict[str, set[str]], verbose: bool
) -> None:
    files = {d.document.key: d.document.file for d in documents}
    texts = {d.document.key: d.document.text for d in documents}
    all_covered = all_telling = 0
    for name, (first, last, words) in HAPPENINGS.items():
        telling: dict[str, set[str]] = defaultdict(set)
        for event in linking.events:
            for key in _tellers(event, texts, date.fromisoformat(first), date.fromisoformat(last), words):
                if files[key] in groups[name]:
                    telling[files[key]].add(event.id)
        covered = Counter(id for ids in telling.values() for id in ids)
        if len(telling) < 2:
            print(f"{name:18} {len(telling)} of {len(groups[name])} mention it")
            continue
        largest, count = covered.most_common(1)[0]
        all_covered, all_telling = all_covered + count, all_telling + len(telling)
        print(f"{name:18} {count} of {len(telling)} of {len(groups[name])}")
        if verbose:
            print(*(f"    {file}" for file, ids in telling.items() if largest not in ids), sep="\n")
    print(f"covered {all_covered / all_telling:.3f} ({all_covered} of {all_telling})")


def _tellers(event: Event, texts: dict[str, str], first: date, last: date, words: str) -> Iterator[str]:
    day = timedelta(days=1)
    for evidence in event.evidence:
        mention = evidence.mention
        if not mention.time or not mention.time.first or not mention.time.last:
            continue
        if mention.time.first > last + day or mention.time.last < first - day:
            continue
        if mention.type is EventType.STATEMENT and not re.search(SPOKEN, fold(mention.trigger)):
            continue
        if re.search(words, fold(texts[evidence.document_key][mention.start : mention.end])):
            yield evidence.document_key


def _histories(documents: list[LinkedDocument]) -> Iterator[Linking]:
    for seed in range(3):
        shuffled = documents.copy()
        random.Random(seed).shuffle(shuffled)
        yield link(shuffled)
    halves = Archive()
    halves.update(documents[::2])
    halves.update(documents[1::2])
    yield linking_of(halves)
    one_by_one = Archive()
    for document in documents:
        one_by_one.update([document])
    yield linking_of(one_by_one)
    one_by_one.update(removed=[d.document.key for d in documents[::3]])
    one_by_one.update(documents[::3])
    yield linking_of(one_by_one)


if __name__ == "__main__":
    main()
