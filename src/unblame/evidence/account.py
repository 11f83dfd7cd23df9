"""A written account of an incident, walked block by block.

A finished post-mortem, a hand-kept timeline and plain notes share one shape: dated lines (lists,
tables, headings, paragraphs), labelled facts, and prose. Times without a day take it from what
stands above them and roll past midnight.
"""

import re
from datetime import date, timedelta
from itertools import groupby
from typing import Final

import msgspec

from unblame.evidence import cues
from unblame.evidence.meaning import statements_in
from unblame.evidence.record import Passage, Reading, Record, Statement
from unblame.evidence.setting import (
    day_of_account,
    with_basis,
    zone_in,
    zone_of_account,
    zones_within,
)
from unblame.evidence.times import Zones, duration_seconds, find_times, read_day, read_time
from unblame.model import Moment, Precision, Source, Warning
from unblame.text import Block, parse, sentences

_LEAD = re.compile(r"^[\s\[(*_`~>|\-–—•]*")
_AFTER = re.compile(r"^[\s\])*_`~:;,.|\-–—>]*")
_NO_WORDS = re.compile(
    r"[\s,:|\-–—(]*(?:ca\.?|circa|about|around|approx\w*\.?|at|~)?[\s~]*", re.IGNORECASE
)
_OWN_DAY = re.compile(r"\d{4}[-/.]\d|[A-Za-z]{3,}|\d/\d")
_DOTTED_LINE = re.compile(r"^\s*[•*\-]?\s*\d{1,2}\.\d\d\s", re.MULTILINE)
_DOTTED = re.compile(r"^\d{1,2}\.\d{1,2}(?!\d)")
_CARRIED: Final = timedelta(hours=6)
_LABEL = re.compile(r"^([A-Z][A-Za-z0-9 /'()\-]{0,47}[A-Za-z)])\s*:\s*(.*)$", re.DOTALL)
_LASTS = re.compile(r"duration|downtime|time to|length|lasted|\bMTT|^TT[DARM]$", re.IGNORECASE)
_STARTS_AMOUNT = re.compile(r"^\W*(?:about|approx\w*\.?|around|roughly|over|nearly)?\s*\d")
_LABEL_TIME = re.compile(r"^\**([A-Z][A-Za-z /'\-]{2,40}?)\**[\s:\-–—]+$")
_TIME_COLUMN = re.compile(r"\b(?:time|when|date|timestamp|utc|clock|at)\b", re.IGNORECASE)
_TEXT_COLUMN = re.compile(
    r"event|what|descri|action|detail|note|happen|activity|comment|entry", re.IGNORECASE
)
_PLAIN = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\]]*)\]\((?:[^()\s]|\([^()]*\))*\)")
_ASIDE = re.compile(
    r"action|follow|lesson|learn|prevent|appendix|chat|log|went well|went wrong|went poorly|lucky|"
    r"attend|participant|reference|links|background|next step",
    re.IGNORECASE,
)
_TOLD_BY_DAY = re.compile(r"timeline|chronolog|what happened|events|sequence|log\b", re.IGNORECASE)
_SHORT = 40
_LONGEST = 600


