"""Data that a job removed while nobody knew: the job's own record of it is where the impact began."""

import re
from datetime import timedelta
from typing import Final

from unblame.timeline.pick import Pick, of_change
from unblame.timeline.scene import Scene

_WEEK: Final = timedelta(days=7)
_REMOVED: Final = re.compile(
    r"\b(?:removed|deleted?|deletes|deleting|purged?|purging|wiped|dropped|drop table|truncated?|"
    r"overwrit\w+|expired (?:and removed|\d+))\b",
    re.IGNORECASE,
)
_OF_DATA: Final = re.compile(
    r"\b(?:removed|deleted|deletes|purged|wiped|dropped|truncated|overwritten|lost|missing|gone|not there)\b",
    re.IGNORECASE,
)
_TOLD: Final = 2
_REASON: Final = (
    "A log tells here of a removal unlike those before; the record tells later that data was lost."
)


def from_deletion(scene: Scene, detected: Pick | None) -> Pick | None:
    """Return where a log first tells of a removal unlike those before, if the record tells of data lost."""
    if detected is None or not _tells_of_loss(scene, detected):
        return None
    found = [
        change
        for change in scene.changes
        if change.moment.at is not None
        and detected.at - _WEEK <= change.moment.at < detected.at
        and change.count > 0
        and change.after_per_minute >= change.before_per_minute
        and _REMOVED.search(change.template)
    ]
    return of_change(found[-1], _REASON) if found else None


def _tells_of_loss(scene: Scene, detected: Pick) -> bool:
    """Say whether several lines after the detection tell of data removed or lost, and of a removal."""
    later = [row.text for row in scene.between(detected.at, detected.at + _WEEK)]
    told = [text for text in later if _OF_DATA.search(text)]
    return len(told) >= _TOLD and any(_REMOVED.search(text) for text in told)
