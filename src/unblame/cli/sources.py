"""`unblame sources`: what can be read, and how to export it."""

import textwrap
from pathlib import Path

import click

from unblame.evidence.about import About, about_of
from unblame.evidence.pages import lines_of
from unblame.evidence.registry import readers


@click.command("sources")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--short", is_flag=True, help="One line a reader.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option(
    "--new", metavar="NAME", help="Write a package with a reader of your own, to fill in."
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Where --new writes.")
def command(
    names: tuple[str, ...], *, short: bool, form: str, new: str | None, out: Path | None
) -> None:
    """List what can be read: how to export it, its zone, edits, and what the reader rests on.

    Files are recognised by content, not by name; give whole folders or ZIP files as they were
    exported. NAME is the name of a reader, or a part of it.
    """
    if new is not None:
        _write_new(new, out or Path(f"unblame-{new.replace('_', '-')}"))
        return
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


def _write_new(name: str, folder: Path) -> None:
    from unblame.cli.new_reader import write_package

    for file in write_package(name, folder, tuple(one.name for one in readers())):
        click.echo(file)
    click.echo(
        f"Next: cd {folder}; pip install -e '.[dev]'; pytest; unblame sources {name}", err=True
    )


def _wanted(name: str, names: tuple[str, ...]) -> bool:
    return not names or any(one.lower() in name for one in names)


def _told(name: str, about: About) -> str:
    lines = [f"{name}: {about.title}"]
    for label, text in lines_of(about):
        start = f"  {label:<12}"
        lines.append(textwrap.fill(text, 100, initial_indent=start, subsequent_indent=" " * 14))
    return "\n".join(lines)
