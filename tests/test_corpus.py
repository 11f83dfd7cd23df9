"""The corpus stays whole: spans stand in their sentences, and no two rows say the same."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_row_of_the_corpus_is_whole():
    ran = subprocess.run(
        [sys.executable, ROOT / "corpus/check.py"], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout
