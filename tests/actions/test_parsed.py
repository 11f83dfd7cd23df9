"""What the end of a told action says of its owner, and what is only a call for one."""

import pytest

from unblame.actions.parsed import Held, parse
from unblame.model import ActionStatus, Source

PLACE = (Source(evidence="S1", place="line 4"),)


@pytest.mark.parametrize(
    ("text", "title", "owner"),
    [
        ("Sweep the counts again: Responder H", "Sweep the counts again", "Responder H"),
        ("Stop above 200 rows: yes, who?", "Stop above 200 rows", None),
        ("Clean up the staging channel, somebody", "Clean up the staging channel", None),
        ("Raise the limit (TBD)", "Raise the limit", None),
        ("Warn who reads the page", "Warn who reads the page", None),
        ("Restore a queue with no owner", "Restore a queue with no owner", None),
    ],
)
def test_an_owner_at_the_end_is_taken_and_a_call_for_one_is_left_out(text, title, owner):
    found = parse(Held(text=text, source=PLACE), year=2026)

    assert found is not None
    assert (found.title, found.owner) == (title, owner)


def test_an_aside_may_say_that_it_is_done():
    found = parse(Held(text="Check with a test account (Responder A, done)", source=PLACE), year=1)

    assert found is not None
    assert (found.title, found.owner, found.status) == (
        "Check with a test account",
        "Responder A",
        ActionStatus.DONE,
    )
