"""What is wrong with all records of a source is told once, with the first place and a count."""

import json

from unblame.evidence import ReadOptions, read
from unblame.people import Cast


def warned(tmp_path, count, at="sometime"):
    alert = {"labels": {"alertname": "Cart"}, "annotations": {}, "startsAt": at, "endsAt": at}
    alerts = [alert | {"fingerprint": str(n), "status": {"state": "active"}} for n in range(count)]
    (tmp_path / "alerts.json").write_text(json.dumps(alerts), "utf-8")
    found = read([tmp_path / "alerts.json"], options=ReadOptions(), cast=Cast())
    return [(one.where, one.what) for one in found.items[0].warnings]


def test_one_thing_wrong_with_all_records_is_told_once(tmp_path):
    assert warned(tmp_path, 12) == [("payload 1", "an alert without a start (12 times)")]


def test_a_few_places_are_each_named(tmp_path):
    assert [place for place, _ in warned(tmp_path, 3)] == ["payload 1", "payload 2", "payload 3"]
