"""Which shape stands for an event. The shapes themselves are in templates/shared/_markers.html."""

from app.extraction.mentions import Precision, Status
from app.store.views import EventLine
from app.web.days import is_approximate, is_range


def marker(line: EventLine) -> str:
    """Its status when that is not a plain fact, else how finely it is dated."""
    if line.status != Status.HAPPENED:
        return line.status
    if line.first is None or line.precision != Precision.DAY or is_approximate(line):
        return "open"
    return "range" if is_range(line) else "day"
