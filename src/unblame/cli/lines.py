"""`unblame lines`: the very lines in the evidence that a value of a document rests on."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click
import msgspec

from unblame.cli import display, files, screen
from unblame.cli.stored import open_document
from unblame.evidence.lines import Shown, lines_behind
from unblame.model import Action, Event, Factor, Milestone, Postmortem, Source


@click.command("lines")
@click.argument("document", type=click.Path(path_type=Path))
@click.argument("what", metavar="E41|MILESTONE|F1|A1|six_months")
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
def command(document: Path, what: str, evidence: tuple[Path, ...], most: int, form: str) -> None:
    """Show the very lines behind an event, a milestone, a factor, an action or the one six months ago.

    They come out of logs, chats, tables, mail, compressed files and archives, as they stand there:
    people are named as the evidence names them; secrets stay masked.

    \b
    Examples:
      unblame lines inc-42.md E41
      unblame lines inc-42.md detected
      unblame lines inc-42.md E41 --evidence evidence/ --most 50
    """
    pm = open_document(document).postmortem
    told = meant(pm, what)
    if not told:
        raise screen.CannotDo(_unknown(document, pm, what))
    places = list(evidence) or [document.resolve().parent]
    with screen.progress("Looking through the evidence"):
        found = [
            (event, list(lines_behind(event, pm.evidence, places, most=most))) for event in told
        ]
    shown = [one for _, sources in found for one in sources]
    screen.warn(dict.fromkeys(note for one in shown for note in _notes(one)))
    if form == "json":
        name = told[0].id if len(told) == 1 else what
        report = {"schema": "unblame.lines/1", "event": name, "sources": shown}
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    else:
        click.echo("\n".join(_text(found, document)))
    if not any(one.lines for one in shown):
        raise screen.CannotDo(_nothing(what, shown, document))


def meant(pm: Postmortem, what: str) -> list[Event]:
    """Return the events that are meant, and what else a value rests on as an event without a key."""
    told = next((one for one in pm.events if what in (one.id, one.key)), None)
    if told is not None:
        return [told]
    values: list[Factor | Action] = [*pm.factors, *pm.actions]
    if what == "six_months":
        return [_whole(what, pm.six_months.statement or what, None, pm.six_months.sources)]
    value: Milestone | Factor | Action | None = pm.milestones.get(what) or next(
        (one for one in values if one.id == what), None
    )
    if value is None:
        return []
    events = [one for one in pm.events if one.id in value.events]
    seen = {source for one in events for source in one.sources}
    own: tuple[Source, ...] = tuple(one for one in value.sources if one not in seen)
    at = value.at if isinstance(value, Milestone) else None
    whole = _whole(what, _said(value), at, own)
    return [*events, whole] if own or not events else events


def _whole(what: str, text: str, at: datetime | None, sources: tuple[Source, ...]) -> Event:
    return Event(key="", id=what, text=text, at=at, sources=sources)


def _said(value: Milestone | Factor | Action) -> str:
    if isinstance(value, Action):
        return value.title
    return value.statement if isinstance(value, Factor) else value.reason


def _unknown(document: Path, pm: Postmortem, what: str) -> str:
    last = max((int(one.id[1:]) for one in pm.events if one.id[1:].isdigit()), default=0)
    return (
        f"{document} holds no event {what}; its events are numbered up to E{last}, and "
        f"`unblame timeline {document}` lists them. A milestone ({', '.join(pm.milestones)}), a factor, "
        "an action or six_months can be given as well."
    )


def _text(found: list[tuple[Event, list[Shown]]], document: Path) -> Iterator[str]:
    for event, sources in found:
        yield screen.style(_headline(event), bold=True)
        for one in sources:
            yield from _source(one, document)


def _headline(event: Event) -> str:
    when = f"{event.at:%Y-%m-%d %H:%M:%S} UTC" if event.at else "no known time"
    told = f"{event.kind} · {when} · " if event.key else f"{when} · " if event.at else ""
    return f"{event.id} · {told}{display.visible(' '.join(event.text.split())[:160])}"


def _source(shown: Shown, document: Path) -> Iterator[str]:
    if not shown.path:
        yield f"{shown.evidence} · {_told(shown, document)}"
        return
    line = f" (line {shown.line} of the file)" if shown.line is not None else ""
    yield f"{shown.evidence} · {shown.found or shown.path}, {shown.place}{line}"
    for place, text in shown.lines:
        label = "" if len(shown.lines) == 1 and place == shown.place else f"{place:<12} "
        first, *rest = text.splitlines() or [""]
        yield f"  {label}{display.visible(first)}"
        yield from (f"  {' ' * len(label)}{display.visible(line)}" for line in rest)
    if shown.more:
        yield f"  … and {shown.more} more like these"
    if not shown.lines:
        yield "  not found" if shown.found is None else "  nothing stands there any more"


def _told(shown: Shown, document: Path) -> str:
    answers = files.answers_of(document)
    where = f"; the raw answers are in {answers.name}" if answers.exists() else ""
    return f"told in the review, {shown.place}{where}"


def _notes(shown: Shown) -> Iterator[str]:
    if shown.changed:
        yield f"{shown.found} has changed since the document was drafted; its lines may have moved."
    if shown.moved:
        yield f"{shown.path} lies under another name now: {shown.found}; it is the same file."


def _nothing(what: str, shown: list[Shown], document: Path) -> str:
    """Say why nothing is shown, and what helps."""
    if not shown:
        return f"{what} rests on no source: nothing in the record tells of it."
    files_ = [one for one in shown if one.path]
    if not files_:
        return f"{what} rests only on what was told in the review; no file stands behind it."
    lost = list(dict.fromkeys(one.path for one in files_ if one.found is None))
    if lost:
        return f"{', '.join(lost)}: not found there; name its folder with --evidence."
    names = ", ".join(dict.fromkeys(f"{one.found}, {one.place}" for one in files_))
    return (
        f"{names}: the file is there, and nothing stands at that place any more. Draft again with "
        f"`unblame draft EVIDENCE -o {document.name}`, or give the file as it was with --evidence."
    )
