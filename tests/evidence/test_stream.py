import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unblame.evidence import ReadOptions, Zones, read, stream
from unblame.evidence.form import OpenSource
from unblame.evidence.log import read_log
from unblame.evidence.portion import Counter, digits_alike
from unblame.evidence.readers import access_log, json_lines, plain_log, syslog
from unblame.evidence.settled import Settled, timed
from unblame.evidence.stored import dumped, loaded

FORMS = {
    "plain": (
        plain_log.split,
        digits_alike,
        "2026-03-04T05:{m:02d}:{s:02d}.{n:03d}Z {level} {text}",
    ),
    "old syslog": (
        syslog.split,
        syslog.alike,
        "<{pri}>{day} {m:02d}:59:{s:02d} db-1 app[{n}]: {text}",
    ),
    "syslog": (
        syslog.split,
        syslog.alike,
        "<{pri}>1 2026-03-04T05:{m:02d}:{s:02d}+0{zone}:00 h a 1 - - {text}",
    ),
    "json": (
        json_lines.split,
        digits_alike,
        '{{"level":{number},"time":"2026-03-04 05:{m:02d}:{s:02d}","msg":"{text}","id":"{n:x}"}}',
    ),
    "access": (
        access_log.split,
        access_log.alike,
        '10.0.0.{n} - - [04/Mar/2026:05:{m:02d}:{s:02d} +0{zone}00] "GET /a/{n} HTTP/1.1" {status} {n}',
    ),
}
_LINE = st.fixed_dictionaries(
    {
        "m": st.integers(0, 3),
        "s": st.integers(0, 61),
        "n": st.integers(0, 999),
        "zone": st.integers(0, 2),
        "pri": st.integers(0, 191),
        "number": st.sampled_from([30, 40, 50]),
        "status": st.sampled_from([200, 404, 500, 503]),
        "day": st.sampled_from(["Dec 31", "Jan  1", "Feb 29", "Feb 30"]),
        "level": st.sampled_from(["INFO", "ERROR"]),
        "text": st.sampled_from(
            ["order 7 placed", "order 1234567 placed", "starting v7", "starting v8.1", "5xx seen",
             "job deadbeef01 failed", "job 9b2f1c0e-77aa-4a51-9b0c-2f1e5a77b0aa failed", "no stock",
             "GET /api/v1/x/77", "", "at 05:06"]
        ),
    }
)  # fmt: skip


def settled(chunks: list[str], split, alike, order: list[int]):
    portions = []
    begins = 0
    for chunk in chunks:
        counter = Counter(split, alike)
        counter.block(chunk)
        portion = counter.whole()
        portion.begins, portion.ends = begins, begins + len(chunk)
        begins = portion.ends
        portions.append(loaded(dumped(portion)))
    whole = Settled()
    for at in order:
        whole.take(portions[at])
    return whole


def shown(whole: Settled):
    found = timed(whole, Zones(default="UTC"), datetime(2026, 3, 5, tzinfo=UTC))
    return dict(found.log.patterns), found.unplaced, whole.notes, whole.kept, whole.lines


@pytest.mark.parametrize("form", FORMS)
@given(lines=st.lists(_LINE, min_size=1, max_size=40), times=st.integers(1, 4), data=st.data())
@settings(max_examples=40, deadline=None)
def test_portions_in_any_order_give_what_one_gives(form, lines, times, data):
    split, alike, pattern = FORMS[form]
    texts = [pattern.format(**line) + "\n" for line in lines] * times
    cuts = sorted(data.draw(st.sets(st.integers(1, len(texts)), max_size=4)))
    chunks = ["".join(texts[a:b]) for a, b in zip([0, *cuts], [*cuts, len(texts)], strict=True)]
    chunks = [chunk for chunk in chunks if chunk]
    order = data.draw(st.permutations(range(len(chunks))))

    apart = settled(chunks, split, alike, order)

    assert shown(apart) == shown(settled(["".join(texts)], split, alike, [0]))
    assert shown(apart) == shown(settled(["".join(texts)], split, None, [0]))


def a_big_log(folder):
    file = folder / "app.log"
    with file.open("w") as out:
        for n in range(4000):
            bad = 2000 < n < 2600 and n % 3 == 0
            text = f"ERROR payment {n} refused" if bad else f"INFO order {n} placed"
            out.write(
                f"2026-03-04T{5 + n // 1200:02d}:{n // 20 % 60:02d}:{n * 3 % 60:02d}Z {text}\n"
            )
    return file


