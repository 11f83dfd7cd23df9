"""Findings over a whole text: sentence by sentence, most severe first, suppressions honoured."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVarTuple

from msgspec import Struct

from unblame.language.candidate import Candidates
from unblame.language.chosen import chosen
from unblame.language.finding import Finding, fingerprint
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hanging import Told, anchored
from unblame.language.mention import shown
from unblame.language.settings import Known, Settings, nobody
from unblame.language.suppress import Standing, Suppressions
from unblame.language.vocabulary import Vocabulary, plain
from unblame.people import Cast, mentions
from unblame.text import Block, line_column, parse, sentences, without_bookkeeping

Named = tuple[int, int, str, str]
Rest = TypeVarTuple("Rest")


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
    parsed = parse(without_bookkeeping(text), kind)
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


def _recalled(
    block: Block,
    named: Sequence[Named],
    known: Sequence[Known],
    settings: Settings,
    candidates: Candidates,
    memory: Memory | None,
) -> tuple[Seen, ...]:
    """Return what a block shows, from the memory where the same block has been seen before."""
    near = candidates.among(block.text, named=bool(named), known=bool(known), prose=_used(block))
    if not near or block.column.strip().lower() == "owner":
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
    reader = candidates.reader
    for start, sentence, into in _sentences(block):
        end = start + len(sentence)
        inside = _inside(named, start, end)
        earlier, before = before, (sentence, inside)
        settled = _inside(known, start, end)
        near = candidates.among(
            sentence, named=bool(inside), known=bool(settled), prose=_used(block)
        )
        names = tuple(sentence[a:b] for a, b in _people(inside))
        if not near:
            yield Told(start=start, text=sentence, account=None, names=names, shown=())
            continue
        low = plain(sentence)
        account = Account(
            sentence,
            people=_people(inside),
            section=block.section,
            kinds=inside,
            block="heading" if block.is_head else block.kind,
            known=settled,
            earlier=_earlier(earlier) if earlier and "they" in low else None,
            vocabulary=candidates.vocabulary,
            reader=reader if reader and reader.reaches(into) else None,
        )
        shown = tuple(chosen(account, settings, candidates.rules(near)))
        yield Told(start=start, text=sentence, account=account, names=names, shown=shown)


def _sentences(block: Block) -> Iterator[tuple[int, str, int]]:
    """Give the sentences of a block, or the whole of one that is code, by their place in it.

    The last is how far into a sentence that never ends a part of it stands.
    """
    if block.is_prose:
        for sentence in sentences(block):
            yield sentence.start - block.start, sentence.text, sentence.into
    elif block.kind in {"code", "front_matter", "html", "comment"}:
        yield 0, block.text, 0


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
