"""`unblame sources`: what can be read."""

import inspect

import click

from unblame.evidence.registry import readers


@click.command("sources")
def command() -> None:
    """List what can be read, one line a reader.

    Files are recognised by content, not by name; give whole folders or ZIP files as they were
    exported.
    """
    for reader in readers():
        page = inspect.getdoc(type(reader)) or inspect.getdoc(inspect.getmodule(type(reader))) or ""
        click.echo(f"{reader.name:<14}{page.splitlines()[0] if page else ''}")
