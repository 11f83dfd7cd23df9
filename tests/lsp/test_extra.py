import subprocess
import sys

import pytest

WITHOUT = """
import sys
sys.modules["pygls"] = sys.modules["lsprotocol"] = None
from unblame.cli import main
main()
"""


def test_without_the_extra_one_line_says_how_to_get_it():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, "lsp"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "Error: The language server needs pygls. Install it with: pip install 'unblame[lsp]'\n",
    )


def test_an_editor_that_goes_away_leaves_no_server_behind():
    pytest.importorskip("pygls", reason="needs the extra: pip install 'unblame[lsp]'")

    done = subprocess.run(
        [sys.executable, "-m", "unblame", "lsp", "--stdio"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=20,
    )

    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
