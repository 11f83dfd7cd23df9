"""Pages of something else, near misses, two incidents, and sources outside the time."""

from datetime import UTC, datetime, timedelta

from unblame.evidence import Change, Evidence
from unblame.model import Event, EvidenceItem, Kind, Moment, Precision, Source, Span
from unblame.testing.morning import a_line
from unblame.timeline import Timeline, build

DAY = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 6, tzinfo=UTC)
READERS = {"S1": "pagerduty", "S2": "slack", "S3": "plain_log"}


def an_event(minute: float, text: str, *kinds: Kind, item: str = "S1") -> Event:
    return a_line(DAY, minute, text, *kinds, item=item, precision=Precision.SECOND)


def a_jump(
    minute: float, until: float, template: str, count: int, *, falls: bool = False
) -> Change:
    at = DAY + timedelta(minutes=minute)
    before, after = (9.0, 0.0) if falls else (0.0, 9.0)
    return Change(
        moment=Moment(at=at, earliest=at, latest=at, as_written="x", precision=Precision.SECOND),
        until=DAY + timedelta(minutes=until), template=template, before_per_minute=before,
        after_per_minute=after, count=count, place=f"line {minute}", evidence="S3",
    )  # fmt: skip


def the_timeline(
    *events: Event, changes: tuple[Change, ...] = (), impact: str = "", covers: Span | None = None
) -> Timeline:
    items = tuple(
        EvidenceItem(id=name, path=f"{name}.x", sha256="0", reader=reader, covers=covers or Span())
        for name, reader in READERS.items()
    )
    evidence = Evidence(items=items, events=events, changes=changes)
    return build(evidence, impact_text=impact, now=NOW)


def minute(timeline: Timeline, name: str) -> float | None:
    at = timeline.milestones[name].at
    return (at - DAY).total_seconds() / 60 if at is not None else None


PAGES = (
    an_event(-60, "BackupLag on archive-2: [#501]", Kind.ALERT),
    an_event(-58, "[#501] Acknowledged by Responder A", Kind.ACKNOWLEDGED),
    an_event(-50, "[#501] Resolved through the API", Kind.RESOLVED),
    an_event(10, "OrderErrors on orders-1: [#502]", Kind.ALERT),
    an_event(14, "[#502] Acknowledged by Responder A", Kind.ACKNOWLEDGED),
    an_event(20, "I declare an incident", Kind.DECLARED, item="S2"),
    an_event(50, "[#502] Resolved through the API", Kind.RESOLVED),
    an_event(60, "incident is resolved, quiet for ten minutes", Kind.RESOLVED, item="S2"),
)


def test_a_page_that_was_over_before_the_incident_is_left_aside_and_asked_about():
    timeline = the_timeline(*PAGES)

    assert (minute(timeline, "detected"), minute(timeline, "acknowledged")) == (10, 14)
    (asked,) = [one for one in timeline.questions if one.about == "milestones"]
    assert "BackupLag on archive-2" in asked.ask


def test_without_a_declared_incident_nothing_is_left_aside():
    timeline = the_timeline(*(one for one in PAGES if Kind.DECLARED not in one.kinds))

    assert minute(timeline, "detected") == -60


def test_the_ticket_of_a_tool_that_closed_itself_is_not_what_confirms_the_end():
    timeline = the_timeline(*PAGES)

    resolved = timeline.milestones["resolved"]
    assert (minute(timeline, "resolved"), resolved.automatic) == (60, False)


def test_an_acknowledgement_by_a_tool_is_not_taken_for_a_person():
    timeline = the_timeline(
        an_event(10, "OrderErrors on orders-1: [#502]", Kind.ALERT),
        an_event(11, "[#502] Acknowledged automatically", Kind.ACKNOWLEDGED),
        an_event(14, "[#502] Acknowledged by Responder A", Kind.ACKNOWLEDGED),
    )

    taken = timeline.milestones["acknowledged"]
    assert (minute(timeline, "acknowledged"), taken.automatic) == (14, False)
    assert "on its own" in taken.alternatives[0].reason


def test_impact_is_from_the_errors_that_last_to_where_success_comes_back():
    timeline = the_timeline(
        *PAGES,
        changes=(
            a_jump(-20, -20, "error: report timed out", 1),
            a_jump(5, 40, "error: order refused status=*", 200),
            a_jump(4.9, 40.5, "info: order taken ms=*", 0, falls=True),
        ),
    )

    assert (minute(timeline, "impact_start"), minute(timeline, "mitigated")) == (5, 40.5)


