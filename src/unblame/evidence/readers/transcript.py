"""Transcripts of calls: WebVTT and SRT, as Zoom, Teams and captioning tools write them.

Forms: https://www.w3.org/TR/webvtt1 and SubRip. A cue counts from the start of the recording, which
its header, its name or the user must state; a recording that was paused runs behind the clock.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.recording import SAID, Began, after, began
from unblame.evidence.times import Zones
from unblame.model import Moment, Taken, Warning

_MOST = 100_000
_WARNED = 10
_AT = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*(?P<from>{_AT})\s*-->\s*(?P<to>{_AT})(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]{1,120})>")
_TAG = re.compile(r"</?(?:[a-zA-Z][^<>\n]{0,200}|\d{1,2}:[\d:.]{1,12})?>")
_NAMED = re.compile(r"(?P<who>[^\W\d][\w.'\u2019 ()\-]{1,60}?):[ \t]+(?=\S)")
_ENDS = re.compile(r"[.!?\u2026][\"'\u201d)]?\s*$")
_LONGEST = 400
_PAUSE = timedelta(seconds=3)


@dataclass(slots=True, kw_only=True)
class _Cue:
    number: int
    line: int
    written: str
    start: timedelta
    end: timedelta
    who: str = ""
    text: str = ""
    lines: list[str] = field(default_factory=list)


class TranscriptReader:
    """Reads who said what in a recorded call; cues of one sentence become one event."""

    name = "transcript"
    about = About(
        title="Transcripts of calls (WebVTT, SRT)",
        export="Zoom: Recordings, Audio transcript (.vtt). Teams: the meeting's Recap, Transcript, download .vtt.",
        zone="Cues count from the start of the recording: as a NOTE or the file's name states it (Zoom's GMT20260304-050607 is UTC), else --recorded FILE=TIME. Pauses of the recording are not in the file.",
        edits="A transcript knows no edits and no deletions.",
        built_from="the standard (WebVTT), samples of Zoom and Teams, memory (SRT)",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are timed cues."""
        text = head.text.lstrip("\ufeff \t\r\n")
        timed = sum(_TIMING.match(line) is not None for line in text.splitlines()[:400])
        if text.startswith("WEBVTT"):
            return 1.0
        return 0.95 if timed >= 2 or (timed and re.match(r"\d+\s*\n", text)) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return what was said as records; where nothing states the start, without instants."""
        walk = _Walk(source)
        cues = list(walk.cues())
        start = began(source.recorded, walk.header, source.path, zones)
        if source.recorded is not None and (start is None or start.stated_by != SAID):
            what = (
                f"{SAID} says {source.recorded!r}, which is no time; give it like 2026-01-31T14:00Z"
            )
            walk.warnings.append(Warning(where="the file", what=what))
        moment = start.moment if start is not None else None
        records = tuple(_record(one, moment) for one in _joined(_spoken(cues)))
        if records and (moment is None or moment.at is None):
            walk.warn(1, _asked(source.path, moment))
        elif start is not None and start.stated_by == "its name":
            what = f"times count from {start.moment.as_written}, as its name states; pauses of the recording are not known"
            walk.warnings.append(Warning(where="the file", what=what))
        people = [one.actor for one in records if one.actor is not None]
        return Reading(
            records=records,
            identities=tuple(dict.fromkeys(people)),
            taken=_taken(start),
            warnings=tuple(walk.warnings),
        )


def _taken(start: Began | None) -> tuple[Taken, ...]:
    """Return the start from which the cues count, and what states it."""
    if start is None or start.moment.at is None:
        return ()
    return (Taken(what="recorded", value=start.moment.as_written, by=start.stated_by),)


def _asked(path: str, moment: Moment | None) -> str:
    name = path.rpartition("/")[2]
    if moment is not None:
        return f"the recording began at {moment.as_written}, in a zone that nothing states; give one with --tz"
    return f"times count from the start of the recording, which nothing states; say it with --recorded {name}=2026-01-31T14:00Z"


class _Walk:
    """One pass over the lines, in bounded memory for each cue."""

    def __init__(self, source: OpenSource) -> None:
        self.source = source
        self.header: list[str] = []
        self.warnings: list[Warning] = []
        self.count = 0

    def cues(self) -> Iterator[_Cue]:
        cue: _Cue | None = None
        aside = False
        for number, line, _ in self.source.lines():
            timing = _TIMING.match(line)
            if timing is not None:
                if cue is not None:
                    yield cue
                cue = self._begin(timing, number)
                aside = False
            elif not line.strip():
                if cue is not None:
                    yield cue
                cue, aside = None, False
            elif cue is not None:
                if len(cue.lines) < 40:
                    cue.lines.append(line)
            elif line.startswith(("NOTE", "STYLE", "REGION", "WEBVTT", "\ufeffWEBVTT")) or aside:
                aside = True
                self._head(line)
            elif "-->" in line:
                self.warn(number, "no times that can be read in this cue")
            elif not self.count:
                self._head(line)
            if self.count >= _MOST:
                self.warn(number, f"more than {_MOST} cues; the rest was left out")
                return
        if cue is not None:
            yield cue

    def warn(self, number: int, what: str) -> None:
        if len(self.warnings) < _WARNED:
            self.warnings.append(Warning(where=f"line {number}", what=what))

    def _head(self, line: str) -> None:
        if len(self.header) < 200:
            self.header.append(line[:500])

    def _begin(self, timing: re.Match[str], number: int) -> _Cue:
        self.count += 1
        groups = timing.groups()
        start, end = _offset(groups[1:5]), _offset(groups[6:10])
        if end < start:
            self.warn(number, "a cue that ends before it begins")
        return _Cue(
            number=self.count, line=number, written=timing["from"], start=start, end=max(start, end)
        )


def _offset(parts: tuple[str | None, ...]) -> timedelta:
    hours, minutes, seconds, fraction = parts
    return timedelta(
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
        milliseconds=int((fraction or "0").ljust(3, "0")),
    )


def _spoken(cues: list[_Cue]) -> Iterator[_Cue]:
    """Yield each cue with its speaker and its words, one for each voice."""
    labelled = sum(_NAMED.match(_bare(" ".join(cue.lines))) is not None for cue in cues)
    by_label = labelled * 2 >= len(cues) > 0
    for cue in cues:
        joined = " ".join(cue.lines)
        parts = _VOICE.split(joined)
        voices = list(zip(parts[1::2], parts[2::2], strict=True)) or [("", joined)]
        for who, said in voices:
            text = _bare(said)
            label = _NAMED.match(text) if by_label and not who else None
            if label is not None:
                who, text = label["who"], text[label.end() :]  # noqa: PLW2901
            if text:
                yield _Cue(
                    number=cue.number, line=cue.line, written=cue.written,
                    start=cue.start, end=cue.end, who=unescape(who).strip(), text=text,
                )  # fmt: skip


def _bare(text: str) -> str:
    return " ".join(unescape(_TAG.sub("", text)).split())


def _joined(cues: Iterator[_Cue]) -> Iterator[_Cue]:
    """Join cues that cut one sentence of one speaker."""
    held: _Cue | None = None
    for cue in cues:
        if held is not None and _goes_on(held, cue):
            held.text = f"{held.text} {cue.text}"
            held.end = cue.end
            continue
        if held is not None:
            yield held
        held = cue
    if held is not None:
        yield held


def _goes_on(held: _Cue, cue: _Cue) -> bool:
    same = cue.who in ("", held.who) and cue.start - held.end <= _PAUSE
    return same and not _ENDS.search(held.text) and len(held.text) + len(cue.text) < _LONGEST


def _record(cue: _Cue, start: Moment | None) -> Record:
    began_at = start.at.isoformat() if start is not None and start.at is not None else ""
    raw = f"{began_at}\x1f{cue.start}\x1f{cue.who}\x1f{cue.text}".encode(errors="replace")
    return Record(
        moment=after(start, cue.start, cue.written),
        text=cue.text,
        place=f"cue {cue.number}, line {cue.line}",
        source_id=hashlib.sha256(raw).hexdigest()[:16],
        actor=Identity(name=cue.who) if cue.who else None,
    )
