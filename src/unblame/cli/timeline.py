"""`unblame timeline`: the timeline of a document in the terminal, to look at and to correct."""

import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from unblame.cli import files, inputs, known, screen
from unblame.cli.stored import Stored, open_document, save
from unblame.cli.timeline_lines import View, rows
from unblame.conduct import NotUnderstood, confirmed, doubts, moved, rejected, undone
from unblame.model import Kind, Postmortem
from unblame.people import Cast


@click.command("timeline")
@click.argument("document", type=click.Path(path_type=Path))
@click.option("--kind", multiple=True, help="Only events of this kind; may be repeated.")
@click.option(
    "--source",
    multiple=True,
    metavar="S1|PATH",
    help="Only events of this source; may be repeated.",
)
@click.option("--utc", is_flag=True, help="Show UTC, not the incident's zone.")
@click.option(
    "--confirm", multiple=True, metavar="MILESTONE", help="The value holds; may be repeated."
)
@click.option(
    "--move",
    multiple=True,
    metavar="MILESTONE=TIME",
    help="The value is another: a time, or an event such as E12; needs --reason.",
)
@click.option(
    "--reject", multiple=True, metavar="MILESTONE", help="The value does not hold; needs --reason."
)
@click.option("--undo", multiple=True, metavar="MILESTONE", help="Take its last correction back.")
@click.option("--reason", metavar="TEXT", help="Why; kept with the old value under decisions.")
@click.option("--pick", is_flag=True, help="Scroll, filter and correct with keys (on a terminal).")
@click.option("--roster", type=click.Path(path_type=Path), help="People to find and replace.")
@click.option("--now", metavar="TIME", help="Time of the correction (ISO 8601).")
def command(
    document: Path,
    kind: tuple[str, ...],
    source: tuple[str, ...],
    confirm: tuple[str, ...],
    move: tuple[str, ...],
    reject: tuple[str, ...],
    undo: tuple[str, ...],
    reason: str | None,
    roster: Path | None,
    now: str | None,
    *,
    utc: bool,
    pick: bool,
) -> None:
    """Look at the timeline of a document, milestones as marks; confirm, move or reject them.

    What was inferred stays among the alternatives, and each correction with its reason under
    decisions. What on record speaks against a correction is said; nothing is held back for it.

    \b
    Examples:
      unblame timeline inc-42.md --kind alert --kind change
      unblame timeline inc-42.md --confirm detected
      unblame timeline inc-42.md --move detected=2026-03-01T10:04Z --reason "the first call"
      unblame timeline inc-42.md --undo detected
      unblame timeline inc-42.md --pick        with keys: ? shows them
    """
    stored = open_document(document)
    view = _view(stored.postmortem, kind, source, utc=utc)
    if not (confirm or move or reject or undo or pick):
        room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        shown = rows(stored.postmortem, view, room)
        (click.echo_via_pager if len(shown) > 50 else click.echo)("\n".join(shown) + "\n")
        return
    cast = known.cast_of(roster, files.people_map_of(document))
    at = inputs.moment(now)
    if pick:
        _picked(stored, view, cast, at)
        return
    changes = _changes(confirm, move, reject, reason, cast, at)
    changes += [partial(undone, name=name, now=at, cast=cast, reason=reason) for name in undo]
    _keep(stored, changes)


def _view(pm: Postmortem, kinds: tuple[str, ...], sources: tuple[str, ...], *, utc: bool) -> View:
    """Return what is to be shown; raise where a kind or a source is none of the document's."""
    here = sorted({event.kind.value for event in pm.events})
    for kind in kinds:
        if kind not in set(Kind):
            raise screen.CannotDo(f"{kind!r} is no kind of event; here are {', '.join(here)}.")
    known = {item.id: item.path or "told in the review" for item in pm.evidence}
    ids = []
    for name in sources:
        found = [
            one for one, path in known.items() if name == one or f"/{path}".endswith(f"/{name}")
        ]
        if not found:
            listed = ", ".join(f"{one} {path}" for one, path in known.items())
            raise screen.CannotDo(f"{name!r} is no source of this document; they are {listed}.")
        ids += found
    return View(kinds=kinds, sources=tuple(ids), utc=utc)


Change = Callable[[Postmortem], Postmortem]


def _changes(
    confirm: tuple[str, ...],
    move: tuple[str, ...],
    reject: tuple[str, ...],
    reason: str | None,
    cast: Cast,
    at: datetime,
) -> list[Change]:
    """Return what is to be changed, in order; all of it, or nothing, is written."""
    why = (reason or "").strip()
    if (move or reject) and not why:
        raise screen.CannotDo("--move and --reject need --reason: what shows it?")
    changes: list[Change] = [
        partial(confirmed, name=name, now=at, cast=cast, reason=why or None) for name in confirm
    ]
    for word in move:
        name, equals, when = (part.strip() for part in word.partition("="))
        if not (name and equals and when):
            raise screen.CannotDo(
                f"--move {word!r} is not of the form detected=2026-03-01T10:04Z or detected=E12."
            )
        changes.append(partial(moved, name=name, when=when, reason=why, now=at, cast=cast))
    return [
        *changes,
        *(partial(rejected, name=name, reason=why, now=at, cast=cast) for name in reject),
    ]


def _keep(stored: Stored, changes: list[Change]) -> None:
    pm = stored.postmortem
    try:
        for change in changes:
            pm = change(pm)
    except NotUnderstood as error:
        raise screen.CannotDo(f"{error} Nothing was changed.") from error
    save(stored, pm)
    for decision in pm.decisions[len(stored.postmortem.decisions) :]:
        name = decision.on.partition(".")[2].replace("_", " ")
        click.echo(f"{name}: {decision.was} → {decision.now} · {decision.reason}")
    changed = dict.fromkeys(
        one.on.partition(".")[2] for one in pm.decisions[len(stored.postmortem.decisions) :]
    )
    screen.note(
        f"{words[:1].upper()}{words[1:]}. It can be right; the value stands as you set it."
        for words in dict.fromkeys(words for name in changed for words in doubts(pm, name))
    )


def _picked(stored: Stored, view: View, cast: Cast, at: datetime) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise screen.CannotDo(
            "--pick needs a terminal; --confirm, --move and --reject do the same without one."
        )
    from unblame.cli.timeline_picker import pick

    pick(stored, view, cast, at)
