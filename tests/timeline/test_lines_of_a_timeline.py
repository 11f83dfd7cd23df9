"""What short lines of a timeline tell, in the many ways in which people word them."""

from datetime import UTC, datetime

import pytest

from unblame.evidence import ReadOptions, cues, read
from unblame.model import Kind
from unblame.people import Cast
from unblame.timeline import build

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def milestones(tmp_path, lines):
    path = tmp_path / "oven.md"
    text = "\n".join(f"- {line}" for line in lines)
    path.write_text(f"# Cold oven\n\n**Date:** 2026-03-04\n\n## Timeline (UTC)\n\n{text}\n")
    found = build(read([path], options=ReadOptions(), cast=Cast()), now=NOW).milestones
    return {name: f"{one.at:%H:%M}" for name, one in found.items() if one.at}


@pytest.mark.parametrize(
    "line",
    [
        "Attack started",
        "The till gets exploited through a forged voucher",
        "Bakers unable to order flour",
        "Oven latency starts to rise",
    ],
)
def test_harm_begins(tmp_path, line):
    found = milestones(
        tmp_path,
        ["10:00 Version 3 deployed", f"10:15 {line}", "10:30 Rolled back", "10:45 Back to normal"],
    )

    assert found["impact_start"] == "10:15"


@pytest.mark.parametrize(
    "line",
    [
        "Two customers raised support requests about cold bread",
        "Incident identified by the baker on duty",
        "Ticket received from a shop about cold bread",
        "Cold bread comes to our attention",
    ],
)
def test_somebody_knows(tmp_path, line):
    found = milestones(
        tmp_path,
        ["10:00 Version 3 deployed", f"10:15 {line}", "10:30 Rolled back", "10:45 Back to normal"],
    )

    assert found["detected"] == "10:15"


@pytest.mark.parametrize(
    "line",
    [
        "On-call baker engaged",
        "Response team assembled",
        "Two bakers joined the incident call",
        "The bakers began initial investigation",
        "Investigation initiated",
    ],
)
def test_somebody_takes_it_up(tmp_path, line):
    found = milestones(
        tmp_path,
        ["10:05 Alert fired: the oven is down", f"10:15 {line}", "10:45 Back to normal"],
    )

    assert found["acknowledged"] == "10:15"


@pytest.mark.parametrize(
    "line",
    [
        "Monitoring confirmed successful resolution of the issue",
        "Health checks passing",
        "All metrics normalized",
        "Error rate returned to baseline",
        "Order backlog cleared",
        "Order page 100% available",
        "Monitoring shows recovery",
        "Impact ends",
    ],
)
def test_it_is_back(tmp_path, line):
    found = milestones(
        tmp_path,
        [
            "10:00 Alert fired: the oven is down",
            "10:05 Investigation started",
            "10:08 Cause found: expired key",
            f"10:15 {line}",
        ],
    )

    assert found["mitigated"] == "10:15"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Triggered: oven too cold", True),
        ("Triggered OvenTooCold", True),
        ("Triggered a new sync of recipes", False),
        ("Triggered the deploy pipeline", False),
    ],
)
def test_what_somebody_triggers_is_no_alert(line, told):
    assert (Kind.ALERT in cues.kinds(line)) is told
