"""CR alone, wide letters and many empty lines first hide no format, and lines keep their numbers."""

import json

import pytest

from unblame.evidence import ReadOptions, read
from unblame.people import Cast

LOG = "".join(f"2026-02-07T09:{m:02d}:00Z ERROR pool empty {m}\n" for m in range(40))
JOURNAL = "".join(
    f"__CURSOR=s=a;i={m}\n__REALTIME_TIMESTAMP={1770454800000000 + m * 1000000}\n"
    f"_HOSTNAME=node1\nPRIORITY=3\nMESSAGE=refused {m}\n\n"
    for m in range(5)
)
GIT = (
    "commit 0123456789abcdef0123456789abcdef01234567\n"
    "Author: Dana Frey <dana@example.org>\nDate:   Sat Feb 7 09:00:00 2026 +0000\n\n    Raise the limit\n"
)
TABLE = (
    "NAMESPACE   LAST SEEN   TYPE      REASON    OBJECT        MESSAGE\n"
    "default     5m          Warning   BackOff   pod/relay-1   Back-off restarting\n"
)
ATOM = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
    "<title>Status</title><updated>2026-02-07T10:00:00Z</updated><entry><id>1</id><title>Delays</title>"
    "<updated>2026-02-07T09:30:00Z</updated><content>Investigating</content></entry></feed>\n"
)
SERIES = "time,errors\n" + "".join(
    f"2026-02-07T09:{m:02d}:00Z,{1 if m < 30 else 90}\n" for m in range(60)
)
NOTES = "Notes of 2026-02-07 UTC\n09:10 errors begin on the relay\n09:30 rolled back\n"
MAIL = "From: a@example.org\nTo: b@example.org\nDate: Sat, 7 Feb 2026 09:00:00 +0000\nSubject: late\n\nThey are late\n"
CHAT = json.dumps([{"type": "message", "user": "U1", "text": "errors", "ts": "1770454800.000100"}])
TEXTS = {
    "plain_log": LOG,
    "journald": JOURNAL,
    "git_log": GIT,
    "kubernetes": TABLE,
    "status_feed": ATOM,
    "csv_series": SERIES,
    "notes": NOTES,
    "mail": MAIL,
    "slack": CHAT,
}
FORMS = {
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 and CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "UTF-16 and CR": lambda text: text.replace("\n", "\r").encode("utf-16"),
    "empty lines": lambda text: b"\n" * 3000 + text.encode(),
    "empty lines past the sample": lambda text: b"\r\n" * 50_000 + text.encode(),
}


def told(tmp_path, data):
    path = tmp_path / "given"
    path.write_bytes(data)
    found = read([path], options=ReadOptions(tz="UTC"), cast=Cast())
    return (
        [item.reader for item in found.items],
        [(event.at, event.text) for event in found.events],
        [(one.moment.at, one.template) for one in found.changes],
    ), found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", TEXTS)
def test_a_source_says_the_same_however_it_is_laid_out(tmp_path, reader, form):
    plain, _ = told(tmp_path, TEXTS[reader].encode())

    found, _ = told(tmp_path, FORMS[form](TEXTS[reader]))

    assert found == plain
    assert found[0] == [reader]


@pytest.mark.parametrize(("form", "before"), [("CR", 0), ("UTF-16", 0), ("empty lines", 3000)])
def test_lines_are_counted_as_the_file_has_them(tmp_path, form, before):
    _, found = told(tmp_path, FORMS[form](LOG))

    places = [event.sources[0].place for event in found.events]
    assert places == [f"line {before + number}" for number in range(1, 41)]
