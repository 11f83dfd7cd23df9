"""One file checked and, where that is asked for, fixed: prose whole, or strings of JSON by path."""

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from unblame.cli import files, known
from unblame.cli.fields import Field, Steps, escaped, fields, fields_by_line, shown
from unblame.cli.found import Checked, Place
from unblame.cli.places import JSON
from unblame.cli.screen import CannotDo
from unblame.language import examine, fixed
from unblame.language.baseline import Baseline
from unblame.language.finding import Finding
from unblame.language.suppress import Standing
from unblame.people import Cast
from unblame.recognise import Reader
from unblame.text import line_column

KINDS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".txt": "plain",
    ".text": "plain",
}
LINES = frozenset({".jsonl", ".ndjson"})


class Way(Struct, frozen=True, kw_only=True):
    """How files are checked in this run."""

    edition: str
    roster: Path | None = None
    reader: Reader | None = None
    kind: str | None = None
    fields: tuple[Steps, ...] = ()
    unsafe: bool = False
    baseline: Baseline = Baseline()
    path_in_baseline: Callable[[str], str] = str


class Work:
    """One file: its text, and what is found in the text as it stands."""

    def __init__(self, name: str, way: Way, config: dict[str, Any]) -> None:
        self.name, self.way, self.config = name, way, config
        self.unread: tuple[str, ...] = ()
        self.text = self.before = read(name)
        self.cast: Cast = known.cast_of(way.roster, files.people_map_of(Path(name)), way.reader)
        self.suffix = Path(name).suffix.lower()
        self.is_json = self.suffix in JSON or (name == "-" and bool(way.fields))
        if self.is_json and not way.fields and way.kind is None:
            raise CannotDo(
                f"{name} is JSON: say with --field PATH which strings are prose, for example "
                "--field summary or --field 'events[*].text'."
            )

    def checked(self) -> Checked:
        """Return what the text holds now, without what the baseline knows."""
        places, standing = self._places()
        path = self.way.path_in_baseline(self.name)
        new, old, stale = self.way.baseline.sift(path, (place.finding for place in places))
        wanted = {id(finding) for finding in new}
        return Checked(
            name=self.name,
            places=tuple(place for place in places if id(place.finding) in wanted),
            standing=tuple(standing),
            known=tuple(old),
            stale=stale,
            unread=self.unread,
        )

    def fix(self) -> None:
        """Make the rewrites in the text until none is left; twice is the same as once."""
        self.text = fixed(self.text, self._edits_in, unsafe=self.way.unsafe)

    def _edits_in(self, text: str) -> list[Finding]:
        self.text = text
        return [place.as_edit() for place in self.checked().places]

    def save(self) -> None:
        """Write the text back where it came from; a link stays a link. Raises CannotDo."""
        place = Path(self.name).resolve()
        if not place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise CannotDo(f"{self.name} is read-only; nothing in it was changed.")
        files.write_text(place, self.text)

    def _places(self) -> tuple[list[Place], list[Standing]]:
        if self.is_json and self.way.fields:
            return self._in_fields()
        kind = self.way.kind or KINDS.get(self.suffix, "markdown")
        found, standing = self._examined(self.text, kind)
        return [
            Place(finding=one, source=self.text, start=one.start, end=one.end, edit=one.rewrite)
            for one in found
        ], standing

    def _examined(self, text: str, kind: str) -> tuple[list[Finding], list[Standing]]:
        return examine(
            text, kind=kind, cast=self.cast, edition=self.way.edition, config=self.config
        )

    def _in_fields(self) -> tuple[list[Place], list[Standing]]:
        places: list[Place] = []
        standing: list[Standing] = []
        listed = self._fields()
        if not listed and self.unread:
            raise CannotDo(self.unread[0])
        if not listed:
            wanted = ", ".join(shown(steps) for steps in self.way.fields)
            raise CannotDo(f"{self.name} holds no string at {wanted}; check the path.")
        for field in listed:
            found, left = self._examined(field.text, self.way.kind or "markdown")
            places += [self._in_file(field, one) for one in found]
            standing += [replace(one, finding=self._moved(field, one.finding)) for one in left]
        return places, standing

    def _fields(self) -> list[Field]:
        if self._by_line():
            listed, unread = fields_by_line(self.text, self.way.fields)
            self.unread = tuple(f"{self.name}: {what}" for what in unread)
            return listed
        try:
            return fields(self.text, self.way.fields)
        except CannotDo as error:
            raise CannotDo(f"{self.name}: {error.message}") from error

    def _by_line(self) -> bool:
        if self.suffix in LINES:
            return True
        try:
            json.loads(self.text.removeprefix("\ufeff"))
        except json.JSONDecodeError as error:
            return error.msg == "Extra data"
        except RecursionError:
            return False
        return False

    def _in_file(self, field: Field, one: Finding) -> Place:
        edit = one.rewrite
        if edit is not None:
            edit = escaped(edit, ascii_only=self.text.isascii())
            edit = None if "\ufffd" in one.text else edit
        return Place(
            finding=self._moved(field, one),
            source=field.text,
            start=one.start,
            end=one.end,
            path=field.path,
            edit=edit,
        )

    def _moved(self, field: Field, one: Finding) -> Finding:
        """Return a finding in a string as one in the file that holds the string."""
        start, end = field.offsets[one.start], field.offsets[one.end]
        line, column = line_column(self.text, start)
        end_line, end_column = line_column(self.text, end)
        return replace(
            one,
            start=start,
            end=end,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
        )


def read(name: str) -> str:
    """Return the text of a file or of standard input. Raises CannotDo for what is no text."""
    if name == "-":
        text = files.decoded(sys.stdin.buffer.read(), "Standard input")
    else:
        text = files.read_text(Path(name), "The file")
    nul = text.find("\0")
    if nul >= 0:
        what = "Standard input" if name == "-" else f"The file {name}"
        raise CannotDo(
            f"{what} holds a NUL byte in line {line_column(text, nul)[0]}, so it is hardly text; "
            "it was not checked."
        )
    return text
