"""Events as a Parquet file, with the library of the extra `parquet`."""

import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from io import BytesIO
from typing import Any

from unblame.cli.screen import CannotDo
from unblame.model import Event

_MISSING = (
    "Parquet needs a library that is not installed: pip install 'unblame[parquet]'. "
    "--format csv and --format json need none."
)


def as_parquet(events: Sequence[Event], ids: dict[str, str]) -> bytes:
    """Return the events as a Parquet file; times are UTC with microseconds."""
    try:
        core, files = import_module("arro3.core"), import_module("arro3.io")
    except ImportError as error:
        raise CannotDo(_MISSING) from error
    text, moment = core.DataType.utf8(), core.DataType.timestamp("us", tz="UTC")
    columns: dict[str, tuple[Any, list[Any]]] = {
        "at": (moment, [_micros(one.at) for one in events]),
        "earliest": (moment, [_micros(one.earliest) for one in events]),
        "latest": (moment, [_micros(one.latest) for one in events]),
        "until": (moment, [_micros(one.until) for one in events]),
        "kind": (text, [str(one.kind) for one in events]),
        "id": (text, [ids.get(one.key) for one in events]),
        "key": (text, [one.key for one in events]),
        "actor": (text, [one.actor for one in events]),
        "text": (text, [one.text for one in events]),
        "precision": (text, [str(one.precision) for one in events]),
        "zone_basis": (text, [one.zone_basis for one in events]),
        "as_written": (text, [one.as_written for one in events]),
        "sources": (
            text,
            ["; ".join(f"{s.evidence} {s.place}" for s in one.sources) for one in events],
        ),
    }
    schema = core.Schema(
        [core.Field(name, kind, nullable=True) for name, (kind, _) in columns.items()]
    )
    arrays = [_array(core, kind, values) for kind, values in columns.values()]
    out = BytesIO()
    files.write_parquet(core.Table.from_arrays(arrays, schema=schema), out)
    return out.getvalue()


def _array(core: Any, kind: Any, values: list[Any]) -> Any:
    if kind == core.DataType.utf8():
        return core.Array(values, type=kind)
    return core.Array(values, type=core.DataType.int64()).cast(kind)


def _micros(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp()) * 1_000_000 + at.microsecond


def print_parquet(events: Sequence[Event], ids: dict[str, str]) -> None:
    """Write the file to standard output, unless that is a terminal."""
    data = as_parquet(events, ids)
    if sys.stdout.isatty():
        raise CannotDo(
            "Parquet is no text for a terminal; send it to a file with > events.parquet."
        )
    sys.stdout.buffer.write(data)
