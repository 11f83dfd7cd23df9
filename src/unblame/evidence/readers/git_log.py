"""Commits: of a repository, through the local `git`, or of the text that `git log` prints.

A repository is read with an emptied configuration, so that nothing it configures runs. The time of
a commit is that of the committer; the author's may be older (git-scm.com/docs/pretty-formats).
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from unblame.evidence import times
from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.repository import is_repository, log_of
from unblame.evidence.times import Zones
from unblame.model import Kind, Moment, Warning

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
    about = About(
        title="git: repositories, and git log in its usual and machine forms",
        export=(
            "give the folder of a repository (its commits around the incident are read)\n"
            "git log --date=iso-strict --pretty='%H%x1f%cI%x1f%aN%x1f%s%x1e' > git.log"
        ),
        zone="the offset in each stamp; the commit time is taken, the author's clock is the author's own",
        edits="a rebased commit has a new hash and is a new fact; the same hash twice is one",
        built_from="documentation alone: git-scm.com/docs/pretty-formats",
    )

    def recognises(self, head: Sample) -> float:
        """Say how surely this is a repository or the text of `git log`."""
        if head.folder is not None:
            return 1.0 if is_repository(head.folder) else 0.0
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
            text = log_of(source, warnings)
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
            inside = source.folder is not None and source.window is not None
            what = "no commits in the days of the incident" if inside else "no commits found"
            warnings.append(Warning(where="the history" if inside else "the file", what=what))
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
