"""One person as the cast knows them, and what an identity of a source says."""

from functools import lru_cache
from typing import Any, Protocol

from unblame.people.handles import GROUP_WORDS, is_bot
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
    return (
        bool(parts)
        and not named_as_people_are(called)
        and all(
            not any(part in names for names in people)
            and (part in known.tools or part in known.english or part.endswith("bot"))
            for part in parts
        )
    )


@lru_cache(maxsize=4096)
def named_as_people_are(called: str) -> bool:
    """Return whether a name has the form of a person's and none of a bot's: `Priya Nair`.

    A bridge or a webhook posts under people's names, and its source calls all of them bots.
    """
    written = called.split()
    parts = [part.casefold().rstrip(".") for part in written]
    if not 2 <= len(parts) <= 4 or not all(map(_written_large, written)):
        return False
    known, first, last = lists(), parts[0], parts[-1]
    if any(part in known.tools or part in GROUP_WORDS or is_bot(part) for part in parts):
        return False
    if last in _PEOPLE:
        return True
    plain = last in known.english and last not in known.surnames
    if first in known.given:
        return not (first in known.english and plain)
    return not plain and (len(first) == 1 or first not in known.english)


_PEOPLE = frozenset(["person", "human", "engineer", "developer", "colleague"])


def _written_large(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "").replace("’", "").rstrip(".")
    return letters.isalpha() and word[0].isupper() and not (len(letters) > 1 and letters.isupper())
