"""Logins where systems and trackers write them: `sudo: jdoe :`, `/Users/jdoe`, `jdoe commented`."""

import re
from collections.abc import Iterator

from unblame.people.handles import GROUP_WORDS, NOT_HANDLES, SHARED, is_bot
from unblame.people.hit import Hit
from unblame.people.tokens import titled
from unblame.people.words import ends_like_a_service, ends_like_a_thing, lists, sections
from unblame.text import late, spots

LOGIN = r"(?P<handle>[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*)"
SYSTEM = late(
    r"(?:\bsudo(?:\[\d+\])?:[ \t]+(?=[\w.-]+[ \t]:[ \t]TTY=)|\b(?:for|by|as|of|from)[ \t](?:invalid[ \t])?user[ \t](?=[\w.-]+(?:[ \t]from\b|[ \t]by\b|[,.;)]|$))"
    r"|\bAccepted (?:publickey|password) for[ \t]|\blogin by user[ \t]|\bsession opened for user[ \t]"
    r"|(?<![\w])(?:SUDO_USER|LOGNAME|user|username|login|actor|author|committer|owner|deployer|user\.name|requested_by|created_by|deployed_by|triggered_by|approved_by|merged_by)=[\"']?"
    r"|(?:(?<=[\s\"'=(:])|^)/(?:home|Users)/|\b[A-Z]:\\Users\\)" + LOGIN + r"(?![\w@])",
    re.MULTILINE,
)
HOME = late(r"(?:home|Users)[/\\]+$")
TRACKED = late(
    r"^[ \t>*]*@?(?P<handle>[A-Za-z\d][A-Za-z\d-]{1,38}|[a-z][a-z0-9._]{2,30})[ \t]+(?:commented|changed the title|closed this|reopened this|"
    r"opened this|opened (?:an|the) issue|force-pushed|pushed (?:a|\d+) commits?|added (?:the|a) [\w \t:/-]{0,40}label|removed (?:the|a) [\w \t:/-]{0,40}label|self-assigned|"
    r"mentioned this|referenced this|requested (?:a )?review|approved these|requested changes|left a comment|merged commit|"
    r"wants to merge|deleted the|locked and|pinned this|marked this|was assigned|assigned this|removed (?:their|his|her) assignment|"
    r"added this to|moved this|linked a pull|set the topic|joined the channel|joined #|has joined|left the channel|uploaded a file|"
    r"transitioned|updated the status|changed the status)\b",
    re.MULTILINE,
)
NOTED = late(r"\b(?:TODO|FIXME|XXX|HACK)\(@?" + LOGIN + r"\)")
BY = late(
    r"\b(?:pull request|minutes written|notes taken|pull request \[?#\d+\]?(?:\([^()\n]*\))?|commit|commits|deploy|deployment|release|merge|change|push|pr|revert|rollback|patch|edit|comment|build|changed|deployed|pushed|merged|started|triggered|"
    r"committed|edited|reverted|requested|approved|modified|updated|created|opened|closed)[ \t]by[ \t]"
    + LOGIN
    + r"(?=[ \t]*(?:$|[,;)|]|\.(?:\s|$)|on[ \t]\d|at[ \t]\d|in[ \t]#|finished|started|failed|succeeded|completed|went|from[ \t]\d))",
    re.MULTILINE | re.IGNORECASE,
)
QUOTED = late(
    r"(?:\b(?:authored|approved|merged|reviewed|committed|written|pushed|owned|filed|reported|added|paged|asked|told)(?:[ \t]by)?[ \t]+"
    r"|\b(?:account|username|login|handle|nick|nickname|author|committer|user)[,:]?[ \t]+)`@?(?P<handle>[A-Za-z][\w.-]{2,30})`"
    r"|`@?(?P<who>[A-Za-z][\w.-]{2,30})`[ \t]+(?:merged|approved|reviewed|committed|reported|asked|noticed|wrote|said|forgot)\b"
)
TAGS = sections("around_handles.txt")["html"]


def find_logged(text: str) -> Iterator[Hit]:
    """Give the logins that logs, trackers and notes in code name."""
    yield from _quoted(text)
    for pattern in (SYSTEM, TRACKED, NOTED, BY):
        for match in spots(pattern, text):
            if is_login(match["handle"]):
                start, end = match.span("handle")
                home = HOME.search(text, max(0, start - 8), start) is not None
                handle = match["handle"]
                if pattern is TRACKED and titled(handle) and handle.isalpha():
                    yield Hit(start=start, end=end, kind="name", name=handle)
                    continue
                yield Hit(start=start, end=end, kind="handle", handle=handle, sure=not home)


def _quoted(text: str) -> Iterator[Hit]:
    for match in spots(QUOTED, text) if "`" in text else ():
        group = "who" if match["who"] else "handle"
        if is_login(match[group]):
            start, end = match.span(group)
            yield Hit(start=start, end=end, kind="handle", handle=match[group])


def is_login(handle: str) -> bool:
    """Return whether a login is a person's: no mailbox, tool, service, bot or plain word."""
    known = lists()
    low = handle.casefold()
    parts = re.split(r"[._-]", low)
    if low.endswith(("ops", "team")) or sum(sign.isdigit() for sign in low) > 5:
        return False
    if low in SHARED | NOT_HANDLES | GROUP_WORDS | TAGS or is_bot(low) or len(low) < 3:
        return False
    if low in known.given and low not in known.tools and low not in known.english:
        return True
    if low.isalpha() and ends_like_a_thing(low):
        return False
    plain = any(
        part in known.english or part in known.tools or part in SHARED | GROUP_WORDS
        for part in parts
        if part not in known.given
    )
    return not plain and low not in known.any_verb and not ends_like_a_service(low)
