"""Reads a stream of any size in portions: one after the other, or in several processes.

What has been counted is kept in the cache, so that a run that was stopped goes on where it was, and
the next one need not read again what has not changed.
"""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from unblame.evidence.form import OpenSource, encoding_of
from unblame.evidence.packing import BadPacking, some
from unblame.evidence.portion import MAX_LINE, Alike, Counter, Portion, Split
from unblame.evidence.settled import Settled
from unblame.evidence.store import Cache, identity_of, key_of
from unblame.evidence.stored import dumped, loaded

PORTION = 16 << 20
#: Below this a stream is read anew each time.
LARGE = 32 << 20
#: Below this starting processes takes longer than they save.
SEVERAL = 96 << 20
_BLOCK = 1 << 20
_END = b"the end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A portion that is still to be counted: a stretch of a file, or bytes; it needs nothing else."""

    begins: int
    ends: int
    start: int
    encoding: str
    split: Split
    alike: Alike | None
    file: Path | None = None
    data: bytes = b""

    def open(self) -> BinaryIO:
        """Return a stream that stands where the portion begins."""
        if self.file is None:
            return BytesIO(self.data)
        stream = self.file.open("rb")
        stream.seek(self.start)
        return stream


def count(task: Task, cache: Cache | None = None) -> Portion:
    """Return the counted portion, taken from the cache where the same bytes were counted before."""
    key = _content_key(task) if cache is not None else ""
    held = cache.get(key) if cache is not None else None
    portion = loaded(held) if held is not None else None
    if portion is None:
        counter = Counter(task.split, task.alike)
        with task.open() as stream:
            for block in blocks(stream, task.ends - task.begins):
                counter.block(block.decode(task.encoding, errors="replace"))
        portion = counter.whole()
    portion.begins, portion.ends, portion.digest = task.begins, task.ends, key
    return portion


def _content_key(task: Task) -> str:
    digest = sha256()
    left = task.ends - task.begins
    with task.open() as stream:
        while left > 0 and (block := stream.read(min(_BLOCK, left))):
            digest.update(block)
            left -= len(block)
    return key_of("portion", digest.hexdigest(), task.encoding, *_named(task))


def _named(task: Task) -> tuple[str, str]:
    return task.split.__module__, task.split.__qualname__


