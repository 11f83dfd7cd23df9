"""What the record itself says to be open: not looked at yet, to do, checks that were green all the while."""

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from unblame.evidence.record import Evidence, Passage
from unblame.model import Action, Milestone, Question, Source
from unblame.timeline.question import question
from unblame.timeline.scene import Scene
from unblame.timeline.words import listed, quoted

_STATES: Final = r"(?:looked at|checked|clear|decided|clarified|known|understood)"
_OPEN: Final = re.compile(
    rf"\b(?:not yet {_STATES}|not {_STATES} yet|still (?:open|unclear|unknown|to be)|to be (?:looked (?:at|into)|"
    r"checked|clarified|confirmed|decided)|i(?:'d| would)(?: still)? like to know|nobody (?:knows|has (?:looked|"
    r"checked))|we do not know|remains? (?:unclear|unknown))\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"^\W*(?:see\s+)?(?:\[[^\]]*\]:\s*)?<?https?://\S+\W*$", re.IGNORECASE)
_SHORT: Final = 40
_TO_DO: Final = re.compile(
    r"^\W*(?:to[- ]?dos?|still to do|actions?(?: items?)?|follow[- ]?ups?|next steps|ideas?)\b\s*:"
    r"|\bstill to do:|\bno owner yet\b|\bnobody has taken\b|\bwe want an?\b|\bdates? open\b"
    r"|\bwho does what\b",
    re.IGNORECASE,
)
_TO_DO_SECTION: Final = re.compile(
    r"^\W*(?:to[- ]?dos?|actions?(?: items?)?|follow[- ]?ups?|next steps|improvements|ideas|"
    r"remediation\w*)\W*$",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"\bby (?:\d|the \d|mon|tue|wed|thu|fri|next|end|tomorrow)|\bthis week\b|\buntil \d|[(,] ?done\)",
    re.IGNORECASE,
)
_BY_DAY: Final = re.compile(r"\bby (?:the )?\d{1,2}(?:st|nd|rd|th)? ?[A-Z][a-z]{2}|\bby \d{4}-\d\d")
_LIST: Final = 3
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_WORD: Final = re.compile(r"\w{3,}")
_COMMON: Final = frozenset(
    {"the", "and", "for", "take", "follow", "ups", "action", "actions", "items"}
)
_PARTS: Final = 2
_ALIKE: Final = 0.75
_GREEN: Final = re.compile(
    r"\b(?:tests?|checks?|soak|monitors?|probers?|dashboards?|pipeline|build|ci|canar(?:y|ies))\b[^.;:]{0,40}"
    r"\b(?:pass(?:es|ed)?|(?:is |are |was |were |looked )(?:fine|ok|good|healthy)|(?:is |are |was |were |stayed |all )?green)\b|\ball (?:is |was |are |were )?green\b"
    r"|\beverything is green\b|\b\d+ were green\b",
    re.IGNORECASE,
)


def left_open_questions(scene: Scene, found: dict[str, Milestone]) -> tuple[Question, ...]:
    """Return what the record says to be open, and the checks that passed all the while."""
    return (*_open(scene, _later(scene, found)), *_green(scene, found))


def to_do_questions(
    evidence: Evidence, found: dict[str, Milestone], taken: Collection[Action], now: datetime
) -> tuple[Question, ...]:
    """Return a question for what the record names as to do and no action was drafted from.

    `taken` are the actions drafted: of a list some of which are, the rest is asked about. What names a
    day of its own is not.
    """
    scene = Scene(evidence, now)
    return tuple(_to_do(scene, _later(scene, found), _Taken(taken)))


class _Taken:
    """What actions were drafted from, and what they speak of."""

    def __init__(self, actions: Collection[Action]) -> None:
        self._places = {(one.evidence, one.place) for act in actions for one in act.sources}
        self._acts = [_words(act.title) for act in actions]

    def __contains__(self, source: Source) -> bool:
        return (source.evidence, source.place) in self._places

    def left(self, text: str, source: Source) -> str:
        """Return what a text names as to do besides the actions: all of it, or the rest of a list."""
        first, *_ = _SENTENCE.split(text)
        parts = [one.strip(" .") for one in first.split(";")]
        rest = [one for one in parts if not self._speaks(one)]
        if len(parts) < _PARTS or (source not in self and len(rest) == len(parts)):
            return "" if source in self else text
        return "; ".join(rest)

    def _speaks(self, part: str) -> bool:
        said = _words(part)
        return any(
            act and len(act & said) >= _ALIKE * min(len(act), len(said)) for act in self._acts
        )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _COMMON


