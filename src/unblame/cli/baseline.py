"""The baseline as a file: read before the check, written after it, its paths from its own folder."""

import os
from collections.abc import Sequence
from pathlib import Path

from unblame.cli import files
from unblame.cli.found import Checked
from unblame.cli.screen import CannotDo
from unblame.language.baseline import Baseline, NotABaseline


def read(path: Path | None) -> Baseline:
    """Return the baseline in a file, or one that knows nothing. Raises CannotDo."""
    if path is None:
        return Baseline()
    try:
        return Baseline.read(files.read_text(path, "The baseline"))
    except NotABaseline as error:
        raise CannotDo(
            f"The baseline {path} cannot be used: {error}. "
            "Move it away, and write a new one with --write-baseline."
        ) from error


def path_in(place: Path | None, name: str) -> str:
    """Return a file's path from the folder of the baseline, with slashes."""
    if name == "-" or place is None:
        return name
    return Path(os.path.relpath(Path(name).resolve(), place.resolve().parent)).as_posix()


def write(out: Path, old: Baseline, checked: Sequence[Checked]) -> str:
    """Write what was found and say what changed; what is known of other files stays."""
    named = {path_in(out, one.name): one for one in checked}
    now = Baseline.of((path, found) for path, one in named.items() for found in one.findings)
    kept = {
        path: counts
        for path, counts in old.files.items()
        if path not in named and (out.resolve().parent / path).exists()
    }
    files.write_text(out, Baseline(files={**kept, **now.files}).text())
    before = Baseline(files={path: old.files[path] for path in named.keys() & old.files.keys()})
    new, gone = now.without(before).total, before.without(now).total
    return f"{out}: {now.total} known, {new} of them new, {gone} gone."
