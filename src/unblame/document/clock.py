"""Times as the document shows them: local to the incident's zone, as sharp as they are known."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unblame.model import Milestone, Moment, Precision

DASH = "—"
_WIDTH = {
    Precision.SECOND: timedelta(milliseconds=999),
    Precision.MINUTE: timedelta(seconds=59, milliseconds=999),
    Precision.HOUR: timedelta(minutes=59, seconds=59, milliseconds=999),
    Precision.DAY: timedelta(hours=23, minutes=59, seconds=59, milliseconds=999),
}
_SAME = timedelta(seconds=2)
_AROUND = timedelta(minutes=5)
_TIME = (
    r"(?:(\d{4}-\d\d-\d\d)(?:[ T])?)?(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?| ?(\d\d) h)?"
)
_STAMP = re.compile(rf"{_TIME}(?: ?(Z|UTC))?")
_BETWEEN = re.compile(r"(.+?) \(between (.+?) and (.+?)\)")


def zone_of(name: str | None) -> tzinfo:
    """Return the zone of an IANA name or an offset such as `+02:00`; UTC where neither fits."""
    if not name:
        return UTC
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d\d?):?(\d\d)?", name)
    if offset:
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(span if offset[1] == "+" else -span) if span < timedelta(1) else UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def stamp(at: datetime, zone: tzinfo, precision: Precision = Precision.SECOND) -> str:
    """Return an instant as local time, as sharp as `precision` says and never below a second."""
    local = at.astimezone(zone)
    if precision is Precision.DAY:
        return local.strftime("%Y-%m-%d")
    if precision is Precision.HOUR:
        return local.strftime("%Y-%m-%d %H h")
    sharp = precision in (Precision.EXACT, Precision.SECOND) or local.second
    return local.strftime("%Y-%m-%d %H:%M:%S" if sharp else "%Y-%m-%d %H:%M")


def moment_text(moment: Moment, zone: tzinfo) -> str:
    """Return a moment as the timeline shows it; an undated one shows what was written."""
    if moment.at is None:
        return f"{DASH} {moment.as_written}".rstrip()
    if moment.precision is Precision.APPROXIMATE:
        return "~" + stamp(moment.at, zone, Precision.MINUTE)
    if moment.precision is Precision.RANGE:
        end = moment.until or moment.latest or moment.at
        return f"{_short(moment.at, zone)} – {_short(end, zone)}"
    return stamp(moment.at, zone, moment.precision)


def parse_moment(
    text: str, zone: tzinfo, day: date | None = None, zone_name: str = "UTC"
) -> dict[str, Any]:
    """Return the fields of a moment written as the timeline shows it, or as a person types it."""
    fields: dict[str, Any] = dict.fromkeys(("at", "earliest", "latest", "until"))
    fields |= {"as_written": text, "zone_basis": "none", "precision": Precision.NONE}
    written = text.removeprefix(DASH).strip()
    if text.startswith(DASH):
        return fields | {"as_written": written}
    ends = re.split(r"\s+(?:–|to)\s+", written, maxsplit=1)
    first = parse_stamp(ends[0].lstrip("~≈").strip(), zone, day)
    if first is None:
        return fields
    at, precision = first
    stated = written.endswith(("Z", "UTC"))
    fields |= {"at": at, "zone_basis": "stated" if stated else f"assumed:{zone_name}"}
    second = parse_stamp(ends[1], zone, at.astimezone(zone).date()) if len(ends) > 1 else None
    if second:
        bounds = {"earliest": at, "latest": second[0], "precision": Precision.RANGE}
    elif written.startswith(("~", "≈")):
        bounds = {
            "earliest": at - _AROUND,
            "latest": at + _AROUND,
            "precision": Precision.APPROXIMATE,
        }
    else:
        width = _WIDTH.get(precision, timedelta())
        bounds = {"earliest": at, "latest": at + width, "precision": precision}
    return fields | bounds


def parse_stamp(text: str, zone: tzinfo, day: date | None) -> tuple[datetime, Precision] | None:
    """Return the instant and its sharpness, or None where the text is no time."""
    found = _STAMP.fullmatch(text.strip())
    if not found or not text.strip():
        return None
    written, hour, minute, second, fraction, hour_only, utc = found.groups()
    try:
        base = date.fromisoformat(written) if written else day
        if base is None:
            return None
        clock = (int(hour or hour_only or 0), int(minute or 0), int(second or 0))
        micro = int((fraction or "").ljust(6, "0")[:6]) if fraction else 0
        local = datetime(base.year, base.month, base.day, *clock, micro, UTC if utc else zone)  # noqa: DTZ001 (the zone stands last)
        return local.astimezone(UTC), _sharpness(hour, second, fraction, hour_only)
    except (ValueError, OverflowError):
        return None


def milestone_text(milestone: Milestone, zone: tzinfo) -> str:
    """Return when a milestone was reached, with its bounds where they say more than the time."""
    if milestone.at is None:
        return DASH
    low, high = milestone.earliest or milestone.at, milestone.latest or milestone.at
    for precision in (Precision.MINUTE, Precision.SECOND, Precision.HOUR, Precision.DAY):
        if low == milestone.at and high - low == _WIDTH[precision]:
            return stamp(milestone.at, zone, precision)
    if high - low < _SAME:
        return stamp(milestone.at, zone, Precision.EXACT)
    shown = [_short(at, zone) for at in (milestone.at, low, high)]
    return "{} (between {} and {})".format(*shown)


def parse_milestone(text: str, zone: tzinfo, day: date | None = None) -> dict[str, Any]:
    """Return `at`, `earliest` and `latest` of a milestone's cell."""
    between = _BETWEEN.fullmatch(text)
    if between:
        ends = [parse_stamp(part, zone, day) for part in between.groups()]
        if all(ends):
            values = [end[0] for end in ends if end]
            return dict(zip(("at", "earliest", "latest"), values, strict=True))
    fields = parse_moment(text, zone, day)
    return {name: fields[name] for name in ("at", "earliest", "latest")}


def length(seconds: float) -> str:
    """Return a duration for a reader: `57 min`, `1 h 20 min`, `-30 s`."""
    sign, whole = ("-" if seconds < 0 else ""), round(abs(seconds))
    if whole < 60:
        return f"{sign}{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 10 and rest:
        return f"{sign}{minutes} min {rest} s"
    hours, minutes = divmod(minutes + (rest >= 30), 60)
    if not hours:
        return f"{sign}{minutes} min"
    days, hours = divmod(hours, 24) if hours >= 48 else (0, hours)
    parts = [(days, "d"), (hours, "h"), (minutes, "min")]
    return sign + " ".join(f"{value} {unit}" for value, unit in parts if value)


def _sharpness(
    hour: str | None, second: str | None, fraction: str | None, hour_only: str | None
) -> Precision:
    if fraction:
        return Precision.EXACT
    if second:
        return Precision.SECOND
    if hour:
        return Precision.MINUTE
    return Precision.HOUR if hour_only else Precision.DAY


def _short(at: datetime, zone: tzinfo) -> str:
    return stamp(at, zone, Precision.MINUTE)
