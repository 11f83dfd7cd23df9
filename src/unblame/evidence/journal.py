"""The export format of journald: fields a line, entries parted by an empty one.

A field that is no plain text stands as its name, a length of eight bytes, and its bytes
(systemd.io/JOURNAL_EXPORT_FORMATS).
"""

from collections.abc import Iterator
from typing import BinaryIO

from unblame.evidence.form import MAX_LINE

_MOST_FIELD = 1 << 20


def entries(stream: BinaryIO, cut: list[int]) -> Iterator[tuple[int, dict[str, bytes]]]:
    """Yield (number, fields) of each entry, one at a time; one that is cut short goes to `cut`."""
    number, fields = 1, dict[str, bytes]()
    while line := stream.readline(MAX_LINE):
        if line.strip(b"\r\n") == b"":
            if fields:
                yield number, fields
                number, fields = number + 1, {}
            continue
        line_end = b"\r\n" if line.endswith(b"\r\n") else b"\n"
        name, is_text, value = line.removesuffix(line_end).partition(b"=")
        name = name.removeprefix(b"\xef\xbb\xbf")
        if not is_text:
            found = _binary(stream)
            if found is None:
                cut.append(number)
                return
            value = found
        elif not line.endswith(b"\n"):
            _skip_line(stream)
        fields[name.decode("ascii", errors="replace")] = value
    if fields:
        yield number, fields


def _binary(stream: BinaryIO) -> bytes | None:
    size = stream.read(8)
    if len(size) < 8:
        return None
    length = int.from_bytes(size, "little")
    value = stream.read(min(length, _MOST_FIELD))
    left = length - len(value)
    while left > 0 and (part := stream.read(min(left, _MOST_FIELD))):
        left -= len(part)
    if left > 0:
        return None
    stream.readline(2)
    return value


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass
