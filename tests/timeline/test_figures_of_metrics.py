from datetime import UTC, datetime

from unblame.evidence import Change, Evidence
from unblame.model import Moment, Precision
from unblame.timeline.log_change import log_events


def test_large_figures_are_written_as_people_write_them():
    at = datetime(2026, 3, 4, 9, tzinfo=UTC)
    change = Change(
        moment=Moment(at=at, earliest=at, latest=at, precision=Precision.MINUTE), until=None,
        template="queue depth", before_per_minute=898.5, after_per_minute=1_740_000.0, count=5,
        place="point 7", evidence="S1", measured=True,
    )  # fmt: skip

    (event,) = log_events(Evidence(changes=(change,)))

    assert event.text == "queue depth rises from 898.5 to 1,740,000"
