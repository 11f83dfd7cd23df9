from datetime import UTC, datetime, timedelta

from unblame.evidence import Change, Evidence, Statement
from unblame.model import (
    Confidence,
    DetectedBy,
    Event,
    EvidenceItem,
    Kind,
    Milestone,
    MilestoneStatus,
    Moment,
    Precision,
    Source,
)
from unblame.testing.morning import a_line
from unblame.timeline import Timeline, build

DAY = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 6, tzinfo=UTC)


def a_moment(minute: float, precision: Precision = Precision.SECOND) -> Moment:
    at = DAY + timedelta(minutes=minute)
    return Moment(
        at=at, earliest=at, latest=at, as_written="x", zone_basis="offset", precision=precision
    )


def an_event(
    minute: float, text: str, *kinds: Kind, item: str = "S1", actor: str | None = None
) -> Event:
    return a_line(DAY, minute, text, *kinds, item=item, actor=actor)


def a_statement(label: str, minute: float | None = None, seconds: float | None = None) -> Statement:
    return Statement(
        label=label,
        text="x",
        source=Source(evidence="S1", place="line 1"),
        moment=a_moment(minute) if minute is not None else None,
        seconds=seconds,
    )


def the_timeline(
    *events: Event,
    statements: tuple[Statement, ...] = (),
    changes: tuple[Change, ...] = (),
    readers: tuple[str, ...] = ("markdown",),
) -> Timeline:
    items = tuple(
        EvidenceItem(id=f"S{at}", path=f"{at}", sha256="0", reader=reader)
        for at, reader in enumerate(readers, start=1)
    )
    evidence = Evidence(items=items, events=events, statements=statements, changes=changes)
    return build(evidence, now=NOW)


def minutes(timeline: Timeline) -> dict[str, float]:
    return {
        name: (milestone.at - DAY).total_seconds() / 60
        for name, milestone in timeline.milestones.items()
        if milestone.at is not None
    }


def test_labelled_statements_come_before_everything_else():
    timeline = the_timeline(
        an_event(1, "outage begins", Kind.SYMPTOM),
        statements=(
            a_statement("Fault occurs", 0),
            a_statement("First detected", 7),
            a_statement("Incident declared", 10),
            a_statement("Repaired", 40),
            a_statement("Resolved", 90),
        ),
    )

    assert minutes(timeline) == {
        "impact_start": 0,
        "detected": 7,
        "declared": 10,
        "mitigated": 40,
        "resolved": 90,
    }
    assert timeline.milestones["detected"] == Milestone(
        at=DAY + timedelta(minutes=7),
        earliest=DAY + timedelta(minutes=7),
        latest=DAY + timedelta(minutes=7),
        status=MilestoneStatus.STATED,
        confidence=Confidence.HIGH,
        reason="The document states it under “First detected”.",
        sources=(Source(evidence="S1", place="line 1"),),
    )


def test_one_stated_end_is_both_mitigated_and_resolved():
    assert minutes(the_timeline(statements=(a_statement("Incident end", 30),))) == {
        "mitigated": 30,
        "resolved": 30,
    }


def test_two_documents_that_differ_are_a_conflict_with_a_question():
    timeline = the_timeline(statements=(a_statement("Detected", 5), a_statement("Detected at", 9)))

    detected = timeline.milestones["detected"]
    assert (detected.status, detected.at) == (
        MilestoneStatus.CONFLICT,
        DAY + timedelta(minutes=5),
    )
    assert [one.at for one in detected.alternatives] == [DAY + timedelta(minutes=9)]
    assert "milestones.detected" in [question.about for question in timeline.questions]


def test_an_account_is_read_line_by_line():
    timeline = the_timeline(
        an_event(0, "deploy of checkout 4.2", Kind.CHANGE),
        an_event(4, "requests fail with 503", Kind.SYMPTOM),
        an_event(9, "a user reported errors", Kind.CUSTOMER_REPORT),
        an_event(12, "investigation started", Kind.ACKNOWLEDGED),
        an_event(30, "rolled back, service restored", Kind.RECOVERY),
        an_event(60, "incident closed", Kind.RESOLVED),
    )

    assert minutes(timeline) == {
        "trigger": 0,
        "impact_start": 4,
        "detected": 9,
        "acknowledged": 12,
        "mitigated": 30,
        "resolved": 60,
    }
    assert timeline.milestones["detected"].by is DetectedBy.CUSTOMER


