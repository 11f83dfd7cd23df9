"""Reads the objects of large JSON one at a time, in bounded memory.

A source may be an array, an object that holds one under a known key, several such one after the
other (pages of an answer), or one object a line; of a broken one all that stands before the break
is given, and of broken lines all the others.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from unblame.evidence.form import OpenSource, encoding_of
from unblame.evidence.half_letters import holds_halves, without_halves
from unblame.model import Warning

_CHUNK = 1 << 20
_MOST = 32 << 20
#: What lies behind is let go in pieces of this size, for an error counts the lines before it.
_PASSED = 1 << 15
_DECODER = json.JSONDecoder()
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', re.DOTALL)
_BLANK = re.compile(r"[\s,\ufeff\x1e]*")
_REST = '{"":0'
_WARNED = 20


class JsonStream:
    """The objects of one source; `number` is that of the object which was taken last.

    `outer` is what the object that holds the array says beside it, as far as it stands before.
    `warnings` is whole once they have all been taken.
    """

    def __init__(self, source: OpenSource, *holders: str) -> None:
        """Take the keys under which an object may hold the array that is wanted."""
        self.source = source
        self.holders = holders
        self.warnings: list[Warning] = []
        self.outer: dict[str, Any] = {}
        self._text = ""
        self._at = 0
        self.number = 0
        self._broke = 0
        self._walked = False
        self._over = False
        self._definite = False
        self._chunks: Iterator[str] = iter(())

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield each object in the order of the source."""
        self._chunks = self._read()
        self._text, self._at, self.number, self._over = "", 0, 0, False
        self._broke = 0
        if self._walked:
            self.warnings.clear()
        self._walked = True
        while not self._over and self._blank():
            if self._text[self._at] == "[":
                yield from self._array(*self.holders)
                continue
            value = self._value(_CHUNK)
            if value is None and not self._definite and self._enter():
                yield from self._array()
                yield from self._leave()
                continue
            if value is None:
                value = self._value(_MOST)
            if value is not None:
                yield from self._told(value, *self.holders)
            elif not self._next_line():
                return

    def _told(self, value: object, *holders: str) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict) and any(isinstance(value.get(key), list) for key in holders):
            self.outer = {key: held for key, held in value.items() if key not in holders}
        for one in _held(value, holders):
            self.number += 1
            yield one

    def _array(self, *holders: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of the array that begins here."""
        self._at += 1
        while self._blank():
            if self._text[self._at] == "]":
                self._at += 1
                return
            value = self._value(_MOST)
            if value is None:
                break
            yield from self._told(value, *holders)
        self._broken("broken or cut short from here")
        self._over = True

    def _enter(self) -> bool:
        """Go to the array that the object here holds under a known key, where one is in sight."""
        depth, key = 0, ""
        for token in _TOKEN.finditer(self._text, self._at):
            if token[0] in ("}", "]"):
                depth -= 1
            elif token[0] == "[" and depth == 1 and key in self.holders:
                self.outer = _read_whole(self._text[self._at : token.start()] + "0}")
                self._at = token.start()
                return True
            elif token[0] in ("{", "["):
                depth += 1
            key = token[0][1:-1]
        return False

    def _leave(self) -> Iterator[dict[str, Any]]:
        """Pass over what an object holds behind its array; yield what other known keys hold."""
        if self._over or not self._blank():
            return
        rest = self._text[self._at :]
        self._text = _REST + (rest if rest.startswith("}") else f",{rest}")
        self._at = 0
        value = self._value(_MOST)
        self._over = value is None
        if isinstance(value, dict) and any(key in value for key in self.holders):
            yield from self._told(value, *self.holders)

    def _value(self, most: int) -> object:
        """Return the value here, reading on until it is whole; None where it is none."""
        while True:
            self._definite = True
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos + 10 > len(self._text)
                self._definite = not cut
                left = len(self._text) - self._at
                if not cut or left >= most or not self._more(left):
                    return None
            except (ValueError, RecursionError):
                return None
            else:
                text = self._text[self._at : end]
                self._at = end
                if holds_halves(text):
                    value = _DECODER.decode(without_halves(text))
                return value if isinstance(value, dict | list) else {}

    def _next_line(self) -> bool:
        """Go to the next line that begins an object, with a warning for the one here."""
        self.number += 1
        self._broken("broken JSON", self.number)
        if self._at > _PASSED:
            self._text, self._at = self._text[self._at :], 0
        while (begin := self._text.find("\n{", self._at)) < 0:
            self._at = max(len(self._text) - 1, self._at)
            if not self._more():
                return False
        self._at = begin + 1
        return True

    def _broken(self, what: str, number: int = 0) -> None:
        self._broke += 1
        if self._broke <= _WARNED:
            where = f"entry {number or self.number + 1}"
            self.warnings.append(Warning(where=where, what=what))
        elif self._broke == _WARNED + 1:
            self.warnings.append(Warning(where="the file", what="more places like these"))

    def _blank(self) -> bool:
        """Pass over white space; say whether anything follows."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._at = found.end() if found is not None else self._at
            if self._at < len(self._text):
                return True
            if not self._more():
                return False

    def _more(self, least: int = 0) -> bool:
        """Read on, at least so many characters where there are as many; say whether there was any."""
        held = [self._text[self._at :]]
        self._at = 0
        while chunk := next(self._chunks, ""):
            held.append(chunk)
            least -= len(chunk)
            if least <= 0:
                break
        self._text = "".join(held)
        return len(held) > 1

    def _read(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(encoding_of(self.source.sample().head))("replace")
        with self.source.stream() as stream:
            while data := stream.read(_CHUNK):
                yield decoder.decode(data) or " "
            yield decoder.decode(b"", final=True)


def _read_whole(text: str) -> dict[str, Any]:
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _held(value: object, holders: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield what a value holds; a row that is itself a list stands under the empty key."""
    if isinstance(value, dict):
        held = [value[key] for key in holders if isinstance(value.get(key), list)]
        if not held:
            yield value
        for found in held:
            for one in found:
                yield from _held(one, ())
    elif isinstance(value, list) and holders:
        for one in value:
            yield from _held(one, holders)
    elif isinstance(value, list):
        yield {"": value}
