"""Numbers for a draft: `E1`, `F1`, `A1`, `Q1`, `I1`, the same ones again on every re-draft."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from unblame.document.choosing import AT_MOST, choose
from unblame.document.marks import plain
from unblame.model import Action, Event, EvidenceItem, Factor, Interval, Postmortem, Question
from unblame.text import digest

LETTERS = "EFAQI"
HISTORY = "history"
_NUMBERED = re.compile(r"([A-Z])(\d+)")
_TEMPORARY = re.compile(r"\b([EFAQI]):([0-9a-f]{12,16})\b")


class Register(Struct, frozen=True, kw_only=True):
    """The numbers a document has given: by letter, from what is matched to the id, and the next."""

    ids: dict[str, dict[str, str]]
    next: dict[str, int]
    keep: frozenset[str] = frozenset()


def number(
    pm: Postmortem, before: Postmortem | None = None, *, events: int = AT_MOST
) -> Postmortem:
    """Return a draft with its final ids, the ids of `before` kept, and the events of the document.

    Events are those that the account cites, those that are kept, and those chosen by rule, at most
    `events` of them unless more are cited.
    """
    return assign(pm, register_of(before), events=events)


def register_of(pm: Postmortem | None) -> Register:
    """Return the numbers that a post-mortem holds."""
    ids: dict[str, dict[str, str]] = {letter: {} for letter in LETTERS + "S"}
    following = dict.fromkeys(LETTERS + "S", 1)
    for letter, key, identity in _entries(pm) if pm else ():
        if _NUMBERED.fullmatch(identity):
            ids[letter].setdefault(key, identity)
            following[letter] = max(following[letter], int(identity[1:]) + 1)
    return Register(ids=ids, next=following)


def assign(pm: Postmortem, register: Register, *, events: int = AT_MOST) -> Postmortem:
    """Return a draft numbered on from a register."""
    given = _Given(register)
    pm = _match_evidence(_with_history(pm), given)
    kept = frozenset(register.keep | frozenset(given.ids["E"]))
    chosen = choose(pm, keep=kept, at_most=events)
    pm = msgspec.structs.replace(pm, events=tuple(map(_framed, chosen)))
    names: dict[str, str] = {}
    for event in pm.events:
        names[f"E:{event.key}"] = given.identity("E", event.key, event.id)
    known = {factor.id for factor in pm.factors if factor_match(factor) in given.ids["F"]}
    for factor in sorted(pm.factors, key=lambda factor: factor.id not in known):
        names[factor.id] = given.identity("F", _known_factor(factor, given), factor.id)
    for action in pm.actions:
        names[action.id] = given.identity("A", action_match(action), action.id)
    for interval in pm.intervals:
        key = renamed(interval_match(interval), names)
        names[interval.id] = given.identity("I", key, interval.id)
    for key, question in question_matches(pm.questions, names):
        names[question.id] = given.identity("Q", key, question.id)
    return _rename(pm, names)


def _framed(event: Event) -> Event:
    """Say what happened without the judgement in it; its source holds what was said.

    An event that has a number is in a document already, and a person may have worded it.
    """
    if event.id:
        return event
    from unblame.language import blameless  # noqa: PLC0415  (a document with numbers needs none of it)

    return msgspec.structs.replace(event, text=blameless(event.text).text)


def factor_match(factor: Factor) -> str:
    """Return what a factor is found by: its category, subtype and sources."""
    sources = ";".join(sorted(f"{s.evidence} {s.place}" for s in factor.sources))
    extra = "" if sources else factor.statement
    return digest(f"{factor.category}|{factor.subtype_code or factor.subtype}|{sources}|{extra}")


def source_matches(factor: Factor) -> tuple[str, ...]:
    """Return what a factor is found by when its sources became more or fewer: each of them."""
    kind = f"{factor.category}|{factor.subtype_code or factor.subtype}"
    found = (digest(f"{kind}|{s.evidence} {s.place}|one") for s in factor.sources)
    return tuple(dict.fromkeys(found))


def _known_factor(factor: Factor, given: "_Given") -> str:
    keys = (factor_match(factor), *source_matches(factor))
    free = (k for k in keys if given.ids["F"].get(k, "") not in {"", *given.used})
    return next(free, keys[0])


def action_match(action: Action) -> str:
    """Return what an action is found by: the title as it was drafted."""
    return digest(action.title)


def interval_match(interval: Interval) -> str:
    """Return what an interval is found by: its first event, else when it began."""
    return interval.events[0] if interval.events else str(interval.from_)


def question_matches(
    questions: Iterable[Question], names: dict[str, str] | None = None
) -> Iterator[tuple[str, Question]]:
    """Yield each question with what it is found by: what it is about, and the how-manieth."""
    seen: dict[str, int] = {}
    for question in questions:
        about = renamed(question.about, names or {})
        seen[about] = seen.get(about, 0) + 1
        yield digest(about if seen[about] == 1 else f"{about}|{seen[about]}"), question


def renamed(text: str, names: dict[str, str]) -> str:
    """Return text with its temporary ids replaced by the numbers given for them."""
    return _TEMPORARY.sub(lambda found: names.get(found[0], found[0]), text)


class _Given:
    """Numbers being given out; a match met twice gets a number of its own."""

    def __init__(self, register: Register) -> None:
        self.ids = {letter: dict(register.ids.get(letter, {})) for letter in LETTERS + "S"}
        self.next = {letter: register.next.get(letter, 1) for letter in LETTERS + "S"}
        self.used: set[str] = set()

    def identity(self, letter: str, key: str, has: str) -> str:
        known = self.ids[letter].get(key)
        if known and known not in self.used:
            identity = known
        elif has.startswith(letter) and _NUMBERED.fullmatch(has) and not self._taken(letter, has):
            identity = has
        else:
            identity = f"{letter}{self.next[letter]}"
        self.next[letter] = max(self.next[letter], int(identity[1:]) + 1)
        self.used.add(identity)
        return identity

    def _taken(self, letter: str, identity: str) -> bool:
        return identity in self.used or identity in self.ids[letter].values()


def _with_history(pm: Postmortem) -> Postmortem:
    """Return a draft in which what was read of the time before is an evidence item too."""
    items = {item.id for item in pm.evidence}
    read = pm.six_months.coverage.items or f'"evidence":"{HISTORY}"' in to_json_line(pm)
    if HISTORY in items or not read or any(item.reader == HISTORY for item in pm.evidence):
        return pm
    before = EvidenceItem(id=HISTORY, path=HISTORY, sha256=None, reader=HISTORY)
    return msgspec.structs.replace(pm, evidence=(*pm.evidence, before))


def to_json_line(pm: Postmortem) -> str:
    """Return a record as one line of JSON, to look into."""
    return msgspec.json.encode(pm).decode("utf-8", "surrogatepass")


def _match_evidence(pm: Postmortem, given: _Given) -> Postmortem:
    names: dict[str, str] = {}
    for item in pm.evidence:
        keys = evidence_matches(item)
        known = next((given.ids["S"][key] for key in keys if key in given.ids["S"]), None)
        if item.id == "S0":
            continue
        key = keys[0] if known is None else next(k for k in keys if k in given.ids["S"])
        names[item.id] = given.identity("S", key, item.id)
    if all(old == new for old, new in names.items()):
        return pm
    return msgspec.convert(_evidence_renamed(plain(pm), names), type=Postmortem)


def evidence_matches(item: EvidenceItem) -> tuple[str, ...]:
    """Return what evidence is found by, the surest first."""
    place = f"{item.reader}|{item.path}"
    return (item.sha256, place) if item.sha256 else (place,)


def _evidence_renamed(value: Any, names: dict[str, str]) -> Any:
    """Return plain data with evidence ids replaced where they stand as ids, not inside prose."""
    if isinstance(value, list):
        return [_evidence_renamed(part, names) for part in value]
    if not isinstance(value, dict):
        return value
    changed = {key: _evidence_renamed(part, names) for key, part in value.items()}
    named = changed.get("evidence")
    if isinstance(named, str):
        changed["evidence"] = names.get(named, named)
    elif isinstance(named, list):
        changed["evidence"] = [names.get(p, p) if isinstance(p, str) else p for p in named]
    if "sha256" in changed and "reader" in changed:
        changed["id"] = names.get(changed["id"], changed["id"])
    basis = changed.get("zone_basis")
    if isinstance(basis, str) and basis.startswith("anchor:"):
        anchor = basis.removeprefix("anchor:")
        changed["zone_basis"] = f"anchor:{names.get(anchor, anchor)}"
    return changed


def _rename(pm: Postmortem, names: dict[str, str]) -> Postmortem:
    events = tuple(
        msgspec.structs.replace(
            e, id=names[f"E:{e.key}"], zone_basis=_counted_from(e.zone_basis, names)
        )
        for e in pm.events
    )
    changed = _renamed_deep(plain(msgspec.structs.replace(pm, events=events)), names)
    return msgspec.convert(changed, type=Postmortem)


def _counted_from(basis: str, names: dict[str, str]) -> str:
    """Return the basis of a time that counts from another event with the number of that one."""
    if not basis.startswith("relative:"):
        return basis
    key = basis.removeprefix("relative:")
    return f"relative:{names.get(f'E:{key}', key)}"


def _renamed_deep(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value) or renamed(value, names)
    if isinstance(value, list):
        return [_renamed_deep(part, names) for part in value]
    if isinstance(value, dict):
        return {key: _renamed_deep(part, names) for key, part in value.items()}
    return value


def _entries(pm: Postmortem) -> Iterator[tuple[str, str, str]]:
    yield from (("S", key, item.id) for item in pm.evidence for key in evidence_matches(item))
    yield from (("E", event.key, event.id) for event in pm.events)
    yield from (("F", factor_match(factor), factor.id) for factor in pm.factors)
    yield from (("F", key, factor.id) for factor in pm.factors for key in source_matches(factor))
    yield from (("A", action_match(action), action.id) for action in pm.actions)
    yield from (("I", interval_match(interval), interval.id) for interval in pm.intervals)
    yield from (("Q", key, question.id) for key, question in question_matches(pm.questions))
