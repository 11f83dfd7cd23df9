"""What one run of the check found, file by file, before any form is given to it."""

from msgspec import Struct
from msgspec.structs import replace

from unblame.language.finding import Finding
from unblame.language.suppress import Standing


class Place(Struct, frozen=True, kw_only=True):
    """A finding with the prose around it: a whole file, or one string of a JSON file.

    `finding` counts from the start of the file, `start` and `end` in `source`; `path` is the JSON
    path. `edit` is the rewrite as it stands in the file.
    """

    finding: Finding
    source: str
    start: int
    end: int
    path: str = ""
    edit: str | None = None

    def as_edit(self) -> Finding:
        """Return the finding with its rewrite as the file needs it."""
        return replace(self.finding, rewrite=self.edit)


class Checked(Struct, frozen=True, kw_only=True):
    """One file: what is to be shown, what a comment or the baseline leaves standing, what is no JSON."""

    name: str
    places: tuple[Place, ...] = ()
    standing: tuple[Standing, ...] = ()
    known: tuple[Finding, ...] = ()
    stale: int = 0
    unread: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(place.finding for place in self.places)


def offered(finding: Finding) -> str:
    """Return what a finding offers, as sentences that follow its message; empty without an offer."""
    wording = "leave it out" if finding.rewrite == "" else finding.rewrite
    said = "" if wording is None else f" Say instead: {wording}."
    return said + (f" Ask: {finding.ask}" if finding.ask else "")


class Failed(Struct, frozen=True, kw_only=True):
    """A file that could not be checked, and why."""

    name: str
    what: str
