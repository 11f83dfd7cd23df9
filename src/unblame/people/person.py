"""One person as the cast knows them, and what an identity of a source says."""

from functools import lru_cache
from typing import Any, Protocol

from unblame.people.words import lists


class Known(Protocol):
    """A person (or bot) as one source knows them."""

    @property
    def name(self) -> str | None: ...
    @property
    def handle(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def id(self) -> str | None: ...
    @property
    def bot(self) -> bool: ...


class Person:
    """One person: every name, handle, address and id met, and the pseudonym once they appear."""

    def __init__(self, *, basis: str, bot: bool = False, role: str | None = None) -> None:
        self.names: list[str] = []
        self.handles: list[str] = []
        self.emails: list[str] = []
        self.ids: list[str] = []
        self.role, self.bot, self.basis = role, bot, basis
        self.number: int | None = None
        self.pseudonym: str | None = None

    @property
    def person_id(self) -> str | None:
        return None if self.number is None else f"P{self.number}"

    def as_map(self) -> dict[str, Any]:
        return {
            "person": self.person_id,
            "pseudonym": self.pseudonym,
            "names": self.names,
            "handles": self.handles,
            "emails": self.emails,
            "ids": self.ids,
        }


@lru_cache(maxsize=4096)
def is_machine(called: str) -> bool:
    """Return whether an actor's name is that of a tool or a plain word, such as `GitHub Actions`."""
    known = lists()
    parts = called.casefold().replace("-", " ").replace("_", " ").replace(".", " ").split()
    people = (known.given, known.surnames, known.wordy)
    return bool(parts) and all(
        not any(part in names for names in people)
        and (part in known.tools or part in known.english or part.endswith("bot"))
        for part in parts
    )
