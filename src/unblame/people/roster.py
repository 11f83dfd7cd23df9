"""The roster: people, their handles, roles and teams, as YAML, JSON or CSV. Never printed."""

import csv
import io
import json
from collections import Counter
from typing import Any

from msgspec import Struct

LISTS = ("people", "members", "roster", "users")


class NotARoster(ValueError):
    """The text is no roster; the message says what was seen and what is expected."""


class Member(Struct, frozen=True, kw_only=True):
    """One person of the roster; `handles` are chat ids, logins and addresses alike."""

    name: str
    handles: tuple[str, ...] = ()
    role: str | None = None
    team: str | None = None


class Roster(Struct, frozen=True, kw_only=True):
    members: tuple[Member, ...] = ()

    def holders(self) -> Counter[str]:
        """Return how many members hold each role, by the role in lower case."""
        return Counter(member.role.casefold() for member in self.members if member.role)

    def team_of(self, name: str) -> str | None:
        """Return the team of the member with this name or handle, or None."""
        wanted = name.casefold().lstrip("@")
        for member in self.members:
            known = {member.name.casefold(), *(h.casefold().lstrip("@") for h in member.handles)}
            if wanted in known:
                return member.team
        return None


def load_roster(text: str, suffix: str) -> Roster:
    """Return the roster held in YAML, JSON or CSV text; `suffix` is the file's, such as `.yaml`.

    Raises NotARoster where the text cannot be read or an entry has no name.
    """
    form = suffix.lower().lstrip(".")
    text = text.removeprefix("\ufeff")
    if form in {"csv", "tsv"}:
        rows: Any = list(
            csv.DictReader(io.StringIO(text), delimiter="\t" if form == "tsv" else ",")
        )
    elif form in {"yaml", "yml", "json"}:
        rows = _entries(_load(text, form))
    else:
        raise NotARoster(f"a roster ends in .yaml, .json or .csv, not {suffix!r}")
    return Roster(members=tuple(_member(row, number) for number, row in enumerate(rows, 1)))


def _load(text: str, form: str) -> Any:
    if form == "json":
        try:
            return json.loads(text)
        except ValueError as error:
            raise NotARoster(f"the roster is no JSON: {error}") from error
    from ruamel.yaml import YAML  # noqa: PLC0415  (loaded only where a roster is YAML)
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        return YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        raise NotARoster(f"the roster is no YAML{where}") from error  # the rest quotes people


def _entries(loaded: Any) -> list[Any]:
    if isinstance(loaded, dict):
        for key in LISTS:
            if isinstance(loaded.get(key), list):
                return list(loaded[key])
        if all(isinstance(value, dict) for value in loaded.values()):
            return [{"name": name, **value} for name, value in loaded.items()]
    if isinstance(loaded, list):
        return loaded
    if loaded is None:
        return []
    raise NotARoster("a roster is a list of entries with `name`, `handles`, `role` and `team`")


def _member(row: Any, number: int) -> Member:
    if isinstance(row, str) and row.strip():
        return Member(name=row.strip())
    if not isinstance(row, dict):
        raise NotARoster(f"entry {number} of the roster is no mapping with a `name`")
    fields = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
    name = str(fields.get("name") or "").strip()
    if not name:
        raise NotARoster(f"entry {number} of the roster has no `name`")
    handles: list[str] = []
    for key in ("handles", "handle", "email", "emails", "login", "slack", "github", "id"):
        handles += _words(fields.get(key))
    role, team = (str(fields.get(key) or "").strip() or None for key in ("role", "team"))
    return Member(name=name, handles=tuple(dict.fromkeys(handles)), role=role, team=team)


def _words(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, dict):
        return [word for part in value.values() for word in _words(part)]
    if isinstance(value, list):
        return [word for part in value for word in _words(part)]
    return [word for word in str(value).replace(";", " ").replace(",", " ").split() if word]
