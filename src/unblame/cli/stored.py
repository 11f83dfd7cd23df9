"""A stored document: opened with a clear error, saved back with only its changed lines changed."""

from pathlib import Path

from msgspec import Struct

from unblame.cli import files, screen
from unblame.document import DocumentError, edit, read
from unblame.model import Postmortem


class Stored(Struct, frozen=True, kw_only=True):
    path: Path
    text: str
    postmortem: Postmortem


def open_document(path: Path) -> Stored:
    """Return a document from disk; raises CannotDo with what is wrong, where, and the mend."""
    text = files.read_text(path, "The document")
    try:
        return Stored(path=path, text=text, postmortem=read(text))
    except DocumentError as error:
        raise screen.CannotDo(f"{path}: {error}") from error


def save(stored: Stored, changed: Postmortem) -> Stored:
    """Write a changed record onto its document and return it as it now stands."""
    text = edit(stored.text, changed)
    files.write_text(stored.path, text)
    return Stored(path=stored.path, text=text, postmortem=read(text))
