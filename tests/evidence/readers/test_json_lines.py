from datetime import UTC, datetime

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.json_lines import JsonLinesReader, split
from unblame.evidence.record import Change, Reading, Record
from unblame.evidence.times import Zones, epoch, stamp
from unblame.model import Kind

READER = JsonLinesReader()
UTC_ONLY = Zones()
SAMPLE = (
    '{"ts":"2026-03-04T05:06:07.123Z","level":"error","msg":"payment failed"}\n'
    '{"time":1772600768,"severity":"INFO","message":"all healthy again"}\n'
)


def source(text: str | bytes, **more) -> OpenSource:
    data = text.encode() if isinstance(text, str) else text
    return OpenSource(path="app.log", data=data, **more)


def test_recognises_objects_a_line_and_none_of_its_neighbours():
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (
            SAMPLE,
            '[{"type":"message","ts":"1.2","text":"a"},{"type":"message","ts":"1.3","text":"b"}]',
            '{"log_entries": [\n{"created_at": "2026-03-04T05:06:07Z"}\n]}',
            "2026-03-04 05:06:07 ERROR x\n" * 5,
            "",
        )
    ]

    assert said == [0.7, 0.0, 0.0, 0.0, 0.0]


def test_few_lines_become_records():
    reading = READER.read(source(SAMPLE), UTC_ONLY)

    assert reading == Reading(
        records=(
            Record(
                moment=stamp("2026-03-04T05:06:07.123Z", UTC_ONLY),
                text="payment failed",
                place="line 1",
                kind=Kind.SYMPTOM,
                kinds=(Kind.SYMPTOM,),
            ),
            Record(
                moment=epoch("1772600768"),
                text="all healthy again",
                place="line 2",
                kind=Kind.RECOVERY,
                kinds=(Kind.RECOVERY,),
            ),
        )
    )


def test_many_lines_become_the_changes_among_them():
    lines = [
        f'{{"ts":"2026-03-04T05:{minute:02d}:{second:02d}Z","level":"info","msg":"served"}}'
        for minute in range(30)
        for second in range(0, 60, 10)
    ]
    lines += [
        f'{{"ts":"2026-03-04T05:{minute}:0{n}Z","level":"error","msg":"no stock of item {n}"}}'
        for minute in range(20, 26)
        for n in range(5)
    ]

    reading = READER.read(source("\n".join(lines)), UTC_ONLY)

    assert reading.records == ()
    assert reading.covers == (
        datetime(2026, 3, 4, 5, 0, tzinfo=UTC),
        datetime(2026, 3, 4, 5, 29, 50, tzinfo=UTC),
    )
    assert reading.changes == (
        Change(
            moment=stamp("2026-03-04T05:20:00Z", UTC_ONLY),
            until=datetime(2026, 3, 4, 5, 25, 4, tzinfo=UTC),
            template="error: no stock of item *",
            before_per_minute=0.0,
            after_per_minute=5.0,
            count=30,
            place="line 181",
        ),
    )


def test_hostile_lines_give_warnings_with_places():
    text = b'\xfd{"ts"\n{"ts":' + b"[" * 5000 + b'\n{"ts":{"a":1},"msg":"x"}\n' + SAMPLE.encode()

    reading = READER.read(source(text), UTC_ONLY)

    assert len(reading.records) == 2
    assert [warning.where for warning in reading.warnings] == ["line 1", "line 2", "line 3"]


def test_a_line_of_many_megabytes_is_cut_and_named():
    text = '{"ts":"2026-03-04T05:06:07Z","msg":"' + "x" * 5_000_000 + '"}\n' + SAMPLE

    reading = READER.read(source(text), UTC_ONLY)

    assert [record.place for record in reading.records] == ["line 2", "line 3"]
    assert reading.warnings[0].where == "line 1"


def test_a_time_without_zone_takes_the_given_zone_and_is_open_in_the_repeated_hour():
    text = (
        '{"time":"2026-10-25T01:30:00","msg":"a"}\n'
        '{"time":"2026-10-25T02:30:00","msg":"b"}\n'
        '{"time":"2026-10-25T03:30:00","msg":"c"}\n'
    )

    records = READER.read(source(text), Zones(default="Europe/Oslo")).records

    assert [(r.moment.at, r.moment.zone_basis) for r in records] == [
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "assumed:Europe/Oslo"),
        (None, "assumed:Europe/Oslo"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "assumed:Europe/Oslo"),
    ]


def test_keys_of_common_loggers_are_known():
    lines = [
        '{"@timestamp":"2026-03-04T05:06:07Z","log.level":"ERROR","message":"a"}',
        '{"@t":"2026-03-04T05:06:07Z","@l":"Warning","@m":"b"}',
        '{"time":1772600767123,"level":50,"msg":"c","err":{"message":"gone"}}',
        '{"__REALTIME_TIMESTAMP":"1772600767123456","PRIORITY":"3","MESSAGE":[79,79,77]}',
        '{"log":"d\\n","stream":"stderr","time":"2026-03-04T05:06:07.1Z"}',
        '{"timestamp":"2026-03-04T05:06:07Z","severity":"ERROR","jsonPayload":{"message":"e"}}',
        '{"ts":"2026-03-04T05:06:07Z","path":"/pay","status":502}',
    ]

    assert [split(line)[1:3] for line in lines] == [
        ("ERROR", "a"),
        ("Warning", "b"),
        (50, "c: gone"),
        ("3", "OOM"),
        (None, "d"),
        ("ERROR", "e"),
        (None, "path=/pay status=502"),
    ]


def test_the_same_export_twice_gives_the_same_reading():
    assert READER.read(source(SAMPLE), UTC_ONLY) == READER.read(source(SAMPLE), UTC_ONLY)


def test_reads_one_array_of_objects_with_their_places_in_it():
    text = '[\n {"ts": "2026-03-04T10:00:00Z", "level": "error", "msg": "db timeout"},\n {\n  "ts": "2026-03-04T10:00:05Z", "msg": "db answers"}\n]'
    source = OpenSource(path="a.json", data=text.encode())

    found = JsonLinesReader().read(source, Zones("UTC", {}))

    assert JsonLinesReader().recognises(Sample.of("a.json", text.encode())) == 0.55
    assert [(one.text, one.place) for one in found.records] == [
        ("db timeout", "entry 1"),
        ("db answers", "entry 2"),
    ]
