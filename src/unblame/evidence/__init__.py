"""From bytes to events.

Knows file formats, times and zones; takes paths; gives `Evidence`: everything that was said, in
order, with its sources, with people replaced and secrets masked, and what could not be read.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from unblame.evidence.copies import SAME
from unblame.evidence.form import OpenSource
from unblame.evidence.gather import gather
from unblame.evidence.history import read_history
from unblame.evidence.options import ReadOptions
from unblame.evidence.owners import read_owners
from unblame.evidence.reading import Read, each_file, read_source, window_of, with_day
from unblame.evidence.record import (
    Change,
    Evidence,
    HistoryItem,
    Identity,
    Passage,
    Reading,
    Record,
    Statement,
)
from unblame.evidence.registry import readers
from unblame.evidence.rotated import sets_of
from unblame.evidence.store import Cache
from unblame.evidence.times import duration_seconds, find_times, moment_of, read_time
from unblame.evidence.whole import evidence_of
from unblame.evidence.zones import Zones
from unblame.model import Warning
from unblame.people import Cast

__all__ = [
    "Cache",
    "Change",
    "Evidence",
    "HistoryItem",
    "Identity",
    "Passage",
    "ReadOptions",
    "Reading",
    "Record",
    "Statement",
    "Unreadable",
    "Zones",
    "duration_seconds",
    "find_times",
    "moment_of",
    "read",
    "read_time",
    "readers",
]


class Unreadable(ValueError):
    """Strict reading was asked for and something could not be read; the message names the first."""


def read(
    paths: Sequence[str | Path], *, options: ReadOptions | None = None, cast: Cast | None = None
) -> Evidence:
    """Return all that the paths say, merged; what could not be read is named, never raised.

    Raises Unreadable only where `options.strict` is set.
    """
    options = options or ReadOptions()
    cast = cast if cast is not None else Cast()
    options = replace(options, shown=cast.replace)
    zones = options.as_zones()
    readings, skipped = _read_all([Path(path) for path in paths], options)
    history, people, unread = read_history(options.history, zones)
    owners, unowned = read_owners(options.owners)
    evidence = evidence_of(
        readings,
        skipped=[*skipped, *unread, *unowned],
        history=history,
        identities=people,
        owners=owners,
        options=options,
        cast=cast,
    )
    if options.strict:
        _refuse(evidence)
    return evidence


def _read_all(paths: list[Path], options: ReadOptions) -> tuple[list[Read], list[Warning]]:
    """Read files first, then repositories, of which only the time of the incident is wanted."""
    found: list[Read | Warning] = []
    files: list[OpenSource] = []
    repositories: list[OpenSource] = []
    for one in gather(paths, columns=options.columns, ignore=options.ignore):
        if isinstance(one, Warning):
            found.append(one)
            continue
        one = replace(  # noqa: PLW2901 (what the user said of it)
            one, profiles=options.profiles, recorded=options.recorded_of(one.path)
        )
        if one.folder is not None:
            repositories.append(one)
        elif one.file is not None:
            files.append(
                replace(one, window=options.window, jobs=options.jobs, cache=options.cache)
            )
        else:
            one = replace(one, window=options.window)  # noqa: PLW2901 (a hint to it)
            found.append(_read(one, options))
    found += [_read(replace(log[-1], before=log[:-1]), options) for log in sets_of(files)]
    readings = [one for one in found if isinstance(one, Read)]
    window = options.window or window_of(readings)
    found += [_read(replace(one, window=window), options) for one in repositories]
    if window is not None:
        found = [with_day(one, window) if isinstance(one, Read) else one for one in found]
    return (
        [file for one in found if isinstance(one, Read) for file in each_file(one)],
        [one for one in found if isinstance(one, Warning)],
    )


def _read(source: OpenSource, options: ReadOptions) -> Read | Warning:
    options.tell(source.path)
    return read_source(source, options.zones_of(source.path))


def _refuse(evidence: Evidence) -> None:
    warnings: list[tuple[str | None, Warning]] = [
        (item.path, one)
        for item in evidence.items
        for one in item.warnings
        if not one.what.startswith(SAME)
    ]
    warnings += [(None, warning) for warning in evidence.skipped]
    for path, warning in warnings:
        where = f"{path}, {warning.where}" if path else warning.where
        raise Unreadable(f"{where}: {warning.what}")
