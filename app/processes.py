"""Processes that others started."""

import os
from multiprocessing import parent_process
from threading import Thread


def end_with_parent() -> None:
    """From here on this process ends when the one that started it is gone, however that came."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
