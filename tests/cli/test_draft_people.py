"""Whoever is on the roster stands nowhere in what is drafted, however the evidence writes them."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

PEOPLE = {
    "Will Mark": "wmark",
    "May Grant": "maygrant",
    "Søren Åkesson": "sakesson",
    "Nguyễn Thị Mai": "mainguyen",
    "Hye-rin Park": "hyerin",
    "Oluwaseun Adéyẹmí": "seun",
    "María José García López": "mjgarcia",
    "Jean-Luc de la Tour": "jltour",
    "李雷": "lilei",
    "Hamid Macari": "hmac",
    "Ana Ruiz": "aruiz",
    "Bob Tanner": "btanner",
}
ADDRESS = "ledger.example"
GIVEN = ("--incident", "INC-9", "--product", "Ledger", "--impact", "20 minutes of failed exports")


def bare(name: str) -> str:
    marked = unicodedata.normalize("NFKD", name.replace("ø", "o"))
    return "".join(sign for sign in marked if not unicodedata.combining(sign))


def first(name: str) -> str:
    return "Mai" if name.startswith("Nguyễn") else name.split(maxsplit=1)[0]


def spellings(name: str, handle: str) -> list[str]:
    """Full and first name, chat handle, address, and the name without its marks."""
    return [name, first(name), f"@{handle}", f"{handle}@{ADDRESS}", bare(name)]


FRAMES = (
    "{0} pushed the config",
    "asked {0} to look, and {0} restarted the worker",
    "{0} forgot the cache of the exporter",
    "the table was dropped by {0}",
    "{0}'s change was reverted",
)
BY_MEMBER = {name: spellings(name, handle) for name, handle in PEOPLE.items()}


def notes() -> str:
    lines = ["# Exports failed on 2026-03-04 (UTC)", "", "- 10:05 exports start failing"]
    minute = 5
    for number, spelt in enumerate(BY_MEMBER.values()):
        for at, spelling in enumerate(spelt):
            minute += 1
            text = FRAMES[(number + at) % len(FRAMES)].format(spelling)
            lines.append(f"- {10 + minute // 60}:{minute % 60:02d} {text}")
    return "\n".join([*lines, "- 11:30 errors gone", "- 11:40 incident resolved"]) + "\n"


def slack() -> tuple[str, str]:
    users = [
        {"id": f"U0AAA{at:03d}X", "name": handle, "profile": {"real_name": name}}
        for at, (name, handle) in enumerate(PEOPLE.items())
    ]
    said = [
        {
            "type": "message",
            "user": users[at - 1]["id"],
            "ts": f"{1772618400 + 30 * at}.000100",
            "text": f"<@{users[at]['id']}> can you look? {spelt[0]} thinks {spelt[1]} broke it",
        }
        for at, spelt in enumerate(BY_MEMBER.values())
    ]
    return json.dumps(users), json.dumps(said)


def commits() -> str:
    entries = [
        f"commit {at:040x}\nAuthor: {name} <{handle}@{ADDRESS}>\n"
        f"Date:   Wed Mar 4 09:{at:02d}:00 2026 +0000\n\n    Raise the batch size, asked by {handle}\n\n"
        f"    Reviewed-by: {bare(name)} <{handle}@{ADDRESS}>\n"
        for at, (name, handle) in enumerate(PEOPLE.items(), 1)
    ]
    return "\n".join(entries)


def alerts() -> str:
    firing = [
        {
            "status": "firing",
            "labels": {"alertname": f"ExportErrors{at}", "owner": handle},
            "annotations": {"summary": f"Errors over 2 %, page {name} or {handle}@{ADDRESS}"},
            "startsAt": f"2026-03-04T10:{at:02d}:30Z",
            "endsAt": "0001-01-01T00:00:00Z",
            "fingerprint": f"c6ea{at}",
        }
        for at, (name, handle) in enumerate(PEOPLE.items())
    ]
    return json.dumps({"version": "4", "groupKey": "{}", "status": "firing", "receiver": "hook", "alerts": firing})  # fmt: skip


@pytest.fixture
def evidence() -> Path:
    users, said = slack()
    folder = Path("evidence")
    (folder / "inc-9").mkdir(parents=True)
    (folder / "inc-9" / "users.json").write_text(users, "utf-8")
    (folder / "inc-9" / "2026-03-04.json").write_text(said, "utf-8")
    (folder / "notes.md").write_text(notes(), "utf-8")
    (folder / "git.log").write_text(commits(), "utf-8")
    (folder / "alerts.json").write_text(alerts(), "utf-8")
    roster = [{"name": name, "handles": [handle, f"{handle}@{ADDRESS}"]} for name, handle in PEOPLE.items()]  # fmt: skip
    Path("roster.json").write_text(json.dumps(roster), "utf-8")
    return folder


def left(text: str) -> set[str]:
    """Return every name, word of a name, handle and address of the roster that a text still holds."""
    spelt = {word for forms in BY_MEMBER.values() for word in forms}
    spelt |= {word for name in PEOPLE for word in (*name.split(), *bare(name).split())}
    return {
        word
        for word in {*spelt, *PEOPLE.values()}
        if len(word) > 2 or not word.isascii()
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    }


@pytest.mark.parametrize("form", ["md", "json", "html"])
def test_nobody_on_the_roster_is_named_in_a_draft(run, evidence, form):
    out = f"inc-9.{form}"

    result = run("draft", evidence, *GIVEN, "--now", "2026-03-05T09:00:00Z", "--events", "400", "--roster", "roster.json", "-o", out)  # fmt: skip

    assert result.exit_code == 0, result.stderr
    assert left(Path(out).read_text("utf-8")) == set()


def test_the_same_person_is_called_alike_however_they_are_written(run, evidence):
    run("draft", evidence, *GIVEN, "--now", "2026-03-05T09:00:00Z", "--roster", "roster.json", "-o", "inc-9.md")  # fmt: skip

    people = json.loads(Path("inc-9.md.people.json").read_text("utf-8"))["people"]

    assert len(people) == len(PEOPLE)


def test_two_pseudonyms_that_turn_out_to_be_one_person_are_told(run, tmp_path):
    rows = "time,who,what\n2026-03-04T10:00Z,Kari Nordli,looking\n2026-03-04T10:01Z,k7@fjord.example,rolling back\n"
    (tmp_path / "a.csv").write_text(rows)
    (tmp_path / "git.txt").write_text(
        "commit 9f1c0a7b5d1122334455667788990011aabbccdd\nAuthor: Kari Nordli <k7@fjord.example>\n"
        "Date:   Wed Mar 4 10:05:00 2026 +0000\n\n    Revert\n"
    )
    assert run("draft", "a.csv", *GIVEN, "-o", "inc.md").exit_code == 0

    done = run("draft", "a.csv", "git.txt", "-o", "inc.md")

    assert "note: Responder A and Responder B are one person" in done.stderr
    assert "Kari" not in done.stderr
    assert "note:" not in run("draft", "a.csv", "git.txt", *GIVEN, "-o", "new.md").stderr
