import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unblame.document import read

START = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
GIVEN = ("--incident", "INC-1", "--product", "Ledger", "--impact", "no booking for 20 minutes")
NOW = ("--now", "2026-03-05T09:00:00Z")


def evidence(*seconds: int) -> Path:
    """Write a log and a chat of one incident; the chat's clock runs four minutes ahead."""
    folder = Path("e")
    folder.mkdir(exist_ok=True)
    told = [f"alert LedgerQueueStuck{chr(65 + n)}x firing" for n in range(len(seconds))]
    times = [START + timedelta(seconds=second) for second in seconds]
    (folder / "alerts.log").write_text(
        "".join(f"{at:%Y-%m-%dT%H:%M:%SZ} {line}\n" for at, line in zip(times, told, strict=True))
    )
    chat = [
        {"type": "message", "user": "U1", "ts": f"{at.timestamp() + 240:.6f}", "text": line}
        for at, line in zip(times, told, strict=True)
    ]
    (folder / "ledger.json").write_text(json.dumps(chat))
    return folder


def clock(path: str = "ledger.json"):
    pm = read(Path("inc.md").read_text("utf-8"))
    return next(item.clock for item in pm.evidence if item.path == path)


def test_too_few_moments_are_asked_about_and_change_nothing(run):
    run("draft", evidence(0, 500), *GIVEN, *NOW, "-o", "inc.md")

    assert clock().applied is False
    assert "Does the clock of S2 (ledger.json) run 4m ahead?" in Path("inc.md").read_text("utf-8")


def test_the_offset_that_a_person_confirms_is_applied_and_kept_on_the_next_draft(run):
    run("draft", evidence(0, 500), *GIVEN, *NOW, "--clock", "ledger.json=+4m", "-o", "inc.md")
    run("draft", "e", *NOW, "-o", "inc.md")

    told = clock()
    assert (told.offset_s, told.applied, told.basis) == (240.0, True, "told by a person")
    text = Path("inc.md").read_text("utf-8")
    assert "Clock of S2: 4 min ahead" in text
    assert "run 4m ahead?" not in text
    assert "S2 ledger.json: clock 4 min ahead" in run("timeline", "inc.md").stdout


def test_an_offset_that_is_none_is_said(run):
    result = run("draft", evidence(0), *GIVEN, *NOW, "--clock", "ledger.json=soon", "-o", "inc.md")

    assert result.exit_code == 2
    assert "is no offset" in result.stderr
    assert not Path("inc.md").exists()
