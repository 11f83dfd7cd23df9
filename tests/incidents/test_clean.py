"""What is drafted of each example and incident folder is clean by the tool's own check.

The words of the evidence stand in `What happened`: there the recogniser alone may still find something,
for a person to reword. Everything else is the tool's own.
"""

import tomllib
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from unblame.conduct import draft
from unblame.document import write
from unblame.document.edition import edition
from unblame.evidence import ReadOptions
from unblame.language import check
from unblame.model import Postmortem
from unblame.people import Cast, Roster, load_roster, mentions
from unblame.recognise import Reader
from unblame.text import without_bookkeeping

ROOT = Path(__file__).parents[2]
FOLDERS = {
    place.parent.name: place.parent
    for where in ("examples", "tests/incidents")
    for place in sorted((ROOT / where).glob("*/inputs.toml"))
}


def roster_of(folder: Path) -> Roster:
    place = folder / "roster.yaml"
    return load_roster(place.read_text(), ".yaml") if place.exists() else Roster()


@cache
def drafted(name: str) -> Postmortem:
    folder = FOLDERS[name]
    told = tomllib.loads((folder / "inputs.toml").read_text())
    history, owners = folder / "history", folder / "owners.yaml"
    return draft(
        [folder / "evidence"],
        incident=told["incident"],
        product=told["product"],
        impact=told["impact"],
        severity=told.get("severity"),
        now=datetime.fromisoformat(str(told["now"])),
        options=ReadOptions(
            tz=told.get("tz"),
            history=(history,) if history.exists() else (),
            owners=owners if owners.exists() else None,
        ),
        cast=Cast(roster_of(folder)),
    )


def found(name: str, reader: Reader | None = None) -> list[tuple[str, str, str]]:
    """Return what is found in the draft of a folder: rule, line and words."""
    text = write(drafted(name))
    lines = text.splitlines()
    cast = Cast(roster_of(FOLDERS[name]), reader=reader)
    cast.set_aside(drafted(name).incident.product or "")
    return [(one.rule, lines[one.line - 1], one.text) for one in check(text, cast=cast)]


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_drafted_is_clean_by_the_rules(name: str) -> None:
    assert found(name) == []


@pytest.mark.parametrize("name", FOLDERS)
def test_what_is_drafted_is_clean_where_the_recogniser_reads(name: str, recogniser: Reader) -> None:
    own = [one for one in found(name, recogniser) if not one[1].startswith("| E")]

    assert own == []


@pytest.mark.parametrize("name", FOLDERS)
def test_nobody_of_the_roster_is_in_a_draft_or_a_readout(name: str) -> None:
    roster, record = roster_of(FOLDERS[name]), drafted(name)
    texts = [without_bookkeeping(write(record)), edition(record, "readout", roster=roster).text]

    for text in texts:
        named = [one.text for one in mentions(text, Cast(roster)) if one.basis == "roster"]
        assert named == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_readout_of_a_draft_is_refused_for_nothing(name: str) -> None:
    assert edition(drafted(name), "readout", roster=roster_of(FOLDERS[name])).refused == ()
