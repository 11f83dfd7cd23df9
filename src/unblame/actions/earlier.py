"""Earlier proposals that bear on a factor: linked and taken up again, not drafted afresh."""

from unblame.actions.dossier import nearest, option
from unblame.actions.stated import measure_in
from unblame.actions.strength import VERBS, category_of, strength_of
from unblame.evidence import Evidence
from unblame.factors import temporary_id
from unblame.language import blameless
from unblame.model import Action, EvidenceClass, Factor

MOST = 2
NEAR_ENOUGH = 4.0
_OVER = ("done", "closed", "resolved", "fixed", "released", "published")


def earlier(evidence: Evidence, factors: tuple[Factor, ...]) -> list[Action]:
    """Return up to two actions from tickets that proposed them before and were not carried out."""
    found: dict[str, Action] = {}
    for near in nearest(evidence.history, factors):
        item = near.item
        framed = blameless(option(item))
        waits = (item.status or "").lower() not in _OVER
        first = framed.text.split(" ", 1)[0].lower()
        if near.evidence_class is not EvidenceClass.A or near.nearness < NEAR_ENOUGH:
            continue
        if not waits or framed.ask is not None or first not in VERBS:
            continue
        title = framed.text.strip().rstrip(".")
        found.setdefault(
            title,
            Action(
                id=temporary_id("A", title),
                title=title,
                category=category_of(title),
                strength=strength_of(title),
                addresses=(near.factor.id,),
                sources=(item.source,),
                ticket=item.ticket,
                measure=measure_in(title),
            ),
        )
    return list(found.values())[:MOST]
