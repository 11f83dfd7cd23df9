"""Findings as GitHub's workflow commands, one line each."""

from collections.abc import Iterator, Sequence

from unblame.cli.found import Checked, Place, offered

KINDS = {"block": "error", "warn": "warning", "note": "notice"}


def annotations(checked: Sequence[Checked]) -> Iterator[str]:
    """Yield a workflow command for each finding."""
    for one in checked:
        for place in one.places:
            yield _annotation(one.name, place)


def _annotation(name: str, place: Place) -> str:
    finding = place.finding
    title = f"{finding.rule} {finding.name}"
    where = {"file": name, "line": finding.line, "col": finding.column, "title": title}
    said = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
    inside = f" ({place.path})" if place.path else ""
    text = f"{finding.message}{inside}.{offered(finding)}"
    return f"::{KINDS[finding.level]} {said}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
