"""`unblame sources`: what can be read, and how to export it."""

import textwrap

import click

from unblame.evidence.about import About, about_of
from unblame.evidence.pages import lines_of
from unblame.evidence.registry import readers


@click.command("sources")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--short", is_flag=True, help="One line a reader.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(names: tuple[str, ...], *, short: bool, form: str) -> None:
    """List what can be read: how to export it, its zone, edits, and what the reader rests on.

    Files are recognised by content, not by name; give whole folders or ZIP files as they were
    exported. NAME is the name of a reader, or a part of it.
    """
    told = [(one.name, about_of(one)) for one in readers() if _wanted(one.name, names)]
    if not told:
        asked = ", ".join(names)
        raise click.UsageError(f"No reader is called {asked}. `unblame sources --short` lists all.")
    if form == "json":
        import msgspec

        click.echo(msgspec.json.encode(dict(told)).decode())
    elif short:
        for name, about in told:
            click.echo(f"{name:<16}{about.title}")
    else:
        click.echo("\n\n".join(_told(name, about) for name, about in told))


def _wanted(name: str, names: tuple[str, ...]) -> bool:
    return not names or any(one.lower() in name for one in names)


def _told(name: str, about: About) -> str:
    lines = [f"{name}: {about.title}"]
    for label, text in lines_of(about):
        start = f"  {label:<12}"
        lines.append(textwrap.fill(text, 100, initial_indent=start, subsequent_indent=" " * 14))
    return "\n".join(lines)
