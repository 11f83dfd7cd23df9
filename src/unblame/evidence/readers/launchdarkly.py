"""LaunchDarkly: the audit log, which holds every change of a feature flag, and its webhooks.

Form: launchdarkly.com/docs/api/audit-log. Times are Unix time in milliseconds. A flag is changed in one
environment or in all of them; the resource says which.
"""

import re
from collections.abc import Iterator
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of
from unblame.evidence.json_source import begins_as_json, dict_of, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, epoch
from unblame.model import Kind

_WHERE = re.compile(r"env/([^:;*]{1,80})")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS = re.compile(r"[*`]|\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)")
#: What is changed beside flags does not reach customers by itself.
_REACHING = frozenset({"flag", "segment", "environment", "project"})
_LONGEST = 500


class LaunchdarklyReader:
    """Reads each change as it was made, with the environment that it reached and who made it."""

    name = "launchdarkly"
    about = About(
        title="LaunchDarkly: changes of feature flags (audit log, webhooks)",
        export=(
            "GET https://app.launchdarkly.com/api/v2/auditlog?after=MS&before=MS&limit=20 > flags.json\n"
            "keep the bodies that a webhook receiver gets, one a line"
        ),
        zone="Unix time in milliseconds",
        edits="an entry is never edited; the same entry by webhook and by the interface is one",
        built_from="documentation alone: launchdarkly.com/docs/api/audit-log",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether these are entries of the audit log."""
        if not begins_as_json(head) or has_keys(head, "_id", "date", "accesses") != 3:
            return 0.0
        own = has_keys(head, "titleVerb", "shortDescription", "member", "target", "kind")
        return 1.0 if own >= 3 else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:  # noqa: ARG002 (times are UTC)
        """Return one record a change."""
        opened = open_json(source)
        found = objects_of(opened.values, "items")
        return reading_of(opened, found, _records, "entry", people=_people)


def _records(one: dict[str, Any]) -> list[Record] | None:
    moment = epoch(said(one.get("date")), "ms")
    if moment.at is None:
        return None
    ident = said(one.get("_id")) or moment.as_written
    sort, name = said(one.get("kind")), said(one.get("name"))
    held = objects_of(one.get("accesses"))
    where = sorted({env for access in held for env in _WHERE.findall(said(access.get("resource")))})
    action = next((said(access.get("action")) for access in held), "changed")
    verb = said(one.get("titleVerb")) or _HUMP.sub(" ", action).lower()
    told = _plain(said(one.get("description")) or said(one.get("shortDescription")))
    text = f"{sort.capitalize() or 'Flag'} “{name}”: {verb}"
    text += f" in {', '.join(where)}" if where else ""
    text += f": {told[:_LONGEST]}" if told else ""
    comment = said(one.get("comment")).strip()
    text += f" (“{comment}”)" if comment else ""
    kind = Kind.CHANGE if sort in _REACHING else Kind.NOTE
    return [a_record(moment, text, f"entry {ident}", ident, kind, _who(one))]


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(lambda found: found[1] or "", text).split())


def _who(one: dict[str, Any]) -> Identity | None:
    member = dict_of(one.get("member"))
    name = " ".join(filter(None, (said(member.get("firstName")), said(member.get("lastName")))))
    email = said(member.get("email"))
    if name or email:
        return Identity(name=name or None, email=email or None, id=said(member.get("_id")) or None)
    app = said(dict_of(one.get("app")).get("name")) or said(dict_of(one.get("token")).get("name"))
    return Identity(name=app, bot=True) if app else None


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    who = _who(one)
    if who is not None:
        yield who
