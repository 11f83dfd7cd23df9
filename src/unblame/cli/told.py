"""What a person says of one source beside what it holds: its zone, its days, when its recording began.

Each is said once: the document remembers it, and a later draft of it needs no option.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from unblame.cli.column_profiles import ORDERS
from unblame.cli.screen import CannotDo
from unblame.model import EvidenceItem, Postmortem

#: By whose word the document remembers something of a source, and the option that said it.
_REMEMBERED = {"--dates": "dates", "--day": "days", "--recorded": "recorded"}


def zones_told(
    context: click.Context, parameter: click.Parameter, words: tuple[str, ...]
) -> dict[str, str]:
    """Return the zones by file, under "" that of all: as given, else as the house has settled it."""
    told = dict(_of_file(word) for word in words)
    settled = context.lookup_default(parameter.name or "tz")
    if "" not in told and settled:
        told[""] = settled if isinstance(settled, str) else settled[0]
    for zone in told.values():
        known_zone(zone)
    return told


def orders(words: Iterable[str]) -> dict[str, str]:
    """Return by file the order of day and month, or raise with what it takes."""
    told = dict(_of_file(word) for word in words)
    for name, order in told.items():
        if order not in ORDERS:
            said = f"{name}={order}" if name else order
            raise CannotDo(
                f"--dates {said}: {order!r} is no order; it takes dmy (day first), mdy (month "
                "first) or ymd (year first), alone or as FILE=dmy."
            )
    return told


def days(words: Iterable[str]) -> dict[str, date]:
    """Return by file the day of times that name none, or raise with what it takes."""
    told = {}
    for name, text in pairs(words, "--day", "notes.txt=2026-03-04").items():
        try:
            told[name] = date.fromisoformat(text)
        except ValueError as error:
            raise CannotDo(
                f"--day {name}={text}: {text!r} is no day; give it like 2026-03-04."
            ) from error
    return told


def remember(held: Postmortem | None, rest: dict[str, Any]) -> None:
    """Complete what is said of sources by what a person said before, as the document holds it.

    A source may be called by its number in the document.
    """
    if held is None:
        return
    paths = {item.id: item.path for item in held.evidence if item.path}
    rest["tz"] = {paths.get(name, name): zone for name, zone in rest["tz"].items()}
    for option in _REMEMBERED.values():
        rest[option] = tuple(_by_path(word, paths) for word in rest[option])
    if held.incident.zone is not None:
        rest["tz"].setdefault("", held.incident.zone)
    _take_answers(held, paths, rest)
    for item in held.evidence:
        if item.path is not None:
            _remember(item, item.path, rest)


def _take_answers(held: Postmortem, paths: dict[str, str], rest: dict[str, Any]) -> None:
    """Take what was answered to the document's own questions: when a recording began, a source's zone."""
    for decision in held.decisions:
        about, _, number = decision.on.rpartition(".")
        path, answer = paths.get(number), (decision.now or "").strip()
        if path is None or not answer:
            continue
        if about == "events.zone" and _is_zone(answer):
            rest["tz"].setdefault(path, answer)
        elif about == "events.recorded" and not any(_names(w, path) for w in rest["recorded"]):
            rest["recorded"] = (*rest["recorded"], f"{path}={answer}")


def _is_zone(answer: str) -> bool:
    try:
        known_zone(answer)
    except CannotDo:
        return False
    return True


def _remember(item: EvidenceItem, path: str, rest: dict[str, Any]) -> None:
    zone = item.zone.assumed
    if zone is not None and item.zone.by == "--tz" and zone != rest["tz"].get(""):
        rest["tz"].setdefault(path, zone)
    for one in item.taken:
        option = _REMEMBERED.get(one.by)
        if option is not None and not any(_names(word, path) for word in rest[option]):
            rest[option] = (*rest[option], f"{path}={one.value}")


def _names(word: str, path: str) -> bool:
    name, _ = _of_file(word)
    return bool(name) and (path == name or path.endswith(f"/{name}"))


def _by_path(word: str, paths: dict[str, str]) -> str:
    name, equals, value = word.partition("=")
    return f"{paths[name]}={value}" if equals and name in paths else word


def _of_file(word: str) -> tuple[str, str]:
    """Return a file's name and what is said of it; "" where it is said of all."""
    name, _, value = word.rpartition("=")
    return name.strip(), value.strip()


def pairs(words: Iterable[str], option: str, example: str) -> dict[str, str]:
    """Return what is said, by what it is said of, or raise with an example."""
    told = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not (key.strip() and equals and value.strip()):
            raise CannotDo(f"{option} {word!r} is not of the form {example}.")
        told[key.strip()] = value.strip()
    return told


def known_zone(zone: str) -> None:
    """Raise CannotDo where a zone is neither an IANA name nor an offset."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if re.fullmatch(r"[+-]\d\d:?\d\d|Z|UTC", zone):
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CannotDo(
            f"The zone {zone!r} is not known; use an IANA name such as Europe/Oslo or an offset such as +02:00."
        ) from error
