import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.readers.git_log import GitLogReader
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.evidence.times import stamp as stamped
from unblame.model import Kind

READER = GitLogReader()
SAMPLE = """commit 9f1c0a7b5d1e4c3f2a1b9f1c0a7b5d1e4c3f2a1b (HEAD -> main)
Author: Ana Ruiz <ana@x.example>
Date:   Wed Mar 4 06:06:07 2026 +0100

    Revert "Fix the pool size"

    Too many connections.

commit 1e4c3f2a1b9f1c0a7b5d1e4c3f2a1b9f1c0a7b5d
Merge: 9f1c0a7 1e4c3f2
Author: Bo <bo@x.example>
Date:   Wed Mar 4 05:06:07 2026 +0100

    Fix the pool size
"""
LATER, EARLIER = (
    datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    datetime(2026, 3, 4, 4, 6, 7, tzinfo=UTC),
)


def source(text: str) -> OpenSource:
    return OpenSource(path="log.txt", data=text.encode())


def test_recognises_the_text_of_git_log_and_none_of_its_neighbours(tmp_path):
    said = [
        READER.recognises(Sample.of("x", text.encode()))
        for text in (
            SAMPLE,
            "9f1c0a7 2026-03-04T05:06:07+01:00 Ana fix\n1e4c3f2 2026-03-04T05:07:07+01:00 Bo fix\n",
            "9f1c\x1f2026-03-04T04:50:00+01:00\x1fBo\x1ffix pool size\x1e\n".replace(
                "9f1c", "9f1c0a7"
            ),
            "commit to the plan\nand go\n",
            "2026-03-04 05:06:07 ERROR x\n" * 3,
        )
    ]

    assert said == [0.95, 0.9, 0.95, 0.0, 0.0]
    assert READER.recognises(Sample(name="x", folder=tmp_path)) == 0.0


def test_commits_become_records():
    ana, bo = (
        Identity(name="Ana Ruiz", email="ana@x.example"),
        Identity(name="Bo", email="bo@x.example"),
    )

    assert READER.read(source(SAMPLE), Zones()) == Reading(
        records=(
            Record(
                moment=stamped("2026-03-04T06:06:07+0100", Zones()),
                text='Commit 9f1c0a7b5d: Revert "Fix the pool size" — Too many connections.',
                place="commit 9f1c0a7b5d",
                source_id="9f1c0a7b5d1e4c3f2a1b9f1c0a7b5d1e4c3f2a1b",
                actor=ana,
                kind=Kind.MITIGATION_TRIED,
                kinds=(Kind.MITIGATION_TRIED, Kind.CHANGE),
            ),
            Record(
                moment=stamped("2026-03-04T05:06:07+0100", Zones()),
                text="Commit 1e4c3f2a1b: Fix the pool size",
                place="commit 1e4c3f2a1b",
                source_id="1e4c3f2a1b9f1c0a7b5d1e4c3f2a1b9f1c0a7b5d",
                actor=bo,
                kind=Kind.CHANGE,
                kinds=(Kind.CHANGE,),
            ),
        ),
        identities=(ana, bo),
    )


@pytest.mark.parametrize(
    "written",
    [
        "Wed Mar 4 06:06:07 2026 +0100",
        "Wed, 4 Mar 2026 06:06:07 +0100",
        "2026-03-04 06:06:07 +0100",
        "2026-03-04T06:06:07+01:00",
        "2026-03-04T05:06:07Z",
        "1772600767 +0100",
    ],
)
def test_dates_in_all_forms_of_git_are_one_instant(written):
    text = f"commit 9f1c0a7b5d\nAuthor: Ana <a@x.example>\nDate:   {written}\n\n    fix\n"

    assert [r.moment.at for r in READER.read(source(text), Zones()).records] == [LATER]


def test_the_time_of_the_committer_goes_before_that_of_the_author():
    text = (
        "commit 9f1c0a7b5d\nAuthor:     Ana <a@x.example>\nAuthorDate: 2026-03-01T06:06:07+01:00\n"
        "Commit:     Bo <b@x.example>\nCommitDate: 2026-03-04T06:06:07+01:00\n\n    fix\n"
    )

    record = READER.read(source(text), Zones()).records[0]

    assert (record.moment.at, record.actor) == (LATER, Identity(name="Ana", email="a@x.example"))


