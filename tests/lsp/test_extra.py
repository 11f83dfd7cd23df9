import subprocess
import sys

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
