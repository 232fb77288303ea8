"""Many readers at once: whoever waits for a connection or for a thread gets it."""

import asyncio
from pathlib import Path

import httpx2

from app.web.app import create_app
from tests.databases import new_database

READERS = 120


async def _ask(application: object, addresses: list[str]) -> list[int]:
    transport = httpx2.ASGITransport(app=application)  # type: ignore[arg-type]
    async with httpx2.AsyncClient(transport=transport, base_url="http://site") as client:
        answers = await asyncio.gather(*(client.get(address) for address in addresses))
    return [answer.status_code for answer in answers]


def test_more_readers_than_connections_are_all_answered(kind: str, tmp_path: Path) -> None:
    engine = new_database(kind, tmp_path)
    # Each another page, so that none waits for the making of its like, and each asks in two turns.
    addresses = [f"/timeline.json?actor=甲{number}" for number in range(READERS)]
    asked = asyncio.wait_for(_ask(create_app(engine), addresses), timeout=25)
    assert asyncio.run(asked) == [200] * READERS
    engine.dispose()