class Account:
    """The state of one walk: the day and zone in force, the last time seen, what was found."""

    def __init__(self, text: str, kind: str, zones: Zones, name: str) -> None:
        self.parsed = parse(text, kind)
        self.zone = zone_of_account(self.parsed.blocks, text)
        self.zones, self.basis = zones_within(self.zone, zones)
        self.given = zones
        self.base = day_of_account(self.parsed.blocks, text, name) or zones.day
        self.day = self.base
        self.last: Moment | None = None
        self.broken = False
        self.dotted = len(_DOTTED_LINE.findall(text)) >= 3
        self.pending: tuple[Moment, int] | None = None
        self.label: str | None = None
        self.under: str | None = None
        self.first: Moment | None = None
        self.records: list[Record] = []
        self.statements: list[Statement] = []
        self.passages: list[Passage] = []
        self.warnings: list[Warning] = []

    def read(self) -> Reading:
        """Walk the whole account and return what it holds."""
        for row, blocks in groupby(self.parsed.blocks, key=_row):
            group = list(blocks)
            if row is not None:
                self._table_row(group)
            else:
                for block in group:
                    self._block(block)
        undated = sum(1 for record in self.records if record.moment.at is None)
        if undated:
            what = f"{undated} dated lines have no day or no zone that can be known"
            self.warnings.append(Warning(where="timeline", what=what))
        return Reading(
            records=tuple(self.records),
            statements=tuple(self.statements),
            passages=tuple(self.passages),
            zone_hint=self.zone,
            warnings=tuple(self.warnings),
        )

    def _block(self, block: Block) -> None:
        if block.kind == "front_matter":
            self._front_matter(block)
        elif block.kind == "heading":
            self._heading(block)
        elif block.kind == "quote":
            self._passages(block, block.text)
        elif block.kind in ("item", "paragraph"):
            for line, text in _dated_lines(block):
                self._line(block, line, text)

    def _front_matter(self, block: Block) -> None:
        for at, line in enumerate(block.text.splitlines()):
            label, colon, value = line.partition(":")
            if colon and value.strip() and not line.startswith((" ", "-")):
                self._fact(label.strip(), value.strip(" '\""), block, block.line + at)

    def _heading(self, block: Block) -> None:
        self.label = None
        self.under = None
        self.pending = None
        text = _plain(block.text)
        found = self._leading(text)
        if found is not None:
            moment, rest = found
            if moment.precision is Precision.DAY:
                self._begin_day(moment)
                self.pending = (moment, block.line)
                self.under = block.text
            else:
                self._record(moment, rest or text, block, block.line)
                self.under = block.text
            return
        if (zone := zone_in(text)) is not None:
            self.zones, self.basis = zones_within(zone, self.given)
        day = _first_day(text, self.zones)
        if day is not None:
            self.day = day
            self.last = None
        elif self.last is not None and not _ASIDE.search(text):
            self.broken = True

    def _line(self, block: Block, line: int, raw: str) -> None:
        text = _plain(raw)
        found = self._leading(text) or self._trailing(raw)
        if (
            found is not None
            and found[0].precision is Precision.DAY
            and (
                zone_in(text) is not None or (block.kind == "paragraph" and len(found[1]) < _SHORT)
            )
        ):
            self._begin_day(found[0])
            return
        if found is not None and found[1]:
            self.pending = None
            self._record(found[0], found[1], block, line)
            return
        if block.kind == "item" and re.fullmatch(r"\**[A-Z][^.*]{1,40}\**:?\**", raw.strip()):
            self.label = text.strip(" :")
        if self._labelled(text, block, line):
            self._passages(block, raw)
            return
        if block.kind == "paragraph" and len(text) > 120 and self.last is not None:
            self.broken = True
        if self._is_entry_of_day(block):
            moment, heading_line = self.pending or (Moment(), line)
            self.pending = None
            self._record(moment, text, block, heading_line)
            return
        if self.records and self.pending is None and self._under_heading(block, text):
            return
        self._passages(block, raw)

    def _labelled(self, text: str, block: Block, line: int) -> bool:
        match = _LABEL.match(text)
        if match is not None and match[2].strip():
            self._fact(match[1], match[2].strip(), block, line)
            return True
        times = self._times(text)
        if len(times) == 1 and times[0][0] > 0 and not text[times[0][1] :].strip(" .)*"):
            head = _LABEL_TIME.match(text[: times[0][0]] + " ")
            if head is not None and len(head[1].split()) <= 5:
                self._fact(head[1], text[times[0][0] :], block, line)
                return True
        return False

    def _fact(self, label: str, value: str, block: Block, line: int) -> None:
        times = self._times(value)
        whole = times and not re.sub(r"[\s.()*~]|approx\w*|about|local", "", value[: times[0][0]])
        moment = times[0][2] if whole else None
        lasting = moment is None and (_LASTS.search(label) or _STARTS_AMOUNT.match(value))
        seconds = duration_seconds(value) if lasting and len(value) < 80 else None
        source = _place(line)
        self.statements.append(
            Statement(
                label=label.strip(),
                text=value,
                source=source,
                moment=moment,
                seconds=seconds,
                section=self._section(block),
            )
        )

    def _table_row(self, cells: list[Block]) -> None:
        head, line = cells[0], cells[0].line
        texts = [_plain(cell.text) for cell in cells]
        if all(cell.text.strip() == cell.column.strip() for cell in cells):
            if (zone := zone_in(" | ".join(texts))) is not None:
                self.zones, self.basis = zones_within(zone, self.given)
            return
        which = next((at for at, cell in enumerate(cells) if _TIME_COLUMN.search(cell.column)), 0)
        if (zone := zone_in(cells[which].column)) is not None:
            self.zones, self.basis = zones_within(zone, self.given)
        found = self._leading(texts[which])
        if (
            found is None
            and which + 1 < len(cells)
            and _TIME_COLUMN.search(cells[which + 1].column)
        ):
            day = _first_day(texts[which], self.zones)
            self.day = day or self.day
            which += 1
            found = self._leading(texts[which])
        elif found is not None and found[0].precision is Precision.DAY and which + 1 < len(cells):
            later = self._leading(texts[which + 1])
            if later is not None:
                self.day = _first_day(texts[which], self.zones) or self.day
                which, found = which + 1, self._leading(texts[which + 1])
        if found is not None:
            rest = found[1].strip() if len(cells) == 1 else _best_text(cells, texts, which)
            if rest:
                self._record(found[0], rest, head, line)
                return
        if len(cells) == 2 and texts[0] and texts[1]:
            self._fact(texts[0], texts[1], head, line)
        for cell in cells:
            if len(cell.text) > 40:
                self._passages(cell, cell.text)

    def _leading(self, text: str) -> tuple[Moment, str] | None:
        """Return the time that a line begins with, and the rest of the line."""
        start = _LEAD.match(text)
        body = text[start.end() :] if start else text
        if not body[:1].isalnum() or (_DOTTED.match(body[:6]) and not self.dotted):
            return None
        times = find_times(body[:120], self.zones, self.day)
        if not times or times[0][0] > 0:
            return None
        begin, end, moment = times[0]
        if moment.precision is Precision.DAY and len(times) > 1:
            between = body[end : times[1][0]]
            if _NO_WORDS.fullmatch(between) and times[1][2].precision is not Precision.DAY:
                end, moment = times[1][1], times[1][2]
        if moment.precision is Precision.DAY and body[end:].strip()[:1].islower():
            return None
        rest = _AFTER.sub("", body[end:], count=1)
        written = moment.as_written
        tilde = body[end : end + 1] == "~" or text[: start.end() if start else 0].endswith("~")
        if not _OWN_DAY.search(re.sub(r"(?i)[ap]\.?m\b|[A-Z]{3,5}\b", "", written)):
            moment = self._rolled(moment, body[begin:end])
        elif moment.at is not None:
            self.day = _day_of_local(body[begin:end], self.zones, self.day) or self.day
        moment = with_basis(moment, self.basis)
        if tilde and moment.at is not None and moment.precision is Precision.MINUTE:
            moment = _about(moment)
        return moment, rest

    def _trailing(self, raw: str) -> tuple[Moment, str] | None:
        """Return the time that the last line of a block is, as status pages write, and the rest."""
        body, newline, last = raw.rstrip().rpartition("\n")
        if not newline or not body.strip():
            return None
        moment = read_time(_plain(last), zones=self.zones, day=self.day)
        if moment is None or moment.precision is Precision.DAY:
            return None
        return with_basis(moment, self.basis), " ".join(_plain(body).split())

    def _rolled(self, moment: Moment, written: str) -> Moment:
        """Place a time without a day after the line before it, past midnight where it must be."""
        if moment.at is None or self.day is None or self.last is None or self.last.at is None:
            self.broken = False
            return moment
        broken, self.broken = self.broken, False
        if moment.at >= self.last.at - _CARRIED:
            return moment
        if broken and self.base is not None:
            restarted = self._on(written, self.base)
            if restarted is not None and self._is_after_first(restarted):
                self.day = self.base
                return restarted
            return moment
        self.day = self.day + timedelta(days=1)
        return self._on(written, self.day) or moment

    def _on(self, written: str, day: date) -> Moment | None:
        again = find_times(written, self.zones, day)
        return again[0][2] if again else None

    def _is_after_first(self, moment: Moment) -> bool:
        first = self.first.at if self.first is not None else None
        return first is None or moment.at is None or moment.at >= first - timedelta(hours=1)

    def _record(self, moment: Moment, text: str, block: Block, line: int) -> None:
        kinds = cues.kinds(text)
        if moment.at is not None and moment.precision is not Precision.DAY:
            self.last = moment
            self.first = self.first or moment
        elif moment.precision is Precision.DAY:
            self.day = _day(moment) or self.day
            self.last = None
        self.records.append(
            Record(
                moment=moment,
                text=text.strip()[:_LONGEST],
                place=f"line {line}",
                kind=kinds[0],
                kinds=kinds,
                section=_last(block.section) or None,
            )
        )

    def _under_heading(self, block: Block, text: str) -> bool:
        """Add a paragraph to the dated heading it stands under; say whether it was one."""
        if self.under is None or self.under not in block.section:
            return False
        record = self.records[-1]
        if len(record.text) < _LONGEST - 40:
            joined = f"{record.text.rstrip(' .')}. {text}" if record.text else text
            if re.fullmatch(r"[\d:\s\-./APMapm~ca]*", record.text):
                joined = text
            joined = " ".join(joined.split())[:_LONGEST]
            kinds = cues.kinds(joined)
            self.records[-1] = msgspec.structs.replace(
                record, text=joined, kind=kinds[0], kinds=kinds
            )
        self._passages(block, block.text, stated=False)
        return True

    def _begin_day(self, moment: Moment) -> None:
        self.day = _day(moment) or self.day
        self.last = None

    def _is_entry_of_day(self, block: Block) -> bool:
        """Say whether a paragraph tells what happened on the day that its heading names."""
        return (
            self.pending is not None
            and block.kind in ("paragraph", "item")
            and self.under in block.section
            and any(_TOLD_BY_DAY.search(part) for part in block.section)
        )

    def _passages(self, block: Block, raw: str, *, stated: bool = True) -> None:
        section = self._section(block)
        aside = any(_ASIDE.search(part) for part in (*block.section, self.label or ""))
        for sentence in sentences(block):
            text = _plain(sentence.text)
            if len(text) < 12 or (sentence.text not in raw and raw != block.text):
                continue
            line = block.line + self.parsed.text.count("\n", block.start, sentence.start)
            source = _place(line)
            self.passages.append(Passage(text=text, source=source, section=section))
            if stated and not aside and block.kind != "quote":
                self.statements.extend(
                    statements_in(text, self._times(text), source=source, section=section)
                )

    def _times(self, text: str) -> list[tuple[int, int, Moment]]:
        found = find_times(text, self.zones, self.base or self.day)
        return [(a, b, with_basis(moment, self.basis)) for a, b, moment in found]

    def _section(self, block: Block) -> str | None:
        if self.label is not None and block.kind == "item":
            return self.label
        return _last(block.section) or None


