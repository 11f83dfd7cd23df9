"""A counted portion as bytes and back, for the cache."""

from typing import Any

import msgspec

from unblame.evidence.condense import Cell, Condensation
from unblame.evidence.portion import Kept, Line, Portion
from unblame.evidence.wall import Rolls

_Cell = tuple[str, int, float, float, int, str]


class _Form(msgspec.Struct, array_like=True):
    begins: int
    ends: int
    lines: int
    timed: int
    stage: int
    patterns: list[tuple[str, str, list[_Cell]]]
    rolls: dict[str, tuple[int, int, int]]
    kept: list[tuple[int, tuple[str, Any, str, str | None], str | None, float]]
    notes: dict[str, tuple[int, list[tuple[int, str]]]]
    digest: str
    turns: list[tuple[int, str]]


_DECODER = msgspec.msgpack.Decoder(_Form)


def dumped(portion: Portion) -> bytes:
    """Return the portion as bytes."""
    counts = portion.counts
    patterns = [
        (
            severity,
            masked,
            [(m, c.count, c.first, c.last, c.line, c.stamp) for m, c in cells.items()],
        )
        for (severity, masked), cells in counts.patterns.items()
    ]
    form = _Form(
        begins=portion.begins,
        ends=portion.ends,
        lines=portion.lines,
        timed=portion.timed,
        stage=counts.stage,
        patterns=patterns,
        rolls={kind: (one.first, one.last, one.count) for kind, one in portion.rolls.items()},
        kept=[
            (k.number, (k.line.stamp, k.line.level, k.line.text, k.line.place), k.minute, k.second)
            for k in portion.kept
        ],
        notes=portion.notes,
        digest=portion.digest,
        turns=portion.turns,
    )
    return msgspec.msgpack.encode(form)


def loaded(data: bytes) -> Portion | None:
    """Return the portion that the bytes hold, or None where they are damaged."""
    try:
        form = _DECODER.decode(data)
    except (msgspec.DecodeError, RecursionError):
        return None
    counts: Condensation[str] = Condensation(stage=form.stage)
    for severity, masked, cells in form.patterns:
        counts.patterns[severity, masked] = {
            minute: Cell(count, first, last, line, stamp)
            for minute, count, first, last, line, stamp in cells
        }
        counts.cells += len(cells)
    return Portion(
        begins=form.begins,
        ends=form.ends,
        lines=form.lines,
        timed=form.timed,
        counts=counts,
        rolls={kind: Rolls(*one) for kind, one in form.rolls.items()},
        kept=[
            Kept(number, Line(*line), minute, second) for number, line, minute, second in form.kept
        ],
        notes=form.notes,
        digest=form.digest,
        turns=form.turns,
    )
