"""`unblame lines`: the very lines in the evidence that an event of a document rests on."""

from pathlib import Path

import click
import msgspec

from unblame.cli import screen
from unblame.cli.stored import open_document
from unblame.evidence.lines import Shown, lines_behind
from unblame.model import Event


@click.command("lines")
@click.argument("document", type=click.Path(path_type=Path))
@click.argument("event", metavar="E41")
@click.option(
    "--evidence",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Where the evidence lies (default: the folder of the document); may be repeated.",
)
@click.option(
    "--most", type=click.IntRange(min=1), default=10, show_default=True, help="Lines to show."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(document: Path, event: str, evidence: tuple[Path, ...], most: int, form: str) -> None:
    """Show the very lines behind an event, out of logs, chats, tables, compressed files and archives.

    People are named in them as the evidence names them; secrets stay masked.

    \b
    Examples:
      unblame lines inc-42.md E41
      unblame lines inc-42.md E41 --evidence evidence/ --most 50
    """
    pm = open_document(document).postmortem
    told = next((one for one in pm.events if event in (one.id, one.key)), None)
    if told is None:
        last = max((int(one.id[1:]) for one in pm.events if one.id[1:].isdigit()), default=0)
        raise screen.CannotDo(
            f"{document} holds no event {event}; its events are numbered up to E{last}, and "
            "`unblame timeline` lists them."
        )
    places = list(evidence) or [document.resolve().parent]
    found = list(lines_behind(told, pm.evidence, places, most=most))
    screen.warn(_changed(one) for one in found if one.changed)
    if form == "json":
        report = {"schema": "unblame.lines/1", "event": told.id, "sources": found}
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    else:
        click.echo("\n".join((_headline(told), *(_text(one) for one in found))))
    if not any(one.lines for one in found):
        names = ", ".join(dict.fromkeys(one.path or one.evidence for one in found)) or "no source"
        raise screen.CannotDo(f"{names}: not found there; name its folder with --evidence.")


def _headline(event: Event) -> str:
    when = f"{event.at:%Y-%m-%d %H:%M:%S} UTC" if event.at else "no known time"
    return f"{event.id} · {event.kind} · {when} · {' '.join(event.text.split())[:160]}"


def _text(shown: Shown) -> str:
    where = shown.found or shown.path
    lines = [f"{shown.evidence} · {where}, {shown.place}"]
    lines += [f"  {place:<12} {text}" for place, text in shown.lines]
    if shown.more:
        lines.append(f"  … and {shown.more} more like these")
    if not shown.lines:
        lines.append("  not found")
    return "\n".join(lines)


def _changed(shown: Shown) -> str:
    return f"{shown.found} has changed since the document was drafted; its lines may have moved."
