"""What the body shows once: the facts on top, the impact, the lessons, the six-months answer."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from unblame.document.cell import Shown, View
from unblame.document.marks import (
    DASH,
    escape_cell,
    escape_prose,
    parse_sources,
    references,
    sources_text,
    unescape_cell,
    unescape_prose,
)
from unblame.model import Action, EvidenceClass, SixMonths, WhyNot

_RATE = re.compile(r"(\d+) of (\d+) (.+)", re.DOTALL)
CLASSES = {
    EvidenceClass.A: "proposed and deferred",
    EvidenceClass.B: "a signal was seen and not linked",
    EvidenceClass.C: "known elsewhere in the organisation",
    EvidenceClass.D: "not knowable at that date",
}


def _line(name: str, *, required: bool = False) -> Shown:
    def read(text: str, _: View) -> dict[str, Any]:
        plain = unescape_cell(text)
        empty = not plain or plain.startswith(DASH)
        return {name: ("" if required else None) if empty else plain}

    def write(value: Any, _: View) -> str:
        return escape_cell(getattr(value, name) or "") or DASH

    return Shown(name=name, fields=(name,), write=write, read=read)


def _prose(name: str) -> Shown:
    return Shown(
        name=name,
        fields=(name,),
        write=lambda value, _: escape_prose(getattr(value, name) or ""),
        read=lambda text, _: {name: unescape_prose(text) or None},
    )


def _items(name: str) -> Shown:
    def write(value: Any, _: View) -> str:
        return "\n".join(f"- {escape_cell(item)}" for item in getattr(value, name))

    return Shown(name=name, fields=(name,), write=write, read=lambda t, _: {name: _bullets(t)})


def _bullets(text: str) -> list[str]:
    items: list[str] = []
    for line in text.splitlines():
        bullet = re.match(r"[-*+][ \t]+(.*)", line.strip())
        if bullet:
            items.append(bullet[1])
        elif line.strip() and items:
            items[-1] += f" {line.strip()}"
        elif line.strip():
            items.append(line.strip())
    return [unescape_cell(item) for item in items]


INCIDENT = (
    _line("id", required=True),
    _line("product", required=True),
    _line("severity"),
    _line("zone"),
)
IMPACT = (_line("text", required=True),)
DOCUMENT = (_prose("summary"), _prose("public_text"))
LEARNT = (_items("went_well"), _items("lucky"), _items("surprised"))


def _write_class(six: SixMonths, _: View) -> str:
    if six.evidence_class is None:
        return (
            f"{DASH} not assessed: nothing on record from before that day was found to bear on it"
        )
    return f"{six.evidence_class}, {CLASSES[six.evidence_class]}"


def _read_class(text: str, _: View) -> dict[str, Any]:
    found = re.match(r"([ABCD])\b", text)
    return {"evidence_class": found[1] if found else None}


def _read_day(text: str, _: View) -> dict[str, Any]:
    try:
        return {"as_of": date.fromisoformat(text.strip())}
    except ValueError:
        return {"as_of": None}


def _read_codes(text: str, _: View) -> dict[str, Any]:
    words = [word.strip().replace(" ", "_") for word in text.split(",")]
    return {"why_not_codes": [word for word in words if word in tuple(WhyNot)]}


def _write_rate(six: SixMonths, _: View) -> str:
    rate = six.base_rate
    return escape_cell(f"{rate.k} of {rate.n} {rate.of}") if rate else DASH


def _read_rate(text: str, _: View) -> dict[str, Any]:
    found = _RATE.fullmatch(unescape_cell(text))
    rate = {"k": int(found[1]), "n": int(found[2]), "of": found[3]} if found else None
    return {"base_rate": rate}


def _word(name: str, values: tuple[str, ...], default: str | None) -> Shown:
    def read(text: str, _: View) -> dict[str, Any]:
        word = text.strip().casefold()
        return {name: word if word in values else default}

    return Shown(
        name=name,
        fields=(name,),
        write=lambda value, _: str(getattr(value, name) or DASH),
        read=read,
    )


def _field(name: str, write: Callable[[Any], str], read: Callable[[str], Any]) -> Shown:
    return Shown(
        name=name,
        fields=(name,),
        write=lambda value, _: write(value) or DASH,
        read=lambda text, _: {name: read(text)},
    )


SIX_MONTHS = (
    _prose("statement"),
    Shown(
        name="as_of",
        fields=("as_of",),
        write=lambda six, _: six.as_of.isoformat() if six.as_of else DASH,
        read=_read_day,
    ),
    _line("action"),
    _line("why_not"),
    Shown(name="evidence_class", fields=("evidence_class",), write=_write_class, read=_read_class),
    _word("would", ("prevent", "shorten", "detect"), None),
    _field("addresses", lambda s: ", ".join(s.addresses), lambda text: references(text, "F")),
    Shown(
        name="why_not_codes",
        fields=("why_not_codes",),
        write=lambda s, _: ", ".join(s.why_not_codes).replace("_", " ") or DASH,
        read=_read_codes,
    ),
    _word("confidence", ("low", "medium", "high"), None),
    Shown(name="base_rate", fields=("base_rate",), write=_write_rate, read=_read_rate),
    _line("what_differs"),
    _field(
        "sources",
        lambda s: escape_cell(sources_text(s.sources)),
        lambda text: parse_sources(unescape_cell(text)),
    ),
    _word("status", ("draft", "confirmed", "rejected"), "draft"),
)

SINGLES: dict[str, tuple[Shown, ...]] = {
    "document": DOCUMENT,
    "incident": INCIDENT,
    "impact": IMPACT,
    "learnt": LEARNT,
    "six_months": SIX_MONTHS,
}


def _write_behind(action: Action, _: View) -> str:
    parts = [
        ", ".join(action.addresses),
        f"from {', '.join(action.events)}" if action.events else "",
        action.strength and str(action.strength),
        action.status,
        f"ticket {action.ticket}" if action.ticket else "",
        "public" if action.public else "",
        sources_text(action.sources),
    ]
    return escape_cell(" · ".join(str(part) for part in parts if part))


def _read_behind(text: str, _: View) -> dict[str, Any]:
    found: dict[str, Any] = {
        "addresses": [],
        "events": [],
        "strength": None,
        "ticket": None,
        "public": False,
        "sources": [],
    }
    for part in (part.strip() for part in unescape_cell(text).split(" · ")):
        if re.fullmatch(r"F\d+(, F\d+)*", part):
            found["addresses"] = references(part, "F")
        elif part.startswith("from E"):
            found["events"] = references(part, "E")
        elif part in ("stronger", "intermediate", "weaker"):
            found["strength"] = part
        elif part in ("proposed", "open", "done", "verified", "declined", "reopened"):
            found["status"] = part
        elif part.startswith("ticket "):
            found["ticket"] = part.removeprefix("ticket ")
        elif part == "public":
            found["public"] = True
        elif re.match(r"S\d+\b", part):
            found["sources"] = parse_sources(part)
    return found


BEHIND = Shown(
    name="behind",
    fields=("addresses", "events", "strength", "status", "ticket", "public", "sources"),
    write=_write_behind,
    read=_read_behind,
)
