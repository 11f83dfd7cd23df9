"""The form of a reader: what it is shown, what it is given to read, and what it gives back.

A reader is one file in `readers/` with one class named `…Reader`; it never writes, never reaches
the network and never raises on bad content: it gives warnings with their places.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from unblame.evidence.packing import beginning, unpacked
from unblame.evidence.record import Reading
from unblame.evidence.store import Cache
from unblame.evidence.times import Zones

SAMPLE_BYTES = 65_536
MAX_LINE = 65_536
MAX_PROSE = 8 * 1024 * 1024
MAX_PROSE_LINES = 200_000
MAX_UNPACKED = 256 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: How an export of journald begins, whose fields may be bytes.
_JOURNAL = (b"__CURSOR=", b"__REALTIME_TIMESTAMP=")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def encoding_of(head: bytes) -> str:
    """Return the encoding of text by its mark, else UTF-8 where it decodes, else Windows-1252."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start >= len(head) - 4 and len(head) >= SAMPLE_BYTES else "cp1252"
    return "utf-8"


def undecodable_line(data: bytes) -> int | None:
    """Return the first line that is no UTF-8 though nothing says otherwise, or None."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        whole = error.start < len(data) - 4 or len(data) < MAX_PROSE
        return data.count(b"\n", 0, error.start) + 1 if whole else None
    return None


def decode(data: bytes) -> str:
    """Return the text of bytes; what no encoding explains becomes U+FFFD, and nothing is raised."""
    return data.decode(encoding_of(data), errors="replace")


def looks_binary(head: bytes) -> bool:
    """Say whether the bytes are no text: control bytes without the mark of a wide encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", *_JOURNAL)):
        return False
    return len(_CONTROL.findall(head)) * 200 > len(head)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a reader is shown to recognise its format: the first 64 kB, decoded, and the name.

    `folder` is set for a directory (a git repository) that is offered as a whole. `columns` are the
    mappings of columns that the user chose for this source or saved.
    """

    name: str
    head: bytes = b""
    folder: Path | None = None
    text: str = ""
    columns: tuple[dict[str, str], ...] = ()

    @classmethod
    def of(cls, name: str, head: bytes, columns: tuple[dict[str, str], ...] = ()) -> "Sample":
        """Return the sample of the first bytes of a file."""
        head = head[:SAMPLE_BYTES]
        text = decode(head).replace("\r\n", "\n")
        return cls(name=name, head=head, text=text, columns=columns)


def _no_sibling(_name: str) -> bytes | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSource:
    """One file (or archive member, or folder) opened for a reader.

    `path` is its label in the record. Exactly one of `file`, `data` and `folder` is set.
    `sibling("users.json")` gives the bytes of a file beside it or above it, within what was given
    to read. `modified` is the time of the file where known (years for stamps that state none).
    `columns` is the user's mapping such as `{"time": "When", "text": "What"}`; `profiles` are those
    that were saved, each used where a table has all of its headings. `recorded` is when a recording
    began, as the user says.
    """

    path: str
    file: Path | None = None
    data: bytes | None = None
    folder: Path | None = None
    modified: datetime | None = None
    columns: dict[str, str] = field(default_factory=dict)
    profiles: tuple[dict[str, str], ...] = ()
    recorded: str | None = None
    window: tuple[datetime, datetime] | None = None
    sibling: Callable[[str], bytes | None] = _no_sibling
    cuts: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    packing: str | None = None
    before: tuple["OpenSource", ...] = ()
    jobs: int = 1
    cache: Cache | None = None

    def stream(self) -> BinaryIO:
        """Return a new binary stream over the whole source, unpacked where it is compressed."""
        raw = self.stored()
        return raw if self.packing is None else unpacked(raw, self.packing, self.broken)

    def stored(self) -> BinaryIO:
        """Return a new binary stream over the source as it is stored."""
        if self.data is not None:
            return io.BytesIO(self.data)
        if self.file is None:
            raise OSError(f"{self.path} is a folder")
        return self.file.open("rb")

    def bytes(self) -> bytes:
        """Return the whole source as bytes. Raises ValueError where it unpacks to very much."""
        with self.stream() as stream:
            if self.packing is None:
                return stream.read()
            data = stream.read(MAX_UNPACKED + 1)
        if len(data) > MAX_UNPACKED:
            raise ValueError(f"more than {MAX_UNPACKED >> 20} MB unpacked, and no log")
        return data

    def text(self) -> str:
        """Return the whole source as text; undecodable bytes become U+FFFD."""
        return decode(self.bytes())

    def prose(self) -> str:
        """Return the text as people write: of a longer line or text only the beginning.

        What was left out is noted in `cuts`.
        """
        with self.stream() as stream:
            data = stream.read(MAX_PROSE + 1)
        if len(data) > MAX_PROSE:
            data = data[:MAX_PROSE]
            self.cuts.append("the end")
        text = decode(data)
        if len(text) <= MAX_LINE:
            return text
        lines = text.split("\n", MAX_PROSE_LINES)
        if len(lines) > MAX_PROSE_LINES:
            lines.pop()
            self.cuts.append("the end")
        for number, line in enumerate(lines):
            if len(line) > MAX_LINE:
                lines[number] = line[:MAX_LINE]
                self.cuts.append(f"line {number + 1}")
        return "\n".join(lines)

    def sample(self) -> Sample:
        """Return what readers are shown to recognise this source."""
        if self.folder is not None:
            return Sample(name=self.path, folder=self.folder)
        with self.stream() as stream:
            columns = ((self.columns,) if self.columns else ()) + self.profiles
            return Sample.of(self.path, beginning(stream, SAMPLE_BYTES), columns)

    def lines(self, longest: int = MAX_LINE) -> Iterator[tuple[int, str, bool]]:
        """Yield (line number from 1, text without its end, whether it was cut at `longest`).

        Works in bounded memory; wide encodings are decoded whole.
        """
        head = self.sample().head
        encoding = encoding_of(head)
        if encoding == "utf-16":
            for number, line in enumerate(self.text().splitlines(), start=1):
                yield number, line[:longest], len(line) > longest
            return
        if b"\r" in head and b"\n" not in head:
            for number, line in enumerate(self.text().removesuffix("\r").split("\r"), start=1):
                yield number, line[:longest], len(line) > longest
            return
        with self.stream() as stream:
            number = 0
            while raw := stream.readline(longest):
                number += 1
                cut = not raw.endswith(b"\n") and len(raw) == longest
                if cut:
                    cut = _skip_line(stream, longest)
                if number == 1 and raw.startswith(b"\xef\xbb\xbf"):
                    raw = raw[3:]
                yield number, raw.rstrip(b"\r\n").decode(encoding, errors="replace"), cut


def _skip_line(stream: BinaryIO, step: int) -> bool:
    dropped = False
    while rest := stream.readline(step):
        dropped = dropped or bool(rest.strip(b"\r\n"))
        if rest.endswith(b"\n"):
            break
    return dropped


@runtime_checkable
class Reader(Protocol):
    """What every reader offers. `name` stands in the record and in keys: never change it.

    One that reads bytes in encodings of their own says so by an attribute `decodes = True`.
    """

    name: str

    def recognises(self, head: Sample) -> float:
        """Say how surely this is the reader's format.

        1.0 unmistakable, 0.8 its keys are there, 0.5 likely, 0.1 a last resort, 0.0 no.
        """
        ...

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return everything found, with warnings for what could not be read."""
        ...
