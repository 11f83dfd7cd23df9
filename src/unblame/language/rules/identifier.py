"""An identifier leads to a person.

What it notices
---------------
Handles, @mentions, email addresses, chat ids, initials, employee numbers, phone numbers, sign-off
trailers and profile links.

Why it matters
--------------
An identifier is a name to whoever has the directory.

Say instead
-----------
A pseudonym by role (`Responder A`) that is stable in one document and linkable to no other.

When to leave it
----------------
Code annotations and scopes, cron nicknames, hosts in an address, shared mailboxes.

Source
------
The trade's own rule for public write-ups; PagerDuty, post-mortem documentation.
"""

from collections.abc import Iterator

from unblame.language.cue import ID_CUE, NAMED_CUE
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.people import shared
from unblame.people.handles import is_handle
from unblame.text import late

MESSAGE = "this text holds an identifier of a person"
ASK = "which role was it?"
PHONE = "[phone number]"
TAG = late(r"</?[A-Za-z][\w-]*\s")
TARGET = late(r"\]\([^\s)]*$")
KINDS = frozenset({"handle", "email", "id", "phone", "link", "initials"})
HANDLE = late(r"(?<![\w.@/`])@([A-Za-z][\w-]{1,38})(?![\w/(.]*[/(])")
EMAIL = late(r"(?<![\w.+:/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?!:)")
CHAT_ID = late(r"(?<!\w)<?@?[UW](?=[A-Z0-9]*\d)[A-Z0-9]{7,11}>?(?!\w)")
TRAILER = late(r"\b(?:Signed-off-by|Co-authored-by|Reviewed-by|Acked-by|Tested-by): ?[^\n]*")
TILDE = late(r"(?<![\w/~.])~[a-z][a-z_]{2,15}(?![\w/.~]|[^~\n]*\w~)(?! (?:\d|percent|minute|hour))")
PER = late(r"\b(?:per|cc|asked|via|fyi) ([A-Z]{2,3})(?=[,.;]|$| (?:and|said|the))")
ANNOTATIONS = frozenset(
    [
        "override",
        "media",
        "daily",
        "weekly",
        "hourly",
        "monthly",
        "yearly",
        "annually",
        "reboot",
        "midnight",
        "import",
        "types",
        "param",
        "return",
        "returns",
        "deprecated",
        "test",
        "charset",
        "supports",
        "keyframes",
        "property",
        "here",
        "channel",
        "everyone",
        "autowired",
        "bean",
        "component",
        "data",
        "entity",
        "nonnull",
        "nullable",
        "before",
        "after",
    ]
)
SHARED = frozenset(
    [
        "support",
        "info",
        "help",
        "noreply",
        "no-reply",
        "admin",
        "root",
        "postmaster",
        "webmaster",
        "security",
        "abuse",
        "contact",
        "sales",
        "ops",
        "oncall",
        "on-call",
        "team",
        "git",
        "hello",
        "privacy",
        "alerts",
        "noc",
        "sre",
    ]
)
ACRONYMS = frozenset(
    [
        "DNS",
        "TLS",
        "SSL",
        "API",
        "CPU",
        "RAM",
        "SLA",
        "SLO",
        "AWS",
        "GCP",
        "UTC",
        "CET",
        "VPN",
        "IRC",
        "SRE",
        "DBA",
        "NOC",
        "PR",
        "CI",
        "CD",
    ]
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each identifier of a person, with its pseudonym where one is known."""
    seen: list[tuple[int, int]] = []
    for start, end, kind, pseudonym in account.kinds:
        if kind in KINDS:
            seen.append((start, end))
            instead = PHONE if kind == "phone" else pseudonym or None
            rewrite = None if _in_mark_up(account.text, start) else instead
            yield Hit(start=start, end=end, message=MESSAGE, rewrite=rewrite, ask=ASK)
    for start, end in _shapes(account.text):
        if not any(first < end and start < last for first, last in seen):
            seen.append((start, end))
            yield Hit(start=start, end=end, message=MESSAGE, ask=ASK)


def _in_mark_up(text: str, start: int) -> bool:
    """Whether a place stands in a tag or in the target of a link, where other words would break it."""
    before = text[:start]
    if text[start : start + 1].isspace():  # a tag of which the text shows nothing
        return True
    tag = before.rfind("<") > before.rfind(">") and bool(TAG.match(text, before.rfind("<")))
    return tag or bool(TARGET.search(before))


def _shapes(text: str) -> Iterator[tuple[int, int]]:
    for found in TRAILER.finditer(text):
        yield found.span()
    for found in EMAIL.finditer(text):
        local = found[0].split("@")[0].lower()
        if local.split("-")[0].split("+")[0] not in SHARED and not shared(found[0]):
            yield found.span()
    for found in HANDLE.finditer(text):
        if found[1].lower() not in ANNOTATIONS and is_handle(found[1]):
            yield found.span()
    for pattern in (CHAT_ID, TILDE):
        for found in pattern.finditer(text):
            yield found.span()
    for found in PER.finditer(text):
        if found[1] not in ACRONYMS:
            yield found.span(1)


RULE = Rule(
    code="UB120",
    name="identifier",
    level=Level.BLOCK,
    family=Family.IDENTITY,
    page=__doc__,
    cues=(*NAMED_CUE, *ID_CUE, "@", "~", "-by:", "per ", "cc ", "asked ", "via ", "fyi "),
    flag=(
        "@kstad merged #441",
        "asked r.moreau@corp.example about it",
        "per JL, the disk was full",
        "assigned to U02AB9XYZ",
        "Signed-off-by: R. Moreau",
        "ping ~anna on IRC",
    ),
    ok=(
        "The method has an @Override annotation.",
        "Install @types/node first.",
        "The @media query was wrong.",
        "It runs on the @daily cron schedule.",
        "Clone git@github.com:org/repo first.",
        "Write to support@company.example.",
        "The p@ssw0rd policy applies.",
        "It was set to 15@30s.",
        "It was @platform-team that was paged.",
        "It was ~quick~ work.",
    ),
    find=find,
)
