from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from unblame.evidence import Change, Evidence
from unblame.evidence.record import Passage
from unblame.model import (
    Action,
    ActionCategory,
    Event,
    EvidenceItem,
    Kind,
    Moment,
    Precision,
    Question,
    Source,
    Span,
    ZoneUsed,
)
from unblame.testing.morning import a_line
from unblame.timeline import build, to_do_questions
from unblame.timeline.alike import alike

DAY = datetime(2026, 3, 4, 12, tzinfo=UTC)
NOW = DAY + timedelta(days=2)
READERS = {
    "S1": "pagerduty",
    "S2": "slack",
    "S3": "json_lines",
    "S4": "markdown",
    "S5": "statuspage",
    "S6": "mail",
}


def an_event(
    minute: float,
    text: str,
    *kinds: Kind,
    item: str = "S2",
    precision: Precision = Precision.SECOND,
) -> Event:
    return a_line(DAY, minute, text, *kinds, item=item, precision=precision)


def a_jump(minute: float, until: float, template: str, item: str = "S3", count: int = 50) -> Change:
    at = DAY + timedelta(minutes=minute)
    return Change(
        moment=Moment(at=at, earliest=at, latest=at, precision=Precision.SECOND),
        until=DAY + timedelta(minutes=until), template=template, before_per_minute=0.0,
        after_per_minute=9.0, count=count, place=f"line {minute:g}", evidence=item,
    )  # fmt: skip


def a_passage(text: str, line: int, section: str | None = None) -> Passage:
    return Passage(text=text, source=Source(evidence="S4", place=f"line {line}"), section=section)


def evidence_of(
    *events: Event, changes: tuple[Change, ...] = (), passages: tuple[Passage, ...] = ()
) -> Evidence:
    items = tuple(
        EvidenceItem(id=name, path=f"{name}.x", sha256="0", reader=reader,
                     covers=Span(from_=DAY, until=DAY + timedelta(hours=1)),
                     zone=ZoneUsed(assumed="Europe/Oslo", by="--tz") if name == "S4" else ZoneUsed())
        for name, reader in READERS.items()
    )  # fmt: skip
    return Evidence(
        items=items, events=events, changes=changes, passages=passages, zone="Europe/Oslo"
    )


def asked(
    *events: Event, changes: tuple[Change, ...] = (), passages: tuple[Passage, ...] = ()
) -> dict[str, Question]:
    found = build(evidence_of(*events, changes=changes, passages=passages), now=NOW)
    return {one.about: one for one in found.questions}


INCIDENT = (
    an_event(12, "OrderErrors on orders-1: [#502]", Kind.ALERT, item="S1"),
    an_event(14, "[#502] Acknowledged by Responder A", Kind.ACKNOWLEDGED, item="S1"),
    an_event(42, "rolled back, orders work again", Kind.RECOVERY),
    an_event(60, "incident is resolved", Kind.RESOLVED),
)
FAILING = (a_jump(0, 39, "error: order refused"),)


def test_times_that_texts_tell_of_the_ends_of_impact_are_asked_about_where_they_differ():
    found = asked(
        *INCIDENT,
        an_event(20, "Orders are refused since about 13:15.", Kind.CUSTOMER_UPDATE, item="S5"),
        an_event(62, "Orders work again since 13:25.", Kind.CUSTOMER_UPDATE, item="S5"),
        changes=FAILING,
    )

    assert (
        "12:00 UTC, as found, or 2026-03-04 12:15 UTC" in found["milestones.impact_start.told"].ask
    )
    assert "2026-03-04 12:25 UTC by" in found["milestones.mitigated.told"].ask


def test_what_fails_again_tells_of_no_end():
    found = asked(
        *INCIDENT,
        an_event(35, "Orders were delayed again from 13:25.", Kind.CUSTOMER_UPDATE, item="S5"),
        changes=FAILING,
    )

    assert not {"milestones.impact_start.told", "milestones.mitigated.told"} & set(found)


def test_times_in_a_mail_are_in_the_zone_in_which_it_was_written():
    mail = an_event(40, "Orders are refused since about 08:15 here, what is wrong", item="S6")
    sent = replace(mail, as_written="Wed, 04 Mar 2026 08:40:00 -0400", zone_basis="offset")

    found = asked(*INCIDENT, sent, changes=FAILING)

    ask = found["milestones.impact_start.told"].ask
    assert "2026-03-04 12:15 UTC by “Orders are refused since about 08:15 here, what is …”" in ask


def test_times_that_agree_are_not_asked_about():
    found = asked(
        *INCIDENT,
        an_event(20, "Orders are refused since about 13:00.", Kind.CUSTOMER_UPDATE, item="S5"),
        changes=FAILING,
    )

    assert "milestones.impact_start.told" not in found


def test_a_step_that_notes_tell_at_another_time_than_a_log_is_asked_about():
    step = an_event(45, "hold of the promotion", item="S4", precision=Precision.MINUTE)

    assert "events.retold" in asked(
        *INCIDENT, step, an_event(52, "promotion to production HELD", item="S3"), changes=FAILING
    )
    assert "events.retold" not in asked(
        *INCIDENT, step, an_event(46, "promotion to production HELD", item="S3"), changes=FAILING
    )


@pytest.mark.parametrize(
    "text", ["rang the on-call phone and nobody picked up", "that alert channel is muted by all"]
)
def test_a_signal_that_reached_nobody_asks_who_is_to_hear_it(text: str):
    assert "milestones.signalled.heard" in asked(*INCIDENT, an_event(30, text), changes=FAILING)


def test_words_that_are_of_no_signal_do_not_ask_who_hears():
    found = asked(*INCIDENT, an_event(30, "nobody looks after that old slot"), changes=FAILING)

    assert "milestones.signalled.heard" not in found


