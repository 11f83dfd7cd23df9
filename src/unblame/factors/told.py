"""Factors that the evidence tells of in words: statements of cause and bullets under such headings."""

import re
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from unblame.evidence import Evidence
from unblame.factors.candidate import Candidate
from unblame.factors.taxonomy import Hit, hits
from unblame.model import Confidence, Event, FactorCategory, FactorRole, Kind, Source

_CAUSE = re.compile(
    r"\b(because|due to|caused (by|a|an|the)|causing|root[- ]causes?|triggered (by|a|an|the)|"
    r"as a result of|result(ed|ing) (in|from)|led to|which meant|meaning that|contribut(ed|ing) to|"
    r"contributing factors?|the reason|reasons? (for|was|is)|turned out|since the|tracked down to|"
    r"owing to|thanks to|stemm(ed|ing) from|introduced (by|in|a)|prevent(ed|ing) .{1,40} from|"
    r"underlying (issue|cause|problem)|the (issue|problem|cause) (was|is|were|being)|culprit|"
    r"failed because|created conditions|broke\b|made (things|it) worse|"
    r"issue (was|is) (with|that|caused)|so that no|,\s+so|leading to|as no\b|as the\b)",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(no|not|but|never|nobody|no one|nothing|lack(s|ed|ing)?( of)?|missing|without|insufficient|poor|only|unable|unclear|"
    r"too (few|many|late|long|slow|small|much|high|low)|did not|didn.t|was not|wasn.t|were not|cannot|"
    r"could not|couldn.t|difficult|hard to|single|old|stale|took (a while|too|longer|\d+))\b",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"\b(actions?|follow[- ]?ups?|to-?dos?|next steps|remediation|improvements?|prevent|tasks|"
    r"recommendations?|plan)\b|actionable",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"root[- ]cause|\bcauses?\b|contribut|\bfactors?\b|\btrigger|\bwhy\b|identified", re.IGNORECASE
)
_WRONG = re.compile(
    r"went (wrong|badly|poorly)|go (wrong|badly|poorly|better)|gone better|weakness|didn.t work|"
    r"did not work|problems?\b|could be better|challenges|surpris|where did .* (wrong|unlucky)",
    re.IGNORECASE,
)
_WELL = re.compile(
    r"went well|go well|lucky|luck\b|what worked|thanks|attendee|participant|stats|"
    r"references?|glossary|links|contact|appendix",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"summary|overview|resolution|detection|context|impact|conclusion|lessons?|"
    r"learn|description|background|analysis|what happened|details|incident",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\?\s*$|\b(maybe|perhaps|wonder|could be|might be|not sure|possibly|suspect|"
    r"theori[sz]ed?|presum)",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\b(resolved|fixed|repaired|restored|mitigated) by\b|\bnot affected\b|action items?\b|\bactionable|\bTODO\b|^\W*(status: \w+ )?(add|create|investigate|link|please|note:|make sure|ensure|"
    r"consider|fix|implement|improve|document|update|remove|revisit|review|set up|write)\b|\?\s*$|"
    r"^(he|she|sorry|thanks|idea:)\b|\bshould (have|be|also|probably|investigate|consider)\b|^if that\b",
    re.IGNORECASE,
)
_TRIGGER = re.compile(
    r"root[- ]cause|triggered by|\btrigger\b|introduced (by|in)|caused by", re.IGNORECASE
)
_AMPLIFY = re.compile(
    r"cascad|amplif|made (things|it|matters) worse|further complicat|exacerbat|"
    r"prolong|compound",
    re.IGNORECASE,
)
_SILENT = frozenset(
    {
        Kind.LOG_CHANGE,
        Kind.SILENCE,
        Kind.PAGE,
        Kind.ACKNOWLEDGED,
        Kind.QUESTION,
        Kind.CUSTOMER_UPDATE,
    }
)
_EDITED = re.compile(r"^\[edited\]\s*")
_SENTENCE = re.compile(r"(?<=[a-z0-9)`%]{3}[.!?])\s+(?=[A-Za-z`\"])")
AFTERWARDS = 1.0
_ABSENT = re.compile(
    r"^\W*(\[.\]\s*)?(we should |need to )?(add|create|set up|introduce|implement|"
    r"extend|improve|write|build|document|make)\b",
    re.IGNORECASE,
)
_IMPLIED = frozenset({"T1", "T2", "T3", "T6", "P2", "P6", "M5"})
LEAST_WEIGHT = 2.0
LEAST_WEIGHT_IN_CHAT = 2.5
LEAST_MARK = 1.0


class Said(Struct, frozen=True, kw_only=True):
    """One sentence of the evidence with where it stands."""

    text: str
    section: str = ""
    sources: tuple[Source, ...] = ()
    event: str | None = None
    kind: Kind | None = None
    afterwards: bool = False


def told(
    evidence: Evidence, events: tuple[Event, ...], over: datetime | None = None
) -> list[Candidate]:
    """Return a candidate for each sentence that states a cause, at most two categories a sentence.

    What is said after `over`, when the service was back, weighs more than what is said in haste.
    """
    return [candidate for said in _sayings(evidence, events, over) for candidate in _weigh(said)]


def _sayings(
    evidence: Evidence, events: tuple[Event, ...], over: datetime | None
) -> Iterator[Said]:
    for passage in evidence.passages:
        yield Said(text=passage.text, section=passage.section or "", sources=(passage.source,))
    for statement in evidence.statements:
        if statement.moment is None and statement.seconds is None and len(statement.text) > 20:
            section = f"{statement.section or ''} / {statement.label}"
            yield Said(text=statement.text, section=section, sources=(statement.source,))
    for event in events:
        if event.kind not in _SILENT:
            after = over is not None and event.at is not None and event.at > over
            for text in _SENTENCE.split(_EDITED.sub("", event.text)):
                yield Said(
                    text=text,
                    sources=event.sources,
                    event=event.key,
                    kind=event.kind,
                    afterwards=after,
                )


def implied(evidence: Evidence) -> list[Candidate]:
    """Return what the review's own planned actions point to, such as a missing alert or test."""
    found = []
    for passage in evidence.passages:
        leaf = (passage.section or "").rsplit(" / ", 1)[-1]
        if not _ACTIONS.search(leaf) or not _ABSENT.search(passage.text):
            continue
        said = Said(text=passage.text, section=leaf, sources=(passage.source,))
        for hit in hits(passage.text)[:2]:
            if hit.subtype.code in _IMPLIED:
                found.append(_candidate(said, hit, LEAST_WEIGHT, 0.0, second=True))
                break
    return [replace(one, planned=True) for one in found]


def _weigh(said: Said) -> list[Candidate]:
    standing = _standing(said)
    if standing is None or len(said.text) < 12 or _TASK.search(said.text):
        return []
    least = LEAST_WEIGHT_IN_CHAT if said.event else LEAST_WEIGHT
    weight = standing + 1.5 * bool(_CAUSE.search(said.text)) + 1.0 * bool(_GAP.search(said.text))
    weight -= 2.0 * bool(_UNSURE.search(said.text))
    if said.event is not None and weight < LEAST_MARK:
        return []
    found = []
    for place, hit in enumerate(_best(hits(said.text))):
        total = weight + min(len(hit.cues), 3) * 1.0
        if total >= least:
            found.append(_candidate(said, hit, total, standing, second=place > 0))
    return found


def _standing(said: Said) -> float | None:
    """Return how much the heading speaks for a cause, or None where no cause is told under it."""
    if said.event is not None:
        return 0.6 * (said.kind is Kind.FINDING) + AFTERWARDS * said.afterwards
    leaf = said.section.rsplit(" / ", 1)[-1]
    if _WELL.search(leaf):
        return None
    if _CAUSES.search(leaf):
        return 2.5
    if _WRONG.search(leaf):
        return 2.0
    if _ACTIONS.search(leaf):
        return None
    return 0.5 if _ACCOUNT.search(leaf) or not leaf else 0.0


def _best(found: list[Hit]) -> list[Hit]:
    """Return the strongest hit of each of the two best categories."""
    best: dict[FactorCategory, Hit] = {}
    for hit in found:
        best.setdefault(hit.subtype.category, hit)
    return list(best.values())[:2]


def _candidate(said: Said, hit: Hit, weight: float, standing: float, *, second: bool) -> Candidate:
    role = hit.subtype.role
    if _AMPLIFY.search(said.text):
        role = FactorRole.AMPLIFYING
    elif _TRIGGER.search(f"{said.section} {said.text}") and role is FactorRole.ENABLING:
        role = FactorRole.TRIGGER
    elif role is FactorRole.TRIGGER and not _CAUSE.search(said.text):
        role = FactorRole.ENABLING
    sure = standing >= 2 or said.kind is Kind.FINDING
    return Candidate(
        code=hit.subtype.code,
        text=said.text,
        weight=weight,
        role=role,
        confidence=Confidence.MEDIUM if sure else Confidence.LOW,
        events=(f"E:{said.event}",) if said.event else (),
        sources=said.sources,
        under_heading=standing >= 2,
        second=second,
    )
