"""How far it reached while it lasted: what share was hit, and where it was back in part only."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from unblame.timeline import signal
from unblame.timeline.scene import Rank, Row, Scene

_FAILS: Final = r"(?:fail\w*|errors?|erroring|timing out|time out|declin\w*|refus\w*|reject\w*|lost|affected|hit|impacted|down|slow)"
_WHAT: Final = (
    r"(?:(?:all |our |the )*(?:requests?|users?|customers?|orders?|traffic|logins?|sign-?ins?|payments?|calls?|"
    r"messages?|mails?|jobs?|builds?|uploads?|sessions?|pods?|hosts?|nodes?|checkouts?|transactions?|bookings?))"
)
_NUMBER: Final = r"(?<![\d.])(?P<number{0}>\d{{1,3}}(?:\.\d+)?) ?(?:%|per ?cent)"
_SHARE: Final = re.compile(
    rf"{_NUMBER.format(1)} (?:of )?(?:{_WHAT} )?(?:\w+ ){{0,2}}{_FAILS}\b"
    rf"|\b(?:error|failure|decline|loss)(?: rate|s)? (?:is |was |at |of |now |about |around |up to )*{_NUMBER.format(2)}"
    rf"|\b(?P<half>half) (?:of )?{_WHAT} (?:\w+ ){{0,2}}{_FAILS}\b",
    re.IGNORECASE,
)
_THRESHOLD: Final = re.compile(
    r"(?:above|over|more than|less than|below|under|exceed\w*|threshold|target|objective|[<>])[^.;]{0,12}$",
    re.IGNORECASE,
)
_BETTER: Final = re.compile(
    r"\b(?:down to|dropp(?:ed|ing) to|from)\b[^.;]{0,12}$|\bno longer\b", re.IGNORECASE
)
_HALF: Final = 0.5


def share_between(scene: Scene, since: datetime, until: datetime | None) -> float | None:
    """Return the largest share that lines of a stretch say was hit, or None where none says it."""
    rows = scene.between(since, until if until is not None else scene.now)
    return max((one for row in rows if (one := share_of(row)) is not None), default=None)


def share_of(row: Row) -> float | None:
    """Return the share of one that a row says was hit; a threshold or a fall to a share is none."""
    if row.rank is Rank.LOG or signal.HELD_FOR.search(row.text):
        return None
    for found in _SHARE.finditer(row.text):
        if _THRESHOLD.search(row.text[: found.start()]) or _BETTER.search(
            row.text[: found.start()]
        ):
            continue
        if found["half"]:
            return _HALF
        share = float(found["number1"] or found["number2"]) / 100
        if 0 < share <= 1:
            return share
    return None


def back_in_part(rows: Sequence[Row], since: datetime | None, until: datetime) -> Row | None:
    """Return the first line before the end that tells of it being back in part, or better."""
    return next(
        (
            row
            for row in rows
            if (since is None or row.at > since)
            and row.at < until
            and row.says(signal.BACK_IN_PART)
        ),
        None,
    )
