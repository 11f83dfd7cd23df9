"""Findings as JSON of the schema unblame.findings/1."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from unblame.cli.found import Checked, Failed
from unblame.recognise import Reader


def as_json(
    files: int,
    checked: Sequence[Checked],
    failed: Sequence[Failed],
    reader: Reader | None = None,
) -> str:
    """Return the whole report; `files` is how many were asked for."""
    report = {
        "schema": "unblame.findings/1",
        "recogniser": reader.stated() if reader else None,
        "files": files,
        "errors": [{"file": one.name, "what": one.what} for one in failed],
        "known": sum(len(one.known) for one in checked),
        "stale": sum(one.stale for one in checked),
        "suppressed": sum(len(one.standing) for one in checked),
        "findings": list(_rows(checked)),
    }
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()


def _rows(checked: Sequence[Checked]) -> Iterator[dict[str, Any]]:
    for one in checked:
        for place in one.places:
            row = msgspec.to_builtins(place.finding)
            del row["start"], row["end"]
            inside = {"path": place.path} if place.path else {}
            yield {"file": one.name, **row, **inside}
