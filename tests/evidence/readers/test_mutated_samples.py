"""Samples with something broken in them; `make fuzz` does the same for minutes, and with larger ones."""

import random
from pathlib import Path

import pytest

from unblame.evidence.registry import shipped_readers
from unblame.testing.broken import broken, complaints

SAMPLES = sorted(Path(__file__).with_name("samples").iterdir())
READERS = {reader.name: reader for reader in shipped_readers()}
TIMES = 15


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_broken_sample_makes_no_reader_raise_and_warnings_have_places(path):
    reader = READERS[path.name.partition(".")[0]]
    data = path.read_bytes()

    for seed in range(TIMES):
        given = broken(data, random.Random(f"{path.name}{seed}"))
        assert complaints(reader, path.name, given) == [], f"seed {seed}"
