"""What an editor may do about the findings of a range: say it otherwise, leave it, read the page."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from lsprotocol import types
from msgspec import Struct

from unblame.language import Finding, Safety
from unblame.lsp.document import Document
from unblame.lsp.ignore import ignoring
from unblame.lsp.place import Lines

QUICK_FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.unblame"
KINDS = (QUICK_FIX, FIX_ALL)
OPEN_PAGE = "unblame.openPage"
_SHOWN = 60


class Offer(Struct, frozen=True, kw_only=True):
    """A title and the edits behind it; `preferred` may be taken without a second look."""

    title: str
    edits: list[types.TextEdit]
    preferred: bool = False


def wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether an action of a kind was asked for; `only` names kinds and all below them."""
    return only is None or any(kind == asked or kind.startswith(f"{asked}.") for asked in only)


def wording(finding: Finding, lines: Lines) -> Offer | None:
    """Return the wording that a finding offers, if it offers one."""
    if finding.rewrite is None:
        return None
    safe = finding.safety is Safety.SAFE
    said = f"Say: {_short(finding.rewrite)}" if finding.rewrite else "Leave it out"
    title = said if safe else f"{said} (read it before using it)"
    edit = types.TextEdit(range=lines.range(finding.start, finding.end), new_text=finding.rewrite)
    return Offer(title=title, edits=[edit], preferred=safe)


def standing(finding: Finding, document: Document) -> Offer | None:
    """Return the comment that leaves a finding standing, where the document can hold one."""
    text = document.lines.text
    place = ignoring(text, document.kind or "", document.language, finding)
    if place is None:
        return None
    at, new = place
    edit = types.TextEdit(range=document.lines.range(at, at), new_text=new)
    return Offer(title=f"Ignore {finding.rule} here with a reason", edits=[edit])


def differences(before: str, after: str, lines: Lines) -> list[types.TextEdit]:
    """Return the edits, line by line, that make one text of another."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        types.TextEdit(range=lines.range(starts[a], starts[b]), new_text="".join(new[c:d]))
        for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
