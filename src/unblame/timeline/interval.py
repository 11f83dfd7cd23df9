"""The stretches of impact: one from start to mitigation, and another for each relapse."""

from bisect import bisect_right
from datetime import datetime, timedelta
from typing import Final

from unblame.model import Interval, Milestone
from unblame.timeline import again, still_failing
from unblame.timeline.closing import ends_it, relapses
from unblame.timeline.extent import share_between
from unblame.timeline.log_end import shown_back
from unblame.timeline.onset import LASTING, breaks
from unblame.timeline.scene import Row, Scene

_RELAPSED = 2
_SHORTLY: Final = timedelta(minutes=20)


def intervals(scene: Scene, milestones: dict[str, Milestone]) -> tuple[Interval, ...]:
    """Return the intervals of impact in order; the first may lack its start, the last its end."""
    start, end = milestones.get("impact_start"), milestones.get("mitigated")
    begin = start.at if start is not None else None
    finish = end.at if end is not None else None
    known = milestones.get("detected")
    floor = begin or (known.at if known is not None else None)
    if floor is None:
        return ()
    spans = _spans(scene, floor, finish)
    if begin is None and len(spans) < _RELAPSED:
        return ()
    first_events = start.events if start is not None else ()
    found: list[Interval] = []
    for at, (opened, closed, row) in enumerate(spans):
        events = first_events if at == 0 else (f"E:{row.event.key}",) if row is not None else ()
        name = events[0].removeprefix("E:")[:12] if events else f"{at + 1:012d}"
        since = begin if at == 0 else opened
        share = share_between(scene, opened, closed)
        found.append(
            Interval(id=f"I:{name}", from_=since, until=closed, share=share, events=events)
        )
    return tuple(found)


def _spans(
    scene: Scene, begin: datetime, finish: datetime | None
) -> list[tuple[datetime, datetime | None, Row | None]]:
    spans: list[tuple[datetime, datetime | None, Row | None]] = []
    opened: datetime | None = begin
    opener: Row | None = None
    anew = sorted([*still_failing.anew(scene, begin), *again.anew(scene, scene.told, begin)])
    for row in scene.told:
        if row.at <= begin or (finish is not None and row.at > finish):
            continue
        if opened is None and (broke := _between(anew, spans[-1][1], row.at)) is not None:
            opened, opener = broke, None
        if opened is not None and ends_it(row) and (finish is None or row.at < finish):
            spans.append((opened, _shown_back(scene, opened, row.at), opener))
            opened = None
        elif opened is None and relapses(row):
            opened, opener = _shown_broken(scene, spans[-1][1], row.at), row
    if opened is None and finish is not None:
        opened, opener = _between(anew, spans[-1][1], finish), None
    if opened is not None:
        spans.append((opened, finish if finish is None or finish >= opened else None, opener))
    elif finish is not None and spans:
        spans[-1] = (spans[-1][0], finish, spans[-1][2])
    return _joined(spans)


def _between(ats: list[datetime], since: datetime | None, until: datetime) -> datetime | None:
    """Return the first of some instants, in order, after a recovery and up to another, or None."""
    first = bisect_right(ats, since) if since is not None else 0
    return ats[first] if first < len(ats) and ats[first] <= until else None


def _shown_back(scene: Scene, opened: datetime, told: datetime) -> datetime:
    """Return when the logs show the service back, shortly before it is told; else when it is told."""
    found = shown_back(scene, opened, told)
    return found[0] if found is not None and told - found[0] <= _SHORTLY else told


def _shown_broken(scene: Scene, closed: datetime | None, told: datetime) -> datetime:
    """Return when errors jump in the logs, shortly before a relapse is told; else when it is told."""
    since = max(told - _SHORTLY, closed) if closed is not None else told - _SHORTLY
    jumps = [
        change.moment.at
        for change in scene.changes
        if change.moment.at is not None
        and since < change.moment.at <= told
        and change.count >= LASTING
        and breaks(change)
    ]
    return min(jumps, default=told)


def _joined(
    spans: list[tuple[datetime, datetime | None, Row | None]],
) -> list[tuple[datetime, datetime | None, Row | None]]:
    return [span for span in spans if span[1] is None or span[1] >= span[0]] or spans[:1]


def share(found: tuple[Interval, ...]) -> float | None:
    """Return the largest share that the record tells of any interval, None where it tells none."""
    return max((one.share for one in found if one.share is not None), default=None)


def duration_s(found: tuple[Interval, ...]) -> float | None:
    """Return the summed length of the closed intervals in seconds, None where one is open."""
    total = 0.0
    for one in found:
        if one.from_ is None or one.until is None:
            return None
        total += (one.until - one.from_).total_seconds()
    return total if found else None
