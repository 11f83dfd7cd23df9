"""`unblame lsp`: the language server that an editor starts."""

import os
import sys
from pathlib import Path

import click

from unblame.cli import files, known
from unblame.cli.house import House, settled
from unblame.cli.reader import ENVIRONMENT, reader_of
from unblame.cli.screen import CannotDo
from unblame.language.baseline import Baseline, NotABaseline
from unblame.lsp import BrokenSettings, Chosen, serve
from unblame.recognise import Reader


@click.command("lsp")
@click.option("--stdio", is_flag=True, hidden=True)  # some clients add it, whatever they are told
@click.option(
    "--recogniser",
    metavar="auto|off|FOLDER",
    envvar=ENVIRONMENT,
    help="As of `unblame check`; else what the settings of each document say.",
)
def command(*, recogniser: str | None, stdio: bool) -> None:  # noqa: ARG001
    """Serve an editor: findings as you type, rewrites as quick fixes, rule pages on hover.

    An editor starts this itself and speaks with it over standard input and output. Settings are
    those of the nearest unblame.toml or pyproject.toml above each document.
    """
    try:
        status = serve(Choosing(recogniser).chosen)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise CannotDo(
            "The language server needs pygls. Install it with: pip install 'unblame[lsp]'"
        ) from error
    sys.exit(status)


class Choosing:
    """The settings of documents; all of them share one recogniser, which is told of once."""

    def __init__(self, recogniser: str | None) -> None:
        self.recogniser = recogniser
        self._readers: dict[str, Reader | None] = {}

    def chosen(self, document: Path) -> Chosen:
        """Return the settings for a document. Raises BrokenSettings with file, line and what."""
        names = ("unblame.toml", "pyproject.toml")
        looked_at = [folder / name for folder in document.parents for name in names]
        people_map = files.people_map_of(document)
        try:
            house = settled(document.parent)
            given = house.defaults()["check"].get("roster")
            roster = Path(given) if given else None
            settings = house.values.get("check", {})
            base = house.folder / settings["baseline"] if "baseline" in settings else None
            packs = [house.folder / name for name in settings.get("packs", ())]
            looked_at += [people_map, *packs, *(path for path in (roster, base) if path)]
            return Chosen(
                config=house.check_for(document),
                cast=known.cast_of(roster, people_map, self._reader(house)),
                baseline=_baseline(base) if base else Baseline(),
                path=_path_from(base, document) if base else "",
                files=tuple(looked_at),
            )
        except CannotDo as error:
            raise BrokenSettings(error.message, tuple(looked_at)) from error

    def _reader(self, house: House) -> Reader | None:
        said = self.recogniser or house.recogniser or "auto"
        if said not in self._readers:
            self._readers[said] = reader_of(said)
        return self._readers[said]


def _baseline(path: Path) -> Baseline:
    try:
        return Baseline.read(files.read_text(path, "The baseline"))
    except NotABaseline as error:
        raise CannotDo(f"The baseline {path} cannot be used: {error}.") from error


def _path_from(base: Path, document: Path) -> str:
    return Path(os.path.relpath(document.resolve(), base.resolve().parent)).as_posix()
