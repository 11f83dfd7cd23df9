"""What a house has settled once for all: `unblame.toml`, or `[tool.unblame]` in `pyproject.toml`."""

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from unblame.cli.check_keys import Source, checked, unknown, with_rules
from unblame.cli.draft_keys import check_draft
from unblame.cli.glob import matches
from unblame.cli.screen import CannotDo

DRAFT_KEYS = ("tz", "roster", "owners", "history", "columns", "template", "events", "zone")
PUBLIC_KEYS = ("safe_words",)
KEYS = (*DRAFT_KEYS, "people", "check", "due", "public", "recogniser")
PEOPLE = ("roles", "names-in-team-edition")


class House:
    """The settings found, and the folder that relative paths in them start from."""

    def __init__(
        self, *, folder: Path, values: dict[str, Any], source: Source | None = None
    ) -> None:
        self.folder, self.values, self.source = folder, values, source

    @property
    def names_in_team(self) -> bool:
        return self.values.get("people") == "names-in-team-edition"

    @cached_property
    def check(self) -> dict[str, Any]:
        """Return how prose is checked, packs read and codes looked up. Raises CannotDo."""
        found = dict(self.values.get("check", {}))
        if self.source and found:
            found = with_rules(found, self.source, self.folder)
        if self.names_in_team:
            found["names"] = "names-in-team-edition"
        return found

    def check_for(self, path: Path) -> dict[str, Any] | None:
        """Return how one file is checked, or None where `[check.per-path]` leaves it out."""
        try:
            place = path.absolute().resolve().relative_to(self.folder.resolve()).as_posix()
        except (OSError, ValueError):
            return self.check
        ignore = list(self.check.get("ignore", ()))
        for pattern, listed in self.check.get("per-path", {}).items():
            if matches(place, pattern):
                if listed == "off":
                    return None
                ignore += listed
        return {**self.check, "ignore": ignore}

    @property
    def due(self) -> dict[str, Any]:
        found: dict[str, Any] = self.values.get("due", {})
        return found

    @property
    def safe_words(self) -> tuple[str, ...]:
        """Words that the house shows in any public edition."""
        found: list[str] = self.values.get("public", {}).get("safe_words", [])
        return tuple(found)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the house calls its services, teams and vendors, none of which is a person."""
        said = self.values.get("check", {})
        return tuple(name for key in ("services", "teams", "vendors") for name in said.get(key, ()))

    @property
    def recogniser(self) -> str | None:
        """What `recogniser` is set to: auto, off, or the folder of one; None where it is not set."""
        said: str | None = self.values.get("recogniser")
        return said if said in (None, "auto", "off") else str(self.folder / said)

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
        if not isinstance(given.get("columns", ""), str):
            del given["columns"]  # saved profiles, each used by name or by its headings
        if "tz" in given:
            given["tz"] = [given["tz"]]
        given["zones"] = [f"{abbr}={zone}" for abbr, zone in given.pop("zone", {}).items()]
        reading = {k: v for k, v in given.items() if k not in ("template", "events")}
        roster = {"roster": given["roster"]} if "roster" in given else {}
        reader = {"reader": self.recogniser} if self.recogniser else {}
        usual = {**roster, **reader}
        return {
            "draft": {**given, **reader},
            "read": {**reading, **reader},
            **dict.fromkeys(("check", "measure", "people", "walk", "publish"), usual),
        }


def settled(start: Path) -> House:
    """Return the nearest settings at or above a folder; raises CannotDo with what is wrong."""
    for folder in (start, *start.parents):
        own, shared = folder / "unblame.toml", folder / "pyproject.toml"
        if own.is_file():
            return _house(Source(own), _parsed(own))
        if shared.is_file():
            values = _parsed(shared).get("tool", {}).get("unblame")
            if values is not None:
                return _house(Source(shared, ("tool", "unblame")), values)
    return House(folder=start, values={})


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotDo(f"{path.name} is no valid TOML: {error}.") from error
    except OSError as error:
        raise CannotDo(f"{path.name} could not be read: {error.strerror}.") from error


def _house(source: Source, values: Any) -> House:
    if not isinstance(values, dict):
        raise source.wrong((), f"the settings are {values!r}; they are a table.")
    for key in values:
        if key not in KEYS:
            raise source.wrong((key,), unknown(key, KEYS))
    checked(values.get("check", {}), source)
    _check_public(source, values.get("public", {}))
    check_draft(source, values)
    _check_recogniser(source, values.get("recogniser", "auto"))
    if values.get("people", PEOPLE[0]) not in PEOPLE:
        what = f"people is {values['people']!r}; it takes {' or '.join(PEOPLE)}."
        raise source.wrong(("people",), what)
    return House(folder=source.path.parent, values=values, source=source)


def _check_recogniser(source: Source, said: Any) -> None:
    if not isinstance(said, str):
        what = f"recogniser is {said!r}; it takes auto, off, or a folder with weights."
        raise source.wrong(("recogniser",), what)
    if said not in ("auto", "off") and not (source.path.parent / said).is_dir():
        what = f"recogniser is {said!r}; there is no such folder. It takes auto, off, or a folder."
        raise source.wrong(("recogniser",), what)


def _check_public(source: Source, public: Any) -> None:
    if not isinstance(public, dict):
        raise source.wrong(("public",), f"public is {public!r}; it is a table with safe_words.")
    for key in public:
        if key not in PUBLIC_KEYS:
            raise source.wrong(("public", key), unknown(key, PUBLIC_KEYS))
    words = public.get("safe_words", [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        what = f'safe_words is {words!r}; it is a list of words, such as ["Nimbus"].'
        raise source.wrong(("public", "safe_words"), what)