def test_what_nothing_tells_of_is_missing_with_a_question():
    timeline = the_timeline(an_event(9, "a user reported errors", Kind.CUSTOMER_REPORT))

    missing = [n for n, m in timeline.milestones.items() if m.status is MilestoneStatus.MISSING]
    assert missing == ["impact_start", "acknowledged", "declared", "mitigated", "resolved"]
    assert [question.about for question in timeline.questions] == [
        "milestones.impact_start",
        "milestones.acknowledged",
        "milestones.mitigated",
        "milestones.resolved",
        "milestones.detected.check",
    ]
    assert all(m.at is None for m in timeline.milestones.values() if m.status == "missing")


def test_a_relapse_moves_the_end_and_opens_a_second_interval():
    timeline = the_timeline(
        an_event(0, "outage begins", Kind.SYMPTOM),
        an_event(20, "service restored", Kind.RECOVERY),
        an_event(35, "it is failing again", Kind.SYMPTOM),
        an_event(50, "service restored for good", Kind.RECOVERY),
    )

    assert minutes(timeline)["mitigated"] == 50
    assert [
        ((one.from_ - DAY).seconds // 60, (one.until - DAY).seconds // 60)
        for one in timeline.intervals
        if one.from_ and one.until
    ] == [(0, 20), (35, 50)]
    assert timeline.computed.duration_s == 35 * 60


def test_a_denied_recovery_is_none():
    timeline = the_timeline(
        an_event(0, "service is down", Kind.SYMPTOM),
        an_event(10, "debugging why the site is not back up", Kind.NOTE),
        an_event(20, "some checks recover, but not all", Kind.RECOVERY),
        an_event(30, "everything is back to normal", Kind.RECOVERY),
    )

    assert minutes(timeline)["mitigated"] == 30


def test_a_narrower_look_later_is_no_acknowledgement():
    timeline = the_timeline(
        an_event(0, "alert fired", Kind.ALERT),
        an_event(40, "start investigating if the backup can be used", Kind.NOTE),
    )

    assert timeline.milestones["acknowledged"].status is MilestoneStatus.MISSING


def test_machines_tell_of_detection_acknowledgement_and_closing():
    timeline = the_timeline(
        an_event(5, "[firing] ErrorRateHigh", Kind.ALERT, item="S2"),
        an_event(8, "Acknowledged", Kind.ACKNOWLEDGED, item="S1"),
        an_event(40, "errors are gone, back to normal. Resolving.", Kind.RECOVERY, item="S3"),
        an_event(41, "Resolved", Kind.RESOLVED, item="S1"),
        readers=("pagerduty", "alertmanager", "slack"),
    )

    assert minutes(timeline) == {
        "impact_start": 5,
        "detected": 5,
        "acknowledged": 8,
        "mitigated": 40,
        "resolved": 40,
    }
    assert timeline.milestones["resolved"].recorded_at == DAY + timedelta(minutes=41)
    assert timeline.milestones["impact_start"].confidence is Confidence.LOW


def test_a_chat_message_that_nobody_answered_is_a_signal_and_no_detection():
    timeline = the_timeline(
        an_event(0, "payments fail for customers", Kind.SYMPTOM, item="S1", actor="Responder A"),
        an_event(20, "[firing] PaymentErrors", Kind.ALERT, item="S2"),
        readers=("slack", "alertmanager"),
    )

    assert (minutes(timeline)["signalled"], minutes(timeline)["detected"]) == (0, 20)


def test_customers_reports_before_detection_are_an_alternative_to_it():
    timeline = the_timeline(
        an_event(2, "first pharmacy calls support", Kind.CUSTOMER_REPORT, item="S2", actor="A"),
        an_event(30, "[FIRING:1] Errors", Kind.ALERT, Kind.PAGE, item="S3"),
        an_event(32, "Acknowledged", Kind.ACKNOWLEDGED, item="S3"),
        readers=("markdown", "slack", "pagerduty"),
    )

    known = timeline.milestones["detected"]
    assert minutes(timeline)["signalled"] == 2
    assert minutes(timeline)["detected"] == 30
    assert known.alternatives[0].at == DAY + timedelta(minutes=2)
    assert "reports are on record here already" in known.alternatives[0].reason


def test_jumps_in_the_logs_bound_the_impact():
    jump = Change(
        moment=a_moment(-10),
        until=DAY + timedelta(minutes=25),
        template="error: payment failed",
        before_per_minute=0,
        after_per_minute=3,
        count=90,
        place="line 1",
        evidence="S2",
    )

    timeline = the_timeline(
        an_event(5, "[firing] PaymentErrors", Kind.ALERT, item="S1"),
        an_event(30, "works again, all back to normal", Kind.RECOVERY, item="S3"),
        changes=(jump,),
        readers=("alertmanager", "plain_log", "slack"),
    )

    assert (minutes(timeline)["impact_start"], minutes(timeline)["mitigated"]) == (-10, 25)
    assert timeline.events[0].kind is Kind.LOG_CHANGE
    cited = timeline.milestones["impact_start"].events
    assert cited == (f"E:{timeline.events[0].key}",)


def test_a_stated_duration_points_to_the_end():
    timeline = the_timeline(
        an_event(0, "pods stop shipping logs", Kind.SYMPTOM),
        an_event(10, "alert received", Kind.ALERT),
        an_event(49, "all pods run the new version", Kind.NOTE),
        statements=(a_statement("Time to recovery", seconds=49 * 60),),
    )

    assert (minutes(timeline)["mitigated"], minutes(timeline)["resolved"]) == (49, 49)


def test_no_reason_names_anybody():
    timeline = the_timeline(
        an_event(0, "Responder A took the site down", Kind.SYMPTOM, actor="Responder A"),
        an_event(5, "Responder B notices", Kind.NOTE, actor="Responder B"),
        an_event(9, "back to normal", Kind.RECOVERY),
    )

    assert not [m.reason for m in timeline.milestones.values() if "Responder" in m.reason]


def test_a_record_that_breaks_off_shortly_before_now_leaves_the_end_pending():
    events = (an_event(0, "outage begins", Kind.SYMPTOM), an_event(5, "alert fired", Kind.ALERT))
    evidence = Evidence(events=events)

    timeline = build(evidence, now=DAY + timedelta(minutes=30))

    assert timeline.milestones["mitigated"].status is MilestoneStatus.PENDING
    assert (timeline.durations["ttr"].seconds, timeline.durations["ttr"].open_ended) == (None, True)


def test_a_stated_end_is_in_conflict_where_other_sources_show_recovery_well_before_it():
    timeline = the_timeline(
        an_event(30, "resolved", Kind.RESOLVED, item="S2"),
        an_event(31, "we are back to normal", Kind.RECOVERY, item="S3"),
        statements=(a_statement("Detected", 5), a_statement("Resolved at", 46)),
        readers=("markdown", "pagerduty", "slack"),
    )

    mitigated, resolved = timeline.milestones["mitigated"], timeline.milestones["resolved"]
    assert minutes(timeline)["mitigated"] == minutes(timeline)["resolved"] == 46
    assert (mitigated.status, resolved.status) == (
        MilestoneStatus.CONFLICT,
        MilestoneStatus.STATED,
    )
    assert [one.at for one in mitigated.alternatives] == [
        DAY + timedelta(minutes=30),
        DAY + timedelta(minutes=31),
    ]


def test_a_stated_time_cites_its_own_line_and_not_a_message_a_minute_before():
    timeline = the_timeline(
        an_event(15, "checkout is slow, looking", Kind.SYMPTOM, item="S2"),
        statements=(a_statement("Incident declared", 16),),
        readers=("markdown", "slack"),
    )

    declared = timeline.milestones["declared"]
    assert declared.events == ()
    assert declared.sources == (Source(evidence="S1", place="line 1"),)


def test_an_alert_before_the_failure_that_the_account_tells_leaves_the_start_as_it_is_told():
    timeline = the_timeline(
        an_event(-10, "[firing] LoginErrors", Kind.ALERT, item="S2"),
        an_event(5, "Logins fail for all users", Kind.SYMPTOM),
        an_event(15, "looking into it", Kind.ACKNOWLEDGED),
        statements=(a_statement("Incident declared", 16), a_statement("Resolved at", 46)),
        readers=("markdown", "alertmanager"),
    )

    start = timeline.milestones["impact_start"]
    assert (start.status, start.at) == (MilestoneStatus.STATED, DAY + timedelta(minutes=5))
    assert timeline.durations["ttd"].seconds == -900
    assert "milestones.detected" in {question.about for question in timeline.questions}


def test_stated_declaration_and_end_leave_the_first_failing_line_as_the_start():
    timeline = the_timeline(
        an_event(5, "Logins fail for all users", Kind.SYMPTOM),
        an_event(15, "looking into it", Kind.ACKNOWLEDGED),
        statements=(a_statement("Incident declared", 16), a_statement("Resolved at", 46)),
    )

    assert minutes(timeline)["impact_start"] == 5
