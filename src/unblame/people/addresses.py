"""People whose address is given, with their name where it stands beside it."""

import re
from collections.abc import Iterator

from unblame.people.handles import GROUP_WORDS, SHARED, is_bot
from unblame.people.hit import Hit, hit_of
from unblame.people.words import lists
from unblame.text import late, spots

NAME = r"[^\W\d_][\w'’.-]*(?:[ \t]+[^\W\d_][\w'’.-]*){0,4}"
EMAIL = r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z][A-Za-z0-9-]+"
TRAILER = late(
    r"^[ \t>]*(?:(?:Signed-off|Co-authored|Reviewed|Acked|Tested|Reported|Suggested|Approved|Helped|Co-developed)-by"
    r"|Author|Committer|AuthorName|Commit|From|Cc|To)[ \t]*:[ \t]*(?P<name>[^<>\n@]{2,60}?)[ \t]*"
    r"(?:<(?P<email>[^<>\s]+)>|(?<=[ \t])(?P<bare>" + EMAIL + r")(?=\s|$))",
    re.MULTILINE | re.IGNORECASE,
)
BARE_TRAILER = late(
    r"^[ \t>]*(?:Signed-off|Co-authored|Reviewed|Acked|Tested|Reported)-by[ \t]*:[ \t]*(?P<name>"
    + NAME
    + r")[ \t]*$",
    re.MULTILINE,
)
NAME_EMAIL = late(
    r"(?P<name>[^\W\d_a-z][\w'’.-]*(?:[ \t]+[^\W\d_][\w'’.-]*){1,3})[ \t]*[<(](?:mailto:)?(?P<email>"
    + EMAIL
    + r")(?:\|[^<>\n]*)?[>)]"
)
PLAIN_EMAIL = late(
    r"<mailto:(?P<a>"
    + EMAIL
    + r")(?:\|[^<>\n]*)?>|(?:(?<![\w.+@/:-])|(?<=mailto:))(?P<b>"
    + EMAIL
    + r")(?![\w@:]|-\w)"
)
MAIL_LINK = late(r"\[(?P<name>[^\[\]\n]{2,60})\]\(mailto:(?P<email>" + EMAIL + r")[^()\s]*\)")


def find_addresses(text: str) -> Iterator[Hit]:
    for match in TRAILER.finditer(text):
        email = match["email"] or match["bare"]
        group_named = not GROUP_WORDS.isdisjoint(match["name"].casefold().split())
        if not is_bot(match["name"]) and not is_bot(email.split("@")[0]) and not group_named:
            group = "email" if match["email"] else "bare"
            yield from _both(match, group, match["name"], match.start("name"))
    for match in BARE_TRAILER.finditer(text):
        if not is_bot(match["name"]):
            yield hit_of(match, "name", "name", name=match["name"])
    for match in spots(MAIL_LINK, text):
        if not shared(match["email"]):
            name = None if "@" in match["name"] else match["name"]
            yield hit_of(match, 0, "email", name=name, email=match["email"])
    for match in spots(NAME_EMAIL, text):
        words = match["name"].split()
        told = words[-1].islower() and words[-1] in lists().english  # `Ana wrote to us (ana@…)`
        if not shared(match["email"]) and not told and not any(is_bot(word) for word in words):
            while len(words) > 1 and _leads_to_a_name(words[0], len(words)):
                words.pop(0)
            start = match.start() + match["name"].index(words[0])
            yield from _both(match, "email", " ".join(words), start)
    for match in spots(PLAIN_EMAIL, text):
        email = match["a"] or match["b"]
        if not shared(email):
            yield hit_of(match, 0, "email", email=email)


def _both(match: re.Match[str], group: str, name: str, start: int) -> Iterator[Hit]:
    """Give a name and the address after it, each of which tells of the same person."""
    email = None if shared(match[group]) else match[group]
    yield Hit(start=start, end=match.end("name"), kind="name", name=name, email=email)
    kept = match[group].split("@")[0].casefold() not in SHARED
    if kept and "mailto:" not in match[0]:
        yield hit_of(match, group, "email", name=name, email=email)


def _leads_to_a_name(word: str, size: int) -> bool:
    """Return whether a word before a name and address is no part of the name: `10:02 AM Ana`."""
    known = lists()
    low = word.casefold()
    return low in known.acronyms or (size > 2 and low in known.english)


def shared(email: str) -> bool:
    """Return whether an address is a mailbox that several share, or a placeholder."""
    local, _, domain = email.casefold().partition("@")
    parts = re.split(r"[._+-]", local)
    return (
        local in SHARED
        or (local in lists().english and local not in lists().given)
        or is_bot(local)
        or (
            parts[0] in SHARED
            and len(parts) > 1
            and all(p in SHARED | GROUP_WORDS or p.isdigit() for p in parts)
        )
        or domain.startswith("localhost")
        or parts[-1] in {"team", "oncall", "support", "alerts", "ops", "bot"}
    )
