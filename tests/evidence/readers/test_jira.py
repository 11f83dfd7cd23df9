import json
from datetime import UTC, datetime
from pathlib import Path

from unblame.evidence import read
from unblame.evidence.adf import plain
from unblame.evidence.form import OpenSource
from unblame.evidence.readers.jira import JiraReader
from unblame.evidence.record import Identity, Reading
from unblame.evidence.times import Zones
from unblame.model import Kind
from unblame.model import Warning as Warned

SAMPLES = Path(__file__).with_name("samples")
INGER = Identity(name="Inger Halvorsen", id="a1")
OTTO = Identity(name="Otto Wieland", id="a2")


def sample(name: str):
    return json.loads((SAMPLES / name).read_text())


def reading(value: object) -> Reading:
    source = OpenSource(path="inc.json", data=json.dumps(value).encode())
    return JiraReader().read(source, Zones("Asia/Tokyo"))


def test_an_issue_becomes_its_opening_its_changes_and_its_comments():
    found = reading(sample("jira.json"))

    assert [(r.moment.at.strftime("%H:%M"), r.kind, r.text, r.actor) for r in found.records] == [
        (
            "05:12",
            Kind.DECLARED,
            "INC-42 opened: Card payments fail\n502 on /pay since six. @Otto Wieland is on call.",
            INGER,
        ),
        ("05:14", Kind.ACKNOWLEDGED, "INC-42: status changed from Open to In Progress", OTTO),
        ("05:14", Kind.NOTE, "INC-42: assignee set to Otto Wieland", OTTO),
        ("06:15", Kind.RESOLVED, "INC-42: status changed from In Progress to Resolved", INGER),
        ("05:31", Kind.NOTE, "Rolling back v7.", OTTO),
        (
            "05:40",
            Kind.NOTE,
            "A message was edited; the export holds only its last wording",
            OTTO,
        ),
    ]
    assert set(found.identities) == {INGER, OTTO}


def test_a_time_in_a_field_of_the_house_is_stated_under_the_name_of_the_field():
    (stated,) = reading(sample("jira.json")).statements

    assert (stated.label, stated.moment.at, stated.source.place) == (
        "Impact start",
        datetime(2026, 3, 4, 5, 1, tzinfo=UTC),
        "Impact start of INC-42",
    )


def test_a_changelog_that_was_cut_is_warned_of():
    assert reading(sample("jira.json")).warnings == (
        Warned(
            where="issue INC-42",
            what="1 changes are not in the file; add /rest/api/3/issue/INC-42/changelog",
        ),
    )


def test_wiki_text_is_read_as_text():
    (record,) = reading(sample("jira.search.json")).records

    assert record.text == (
        "OPS-7 opened: Watch the pool of the ledger\nWhy\nPool ran out, see the board. @inger knows."
    )
    assert record.actor == Identity(
        name="Otto Wieland", handle="otto", email="otto@kestrel.example"
    )


def test_the_offset_of_the_asker_holds_through_a_daylight_saving_night():
    change = {"id": "1", "created": "2026-10-25T02:30:00.000+0100", "items": [{"field": "status", "fromString": "a", "toString": "b"}]}  # fmt: skip

    (record,) = reading({"values": [change]}).records

    assert (record.moment.at, record.moment.zone_basis) == (
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
        "offset",
    )


def test_the_changelog_of_its_own_adds_nothing_to_what_the_issue_holds():
    issue = sample("jira.json")
    page = {"values": issue["changelog"]["histories"]}

    both = reading([issue, {"fields": {}, "key": "x", **page}])

    assert [r.source_id for r in both.records] == [r.source_id for r in reading(issue).records]


def test_odd_issues_give_warnings_with_places():
    deep: dict = {"type": "text", "text": "end"}
    for _ in range(200):
        deep = {"type": "paragraph", "content": [deep]}
    odd = {"key": "X-1", "fields": {"created": "2026-03-04T06:12:00.000+0100", "description": deep, "summary": 7}}  # fmt: skip

    found = reading({"issues": [{"key": "X-0", "fields": None}, odd, 3]})

    assert [r.text for r in found.records] == ["X-1 opened: 7"]
    assert found.warnings == (Warned(where="issue 1", what="no time in this record"),)


def test_a_document_tree_keeps_its_lines_and_names():
    body = {"type": "doc", "content": [
        {"type": "bulletList", "content": [
            {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "one"}]}]},
            {"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "two"}, {"type": "hardBreak"}, {"type": "status", "attrs": {"text": "DONE"}}]}]}]},
        {"type": "paragraph", "content": [{"type": "inlineCard", "attrs": {"url": "https://x.example"}}]}]}  # fmt: skip

    assert plain(body) == "one\ntwo\nDONE\nhttps://x.example"
    assert plain(7) == ""


def test_names_stop_at_the_door(tmp_path):
    (tmp_path / "inc.json").write_text((SAMPLES / "jira.json").read_text())

    whole = "\n".join(event.text for event in read([tmp_path]).events)

    assert "Wieland" not in whole
    assert "Halvorsen" not in whole


def test_a_node_of_a_body_whose_type_is_none_is_passed_over():
    odd = {"type": {}, "content": [{"type": "text", "text": "kept"}, {"type": [], "text": "x"}]}

    assert plain({"type": "doc", "content": [odd]}).strip() == "kept"


def an_issue(key: str, sort: str, **fields: object) -> dict[str, object]:
    held = {"summary": f"Set {key}", "issuetype": {"name": sort}, "created": "2026-03-05T09:00:00.000+0100"}  # fmt: skip
    return {"key": key, "fields": {**held, **fields}, "changelog": {"histories": []}}


def test_an_issue_that_is_work_is_stated_with_whose_it_is_and_when_it_is_due():
    link = {"type": {"name": "Relates"}, "inwardIssue": {"key": "INC-42"}}
    issues = [
        an_issue("INC-42", "Incident"),
        an_issue("PAY-7", "Task", duedate="2026-03-20", assignee={"displayName": "Otto Wieland"}),
        an_issue("PAY-8", "Story", issuelinks=[link], status={"name": "To Do"}),
        an_issue("PAY-9", "Task", resolution={"name": "Won't Do"}),
    ]

    found = reading({"issues": issues}).statements

    assert [(one.label, one.text, one.source.place) for one in found] == [
        ("Task", "Set PAY-7 | Owner: Otto Wieland | Due: 2026-03-20 | Ticket: PAY-7", "issue PAY-7"),
        ("Task linked to the incident", "Set PAY-8 | Ticket: PAY-8 | Status: To Do", "issue PAY-8"),
    ]  # fmt: skip
