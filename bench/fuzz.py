"""Give every reader broken samples for some minutes, and keep each input that a reader did wrong on.

Usage: python bench/fuzz.py [--seconds 600] [--seed N] [--reader NAME] [--keep .fuzz]
       python bench/fuzz.py --again .fuzz/slack-0123456789ab.json

Wrong is: whatever is raised; more than 2 s of processor time a MB (2 s at least); more memory than 64 MB
and 64 bytes a byte; a record or a warning without a place. A round gives each sample some broken
copies, one grown to 1 MB, and each reader what Hypothesis makes of the lines of its samples. The seed
that is printed does the same again; the input is kept, so is its traceback, and `--again` reads it again.
"""

import argparse
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from unblame.evidence.form import Reader
from unblame.evidence.registry import shipped_readers
from unblame.testing.broken import MARKS, broken, complaints, grown

SAMPLES = Path(__file__).parent.parent / "tests" / "evidence" / "readers" / "samples"
SECONDS_PER_MB = 2.0
MB = 1 << 20
ROUND = 20
_LINES = tuple(mark for mark in MARKS if len(mark) < 100)


class Wrong(Exception):
    """What a reader did that no reader may do."""


class TooLong(BaseException):
    """The processor time is up; no reader may catch it."""


@contextmanager
def hurried(seconds: float) -> Iterator[None]:
    """Raise TooLong after so many seconds of processor time; a busy machine changes nothing."""

    def up(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGPROF, up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def memory() -> int:
    """Return the highest memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


def judge(reader: Reader, name: str, data: bytes) -> None:
    """Give the reader the data. Raises Wrong, or whatever the reader raises."""
    limit = SECONDS_PER_MB * max(1.0, len(data) / MB)
    before = memory()
    try:
        with hurried(limit):
            found = complaints(reader, name, data)
    except TooLong as error:
        raise Wrong(f"too slow: more than {limit:.1f} s for {len(data)} bytes") from error
    more = memory() - before
    if more > 64 * MB + 64 * len(data):
        found.append(f"{more // MB} MB of memory for {len(data)} bytes")
    if found:
        raise Wrong("\n".join(found[:5]))


class Fuzz:
    """Counts what was given, and keeps each input that a reader did wrong on, once for each cause."""

    def __init__(self, keep: Path) -> None:
        self.keep, self.given, self.causes = keep, 0, dict[str, Path]()
        keep.mkdir(parents=True, exist_ok=True)

    def give(self, reader: Reader, name: str, data: bytes) -> None:
        """Give one input; the last one is always on the disk, should the process be killed."""
        self.given += 1
        (self.keep / "last").write_bytes(data)
        judge(reader, name, data)

    def wrong(self, reader: Reader, name: str, data: bytes, how: str) -> None:
        """Keep the input and the traceback, unless the same line of code failed before."""
        shown = traceback.format_exc()
        said = shown.strip().splitlines()[-1][:100]
        cause = f"{reader.name}: {_line_of(sys.exc_info()[1]) or said}"
        if cause in self.causes:
            return
        digest = sha256(data).hexdigest()[:12]
        kept = self.keep / f"{reader.name}-{digest}{''.join(Path(name).suffixes[-1:])}"
        kept.write_bytes(data)
        kept.with_name(f"{kept.name}.txt").write_text(f"{name}, {how}\n{shown}")
        self.causes[cause] = kept
        print(f"{cause}\n  {said}\n  {how}; kept: {kept}", flush=True)

    def mutate(self, reader: Reader, path: Path, number: str, change: Callable) -> None:
        """Give one changed copy of a sample."""
        data = change(path.read_bytes(), random.Random(f"{path.name} {number}"))
        try:
            self.give(reader, path.name, data)
        except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
            self.wrong(reader, path.name, data, f"seed {number}")

    def invent(self, reader: Reader, paths: list[Path], number: str, examples: int) -> None:
        """Give what Hypothesis makes of the lines of the samples; it looks for the smallest."""
        lines = sorted({line for path in paths for line in path.read_bytes().splitlines()})
        piece = st.one_of(st.sampled_from(lines), st.sampled_from(_LINES), st.binary(max_size=20))
        tried = [b""]

        @seed(f"{reader.name} {number}")
        @settings(
            max_examples=examples, deadline=None, database=None, report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck), phases=(Phase.generate, Phase.shrink),
        )  # fmt: skip
        @given(st.lists(piece, max_size=30).map(b"\n".join))
        def test(data: bytes) -> None:
            tried[0] = data
            self.give(reader, paths[0].name, data)

        try:
            test()
        except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
            self.wrong(reader, paths[0].name, tried[0], f"Hypothesis, seed {number}")


def _line_of(error: BaseException | None) -> str:
    """Return the deepest line of this package that the error came through."""
    cause = error.__cause__ if isinstance(error, Wrong) else error
    frames = traceback.extract_tb(cause.__traceback__) if cause is not None else []
    own = [frame for frame in frames if f"{os.sep}unblame{os.sep}" in frame.filename]
    return f"{Path(own[-1].filename).name}, line {own[-1].lineno}" if own else ""


def again(path: Path) -> int:
    """Read a kept input again with its reader."""
    (reader,) = [one for one in shipped_readers() if one.name == path.name.partition("-")[0]]
    judge(reader, path.name, path.read_bytes())
    print(f"{reader.name} reads {path} as it should")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--seconds", type=float, default=float(os.environ.get("FUZZ_SECONDS", "600"))
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--reader")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"))
    parser.add_argument("--again", type=Path)
    asked = parser.parse_args()
    if asked.again:
        return again(asked.again)
    fuzz = Fuzz(asked.keep)
    ours = [one for one in shipped_readers() if asked.reader in (None, one.name)]
    samples = {one.name: sorted(SAMPLES.glob(f"{one.name}.*")) for one in ours}
    print(f"seed {asked.seed}, {asked.seconds:.0f} s, {len(ours)} readers", flush=True)
    end, rounds = time.monotonic() + asked.seconds, 0
    while time.monotonic() < end:
        for reader in ours:
            for path in samples[reader.name] if time.monotonic() < end else ():
                for number in range(ROUND):
                    fuzz.mutate(reader, path, f"{asked.seed} {rounds} {number}", broken)
                fuzz.mutate(reader, path, f"{asked.seed} {rounds} grown", grown)
            if time.monotonic() < end:
                fuzz.invent(reader, samples[reader.name], f"{asked.seed} {rounds}", ROUND)
        rounds += 1
    print(f"{fuzz.given} inputs in {rounds} rounds, {len(fuzz.causes)} wrong", flush=True)
    return 1 if fuzz.causes else 0


if __name__ == "__main__":
    sys.exit(main())
