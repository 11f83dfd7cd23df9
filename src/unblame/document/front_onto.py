"""The front matter of a changed record written onto that of its document."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import fields

from unblame.document.cell import view_of
from unblame.document.collect import collect
from unblame.document.front import ENTRIES, Front, block, flow, key_text, parse
from unblame.document.numbering import LETTERS
from unblame.document.read import PLAIN, entry, next_numbers, part
from unblame.document.record import (
    KINDS,
    NAMED,
    OWN,
    SINGLE_TYPES,
)
from unblame.document.singles import SINGLES
from unblame.document.splice import Splice, newline_of, spliced
from unblame.document.write import front_data
from unblame.model import (
    Coverage,
    EvidenceItem,
    Interval,
    Postmortem,
)

Digests = dict[tuple[str, str], dict[str, str]]


def with_front(
    text: str,
    pm: Postmortem,
    digests: Digests,
    forget: frozenset[tuple[str, str]],
    edited: dict[str, str],
) -> str:
    """Return a document's text with its front matter brought up to a changed record.

    `edited` are the computed parts that a person changed; the others are as for `write_onto`.
    """
    front = parse(text)
    headings = front.data.get("headings") or {}
    body = collect(text, front.end, front.line, headings)
    data = front_data(pm, body, view_of(pm))
    for kind in KINDS:
        for identity, new in data.get(kind, {}).items():
            old = entry(front, kind, identity)
            _keep_digests(new, old, digests.get((kind, identity)))
            if kind in NAMED and "drafted" in old:
                new.setdefault("drafted", old["drafted"])
    for name in SINGLES:
        if name in front.data:
            data.setdefault(name, {})
        if name in data:
            old = front.data.get(name) or {}
            _keep_digests(data[name], old, digests.get((name, "")))
    data["computed"] = data.get("computed", {}) | edited
    known, now = next_numbers(front, body), data.get("next", {})
    data["next"] = {k: v for k, v in known.items() if v > 1} | {
        letter: max(value, known.get(letter, 1)) for letter, value in now.items()
    }
    changed = spliced(text, list(_front_splices(text, front, data)))
    gone = {
        (kind, identity)
        for kind, identity in forget | _never_shown(front)
        if identity not in data.get(kind, {})
    }
    return _without(changed, gone) if gone else changed


def _without(text: str, gone: set[tuple[str, str]]) -> str:
    """Return a document whose front matter no longer holds the parts named."""
    front = parse(text)
    splices: list[Splice] = []
    for kind, identity in gone:
        if (kind, identity) in front.places:
            start, end = front.places[(kind, identity)]
            splices.append((text.rfind("\n", 0, start) + 1, text.find("\n", end) + 1, ""))
    return spliced(text, splices)


def _never_shown(front: Front) -> frozenset[tuple[str, str]]:
    """Return the parts that stand in the front matter alone; these go without a trace."""
    return frozenset(
        (kind, identity)
        for kind in ENTRIES
        for identity, kept in part(front, kind).items()
        if isinstance(kept, dict) and "drafted" not in kept
    )


def _keep_digests(new: dict[str, Any], old: dict[str, Any], given: dict[str, str] | None) -> None:
    """Set the digests of a part to those of its last draft, and keep what nobody here knows."""
    if "drafted" in new:
        new["drafted"] = given if given is not None else old.get("drafted", {})
    for name in ("match", "keep"):
        if name in old:
            both = isinstance(old[name], list) and isinstance(new.get(name), list)
            new[name] = list(dict.fromkeys(old[name] + new[name])) if both else old[name]


def _front_splices(text: str, front: Front, data: dict[str, Any]) -> Iterator[Splice]:
    newline = newline_of(text)
    for name, value in data.items():
        known = front.data.get(name)
        if name not in front.data:
            yield (front.inner[1], front.inner[1], block(name, value).replace("\n", newline))
        elif name in ENTRIES and any((name, str(key)) in front.places for key in known or ()):
            yield from _entry_splices(text, front, name, part(front, name), value, newline)
        elif known != value and name != "headings":
            start, end = front.places[(name,)]
            merged = known | value if name in ENTRIES and known else _kept(known, value)
            yield (start, end, _gap(text, start) + flow(merged))
    gone = [n for n in (*PLAIN, "durations") if front.data.get(n) and n not in data]
    for name in gone:
        start, end = front.places[(name,)]
        yield (start, end, "null")


def _gap(text: str, start: int) -> str:
    return " " if text[start - 1] == ":" else ""


def _entry_splices(
    text: str, front: Front, name: str, known: dict[str, Any], value: dict[str, Any], newline: str
) -> Iterator[Splice]:
    last = max(front.places[(name, key)][1] for key in known if (name, key) in front.places)
    for key, new in value.items():
        old = known.get(key)
        if key not in known:
            yield (last, last, f"{newline}  {key_text(key)}: {flow(new)}")
        elif old != new:
            start, end = front.places[(name, key)]
            yield (start, end, _gap(text, start) + flow(_kept(old, new)))


def _kept(old: Any, new: Any) -> Any:
    """Return a part's new value with the keys that this version does not know."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {k: v for k, v in old.items() if k not in _OURS and k not in new} | new


_TYPES = (*KINDS.values(), *SINGLE_TYPES.values(), EvidenceItem, Interval, Coverage)
_OURS = OWN | {field.encode_name for kind in _TYPES for field in fields(kind)} | set(LETTERS)
_OURS |= {"summary", "public_text", "S"}
