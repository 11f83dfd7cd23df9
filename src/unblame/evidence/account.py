"""A written account of an incident, walked block by block.

A finished post-mortem, a hand-kept timeline and plain notes share one shape: dated lines (lists,
tables, headings, paragraphs), labelled facts, and prose. Times without a day take it from what
stands above them and roll past midnight.
"""

import re
from itertools import groupby

import msgspec

from unblame.evidence import account_row as row
from unblame.evidence import cues, day_order
from unblame.evidence.account_lines import dated_lines
from unblame.evidence.day_clock import DayClock, plain
from unblame.evidence.meaning import statements_in
from unblame.evidence.record import Identity, Passage, Reading, Record, Statement
from unblame.evidence.setting import zone_in, zone_in_title
from unblame.evidence.status_message import StatusMessage
from unblame.evidence.times import Zones, duration_seconds
from unblame.model import Moment, Precision, Source
from unblame.text import Block, late, parse, sentences

_LABEL = re.compile(r"^([A-Z][A-Za-z0-9 /'()\-]{0,47}[A-Za-z)])\s*:\s*(.*)$", re.DOTALL)
_LASTS = re.compile(r"duration|downtime|time to|length|lasted|\bMTT|^TT[DARM]$", re.IGNORECASE)
#: What may stand before the time of a fact: a word or two, and how long it lasted before from when to when.
_BEFORE_TIME = late(r"[\s.()*~]|approx\w*|about|local", re.IGNORECASE)
_BEFORE_SPAN = late(
    r"[\s.()\[\]*~,;:\u2013\u2014-]|approx\w*|about|around|roughly|nearly|local|total|from|between|and|"
    r"(?<![a-z])(?:\d+(?:[.,]\d+)?|an?|one|two|three|four|five|six|half)\W?(?:days?|d|hours?|hrs?|h|minutes?|mins?|m|"
    r"seconds?|secs?|s)(?![a-z])",
    re.IGNORECASE,
)
_STARTS_AMOUNT = re.compile(r"^\W*(?:about|approx\w*\.?|around|roughly|over|nearly)?\s*\d")
_LABEL_TIME = re.compile(r"^\**([A-Z][A-Za-z /'\-]{2,40}?)\**[\s:\-–—]+$")
_ASIDE = re.compile(
    r"\b(?:actions?\b|follow|lesson|learn|prevent|appendix|chat|logs?\b|went well|went wrong|went poorly|lucky|"
    r"attend|participant|reference|links|background|next step)",
    re.IGNORECASE,
)
_TOLD_BY_DAY = re.compile(r"timeline|chronolog|what happened|events|sequence|log\b", re.IGNORECASE)
_MOMENT_HEADING = re.compile(
    r"(?:start|beginning|end) of (?:the )?(?:customer |user )?(?:impact|incident|outage|disruption)|"
    r"(?:impact|incident|outage) (?:start|end)(?:ed|s)?|detect(?:ion|ed)|recover(?:y|ed)|"
    r"resol(?:ution|ved)|mitigat(?:ion|ed)|acknowledg\w+",
    re.IGNORECASE,
)
_SPAN_HEADING = late(
    r"(?:(?:total|outage|incident|impact) )*(?:duration|downtime)(?: of (?:the )?(?:outage|incident|impact))?|"
    r"(?:incident|outage|impact) (?:window|period)",
    re.IGNORECASE,
)
#: The text of a heading that is a time and nothing else.
_BARE = late(r"(?:[\d:\s\-./APMapm~ca]|UTC|GMT)*")
_SHORT = 40
_PROSE = 120
_LONGEST = 600
_LONGEST_LINE = 4_000