class Kept(dict):
    def put(self, key, data):
        self[key] = data


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(stream, "PORTION", 20_000)
    monkeypatch.setattr(stream, "LARGE", 1)
    monkeypatch.setattr(stream, "SEVERAL", 1)
    monkeypatch.setattr("unblame.evidence.store._SETTLED_NS", -1)
    monkeypatch.setattr("unblame.evidence.reading.LARGE", 1)


def test_several_processes_find_what_one_finds(tmp_path, small):
    file = a_big_log(tmp_path)

    one, two = (read([file], options=ReadOptions(jobs=jobs)) for jobs in (1, 2))

    assert one == two
    assert [change.template for change in one.changes] == ["error: payment * refused"]


def test_what_was_counted_is_not_read_again(tmp_path, small, monkeypatch):
    file = a_big_log(tmp_path)
    cache = Kept()
    first = read([file], options=ReadOptions(cache=cache))
    monkeypatch.setattr(stream, "count", None)
    monkeypatch.setattr("unblame.evidence.reading._BLOCK", None)

    again = read([file], options=ReadOptions(cache=cache))

    assert first == again


def test_a_compressed_log_that_was_counted_is_not_unpacked_again(tmp_path, small, monkeypatch):
    plain = a_big_log(tmp_path)
    file = tmp_path / "app.log.gz"
    file.write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    cache = Kept()
    first = read([file], options=ReadOptions(cache=cache))
    monkeypatch.setattr(stream, "count", None)
    monkeypatch.setattr(stream, "_pieces", None)

    assert read([file], options=ReadOptions(cache=cache)) == first


def test_what_other_processes_had_counted_when_a_run_is_stopped_is_kept(tmp_path, small):
    source = OpenSource(path="app.log", file=a_big_log(tmp_path), cache=Kept())
    planned = stream._planned([source], [], plain_log.split, digits_alike, source.cache)
    portions = stream._in_processes(planned, 2, source.cache)
    next(portions)
    wait_until_all_are_counted(portions.gi_frame.f_locals["ahead"])

    portions.close()

    assert len(source.cache) == 2 * 4


def wait_until_all_are_counted(ahead):
    for _, future in ahead:
        future.result(timeout=60)


def test_an_endless_line_of_a_compressed_log_is_one_line(tmp_path, small):
    plain = a_big_log(tmp_path)
    lines = plain.read_text().splitlines(keepends=True)
    endless = f"2026-03-04T05:00:00Z INFO {'x' * 300_000}\n"
    plain.write_text("".join([lines[0], endless, *lines[1:]]))
    packed = OpenSource(path="app.log", data=gzip.compress(plain.read_bytes()), packing="gzip")

    split = plain_log.split, digits_alike
    unpacked = read_log(OpenSource(path="app.log", file=plain), Zones(), *split)

    assert read_log(packed, Zones(), *split) == unpacked
    assert [one.where for one in unpacked.warnings] == ["line 2"]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, small, monkeypatch):
    file = a_big_log(tmp_path)
    source = OpenSource(path="app.log", file=file, cache=Kept())
    whole = read_log(source, Zones(), plain_log.split, digits_alike)
    counted = []
    count = stream.count

    def stopping(task, cache):
        if len(counted) == 3:
            raise KeyboardInterrupt
        counted.append(task.begins)
        return count(task, cache)

    source.cache.clear()
    monkeypatch.setattr(stream, "count", stopping)
    with pytest.raises(KeyboardInterrupt):
        read_log(source, Zones(), plain_log.split, digits_alike)
    monkeypatch.setattr(
        stream, "count", lambda task, cache: counted.append(task.begins) or count(task, cache)
    )

    again = read_log(source, Zones(), plain_log.split, digits_alike)

    assert again == whole
    assert sorted(set(counted)) == counted


def test_a_changed_file_is_read_again_and_damage_in_the_cache_does_no_harm(tmp_path, small):
    file = a_big_log(tmp_path)
    cache = Kept()
    first = read([file], options=ReadOptions(cache=cache))
    for key in cache:
        cache[key] = b"\x93not a portion"
    assert [c.template for c in read([file], options=ReadOptions(cache=cache)).changes] == [
        c.template for c in first.changes
    ]
    file.write_text(file.read_text().replace("refused", "timed out"))

    (change,) = read([file], options=ReadOptions(cache=cache)).changes

    assert change.template == "error: payment * timed out"
