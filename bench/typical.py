"""Measure `unblame draft` of a typical incident: ten sources, 5,000 records, 200,000 log lines.

Usage: python bench/typical.py [--runs N] [--keep FOLDER] [--profile]. The evidence is invented and always the
same: a chat export, pages, alerts, deployments, a status page, a ticket, events of a cluster, a
table of support tickets, notes, and logs of two services, with one outage of forty minutes inside.
Each figure is a whole process, with modules compiled as an installed package has them: the clock,
and processor time, which a busy machine changes less. `--profile` prints where one run spends it.
"""

import argparse
import csv
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

DAY = datetime(2026, 3, 4, tzinfo=UTC)
DEPLOYED = DAY + timedelta(hours=13, minutes=2)
BROKE = DAY + timedelta(hours=13, minutes=5)
MENDED = BROKE + timedelta(minutes=40)
PAGED = BROKE + timedelta(minutes=3)
LOG_LINES = 200_000
GOAL = 3.0
PEOPLE = (
    ("U01", "Ingrid Solberg"), ("U02", "Tomas Weber"), ("U03", "Adaeze Obi"), ("U04", "Priya Raman"),
    ("U05", "Luc Marchand"), ("U06", "Kenji Mori"), ("U07", "Sara Lindqvist"), ("U08", "Diego Fuentes"),
)  # fmt: skip
THINGS = (
    "the payment gateway", "the cart cache", "checkout-api", "the ledger database", "the order queue",
    "the search index", "the mail worker", "the session store", "the image proxy", "the tax service",
)  # fmt: skip
SAID = (
    "{thing} answers in {n} ms now, {m} % of requests fail", "does anybody see errors from {thing}?",
    "<@{who}> can you look at {thing} when you have a minute", "I restarted {thing}, no change so far",
    "{thing} looks fine on the dashboard: {m} requests a second", "thanks, that helps",
    "we rolled back release {n} of {thing} and errors go down", "customers write that {thing} is slow",
    "the review of change {n} is done, it only touches {thing}", "lunch?", ":eyes:",
    "{who_name} and I will pair on {thing} after the stand-up at {hour}:30",
    "logs of {thing} show `timeout after {n} ms` since {hour}:{m}, roughly {n} of them",
    "could it be the connection pool? it is at {m} of 100", "see https://wiki.example/page/{n}",
    "ticket {n} is about the same thing, it was closed in January", "deploy of {thing} v{n} finished",
)  # fmt: skip


def stamp(at: datetime) -> str:
    """Return the time as most exports write it."""
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def chat(pick: random.Random, count: int) -> Iterator[tuple[datetime, str, str]]:
    """Yield (time, person, text) of so many messages of a day, most of them in the outage."""
    for _ in range(count):
        busy = pick.random() < 0.6
        at = (BROKE if busy else DAY) + timedelta(seconds=pick.uniform(0, 7200 if busy else 86_000))
        who, name = pick.choice(PEOPLE)
        other = pick.choice(PEOPLE)
        slots = {"thing": pick.choice(THINGS), "n": pick.randrange(10, 9000), "m": pick.randrange(10, 60),
                 "who": other[0], "who_name": other[1].split()[0], "hour": at.hour, "name": name}  # fmt: skip
        yield at, who, pick.choice(SAID).format(**slots)


def slack(folder: Path, pick: random.Random) -> int:
    """Write a chat export of one channel."""
    users = [
        {
            "id": i,
            "name": n.split()[0].lower(),
            "real_name": n,
            "tz": "Europe/Oslo",
            "is_bot": False,
        }
        for i, n in PEOPLE
    ]
    channel = {
        "id": "C1",
        "name": "inc-checkout",
        "created": 1772600000,
        "members": [i for i, _ in PEOPLE],
    }
    messages = [
        {"type": "message", "user": who, "text": text, "ts": f"{at.timestamp():.6f}"}
        for at, who, text in sorted(chat(pick, 3500))
    ]
    home = folder / "slack"
    (home / "inc-checkout").mkdir(parents=True)
    (home / "users.json").write_text(json.dumps(users))
    (home / "channels.json").write_text(json.dumps([channel]))
    (home / "inc-checkout" / "2026-03-04.json").write_text(json.dumps(messages))
    return len(messages)


