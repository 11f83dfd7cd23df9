"""Where what is printed finds no room, that is said."""

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="a device without room is a thing of Linux")
def test_output_that_finds_no_room_is_told_as_that():
    run = [sys.executable, "-c", "from unblame.cli import main; main()", "sources"]
    with FULL.open("w") as full:
        done = subprocess.run(run, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.strip() == (
        "Error: the output could not be written: No space left on device. "
        "Make room, or send it to another place."
    )
