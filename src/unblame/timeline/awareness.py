"""When it was known: signalled, detected, acknowledged, declared, diagnosed."""

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from unblame.model import Confidence, DetectedBy, Kind, MilestoneName, MilestoneStatus
from unblame.timeline import signal
from unblame.timeline.alike import stems
from unblame.timeline.claim import Claims
from unblame.timeline.pick import SAME_S, Pick, alternative, beside, of_claims, of_row, same
from unblame.timeline.scene import Rank, Row, Scene

_SLACK: Final = timedelta(minutes=30)
_ANSWERED: Final = timedelta(minutes=15)
_TAKEN_UP: Final = timedelta(minutes=20)
_TAKING_UP: Final = (Kind.HYPOTHESIS, Kind.MITIGATION_TRIED, Kind.DECLARED, Kind.ACKNOWLEDGED)
_TO: Final = {
    "ttd": "detect, counted from the start of impact",
    "tta": "acknowledge, counted from detection",
}
_SIGNALS: Final = (Kind.ALERT, Kind.PAGE, Kind.CUSTOMER_REPORT)
_PICKED_UP: Final = "This is the first line that tells of somebody picking it up."
_REPORTED: Final = "Customers' reports are on record here already, with somebody on the team's side such as support."
_BY_ITSELF: Final = "A tool acknowledged here on its own; nobody had it in hand yet."
_DAY: Final = timedelta(days=1)
#: For so long a warning was not taken up: it reached nobody able to act.
_HOURS: Final = timedelta(hours=2)
_SHARED: Final = 2
_SAME_INCIDENT: Final = timedelta(hours=12)
_SOON: Final = timedelta(minutes=5)
_BY = {
    DetectedBy.MONITOR: "an alert",
    DetectedBy.CUSTOMER: "a report from users",
    DetectedBy.STAFF: "somebody noticed",
    DetectedBy.VENDOR: "word from a provider",
}


def detected(scene: Scene, claims: Claims, start: datetime | None) -> Pick | None:
    """Return the first time that the team's side knew; `start` is a stated start of impact."""
    labelled = claims.labelled(MilestoneName.DETECTED)
    if labelled:
        row = scene.row_near(labelled[0].at)
        pick = of_claims(labelled, row)
        first = next((one for one in scene.told if knows(one)), None)
        return beside(_with_by(pick, row), first, "A line tells of it being known here.")
    taken = next((row.at for row in scene.told if takes_up(row)), None)
    unknown = [
        row.at
        for row in scene.told
        if row.says(signal.NOT_YET_KNOWN) and (taken is None or row.at < taken)
    ]
    rows = [row for row in scene.course if knows(row) and _reached(scene, row)]
    heeded = [row for row in rows if not _only_warned(row, rows, taken)]
    rows = heeded or rows
    if unknown:
        rows = [row for row in rows if row.at > unknown[-1]] or rows
    if start is not None:
        rows = [row for row in rows if _counts(row, start)] or rows
    said = claims.said(MilestoneName.DETECTED)
    if not rows:
        if said:
            return of_claims(said[:1], scene.row_near(said[0].at))
        return _from_length(claims, "ttd", start)
    first = rows[0]
    if not first.has(*_SIGNALS):
        first = next((row for row in rows if begun_before(scene, claims, row)), first)
    acted = _acted_before(scene, first)
    if acted is not None:
        return of_row(
            acted, "Something was tried against it before any line tells of it being noticed.",
            confidence=Confidence.LOW, by=told_by(acted), others=[(first, _PICKED_UP)],
        )  # fmt: skip
    asked = _taken_up(scene, first)
    if asked is not None:
        return of_row(
            asked, "Somebody took up here what this message says.",
            confidence=Confidence.LOW, by=told_by(asked), others=[(first, _PICKED_UP)],
        )  # fmt: skip
    by = told_by(first)
    return of_row(
        first,
        f"This is the earliest sign on record that reached the team: {_BY[by]}.",
        confidence=Confidence.HIGH if first.rank is Rank.MACHINE else Confidence.MEDIUM,
        by=by,
        others=[
            (row, f"Another sign: {_BY[told_by(row)]}.") for row in rows[:3] if row is not first
        ],
    )


