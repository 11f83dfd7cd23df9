from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.status_feed import StatusFeedReader
from unblame.evidence.record import Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).parent / "samples"


def reading(text: str | bytes) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return StatusFeedReader().read(OpenSource(path="history.atom", data=data), Zones("Asia/Tokyo"))


def told(name: str):
    found = reading((SAMPLES / f"status_feed.{name}").read_bytes())
    assert found.warnings == ()
    return [(f"{r.moment.at:%m-%d %H:%M}", r.kinds, r.text) for r in found.records]


@pytest.mark.parametrize("name", ["atom", "rss", "google.json"])
def test_recognises_its_samples(name):
    found = reader_for(Sample.of("x", (SAMPLES / f"status_feed.{name}").read_bytes()))

    assert found is not None
    assert found.name == "status_feed"


def test_a_page_of_html_or_a_file_of_xml_is_no_feed():
    others = [b"<html><head><title>x</title></head></html>", b"<?xml version='1.0'?><project><updated/></project>"]  # fmt: skip

    assert [StatusFeedReader().recognises(Sample.of("x", one)) for one in others] == [0.0] * 2


def test_updates_inside_an_entry_are_told_each_at_its_own_time():
    update = Kind.CUSTOMER_UPDATE
    assert told("atom") == [
        ("03-04 05:44", (update, Kind.RESOLVED), "Resolved: Errors on the payments API\nThis incident has been resolved."),
        ("03-04 05:15", (update,), "Investigating: Errors on the payments API\nWe are looking into errors."),
        ("02-20 18:00", (update,), "Slow dashboards\nDashboards were slow for an hour."),
    ]  # fmt: skip
    assert told("rss") == [
        ("03-04 05:15", (update,), "Errors on the payments API\nWe see errors & are looking.")
    ]


def test_incidents_of_google_cloud_begin_and_end():
    assert told("google.json") == [
        ("03-04 05:03", (Kind.SYMPTOM,), "Google Cloud: incident began: Elevated errors in europe-north1 (Cloud SQL)"),
        ("03-04 05:20", (Kind.NOTE,), "Google Cloud: Service disruption: We are investigating."),
        ("03-04 05:40", (Kind.RECOVERY,), "Google Cloud: incident ended: Elevated errors in europe-north1"),
    ]  # fmt: skip


def test_hostile_feeds_are_read_as_far_as_they_go():
    bomb = '<!DOCTYPE f [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = f"{bomb}<feed><entry><published>soon</published></entry><entry><published>2026-03-04T05:15:00Z</published><title>&b; <script>x</script></title></entry><entry>"

    found = reading(text)

    assert [r.text for r in found.records] == ["&b;"]
    assert found.warnings == (Warned(where="entry 1", what="no time in this record"),)


def test_a_feed_that_is_all_beginnings_takes_little_time():
    began = process_time()
    reading("<feed>" + "<entry><published>" * 50_000)
    reading("<feed>" + "<entry>" + "<title>" * 50_000 + "</entry>")

    assert process_time() - began < 2


def test_an_offset_counts_also_when_clocks_change():
    text = "<feed><entry><published>2026-10-25T02:30:00+01:00</published><title>x</title></entry></feed>"

    (record,) = reading(text).records

    assert record.moment.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_update_of_the_year_before_keeps_its_year():
    text = "<feed><entry><id>1</id><published>2027-01-01T00:40:00Z</published><title>x</title><content>&lt;p&gt;Jan 1, 00:40 UTC&lt;br&gt;Resolved - ok&lt;/p&gt;&lt;p&gt;Dec 31, 23:50 UTC&lt;br&gt;Investigating - hm&lt;/p&gt;</content></entry></feed>"

    assert [r.moment.at for r in reading(text).records] == [
        datetime(2027, 1, 1, 0, 40, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 50, tzinfo=UTC),
    ]


def test_the_same_feed_twice_is_read_once():
    data = (SAMPLES / "status_feed.atom").read_bytes()

    assert reading(data + data).records == reading(data).records
