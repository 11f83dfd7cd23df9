"""A small package with a reader of one's own, its sample and its five tests, from a template."""

import keyword
import re
from importlib import resources
from pathlib import Path
from string import Template

from unblame.cli.screen import CannotDo

_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
_PLACES = {
    "pyproject.toml.tmpl": "pyproject.toml",
    "README.md.tmpl": "README.md",
    "reader.py.tmpl": "src/unblame_$name/__init__.py",
    "sample.json.tmpl": "samples/$name.json",
    "test_reader.py.tmpl": "tests/test_$name.py",
}


def write_package(name: str, folder: Path, taken: tuple[str, ...]) -> list[Path]:
    """Write the package into a folder that is new or empty, and return its files.

    Raises CannotDo where the name is none or taken, or where the folder holds something.
    """
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise CannotDo(
            f"{name!r} is no name for a reader; use small letters, digits and underscores."
        )
    if name in taken:
        raise CannotDo(f"There is a reader {name!r} already; choose another name.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotDo(f"{folder} holds something already; name a folder that is new or empty.")
    words = {
        "name": name,
        "dashed": name.replace("_", "-"),
        "kind": "".join(part.capitalize() for part in name.split("_")) + "Reader",
        "title": name.replace("_", " ").capitalize(),
    }
    return [_written(source, place, folder, words) for source, place in _PLACES.items()]


def _written(source: str, place: str, folder: Path, words: dict[str, str]) -> Path:
    template = resources.files(__name__).joinpath(source).read_text("utf-8")
    file = folder / Template(place).substitute(words)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(Template(template).substitute(words), "utf-8")
    return file
