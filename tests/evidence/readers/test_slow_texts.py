"""Texts that once took a reader time that grew with the square of their length."""

from time import process_time

import pytest

from unblame.evidence.form import MAX_PROSE_LINES, OpenSource
from unblame.evidence.registry import shipped_readers
from unblame.testing.broken import complaints

READERS = {reader.name: reader for reader in shipped_readers()}
NOTICE = (
    b'{"Type": "Notification", "Message": "{' + rb"\"StateChangeTime\":\"2026-03-04T05:0" * 5000
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes", b"checkout was down " * 10_000),
        ("cloudwatch", NOTICE),
        ("mail", b"From: a@b.example\nContent-Type: multipart/mixed" + b"; part" * 100_000),
        ("terraform", b'{"@level":"info" x}\n' * 20_000),
        ("access_log", b'203.0.113.7 - - [04/Mar/2026:05:06:07 +0200] "GET /' + b"\0" * 60_000),
        ("notes", b"05:06 the alarm for pay went off" + b"\n" * 500_000 + b"05:07 seen\n"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_long_text_takes_little_time(name, data):
    began = process_time()

    assert complaints(READERS[name], "x", data) == []
    assert process_time() - began < 2


def test_an_event_that_is_no_text_makes_no_reader_raise():
    data = b'[{"event": [null], "created_at": "2026-03-04T05:06:07Z", "url": "x"}]'

    assert complaints(READERS["github"], "github.json", data) == []


def test_of_prose_with_very_many_lines_the_first_are_read_and_that_is_said():
    source = OpenSource(path="x", data=b"\n" * (MAX_PROSE_LINES + 7))

    assert source.prose().count("\n") == MAX_PROSE_LINES - 1
    assert source.cuts == ["the end"]
