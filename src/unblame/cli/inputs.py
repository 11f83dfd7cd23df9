"""Options that several commands share, and how they become values."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click

from unblame.cli import column_profiles, told
from unblame.cli.cache import FolderCache
from unblame.cli.reader import recogniser_option
from unblame.cli.screen import CannotDo
from unblame.cli.told import known_zone, pairs, zones_told
from unblame.evidence import Evidence, ReadOptions
from unblame.model import Postmortem

Command = TypeVar("Command", bound=Callable[..., Any])


#: How evidence is to be read, in the order of the help.
_EVIDENCE_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--tz",
        multiple=True,
        callback=zones_told,
        metavar="[FILE=]ZONE",
        help="Zone of times that state none (Europe/Oslo, +02:00), in all or in one file.",
    ),
    click.option(
        "--zone",
        "zones",
        multiple=True,
        metavar="ABBR=ZONE",
        help="What an abbreviation means (IST=Asia/Kolkata).",
    ),
    click.option(
        "--roster",
        type=click.Path(path_type=Path),
        help="People to find and replace (YAML, JSON or CSV); never printed.",
    ),
    recogniser_option,
    click.option(
        "--owners",
        type=click.Path(path_type=Path),
        help="CODEOWNERS, catalog-info.yaml, or YAML from service to team.",
    ),
    click.option(
        "--history",
        type=click.Path(path_type=Path),
        multiple=True,
        help="Folder of earlier post-mortems, tickets and alerts with dates.",
    ),
    click.option(
        "--columns",
        metavar="time=When,text=What",
        help="Which columns of a table hold the time, the text and the actor; or a saved profile's name.",
    ),
    click.option(
        "--save-columns",
        metavar="NAME",
        help="Keep what --columns says in unblame.toml, for every table with these headings.",
    ),
    click.option(
        "--dates",
        multiple=True,
        metavar="[FILE=]dmy|mdy|ymd",
        help="Order of day and month in dates such as 03/04/2026, in all or in one file.",
    ),
    click.option(
        "--day",
        "days",
        multiple=True,
        metavar="FILE=DAY",
        help="Day of times that name none (notes.txt=2026-03-04), and so the year of days.",
    ),
    click.option(
        "--recorded",
        multiple=True,
        metavar="FILE=TIME",
        help="When a recording began, for the times of its transcript (call.vtt=2026-03-04T14:00Z).",
    ),
    click.option(
        "--clock",
        "clocks",
        multiple=True,
        metavar="SOURCE=+4m12s",
        help="How far the clock of a source (its path, or S3) is ahead; 0 says it is right.",
    ),
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes may read large logs (default: as many as there are cores).",
    ),
    click.option(
        "--no-cache", is_flag=True, help="Read large logs anew, and keep nothing of them."
    ),
    click.option("--strict", is_flag=True, help="Fail where part of the evidence cannot be read."),
)


def evidence_options(command: Command) -> Command:
    """Add the options that say how evidence is to be read."""
    for option in reversed(_EVIDENCE_OPTIONS):
        command = option(command)
    return command


#: What of the options of `evidence_options` says how evidence is read; the rest says who is in it.
_GIVEN = (
    "tz", "zones", "owners", "history", "columns", "save_columns", "dates", "days", "recorded",
    "clocks", "strict", "jobs", "no_cache",
)  # fmt: skip


def read_options(
    *,
    tz: Mapping[str, str],
    zones: tuple[str, ...],
    owners: Path | None = None,
    history: tuple[Path, ...] = (),
    columns: str | None = None,
    save_columns: str | None = None,
    dates: tuple[str, ...] = (),
    days: tuple[str, ...] = (),
    recorded: tuple[str, ...] = (),
    clocks: tuple[str, ...] = (),
    strict: bool = False,
    jobs: int | None = None,
    no_cache: bool = True,
) -> ReadOptions:
    """Return the reading options, or raise with the option that is off and what it takes."""
    for zone in filter(None, (pair.partition("=")[2] for pair in zones)):
        known_zone(zone)
    saved = column_profiles.here()
    mapping = column_profiles.mapping_of(columns, saved)
    if save_columns is not None:
        _save(save_columns, mapping)
    return ReadOptions(
        tz=tz.get(""),
        tz_of={name: zone for name, zone in tz.items() if name},
        dates=told.orders(dates),
        days=told.days(days),
        zones=pairs(zones, "--zone", "IST=Asia/Kolkata"),
        columns=mapping,
        profiles=tuple(saved.values()),
        recorded=pairs(recorded, "--recorded", "call.vtt=2026-03-04T14:00Z"),
        clocks=_clocks(clocks),
        history=tuple(history),
        owners=owners,
        strict=strict,
        jobs=jobs or _cores(),
        cache=None if no_cache else FolderCache(Path.cwd()),
    )


def options_of(given: Mapping[str, Any]) -> ReadOptions:
    """Return the reading options from what a command with `evidence_options` was given."""
    return read_options(**{name: given[name] for name in _GIVEN})


def _cores() -> int:
    """Return how many cores this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


