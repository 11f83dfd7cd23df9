"""What a person sees: warnings, progress and the four outputs in short, coloured on a terminal only."""

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unblame.cli.display import visible

if TYPE_CHECKING:  # the check of a page says nothing of a record, and starts sooner without
    from unblame.model import Postmortem


class CannotDo(click.ClickException):
    """The command could not do what was asked; exit status 2, nothing written."""

    exit_code = 2


def coloured(stream_is_terminal: bool) -> bool:
    """Tell whether colour is wanted: a terminal, and no NO_COLOR in the environment."""
    return stream_is_terminal and not os.environ.get("NO_COLOR")


def style(text: str, **how: str | bool) -> str:
    return click.style(text, **how) if coloured(sys.stdout.isatty()) else text  # type: ignore[arg-type]


def warn(lines: Iterable[str]) -> None:
    """Print warnings to standard error, each on a line of its own."""
    for line in lines:
        mark = click.style("warning:", fg="yellow") if coloured(sys.stderr.isatty()) else "warning:"
        click.echo(f"{mark} {visible(line)}", err=True)


def note(lines: Iterable[str]) -> None:
    """Print to standard error what is good to know, each on a line of its own."""
    for line in lines:
        click.echo(f"note: {visible(line)}", err=True)


def tell(lines: Iterable[str]) -> None:
    """Print what changed to standard error, each on a line of its own."""
    for line in lines:
        click.echo(f"changed: {visible(line)}", err=True)


def internal_error(error: Exception) -> str:
    """Say what went wrong inside without a traceback and without any text of the evidence."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = "/".join(Path(frame.filename).parts[-2:])
    return (
        f"Error: something went wrong inside Unblame ({type(error).__name__} at {place}:{frame.lineno}). "
        "No output was touched. Please report this line; it holds nothing of your evidence."
    )


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Show what is going on where it takes over half a second on a terminal.

    What is yielded takes the name of that which is at work.
    """
    at_work = [""]

    def tell(name: str) -> None:
        at_work[0] = f": {name[-40:]}" if name else ""

    if not sys.stderr.isatty():
        yield tell
        return
    from threading import Event, Thread

    done, started, shown = Event(), time.monotonic(), [0]

    def show() -> None:
        while not done.wait(0.5):
            line = f"{what}{at_work[0]} … {time.monotonic() - started:.0f} s"
            click.echo(f"\r{line:<{shown[0]}}", nl=False, err=True)
            shown[0] = len(line)

    shower = Thread(target=show, daemon=True)
    shower.start()
    try:
        yield tell
    finally:
        done.set()
        shower.join()
        if shown[0]:
            click.echo("\r" + " " * shown[0] + "\r", nl=False, err=True)


@contextmanager
def steps(what: str, names: Sequence[str]) -> Iterator[Callable[[str | None], None]]:
    """Show on a terminal which of many is at work; called with None, the line is taken away."""
    started, shown = time.monotonic(), [0]
    count = iter(range(1, len(names) + 1))

    def turn(name: str | None) -> None:
        if not sys.stderr.isatty():
            return
        if shown[0]:
            click.echo("\r" + " " * shown[0] + "\r", nl=False, err=True)
            shown[0] = 0
        if name is None:
            return
        number = next(count, len(names))
        large = name != "-" and Path(name).is_file() and Path(name).stat().st_size > 1_000_000
        if large or time.monotonic() - started > 0.5:
            line = f"{what} {number} of {len(names)}: {name[-50:]} …"
            shown[0] = len(line)
            click.echo(line, nl=False, err=True)

    try:
        yield turn
    finally:
        turn(None)


def four_outputs(pm: "Postmortem") -> str:
    """Return the four outputs in short, for a terminal."""
    parts = [
        style(f"{pm.incident.id} · {pm.incident.product}", bold=True),
        *_timeline(pm),
        *_factors(pm),
        *_actions(pm),
        *_six_months(pm),
        *_open(pm),
    ]
    return "\n".join(parts)


def _head(text: str) -> str:
    return "\n" + style(text, bold=True, fg="cyan")


def _timeline(pm: "Postmortem") -> Iterator[str]:
    from unblame.document.clock import length, zone_of
    from unblame.model import CORE_MILESTONES

    zone = zone_of(pm.incident.zone)
    yield _head(f"1 Timeline ({pm.incident.zone or 'UTC'})")
    for name in CORE_MILESTONES:
        milestone = pm.milestones.get(name)
        label = f"  {name.replace('_', ' '):<14}"
        if milestone is None or milestone.at is None:
            status = milestone.status.replace("_", " ") if milestone else "missing"
            yield label + style(f"{status}: not in the record", fg="yellow")
        else:
            yield f"{label}{milestone.at.astimezone(zone):%Y-%m-%d %H:%M:%S}  {milestone.status}  {milestone.reason}"
    for short, duration in pm.durations.items():
        known = f"  {short.upper():<4} ({duration.aka})".ljust(16)
        value = length(duration.seconds) if duration.seconds is not None else duration.missing or ""
        yield f"{known}{value}   = {duration.formula}"


def _factors(pm: "Postmortem") -> Iterator[str]:
    yield _head("2 Contributing factors")
    for factor in pm.factors:
        yield f"  {factor.id:<4}{factor.category:<15}{factor.statement}"
    if not pm.factors:
        yield "  none in the record yet"


def _actions(pm: "Postmortem") -> Iterator[str]:
    from unblame.model import ActionStatus

    yield _head("3 Action items")
    shown = [action for action in pm.actions if action.status is not ActionStatus.IDEA]
    for action in shown:
        yield (
            f"  {action.id:<4}{action.title}\n      {action.category} · owner {action.owner or '— who?'}"
            f" · due {action.due or '—'} · {action.measure.state.replace('_', ' ')}"
        )
    parked = len(pm.actions) - len(shown)
    if not shown:
        yield "  none that the record supports yet"
    if parked:
        yield f"  and {parked} parked as ideas"


def _six_months(pm: "Postmortem") -> Iterator[str]:
    yield _head("4 The one action six months ago")
    six = pm.six_months
    yield f"  {six.statement or six.action or 'not assessed: nothing dated before then was given'}"


def _open(pm: "Postmortem") -> Iterator[str]:
    waiting = [question for question in pm.questions if question.status == "open"]
    if waiting:
        yield _head(f"{len(waiting)} open questions")
        yield from (f"  {question.id:<4}{question.ask}" for question in waiting[:5])
        if len(waiting) > 5:
            yield f"  … and {len(waiting) - 5} more: `unblame walk DOCUMENT` asks them one at a time"
