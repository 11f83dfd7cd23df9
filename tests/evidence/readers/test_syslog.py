from datetime import UTC, datetime

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.syslog import SyslogReader
from unblame.evidence.times import Zones

READER = SyslogReader()
OLD = (
    "<34>Dec 31 23:59:58 db1 postgres[77]: FATAL: too many connections\n"
    "<34>Jan  1 00:00:07 db1 postgres[77]: FATAL: too many connections\n"
)
NEW = (
    '<165>1 2026-03-04T05:06:07.003Z db1 postgres 77 ID47 [ex@32473 k="v\\]\\""] \ufeffFATAL: x\n'
    "<165>1 - db1 postgres - - - no time\n"
)


def source(text: str, modified: datetime | None = None) -> OpenSource:
    return OpenSource(path="syslog", data=text.encode(), modified=modified)


def test_recognises_both_forms_and_none_of_their_neighbours():
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (OLD, NEW, "2026-03-04 05:06:07 ERROR x\n" * 3, "Mar 4 was bad\n", "")
    ]

    assert said == [0.85, 0.85, 0.0, 0.0, 0.0]


def test_the_structured_form_gives_app_and_message():
    records = READER.read(source(NEW), Zones()).records

    assert [(r.moment.at, r.text, r.place) for r in records] == [
        (datetime(2026, 3, 4, 5, 6, 7, 3000, tzinfo=UTC), "postgres: FATAL: x", "line 1")
    ]


def test_the_year_is_that_of_the_file_and_rolls_at_new_year():
    modified = datetime(2026, 1, 1, 9, tzinfo=UTC)

    records = READER.read(source(OLD, modified), Zones(default="UTC")).records

    assert [r.moment.at for r in records] == [
        datetime(2025, 12, 31, 23, 59, 58, tzinfo=UTC),
        datetime(2026, 1, 1, 0, 0, 7, tzinfo=UTC),
    ]


def test_a_stamp_after_the_files_last_change_is_of_the_year_before():
    modified = datetime(2026, 1, 5, tzinfo=UTC)

    records = READER.read(source(OLD.splitlines()[0], modified), Zones(default="UTC")).records

    assert [r.moment.at for r in records] == [datetime(2025, 12, 31, 23, 59, 58, tzinfo=UTC)]


def test_without_a_year_nothing_is_placed():
    reading = READER.read(source(OLD), Zones(default="UTC"))

    assert [r.moment.at for r in reading.records] == [None, None]
    assert reading.warnings[-1].where == "the file"


def test_hostile_lines_give_warnings_with_places():
    text = (
        "<999999>1 garbage\n<34>1 2026-13-40T99:99:99Z h a - - - x\n" + '<1>1 - h a - - [a="' * 50
    )

    reading = READER.read(source(text), Zones())

    assert [warning.where for warning in reading.warnings] == ["line 1", "line 2", "the file"]


def test_the_repeated_hour_stays_open():
    modified = datetime(2026, 10, 26, tzinfo=UTC)
    text = "Oct 25 02:30:00 db1 app: a\nOct 25 03:30:00 db1 app: b\n"

    records = READER.read(source(text, modified), Zones(default="Europe/Oslo")).records

    assert [r.moment.at for r in records] == [None, datetime(2026, 10, 25, 2, 30, tzinfo=UTC)]
