"""Filling slots from evidence: the thing as it is written there, and the event that says so."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct, structs

from unblame.actions.lines import Line
from unblame.model import Kind

_PERSON = re.compile(r"\b(Responder|Person|Customer|Reporter) [A-Z]\b")
_DISTINCT = re.compile(r"[A-Za-z\d][-_./:@][A-Za-z\d]|\d|[a-z][A-Z]|[A-Z]{4,}|\(\)|/")
_CODE_LIKE = re.compile(r"^\S*[-_./:@()A-Z\d]\S*$|^(GET|POST|PUT|DELETE|PATCH) ")
_TELLING = frozenset({Kind.ALERT, Kind.MITIGATION_TRIED, Kind.MITIGATION_WORKED, Kind.PAGE})
_NEVER = frozenset(
    [
        "on-call",
        "follow-up",
        "post-mortem",
        "roll-back",
        "up-to-date",
        "real-time",
        "sign-off",
        "back-off",
        "long-term",
        "short-term",
        "third-party",
        "end-to-end",
        "non-paging",
        "re-run",
        "re-deploy",
        "auto-scaling",
        "rolling-update",
        "pre-production",
        "self-service",
        "customer-facing",
        "read-only",
        "e.g",
        "i.e",
        "by-hand",
        "well-known",
    ]
)


class SlotForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one slot is recognised; `same` borrows the form of another slot.

    `wide` lets any line of the incident fill it; `quote` sets words of several parts in quotes.
    """

    find: tuple[str, ...] = ()
    wide: bool = False
    quote: bool = False
    propose: str | None = None
    same: str | None = None


class Value(Struct, frozen=True, kw_only=True):
    """What fills a slot, with the line it was read from; `line` is None for a proposal."""

    text: str
    line: Line | None = None
    proposed: bool = False
    quote: bool = False

    @property
    def shown(self) -> str:
        """Return the value as a title shows it."""
        if self.proposed:
            return f"{self.text} (proposed)" if any(c.isdigit() for c in self.text) else self.text
        if _CODE_LIKE.search(self.text):
            return f"`{self.text}`"
        if self.quote and " " in self.text:
            return f"\u201c{self.text}\u201d"
        return self.text

    @property
    def distinct(self) -> bool:
        """Return whether the value could only come from this incident's evidence."""
        return not self.proposed and bool(_DISTINCT.search(self.text))


def find_value(
    slot: str, own: Iterable[Line], every: Iterable[Line], known: dict[str, Value | None]
) -> Value | None:
    """Return the value of a slot from the factor's own lines, else from any line where that is allowed.

    `known` remembers what all lines say of a slot, so that many factors search them once.
    """
    form = _form(slot)
    found = _search(form, own)
    if found is None and form.wide:
        if slot not in known:
            known[slot] = _commonest(form, every)
        found = known[slot]
    if found is None and form.propose is not None:
        return Value(text=form.propose, proposed=True)
    return found


def values_in(slot: str, text: str) -> list[str]:
    """Return everything in a text that could fill the slot."""
    return [
        value
        for pattern in _patterns(_form(slot).find)
        for match in pattern.finditer(text)
        if (value := _clean(match)) is not None
    ]


@cache
def slot_forms() -> dict[str, SlotForm]:
    """Return the forms of all slots that evidence can fill."""
    text = files("unblame.actions").joinpath("data/slots.toml").read_text("utf-8")
    return msgspec.toml.decode(text, type=dict[str, SlotForm])


@cache
def _form(slot: str) -> SlotForm:
    form = slot_forms().get(slot, SlotForm())
    if form.same is None:
        return form
    return structs.replace(slot_forms()[form.same], wide=form.wide)


def _search(form: SlotForm, lines: Iterable[Line]) -> Value | None:
    patterns = _patterns(form.find)
    for line in lines:
        for pattern in patterns:
            for match in pattern.finditer(line.text):
                value = _clean(match)
                if value is not None:
                    return Value(text=value, line=line, quote=form.quote)
    return None


def _commonest(form: SlotForm, lines: Iterable[Line]) -> Value | None:
    """Return the value that most lines name, cited where an alert or a repair names it first."""
    named: dict[str, list[Line]] = {}
    for line in lines:
        value = _search(form, (line,))
        if value is not None:
            named.setdefault(value.text, []).append(line)
    if not named:
        return None
    text = max(named, key=lambda one: len(named[one]))
    line = next((one for one in named[text] if one.kind in _TELLING), named[text][0])
    return Value(text=text, line=line, quote=form.quote)


def _clean(match: re.Match[str]) -> str | None:
    value = next((group for group in match.groups() if group), match.group())
    value = value.strip("`\"'\u201c\u201d ,;").rstrip(".:")
    if len(value) < 2 or value.lower() in _NEVER or _PERSON.search(value):
        return None
    return value


@cache
def _patterns(find: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in find)
