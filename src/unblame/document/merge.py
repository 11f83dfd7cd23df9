"""Three ways into one: what was drafted last, what a person made of it, what is drafted now."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from unblame.document.cell import view_of
from unblame.document.collect import Body, collect
from unblame.document.durations import compute
from unblame.document.front_onto import Digests
from unblame.document.marks import plain
from unblame.document.numbering import HISTORY
from unblame.document.read import Document, entry, part
from unblame.document.record import KINDS, cells_of, drafted, specs
from unblame.document.redated import computed_digests, redated
from unblame.document.template import DEFAULT, fill, load
from unblame.document.write import values_of
from unblame.model import (
    ActionStatus,
    Coverage,
    Incident,
    Milestone,
    MilestoneStatus,
    OwnerStatus,
    Postmortem,
    Question,
    QuestionStatus,
    SixMonths,
)
from unblame.text import digest

CONFLICT = "evidence."
TOLD = "S0"
_NOT_WORTH_ASKING = {"behind", "about", "evidence", "sources", "status", "reason", "counted"}
_SETTLED_ACTION = {
    ActionStatus.OPEN,
    ActionStatus.DONE,
    ActionStatus.VERIFIED,
    ActionStatus.DECLINED,
    ActionStatus.REOPENED,
}


class Merged(Struct, frozen=True, kw_only=True):
    """The record as it goes into the document, the digests of this draft, and what changed."""

    postmortem: Postmortem
    digests: Digests
    forget: frozenset[tuple[str, str]]
    changes: tuple[str, ...]


def merge(document: Document, now: Postmortem) -> Merged:
    """Return a new draft merged into the document it is to update; `now` is numbered."""
    return _Merge(document, now).result()


class _Merge:
    def __init__(self, document: Document, now: Postmortem) -> None:
        self.document = document
        self.mine = document.postmortem
        self.changes: list[str] = []
        self.asked: list[tuple[str, str, str]] = []
        self.digests: Digests = {}
        self.forget: set[tuple[str, str]] = set()
        incident = self._incident(now.incident)
        self.now = msgspec.structs.replace(now, incident=incident)
        self.body = _drafted_body(self.now)
        self.unread, self.shaky = reading_gaps(self.mine, now)
        self.changes += [
            f"{item.id} ({item.path}) was not read this time; what rests on it stays"
            for item in self.mine.evidence
            if item.id in self.unread
        ]

    def _incident(self, drafted_now: Incident) -> Incident:
        digests = part(self.document.front, "incident").get("drafted") or {}
        cells = self.document.body.single.get("incident", {})
        changes = {}
        for name in ("product", "severity", "zone"):
            cell = cells.get(name)
            theirs = getattr(drafted_now, name)
            if (cell and digest(cell.text) != digests.get(name)) or theirs is None:
                changes[name] = getattr(self.mine.incident, name)
        return msgspec.structs.replace(drafted_now, id=self.mine.incident.id, **changes)

    def result(self) -> Merged:
        milestones = self._kind("milestones")
        self._dated(milestones)
        parts = {name: tuple(self._kind(name).values()) for name in KINDS if name != "milestones"}
        parts["evidence"] = _union(self.mine.evidence, self.now.evidence)
        coverage = self.now.coverage
        if self.unread:
            parts["intervals"] = _union(self.now.intervals, self.mine.intervals)
            coverage = _both_coverages(self.mine.coverage, coverage, self.unread)
        parts["events"] = tuple(
            sorted(parts["events"], key=lambda e: (e.at is None, e.at and e.at.timestamp()))
        )
        parts["decisions"] = (*self.mine.decisions, *self.now.decisions)
        singles = {name: self._single(name) for name in ("impact", "learnt")}
        self.digests[("incident", "")] = drafted("incident", cells_of("incident", "", self.body))
        six = self._six_months()
        texts = self._texts()
        questions = self._with_conflicts(parts.pop("questions"))
        pm = msgspec.structs.replace(
            self.now,
            milestones=milestones,
            durations=compute(milestones),
            six_months=six,
            questions=questions,
            sections=self.mine.sections,
            coverage=coverage,
            **parts,
            **singles,
            **texts,
        )
        return Merged(
            postmortem=pm,
            digests=self.digests,
            forget=frozenset(self.forget),
            changes=tuple(self.changes),
        )

    def _dated(self, milestones: dict[str, Milestone]) -> None:
        """Let the editions of this draft count from the milestones as they stand merged."""
        dated = redated(self.now, milestones)
        if dated != self.now:
            self.now = dated
            self.body = _drafted_body(dated)

    def _kind(self, kind: str) -> dict[str, Any]:
        mine, theirs = values_of(self.mine, kind), values_of(self.now, kind)
        known = part(self.document.front, kind)
        merged: dict[str, Any] = {}
        for identity in _order(mine, theirs):
            if identity in mine and identity in theirs:
                self._digest(kind, identity)
                merged[identity] = self._both(kind, identity, mine[identity], theirs[identity])
            elif identity in mine:
                if self._stays(kind, identity, mine[identity]):
                    merged[identity] = mine[identity]
                else:
                    self.forget.add((kind, identity))
                    self.changes.append(f"{identity} left out: the evidence no longer gives it")
            elif identity not in known and not self._moot(kind, theirs[identity]):
                self._digest(kind, identity)
                merged[identity] = theirs[identity]
                self.changes.append(f"{identity} added: {_title(theirs[identity])}")
        return merged

    def _moot(self, kind: str, theirs: Any) -> bool:
        """Return whether a new question asks for what the document holds from an unread source."""
        if kind != "questions" or not self.unread:
            return False
        part_of, _, name = theirs.about.partition(".")
        if part_of == "six_months":
            return self._history_unread()
        held = self.mine.milestones.get(name) if part_of == "milestones" else None
        return held is not None and held.at is not None

    def _history_unread(self) -> bool:
        return HISTORY in {i.reader for i in self.mine.evidence if i.id in self.unread}

    def _digest(self, kind: str, identity: str) -> None:
        self.digests[(kind, identity)] = drafted(kind, cells_of(kind, identity, self.body))

    def _both(self, kind: str, identity: str, mine: Any, theirs: Any) -> Any:
        if kind == "questions" and mine.status != QuestionStatus.OPEN:
            return mine
        settled = _settled(kind, mine)
        whole = settled or self._rests_on(mine, self.unread)
        if kind == "milestones" and theirs.at is None and self.unread and mine.at is not None:
            whole = True
        return self._cells(kind, identity, mine, theirs, whole=whole, ask=settled)

    def _cells(
        self,
        kind: str,
        identity: str,
        mine: Any,
        theirs: Any,
        *,
        whole: bool = False,
        ask: bool = False,
    ) -> Any:
        """Return `theirs` with each cell that a person changed taken from `mine`.

        With `whole` every cell is; news are asked about where a person changed the cell or, with
        `ask`, took on the part.
        """
        cells = cells_of(kind, identity, self.document.body)
        new = drafted(kind, cells_of(kind, identity, self.body))
        last = entry(self.document.front, kind, identity).get("drafted") or {}
        if kind in ("impact", "learnt", "six_months"):
            last = part(self.document.front, kind).get("drafted") or {}
        computed = computed_digests(self.mine, identity) if kind == "distribution" else {}
        result = plain(theirs)
        kept = plain(mine)
        for spec in specs(kind):
            cell = cells.get(spec.name)
            if cell is None:
                if last.get(spec.name):
                    result |= {name: kept.get(name) for name in spec.fields}
                continue
            edited = digest(cell.text) not in (last.get(spec.name), computed.get(spec.name))
            drafted_anew = spec.name in new and new[spec.name] != last.get(spec.name)
            if edited or whole:
                differs = spec.name in new and new[spec.name] != digest(cell.text)
                if (
                    (edited or ask)
                    and drafted_anew
                    and differs
                    and not _empty(cell_of(self.body, kind, identity, spec))
                ):
                    self._ask(kind, identity, spec.name, cell_of(self.body, kind, identity, spec))
                result |= {name: kept.get(name) for name in spec.fields}
            elif drafted_anew and new[spec.name] != digest(cell.text):
                self.changes.append(f"{_path(kind, identity)}.{spec.name} brought up to date")
        if whole:
            result = kept
        return msgspec.convert(result, type=type(mine))

    def _ask(self, kind: str, identity: str, name: str, text: str) -> None:
        if name in _NOT_WORTH_ASKING:
            return
        path = f"{_path(kind, identity)}.{name}"
        ask = f"The evidence now gives “{text}” for {path}. Which of the two holds?"
        self.asked.append((f"{CONFLICT}{path}", ask, "The document was edited there and was kept."))
        self.changes.append(f"{path} kept as edited; the evidence now gives “{text}”")

    def _stays(self, kind: str, identity: str, mine: Any) -> bool:
        if _settled(kind, mine) or self._rests_on(mine, self.shaky):
            return True
        if kind in ("milestones", "distribution"):
            return True
        if kind == "questions" and (
            mine.about.startswith(CONFLICT) or mine.status != QuestionStatus.OPEN
        ):
            return True
        if kind == "questions" and self.unread:
            return True
        known = entry(self.document.front, kind, identity)
        if known.get("keep") is True or "drafted" not in known:
            return True
        cells = cells_of(kind, identity, self.document.body)
        last = known["drafted"] or {}
        return any(digest(cell.text) != last.get(name) for name, cell in cells.items())

    def _rests_on(self, value: Any, evidence: set[str]) -> bool:
        """Return whether a part rests on one of these sources, through events and factors too."""
        sources = {source.evidence for source in getattr(value, "sources", ())}
        cited = set(getattr(value, "events", ()))
        for event in self.mine.events:
            if event.id in cited:
                sources |= {source.evidence for source in event.sources}
        if sources & evidence:
            return True
        addressed = set(getattr(value, "addresses", ()))
        return any(
            self._rests_on(factor, evidence)
            for factor in self.mine.factors
            if factor.id in addressed
        )

    def _single(self, name: str) -> Any:
        mine, theirs = getattr(self.mine, name), getattr(self.now, name)
        self.digests[(name, "")] = drafted(name, cells_of(name, "", self.body))
        if name == "impact" and self.unread and theirs.computed.duration_s is None:
            theirs = msgspec.structs.replace(theirs, computed=mine.computed)
        return self._cells(name, "", mine, theirs)

    def _six_months(self) -> SixMonths:
        mine = self.mine.six_months
        theirs = self.now.six_months
        settled = mine.status != "draft"
        whole = settled or self._rests_on(mine, self.unread) or self._history_unread()
        self.digests[("six_months", "")] = drafted(
            "six_months", cells_of("six_months", "", self.body)
        )
        merged: SixMonths = self._cells("six_months", "", mine, theirs, whole=whole, ask=settled)
        return merged

    def _texts(self) -> dict[str, str | None]:
        last = part(self.document.front, "document").get("drafted") or {}
        cells = self.document.body.single.get("document", {})
        texts: dict[str, str | None] = {}
        for name in ("summary", "public_text"):
            mine, theirs = getattr(self.mine, name), getattr(self.now, name)
            cell = cells.get(name)
            unedited = cell is not None and digest(cell.text) == last.get(name)
            texts[name] = theirs if unedited and theirs is not None else mine
        self.digests[("document", "")] = last
        return texts

    def _with_conflicts(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        by_about = {question.about: question for question in questions}
        numbers = [int(q.id[1:]) for q in (*self.mine.questions, *self.now.questions)]
        counted = part(self.document.front, "next").get("Q", 1)
        following = max([counted, *(number + 1 for number in numbers)])
        for about, ask, why in self.asked:
            known = by_about.get(about)
            identity = known.id if known else f"Q{following}"
            following += known is None
            by_about[about] = Question(id=identity, about=about, ask=ask, why=why)
            self.digests.setdefault(("questions", identity), {})
        return tuple({q.id: q for q in (*questions, *by_about.values())}.values())


def cell_of(body: Body, kind: str, identity: str, spec: Any) -> str:
    """Return the text that a draft shows in one cell."""
    cell = cells_of(kind, identity, body).get(spec.name)
    return cell.text if cell else ""


def reading_gaps(mine: Postmortem, now: Postmortem) -> tuple[set[str], set[str]]:
    """Return the sources not read this time, and those from which nothing is to be withdrawn.

    A source is not read where it was not given or gives nothing but warnings. One that was read
    with warnings, and what was told in the review, withdraw nothing either.
    """
    given = {item.id: item for item in now.evidence}
    failed = {i.id for i in now.evidence if i.warnings and not i.events}
    unread = {i.id for i in mine.evidence if i.id not in given or i.id in failed} - {TOLD}
    return unread, unread | {TOLD} | {i.id for i in now.evidence if i.warnings}


def _both_coverages(mine: Coverage, now: Coverage, unread: set[str]) -> Coverage:
    """Return what the record covers while some of its sources were not read this time."""
    kept = tuple(s for s in mine.silences if set(s.evidence) & unread and s not in now.silences)
    absent = tuple(what for what in now.expected_absent if what in mine.expected_absent)
    return Coverage(silences=(*kept, *now.silences), expected_absent=absent)


def _drafted_body(pm: Postmortem) -> Body:
    template = load(DEFAULT)
    return collect(fill(template, pm, view_of(pm)), 0, 1, template.headings)


def _settled(kind: str, mine: Any) -> bool:
    """Return whether a person has confirmed, rejected or taken on this part."""
    if kind == "milestones":
        return bool(mine.status == MilestoneStatus.CONFIRMED or mine.basis == "told")
    if kind == "factors":
        return bool(mine.status != "hypothesis")
    if kind == "actions":
        return mine.status in _SETTLED_ACTION or mine.owner_status == OwnerStatus.CONFIRMED
    return False


def _order(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    return [*mine, *(identity for identity in theirs if identity not in mine)]


def _union(first: Iterable[Any], second: Iterable[Any]) -> tuple[Any, ...]:
    return tuple({value.id: value for value in (*first, *second)}.values())


def _path(kind: str, identity: str) -> str:
    return f"{kind}.{identity}" if identity else kind


def _empty(text: str) -> bool:
    return not text or text.startswith("—")


def _title(value: Any) -> str:
    for name in ("title", "statement", "ask", "text", "reason"):
        text = getattr(value, name, None)
        if text:
            return str(text)
    return "new"
