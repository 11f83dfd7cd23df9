from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.people import Cast
from unblame.timeline import build

NOW = datetime(2026, 3, 6, tzinfo=UTC)


def clocks(path: Path) -> dict[str, str]:
    evidence = read([path], options=ReadOptions(), cast=Cast())
    found = build(evidence, now=NOW).milestones
    return {name: f"{one.at:%H:%M}" for name, one in found.items() if one.at is not None}


def test_a_heading_with_hardly_more_than_a_time_below_it_is_that_moment(tmp_path: Path):
    text = (
        "# Bookings 2026-03-04 (UTC)\n\n## Fault\n\nDisk filled.\n\n## Start of impact\n\n09:10\n\n"
        "## Detection\n\n09:20, a page\n\n## Recovery\n\n10:00\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")

    assert clocks(tmp_path / "a.md") == {
        "impact_start": "09:10",
        "detected": "09:20",
        "mitigated": "10:00",
        "resolved": "10:00",
    }


def test_the_end_of_impact_is_when_the_service_was_back(tmp_path: Path):
    text = (
        "# Bookings 2026-03-04\n\n**Start of impact**: 09:10 UTC\n\n**End of impact**: 10:00 UTC\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")

    assert clocks(tmp_path / "a.md")["mitigated"] == "10:00"


def test_plans_near_misses_and_opening_hours_are_no_milestones(tmp_path: Path):
    for text in (
        "# Plan 2026-03-04 (UTC)\n\nWe will deploy at 10:00.\n\n- 10:00 deploy\n- 10:30 verify\n",
        "# Near miss 2026-03-04\n\nA reviewer spotted the flag before the release at 14:00 UTC.\n",
        "# Hours (UTC)\n\nThe shop opens at 09:00. Support answers within 2 hours.\n",
        "# Notes 2026-03-04 (UTC)\n\n- 10:00 planning\n- 11:00 lunch\n",
    ):
        (tmp_path / "a.md").write_text(text, encoding="utf-8")

        assert clocks(tmp_path / "a.md") == {}


def test_a_title_of_several_days_gives_the_year_to_the_days_below(tmp_path: Path):
    text = (
        "# Outage 4-6 March 2026 (UTC)\n\n## 4 March\n\n- 23:50 Bookings fail\n\n## 5 March\n\n"
        "- 00:20 Alert fires\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")

    evidence = read([tmp_path / "a.md"], options=ReadOptions(), cast=Cast())

    assert [f"{one.at:%m-%d %H:%M}" for one in evidence.events] == ["03-04 23:50", "03-05 00:20"]
