"""The wording offered for a hit, if one reads clean and keeps every fact, and the question beside it."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from unblame.language.asking import asked
from unblame.language.finding import Family
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.plainer import opener, plainer
from unblame.language.rewrite import LONGEST, Change, wordings

READ = "UB199"  # its span is what a network weighed, which no wording fits
_OF_WORDS_ALONE = frozenset(
    ["UB109", "UB111", "UB113", "UB115", "UB116", "UB123", "UB125", "UB128"]
)


def worded(account: Account, rule: Rule, hit: Hit, clean: Callable[[Hit], str | None]) -> Hit:
    """Return a hit with the first wording that `clean` lets through, or with none."""
    if rule.family is Family.IDENTITY:
        return hit
    if len(account.text) > LONGEST:
        return msgspec.structs.replace(hit, rewrite=None)
    ask = asked(account, hit.start, hit.end, hit.ask) if hit.ask else hit.ask
    hit = msgspec.structs.replace(hit, ask=ask)
    for option in _options(account, rule, hit):
        if clean(option) is not None:
            return _in_whole_words(account.text, option)
    return msgspec.structs.replace(hit, rewrite=None)


def _options(account: Account, rule: Rule, hit: Hit) -> Iterator[Hit]:
    if rule.code == READ or account.masked[: hit.start].count('"') % 2:
        return
    if hit.rewrite is not None:
        yield hit
    if rule.code not in _OF_WORDS_ALONE:
        yield from _made(hit, wordings(account, hit.start, hit.end))
    yield from _made(hit, plainer(account, hit.start, hit.end))
    yield from _made(hit, _without_opener(account))


def _made(hit: Hit, changes: Iterable[Change]) -> Iterator[Hit]:
    for start, end, text in changes:
        yield msgspec.structs.replace(hit, start=start, end=end, rewrite=text)


def _without_opener(account: Account) -> Iterator[Change]:
    """Yield the wordings of the clause that an opening such as `As always,` leads in."""
    led = opener(account)
    if led is None:
        return
    for start, end, text in wordings(account, led[1], len(account.text)):
        if start == led[1]:
            capital = account.text[led[0] : led[0] + 1].isupper()
            yield led[0], end, text[:1].upper() + text[1:] if capital else text


def _in_whole_words(text: str, hit: Hit) -> Hit:
    """Widen a change that begins or ends within a word, so that a reader sees whole words."""
    start, end = hit.start, hit.end
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    if (start, end) == (hit.start, hit.end):
        return hit
    told = f"{text[start : hit.start]}{hit.rewrite}{text[hit.end : end]}"
    return msgspec.structs.replace(hit, start=start, end=end, rewrite=told)
