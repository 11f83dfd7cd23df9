"""Tries the rules on one sentence: which meet something in it that is no quotation and not denied."""

from collections.abc import Iterable, Iterator

from unblame.language.candidate import Live
from unblame.language.cue import FAULT_CUE, ID_CUE, NAMED_CUE, looks_like_an_id
from unblame.language.finding import Family
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.mention import mentioned
from unblame.language.settings import Settings
from unblame.language.unmarked import unmarked
from unblame.language.vocabulary import plain
from unblame.text import late

DENIED = late(
    r"\b(?:not|never|n't|avoid|without|rather than|instead of) (?:\w+ ){0,2}?(?:list|listing|say|saying|ask|"
    r"asking|discuss|name|naming|record|blame|blaming|decide|judge|judging|write|point) (?:who|whom|at|people|anyone|individuals)\b"
    r"|\bwould (?:be|have been) (?:\w+ )?(?:easy|cheap|convenient|tempting|simple|unfair|comfortable|handy) to (?:say|call|write|blame|name|conclude|point)\b"
)


def hits(
    account: Account, settings: Settings, live: Iterable[Live] | None = None
) -> list[tuple[Rule, Hit]]:
    """Return every hit in one sentence, of every rule that runs or of those given with cues."""
    given = list(_all(settings) if live is None else live)
    found = _hits(account, settings, given)
    bare = unmarked(account)
    if bare is not None:
        told = {rule.code for rule, _ in found}
        rest = [one for one in given if one[0].code not in told and _blames(one[0])]
        again = ((rule, bare.placed(hit)) for rule, hit in _hits(bare.account, settings, rest))
        found += [one for one in again if not mentioned(account, one[1].start, one[1].end)]
    return found


def _blames(rule: Rule) -> bool:
    return rule.family is not Family.IDENTITY


def _hits(account: Account, settings: Settings, live: Iterable[Live]) -> list[tuple[Rule, Hit]]:
    found: list[tuple[Rule, Hit]] = []
    hays: dict[bool, str] = {}
    for rule, cues in live:
        identity = rule.family is Family.IDENTITY
        if cues and not _cued(cues, account, hays, identity=identity):
            continue
        found += [
            (rule, hit)
            for hit in rule.find(account)
            if identity or not _spared(account, rule, hit, settings)
        ]
    return found


def _all(settings: Settings) -> Iterator[Live]:
    return ((rule, rule.cues) for rule in settings.rules())


def _cued(
    cues: tuple[str, ...], account: Account, hays: dict[bool, str], *, identity: bool
) -> bool:
    """Whether a sentence holds one of these; rules on identity look into code as well."""
    if identity not in hays:
        hays[identity] = _hay(account, identity=identity)
    hay = hays[identity]
    return any(cue in hay for cue in cues)


def _hay(account: Account, *, identity: bool) -> str:
    low = account.low + (FAULT_CUE[0] if account.may_hold else "")
    if not identity:
        return low
    raw = plain(account.text)
    named = NAMED_CUE[0] if account.kinds else ""
    return low + raw + named + (ID_CUE[0] if looks_like_an_id(raw) else "")


def _spared(account: Account, rule: Rule, hit: Hit, settings: Settings) -> bool:
    """Whether a hit is a quotation, which one rule alone reads, denied, or a word of the house."""
    quoted = rule.code != "UB123" and account.quoted(hit.start, hit.end)
    quoted = quoted or mentioned(account, hit.start, hit.end)
    return quoted or bool(DENIED.search(account.low)) or settings.allows(account, rule, hit)
