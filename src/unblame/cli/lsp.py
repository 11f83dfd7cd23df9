"""`unblame lsp`: the language server that an editor starts."""

import re
import sys
from copy import deepcopy
from pathlib import Path

import click

from unblame.cli import files, known
from unblame.cli.house import settled
from unblame.cli.screen import CannotDo
from unblame.language import UnknownRule, check
from unblame.lsp import BrokenSettings, Chosen, serve

_QUOTED = re.compile(r"'(?:[\w-]+\.)*([\w-]+)'")


@click.command("lsp")
def command() -> None:
    """Serve an editor: findings as you type, rewrites as quick fixes, rule pages on hover.

    An editor starts this itself and speaks with it over standard input and output. Settings are
    those of the nearest unblame.toml or pyproject.toml above each document.
    """
    try:
        status = serve(chosen)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise CannotDo(
            "The language server needs pygls. Install it with: pip install 'unblame[lsp]'"
        ) from error
    sys.exit(status)


def chosen(document: Path) -> Chosen:
    """Return the settings for a document. Raises BrokenSettings with file, line and what."""
    looked_at = _looked_at(document.parent)
    try:
        house = settled(document.parent)
        roster = house.defaults()["check"].get("roster")
        people_map = files.people_map_of(document)
        looked_at += [people_map, *([Path(roster)] if roster else [])]
        cast = known.cast_of(Path(roster) if roster else None, people_map)
        check("", config=house.check)
    except CannotDo as error:
        raise BrokenSettings(_with_line(error.message, looked_at), tuple(looked_at)) from error
    except (UnknownRule, ValueError) as error:
        source = next(path for path in looked_at if path.is_file())
        raise BrokenSettings(
            _with_line(f"{source.name}: {error}", looked_at), tuple(looked_at)
        ) from error
    return Chosen(config=house.check, cast=lambda: deepcopy(cast), files=tuple(looked_at))


def _looked_at(start: Path) -> list[Path]:
    """Return the files that may hold the settings, nearest first."""
    names = ("unblame.toml", "pyproject.toml")
    return [folder / name for folder in (start, *start.parents) for name in names]


def _with_line(message: str, looked_at: list[Path]) -> str:
    """Return a message with the line of the word that it quotes, where it names none itself."""
    word = _QUOTED.search(message)
    files_there = (path for path in looked_at if path.is_file())
    named = next((path for path in files_there if message.startswith(path.name)), None)
    if named is None or word is None or re.search(r"\bline \d", message):
        return message
    lines = named.read_text("utf-8", errors="replace").splitlines()
    found = (number for number, line in enumerate(lines, 1) if re.search(rf"\b{word[1]}\b", line))
    line = next(found, None)
    return message if line is None else f"{message} ({named}, line {line})"
