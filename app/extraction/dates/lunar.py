"""Days that the moon, the sun or Easter set: lunar dates, solar terms, movable feasts."""

import math
from datetime import date, datetime, timedelta
from functools import lru_cache

from lunardate import LunarDate

# The years that the lunar table covers.
_FIRST, _LAST = 1900, 2099
_BEIJING = timedelta(hours=8)
_NOON_2000 = datetime(2000, 1, 1, 12)


def lunar_day(year: int, month: int, day: int, is_leap: bool = False) -> date | None:
    """The day of the lunar date; day 0 is the month's last. None when that year has no such day."""
    if not _FIRST <= year <= _LAST or not 1 <= month <= 12:
        return None
    if day == 0:
        first = _first_after(year, month, is_leap)
        return None if first is None else first - timedelta(days=1)
    found = _first_of(year, month, is_leap)
    if found is None or day > lunar_month_length(year, month, is_leap):
        return None
    return found + timedelta(days=day - 1)


@lru_cache(maxsize=1024)
def lunar_month_length(year: int, month: int, is_leap: bool = False) -> int:
    first, after = _first_of(year, month, is_leap), _first_after(year, month, is_leap)
    return 30 if first is None or after is None else (after - first).days


def _first_of(year: int, month: int, is_leap: bool) -> date | None:
    if is_leap and LunarDate.leap_month_for_year(year) != month:
        return None
    found: date = LunarDate(year, month, 1, is_leap).to_solar_date()
    return found


def _first_after(year: int, month: int, is_leap: bool) -> date | None:
    if not is_leap and LunarDate.leap_month_for_year(year) == month:
        return _first_of(year, month, True)
    if month == 12:
        return None if year == _LAST else _first_of(year + 1, 1, False)
    return _first_of(year, month + 1, False)


@lru_cache(maxsize=1024)
def solar_term(year: int, longitude: int) -> date:
    """The day in Beijing on which the sun reaches the longitude, by Meeus' low-accuracy formula (a few minutes)."""
    # The sun stands at 280 degrees about New Year, and runs 360 in a tropical year.
    guess = datetime(year, 1, 1) + timedelta(days=((longitude - 280) % 360) * 365.2422 / 360)
    for _ in range(6):
        wrong = (longitude - _sun_longitude(guess) + 180) % 360 - 180
        guess += timedelta(days=wrong * 365.2422 / 360)
    return (guess + _BEIJING).date()


def _sun_longitude(moment: datetime) -> float:
    """Apparent longitude in degrees; Meeus, Astronomical Algorithms, chapter 25. Terrestrial time is 69 s ahead."""
    century = ((moment - _NOON_2000).total_seconds() + 69) / 86400 / 36525
    mean = 280.46646 + 36000.76983 * century
    anomaly = math.radians(357.52911 + 35999.05029 * century)
    centre = (1.914602 - 0.004817 * century) * math.sin(anomaly) + 0.019993 * math.sin(2 * anomaly)
    node = math.radians(125.04 - 1934.136 * century)
    return (mean + centre - 0.00569 - 0.00478 * math.sin(node)) % 360


def easter(year: int) -> date:
    """Easter Sunday; the anonymous Gregorian algorithm."""
    golden, century = year % 19, year // 100
    leaps, shift = century // 4, century % 4
    epact = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * shift + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
