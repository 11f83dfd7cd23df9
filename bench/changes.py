"""Count the events that logs of ten services give, and how many of them tell of nothing that happened.

Usage: python bench/changes.py [--days N] [--seed N] [--show]. The logs are invented: rates follow the hour of the day
(some fivefold), are noisier than chance alone would have them, and hold jobs by the hour, at night, a
few errors at any time, rare warnings and garbage collections. In seven of ten something happens, twice in three;
nothing happens in the others. A change is true where it begins within ten minutes of that.
"""

import argparse
import math
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unblame.evidence import ReadOptions, read

START = datetime(2026, 3, 3, tzinfo=UTC)
NEAR = timedelta(minutes=10)
TEXTS = (
    "GET /orders/{n} took {m} ms", "order {n} placed", "cache miss for key user:{n}", "session {n} opened",
    "session {n} closed", "payment {n} settled", "message {n} consumed from orders", "stock of {n} read",
)  # fmt: skip
ERRORS = (
    "upstream timed out after {m} ms",
    "payment {n} declined by the bank",
    "cannot parse cart {n}",
)
WARNINGS = ("retry {m} of order {n}", "slow query: {m} ms", "queue depth {n}")


class Service:
    """One service: how busy it is by day, how noisy, and what happens to it."""

    def __init__(self, number: int, seed: int, days: int) -> None:
        self.pick = random.Random(f"{seed} {number}")
        self.minutes = days * 1440
        self.base = self.pick.choice((3.0, 10.0, 25.0, 60.0))
        self.swing = self.pick.choice((0.0, 0.4, 0.67))
        self.noise = self.pick.choice((0.0, 0.15, 0.3))
        self.texts = self.pick.sample(TEXTS, 4)
        self.happens = dict(self._plan()) if number % 10 < 7 else {}

    def _plan(self) -> Iterator[tuple[int, str]]:
        kinds = ["errors", "silence", "drop", "new"]
        self.pick.shuffle(kinds)
        for place, kind in enumerate(kinds[: self.pick.choice((1, 2, 2))]):
            yield (
                self.pick.randrange(200, self.minutes // 2 - 200) + place * self.minutes // 2,
                kind,
            )

    def moments(self) -> list[datetime]:
        """Return when something happens, and when it ends."""
        return [START + timedelta(minutes=at + more) for at in self.happens for more in (0, 30)]

    def rate(self, minute: int) -> float:
        """Return how many lines a minute has on average: by the hour, with noise beyond chance."""
        by_day = 1 - self.swing * math.cos((minute - 180) / 1440 * 2 * math.pi)
        noise = self.pick.gammavariate(1 / self.noise**2, self.noise**2) if self.noise else 1.0
        return self.base * by_day * noise

    def lines(self) -> Iterator[str]:
        """Yield the lines in order."""
        for minute in range(self.minutes):
            told = [(self.pick.random() * 60, one) for one in self._minute(minute)]
            for second, text in sorted(told):
                at = START + timedelta(minutes=minute, seconds=second)
                filled = text.format(n=self.pick.randrange(100_000), m=self.pick.randrange(900))
                yield f"{at:%Y-%m-%dT%H:%M:%S.}{at.microsecond // 1000:03d}Z {filled}\n"

    def _minute(self, minute: int) -> Iterator[str]:
        going = next((k for at, k in self.happens.items() if at <= minute < at + 30), "")
        if going == "silence":
            return
        rate = self.rate(minute) * (0.05 if going == "drop" else 1.0)
        for _ in range(poisson(self.pick, rate)):
            yield f"INFO {self.texts[min(int(self.pick.expovariate(1.0)), 3)]}"
        for level, texts, share in (("ERROR", ERRORS, 0.004), ("WARN", WARNINGS, 0.01)):
            for _ in range(poisson(self.pick, rate * share)):
                yield f"{level} {self.pick.choice(texts)}"
        if minute % 60 == 5:
            yield from [
                "INFO job cleanup started",
                *["INFO cleaned {n} rows"] * 20,
                "INFO job cleanup done",
            ]
        if minute % 1440 in range(150, 165):
            yield from ["INFO backup: copied part {n}"] * 15
        if self.pick.random() < 0.02:
            yield "INFO GC pause of {m} ms"
        if going == "errors":
            yield from ["ERROR upstream timed out after {m} ms"] * max(2, int(rate * 0.3))
        if going == "new":
            yield from ["ERROR disk full on volume {n}"] * 2


def poisson(pick: random.Random, mean: float) -> int:
    """Return a random count with this mean."""
    if mean > 200:
        return max(0, round(pick.gauss(mean, math.sqrt(mean))))
    edge, count, product = math.exp(-mean), 0, pick.random()
    while product > edge:
        count += 1
        product *= pick.random()
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    events = false = found = planted = 0
    for number in range(10):
        service = Service(number, asked.seed, asked.days)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"service-{number}.log"
            count = 0
            with file.open("w") as out:
                for line in service.lines():
                    out.write(line)
                    count += 1
            changes = read([file], options=ReadOptions(tz="UTC")).changes
        moments = service.moments()
        at = [one.moment.at for one in changes if one.moment.at is not None]
        wrong = [
            c
            for c in changes
            if c.moment.at is None or not any(abs(c.moment.at - m) <= NEAR for m in moments)
        ]
        met = sum(any(abs(when - begin) <= NEAR for when in at) for begin in moments[::2])
        events, false = events + len(changes), false + len(wrong)
        found, planted = found + met, planted + len(service.happens)
        print(
            f"service-{number}: {count:7,} lines, {service.base:2.0f} a minute, by day ±{service.swing:.0%}, noise "
            f"{service.noise:.0%}: {len(changes):2} events, {len(wrong)} false, {met} of {len(service.happens)} found"
        )
        for begin, kind in service.happens.items() if asked.show else ():
            if not any(abs(when - START - timedelta(minutes=begin)) <= NEAR for when in at):
                print(f"    not found: {kind} at {START + timedelta(minutes=begin):%d %H:%M}")
        for one in wrong if asked.show else ():
            print(
                f"    {one.moment.at:%d %H:%M} {one.template}: {one.before_per_minute} → {one.after_per_minute}"
            )
    print(f"{events / 10:.1f} events a log, {false / 10:.1f} false; {found} of {planted} found")


if __name__ == "__main__":
    main()
