"""What was known six months before: dated artefacts, their class, and how near a factor each is."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from unblame.actions.measure import verify_date
from unblame.actions.strength import VERBS
from unblame.evidence import Evidence, HistoryItem
from unblame.factors import hits, subtypes
from unblame.model import EvidenceClass, Factor, Source, WhyNot

_WORD = re.compile(r"[a-z0-9][a-z0-9_./-]{3,}")
_COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "were",
        "have",
        "been",
        "when",
        "then",
        "than",
        "they",
        "them",
        "their",
        "after",
        "before",
        "during",
        "which",
        "while",
        "would",
        "could",
        "into",
        "over",
        "under",
        "more",
        "most",
        "some",
        "such",
        "only",
        "also",
        "because",
        "caused",
        "cause",
        "incident",
        "outage",
        "service",
        "services",
        "error",
        "errors",
        "issue",
        "issues",
        "problem",
        "impact",
        "began",
        "minutes",
        "production",
        "time",
        "times",
        "change",
        "changes",
        "changed",
        "reached",
        "evidence",
        "contributing",
        "factor",
        "team",
        "users",
        "user",
        "customers",
        "customer",
        "first",
        "detection",
        "came",
        "stands",
        "alert",
        "alerts",
        "not",
        "did",
        "does",
        "each",
        "other",
        "about",
        "there",
        "these",
        "being",
        "where",
        "what",
        "will",
        "system",
        "systems",
        "failed",
        "failure",
        "high",
        "down",
        "back",
        "still",
        "until",
        "without",
        "record",
        "holds",
    ]
)
_PROPOSAL = re.compile(
    r"\b(propos\w+|suggest\w*|recommend\w*|request\w*|should|feature|improvement|task|story|action|"
    r"(ticket|issue) (to|for))\b|"
    r"^(add|alert|automate|block|cap|enforce|expire|introduce|limit|migrate|move|page|reject|remove|"
    r"replace|require|rotate|set up|split|test|upgrade|validate|renew|monitor|make|create|implement|fix)\b",
    re.IGNORECASE,
)
_NOT_TAKEN = re.compile(
    r"open|defer|backlog|to.?do|won.?t|postpone|icebox|later|closed|declin|stale|"
    r"new\b|triage|parked|cancel",
    re.IGNORECASE,
)
_SIGNAL = re.compile(
    r"alert|incident|post-?mortem|firing|page\b|outage|near miss|warning", re.IGNORECASE
)
_REASONS: dict[WhyNot, str] = {
    WhyNot.CAPACITY: r"capacity|no time|next quarter|postpon|de-?prioriti|deferred|bandwidth|busy|"
    r"freeze|committed|later|backlog",
    WhyNot.RATED_LOW: r"low (priority|risk)|priority[: ]*(low|p[345]|minor)|\bp[45]\b|minor|nice to have|"
    r"rank(s|ed)?\b|severity[: ]*low",
    WhyNot.PAST_SUCCESS: r"never (caused|happened|failed)|no impact (in|so far)|had caused no|has worked|"
    r"no incidents?\b|without (an )?incident",
    WhyNot.NO_OWNER: r"unassigned|no owner|needs? (an )?owner|nobody|no assignee|ownership",
    WhyNot.MANY_SIGNALS: r"nois[ey]|many alerts|duplicate|flapp|one of \d+|alert fatigue|auto-?resolved",
    WhyNot.COST: r"\bcosts?\b|expensive|budget|licen[cs]e",
    WhyNot.BLOCKED: r"blocked|waiting (on|for)|depends on|on hold|pending",
    WhyNot.NO_VISIBILITY: r"not visible|no visibility|no data|unknown (usage|extent)",
    WhyNot.INCENTIVE: r"roadmap|feature work|product priorit|launch",
    WhyNot.POLICY: r"\bpolicy\b|compliance|audit rule|not allowed",
    WhyNot.CLOSED_UNCHECKED: r"\b(closed|resolved|done)\b",
    WhyNot.KNOWLEDGE_IN_ONE_PLACE: r"only (one|.{1,20}) knows|single expert|tribal|in one place",
}
_OPTION = re.compile(
    r"\b(?:proposal|proposed|suggestion|option|idea)\s*:\s*(?P<what>[^.\n]{8,160})|"
    r"\b(?:we |I )?(?:propose|suggest|recommend)s? (?:to |that we )?(?P<also>[^.\n]{8,160})|"
    r"\b(?:ticket|task|issue) (?:for|to) (?P<asked>[^(.,\n]{8,160})",
    re.IGNORECASE,
)
_TICKET = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d+\b")
_DATED = re.compile(r"^\W*\d{4}-\d{2}-\d{2}\W+")
LEAST_NEARNESS = 3.0
LONGEST_READ = 8000


class Near(Struct, frozen=True, kw_only=True):
    """A dated artefact that bears on a factor, and how near it is."""

    item: HistoryItem
    factor: Factor
    nearness: float
    evidence_class: EvidenceClass


def dated_by(evidence: Evidence, as_of: date) -> list[HistoryItem]:
    """Return all that is dated by then: the history, events such as commits, and tickets told of.

    A sentence that names a ticket and a full date (`PLAT-8, opened 20 August 2024`) dates it.
    """
    found = [item for item in evidence.history if item.created and item.created <= as_of]
    found += [
        _item(event.text, event.sources[0], event.at.date(), None)
        for event in evidence.events
        if event.at is not None and event.at.date() <= as_of and event.sources
    ]
    for passage in evidence.passages:
        ticket, day = _TICKET.search(passage.text), verify_date(passage.text)
        if ticket is not None and day is not None and day <= as_of:
            found.append(_item(passage.text, passage.source, day, ticket.group()))
    return found


def _item(text: str, source: Source, day: date, ticket: str | None) -> HistoryItem:
    text = text[:LONGEST_READ]
    title = text.split("\n", 1)[0][:120]
    return HistoryItem(source=source, title=title, text=text, created=day, ticket=ticket)


def nearest(history: Sequence[HistoryItem], factors: Sequence[Factor]) -> list[Near]:
    """Return the artefacts that bear on a factor: class A first, then the nearest, then the latest."""
    found = []
    for item in history:
        scored = [(nearness(item, factor), factor) for factor in factors]
        if not scored:
            continue
        score, factor = max(scored, key=lambda pair: (pair[0], pair[1].id))
        if score >= LEAST_NEARNESS:
            found.append(
                Near(item=item, factor=factor, nearness=score, evidence_class=class_of(item))
            )
    return sorted(
        found,
        key=lambda near: (near.evidence_class, -near.nearness, -_day(near.item), near.item.title),
    )


def nearness(item: HistoryItem, factor: Factor) -> float:
    """Return how much an artefact speaks of what a factor states: shared rare words and subtype."""
    shared = words(f"{item.title} {item.text}") & words(factor.statement)
    named = sum(2.0 if re.search(r"[-_./\d]", word) else 1.0 for word in shared)
    codes = {hit.subtype.code for hit in hits(f"{item.title}. {item.text}")[:4]}
    if not shared:
        return 0.0
    same = 1.5 if factor.subtype_code in codes else 0.0
    kin = {subtypes()[code].category for code in codes}
    return named + (same or (0.5 if factor.category in kin else 0.0))


def words(text: str) -> set[str]:
    """Return the telling words of a text, singular and plural alike."""
    found = (word.strip("./-_") for word in _WORD.findall(text.lower()))
    return {
        word[:-1] if word.endswith("s") and not word.endswith("ss") else word
        for word in found
        if word not in _COMMON and not re.fullmatch(r"[\d./:-]+", word) and len(word) > 3
    }


def class_of(item: HistoryItem) -> EvidenceClass:
    """Return A for a dated proposal in a ticket, B for a signal or earlier incident, else C."""
    reader_says = f"{item.title} {item.status or ''} {' '.join(item.labels)}"
    if (
        item.ticket
        and _PROPOSAL.search(f"{item.title} {item.text}")
        and (item.status is None or _NOT_TAKEN.search(item.status))
    ):
        return EvidenceClass.A
    if item.ticket or _SIGNAL.search(reader_says) or _SIGNAL.search(item.source.place):
        return EvidenceClass.B
    return EvidenceClass.C


def reasons(item: HistoryItem) -> tuple[WhyNot, ...]:
    """Return up to three reasons of the vocabulary that labels, status and text speak of."""
    text = f"{' '.join(item.labels)} {item.status or ''} {item.text}"
    found = [code for code, cue in _REASONS.items() if re.search(cue, text, re.IGNORECASE)]
    return tuple(found[:3])


def option(item: HistoryItem) -> str:
    """Return the act that an artefact proposes: its title where that begins with a verb, else its text."""
    if item.title.split(" ", 1)[0].lower() in VERBS:
        return item.title
    match = _OPTION.search(item.text)
    if match is not None:
        what = (match["what"] or match["also"] or match["asked"]).strip()
        return what[:1].upper() + what[1:]
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", item.text):
        if sentence.split(" ", 1)[0].lower() in VERBS:
            return sentence.strip().rstrip(".")
    return item.title


def reason_sentence(item: HistoryItem) -> str | None:
    """Return the sentence of the artefact that says why it waited, if one does."""
    cues = "|".join(cue for code, cue in _REASONS.items() if code is not WhyNot.CLOSED_UNCHECKED)
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", item.text):
        if len(sentence) > 10 and re.search(cues, sentence, re.IGNORECASE):
            return _DATED.sub("", sentence.strip())
    return None


def _day(item: HistoryItem) -> int:
    return (item.created or date.min).toordinal()
