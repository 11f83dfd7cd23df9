"""Terraform and OpenTofu: plan and apply, as JSON lines, as text, as a saved plan, and as notices of a run.

Forms: developer.hashicorp.com/terraform/internals/machine-readable-ui and json-format, and the
notifications of HCP Terraform. A plan is intent, an apply effect. The text states no times of its own;
where a build log put them before each line, they are taken.
"""

import re
from collections.abc import Iterator
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of
from unblame.evidence.json_source import Opened, begins_as_json, dict_of, has_keys, objects_of
from unblame.evidence.json_source import text_of as said
from unblame.evidence.json_stream import JsonStream
from unblame.evidence.record import Identity, Reading, Record
from unblame.evidence.times import Zones, stamp
from unblame.model import Kind, Moment, Warning

_QUIET = frozenset(
    {
        "version",
        "log",
        "apply_progress",
        "refresh_start",
        "refresh_complete",
        "outputs",
        "init_output",
    }
)
_KINDS = {"apply_complete": Kind.CHANGE, "apply_start": Kind.CHATTER}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_BEFORE = re.compile(
    r"^(?:[^\t]*\t[^\t]*\t)?\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)\]?[ \t]+"
)
_DONE = re.compile(
    r"^(?P<what>[\w.\-/\[\]\"']{3,300}): (?P<verb>Creation|Modifications?|Destruction|Import) complete\b"
)
_TELLING = re.compile(
    r"^(?P<over>(?:Apply|Destroy) complete! .*)|^(?P<plan>(?:Plan: \d+ to |No changes\. ).*)|^[│╷ ]*(?P<error>Error: .*)"
)
_SURE = re.compile(
    r"^(?:Terraform|OpenTofu) (?:used the selected providers|will perform the following actions)"
    r"|^(?:Apply|Destroy) complete! Resources: \d+|^Plan: \d+ to (?:add|import), ",
    re.MULTILINE,
)
_UNTIMED = "this output states no times; its steps are kept in their order (terraform apply -json states them)"


