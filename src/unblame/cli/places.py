"""Which files a command line means: folders walked in order, each file once."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from unblame.cli.found import Failed
from unblame.cli.glob import left_out

PROSE = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ".text", ".html", ".htm"})
JSON = frozenset({".json", ".jsonl", ".ndjson"})
SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


def named(paths: Iterable[str], suffixes: frozenset[str]) -> tuple[list[str], list[Failed]]:
    """Return the files that are meant, and for each folder without any an error."""
    found: dict[object, str] = {}
    errors = []
    for name in paths:
        path = Path(name)
        if name == "-" or not _is_folder(path):
            found.setdefault(_same(name), name)
            continue
        inside = list(_walk(path, suffixes, []))
        if not inside:
            kinds = ", ".join(sorted(suffixes))
            what = f"The folder {name} holds no file to check ({kinds})."
            errors.append(Failed(name=name, what=what))
        for file in inside:
            found.setdefault(_same(file), file)
    return list(found.values()), errors


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _same(name: str) -> object:
    """Return what two names of one file share; a file that is not there is its name."""
    if name == "-":
        return name
    try:
        return os.path.realpath(name, strict=True)
    except (OSError, ValueError):
        return name


def _walk(
    folder: Path, suffixes: frozenset[str], above: list[tuple[Path, list[str]]]
) -> Iterator[str]:
    rules = [*above, (folder, _ignored(folder))]
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        place = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or entry.name in SKIPPED or _out(place, rules, is_folder):
            continue
        if is_folder:
            yield from _walk(place, suffixes, rules)
        elif place.suffix.lower() in suffixes and entry.is_file():
            yield str(place)


def _ignored(folder: Path) -> list[str]:
    try:
        return (folder / ".gitignore").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _out(place: Path, rules: list[tuple[Path, list[str]]], is_folder: bool) -> bool:
    return any(
        lines and left_out(place.relative_to(base).as_posix(), lines, folder=is_folder)
        for base, lines in rules
    )
