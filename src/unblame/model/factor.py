"""Contributing factors, and what people add about the day."""

from msgspec import Struct

from unblame.model.event import Source
from unblame.model.vocabulary import Confidence, FactorCategory, FactorRole, FactorStatus


class Factor(Struct, frozen=True, kw_only=True):
    """One condition that contributed; `subtype_code` is C1 to M8 of the taxonomy."""

    id: str
    category: FactorCategory
    statement: str
    subtype_code: str | None = None
    subtype: str | None = None
    role: FactorRole = FactorRole.ENABLING
    events: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    confidence: Confidence = Confidence.LOW
    status: FactorStatus = FactorStatus.HYPOTHESIS


class Learnt(Struct, frozen=True, kw_only=True):
    went_well: tuple[str, ...] = ()
    lucky: tuple[str, ...] = ()
    surprised: tuple[str, ...] = ()
