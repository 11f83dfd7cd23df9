from pathlib import Path

from unblame.cli.timeline_lines import View
from unblame.cli.timeline_picker import Picker
from unblame.document import read

NOW = ("--now", "2026-03-05T09:00:00Z")


def record(drafted: Path):
    return read(drafted.read_text("utf-8"))


def test_a_value_is_confirmed(run, drafted):
    before = record(drafted).milestones["detected"]

    assert run("timeline", drafted, "--confirm", "detected", *NOW).exit_code == 0

    after = record(drafted)
    assert (after.milestones["detected"].status, after.milestones["detected"].at) == (
        "confirmed",
        before.at,
    )
    (decision,) = after.decisions
    assert (decision.on, decision.reason) == ("milestones.detected", "confirmed on the timeline")


def test_a_value_is_moved_and_the_old_one_kept_with_the_reason(run, drafted):
    before = record(drafted).milestones["detected"]

    result = run(
        "timeline",
        drafted,
        "--move",
        "detected=2026-03-04T05:01Z",
        "--reason",
        "the first call",
        *NOW,
    )

    after = record(drafted)
    moved = after.milestones["detected"]
    assert result.exit_code == 0
    assert (moved.status, f"{moved.at:%H:%M}", moved.basis) == ("confirmed", "05:01", "told")
    assert moved.alternatives[0].at == before.at
    assert after.decisions[-1].reason == "the first call"
    assert f"{before.at:%Y-%m-%d %H:%M}" in (after.decisions[-1].was or "")


def test_a_value_is_moved_to_an_event(run, drafted):
    event = next(one for one in record(drafted).events if one.at is not None)

    run("timeline", drafted, "--move", f"detected={event.id}", "--reason", "seen there", *NOW)

    moved = record(drafted).milestones["detected"]
    assert (moved.at, moved.events, moved.basis) == (event.at, (event.id,), "record")


def test_a_rejected_value_is_missing_and_stays_as_an_alternative(run, drafted):
    before = record(drafted).milestones["detected"]

    run("timeline", drafted, "--reject", "detected", "--reason", "another service", *NOW)

    after = record(drafted)
    assert (after.milestones["detected"].status, after.milestones["detected"].at) == (
        "missing",
        None,
    )
    assert after.milestones["detected"].alternatives[0].at == before.at
    assert after.durations["ttd"].seconds is None


def test_what_cannot_be_done_changes_nothing(run, drafted):
    before = drafted.read_text("utf-8")
    for words, said in (
        (("--move", "detected=2026-03-04T05:01Z"), "need --reason"),
        (("--move", "detected", "--reason", "x"), "not of the form"),
        (("--move", "detected=E999", "--reason", "x"), "holds no event E999"),
        (("--move", "detected=soon", "--reason", "x"), "No time could be read"),
        (("--confirm", "detcted"), "is no milestone"),
        (("--confirm", "detected", "--confirm", "nothing"), "Nothing was changed"),
        (("--pick",), "needs a terminal"),
    ):
        result = run("timeline", drafted, *words, *NOW)

        assert result.exit_code == 2
        assert said in result.stderr
        assert drafted.read_text("utf-8") == before


def test_the_standing_of_each_milestone_is_listed(run, drafted):
    shown = run("timeline", drafted).stdout

    assert "◆ detected" in shown
    assert "= detected - impact_start" in shown


def test_keys_move_and_narrow_the_picker(drafted):
    picker = Picker(record(drafted), View())
    last = len(picker.events) - 1

    picker.move("G", 5)
    assert (picker.at, picker.move("j", 5), picker.at) == (last, True, last)
    picker.move("g", 5)
    picker.move("\x1b[B", 5)
    assert picker.at == min(1, last)
    assert picker.move("x", 5) is False
    picker.narrow("f")
    assert {one.kind for one in picker.events} == {picker.event.kind}
    picker.narrow("f")
    assert len(picker.events) == last + 1
    frame = picker.frame(height=4, width=40)
    assert frame[0].startswith("INC-")
    assert sum(line.startswith(">") for line in frame) == 1
    assert all(len(line) <= 40 for line in frame)


def test_a_time_as_people_say_it_is_read_in_the_nearer_half_of_the_day(run, drafted):
    near = record(drafted).milestones["detected"].at
    hour = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 9: "nine", 10: "ten"}

    said = f"about ten past {hour[near.hour % 12]} UTC"
    result = run("timeline", drafted, "--move", f"detected={said}", "--reason", "as told", *NOW)

    moved = record(drafted).milestones["detected"]
    assert result.exit_code == 0, result.stderr
    assert (moved.at.hour, moved.at.minute) == (near.hour, 10)
    assert moved.latest > moved.at


