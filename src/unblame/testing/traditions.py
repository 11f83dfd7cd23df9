"""Invented names by tradition, for tests and measures of whether everybody is found alike."""

from pathlib import Path


def people_of(path: Path) -> list[tuple[str, str]]:
    """Return each tradition with each of its names; a line holds `tradition: name, name`."""
    return [
        (tradition, name.strip())
        for line in path.read_text("utf-8").splitlines()
        if not line.startswith("#")
        for tradition, _, names in [line.partition(":")]
        for name in names.split(",")
    ]
