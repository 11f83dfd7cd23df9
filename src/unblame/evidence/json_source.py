"""Opens JSON of other tools: one value, or one a line; what a broken one still holds is kept."""

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from unblame.evidence.form import OpenSource, Sample, decode
from unblame.evidence.half_letters import holds_halves, without_halves
from unblame.model import Warning

MAX_WHOLE = 32 * 1024 * 1024
MOST_RECORDS = 25_000
_DECODER = msgspec.json.Decoder()
_PATIENT = json.JSONDecoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The values of a JSON source, and what could not be read; `cut` says that more follow."""

    values: tuple[Any, ...] = ()
    cut: bool = False
    warnings: tuple[Warning, ...] = ()


def begins_as_json(head: Sample) -> bool:
    """Say whether the sample begins as a JSON object or array."""
    return head.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def has_keys(head: Sample, *keys: str) -> int:
    """Return how many of the keys stand in the sample."""
    return sum(_is_key(f'"{key}"', head.text) for key in keys)


def _is_key(quoted: str, text: str) -> bool:
    return quoted in text and re.search(rf"{re.escape(quoted)}\s*:", text) is not None


def open_json(source: OpenSource) -> Opened:
    """Return the values of a source: a whole document, JSON lines, or the rest of a cut one.

    Of a very large one only the records at its start, with a warning.
    """
    opened = _open(source)
    values, left = _bounded(opened.values)
    if not left:
        return opened
    what = f"more than {MOST_RECORDS} records; {left} after them were left out; give the part around the incident"
    warning = Warning(where=f"record {MOST_RECORDS + 1}", what=what)
    return Opened(values=values, cut=True, warnings=(*opened.warnings, warning))


def _bounded(values: tuple[Any, ...]) -> tuple[tuple[Any, ...], int]:
    """Cut what holds more records than are read, and say how many were left out."""
    kept: list[Any] = []
    left = max(len(values) - MOST_RECORDS, 0)
    for value in values[:MOST_RECORDS]:
        held = dict(value) if isinstance(value, dict) else {"": value}
        for key, inner in held.items():
            if isinstance(inner, list) and len(inner) > MOST_RECORDS:
                left += len(inner) - MOST_RECORDS
                held[key] = inner[:MOST_RECORDS]
        kept.append(held if isinstance(value, dict) else held[""])
    return tuple(kept), left


def _open(source: OpenSource) -> Opened:
    with source.stream() as stream:
        data = stream.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        return _beginning(data[:MAX_WHOLE])
    return _opened(decode(data).lstrip("\ufeff"))


def _opened(text: str) -> Opened:
    try:
        return Opened(values=(_DECODER.decode(text),))
    except (msgspec.DecodeError, RecursionError) as error:
        reason = str(error)
    if holds_halves(text) and (mended := without_halves(text)) != text:
        return _opened(mended)
    lines = text.splitlines()
    if len(lines) > 1 and _is_one_a_line(lines):
        return _by_line(lines)
    values = salvage(text)
    found = f"; {len(values)} records before the break were read" if values else ""
    warning = Warning(where="the file", what=f"broken JSON ({reason}){found}")
    return Opened(values=(values,) if values else (), warnings=(warning,))


def _beginning(data: bytes) -> Opened:
    """Return the records at the start of a source that is too large to read as one."""
    text = without_halves(decode(data).lstrip("\ufeff"))
    lines = text[: text.rfind("\n") + 1].splitlines()
    if _is_one_a_line(lines):
        opened = _by_line(lines)
    else:
        values = salvage(text)
        opened = Opened(values=(values,) if values else ())
    what = f"larger than {MAX_WHOLE >> 20} MB; only its start was read"
    warning = Warning(where="the file", what=what)
    return Opened(values=opened.values, cut=True, warnings=(warning, *opened.warnings))


def _is_one_a_line(lines: list[str]) -> bool:
    """Say whether a value stands on each line: on the first, or on the second where that is broken."""
    first, second, *_ = *islice((line for line in lines if line.strip()), 2), "", ""
    both = first.lstrip().startswith("{") and second.lstrip().startswith("{")
    return _is_json(first) or (both and _is_json(second))


def _is_json(line: str) -> bool:
    try:
        _DECODER.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _by_line(lines: list[str]) -> Opened:
    values: list[Any] = []
    warnings: list[Warning] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            values.append(_DECODER.decode(line))
        except (msgspec.DecodeError, RecursionError) as error:
            warnings.append(Warning(where=f"line {number}", what=f"broken JSON ({error})"))
    return Opened(values=tuple(values), warnings=tuple(warnings))


def salvage(text: str) -> list[Any]:
    """Return the whole objects of an array (bare, or held by one key) that was cut short."""
    values: list[Any] = []
    text = without_halves(text) if holds_halves(text) else text
    place = text.find("[") + 1
    while place > 0 and (begin := text.find("{", place)) >= 0:
        if text[place:begin].strip(" ,\t\r\n"):
            break
        try:
            value, place = _PATIENT.raw_decode(text, begin)
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values


def objects_of(values: object, *holders: str) -> list[dict[str, Any]]:
    """Return the objects in a value: of an array, of a key that holds one, or the object itself."""
    if isinstance(values, list | tuple):
        return [found for one in values for found in objects_of(one, *holders)]
    if not isinstance(values, dict):
        return []
    for holder in holders:
        if isinstance(values.get(holder), list):
            return objects_of(values[holder])
    return [values]


def text_of(value: object) -> str:
    """Return a string or number as text, and nothing for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def dict_of(value: object) -> dict[str, Any]:
    """Return the value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}
