"""Findings as SARIF 2.1.0, for code scanning and editors."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from unblame import __version__
from unblame.cli.found import Checked, Failed, Place, offered
from unblame.cli.page_link import address_of
from unblame.language import Finding, Rule
from unblame.language.pages import page
from unblame.language.registry import find

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"block": "error", "warn": "warning", "note": "note"}
ROOT = "%SRCROOT%"


class Log:
    """One SARIF run over all files; columns are counted in Unicode code points."""

    def __init__(self, *, extra: tuple[Rule, ...] = (), pages: str | None = None) -> None:
        self.extra, self.pages = extra, pages

    def text(self, checked: Sequence[Checked], failed: Sequence[Failed]) -> str:
        """Return the log as JSON."""
        every = [f for one in checked for f in (*one.findings, *_hidden(one))]
        codes = sorted({finding.rule for finding in every})
        index = {code: number for number, code in enumerate(codes)}
        run = {
            "tool": {
                "driver": {
                    "name": "unblame",
                    "version": __version__,
                    "semanticVersion": __version__,
                    "rules": [self._rule(find(code, self.extra)) for code in codes],
                }
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [_invocation(failed)],
            "results": [row for one in checked for row in _results(one, index)],
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()

    def _rule(self, rule: Rule) -> dict[str, Any]:
        said = page(rule)
        found: dict[str, Any] = {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": f"{rule.title}."},
            "fullDescription": {"text": f"{rule.title}. Level {rule.level}, family {rule.family}."},
            "help": {"text": said, "markdown": said},
            "defaultConfiguration": {"level": LEVELS[rule.level]},
            "properties": {"tags": [str(rule.family)]},
        }
        address = address_of(rule.code, rule.name, self.pages) if self.pages else None
        return {**found, "helpUri": address} if address else found


def _hidden(one: Checked) -> Iterator[Finding]:
    yield from (left.finding for left in one.standing)
    yield from one.known


def _results(one: Checked, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    for place in one.places:
        yield _result(one.name, place.finding, index) | _fixes(one.name, place) | _inside(place)
    for left in one.standing:
        why = {"kind": "inSource", "justification": left.reason}
        yield _result(one.name, left.finding, index) | {"suppressions": [why]}
    for finding in one.known:
        why = {"kind": "external", "justification": "Known from the baseline."}
        yield _result(one.name, finding, index) | {
            "baselineState": "unchanged",
            "suppressions": [why],
        }


def _result(name: str, finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(name), "region": _region(finding)}
    text = f"{finding.message}.{offered(finding)}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.level],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "unblameFingerprint/v1": finding.fingerprint,
        },
    }


def _inside(place: Place) -> dict[str, Any]:
    return {"properties": {"jsonPath": place.path}} if place.path else {}


def _fixes(name: str, place: Place) -> dict[str, Any]:
    if place.edit is None:
        return {}
    change = {"deletedRegion": _region(place.finding), "insertedContent": {"text": place.edit}}
    how = "Keeps every fact" if place.finding.safety == "safe" else "Read it before you use it"
    return {
        "fixes": [
            {
                "description": {"text": f"{how}: {place.finding.rewrite or 'leave it out'}"},
                "artifactChanges": [
                    {"artifactLocation": _artifact(name), "replacements": [change]}
                ],
            }
        ]
    }


def _region(finding: Finding) -> dict[str, int]:
    return {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }


def _artifact(name: str) -> dict[str, str]:
    """Return where a file is: from the folder of work where it lies below, else in full."""
    if name == "-":
        return {"uri": "stdin"}
    place = os.path.relpath(Path(name).absolute())
    if place.startswith(".."):
        return {"uri": Path(name).absolute().as_uri()}
    return {"uri": quote(Path(place).as_posix()), "uriBaseId": ROOT}


def _invocation(failed: Sequence[Failed]) -> dict[str, Any]:
    if not failed:
        return {"executionSuccessful": True}
    notes = [
        {
            "level": "error",
            "message": {"text": one.what},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(one.name)}}],
        }
        for one in failed
    ]
    return {"executionSuccessful": False, "toolExecutionNotifications": notes}
