"""The cast of one incident: who is who so far, and what each is called in the record."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Self

from unblame.people.excerpt import is_plain, parts_of
from unblame.people.person import Known, Person, is_machine, named_as_people_are
from unblame.people.pseudonym import PSEUDONYM, label_for, letters
from unblame.people.roster import Roster
from unblame.people.spelling import fold, shortened, spellings
from unblame.people.tokens import WORD
from unblame.people.twins import Twins, login_of
from unblame.people.words import lists

if TYPE_CHECKING:
    from unblame.recognise import Reader

SCHEMA = "unblame.people-map/1"


def _clean(text: str | None) -> str | None:
    return (text.strip() or None) if text else None


class Cast:
    """The people met so far. Letters are given in order of first appearance in a text."""

    def __init__(
        self,
        roster: Roster | None = None,
        known: dict[str, Any] | None = None,
        reader: "Reader | None" = None,
    ) -> None:
        self.reader = reader
        self.people: list[Person] = []
        self.exact: dict[str, Person] = {}
        self.words: dict[str, list[Person]] = {}
        self.starts: dict[str, set[tuple[str, ...]]] = {}
        self.shortened: dict[str, list[Person]] = {}
        self.handles: dict[str, Person] = {}
        self.caseless: dict[str, Person] = {}
        self.parts: set[str] = set()
        self.told: set[str] = set()  # parts of names and handles as they were written
        self.twins = Twins()
        self.bots: set[str] = set()
        self.things: set[str] = set()
        self.titles: set[str] = set()
        self._appeared = 0
        self._letters: Counter[str] = Counter()
        self._holders = roster.holders() if roster else Counter()
        self.restore(known or {})
        for member in roster.members if roster else ():
            self._enrol(member.name, member.handles, member.role)

    def _enrol(self, name: str, handles: Iterable[str], role: str | None) -> None:
        person = self.meet(name=name, role=role, basis="roster")
        if person is None:
            return
        person.basis = "roster"
        for handle in handles:
            kind = "email" if "@" in handle[1:] else "id" if _slack_id(handle) else "handle"
            self._learn(person, **{kind: handle})

    def meet(
        self,
        *,
        name: str | None = None,
        handle: str | None = None,
        email: str | None = None,
        id: str | None = None,  # noqa: A002  (the word of the sources)
        role: str | None = None,
        bot: bool = False,
        basis: str = "structure",
    ) -> Person | None:
        """Return the person so known, new or met before; a bot is remembered and is no person.

        What a source calls a bot is a person all the same where it is named as people are.
        """
        name, handle, email = _clean(name), _clean((handle or "").lstrip("@")), _clean(email)
        if bot and not (name and named_as_people_are(name)):
            self.bots.update(fold(part) for part in (name, handle, id) if part)
            return None
        name = None if self.is_thing(name) else name
        if name and PSEUDONYM.fullmatch(name):
            return next((known for known in self.people if known.pseudonym == name), None)
        if not (name or handle or email or id):
            return None
        person = self._find(name, handle, email, id)
        if person is None:
            person = Person(basis=basis, role=role)
            self.people.append(person)
        person.role = person.role or role
        self._learn(person, name=name, handle=handle, email=email, id=id)
        return person

    def set_aside(self, thing: str) -> None:
        """Learn what is no person: a product, and each word that it writes large, but for anybody's name."""
        given = lists().given
        words = [word for word in thing.split() if len(word) > 2 and word[0].isupper()]
        told = {thing.casefold(), *(word.casefold() for word in words)} - given
        self.things |= {word for word in told if fold(word) not in self.words}
        self.entitle(thing)

    def entitle(self, *titles: str) -> None:
        """Learn what services, teams and vendors are called: no person is in the whole of it.

        Anybody's own name alone stays theirs.
        """
        self.titles |= {title.casefold() for title in titles if fold(title) not in self.words}

    def titled_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a text says the whole of what a service, a team or a vendor is called."""
        listed = sorted(filter(None, self.titles), key=lambda title: (-len(title), title))
        if not listed:
            return []
        pattern = rf"(?<!\w)@?(?:{'|'.join(map(re.escape, listed))})(?!\w)"
        return [found.span() for found in re.finditer(pattern, text, re.IGNORECASE)]

    def is_thing(self, name: str | None) -> bool:
        """Return whether a name is that of something set aside, alone or with what follows it."""
        if not name or not self.things:
            return False
        return bool({name.casefold(), name.split()[0].casefold()} & self.things)

    def may_be_told_of(self, text: str) -> bool:
        """Return whether a text could mention anybody: known, by the form of its words, or as it reads."""
        if self.reader is not None:
            return True
        words = text.split()
        if not all(map(is_plain, words)):
            return True
        parts = [part for word in words for part in parts_of(word)]
        return not (self.told.isdisjoint(parts) and self.parts.isdisjoint(parts))

    def read_ahead(self, texts: Iterable[str], jobs: int) -> None:
        """Have the recogniser read what it will be asked about these texts, on up to so many cores."""
        if self.reader is None:
            return
        from unblame.people.stretch import stretches  # noqa: PLC0415  (rules alone need none)

        self.reader.ahead((one.text for text in texts for one in stretches(text)), jobs)

    def state(self) -> tuple[dict[str, Any], list[tuple[Person, dict[str, Any]]]]:
        """Return what is known now, for `return_to`."""
        themselves: dict[int, Any] = {id(person): person for person in self.people}
        known = [(person, deepcopy(vars(person))) for person in self.people]
        return deepcopy(vars(self), themselves), known

    def return_to(self, state: tuple[dict[str, Any], list[tuple[Person, dict[str, Any]]]]) -> None:
        """Know what was known then: whoever was met since is forgotten."""
        vars(self).update(state[0])
        for person, known in state[1]:
            vars(person).update(known)

    def _find(
        self, name: str | None, handle: str | None, email: str | None, id_: str | None
    ) -> Person | None:
        for kind, part in (("email", email), ("id", id_), ("handle", handle)):
            if part and f"{kind}:{fold(part)}" in self.exact:
                return self.exact[f"{kind}:{fold(part)}"]
        for spelt in spellings(fold(name)) if name else ():
            if "name:" + spelt in self.exact and (" " in spelt or not (handle or email or id_)):
                return self.exact["name:" + spelt]
            if len(self.shortened.get(spelt, ())) == 1:
                return self.shortened[spelt][0]
        if name:
            found = self._by_words(fold(name).split(), alone=not (handle or email or id_))
            if found:
                return found
        if handle and not (name or email or id_):
            return self.alone(fold(handle)) or self.twins.of_login(handle)
        if name:
            return self.twins.of_name(name)
        return self.twins.of_login(login_of(handle, email)) if handle or email else None

    def _by_words(self, words: list[str], *, alone: bool) -> Person | None:
        if len(words) == 1:
            return self.alone(words[0]) if alone else None
        # a first name met alone becomes the full name, where nobody else has that first name
        with_first = self.words.get(words[0], [])
        if len(with_first) == 1 and not any(" " in fold(name) for name in with_first[0].names):
            return with_first[0]
        return None

    def alone(self, word: str) -> Person | None:
        """Return the one person whom a single word names, or None where none or several do."""
        spelt = next((form for form in spellings(word) if form in self.words), word)
        found = self.words.get(spelt, [])
        if len(found) == 1:
            return found[0]
        return self.handles.get(word) if not found else self.exact.get("name:" + word)

    def _learn(
        self,
        person: Person,
        *,
        name: str | None = None,
        handle: str | None = None,
        email: str | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        self.told.update(part for one in (name, handle) if one for part in parts_of(one))
        if name:
            self._learn_name(person, name)
        for kind, part, kept in (
            ("handle", handle, person.handles),
            ("email", email, person.emails),
            ("id", id, person.ids),
        ):
            if part:
                bare = part.lstrip("@")
                self.exact.setdefault(f"{kind}:{fold(bare)}", person)
                if bare not in kept:
                    kept.append(bare)
        for login in (handle, email):
            if login:
                self.twins.learn_login(
                    login.lstrip("@").partition("@")[0].partition("+")[0], person
                )
        if handle:
            self.handles.setdefault(fold(handle.lstrip("@")), person)

    def _learn_name(self, person: Person, name: str) -> None:
        folded = fold(name)
        if all(fold(known) != folded for known in person.names):
            person.names.append(" ".join(name.split()))
            self.twins.learn_name(name, person)
        if folded and not name[0].isascii() and name.casefold() == name and name.upper() == name:
            self.caseless.setdefault(name, person)
        plain = lists().never if person.basis != "roster" else frozenset[str]()
        for spelt in spellings(folded):
            self._learn_spelling(person, spelt)
            if spelt.count(" ") == folded.count(" "):  # half of a double name alone is nobody
                for word in {spelt.split()[0], spelt.split()[-1]} - plain:
                    _share(self.words, word, person)

    def _learn_spelling(self, person: Person, spelt: str) -> None:
        self.exact.setdefault("name:" + spelt, person)
        parts = WORD.findall(spelt)
        self.parts.update(parts)
        if len(parts) > 1:
            self.starts.setdefault(" ".join(parts[:2]), set()).add(tuple(parts))
        for short in shortened(parts):
            self.starts.setdefault(" ".join(short[:2]), set()).add(short)
            _share(self.shortened, " ".join(short), person)

    def appear(self, person: Person) -> str:
        """Return the person's pseudonym, giving the next free letter at the first appearance."""
        if person.pseudonym is None:
            self._appeared += 1
            person.number = self._appeared
            label = label_for(person.role, self._holders[(person.role or "").casefold()])
            person.pseudonym = f"{label} {letters(self._letters[label])}"
            self._letters[label] += 1
        return person.pseudonym

    def actor(self, identity: Known) -> str | None:
        """Return what the record calls this identity: a pseudonym, a bot's own name, or None."""
        called = identity.name or identity.handle or ""
        machine = not identity.email and is_machine(called)
        flagged = identity.bot and not named_as_people_are(called)
        if flagged or fold(called) in self.bots or machine:
            return identity.name or identity.handle or identity.id
        person = self.meet(
            name=identity.name, handle=identity.handle, email=identity.email, id=identity.id
        )
        return self.appear(person) if person else None

    def replace(self, text: str) -> str:
        """Return the text with every sure mention of a person replaced by their pseudonym."""
        from unblame.people.mention import replaced  # noqa: PLC0415  (mentions know the cast)

        return replaced(text, self)

    def names(self) -> dict[str, str]:
        """Return the name behind each pseudonym, for an edition that shows names."""
        return {
            person.pseudonym: max(person.names, key=len)
            if person.names
            else (person.handles or person.emails or person.ids)[0]
            for person in self.people
            if person.pseudonym
        }

    def to_json(self) -> str:
        """Return the people map as JSON text: those who appeared, in order."""
        appeared = sorted(
            (p for p in self.people if p.number is not None), key=lambda p: p.number or 0
        )
        people = [person.as_map() for person in appeared]
        return json.dumps({"schema": SCHEMA, "people": people}, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(
        cls,
        text: str | bytes | dict[str, Any],
        roster: Roster | None = None,
        reader: "Reader | None" = None,
    ) -> Self:
        """Return the cast that a people map holds; raises ValueError where it is none."""
        return cls(roster, text if isinstance(text, dict) else json.loads(text), reader)

    def restore(self, known: dict[str, Any]) -> None:
        """Add the people of a people map, with the pseudonyms they have."""
        if known and known.get("schema") != SCHEMA:
            raise ValueError(
                f"no people map: the schema is {known.get('schema')!r}, not {SCHEMA!r}"
            )
        for entry in known.get("people", ()):
            person = Person(basis="structure")
            self.people.append(person)
            for field, kind in (
                ("names", "name"),
                ("handles", "handle"),
                ("emails", "email"),
                ("ids", "id"),
            ):
                for part in entry.get(field, ()):
                    self._learn(person, **{kind: part})
            self._appeared = max(self._appeared + 1, int(str(entry["person"])[1:]))
            person.number, person.pseudonym = int(str(entry["person"])[1:]), entry["pseudonym"]
            label, _, letter = entry["pseudonym"].rpartition(" ")
            self._letters[label] = max(self._letters[label], _ordinal(letter) + 1)


def _share(shared: dict[str, list[Person]], key: str, person: Person) -> None:
    sharing = shared.setdefault(key, [])
    if person not in sharing:
        sharing.append(person)


def _ordinal(letter: str) -> int:
    number = 0
    for sign in letter:
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1


def _slack_id(text: str) -> bool:
    return len(text) >= 9 and text[0] in "UW" and text.isalnum() and text.isupper()
