"""The evidence packet: events with the full text of their sources in one ZIP, checkable without this program's server.

    index.html           the events and their quotes, to be read; no script, nothing from the network
    events.json          the same as data: every quote with document, start, end
    events.csv           one event a row
    documents/{id}.txt   the text that the offsets count in, as Unicode code points
    manifest.json        the SHA-256 of every file above and the origin of every document

The same events give the same bytes. `verify` recomputes every quote from text and offset. Whoever can rewrite the
whole packet can rewrite its manifest too: the SHA-256 of the manifest, which `seal` returns, is the one line to keep
elsewhere.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from app.formats import csv
from app.formats.events_jsonl import document_fields, event_fields
from app.formats.packet_page import write_page
from app.reading.document import Document
from app.store.views import EventDetail

VERSION = 1
MANIFEST = "manifest.json"
_EVENTS = "events.json"
_LARGEST_FILE = 64 * 1024 * 1024
_MOST_FILES = 100_000
# The first day that a ZIP can name: the packet must not depend on when it was made.
_DAY_ONE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Verified:
    """`problems` name what is wrong, file and place first; none: every quote is where it says. `seal` is the SHA-256
    of the manifest, empty when there is none to read."""

    quotes: int
    documents: int
    seal: str
    problems: tuple[str, ...]


def write(events: Iterable[EventDetail], documents: Mapping[str, Document], title: str) -> bytes:
    """The packet. `documents` are those of all mentions, by id; `title` heads its page."""
    details = list(events)
    used = dict(
        sorted({mention.document.id: mention.document for each in details for mention in each.mentions}.items())
    )
    files = {f"documents/{id}.txt": documents[id].text.encode("utf-8") for id in used}
    files[_EVENTS] = _json({"title": title, "events": [_event(each) for each in details]})
    files["events.csv"] = "".join(csv.write(details)).encode("utf-8")
    manifest = _json(
        {
            "format": "annals-packet",
            "version": VERSION,
            "title": title,
            "files": {name: sha256(content).hexdigest() for name, content in sorted(files.items())},
            "documents": {
                id: {**document_fields(label), "key": documents[id].key, "ingested_sha256": documents[id].sha256}
                for id, label in used.items()
            },
        }
    )
    files[MANIFEST] = manifest
    files["index.html"] = write_page(details, title, sha256(manifest).hexdigest()).encode("utf-8")
    return _zip(files)


def seal(packet: bytes) -> str:
    """The SHA-256 of its manifest, in hex: whoever has it can tell this packet from any other."""
    with zipfile.ZipFile(io.BytesIO(packet)) as opened:
        return sha256(opened.read(MANIFEST)).hexdigest()


def verify(packet: bytes) -> Verified:
    """Recomputes every hash and every quote. Never raises for what the packet holds: it says what is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(packet)) as opened:
            files, problems = _read_files(opened)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, OSError) as error:
        return Verified(0, 0, "", (f"this is no whole ZIP file: {error}",))
    if problems:
        return Verified(0, 0, "", problems)
    return _verify_files(files)


def _event(event: EventDetail) -> dict[str, Any]:
    """As exported, with the key of each mention and the id of the text that its offsets count in."""
    fields = event_fields(event)
    for mention, view in zip(fields["mentions"], event.mentions, strict=True):
        mention |= {"key": view.key, "text": f"documents/{view.document.id}.txt"}
    fields["statements"] = [
        {
            "key": said.key,
            "text": f"documents/{said.document.id}.txt",
            "quote": said.quote,
            "start": said.start,
            "end": said.end,
            "speaker": said.speaker or said.speaker_words or None,
            "verb": said.verb,
        }
        for said in event.statements
        if any(said.document.id == mention.document.id for mention in event.mentions)
    ]
    return fields


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _zip(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files, key=lambda name: (name != "index.html", name)):
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, files[name])
    return whole.getvalue()


def _read_files(opened: zipfile.ZipFile) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The content of every entry; the ZIP's own checksums are looked at on the way."""
    entries = opened.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_FILES:
        return {}, (f"{len(entries)} files: this is no packet",)
    twice = sorted({name for name in names if names.count(name) > 1}) if len(set(names)) < len(names) else []
    large = sorted(entry.filename for entry in entries if entry.file_size > _LARGEST_FILE)
    problems = [f"{name}: is there twice" for name in twice] + [f"{name}: too large" for name in large]
    files: dict[str, bytes] = {}
    for entry in entries if not problems else ():
        try:
            files[entry.filename] = opened.read(entry)
        except Exception as error:  # zipfile and zlib raise what they like at damaged bytes
            problems.append(f"{entry.filename}: damaged ({error})")
    return files, tuple(problems)


