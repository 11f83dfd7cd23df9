"""What the logs say of an end: the errors that began the impact go on, or they jump once more after it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from unblame.evidence.record import Change
from unblame.timeline import signal
from unblame.timeline.onset import LASTING, breaks
from unblame.timeline.scene import Rank, Row, Scene

_WITH_IT: Final = timedelta(minutes=2)
_MINUTE: Final = timedelta(minutes=1)


def without(scene: Scene, start: datetime | None, ends: Sequence[Row]) -> list[Row]:
    """Return the ends without those at which the logs still show what began the impact.

    What says that the incident itself is closed stays, whoever says it; a tool says so of its alert.
    """
    spans = [
        (change.moment.at, change.until)
        for change in _began(scene, start)
        if change.moment.at is not None and change.until is not None and change.count >= LASTING
    ]
    held = [
        row
        for row in ends
        if (row.rank is not Rank.MACHINE and row.says(signal.CLOSED))
        or not any(begun <= row.at < over - _MINUTE for begun, over in spans)
    ]
    return held or list(ends)


def is_over(scene: Scene, start: datetime | None, at: datetime) -> bool:
    """Say whether errors worded like those that began the impact stop at about an instant."""
    first = {change.template for change in _began(scene, start)}
    return any(
        change.template in first
        and change.count >= LASTING
        and change.until is not None
        and abs(change.until - at) <= _WITH_IT
        for change in scene.changes
    )


def anew(scene: Scene, start: datetime | None) -> list[datetime]:
    """Return when errors worded like those that began the impact jump once more, in whichever log."""
    first = {change.template for change in _began(scene, start)}
    return sorted(
        change.moment.at
        for change in scene.changes
        if change.moment.at is not None
        and start is not None
        and change.moment.at > start + _WITH_IT
        and change.count >= LASTING
        and change.template in first
        and breaks(change)
    )


def _began(scene: Scene, start: datetime | None) -> list[Change]:
    """Return the jumps of errors with which the impact began."""
    return [
        change
        for change in scene.changes
        if start is not None
        and change.moment.at is not None
        and breaks(change)
        and abs(change.moment.at - start) <= _WITH_IT
    ]
