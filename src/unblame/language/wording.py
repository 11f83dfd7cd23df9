"""The wording offered for a hit, if one reads clean and keeps every fact, and the question beside it."""

from collections.abc import Callable, Iterator

import msgspec

from unblame.language.asking import asked
from unblame.language.finding import Family
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.plainer import plainer
from unblame.language.rewrite import wordings

_OF_WORDS_ALONE = frozenset(
    ["UB109", "UB111", "UB113", "UB115", "UB116", "UB123", "UB125", "UB128"]
)


def worded(account: Account, rule: Rule, hit: Hit, clean: Callable[[Hit], str | None]) -> Hit:
    """Return a hit with the first wording that `clean` lets through, or with none."""
    if rule.family is Family.IDENTITY:
        return hit
    ask = asked(account, hit.start, hit.end, hit.ask) if hit.ask else hit.ask
    hit = msgspec.structs.replace(hit, ask=ask)
    for option in _options(account, rule, hit):
        if clean(option) is not None:
            return option
    return msgspec.structs.replace(hit, rewrite=None)


def _options(account: Account, rule: Rule, hit: Hit) -> Iterator[Hit]:
    if hit.rewrite is not None:
        yield hit
    ways = (plainer,) if rule.code in _OF_WORDS_ALONE else (wordings, plainer)
    for way in ways:
        for start, end, text in way(account, hit.start, hit.end):
            yield msgspec.structs.replace(hit, start=start, end=end, rewrite=text)
