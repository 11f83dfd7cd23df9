"""What a workbook is and whether it may be opened; the cells themselves are read by an extra.

A workbook that would need far more memory than its size is refused before its reader sees it.
"""

import io
import re
import zipfile
import zlib
from typing import IO, Final
from xml.parsers import expat

OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS: Final = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_MOST_CELLS: Final = 3_000_000
_MOST_ROWS: Final = 1_048_576
_LARGEST: Final = 256 * 1024 * 1024
_BLOCK: Final = 1 << 16
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "


def is_workbook(head: bytes) -> bool:
    """Say whether the first bytes are those of an Excel or OpenDocument workbook, old ones too."""
    if head.startswith(OLD):
        return True
    if not head.startswith(b"PK\x03\x04"):
        return False
    return _ODS in head[:200] or b"xl/" in head


def refusal(data: bytes) -> str | None:
    """Return why a workbook is not opened, or None where it may be."""
    if data.startswith(OLD):
        return "an old Office file (.xls, .doc, .msg) or one with a password; save it as .xlsx, .csv or .eml without one"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _refusal(archive)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        return "a damaged workbook; save it again"
    except expat.ExpatError:
        return "a workbook whose tables cannot be read; save it again"
    except _TooLarge:
        return "a workbook that is far larger unpacked than it looks; give only the sheet that is needed, as .csv"


class _TooLarge(Exception):
    pass


def _refusal(archive: zipfile.ZipFile) -> str | None:
    if sum(info.file_size for info in archive.infolist()) > _LARGEST:
        raise _TooLarge
    for info in archive.infolist():
        with archive.open(info) as stream:
            if stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
                continue
        with archive.open(info) as stream:
            _measure(stream)
    return None


def _measure(stream: IO[bytes]) -> None:
    """Walk one sheet and raise _TooLarge where its filled cells span more than can be held."""
    parser = expat.ParserCreate(namespace_separator=" ")
    span = _Span()
    parser.StartElementHandler = span.start
    parser.EntityDeclHandler = span.entity
    while block := stream.read(_BLOCK):
        parser.Parse(block)
    parser.Parse(b"", True)


class _Span:
    """How far the filled cells of a sheet reach."""

    def __init__(self) -> None:
        self.rows = self.columns = self.row = self.column = 0

    def entity(self, *_: object) -> None:
        raise _TooLarge

    def start(self, name: str, found: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row = _counted(found["r"]) if "r" in found else self.row + 1
            self.column = 0
        elif tag == "c":
            self._cell(found.get("r"))
        elif tag in ("table", "worksheet", "sheetData"):
            self.rows = self.columns = self.row = 0
        elif tag == "table-row":
            self.row += _counted(found.get(f"{_TABLE}number-rows-repeated", "1"))
            self.column = 0
        elif tag in ("table-cell", "covered-table-cell"):
            self.column += _counted(found.get(f"{_TABLE}number-columns-repeated", "1"))
            if any(not key.startswith(_TABLE) for key in found) or f"{_TABLE}formula" in found:
                self._reach(self.row, self.column)
        elif tag == "p" and self.column:
            self._reach(self.row, self.column)

    def _cell(self, place: str | None) -> None:
        if place is None:
            self.column += 1
        else:
            found = _PLACE.match(place)
            if found is None:
                raise _TooLarge
            self.row, self.column = _counted(found[2]), _letters(found[1])
        self._reach(self.row, self.column)

    def _reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > _MOST_CELLS:
            raise _TooLarge


def _counted(written: str) -> int:
    """Return a number of rows or columns; one that no program writes is refused."""
    if (
        not (written.isascii() and written.isdigit() and len(written) < 8)
        or int(written) > _MOST_ROWS
    ):
        raise _TooLarge
    return int(written)


def _letters(written: str) -> int:
    number = 0
    for letter in written:
        number = number * 26 + ord(letter) - 64
    return number
