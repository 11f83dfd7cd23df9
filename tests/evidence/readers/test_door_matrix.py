"""Of every sample, nobody whom it names by field is named behind the door of the record."""

import re
from pathlib import Path

import pytest

from unblame.evidence import read
from unblame.evidence.form import OpenSource
from unblame.evidence.reading import Read, read_source
from unblame.evidence.times import Zones

SAMPLES = sorted(Path(__file__).with_name("samples").iterdir())


def named(path: Path) -> set[str]:
    """Return the full names and addresses of the people in a sample, as its reader met them."""
    found = read_source(OpenSource(path=path.name, file=path), Zones(default="UTC"))
    if not isinstance(found, Read):
        return set()
    actors = [record.actor for record in found.reading.records]
    people = [
        one for one in (*found.reading.identities, *actors) if one is not None and not one.bot
    ]
    names = {one.name for one in people if one.name and " " in one.name}
    return names | {one.email for one in people if one.email}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_nobody_is_named_behind_the_door(path: Path):
    found = read([path])

    said = "\n".join(
        [f"{event.text}\n{event.actor}\n{event.as_written}" for event in found.events]
        + [f"{told.text}\n{told.label}" for told in (*found.statements,)]
        + [passage.text for passage in found.passages]
        + [f"{item.path} {item.warnings}" for item in found.items]
    )

    leaked = {name for name in named(path) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)}
    assert leaked == set()
