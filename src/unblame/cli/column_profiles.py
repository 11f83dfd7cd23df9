"""Which columns of a table hold what: as given on the command line, or saved by name once for all.

A saved profile is used by name (`--columns pager`), and by itself where a table has all the headings
that it names.
"""

import re
from pathlib import Path
from typing import Any

import click

from unblame.cli.check_keys import Source, unknown
from unblame.cli.screen import CannotDo

Profile = dict[str, str]

HEADINGS = ("time", "date", "text", "actor", "zone", "source")
SETTINGS = ("order", "tz")
KEYS = (*HEADINGS, *SETTINGS)
ORDERS = ("dmy", "mdy", "ymd")
EXAMPLE = "time=When,text=What"
_NAME = re.compile(r"[A-Za-z][\w-]{0,40}")


def profiles_of(values: dict[str, Any]) -> dict[str, Profile]:
    """Return the saved profiles of a house's settings, already looked at."""
    found = values.get("columns")
    return found if isinstance(found, dict) else {}


def check_profiles(source: Source, value: Any) -> None:
    """Look at the setting `columns`: a text, or a table of profiles. Raises CannotDo with the line."""
    if value is None or isinstance(value, str):
        return
    if not isinstance(value, dict):
        what = (
            f'columns is {value!r}; it takes a text such as "{EXAMPLE}", or tables [columns.NAME].'
        )
        raise source.wrong(("columns",), what)
    for name, profile in value.items():
        if not isinstance(profile, dict):
            what = f"columns.{name} is {profile!r}; a profile is a table, [columns.NAME]."
            raise source.wrong(("columns", name), what)
        for key, heading in profile.items():
            if key not in KEYS:
                raise source.wrong(("columns", name, key), unknown(key, KEYS))
            if not isinstance(heading, str):
                what = f"columns.{name}.{key} is {heading!r}; it takes the heading of a column."
                raise source.wrong(("columns", name, key), what)
        try:
            _known(profile)
        except CannotDo as error:
            raise source.wrong(("columns", name), error.message) from error


def mapping_of(told: str | None, saved: dict[str, Profile]) -> Profile:
    """Return what `--columns` says: pairs, or the name of a saved profile."""
    if not told:
        return {}
    if "=" not in told:
        if told in saved:
            return saved[told]
        listed = f"it takes {EXAMPLE}, or a saved profile ({', '.join(saved)})" if saved else (
            f"it takes {EXAMPLE}; no profile is saved yet"
        )  # fmt: skip
        raise CannotDo(f"--columns {told!r} is not known; {listed}.")
    pairs: Profile = {}
    for word in told.split(","):
        key, equals, heading = word.partition("=")
        if not (key.strip() and equals and heading.strip()):
            raise CannotDo(f"--columns {word!r} is not of the form {EXAMPLE}.")
        pairs[key.strip()] = heading.strip()
    return _known(pairs)


def _known(profile: Profile) -> Profile:
    from unblame.cli.told import known_zone

    for key in profile:
        if key not in KEYS:
            raise CannotDo(f"--columns {key!r} is not known; it takes {', '.join(KEYS)}.")
    if profile.get("order", ORDERS[0]) not in ORDERS:
        raise CannotDo(f"order is {profile['order']!r}; it takes {' or '.join(ORDERS)}.")
    if "tz" in profile:
        known_zone(profile["tz"])
    return profile


def here() -> dict[str, Profile]:
    """Return the profiles saved for the folder in which the command runs."""
    context = click.get_current_context(silent=True)
    house = context.find_root().obj if context is not None else None
    return profiles_of(house.values) if house is not None else {}


def save(name: str, profile: Profile) -> Path:
    """Write a profile into the house's settings, as a table at their end. Raises CannotDo."""
    context = click.get_current_context(silent=True)
    house = context.find_root().obj if context is not None else None
    source = house.source if house is not None else None
    path = source.path if source is not None else Path("unblame.toml")
    if not _NAME.fullmatch(name):
        raise CannotDo(f"{name!r} is no name for a profile; use letters, digits and hyphens.")
    held = house.values.get("columns") if house is not None else None
    if isinstance(held, str):
        raise CannotDo(
            f'{path.name} says columns = "{held}" already; make it a table [columns.NAME].'
        )
    if isinstance(held, dict) and name in held:
        raise CannotDo(f"{path.name} holds a profile {name!r} already; change it there.")
    root = ".".join((*(source.root if source is not None else ()), "columns", name))
    lines = [f"[{root}]", *(f"{key} = {_quoted(heading)}" for key, heading in profile.items())]
    before = path.read_text("utf-8") if path.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    path.write_text(before + gap + "\n".join(lines) + "\n", "utf-8")
    return path


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped) + '"'
