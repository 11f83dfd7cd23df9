"""Commits: of a repository, through the local `git`, or of the text that `git log` prints.

A repository is read with an emptied configuration, so that nothing it configures runs. The time of
a commit is that of the committer; the author's may be older (git-scm.com/docs/pretty-formats).
"""

import itertools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from unblame.evidence import times
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment, Warning

MOST_COMMITS = 2_000
_TIMEOUT_S = 60
_FIELDS = "%H%x1f%cI%x1f%aI%x1f%an%x1f%ae%x1f%D%x1f%s%x1f%b%x1e"
_SAFE = (
    "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat",
    "-c", "core.sshCommand=false", "-c", "protocol.allow=never", "-c", "gpg.program=false",
    "-c", "log.showSignature=false", "-c", "core.attributesFile=/dev/null", "-c", "log.mailmap=false",
)  # fmt: skip
_COMMIT = re.compile(r"commit ([0-9a-f]{7,64})(?: \(([^)]*)\))?$")
_HEADER = re.compile(r"(Author|AuthorDate|Commit|CommitDate|Date|Merge|Committer):\s*(.*)$")
_ONE_LINE = re.compile(
    r"([0-9a-f]{7,64})[\x1f\t |]++(.{0,200}?)"
    r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}\s?(?:Z|[+-]\d{2}:?\d{2}))[\x1f\t |]*(.*)$"
)
_DATE = re.compile(
    r"(?:[A-Z][a-z]{2},? )?(?:(?P<m>[A-Z][a-z]{2}) (?P<d>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]{2}))"
    r"(?: (?P<c>\d{2}:\d{2}:\d{2}))? (?P<y>\d{4})(?: (?P<c2>\d{2}:\d{2}:\d{2}))?(?: (?P<z>[+-]\d{4}))?$"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_REVERT = re.compile(
    r"^revert\b|\broll(?:ed)? ?back\b|^this reverts commit", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commit:
    sha: str
    committed: str
    author: Identity | None
    subject: str
    body: str
    place: str
    authored: str = ""


class GitLogReader:
    """Reads a git repository, or text that `git log` printed."""

    name = "git_log"

    def recognises(self, head: Sample) -> float:
        """Say how surely this is a repository or the text of `git log`."""
        if head.folder is not None:
            return 1.0 if _is_repository(head.folder) else 0.0
        lines = head.text.removeprefix("\ufeff").splitlines()[:200]
        if any(_COMMIT.match(a) and _HEADER.match(b) for a, b in itertools.pairwise(lines)):
            return 0.95
        said = [line for line in lines if line.strip()]
        hits = sum(_ONE_LINE.match(line) is not None for line in said)
        if hits and "\x1f" in head.text and "\x1e" in head.text:
            return 0.95
        return 0.9 if hits >= 2 and hits * 2 >= len(said) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return the commits, oldest last as `git log` gives them."""
        warnings: list[Warning] = []
        if source.folder is not None:
            text = _run_git(source, warnings)
        else:
            text = source.text().removeprefix("\ufeff")
        records: dict[str, Record] = {}
        people: dict[tuple[str | None, str | None], Identity] = {}
        for commit in _commits(text):
            moment = _moment(commit.committed, zones)
            if moment.at is None:
                warnings.append(Warning(where=commit.place, what="no time in this commit"))
            if commit.author is not None:
                people.setdefault((commit.author.name, commit.author.email), commit.author)
            records.setdefault(commit.sha, _record(commit, moment))
        if not records and not warnings:
            warnings.append(Warning(where="the file", what="no commits found"))
        return Reading(
            records=tuple(records.values()),
            identities=tuple(people.values()),
            warnings=tuple(warnings[:20]),
        )


def _record(commit: _Commit, moment: Moment) -> Record:
    back = _REVERT.search(f"{commit.subject}\n{commit.body}") is not None
    kind = Kind.MITIGATION_TRIED if back else Kind.CHANGE
    body = " ".join(commit.body.split())
    text = f"{commit.subject} — {body}" if body else commit.subject
    return Record(
        moment=moment,
        text=f"Commit {commit.sha[:10]}: {text}"[:2000],
        place=commit.place,
        source_id=commit.sha,
        actor=commit.author,
        kind=kind,
        kinds=(kind, Kind.CHANGE) if back else (kind,),
    )


def _is_repository(folder: Path) -> bool:
    inner = folder / ".git"
    return (inner / "HEAD").is_file() or (
        (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    )


def _run_git(source: OpenSource, warnings: list[Warning]) -> str:
    """Return what `git log` prints for the repository, all of its configuration set aside."""
    folder = source.folder
    assert folder is not None
    bare = not (folder / ".git").is_dir()
    inner = folder if bare else folder / ".git"
    if (problem := _reaches_out(inner, folder)) is not None:
        warnings.append(Warning(where=source.path, what=problem))
        return ""
    # What the repository itself configures is overruled by `-c`; `log` without diffs runs no filter.
    command = ["git", *_SAFE, f"--git-dir={inner}", "--no-pager", "--no-replace-objects", "log"]
    command += [
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-color",
        "--no-mailmap",
    ]
    command += ["--no-notes", f"--max-count={MOST_COMMITS}", f"--format={_FIELDS}", *_since(source)]
    try:
        done = subprocess.run(
            [*command, "HEAD", "--"],
            env=_environment(folder),
            capture_output=True,
            check=False,
            timeout=_TIMEOUT_S,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        what = "git is not installed; give the text of `git log --date=iso-strict` instead"
        warnings.append(Warning(where=source.path, what=what))
        return ""
    except subprocess.TimeoutExpired:
        what = f"git took longer than {_TIMEOUT_S} s; give the text of `git log` instead"
        warnings.append(Warning(where=source.path, what=what))
        return ""
    if done.returncode:
        first = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0][:160]
        warnings.append(Warning(where=source.path, what=f"git could not read it: {first}"))
    text = done.stdout.decode("utf-8", "replace")
    if text.count("\x1e") >= MOST_COMMITS:
        what = f"only the newest {MOST_COMMITS} commits were read"
        warnings.append(Warning(where=source.path, what=what))
    return text


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }


def _reaches_out(inner: Path, folder: Path) -> str | None:
    """Say what in a repository points outside of it, or None."""
    if inner.is_symlink() or not inner.resolve().is_relative_to(folder.resolve()):
        return "its .git leads outside of the folder; it was left alone"
    for name in ("HEAD", "objects", "refs", "packed-refs", "config"):
        if not (inner / name).resolve().is_relative_to(folder.resolve()):
            return f"its {name} leads outside of the folder; it was left alone"
    for name in ("objects/info/alternates", "commondir"):
        if (inner / name).exists():
            return f"its {name} names objects outside of the folder; it was left alone"
    try:
        config = (inner / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    if re.search(
        r"^\s*(?:\[\s*include(?:if)?\b|worktree\s*=)", config, re.IGNORECASE | re.MULTILINE
    ):
        return "its configuration includes files outside of it; it was left alone"
    return None


def _since(source: OpenSource) -> list[str]:
    """Limit a repository to a fortnight before the incident where its window is known."""
    if source.window is None:
        return []
    start: datetime = source.window[0] - timedelta(days=14)
    end: datetime = source.window[1] + timedelta(days=14)
    return [f"--since={start.isoformat()}", f"--until={end.isoformat()}"]


def _commits(text: str) -> Iterator[_Commit]:
    if "\x1e" in text:
        yield from _separated(text)
    elif any(_COMMIT.match(line) for line in text.splitlines()):
        yield from _printed(text)
    else:
        yield from _lines(text)


def _separated(text: str) -> Iterator[_Commit]:
    for entry in text.split("\x1e"):
        parts = entry.strip("\r\n").split("\x1f")
        if len(parts) >= 8:
            sha, committed, authored, name, mail, _, subject, body = parts[:8]
            who = Identity(name=name or None, email=mail or None)
        elif len(parts) >= 4:
            sha, committed, name, subject = parts[:4]
            authored, body, who = "", "", Identity(name=name or None)
        else:
            continue
        yield _Commit(
            sha=sha, committed=committed, authored=authored, author=who,
            subject=subject.strip(), body=body.strip(), place=f"commit {sha[:10]}",
        )  # fmt: skip


def _printed(text: str) -> Iterator[_Commit]:
    sha = ""
    heads: dict[str, str] = {}
    said: list[str] = []
    for line in [*text.splitlines(), "commit 0000000"]:
        match = _COMMIT.match(line)
        if match is not None:
            if sha:
                yield _printed_one(sha, heads, said)
            sha, heads, said = match[1], {}, []
        elif (header := _HEADER.match(line)) and not said:
            heads[header[1]] = header[2]
        elif line.startswith("    ") or not line.strip():
            said.append(line[4:])


def _printed_one(sha: str, heads: dict[str, str], said: list[str]) -> _Commit:
    message = "\n".join(said).strip()
    subject, _, body = message.partition("\n")
    person = heads.get("Author", "")
    return _Commit(
        sha=sha,
        committed=heads.get("CommitDate") or heads.get("Date") or heads.get("AuthorDate") or "",
        authored=heads.get("AuthorDate") or heads.get("Date") or "",
        author=_person(person) if person else None,
        subject=subject.strip() or "(no message)",
        body=body.strip(),
        place=f"commit {sha[:10]}",
    )


def _person(written: str) -> Identity:
    if not written.endswith(">"):
        return Identity(name=written)
    name, _, email = written[:-1].rpartition("<")
    return Identity(name=name.strip() or None, email=email.strip() or None)


def _lines(text: str) -> Iterator[_Commit]:
    """One commit a line: hash, time, and around them the name and the subject."""
    for line in text.splitlines():
        match = _ONE_LINE.match(line)
        if match is None:
            continue
        sha, before, committed, after = match.groups()
        cells = [cell.strip() for cell in re.split(r"[\x1f\t|]", after) if cell.strip()]
        if before:
            cells.insert(0, before.strip(" \x1f\t|"))
        if not cells:
            continue
        who = Identity(name=cells[0]) if len(cells) > 1 and len(cells[0]) < 60 else None
        subject = cells[-1] if who else " ".join(cells)
        yield _Commit(
            sha=sha, committed=committed, author=who, subject=subject, body="",
            place=f"commit {sha[:10]}",
        )  # fmt: skip


def _moment(written: str, zones: Zones) -> Moment:
    """Return the moment of a date in any of git's forms that hold an instant."""
    written = written.strip()
    match = re.fullmatch(r"(\d{9,11}) [+-]\d{4}", written)
    if match is not None:
        return times.epoch(match[1], "s")
    formal = written
    if (dated := _DATE.match(written)) is not None and (dated["m"] or dated["m2"]) in _MONTHS:
        month = _MONTHS.index(dated["m"] or dated["m2"]) + 1
        clock = dated["c"] or dated["c2"]
        if clock:
            day = int(dated["d"] or dated["d2"])
            formal = f"{dated['y']}-{month:02d}-{day:02d}T{clock}{dated['z'] or ''}"
    found = times.stamp(formal, zones) or times.read_time(written, zones=zones)
    return found if found is not None else Moment(as_written=written)
