"""A sentence without the marks of emphasis in it, so that `be *very* careful` reads as it sounds."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from unblame.language.form import Hit
from unblame.language.grammar import Account

_MARKS = frozenset("*_~")


class Unmarked(Struct, frozen=True):
    """The account of the bare words; `places` holds where each of its letters stands in the source."""

    account: Account
    places: tuple[int, ...]

    def placed(self, hit: Hit) -> Hit:
        """Return a hit as it stands in the source; its wording would lose the marks, so it has none."""
        start, end = self.places[hit.start], self.places[hit.end - 1] + 1
        return msgspec.structs.replace(hit, start=start, end=end, rewrite=None)


def unmarked(account: Account) -> Unmarked | None:
    """Return a sentence without marks of emphasis, or None where there are none within it."""
    text, masked = account.text, account.masked
    if _MARKS.isdisjoint(text):
        return None
    marks = [at for at, letter in enumerate(text) if letter in _MARKS and masked[at] == " "]
    if not any(text[:at].strip("*_~ ") and text[at + 1 :].strip("*_~ .") for at in marks):
        return None
    gone = frozenset(marks)
    places = tuple(at for at in range(len(text)) if at not in gone)
    bare = Account(
        "".join(text[at] for at in places),
        people=_moved(marks, account.people),
        section=account.section,
        kinds=_moved(marks, account.kinds),
        block=account.block,
        known=_moved(marks, account.known),
        earlier=account.earlier,
    )
    return Unmarked(bare, places)


def _moved(marks: Sequence[int], spans: Iterable[Any]) -> list[Any]:
    return [
        (start - bisect_left(marks, start), end - bisect_left(marks, end), *rest)
        for start, end, *rest in spans
    ]
