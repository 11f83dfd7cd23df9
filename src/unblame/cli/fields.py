"""Strings inside JSON and JSON Lines: found by path, with the place of each character in the file."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from unblame.cli.screen import CannotDo

_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|[{}\[\],:]|[^\s{}\[\],:\"]+")
_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u.{4}|\\.|.", re.DOTALL
)
_STEP = re.compile(r"\.?(?:\"((?:[^\"\\]|\\.)*)\"|([^.\[\]\"*]+|\*))|\[(\d+|\*)\]")
_PLAIN_KEY = re.compile(r"[\w-]+")
Steps = tuple[str | int, ...]


class Field(Struct, frozen=True, kw_only=True):
    """One string: its text, its path, and for each character where it starts in the file.

    `offsets` has one entry more than the text, for the place of the closing quotation mark.
    """

    path: str
    text: str
    offsets: tuple[int, ...]


def steps_of(path: str) -> Steps:
    """Return the steps of a path such as `events[*].text`. Raises CannotDo."""
    bare = path.removeprefix("$").removeprefix(".")
    found: list[str | int] = []
    at = 0
    while at < len(bare):
        match = _STEP.match(bare, at)
        if match is None or match.end() == at:
            raise CannotDo(
                f"--field {path!r} cannot be read at {bare[at:]!r}. It is a path such as "
                "summary, incident.summary or events[*].text."
            )
        quoted, key, index = match.groups()
        if quoted is not None:
            found.append(str(json.loads(f'"{quoted}"')))
        elif key is not None:
            found.append("*" if key == "*" else key)
        else:
            found.append(int(index) if index.isdigit() else "*")
        at = match.end()
    if not found:
        raise CannotDo("--field needs a path, such as summary or events[*].text.")
    return tuple(found)


def fields(text: str, wanted: Sequence[Steps]) -> list[Field]:
    """Return the strings at the wanted paths, in order.

    Raises CannotDo with the line and column where the text is no JSON.
    """
    wrong = _wrong(text, 0)
    if wrong:
        raise CannotDo(wrong)
    return list(_fields(text, wanted, 0, len(text)))


def fields_by_line(text: str, wanted: Sequence[Steps]) -> tuple[list[Field], list[str]]:
    """Return the strings at the wanted paths of JSON Lines, and what is wrong with other lines."""
    found: list[Field] = []
    unread: list[str] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        wrong = _wrong(line, number) if line.strip() else None
        if wrong:
            unread.append(wrong)
        else:
            found += _fields(text, wanted, start, start + len(line))
        start += len(line) + 1
    return found, unread


def _fields(text: str, wanted: Sequence[Steps], start: int, end: int) -> Iterator[Field]:
    for steps, first, last in _strings(text, start, end):
        if any(_meant(steps, one) for one in wanted):
            yield _field(text, steps, first, last)


def escaped(text: str, *, ascii_only: bool) -> str:
    """Return a text as it stands between the quotation marks of a JSON string."""
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


def _wrong(text: str, before: int) -> str | None:
    """Return why a text is no JSON, with its place `before` lines further down, or None."""
    try:
        json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        return f"this is no JSON: {error.msg} (line {error.lineno + before}, column {error.colno})."
    except RecursionError:
        return f"this JSON is nested too deep to be read (line {before + 1})."
    return None


def _strings(text: str, start: int, end: int) -> Iterator[tuple[Steps, int, int]]:
    """Yield path, start and end of each string value; this stretch is known to be valid JSON."""
    stack: list[str | int] = []
    key = False
    for match in _TOKEN.finditer(text, start, end):
        sign = match[0]
        if sign == "{":
            stack.append("")
            key = True
        elif sign == "[":
            stack.append(0)
        elif sign in "}]":
            stack.pop()
            key = False
        elif sign == ",":
            if stack and isinstance(stack[-1], int):
                stack[-1] += 1
            else:
                key = bool(stack)
        elif sign == ":":
            key = False
        elif sign[0] == '"' and key:
            stack[-1] = str(json.loads(sign))
        elif sign[0] == '"':
            yield tuple(stack), match.start() + 1, match.end() - 1


def _meant(steps: Steps, wanted: Steps) -> bool:
    return len(steps) == len(wanted) and all(
        want in ("*", step) for step, want in zip(steps, wanted, strict=True)
    )


def _field(text: str, steps: Steps, start: int, end: int) -> Field:
    letters: list[str] = []
    offsets: list[int] = []
    for match in _PIECE.finditer(text, start, end):
        piece = match[0]
        letter: Any = json.loads(f'"{piece}"') if piece[0] == "\\" else piece
        letters.append("\ufffd" if "\ud800" <= letter <= "\udfff" else letter)
        offsets.append(match.start())
    return Field(path=shown(steps), text="".join(letters), offsets=(*offsets, end))


def shown(steps: Steps) -> str:
    """Return a path as a person writes it."""
    out = ""
    for step in steps:
        if isinstance(step, int):
            out += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            out += f".{step}" if out else step
        else:
            out += ("." if out else "") + json.dumps(step, ensure_ascii=False)
    return out