NOTHING_READ = (
    "Nothing in the given evidence could be read. `unblame sources` lists what can be read and how "
    "to export it."
)
_ALIKE = 5
#: So many warnings are printed: nobody reads more, and the JSON form holds them all.
MOST_WARNINGS = 500


def warnings_of(found: Evidence) -> Iterator[str]:
    """Yield what could not be read, each with its place; of very many the first, and how many more."""
    every = _warnings(found)
    yield from islice(every, MOST_WARNINGS)
    if more := sum(1 for _ in every):
        yield f"{more:,} more like these; `unblame read EVIDENCE --format json` holds them all"


def _warnings(found: Evidence) -> Iterator[str]:
    """Yield every warning: first what was left out, of many for one reason a few."""
    alike: dict[str, list[str]] = {}
    for warning in found.skipped:
        alike.setdefault(warning.what, []).append(warning.where)
    for what, places in alike.items():
        yield from (f"{where}: {what}" for where in places[:_ALIKE])
        if len(places) > _ALIKE:
            yield f"… and {len(places) - _ALIKE:,} more: {what}"
    for item in found.items:
        yield from (f"{item.path}: {warning.where}: {warning.what}" for warning in item.warnings)


def clocks_decided(before: Postmortem) -> dict[str, float]:
    """Return by path the clocks on which a person has decided in a document."""
    return {
        item.path: item.clock.offset_s
        for item in before.evidence
        if item.path and item.clock is not None and item.clock.basis.startswith("told")
    }


def _save(name: str, mapping: dict[str, str]) -> None:
    if not mapping:
        raise CannotDo("--save-columns keeps what --columns says; give both.")
    path = column_profiles.save(name, mapping)
    click.echo(f"Saved the columns {name!r} in {path.name}.", err=True)


def _clocks(words: tuple[str, ...]) -> dict[str, float]:
    """Return by source how many seconds its clock is ahead, or raise with what it takes."""
    from unblame.evidence.aligned import offset_of

    ahead = {}
    for source, text in pairs(words, "--clock", "slack/inc-42.json=+4m12s").items():
        seconds = offset_of(text)
        if seconds is None:
            raise CannotDo(
                f"--clock {source}={text}: {text!r} is no offset; say how far that clock is ahead, "
                "like +4m12s, -35s, 731d, or 0 where it is right."
            )
        ahead[source] = seconds
    return ahead


def moment(text: str | None, fallback: datetime | None = None) -> datetime:
    """Return the time of drafting: as given, else the fallback, else the clock."""
    if text is None:
        return fallback or datetime.now(UTC).replace(microsecond=0)
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise CannotDo(
            f"--now {text!r} is not an ISO 8601 time such as 2026-03-04T09:00:00Z."
        ) from error
    return (given if given.tzinfo else given.replace(tzinfo=UTC)).astimezone(UTC)
