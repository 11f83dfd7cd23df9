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
