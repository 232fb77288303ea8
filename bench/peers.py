"""Libraries that the benchmarks set beside this program."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime


def jionlp_finder() -> Callable[[str], None] | None:
    """JioNLP's time extraction, or None when it is not installed."""
    try:
        import jionlp
    except ImportError:
        return None
    # It logs each expression that it cannot read.
    logging.disable(logging.CRITICAL)
    stamp = datetime(2021, 1, 1).timestamp()

    def find(text: str) -> None:
        # It gives up on texts with expressions that it cannot read, having found and read those before them.
        with suppress(ValueError):
            jionlp.ner.extract_time(text, time_base=stamp)

    find("今天")
    return find
