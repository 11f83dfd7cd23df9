"""Factors from a named setting that changed before impact: which one, from what, to what."""

import re
from datetime import datetime, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from unblame.evidence import Evidence
from unblame.factors.candidate import Candidate
from unblame.factors.gaps import spoken
from unblame.factors.wording import ACTIONS, CAUSE, CAUSES, TRIGGER, WELL
from unblame.model import Confidence, Event, FactorRole, Kind, MilestoneName, Source
from unblame.text import late

if TYPE_CHECKING:
    from unblame.timeline import Timeline

NEAR = timedelta(hours=24)
LONGEST_READ = 2000
_CODED = r"`[\w./:\[\]-]{2,60}`|(?<![\w./@-])[A-Za-z]\w*(?:[._-][A-Za-z_]\w*)+(?![\w/@-])"
_PLAIN = r"(?:[A-Za-z][\w-]*[ ]){0,3}(?!(?:it|this|that|which|and)\b)[A-Za-z][\w-]*"
_VALUE = (
    r"(?!v\d)(?:`[^`]{1,40}`|\"[^\"]{1,40}\"|-?\d+(?:[.,]\d+)*(?:[ ]?(?:%|ms|min|s|h|d|days?|hours?|minutes?|seconds?|"
    r"[KMGT]i?B?)\b)?%?(?![.:]?\w)|(?:true|false|on|off|null|none|zero|unlimited)\b)"
)
_DOWN = r"lower(?:ed|s)?|reduc(?:ed?|es)|decreas(?:ed?|es)|dropp?(?:ed)?|cut"
_UP = r"rais(?:ed?|es)|increas(?:ed?|es)|bump(?:ed)?"
_SET = rf"set|chang(?:ed?|es)|updat(?:ed?|es)|switch(?:ed)?|{_DOWN}|{_UP}"
_TO = rf"(?:[ ]from[ ](?P<old>{_VALUE}))?[ ]to[ ](?P<new>{_VALUE})"
_IN = r"(?:[ ]in[ ](?P<file>`?[\w./-]+\.[a-z]{2,5}`?))?"


