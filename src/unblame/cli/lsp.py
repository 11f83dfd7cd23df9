"""`unblame lsp`: the language server that an editor starts."""

import sys
from pathlib import Path

import click

from unblame.cli import files, known
from unblame.cli.house import settled
from unblame.cli.screen import CannotDo
from unblame.lsp import BrokenSettings, Chosen, serve


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
    names = ("unblame.toml", "pyproject.toml")
    looked_at = [folder / name for folder in document.parents for name in names]
    people_map = files.people_map_of(document)
    try:
        house = settled(document.parent)
        given = house.defaults()["check"].get("roster")
        roster = Path(given) if given else None
        packs = [house.folder / name for name in house.values.get("check", {}).get("packs", ())]
        looked_at += [people_map, *packs, *([roster] if roster else [])]
        cast = known.cast_of(roster, people_map)
        config = house.check_for(document)
    except CannotDo as error:
        raise BrokenSettings(error.message, tuple(looked_at)) from error
    return Chosen(config=config, cast=cast, files=tuple(looked_at))
