import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.form import OpenSource
from unblame.evidence.readers.github import GithubReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")
INGER, OTTO = Identity(handle="inger-h"), Identity(handle="otto-w")


def reading(*values: object) -> Reading:
    data = "\n".join(json.dumps(value) for value in values).encode()
    return GithubReader().read(OpenSource(path="gh.json", data=data), Zones("Europe/Oslo"))


def sample(name: str):
    return json.loads((SAMPLES / name).read_text())


def told(found: Reading):
    return [(r.moment.at.strftime("%H:%M"), r.kind, r.text) for r in found.records]


def test_a_timeline_becomes_what_happened_and_who_did_it():
    found = reading(sample("github.timeline.json"))

    assert told(found) == [
        ("05:09", Kind.DECLARED, "Label “incident” added"),
        ("05:20", Kind.NOTE, "rolling back to v6"),
        ("05:25", Kind.NOTE, "A message was edited; the export holds only its last wording"),
        ("05:21", Kind.NOTE, "Referred to by #43: Pool size of the ledger"),
        ("05:22", Kind.NOTE, "Assigned: @otto-w"),
        ("06:10", Kind.RESOLVED, "Issue closed"),
    ]
    assert [r.actor for r in found.records] == [INGER, INGER, INGER, OTTO, INGER, OTTO]
    assert found.warnings == ()


def test_an_edited_comment_carries_when_its_wording_became_known_and_its_edit_stands_apart():
    first, edit = reading(sample("github.timeline.json")).records[1:3]

    assert first.known_at == datetime(2026, 3, 4, 5, 25, tzinfo=UTC)
    assert (edit.edit_of, edit.source_id) == (
        "comment:IC_12",
        "comment:IC_12/edited/2026-03-04T05:25:00Z",
    )


def test_a_deleted_comment_is_a_fact():
    event = {
        "id": 9,
        "event": "comment_deleted",
        "actor": {"login": "inger-h"},
        "created_at": "2026-03-04T05:26:00Z",
    }

    (record,) = reading([event]).records

    assert (record.text, record.deleted) == ("A comment was deleted", True)


def test_what_gh_says_of_a_pull_request_is_read_with_its_comments_reviews_commits_and_checks():
    assert told(reading(sample("github.pull.json"))) == [
        ("05:30", Kind.NOTE, "Pull request #44 opened: Revert the pool size\nTakes v7 back."),
        ("05:41", Kind.MITIGATION_TRIED, "Pull request #44 merged: Revert the pool size"),
        ("05:38", Kind.NOTE, "Looks right, shipping."),
        ("05:39", Kind.NOTE, "Review: approved"),
        ("05:29", Kind.NOTE, 'Commit 9f1c0a7b: Revert "Raise the pool size"'),
        ("05:36", Kind.NOTE, "Check “CI / unit”: success"),
    ]


def test_a_comment_given_by_rest_and_by_gh_is_one():
    rest = {"id": 51, "node_id": "IC_51", "user": {"login": "inger-h"}, "body": "Shipping.",
            "created_at": "2026-03-04T05:38:00Z", "updated_at": "2026-03-04T05:38:00Z"}  # fmt: skip
    cli = {"id": "IC_51", "author": {"login": "inger-h"}, "body": "Shipping.",
           "createdAt": "2026-03-04T05:38:00Z"}  # fmt: skip

    assert [r.source_id for r in reading([rest], [cli]).records] == ["comment:IC_51"]


def test_the_close_of_a_pull_request_resolves_nothing():
    close = {"id": 1, "event": "closed", "actor": {"login": "bo"}, "created_at": "2026-03-04T05:41:00Z"}  # fmt: skip
    merge = close | {"id": 2, "event": "merged"}

    assert [(kind, text) for _, kind, text in told(reading([merge, close]))] == [
        (Kind.CHANGE, "Pull request merged"),
        (Kind.NOTE, "Pull request closed"),
    ]


def test_a_run_that_gh_lists_is_the_run_that_rest_gives():
    cli = {"databaseId": 3, "workflowName": "Deploy", "displayTitle": "pay v7", "status": "completed",
           "conclusion": "success", "createdAt": "2026-03-04T04:49:00Z", "attempt": 1,
           "startedAt": "2026-03-04T04:50:00Z", "updatedAt": "2026-03-04T04:55:00Z"}  # fmt: skip
    rest = {"id": 3, "name": "Deploy", "display_title": "pay v7", "conclusion": "success",
            "run_started_at": "2026-03-04T04:50:00Z", "updated_at": "2026-03-04T04:55:00Z"}  # fmt: skip

    assert told(reading([cli])) == told(reading([rest]))
    assert [r.source_id for r in reading([cli], [rest]).records] == ["run:3:1:start", "run:3:1:end"]


def test_odd_items_give_warnings_with_places():
    comment = {"id": 7, "user": None, "body": "x", "created_at": "soon", "issue_url": "x"}

    found = reading([comment, {"event": "closed", "actor": 3, "id": 8}, 5])

    assert found.records == ()
    assert found.warnings == (
        Warned(where="comment 7", what="no time in this record"),
        Warned(where="event 8", what="no time in this record"),
    )


def test_logins_stop_at_the_door(tmp_path):
    (tmp_path / "t.json").write_text((SAMPLES / "github.timeline.json").read_text())

    events = read([tmp_path]).events

    assert {event.actor for event in events} == {"Responder A", "Responder B"}
    assert all("otto" not in event.text and "inger" not in event.text for event in events)


