import json
from pathlib import Path

from unblame.document import read

NOW = ("--now", "2026-03-05T09:00:00Z")
OPENING = ("--incident", "INC-7", "--product", "Login", "--impact", "logins failed for an hour")


def test_walk_begins_with_nothing_but_a_memory(run):
    said = "2026-03-04 10:00 UTC\n10:20\n10:25\n11:00\n11:10\nq\n"

    assert run("walk", "inc.md", *OPENING, *NOW, said=said).exit_code == 0

    pm = read(Path("inc.md").read_text("utf-8"))
    assert {n: m.at.isoformat() for n, m in pm.milestones.items() if m.at} == {
        "impact_start": "2026-03-04T10:00:00+00:00",
        "detected": "2026-03-04T10:20:00+00:00",
        "acknowledged": "2026-03-04T10:25:00+00:00",
        "mitigated": "2026-03-04T11:00:00+00:00",
        "resolved": "2026-03-04T11:10:00+00:00",
    }
    assert pm.milestones["detected"].basis == "told"
    assert pm.durations["ttr"].seconds == 4200
    assert pm.evidence[0].reader == "interview"


def test_walk_goes_on_where_it_stopped(run):
    run("walk", "inc.md", *OPENING, *NOW, said="2026-03-04 10:00 UTC\nq\n")

    second = run("walk", "inc.md", *NOW, said="q\n")

    assert "When were users or the service first hurt" not in second.stdout
    assert "first know" in second.stdout


def test_walk_keeps_every_raw_answer_privately(run):
    run("walk", "inc.md", *OPENING, *NOW, said="2026-03-04 10:00 UTC\nrubbish\nq\n")

    answers = Path("inc.md.answers.jsonl")
    assert [json.loads(line)["said"] for line in answers.read_text("utf-8").splitlines()] == [
        "2026-03-04 10:00 UTC",
        "rubbish",
        "q",
    ]
    assert answers.stat().st_mode & 0o777 == 0o600


def test_walk_says_what_would_do_where_a_time_is_not_understood(run):
    result = run("walk", "inc.md", *OPENING, *NOW, said="sometime\nq\n")

    assert "No time could be read" in result.stdout


def test_walk_offers_a_wording_where_an_answer_blames(run):
    said = "u\nu\nu\nu\nu\nPriya pushed the bad config.\ny\nq\n"

    result = run("walk", "inc.md", *OPENING, *NOW, said=said)

    assert "offered:" in result.stdout
    assert "Priya" not in Path("inc.md").read_text("utf-8")


def test_walk_back_takes_the_last_answer_back(run):
    run("walk", "inc.md", *OPENING, *NOW, said="2026-03-04 10:00 UTC\nb\nq\n")

    assert read(Path("inc.md").read_text("utf-8")).milestones["impact_start"].status == "missing"


def test_walk_parks_an_idea(run):
    run("walk", "inc.md", *OPENING, *NOW, said="p Rehearse the rollback each quarter\nq\n")

    (idea,) = read(Path("inc.md").read_text("utf-8")).actions
    assert (idea.title, idea.status) == ("Rehearse the rollback each quarter", "idea")


def test_walk_asks_for_the_zone_where_none_is_known(run):
    result = run("walk", "inc.md", *OPENING, *NOW, said="2026-03-04 08:31\nq\n")

    assert "In which zone is that?" in result.stdout
    assert read(Path("inc.md").read_text("utf-8")).milestones["impact_start"].at is None


def test_walk_back_keeps_what_was_parked(run):
    said = "2026-03-04 10:00 UTC\np Rehearse the rollback\nb\nq\n"

    run("walk", "inc.md", *OPENING, *NOW, said=said)

    assert [a.title for a in read(Path("inc.md").read_text("utf-8")).actions] == [
        "Rehearse the rollback"
    ]


def test_walk_shows_and_reads_times_in_the_incident_zone(run):
    said = "2026-03-04 10:00\nq\n"
    run("walk", "inc.md", *OPENING, "--tz", "Europe/Oslo", *NOW, said=said)

    assert (
        read(Path("inc.md").read_text("utf-8")).milestones["impact_start"].at.isoformat()
        == "2026-03-04T09:00:00+00:00"
    )


def test_walk_quits_at_the_offer_of_a_wording(run):
    said = "u\nu\nu\nu\nu\nPriya pushed the bad config.\nq\n"

    run("walk", "inc.md", *OPENING, *NOW, said=said)

    assert read(Path("inc.md").read_text("utf-8")).factors == ()


def test_walk_asks_about_times_that_stand_the_other_way_round(run):
    run("walk", "inc.md", *OPENING, *NOW, said="2026-03-04 10:00 UTC\n09:40\nq\n")

    pm = read(Path("inc.md").read_text("utf-8"))
    assert "milestones.order.impact_start.detected" in {q.about for q in pm.questions}
    assert pm.durations["ttd"].seconds == -1200


def test_walk_says_why_each_other_time_may_hold(run):
    Path("notes.txt").write_text(
        "Notes of 2026-03-04, all in UTC\n"
        "10:00 Errors on the login page begin\n"
        "10:05 Alert fired: LoginErrors\n"
        "10:30 Rolled back, errors are back to normal\n"
        "10:50 Recovered: error rate is back to normal\n",
        "utf-8",
    )
    run("draft", "notes.txt", *OPENING, "--tz", "UTC", *NOW, "-o", "inc.md")
    others = {
        name: one.alternatives
        for name, one in read(Path("inc.md").read_text("utf-8")).milestones.items()
    }

    shown = run("walk", "inc.md", *NOW, said="s\ns\ns\ns\ns\nq\n").stdout

    assert others["mitigated"]
    for other in others["mitigated"]:
        line = next(line for line in shown.splitlines() if f"{other.at:%H:%M:%S} UTC  " in line)
        assert other.reason in line
        assert "“" in line
