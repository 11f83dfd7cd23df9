"""Where logs show the end of impact: what had stopped comes back, or the errors stop."""

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from unblame.evidence.record import Change
from unblame.model import (
    Alternative,
    Kind,
    Source,
)
from unblame.timeline import signal, still_failing
from unblame.timeline.log_change import key_of
from unblame.timeline.onset import breaks
from unblame.timeline.pick import Pick, of_row
from unblame.timeline.scene import Row, Scene

_MINUTE: Final = timedelta(minutes=1)
_SHORTLY: Final = timedelta(minutes=20)
_NEAR: Final = timedelta(minutes=2)
_SAME_INCIDENT: Final = timedelta(hours=12)


def by_logs(scene: Scene, pick: Pick, start: datetime | None, *, formal: bool) -> Pick:
    """Move the end of impact to where the logs show it, shortly before the first word of recovery.

    That is where what had stopped comes back, else where the errors stop.
    """
    found = shown_back(scene, start, pick.at)
    if found is None:
        return pick
    at, change, back = found
    within = _SAME_INCIDENT if formal and still_failing.is_over(scene, start, at) else _SHORTLY
    if not (back or pick.at - at > _MINUTE) or abs(pick.at - at) > within:
        return pick
    told = Alternative(at=pick.at, reason=pick.reason, events=pick.events)
    step = None if back else _worked(scene, at, pick.at)
    if step is not None:
        worked = "This step finished here, and the errors in the logs had just stopped."
        return replace(of_row(step, worked), others=(told, *pick.others))
    what = "What had stopped in the logs comes back" if back else "The errors in the logs stop"
    return replace(
        pick,
        at=at,
        earliest=at,
        latest=max(at, pick.at),
        reason=f"{what} here, {'before the word that closes it' if formal else 'shortly before the first word of recovery'}.",
        events=(f"E:{key_of(change)}", *pick.events),
        sources=(Source(evidence=change.evidence, place=change.place), *pick.sources),
        others=(told, *pick.others),
    )


def _worked(scene: Scene, stopped: datetime, told: datetime) -> Row | None:
    """Return the step that finished right after the errors stopped, before recovery is told of."""
    return next(
        (
            row
            for row in scene.rows
            if stopped <= row.at <= min(told, stopped + _NEAR)
            and row.has(Kind.MITIGATION_TRIED)
            and row.says(signal.FINISHED)
        ),
        None,
    )


def shown_back(
    scene: Scene, start: datetime | None, told: datetime
) -> tuple[datetime, Change, bool] | None:
    """Return when the logs show the service back around a word of it, and whether success came back."""
    for end in (told + _MINUTE, told):
        stop = last_stop(scene, start, end)
        if stop is None:
            return None
        back = _comes_back(scene, stop[0])
        if back is not None:
            return *back, True
        if stop[0] <= told:
            return *stop, False
    return None


def _comes_back(scene: Scene, stopped: datetime) -> tuple[datetime, Change] | None:
    """Return when lines of success that had fallen away come back, right after the errors stop."""
    back = [
        (change.until, change)
        for change in scene.changes
        if change.until is not None
        and change.after_per_minute < change.before_per_minute
        and not signal.LOG_BROKE.search(change.template)
        and stopped <= change.until <= stopped + _NEAR
    ]
    return min(back, key=lambda one: one[0]) if back else None


def last_stop(
    scene: Scene, start: datetime | None, end: datetime
) -> tuple[datetime, Change] | None:
    """Return the last instant up to `end` at which errors in the logs stop, or None."""
    stops = [
        (change.until, change)
        for change in scene.changes
        if change.until is not None
        and breaks(change)
        and (start is None or change.until > start)
        and change.until <= end
    ]
    return max(stops, key=lambda stop: stop[0]) if stops else None
