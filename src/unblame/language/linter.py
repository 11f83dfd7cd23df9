"""Findings over a whole text: sentence by sentence, most severe first, suppressions honoured."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from unblame.language.cue import FAULT_CUE
from unblame.language.finding import Family, Finding, Level, Safety, fingerprint
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.rewrite import keeps
from unblame.language.settings import Known, Settings, nobody
from unblame.language.suppress import Standing, Suppressions
from unblame.people import Cast, mentions
from unblame.text import Block, line_column, parse, sentences, splice

Named = tuple[int, int, str, str]
Live = list[tuple[Rule, tuple[str, ...]]]
_ROUNDS = 5
DENIED = re.compile(
    r"\b(?:not|never|n't|avoid|without|rather than|instead of) (?:\w+ ){0,2}?(?:list|listing|say|saying|ask|"
    r"asking|discuss|name|naming|record|blame|blaming|decide|judge|judging|write|point) (?:who|whom|at|people|anyone|individuals)\b"
)


def check(
    text: str,
    *,
    kind: str = "markdown",
    cast: Cast | None = None,
    edition: str = "team",
    config: dict[str, Any] | None = None,
) -> list[Finding]:
    """Return what blames, names or narrows in a text, in order of place.

    `kind` is markdown, plain, html or mrkdwn; `config` may hold what `Settings` knows.
    """
    return examine(text, kind=kind, cast=cast, edition=edition, config=config)[0]


def examine(
    text: str,
    *,
    kind: str = "markdown",
    cast: Cast | None = None,
    edition: str = "team",
    config: dict[str, Any] | None = None,
) -> tuple[list[Finding], list[Standing]]:
    """Return the findings, and those that a comment in the text leaves standing."""
    settings = Settings.of(config, edition)
    parsed = parse(text, kind)
    known = settings.spans(text)
    named = _named(text, cast, known)
    live = _live(text, settings)
    suppressed = Suppressions.of(text, parsed.blocks, settings.extra)
    findings: list[Finding] = []
    counts: dict[tuple[str, str], int] = {}
    for block in parsed.blocks:
        for start, sentence in _sentences(block):
            account = _account(sentence, start, block, named, known)
            for rule, hit, also in _shown(account, settings, block, live):
                finding = _finding(text, start, account, rule, hit, also, settings, counts)
                findings.append(finding)
    shown, standing = suppressed.sift(text, findings, settings)
    return sorted(shown, key=lambda finding: (finding.start, finding.end, finding.rule)), standing


def apply(text: str, findings: Iterable[Finding], unsafe: bool = False) -> str:
    """Return the text with the safe rewrites made, and with `unsafe` the others too."""
    chosen: list[tuple[int, int, str]] = []
    order = sorted(findings, key=lambda finding: (-finding.level.rank, finding.start))
    for finding in order:
        if finding.rewrite is None or (finding.safety is not Safety.SAFE and not unsafe):
            continue
        if all(finding.end <= start or end <= finding.start for start, end, _ in chosen):
            chosen.append((finding.start, finding.end, finding.rewrite))
    return splice(text, sorted(chosen))


def fix(text: str, *, unsafe: bool = False, **options: Any) -> str:
    """Return the text with its rewrites made until none is left; twice is the same as once."""
    for _ in range(_ROUNDS):
        fixed = apply(text, check(text, **options), unsafe)
        if fixed == text:
            break
        text = fixed
    return text


def hits(account: Account, settings: Settings, live: Live | None = None) -> list[tuple[Rule, Hit]]:
    """Return every hit of every rule in one sentence; `live` are the rules that can hit at all."""
    low = account.low
    denied = bool(DENIED.search(low))
    hay = low + FAULT_CUE[0] if account.may_hold else low
    found = []
    for rule, cues in live if live is not None else _live(hay, settings):
        if cues and not any(cue in hay for cue in cues):
            continue
        for hit in rule.find(account):
            exempt = denied or _exempt(account, rule, hit) or settings.allows(account, rule, hit)
            if rule.family is Family.IDENTITY or not exempt:
                found.append((rule, hit))
    return found


def _live(text: str, settings: Settings) -> Live:
    """Return the rules that run, each with those of its cues that the text holds anywhere."""
    low = re.sub(r"\s+", " ", text.lower().replace("’", "'")) + FAULT_CUE[0]
    few = " ".join(dict.fromkeys(low.split()))
    live = []
    for rule in settings.rules():
        cues = tuple(cue for cue in rule.cues if _stands(cue, low, few))
        if cues or not rule.cues:
            live.append((rule, cues))
    return live


def _stands(cue: str, low: str, few: str) -> bool:
    """Whether a text holds a cue; `few` are its distinct words, which is less to look through."""
    if " " not in cue:
        return cue in few
    return max(cue.split(), key=len, default="") in few and cue in low


def _exempt(account: Account, rule: Rule, hit: Hit) -> bool:
    """Quotations belong to the rule on quoted blame alone."""
    return rule.code != "UB123" and account.quoted(hit.start, hit.end)


def _sentences(block: Block) -> Iterator[tuple[int, str]]:
    if block.is_prose:
        for sentence in sentences(block):
            yield sentence.start, sentence.text
    elif block.kind in {"code", "front_matter", "html"}:
        yield block.start, block.text


def _named(text: str, cast: Cast | None, known: Sequence[Known]) -> list[Named]:
    return [
        (found.start, found.end, str(found.kind), found.pseudonym or "")
        for found in mentions(text, cast)
        if not nobody(found.start, found.end, known)
    ]


def _account(
    sentence: str, start: int, block: Block, named: Sequence[Named], known: Sequence[Known] = ()
) -> Account:
    low = bisect_left(named, (start, 0, "", ""))
    high = bisect_left(named, (start + len(sentence), 0, "", ""))
    inside = [(a - start, b - start, kind, name) for a, b, kind, name in named[low:high]]
    people = [(a, b) for a, b, kind, _ in inside if kind in {"name", "handle"}]
    here = [
        (a - start, b - start, who) for a, b, who in known if start <= a < start + len(sentence)
    ]
    return Account(
        sentence, people=people, section=block.section, kinds=inside, block=block.kind, known=here
    )


def _shown(
    account: Account, settings: Settings, block: Block, live: Live
) -> Iterator[tuple[Rule, Hit, tuple[str, ...]]]:
    """Yield one hit for each place: of overlapping ones the most severe, the others in `also`."""
    if block.column.strip().lower() == "owner":
        return
    found = hits(account, settings, live)
    if not block.is_prose:
        found = [(rule, hit) for rule, hit in found if rule.family is Family.IDENTITY]
    found.sort(key=lambda pair: _severity(pair, settings))
    while found:
        rule, hit = found[0]
        blocks = settings.level(rule, hit) is Level.BLOCK
        same = [
            pair
            for pair in found
            if pair is found[0]
            or _together(pair, found[0])
            or (blocks and _named_within(pair, found[0]))
        ]
        kept = {id(pair) for pair in same}
        found = [pair for pair in found if id(pair) not in kept]
        also = {other.code for other, _ in same} - {rule.code}
        yield rule, hit, tuple(sorted(also))


def _severity(pair: tuple[Rule, Hit], settings: Settings) -> tuple[int, bool, str, int]:
    rule, hit = pair
    return -settings.level(rule, hit).rank, hit.rewrite is None, rule.code, hit.start


def _together(one: tuple[Rule, Hit], other: tuple[Rule, Hit]) -> bool:
    identity = [pair[0].family is Family.IDENTITY for pair in (one, other)]
    overlap = one[1].start < other[1].end and other[1].start < one[1].end
    return overlap and identity[0] == identity[1]


def _named_within(one: tuple[Rule, Hit], other: tuple[Rule, Hit]) -> bool:
    """Whether a hit is a name that a blaming sentence already covers."""
    if one[0].code != "UB102" or other[0].family is not Family.BLAME:
        return False
    return other[1].start <= one[1].start and one[1].end <= other[1].end


def _finding(
    text: str,
    base: int,
    account: Account,
    rule: Rule,
    hit: Hit,
    also: tuple[str, ...],
    settings: Settings,
    counts: dict[tuple[str, str], int],
) -> Finding:
    start, end = base + hit.start, base + hit.end
    key = (rule.code, account.text)
    counts[key] = counts.get(key, -1) + 1
    rewrite = offered(account, rule, hit, settings)
    line, column = line_column(text, start)
    end_line, end_column = line_column(text, end)
    return Finding(
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        rule=rule.code,
        name=rule.name,
        family=rule.family,
        level=settings.level(rule, hit),
        message=hit.message,
        text=text[start:end],
        start=start,
        end=end,
        also=also,
        rewrite=rewrite,
        ask=hit.ask,
        safety=hit.safety if rewrite is not None else None,
        fingerprint=fingerprint(rule.code, account.text, counts[key]),
    )


def offered(account: Account, rule: Rule, hit: Hit, settings: Settings) -> str | None:
    """Return a hit's rewrite if it keeps every fact and reads clean, else None."""
    if hit.rewrite is None or rule.family is Family.IDENTITY:
        return hit.rewrite
    if not keeps(account.text[hit.start : hit.end], hit.rewrite):
        return None
    after = account.text[: hit.start] + hit.rewrite + account.text[hit.end :]
    shift = len(hit.rewrite) - (hit.end - hit.start)
    people = [
        (a + shift, b + shift) if a >= hit.end else (a, b)
        for a, b in account.people
        if not (a < hit.end and hit.start < b)
    ]
    again = Account(after, people=people, section=account.section, block=account.block)
    end = hit.start + len(hit.rewrite)
    for other, left in hits(again, settings):
        blames = other.family is not Family.IDENTITY and settings.level(other, left).rank > 0
        if blames and left.start < end and hit.start < left.end:
            return None
    return hit.rewrite
