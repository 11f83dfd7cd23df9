"""A span that names a person, as a finder gives it before anybody is met."""

import re

from msgspec import Struct


class Hit(Struct, frozen=True, kw_only=True):
    """A span that names a person, with what it says of them, before anyone is met."""

    start: int
    end: int
    kind: str
    sure: bool = True
    basis: str = "structure"
    name: str | None = None
    handle: str | None = None
    email: str | None = None
    id: str | None = None


def hit_of(match: re.Match[str], group: str | int, kind: str, **known: str | None) -> Hit:
    return Hit(start=match.start(group), end=match.end(group), kind=kind, **known)  # type: ignore[arg-type]
