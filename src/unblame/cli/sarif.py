"""Findings as SARIF 2.1.0, for code scanning and editors."""

from collections.abc import Sequence

import msgspec

from unblame import __version__
from unblame.language import Finding

LEVELS = {"block": "error", "warn": "warning", "note": "note"}


def as_sarif(found: Sequence[tuple[str, Finding]]) -> str:
    """Return one SARIF run; columns are counted in Unicode code points."""
    rules = {finding.rule: finding.name for _, finding in found}
    run = {
        "tool": {
            "driver": {
                "name": "unblame",
                "version": __version__,
                "rules": [{"id": rule, "name": rules[rule]} for rule in sorted(rules)],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(name, finding) for name, finding in found],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _result(name: str, finding: Finding) -> dict[str, object]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    place = {"artifactLocation": {"uri": name.replace("\\", "/")}, "region": region}
    return {
        "ruleId": finding.rule,
        "level": LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
    }
