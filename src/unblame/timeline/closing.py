"""What one line says of the end: over, back, closed by a hand or by a tool, worse again."""

from unblame.model import (
    Kind,
)
from unblame.timeline import signal
from unblame.timeline.scene import Rank, Row


def ends_it(row: Row) -> bool:
    """Say whether a row tells of an end: closed, or back and not only in part."""
    if closes(row):
        return True
    if row.rank is Rank.MACHINE:
        return row.has(Kind.RESOLVED, Kind.RECOVERY)
    if row.rank is Rank.CHAT:
        return _said_back(row)
    if row.event.kind is Kind.QUESTION or row.says(signal.PARTLY):
        return False
    return row.back


def _said_back(row: Row) -> bool:
    """Say whether a message tells that it is back, and does not wonder, hope or tell of a part."""
    if returned(row):
        return False
    if row.says(signal.SHOULD_BE):
        return row.event.kind is not Kind.QUESTION
    if row.event.kind in (Kind.QUESTION, Kind.HYPOTHESIS) or row.says(signal.DOUBTED):
        return False
    if row.says(signal.PARTLY):
        return False
    if signal.is_said_back(row.text) and not relapses(row):
        return True
    if row.event.kind is Kind.SYMPTOM and not row.says(signal.AGAIN):
        return False
    if row.says(signal.RESTORING):
        return False
    return row.back or row.says(signal.ALERT_OVER)


def closes(row: Row) -> bool:
    """Say whether a row says that the incident itself is over."""
    if row.rank is Rank.MACHINE:
        return row.event.kind is Kind.RESOLVED
    if row.says(signal.ALERT_OVER):
        return False
    if row.rank is Rank.CHAT and row.says(signal.SHUT) and row.event.kind is not Kind.QUESTION:
        return True
    return row.says(signal.CLOSED) or row.says(signal.TICKET_CLOSED)


def returned(row: Row) -> bool:
    """Say whether a message that “it is back” means the trouble: in the same breath it grows."""
    return row.rank is Rank.CHAT and row.says(signal.RETURNED) and row.says(signal.WORSENS)


def relapses(row: Row) -> bool:
    """Say whether a row after a recovery tells of it going wrong again."""
    if returned(row):
        return True
    if row.rank is Rank.CHAT and row.says(signal.HAPPENS_AGAIN):
        return row.event.kind is not Kind.QUESTION
    if not row.says(signal.WORSE_AGAIN):
        return row.rank is Rank.MACHINE and row.event.kind is Kind.ALERT
    if row.rank is Rank.CHAT and row.says(signal.STILL) and not row.says(signal.STILL_OURS):
        return False
    if row.rank is not Rank.ACCOUNT and (row.back or row.says(signal.TRY_AGAIN)):
        return False
    if row.says(signal.TICKET_CLOSED) or row.has(Kind.RESOLVED):
        return False
    return row.says(signal.BROKE) or row.has(Kind.CUSTOMER_REPORT) or row.says(signal.PARTLY)


def fixes_it(row: Row) -> bool:
    """Say whether a row tells of a step that may have ended it."""
    return row.says(signal.FIX) and not row.says(signal.PARTLY)


def by_itself(row: Row) -> bool:
    """Say whether a tool did on its own what a row tells, with nobody's hand in it."""
    return row.rank is Rank.MACHINE and row.says(signal.AUTOMATIC)


def intends(row: Row) -> bool:
    """Say whether a message only tells that somebody is closing it, which the tool then shows done."""
    return row.rank is Rank.CHAT and not row.says(signal.CLOSED)
