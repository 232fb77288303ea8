"""What was sent by the form of `/ingest`: files, addresses and pasted text, within limits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copyfileobj

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message

from app.reading.containers.article import write_article
from app.sentences import Sentence, sentence
from app.web.ingesting.desk import Sent

MB = 1024 * 1024
MOST_BYTES = 64 * MB
MOST_FILES = 200
MOST_ADDRESSES = 50
MOST_TEXT = 4 * MB
# What the page tells of them, and its script checks before anything is sent.
LIMITS = {"bytes": MOST_BYTES, "megabytes": MOST_BYTES // MB, "files": MOST_FILES, "addresses": MOST_ADDRESSES}
# What the form holds beside files.
FIELDS = ("addresses", "text", "title", "publisher", "date")
_PASTED = 40


class Refused(Exception):
    """The form cannot be taken; `status` is that of the answer. `fields` are what was typed, if it could be read."""

    def __init__(self, status: int, reason: Sentence, fields: dict[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.fields = fields or {}


async def read_form(request: Request, folder: Path) -> list[Sent]:
    """What was sent; its files are put into `folder`. Raises Refused."""
    async with _parsed(request) as form:
        fields = {name: str(form.get(name) or "").strip() for name in FIELDS}
        uploads = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
        addresses = list(dict.fromkeys(fields["addresses"].split()))
        if len(addresses) > MOST_ADDRESSES:
            raise Refused(413, sentence("一次最多 %(most)s 个网址。", most=MOST_ADDRESSES), fields)
        if not (uploads or addresses or fields["text"]):
            raise Refused(422, sentence("请选择文件，或填写网址、粘贴文字。"), fields)
        sent = [await _keep(upload, folder / str(number)) for number, upload in enumerate(uploads)]
    pasted = [_keep_text(fields, folder / "text")] if fields["text"] else []
    return [*sent, *pasted, *(Sent(address, address=address) for address in addresses)]


@asynccontextmanager
async def _parsed(request: Request) -> AsyncIterator[FormData]:
    """The form, whose body is counted while it comes."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES + MB:
        raise Refused(413, _too_large())
    taken = 0

    async def receive() -> Message:
        nonlocal taken
        message = await request.receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES + MB:
            raise Refused(413, _too_large())
        return message

    try:
        form = await Request(request.scope, receive).form(max_files=MOST_FILES, max_fields=20, max_part_size=MOST_TEXT)
    except HTTPException as error:
        raise Refused(413, _too_many()) from error
    try:
        yield form
    finally:
        await form.close()


def _too_large() -> Sentence:
    return sentence(
        "一次最多 %(most)s MB。更多的文件请分几次，或在服务器上用 annals ingest 收录。", most=MOST_BYTES // MB
    )


def _too_many() -> Sentence:
    most = MOST_TEXT // MB
    return sentence("一次最多 %(files)s 个文件，粘贴的文字最多 %(text)s MB。", files=MOST_FILES, text=most)


async def _keep(upload: UploadFile, path: Path) -> Sent:
    def copy() -> None:
        with path.open("wb") as target:
            copyfileobj(upload.file, target)

    await run_in_threadpool(copy)
    return Sent(_readable(upload.filename or ""), path)


def _keep_text(fields: dict[str, str], path: Path) -> Sent:
    """Title, publisher and day as front matter; without any of them the text as it is, which may have its own."""
    text = fields["text"].replace("\r\n", "\n")
    given = {name: fields[name] for name in ("title", "publisher", "date") if fields[name]}
    path.write_bytes(write_article(text, **given) if given else text.encode("utf-8", "replace"))
    name = fields["title"] or text.split("\n", 1)[0].strip()
    return Sent(_readable(name[:_PASTED]), path)


def _readable(name: str) -> str:
    """Browsers send the name alone or the path below a folder; neither leads anywhere here."""
    shown = "".join(character if character.isprintable() else " " for character in name).strip()
    return shown[-200:] or "?"
