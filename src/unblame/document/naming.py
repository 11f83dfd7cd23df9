"""Puts names back into a team's own edition, where the team chose to show them."""

import re

from msgspec.structs import replace

from unblame.model import Event, Postmortem
from unblame.people import Cast


def with_names(postmortem: Postmortem, cast: Cast | None) -> Postmortem:
    """Return the account with names for pseudonyms in the timeline and in what went well."""
    names = cast.names() if cast else {}
    learnt = postmortem.learnt
    return replace(
        postmortem,
        events=tuple(_named(event, names) for event in postmortem.events),
        learnt=replace(learnt, went_well=tuple(_put(text, names) for text in learnt.went_well)),
    )


def _named(event: Event, names: dict[str, str]) -> Event:
    actor = names.get(event.actor, event.actor) if event.actor else None
    return replace(event, actor=actor, text=_put(event.text, names))


def _put(text: str, names: dict[str, str]) -> str:
    if not names:
        return text
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    known = re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
    return known.sub(lambda found: names[found.group()], text)