def pages(folder: Path, pick: random.Random) -> int:
    """Write the log of a pager: the page of the outage and others of the day."""
    made = []
    for number in range(50):
        at = PAGED if number == 0 else DAY + timedelta(seconds=pick.randrange(86_000))
        what = (
            "[#1] checkout: error rate above 10 %"
            if number == 0
            else f"[#{number}] {pick.choice(THINGS)} is slow"
        )
        who = pick.choice(PEOPLE)
        for kind, minutes, agent in (
            ("trigger", 0, {"id": "S1", "type": "service_reference", "summary": "checkout"}),
            ("acknowledge", 2, {"id": who[0], "type": "user_reference", "summary": who[1]}),
            ("resolve", 45, {"id": who[0], "type": "user_reference", "summary": who[1]}),
        ):
            made.append(
                {"id": f"R{number}{kind[0]}", "type": f"{kind}_log_entry", "summary": f"{kind}d",
                 "created_at": stamp(at + timedelta(minutes=minutes)), "agent": agent,
                 "channel": {"type": "api"}, "incident": {"id": f"Q{number}", "summary": what}}
            )  # fmt: skip
    (folder / "pager.json").write_text(json.dumps({"log_entries": made}))
    return len(made)


def alerts(folder: Path, pick: random.Random) -> int:
    """Write what an alert manager holds."""
    made = []
    for number in range(60):
        at = (
            PAGED - timedelta(minutes=1)
            if number == 0
            else DAY + timedelta(seconds=pick.randrange(80_000))
        )
        made.append(
            {"status": "resolved", "startsAt": stamp(at), "endsAt": stamp(at + timedelta(minutes=42)),
             "fingerprint": f"{number:016x}", "generatorURL": "https://prometheus.example/graph",
             "labels": {"alertname": f"High{pick.choice(('Errors', 'Latency', 'Queue'))}", "severity": "critical",
                        "service": pick.choice(THINGS).split()[-1], "instance": f"10.0.0.{number}:9090"},
             "annotations": {"summary": f"error rate above {pick.randrange(5, 60)} % for 5 minutes"}}
        )  # fmt: skip
    whole = {"version": "4", "groupKey": "{}", "status": "resolved", "receiver": "pager", "alerts": made,
             "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "externalURL": "https://a.example"}  # fmt: skip
    (folder / "alerts.json").write_text(json.dumps(whole))
    return 2 * len(made)


def deployments(folder: Path, pick: random.Random) -> int:
    """Write the deployments of a day with their states."""
    made = []
    for number in range(60):
        at = DEPLOYED if number == 0 else DAY + timedelta(seconds=pick.randrange(80_000))
        states = [
            {"id": number * 10 + k, "state": state, "created_at": stamp(at + timedelta(minutes=k)),
             "creator": {"login": "deploy[bot]", "type": "Bot"}, "environment": "production", "description": ""}
            for k, state in enumerate(("queued", "in_progress", "success"))
        ]  # fmt: skip
        made.append(
            {"id": number, "sha": f"{pick.getrandbits(160):040x}", "ref": f"v{480 + number}", "task": "deploy",
             "environment": "production", "description": f"{pick.choice(THINGS)} v{480 + number}",
             "creator": {"login": "isolberg", "type": "User"}, "created_at": stamp(at), "statuses": states}
        )  # fmt: skip
    (folder / "deployments.json").write_text(json.dumps(made))
    return 4 * len(made)


def status_page(folder: Path, _pick: random.Random) -> int:
    """Write the incident as the public status page has it."""
    texts = (
        ("investigating", 12, "Some customers cannot pay. We are looking into it."),
        ("identified", 30, "A release of this afternoon is being taken back."),
        ("monitoring", 44, "Payments work again. We keep watching."),
        ("resolved", 80, "Payments have been working since 13:45 UTC."),
    )
    updates = [
        {"id": f"u{n}", "status": status, "body": body, "created_at": stamp(at), "display_at": stamp(at)}
        for n, (status, minutes, body) in enumerate(texts)
        for at in [BROKE + timedelta(minutes=minutes)]
    ]  # fmt: skip
    incident = {"id": "i1", "name": "Payments fail", "impact": "major", "status": "resolved",
                "created_at": updates[0]["created_at"], "resolved_at": updates[-1]["created_at"],
                "shortlink": "https://st.example/i1", "incident_updates": updates[::-1]}  # fmt: skip
    page = {"page": {"id": "p", "name": "Kestrel", "time_zone": "Etc/UTC"}, "incidents": [incident]}
    (folder / "status-page.json").write_text(json.dumps(page))
    return len(updates)


def ticket(folder: Path, pick: random.Random) -> int:
    """Write the ticket of the incident with its comments and changes."""
    comments, changes = [], []
    for number, (at, _, text) in enumerate(sorted(chat(pick, 120))):
        who = {"displayName": pick.choice(PEOPLE)[1], "accountId": f"a{number % 8}"}
        comments.append(
            {
                "id": str(number),
                "author": who,
                "created": stamp(at),
                "updated": stamp(at),
                "body": text,
            }
        )
        if number % 4 == 0:
            item = {"field": "status", "fromString": "Open", "toString": "In progress"}
            changes.append(
                {"id": str(9000 + number), "author": who, "created": stamp(at), "items": [item]}
            )
    fields = {"summary": "Payments fail", "created": stamp(PAGED), "updated": stamp(MENDED), "status": {"name": "Closed"},
              "resolutiondate": stamp(MENDED + timedelta(hours=1)), "priority": {"name": "SEV1"}, "labels": ["incident"],
              "reporter": {"displayName": "Tomas Weber", "accountId": "a1"}, "description": "Declared from chat.",
              "comment": {"comments": comments, "total": len(comments)}}  # fmt: skip
    whole = {
        "key": "PAY-9",
        "fields": fields,
        "changelog": {"histories": changes, "total": len(changes)},
    }
    (folder / "PAY-9.json").write_text(json.dumps(whole))
    return len(comments) + len(changes) + 2


def cluster(folder: Path, pick: random.Random) -> int:
    """Write the events of a cluster as `kubectl get events -o json` gives them."""
    made = []
    for number in range(350):
        at = DAY + timedelta(seconds=pick.randrange(80_000))
        reason, text = pick.choice(
            (("BackOff", "Back-off restarting failed container"), ("Scheduled", "Successfully assigned to node"),
             ("Pulled", "Container image is already present on machine"), ("Unhealthy", "Readiness probe failed: 503"))
        )  # fmt: skip
        made.append(
            {"apiVersion": "v1", "kind": "Event", "count": pick.randrange(1, 30), "reason": reason, "message": text,
             "firstTimestamp": stamp(at), "lastTimestamp": stamp(at + timedelta(minutes=pick.randrange(20))),
             "involvedObject": {"kind": "Pod", "name": f"checkout-{number:05x}", "namespace": "prod"},
             "metadata": {"name": f"checkout.{number:x}", "namespace": "prod", "uid": f"e{number}"}, "type": "Normal",
             "source": {"component": "kubelet", "host": f"n{number % 9}"}}
        )  # fmt: skip
    (folder / "events.json").write_text(
        json.dumps({"apiVersion": "v1", "kind": "List", "items": made})
    )
    return len(made)


def support(folder: Path, pick: random.Random) -> int:
    """Write a table of support tickets."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("Ticket", "Created at", "Subject", "Status"))
    rows = sorted(chat(pick, 600))
    for number, (at, _, text) in enumerate(rows):
        table.writerow((80_000 + number, stamp(at), text, "Solved"))
    (folder / "support.csv").write_text(out.getvalue())
    return len(rows)


def notes(folder: Path, pick: random.Random) -> int:
    """Write what somebody jotted down."""
    lines = ["# Notes of 2026-03-04 (UTC)", "", "Payments failed after the release of v480.", ""]
    jotted = sorted(chat(pick, 60))
    lines += [f"- {at:%H:%M} {text}" for at, _, text in jotted]
    (folder / "notes.md").write_text("\n".join(lines) + "\n")
    return len(jotted)


def logs(folder: Path, pick: random.Random) -> int:
    """Write the logs of two services: 120,000 plain lines and 80,000 of a web server."""
    app, web = LOG_LINES * 3 // 5, LOG_LINES * 2 // 5
    texts = ("order {n} placed in {m} ms", "cache miss for user:{n}", "job {h} finished after {m} ms",
             "stock of item {n} is {m}", "session {h} expired", "worker-{m} idle for {n} seconds")  # fmt: skip
    with (folder / "app.log").open("w") as file:
        for number in range(app):
            at = DAY + timedelta(hours=8, seconds=number * 28_800 / app)
            bad = BROKE <= at < MENDED and number % 3 == 0
            text = (
                "payment {n} timed out after {m} ms" if bad else texts[pick.randrange(len(texts))]
            )
            said = text.format(
                n=pick.randrange(100_000), m=pick.randrange(900), h=f"{pick.getrandbits(64):016x}"
            )
            file.write(
                f"{at:%Y-%m-%dT%H:%M:%S}.{number % 1000:03d}Z {'ERROR' if bad else 'INFO'} {said}\n"
            )
    with (folder / "access.log").open("w") as file:
        for number in range(web):
            at = DAY + timedelta(hours=8, seconds=number * 28_800 / web)
            status = 502 if BROKE <= at < MENDED and number % 4 == 0 else 200
            file.write(
                f"203.0.113.{number % 251} - - [{at:%d/%b/%Y:%H:%M:%S} +0000] "
                f'"GET /orders/{pick.randrange(100_000)} HTTP/1.1" {status} {pick.randrange(5000)} "-" "app/8"\n'
            )
    return 0


SOURCES: tuple[Callable[[Path, random.Random], int], ...] = (
    slack, pages, alerts, deployments, status_page, ticket, cluster, support, notes, logs,
)  # fmt: skip


def write(folder: Path) -> int:
    """Write the evidence into a folder and return how many records it holds beside the logs."""
    return sum(source(folder, random.Random(n)) for n, source in enumerate(SOURCES))


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the wall and processor seconds of one run, which must succeed."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    took, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(done.stderr)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the evidence, which stays there")
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as made:
        folder = (asked.keep or Path(made)) / "evidence"
        folder.mkdir(parents=True)
        records = write(folder)
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        print(
            f"{len(SOURCES)} sources, {records:,} records, {LOG_LINES:,} log lines, {size / 1e6:.0f} MB"
        )
        draft = ["draft", str(folder), "--incident", "INC-9", "--product", "Checkout",
                 "--impact", "payments failed", "--tz", "UTC", "--no-cache"]  # fmt: skip
        if asked.profile:
            code = "import cProfile, sys; from unblame.cli.program import main; cProfile.run('main()', sort='cumulative')"
            subprocess.run([sys.executable, "-c", code, *draft], check=False, env=environment)
            return
        for recogniser in ("off", "auto"):
            unblame = [
                str(Path(sys.executable).parent / "unblame"),
                *draft,
                "--recogniser",
                recogniser,
            ]
            runs = [measured(unblame, environment) for _ in range(asked.runs)]
            wall, cpu = (median(run[at] for run in runs) for at in (0, 1))
            print(
                f"draft, recogniser {recogniser:5} {wall:6.2f} s {cpu:6.2f} s cpu   (goal {GOAL} s)"
            )


if __name__ == "__main__":
    main()
