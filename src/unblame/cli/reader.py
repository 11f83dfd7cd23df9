"""Where the recogniser is taken from, and the one line that says so where there is none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from unblame.cli import screen
from unblame.recognise import INSTALL, Reader, Unusable, installed

Command = TypeVar("Command", bound=Callable[..., Any])

ENVIRONMENT = "UNBLAME_RECOGNISER"
ABSENT = f"Rules only: the recogniser is not installed ({INSTALL})."

ASKED_FOR = f"The folder {{}} was named by --recogniser, {ENVIRONMENT} or unblame.toml: name another, auto or off."


def reader_of(said: str) -> Reader | None:
    """Return the recogniser that `auto`, `off` or a folder stands for.

    What cannot be used is told on standard error and rules do the work; but a folder that was asked
    for by name has to be usable: raises CannotDo.
    """
    if said == "off":
        return None
    if said != "auto":
        return _of_folder(Path(said))
    folder = installed()
    if folder is None:
        click.echo(ABSENT, err=True)
        return None
    return Reader(folder, complain=_go_on)


def loaded(reader: Reader) -> Reader:
    """Return the reader with its weights found whole and loaded; raises CannotDo."""
    try:
        reader.load()
    except Unusable as error:
        raise screen.CannotDo(str(error)) from error
    return reader


def _go_on(problem: str) -> None:
    screen.warn([problem])


def _of_folder(folder: Path) -> Reader:
    if not folder.is_dir():
        raise screen.CannotDo(
            f"The recogniser {str(folder)!r} is no folder; --recogniser takes auto, off, or a folder with weights."
        )
    try:
        return loaded(Reader(folder, complain=_go_on))
    except screen.CannotDo as error:
        raise screen.CannotDo(f"{error.message} {ASKED_FOR.format(folder)}") from error


def _callback(ctx: click.Context, _param: click.Parameter, said: str) -> Reader | None:
    return None if ctx.resilient_parsing else reader_of(said)


def recogniser_option(command: Command) -> Command:
    """Add `--recogniser`; the command is given a `reader`, or None for rules alone."""
    return click.option(
        "--recogniser",
        "reader",
        metavar="auto|off|FOLDER",
        envvar=ENVIRONMENT,
        default="auto",
        show_default=True,
        callback=_callback,
        help="What reads sentences beside the rules: the installed recogniser where there is one, none, or the one in FOLDER.",
    )(command)
