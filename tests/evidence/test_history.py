import json
from datetime import date
from pathlib import Path

from unblame.evidence import ReadOptions, read


def history(folder: Path) -> list[tuple]:
    evidence = read([], options=ReadOptions(history=(folder,)))
    return [(h.created, h.ticket, h.status, h.title) for h in evidence.history]


def test_a_jira_issue_is_read_with_its_comments(tmp_path):
    issue = {
        "key": "DEP-7",
        "fields": {
            "summary": "Rotation is left out",
            "created": "2025-04-01T09:12:44.000+0200",
            "status": {"name": "Won't do"},
            "labels": ["cron"],
            "description": {"type": "doc", "content": [{"content": [{"text": "No 02:30."}]}]},
            "comment": {"comments": [{"created": "2025-05-12T10:30:00.000+0200", "body": "Low."}]},
        },
    }
    (tmp_path / "DEP-7.json").write_text(json.dumps(issue))

    (item,) = read([], options=ReadOptions(history=(tmp_path,))).history

    assert (item.created, item.ticket, item.status) == (date(2025, 4, 1), "DEP-7", "Won't do")
    assert item.text == "No 02:30.\n\n2025-05-12: Low."
    assert (item.labels, item.source.place) == (("cron",), "DEP-7")


def test_github_issues_and_rows_are_read_in_order_of_date(tmp_path):
    issues = [{"number": 9, "title": "Old cache", "state": "open", "created_at": "2025-12-04T15:10:32Z",
               "user": {"login": "ab"}, "body": "Harmless."}]  # fmt: skip
    (tmp_path / "issues.json").write_text(json.dumps(issues))
    (tmp_path / "t.csv").write_text("Key;Created;Status;Summary\nOPS-1;2025-01-27;Done;Disk full\n")

    assert history(tmp_path) == [
        (date(2025, 1, 27), "OPS-1", "Done", "Disk full"),
        (date(2025, 12, 4), "9", "open", "Old cache"),
    ]


def test_markdown_is_dated_by_front_matter_heading_or_file_name(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\ndate: 2025-02-12\nstatus: final\n---\n# Reports missing\nText.\n"
    )
    (tmp_path / "b.md").write_text("# Outage of 3 May 2025\nText.\n")
    (tmp_path / "2025-06-01-disk.md").write_text("# Disk\nText.\n")

    assert history(tmp_path) == [
        (date(2025, 2, 12), None, "final", "Reports missing"),
        (date(2025, 5, 3), None, None, "Outage of 3 May 2025"),
        (date(2025, 6, 1), None, None, "Disk"),
    ]


def test_what_has_no_date_is_kept_and_named(tmp_path):
    (tmp_path / "x.md").write_text("# Something\nText.\n")

    evidence = read([], options=ReadOptions(history=(tmp_path,)))

    assert [h.created for h in evidence.history] == [None]
    assert [w.what for w in evidence.skipped] == ["no date in this record of the time before"]


def test_people_of_the_history_are_replaced(tmp_path):
    ticket = {"key": "A-1", "summary": "Rosa Lindgren asked for an alert", "created": "2025-01-01",
              "reporter": {"displayName": "Rosa Lindgren"}}  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(ticket))

    (item,) = read([], options=ReadOptions(history=(tmp_path,))).history

    assert item.title == "Responder A asked for an alert"


def test_an_earlier_post_mortem_of_unblame_is_history_with_its_actions(tmp_path):
    record = {
        "schema": "unblame.postmortem/1", "drafted_at": "2025-06-01T08:00:00Z",
        "incident": {"id": "INC-3", "product": "Checkout"}, "impact": {"text": "No payments"},
        "actions": [{"id": "A1", "title": "Test gift cards", "status": "open", "measure": {"text": "1 test"}}],
    }  # fmt: skip
    (tmp_path / "inc-3.json").write_text(json.dumps(record))

    assert history(tmp_path) == [
        (date(2025, 6, 1), "INC-3", None, "INC-3 · Checkout · No payments"),
        (date(2025, 6, 1), "INC-3 A1", "open", "Test gift cards"),
    ]


def test_how_a_ticket_was_closed_stands_beside_its_status(tmp_path):
    ticket = {"key": "A-1", "summary": "Alert", "created": "2025-01-01",
              "status": {"name": "Closed"}, "resolution": {"name": "Won't do"}}  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(ticket))

    assert history(tmp_path) == [(date(2025, 1, 1), "A-1", "Closed (Won't do)", "Alert")]