def _later(scene: Scene, found: dict[str, Milestone]) -> list[tuple[str, Source]]:
    """Return the texts from the end of impact on, with those of no time and the prose."""
    end = found["mitigated"].at or found["resolved"].at or found["detected"].at
    told = [
        (row.event.text, row.event.sources[0])
        for row in scene.rows
        if row.event.sources and (end is None or row.at >= end)
    ]
    told += [(event.text, event.sources[0]) for event in scene.evidence.events
             if event.at is None and event.sources]  # fmt: skip
    told += [(one.text, one.source) for one in scene.evidence.passages]
    return told


def _open(scene: Scene, told: list[tuple[str, Source]]) -> Iterator[Question]:
    before = {}
    for one, other in zip(scene.evidence.passages, scene.evidence.passages[1:], strict=False):
        before[other.source.evidence + other.source.place + other.text] = one.text
    shown = []
    for text, source in told:
        match = _OPEN.search(text)
        if match is None:
            continue
        lead = before.get(source.evidence + source.place + text, "") if len(text) < _SHORT else ""
        shown.append(
            quoted(f"{lead} {text}".strip() if lead else text, source, 0 if lead else match.start())
        )
    if shown:
        yield question(
            "events.left_open",
            "left open",
            f"What came of what the record leaves open: {listed(shown)}?",
            "The record says itself that it was not known or not looked at when it was written.",
        )


def _to_do(scene: Scene, told: list[tuple[str, Source]], taken: _Taken) -> Iterator[Question]:
    shown = [
        quoted(rest, source)
        for text, source in told
        if (match := _TO_DO.search(text)) is not None
        and (rest := taken.left(_undated(text[match.start() :]), source))
    ]
    shown += [
        quoted(one.text, one.source)
        for one in _listed_to_do(scene)
        if not _DATED.search(one.text) and not _TO_DO.search(one.text) and one.source not in taken
    ]
    shown = list(dict.fromkeys(shown))
    if shown:
        yield question(
            "actions.named",
            "to do",
            f"Who takes what the record names as to do, and until when: {listed(shown, 6)}?",
            "What is named without an owner and a day is no action yet.",
        )


def _undated(text: str) -> str:
    """Return a list in one text without the sentences that already name a day."""
    sentences = [one for one in _SENTENCE.split(text) if not _DATED.search(one)]
    return " ".join(sentences)


def _listed_to_do(scene: Scene) -> Iterator[Passage]:
    """Yield the passages of sections that list what is to do; a line with a colon is no new section."""
    within, source, line = False, "", -1
    for one in scene.evidence.passages:
        if one.source.evidence != source:
            within, source = False, one.source.evidence
        if one.section and _TO_DO_SECTION.match(one.section):
            within = True
        elif one.section != one.text or _line(one) > line + 1:
            within = False
        if within and not _LINK.match(one.text):
            yield one
        line = _line(one)
    for run in _runs(scene.evidence.passages):
        if any(_BY_DAY.search(one.text) for one in run):
            yield from (one for one in run if not _TO_DO_SECTION.match(one.section or ""))


def _runs(passages: tuple[Passage, ...]) -> Iterator[list[Passage]]:
    """Yield the lists of three lines and more, each line a passage of its own right under the last."""
    run: list[Passage] = []
    for one in passages:
        follows = bool(run) and _line(one) == _line(run[-1]) + 1
        if not follows or one.source.evidence != run[-1].source.evidence:
            if len(run) >= _LIST:
                yield run
            run = []
        run.append(one)
    if len(run) >= _LIST:
        yield run


def _line(passage: Passage) -> int:
    number = passage.source.place.rpartition(" ")[2]
    return int(number) if number.isdigit() else -1


def _green(scene: Scene, found: dict[str, Milestone]) -> Iterator[Question]:
    end = found["mitigated"].at or found["resolved"].at or found["detected"].at
    shown: dict[str, str] = {}
    for row in scene.rows:
        if not row.event.sources or (end is not None and row.at > end):
            continue
        match = _GREEN.search(row.text)
        if match is not None:
            place = row.event.sources[0]
            shown.setdefault(place.evidence, quoted(row.text, place, match.start()))
    for one in scene.evidence.passages:
        if _GREEN.search(one.text):
            shown.setdefault(one.source.evidence + one.source.place, quoted(one.text, one.source))
    if shown:
        yield question(
            "events.checks",
            "green",
            f"What do the checks that stayed green look at, and what not: {listed(list(shown.values()))}?",
            "They passed while it was on its way or under way.",
        )
