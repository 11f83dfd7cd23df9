"""From evidence to a post-mortem: timeline, factors, blameless framing, actions, distribution."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from unblame import __version__, actions, document, factors, timeline
from unblame.evidence import Evidence, ReadOptions, read
from unblame.model import Impact, Incident, Postmortem
from unblame.people import Cast


class Inputs(Struct, frozen=True, kw_only=True):
    """What a person gives: the incident, the product, the customer impact, and when it is drafted."""

    incident: str
    product: str
    impact: str
    now: datetime
    severity: str | None = None


def draft(
    evidence: Sequence[Path | str],
    *,
    incident: str,
    product: str,
    impact: str,
    now: datetime,
    severity: str | None = None,
    options: ReadOptions | None = None,
    cast: Cast | None = None,
) -> Postmortem:
    """Conduct the post-mortem of an incident and return its record with ids given.

    `now` is an aware time; action dates count from it. `cast` holds the people known so far and
    learns the ones met in the evidence. Raises the evidence room's errors where nothing is readable.
    """
    inputs = Inputs(incident=incident, product=product, impact=impact, now=now, severity=severity)
    options, cast = options or ReadOptions(), cast if cast is not None else Cast()
    cast.set_aside(product)
    found = read([Path(path) for path in evidence], options=options, cast=cast)
    return document.number(conduct(found, inputs, options=options, cast=cast))


def conduct(
    found: Evidence,
    inputs: Inputs,
    *,
    options: ReadOptions,
    cast: Cast,
    policy: actions.Policy | None = None,
) -> Postmortem:
    """Run the steps on what was read and return the record with temporary ids, to be numbered."""
    impact_text = cast.replace(inputs.impact)

    account = timeline.build(found, impact_text=impact_text, now=inputs.now)
    causes = factors.find(found, account, impact=impact_text, reader=cast.reader)
    plan = actions.draft(
        found, account, causes.factors, severity=inputs.severity, now=inputs.now, policy=policy
    )
    six_months, six_questions = actions.six_months(found, account, causes.factors, plan.actions)
    dates, date_questions = document.distribution(account.milestones, now=inputs.now)

    return Postmortem(
        incident=Incident(
            id=inputs.incident,
            product=inputs.product,
            severity=inputs.severity,
            zone=found.zone or options.tz,
        ),
        drafted_at=inputs.now,
        tool_version=__version__,
        recogniser=cast.reader.stated() if cast.reader is not None else None,
        impact=_impact(impact_text, account),
        evidence=found.items,
        coverage=account.coverage,
        events=account.events,
        milestones=account.milestones,
        intervals=account.intervals,
        durations=account.durations,
        factors=causes.factors,
        learnt=factors.learnt(found, account),
        actions=plan.actions,
        six_months=six_months,
        distribution=dates,
        questions=(
            *account.questions,
            *causes.questions,
            *plan.questions,
            *timeline.to_do_questions(found, account.milestones, plan.actions, inputs.now),
            *six_questions,
            *date_questions,
        ),
    )


def _impact(text: str, account: timeline.Timeline) -> Impact:
    given = timeline.parse_impact(text)
    return Impact(
        text=given.text,
        share=given.share,
        count=given.count,
        duration_s=given.duration_s,
        data_loss=given.data_loss,
        computed=account.computed,
    )
