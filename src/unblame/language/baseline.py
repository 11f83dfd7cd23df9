"""A baseline: findings that were there before, known by file and fingerprint, without any prose.

It holds paths, codes, digests and counts, so that it can be kept beside old documents and reviewed.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from unblame.language.finding import Finding

SCHEMA = "unblame.baseline/1"
Known = dict[str, Counter[tuple[str, str]]]


class NotABaseline(ValueError):
    """The text is no baseline; the message says what was seen."""


class Baseline(Struct, frozen=True, kw_only=True):
    """How often each rule and fingerprint is known in each file."""

    files: Known = {}

    @classmethod
    def of(cls, findings: Iterable[tuple[str, Finding]]) -> "Baseline":
        """Return the baseline that knows these findings, each with the path of its file."""
        files: Known = {}
        for path, finding in findings:
            files.setdefault(path, Counter())[finding.rule, finding.fingerprint] += 1
        return cls(files=files)

    @classmethod
    def read(cls, text: str) -> "Baseline":
        """Return the baseline that a text holds. Raises NotABaseline."""
        try:
            loaded = json.loads(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            raise NotABaseline(f"this is no JSON: {error}") from error
        if not isinstance(loaded, Mapping) or loaded.get("schema") != SCHEMA:
            raise NotABaseline(f"its schema is not {SCHEMA!r}")
        files = loaded.get("files")
        if not isinstance(files, Mapping):
            raise NotABaseline("it has no 'files'")
        return cls(files={str(path): _counts(path, rules) for path, rules in files.items()})

    def text(self) -> str:
        """Return the baseline as JSON in a stable order."""
        files: dict[str, dict[str, dict[str, int]]] = {}
        for path in sorted(self.files):
            rules: dict[str, dict[str, int]] = {}
            for (rule, mark), count in sorted(self.files[path].items()):
                rules.setdefault(rule, {})[mark] = count
            if rules:
                files[path] = rules
        return json.dumps({"schema": SCHEMA, "files": files}, indent=1, ensure_ascii=False) + "\n"

    @property
    def total(self) -> int:
        """How many findings it knows."""
        return sum(sum(counts.values()) for counts in self.files.values())

    def without(self, other: "Baseline") -> "Baseline":
        """Return what this baseline knows and the other does not."""
        empty: Counter[tuple[str, str]] = Counter()
        return Baseline(
            files={path: mine - other.files.get(path, empty) for path, mine in self.files.items()}
        )

    def sift(
        self, path: str, findings: Iterable[Finding]
    ) -> tuple[list[Finding], list[Finding], int]:
        """Return what is new in a file, what is known, and how many entries are stale."""
        left = Counter(self.files.get(path, {}))
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in findings:
            key = (finding.rule, finding.fingerprint)
            (known if left[key] > 0 else new).append(finding)
            left[key] -= 1
        return new, known, sum(count for count in left.values() if count > 0)


def _counts(path: Any, rules: Any) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    if not isinstance(rules, Mapping):
        raise NotABaseline(f"the entry of {path!r} is no mapping")
    for rule, marks in rules.items():
        if not isinstance(marks, Mapping):
            raise NotABaseline(f"the entry of {path!r} for {rule} is no mapping")
        for mark, count in marks.items():
            if not isinstance(count, int) or isinstance(count, bool) or count < 1:
                raise NotABaseline(f"the entry of {path!r} for {rule} has the count {count!r}")
            counts[str(rule), str(mark)] = count
    return counts
