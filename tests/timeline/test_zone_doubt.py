"""What a source does not state of its times is asked where something hangs on it."""

from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import ReadOptions, read
from unblame.timeline import build

NOW = datetime(2026, 12, 1, tzinfo=UTC)
CUES = "WEBVTT\n\n00:00:06.000 --> 00:00:09.000\n<v Ana>errors are rising\n\n00:01:10.000 --> 00:01:12.000\n<v Bo>rolled back\n"
GAP = "".join(f"2026-03-29 01:{m:02d}:00 ERROR x\n" for m in range(60)) * 2


def asked(folder: Path, about: str, **options: str) -> list[str]:
    evidence = read([folder], options=ReadOptions(**options))
    questions = build(evidence, now=NOW).questions
    return [f"{one.ask} {one.why}" for one in questions if one.about.startswith(about)]


def test_the_start_of_a_recording_is_asked_for_and_nothing_else_of_its_entries(tmp_path):
    (tmp_path / "call.vtt").write_text(CUES)

    questions = asked(tmp_path, "events", tz="UTC")
    question = questions[0]

    assert not any("On which day" in one for one in questions)
    assert question.startswith("When, and in which zone, did the recording begin of which S1")
    assert "Its 2 entries count from there" in question
    assert "`--recorded call.vtt=" in question


def test_a_recording_whose_start_is_known_is_not_asked_about(tmp_path):
    (tmp_path / "GMT20260304-050607_Recording.vtt").write_text(CUES)

    assert asked(tmp_path, "events.recorded") == []


def test_a_log_with_lines_in_a_skipped_hour_is_asked_about_its_zone(tmp_path):
    (tmp_path / "app.log").write_text(GAP + "2026-03-29 02:14:01 ERROR x\n")

    (question,) = asked(tmp_path, "events.zone", tz="Europe/Oslo")

    assert "hold times of Europe/Oslo?" in question
    assert "2026-03-29 02:14: the clock of Europe/Oslo skips this time." in question


def test_each_record_of_a_repeated_hour_is_named_in_the_question(tmp_path):
    (tmp_path / "notes.txt").write_text(
        "Notes, 25 October 2026\n\n01:50 errors\n02:10 pager\n02:40 rolled back\n03:30 back\n"
    )

    (question, *_) = asked(tmp_path, "events", tz="Europe/Oslo")

    assert question.startswith("In which of the two hours did the 2 entries of S1 happen")
    assert "“02:10” (E:" in question
    assert "“02:40” (E:" in question