def test_a_long_way_to_the_page_being_accepted_is_asked_about():
    found = asked(
        an_event(5, "a customer reported failed orders", Kind.CUSTOMER_REPORT, item="S4"),
        an_event(20, "OrderErrors on orders-1: [#502]", Kind.ALERT, item="S1"),
        an_event(26, "[#502] Acknowledged by Responder A", Kind.ACKNOWLEDGED, item="S1"),
        *INCIDENT[2:],
        changes=FAILING,
    )

    assert "What took the 21 minutes" in found["milestones.acknowledged.wait"].ask
    assert "before a customer did" in found["milestones.detected.check"].ask


def test_errors_of_the_same_words_that_jump_again_are_a_relapse_and_move_the_end():
    timeline = build(
        evidence_of(
            *INCIDENT,
            an_event(150, "both regions are fine. incident is closed, now really", Kind.RESOLVED),
            changes=(*FAILING, a_jump(90, 120, "error: order refused", count=40)),
        ),
        now=NOW,
    )

    ends = [(one.from_, one.until) for one in timeline.intervals]
    assert [((a - DAY).seconds // 60, (b - DAY).seconds // 60) for a, b in ends] == [
        (0, 39),
        (90, 120),
    ]
    assert timeline.milestones["mitigated"].at == DAY + timedelta(minutes=120)
    assert "intervals.relapse" in {one.about for one in timeline.questions}


def test_an_alert_that_clears_while_the_errors_go_on_is_no_end():
    timeline = build(
        evidence_of(
            *INCIDENT[:2],
            an_event(20, "[#502] Resolved through the API", Kind.RESOLVED, item="S1"),
            *INCIDENT[2:],
            changes=FAILING,
        ),
        now=NOW,
    )

    assert timeline.milestones["mitigated"].at == DAY + timedelta(minutes=39)


def test_figures_of_one_thing_that_differ_by_little_are_asked_about():
    found = asked(
        *INCIDENT,
        an_event(61, "57 schools reported it"),
        an_event(62, "61 schools were hit, 11 schools wrote"),
        changes=FAILING,
    )

    assert "57 in" in found["events.figures"].ask
    assert "61 in" in found["events.figures"].ask
    assert "events.figures" not in asked(*INCIDENT, an_event(61, "57 schools"), changes=FAILING)


def test_data_that_was_harmed_is_asked_after_and_not_where_it_is_denied():
    assert "events.harm" in asked(
        *INCIDENT, an_event(61, "12 orders lost for good"), changes=FAILING
    )
    assert "events.harm" not in asked(*INCIDENT, an_event(61, "no data was lost"), changes=FAILING)


def an_action(title, place):
    source = Source(evidence="S4", place=place)
    return Action(id="A:1", title=title, category=ActionCategory.PREVENTION, sources=(source,))


def test_what_is_to_do_is_asked_after_unless_it_has_a_day_or_is_an_action_already():
    lines = (
        a_passage("count refused orders", 5, "To do"),
        a_passage("a test for it (Responder A, by 25 September)", 6, "To do"),
        a_passage("clean up the channel, somebody", 7, "To do"),
    )
    taken = [an_action("Clean up the channel", "line 7")]
    evidence = evidence_of(*INCIDENT, changes=FAILING, passages=lines)
    found = to_do_questions(evidence, build(evidence, now=NOW).milestones, taken, NOW)

    assert ["count refused orders" in one.ask for one in found] == [True]
    assert all("25 September" not in one.ask and "clean up" not in one.ask for one in found)


def test_the_rest_of_a_list_is_asked_after_where_some_of_it_are_actions():
    listed = "Follow ups: pin the chart; page on the age of orders; count refused orders. Responder A takes the tool"
    evidence = evidence_of(*INCIDENT, an_event(70, listed, item="S4"), changes=FAILING)
    place = evidence.events[-1].sources[0].place
    milestones = build(evidence, now=NOW).milestones

    taken = [an_action("Take on the tool", place), an_action("Count refused orders", "OPS-7")]
    (found,) = to_do_questions(evidence, milestones, taken, NOW)

    assert "pin the chart; page on the age of orders”" in found.ask
    assert "count refused" not in found.ask
    assert "takes the tool" not in found.ask


def test_what_the_record_leaves_open_is_quoted_with_the_sentence_before():
    passages = (
        a_passage("Does the other bundle use it as well?", 9),
        a_passage("Not looked at yet.", 9),
    )

    found = asked(*INCIDENT, changes=FAILING, passages=passages)

    assert (
        "“Does the other bundle use it as well? Not looked at yet.”"
        in found["events.left_open"].ask
    )


def test_checks_that_stayed_green_are_asked_what_they_look_at():
    found = asked(*INCIDENT, an_event(-20, "v7 is out, all 212 tests pass"), changes=FAILING)

    assert "212 tests pass" in found["events.checks"].ask


def test_a_source_without_a_zone_that_bears_a_milestone_is_asked_about():
    told = an_event(5, "a customer reported failed orders", Kind.CUSTOMER_REPORT, item="S4")

    assert "Europe/Oslo" in asked(*INCIDENT, told, changes=FAILING)["events.zone.S4"].ask


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("I hold the promotion", "promotion to production HELD by Responder B", True),
        ("guard closes uploads", "disk-guard: limit reached, uploads closed", True),
        ("Edge responder B looks", "Edge responder B takes the certificate", False),
        ("rollback", "a rollback", False),
    ],
)
def test_two_lines_are_alike_where_they_share_words_that_carry_meaning(
    one: str, other: str, same: bool
):
    assert alike(one, other) is same
