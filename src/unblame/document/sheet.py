"""The facilitator's sheet: an hour with this incident, on two pages."""

from collections.abc import Iterator

from unblame.document.clockface import Clockface, span
from unblame.document.ours import SHEET, signed
from unblame.document.plainwords import LEARNT_PROMPTS, MILESTONES, NOT_IN_THE_RECORD
from unblame.document.stops import TITLES, Stop, cited, stops
from unblame.model import (
    CORE_MILESTONES,
    FactorStatus,
    Kind,
    MilestoneStatus,
    Postmortem,
    QuestionStatus,
)

WALK_FROM, WALK_UNTIL = 5, 40
_TITLE, _SEEN = 76, 54

OPENING = (
    "We are here to understand how the day looked from each seat. Everyone acted sensibly with what"
    " they saw and knew then. We speak of systems and conditions; if a name slips out I will put a"
    " role in its place and we go on. Nothing said here is used to appraise anyone. Ideas for fixes"
    " go on the parking list; we decide on them after a night's sleep."
)

INTERVENTIONS = (
    ("A name is used", "“Let us say ‘the responder’. What was on the screen just then?”"),
    (
        "“Should have”, “could have”",
        "“That is a good requirement; I note it. What was known at {time}?”",
    ),
    ("“Why did you …?”", "“How did that option look from where you sat?”"),
    ("“Obviously”", "“Did others here see it that day? Hands up for yes, and for no.”"),
    (
        "Those closest to it are silent",
        "“You can also tell me alone afterwards, or in writing. Both count.”",
    ),
    (
        "A senior voice fills the room",
        "“One round, newest first; whoever leads the most people speaks last.”",
    ),
    ("The talk jumps to fixes", "“On the parking list. What did we see before that point?”"),
    ("Two accounts differ", "“We write down both. Where could each of them be seen?”"),
)

POLL = (
    "Did you learn something that changes how you work? (yes / no / what)",
    "Could you say what you saw and what you were unsure of? (1 to 7)",
    "Was there something you chose not to say? (no / yes / its topic)",
    "Whose view was missing from the room? (a role, no name)",
    "Would you come to the next one? (yes / no)",
)

NOT_THIS = (
    "A post-mortem asks how work and systems shape what people do; it is no place to judge anyone."
    " Stop, and hand over to the people whose task it is (HR, legal, security), if harm may have"
    " been done on purpose, if somebody was under the influence, if a crime or an open"
    " investigation is involved, or if a law prescribes another procedure. Do not hold one either"
    " while the incident is still running, or while those who were in it are exhausted. Someone in"
    " distress needs care first."
)


def sheet(postmortem: Postmortem) -> str:
    """Return the facilitator's sheet as Markdown: two printed pages."""
    face = Clockface(postmortem.incident.zone)
    chosen = stops(postmortem)
    parts = [
        *_head(postmortem, face),
        *_before(postmortem, face),
        "## Opening words",
        f"> {OPENING}",
        *_agenda(chosen, face),
        *_stops(chosen, face),
        *_silent(postmortem, face),
        *_interventions(chosen, face),
        "## After: five questions, anonymous",
        "\n".join(f"{number}. {question}" for number, question in enumerate(POLL, start=1)),
        "Read answers only as a group, and only from five answers on.",
        "## When not to use a post-mortem",
        NOT_THIS,
    ]
    return signed("\n\n".join(parts) + "\n", SHEET, postmortem.incident.id)


def _head(postmortem: Postmortem, face: Clockface) -> Iterator[str]:
    incident = postmortem.incident
    yield f"# Facilitator's sheet: {incident.id}, {incident.product}"
    start = postmortem.milestones.get("impact_start")
    day = f"{face.day(start.at)}. " if start and start.at else ""
    lengths = [
        f"{key.upper()} {span(found.seconds)}"
        for key in ("ttd", "tta", "ttm", "ttr")
        if (found := postmortem.durations.get(key)) and found.seconds is not None
    ]
    said = [f"{day}{postmortem.impact.text}", ", ".join(lengths), f"Times in {face.zone}"]
    yield " ".join(f"{part.rstrip('. ')}." for part in said if part)


def _before(postmortem: Postmortem, face: Clockface) -> Iterator[str]:
    yield "## Before the meeting"
    heard = _hear_first(postmortem, face)
    if heard:
        yield "Hear first, alone, and ask what they would like to have said (or not) in the room:"
        yield "\n".join(heard)
    else:
        yield (
            "The record does not say who was closest to the change and to the decisions. Find out,"
            " and hear them alone first."
        )
    yield (
        "The facilitator took no part in the incident and needs no knowledge of the system; one"
        " more person takes notes. Invite everyone who stands in the timeline, support included."
    )
    yield "**Invitation.** " + _invitation(postmortem)


def _invitation(postmortem: Postmortem) -> str:
    incident = postmortem.incident
    return (
        f"“On … we spend 60 minutes on {incident.id} ({incident.product}). The aim is to see how it"
        " looked from each seat and to learn what in our systems made it possible, not to find"
        " who. The draft is attached: please correct the timeline before we meet, in writing or"
        " with me alone, and bring what surprised you. If you would rather not take part, tell me;"
        " your view can come in another way.”"
    )


