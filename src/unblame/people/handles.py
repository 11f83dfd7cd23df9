"""Whose a handle is: a person's, or a group's, a bot's, an organisation's or a piece of code."""

import re

from unblame.people.words import lists, sections

WORDS = sections("around_handles.txt")
SHARED = WORDS["shared"]
OFFICIAL = ("status", "support", "official", "news", "team", "bot", "oncall")
NOT_HANDLES = WORDS["not_handles"]
GROUP_WORDS = WORDS["group_words"]
HTML = WORDS["html"]
ORGANISED = (
    "os",
    "labs",
    "team",
    "inc",
    "org",
    "lang",
    "foundation",
    "project",
    "ops",
    "software",
    "community",
)
ORGANISATIONS = sections("around_names.txt")["organisations"]


def is_bot(word: str) -> bool:
    low = word.casefold()
    return low.endswith(("bot", "[bot]")) and low not in {"abbot", "talbot", "cabot"}


def is_handle(handle: str) -> bool:
    """Return whether `@handle` is a person's, rather than a group, a bot or a piece of code."""
    low = handle.casefold()
    parts = re.split(r"[._-]", low)
    return (
        low not in NOT_HANDLES
        and not is_bot(low)
        and not low.endswith(OFFICIAL)
        and not any(part in GROUP_WORDS for part in parts)
        and len(low) > 1
        and not re.fullmatch(r"v?\d[\w.]*", low)
    )


def is_organisation(owner: str) -> bool:
    """Return whether a repository's owner is no person: a known product, or named as groups are."""
    known = lists()
    return owner not in known.names and (
        owner in known.tools
        or owner.endswith(ORGANISED)
        or (owner.startswith("open") and len(owner) > 6)
        or any(word in owner for word in ORGANISATIONS if len(word) > 6)
    )
