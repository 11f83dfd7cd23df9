from datetime import UTC, datetime
from pathlib import Path

from unblame.conduct import Form, agenda, draft

NOW = datetime(2026, 3, 6, 8, tzinfo=UTC)
NOTES = """# Incident notes, 4 March 2026 (UTC)

- 12:00 outage begins, orders fail
- 12:05 a customer reported failed orders, nobody answered the phone
- 12:40 on-call engineer acknowledged the page
- 12:50 service restored

## To do

- alert on refused orders
"""


def test_what_the_course_leaves_open_is_asked_in_the_walk_and_in_the_document(tmp_path: Path):
    (tmp_path / "notes.md").write_text(NOTES)
    account = draft([tmp_path], incident="INC-7", product="Orders", impact="orders failed", now=NOW)

    asked = {one.about for one in account.questions}
    walked = {stop.about: stop.form for stop in agenda(account)}

    assert {"milestones.signalled.heard", "events.customers"} <= asked
    assert walked["milestones.signalled.heard"] is Form.PROSE
    assert walked["events.customers"] is Form.PROSE
