"""IRC logs: WeeChat, irssi, ZNC, HexChat, and any log of `<nick> text` lines with a time.

Forms: WeeChat's logger (UTC with `Z` today, local time without a zone before) and irssi's
`--- Day changed` lines; a clock without a day takes it from such a line or from the file's name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath

import msgspec

from unblame.evidence.about import About
from unblame.evidence.chat import Ids, Message, records_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, read_day, read_time
from unblame.model import Moment, Warning

_MOST = 200_000
_WARNED = 10
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AP]M)?"
_LINE = re.compile(
    rf"[\[(]?(?P<stamp>\d{{4}}-\d{{2}}-\d{{2}}[T ]{_CLOCK}\s?(?:Z|UTC|[+-]\d{{2}}:?\d{{2}})?"
    rf"|[A-Z][a-z]{{2}} [ \d]\d {_CLOCK}|{_CLOCK})[\])]?(?P<rest>[\t ].*)"
)
_SAID = re.compile(r"[\t ]*<[ @+%&~!]?(?P<who>[^<>\s]{1,64})>[\t ]?(?P<text>.*)")
_TABBED = re.compile(r"\t(?P<who>[^\t]{0,64})\t(?P<text>.*)")
_DID = re.compile(r"[\t ]+\*[\t ]+(?P<who>[^\s*]{1,64}) (?P<text>.+)")
_SERVICE = re.compile(r"[\t ]*(?:-!-|\*\*\*|-->|<--|--\t|==|\*\t|-[\w.]+[-:])")
_RENAMED = re.compile(
    r"(?:-!-|--|\*+)?\s*(?P<old>\S{1,64}) (?:is now known as|changed nick to) (?P<new>\S{1,64})\s*$"
)
_DAY = re.compile(r"\s*(?:---|\*{4}) (?:Log opened|Day changed|BEGIN LOGGING AT) (?P<day>.{8,60})$")
_ENDED = re.compile(r"\s*(?:---|\*{4}) (?:Log closed|ENDING LOGGING AT)")
_LEVELS = re.compile(
    r"(?i)(?:trace|debug|info|notice|warn(?:ing)?|err(?:or)?|crit\w*|fatal|alert)$"
)
_NAMED = re.compile(r"(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    stamp: str
    who: str
    text: str


class IrcReader:
    """Reads what was said on IRC; joins, parts and modes are left out."""

    name = "irc"
    about = About(
        title="IRC (WeeChat, irssi, ZNC, HexChat, <nick> logs)",
        export="Copy the channel's log file of the client or bouncer, as it is.",
        zone="WeeChat's stamps with `Z` are UTC; all others are the client's local time and need --tz. A day comes from the line, a `Day changed` line or the file's name.",
        edits="IRC knows no edits and no deletions.",
        built_from="published sources (WeeChat, HexChat), public logs (irssi), memory (ZNC)",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely these are lines of IRC."""
        lines = [line for line in head.text.splitlines() if line.strip()][:200]
        spoken = [one for line in lines if (one := _spoken(line)) is not None]
        people = {one.who for one in spoken if not _LEVELS.match(one.who)}
        if not people:
            return 0.0
        opened = any(_DAY.match(line) for line in lines)
        served = sum(_is_service(line) for line in lines)
        if len(spoken) < 2 and not opened:
            return 0.0
        share = (len(spoken) + served) / len(lines)
        return 0.85 if share >= 0.8 else 0.6 if share >= 0.5 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return each message as a record; a day without a line that says it is taken from the name."""
        return _Log(source, zones).read()


class _Log:
    def __init__(self, source: OpenSource, zones: Zones) -> None:
        self.source = source
        self.zones = zones
        self.day = _day_of(source.path) or zones.day
        self.near = source.modified.date() if source.modified is not None else None
        self.last: Moment | None = None
        self.ids = Ids()
        self.nicks: dict[str, str] = {}
        self.warnings: list[Warning] = []
        self.strange = 0

    def read(self) -> Reading:
        records = tuple(self._known(one) for one in list(self._records()))
        if self.strange > _WARNED:
            what = f"{self.strange - _WARNED} more such lines"
            self.warnings.append(Warning(where="the file", what=what))
        people = [one.actor for one in records if one.actor is not None]
        people += (Identity(handle=nick, id=root) for nick, root in self.nicks.items())
        return Reading(
            records=records,
            identities=tuple(dict.fromkeys(people)),
            warnings=tuple(self.warnings),
        )

    def _known(self, one: Record) -> Record:
        """Return the record with what all names of its author have in common."""
        nick = one.actor.handle if one.actor is not None else None
        if nick is None or nick not in self.nicks:
            return one
        return msgspec.structs.replace(one, actor=Identity(handle=nick, id=self.nicks[nick]))

    def _records(self) -> Iterator[Record]:
        count = 0
        for number, line, cut in self.source.lines():
            if not line.strip() or _ENDED.match(line):
                continue
            changed = _DAY.match(line)
            if changed is not None:
                self.day, self.last = read_day(changed["day"]) or self.day, None
                continue
            self._rename(line)
            one = _spoken(line)
            if one is None:
                if not _is_service(line):
                    self._strange(number, "no line of IRC")
                continue
            if cut:
                self._strange(number, "longer than is read; the rest of it was left out")
            if one.text.strip():
                count += 1
                yield from self._message(one, number)
            if count >= _MOST:
                what = f"more than {_MOST} messages; the rest was left out"
                self.warnings.append(Warning(where=f"line {number}", what=what))
                return

    def _message(self, one: _Spoken, number: int) -> list[Record]:
        moment = self._moment(one.stamp)
        text = one.text.strip()
        author = Identity(handle=one.who)
        return records_of(
            Message(
                moment=moment,
                text=text,
                id=self.ids.of(moment, one.who, text),
                place=f"line {number}",
                author=author,
            )
        )

    def _moment(self, written: str) -> Moment:
        moment = read_time(written, zones=self.zones, day=self.day or self._near_if_dated(written))
        if moment is None:
            return Moment(as_written=written)
        day = read_day(written, near=self.day or self.near)
        if day is not None:
            self.day = day
        elif self._passes_midnight(moment) and self.day is not None and self.day < date.max:
            self.day += timedelta(days=1)
            moment = read_time(written, zones=self.zones, day=self.day) or moment
        if moment.at is not None:
            self.last = moment
        return moment

    def _near_if_dated(self, written: str) -> date | None:
        """Return a day near the log's end for a stamp that states a day but no year."""
        return self.near if written[:1].isalpha() else None

    def _passes_midnight(self, moment: Moment) -> bool:
        if moment.at is None or self.last is None or self.last.at is None:
            return False
        return self.last.at - moment.at > timedelta(hours=12)

    def _rename(self, line: str) -> None:
        found = _LINE.match(line)
        renamed = _RENAMED.match(found["rest"].strip()) if found and _is_service(line) else None
        if renamed is not None:
            root = self.nicks.setdefault(renamed["old"], f"irc:{renamed['old']}")
            self.nicks[renamed["new"].rstrip(".")] = root

    def _strange(self, number: int, what: str) -> None:
        self.strange += 1
        if self.strange <= _WARNED:
            self.warnings.append(Warning(where=f"line {number}", what=what))


def _spoken(line: str) -> _Spoken | None:
    """Return what a line says, or None where nobody speaks in it."""
    found = _LINE.match(line)
    if found is None:
        return None
    rest = found["rest"]
    said = _SAID.match(rest) or _DID.match(rest)
    if said is None and not _SERVICE.match(rest):
        said = _TABBED.match(rest)
        if said is not None and said["who"].strip() == "*":
            who, _, text = said["text"].partition(" ")
            return _Spoken(stamp=found["stamp"].strip(), who=who, text=text) if text else None
    if said is None or not said["who"].strip(" @+%&~!*-<>="):
        return None
    return _Spoken(
        stamp=found["stamp"].strip(), who=said["who"].strip().lstrip("@+%&~!"), text=said["text"]
    )


def _is_service(line: str) -> bool:
    if _DAY.match(line) or _ENDED.match(line):
        return True
    found = _LINE.match(line)
    return found is not None and _SERVICE.match(found["rest"]) is not None


def _day_of(path: str) -> date | None:
    """Return the day that the file's name states, as bouncers write one file a day."""
    found = _NAMED.search(PurePosixPath(path).name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