def _forms(key: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what is seen (`X went from A to B`), then of acts (`set X to B`)."""
    key = rf"(?P<key>{key})"
    went = rf"\b{key}[ ](?:had[ ]been[ ]|(?:was|were|is|got|has[ ]been)[ ])?(?P<verb>went|dropped|fell|jumped|{_SET})"
    return (
        late(rf"{went}{_TO}{_IN}", re.IGNORECASE),
        late(rf"\b{key}:?[ ](?P<old>{_VALUE})[ ](?:->|\u2192)[ ](?P<new>{_VALUE})", re.IGNORECASE),
        late(rf"\b(?P<verb>{_SET})[ ](?:the[ ])?{key}{_TO}{_IN}", re.IGNORECASE),
    )  # fmt: skip


_CODED_FORMS = _forms(_CODED)
_PLAIN_FORMS = _forms(_PLAIN)
_NO_VALUE = late(rf"\b(?P<verb>{_DOWN}|{_UP})[ ](?:the[ ])?(?P<key>{_CODED})", re.IGNORECASE)
_LIMIT = late(
    r"max|min(?![a-z])|limit|quota|pool|conn|replica|size|memory|cpu|thread|worker|capacity|concurren|rate",
    re.IGNORECASE,
)
_MEASURED = late(
    r"(?:rate|errors?|latency|depth|total|count|p\d\d|seconds|ms|usage|used|lag|requests|percent|ratio|time|"
    r"age|load|bytes|connections)$",
    re.IGNORECASE,
)
_MOVED = late(r"went|dropped|fell|jumped", re.IGNORECASE)
_SENTENCE = late(r"(?<=[.!?;])\s+(?=[A-Z])")
_FLAG = late(r"flag|feature|toggle", re.IGNORECASE)
_BACK = late(
    r"\bback (?:up |down )?to\b|roll(?:ed|ing)?[- ]?back|revert|should|could|let's|we'll|propos|"
    r"\bwould\b|\?\s*$|\bplan(?:ned)?\b|\bfix\b",
    re.IGNORECASE,
)
_DONE_SINCE = frozenset({Kind.CHANGE, Kind.MITIGATION_TRIED, Kind.MITIGATION_WORKED, Kind.RECOVERY})
_RUNTIME = frozenset({Kind.LOG_CHANGE, Kind.SILENCE, Kind.ALERT, Kind.PAGE, Kind.RECOVERY})


class Setting(Struct, frozen=True, kw_only=True):
    """One telling of a changed setting; `at` is set where a dated change made it."""

    key: str
    verb: str = "set"
    old: str | None = None
    new: str | None = None
    file: str | None = None
    coded: bool = True
    cause: bool = False
    at: datetime | None = None
    event: str | None = None
    sources: tuple[Source, ...] = ()


def settings(evidence: Evidence, timeline: "Timeline") -> list[Candidate]:
    """Return a candidate for each setting that changed before impact, with all that tells of it."""
    start = timeline.milestones.get(MilestoneName.IMPACT_START)
    began = start.at if start is not None else None
    told: dict[str, list[Setting]] = {}
    for one in chain(_dated(timeline, began), _written(evidence)):
        told.setdefault(one.key.lower(), []).append(one)
    last = _last_change(timeline, began)
    return [_candidate(tellings, began, last) for tellings in told.values()]


def _dated(timeline: "Timeline", began: datetime | None) -> list[Setting]:
    found = []
    for event in timeline.events:
        if event.kind in _RUNTIME or event.at is None:
            continue
        before = began is not None and began - NEAR <= event.at <= began
        if not before and (event.kind in _DONE_SINCE or (began and event.at < began)):
            continue
        forms = _CODED_FORMS if before else _CODED_FORMS[:2]
        for text in _SENTENCE.split(event.text[:LONGEST_READ]):
            one = None if _BACK.search(text) else _read(text, forms)
            if one is not None and (before or one.old is not None):
                found.append(_of_event(one, event, before=before))
    return found


def _of_event(one: Setting, event: Event, *, before: bool) -> Setting:
    made = event.at if before and event.kind is Kind.CHANGE else None
    return replace(one, at=made, event=f"E:{event.key}", sources=event.sources)


def _written(evidence: Evidence) -> list[Setting]:
    found = []
    for passage in evidence.passages:
        text, section = passage.text[:LONGEST_READ], passage.section or ""
        leaf = section.rsplit(" / ", 1)[-1]
        if ACTIONS.search(leaf) or WELL.search(leaf) or _BACK.search(text):
            continue
        headed = bool(CAUSES.search(leaf) or re.match(r"\W*root[- ]cause\W*:", text, re.IGNORECASE))
        one = None
        if headed or CAUSE.search(text):
            one = _read(text, _CODED_FORMS) or (_read(text, (_NO_VALUE,)) if headed else None)
        if one is None and headed:
            one = _read(text, _PLAIN_FORMS, coded=False)
        if one is not None:
            cause = headed and bool(TRIGGER.search(f"{leaf} {text}"))
            found.append(replace(one, cause=cause, sources=(passage.source,)))
    return found


def _read(text: str, forms: tuple[re.Pattern[str], ...], *, coded: bool = True) -> Setting | None:
    for form in forms:
        match = form.search(text[:LONGEST_READ])
        if match is None:
            continue
        said = match.groupdict()
        key = re.sub(r"^(?:(?:the|an?|our|its) )+", "", said["key"].strip("`"), flags=re.IGNORECASE)
        if re.search(r"[Rr]esponder|\.(?:com|org|net|internal)$", key):
            continue
        if _MEASURED.search(key) and _MOVED.fullmatch(said.get("verb") or "went"):
            continue
        return Setting(
            key=key,
            verb=_verb(said.get("verb") or ""),
            old=said.get("old"),
            new=said.get("new"),
            file=said.get("file"),
            coded=coded,
        )
    return None


def _verb(word: str) -> str:
    for verb, pattern in (("lowered", _DOWN + "|fell"), ("raised", _UP + "|jumped")):
        if re.fullmatch(pattern, word, re.IGNORECASE):
            return verb
    return "set"


def _last_change(timeline: "Timeline", began: datetime | None) -> datetime | None:
    if began is None:
        return None
    times = [e.at for e in timeline.events if e.kind is Kind.CHANGE and e.at and e.at <= began]
    return max(times, default=None)


def _candidate(told: list[Setting], began: datetime | None, last: datetime | None) -> Candidate:
    fullest = max(told, key=lambda one: (one.old is not None, one.new is not None))
    made = next((one.at for one in told if one.at is not None), None)
    sources = tuple(dict.fromkeys(source for one in told for source in one.sources))[:5]
    events = tuple(dict.fromkeys(one.event for one in told if one.event))[:5]
    trigger = (made is not None and made == last) or any(one.cause for one in told)
    known = made is not None or len({source.evidence for source in sources}) > 1 or fullest.cause
    return Candidate(
        code=_code(fullest),
        text=_said(fullest, made, began),
        weight=4.75 if made is not None else 2.5,
        role=FactorRole.TRIGGER if trigger else FactorRole.ENABLING,
        confidence=Confidence.MEDIUM if known else Confidence.LOW,
        events=events,
        sources=sources,
        quoted=False,
        change=made is not None,
    )


def _code(one: Setting) -> str:
    if _FLAG.search(one.key):
        return "G3"
    return "G5" if _LIMIT.search(one.key) else "G1"


def _said(one: Setting, made: datetime | None, began: datetime | None) -> str:
    name = f"The setting `{one.key}`" if one.coded else f"The {one.key}"
    if one.old and one.new:
        text = f"{name} went from {one.old} to {one.new}"
    else:
        text = f"{name} was {one.verb}" + (f" to {one.new}" if one.new else "")
    text += f" in {one.file}" if one.file else ""
    if made is None or began is None:
        return text + "."
    seconds = (began - made).total_seconds()
    return (
        f"{text}, {spoken(seconds)} before impact began." if seconds else f"{text} as impact began."
    )