def test_a_relapse_is_a_second_interval_with_both_ends_from_the_logs():
    timeline = the_timeline(
        an_event(10, "OrderErrors on orders-1: [#502]", Kind.ALERT),
        an_event(20, "I declare an incident", Kind.DECLARED, item="S2"),
        an_event(45, "orders are working again", Kind.RECOVERY, item="S2"),
        an_event(95, "sorry, it fails again, orders refused", Kind.SYMPTOM, item="S2"),
        an_event(125, "orders are working again", Kind.RECOVERY, item="S2"),
        an_event(150, "the incident is resolved", Kind.RESOLVED, item="S2"),
        changes=(
            a_jump(5, 40, "error: order refused status=*", 200),
            a_jump(90, 120, "error: order refused status=*", 200),
        ),
    )

    spans = [
        tuple((at - DAY).total_seconds() / 60 if at else None for at in (one.from_, one.until))
        for one in timeline.intervals
    ]
    assert spans == [(5, 40), (90, 120)]


def test_of_a_near_miss_there_is_no_impact_and_no_end_of_it():
    timeline = the_timeline(
        an_event(10, "staging denies every clinic", Kind.SYMPTOM, item="S2"),
        an_event(12, "looking into it", Kind.ACKNOWLEDGED, item="S2"),
        an_event(30, "a near miss: it never reached production", item="S2"),
        impact="None: it was caught on staging",
    )

    status = {name: one.status.value for name, one in timeline.milestones.items()}
    assert (status["impact_start"], status["mitigated"], status["declared"]) == (
        "not_applicable",
    ) * 3
    assert timeline.intervals == ()
    assert timeline.durations["ttr"].seconds is None


def test_two_incidents_in_one_channel_are_noticed():
    timeline = the_timeline(
        an_event(10, "declaring an incident: INC-41", Kind.DECLARED, item="S2"),
        an_event(50, "declaring an incident: INC-42", Kind.DECLARED, item="S2"),
    )

    (asked,) = [one for one in timeline.questions if "two incidents" in one.ask]
    assert "INC-41" in asked.ask
    assert "INC-42" in asked.ask


def test_a_source_two_years_off_is_asked_about():
    early = DAY - timedelta(days=731)
    timeline = the_timeline(*PAGES, impact="", covers=Span(from_=early, until=early))

    asked = [one for one in timeline.questions if "belong to this incident" in one.ask]
    assert len(asked) == len(READERS)
    assert all("--clock" in one.why for one in asked)


def test_times_in_the_hour_that_stands_twice_are_asked_about_by_source():
    event = an_event(0, "bookings fail", Kind.SYMPTOM, item="S2")
    twice = Event(
        key="1" * 16, text="x", as_written="02:15", zone_basis="assumed:Europe/Warsaw",
        sources=(Source(evidence="S2", place="line 2"),),
    )  # fmt: skip

    timeline = the_timeline(event, twice)

    (asked,) = [one for one in timeline.questions if "02:15" in one.ask]
    assert "Europe/Warsaw repeats or skips" in asked.ask


def test_errors_that_began_a_day_before_and_went_on_are_where_impact_began():
    timeline = the_timeline(
        an_event(0, "Upgrade of relay-broker finished", Kind.CHANGE),
        an_event(1000, "DiskLow on relay-1: [#7]", Kind.ALERT),
        an_event(1200, "[#7] Resolved through the API", Kind.RESOLVED),
        changes=(
            a_jump(10, 1190, "delivery timed out", 900),
            a_jump(400, 410, "lookup timed out", 20),
        ),
    )

    assert (minute(timeline, "impact_start"), minute(timeline, "detected")) == (10, 1000)


RELAPSE = (
    an_event(-300, "[firing] BacklogHigh: webhooks.out grows (severity warning)", Kind.ALERT),
    an_event(10, "DiskLow on relay-2: [#7]", Kind.ALERT),
    an_event(14, "[#7] Acknowledged by Responder A", Kind.ACKNOWLEDGED),
    an_event(20, "I declare an incident, webhooks.out is full", Kind.DECLARED, item="S2"),
    an_event(50, "[#7] Resolved through the API", Kind.RESOLVED),
    an_event(300, "AgeHigh on webhooks.out: [#8]", Kind.ALERT),
    an_event(302, "It is back. webhooks.out at 48k and climbing", Kind.RECOVERY, item="S2"),
    an_event(330, "[#8] Resolved by Responder A", Kind.RESOLVED),
)


def test_a_page_about_what_people_named_and_word_that_it_is_back_and_grows_are_a_relapse():
    timeline = the_timeline(*RELAPSE)

    assert minute(timeline, "resolved") == 330
    assert [
        ((one.from_ - DAY).total_seconds() / 60, (one.until - DAY).total_seconds() / 60)
        for one in timeline.intervals
        if one.from_ is not None and one.until is not None
    ][1:] == [(300, 330)]
    assert not [one for one in timeline.questions if one.about == "milestones"]


def test_a_warning_that_stood_for_hours_is_a_signal_and_no_detection():
    timeline = the_timeline(*RELAPSE)

    assert (minute(timeline, "signalled"), minute(timeline, "detected")) == (-300, 10)


def test_the_ticket_of_a_customer_closed_a_day_later_does_not_end_the_incident():
    late = an_event(
        2000, "CARE-7: status changed from Waiting to Done", Kind.NOTE, Kind.RESOLVED, item="S3"
    )

    assert minute(the_timeline(*PAGES, late), "resolved") == 60