def test_an_answer_of_graphql_says_what_rest_says():
    found = reading(sample("github.graphql.json"))

    assert told(found) == [
        ("05:08", Kind.NOTE, "Issue #42 opened: Checkout answers 5xx\nSince about 05:06."),
        ("05:09", Kind.DECLARED, "Label “incident” added"),
        ("05:20", Kind.NOTE, "rolling back to v6"),
        ("05:21", Kind.NOTE, "Referred to by #43: Pool size of the ledger"),
        ("05:22", Kind.NOTE, "Assigned: @otto-w"),
        ("05:23", Kind.NOTE, "Renamed from “Checkout slow” to “Checkout answers 5xx”"),
        ("06:10", Kind.RESOLVED, "Issue closed"),
    ]
    assert [r.actor for r in found.records] == [INGER, INGER, INGER, OTTO, INGER, OTTO, OTTO]
    assert [r.place for r in found.records][:2] == ["issue 42", "event LE_11"]
    assert found.warnings == ()


def test_what_rest_and_graphql_both_tell_is_one():
    both = reading(sample("github.timeline.json"), sample("github.graphql.json"))

    ids = [record.source_id for record in both.records]
    assert {"event:LE_11", "comment:IC_12", "event:AE_13", "event:CE_15"} <= set(ids)
    assert len(ids) == len(set(ids)) == 6 + 3


def test_a_pull_request_of_graphql_tells_its_commits_reviews_and_merge_whatever_the_query():
    commit = {"oid": "9f1c0a7b5d", "committedDate": "2026-03-04T05:29:00Z", "messageHeadline": "Take v7 back",
              "author": {"name": "Inger", "user": {"login": "inger-h"}}}  # fmt: skip
    edges = [
        {"node": {"__typename": "PullRequestCommit", "commit": commit}},
        {"node": {"__typename": "PullRequestReview", "id": "R1", "submittedAt": "2026-03-04T05:39:00Z", "state": "APPROVED", "author": {"login": "otto-w"}, "body": ""}},
        {"node": {"__typename": "MergedEvent", "id": "M1", "createdAt": "2026-03-04T05:41:00Z", "actor": {"login": "otto-w"}, "commit": {"oid": "aa11"}}},
        {"node": {"__typename": "HeadRefDeletedEvent", "id": "H1", "createdAt": "2026-03-04T05:42:00Z"}},
    ]  # fmt: skip
    asked = {"first": {"pullRequest": {"number": 44, "timelineItems": {"edges": edges}}}}

    assert told(reading({"data": asked})) == [
        ("05:29", Kind.NOTE, "Commit 9f1c0a7b: Take v7 back"),
        ("05:39", Kind.NOTE, "Review: approved"),
        ("05:41", Kind.CHANGE, "Pull request merged"),
        ("05:42", Kind.NOTE, "Head ref deleted"),
    ]


def test_a_hostile_answer_of_graphql_is_read_as_far_as_it_goes():
    deep: object = {"nodes": [{"createdAt": "2026-03-04T05:41:00Z", "body": "too deep"}]}
    for _ in range(200):
        deep = {"a": deep}
    odd = {
        "nodes": [7, None, {"createdAt": 3}, {"__typename": [], "createdAt": "soon", "body": "x"}]
    }

    found = reading({"data": {"deep": deep, "odd": odd, "timelineItems": {"edges": {"node": 1}}}})

    assert found.records == ()
    assert found.warnings == (Warned(where="comment data.odd[2]", what="no time in this record"),)


def test_bodies_of_webhooks_tell_what_their_objects_tell():
    lines = (SAMPLES / "github.webhooks.jsonl").read_bytes()
    found = GithubReader().read(OpenSource(path="hooks.jsonl", data=lines + lines), Zones())

    assert told(found) == [
        ("04:53", Kind.NOTE, "Push of 1 commit to main: Raise the pool size"),
        ("04:52", Kind.NOTE, "Commit 9f1c0a7b: Raise the pool size"),
        ("04:58", Kind.CHANGE, "Deployment of pay v7 to prod requested"),
        ("05:01", Kind.CHANGE, "Deployment of pay v7 to prod finished"),
        ("05:30", Kind.NOTE, "Pull request #44 opened: Revert the pool size"),
        ("05:41", Kind.MITIGATION_TRIED, "Pull request #44 merged: Revert the pool size"),
        ("05:45", Kind.NOTE, "Release published v8"),
    ]
    assert found.warnings == ()


def test_a_deployment_told_by_its_webhook_and_by_rest_is_one():
    hooks = (SAMPLES / "github.webhooks.jsonl").read_bytes()
    rest = (SAMPLES / "github.deployments.json").read_bytes()
    both = GithubReader().read(OpenSource(path="all", data=hooks + rest), Zones())

    assert [r.source_id for r in both.records].count("deployment:5") == 1


def test_hostile_webhooks_give_warnings_with_places():
    base = {"sender": {}, "repository": {"pushed_at": "9" * 400}}
    push = {**base, "ref": [], "pusher": 3, "commits": [7, {"id": {}, "timestamp": "soon"}]}
    found = reading(push, {**base, "release": {"tag_name": [], "published_at": {}}}, {**base, "issue": 3})  # fmt: skip

    assert found.records == ()
    assert [w.where for w in found.warnings] == ["push 1", "release 1"]


def test_an_issue_is_stated_as_work_with_whose_it_is_and_when_its_milestone_is_due():
    issue = {
        "number": 7, "title": "Pin the chart", "state": "open", "created_at": "2026-03-05T09:00:00Z",
        "assignees": [{"login": "otto-w"}], "milestone": {"due_on": "2026-03-20T07:00:00Z"},
    }  # fmt: skip
    incident = issue | {"number": 8, "labels": [{"name": "incident"}]}

    found = reading(issue, incident, issue | {"number": 9, "pull_request": {}}).statements

    assert [(one.label, one.text) for one in found] == [
        ("Task", "Pin the chart | Owner: @otto-w | Due: 2026-03-20 | Ticket: #7 | Status: open")
    ]
