"""Trying a pattern only on lines that hold what it needs changes none of its matches."""

import random
import re

import pytest

from unblame.people import addresses, greetings, logged, numbers, roles, structure
from unblame.text import lines_with, spots

PATTERNS = [
    (roles.LABEL, 0),
    (roles.AGO, 0),
    (roles.HANDED, 0),
    (roles.BESIDE, 0),
    (roles.AFTER, 0),
    (numbers.STAFF, 0),
    (numbers.PREFIXED, 0),
    (numbers.CALLED, 0),
    (greetings.GREETED, 0),
    (greetings.COPIED, 0),
    (greetings.SIGNED, 3),
    (greetings.CALLED, 0),
    (logged.SYSTEM, 0),
    (logged.TRACKED, 0),
    (logged.NOTED, 0),
    (logged.BY, 0),
    (logged.QUOTED, 0),
    (addresses.MAIL_LINK, 0),
    (addresses.NAME_EMAIL, 0),
    (addresses.PLAIN_EMAIL, 0),
    (structure.HANDLE, 0),
    (structure.MERGE, 0),
    (structure.PROMPT, 0),
    (structure.DEPLOY_LOG, 0),
    (structure.ON_A_HOST, 0),
    (structure.INLINE, 0),
]
PIECES = (
    "Incident commander", "on call", "oncall", "Scribe(s)", "DBA", "Owner", "employee no. 4711", "emp-1234",
    "phone", "+47 99 88 77 66", "Hi", "thanks to", "Best regards", "cc", "as the lead", "reported by",
    "handover from", "to", "2 days ago by", "sudo: jdoe : TTY=", "/Users/jdoe", "user=jdoe",
    "approved by jdoe", "`jdoe` merged", "TODO(jdoe)", "jdoe commented", "ana@corp.example", "@kstad",
    "<mailto:a@b.example>", "[Ana](mailto:a@b.example)", "ana@web-1:~/app$", "Merge pull request #12 from ana/x",
    "Ana Lopez", "Ana Lopez [9:03 AM]", "could you", "Ana, please", "was", "Jonas", "Ótima", "the",
)  # fmt: skip
BETWEEN = (" ", " ", " ", ": ", "\n", "\n\n", ", ", " | ", "\n- ", " - ", ".\n", "\r\n", "\t")


def _text(pick: random.Random) -> str:
    return "".join(pick.choice(PIECES) + pick.choice(BETWEEN) for _ in range(60))


@pytest.mark.parametrize(("pattern", "further"), PATTERNS)
def test_spots_are_the_matches_of_the_whole_text(pattern: re.Pattern[str], further: int) -> None:
    pick = random.Random(5)

    for text in (_text(pick) for _ in range(60)):
        found = [match.span() for match in spots(pattern, text, further)]
        assert found == [match.span() for match in pattern.finditer(text)]


def test_lines_in_a_row_are_one_span() -> None:
    text = "one\nthe lead\na lead\nnobody\nLeads"

    assert lines_with(text, {"lead"}) == [(4, 20), (27, 32)]
    assert lines_with(text, {"pager"}) == []
    assert lines_with("a\nŁeba", {"leba"}, foreign=True) == [(2, 6)]
