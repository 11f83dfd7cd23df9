"""The door of the record: behind it nobody is named and no secret is readable."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

import msgspec

from unblame.evidence.form import MAX_LINE
from unblame.evidence.record import Change, HistoryItem, Identity, Passage, Statement
from unblame.model import Moment, Source, Warning
from unblame.people import Cast, mask_secrets

_Told = TypeVar("_Told", Statement, Passage)
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.,]*(?: ?Z|[+-]\d\d:?\d\d)?)?)")
_NAMELESS = re.compile(r"(?:message |line |row )?[\d\s:.,+\-TZ/]*")
_TERMINAL = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"  # colours, and where the cursor goes
    "|\x1b\\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\\\)"  # titles and links
    "|[\u202a-\u202e\u2066-\u2069]"  # which way text runs
)
#: Controls, and halves of letters that no file can hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def _shown(text: str) -> str:
    """Return of an endless text its beginning, cut at a word, and how much was left out."""
    if len(text) <= MAX_LINE:
        return text
    kept = text[:MAX_LINE]
    kept = kept[: kept.rfind(" ", MAX_LINE // 2) + 1] or kept
    return f"{kept}… ({len(text) - len(kept):,} more letters stand in the source)"


def harmless(text: str) -> str:
    """Return a text without what steers a terminal, turns the order of letters or is half a letter."""
    if text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", _TERMINAL.sub("", text))


@lru_cache(maxsize=10_000)
def _harmless(one: Identity) -> Identity:
    said = {name: getattr(one, name) for name in ("name", "handle", "email", "id")}
    clean = {name: harmless(value) for name, value in said.items() if value}
    return one if clean.items() <= said.items() else msgspec.structs.replace(one, **clean)


class Door:
    """Replaces people and masks secrets in everything that passes."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._known: dict[str, str] = {}
        self._actors: dict[str, str] = {}

    def meet(self, identities: Iterable[Identity]) -> None:
        """Make the people of a source known before any text passes; bots are no people."""
        for one in map(_harmless, identities):
            self.cast.meet(
                name=one.name, handle=one.handle, email=one.email, id=one.id, bot=one.bot
            )

    def read_ahead(self, texts: Iterable[str], jobs: int) -> None:
        """Have what is about to pass read on several cores, where a recogniser reads at all."""
        self.cast.read_ahead((mask_secrets(harmless(text)) for text in texts), jobs)

    def text(self, raw: str) -> str:
        """Return a text as it may stand in the record."""
        raw = harmless(_shown(raw))
        if not raw or _NAMELESS.fullmatch(raw):
            return raw
        known = self._known.get(raw)
        if known is None:
            known = self.cast.replace(mask_secrets(raw))
            if len(raw) < 200:
                self._known[raw] = known
        return known

    def actor(self, identity: Identity | None) -> str | None:
        """Return who acted: a pseudonym, or the name of a bot."""
        if identity is None:
            return None
        actor = self.cast.actor(_harmless(identity))
        if actor and actor not in self._actors:
            self._actors[actor] = mask_secrets(harmless(actor))
        return self._actors[actor] if actor else actor

    def moment(self, moment: Moment) -> Moment:
        """Return the moment with its raw text passed through the door."""
        return msgspec.structs.replace(moment, as_written=self.text(moment.as_written))

    def source(self, source: Source, item: str) -> Source:
        """Return the source bound to its evidence item; a stamp in its place names nobody."""
        place = "".join(
            part if at % 2 else self.text(part)
            for at, part in enumerate(_STAMP.split(source.place))
        )
        return msgspec.structs.replace(source, evidence=item, place=place)

    def told(self, one: _Told, item: str) -> _Told:
        """Return a statement or passage as it may stand in the record."""
        section = self.text(one.section) if one.section else one.section
        told = msgspec.structs.replace(
            one, text=self.text(one.text), section=section, source=self.source(one.source, item)
        )
        if not isinstance(told, Statement):
            return told
        moment = self.moment(told.moment) if told.moment is not None else None
        return msgspec.structs.replace(told, label=self.text(told.label), moment=moment)

    def change(self, one: Change, item: str) -> Change:
        """Return a change of a stream, bound to its evidence item."""
        return msgspec.structs.replace(
            one, template=self.text(one.template), place=self.text(one.place), evidence=item
        )

    def history(self, one: HistoryItem) -> HistoryItem:
        """Return an artefact of the time before as it may stand in the record."""
        return msgspec.structs.replace(
            one,
            title=self.text(one.title),
            text=self.text(one.text),
            labels=tuple(self.text(label) for label in one.labels),
            source=self.source(one.source, one.source.evidence),
        )

    def warning(self, one: Warning) -> Warning:
        """Return a warning whose place and reason name nobody."""
        return Warning(where=self.text(one.where), what=self.text(one.what))
