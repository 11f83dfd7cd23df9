"""A milestone confirmed, moved or rejected by a person: the old value and the reason are kept."""

from datetime import datetime

from msgspec.structs import replace

from unblame.conduct.recomputed import recomputed
from unblame.conduct.told_time import NotUnderstood, time_of
from unblame.document.clock import stamp, zone_of
from unblame.language import Level, check
from unblame.model import (
    Alternative,
    Basis,
    Confidence,
    Decision,
    Milestone,
    MilestoneName,
    MilestoneStatus,
    Postmortem,
)
from unblame.people import Cast

_CHECKED = "confirmed on the timeline"
_UNDONE = "the correction was taken back"
_WITHOUT_VALUE = (
    MilestoneStatus.MISSING,
    MilestoneStatus.PENDING,
    MilestoneStatus.NOT_APPLICABLE,
)
_SURE = {MilestoneStatus.CONFIRMED: Confidence.HIGH, MilestoneStatus.STATED: Confidence.HIGH}


def confirmed(
    pm: Postmortem, name: str, *, now: datetime, cast: Cast, reason: str | None = None
) -> Postmortem:
    """Return the record with a milestone's value confirmed."""
    old = _known(pm, name)
    if old.at is None:
        raise NotUnderstood(
            f"“{_words(name)}” has no value to confirm; say when it was with --move {name}=TIME."
        )
    new = replace(old, status=MilestoneStatus.CONFIRMED, confidence=Confidence.HIGH)
    return _decided(pm, name, new, reason=reason or _CHECKED, now=now, cast=cast)


def moved(
    pm: Postmortem, name: str, when: str, *, reason: str, now: datetime, cast: Cast
) -> Postmortem:
    """Return the record with a milestone at another time, or at that of an event such as `E12`.

    The old value stays among the alternatives. Raises NotUnderstood where no time can be read.
    """
    old = _known(pm, name)
    event = next((one for one in pm.events if one.id == when), None)
    if event is not None and event.at is None:
        raise NotUnderstood(
            f"{when} has no known time; say when it was, like 2026-03-04 14:02 UTC."
        )
    if event is None and when[:1] == "E" and when[1:].isdigit():
        raise NotUnderstood(f"The document holds no event {when}.")
    moment = event if event is not None else time_of(when, pm)
    new = replace(
        old,
        at=moment.at,
        earliest=moment.earliest,
        latest=moment.latest,
        status=MilestoneStatus.CONFIRMED,
        basis=Basis.RECORD if event is not None else Basis.TOLD,
        by=None,
        automatic=False,
        recorded_at=None,
        confidence=Confidence.HIGH,
        reason=_said(reason, cast),
        events=(event.id,) if event is not None else (),
        sources=event.sources if event is not None else (),
        alternatives=_with_old(old, moment.at),
    )
    return _decided(pm, name, new, reason=reason, now=now, cast=cast)


def rejected(pm: Postmortem, name: str, *, reason: str, now: datetime, cast: Cast) -> Postmortem:
    """Return the record without a milestone's value, which stays among the alternatives."""
    old = _known(pm, name)
    if old.at is None:
        raise NotUnderstood(f"“{_words(name)}” has no value to reject.")
    new = Milestone(
        status=MilestoneStatus.MISSING,
        reason=_said(reason, cast),
        alternatives=_with_old(old, None),
    )
    return _decided(pm, name, new, reason=reason, now=now, cast=cast)


def undone(
    pm: Postmortem, name: str, *, now: datetime, cast: Cast, reason: str | None = None
) -> Postmortem:
    """Return the record with the last correction of a milestone taken back.

    The value that stood before it stands again; both decisions stay on record.
    """
    old = _known(pm, name)
    last = next((one for one in reversed(pm.decisions) if one.on == f"milestones.{name}"), None)
    if last is None or last.was is None:
        raise NotUnderstood(f"“{_words(name)}” was not corrected; there is nothing to take back.")
    before = _before(pm, old, last)
    told = reason or _UNDONE
    return _decided(pm, name, before, reason=told, now=now, cast=cast)


def _before(pm: Postmortem, old: Milestone, last: Decision) -> Milestone:
    """Return the value that a decision took the place of, as far as the record holds it."""
    word = (last.was or "").rpartition("(")[2].rstrip(")")
    status = MilestoneStatus(word) if word in set(MilestoneStatus) else MilestoneStatus.MISSING
    if status in _WITHOUT_VALUE:
        return Milestone(status=status, alternatives=_with_old(old, None))
    if _same_value(last):
        return replace(old, status=status, confidence=_SURE.get(status, Confidence.MEDIUM))
    kept = next(iter(old.alternatives), None)
    if kept is None:
        raise NotUnderstood(
            f"What stood before is no longer on record; it was {last.was}. Say it with --move."
        )
    event = next((one for one in pm.events if one.id in kept.events and one.at == kept.at), None)
    return Milestone(
        at=kept.at,
        earliest=event.earliest if event is not None else kept.at,
        latest=event.latest if event is not None else kept.at,
        status=status,
        basis=Basis.RECORD if kept.events else old.basis,
        confidence=_SURE.get(status, Confidence.MEDIUM),
        reason=kept.reason,
        events=kept.events,
        sources=event.sources if event is not None else (),
        alternatives=tuple(one for one in _with_old(old, kept.at) if one.at != kept.at),
    )


def _same_value(last: Decision) -> bool:
    """Say whether a decision changed how a value stands, and not the value."""
    was, now = ((text or "").rpartition(" (")[0] for text in (last.was, last.now))
    return bool(was) and was == now


def _known(pm: Postmortem, name: str) -> Milestone:
    if name not in set(MilestoneName):
        names = ", ".join(one.value for one in MilestoneName)
        raise NotUnderstood(f"{name!r} is no milestone; they are {names}.")
    return pm.milestones.get(name, Milestone())


def _with_old(old: Milestone, at: datetime | None) -> tuple[Alternative, ...]:
    others = [one for one in old.alternatives if one.at != at]
    if old.at is None or old.at == at:
        return tuple(others)
    return (Alternative(at=old.at, reason=old.reason, events=old.events), *others)


def _said(reason: str, cast: Cast) -> str:
    """Return a reason as it may stand in the document: a person's wording where it blames nobody."""
    plain = cast.replace(" ".join(reason.split()))
    blames = any(finding.level is not Level.NOTE for finding in check(plain, kind="plain"))
    return "Corrected on the timeline" + ("." if blames else f": {plain}")


def _decided(
    pm: Postmortem, name: str, new: Milestone, *, reason: str, now: datetime, cast: Cast
) -> Postmortem:
    decision = Decision(
        at=now,
        by="facilitator",
        on=f"milestones.{name}",
        was=_shown(pm, pm.milestones.get(name, Milestone())),
        now=_shown(pm, new),
        reason=cast.replace(" ".join(reason.split())),
    )
    changed = recomputed(replace(pm, milestones={**pm.milestones, name: new}), now)
    return replace(changed, decisions=(*pm.decisions, decision))


def _shown(pm: Postmortem, milestone: Milestone) -> str:
    if milestone.at is None:
        return str(milestone.status)
    zone = zone_of(pm.incident.zone)
    local = milestone.at.astimezone(zone)
    return f"{stamp(milestone.at, zone)} {local.tzname() or 'UTC'} ({milestone.status})"


def _words(name: str) -> str:
    return name.replace("_", " ")
