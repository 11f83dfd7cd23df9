"""What an edition leaves out, and why: listed for the team, never in the edition."""

from msgspec import Struct


class Withheld(Struct, frozen=True, kw_only=True):
    """One thing left out: what it is, where it stands in the account, and why."""

    what: str
    where: str
    why: str


class Refusal(Struct, frozen=True, kw_only=True):
    """One thing that keeps an edition from going out, where it stands and what to do about it.

    `open` says that a person may decide it; all else has to be mended in the document.
    """

    what: str
    where: str
    why: str
    rule: str | None = None
    open: bool = False
