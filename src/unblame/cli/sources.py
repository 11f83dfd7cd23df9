"""`unblame sources`: what can be read, and how to export it."""

import textwrap
from pathlib import Path

import click

from unblame.cli.screen import CannotDo
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

    Files are recognised by content, not by name; give whole folders, ZIP or tar files as they were
    exported. NAME is the name of a reader or of a tool, or a part of it.

    \b
    Examples:
      unblame sources --short
      unblame sources slack
      unblame sources excel
    """
    if new is not None:
        _write_new(new, out or Path(f"unblame-{new.replace('_', '-')}"))
        return
    every = [(one.name, about_of(one)) for one in readers()]
    told = [one for one in every if _is_of(f"{one[0]} {one[1].title}", names)]
    told = told or [one for one in every if _is_of(one[1].export, names)]
    if not told:
        raise CannotDo(_unknown(names, [name for name, _ in every]))
    if form == "json":
        import msgspec

        click.echo(msgspec.json.encode(dict(told)).decode())
    elif short:
        wide = max(len(name) for name, _ in told)
        for name, about in told:
            click.echo(f"{name:<{wide}}  {about.title}")
    else:
        click.echo("\n\n".join(_told(name, about) for name, about in told))


def _write_new(name: str, folder: Path) -> None:
    from unblame.cli.new_reader import write_package

    for file in write_package(name, folder, tuple(one.name for one in readers())):
        click.echo(file)
    click.echo(
        f"Next: cd {folder}; pip install -e '.[dev]'; pytest; unblame sources {name}", err=True
    )


def _is_of(said: str, names: tuple[str, ...]) -> bool:
    return not names or any(name.lower().strip() in said.lower() for name in names)


def _unknown(names: tuple[str, ...], known: list[str]) -> str:
    from difflib import get_close_matches

    asked = ", ".join(names)
    near = get_close_matches(names[0].lower(), known, 1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    return (
        f"No reader knows {asked}.{meant} `unblame sources --short` lists all. A table of any tool can be "
        "given as CSV with --columns, and `--new NAME` begins a reader of your own."
    )


def _told(name: str, about: About) -> str:
    lines = [f"{name}: {about.title}"]
    for label, text in lines_of(about):
        start = f"  {label:<12}"
        lines.append(textwrap.fill(text, 100, initial_indent=start, subsequent_indent=" " * 14))
    return "\n".join(lines)
