"""Write the table of needles: what a text must hold for each of the tool's patterns to match.

The table only saves time. A pattern that is not in it is read when a text first needs it.
"""

import json
import sys
from functools import wraps
from typing import Any

from unblame.language.linter import check
from unblame.language.registry import load
from unblame.text import needle

FRESH = 0.95  # share of the patterns in use that a table holds before it counts as stale


def used() -> dict[str, list[str]]:
    """Return the needles of every pattern that checking the rules' own examples asks for."""
    asked: set[str] = set()
    needle.needles.cache_clear()
    plain = needle.mark

    @wraps(plain)
    def noted(pattern: str) -> str:
        asked.add(pattern)
        return plain(pattern)

    needle.mark = noted  # the one place that sees each pattern once
    try:
        for rule in load().values():
            for text in (*rule.flag, *rule.ok):
                check(text)
        check("\n\n".join(text for rule in load().values() for text in (*rule.flag, *rule.ok)))
    finally:
        needle.mark = plain
    return {plain(one): sorted(needle.read_from(one)) for one in sorted(asked)}


def main(arguments: list[str]) -> int:
    """Write the table, or with `--check` return 1 where it is stale."""
    wanted = used()
    kept: dict[str, Any] = (
        json.loads(needle.TABLE.read_text("utf-8")) if needle.TABLE.exists() else {}
    )
    same = sum(kept.get(name) == found for name, found in wanted.items())
    if "--check" in arguments:
        stale = same < FRESH * len(wanted)
        if stale:
            sys.stdout.write(
                f"{needle.TABLE.name} is stale; run python -m unblame.language.needles\n"
            )
        return 1 if stale else 0
    rows = (f"{json.dumps(name)}: {json.dumps(wanted[name])}" for name in sorted(wanted))
    needle.TABLE.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
