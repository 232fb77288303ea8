"""What was asked of the database before, by ids: for threads that share it."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def ask_missing(
    kept: MutableMapping[str, T], ids: Sequence[str], ask: Callable[[list[str]], Mapping[str, T]], most: int
) -> dict[str, T]:
    """What is known of these ids: what is kept, and what `ask` tells of the others, which is kept from here on. Of
    more than `most` nothing is kept; whoever is looking at it meanwhile has his own."""
    found = {id: known for id in ids if (known := kept.get(id)) is not None}
    if missing := [id for id in ids if id not in found]:
        told = ask(missing)
        if len(kept) + len(told) > most:
            kept.clear()
        kept.update(told)
        found.update(told)
    return found
