"""What a sentence says happened at the time it names, where no timeline says it."""

from datetime import UTC, datetime

import pytest

from unblame.evidence import ReadOptions, read
from unblame.people import Cast
from unblame.timeline import build

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def milestones(tmp_path, text):
    path = tmp_path / "oven.md"
    path.write_text(f"# Cold oven\n\n**Date:** 2026-03-04\n\n{text}\n")
    found = build(read([path], options=ReadOptions(), cast=Cast()), now=NOW).milestones
    return {name: f"{one.at:%d %H:%M}" for name, one in found.items() if one.at}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The oven went offline at 10:15 UTC.", "impact_start"),
        ("The order page became unresponsive around 10:15 UTC.", "impact_start"),
        ("The till entered a degraded state at 10:15 UTC.", "impact_start"),
        ("The order page stopped responding at 10:15 UTC.", "impact_start"),
        ("At 10:15 UTC, an outage occurred in our bakery.", "impact_start"),
        ("At 10:15 UTC all tills ceased to be reachable.", "impact_start"),
        ("The start of the outage was 10:15 UTC.", "impact_start"),
        ("Between 10:15 and 11:00 UTC the till suffered high latency.", "impact_start"),
        (
            "At 10:15 UTC, one of the two large tills in the shop by the river became unresponsive.",
            "impact_start",
        ),
        ("The outage was first reported at 10:15 UTC.", "detected"),
        ("At 10:15 UTC, a baker was privately notified of the leak.", "detected"),
        ("At 10:15 UTC, a customer reported cold bread in the chat.", "detected"),
        ("At 10:15 UTC we got the first customer complaint about cold bread.", "detected"),
        ("At 10:15 UTC PagerDuty paged the baker on duty.", "detected"),
        ("A customer opened a ticket at 10:15 UTC about cold bread.", "detected"),
        ("At 10:15 UTC, a baker in the north branch started investigating.", "acknowledged"),
        ("At 10:15 UTC the baker on duty acknowledged the alert.", "acknowledged"),
        ("At 10:15 UTC, the swap completed and oven heat returned to normal.", "mitigated"),
        ("At 10:15 UTC we mitigated the outage with the old oven.", "mitigated"),
        ("Errors dropped to zero at 10:15 UTC.", "mitigated"),
        ("The outage was over at 10:15 UTC.", "resolved"),
        ("At 10:15 UTC we confirmed that the issue was fixed.", "resolved"),
    ],
)
def test_a_sentence_says_what_happened_at_a_time(tmp_path, sentence, name):
    assert milestones(tmp_path, sentence).get(name) == "04 10:15"


@pytest.mark.parametrize(
    "sentence",
    [
        "We opened a ticket with the gas company at 10:15 UTC.",
        "The old oven was taken offline at 10:15 UTC for cleaning.",
        "The second till crashed again at 10:15 UTC.",
    ],
)
def test_what_is_done_or_returns_is_no_beginning(tmp_path, sentence):
    assert "impact_start" not in milestones(tmp_path, sentence)


def test_the_day_may_follow_the_time_with_an_article(tmp_path):
    found = milestones(tmp_path, "The oven went offline at around 21:00 UTC on the 03-03-2026.")

    assert found["impact_start"] == "03 21:00"
