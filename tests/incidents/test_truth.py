"""Drafts each incident folder and compares what comes out with its known truth."""

import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from unblame.conduct import draft
from unblame.evidence import ReadOptions
from unblame.model import Milestone, Postmortem
from unblame.people import Cast, load_roster

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent.name for path in HERE.glob("*/truth.toml"))
#: What is not found yet, by folder and what is compared, each with what it would take.
SHORT: dict[tuple[str, str], str] = {}


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
            marks = [pytest.mark.xfail(reason=short, strict=False)] if short else []
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
