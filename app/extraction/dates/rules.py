"""The table of date rules.

To add a phrasing: one row in `rules_calendar.py`, `rules_relative.py` or `rules_events.py`, and two cases, one that
must match and one that must not, in `tests/extraction/dates/`. The longest match of any row wins; among equal ones the
first row that its neighbours allow.
"""

from app.extraction.dates.rule import Rule
from app.extraction.dates.rules_calendar import CALENDAR
from app.extraction.dates.rules_events import EVENTS
from app.extraction.dates.rules_relative import NOT_DAYS, RELATIVE, VAGUE

RULES: tuple[Rule, ...] = (*CALENDAR, *RELATIVE, *EVENTS, *VAGUE, *NOT_DAYS)
