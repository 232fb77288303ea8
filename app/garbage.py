"""When to look for garbage: objects that nothing but each other holds. Looking through what stays finds none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# So many new objects before anybody looks for garbage among them: an extraction makes thousands, and next to none of
# them wait for that to go.
GARBAGE = 20_000


@contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks: for work that holds to its end what it makes."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def frozen() -> Iterator[None]:
    """The program itself, and what is there by now, is no garbage: nobody need look through it again and again while
    documents come and go."""
    thresholds = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
