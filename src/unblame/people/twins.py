"""Whose login is whose name: `sjonsdottir` and `Sigríður Jónsdóttir` are one person.

A login is a handle or what stands before the `@` of an address.
"""

from functools import lru_cache

from unblame.people.person import Person
from unblame.people.spelling import unmarked
from unblame.text import late

ENDING = late(r"\d+$")
SIGNS = late(r"[\W\d_]")
PARTED = late(r"[._-]+")


class Twins:
    """Finds the one person whose name a login spells, and the one whose login spells a name."""

    def __init__(self) -> None:
        self._named: dict[str, list[Person]] = {}
        self._called: dict[str, list[Person]] = {}
        self._began: dict[str, list[tuple[str, Person]]] = {}

    def learn_name(self, name: str, person: Person) -> None:
        for form in spelt_as_logins(name):
            _put(self._named, form, person)

    def learn_login(self, login: str, person: Person) -> None:
        first, rest = _parts(login)
        _put(self._called, first + rest, person)
        if rest and (rest, person) not in (began := self._began.setdefault(first, [])):
            began.append((rest, person))

    def of_login(self, login: str) -> Person | None:
        """Return the one person whose name a login spells, or None."""
        first, rest = _parts(login)
        if len(first + rest) < 4:
            return None
        found = self._named.get(first + rest, [])
        if rest and not found:
            found = self._named.get(f"{first} {rest[0]}", []) or self._named.get(first + " ", [])
        return found[0] if len(found) == 1 else None

    def of_name(self, name: str) -> Person | None:
        """Return the one person, not called otherwise, whose login spells a name, or None."""
        found = [person for form in spelt_as_logins(name) for person in self._called.get(form, ())]
        first, *others = _words(name)
        if not found and len(first) > 3:
            last = others[-1] if others else ""
            found = [
                person
                for rest, person in self._began.get(first, ())
                if len(last) < 2 and rest.startswith(last)
            ]
        found = [person for person in found if not _full(person)]
        return found[0] if found and all(one is found[0] for one in found) else None


def login_of(handle: str | None, email: str | None) -> str:
    """Return the login that a handle or an address holds."""
    return handle or (email or "").partition("@")[0].partition("+")[0]


@lru_cache(maxsize=8192)
def spelt_as_logins(name: str) -> tuple[str, ...]:
    """Return how logins spell a name; one of a single name or initial ends in a mark of its own."""
    first, *others = _words(name)
    if not others:
        return (f"{first} ",) if len(first) > 3 else ()
    last = others[-1]
    if len(last) == 1 or len(first) == 1:
        return (f"{first} {last}",) if len(first) > 3 else ()
    whole = [first + last, last + first, "".join([first, *others])]
    return tuple(dict.fromkeys([*whole, first[0] + last, last + first[0], first + last[0]]))


def _full(person: Person) -> bool:
    return any(len(_words(name)) > 1 for name in person.names)


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    bare = (_bare(word) for word in name.split())
    return tuple(word for word in bare if word) or ("",)


@lru_cache(maxsize=8192)
def _parts(login: str) -> tuple[str, str]:
    """Return the first part of a login and the rest of it, joined and without what it is numbered."""
    first, *others = PARTED.split(ENDING.sub("", login).strip("._-"))
    return _bare(first), _bare("".join(others))


def _bare(text: str) -> str:
    """Return letters as logins are written: small, without accents and signs."""
    return SIGNS.sub("", unmarked(text.casefold()))


def _put(found: dict[str, list[Person]], key: str, person: Person) -> None:
    sharing = found.setdefault(key, [])
    if person not in sharing:
        sharing.append(person)
