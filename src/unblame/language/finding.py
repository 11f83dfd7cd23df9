"""What the language room reports: one place in the prose, the reason, and a wording or a question."""

from enum import StrEnum

from msgspec import Struct


class Level(StrEnum):
    NOTE = "note"
    WARN = "warn"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a warning, 2 for a block."""
        return {"note": 0, "warn": 1, "block": 2}[self.value]


class Family(StrEnum):
    BLAME = "blame"
    ANALYSIS = "analysis"
    IDENTITY = "identity"
    ACTION = "action"
    DOCUMENT = "document"


class Safety(StrEnum):
    """A safe rewrite keeps every fact; an unsafe one wants a reader's eye."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Finding(Struct, frozen=True, kw_only=True):
    """One place that blames or names. Lines and columns are 1-based, ends exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    name: str
    family: Family
    level: Level
    message: str
    text: str
    start: int
    end: int
    also: tuple[str, ...] = ()
    rewrite: str | None = None
    ask: str | None = None
    safety: Safety | None = None
    fingerprint: str = ""


def fingerprint(rule: str, sentence: str, occurrence: int) -> str:
    """Return 16 hex digits that find the same finding again after lines moved."""
    from hashlib import sha256  # noqa: PLC0415  (loads a library that a clean text never needs)

    plain = " ".join(sentence.split())
    return sha256(f"{rule}\0{plain}\0{occurrence}".encode()).hexdigest()[:16]
