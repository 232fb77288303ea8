"""What actors are also called: other names, other transcriptions, their names in English."""

from collections import defaultdict
from functools import lru_cache

from app.extraction.folding import fold
from app.extraction.lexicon import actor_entries, english_names


def names_of(actor: str) -> tuple[str, ...]:
    """Every other name of an actor, in simplified characters or Latin letters."""
    return _names().get(actor, ())


def actors_called(name: str) -> tuple[str, ...]:
    """The actors that bear exactly this name, in any script, width or case; an English name may be its last word."""
    return _bearers().get(plain(name), ())


def plain(text: str) -> str:
    """Folded, in small letters, without outer blanks: equal for what a reader takes for the same name."""
    return fold(text).casefold().strip()


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    english = english_names()
    names = {entry.actor.name: (*entry.aliases, *english.get(entry.actor.name, ())) for entry in actor_entries()}
    return {name: others for name, others in names.items() if others}


@lru_cache(maxsize=1)
def _bearers() -> dict[str, tuple[str, ...]]:
    bearers: dict[str, list[str]] = defaultdict(list)
    for entry in actor_entries():
        actor = entry.actor.name
        english = english_names().get(actor, ())
        last_words = [name.split()[-1] for name in english if entry.actor.kind == "person"]
        for name in dict.fromkeys(plain(name) for name in (actor, *entry.aliases, *english, *last_words)):
            bearers[name].append(actor)
    return {name: tuple(actors) for name, actors in bearers.items()}
