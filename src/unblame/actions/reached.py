"""When the first of several milestones was reached, as far as known."""

from datetime import datetime
from typing import TYPE_CHECKING

from unblame.model import MilestoneName

if TYPE_CHECKING:
    from unblame.timeline import Timeline


def reached(timeline: "Timeline", *names: MilestoneName) -> datetime | None:
    """Return the time of the first milestone, in the order given, that has one."""
    for name in names:
        milestone = timeline.milestones.get(name)
        if milestone is not None and milestone.at is not None:
            return milestone.at
    return None
