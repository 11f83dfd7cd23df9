"""A sample with the line ends of Windows, or a blank line before it, says what it said."""

import json
import re
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import open_json
from unblame.evidence.record import Reading
from unblame.evidence.registry import reader_for
from unblame.evidence.times import Zones

SAMPLES = [
    path
    for path in sorted(Path(__file__).with_name("samples").iterdir())
    if not path.read_bytes().startswith(b"PK") and path.name != "journald.export"
]


def read(name: str, data: bytes) -> tuple[str, list[str], int, int, int]:
    reader = reader_for(Sample.of(name, data))
    assert reader is not None
    found: Reading = reader.read(OpenSource(path=name, data=data), Zones(default="UTC"))
    texts = [record.text.replace("\r", "") for record in found.records]
    return reader.name, texts, len(found.statements), len(found.passages), len(found.changes)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_line_ends_and_a_blank_line_before_change_nothing(path):
    data = path.read_bytes().replace(b"\r\n", b"\n")
    whole = read(path.name, data)

    assert read(path.name, data.replace(b"\n", b"\r\n")) == whole
    assert read(path.name, b"\n" + data) == whole


@pytest.mark.parametrize(
    "path", [p for p in SAMPLES if p.suffix in (".json", ".jsonl")], ids=lambda path: path.name
)
def test_half_a_letter_in_json_costs_nothing_else(path):
    data = path.read_bytes()
    text = re.sub(r'": "([A-Z][^"\\]* [^"\\]*)"', r'": "\1 \\ud83d"', data.decode())

    name, texts, *rest = read(path.name, text.encode())
    whole, before, *others = read(path.name, data)

    assert (name, len(texts), *rest) == (whole, len(before), *others)
    assert "\n".join(texts).encode() is not None


def test_lines_of_json_are_read_where_the_first_is_broken():
    rows = [{"id": 1}, {"id": 2}, {"id": 3}]
    lines = [json.dumps(row) for row in rows]
    data = "\n".join(["", lines[0][:-2], *lines[1:]]).encode()

    opened = open_json(OpenSource(path="x.jsonl", data=data))

    assert opened.values == tuple(rows[1:])
    assert [warning.where for warning in opened.warnings] == ["line 2"]
