import os
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src"


def test_zones_are_known_without_the_database_of_the_system():
    code = "from unblame.evidence.zones import zone_of; print(zone_of('Europe/Oslo'))"
    given = {**os.environ, "PYTHONTZPATH": "", "PYTHONPATH": str(SRC)}

    done = subprocess.run([sys.executable, "-c", code], env=given, capture_output=True, check=True)

    assert done.stdout.decode().strip() == "Europe/Oslo"
