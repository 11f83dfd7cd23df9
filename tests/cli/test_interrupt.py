"""A run that was stopped in the middle of a large log goes on where it was."""

import signal
import subprocess
import sys

SCRIPT = """
import sys, time
from unblame.evidence import reading, store, stream

stream.PORTION, stream.LARGE, store._SETTLED_NS, reading.LARGE = 20_000, 1, -1, 1
count = stream.count


def told(task, cache=None):
    print(task.begins, file=sys.stderr, flush=True)
    time.sleep({pause})
    return count(task, cache)


stream.count = told
if __name__ == "__main__":
    from unblame.cli.program import main

    sys.argv = ["unblame", "read", "app.log", "--tz", "UTC", "--jobs", "1", "--recogniser", "off"]
    main()
"""


def a_log(folder):
    lines = [
        f"2026-03-04T{5 + n // 1200:02d}:{n // 20 % 60:02d}:{n * 3 % 60:02d}Z "
        + (f"ERROR payment {n} refused" if 2000 < n < 2600 else f"INFO order {n} placed")
        for n in range(4000)
    ]
    (folder / "app.log").write_text("\n".join(lines) + "\n")


def started(folder, pause):
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT.format(pause=pause)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_what_was_counted_before_a_signal_is_not_counted_again(tmp_path):
    a_log(tmp_path)
    (tmp_path / "other").mkdir()
    a_log(tmp_path / "other")
    whole, parts = started(tmp_path / "other", 0).communicate(timeout=60)

    stopped = started(tmp_path, 0.3)
    begun = [stopped.stderr.readline() for _ in range(4)]
    stopped.send_signal(signal.SIGINT)
    _, said = stopped.communicate(timeout=60)
    again, counted = started(tmp_path, 0).communicate(timeout=60)

    assert stopped.returncode == 130
    assert "Traceback" not in said
    assert begun[:3] == parts.splitlines(keepends=True)[:3]
    assert counted.splitlines() == parts.splitlines()[3:]
    assert again == whole
