"""The ways in which people begin the entries of a timeline, and where they say its day."""

from datetime import UTC, datetime

import pytest

from unblame.evidence import ReadOptions, read
from unblame.people import Cast
from unblame.timeline import build

NOW = datetime(2026, 6, 1, tzinfo=UTC)
TOLD = ("04 10:15", "04 10:20", "04 10:45")


def milestones(tmp_path, text):
    path = tmp_path / "oven.md"
    path.write_text(f"# Cold oven 2026-03-04\n\n## Timeline\n\n{text}\n")
    found = build(read([path], options=ReadOptions(tz="UTC"), cast=Cast()), now=NOW).milestones
    told = (found[name].at for name in ("detected", "acknowledged", "mitigated"))
    return tuple(f"{at:%d %H:%M}" if at else None for at in told)


@pytest.mark.parametrize(
    "begins",
    [
        "- At 10:{},",
        "- At 10:{} UTC:",
        "- 10:{} hrs",
        "- 10:{} hours -",
        "- 10{} hrs",
        "- 🔴 10:{} UTC",
        "- @10:{}",
        "- UTC 10:{}",
        "- Day 1, 10:{}",
        "- On 2026-03-04, at 10:{} UTC,",
        "- On March 4 at 10:{} UTC,",
        "- 10:{} (+{} min)",
        "- 04-03-2026 10:{}",
        "- 04.03.2026 10:{}",
    ],
)
def test_an_entry_begins_with_its_time(tmp_path, begins):
    lines = [
        begins.replace("{}", "00") + " Version 3 is deployed",
        begins.replace("{}", "15") + " Alert fired: the oven is down",
        begins.replace("{}", "20") + " The baker acknowledged the alert",
        begins.replace("{}", "45") + " Service restored",
    ]

    assert milestones(tmp_path, "\n".join(lines)) == TOLD


def test_what_stands_first_under_a_time_tells_what_happened_then_with_a_colon_in_it_too(tmp_path):
    text = (
        "### 10:00 UTC\n\nVersion 3 is deployed\n\n### 10:15 UTC\n\nAlert fired: the oven is down\n\n"
        "### 10:20 UTC\n\nThe baker acknowledged the alert\n\n### 10:45 UTC\n\nService restored\n"
    )

    assert milestones(tmp_path, text) == TOLD
