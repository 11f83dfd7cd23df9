"""When it began: the trigger and the first moment of impact."""

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from unblame.evidence.record import Change
from unblame.evidence.times import duration_seconds
from unblame.model import (
    Alternative,
    Confidence,
    DetectedBy,
    Kind,
    MilestoneName,
    MilestoneStatus,
)
from unblame.timeline import signal
from unblame.timeline.awareness import begun_before, knows
from unblame.timeline.claim import Claims
from unblame.timeline.pick import Pick, of_change, of_claims, of_row, reference
from unblame.timeline.scene import Rank, Row, Scene
from unblame.timeline.silent_loss import from_deletion
from unblame.timeline.since import from_chat

_LEAD: Final = timedelta(hours=24)
_APART: Final = timedelta(minutes=5)
_JUMP_LEAD: Final = timedelta(hours=2)
#: Errors that began this long ago, and still went on when it was known, are those of the incident.
_LONGEST_LEAD: Final = timedelta(days=14)
_EARLY: Final = timedelta(hours=3)
#: Errors of several sorts that begin so near one another begin as one.
_WITH_IT: Final = timedelta(seconds=10)
#: So many errors are no single mishap.
LASTING: Final = 5
#: No alert's condition is believed to hold for longer than this before it fires.
_LONGEST_S: Final = 3600.0
_ALERT_LEAD: Final = timedelta(minutes=30)


def impact_start(scene: Scene, claims: Claims, detected: Pick | None) -> Pick | None:
    """Return the first moment of impact, or None where nothing on record tells of it."""
    labelled = claims.labelled(MilestoneName.IMPACT_START)
    if labelled:
        return of_claims(labelled, scene.row_near(labelled[0].at))
    worded = next((row for row in scene.told if row.says(signal.STARTS)), None)
    if worded is not None and worded.rank is not Rank.CHAT:
        pick = _stated(worded)
        return _beside_logs(pick, _from_logs(scene, detected))
    said = claims.said(MilestoneName.IMPACT_START)
    if said and not claims.structured:
        return of_claims(said[:1], scene.row_near(said[0].at))
    began = next((row for row in scene.told if row.says(signal.BEGAN_FAILING)), None)
    if began is not None and began.rank is not Rank.CHAT and not claims.structured:
        return _beside_logs(_stated(began), _from_logs(scene, detected))
    labels_both = claims.structured and claims.labelled(MilestoneName.DETECTED)
    return (
        _from_length(claims, detected)
        or _from_pair(scene, claims)
        or _from_logs(scene, detected)
        or from_deletion(scene, detected)
        or from_chat(scene, detected.at if detected is not None else None)
        or _after_alert(scene, detected)
        or (None if labels_both else _from_rows(scene, detected))
    )


def _stated(row: Row) -> Pick:
    return of_row(
        row,
        "The account says of this line that the impact began here.",
        confidence=Confidence.HIGH,
        status=MilestoneStatus.STATED,
    )


def _from_length(claims: Claims, detected: Pick | None) -> Pick | None:
    length = claims.lengths.get("ttd")
    if length is None or detected is None or length[0] > 0:
        return None
    return Pick(
        at=detected.at,
        earliest=detected.earliest,
        latest=detected.latest,
        reason="The document states that detection took no time, so impact began then.",
        events=detected.events,
        sources=(length[1].source,),
    )


def _from_pair(scene: Scene, claims: Claims) -> Pick | None:
    if "ttd" not in claims.lengths:
        return None
    pairs = [(known, begun_before(scene, claims, known)) for known in scene.told if knows(known)]
    began = next((row for _, row in pairs if row is not None), None)
    if began is None:
        return None
    return of_row(began, "The stated time to detect, counted back from the detection, ends here.")


def _from_logs(scene: Scene, detected: Pick | None) -> Pick | None:
    """Return the first jump of errors that lasted: before it was known, else soon after an early sign."""
    if detected is None:
        return None
    jumps = [change for change in scene.changes if breaks(change)]
    before = [
        change
        for change in _within(jumps, detected.at - _LONGEST_LEAD, detected.at)
        if change.moment.at is not None
        and (change.moment.at >= detected.at - _JUMP_LEAD or _goes_on(change, detected.at))
    ]
    lasting = [change for change in before if change.count >= LASTING]
    after = [
        change
        for change in _within(jumps, detected.at, detected.at + _EARLY)
        if change.count >= LASTING
    ]
    told = "before anybody knew" if lasting or not after else "after the first sign of it"
    first = next(iter(lasting or after or before), None)
    if first is None or first.moment.at is None:
        return None
    with_it = _within(jumps, first.moment.at - _WITH_IT, first.moment.at)
    return of_change(with_it[0], f"Errors in the logs jump here for the first time {told}.")


def breaks(change: Change) -> bool:
    """Say whether a jump in the logs is one of errors: they rise, and no calm level says so."""
    return (
        change.after_per_minute > change.before_per_minute
        and not signal.LOG_CALM.search(change.template)
        and signal.LOG_BROKE.search(change.template) is not None
    )


def _goes_on(change: Change, at: datetime) -> bool:
    """Say whether errors that began earlier still went on at an instant, and then stopped."""
    return change.count >= LASTING and change.until is not None and change.until >= at


def _within(changes: list[Change], first: datetime, last: datetime) -> list[Change]:
    return [
        change
        for change in changes
        if change.moment.at is not None and first <= change.moment.at <= last
    ]


def _beside_logs(pick: Pick, jump: Pick | None) -> Pick:
    if jump is None or abs(jump.at - pick.at) < _APART:
        return pick
    other = Alternative(at=jump.at, reason=jump.reason, events=jump.events)
    return replace(pick, others=(*pick.others, other), confidence=Confidence.MEDIUM)


