"""Initials that the roster lists are a person's where no noun follows."""

import pytest

from unblame.people import Cast, Member, Roster

ROSTER = Roster(members=(Member(name="Ana Cole", handles=("AC",)),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.40 AC notes that it is down", "12.40 Responder A notes that it is down"),
        ("asked AC, then we waited", "asked Responder A, then we waited"),
        ("The AC power failed. AC/DC", "The AC power failed. AC/DC"),
    ],
)
def test_initials_are_taken_as_the_roster_writes_them(text, expected):
    assert Cast(ROSTER).replace(text) == expected
