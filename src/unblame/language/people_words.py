"""People as a pattern sees them: names are masked, roles and groups are words of a list."""

import re
from collections.abc import Iterator
from functools import cache

from unblame.language.form import Hit
from unblame.language.grammar import Account
from unblame.language.hits import any_word
from unblame.language.lexicon import words
from unblame.text import late
from unblame.text.needle import ANYBODY

NAME = "ꝥ"
_WORD = late(r"\w+")
_SINGLE = ("he", "she", "him", "her")
_PLURAL = ("they", "them")
_ANYBODY = ("whoever", "someone", "somebody", "everyone", "everybody")
_GROUPS = frozenset(["network", "networking", "group", "desk"])
_BARE = frozenset(["networking", "platform", "infra"])
_CREWS = frozenset(["team", "folks", "guys", "people", "crew", "staff"])
_MACHINE = frozenset(
    [
        "software",
        "system",
        "systems",
        "tool",
        "tools",
        "platform",
        "console",
        "daemon",
        "service",
        "services",
        "api",
        "bot",
        "portal",
        "pod",
        "pods",
        "controller",
        "role",
        "roles",
        "image",
        "group",
        "account",
    ]
)


def seen(account: Account) -> str:
    """Return the lower-case sentence with each letter of a person's name masked, offsets kept."""
    known = account.__dict__.get("seen")
    if known is None:
        known = account.low
        for start, end in account.people:
            tail = 2 if known[start:end].endswith("'s") else 0
            known = known[:start] + NAME * (end - start - tail) + known[end - tail :]
        account.__dict__["seen"] = known
    return str(known)


@cache
def one() -> str:
    """Return the pattern for one person: a name, a pseudonym, a pronoun or a single role."""
    roles = any_word(words("roles", "role") - {"people", "folks", "staff", "human"})
    return rf"(?:{_named()}|(?:{'|'.join(_SINGLE)})\b|(?:{_LEAD} ){{1,2}}(?:[\w-]+ ){{0,3}}?{roles}{_END})"


@cache
def group() -> str:
    """Return the pattern for a group of people."""
    teams = any_word(words("closed", "strong_teams") | _plural_roles() | _GROUPS)
    bare = any_word(words("closed", "strong_teams") | _BARE)
    return (
        rf"(?:(?:{'|'.join(_PLURAL)})\b|{bare}{_END}|(?:{_LEAD} )(?:[\w-]+ ){{0,3}}?{teams}{_END}"
        rf"|[\w-]+ {any_word(_CREWS)}{_END})"
    )


@cache
def anyone() -> str:
    """Return the pattern for one person or a group."""
    return rf"(?:{one()}|{group()}|(?:{'|'.join(_ANYBODY)})\b)"


@cache
def pattern(text: str) -> re.Pattern[str]:
    """Return a pattern with `<one>`, `<group>` and `<who>` filled in."""
    filled = text.replace("<one>", one()).replace("<group>", group()).replace("<who>", anyone())
    return re.compile(filled.replace("<name>", _named()))


def told(account: Account, text: str, message: str, ask: str) -> Iterator[Hit]:
    """Yield a hit for each place where a pattern on people stands."""
    for found in speaks(account, text):
        yield Hit(start=found.start(), end=found.end(), message=message, ask=ask)


def speaks(account: Account, text: str) -> Iterator[re.Match[str]]:
    """Return each match of a pattern on people, tried only where its words stand."""
    may = account.may_match(shape(text), _holds_somebody)
    return pattern(text).finditer(seen(account)) if may else iter(())


def _holds_somebody(account: Account) -> bool:
    """Whether a sentence holds any word that the patterns for people begin or end with."""
    known = account.__dict__.get("holds_somebody")
    if known is None:
        known = bool(account.people) or not _people().isdisjoint(_WORD.findall(account.low))
        account.__dict__["holds_somebody"] = known
    return bool(known)


@cache
def _people() -> frozenset[str]:
    """Return a part of every word that stands for somebody in a pattern."""
    listed = words("roles", "role") | words("closed", "strong_teams") | _GROUPS | _BARE | _CREWS
    listed |= {*_SINGLE, *_PLURAL, *_ANYBODY, "responder"}
    return frozenset(max(_WORD.findall(word), key=len) for word in listed)


@cache
def shape(text: str) -> str:
    """Return a pattern with one sign for whoever it speaks of, which no text is searched for."""
    return re.sub("<(?:one|group|who|name)>", ANYBODY, text)


def _named() -> str:
    return rf"(?:{NAME}+(?: {NAME}+)*|responder [a-z]{{1,2}}\b)"


def _plural_roles() -> frozenset[str]:
    return frozenset(
        word for word in words("roles", "role") if word.endswith("s") and not word.endswith("ss")
    )


_LEAD = r"(?:the|a|an|our|their|your|that|this|one of the|one of our|some|some of the|another)"
_END = rf"\b(?![- ](?:{'|'.join(sorted(_MACHINE))})\b)(?!-\w)"