def blocks(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the next `size` bytes in blocks of whole lines; of an endless line only the start."""
    carry, passing = b"", False
    while size > 0 and (data := stream.read(min(_BLOCK, size))):
        size -= len(data)
        if passing:
            at = data.find(b"\n")
            if at < 0:
                continue
            data, passing = data[at:], False
        data = carry + data
        cut = data.rfind(b"\n") + 1
        carry = data[cut:]
        if cut:
            yield data[:cut]
        if len(carry) > 2 * MAX_LINE:
            carry, passing = carry[: MAX_LINE + 1], True
    if carry:
        yield carry


def condense(
    sources: Sequence[OpenSource], split: Split, alike: Alike | None = None
) -> tuple[Settled, list[int]]:
    """Return the counts of sources that follow one another, and the lines before each of them."""
    given = sources[-1]
    size = sum(map(_size, sources))
    cache = given.cache if size >= LARGE else None
    workers = given.jobs if size >= SEVERAL and _travels(split, alike) else 1
    settled = Settled()
    starts: list[int] = []
    planned = _planned(sources, starts, split, alike, cache)
    for portion in _in_order(planned, workers, cache):
        settled.take(portion)
    return settled, [settled.marks.get(at, settled.lines) for at in starts]


def _size(source: OpenSource) -> int:
    if source.data is not None:
        return len(source.data)
    return source.file.stat().st_size * (8 if source.packing else 1) if source.file else 0


def _travels(split: Split, alike: Alike | None) -> bool:
    """Say whether the functions can be handed to another process."""
    try:
        pickle.dumps((split, alike))
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Planned:
    """A portion that is known already, or the task of counting it and where to keep the result."""

    portion: Portion | None = None
    task: Task | None = None
    key: str | None = None


def _planned(
    sources: Sequence[OpenSource],
    starts: list[int],
    split: Split,
    alike: Alike | None,
    cache: Cache | None,
) -> Iterator[_Planned]:
    """Yield the portions of all sources in order, noting where each source begins."""
    base = 0
    for source in sources:
        starts.append(base)
        encoding = encoding_of(source.sample().head)
        known = _Known(source, cache, (split.__module__, split.__qualname__, encoding))
        done = 0
        while (portion := known.at(done, base)) is not None:
            yield _Planned(portion=portion)
            done = portion.ends - base
            if known.over:
                break
        end = done
        if not known.over:
            for start, data, end in _cut(source, encoding, done):
                wide = "utf-8" if encoding == "utf-16" else encoding
                task = Task(
                    begins=base + start,
                    ends=base + end,
                    start=start,
                    encoding=wide,
                    split=split,
                    alike=alike,
                    file=source.file if data is None else None,
                    data=data or b"",
                )
                yield _Planned(task=task, key=known.key(start))
            if not source.broken:
                known.ends(end)
        base += end


class _Known:
    """What the cache tells of an unchanged file, without the file being read."""

    def __init__(self, source: OpenSource, cache: Cache | None, how: tuple[str, ...]) -> None:
        self.cache = cache
        self.file = identity_of(source.file) if cache is not None and source.file else None
        self.how = how
        self.size = None if source.packing or self.file is None else self.file[1]
        self.over = False

    def key(self, start: int) -> str | None:
        return key_of("at", start, *self.how, *self.file) if self.file is not None else None

    def at(self, start: int, base: int) -> Portion | None:
        """Return the portion that begins here, where it is known."""
        portion = self._kept(start)
        if portion is not None:
            length = portion.ends - portion.begins
            portion.begins, portion.ends = base + start, base + start + length
            self.over = start + length == self.size
        return portion

    def _kept(self, start: int) -> Portion | None:
        key = self.key(start)
        if self.cache is None or key is None or (digest := self.cache.get(key)) is None:
            return None
        if digest == _END:
            self.over = True
            return None
        held = self.cache.get(digest.decode("ascii", "replace"))
        return loaded(held) if held is not None else None

    def ends(self, end: int) -> None:
        """Keep where a compressed file ends, so that it need not be unpacked to be told."""
        key = self.key(end)
        if self.cache is not None and key is not None and self.size is None:
            self.cache.put(key, _END)


def _cut(source: OpenSource, encoding: str, done: int) -> Iterator[tuple[int, bytes | None, int]]:
    """Yield (start, bytes or None where the file holds them, end) of each portion from `done` on."""
    if encoding == "utf-16":
        yield from _pieces(BytesIO(source.text().encode("utf-8", errors="replace")), done, [])
    elif source.file is None or source.packing:
        with source.stream() as stream:
            yield from _pieces(stream, done, source.broken)
    else:
        with source.file.open("rb") as stream:
            while (end := _line_end(stream, done + PORTION)) > done:
                yield done, None, end
                done = end


def _line_end(stream: BinaryIO, near: int) -> int:
    """Return where the line that holds a place ends, or the end of the file."""
    stream.seek(near - 1)
    while (part := stream.readline(_BLOCK)) and not part.endswith(b"\n"):
        pass
    return stream.tell() if stream.tell() != near - 1 else stream.seek(0, 2)


def _pieces(stream: BinaryIO, done: int, broken: list[str]) -> Iterator[tuple[int, bytes, int]]:
    """Cut a stream behind lines; of an endless line only the start is held."""
    start, held, passed = 0, b"", 0
    while block := _next(stream, broken):
        held += block
        cut = held.rfind(b"\n") + 1
        if cut:
            end = start + cut + passed
            if start >= done:
                yield start, held[:cut], end
            start, held, passed = end, held[cut:], 0
        elif len(held) > 2 * max(PORTION, MAX_LINE):
            passed += len(held) - MAX_LINE - 1
            held = held[: MAX_LINE + 1]
    if held and start >= done:
        yield start, held, start + len(held) + passed


def _next(stream: BinaryIO, broken: list[str]) -> bytes:
    """Return the next portion of bytes; where a compressed file breaks, what it gave before."""
    held: list[bytes] = []
    size = 0
    try:
        while size < PORTION and (data := some(stream, PORTION - size)):
            held.append(data)
            size += len(data)
    except BadPacking as error:
        if str(error) not in broken:
            broken.append(str(error))
    return b"".join(held)


def _in_order(planned: Iterator[_Planned], workers: int, cache: Cache | None) -> Iterator[Portion]:
    if workers > 1:
        yield from _in_processes(planned, workers, cache)
        return
    for one in planned:
        yield one.portion or _kept(one, count(_task(one), cache), cache)


def _task(one: _Planned) -> Task:
    assert one.task is not None
    return one.task


def _kept(one: _Planned, portion: Portion, cache: Cache | None) -> Portion:
    """Keep a portion for the next run under the digest of its bytes, and that under its place."""
    if cache is not None:
        cache.put(portion.digest, dumped(portion))
        if one.key is not None:
            cache.put(one.key, portion.digest.encode())
    return portion


def _in_processes(
    planned: Iterator[_Planned], workers: int, cache: Cache | None
) -> Iterator[Portion]:
    """Count in so many processes, a few portions ahead; should they be lost, in this one."""
    ahead: list[tuple[_Planned, Future[Portion] | None]] = []
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    try:
        more = True
        while more or ahead:
            while more and len(ahead) < 2 * workers:
                one = next(planned, None)
                more = one is not None
                if one is not None:
                    ahead.append((one, _sent(pool, one, cache)))
            if ahead:
                portion = _received(*ahead[0], cache)
                del ahead[0]
                yield portion
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for one, future in ahead:  # this run was stopped; what is done need not be done again
            if future is not None and _is_done(future):
                _kept(one, future.result(), cache)


def _is_done(future: Future[Portion]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _sent(pool: ProcessPoolExecutor, one: _Planned, cache: Cache | None) -> Future[Portion] | None:
    try:
        return pool.submit(count, one.task, cache) if one.task is not None else None
    except BrokenExecutor:
        return None


def _received(one: _Planned, future: "Future[Portion] | None", cache: Cache | None) -> Portion:
    if one.portion is not None:
        return one.portion
    try:
        portion = future.result() if future is not None else count(_task(one), cache)
    except BrokenExecutor:
        portion = count(_task(one), cache)
    return _kept(one, portion, cache)
