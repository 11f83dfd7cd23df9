import json

CALM = "".join(
    f"2026-03-04T05:{m:02d}:{s:02d}Z INFO served {s}\n" for m in range(60) for s in range(60)
)
ALERT = "# 4 March 2026\n\n- 05:41 UTC the alarm for payments fires\n"


def stormy(year: int = 2026) -> str:
    storm = "".join(
        f"{year}-03-04T05:{m}:{s:02d}Z ERROR payment {s} refused\n"
        for m in (40, 41)
        for s in range(60)
    )
    return CALM.replace("2026-", f"{year}-") + storm


def test_a_log_in_which_nothing_changed_is_said_to_have_been_read(run, tmp_path):
    (tmp_path / "app.log").write_text(CALM)

    read = run("read", "app.log")
    drafted = run(
        "draft", "app.log", "--incident", "I", "--product", "P", "--impact", "x", "-o", "i.md"
    )

    told = "no change in 3,600 lines, 2026-03-04 05:00 to 05:59"
    assert (read.exit_code, drafted.exit_code) == (0, 0)
    assert told in read.stderr
    assert f"note: S1 app.log: {told}" in drafted.stderr
    assert "| S1 | app.log | plain_log | 0 in 3,600 |" in (tmp_path / "i.md").read_text()


def test_the_changes_of_a_log_are_among_the_events(run, tmp_path):
    (tmp_path / "app.log").write_text(stormy())
    (tmp_path / "notes.md").write_text(ALERT)
    drafted = run(
        "draft",
        "app.log",
        "notes.md",
        "--incident",
        "I",
        "--product",
        "P",
        "--impact",
        "x",
        "-o",
        "i.md",
    )
    assert drafted.exit_code == 0

    read = run("read", "app.log", "notes.md", "--document", "i.md")
    report = json.loads(run("read", "app.log", "notes.md", "--format", "json").stdout)

    first, second = read.stdout.splitlines()[:2]
    assert "2026-03-04 05:40:00  log_change        E1  Log lines rise" in first
    assert "2026-03-04 05:41:00  alert             E2" in second
    assert "1 change in 3,720 lines" in read.stderr
    assert [one["kind"] for one in report["events"]][:2] == ["log_change", "alert"]
    assert report["evidence"][0]["counted"] == 3720


def test_a_clock_that_is_years_off_is_told_with_what_sets_it_right(run, tmp_path):
    (tmp_path / "app.log").write_text(stormy(2024))
    (tmp_path / "notes.md").write_text(ALERT)
    (tmp_path / "more.md").write_text(ALERT.replace("05:41", "05:45"))

    told = run("read", "app.log", "notes.md", "more.md").stderr
    mended = run("read", "app.log", "notes.md", "more.md", "--clock", "app.log=-730d")

    assert "S1 (app.log) lies 729 days before the other evidence: a year or a clock" in told
    assert "--clock app.log=-730d would put it on the same day of the right year" in told
    assert "2026-03-04 05:40:00  log_change" in mended.stdout
    assert "lies" not in mended.stderr


def test_a_source_of_another_week_is_told_to_lie_outside(run, tmp_path):
    (tmp_path / "app.log").write_text(stormy())
    (tmp_path / "notes.md").write_text(ALERT)
    (tmp_path / "old.md").write_text(ALERT.replace("4 March", "14 February"))

    told = run("read", "app.log", "notes.md", "old.md").stderr

    assert "S3 (old.md) lies 17 days before the other evidence: it may be of another time" in told


def test_of_many_files_left_out_for_one_reason_a_few_are_named(run, tmp_path):
    (tmp_path / "ev").mkdir()
    (tmp_path / "ev" / "notes.md").write_text(ALERT)
    for number in range(40):
        (tmp_path / "ev" / f"{number:02d}.png").write_bytes(b"\x89PNG\x00\x01\x02\x03" * 20)

    told = run("read", "ev").stderr

    assert told.count("binary content that no reader knows") == 6
    assert "warning: … and 35 more: binary content that no reader knows" in told


def test_where_nothing_can_be_read_the_way_on_is_told(run, tmp_path):
    (tmp_path / "a.bin").write_bytes(b"\x00\x01\x02" * 50)

    read = run("read", "a.bin")

    assert (read.exit_code, read.stdout) == (2, "")
    assert "`unblame sources` lists what can be read and how to export it" in read.stderr


def test_prose_without_a_dated_line_is_said_to_have_been_read(run, tmp_path):
    (tmp_path / "told.txt").write_text("Nobody saw the queue grow. It was 5 hours old by then.\n")

    assert "told.txt  notes  no dated line, 2 sentences" in run("read", "told.txt").stderr


def test_a_copy_is_no_part_that_could_not_be_read(run, tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(ALERT)

    assert run("read", "a.md", "b.md", "--strict").exit_code == 0


def test_an_empty_folder_says_so_of_reading_and_of_writing(run, tmp_path):
    (tmp_path / "ev").mkdir()

    read = run("read", "ev")
    drafted = run("draft", "ev", "--incident", "I", "--product", "P", "--impact", "x", "-o", "i.md")

    assert (read.exit_code, drafted.exit_code) == (2, 2)
    assert "Nothing was written" not in read.stderr
    assert "Nothing was written." in drafted.stderr
    assert not (tmp_path / "i.md").exists()
