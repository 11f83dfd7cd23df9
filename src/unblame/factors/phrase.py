"""How a factor is said: without people, without a single cause, as a condition that was present."""

import re
from typing import TYPE_CHECKING

from unblame.factors.candidate import Candidate, temporary_id
from unblame.factors.condition import condition, hangs
from unblame.factors.taxonomy import sort_of
from unblame.language import blameless
from unblame.language.trim import CUT
from unblame.model import Question
from unblame.text import late

if TYPE_CHECKING:
    from unblame.recognise import Reader

LONGEST = 320
_LABEL = late(
    r"^\W*(?:note that\s+|(root[- ]causes?|identified|trigger|cause|reason|summary|note|update|"
    r"finding)\W*:\s*)",
    re.IGNORECASE,
)
_SINGLE = late(
    r"\b(?P<the>the |a |one )?((real|actual|main|primary|ultimate|possible|likely) )*"
    r"root[- ]cause(?P<many>s)?\b",
    re.IGNORECASE,
)
_MARKS = late(r"\*\*|__|`{3,}|^[\s>*\u2022\-\u2013.]+|\[(?P<text>[^\]]+)\]\([^)]*\)")


_SOMEBODY = late(r"\b(?:[A-Z]\w+ )?[Rr]esponder [A-Z]{1,2}\b(?!['\u2019])")
STOOD_BEHIND = "What in the system stood behind this?"


def phrase(
    candidate: Candidate, factor: str, reader: "Reader | None" = None, told_by: str | None = None
) -> tuple[str, list[Question]]:
    """Return the statement of a factor, and a question where the wording needs a person.

    `factor` is the factor's id, which the question is about. A wording that still reads as blame to the
    `reader`, where there is one, is left to a person as well. `told_by` is the factor that says the same
    sentence already.
    """
    text = plain(candidate.text)
    if not candidate.quoted:
        return text, []
    name = sort_of(candidate.code).name
    if told_by is not None:
        return f"{told_by} is a matter of {name} as well.", []
    said = text if candidate.change else _whole(candidate)
    if said is None:
        return _open(candidate, factor, name, STOOD_BEHIND)
    text = said
    if candidate.planned:
        text = f"A planned action points to {name}: {text}"
    elif candidate.second:
        text = f"The same account points to {name}: {text}"
    framed = blameless(without_single_cause(text))
    if framed.ask is not None and framed.changed:
        framed = blameless(framed.text)
    if framed.ask is not None:
        return _open(candidate, factor, name, framed.ask)
    if _reads_as_blame(framed.text, reader):
        return _open(candidate, factor, name, STOOD_BEHIND)
    return _sentence(nobody(framed.text)), []


def nobody(text: str) -> str:
    """Return the text without the gap that a cut leaves at its end, and without anybody in it."""
    text = re.sub(rf"(?<=[.!?])\s*{re.escape(CUT)}\s*$", "", text)
    found = {match.group() for match in _SOMEBODY.finditer(text)}
    if len(found) != 1:
        return text
    said = (
        _SOMEBODY.sub("one person", text, count=1) if text.count(next(iter(found))) == 1 else text
    )
    return said[:1].upper() + said[1:]


def _whole(candidate: Candidate) -> str | None:
    """Return the condition in a sentence, with the one before it where it hangs on that, or None."""
    said = condition(without_single_cause(plain(candidate.text)))
    if said is None or not hangs(said):
        return said
    before = condition(without_single_cause(plain(candidate.before))) if candidate.before else None
    if before is None or hangs(before) or len(before) + len(said) > LONGEST:
        return None
    return f"{before.rstrip(' .')}. {said}"


def _reads_as_blame(text: str, reader: "Reader | None") -> bool:
    card = reader.card if reader else None
    reading = reader.read(text) if reader and card else None
    return card is not None and reading is not None and reading.blame >= card.warn


def _open(candidate: Candidate, factor: str, name: str, ask: str) -> tuple[str, list[Question]]:
    place = " ".join(f"{source.evidence} {source.place}" for source in candidate.sources[:1])
    question = Question(
        id=temporary_id("Q", f"factors.{factor}", candidate.text),
        about=f"factors.{factor}.statement",
        ask=ask[:1].upper() + ask[1:],
        why=f"the evidence at {place} tells of an act; the condition behind it is wanted",
    )
    return f"The evidence tells of {name}; the condition behind it is open [ask {question.id}].", [
        question
    ]


def plain(text: str) -> str:
    """Return the text without bullets, emphasis and link addresses, on one line."""
    return re.sub(r"\s+", " ", _MARKS.sub(lambda m: m.group("text") or "", text)).strip()


def without_single_cause(text: str) -> str:
    """Return the text without its label, with `root cause` said as contributing factor."""

    def say(match: re.Match[str]) -> str:
        if match["many"]:
            return "contributing factors"
        return "one contributing factor" if match["the"] else "contributing factor"

    text = _SINGLE.sub(say, _LABEL.sub("", text))
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    text = text.strip()
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0] + " \u2026"
    return text if text.endswith((".", "!", "?", "\u2026", "]")) else f"{text}."
