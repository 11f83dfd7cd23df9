"""The gates: what keeps an edition from going out to its audience."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from unblame import language
from unblame.document.account import account
from unblame.document.withheld import Refusal
from unblame.model import EditionName, Postmortem
from unblame.people import Cast, mask_secrets, mentions
from unblame.people.pseudonym import PSEUDONYM

_TOKENS = (
    ("a hidden comment", re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)),
    ("an address", re.compile(r"\b(?:https?|ftp|ssh|s3)://\S+|\bwww\.\S+", re.IGNORECASE)),
    ("an email address", re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("a chat handle or channel", re.compile(r"(?<![\w/])[@#][a-z][\w.-]{2,}", re.IGNORECASE)),
    ("a ticket id", re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")),
    ("an IP address", re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")),
    (
        "a host name",
        re.compile(
            r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:internal|local|corp|lan|svc|[a-z]{2,6})\b",
            re.IGNORECASE,
        ),
    ),
    ("a machine name", re.compile(r"\b[a-z]+(?:-[a-z0-9]+)*-\d+[a-z]?\b")),
    ("a commit or digest", re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b")),
    ("code", re.compile(r"`[^`]+`")),
    ("a name from the code", re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")),
    ("a name from the code", re.compile(r"\b(?:[A-Z][a-z0-9]+){3,}\b")),
    ("an id of the record", re.compile(r"\b[EFAQIS]\d+\b")),
)

_TRAILER = re.compile(r"^[\w-]+-by:[ \t]*(?:an? )?", re.IGNORECASE)
_ID = re.compile(r"(?<=[|-] )[EFAQS]\d+(?= [|·])")


def gate(
    postmortem: Postmortem, name: EditionName, cast: Cast | None = None
) -> tuple[Refusal, ...]:
    """Return what refuses the team edition or the readout of an account.

    Team: secrets, and identifiers outside the Owner column. Readout: also any finding that blocks,
    and any person by name. What the tool itself put for a person refuses nothing.
    """
    ownerless = tuple(replace(a, owner=None, owner_reason=None) for a in postmortem.actions)
    text = account(replace(postmortem, actions=ownerless))
    refused = list(secrets(text))
    for finding in language.check(text, kind="markdown", cast=cast, edition=name.value):
        blocks = name is not EditionName.TEAM and finding.level == "block"
        if finding.rule == "UB120" and _is_pseudonym(finding.text, cast):
            continue
        if finding.rule == "UB120" or blocks:
            refused.append(
                _refusal(text, finding.rule, finding.text, finding.line, finding.message)
            )
    if name is not EditionName.TEAM:
        refused += _people(text, cast, {refusal.what for refusal in refused})
    return tuple(refused)


def _people(text: str, cast: Cast | None, told: set[str]) -> Iterator[Refusal]:
    """Yield a refusal for each person whom a text names for sure, by name or otherwise."""
    for mention in mentions(text, cast):
        if mention.sure and mention.text not in told:
            told.add(mention.text)
            line = text.count("\n", 0, mention.start) + 1
            why = "this names a person; say the role, or give the roster so that it can be put"
            yield _refusal(text, "UB102", mention.text, line, why)


def _is_pseudonym(found: str, cast: Cast | None) -> bool:
    """Say whether an identity that was found is one that the tool put there, or its trailer."""
    rest = _TRAILER.sub("", found, count=1)
    put = PSEUDONYM.match(rest)
    if not put:
        return False
    return not any(m.sure for part in (rest, rest[put.end() :]) for m in mentions(part, cast))


def secrets(text: str) -> tuple[Refusal, ...]:
    """Return a refusal for each line that holds a key, token or password; the secret is not shown."""
    return tuple(
        Refusal(
            what="a secret",
            where=_where(text, number),
            why="a key, token or password stands in this line; mask it and revoke it",
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if mask_secrets(line) != line
    )


def public_refusals(text: str, where: str, cast: Cast | None = None) -> tuple[Refusal, ...]:
    """Return what keeps one person-written text out of the public edition."""
    refused = [replace(secret, where=where) for secret in secrets(text)]
    refused += [
        Refusal(what=finding.text, where=where, why=finding.message, rule=finding.rule)
        for finding in language.check(text, kind="markdown", cast=cast, edition="public")
        if finding.level == "block"
    ]
    for mention in mentions(text, cast):
        why = "this may name a person; say the role or leave it out"
        refused.append(Refusal(what=mention.text, where=where, why=why))
    known = {refusal.what for refusal in refused}
    for what, pattern in _TOKENS:
        for found in pattern.finditer(text):
            if found.group() not in known:
                why = f"this looks like {what}, which stays inside; say it in plain words"
                refused.append(Refusal(what=found.group(), where=where, why=why))
                known.add(found.group())
    return tuple(refused)


def _refusal(text: str, rule: str, what: str, line: int, why: str) -> Refusal:
    return Refusal(what=what, where=_where(text, line), why=why, rule=rule)


def _where(text: str, number: int) -> str:
    """Return the heading above a line, and the id that the line begins with, where it has one."""
    lines = text.splitlines()[:number]
    heading = next((line.lstrip("# ") for line in reversed(lines) if line.startswith("#")), "top")
    held = _ID.search(lines[-1]) if lines else None
    return f"{heading}, {held.group()}" if held else heading
