"""People of the cast written as logins, folders and file names: `btanner`, `notes-Bob-Tanner.md`."""

import unicodedata
from collections.abc import Iterator
from typing import TypeVar
from weakref import WeakKeyDictionary

from unblame.people.cast import Cast
from unblame.people.hit import Hit
from unblame.people.person import Person
from unblame.people.words import lists
from unblame.text import late, lines_with

PART = late(r"[^\W_]+")
HANDLE = late(r"[A-Za-z][\w.-]*\w(?![\w@])")
MARKS = late(r"[\u0300-\u036f]+")
JOINTS = frozenset("-_./\\+")
HOMES = late(r"[/\\](?:home|Users)[/\\]+$")
MANY = 200  # for more words than that every line is looked at
Span = tuple[int, int]
_Key = TypeVar("_Key")
_Size = tuple[int, int]


def find_logins(text: str, taken: list[Span], cast: Cast) -> list[Hit]:
    """Return the logins and joined names of people whom the cast knows by their full name."""
    forms = _forms(cast)
    folded = _bare(text)
    if not any(word in folded for word in forms.words):
        return []
    parts = _parts(text, forms)
    found: list[Hit] = []
    index = 0
    while index < len(parts):
        size = forms.size_at(text, parts, index)
        if size and (whole := _handle_at(text, parts[index][0], cast)):
            if not any(_bars((whole.start, whole.end), span) for span in taken):
                found.append(whole)
        elif size:
            start, end = parts[index][0], parts[index + size - 1][1]
            if not any(_bars((start, end), span) for span in taken):
                handle = text[start:end]
                name = forms.name_of(text, parts[index : index + size])
                found.append(
                    Hit(
                        start=start,
                        end=end,
                        kind="handle",
                        name=name,
                        handle=None if name else handle,
                    )
                )
        index += max(size, 1)
    return found


def _parts(text: str, forms: "_Forms") -> list[Span]:
    """Return the words of the lines in which a form of some name could stand."""
    if len(forms.words) > MANY:
        return [match.span() for match in PART.finditer(text)]
    lines = lines_with(text, forms.words, foreign=True)
    return [match.span() for start, end in lines for match in PART.finditer(text, start, end)]


def _handle_at(text: str, start: int, cast: Cast) -> Hit | None:
    """Return the handle of the cast that begins here, of which a name may be only a part."""
    whole = HANDLE.match(text, start)
    if whole is None or whole[0].casefold() not in cast.handles:
        return None
    return Hit(start=start, end=whole.end(), kind="handle", handle=whole[0])


def _bars(login: Span, taken: Span) -> bool:
    """Return whether a span that is taken stands in the way: all but one that the login holds."""
    start, end = login
    first, last = taken
    held = start <= first and last <= end and last - first < end - start
    return start < last and first < end and not held


def _forms(cast: Cast) -> "_Forms":
    """Return the forms of the cast, made anew only where it knows more names than before."""
    size = (len(cast.people), sum(len(person.names) for person in cast.people))
    known = _MADE.get(cast)
    if known is None or known[0] != size:
        known = (size, _Forms(cast))
        _MADE[cast] = known
    return known[1]


def _bare(text: str) -> str:
    if text.isascii():
        return text.lower()
    return MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _plain(text: str) -> str:
    """Return a text folded and without accents, as logins are written."""
    bare = _bare(text)
    return bare if bare.isalnum() else "".join(sign for sign in bare if sign.isalnum())


class _Forms:
    """The forms in which the full names of a cast can be written as one token."""

    def __init__(self, cast: Cast) -> None:
        self.whole: dict[str, list[Person]] = {}
        self.pairs: dict[tuple[str, str], list[Person]] = {}
        self.words: dict[str, list[Person]] = {}
        for person in cast.people:
            for name in person.names:
                words = [_plain(word) for word in name.split()]
                if len(words) > 1 and len(words[0]) > 1 and len(words[-1]) > 1:
                    self._learn(words[0], words[-1], person)

    def _learn(self, first: str, last: str, person: Person) -> None:
        f, l = first[0], last[0]  # noqa: E741
        for form in (first + last, last + first, f + last, last + f, first + l):
            _put(self.whole, form, person)
        for pair in ((first, last), (last, first), (f, last), (first, l), (last, f)):
            _put(self.pairs, pair, person)
        for word in (first, last):
            _put(self.words, word, person)

    def size_at(self, text: str, parts: list[Span], index: int) -> int:
        """Return how many parts of the text from here on are one person's name, or 0."""
        low = _plain(text[slice(*parts[index])])
        after = index + 1
        if after < len(parts) and text[parts[index][1] : parts[after][0]] in JOINTS:
            joint = text[parts[index][1] : parts[after][0]]
            pair = (low, _plain(text[slice(*parts[after])]))
            whole = len(pair[0]) > 1 and len(pair[1]) > 1
            if pair in self.pairs and (whole or joint in "-_."):
                return 2
        if self._is_login(low) or self._is_joined_word(text, parts[index], low):
            return 1
        return 0

    def _is_login(self, low: str) -> bool:
        known = lists()
        return (
            len(low) > 3
            and low in self.whole
            and low not in known.english
            and low not in known.tools
            and low not in known.given
            and low not in known.surnames
        )

    def _is_joined_word(self, text: str, span: Span, low: str) -> bool:
        """Return whether one word of a name is part of a path, a file name or a host."""
        if low not in self.words or len(low) < 3:
            return False
        start, end = span
        if HOMES.search(text[max(start - 9, 0) : start]):
            return True
        left, right = text[start - 1 : start], text[end : end + 1]
        after = text[end + 1 : end + 2]
        joined = (left in JOINTS and text[start - 2 : start - 1].strip("?)\"' \t\n") != "") or (
            right in JOINTS and after.isalnum()
        )
        known = lists()
        return (
            bool(left or right)
            and joined
            and not (right == "." and after.isupper())
            and low not in known.english
            and low not in known.tools
            and low not in known.never
        )

    def name_of(self, text: str, spans: list[Span]) -> str | None:
        """Return the full name of the one person so written, or None where several could be."""
        words = [_plain(text[slice(*span)]) for span in spans]
        people = (
            self.pairs[words[0], words[1]]
            if len(words) == 2
            else self.whole.get(words[0]) or self.words[words[0]]
        )
        if len(people) != 1:
            return None
        return next(_full(people[0]))


def _full(person: Person) -> Iterator[str]:
    yield from (name for name in person.names if " " in name)


def _put(found: dict[_Key, list[Person]], key: _Key, person: Person) -> None:
    sharing = found.setdefault(key, [])
    if person not in sharing:
        sharing.append(person)


_MADE: WeakKeyDictionary[Cast, tuple[_Size, _Forms]] = WeakKeyDictionary()