def _from_rows(scene: Scene, detected: Pick | None) -> Pick | None:
    rows = [row for row in scene.told if row.rank is not Rank.CHAT and _before(row, detected)]
    rows = [row for row in rows if row.event.kind is Kind.SYMPTOM or row.at >= scene.course[0].at]
    hurt = [row for row in rows if row.says(signal.BROKE) and not _is_report(row)]
    changes = [row for row in rows if row.has(Kind.CHANGE, Kind.MITIGATION_TRIED)]
    if hurt:
        others = [(row, "The last change before it.") for row in changes if row.at < hurt[0].at]
        return of_row(
            hurt[0],
            "This is the first line that tells of the service failing.",
            others=others[-1:],
        )
    down = _known_down(scene, detected)
    if down is not None:
        others = [(row, "The last change before it.") for row in changes[-1:]]
        return of_row(down, "The line by which it was known says that it was down.", others=others)
    if changes and detected is not None:
        last = of_row(
            changes[-1],
            "This is the last change before it was noticed; the impact may have begun later.",
            confidence=Confidence.LOW,
        )
        return replace(last, latest=max(detected.at, last.latest or last.at))
    return _from_alert(scene, detected)


def _known_down(scene: Scene, detected: Pick | None) -> Row | None:
    """Return the line of an account by which it was known, where it says that something was down."""
    known = detected.events if detected is not None else ()
    return next(
        (
            row
            for row in scene.told
            if row.rank is Rank.ACCOUNT and reference(row) in known and row.says(signal.IS_DOWN)
        ),
        None,
    )


def _after_alert(scene: Scene, detected: Pick | None) -> Pick | None:
    """Return the failure that the account tells first, where an alert stands shortly before it."""
    if detected is None or detected.by is not DetectedBy.MONITOR:
        return None
    told = [row for row in scene.told if row.rank is Rank.ACCOUNT and row.says(signal.BROKE)]
    if not told or not timedelta() < told[0].at - detected.at <= _ALERT_LEAD:
        return None
    if _is_report(told[0]) or told[0].event.kind is not Kind.SYMPTOM:
        return None
    other = Alternative(
        at=detected.at, reason="An alert fired here already.", events=detected.events
    )
    return replace(
        _stated(told[0]),
        reason="This is the first line of the account that tells of the service failing.",
        confidence=Confidence.MEDIUM,
        others=(other,),
    )


def _from_alert(scene: Scene, detected: Pick | None) -> Pick | None:
    """Return when an alert had begun to count, which is no earlier than the impact began."""
    told = [row for row in scene.told if row.has(Kind.ALERT, Kind.SYMPTOM)]
    known = detected.events if detected is not None else ()
    first = next((row for row in told if row.rank is Rank.MACHINE), None) or next(
        (row for row in told if reference(row) in known and _counted(row)), None
    )
    if first is None:
        return None
    pick = of_row(
        first,
        "The first alert fired here; the impact began no later than this.",
        confidence=Confidence.LOW,
    )
    counted = _counted(first)
    at = first.at - counted
    changes = [
        row for row in scene.between(at - _JUMP_LEAD, at) if row.has(Kind.CHANGE) and row.at < at
    ]
    earliest = changes[-1].at if changes else at
    if not counted:
        return replace(pick, earliest=earliest) if changes else pick
    reason = "The first alert counts from here on; the impact began no later than this."
    return replace(pick, at=at, earliest=earliest, latest=at, reason=reason)


def _counted(row: Row) -> timedelta:
    """Return for how long an alert's condition held before it fired, as its text says, else zero."""
    found = signal.HELD_FOR.search(row.text) if row.has(Kind.ALERT) else None
    seconds = duration_seconds(found[1]) if found is not None else None
    return timedelta(seconds=min(seconds or 0.0, _LONGEST_S))


def _before(row: Row, detected: Pick | None) -> bool:
    if detected is None:
        return True
    return detected.at - _LEAD <= row.at < detected.at or (
        row.at == detected.at and not _is_report(row)
    )


def _is_report(row: Row) -> bool:
    if row.has(Kind.ALERT, Kind.PAGE, Kind.CUSTOMER_REPORT):
        return True
    return any(row.says(signs) for signs in (signal.NOTICED, signal.TOOK_UP, signal.REPORTED))


def _may_be(vague: Row, row: Row) -> bool:
    """Say whether a machine tells sharply of what another tells as about then."""
    if vague.rank is Rank.MACHINE or row.rank is not Rank.MACHINE:
        return False
    earliest, latest = vague.event.earliest, vague.event.latest
    return earliest is not None and latest is not None and earliest <= row.at <= latest


def _rank_and_at(row: Row) -> tuple[Rank, datetime]:
    return row.rank, row.at


def trigger(scene: Scene, claims: Claims, start: datetime | None) -> Pick | None:
    """Return the last change before the impact began, or None where the record holds none."""
    labelled = claims.labelled(MilestoneName.TRIGGER)
    if labelled:
        return of_claims(labelled, scene.row_near(labelled[0].at))
    if start is None:
        return None
    changes = [
        row
        for row in scene.told
        if row.has(Kind.CHANGE) and start - _LEAD <= row.at <= start and not _is_report(row)
    ]
    if not changes:
        return None
    best = max(changes, key=lambda row: (row.at, row.rank))
    best = max((row for row in changes if _may_be(best, row)), key=_rank_and_at, default=best)
    return of_row(
        best,
        "This is the last change on record before the impact began.",
        confidence=Confidence.MEDIUM if best.rank is Rank.MACHINE else Confidence.LOW,
        others=[(row, "An earlier change.") for row in reversed(changes) if row is not best][:2],
    )
