"""Durations again from milestones that a person changed in the document."""

from unblame.model import Duration, Milestone
from unblame.timeline import durations


def compute(milestones: dict[str, Milestone]) -> dict[str, Duration]:
    """Return the durations between milestones."""
    return durations(milestones)