def begun_before(scene: Scene, claims: Claims, known: Row) -> Row | None:
    """Return the row that stands the stated time to detect before a sign of detection, or None."""
    length = claims.lengths.get("ttd")
    if length is None or length[0] <= 0:
        return None
    begun, about = known.at - timedelta(seconds=length[0]), timedelta(seconds=SAME_S)
    return next(iter(scene.between(begun - about, begun + about)), None)


def _counts(row: Row, start: datetime) -> bool:
    if row.at >= start:
        return True
    return row.at >= start - _SLACK and row.has(Kind.ALERT, Kind.PAGE, Kind.CUSTOMER_REPORT)


def _reached(scene: Scene, row: Row) -> bool:
    """Say whether somebody took up what a chat message tells, in its own channel and soon."""
    if row.rank is not Rank.CHAT or row.has(Kind.ACKNOWLEDGED, Kind.DECLARED):
        return True
    places = row.places
    own = scene.said_by(row.event.actor, row.at, row.at + _ANSWERED)
    if row.event.actor is not None and any(_acts(other) for other in own if other is not row):
        return True
    if row.event.kind is Kind.ALERT and _seen_too(scene, row):
        return True
    return any(
        other.event.actor != row.event.actor
        for place in places
        for other in scene.answers(place, row.at, row.at + _TAKEN_UP, _answers)
    )


def _only_warned(alert: Row, rows: list[Row], taken: datetime | None) -> bool:
    """Say whether an alert that only warned stood for hours, until another was taken up."""
    if taken is None or not alert.has(Kind.ALERT) or not alert.says(signal.ONLY_WARNS):
        return False
    if taken - alert.at < _HOURS:
        return False
    return any(
        alert.at < row.at <= taken and row.has(Kind.ALERT, Kind.PAGE)
        and not row.says(signal.ONLY_WARNS)
        for row in rows
    )  # fmt: skip


def _seen_too(scene: Scene, alert: Row) -> bool:
    """Say whether somebody tells, soon after an alert in a chat, of something failing as well."""
    places = alert.places
    return any(
        row.event.kind is Kind.SYMPTOM
        and row.event.actor != alert.event.actor
        and places & row.places
        for row in scene.between(alert.at, alert.at + _ANSWERED)
    )


def _acts(row: Row) -> bool:
    """Say whether a message tells that something is done about it, or that somebody looks."""
    return row.event.kind is Kind.MITIGATION_TRIED or takes_up(row)


def _acted_before(scene: Scene, first: Row) -> Row | None:
    """Return the first failure told of, where a step meant against it stands before the first sign of knowing."""
    rows = scene.between(first.at - _SAME_INCIDENT, first.at)
    step = next((row for row in rows if row.at < first.at and row.says(signal.MEANT_TO_FIX)), None)
    if step is None or step.rank is not Rank.ACCOUNT or first.rank is not Rank.ACCOUNT:
        return None
    return next((row for row in rows if row.at < step.at and row.says(signal.BROKE)), None)


def _taken_up(scene: Scene, first: Row) -> Row | None:
    """Return the message that a first “looking” in a chat answers, where no wording told of it before."""
    if first.rank is not Rank.CHAT or first.event.kind is not Kind.ACKNOWLEDGED:
        return None
    if first.has(*_SIGNALS, Kind.SYMPTOM):
        return None
    places = first.places
    before = [
        row
        for row in scene.between(first.at - _ANSWERED, first.at)
        if row.at < first.at
        and row.event.kind in (Kind.NOTE, Kind.SYMPTOM, Kind.QUESTION)
        and row.event.actor != first.event.actor
        and places & row.places
    ]
    return before[0] if before else None


