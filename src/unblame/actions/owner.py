"""Who could change the thing: proposed only where named evidence points there."""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from unblame.model import OwnerKind, OwnerStatus

_NOBODY = re.compile(
    r"^(everyone|everybody|all|us|we|team|the team|tbd|tba|n/?a|none|nobody|unassigned|"
    r"someone|anyone|\?+|-+|\u2014)$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?i:responder|person|participant|reporter|author) [A-Z]{1,2}$")
_ROLE = re.compile(
    r"\b(lead|manager|commander|on-?call|owner|engineer|officer|architect|analyst)\b", re.IGNORECASE
)


class Owner(Struct, frozen=True, kw_only=True):
    """An owner with its standing; `name` None is missing."""

    name: str | None = None
    kind: OwnerKind | None = None
    status: OwnerStatus = OwnerStatus.MISSING
    reason: str | None = None


def stated(name: str, place: str | None = None) -> Owner:
    """Return the owner that the evidence states at `place`; `everyone`, `us`, `TBD` are nobody."""
    name = name.strip(" @*`.,;:()")
    if not name or _NOBODY.match(name):
        return Owner()
    if _PERSON.search(name):
        kind = OwnerKind.PERSON
    else:
        kind = OwnerKind.ROLE if _ROLE.search(name) else OwnerKind.TEAM
    return Owner(name=name, kind=kind, status=OwnerStatus.STATED, reason=place)


def proposed(things: Sequence[str], owners: Mapping[str, str]) -> Owner:
    """Return the team that the owners file names for the first of `things` it knows.

    `things` are what the action changes, the object first. The longest entry that fits wins.
    """
    for thing in things:
        fitting = [entry for entry in owners if _fits(entry, thing)]
        if fitting:
            entry = max(fitting, key=lambda one: (len(one), one))
            return Owner(
                name=owners[entry].lstrip("@"),
                kind=OwnerKind.TEAM,
                status=OwnerStatus.PROPOSED,
                reason=f"owners file: `{entry}`",
            )
    return Owner()


def _fits(entry: str, thing: str) -> bool:
    if entry in ("*", "**", "/", ""):
        return False
    if "/" in entry or "*" in entry:
        path = entry.strip("/")
        return fnmatchcase(thing.strip("/"), path) or (
            "*" not in path and (thing.strip("/") + "/").startswith(path + "/")
        )
    return re.search(rf"(?<![\w-]){re.escape(entry)}(?![\w-])", thing, re.IGNORECASE) is not None
