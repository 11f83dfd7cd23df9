"""Any array of flat JSON objects whose keys say what is time and what is text, as a table."""

from collections.abc import Iterator
from typing import Any

from unblame.evidence.about import About
from unblame.evidence.columns import find_columns
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_source import begins_as_json, has_keys, objects_of, open_json, salvage
from unblame.evidence.record import Reading
from unblame.evidence.table import Mapping, TableWalk, columns_of, mapping_for, zones_for
from unblame.evidence.times import Zones
from unblame.model import Warning

_MOST_KEYS = 200
_HOLDERS = ("items", "data", "rows", "records", "results", "values", "events", "entries")


class JsonTableReader:
    """Reads objects as rows; their keys are the headings."""

    name = "json_table"
    about = About(
        title="any array of flat JSON objects: rows whose keys say, or are told, what is time and text",
        export="the JSON of a tool that no reader knows; name its keys with --columns time=happened,text=summary",
        zone="a zone in the value or a saved profile, else --tz; Unix times by their size",
        edits="objects are taken as they stand; the same object twice in one file stays two",
        built_from="common use",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether the keys are those that the user named, else whether they tell."""
        if not begins_as_json(head):
            return 0.0
        for mapping in head.columns:
            names = [name for key, name in mapping.items() if key not in ("order", "tz")]
            if names and has_keys(head, *names) == len(names):
                return 0.75
        found = [one for one in salvage(head.text)[:20] if isinstance(one, dict)]
        return 0.25 if len(found) > 1 and find_columns(_grid(found), {}) is not None else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return one record for each object."""
        opened = open_json(source)
        grid = _grid(objects_of(opened.values, *_HOLDERS))
        mapping: Mapping = mapping_for(grid[:1], source.columns, source.profiles)
        columns = columns_of(grid[:30], mapping) if grid else None
        if columns is None:
            what = "no key that holds times; name it with --columns time=…,text=…"
            return Reading(warnings=(*opened.warnings, Warning(where="the file", what=what)))
        zones = zones_for(columns, mapping, grid, zones)
        made = TableWalk(columns, zones, "entry").read(iter(enumerate(grid)))
        return Reading(
            records=made.records,
            identities=made.identities,
            taken=made.taken,
            warnings=(*opened.warnings, *made.warnings),
        )

    def rows(self, source: OpenSource) -> Iterator[tuple[str, list[str]]]:
        """Yield each object by its place, as the values of its keys."""
        keys, *found = _grid(objects_of(open_json(source).values, *_HOLDERS))
        for number, row in enumerate(found, start=1):
            pairs = (f"{key}={value}" for key, value in zip(keys, row, strict=True) if value)
            yield f"entry {number}", list(pairs)


def _grid(found: list[dict[str, Any]]) -> list[list[str]]:
    """Return the keys as a first row and each object as a row below it."""
    keys: dict[str, None] = {}
    for one in found:
        if len(keys) < _MOST_KEYS:
            keys.update(dict.fromkeys(one))
    return [list(keys), *([_shown(one.get(key)) for key in keys] for one in found)]


def _shown(value: object) -> str:
    if isinstance(value, dict):
        named = (
            value.get("name")
            or value.get("displayName")
            or value.get("login")
            or value.get("value")
        )
        return named if isinstance(named, str) else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_shown(one) for one in value[:20])))
    return "" if value is None or isinstance(value, bool) else str(value)