class TerraformReader:
    """Reads what was planned, what was applied, and what failed."""

    name = "terraform"
    about = About(
        title="Terraform and OpenTofu: plans, applies and runs",
        export=(
            "terraform apply -json > apply.jsonl; terraform plan -json > plan.jsonl\n"
            "terraform show -json PLANFILE > plan.json\n"
            "the build log of the apply, with the times that the build system puts before each line\n"
            "keep the bodies that a notification of HCP Terraform sends"
        ),
        zone="the offset in each stamp, which is that of the machine; text states no times of its own and is kept in order without them",
        edits="a run is never edited; the same file given twice is read once, by its digest",
        built_from="documentation alone: machine-readable UI, JSON output format, run notifications; the text from common use",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is output of Terraform or a notice of one of its runs."""
        if not begins_as_json(head):
            return 0.9 if _SURE.search(_bare(head.text)) else 0.0
        if has_keys(head, "@module", "@timestamp") == 2 and '"terraform' in head.text:
            return 1.0
        if has_keys(head, "run_id", "run_status", "run_updated_at") == 3:
            return 1.0
        plan = has_keys(head, "format_version", "terraform_version")
        return 0.95 if plan == 2 and has_keys(head, "resource_changes", "planned_values") else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return plans, changes and failures as records."""
        if not begins_as_json(source.sample()):
            return _text(source, zones)
        stream = JsonStream(source)
        return reading_of(
            Opened(), stream, lambda one: _records(one, zones, stream.number), "line",
            people=_people, warnings=stream.warnings,
        )  # fmt: skip


def _records(one: dict[str, Any], zones: Zones, number: int) -> list[Record] | None:
    if "run_id" in one:
        return list(_notices(one, zones))
    if "format_version" in one:
        return _plan(one, zones)
    moment = time_of(one.get("@timestamp"), zones)
    if moment is None:
        return None
    sort, text = said(one.get("type")), said(one.get("@message"))
    hook = dict_of(one.get("hook"))
    if sort in _QUIET or not text or hook.get("action") == "read":
        return []
    resource = dict_of(hook.get("resource") or one.get("change"))
    about = said(resource.get("addr"))
    diagnostic = dict_of(one.get("diagnostic"))
    if detail := said(diagnostic.get("detail")):
        text = f"{text}: {detail}"
    kind = _KINDS.get(sort, Kind.NOTE)
    if sort == "change_summary" and dict_of(one.get("changes")).get("operation") != "plan":
        kind = Kind.CHANGE
    key = f"{moment.as_written}/{sort}/{about or text}"
    return [a_record(moment, text, f"line {number}", key, kind)]


def _plan(one: dict[str, Any], zones: Zones) -> list[Record] | None:
    moment = time_of(one.get("timestamp"), zones)
    if moment is None:
        return None
    found = []
    for change in objects_of(one.get("resource_changes")):
        actions = dict_of(change.get("change")).get("actions")
        verbs = [said(a) for a in actions] if isinstance(actions, list) else []
        if verbs and verbs not in (["no-op"], ["read"]):
            found.append(f"{' and '.join(verbs)} {said(change.get('address'))}")
    shown = "; ".join(found[:5]) + (f"; {len(found) - 5} more" if len(found) > 5 else "")
    text = f"Plan made: {shown or 'no changes'}"
    return [a_record(moment, text, "the plan", f"plan/{moment.as_written}", Kind.NOTE)]


def _notices(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    run, where = said(one.get("run_id")), said(one.get("workspace_name"))
    for notice in objects_of(one.get("notifications")):
        moment = time_of(notice.get("run_updated_at"), zones)
        if moment is None:
            continue
        state = said(notice.get("run_status"))
        text = f"Terraform run {run}{f' in {where}' if where else ''} is {state.replace('_', ' ')}"
        if told := said(one.get("run_message")):
            text += f": {told}"
        kind = Kind.CHANGE if state == "applied" else Kind.NOTE
        who = said(notice.get("run_updated_by")) or said(one.get("run_created_by"))
        actor = Identity(handle=who) if who else None
        yield a_record(moment, text, f"run {run}", f"{run}/{state}", kind, actor)


def _people(one: dict[str, Any]) -> Iterator[Identity]:
    if said(one.get("run_created_by")):
        yield Identity(handle=said(one["run_created_by"]))
    for notice in objects_of(one.get("notifications")):
        if said(notice.get("run_updated_by")):
            yield Identity(handle=said(notice["run_updated_by"]))


def _text(source: OpenSource, zones: Zones) -> Reading:
    """Return what the text tells: applied changes, plans, ends and errors."""
    records: list[Record] = []
    timed = False
    for number, line, _cut in source.lines():
        before = _BEFORE.match(line)
        moment = stamp(before[1], zones) if before is not None else None
        told = _told(_bare(line[before.end() if before is not None else 0 :]))
        if told is not None:
            timed = timed or moment is not None
            text, kind = told
            records.append(a_record(moment or Moment(), text, f"line {number}", None, kind))
    untimed = [Warning(where="the file", what=_UNTIMED)] if records and not timed else []
    return Reading(records=tuple(records), warnings=tuple(untimed))


def _told(line: str) -> tuple[str, Kind] | None:
    if (done := _DONE.match(line)) is not None:
        return f"{done['what']}: {done['verb'].lower()} complete", Kind.CHANGE
    if (found := _TELLING.match(line)) is None:
        return None
    text = (found["over"] or found["plan"] or found["error"]).strip()
    return text, Kind.CHANGE if found["over"] else Kind.NOTE


def _bare(text: str) -> str:
    """Return text without colours, and its lines without the time of a build log."""
    plain = _COLOUR.sub("", text)
    return "\n".join(_BEFORE.sub("", line) for line in plain.splitlines())
