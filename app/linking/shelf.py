"""What an archive remembers, by key: all of it held in memory, or fetched from a store when it is asked for."""

from collections.abc import Callable, Collection, Hashable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
M = TypeVar("M")


class Shelf(Generic[K, V]):
    """A mapping that notes in `changed` which keys were set or taken off."""

    def __init__(self) -> None:
        self.changed: set[K] = set()
        self._held: dict[K, V] = {}
        self._asked: set[K] = set()
        self._fetch: Callable[[Collection[K]], Mapping[K, V]] | None = None

    def fetch_from(self, fetch: Callable[[Collection[K]], Mapping[K, V]]) -> None:
        """`fetch` finds what is not held yet, of many keys at once."""
        self._fetch = fetch

    def load(self, keys: Iterable[K]) -> None:
        """Fetches at once what will be asked for one by one."""
        if self._fetch is None:
            return
        missing = {key for key in keys if key not in self._asked}
        if missing:
            self._asked |= missing
            for key, value in self._fetch(missing).items():
                if key not in self.changed:
                    self._held[key] = value

    def get(self, key: K) -> V | None:
        value = self._held.get(key)
        if value is None and self._fetch is not None and key not in self._asked:
            self.load((key,))
            value = self._held.get(key)
        return value

    def __getitem__(self, key: K) -> V:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: K) -> bool:
        return self.get(key) is not None

    def __setitem__(self, key: K, value: V) -> None:
        self._held[key] = value
        self._note(key)

    def pop(self, key: K) -> V | None:
        value = self.get(key)
        if value is not None:
            del self._held[key]
            self._note(key)
        return value

    def discard(self, key: K) -> None:
        """Takes it off without a look."""
        self._held.pop(key, None)
        self._note(key)

    def forget(self) -> None:
        """Lets go of what is held; what is asked for again is fetched again, if there is a store to fetch it from."""
        self.changed.clear()
        self._held.clear()
        self._asked.clear()

    def values(self) -> ValuesView[V]:
        """Of what is held."""
        return self._held.values()

    def items(self) -> ItemsView[K, V]:
        return self._held.items()

    def changes(self) -> Iterator[tuple[K, V | None]]:
        """What was set, and None for what was taken off."""
        return ((key, self._held.get(key)) for key in self.changed)

    def __len__(self) -> int:
        return len(self._held)

    def _note(self, key: K) -> None:
        self.changed.add(key)
        self._asked.add(key)


class Index(Shelf[K, dict[str, M]]):
    """A shelf of many members under each key; a key without members is none."""

    def put(self, key: K, member: str, value: M) -> None:
        members = self.get(key)
        if members is None:
            self[key] = {member: value}
        else:
            members[member] = value
            self.changed.add(key)

    def take(self, key: K, member: str) -> None:
        members = self.get(key)
        if members is None or member not in members:
            return
        del members[member]
        self.changed.add(key)
        if not members:
            self.pop(key)

    def members(self, key: K) -> dict[str, M]:
        return self.get(key) or {}
