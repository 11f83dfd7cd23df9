from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.merge import keyed
from unblame.evidence.readers.notes import NotesReader
from unblame.evidence.record import Reading
from unblame.evidence.times import Zones
from unblame.model import Precision

BULLETS = """\
Mail was down on 2024-03-12. All times are UTC.
• 08:40: queue growing
• [08:44-7] first look
• ~09:15 disk full on mx2
"""


def the_reading(text: str, *, name: str = "n.txt", zones: Zones | None = None) -> Reading:
    source = OpenSource(path=name, data=text.encode())
    return NotesReader().read(source, zones or Zones())


def summary(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (
            record.moment.at.strftime("%m-%d %H:%M") if record.moment.at else "none",
            record.moment.precision.value,
            record.text,
        )
        for record in reading.records
    ]


def test_recognises_jotted_lines_and_prose_and_no_structured_text():
    reader = NotesReader()

    assert reader.recognises(Sample.of("n.txt", BULLETS.encode())) == 0.55
    assert (
        reader.recognises(Sample.of("n.txt", b"Somebody wrote down what the day was like.\n"))
        == 0.2
    )
    assert reader.recognises(Sample.of("a.json", b'{"a": 1}')) == 0.0
    assert reader.recognises(Sample.of("a.txt", b"")) == 0.0


def test_bullets_ranges_and_about_times_are_read():
    assert summary(the_reading(BULLETS)) == [
        ("03-12 08:40", Precision.MINUTE, "queue growing"),
        ("03-12 08:44", Precision.RANGE, "first look"),
        ("03-12 09:15", Precision.APPROXIMATE, "disk full on mx2"),
    ]


def test_dotted_clocks_are_times_where_several_lines_begin_so():
    reading = the_reading(
        "Notes, Tue 12 March 2024 (times in CET)\n\n8.40 queue growing\n9.15 mx2 full\n9.50 freed\n"
    )

    assert summary(reading) == [
        ("03-12 07:40", "minute", "queue growing"),
        ("03-12 08:15", "minute", "mx2 full"),
        ("03-12 08:50", "minute", "freed"),
    ]


def test_a_version_number_at_the_start_of_a_line_is_no_time():
    reading = the_reading("Upgrade on 2024-03-12, times in UTC\n- 1.17 creates two more rules\n")

    assert reading.records == ()


def test_the_day_comes_from_the_file_name_where_the_text_has_none():
    reading = the_reading(
        "• 10:00 down\n• 10:20 up again\n", name="20190910-k8s.txt", zones=Zones("UTC")
    )

    assert [row[0] for row in summary(reading)] == ["09-10 10:00", "09-10 10:20"]


def test_the_same_notes_twice_read_the_same():
    assert the_reading(BULLETS) == the_reading(BULLETS)


def test_lines_out_of_order_stay_on_their_day_and_in_place():
    reading = the_reading(
        "2024-03-12, times in UTC\n• 15:36 alert\n• 15:30 deploy\n• 16:26 checks recover\n"
    )

    assert [row[0] for row in summary(reading)] == ["03-12 15:36", "03-12 15:30", "03-12 16:26"]


SPOKEN = """\
Notes, 4 March 2026 (times in UTC)

13:50 deploy of checkout 2.4
about ten past two the pager went
5 minutes later: rolled back
14:4x queue drained
half past eleven second page
around midnight it was back
00:10 watched

The next day:

09:15 review planned
Yesterday at 23:20 warnings were seen
"""


def test_spoken_and_relative_times_go_on_from_the_line_above():
    assert summary(the_reading(SPOKEN)) == [
        ("03-04 13:50", "minute", "deploy of checkout 2.4"),
        ("03-04 14:10", "approximate", "the pager went"),
        ("03-04 14:15", "approximate", "rolled back"),
        ("03-04 14:40", "approximate", "queue drained"),
        ("03-04 23:30", "approximate", "second page"),
        ("03-05 00:00", "approximate", "it was back"),
        ("03-05 00:10", "minute", "watched"),
        ("03-05 09:15", "minute", "review planned"),
        ("03-03 23:20", "minute", "warnings were seen"),
    ]


def test_a_relative_time_says_by_its_key_from_which_record_it_counts():
    records = keyed("notes", "S1", the_reading(SPOKEN).records)

    assert records[2].record.moment.zone_basis == f"relative:{records[1].key}"


def test_a_sentence_counts_from_the_time_told_before():
    text = "Report of 4 March 2026.\n\nThe outage began at 14:02 UTC and was resolved twenty minutes later.\n"
    told = [(one.label, one.moment) for one in the_reading(text).statements]

    assert [
        (label, moment.at.strftime("%H:%M"), moment.zone_basis) for label, moment in told[1:]
    ] == [
        ("prose: outage started at", "14:02", "stated"),
        ("prose: resolved at", "14:22", "stated"),
    ]
