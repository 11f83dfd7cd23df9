"""Portions of rotated and compressed logs, counted apart and in any order, give the same bytes.

What travels to another machine is a pickled task, and what comes back is a portion as bytes.
"""

import bz2
import gzip
import lzma
import pickle
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.evidence import Zones, stream
from unblame.evidence.form import OpenSource
from unblame.evidence.log import read_log
from unblame.evidence.portion import digits_alike
from unblame.evidence.readers import access_log, json_lines, plain_log, syslog
from unblame.evidence.stored import dumped, loaded

PACKINGS = {
    "": lambda data: data,
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
}
FORMS = {
    "plain": (plain_log.split, digits_alike, "2026-03-04 05:{m:02d}:{s:02d},{n:03d} {level} {text}"),
    "old syslog": (syslog.split, syslog.alike, "{day} {m:02d}:59:{s:02d} db-1 app[{n}]: {text}"),
    "json": (
        json_lines.split,
        digits_alike,
        '{{"time":"2026-03-04T05:{m:02d}:{s:02d}Z","level":"{level}","msg":"{text}"}}',
    ),
    "access": (
        access_log.split,
        access_log.alike,
        '10.0.0.{n} - - [04/Mar/2026:05:{m:02d}:{s:02d} +0000] "GET /a/{n} HTTP/1.1" {status} {n}',
    ),
}  # fmt: skip
#: What stands below a line without a time of its own: a stack trace, an empty line, a broken one.
BELOW = ("", "  at Cart.total(Cart.java:77)\n", 'Traceback (most recent call last):\n  File "a.py"\n\n', "\x00\ufffd\n")  # fmt: skip
_RECORD = st.fixed_dictionaries(
    {
        "m": st.integers(0, 59),
        "s": st.integers(0, 59),
        "n": st.integers(0, 999),
        "status": st.sampled_from([200, 404, 503]),
        "day": st.sampled_from(["Dec 30", "Dec 31", "Jan  1"]),
        "level": st.sampled_from(["INFO", "ERROR"]),
        "text": st.sampled_from(["order 7 placed", "kø 42 full", "job deadbeef01 failed", "v8.1 up"]),
        "below": st.sampled_from(BELOW),
        "end": st.sampled_from(["\n", "\n", "\r\n"]),
    }
)  # fmt: skip


def pieces(text: bytes, cuts: list[int]) -> list[bytes]:
    """Cut the text behind lines, wherever these belong; a file of a rotated log ends with a line."""
    lines = text.splitlines(keepends=True)
    edges = [0, *sorted({1 + cut % len(lines) for cut in cuts}), len(lines)]
    parts = [b"".join(lines[a:b]) for a, b in pairwise(edges)]
    return [part for part in parts if part]


def files(folder: Path, parts: list[bytes], packings: list[str]) -> list[OpenSource]:
    sources = []
    for number, part in enumerate(parts):
        packing = packings[number % len(packings)]
        file = folder / f"{number}.log"
        file.write_bytes(PACKINGS[packing](part))
        sources.append(
            OpenSource(
                path=file.name, file=file, packing=packing or None, modified=datetime(2026, 3, 5, tzinfo=UTC)
            )
        )  # fmt: skip
    return sources


def reading(sources: list[OpenSource], form: str, size: int, order=None) -> bytes:
    """Return the reading as bytes, counted in portions of a size; `order` shuffles those."""
    split, alike, _ = FORMS[form]
    last = sources[-1]

    def shuffled(planned, _workers, _cache):
        tasks = [pickle.dumps(one.task) for one in planned]
        order.shuffle(tasks)
        for task in tasks:
            portion = stream.count(pickle.loads(task))
            yield loaded(dumped(portion))

    whole = OpenSource(
        path=last.path, file=last.file, packing=last.packing, modified=last.modified, before=tuple(sources[:-1])
    )  # fmt: skip
    with patch.object(stream, "PORTION", size):
        if order is None:
            return msgspec.json.encode(read_log(whole, Zones(default="UTC"), split, alike))
        with patch.object(stream, "_in_order", shuffled):
            return msgspec.json.encode(read_log(whole, Zones(default="UTC"), split, alike))


@pytest.mark.parametrize("form", FORMS)
@given(
    records=st.lists(_RECORD, min_size=1, max_size=30),
    times=st.integers(1, 6),
    cuts=st.lists(st.integers(0, 500), max_size=2),
    packings=st.lists(st.sampled_from(sorted(PACKINGS)), min_size=1, max_size=3),
    size=st.integers(60, 1500),
    order=st.randoms(use_true_random=False),
    ended=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_any_cut_and_any_order_give_the_same_bytes(
    form, records, times, cuts, packings, size, order, ended
):
    pattern = FORMS[form][2]
    text = "".join(
        pattern.format(**one) + one["end"] + one["below"] for one in records * times
    ).encode()
    parts = pieces(text if ended else text.rstrip(b"\r\n"), cuts)
    with TemporaryDirectory() as folder:
        sources = files(Path(folder), parts, packings)

        whole = reading(sources, form, 1 << 20)

        assert reading(sources, form, size) == whole
        assert reading(sources, form, size, order) == whole
