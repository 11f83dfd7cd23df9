"""Pseudonyms: a letter in order of first appearance, by role where three or more hold the role."""

import re

from unblame.text import late

ENOUGH_HOLDERS = 3
PSEUDONYM = late(r"(?:[\w/-]+ ){0,3}responder(?: [A-Z]{1,3})?", re.IGNORECASE)
TAIL = late(
    r"\s+(?:engineers?|on-?call|admins?|administrators?|developers?|responders?|operators?)$",
    re.IGNORECASE,
)


def letters(number: int) -> str:
    """Return A for 0, Z for 25, AA for 26, and so on."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def label_for(role: str | None, holders: int) -> str:
    """Return the words before the letter: `Database responder` or, with few holders, `Responder`."""
    if not role or holders < ENOUGH_HOLDERS:
        return "Responder"
    words = TAIL.sub("", " ".join(role.split()))
    return f"{words[:1].upper()}{words[1:]} responder" if words else "Responder"
