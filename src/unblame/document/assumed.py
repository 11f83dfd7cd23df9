"""What was assumed of the times of a source, in words; and the sign that marks such a time."""

from collections.abc import Iterator
from typing import Final

from unblame.model import EvidenceItem, Moment, Precision, Taken

_ORDERS: Final = {
    "dmy": "day before month",
    "mdy": "month before day",
    "ymd": "year before month and day",
}
#: What the signs beside a time mean, for whoever prints them.
SIGNS: Final = "? the zone was assumed, ~ about, … a range, > counted from another time"


def assumptions(item: EvidenceItem) -> Iterator[str]:
    """Yield each assumption about the times of a source, and on whose word it rests."""
    if item.zone.assumed:
        by = {"document": "its own words", None: "nothing"}.get(item.zone.by, item.zone.by)
        yield f"times that state no zone are read in {item.zone.assumed} (by {by})"
    yield from (_taken(one) for one in item.taken)


def _taken(one: Taken) -> str:
    said = {
        "day": f"times that name no day are of {one.value}",
        "year": f"days that name no year are of {one.value} or the years beside it",
        "order": f"dates are {_ORDERS.get(one.value, one.value)}",
        "recorded": f"times count from {one.value}",
        "hour": f"of the hour that its clock has twice: {one.value}",
    }
    return f"{said.get(one.what, f'{one.what} {one.value}')} (by {one.by})"


def sign(moment: Moment) -> str:
    """Return the sign that stands beside a time: how sure it is, and whether its zone was assumed."""
    if moment.at is None:
        return " "
    if moment.precision is Precision.APPROXIMATE:
        return "~"
    if moment.precision is Precision.RANGE:
        return "…"
    if moment.zone_basis.startswith("assumed:"):
        return "?"
    return ">" if moment.zone_basis.startswith(("relative:", "anchor:")) else " "
