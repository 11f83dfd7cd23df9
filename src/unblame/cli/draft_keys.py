"""The settings that drafting shares with other commands: each mistake with its file and line."""

from typing import Any

import msgspec

from unblame.cli.check_keys import Source, unknown
from unblame.cli.column_profiles import check_profiles
from unblame.cli.screen import CannotDo

TEXTS = ("tz", "roster", "owners", "template")
FILES = ("roster", "owners")


def check_draft(source: Source, values: dict[str, Any]) -> None:
    """Look at every value that drafting reads. Raises CannotDo with the file and the line."""
    for key in TEXTS:
        if key in values and not isinstance(values[key], str):
            raise source.wrong((key,), f"{key} is {values[key]!r}; it takes a text.")
    for key in FILES:
        if key in values and not (source.path.parent / values[key]).is_file():
            raise source.wrong((key,), f"{key} is {values[key]!r}; there is no such file.")
    check_profiles(source, values.get("columns"))
    _events(source, values.get("events"))
    if "tz" in values:
        _zone(source, ("tz",), values["tz"])
    if "zone" in values:
        _zones(source, values["zone"])
    if "due" in values:
        _due(source, values["due"])


def _events(source: Source, value: Any) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise source.wrong(("events",), f"events is {value!r}; it takes a number from 1 on.")


def _zones(source: Source, zones: Any) -> None:
    if not isinstance(zones, dict):
        raise source.wrong(("zone",), f"zone is {zones!r}; it is a table, [zone].")
    for key, zone in zones.items():
        if not isinstance(zone, str):
            what = f'zone.{key} is {zone!r}; it takes a text such as "Asia/Kolkata".'
            raise source.wrong(("zone", key), what)
        _zone(source, ("zone", key), zone)


def _zone(source: Source, keys: tuple[str, ...], zone: str) -> None:
    from unblame.cli.told import known_zone

    try:
        known_zone(zone)
    except CannotDo as error:
        raise source.wrong(keys, error.message) from error


def _due(source: Source, due: Any) -> None:
    from unblame.actions import Policy

    if not isinstance(due, dict):
        raise source.wrong(("due",), f"due is {due!r}; it is a table, [due].")
    for key in due:
        if key not in Policy.__struct_fields__:
            raise source.wrong(("due", key), unknown(key, Policy.__struct_fields__, "due."))
    try:
        msgspec.convert(due, Policy, strict=False)
    except msgspec.ValidationError as error:
        raise source.wrong(("due",), f"[due]: {error}.") from error
