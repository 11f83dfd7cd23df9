from datetime import UTC, datetime

import pytest

from unblame.model import Event, Kind
from unblame.timeline import signal
from unblame.timeline.extent import share_of
from unblame.timeline.scene import Rank, Row


def a_row(text: str) -> Row:
    event = Event(id="E1", key="0" * 16, text=text, kind=Kind.SYMPTOM)
    return Row(at=datetime(2026, 5, 4, tzinfo=UTC), event=event, rank=Rank.CHAT)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("error rate 31% and flat", 0.31),
        ("error rate is at 40 %, upstream auth is timing out", 0.4),
        ("about 12.5 % of requests fail", 0.125),
        ("100 % declines since about 12:55", 1.0),
        ("half of the users are affected", 0.5),
        ("alert: more than 20 % of requests fail for 5 minutes", None),
        ("objective: below 1 % of requests failing", None),
        ("errors down to 3 %", None),
        ("disk 97 % used", None),
        ("400 % of requests fail", None),
    ],
)
def test_a_share_is_what_a_line_says_was_hit(text: str, share: float | None):
    assert share_of(a_row(text)) == share


@pytest.mark.parametrize(
    ("text", "partly"),
    [
        ("some of the pods are back", True),
        ("failures going down, about half. not there yet", True),
        ("partially recovered", True),
        ("two of the three regions are back", True),
        ("all pods are back", False),
        ("error rate down to zero", False),
    ],
)
def test_a_line_tells_that_it_is_back_in_part(text: str, partly: bool):
    assert a_row(text).says(signal.BACK_IN_PART) is partly
