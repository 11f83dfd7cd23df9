"""From when to when a fact says it lasted, in the forms that people write it in, and labels that name milestones."""

from datetime import UTC, datetime

import pytest

from unblame.evidence import ReadOptions, read
from unblame.people import Cast
from unblame.timeline import build
from unblame.timeline.label import is_span, milestones_of

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WHOLE = ("04 10:15", "04 11:40")


def milestones(tmp_path, text, tz=None):
    path = tmp_path / "oven.md"
    path.write_text(f"# Cold oven\n\n**Date:** 2026-03-04\n\n{text}\n")
    found = build(read([path], options=ReadOptions(tz=tz), cast=Cast()), now=NOW).milestones
    return {name: f"{one.at:%d %H:%M}" if one.at else None for name, one in found.items()}


@pytest.mark.parametrize(
    "text",
    [
        "**Duration:** ~85 minutes (2026-03-04 10:15 UTC to 2026-03-04 11:40 UTC)",
        "- **Duration**: 1 hour 25 minutes, from 10:15 to 11:40 UTC",
        "**Total duration:** 85 min (10:15 UTC - 11:40 UTC)",
        "| Field | Value |\n|---|---|\n| Downtime | about 85 minutes (10:15 AM - 11:40 AM UTC) |",
        "**Incident window:** 10:15 → 11:40 UTC",
        "**Outage:** 10:15 -> 11:40 UTC",
        "**Date and time:** 4 March 2026, 10:15 to 11:40 UTC",
        "**Time of incident:** 10:15-11:40 UTC",
        "## Duration\n\n10:15 UTC to 11:40 UTC",
        "## Duration\n\n85 minutes (10:15 UTC - 11:40 UTC)",
    ],
)
def test_a_fact_tells_how_long_and_from_when_to_when(tmp_path, text):
    found = milestones(tmp_path, text)

    assert (found["impact_start"], found["resolved"]) == WHOLE


def test_a_length_before_a_span_is_still_the_length_that_is_stated(tmp_path):
    path = tmp_path / "oven.md"
    path.write_text("# Cold oven\n\n**Duration:** 85 minutes (2026-03-04 10:15-11:40 UTC)\n")

    (statement,) = read([path], options=ReadOptions(), cast=Cast()).statements

    assert (statement.seconds, statement.moment.until is not None) == (5100.0, True)


def test_a_span_after_other_words_is_not_that_of_the_label(tmp_path):
    found = milestones(tmp_path, "**Duration:** short, and the bake at 10:15-11:40 UTC was sold")

    assert found["impact_start"] is None


def test_the_stamp_of_a_block_explorer_is_read(tmp_path):
    text = "- Attack started at Mar-04-2026 06:17:19 PM +UTC\n- Attack ended at Mar-04-2026 06:23:29 PM +UTC"
    found = milestones(tmp_path, text)

    assert (found["impact_start"], found["mitigated"]) == ("04 18:17", "04 18:23")


def test_one_offset_beside_a_time_is_that_of_the_others(tmp_path):
    text = (
        "Baking was down from 10:15 AM to 11:40 AM (UTC-5).\n\n## Timeline\n\n"
        "- 10:20 AM: Alerts fire: the oven is down\n- 11:40 AM: Service restored"
    )
    found = milestones(tmp_path, text, tz="UTC")

    assert (found["detected"], found["mitigated"]) == ("04 15:20", "04 16:40")


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Attack ended", ["mitigated", "resolved"]),
        ("Downtime start", ["impact_start"]),
        ("Downtime end", ["mitigated", "resolved"]),
        ("First occurrence", ["impact_start"]),
        ("Time of the incident", ["impact_start"]),
        ("Time identified", ["detected"]),
        ("Contained", ["mitigated"]),
        ("Normal operations resumed", ["mitigated"]),
        ("Back to normal", ["mitigated"]),
        ("Rollback completed", ["mitigated"]),
        ("Mitigation started", []),
        ("Recovery began", []),
        ("Monitoring started", []),
        ("Partial fix", []),
    ],
)
def test_a_label_names_its_milestones(label, names):
    assert list(milestones_of(label)) == names


def test_what_names_a_stretch_of_time():
    named = [
        one for one in ("Time range", "Date and time", "Duration of outage", "Plan") if is_span(one)
    ]

    assert named == ["Time range", "Date and time", "Duration of outage"]
