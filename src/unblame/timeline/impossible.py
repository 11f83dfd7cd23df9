"""Orders that cannot be: a commit after its deployment, a page accepted before it was sent.

Where two sources tell of one thing so, the clock, the zone or the copy of one of them is off.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from unblame.model import Kind, Question
from unblame.timeline.question import question
from unblame.timeline.scene import Row, Scene
from unblame.timeline.words import instant, listed, quoted

_MINUTE: Final = timedelta(minutes=1)
_COMMIT: Final = re.compile(r"^commit ([0-9a-f]{7,40})\b", re.IGNORECASE)
_HASH: Final = re.compile(r"(?<![\w-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![\w-])")
_SHIPS: Final = re.compile(
    r"deploy|releas|roll(?:ed|s|ing)? ?out|promot|applied|live|shipped|to prod", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(?<![\w&])(?:#|\brun |\bincident )(\d{2,})\b", re.IGNORECASE)
_STARTED: Final = re.compile(r"\bstart(?:ed|s|ing)?\b|\bbeg[ai]ns?\b", re.IGNORECASE)
_FINISHED: Final = re.compile(
    r"\b(?:finish(?:ed|es)?|succeed(?:ed|s)|complet(?:ed|es?)|done)\b", re.IGNORECASE
)


def impossible_questions(scene: Scene) -> tuple[Question, ...]:
    """Return a question for each kind of order between sources that cannot be."""
    return (*_commits(scene), *_numbered(scene))


def _commits(scene: Scene) -> Iterator[Question]:
    commits = [(found[1].lower(), row) for row in scene.rows if (found := _COMMIT.match(row.text))]
    if not commits:
        return
    by_hash: dict[str, list[Row]] = {}
    for row in scene.rows:
        if not _COMMIT.match(row.text) and _SHIPS.search(row.text):
            for one in _HASH.findall(row.text):
                by_hash.setdefault(one[:7], []).append(row)
    told = []
    for revision, row in commits:
        early = [one for one in by_hash.get(revision[:7], []) if one.at < row.at - _MINUTE]
        if early:
            told.append((row, early[0]))
    if told:
        pairs = [f"{_shown(commit)} after {_shown(deployed)}" for commit, deployed in told]
        yield question(
            "events.order.commits",
            "commit after deployment",
            f"Which clock is off, or was the commit made anew later (a rebase, an amended one): "
            f"{listed(pairs, 3)}?",
            "A commit cannot come after its own deployment; both times are kept as they are.",
        )


def _numbered(scene: Scene) -> Iterator[Question]:
    signals: dict[str, Row] = {}
    takes: dict[str, Row] = {}
    starts: dict[str, Row] = {}
    ends: dict[str, Row] = {}
    for row in scene.rows:
        for number in set(_NUMBER.findall(row.text)):
            over = row.has(Kind.RESOLVED, Kind.RECOVERY, Kind.ACKNOWLEDGED)
            if row.has(Kind.ALERT, Kind.PAGE) and not over:
                signals.setdefault(number, row)
            elif over:
                takes.setdefault(number, row)
            if _STARTED.search(row.text):
                starts.setdefault(number, row)
            elif _FINISHED.search(row.text):
                ends.setdefault(number, row)
    pairs = [
        f"{_shown(late[number])} after {_shown(early[number])}"
        for late, early in ((signals, takes), (starts, ends))
        for number in late
        if number in early and _before(early[number], late[number])
    ]
    if pairs:
        yield question(
            "events.order.impossible",
            "impossible",
            f"Which of the two sources has its clock, day or zone off: {listed(pairs, 3)}?",
            "One thing cannot be over or taken up before it began; the times are kept as they are.",
        )


def _before(early: Row, late: Row) -> bool:
    own = early.places
    apart = not own & late.places
    return apart and early.at < late.at - _MINUTE


def _shown(row: Row) -> str:
    words = quoted(row.event.text, row.event.sources[0]) if row.event.sources else "an event"
    return f"{words} at {instant(row.at)}"
