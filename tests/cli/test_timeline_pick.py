"""The picker on a real terminal: keys go in, frames come out, and the document is saved."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from unblame.document import read

_LONGEST = 60.0


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, main: int) -> None:
        self.main = main
        self.seen = ""

    def until(self, wanted: str) -> str:
        """Return what the program wrote up to a text; fail where it never comes."""
        start, ends = len(self.seen), time.monotonic() + _LONGEST
        while wanted not in self.seen[start:]:
            ready, _, _ = select.select([self.main], [], [], 0.2)
            if ready:
                try:
                    self.seen += os.read(self.main, 65536).decode(errors="replace")
                except OSError:
                    break
            assert time.monotonic() < ends, self.seen[start:]
        return self.seen[start:]

    def press(self, keys: str) -> None:
        os.write(self.main, keys.encode())


@contextmanager
def picking(document: Path, columns: int = 100, **settings: str) -> Iterator[Terminal]:
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "LINES", "NO_COLOR")
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "unblame", "timeline", str(document), "--pick"],
        stdin=side, stdout=side, stderr=side, close_fds=True, start_new_session=True,
        env={**env, "TERM": "xterm", "UNBLAME_RECOGNISER": "off", **settings},
    )  # fmt: skip
    os.close(side)
    try:
        yield Terminal(main)
        assert program.wait(_LONGEST) == 0
    finally:
        program.kill()
        program.wait()
        os.close(main)


@pytest.fixture
def detected(drafted):
    return read(drafted.read_text("utf-8")).milestones["detected"]


def test_a_milestone_is_moved_with_keys_saved_at_once_and_taken_back(drafted, detected):
    before = drafted.read_text("utf-8")

    with picking(drafted) as terminal:
        first = terminal.until("? shows the keys")
        terminal.press("j")
        terminal.until("? shows the keys")
        terminal.press("m")
        terminal.until("which milestone")
        terminal.press("detected\r")
        terminal.until("why")
        terminal.press("seen there\r")
        terminal.until("(confirmed)")
        moved = read(drafted.read_text("utf-8"))
        terminal.press("u")
        terminal.until("taken back")
        terminal.press("q")

    assert "E1 " in first
    assert (moved.milestones["detected"].events, moved.decisions[-1].reason) == (
        ("E2",),
        "seen there",
    )
    assert drafted.read_text("utf-8") == before


def test_an_empty_answer_and_a_key_that_does_not_fit_change_nothing(drafted):
    before = drafted.read_text("utf-8")

    with picking(drafted) as terminal:
        terminal.until("? shows the keys")
        terminal.press("m")
        terminal.until("which milestone")
        terminal.press("\r")
        terminal.until("nothing was changed")
        terminal.press("u")
        terminal.until("--undo takes back")
        terminal.press("x?")
        terminal.until("any key goes back")
        terminal.press("zq")

    assert drafted.read_text("utf-8") == before


@pytest.mark.parametrize("plain", [True, False])
def test_a_narrow_terminal_is_never_written_beyond_and_no_colour_is_obeyed(drafted, plain):
    with picking(drafted, columns=40, **({"NO_COLOR": "1"} if plain else {})) as terminal:
        frame = terminal.until("? shows the keys")
        terminal.press("q")

    shown = frame.rpartition("\x1b[2J")[2] or frame
    rows = [row for row in shown.split("\r\n") if "E1 " in row or "E2 " in row]
    assert rows
    assert all(len(row) <= 40 + 20 * (not plain) for row in rows)
    assert ("\x1b[1m" in frame) is not plain
