"""What the headers of a mail say: when it was written and received, by whom and to whom."""

import re
from collections.abc import Iterator
from email.message import Message as Mail
from email.utils import getaddresses

import msgspec

from unblame.evidence.mail_body import decoded
from unblame.evidence.record import Identity
from unblame.evidence.times import Zones, stamp
from unblame.model import Moment

_DATE = re.compile(
    r"\s*(?:[A-Z][a-z]{2},?\s+)?(\d{1,2})[\s-]+([A-Z][a-z]{2})[a-z]*[\s-]+(\d{2,4})\s+(\d{1,2}:\d{2}(?::\d{2})?)"
    r"\s*([+-]\d{4}|[A-Z]{1,5})?"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MACHINE = re.compile(
    r"(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|alerts?|alarms?|notifications?|notify|"
    r"monitor(?:ing)?|pagerduty|nagios|icinga|zabbix|grafana|bounces?)\b",
    re.IGNORECASE,
)


def dated(written: str, zones: Zones) -> Moment | None:
    """Return the moment of a date of RFC 5322, old forms too; None where it is none."""
    found = _DATE.match(written)
    if found is None or found[2] not in _MONTHS:
        return None
    day, month, year, clock, zone = found.groups()
    full = int(year) + (0 if len(year) > 2 else 2000 if int(year) < 50 else 1900)
    unknown = zone == "-0000"
    text = f"{full:04d}-{_MONTHS.index(month) + 1:02d}-{int(day):02d} {clock.zfill(5)}"
    moment = stamp(text + ("Z" if unknown else f" {zone}" if zone else ""), zones)
    if moment is None:
        return None
    basis = "utc_by_spec" if unknown else moment.zone_basis
    return msgspec.structs.replace(moment, as_written=written, zone_basis=basis)


def received(mail: Mail) -> str:
    """Return the time at which the last server took the mail."""
    newest = next(iter(mail.get_all("Received") or []), None)
    return " ".join(decoded(newest).rpartition(";")[2].split()) if newest is not None else ""


def author_of(mail: Mail) -> Identity | None:
    """Return who wrote a mail, or which machine did."""
    found = getaddresses([decoded(mail.get("From") or mail.get("Sender"))])
    if not found:
        return None
    name, email = found[0]
    local = email.partition("@")[0]
    automatic = decoded(mail.get("Auto-Submitted")).strip().lower() not in ("", "no")
    return _identity(name, email, bot=automatic or _MACHINE.match(local) is not None)


def receivers(mail: Mail) -> Iterator[Identity]:
    """Yield those written to by name; an address alone may be a list."""
    listed = [decoded(one) for key in ("To", "Cc") for one in mail.get_all(key) or []]
    for name, email in getaddresses(listed)[:200]:
        one = _identity(name, email, bot=_MACHINE.match(email) is not None)
        if one is not None and one.name is not None and not one.bot:
            yield one


def _identity(name: str, email: str, *, bot: bool) -> Identity | None:
    name = " ".join(name.split()).strip("'\"")
    last, comma, first = name.partition(", ")
    if comma and "," not in first:
        name = f"{first} {last}"
    shown = name if name and "@" not in name else None
    email = email if "@" in email else ""
    return Identity(name=shown, email=email or None, bot=bot) if shown or email else None
