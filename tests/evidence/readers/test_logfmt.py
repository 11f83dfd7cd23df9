from datetime import UTC, datetime

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.logfmt import LogfmtReader
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind

READER = LogfmtReader()
SAMPLE = (
    'time="2026-03-04T05:06:07Z" level=error msg="payment failed" err="no \\"pool\\"" order=7\n'
    "ts=2026-03-04T05:06:08.5Z caller=main.go:7 level=info msg=served\n"
)


def source(text: str) -> OpenSource:
    return OpenSource(path="app.log", data=text.encode())


def test_recognises_pairs_and_none_of_its_neighbours():
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (
            SAMPLE,
            "2026-03-04 05:06:07 ERROR a=b c=d\n" * 3,
            '{"ts":"x=1"}\n',
            "a=1\n",
            "",
        )
    ]

    assert said == [0.7, 0.0, 0.0, 0.0, 0.0]


def test_few_lines_become_records():
    assert READER.read(source(SAMPLE), Zones()) == Reading(
        records=(
            Record(
                moment=stamp("2026-03-04T05:06:07Z", Zones()),
                text='payment failed: no "pool"',
                place="line 1",
                kind=Kind.SYMPTOM,
                kinds=(Kind.SYMPTOM,),
            ),
            Record(
                moment=stamp("2026-03-04T05:06:08.5Z", Zones()),
                text="served",
                place="line 2",
                kind=Kind.NOTE,
                kinds=(Kind.NOTE,),
            ),
        )
    )


def test_hostile_lines_give_warnings_with_places():
    text = 'level=error msg="never closed\n' + "a=" * 20_000 + "\nts=99 level=info msg=x\n"

    reading = READER.read(source(text), Zones())

    assert [warning.where for warning in reading.warnings][:2] == ["line 1", "line 2"]


def test_the_repeated_hour_stays_open():
    text = "ts=2026-10-25T02:30:00 msg=a\nts=2026-10-25T03:30:00 msg=b\n"

    records = READER.read(source(text), Zones(default="Europe/Oslo")).records

    assert [r.moment.at for r in records] == [None, datetime(2026, 10, 25, 2, 30, tzinfo=UTC)]


def test_the_same_log_twice_gives_the_same_reading():
    assert READER.read(source(SAMPLE), Zones()) == READER.read(source(SAMPLE), Zones())
