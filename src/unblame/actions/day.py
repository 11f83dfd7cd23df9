"""The day by which an action is due, where the words and what stands around them say it."""

import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
DAY = (
    r"\d{4}-\d{2}-\d{2}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{MONTH}\b\.?(?:,? \d{{4}})?|"
    rf"{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?!\d|:)(?:,? \d{{4}})?"
)
WEEKDAY = r"(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow"
_PART = re.compile(rf"(?P<year>\d{{4}})|(?P<month>\b{MONTH}\b)|(?P<day>\d{{1,2}})", re.IGNORECASE)


def due_day(
    text: str, *, year: int | None, after: date | None = None, said_on: date | None = None
) -> date | None:
    """Return the day that a due date names, or None where it cannot be known.

    A day without a year takes `year`, and the next one where it would stand before `after`, the
    day of the incident. A weekday is counted from `said_on`, the day on which it was said.
    """
    if re.search(r"\d", text):
        return _of_calendar(text, year, after)
    word = text.lower().removeprefix("next ").strip()
    if said_on is None:
        return None
    if word == "tomorrow":
        return said_on + timedelta(days=1)
    if word not in _DAYS or text.lower().startswith("next "):
        return None
    return said_on + timedelta(days=(_DAYS.index(word) - said_on.weekday() - 1) % 7 + 1)


def _of_calendar(text: str, year: int | None, after: date | None) -> date | None:
    iso = re.search(r"\d{4}-\d{2}-\d{2}", text)
    if iso is not None:
        return _real(*map(int, iso.group().split("-")))
    parts = {match.lastgroup: match.group() for match in _PART.finditer(text)}
    stated = int(parts["year"]) if "year" in parts else year
    if stated is None or "month" not in parts or "day" not in parts:
        return None
    month = _MONTHS.index(parts["month"][:3].lower()) + 1
    found = _real(stated, month, int(parts["day"]))
    if found and after and found < after and "year" not in parts:
        return _real(stated + 1, month, int(parts["day"]))
    return found


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
