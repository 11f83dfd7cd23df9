"""The cross-team readout: roles for people, no chat quotes, a team wherever a person owns."""

import re

from msgspec.structs import replace

from unblame.document.plainwords import KINDS
from unblame.document.roles import in_roles
from unblame.document.withheld import Withheld
from unblame.model import (
    Action,
    ActionStatus,
    Event,
    EvidenceItem,
    FactorStatus,
    Kind,
    OwnerKind,
    Postmortem,
    Question,
    from_json,
    to_json,
)
from unblame.people import Cast, Roster, mentions

CHAT_READERS = frozenset(
    {
        *("slack", "teams", "discord", "mattermost", "zulip", "google_chat", "telegram", "irc"),
        *("whatsapp", "matrix", "rocket_chat", "transcript"),
    }
)
BARE = frozenset({Kind.CHATTER, Kind.QUESTION, Kind.NOTE, Kind.FINDING})
_QUOTED = re.compile(
    r"\u201c(?P<words>[^\u201d]*)\u201d(?: \((?P<evidence>S\d+)(?P<place> [^()]*)\))?"
)
#: In JSON, where a line may begin after an escaped break.
_PSEUDONYM = re.compile(
    r"(?:\b|(?<=\\[nrt]))(?:([A-Z][a-z]+) (?=responder))?[Rr]esponder [A-Z]{1,2}\b"
)
_FACTORS = 2
_VOWELS = frozenset("aeio")
_OWNER_UNKNOWN = "owner on record"


def readout(
    postmortem: Postmortem, roster: Roster | None = None, cast: Cast | None = None
) -> tuple[Postmortem, tuple[Withheld, ...]]:
    """Return the account as other teams may read it, and what was left out of it."""
    cast = cast or Cast(roster)
    chat = chats(postmortem)
    withheld: list[Withheld] = []
    events = [_event(event, chat, withheld) for event in postmortem.events]
    actions = tuple(
        _action(action, roster or Roster(), cast, withheld) for action in postmortem.actions
    )
    if postmortem.decisions:
        withheld.append(
            Withheld(
                what=f"{len(postmortem.decisions)} decisions of the review",
                where="decisions",
                why="how the team came to its account stays with the team",
            )
        )
    cut = replace(
        postmortem,
        events=tuple(event for event in events if event),
        evidence=tuple(_item(item) for item in postmortem.evidence),
        actions=actions,
        decisions=(),
        questions=tuple(_question(one, postmortem, chat, withheld) for one in postmortem.questions),
    )
    return without_letters(in_roles(cut, cast)), tuple(withheld)


def readout_prompts(postmortem: Postmortem) -> tuple[str, ...]:
    """Return what other teams will look for in a readout and the account does not hold yet."""
    prompts = []
    known = [f for f in postmortem.factors if f.status is not FactorStatus.REJECTED and f.events]
    if len(known) < _FACTORS:
        prompts.append(
            "What else contributed? A readout rests on at least two factors with events."
        )
    for action in postmortem.actions:
        gaps = [
            word
            for word, held in (
                ("an owner", action.owner),
                ("a date", action.due),
                ("a measure", action.measure.text),
            )
            if not held
        ]
        if gaps and action.status not in {ActionStatus.IDEA, ActionStatus.DECLINED}:
            prompts.append(f"{action.id} still needs {' and '.join(gaps)}.")
    if not postmortem.summary:
        prompts.append("How would you tell this incident to another team in four sentences?")
    return tuple(prompts)


def chats(postmortem: Postmortem) -> frozenset[str]:
    """Return the ids of the evidence that is chat."""
    return frozenset(item.id for item in postmortem.evidence if item.reader in CHAT_READERS)


def is_quote(event: Event, chat: frozenset[str]) -> bool:
    """Return whether the words of an event are from chat alone."""
    return bool(event.sources) and all(source.evidence in chat for source in event.sources)


def _event(event: Event, chat: frozenset[str], withheld: list[Withheld]) -> Event | None:
    if not is_quote(event, chat):
        return event
    why = "words from chat stay with the team"
    if event.kind in BARE:
        withheld.append(Withheld(what=f"{event.id}, a chat message", where="timeline", why=why))
        return None
    withheld.append(Withheld(what=f"the words of {event.id}", where="timeline", why=why))
    said = f"{KINDS[event.kind].capitalize()}, as told in the incident channel."
    return replace(event, text=said, actor=None)


def _question(
    question: Question, postmortem: Postmortem, chat: frozenset[str], withheld: list[Withheld]
) -> Question:
    """Return a question that names the place of what was said in chat, and not the words."""
    said = [event for event in postmortem.events if is_quote(event, chat)]

    def place(match: re.Match[str]) -> str:
        if match["evidence"]:
            return match["evidence"] + match["place"] if match["evidence"] in chat else match[0]
        words = match["words"].rstrip(" \u2026")
        event = next((one for one in said if words and words in " ".join(one.text.split())), None)
        return event.id if event else match[0]

    asked = replace(
        question, ask=_QUOTED.sub(place, question.ask), why=_QUOTED.sub(place, question.why)
    )
    if asked != question:
        why = "words from chat stay with the team"
        withheld.append(Withheld(what=f"what {question.id} quotes", where="questions", why=why))
    return asked


def _item(item: EvidenceItem) -> EvidenceItem:
    return replace(item, warnings=())


def _action(action: Action, roster: Roster, cast: Cast, withheld: list[Withheld]) -> Action:
    if not action.owner or action.owner_kind in {OwnerKind.TEAM, OwnerKind.ROLE}:
        return action
    team = roster.team_of(action.owner)
    if action.owner_kind is not OwnerKind.PERSON and not team and not mentions(action.owner, cast):
        return action
    withheld.append(
        Withheld(
            what=f"the person who owns {action.id}",
            where="actions",
            why="outside the team an action belongs to a team",
        )
    )
    kind = OwnerKind.TEAM if team else None
    return replace(action, owner=team or _OWNER_UNKNOWN, owner_kind=kind, owner_reason=None)


def without_letters(postmortem: Postmortem) -> Postmortem:
    """Return the account with each pseudonym as its role: `Responder B` is `a responder`."""
    return from_json(_PSEUDONYM.sub(_role, to_json(postmortem)))


def _role(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 2) : match.start()]
    starts = before.endswith(('"', ". ", "! ", "? ", "\\n")) or match.start() == 0
    words = f"{match.group(1) or ''} responder".strip().lower()
    article = "an" if words[0] in _VOWELS else "a"
    return f"{article.capitalize() if starts else article} {words}"