def test_one_line_forms_and_separators_are_read():
    lines = (
        "9f1c0a7 2026-03-04T06:06:07+01:00 fix pool\n1e4c3f2|Bo|2026-03-04 05:06:07 +0100|fix it\n"
    )
    fields = "9f1c0a7\x1f2026-03-04T06:06:07+01:00\x1fBo\x1ffix pool size\x1e\n"

    assert [
        (r.moment.at, r.text, r.actor and r.actor.name)
        for text in (lines, fields)
        for r in READER.read(source(text), Zones()).records
    ] == [
        (LATER, "Commit 9f1c0a7: fix pool", None),
        (EARLIER, "Commit 1e4c3f2: fix it", "Bo"),
        (LATER, "Commit 9f1c0a7: fix pool size", "Bo"),
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("commit 9f1c0a7b5d\nAuthor: <<<>\nDate: yesterday\n\n    x\n", "commit 9f1c0a7b5d"),
        ("nothing\n", "the file"),
        ("\x1e" * 100, "the file"),
    ],
)
def test_hostile_text_gives_a_warning_with_its_place(text, where):
    assert [w.where for w in READER.read(source(text), Zones()).warnings] == [where]


def test_the_same_commit_twice_is_one_record():
    assert READER.read(source(SAMPLE * 2), Zones()) == READER.read(source(SAMPLE), Zones())


def git(folder: Path, *arguments: str) -> None:
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}
    env |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (
        ("NAME", "Ana Ruiz"), ("EMAIL", "ana@x.example"), ("DATE", "2026-03-04T06:06:07+01:00"),
    )}  # fmt: skip
    subprocess.run(["git", "-C", str(folder), *arguments], env=env, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Fix the pool size\n\nIt was 5.")
    return folder


def read_folder(folder: Path) -> Reading:
    return READER.read(OpenSource(path="shop", folder=folder), Zones())


def test_a_repository_is_recognised_and_read(repository):
    reading = read_folder(repository)

    assert READER.recognises(Sample(name="shop", folder=repository)) == 1.0
    assert [(r.moment.at, r.text[19:], r.actor) for r in reading.records] == [
        (LATER, "Fix the pool size — It was 5.", Identity(name="Ana Ruiz", email="ana@x.example"))
    ]
    assert reading.warnings == ()


def test_nothing_that_a_repository_configures_is_run(repository, tmp_path):
    trap = tmp_path / "ran"
    script = tmp_path / "trap.sh"
    script.write_text(f"#!/bin/sh\ntouch {trap}\ncat\n")
    script.chmod(0o755)
    (repository / ".gitattributes").write_text("* diff=trap filter=trap\n")
    with (repository / ".git" / "config").open("a") as config:
        config.write(
            f"[core]\n\tfsmonitor = {script}\n\tpager = {script}\n\tsshCommand = {script}\n"
            f"\thooksPath = {tmp_path}\n\teditor = {script}\n[gpg]\n\tprogram = {script}\n"
            f"[log]\n\tshowSignature = true\n[diff]\n\texternal = {script}\n"
            f'[diff "trap"]\n\ttextconv = {script}\n\tcommand = {script}\n'
            f'[filter "trap"]\n\tclean = {script}\n\tsmudge = {script}\n'
            f"[alias]\n\tlog = !{script}\n[pager]\n\tlog = {script}\n"
        )

    reading = read_folder(repository)

    assert len(reading.records) == 1
    assert not trap.exists()


@pytest.mark.parametrize("name", ["objects/info/alternates", "config"])
def test_a_repository_that_points_outside_of_itself_is_left_alone(repository, name):
    with (repository / ".git" / name).open("a") as file:
        file.write("/etc\n" if "alternates" in name else "[include]\n\tpath = /etc/passwd\n")

    reading = read_folder(repository)

    assert reading.records == ()
    assert [warning.where for warning in reading.warnings] == ["shop"]


def test_a_broken_repository_gives_a_warning(repository):
    (repository / ".git" / "HEAD").write_text("rubbish\n")

    reading = read_folder(repository)

    assert reading.records == ()
    assert [warning.where for warning in reading.warnings] == ["shop"]
