"""Status pages as feeds (Atom, RSS), and the incidents of Google Cloud's status page.

Forms: RFC 4287, RSS 2.0, and pages that Statuspage and others publish; status.cloud.google.com/incidents.json.
A feed is read as text, without entities of its own: what an entry does not hold is not fetched. Updates that
stand inside an entry are told each at its own time, in the zone that it names.
"""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import msgspec

from unblame.evidence.about import About
from unblame.evidence.form import OpenSource, Sample
from unblame.evidence.json_reading import a_record, reading_of, time_of, untimed_warnings
from unblame.evidence.json_source import begins_as_json, has_keys, objects_of, open_json
from unblame.evidence.json_source import text_of as said
from unblame.evidence.markup import text_of_html
from unblame.evidence.record import Reading, Record
from unblame.evidence.times import Zones, read_time
from unblame.model import Kind, Moment, Warning

_FEED = re.compile(r"<(?:feed|rss|rdf:RDF)\b")
_DATED = re.compile(r"<(?:published|updated|pubDate|dc:date)>")
_UPDATE = re.compile(
    r"^([A-Z][a-z]{2} +\d{1,2}, +\d{1,2}:\d\d(?: *- *\d{1,2}:\d\d)? *(?:[AP]M)? *[A-Z]{2,5})\n?(?:\s*([A-Z][A-Za-z ]{2,30}?) - )?",
    re.MULTILINE,
)
_KINDS = {
    "resolved": (Kind.CUSTOMER_UPDATE, Kind.RESOLVED),
    "postmortem": (Kind.FINDING,),
}
_MOST = 2_000
_LONGEST = 131_072
_WARNED = 20


class StatusFeedReader:
    """Reads each entry of a feed as it was published, update by update where it holds them."""

    name = "status_feed"
    about = About(
        title="Status pages as feeds (Atom, RSS), and Google Cloud's incidents.json",
        export=(
            "https://PAGE/history.atom or /history.rss (Statuspage and most others)\n"
            "https://status.cloud.google.com/incidents.json"
        ),
        zone="The offset in each stamp; updates inside an entry name a zone by its letters.",
        edits="A feed shows the last wording of an entry; its first is lost.",
        built_from="standard: RFC 4287, RSS 2.0; the text of entries from public pages; Google Cloud's from use",
    )

    def recognises(self, head: Sample) -> float:
        """Say whether this is a feed, or the list of incidents of Google Cloud."""
        if begins_as_json(head):
            own = has_keys(head, "external_desc", "begin", "affected_products", "most_recent_update", "updates")  # fmt: skip
            return 1.0 if own >= 4 else 0.0
        feed = _FEED.search(head.text[:4096]) is not None
        return 0.95 if feed and _DATED.search(head.text) else 0.0

    def read(self, source: OpenSource, zones: Zones) -> Reading:
        """Return entries, or the updates in them, as records."""
        if begins_as_json(source.sample()):
            opened = open_json(source)
            found = objects_of(opened.values, "incidents")
            return reading_of(opened, found, lambda one: list(_google(one, zones)) or None, "incident")  # fmt: skip
        return _feed(source.prose(), zones)


def _feed(text: str, zones: Zones) -> Reading:
    records: dict[str, Record] = {}
    untimed: list[int] = []
    warnings: list[Warning] = []
    for number, entry in enumerate(_entries(text), start=1):
        if number > _MOST:
            what = f"more than {_MOST} entries; those after them were left out"
            warnings.append(Warning(where=f"entry {number}", what=what))
            break
        made = list(_entry(entry, number, zones))
        if not made:
            untimed.append(number)
        for record in made:
            records.setdefault(record.source_id or record.place, record)
    warnings += untimed_warnings(untimed, "entry")
    return Reading(records=tuple(records.values()), warnings=tuple(warnings[:_WARNED]))


