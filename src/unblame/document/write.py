"""A post-mortem written as a document: the body from a template, front matter from the rest."""

from typing import Any

from unblame.document.cell import View, view_of
from unblame.document.collect import Body, collect, computed_digests
from unblame.document.durations import compute
from unblame.document.front import Front, block
from unblame.document.front_coverage import shortened
from unblame.document.marks import plain as plain_data
from unblame.document.numbering import factor_match, question_matches, source_matches
from unblame.document.read import PLAIN, next_numbers, times_digest
from unblame.document.record import (
    KINDS,
    NAMED,
    SINGLE_TYPES,
    cells_of,
    defaults,
    drafted,
    leftover,
    slim,
)
from unblame.document.template import DEFAULT, Template, fill, load
from unblame.model import Postmortem
from unblame.text import digest


def write(pm: Postmortem, template: Template | str | None = None) -> str:
    """Return a numbered post-mortem as Markdown with YAML front matter.

    `template` is a template, the name of a shipped one, or the text of one.
    """
    chosen = template if isinstance(template, Template) else load(template or DEFAULT)
    view = view_of(pm)
    text = fill(chosen, pm, view)
    body = collect(text, 0, 1, chosen.headings)
    data = front_data(pm, body, view)
    if chosen.headings:
        data["headings"] = chosen.headings
    return f"---\n{''.join(block(name, value) for name, value in data.items())}---\n{text}"


def front_data(pm: Postmortem, body: Body, view: View) -> dict[str, Any]:
    """Return the front matter of a post-mortem whose body is as just drafted."""
    plain = plain_data(pm)
    usual = defaults(Postmortem)
    data: dict[str, Any] = {"schema": pm.schema}
    data |= {name: plain[name] for name in PLAIN if plain[name] != usual.get(name)}
    if "coverage" in data:
        data["coverage"] = shortened(data["coverage"])
    for name in (*SINGLE_TYPES, "document"):
        data[name] = single_entry(pm, name, body, view)
    data["evidence"] = {
        item.id: {k: v for k, v in slim(item).items() if k != "id"} for item in pm.evidence
    }
    data["intervals"] = {
        item.id: {k: v for k, v in slim(item).items() if k != "id"} for item in pm.intervals
    }
    for kind in KINDS:
        data[kind] = {
            identity: row_entry(kind, identity, value, body, view)
            for identity, value in values_of(pm, kind).items()
        }
    data["computed"] = computed_digests(body)
    data["durations"] = kept_durations(pm)
    add_matches(data, pm)
    data["next"] = used_numbers(data, body)
    return {name: value for name, value in data.items() if value not in ({}, [], None)}


def single_entry(pm: Postmortem, name: str, body: Body, view: View) -> dict[str, Any]:
    """Return what the front matter keeps of a part that stands once."""
    if name == "document":
        plain: dict[str, Any] = {"summary": pm.summary, "public_text": pm.public_text}
        usual: dict[str, Any] = dict.fromkeys(plain)
    else:
        value = getattr(pm, name)
        plain, usual = slim(value), defaults(type(value))
    cells = cells_of(name, "", body)
    return _with_digests(leftover(plain, usual, name, cells, view), drafted(name, cells))


def row_entry(kind: str, identity: str, value: Any, body: Body, view: View) -> dict[str, Any]:
    """Return what the front matter keeps of a row."""
    cells = cells_of(kind, identity, body)
    plain = {k: v for k, v in slim(value).items() if k != NAMED.get(kind, "id")}
    if kind == "actions" and plain.get("status") == "idea" and cells:
        plain.pop("status")
    kept = leftover(plain, defaults(type(value)), kind, cells, view)
    return _with_digests(kept, drafted(kind, cells))


def _with_digests(entry: dict[str, Any], digests: dict[str, str]) -> dict[str, Any]:
    return entry | ({"drafted": digests} if digests else {})


def values_of(pm: Postmortem, kind: str) -> dict[str, Any]:
    """Return the parts of one kind by id, milestone name or edition."""
    if kind == "milestones":
        return dict(pm.milestones)
    return {str(getattr(value, NAMED.get(kind, "id"))): value for value in getattr(pm, kind)}


def kept_durations(pm: Postmortem) -> dict[str, Any]:
    """Return durations only where the milestones do not give them again."""
    if compute(pm.milestones) == pm.durations:
        return {}
    kept: dict[str, Any] = plain_data(pm.durations)
    return {"of": times_digest(pm.milestones)} | kept


def add_matches(data: dict[str, Any], pm: Postmortem) -> None:
    """Add to the entries of factors and questions what a re-draft finds them by."""
    for factor in pm.factors:
        data["factors"][factor.id]["match"] = [factor_match(factor), *source_matches(factor)]
    for key, question in question_matches(pm.questions):
        data["questions"][question.id].setdefault("match", key)
    for action in pm.actions:
        data["actions"][action.id].setdefault("match", digest(action.title))


def used_numbers(data: dict[str, Any], body: Body) -> dict[str, int]:
    """Return the next free number of each letter that is in use."""
    front = Front(data=data, places={}, inner=(0, 0), end=0, line=1)
    return {k: v for k, v in next_numbers(front, body).items() if v > 1}