def reported_anew(scene: Scene, row: Row) -> bool:
    """Say whether somebody else says in the same chat, soon, that they look at what a message tells."""
    places = row.places
    return any(
        other.rank is Rank.CHAT
        and other.event.actor != row.event.actor
        and takes_up(other)
        and places & other.places
        for other in scene.between(row.at, row.at + _ANSWERED)
    )


def _answers(row: Row) -> bool:
    return takes_up(row) or row.has(*_TAKING_UP) or row.says(signal.SAME_HERE)


def knows(row: Row) -> bool:
    """Say whether a row shows that somebody or something on the team's side knew."""
    if row.late or row.says(signal.NOT_NOTICED):
        return False
    if row.rank is Rank.CHAT and row.says(signal.SETTLED):
        return False
    if row.event.kind in (Kind.ALERT, Kind.PAGE, Kind.CUSTOMER_REPORT, Kind.ACKNOWLEDGED):
        return True
    if row.has(Kind.PAGE, Kind.CUSTOMER_REPORT):
        return True
    if row.event.kind is Kind.DECLARED:
        return False
    if row.rank is Rank.CHAT:
        return row.has(Kind.ALERT, Kind.SYMPTOM)
    return row.says(signal.NOTICED) or row.has(Kind.ALERT)


def told_by(row: Row) -> DetectedBy:
    """Return by whom a row shows that it was noticed."""
    if row.has(Kind.CUSTOMER_REPORT):
        return DetectedBy.CUSTOMER
    if row.has(Kind.ALERT, Kind.PAGE):
        return DetectedBy.MONITOR
    if row.rank is Rank.CHAT and row.says(signal.CUSTOMERS_MISS):
        return DetectedBy.CUSTOMER
    if row.says(signal.UPSTREAM) and row.says(signal.NOTICED):
        return DetectedBy.VENDOR
    return DetectedBy.STAFF


def _with_by(pick: Pick, row: Row | None) -> Pick:
    if row is None:
        return pick
    return replace(pick, by=told_by(row))


def _from_length(claims: Claims, name: str, start: datetime | None) -> Pick | None:
    length = claims.lengths.get(name)
    if length is None or start is None:
        return None
    return Pick(
        at=start + timedelta(seconds=length[0]),
        reason=f"The document states the time to {_TO[name]}.",
        confidence=Confidence.LOW,
        sources=(length[1].source,),
    )


def with_earlier_report(scene: Scene, known: Pick) -> Pick:
    """Return detection with the first report of customers before it as an alternative, if any."""
    row = next(
        (
            row
            for row in scene.between(known.at - _SAME_INCIDENT, known.at)
            if row.has(Kind.CUSTOMER_REPORT) and row.event.kind is not Kind.QUESTION
        ),
        None,
    )
    if row is None or same(row.at, known.at):
        return known
    earlier = alternative(row, _REPORTED)
    others = [one for one in known.others if not same(one.at, row.at)]
    return replace(known, others=(earlier, *others))


def signalled(scene: Scene, known: Pick | None, start: datetime | None = None) -> Pick | None:
    """Return a signal before detection that reached nobody able to act, or None."""
    end = known.at if known is not None else scene.now
    since = end - _DAY if start is None else min(start, end - _DAY)
    for row in scene.between(since, end):
        if row.at >= end or not _of_it(scene, row):
            continue
        told = (
            row.rank is Rank.CHAT
            and row.has(Kind.SYMPTOM)
            and (start is None or row.at >= start - _SLACK)
        )
        if row.has(*_SIGNALS) or told:
            return of_row(row, "A signal stood here that reached nobody able to act.")
    return None


def _of_it(scene: Scene, row: Row) -> bool:
    """Say whether a row shares words with what tickets and accounts tell, where they tell enough."""
    return not scene.subject or len(scene.subject & stems(row.text)) >= _SHARED


