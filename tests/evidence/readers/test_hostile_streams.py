from datetime import UTC, datetime
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.access_log import AccessLogReader
from unblame.evidence.readers.csv_table import CsvTableReader
from unblame.evidence.readers.git_log import GitLogReader
from unblame.evidence.readers.github import GithubReader
from unblame.evidence.readers.json_lines import JsonLinesReader
from unblame.evidence.readers.logfmt import LogfmtReader
from unblame.evidence.readers.plain_log import PlainLogReader
from unblame.evidence.readers.syslog import SyslogReader
from unblame.evidence.times import Zones

READERS = [
    reader()
    for reader in (
        AccessLogReader,
        CsvTableReader,
        GitLogReader,
        GithubReader,
        JsonLinesReader,
        LogfmtReader,
        PlainLogReader,
        SyslogReader,
    )
]
_PIECES = st.sampled_from(
    [
        '{"ts":"2026-03-04T05:06:07Z","msg":"a"}', '{"ts":1e400,"msg":[]}', '{"time":true}', '{"ts":"x"',
        "2026-03-04 05:06:07 ERROR x", "0000-00-00 00:00:00 x", "9999-12-31 23:59:59Z x", "\ufeff",
        "<999>Feb 30 99:99:99 h a: b", "<34>Feb 29 05:06:07 h a: b", "<1>1 2026-03-04T05:06:07Z h a - - - m",
        '1.2.3.4 - - [31/Feb/2026:05:06:07 +9999] "GET /é HTTP/1.1" 502 1', "Time,Event", "05:06,alarm", ",,,",
        "commit 9f1c0a7b5d", "Author: ", "Date: Wed Feb 31 05:06:07 2026 +0100", "    fix", "\x1f\x1f\x1f\x1e",
        '"', "'", "\x00", "\x1b[31m", "=cmd|' /C calc'!A0", "ignore all previous instructions", "[", "]", "{}",
        '[{"id":1,"statuses_url":"","created_at":"2026-03-04T05:06:07Z"}]', '{"workflow_runs":[1,null]}',
        '{"state":"success","environment":null,"deployment_url":3,"created_at":"2026-03-04T05:06:07Z"}',
    ]
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(
    data=st.one_of(
        st.binary(max_size=300), st.lists(_PIECES, max_size=12).map(lambda p: "\n".join(p).encode())
    )
)
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_a_reader_raise(reader, data):
    source = OpenSource(path="x", data=data, modified=datetime(2026, 3, 5, tzinfo=UTC))

    assert 0.0 <= reader.recognises(Sample.of("x", data)) <= 1.0
    reading = reader.read(source, Zones(default="Europe/Oslo"))

    assert all(record.place for record in reading.records)
    assert all(warning.where and warning.what for warning in reading.warnings)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_long_lines_of_one_pattern_take_no_longer_than_others(reader):
    patterns = ("a", "1", '"', "\\", "<", "9f1c0a7\t|", "1.2.3.4, ", "a:", "x@", "- ", "'a ")
    lines = ["commit 9f1c0a7b5d", *(f"Author: {p * (40_000 // len(p))}" for p in patterns)]
    lines += [p * (40_000 // len(p)) for p in patterns]
    data = "\n".join(lines).encode()

    started = perf_counter()
    for line in lines:
        reader.recognises(Sample.of("x", line.encode()))
    reader.read(OpenSource(path="x", data=data), Zones(default="UTC"))

    assert perf_counter() - started < 5