def test_what_speaks_against_a_correction_is_said_and_the_value_stands(run, drafted):
    early = run("timeline", drafted, "--move", "mitigated=E1", "--reason", "as told", *NOW)
    late = run(
        "timeline", drafted, "--move", "detected=2026-03-04T11:30Z", "--reason", "as told", *NOW
    )

    assert (early.exit_code, late.exit_code) == (0, 0)
    assert "note: E2 tells of trouble after that, at 2026-03-04 10:05" in early.stderr
    assert "It can be right; the value stands as you set it." in early.stderr
    assert "note: Acknowledged (2026-03-04 10:25:00) stands before detected" in late.stderr
    assert record(drafted).milestones["mitigated"].events == ("E1",)


def test_a_step_that_is_said_not_to_have_helped_is_named(run, tmp_path):
    Path("notes.md").write_text(
        "# Exports failed on 2026-03-04 (UTC)\n\n- 10:05 exports start failing for customers\n"
        "- 10:30 restarted the workers, did not help\n- 11:00 rolled back, errors gone\n"
    )
    given = ("--incident", "INC-9", "--product", "P", "--impact", "x")
    assert run("draft", "notes.md", *given, *NOW, "-o", "inc-9.md").exit_code == 0
    tried = next(one.id for one in record(Path("inc-9.md")).events if "did not help" in one.text)

    moved = run("timeline", "inc-9.md", "--move", f"mitigated={tried}", "--reason", "as told", *NOW)

    assert f"note: {tried} itself says that it did not help" in moved.stderr


def test_a_correction_is_taken_back_and_both_stay_on_record(run, drafted):
    before = record(drafted).milestones["detected"]
    for change in (
        ("--move", "detected=2026-03-04T10:01Z", "--reason", "the first call"),
        ("--reject", "detected", "--reason", "another service"),
        ("--confirm", "detected"),
    ):
        assert run("timeline", drafted, *change, *NOW).exit_code == 0

        done = run("timeline", drafted, "--undo", "detected", *NOW)

        after = record(drafted).milestones["detected"]
        assert done.exit_code == 0, done.stderr
        assert (after.at, after.status, after.events) == (before.at, before.status, before.events)
        assert record(drafted).decisions[-1].reason == "the correction was taken back"
    assert len(record(drafted).decisions) == 6

    nothing = run("timeline", drafted, "--undo", "resolved", *NOW)
    assert (nothing.exit_code, "was not corrected" in nothing.stderr) == (2, True)


def test_a_kind_or_a_source_that_is_not_there_is_told(run, drafted):
    kind = run("timeline", drafted, "--kind", "alrt")
    source = run("timeline", drafted, "--source", "S9")
    none = run("timeline", drafted, "--kind", "silence")
    named = run("timeline", drafted, "--source", "notes.md", "--kind", "alert")

    assert (kind.exit_code, source.exit_code, none.exit_code) == (2, 2, 0)
    assert "'alrt' is no kind of event; here are " in kind.stderr
    assert "'S9' is no source of this document; they are S1 notes.md." in source.stderr
    assert "None of its 6 events is of silence" in none.stdout
    assert "alert" in next(line for line in named.stdout.splitlines() if " E" in line)


def test_piped_lines_are_plain_and_years_show_where_there_are_several(run, tmp_path):
    Path("notes.md").write_text(
        "# Exports failed\n\n- 2025-12-31 23:50 UTC exports start failing\n- 2026-01-01 00:10 UTC rolled back\n"
    )
    given = ("--incident", "INC-9", "--product", "P", "--impact", "x")
    assert run("draft", "notes.md", *given, "-o", "inc-9.md").exit_code == 0

    shown = run("timeline", "inc-9.md").stdout

    assert "\x1b" not in shown
    assert "2025-12-31 23:50:00  E1" in shown
    assert "2026-01-01 00:10:00  E2" in shown


def test_a_milestone_that_rests_on_no_event_stands_among_them_at_its_time(run, drafted):
    moved = ("--move", "detected=2026-03-04T10:12Z", "--reason", "as told")
    assert run("timeline", drafted, *moved, *NOW).exit_code == 0

    lines = run("timeline", drafted).stdout.splitlines()

    at = next(n for n, line in enumerate(lines) if "◆ detected" in line)
    assert lines[at].startswith("03-04 10:12:00")
    assert ("03-04 10:05:00" in lines[at - 1], "03-04 10:20:00" in lines[at + 1]) == (True, True)
    assert lines[at - 1].endswith("[S1]")
