"""The zone in which times stand that a text tells without one."""

from unblame.evidence.record import Evidence


def zone_taken(evidence: Evidence) -> str | None:
    """Return the zone that was given, else the first that was taken for a source, or None."""
    return evidence.zone or next(
        (item.zone.assumed for item in evidence.items if item.zone.assumed), None
    )
