"""Findings over a whole text: sentence by sentence, most severe first, suppressions honoured."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any, TypeVarTuple

from msgspec import Struct
from msgspec.structs import replace

from unblame.language.candidate import Candidates, Live
from unblame.language.cue import FAULT_CUE, ID_CUE, NAMED_CUE, looks_like_an_id
from unblame.language.finding import Family, Finding, Level, fingerprint
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hanging import Told, anchored
from unblame.language.mention import mentioned, shown
from unblame.language.opinion import READ, weighed
from unblame.language.rewrite import keeps
from unblame.language.settings import Known, Settings, nobody
from unblame.language.suppress import Standing, Suppressions
from unblame.language.unmarked import unmarked
from unblame.language.vocabulary import Vocabulary, plain
from unblame.language.wording import worded
from unblame.people import Cast, mentions
from unblame.text import Block, late, line_column, parse, sentences

Named = tuple[int, int, str, str]
Rest = TypeVarTuple("Rest")
CROWD = 12  # a sentence with more hits is a list of faults, which no wording of one clause mends
DENIED = late(
    r"\b(?:not|never|n't|avoid|without|rather than|instead of) (?:\w+ ){0,2}?(?:list|listing|say|saying|ask|"
    r"asking|discuss|name|naming|record|blame|blaming|decide|judge|judging|write|point) (?:who|whom|at|people|anyone|individuals)\b"
    r"|\bwould (?:be|have been) (?:\w+ )?(?:easy|cheap|convenient|tempting|simple|unfair|comfortable|handy) to (?:say|call|write|blame|name|conclude|point)\b"
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
    return examine_remembering(text, None, kind=kind, cast=cast, edition=edition, config=config)


class Memory:
    """What the blocks of a text showed at its last check."""

    def __init__(self) -> None:
        self._before: dict[tuple[object, ...], tuple[Seen, ...]] = {}
        self._now: dict[tuple[object, ...], tuple[Seen, ...]] = {}

    def turn(self) -> None:
        """Begin a new check; what the one before the last knew is forgotten."""
        self._before, self._now = self._now, {}

    def recall(
        self, block: tuple[object, ...], look: Callable[[], "Iterator[Seen]"]
    ) -> "tuple[Seen, ...]":
        """Return what a block showed, having a look only where it is new."""
        if block not in self._now:
            self._now[block] = self._before[block] if block in self._before else tuple(look())
        return self._now[block]


class Seen(Struct, frozen=True, kw_only=True):
    """One hit to show; `start` and `end` count from the start of its block."""

    start: int
    end: int
    sentence: str
    rule: Rule
    hit: Hit
    also: tuple[str, ...]
    rewrite: str | None


def examine_remembering(
    text: str,
    memory: Memory | None,
    *,
    kind: str,
    cast: Cast | None,
    edition: str,
    config: dict[str, Any] | None,
) -> tuple[list[Finding], list[Standing]]:
    """Return what `examine` returns; a memory keeps what each block showed, for the next time.

    It serves one edition and one configuration.
    """
    settings = Settings.of(config, edition)
    parsed = parse(text, kind)
    known = settings.spans(text)
    named = _named(text, cast, known)
    reader = cast.reader if cast else None
    candidates = Candidates(Vocabulary.of(parsed.blocks), tuple(settings.rules()), reader)
    suppressed = Suppressions.of(text, parsed.blocks, settings.extra)
    findings: list[Finding] = []
    counts: dict[tuple[str, str], int] = {}
    for block in parsed.blocks:
        around = _inside(named, block.start, block.end), _inside(known, block.start, block.end)
        findings += [
            _finding(text, block.start, seen, settings, counts)
            for seen in _recalled(block, *around, settings, candidates, memory)
        ]
    shown, standing = suppressed.sift(text, findings, settings)
    return sorted(shown, key=lambda finding: (finding.start, finding.end, finding.rule)), standing


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


def _recalled(
    block: Block,
    named: Sequence[Named],
    known: Sequence[Known],
    settings: Settings,
    candidates: Candidates,
    memory: Memory | None,
) -> tuple[Seen, ...]:
    """Return what a block shows, from the memory where the same block has been seen before."""
    chosen = candidates.among(block.text, named=bool(named), known=bool(known), prose=_used(block))
    if not chosen or block.column.strip().lower() == "owner":
        return ()
    look = partial(_seen, block, named, known, settings, candidates)
    if memory is None:
        return tuple(look())
    return memory.recall(
        (block.kind, block.text, block.section, shown(block.column), *named, *known), look
    )


def _used(block: Block) -> bool:
    """Whether a block is prose that its author uses; a column of wordings to avoid shows them."""
    return block.is_prose and not shown(block.column)


def _seen(
    block: Block,
    named: Sequence[Named],
    known: Sequence[Known],
    settings: Settings,
    candidates: Candidates,
) -> Iterator[Seen]:
    for told in anchored(list(_told(block, named, known, settings, candidates))):
        for rule, hit, also in told.shown:
            yield Seen(
                start=told.start + hit.start,
                end=told.start + hit.end,
                sentence=told.text,
                rule=rule,
                hit=hit,
                also=also,
                rewrite=hit.rewrite,
            )


def _told(
    block: Block,
    named: Sequence[Named],
    known: Sequence[Known],
    settings: Settings,
    candidates: Candidates,
) -> Iterator[Told]:
    """Yield each sentence of a block with what is shown for it by itself."""
    before: tuple[str, list[Named]] | None = None
    for start, sentence in _sentences(block):
        end = start + len(sentence)
        inside = _inside(named, start, end)
        earlier, before = before, (sentence, inside)
        settled = _inside(known, start, end)
        chosen = candidates.among(
            sentence, named=bool(inside), known=bool(settled), prose=_used(block)
        )
        names = tuple(sentence[a:b] for a, b in _people(inside))
        if not chosen:
            yield Told(start=start, text=sentence, account=None, names=names, shown=())
            continue
        low = plain(sentence)
        account = Account(
            sentence,
            people=_people(inside),
            section=block.section,
            kinds=inside,
            block=block.kind,
            known=settled,
            earlier=_earlier(earlier) if earlier and "they" in low else None,
            vocabulary=candidates.vocabulary,
            reader=candidates.reader,
        )
        shown = tuple(_shown(account, settings, candidates.rules(chosen)))
        yield Told(start=start, text=sentence, account=account, names=names, shown=shown)


def _sentences(block: Block) -> Iterator[tuple[int, str]]:
    """Give the sentences of a block, or the whole of one that is code, by their place in it."""
    if block.is_prose:
        for sentence in sentences(block):
            yield sentence.start - block.start, sentence.text
    elif block.kind in {"code", "front_matter", "html", "comment"}:
        yield 0, block.text


def _named(text: str, cast: Cast | None, known: Sequence[Known]) -> list[Named]:
    heard = cast is not None and cast.reader is not None  # what it doubts blames nobody
    return [
        (found.start, found.end, str(found.kind), found.pseudonym or "")
        for found in mentions(text, cast)
        if not nobody(found.start, found.end, known) and not (heard and not found.sure)
    ]


def _inside(
    spans: Sequence[tuple[int, int, *Rest]], start: int, end: int
) -> list[tuple[int, int, *Rest]]:
    """Return the spans that begin in a piece of text, counted from its start."""
    low = bisect_left(spans, start, key=_start)
    high = bisect_left(spans, end, low, key=_start)
    return [(span[0] - start, span[1] - start, *span[2:]) for span in spans[low:high]]


def _start(span: tuple[int, int, *tuple[object, ...]]) -> int:
    return span[0]


def _earlier(sentence: tuple[str, Sequence[Named]]) -> Account:
    """Return the sentence before, in which `they` may have been named."""
    text, named = sentence
    return Account(text, people=_people(named))


def _people(named: Sequence[Named]) -> list[tuple[int, int]]:
    return [(a, b) for a, b, kind, _ in named if kind in {"name", "handle"}]


def _shown(
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
        else (rule, worded(account, rule, hit, partial(offered, rule, settings, reads_clean)))
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


def _finding(
    text: str, base: int, seen: Seen, settings: Settings, counts: dict[tuple[str, str], int]
) -> Finding:
    start, end = base + seen.start, base + seen.end
    rule, hit = seen.rule, seen.hit
    key = (rule.code, seen.sentence)
    counts[key] = counts.get(key, -1) + 1
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
        also=seen.also,
        rewrite=seen.rewrite,
        ask=hit.ask,
        safety=hit.safety if seen.rewrite is not None else None,
        fingerprint=fingerprint(rule.code, seen.sentence, counts[key]),
    )


def offered(
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
