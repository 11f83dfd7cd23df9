"""Names that a person typed into an account, put back into roles before it leaves the team."""

from typing import Any

import msgspec

from unblame.document.marks import plain
from unblame.model import Postmortem
from unblame.people import Cast, Mention, mentions
from unblame.text import splice

_NO_PROSE = frozenset(
    ["schema", "tool_version", "recogniser", "drafted_at", "id", "key", "sha256", "reader", "owner",
     "as_written", "zone_basis", "zone", "formula", "about", "on"]
)  # fmt: skip


def in_roles(postmortem: Postmortem, cast: Cast) -> Postmortem:
    """Return the account with every person whom the cast knows as their pseudonym.

    Whoever the cast does not know stays, for nobody can say which role it was; the gate refuses.
    Owners of actions are left as they are.
    """
    known = Known(cast)
    if not cast.people:
        return postmortem
    return msgspec.convert(_replaced(plain(postmortem), known), type=Postmortem)


class Known:
    """The people of a cast as it was given; whoever is met later is a stranger."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.people = tuple(cast.people)

    def replace(self, text: str) -> str:
        """Return the text with pseudonyms for those who are known."""
        found = [mention for mention in mentions(text, self.cast) if mention.sure]
        ours = [mention for mention in found if self._holds(mention)]
        if len(ours) == len(found):
            return self.cast.replace(text)
        return splice(text, [(m.start, m.end, m.pseudonym or m.text) for m in ours])

    def _holds(self, mention: Mention) -> bool:
        return any(person.pseudonym == mention.pseudonym for person in self.people)


def _replaced(value: Any, known: Known) -> Any:
    if isinstance(value, str):
        return known.replace(value) if value else value
    if isinstance(value, list):
        return [_replaced(part, known) for part in value]
    if isinstance(value, dict):
        return {
            name: part if name in _NO_PROSE else _replaced(part, known)
            for name, part in value.items()
        }
    return value