def _verify_files(files: Mapping[str, bytes]) -> Verified:
    problems: list[str] = []
    manifest = _load(files, MANIFEST, problems)
    listed = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(listed, dict) or not isinstance(manifest, dict) or manifest.get("format") != "annals-packet":
        return Verified(0, 0, "", (*problems, f"{MANIFEST}: missing or not the manifest of a packet"))
    if manifest.get("version") != VERSION:
        return Verified(0, 0, "", (f"{MANIFEST}: version {manifest.get('version')!r}, known is {VERSION}",))
    digest = sha256(files[MANIFEST]).hexdigest()
    problems += _wrong_files(files, listed, digest)
    events = _load(files, _EVENTS, problems)
    told = list(_quotes(events, problems))
    problems += (problem for quote in told if (problem := _wrong_quote(files, *quote)))
    documents = {text for text, *_ in told}
    problems += (f"{name}: belongs to no quote" for name in sorted(_texts(files) - documents))
    return Verified(len(told), len(documents), digest, tuple(dict.fromkeys(problems)))


def _wrong_files(files: Mapping[str, bytes], listed: Mapping[str, Any], digest: str) -> Iterator[str]:
    for name, expected in listed.items():
        if name not in files:
            yield f"{name}: missing"
        elif sha256(files[name]).hexdigest() != expected:
            yield f"{name}: changed, its SHA-256 is not the one of the manifest"
    for name in sorted(set(files) - set(listed) - {MANIFEST, "index.html"}):
        yield f"{name}: not in the manifest"
    if "index.html" not in files:
        yield "index.html: missing"
    elif _EVENTS in files and not _is_own_page(files, digest):
        yield "index.html: changed, it is not the page of these events"


def _is_own_page(files: Mapping[str, bytes], digest: str) -> bool:
    """The page names the manifest's hash, and its own is named in its last line."""
    page = files["index.html"]
    body, mark, last = page.rpartition(b"<!-- sha256 ")
    return bool(mark) and digest.encode() in body and last.strip() == sha256(body).hexdigest().encode() + b" -->"


def _load(files: Mapping[str, bytes], name: str, problems: list[str]) -> Any:
    try:
        return json.loads(files[name].decode("utf-8"))
    except KeyError:
        problems.append(f"{name}: missing")
    except (ValueError, RecursionError) as error:
        problems.append(f"{name}: cannot be read: {error}")
    return None


def _texts(files: Mapping[str, bytes]) -> set[str]:
    return {name for name in files if name.startswith("documents/")}


def _quotes(events: Any, problems: list[str]) -> Iterator[tuple[str, int, int, str, str]]:
    """text file, start, end, quote, and the id of the event, for every mention and statement."""
    found = events.get("events") if isinstance(events, dict) else None
    if not isinstance(found, list):
        problems.append(f"{_EVENTS}: holds no list of events")
        return
    for event in found:
        id = event.get("id") if isinstance(event, dict) else None
        told = [*_list(event, "mentions"), *_list(event, "statements")]
        if not told:
            problems.append(f"{_EVENTS}: event {id!r} has no mentions")
        for each in told:
            values = (each.get("text"), each.get("start"), each.get("end"), each.get("quote"))
            text, start, end, quote = values
            if isinstance(text, str) and type(start) is int and type(end) is int and isinstance(quote, str):
                yield text, start, end, quote, str(id)
            else:
                problems.append(f"{_EVENTS}: event {id!r} has a quote without text, start, end or words")


def _list(event: Any, name: str) -> list[dict[str, Any]]:
    found = event.get(name) if isinstance(event, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _wrong_quote(files: Mapping[str, bytes], text: str, start: int, end: int, quote: str, event: str) -> str:
    if text not in files:
        return f"{text}: missing, event {event} quotes it"
    try:
        words = files[text].decode("utf-8")
    except UnicodeDecodeError as error:
        return f"{text}: not UTF-8: {error}"
    if not 0 <= start < end <= len(words):
        return f"{text}[{start}:{end}]: outside of the text, event {event}"
    if words[start:end] != quote:
        return f"{text}[{start}:{end}]: has {words[start:end]!r}, event {event} quotes {quote!r}"
    return ""
