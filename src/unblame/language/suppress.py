"""`<!-- unblame: ignore UB101 reason -->`: a finding left standing, with the reason beside it.

`ignore` holds for its own line and the block after it, `ignore-start` until `ignore-end`,
`ignore-file` for the whole text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from unblame.language.finding import Finding, Level, fingerprint
from unblame.language.form import Hit, Rule
from unblame.language.registry import UnknownRule, find, load
from unblame.language.settings import Settings
from unblame.text import Block, late, line_column, within

_CODE = r"[A-Z][A-Z_]*\d+\b|[a-z]+(?:_[a-z]+)+\b"
_MARK = late(
    rf"<!--\s*[Uu]nblame:\s*[Ii]gnore(?P<form>-file|-start|-end)?\b"
    rf"(?P<codes>(?:[\s,]+(?:{_CODE}))*)(?:[\s:,–—]|-(?!->))*(?P<reason>(?:(?!-->).)*?)\s*-->",
    re.DOTALL,
)
COMMENT_SIGNS = " \t\r\n#.;%/"  # other markup has other comments, such as `.. ` and `# `
NO_REASON, UNUSED, UNCLEAR = "UB301", "UB302", "UB303"
_MEANT = late(
    r"<!--\s*unblame\b\s*[:_-]?\s*(?:i[a-z]{0,3}n[a-z]{0,2}or[a-z]{0,3}|i[a-z]?gor[a-z]{0,3}|disable|off|skip"
    r"|suppress|noqa|allow)(?:-[a-z]+)?\b(?:(?!-->).)*?-->",
    re.DOTALL | re.IGNORECASE,
)


class Mark(Struct, frozen=True, kw_only=True):
    """One comment: where it stands, what it leaves standing, why, and the spans it holds for."""

    start: int
    end: int
    codes: tuple[str, ...]
    reason: str
    spans: tuple[tuple[int, int], ...] = ()

    def holds(self, code: str, offset: int) -> bool:
        return code in self.codes and any(start <= offset < end for start, end in self.spans)


class Standing(Struct, frozen=True, kw_only=True):
    """A finding that a comment leaves standing, and the reason that the comment gives."""

    finding: Finding
    reason: str


class Unclear(Struct, frozen=True, kw_only=True):
    """A comment that was meant to leave something standing and does not say so clearly."""

    start: int
    end: int
    message: str


class Suppressions(Struct, frozen=True):
    """The comments of a text that leave findings standing; `vain` ones say neither code nor reason."""

    marks: tuple[Mark, ...] = ()
    vain: tuple[Mark, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    extra: tuple[Rule, ...] = ()

    @classmethod
    def of(cls, text: str, blocks: Sequence[Block], extra: tuple[Rule, ...] = ()) -> "Suppressions":
        """Return the comments; those shown as code are none."""
        if "nblame" not in text:
            return cls()
        in_code = within(_code_spans(text, blocks))
        written = [match for match in _MARK.finditer(text) if not in_code(match.start())]
        found = list(_marks(text, written, blocks, extra))
        good = tuple(mark for mark in found if mark.codes and mark.reason)
        vain = tuple(mark for mark in found if mark not in good)
        odd = [match for match in _MEANT.finditer(text) if not in_code(match.start())]
        return cls(good, vain, tuple(_unclear(written, odd, len(text))), extra)

    def holds(self, code: str, offset: int) -> bool:
        """Whether a finding with this code at this place is left standing."""
        return any(mark.holds(code, offset) for mark in self.marks)

    def sift(
        self, text: str, findings: Iterable[Finding], settings: Settings
    ) -> tuple[list[Finding], list[Standing]]:
        """Part what is to be shown from what is left standing; comments in vain are shown too."""
        shown: list[Finding] = []
        standing: list[Standing] = []
        used: set[tuple[int, str]] = set()
        for finding in findings:
            mark = next((m for m in self.marks if m.holds(finding.rule, finding.start)), None)
            if mark is None:
                shown.append(finding)
            else:
                standing.append(Standing(finding=finding, reason=mark.reason))
            for code in (finding.rule, *finding.also):
                used |= {(m.start, code) for m in self.marks if m.holds(code, finding.start)}
        return [*shown, *self._notes(text, used, settings)], standing

    def _notes(
        self, text: str, used: set[tuple[int, str]], settings: Settings
    ) -> Iterator[Finding]:
        for mark in self.vain:
            message = "this comment gives no reason, so it holds for nothing"
            ask = "why is this sentence best left as it is?"
            if not mark.codes:
                message = "this comment names no rule, so it holds for nothing"
                ask = "which rule is to leave this standing?"
            yield from _note(text, mark, NO_REASON, message, ask, settings)
        for one in self.unclear:
            yield from _note(text, one, UNCLEAR, one.message, None, settings)
        for mark in self.marks:
            idle = [code for code in mark.codes if (mark.start, code) not in used]
            for code in idle:
                why = self._why_idle(code, settings)
                if why:
                    yield from _note(text, mark, UNUSED, why, None, settings)

    def _why_idle(self, code: str, settings: Settings) -> str | None:
        try:
            rule = find(code, self.extra)
        except UnknownRule as error:
            return f"this comment holds for nothing: {error}"
        if not settings.wants(rule):
            return None
        return f"{rule.code} notices nothing here any more; this comment can go"


def _note(
    text: str, mark: Mark | Unclear, code: str, message: str, ask: str | None, settings: Settings
) -> Iterator[Finding]:
    rule = load()[code]
    if not settings.wants(rule):
        return
    line, column = line_column(text, mark.start)
    end_line, end_column = line_column(text, mark.end)
    hit = Hit(start=mark.start, end=mark.end, message=message)
    level: Level = settings.level(rule, hit)
    yield Finding(
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        rule=code,
        name=rule.name,
        family=rule.family,
        level=level,
        message=message,
        text=text[mark.start : mark.end],
        start=mark.start,
        end=mark.end,
        ask=ask,
        fingerprint=fingerprint(code, text[mark.start : mark.end] + message, 0),
    )


def _marks(
    text: str,
    found: Sequence[re.Match[str]],
    blocks: Sequence[Block],
    extra: tuple[Rule, ...],
) -> Iterator[Mark]:
    for index, match in enumerate(found):
        if match["form"] != "-end":
            codes = tuple(dict.fromkeys(_plain(word, extra) for word in _words(match["codes"])))
            yield Mark(
                start=match.start(),
                end=match.end(),
                codes=codes,
                reason=" ".join(match["reason"].split()),
                spans=tuple(_spans(text, match, found[index + 1 :], blocks)),
            )


def _unclear(
    clear: Sequence[re.Match[str]], odd: Sequence[re.Match[str]], last: int
) -> Iterator[Unclear]:
    known = {match.start() for match in clear}
    for match in odd:
        if match.start() not in known:
            message = "this comment is not understood; it is written `unblame: ignore RULE reason`"
            yield Unclear(start=match.start(), end=match.end(), message=message)
    for index, match in enumerate(clear):
        if match["form"] == "-start" and _end_of(match, clear[index + 1 :], last) == last:
            message = "no ignore-end follows, so this comment holds to the end of the text"
            yield Unclear(start=match.start(), end=match.end(), message=message)


def _words(listed: str) -> list[str]:
    return listed.replace(",", " ").split()


def _plain(word: str, extra: tuple[Rule, ...]) -> str:
    """Return the code for a code or a name; what is neither stays, to be reported."""
    try:
        return find(word, extra).code
    except UnknownRule:
        return word


def _spans(
    text: str, match: re.Match[str], later: Sequence[re.Match[str]], blocks: Sequence[Block]
) -> Iterator[tuple[int, int]]:
    if match["form"] == "-file":
        yield 0, len(text) + 1
        return
    if match["form"] == "-start":
        yield match.end(), _end_of(match, later, len(text))
        return
    line_end = text.find("\n", match.end())
    line = (text.rfind("\n", 0, match.start()) + 1, len(text) if line_end < 0 else line_end)
    yield line
    if text[slice(*line)].strip(COMMENT_SIGNS) == match[0]:
        after = (block for block in blocks if block.start >= match.end() and block.is_prose)
        yield from ((block.start, block.end) for block in [next(after, None)] if block)


def _end_of(match: re.Match[str], later: Sequence[re.Match[str]], last: int) -> int:
    """Return where a block form ends: at its own end mark, or at one that names no rule."""
    mine = set(_words(match["codes"]))
    for mark in later:
        theirs = set(_words(mark["codes"]))
        if mark["form"] == "-end" and (not theirs or theirs & mine):
            return mark.start()
    return last


def _code_spans(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    spans = [(block.start, block.end) for block in blocks if block.kind in {"code", "front_matter"}]
    inline = (span for block in blocks for span in block.exempt)
    return spans + [span for span in inline if text[span[0]] == "`"]
