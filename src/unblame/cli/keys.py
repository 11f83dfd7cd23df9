"""Single keys from a terminal; what is typed ahead is kept, and questions are asked as ever."""

import os
import re
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import click

_KEY = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])|.", re.DOTALL)


class Keys:
    """Reads keys one at a time; where a system has no such terminals, with click's own means."""

    def __init__(self) -> None:
        self._waiting: deque[str] = deque()

    def next(self) -> str:
        """Return the next key; at the end of the input that of leaving."""
        if not self._waiting:
            try:
                data = os.read(sys.stdin.fileno(), 64) if _termios() else click.getchar().encode()
            except KeyboardInterrupt:
                return "\x03"
            self._waiting.extend(_KEY.findall(data.decode(errors="replace")) or ["\x04"])
        return self._waiting.popleft()


@contextmanager
def by_key() -> Iterator[None]:
    """Have the terminal give each key at once, unseen, until the end; nothing typed is lost."""
    with _set(cbreak=True):
        yield


@contextmanager
def by_line() -> Iterator[None]:
    """Have the terminal take a whole line again, for as long as a question is asked."""
    with _set(cbreak=False):
        yield


def _termios() -> bool:
    return sys.platform != "win32"


@contextmanager
def _set(*, cbreak: bool) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import termios

    fd = sys.stdin.fileno()
    held = termios.tcgetattr(fd)
    wanted = termios.tcgetattr(fd)
    modes = termios.ECHO | termios.ICANON
    wanted[3] = wanted[3] & ~modes if cbreak else wanted[3] | modes
    wanted[6][termios.VMIN], wanted[6][termios.VTIME] = 1, 0
    try:
        termios.tcsetattr(fd, termios.TCSADRAIN, wanted)
        yield
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, held)
