"""How a rule turns what it noticed into a hit."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from unblame.language.fault import Fault, Kind
from unblame.language.finding import Level, Safety
from unblame.language.form import Hit
from unblame.language.grammar import Account
from unblame.language.rewrite import (
    ASK_BASIS,
    ASK_CONDITIONS,
    ASK_LET_THROUGH,
    ASK_SHOWN,
    ASK_WORK,
    agentless,
    omission,
    without_agent,
)

Change = tuple[int, int, str]
ASKS = {
    Kind.OMISSION: ASK_SHOWN,
    Kind.ERROR: ASK_LET_THROUGH,
    Kind.WILFUL: ASK_WORK,
    Kind.MIND: ASK_BASIS,
    Kind.STATE: ASK_CONDITIONS,
    Kind.CAUSE: ASK_LET_THROUGH,
}


def of_fault(fault: Fault, message: str, *, level: Level | None = None) -> Hit:
    """Return the hit for a fault, with the wording that the sentence itself allows."""
    change: Change | None = None
    if fault.by:
        change = without_agent(fault.clause)
    elif fault.kind is Kind.OMISSION:
        change = omission(fault.clause)
    elif fault.kind in (Kind.ERROR, Kind.WILFUL):
        change = agentless(fault.clause)
    hit = changed(fault.start, fault.end, message, change, ask=ASKS[fault.kind], level=level)
    return replace(hit, certain=True) if fault.certain else hit


def changed(
    start: int,
    end: int,
    message: str,
    change: Change | None,
    *,
    ask: str | None = None,
    level: Level | None = None,
    safety: Safety = Safety.UNSAFE,
) -> Hit:
    """Return a hit whose span is what the change replaces, where there is a change."""
    if change is None:
        return Hit(start=start, end=end, message=message, ask=ask, level=level)
    return Hit(
        start=change[0],
        end=change[1],
        message=message,
        rewrite=change[2],
        ask=ask,
        level=level,
        safety=safety,
    )


def matches(
    account: Account,
    pattern: re.Pattern[str],
    message: str,
    *,
    ask: str | None = None,
    level: Level | None = None,
) -> Iterator[Hit]:
    """Yield a hit for each place that a pattern finds in the lower-case sentence."""
    for found in account.finds(pattern):
        yield Hit(start=found.start(), end=found.end(), message=message, ask=ask, level=level)


def any_word(words: Iterable[str]) -> str:
    """Return a regular expression for any of these words, longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))) + ")"
