"""Every sample is known for what it is, whatever it is called, and taken for nothing else.

A sample is a file in `samples/` whose name begins with the name of its reader and a dot.
"""

import json
from pathlib import Path

import pytest

from unblame.evidence.about import About, about_of
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.reading import Read, read_source
from unblame.evidence.registry import reader_for, shipped_readers
from unblame.evidence.times import Zones

SAMPLES = sorted(Path(__file__).with_name("samples").iterdir())
#: Readers of any text or table: they may offer to read what a reader of one tool knows better.
GENERAL = {"csv_table", "json_lines", "json_table", "logfmt", "markdown", "notes", "plain_log"}
CLEAR = 0.15


def owner(path: Path) -> str:
    return path.name.partition(".")[0]


def shown(path: Path, name: str | None = None) -> Sample:
    return Sample.of(name or path.name, path.read_bytes())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_known_by_its_reader_and_by_no_other(path):
    said = {reader.name: reader.recognises(shown(path)) for reader in shipped_readers()}

    others = {name: sure for name, sure in said.items() if name != owner(path)}
    assert said[owner(path)] >= max(others.values()) + (0 if owner(path) in GENERAL else CLEAR)
    assert {
        name: sure for name, sure in others.items() if sure >= 0.5 and name not in GENERAL
    } == {}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_under_the_name_of_another_is_still_known(path):
    names = [other.name for other in SAMPLES if other.suffix == path.suffix]
    names += [f"export/{path.stem}", f"{path.stem}.txt"]

    found = {name: reader_for(shown(path, name)) for name in names}

    assert {one.name if one else None for one in found.values()} == {owner(path)}


FOREIGN = [
    {"createdAt": "2026-03-04T05:06:07Z", "login": "ana", "ip": "203.0.113.7", "action": "signed in"},
    {"id": 7, "title": "Shoes", "number": 3, "created_at": "2026-03-04", "seller": {"login": "ana"}},
    {"data": [{"id": "1", "type": "articles", "attributes": {"title": "x", "created": "2026-03-04"}}]},
    {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "pay"}, "status": {"reason": "Evicted"}},
    {"key": "theme", "fields": ["a"], "summary": "none"},
    {"page": 1, "status": "ok", "results": [{"owner": "x", "note": "y"}]},
    {"name": "left-pad", "version": "1.0.0", "dependencies": {}, "author": {"name": "x"}},
    {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"date": "2026"}}]},
    {"events": [{"title": "Concert", "date": "2026-03-04", "tags": ["jazz"], "host": "club"}]},
]  # fmt: skip


@pytest.mark.parametrize("value", FOREIGN, ids=str)
@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one]], ids=["alone", "listed"])
def test_what_no_tool_of_ours_wrote_is_taken_for_none_of_them(value, wrap):
    head = Sample.of("x.json", json.dumps(wrap(value), indent=1).encode())

    said = {one.name: one.recognises(head) for one in shipped_readers()}

    assert {name: sure for name, sure in said.items() if sure and name not in GENERAL} == {}


def test_a_reader_with_words_about_itself_has_a_sample():
    told = [one.name for one in shipped_readers() if isinstance(getattr(one, "about", None), About)]

    assert sorted(set(told) - {owner(path) for path in SAMPLES}) == []


@pytest.mark.parametrize("reader", shipped_readers(), ids=lambda reader: reader.name)
def test_every_reader_tells_how_to_export_its_zone_and_its_edits(reader):
    about = about_of(reader)

    assert isinstance(getattr(reader, "about", None), About)
    assert all((about.title, about.export, about.zone, about.edits, about.built_from))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_sample_read_twice_says_the_same_and_leaves_no_time_without_a_reason(path):
    def once() -> Read:
        source = OpenSource(path=path.name, file=path)
        read = read_source(source, Zones(default="UTC"))
        assert isinstance(read, Read)
        return read

    first = once().reading

    assert first == once().reading
    assert first.records or first.statements or first.passages or first.changes or first.identities
