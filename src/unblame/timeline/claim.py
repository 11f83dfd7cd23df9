"""What documents state outright: labelled times by milestone, and durations by name."""

from datetime import datetime

from msgspec import Struct

from unblame.evidence.record import Evidence, Statement
from unblame.evidence.times import moment_of
from unblame.model import MilestoneName, Moment, Precision, Source
from unblame.timeline.label import duration_of, is_span, milestones_of

_PROSE = "prose: "


class Claim(Struct, frozen=True, kw_only=True):
    """One stated time of a milestone. `prose` where a sentence says it rather than a label."""

    at: datetime
    moment: Moment
    label: str
    source: Source
    prose: bool = False

    @property
    def reason(self) -> str:
        """Why this is the value, in one sentence."""
        if self.prose:
            return f"The account says in a sentence: {self.label}."
        return f"The document states it under “{self.label}”."


class Claims:
    """The stated times and durations of all documents, in order of reading."""

    def __init__(self, evidence: Evidence) -> None:
        self._times: dict[MilestoneName, list[Claim]] = {}
        self.lengths: dict[str, tuple[float, Statement]] = {}
        for statement in evidence.statements:
            self._add(statement)

    def _add(self, statement: Statement) -> None:
        prose = statement.label.startswith(_PROSE)
        label = statement.label.removeprefix(_PROSE)
        length = duration_of(label)
        if length is not None and statement.seconds is not None:
            self.lengths.setdefault(length, (statement.seconds, statement))
        moment = statement.moment
        if moment is None or moment.at is None or moment.precision is Precision.DAY:
            return
        if moment.until is not None and is_span(label):
            self._claim(MilestoneName.IMPACT_START, moment, statement, prose=prose)
            end = moment_of(moment.until, Precision.MINUTE, moment.as_written, moment.zone_basis)
            for name in (MilestoneName.MITIGATED, MilestoneName.RESOLVED):
                self._claim(name, end, statement, prose=prose)
            return
        for name in milestones_of(label.strip(" :").removesuffix(" by")):
            self._claim(name, moment, statement, prose=prose)

    def _claim(
        self, name: MilestoneName, moment: Moment, statement: Statement, *, prose: bool
    ) -> None:
        if moment.at is None:
            return
        claim = Claim(
            at=moment.at,
            moment=moment,
            label=statement.label.removeprefix(_PROSE),
            source=statement.source,
            prose=prose,
        )
        self._times.setdefault(name, []).append(claim)

    def labelled(self, name: MilestoneName) -> list[Claim]:
        """Return the labelled times of a milestone."""
        return [claim for claim in self._times.get(name, []) if not claim.prose]

    def said(self, name: MilestoneName) -> list[Claim]:
        """Return the times of a milestone that prose gives."""
        return [claim for claim in self._times.get(name, []) if claim.prose]

    @property
    def structured(self) -> bool:
        """Say whether some document labels both the discovery and the end of the incident."""
        return bool(
            (self.labelled(MilestoneName.DETECTED) or self.labelled(MilestoneName.DECLARED))
            and self.labelled(MilestoneName.RESOLVED)
        )