def acknowledged(
    scene: Scene, claims: Claims, known: Pick | None, back: datetime | None = None
) -> Pick | None:
    """Return when it was picked up: a page accepted or a look begun, the earlier; else None.

    What a chat says once it was in hand, or `back`, is no picking up any more.
    """
    labelled = claims.labelled(MilestoneName.ACKNOWLEDGED)
    if labelled:
        pick = of_claims(labelled, scene.row_near(labelled[0].at))
        return beside(pick, next((row for row in scene.told if takes_up(row)), None), _PICKED_UP)
    since = known.at - _SOON if known is not None else None
    rows = [row for row in scene.told if takes_up(row) and (since is None or row.at >= since)]
    until = _in_hand(scene, known, back)
    rows = [row for row in rows if until is None or row.rank is not Rank.CHAT or row.at <= until]
    if not rows:
        said = claims.said(MilestoneName.ACKNOWLEDGED)
        if said:
            return of_claims(said[:1], scene.row_near(said[0].at))
        return _from_length(claims, "tta", known.at if known is not None else None)
    first = next((row for row in rows if not signalled_itself(row)), rows[0])
    accepted = first.rank is Rank.MACHINE
    return of_row(
        first,
        "The page was accepted here." if accepted else _PICKED_UP,
        confidence=Confidence.HIGH if accepted else Confidence.MEDIUM,
        automatic=signalled_itself(first),
        others=[
            (row, _BY_ITSELF if signalled_itself(row) else "Picked up here as well, later.")
            for row in rows[:3]
            if row is not first
        ],
    )


def _in_hand(scene: Scene, known: Pick | None, back: datetime | None) -> datetime | None:
    """Return from when on a chat tells of nobody picking it up any more, or None."""
    steps = (
        row.at
        for row in scene.told
        if row.rank is Rank.CHAT
        and row.event.kind is Kind.MITIGATION_TRIED
        and known is not None
        and row.at >= known.at
    )
    step = next(steps, None)
    taken = step + _ANSWERED if step is not None else None
    return min((at for at in (taken, back) if at is not None), default=None)


def signalled_itself(row: Row) -> bool:
    """Say whether a tool acknowledged on its own, so that nobody had it in hand yet."""
    return row.rank is Rank.MACHINE and row.says(signal.AUTOMATIC)


def takes_up(row: Row) -> bool:
    """Say whether a row shows the incident being picked up."""
    if row.event.kind is Kind.QUESTION:
        return False
    if row.rank is Rank.MACHINE:
        return row.has(Kind.ACKNOWLEDGED)
    if row.rank is Rank.CHAT and row.event.kind is Kind.ACKNOWLEDGED:
        return True
    return row.says(signal.TOOK_UP) and not row.says(signal.NARROWER)


def declared(scene: Scene, claims: Claims) -> Pick | None:
    """Return when an incident was declared, or None."""
    labelled = claims.labelled(MilestoneName.DECLARED)
    if labelled:
        return of_claims(labelled, scene.row_near(labelled[0].at))
    row = next(
        (row for row in scene.told if row.has(Kind.DECLARED) and not row.says(signal.NOT_DECLARED)),
        None,
    )
    if row is not None:
        return of_row(
            row, "The record says here that an incident was declared.",
            confidence=Confidence.HIGH, status=MilestoneStatus.STATED,
        )  # fmt: skip
    said = claims.said(MilestoneName.DECLARED)
    return of_claims(said[:1], None) if said else None


def diagnosed(scene: Scene, claims: Claims, known: Pick | None, back: Pick | None) -> Pick | None:
    """Return the last hypothesis before the fix that worked, or None; it may never have come."""
    labelled = claims.labelled(MilestoneName.DIAGNOSED)
    if labelled:
        return of_claims(labelled, scene.row_near(labelled[0].at))
    if known is None or back is None:
        return None
    during = [row for row in scene.between(known.at, back.at) if row.at < back.at]
    rows = [row for row in during if row.says(signal.FOUND) and not row.has(Kind.RESOLVED)]
    rows = rows or [row for row in during if row.event.kind is Kind.HYPOTHESIS]
    if not rows:
        return None
    return of_row(
        rows[-1],
        "This is the last finding on record before the service came back.",
        confidence=Confidence.LOW,
        others=[(row, "An earlier finding.") for row in rows[-3:-1]],
    )
