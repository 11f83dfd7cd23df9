"""Samples with something broken in them: a value of another sort, bytes cut, doubled or changed."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.registry import shipped_readers
from unblame.evidence.times import Zones

SAMPLES = sorted(Path(__file__).with_name("samples").iterdir())
READERS = {reader.name: reader for reader in shipped_readers()}
TIMES = 15
ODD = (
    None, True, 0, -1, 10**30, 1e300, "", "x", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999-14:00",
    "2026-02-30T05:06:07Z", "=cmd|' /C calc'!A0", "\x00\u202e", [], {}, [[]], [None], {"": None}, "9" * 400,
)  # fmt: skip


def changed(value, chance: random.Random):
    """Return the value with one place in it replaced by something odd."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        return {**value, key: changed(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], changed(value[at], chance), *value[at + 1 :]]
    return chance.choice(ODD)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a stretch of them cut, doubled or overwritten."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randrange(1, 200))
    middle = chance.choice(
        (b"", data[start:end] * 2, bytes(chance.randrange(256) for _ in range(8)))
    )
    return data[:start] + middle + data[end:]


def broken(path: Path, chance: random.Random) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".json" and chance.random() < 0.7:
        try:
            return json.dumps(changed(json.loads(data), chance)).encode()
        except ValueError:
            pass
    return damaged(data, chance)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_broken_sample_makes_no_reader_raise_and_warnings_have_places(path):
    reader = READERS[path.name.partition(".")[0]]
    for seed in range(TIMES):
        data = broken(path, random.Random(f"{path.name}{seed}"))
        source = OpenSource(path=path.name, data=data, modified=datetime(2026, 3, 5, tzinfo=UTC))

        assert 0.0 <= reader.recognises(Sample.of(path.name, data)) <= 1.0
        reading = reader.read(source, Zones(default="Europe/Oslo"))

        assert all(record.place for record in reading.records)
        assert all(warning.where and warning.what for warning in reading.warnings)
