"""Measure the milestones found from chat alone: `bench/chat.py PATH`.

PATH holds `milestones.jsonl` and the documents that it names, or incident folders with `truth.toml`. The
chat that a document quotes (“name [4:06 PM]” and what was said) becomes the JSON of a Slack channel, with
ids for names and the day that the document names; of an incident folder only the files of chats are read.
The answer is the timeline of the document or folder, which people wrote with more than the chat to go by.
"""

import argparse
import json
import re
import statistics
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from unblame.evidence import ReadOptions, read
from unblame.model import CORE_MILESTONES, MilestoneName
from unblame.people import Cast
from unblame.timeline import build
from unblame.timeline.scene import CHATS

NOW = datetime(2030, 1, 1, tzinfo=UTC)
_HEAD = re.compile(
    r"^[>\s]*(?P<who>[\w.-]+(?: APP)?) +\[(?P<time>\d{1,2}:\d\d ?[AP]M)\]\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_NAMED_DAY = re.compile(r"\b([A-Z][a-z]+) (\d{1,2})(?:st|nd|rd|th)?, (\d{4})\b")
_HALF_A_DAY = timedelta(hours=12)
_LEAST = 5
Accepted = list[datetime | None]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A chat, and what is accepted for each milestone of its incident; `None` among it is `missing`."""

    name: str
    paths: list[Path]
    accepted: dict[MilestoneName, Accepted]
    tz: str | None = "UTC"


def messages(text: str, offset_min: int) -> list[dict[str, str]]:
    """Return the chat that a document quotes as messages of a Slack channel; empty where it quotes none."""
    heads = list(_HEAD.finditer(text))
    day = _day(text)
    if len(heads) < _LEAST or day is None:
        return []
    ids: dict[str, str] = {}
    found: list[dict[str, str]] = []
    last = day
    ends = [*(one.start() for one in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=True):
        clock = datetime.strptime(head["time"].replace(" ", "").upper(), "%I:%M%p")  # noqa: DTZ007
        at = last.replace(hour=clock.hour, minute=clock.minute)
        at += timedelta(days=1) if last - at > _HALF_A_DAY else timedelta()
        last = at
        who = ids.setdefault(head["who"], f"U{len(ids) + 1:07d}")
        ts = (at - timedelta(minutes=offset_min)).timestamp()
        for said in _said(text[head.end() : end]):
            stamp = f"{ts:.0f}.{len(found):06d}"
            found.append({"type": "message", "user": who, "ts": stamp, "text": said})
    return found


def _said(text: str) -> Iterator[str]:
    """Yield each message under a name: a line is one, and what stands between fences belongs to the one before."""
    lines = [line.strip().removeprefix(">").strip() for line in text.splitlines()]
    whole = re.split(r"\n+(?:---|\[[^\]]+\]: http)", "\n".join(lines))[0]
    for number, part in enumerate(whole.split("```")):
        fenced = number % 2 == 1
        for line in [f"```{part}```"] if fenced else part.splitlines():
            if said := line.strip().removesuffix("(edited)").strip():
                yield said


def _day(text: str) -> datetime | None:
    named = _NAMED_DAY.search(text)
    if named is None:
        return None
    return datetime.strptime(" ".join(named.groups()), "%B %d %Y").replace(tzinfo=UTC)


def quoted(path: Path, folder: Path) -> Iterator[Case]:
    """Yield the documents under PATH that quote a chat, each written as a channel into a folder."""
    for line in (path / "milestones.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (path / row["file"]).read_text(encoding="utf-8")
        said = messages(text, row["tz_offset_used_min"] or 0)
        if said:
            chat = folder / f"{row['id']}.json"
            chat.write_text(json.dumps(said))
            accepted = {
                name: [_instant(at) for at in row["accept"][name]] for name in CORE_MILESTONES
            }
            yield Case(name=row["id"], paths=[chat], accepted=accepted)


def told(path: Path) -> Iterator[Case]:
    """Yield the incident folders under PATH whose evidence holds chats, with those alone."""
    for truth in sorted(path.glob("*/truth.toml")):
        known = tomllib.loads(truth.read_text())["milestones"]
        paths = [one for one in sorted((truth.parent / "evidence").iterdir()) if _is_chat(one)]
        if paths:
            accepted = {name: _accepted(known.get(name)) for name in CORE_MILESTONES}
            inputs = tomllib.loads((truth.parent / "inputs.toml").read_text())
            yield Case(name=truth.parent.name, paths=paths, accepted=accepted, tz=inputs.get("tz"))


def _is_chat(path: Path) -> bool:
    items = read([path], options=ReadOptions(tz="UTC"), cast=Cast()).items
    return bool(items) and all(item.reader in CHATS - {"mail"} for item in items)


def _accepted(known: dict[str, Any] | None) -> Accepted:
    if known is None:
        return [None]
    return [_instant(at) for at in (known["at"], *(one["at"] for one in known["accept"]))]


def _instant(at: str | None) -> datetime | None:
    return datetime.fromisoformat(at) if at is not None and at[0].isdigit() else None


def _minute(at: datetime | None) -> datetime | None:
    """Return an instant by its minute, which is all that a quoted chat tells."""
    return at.replace(second=0, microsecond=0) if at is not None else None


def verdict(
    at: datetime | None, accepted: Accepted, tolerance_s: float
) -> tuple[str, float | None]:
    """Return how an answer fares, and by how many seconds it is off where both have a value."""
    times = [one for one in accepted if one is not None]
    if at is None:
        return "right" if None in accepted else "missing", None
    if not times:
        return "invented", None
    off = min(abs((at - one.replace(second=0, microsecond=0)).total_seconds()) for one in times)
    return "right" if off <= tolerance_s else "wrong", off


def score(cases: list[Case], tolerance_min: float, *, verbose: bool) -> None:
    """Print how the milestones of each chat fare, by milestone and in all."""
    fared: dict[MilestoneName, Counter[str]] = {name: Counter() for name in CORE_MILESTONES}
    off: dict[MilestoneName, list[float]] = {name: [] for name in CORE_MILESTONES}
    for case in cases:
        evidence = read(case.paths, options=ReadOptions(tz=case.tz), cast=Cast())
        found = build(evidence, now=NOW).milestones
        for name in CORE_MILESTONES:
            way, seconds = verdict(_minute(found[name].at), case.accepted[name], tolerance_min * 60)
            fared[name][way] += 1
            off[name] += [seconds] if seconds is not None else []
            if verbose and way != "right":
                accepted = ", ".join(
                    f"{at:%d %H:%M}" if at else "missing" for at in case.accepted[name]
                )
                print(
                    f"  {case.name} {name}: {way}, {found[name].at} not {accepted}; {found[name].reason}"
                )
    print(f"{len(cases)} chats, right within {tolerance_min:g} minutes")
    every = sum(fared.values(), Counter[str]())
    everywhere = [one for some in off.values() for one in some]
    rows = [(str(name), fared[name], off[name]) for name in CORE_MILESTONES]
    for title, ways, apart in [*rows, ("all", every, everywhere)]:
        counts = "  ".join(
            f"{way} {ways[way]}" for way in ("right", "missing", "wrong", "invented")
        )
        median = f"{statistics.median(apart) / 60:.1f} min" if apart else "none"
        print(f"  {title:13} {counts}  median off {median}")


def main() -> int:
    """Score the chats under each PATH and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--tolerance", type=float, default=5, help="in minutes; 5 by default")
    parser.add_argument("--verbose", action="store_true", help="list what is not right")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        labelled = (options.path / "milestones.jsonl").exists()
        cases = quoted(options.path, Path(folder)) if labelled else told(options.path)
        score(list(cases), options.tolerance, verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
