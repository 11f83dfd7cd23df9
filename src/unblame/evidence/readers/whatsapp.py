"""WhatsApp chats as the phone exports them in text (`_chat.txt`).

Form: https://faq.whatsapp.com/1180414079177245 and samples. The phone's locale decides the order of
day and month and the clock; no line states a zone.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

import msgspec

from unblame.evidence.about import About
from unblame.evidence.chat import Ids, Message, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Moment, Precision, Warning

_MOST = 200_000
#: Days that lie so near one another follow in a chat; the other way round they lie a month apart.
_CLOSE = 14
_ORDERS = {"dmy": "day before month", "mdy": "month before day"}
_LONGEST = 16_384
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_SPACE = r"[ \u00a0\u202f]"
_HEAD = re.compile(
    rf"[{_MARKS}]*(?P<open>\[?)(?P<a>\d{{1,4}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{2,4}})"
    rf"[.,]?{_SPACE}+(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?"
    rf"(?:{_SPACE}*(?P<half>[AaPp])\.?{_SPACE}?[Mm]\b\.?)?"
    rf"(?:\]{_SPACE}|{_SPACE}[-\u2013]{_SPACE}|:{_SPACE})[{_MARKS}]*(?P<rest>.*)"
)
_WHO = re.compile(r"(?P<who>[^:\n]{1,80}?):(?:[ \u00a0\u202f](?P<text>.*)|$)")
_DELETED = re.compile(
    r"(?:This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|"
    r"Denne meldingen ble slettet|Este mensaje fue eliminado|Ce message a été supprimé)\b.{0,20}$"
)
_EDITED = re.compile(r"\s*<(?:This message was edited|Diese Nachricht wurde bearbeitet)>\s*$")
_FILE = re.compile(r"omitted\b|<attached:|\(file attached\)|^\S+\.\w{2,5}\b")
_PHONE = re.compile(r"\+?[\d\s().\u00a0\u202f-]{6,24}$")


class WhatsappReader:
    """Reads what was written in a WhatsApp chat; notices of the group are left out."""

    name = "whatsapp"
    about = About(
        title="WhatsApp (exported chat, .txt)",
        export="In the chat: More, Export chat, without media; give the .txt or the ZIP.",
        zone="No line states a zone: the phone's local time, given with --tz. Day before month or after is read off the whole file; where it stays open, say it with --dates FILE=dmy (or mdy).",
        edits="An edited message has its last wording, and only the fact of the edit; of a deleted one the fact is left, not the time.",
        built_from="documentation and samples alone",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely these are lines of an exported chat."""
        lines = [line for line in head.text.splitlines() if line.strip()][:200]
        heads = [found for line in lines if (found := _HEAD.match(line)) is not None]
        spoken = sum(_WHO.match(found["rest"]) is not None for found in heads)
        if not heads or not spoken or _HEAD.match(lines[0]) is None:
            return 0.0
        marked = any(
            found["open"] or " - " in line for found, line in zip(heads, lines, strict=False)
        )
        if not marked:
            return 0.55 if spoken >= 3 and spoken * 2 >= len(lines) else 0.0
        return 0.95 if spoken >= 2 else 0.6

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return each message as a record."""
        warnings: list[Warning] = []
        order = source.columns.get("order") or zones.order or _order(source)
        if order is None and (order := _near_order(source)) is not None:
            what = f"read as {_ORDERS[order]}: its days follow one another only so; --dates FILE=dmy or =mdy says otherwise"
            warnings.append(Warning(where="the file", what=what))
        records: list[Record] = []
        edited: list[str] = []
        ids = Ids()
        for number, found, more in _messages(source, warnings):
            said = _WHO.match(found["rest"])
            if said is None or _is_notice(said["text"] or ""):
                continue
            moment = _moment(found, order, zones)
            if order is not None and not moment.at and moment.precision is Precision.NONE:
                what = f"no such day or time: {moment.as_written!r}"
                warnings.append(Warning(where=f"line {number}", what=what))
            text = "\n".join([said["text"] or "", *more]).translate(_DROP).strip()
            who = said["who"].translate(_DROP).strip().lstrip("~").strip()
            if _EDITED.search(text):
                edited.append(f"line {number}")
                text = _EDITED.sub("", text)
            records += records_of(
                Message(
                    moment=moment,
                    text=text,
                    id=ids.of(moment, who, text),
                    place=f"line {number}",
                    author=_person(who),
                    gone=_DELETED.match(text) is not None,
                )
            )
        if order is None and any(one.moment.at is None for one in records):
            what = "a day and a month that could be either way round; say which with --dates FILE=dmy or =mdy"
            warnings.append(Warning(where=records[0].place, what=what))
        if edited:
            what = f"edited later ({len(edited)} in all), at a time that the export does not hold; the last wording was read"
            warnings.append(Warning(where=edited[0], what=what))
        people = [one.actor for one in records if one.actor is not None]
        return Reading(
            records=tuple(records),
            identities=tuple(dict.fromkeys(people)),
            warnings=tuple(warnings),
        )


_DROP = dict.fromkeys(map(ord, _MARKS))


def _is_notice(text: str) -> bool:
    """Say whether the app wrote the text itself; of those, deletions and files are kept."""
    if text[:1] not in tuple(_MARKS):
        return False
    bare = text.translate(_DROP).strip()
    return not (_DELETED.match(bare) or _FILE.search(bare))


def _messages(
    source: OpenSource, warnings: list[Warning]
) -> Iterator[tuple[int, re.Match[str], list[str]]]:
    """Yield (line, head, further lines) of each message, in bounded memory."""
    held: tuple[int, re.Match[str], list[str]] | None = None
    count, size = 0, 0
    for number, line, _ in source.lines():
        found = _HEAD.match(line)
        if found is None:
            size += len(line)
            if held is not None and size < _LONGEST:
                held[2].append(line)
            elif line.strip() and held is None:
                warnings.append(
                    Warning(where=f"line {number}", what="a line before the first message")
                )
            continue
        if held is not None:
            yield held
        held, size = (number, found, []), 0
        count += 1
        if count > _MOST:
            what = f"more than {_MOST} messages; the rest was left out"
            warnings.append(Warning(where=f"line {number}", what=what))
            return
    if held is not None:
        yield held


def _order(source: OpenSource) -> str | None:
    """Return `dmy` or `mdy` as the whole file tells it, or None where it leaves both open."""
    heads = (found for _, line, _ in source.lines() if (found := _HEAD.match(line)) is not None)
    days: dict[tuple[int, int, int], None] = {}
    for found in heads:
        if len(found["a"]) <= 2:
            if found["sep"] == ".":
                return "dmy"
            days.setdefault((int(found["a"]), int(found["b"]), _year(found["c"])))
    if any(first > 12 for first, _, _ in days):
        return "dmy"
    if any(second > 12 for _, second, _ in days):
        return "mdy"
    latest = source.modified.date() if source.modified is not None else None
    possible = [order for order in ("dmy", "mdy") if _runs_forward(days, order, latest)]
    return possible[0] if len(possible) == 1 else None


def _near_order(source: OpenSource) -> str | None:
    """Return the order in which the days of the chat follow close upon one another, if one alone does."""
    heads = (found for _, line, _ in source.lines() if (found := _HEAD.match(line)) is not None)
    days = {
        (int(one["a"]), int(one["b"]), _year(one["c"])): None for one in heads if len(one["a"]) <= 2
    }
    close = [
        order
        for order in ("dmy", "mdy")
        if _runs_forward(days, order, None) and _longest_pause(days, order) <= _CLOSE
    ]
    return close[0] if len(close) == 1 and len(days) > 1 else None


def _longest_pause(days: Iterable[tuple[int, int, int]], order: str) -> int:
    """Return the most days between one day of the chat and the next, as the order has them."""
    dated = [_date(first, second, year, order) for first, second, year in days]
    known = [day for day in dated if day is not None]
    return max(((after - one).days for one, after in pairwise(known)), default=0)


def _runs_forward(days: Iterable[tuple[int, int, int]], order: str, latest: date | None) -> bool:
    """Say whether the days would follow each other, none after the file was last written."""
    dated = [_date(first, second, year, order) for first, second, year in days]
    known = [day for day in dated if day is not None]
    follow = all(one <= after for one, after in pairwise(known))
    return (
        follow and len(known) == len(dated) and (latest is None or all(d <= latest for d in known))
    )


def _year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _date(first: int, second: int, year: int, order: str | None) -> date | None:
    if order is None and first != second:
        return None
    day, month = (second, first) if order == "mdy" else (first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(found: re.Match[str], order: str | None, zones: Zones) -> Moment:
    written = found[0][: found.start("rest") - found.start()].translate(_DROP).strip(" []-\u2013:")
    written = " ".join(written.split())
    if len(found["a"]) == 4:
        day = _date(int(found["c"]), int(found["b"]), int(found["a"]), "dmy")
    else:
        day = _date(int(found["a"]), int(found["b"]), _year(found["c"]), order)
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    seconds = f":{found['second']}" if found["second"] else ""
    clock = f"{hour:02d}:{found['minute']}{seconds}"
    moment = stamp(f"{day.isoformat()} {clock}", zones) if day is not None else None
    return (
        msgspec.structs.replace(moment, as_written=written)
        if moment is not None
        else Moment(as_written=written)
    )


def _person(who: str) -> Identity:
    return Identity(id=who) if _PHONE.match(who) else Identity(name=who)
