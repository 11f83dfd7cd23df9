"""When it was over: mitigated, resolved, all clear; a relapse moves the end and not the start."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from unblame.model import (
    Alternative,
    Confidence,
    Kind,
    MilestoneName,
    MilestoneStatus,
)
from unblame.timeline import again, signal, still_failing
from unblame.timeline.claim import Claim, Claims
from unblame.timeline.closing import by_itself, closes, ends_it, fixes_it, intends, relapses
from unblame.timeline.extent import back_in_part
from unblame.timeline.log_change import key_of
from unblame.timeline.log_end import by_logs, last_stop
from unblame.timeline.pick import Pick, alternative, of_claims, of_row, same
from unblame.timeline.scene import Rank, Row, Scene

_BUTTON: Final = timedelta(minutes=10)
_NEAR: Final = timedelta(minutes=2)
_BEFORE: Final = timedelta(minutes=5)
_SAME_INCIDENT: Final = timedelta(hours=12)
#: Where more lines than this follow the last step, it did not end the incident.
_GOES_ON: Final = 2


class Ending(Struct, frozen=True, kw_only=True):
    """The two ends of an incident; either may be unknown."""

    mitigated: Pick | None = None
    resolved: Pick | None = None


def ending(scene: Scene, claims: Claims, start: datetime | None, known: datetime | None) -> Ending:
    """Return when the service was back and when the incident was closed."""
    repaired = claims.labelled(MilestoneName.MITIGATED)
    closed = claims.labelled(MilestoneName.RESOLVED)
    if repaired or closed:
        return _labelled(scene, claims, repaired, closed)
    rows = _after(scene, start, known)
    ends = _without_announcements([row for row in rows if ends_it(row)])
    ends = still_failing.without(scene, start, ends)
    if not ends:
        return _without_word(claims, rows, start)
    last = _last(claims, ends, start)
    anew = [*still_failing.anew(scene, start), *again.anew(scene, rows, ends[0].at)]
    back = _back(rows, ends, last, anew)
    if back.at > last.at:
        last = back
    return Ending(
        mitigated=by_logs(
            scene,
            _mitigated(back, last, ends, back_in_part(rows, start, back.at)),
            start,
            formal=closes(back),
        ),
        resolved=_resolved(last, ends),
    )


def _mitigated(back: Row, last: Row, ends: list[Row], part: Row | None) -> Pick:
    held = "The service was back here: it is the first recovery that held."
    one_end = "One end is on record; the service was back by then."
    others = [(row, "A line that tells of recovery as well.") for row in ends if row is not back]
    if part is not None:
        others.insert(0, (part, "It was better, or back in part, here."))
    return of_row(back, held if back is not last else one_end, others=others[:3])


def _resolved(last: Row, ends: list[Row]) -> Pick:
    shut = closes(last)
    pick = of_row(
        last,
        "The record closes the incident here." if shut else "This is the last recovery on record.",
        confidence=Confidence.HIGH if shut else Confidence.MEDIUM,
        status=MilestoneStatus.STATED if shut else MilestoneStatus.INFERRED,
        automatic=by_itself(last),
        others=[(row, "Told as an end as well.") for row in reversed(ends) if row is not last],
    )
    pressed = [
        row.at
        for row in ends
        if row.rank is Rank.MACHINE and closes(row) and last.at < row.at <= last.at + _BUTTON
    ]
    return replace(pick, recorded_at=pressed[-1]) if shut and pressed else pick


def _without_announcements(ends: list[Row]) -> list[Row]:
    """Leave out lines that only tell users of an end, where another line tells of the end itself."""
    told = [row for row in ends if row.event.kind is not Kind.CUSTOMER_UPDATE or closes(row)]
    return told or ends


def _after(scene: Scene, start: datetime | None, known: datetime | None) -> list[Row]:
    floor = start or known
    rows = [row for row in scene.told if floor is None or row.at >= floor]
    later = [row for row in rows if known is None or row.at > known or closes(row)]
    if any(ends_it(row) for row in later):
        return later
    return rows


def _back(rows: list[Row], ends: list[Row], last: Row, anew: list[datetime]) -> Row:
    worse = [row for row in rows if relapses(row) and ends[0].at < row.at < ends[-1].at]
    broke = [row.at for row in worse] + [at for at in anew if ends[0].at < at < ends[-1].at]
    held = [row for row in ends if not broke or row.at > max(broke)]
    if held[0] is last and last.says(signal.FORMALLY) and last.rank is not Rank.MACHINE:
        since = max(broke, default=rows[0].at)
        fixes = [row for row in rows if since <= row.at < last.at and fixes_it(row)]
        return fixes[-1] if fixes else last
    return held[0]


def _last(claims: Claims, ends: list[Row], start: datetime | None) -> Row:
    closing = [row for row in ends if closes(row) and not row.has(Kind.ALL_CLEAR)]
    closing = closing or [row for row in ends if closes(row)]
    closing = [row for row in closing if not by_itself(row)] or closing
    closing = _without_paperwork(closing)
    if closing:
        last = closing[-1]
        if last.rank is not Rank.MACHINE:
            return _told_elsewhere(last, closing) or last
        return next(row for row in closing if last.at - row.at <= _BUTTON)
    length = claims.lengths.get("ttr")
    if length is not None and start is not None:
        told = start + timedelta(seconds=length[0])
        near = [row for row in ends if abs(row.at - told) <= _NEAR]
        if near:
            return near[-1]
    return ends[-1]


def _without_paperwork(closing: list[Row]) -> list[Row]:
    """Leave out tickets that are closed half a day and more after all else has closed it."""
    others = [row.at for row in closing if not row.says(signal.TICKET_CLOSED)]
    if not others:
        return closing
    until = max(others) + _SAME_INCIDENT
    return [row for row in closing if row.at <= until or not row.says(signal.TICKET_CLOSED)]


def _told_elsewhere(last: Row, closing: list[Row]) -> Row | None:
    """Return the first closing shortly before, where another source than that of the last tells it."""
    own = last.places
    return next(
        (
            row
            for row in closing
            if last.at - row.at <= _BUTTON and not intends(row) and not own & row.places
        ),
        None,
    )


def _labelled(scene: Scene, claims: Claims, repaired: list[Claim], closed: list[Claim]) -> Ending:
    back = of_claims(repaired, scene.row_near(repaired[0].at)) if repaired else None
    last = of_claims(closed, scene.row_near(closed[0].at)) if closed else None
    back = _against_length(scene, claims, back, "ttm")
    last = _against_length(scene, claims, last, "ttr")
    if back is None and last is not None and last.status is MilestoneStatus.STATED:
        back = _against_others(scene, claims, last)
    return Ending(mitigated=back or last, resolved=last or back)


def _against_others(scene: Scene, claims: Claims, end: Pick) -> Pick:
    """Return a stated end as the end of impact, in conflict where other sources show it earlier."""
    own = {source.evidence for source in end.sources}
    starts = claims.labelled(MilestoneName.IMPACT_START) + claims.labelled(MilestoneName.DETECTED)
    start = starts[0].at if starts else end.at - _SAME_INCIDENT
    rows = [
        row
        for row in scene.between(start, end.at - _BEFORE)
        if ends_it(row) and not own & row.places
    ]
    worse = [row.at for row in scene.between(start, end.at) if relapses(row)]
    held = [row for row in rows if not worse or row.at > worse[-1]]
    others = [alternative(row, "Another source tells of recovery here.") for row in held[:2]]
    stop = last_stop(scene, start, end.at - _BEFORE)
    if stop is not None and not own & {stop[1].evidence}:
        at, change = stop
        reason = "The errors in the logs stop here."
        others.append(Alternative(at=at, reason=reason, events=(f"E:{key_of(change)}",)))
    if not others:
        return end
    return replace(
        end,
        status=MilestoneStatus.CONFLICT,
        confidence=Confidence.MEDIUM,
        others=(*sorted(others, key=lambda one: one.at), *end.others),
    )


def _against_length(scene: Scene, claims: Claims, pick: Pick | None, name: str) -> Pick | None:
    """Prefer the end that a stated duration gives, where the labelled one contradicts it.

    Only where another label or line bears that end out; both values are then shown.
    """
    length = claims.lengths.get(name)
    starts = [
        claim.at
        for start in (MilestoneName.DETECTED, MilestoneName.IMPACT_START, MilestoneName.DECLARED)
        for claim in claims.labelled(start)[:1]
    ]
    if pick is None or length is None or not starts:
        return pick
    ends = [start + timedelta(seconds=length[0]) for start in starts]
    if any(abs(end - pick.at) <= _NEAR for end in ends):
        return pick
    borne = [claim.at for claim in claims.labelled(MilestoneName.MITIGATED)]
    borne += [row.at for row in scene.told if ends_it(row)]
    for at in borne:
        if any(same(at, end) for end in ends) and not same(at, pick.at):
            return Pick(
                at=at,
                status=MilestoneStatus.CONFLICT,
                reason="The stated duration and another line give this time; the label another.",
                sources=(length[1].source, *pick.sources),
                others=(Alternative(at=pick.at, reason=pick.reason, events=pick.events),),
            )
    return pick


def _without_word(claims: Claims, rows: list[Row], start: datetime | None) -> Ending:
    back, last = claims.said(MilestoneName.MITIGATED), claims.said(MilestoneName.RESOLVED)
    if back or last:
        first = of_claims((back or last)[-1:], None)
        return Ending(mitigated=first, resolved=of_claims((last or back)[-1:], None))
    length = next(
        (claims.lengths[name] for name in ("ttr", "ttm", "length") if name in claims.lengths), None
    )
    if length is not None and start is not None:
        at = start + timedelta(seconds=length[0])
        row = next((row for row in rows if same(row.at, at)), None)
        pick = Pick(
            at=row.at if row else at,
            reason="The document states how long it took, counted from the start of impact.",
            confidence=Confidence.LOW,
            events=(f"E:{row.event.key}",) if row else (),
            sources=(length[1].source,),
        )
        return Ending(mitigated=pick, resolved=pick)
    fixes = [row for row in rows if fixes_it(row) and (start is None or row.at > start)]
    if not fixes or fixes[-1].rank is Rank.CHAT or len(rows) - rows.index(fixes[-1]) > _GOES_ON:
        return Ending()
    pick = of_row(
        fixes[-1],
        "This is the last step on record that could have ended it; no line says that it did.",
        confidence=Confidence.LOW,
    )
    return Ending(mitigated=pick, resolved=pick)


def all_clear(scene: Scene, claims: Claims, resolved: Pick | None) -> Pick | None:
    """Return when the watch ended, or None."""
    labelled = claims.labelled(MilestoneName.ALL_CLEAR)
    if labelled:
        return of_claims(labelled, scene.row_near(labelled[0].at))
    rows = [
        row
        for row in scene.told
        if row.has(Kind.ALL_CLEAR) and (resolved is None or row.at >= resolved.at)
    ]
    if not rows:
        return None
    return of_row(rows[-1], "The record ends the watch here.")
