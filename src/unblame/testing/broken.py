"""Breaks samples of a format, and says what a reader must not have done with what it was given.

Plug-in authors: `complaints(MyReader(), "name", broken(data, random.Random(7)))` is an empty list.
"""

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from unblame.evidence.form import OpenSource, Reader, Sample
from unblame.evidence.times import Zones

#: Values of another sort than any reader waits for.
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1e300, "", "x", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999-14:00",
    "2026-02-30T05:06:07Z", "=cmd|' /C calc'!A0", "\x00\u202e", [], {}, [[]], [None], {"": None}, "9" * 400,
)  # fmt: skip
#: Bytes that end, open or escape something in one format or another.
MARKS = (
    b"\x00", b"\n", b"\r\n", b'"', b"'", b"\\", b"[" * 2000, b"{" * 2000, b"<" * 200, b",,,", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"\x1b[31m", b"\xe2\x80\xae", b"-" * 300, b" " * 5000, b"9" * 5000, b"&#x110000;", b"99:99", b"1e999",
    b"Feb 30", b"2026-13-32", b"0000-00-00T00:00:00Z", b"+99:99", b"=?utf-8?q?=FF?=", b"--- !!x", b"&a [*a,*a]",
)  # fmt: skip


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return the sample with one to three things broken in it."""
    for _ in range(chance.randrange(1, 4)):
        if chance.random() < 0.5:
            data = _with_odd_value(data, chance)
        else:
            data = chance.choice(_WAYS)(data, chance)
    return data


def grown(data: bytes, chance: random.Random, size: int = 1 << 20) -> bytes:
    """Return the sample with a stretch of it, or of one of the marks, repeated up to the size."""
    start, end = _stretch(data, chance)
    piece = chance.choice((data[start:end], data[start:end], chance.choice(MARKS))) or b"x"
    return data[:start] + piece * (size // len(piece)) + data[end:]


def complaints(reader: Reader, path: str, data: bytes) -> list[str]:
    """Return what the reader did that no reader may; whatever it raises comes out as it is."""
    found = []
    sure = reader.recognises(Sample.of(path, data))
    if not 0.0 <= sure <= 1.0:
        found.append(f"recognises with {sure}, which is not between 0 and 1")
    source = OpenSource(path=path, data=data, modified=datetime(2026, 3, 5, tzinfo=UTC))
    reading = reader.read(source, Zones(default="Europe/Oslo"))
    found += [f"a record without a place: {one}" for one in reading.records if not one.place]
    found += [
        f"a warning without a place or a reason: {one}"
        for one in reading.warnings
        if not one.where or not one.what
    ]
    return found


def _with_odd_value(data: bytes, chance: random.Random) -> bytes:
    """Return JSON, whole or one line of it, with one odd value; other text as it is, cut."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    for before, piece, after in ((b"", data, b""), _around(lines, at)):
        try:
            value = json.loads(piece)
        except (ValueError, RecursionError):
            continue
        return before + json.dumps(_changed(value, chance)).encode() + after
    return _cut(data, chance)


def _around(lines: list[bytes], at: int) -> tuple[bytes, bytes, bytes]:
    before, after = lines[:at], lines[at + 1 :]
    return b"\n".join([*before, b""]), lines[at], b"\n".join([b"", *after])


def _changed(value: Any, chance: random.Random) -> Any:
    """Return the value with one place in it replaced by something odd."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        return {**value, key: _changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(value[at], chance), *value[at + 1 :]]
    return chance.choice(ODD)


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, 200))


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _ended(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _doubled(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[start:end] * chance.choice((2, 3, 50)) + data[end:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    rest = data[:start] + data[end:]
    to = chance.randrange(len(rest) + 1)
    return rest[:to] + data[start:end] + rest[to:]


def _noisy(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + chance.randbytes(8) + data[end:]


def _marked(data: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + chance.choice(MARKS) + data[chance.choice((start, end)) :]


def _renumbered(data: bytes, chance: random.Random) -> bytes:
    """Change some digits, so that dates, times and counts become others, many of them impossible."""
    digits = [at for at, one in enumerate(data) if 0x30 <= one <= 0x39]
    changed = bytearray(data)
    for at in chance.sample(digits, min(len(digits), 6)):
        changed[at] = 0x30 + chance.randrange(10)
    return bytes(changed)


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _ended, _doubled, _moved, _noisy, _marked, _renumbered,
)  # fmt: skip
