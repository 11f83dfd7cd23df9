from datetime import UTC, datetime

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.access_log import AccessLogReader, split
from unblame.evidence.times import Zones

READER = AccessLogReader()
SAMPLE = (
    '203.0.113.7 - ana [04/Mar/2026:05:06:07 +0200] "GET /pay/1234?card=x HTTP/1.1" 502 17 "-" "c"\n'
    '203.0.113.7 - - [04/Mar/2026:05:06:09 +0200] "GET /pay HTTP/1.1" 200 17\n'
    '203.0.113.7 - - [04/Mar/2026:05:06:09 +0200] "\\x16\\x03" 400 17\n'
)


def source(text: str) -> OpenSource:
    return OpenSource(path="access.log", data=text.encode())


def test_recognises_requests_and_none_of_its_neighbours():
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (SAMPLE, "2026-03-04 05:06:07 ERROR x\n", '{"ts":1}\n', "")
    ]

    assert said == [0.9, 0.0, 0.0, 0.0]


def test_requests_are_told_without_addresses_users_ids_and_queries():
    records = READER.read(source(SAMPLE), Zones()).records

    assert [(r.moment.at, r.text) for r in records] == [
        (datetime(2026, 3, 4, 3, 6, 7, tzinfo=UTC), "GET /pay/* answered 5xx"),
        (datetime(2026, 3, 4, 3, 6, 9, tzinfo=UTC), "GET /pay answered 2xx"),
        (datetime(2026, 3, 4, 3, 6, 9, tzinfo=UTC), "(no request) answered 4xx"),
    ]


def test_a_jump_in_server_errors_is_one_change():
    line = (
        '203.0.113.{n} - - [04/Mar/2026:05:{m:02d}:{s:02d} +0000] "GET /pay HTTP/1.1" {status} 17\n'
    )
    text = "".join(
        line.format(n=s, m=m, s=s, status=502 if 20 <= m < 40 and s % 3 == 0 else 200)
        for m in range(60)
        for s in range(0, 60, 5)
    )

    changes = READER.read(source(text), Zones()).changes

    assert [(c.moment.at, c.until, c.template) for c in changes] == [
        (
            datetime(2026, 3, 4, 5, 20, tzinfo=UTC),
            datetime(2026, 3, 4, 5, 39, 45, tzinfo=UTC),
            "error: GET /pay answered 5xx",
        )
    ]


def test_the_error_log_of_nginx_is_read():
    line = "2026/03/04 05:06:07 [error] 12#12: *7 connect() failed (111), client: 203.0.113.7"

    assert split(line)[:3] == ("2026-03-04 05:06:07", "error", "connect() failed (111)")


def test_hostile_requests_give_no_error():
    text = 'a - - [99/Foo/2026:99:99:99 +0200] "' + "\\" * 3000 + '" 502 1\n' + "\x00" * 50 + "\n"

    reading = READER.read(source(text), Zones())

    assert [warning.where for warning in reading.warnings][:1] == ["line 1"]
    assert [record.moment.at for record in reading.records] in ([], [None])
