"""What a house has settled once for all: `unblame.toml`, or `[tool.unblame]` in `pyproject.toml`."""

import tomllib
from pathlib import Path
from typing import Any

from msgspec import Struct

from unblame.cli.screen import CannotDo

DRAFT_KEYS = ("tz", "roster", "owners", "history", "columns", "template", "events", "zone")
CHECK_KEYS = ("select", "ignore", "levels", "services")
KEYS = (*DRAFT_KEYS, "people", "check", "due")
PEOPLE = ("roles", "names-in-team-edition")


class House(Struct, frozen=True, kw_only=True):
    """The settings found, and the folder that relative paths in them start from."""

    folder: Path
    values: dict[str, Any]

    @property
    def names_in_team(self) -> bool:
        return self.values.get("people") == "names-in-team-edition"

    @property
    def check(self) -> dict[str, Any]:
        found: dict[str, Any] = self.values.get("check", {})
        return found

    @property
    def due(self) -> dict[str, Any]:
        found: dict[str, Any] = self.values.get("due", {})
        return found

    def defaults(self) -> dict[str, dict[str, Any]]:
        """Return the options that a command line need not repeat, by command."""
        given = {key: self.values[key] for key in DRAFT_KEYS if key in self.values}
        for key in ("roster", "owners"):
            if key in given:
                given[key] = str(self.folder / given[key])
        if "template" in given and (self.folder / given["template"]).is_file():
            given["template"] = str(self.folder / given["template"])
        if "history" in given:
            listed = [given["history"]] if isinstance(given["history"], str) else given["history"]
            given["history"] = [str(self.folder / place) for place in listed]
        given["zones"] = [f"{abbr}={zone}" for abbr, zone in given.pop("zone", {}).items()]
        reading = {k: v for k, v in given.items() if k not in ("template", "events")}
        roster = {"roster": given["roster"]} if "roster" in given else {}
        return {
            "draft": given,
            "read": reading,
            "check": roster,
            "people": roster,
            "walk": roster,
            "publish": roster,
        }


def settled(start: Path) -> House:
    """Return the nearest settings at or above a folder; raises CannotDo with what is wrong."""
    for folder in (start, *start.parents):
        own, shared = folder / "unblame.toml", folder / "pyproject.toml"
        if own.is_file():
            return House(folder=folder, values=_checked(own, _parsed(own)))
        if shared.is_file():
            values = _parsed(shared).get("tool", {}).get("unblame")
            if values is not None:
                return House(folder=folder, values=_checked(shared, values))
    return House(folder=start, values={})


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotDo(f"{path.name} is no valid TOML: {error}.") from error
    except OSError as error:
        raise CannotDo(f"{path.name} could not be read: {error.strerror}.") from error


def _checked(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    from difflib import get_close_matches

    for key in values:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise CannotDo(f"{path.name}: unknown key {key!r}.{hint} Known: {', '.join(KEYS)}.")
    for key in values.get("check", {}):
        if key not in CHECK_KEYS:
            raise CannotDo(
                f"{path.name}: unknown key 'check.{key}'. Known: {', '.join(CHECK_KEYS)}."
            )
    if values.get("people", PEOPLE[0]) not in PEOPLE:
        raise CannotDo(
            f"{path.name}: people is {values['people']!r}; it takes {' or '.join(PEOPLE)}."
        )
    return values
