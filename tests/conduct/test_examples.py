"""The three bundled incidents as whole documents; `make golden` writes them anew after a look."""

import os
import re
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from unblame.conduct import Inputs, conduct
from unblame.document import number, read, write
from unblame.evidence import ReadOptions
from unblame.evidence import read as gather
from unblame.people import Cast, load_roster, mentions

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
EXAMPLES = ("checkout-regression", "expired-certificate", "night-of-two-clocks")


def conducted(name, reader=None):
    folder = ROOT / "examples" / name
    given = tomllib.loads((folder / "inputs.toml").read_text("utf-8"))
    roster = load_roster((folder / "roster.yaml").read_text("utf-8"), ".yaml")
    owners = folder / "owners.yaml"
    options = ReadOptions(
        tz=given.get("tz"),
        history=(folder / "history",) if (folder / "history").exists() else (),
        owners=owners if owners.exists() else None,
    )
    cast = Cast(roster, reader=reader)
    found = gather([folder / "evidence"], options=options, cast=cast)
    now = datetime.fromisoformat(str(given["now"]))
    inputs = Inputs(
        incident=given["incident"],
        product=given["product"],
        impact=given["impact"],
        severity=given.get("severity"),
        now=now,
    )
    return number(conduct(found, inputs, options=options, cast=cast)), roster


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_becomes_the_document_that_was_looked_at(name):
    text = write(conducted(name)[0])

    place = GOLDEN / f"{name}.md"
    if os.environ.get("UNBLAME_GOLDEN"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, "utf-8")
    assert text == place.read_text("utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_document_reads_back_to_its_record(name):
    pm, _ = conducted(name)

    assert read(write(pm)) == pm


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_document_holds_no_name_of_the_roster(name):
    pm, roster = conducted(name)
    outside_owners = write(pm)

    left = [m.text for m in mentions(outside_owners, Cast(roster)) if m.basis == "roster"]

    assert left == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_name_of_the_roster_passes_where_the_recogniser_reads(name, recogniser):
    record, roster = conducted(name, recogniser)
    text = write(record)

    words = {word for member in roster.members for word in (member.name, member.name.split()[-1])}
    assert {word for word in words if re.search(rf"\b{re.escape(word)}\b", text)} == set()
