"""The same file given twice under two names."""

import json
from pathlib import Path

from unblame.evidence import read
from unblame.model import Source
from unblame.model import Warning as Warned

SAID = [
    {"type": "message", "user": "U1", "ts": "1772600767.000200", "text": "checkout is down"},
    {"type": "message", "user": "U2", "ts": "1772600801.000300", "text": "rolled back"},
]
COPY = Warned(where="the file", what="the same, byte for byte, as chat (1).json; it counts once")


def test_a_copy_under_another_name_adds_a_source_and_no_event(tmp_path: Path):
    for name in ("chat.json", "chat (1).json"):
        (tmp_path / name).write_text(json.dumps(SAID))

    found = read([tmp_path])

    assert [(one.text, len(one.sources)) for one in found.events] == [
        ("checkout is down", 2),
        ("rolled back", 2),
    ]
    assert [item.warnings for item in found.items] == [(), (COPY,)]


def test_a_copied_log_and_copied_notes_count_once(tmp_path: Path):
    lines = [f"2026-03-04T05:{at:02}:07Z INFO order {at} placed" for at in range(30)]
    lines += [f"2026-03-04T05:{at:02}:09Z ERROR payment timed out" for at in range(30, 60)] * 20
    notes = "# Notes\n\nDetected at: 2026-03-04 05:31 UTC\n\nThe queue was full.\n"
    for name in ("app", "app copy"):
        (tmp_path / f"{name}.log").write_text("\n".join(sorted(lines)))
        (tmp_path / f"{name}.md").write_text(notes)
    alone = read([tmp_path / "app.log", tmp_path / "app.md"])

    twice = read([tmp_path])

    assert [one.template for one in twice.changes] == [one.template for one in alone.changes]
    assert [one.text for one in twice.statements] == [one.text for one in alone.statements]
    assert [one.text for one in twice.passages] == [one.text for one in alone.passages]
    assert [one.key for one in twice.events] == [one.key for one in alone.events]


def test_a_jump_that_stands_in_a_log_and_in_its_tail_is_one_change_of_both(tmp_path: Path):
    lines = [f"2026-03-04T05:{s // 60:02d}:{s % 60:02d}Z INFO served {s}" for s in range(3600)]
    lines += [
        f"2026-03-04T05:{40 + s // 60}:{s % 60:02d}Z ERROR payment {s} refused" for s in range(120)
    ]
    lines.sort()
    (tmp_path / "app.log").write_text("\n".join(lines))
    (tmp_path / "tail.log").write_text("\n".join(lines[1800:]))

    (jump,) = read([tmp_path]).changes

    assert (jump.evidence, jump.place) == ("S1", "line 2401")
    assert jump.also == (Source(evidence="S2", place="line 601"),)


def test_another_export_of_a_channel_under_another_name_adds_a_source_and_no_event(tmp_path: Path):
    (tmp_path / "inc-42.json").write_text(json.dumps(SAID))
    (tmp_path / "inc-42 new.json").write_text(json.dumps(SAID[::-1], indent=1))
    (tmp_path / "other.json").write_text(json.dumps([{**SAID[0], "user": "U7"}]))

    found = read([tmp_path])

    assert [(one.text, len(one.sources)) for one in found.events] == [
        ("checkout is down", 2),
        ("checkout is down", 1),
        ("rolled back", 2),
    ]
