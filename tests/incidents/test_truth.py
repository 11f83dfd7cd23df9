"""Drafts each incident folder and compares what comes out with its known truth."""

import re
import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from unblame.conduct import draft
from unblame.evidence import ReadOptions
from unblame.model import Milestone, MilestoneName, Postmortem
from unblame.people import Cast, load_roster
from unblame.timeline.question import about_missing

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent.name for path in HERE.glob("*/truth.toml"))
#: What is not found yet, by folder and what is compared, each with what it would take.
SHORT: dict[tuple[str, str], str] = {
    ("two-regions", "ask 7"): "the start of a second stretch is not compared with what notes say",
}
#: Between which milestones a duration lies; it follows them where they are at accepted values.
_ENDS = {
    "ttd": ("impact_start", "detected"),
    "tta": ("detected", "acknowledged"),
    "ttm": ("impact_start", "mitigated"),
    "ttr": ("impact_start", "resolved"),
}
#: What is asked where nothing on record tells of a milestone.
MISSING_ASKS = frozenset(about_missing(name, "").ask for name in MilestoneName)
#: How far a duration may be off, in minutes, where its milestones are at accepted values.
_NEAR = 2.5


@cache
def truth_of(folder: str) -> dict[str, Any]:
    return tomllib.loads((HERE / folder / "truth.toml").read_text())


@cache
def drafted(folder: str) -> Postmortem:
    told = tomllib.loads((HERE / folder / "inputs.toml").read_text())
    roster = HERE / folder / "roster.yaml"
    return draft(
        [HERE / folder / "evidence"],
        incident=told["incident"],
        product=told["product"],
        impact=told["impact"],
        severity=told.get("severity"),
        now=datetime.fromisoformat(told["now"]),
        options=ReadOptions(tz=told.get("tz")),
        cast=Cast(load_roster(roster.read_text(), ".yaml")) if roster.exists() else Cast(),
    )


def each(part: str) -> list[Any]:
    """Return a parameter for each folder and entry of a part of its truth, those short marked."""
    found = []
    for folder in FOLDERS:
        for name in truth_of(folder).get(part, ()):
            short = SHORT.get((folder, name))
            marks = [pytest.mark.xfail(reason=short, strict=True)] if short else []
            found.append(pytest.param(folder, name, marks=marks, id=f"{folder}-{name}"))
    return found


def agrees(found: Milestone, truth: dict[str, Any]) -> bool:
    """Say whether a milestone is at a time that the truth gives or accepts, or is none as it says."""
    accepted = [{"at": truth["at"], "tolerance_s": truth.get("tolerance_s", 1)}, *truth["accept"]]
    return any(_is_at(found, one["at"], one.get("tolerance_s", 1)) for one in accepted)


def _is_at(found: Milestone, at: str, tolerance_s: float) -> bool:
    if not at[0].isdigit():
        return found.status == at
    away = abs(found.at - datetime.fromisoformat(at)) if found.at is not None else None
    return away is not None and away <= timedelta(seconds=tolerance_s)


@pytest.mark.parametrize(("folder", "name"), each("milestones"))
def test_a_milestone_is_where_the_truth_has_it(folder: str, name: str):
    found = drafted(folder).milestones.get(name, Milestone())
    truth = truth_of(folder)["milestones"][name]

    assert agrees(found, truth), f"{found.at} ({found.status}: {found.reason}); {truth}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_milestone_is_where_the_truth_forbids_it(folder: str):
    forbidden = {
        (one["milestone"], datetime.fromisoformat(one["at"]))
        for one in truth_of(folder)["must_not"]
        if "milestone" in one and one.get("at", "-")[0].isdigit()
    }
    found = {(name, one.at) for name, one in drafted(folder).milestones.items()}

    short = {(name, at) for name, at in found & forbidden if (folder, name) not in SHORT}
    assert short == set()


@pytest.mark.parametrize(("folder", "name"), each("durations_min"))
def test_a_duration_is_what_the_truth_gives(folder: str, name: str):
    found = drafted(folder).durations[name].seconds
    wanted = truth_of(folder)["durations_min"][name]

    if isinstance(wanted, str):
        assert found is None
    else:
        assert found is not None
        assert abs(found / 60 - wanted) <= _NEAR or _follows(folder, name, found)


def _follows(folder: str, name: str, seconds: float) -> bool:
    """Say whether a duration is that between milestones which are both at accepted values."""
    first, last = _ENDS[name]
    found, truth = drafted(folder).milestones, truth_of(folder)["milestones"]
    if not all(agrees(found[one], truth[one]) for one in (first, last)):
        return False
    begun, over = found[first].at, found[last].at
    return begun is not None and over is not None and seconds == (over - begun).total_seconds()


@pytest.mark.parametrize("folder", [one for one in FOLDERS if truth_of(one).get("intervals")])
def test_each_interval_of_impact_is_found(folder: str):
    found = [(one.from_, one.until) for one in drafted(folder).intervals]
    wanted = truth_of(folder)["intervals"]

    assert len(found) == len(wanted)
    for (begun, over), one in zip(found, wanted, strict=True):
        within = timedelta(seconds=one["tolerance_s"])
        assert begun is not None
        assert over is not None
        assert abs(begun - datetime.fromisoformat(one["from"])) <= within
        assert abs(over - datetime.fromisoformat(one["until"])) <= within


def asks() -> list[Any]:
    """Return a parameter for each question that a truth wants asked, those short marked."""
    found = []
    for folder in FOLDERS:
        for number, one in enumerate(truth_of(folder)["must_ask"], start=1):
            short = SHORT.get((folder, f"ask {number}"))
            marks = [pytest.mark.xfail(reason=short, strict=True)] if short else []
            found.append(pytest.param(folder, one, marks=marks, id=f"{folder}-ask-{number}"))
    return found


@pytest.mark.parametrize(("folder", "wanted"), asks())
def test_each_question_that_the_truth_wants_is_asked(folder: str, wanted: dict[str, Any]):
    about, tells = wanted["asked"]["about"], wanted["asked"]["tells"]
    near = [
        f"{one.ask} {one.why}"
        for one in drafted(folder).questions
        if one.about == about or one.about.startswith(f"{about}.")
    ]

    assert any(all(re.search(tell, text) for tell in tells) for text in near), near


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_asked_as_missing_that_stands_in_the_record(folder: str):
    dated = {
        f"milestones.{name}"
        for name, one in truth_of(folder)["milestones"].items()
        if one["at"][0].isdigit()
    }
    missing = {one.about for one in drafted(folder).questions if one.ask in MISSING_ASKS}

    assert dated & missing == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_clock_that_is_off_is_found_and_no_other(folder: str):
    by_hand = {item.path for item in drafted(folder).evidence if item.reader == "markdown"}
    wanted = {
        one["evidence"]: one
        for one in truth_of(folder).get("clocks", ())
        if one["evidence"] not in by_hand
    }
    found = {
        item.path: item.clock.offset_s
        for item in drafted(folder).evidence
        if item.clock is not None and item.clock.offset_s
    }

    assert found.keys() == wanted.keys()
    assert all(
        abs(found[path] - one["ahead_s"]) <= one["tolerance_s"] for path, one in wanted.items()
    )
