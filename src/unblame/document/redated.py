"""The dates of the editions follow the milestones of the document, those that a person set too."""

from msgspec.structs import replace

from unblame.document.cell import view_of
from unblame.document.distribution import ABOUT, distribution
from unblame.document.record import specs
from unblame.model import (
    Distribution,
    EditionName,
    Instant,
    Milestone,
    Postmortem,
)
from unblame.text import digest


def redated(pm: Postmortem, milestones: dict[str, Milestone]) -> Postmortem:
    """Return a draft whose editions count from other milestones, where they counted from its own."""
    own = _dates(pm.milestones, pm.drafted_at)
    new = _dates(milestones, pm.drafted_at)
    rows = tuple(new[row.edition] if own[row.edition] == row else row for row in pm.distribution)
    asked = pm.questions
    if any(row.due for row in rows):
        asked = tuple(question for question in asked if question.about != ABOUT)
    return replace(pm, distribution=rows, questions=asked)


def computed_digests(pm: Postmortem, edition: str) -> dict[str, str]:
    """Return, by cell, the digest of what a document's own milestones give for an edition.

    A cell that shows it was not edited by a person, whatever the last draft held.
    """
    row = _dates(pm.milestones, pm.drafted_at)[EditionName(edition)]
    view = view_of(pm)
    return {spec.name: digest(spec.write(row, view)) for spec in specs("distribution")}


def _dates(milestones: dict[str, Milestone], now: Instant) -> dict[EditionName, Distribution]:
    rows, _ = distribution(milestones, now=now)
    return {row.edition: row for row in rows}