def read_account(text: str, kind: str, zones: Zones, name: str) -> Reading:
    """Return what a written account (`kind` markdown or plain) holds; `name` may bear its day."""
    return Account(text, kind, zones, name).read()


def _row(block: Block) -> int | None:
    return block.line * 10_000 + block.row if block.kind == "cell" else None


def _last(section: tuple[str, ...]) -> str:
    return _plain(section[-1]) if section else ""


def _place(line: int) -> Source:
    return Source(evidence="", place=f"line {line}")


def _plain(text: str) -> str:
    return _PLAIN.sub("", _LINK.sub(r"\1", text)).strip()


def _day(moment: Moment) -> date | None:
    return _first_day(moment.as_written, Zones(default="UTC"))


def _first_day(text: str, zones: Zones) -> date | None:
    return read_day(text, order=zones.order)


def _day_of_local(written: str, zones: Zones, near: date | None) -> date | None:
    return read_day(written, near=near, order=zones.order)


def _about(moment: Moment) -> Moment:
    if moment.at is None:
        return moment
    five = timedelta(minutes=5)
    return msgspec.structs.replace(
        moment,
        precision=Precision.APPROXIMATE,
        earliest=moment.at - five,
        latest=moment.at + five,
    )


def _dated_lines(block: Block) -> list[tuple[int, str]]:
    """Split a block into its lines where several of them begin with a time, else keep it whole."""
    lines = block.text.split("\n")
    starts = [
        bool(re.match(r"[\s\[(*_~•\-–]*(?:\d{4}-\d\d-\d\d|\d{1,2}[:.h]\d\d)", one)) for one in lines
    ]
    labels = [bool(re.match(r"\s*\**[A-Z][\w /'-]{1,40}\**:", one)) for one in lines]
    if len(lines) == 1 or not (any(starts[1:]) or all(labels)):
        return [(block.line, " ".join(block.text.split()) if block.kind == "item" else block.text)]
    parts: list[tuple[int, str]] = []
    for at, one in enumerate(lines):
        if starts[at] or (labels[at] and all(labels)) or not parts:
            parts.append((block.line + at, one.strip()))
        else:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {one.strip()}")
    return parts


def _best_text(cells: list[Block], texts: list[str], which: int) -> str:
    """Return the wording of a table row: the named column, else all but the time."""
    others = [
        (cell, text) for at, (cell, text) in enumerate(zip(cells, texts, strict=True)) if at > which
    ]
    named = [text for cell, text in others if _TEXT_COLUMN.search(cell.column) and text]
    if named:
        return " — ".join(named)
    return " — ".join(text for _, text in others if text)
