"""Puts a person's decisions into a text: other words for a string, or its sentence left out."""

import re

from unblame.document.decision import Choice, Decision, Decisions
from unblame.text import parse, sentences, splice

_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)
_STARTS = ("the ", "a ", "an ")


def put(text: str, decisions: Decisions) -> tuple[str, tuple[str, ...]]:
    """Return a text as decided, and the strings for which a sentence of it was left out."""
    gone: list[str] = []
    longest_first = sorted(decisions.decisions, key=lambda d: (-len(d.token), d.token))
    for decision in longest_first:
        pattern = forms_of(decision.token)
        if decision.choice is Choice.REPLACE:
            text = _replaced(text, pattern, decision)
        elif decision.choice is Choice.LEAVE_OUT and pattern.search(text):
            text = _without(text, pattern)
            gone.append(decision.token)
    return text, tuple(gone)


def forms_of(token: str) -> re.Pattern[str]:
    """Return what finds a string in any case, of one or several, and with an owner's s."""
    words = r"\s+".join(re.escape(word) for word in token.split())
    before = r"(?<!\w)" if token[:1].isalnum() else ""
    after = r"(?:e?s)?(?P<own>['’]s?)?(?!\w)" if token[-1:].isalnum() else "(?P<own>)"
    return re.compile(before + words + after, re.IGNORECASE)


def _replaced(text: str, pattern: re.Pattern[str], decision: Decision) -> str:
    words = decision.words or ""
    edits = []
    for match in pattern.finditer(text):
        start, new = match.start(), words + (match["own"] or "")
        if words.lower().startswith(_STARTS):
            article = _ARTICLE.search(text, max(0, start - 4), start)
            start = article.start() if article else start
        if _begins(text, start):
            new = new[:1].upper() + new[1:]
        edits.append((start, match.end(), new))
    return splice(text, edits)


def _begins(text: str, start: int) -> bool:
    """Return whether a sentence begins here."""
    before = text[:start].rstrip(" \t*_\"'“(")
    return (
        not before or before[-1] in ".!?\n" or bool(re.search(r"(?:^|\n)[ \t]*[-*+>#]+$", before))
    )


def _without(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text without the sentences that hold a string; a block left empty goes whole."""
    edits: list[tuple[int, int, str]] = []
    for block in parse(text).blocks:
        if not pattern.search(text, block.start, block.end):
            continue
        parts = sentences(block) if block.is_prose else []
        gone = [s for s in parts if pattern.search(text, s.start, s.end)]
        whole = not gone or len(gone) == len(parts)
        if whole and block.kind == "cell":
            edits.append((block.start, block.end, "—"))
        elif whole:
            start = text.rfind("\n", 0, block.start) + 1
            edits.append((start, block.end, ""))
        else:
            edits += [(s.start, _next(text, s.end, block.end), "") for s in gone]
    return re.sub(r"\n{3,}", "\n\n", splice(text, edits)).strip()


def _next(text: str, end: int, limit: int) -> int:
    while end < limit and text[end] in " \t":
        end += 1
    return end