class Account:
    """One walk through an account, and what it has found so far."""

    def __init__(self, text: str, kind: str, zones: Zones, name: str) -> None:
        self.parsed = parse(text, kind)
        self.clock = DayClock(self.parsed, zones, name)
        self.pending: tuple[Moment, int] | None = None
        self.title = next((b.text.strip() for b in self.parsed.blocks if b.kind == "heading"), None)
        self.message = StatusMessage(text)
        self.dated_state = False
        self.label: str | None = None
        self.under: str | None = None
        self.records: list[Record] = []
        self.statements: list[Statement] = []
        self.passages: list[Passage] = []
        self.identities: list[Identity] = []

    def read(self) -> Reading:
        """Walk the whole account and return what it holds."""
        for number, blocks in groupby(self.parsed.blocks, key=_row):
            group = list(blocks)
            if number is not None:
                self._table_row(group)
            else:
                for block in group:
                    self._block(block)
        return Reading(
            records=tuple(self.records),
            statements=tuple(self.statements),
            passages=tuple(self.passages),
            identities=tuple(self.identities),
            zone_hint=self.clock.stated,
            taken=day_order.taken(self.clock.order, by=day_order.BY_DATES),
        )

    def _block(self, block: Block) -> None:
        if block.kind == "front_matter":
            self._front_matter(block)
        elif block.kind == "heading":
            self._heading(block)
        elif block.kind == "quote":
            self._passages(block, block.text)
        elif block.kind in ("item", "paragraph"):
            for line, text in dated_lines(block):
                self._line(block, line, text)

    def _front_matter(self, block: Block) -> None:
        for at, line in enumerate(block.text.splitlines()):
            label, colon, value = line.partition(":")
            if colon and value.strip() and not line.startswith((" ", "-")):
                self._fact(label.strip(), value.strip(" '\""), block, block.line + at)

    def _heading(self, block: Block) -> None:
        self.message.state, self.dated_state = None, False
        self.label = None
        self.under = None
        self.pending = None
        text = plain(block.text)
        found = self.clock.leading(text)
        if found is not None:
            moment, rest = found
            if moment.precision is Precision.DAY:
                self.clock.begin_day(moment.as_written)
                self.pending = (moment, block.line)
                self.under = block.text
            else:
                self._record(moment, rest or text, block, block.line)
                self.under = block.text
            return
        self.clock.take_zone(text)
        if not self.clock.begin_day(text) and not _ASIDE.search(text):
            self.clock.interrupt()

    def _line(self, block: Block, line: int, raw: str) -> None:
        text = plain(raw)
        if self._status(block, text, line):
            return
        found = self.clock.leading(text, listed=block.kind == "item") or self.clock.trailing(raw)
        if found is not None:
            found = (found[0], self.message.end(found[1]))
        elif block.kind == "paragraph" and self.message.gather(text):
            self._passages(block, raw)
            return
        if (
            found is not None
            and found[0].precision is Precision.DAY
            and (
                zone_in(text) is not None or (block.kind == "paragraph" and len(found[1]) < _SHORT)
            )
        ):
            self.clock.begin_day(found[0].as_written)
            return
        if self._span_of_heading(block, text, line):
            return
        if found is not None and self._time_of_heading(block, text, found, line):
            return
        if found is not None and found[1]:
            self.pending = None
            self._record(found[0], found[1], block, line)
            return
        if found is None and block.kind == "paragraph" and self.clock.begin_day_in_words(text):
            return
        if block.kind == "item" and re.fullmatch(r"\**[A-Z][^.*]{1,40}\**:?\**", raw.strip()):
            self.label = text.strip(" :")
        if self._first_under_time(block) and self._under_heading(block, text):
            return
        if self._labelled(text, block, line):
            self._passages(block, raw)
            return
        if block.kind == "paragraph" and len(text) > _PROSE:
            self.clock.interrupt()
        if self._is_entry_of_day(block):
            moment, heading_line = self.pending or (Moment(), line)
            self.pending = None
            self._record(moment, text, block, heading_line)
            return
        if self.records and self.pending is None and self._under_heading(block, text):
            return
        self._passages(block, raw)

    def _status(self, block: Block, text: str, line: int) -> bool:
        """Read what a status page writes around a message: its state before it, with or without the time."""
        below, self.dated_state = self.dated_state, False
        rest = self.message.begin(text)
        if rest is None:
            if not below or self.clock.leading(text) is not None:
                return False
            return self._join(f"{self.records[-1].text} - {text}", block)
        found = self.clock.leading(rest) if rest else None
        if found is not None and not found[1]:
            self._record(found[0], self.message.end(""), block, line)
            self.dated_state = True
            return True
        if rest:
            self.message.state = None
        return not rest

    def _time_of_heading(
        self, block: Block, text: str, found: tuple[Moment, str], line: int
    ) -> bool:
        """Take a paragraph that is hardly more than a time as when its heading was."""
        heading = _last(block.section)
        if (
            block.kind != "paragraph"
            or found[0].precision is Precision.DAY
            or len(found[1]) >= _SHORT
            or not _MOMENT_HEADING.fullmatch(heading.strip(" :"))
        ):
            return False
        self.statements.append(
            Statement(
                label=heading.strip(" :"),
                text=text,
                source=_place(line),
                moment=found[0],
                section=heading,
            )
        )
        return True

    def _span_of_heading(self, block: Block, text: str, line: int) -> bool:
        """Take a line that is from when to when, with or without how long, as what its heading names."""
        heading = _last(block.section).strip(" :")
        if not _SPAN_HEADING.fullmatch(heading):
            return False
        times = self.clock.times(text)
        if not times or times[0][2].until is None or _BEFORE_SPAN.sub("", text[: times[0][0]]):
            return False
        self._fact(heading, text, block, line)
        return True

    def _labelled(self, text: str, block: Block, line: int) -> bool:
        match = _LABEL.match(text)
        if match is not None and match[2].strip():
            self._fact(match[1], match[2].strip(), block, line)
            return True
        times = self.clock.times(text)
        if len(times) == 1 and times[0][0] > 0 and not text[times[0][1] :].strip(" .)*"):
            head = _LABEL_TIME.match(text[: times[0][0]] + " ")
            if head is not None and len(head[1].split()) <= 5:
                self._fact(head[1], text[times[0][0] :], block, line)
                return True
        return False

    def _fact(self, label: str, value: str, block: Block, line: int) -> None:
        zone = zone_in_title(label)
        times = self.clock.times(value, zone)
        span = bool(times) and times[0][2].until is not None
        before = _BEFORE_SPAN if span else _BEFORE_TIME
        moment = times[0][2] if times and not before.sub("", value[: times[0][0]]) else None
        lasting = (moment is None or span) and (
            _LASTS.search(label) or _STARTS_AMOUNT.match(value[: times[0][0]] if span else value)
        )
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
        texts = [plain(cell.text) for cell in cells]
        if all(cell.text.strip() == cell.column.strip() for cell in cells):
            self.clock.take_zone(" | ".join(texts))
            return
        if row.plans(cells, _last(head.section)):
            self._planned(cells, texts)
            return
        which, found = row.time_of(self.clock, cells, texts)
        if found is not None:
            rest = found[1].strip() if len(cells) == 1 else row.text_of(cells, texts, which)
            if rest:
                self._record(found[0], rest, head, line, who=row.who_of(cells, texts, which))
                return
        if len(cells) == 2 and texts[0] and texts[1]:
            self._fact(texts[0], texts[1], head, line)
        for cell in cells:
            if len(cell.text) > 40:
                self._passages(cell, cell.text)

    def _planned(self, cells: list[Block], texts: list[str]) -> None:
        """Keep a row of an action table as one passage in fields; its dates are no events."""
        fields = [f"{c.column.strip()}: {t}" for c, t in zip(cells, texts, strict=True) if t]
        if fields:
            head = cells[0]
            source = _place(head.line)
            section = self._section(head)
            self.passages.append(Passage(text=" | ".join(fields), source=source, section=section))

    def _record(
        self, moment: Moment, text: str, block: Block, line: int, *, who: tuple[Identity, ...] = ()
    ) -> None:
        kinds = cues.kinds(text)
        self.clock.take(moment)
        self.identities += who[1:]
        self.records.append(
            Record(
                moment=moment,
                text=text.strip()[:_LONGEST_LINE],
                place=f"line {line}",
                actor=who[0] if who else None,
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
        joined = f"{record.text.rstrip(' .')}. {text}" if record.text else text
        if _BARE.fullmatch(record.text):
            joined = text
        return self._join(joined, block)

    def _first_under_time(self, block: Block) -> bool:
        """Say whether a paragraph is the first under a heading that is a time and nothing else."""
        under = block.kind == "paragraph" and self.under is not None and self.pending is None
        return under and bool(self.records) and _BARE.fullmatch(self.records[-1].text) is not None

    def _join(self, joined: str, block: Block) -> bool:
        """Add a text that stands below the last line to it, as `joined`."""
        record = self.records[-1]
        if len(record.text) < _LONGEST - 40:
            joined = " ".join(joined.split())[:_LONGEST]
            kinds = cues.kinds(joined)
            self.records[-1] = msgspec.structs.replace(
                record, text=joined, kind=kinds[0], kinds=kinds
            )
        self._passages(block, block.text, stated=False)
        return True

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
        parts = (*block.section, self.label or "")
        aside = any(_ASIDE.search(part) for part in parts if part.strip() != self.title)
        for sentence in sentences(block):
            text = plain(sentence.text)
            if len(text) < 12 or (sentence.text not in raw and raw != block.text):
                continue
            line = block.line + self.parsed.text.count("\n", block.start, sentence.start)
            source = _place(line)
            self.passages.append(Passage(text=text, source=source, section=section))
            if stated and not aside and block.kind != "quote":
                self.statements.extend(
                    statements_in(text, self.clock.times(text), source=source, section=section)
                )

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
    return plain(section[-1]) if section else ""


def _place(line: int) -> Source:
    return Source(evidence="", place=f"line {line}")
