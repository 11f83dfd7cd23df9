"""What a chat tells of it beginning anew, in no word such as “again”.

An alert that fires once more, and a fresh report that somebody takes up.
"""

from collections.abc import Sequence
from datetime import datetime

from unblame.model import Kind
from unblame.timeline import signal
from unblame.timeline.aside import names
from unblame.timeline.awareness import reported_anew
from unblame.timeline.scene import Rank, Row, Scene


def anew(scene: Scene, rows: Sequence[Row], since: datetime) -> list[datetime]:
    """Return when a chat tells that it began anew after an instant, at which it had told of an end."""
    later = [row for row in rows if row.rank is Rank.CHAT and row.at > since]
    told = [row.at for row in later if row.event.kind is Kind.SYMPTOM and reported_anew(scene, row)]
    return [*told, *(row.at for row in _fired_again(rows))]


def _fired_again(rows: Sequence[Row]) -> list[Row]:
    """Return the alerts that a bot tells a chat of once more, after it had told that they were over."""
    over: set[frozenset[str]] = set()
    found = []
    for row in rows:
        if row.rank is not Rank.CHAT:
            continue
        name = names(row.text)
        if row.says(signal.ALERT_OVER) or row.says(signal.BOT_RESOLVED):
            over.add(name)
        elif name in over and row.says(signal.BOT_FIRING):
            found.append(row)
    return found