def _entries(text: str) -> Iterator[str]:
    tag = "entry" if "<entry>" in text or "<entry " in text else "item"
    at = 0
    while (begin := text.find(f"<{tag}", at)) >= 0:
        end = text.find(f"</{tag}>", begin)
        if end < 0:
            return
        yield text[begin : min(end, begin + _LONGEST)]
        at = end + 1


def _held(entry: str, *tags: str) -> str:
    """Return what the first of the elements holds, without the marks around it."""
    for tag in tags:
        begin = entry.find(f"<{tag}")
        start = entry.find(">", begin) + 1
        end = entry.find(f"</{tag}>", start)
        if begin >= 0 and 0 < start <= end:
            held = entry[start:end].strip()
            if held.startswith("<![CDATA["):
                return held[9:].removesuffix("]]>").strip()
            return unescape(held).strip()
    return ""


def _entry(entry: str, number: int, zones: Zones) -> Iterator[Record]:
    published = read_time(_held(entry, "published", "pubDate", "dc:date", "updated"), zones=zones)
    if published is None:
        return
    ident = _held(entry, "id", "guid", "link") or f"entry {number}"
    title = text_of_html(_held(entry, "title"))
    body = text_of_html(_held(entry, "content", "content:encoded", "description", "summary"))
    place = f"entry {ident.rpartition('/')[2] or number}"
    updates = list(_updates(body, published, zones))
    for moment, status, told in updates:
        kinds = _KINDS.get(status.casefold(), (Kind.CUSTOMER_UPDATE,))
        head = f"{status}: {title}" if status else title
        key = f"{ident}/{moment.as_written}/{status}"
        record = a_record(moment, f"{head}\n{told}".strip(), place, key, kinds[0])
        yield msgspec.structs.replace(record, kinds=kinds)
    if not updates:
        yield a_record(published, f"{title}\n{body}".strip(), place, ident, Kind.CUSTOMER_UPDATE)


def _updates(body: str, published: Moment, zones: Zones) -> Iterator[tuple[Moment, str, str]]:
    """Yield (time, status, text) of each update."""
    found = list(_UPDATE.finditer(body))
    ends = [one.start() for one in found[1:]]
    for one, end in zip(found, [*ends, len(body)], strict=False):
        moment = _near(one[1].replace(",", ""), published, zones)
        if moment is not None:
            yield moment, one[2] or "", " ".join(body[one.end() : end].split())


def _near(text: str, published: Moment, zones: Zones) -> Moment | None:
    """Return a time that states no year, in the year that brings it nearest to the entry's."""
    at = published.at
    if at is None:
        return read_time(text, zones=zones)
    years = (date(year, 1, 1) for year in (at.year, at.year - 1, at.year + 1) if 1 < year < 9999)
    found = [read_time(text, zones=zones, day=day) for day in years]
    placed = [one for one in found if one is not None and one.at is not None]
    return min(
        placed, key=lambda one: abs((one.at or at) - at), default=found[0] if found else None
    )


def _google(one: dict[str, Any], zones: Zones) -> Iterator[Record]:
    ident, title = said(one.get("id")) or said(one.get("number")), said(one.get("external_desc"))
    products = [said(each.get("title")) for each in objects_of(one.get("affected_products"))]
    about = f" ({', '.join(products[:5])})" if products else ""
    place = f"incident {ident}"
    begin, end = time_of(one.get("begin"), zones), time_of(one.get("end"), zones)
    if begin is not None:
        text = f"Google Cloud: incident began: {title}{about}"
        yield a_record(begin, text, place, f"{ident}/begin", Kind.SYMPTOM)
    for update in objects_of(one.get("updates")):
        moment = time_of(update.get("created"), zones) or time_of(update.get("when"), zones)
        if moment is not None:
            status = said(update.get("status")).replace("_", " ").capitalize()
            text = f"Google Cloud: {status}: {said(update.get('text')).strip()[:1500]}"
            yield a_record(moment, text, place, f"{ident}/update/{moment.as_written}", Kind.NOTE)
    if end is not None:
        text = f"Google Cloud: incident ended: {title}"
        yield a_record(end, text, place, f"{ident}/end", Kind.RECOVERY)
