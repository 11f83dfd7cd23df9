"""Of the hits in one sentence those that are shown, one a place, with the wording that may be offered."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from msgspec.structs import replace

from unblame.language.candidate import Live
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.opinion import READ, weighed
from unblame.language.rewrite import keeps
from unblame.language.settings import Settings
from unblame.language.tried import hits
from unblame.language.wording import worded

CROWD = 12  # a sentence with more hits is a list of faults, which no wording of one clause mends


def chosen(
    account: Account, settings: Settings, live: Sequence[Live]
) -> Iterator[tuple[Rule, Hit, tuple[str, ...]]]:
    """Yield one hit for each place: of overlapping ones the most severe, the others in `also`."""
    found = weighed(account, settings, _worded(account, settings, hits(account, settings, live)))
    found.sort(key=lambda pair: _severity(pair, settings))
    places = sorted(range(len(found)), key=lambda at: found[at][1].start)
    starts = [found[at][1].start for at in places]
    longest = max((hit.end - hit.start for _, hit in found), default=0)
    left = set(places)
    for first, (rule, hit) in enumerate(found):
        if first not in left:
            continue
        near = places[bisect_left(starts, hit.start - longest) : bisect_right(starts, hit.end)]
        blocks = settings.level(rule, hit) is Level.BLOCK
        same = {at for at in near if at in left and _covers(found[first], found[at], blocks=blocks)}
        left -= same | {first}
        also = {found[at][0].code for at in same}.union(hit.also) - {rule.code}
        yield rule, hit, tuple(sorted(also))


def _worded(
    account: Account, settings: Settings, met: list[tuple[Rule, Hit]]
) -> list[tuple[Rule, Hit]]:
    """Return the hits with the wordings that may be offered; each wording is read once."""
    crowded = sum(rule.family is not Family.IDENTITY for rule, _ in met) > CROWD
    reads_clean = cache(partial(_reads_clean, account, settings))
    return [
        (rule, replace(hit, rewrite=None))
        if crowded and rule.family is not Family.IDENTITY
        else (rule, hit)
        if rule in settings.extra
        else (rule, worded(account, rule, hit, partial(_offered, rule, settings, reads_clean)))
        for rule, hit in met
    ]


def _covers(one: tuple[Rule, Hit], other: tuple[Rule, Hit], *, blocks: bool) -> bool:
    return _together(other, one) or (blocks and _named_within(other, one))


def _severity(pair: tuple[Rule, Hit], settings: Settings) -> tuple[int, bool, bool, str, int]:
    rule, hit = pair
    alone = rule.code == READ  # it stands beside what narrows, and says more
    return -settings.level(rule, hit).rank, not alone, hit.rewrite is None, rule.code, hit.start


def _together(one: tuple[Rule, Hit], other: tuple[Rule, Hit]) -> bool:
    identity = [pair[0].family is Family.IDENTITY for pair in (one, other)]
    overlap = one[1].start < other[1].end and other[1].start < one[1].end
    return overlap and identity[0] == identity[1]


def _named_within(one: tuple[Rule, Hit], other: tuple[Rule, Hit]) -> bool:
    """Whether a hit is a name that a blaming sentence already covers."""
    if one[0].code != "UB102" or other[0].family is not Family.BLAME:
        return False
    return other[1].start <= one[1].start and one[1].end <= other[1].end


def _offered(
    rule: Rule, settings: Settings, reads_clean: Callable[[int, int, str], bool], hit: Hit
) -> str | None:
    """Return a hit's rewrite if it keeps every fact and reads clean, else None."""
    if hit.rewrite is None or rule.family is Family.IDENTITY or rule in settings.extra:
        return hit.rewrite
    return hit.rewrite if reads_clean(hit.start, hit.end, hit.rewrite) else None


def _reads_clean(account: Account, settings: Settings, start: int, end: int, rewrite: str) -> bool:
    """Whether a wording keeps every fact of what it replaces, and blames nobody where it stands."""
    if not keeps(account.text[start:end], rewrite):
        return False
    after = account.text[:start] + rewrite + account.text[end:]
    shift = len(rewrite) - (end - start)
    people = [
        (a + shift, b + shift) if a >= end else (a, b)
        for a, b in account.people
        if not (a < end and start < b)
    ]
    again = Account(
        after,
        people=people,
        section=account.section,
        block=account.block,
        known=settings.spans(after),
    )
    end = start + len(rewrite)
    return not any(
        other.family is not Family.IDENTITY and settings.level(other, left).rank > 0
        for other, left in hits(again, settings)
        if left.start < end and start < left.end
    )
