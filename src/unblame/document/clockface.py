"""How instants and spans of time read on a page: UTC first, the incident's zone beside it."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unblame.model import Precision

_OFFSET = 6
_COARSE = {
    Precision.MINUTE: "%H:%M",
    Precision.HOUR: "%H:00",
    Precision.DAY: "all day",
    Precision.APPROXIMATE: "~%H:%M",
    Precision.RANGE: "%H:%M",
}


class Clockface:
    """Formats instants for one incident; `zone` is an IANA name, an offset or nothing (UTC)."""

    def __init__(self, zone: str | None) -> None:
        self._tz = _tz(zone)
        self.zone = zone if zone and self._tz is not UTC else "UTC"

    def time(self, at: datetime, precision: Precision = Precision.SECOND) -> str:
        """Return the time of day in the incident's zone, no sharper than it is known."""
        return _time(at.astimezone(self._tz), precision)

    def utc(self, at: datetime, precision: Precision = Precision.SECOND) -> str | None:
        """Return the time of day in UTC, or None where the incident's zone shows the same."""
        if not at.astimezone(self._tz).utcoffset():
            return None
        return _time(at.astimezone(UTC), precision)

    def day(self, at: datetime) -> str:
        """Return the day, such as `4 March 2026`."""
        when = at.astimezone(self._tz)
        return f"{when.day} {when:%B %Y}"

    def full(self, at: datetime) -> str:
        """Return day and minute, such as `4 March 2026, 05:06`."""
        return f"{self.day(at)}, {at.astimezone(self._tz):%H:%M}"

    def between(self, start: datetime, end: datetime) -> str:
        """Return two instants as `4 March 2026, 05:06 to 06:03`, the day once where it is one."""
        same = self.day(start) == self.day(end)
        return f"{self.full(start)} to {self.time(end)[:5] if same else self.full(end)}"


def span(seconds: float) -> str:
    """Return a length of time in short form: `45 s`, `12 min`, `1 h 24 min`, `3 d 4 h`.

    From ten minutes on seconds are rounded away, from a day on minutes.
    """
    return _worded(seconds, (" d", " h", " min", " s"), plural=False)


def span_in_words(seconds: float) -> str:
    """Return a length of time in words: `1 hour 24 minutes`."""
    return _worded(seconds, (" day", " hour", " minute", " second"), plural=True)


def _worded(seconds: float, units: tuple[str, ...], *, plural: bool) -> str:
    whole = round(abs(seconds))
    if whole >= 600:
        whole = round(whole / 60) * 60
    if whole >= 86400:
        whole = round(whole / 3600) * 3600
    parts = []
    for size, unit in zip((86400, 3600, 60, 1), units, strict=True):
        count, whole = divmod(whole, size)
        if count:
            parts.append(f"{count}{unit}{'s' if plural and count != 1 else ''}")
    text = " ".join(parts) or f"0{units[-1]}{'s' if plural else ''}"
    return f"−{text}" if seconds < 0 and parts else text


def _time(at: datetime, precision: Precision) -> str:
    return at.strftime(_COARSE.get(precision, "%H:%M:%S"))


def _tz(zone: str | None) -> tzinfo:
    if not zone or zone.upper() in {"UTC", "Z"}:
        return UTC
    if zone[0] in "+-" and len(zone) == _OFFSET:
        hours, minutes = int(zone[1:3]), int(zone[4:6])
        sign = -1 if zone[0] == "-" else 1
        return timezone(sign * timedelta(hours=hours, minutes=minutes))
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
