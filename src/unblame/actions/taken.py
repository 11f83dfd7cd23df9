"""What somebody takes on in a chat, a call or notes: `Responder A takes the resend tool`."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from unblame.actions.day import DAY, WEEKDAY
from unblame.actions.parsed import Held
from unblame.actions.strength import VERBS
from unblame.evidence.record import Passage
from unblame.model import Event, Kind, Source
from unblame.text import late

_LONGEST: Final = 1000
_TOLD_BY_MACHINES: Final = frozenset({Kind.ALERT, Kind.PAGE, Kind.LOG_CHANGE, Kind.SILENCE})
_WHO: Final = (
    r"(?P<who>(?:[A-Z]\w* )?[Rr]esponder [A-Z]{1,2}|(?:[Tt]he )?[A-Za-z][\w-]*(?: [\w-]+)? team)"
)
_START: Final = r"^\W*(?:(?:and|so|then|ok(?:ay)?|agreed)\b,? )*"
#: `Responder A takes the resend tool`, `the search team will own the new quota`.
_TAKES = late(
    rf"{_START}{_WHO},? (?:(?:will |would |is going to |offered to |wants to |to )"
    r"(?:take|own|pick up)|takes|picks up|is taking|took on|volunteered for|signed up for)(?: on| care of)? "
    r"(?P<thing>[^.;!?\n]{4,120})"
)
#: `Responder A to add an alert`, `the search team will pin the image`.
_WILL = late(
    rf"{_START}{_WHO},? (?:will|is going to|to|offered to|volunteered to) (?P<act>[a-z]+ [^.;!?\n]{{4,160}})"
)
#: `I'll add an alert by Friday`.
_I = late(
    rf"(?i:{_START})(?:(?:yes|sure|right|fine)\b,? )*I(?:['\u2019]ll| will| am going to|['\u2019]m going to) "
    r"(?P<act>[a-z]+ [^.;!?\n]{4,160})"
)
_TAKE = re.compile(r"(?:take|own|pick up)(?: on| care of)? (?P<thing>.+)")
_DAY_STATED = late(
    rf"\b(?:by|before|until|till)(?: on)?(?: the)? (?:{DAY}|{WEEKDAY})\b|\btomorrow\b",
    re.IGNORECASE,
)
_WEEKDAY_TOO = late(
    rf"\b(?P<by>by|before|until|till) (?:{WEEKDAY}),? (?:the )?(?={DAY})", re.IGNORECASE
)
_BARE_TOMORROW = late(r"(?<!by )\btomorrow\b", re.IGNORECASE)
#: Work of the moment, such as the call, the pager or a look.
_OF_THE_MOMENT = late(
    r"\b(?:look|lead|command|helm|comms?|communications?|bridge|calls?|pager|pages?|shift|notes|over|break|"
    r"lunch|incident|chat|channel|part|place|advantage|down|offline|out|off|away|minutes?|hours?|status ?page|"
    r"(?:an?|the|next|last|status) updates?|war room|on-?call|us|you|here)\b|^(?:it|this|that|them|these|those)\b",
    re.IGNORECASE,
)
_THING_ENDS = late(
    r",| (?:and (?:then )?(?:I|we|[Rr]esponder)|because|so that|while|since|as soon)\b"
)
#: How somebody is to behave, which changes no system.
_CONDUCT = re.compile(r"(?:stop|start|keep) \w+ing\b")
_SENTENCE = late(r"(?<=[.!?;])\s+|\n+")
_NOT_SURE = late(r"\b(?:not|never|nobody|if|unless|maybe|perhaps)\b|n['\u2019]t\b", re.IGNORECASE)


def taken_on(
    events: tuple[Event, ...], passages: tuple[Passage, ...], over: datetime | None
) -> Iterator[Held]:
    """Yield what somebody takes on: what names a day, and what is said after `over`.

    Before that, what people take on is work of the moment.
    """
    for event in events:
        if event.kind in _TOLD_BY_MACHINES or event.at is None:
            continue
        after = over is not None and event.at >= over
        day, key = event.at.date(), f"E:{event.key}"
        yield from _of(event.text, event.sources, after, actor=event.actor, event=key, day=day)
    for passage in passages:
        yield from _of(passage.text, (passage.source,), after=True)


def thing_of(one: Held) -> set[str]:
    """Return the telling words of what is taken on."""
    return set(re.findall(r"\w{3,}", one.text.lower())) - {"the", "take", "and", "for", "our", "by"}


def _of(
    text: str,
    sources: tuple[Source, ...],
    after: bool,
    *,
    actor: str | None = None,
    event: str | None = None,
    day: date | None = None,
) -> Iterator[Held]:
    for sentence in _SENTENCE.split(text[:_LONGEST]):
        dated = _DAY_STATED.search(sentence) is not None
        if not (after or dated) or sentence.rstrip().endswith("?") or _NOT_SURE.search(sentence):
            continue
        found = _told(sentence, actor, dated=dated)
        if found is not None:
            who, act = found
            act = _WEEKDAY_TOO.sub(lambda m: f"{m['by']} ", act)
            act = _BARE_TOMORROW.sub("by tomorrow", act)
            yield Held(text=act, source=sources, event=event, said_on=day, owner=who)


def _told(sentence: str, actor: str | None, *, dated: bool) -> tuple[str, str] | None:
    """Return who takes on what; a bare `I will` counts with a day or where it says `take`."""
    takes = _TAKES.search(sentence)
    if takes is not None:
        return _checked(takes["who"], takes["thing"], taking=True)
    will, mine = _WILL.search(sentence), _I.search(sentence)
    if will is not None:
        return _checked(will["who"], will["act"])
    if mine is None or actor is None:
        return None
    take = _TAKE.match(mine["act"])
    if take is not None:
        return _checked(actor, take["thing"], taking=True)
    return _checked(actor, mine["act"]) if dated else None


def _checked(who: str, what: str, *, taking: bool = False) -> tuple[str, str] | None:
    if not taking and (what.split(" ", 1)[0] not in VERBS or _CONDUCT.match(what)):
        return None
    what = what if _DAY_STATED.search(what) else _THING_ENDS.split(what)[0]
    if _OF_THE_MOMENT.search(what):
        return None
    who = re.sub(r"^[Tt]he ", "", who)
    return who, f"Take on {what.strip()}" if taking else what.strip()