def _hear_first(postmortem: Postmortem, face: Clockface) -> list[str]:
    """Return those closest to the change and the decisions, each once, with what they were near."""
    close = (Kind.CHANGE, Kind.MITIGATION_TRIED, Kind.ACKNOWLEDGED, Kind.HYPOTHESIS)
    weight = cited(postmortem)
    start = postmortem.milestones.get("impact_start")
    begun = start.at if start else None
    near: dict[str, list[str]] = {}
    for kind in close:
        for event in postmortem.events:
            after = bool(begun and event.at and event.at > begun)
            far = kind is Kind.CHANGE and (after or not weight[event.id])
            if event.kind is kind and event.actor and "esponder" in event.actor and not far:
                when = f" at {face.time(event.at)[:5]}" if event.at else ""
                near.setdefault(event.actor, []).append(f"{TITLES[kind]}{when}")
    return [f"- {actor}: close to {', '.join(what[:3])}" for actor, what in list(near.items())[:4]]


def _agenda(chosen: list[Stop], face: Clockface) -> Iterator[str]:
    yield "## The hour"
    rows = ["| Minute | What |", "|---|---|", "| 0–5 | Opening words, roles, the parking list |"]
    share = (WALK_UNTIL - WALK_FROM) / max(len(chosen), 1)
    for number, stop in enumerate(chosen):
        begin, end = (round(WALK_FROM + share * step) for step in (number, number + 1))
        rows.append(
            f"| {begin}–{end} | Stop {number + 1}: {_when(stop, chosen, face)}, {stop.title} |"
        )
    if not chosen:
        rows.append(f"| {WALK_FROM}–{WALK_UNTIL} | Walk the timeline from each seat |")
    prompts = ", ".join(heading.lower() for heading, _ in LEARNT_PROMPTS.values())
    rows += [
        f"| 40–48 | What differs from this account? Then: {prompts} |",
        "| 48–56 | Factors and what was learnt; ideas are parked, not decided |",
        "| 56–60 | Thanks, who writes what by when, the five questions |",
    ]
    yield "\n".join(rows)


def _stops(chosen: list[Stop], face: Clockface) -> Iterator[str]:
    if not chosen:
        return
    yield "## Stops: what was visible then"
    yield "From the record; whether it was seen, and by whom, is for the room to say."
    for number, stop in enumerate(chosen, start=1):
        seen = [
            f"{face.time(e.at)[:5]} {_short(e.text, _SEEN)} ({e.id})" for e in stop.visible if e.at
        ]
        title = f"{_when(stop, chosen, face)}, {stop.title}"
        yield f"### {number}. {title}: {_short(stop.text, _TITLE)} ({stop.event})"
        lines = [f"- Visible then: {'; '.join(seen) or f'{NOT_IN_THE_RECORD}; ask'}."]
        if stop.later:
            lines.append(f"- Only known later, so not yet an answer: {', '.join(stop.later)}.")
        lines += [f"- {question}" for question in stop.questions]
        yield "\n".join(lines)


def _quiet(postmortem: Postmortem, evidence: tuple[str, ...]) -> str:
    """Return the sources that were quiet, the few that were not where those are fewer."""
    others = [item.id for item in postmortem.evidence if item.id not in evidence]
    if len(evidence) <= len(others) + 1:
        return ", ".join(evidence)
    return f"any source but {', '.join(others)}" if others else "any source"


def _silent(postmortem: Postmortem, face: Clockface) -> Iterator[str]:
    lines = []
    for name in CORE_MILESTONES:
        milestone = postmortem.milestones.get(name)
        if milestone is None or milestone.status is MilestoneStatus.MISSING:
            lines.append(f"- {MILESTONES[name]}: {NOT_IN_THE_RECORD}.")
        elif milestone.status is MilestoneStatus.CONFLICT:
            lines.append(f"- {MILESTONES[name]}: the sources differ.")
    for silence in postmortem.coverage.silences[:3]:
        if silence.from_ and silence.until:
            begin, end = face.time(silence.from_)[:5], face.time(silence.until)[:5]
            lines.append(
                f"- {begin} to {end}: no words from {_quiet(postmortem, silence.evidence)}."
            )
    if postmortem.coverage.expected_absent:
        lines.append(f"- Not given: {', '.join(postmortem.coverage.expected_absent)}.")
    asked = [q for q in postmortem.questions if q.status is QuestionStatus.OPEN]
    lines += [f"- {question.ask} ({question.id})" for question in asked[:4]]
    unsure = [f.id for f in postmortem.factors if f.status is FactorStatus.HYPOTHESIS]
    if unsure:
        lines.append(f"- Factors that are still hypotheses: {', '.join(unsure)}.")
    yield "## What the record cannot say"
    yield "\n".join(lines) if lines else "Nothing stands open. Ask what is missing all the same."


def _interventions(chosen: list[Stop], face: Clockface) -> Iterator[str]:
    time = face.time(chosen[0].at)[:5] if chosen else "that moment"
    yield "## When the talk turns"
    rows = "\n".join(f"| {when} | {say.format(time=time)} |" for when, say in INTERVENTIONS)
    yield f"| When | Say |\n|---|---|\n{rows}"
    yield (
        "Someone is distressed: pause, and ask them alone how to go on. You do not decide, take"
        " sides, praise, grade, or offer a theory of your own."
    )


def _when(stop: Stop, chosen: list[Stop], face: Clockface) -> str:
    """Return the stop's time, with its day where that is not the day of the last stop."""
    day = face.day(stop.at)
    at = face.time(stop.at)[:5]
    return at if day == face.day(chosen[-1].at) else f"{day[:-5]} {at}"


def _short(text: str, most: int) -> str:
    text = " ".join(text.split()).replace("|", "/").rstrip(".")
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
