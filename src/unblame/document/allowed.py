"""The allow-list of the public edition: what no list knows is asked of a person, once for each."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from unblame.document.candidate import Candidate
from unblame.document.decision import Choice, Decisions, key
from unblame.document.listed import listed
from unblame.document.unlisted import CAPITALS, PERSON, SHORT, WORD
from unblame.people import Cast
from unblame.people.person import Person

_A_SERVER = 'replace with "a server"'
SUGGESTED = {
    PERSON: 'replace with the role, such as "a responder"',
    "an address": "leave out, or replace with what it holds",
    "an email address": 'replace with "our support"',
    "a device address": _A_SERVER,
    "an IP address": _A_SERVER,
    "a host name": _A_SERVER,
    "a machine name": _A_SERVER,
    "a chat handle": "replace with the role",
    "a channel": 'replace with "the incident channel"',
    "code": "replace with plain words",
    "an amount of money": "leave out; revenue and contracts stay inside",
    "a path": "replace with what it is",
    "a name from the code": "replace with plain words",
    "mixed letters and digits": "leave out, or replace with what it is",
    "a service name": "safe where customers know it, else replace with what it does",
    CAPITALS: "safe where customers know it, else replace with what it does",
    SHORT: "replace with the words it stands for",
    WORD: "safe where it is an ordinary word, else replace",
    "hidden signs": "write it again by hand, or leave out",
    "mixed scripts": "write it again by hand, or leave out",
}
_SECRET = "a key or a password is never safe to show: mask it and revoke it"  # noqa: S105
LOCKED = {
    "a secret-like string": _SECRET,
    "a masked secret": _SECRET,
    "a hidden comment": "the page hides it, its source shows it to everybody",
}
_KNOWN = "the roster or the people map holds this person; no word list makes a person public"
_AROUND, _INITIAL = 40, 2
_LONGEST = 80
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?")
_PARTS = re.compile(r"[^\w'’-]+|[_-]")


class Passage(Struct, frozen=True, kw_only=True):
    """One text that would be shown, and where it stands."""

    where: str
    text: str


class Undecided(Struct, frozen=True, kw_only=True):
    """One string that a person has to decide; the context marks it as «string».

    `locked` says why it can only be replaced or left out.
    """

    token: str
    kind: str
    place: str
    context: str
    count: int
    suggestion: str
    locked: str | None = None


def undecided(
    passages: Iterable[Passage], decisions: Decisions | None = None, cast: Cast | None = None
) -> tuple[Undecided, ...]:
    """Return what neither a list nor a decision covers, one entry a string, as it appears first."""
    wanted = AllowList(decisions or Decisions(), cast or Cast())
    for passage in passages:
        wanted.look(passage)
    return wanted.undecided


class AllowList:
    """Looks at one passage after the other and gathers what a person has to decide."""

    def __init__(self, decisions: Decisions, cast: Cast) -> None:
        self.decisions, self.cast = decisions, cast
        self.lock = Lock(cast)
        self._allowed = decisions.allowed()
        self._found: dict[str, Undecided] = {}

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        return tuple(self._found.values())

    def look(self, passage: Passage) -> bool:
        """Take note of what is undecided in a passage; return whether nothing is."""
        open_ = [
            token for token in listed(passage.text, self.cast, self._allowed) if self._asks(token)
        ]
        for token in open_:
            name = _same(key(token.text), self._found)
            entry = self._found.get(name) or _entry(token, passage, self.lock.on(token))
            self._found[name] = replace(entry, count=entry.count + 1)
        return not open_

    def _asks(self, token: Candidate) -> bool:
        if self.lock.on(token) is not None:
            return True
        decided = self.decisions.of(token.text)
        safe = decided is not None and decided.choice is Choice.SAFE
        return not (safe or (token.kind == "an address" and self._on_a_safe_site(token.text)))

    def _on_a_safe_site(self, address: str) -> bool:
        """Return whether an address lies under one that was declared safe, such as `host/project`."""
        bare = _SCHEME.sub("", address.casefold())
        sites = (_SCHEME.sub("", site).rstrip("/") for site in self._allowed if "." in site)
        return any(bare == site or bare.startswith((f"{site}/", f"{site}?")) for site in sites)


class Lock:
    """Says why a string can never be declared safe; knows whom the cast held at the start."""

    def __init__(self, cast: Cast) -> None:
        self._called = {part for person in cast.people for part in _called(person)}

    def on(self, token: Candidate) -> str | None:
        if token.kind in LOCKED:
            return LOCKED[token.kind]
        return _KNOWN if self.holds(token.text) else None

    def holds(self, text: str) -> bool:
        """Return whether a string is or holds what somebody who is known is called."""
        low = key(text).lstrip("@")
        return low in self._called or not self._called.isdisjoint(_PARTS.split(low))


def _called(person: Person) -> set[str]:
    """Return everything a person is called, each word of a name too."""
    whole = (*person.names, *person.handles, *person.emails, *person.ids)
    words = (word for name in person.names for word in name.split() if len(word) > _INITIAL)
    return {key(part).lstrip("@") for part in (*whole, *words)}


def _same(name: str, found: dict[str, Undecided]) -> str:
    """Return the name under which a string is listed already, in the singular or the plural."""
    return next(
        (form for form in (name, name.removesuffix("s"), name + "s") if form in found), name
    )


def _entry(token: Candidate, passage: Passage, why: str | None) -> Undecided:
    return Undecided(
        token=token.text,
        kind=token.kind,
        place=passage.where,
        context=_context(passage.text, token),
        count=0,
        suggestion=SUGGESTED.get(token.kind, "leave out"),
        locked=why,
    )


def _context(text: str, token: Candidate) -> str:
    """Return the words around a string on one line, the string marked; what is hidden is spelt."""
    start, end = max(0, token.start - _AROUND), token.end + _AROUND
    before, after = text[start : token.start], text[token.end : end]
    if start and not text[start - 1].isspace():
        before = "…" + before.partition(" ")[2]
    if end < len(text) and not text[end].isspace():
        after = after.rpartition(" ")[0] + "…"
    words = token.text if len(token.text) <= _LONGEST else f"{token.text[:_LONGEST]}…"
    marked = f"{before}«{words}»{after}"
    return shown(" ".join(marked.split()))


def shown(text: str) -> str:
    """Return text with the signs that nobody sees spelt out, as in `<U+202E>`."""
    return "".join(s if s.isprintable() else f"<U+{ord(s):04X}>" for s in text)
