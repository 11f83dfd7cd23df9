"""Whose a fault is said to be by a possessive: `the carrier's failure to test`, `Ana's mistake`."""

import re
from collections.abc import Iterator

from unblame.language.grammar import Account
from unblame.language.held import HIRED
from unblame.language.lexicon import words
from unblame.language.who import STRONG_TEAMS
from unblame.text import late

NEGLECT = late(
    r"([\w@.-]+)(?:'s|s') (?:(?:repeated|continued|alleged|complete|utter|gross|own|\w+ly|inability (?:or|and)) ){0,2}"
    r"(?:failures?|inability|refusal|reluctance|unwillingness|neglect|failing) (?:or (?:refusal|inability|failure) )?to "
    r"(?!respond within|connect|resolve|load|start|boot|parse|renew its|renew their|elect|replicate|sync|schedule|bind|mount|"
    r"converge|reach the|acquire|meet)\w+"
)


def neglects(account: Account) -> Iterator[tuple[re.Match[str], bool]]:
    """Give each `somebody's failure to …`, and whether that is one of ours and no other company."""
    for found in account.finds(NEGLECT):
        if a_person(account, found):
            yield found, True
        elif an_organisation(account, found):
            yield found, False


def a_person(account: Account, found: re.Match[str]) -> bool:
    """Whether the first group of a match is a person, a role or a team by name."""
    word = found[1]
    if any(start <= found.start() < end for start, end in account.people) or word[0] == "@":
        return True
    if word in words("roles", "role") or word in STRONG_TEAMS:
        return True
    return _a_name(account, found) and word not in words("roles", "vendor")


def an_organisation(account: Account, found: re.Match[str]) -> bool:
    """Whether the first group of a match is a company, an agency or the like."""
    return found[1] in HIRED | words("roles", "vendor") or _a_name(account, found)


def _a_name(account: Account, found: re.Match[str]) -> bool:
    start = found.start(1)
    known = words("systems", "system") | words("systems", "named") | words("systems", "common")
    capital = account.text[start].isupper() and not account.text[start + 1].isupper()
    return capital and found[1] not in known
