"""Findings for a person at a terminal: the place, the reason, the span marked, a wording."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from unblame.cli import screen
from unblame.cli.display import rows, visible
from unblame.cli.found import Checked, Place
from unblame.cli.page_link import address_of, linked, page_of, wants_links
from unblame.language.finding import Family, Level

COLOURS = {"block": "red", "warn": "yellow", "note": "blue"}
LEVELS = ("block", "warn", "note")
LONGEST = 400


class TextReport:
    """Says each file as it is done, then the sum of all."""

    def __init__(self, *, quiet: bool, many: bool, pages: str | None) -> None:
        self.quiet, self.many, self.pages = quiet, many, pages
        self.links = wants_links(terminal=sys.stdout.isatty())
        columns = shutil.get_terminal_size((100, 24)).columns
        self.room = max(min(columns, 120) - 8, 24)
        self.linked: set[str] = set()

    def file(self, checked: Checked) -> Iterator[str]:
        """Yield the lines about one file."""
        if self.quiet:
            yield from (self._head(checked.name, place) for place in checked.places)
            return
        if self.many and checked.places:
            yield (
                screen.style(visible(checked.name), bold=True, underline=True)
                + "  "
                + (by_level(checked.places))
            )
            yield ""
        short = False
        for place in checked.places:
            if short and not _is_short(place):
                yield ""
            short = _is_short(place)
            if short:
                yield self._line(checked.name, place)
            else:
                yield from self._finding(checked.name, place)
                yield ""
        if short:
            yield ""

    def _head(self, name: str, place: Place) -> str:
        finding = place.finding
        where = screen.style(f"{visible(name)}:{finding.line}:{finding.column}", bold=True)
        inside = f" {visible(place.path)}" if place.path else ""
        code = screen.style(finding.rule, fg=COLOURS[finding.level], bold=True)
        if self.links:
            code = linked(code, address_of(finding.rule, finding.name, self.pages))
        also = f" (also {', '.join(finding.also)})" if finding.also else ""
        return f"{where}{inside} {code} {finding.level}: {visible(finding.message)}{also}"

    def _line(self, name: str, place: Place) -> str:
        """Return a note on a name in one line: a draft has dozens of them."""
        said, new = one_line(place.finding.text), one_line(place.finding.rewrite or "")
        return f"{self._head(name, place)}: {said}" + (f" → {new}" if new else "")

    def _finding(self, name: str, place: Place) -> Iterator[str]:
        finding = place.finding
        yield self._head(name, place)
        step = 0 if place.path else 1
        shown = rows(
            place.source, place.start, place.end, room=self.room, number=finding.line, step=step
        )
        gutter = max(len(str(row.number)) for row in shown) if shown else 1
        for row in shown:
            number = str(row.number) if row.number else ""
            yield f"  {number:>{gutter}} | {row.text}"
            if row.marks:
                marks = screen.style(row.marks, fg=COLOURS[finding.level])
                yield f"  {'':>{gutter}} | {marks}"
        yield from self._offer(place)

    def _offer(self, place: Place) -> Iterator[str]:
        finding = place.finding
        if finding.rewrite is not None:
            mark = "" if finding.safety == "safe" else "   (read it before you use it)"
            new = one_line(finding.rewrite) or "(leave it out)"
            yield screen.style(f"    - {one_line(finding.text)}", fg="red")
            yield screen.style(f"    + {new}", fg="green") + mark
        if finding.ask:
            yield f"    ? {visible(finding.ask)}"
        if finding.rule not in self.linked:
            self.linked.add(finding.rule)
            page = page_of(finding.rule, finding.name, self.pages)
            if self.links:
                page = linked(page, address_of(finding.rule, finding.name, self.pages))
            yield screen.style(f"    = {page}", dim=True)


def _is_short(place: Place) -> bool:
    return place.finding.family is Family.IDENTITY and place.finding.level is Level.NOTE


def one_line(text: str) -> str:
    """Return a text on one line, safe to show, and not longer than a screen holds."""
    flat = visible(" ".join(text[: 4 * LONGEST].split()))
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def by_level(places: Iterable[Place]) -> str:
    """Return how many findings there are at each level, in words."""
    counts = Counter(str(place.finding.level) for place in places)
    return ", ".join(f"{counts[level]} {level}" for level in LEVELS if counts[level])


def statistics(checked: Sequence[Checked]) -> Iterator[str]:
    """Yield how often each rule noticed something, the most frequent first."""
    found = [place.finding for one in checked for place in one.places]
    counts = Counter((finding.rule, finding.name) for finding in found)
    for (rule, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:5}  {rule}  {name}"


def summary(
    checked: Sequence[Checked], *, fixed: int, unsafe: bool, left_out: int
) -> Iterator[str]:
    """Yield what was found in all, what can be fixed, and what was left standing."""
    places = [place for one in checked for place in one.places]
    files = _count(len(checked), "file")
    if not places:
        yield f"{files}: nothing that blames."
    else:
        hit = sum(bool(one.places) for one in checked)
        where = files if hit == len(checked) else f"{hit} of {files}"
        yield f"{_count(len(places), 'finding')} in {where}: {by_level(places)}."
    yield from _fixable(places, unsafe=unsafe)
    if fixed:
        yield f"{_count(fixed, 'file')} changed."
    known = sum(len(one.known) for one in checked)
    if known:
        yield f"{known} known from the baseline, not listed."
    stale = [(one.name, one.stale) for one in checked if one.stale]
    for name, count in stale:
        yield f"{visible(name)}: {count} of the baseline no longer there; --write-baseline takes them out."
    standing = sum(len(one.standing) for one in checked)
    if standing:
        yield f"{standing} left standing by a comment with its reason."
    if left_out:
        yield f"{_count(left_out, 'file')} left out by [check.per-path]."


def _fixable(places: Sequence[Place], *, unsafe: bool) -> Iterator[str]:
    offers = [place.finding.safety for place in places if place.edit is not None]
    safe = sum(offer == "safe" for offer in offers)
    rest = len(offers) - safe
    if unsafe:
        safe, rest = safe + rest, 0
    how = "--fix --unsafe-fixes" if unsafe else "--fix"
    if safe:
        more = f", {rest} more with --unsafe-fixes" if rest else ""
        yield f"{safe} can be fixed with {how}{more}."
    elif rest:
        yield f"{rest} can be fixed with --fix --unsafe-fixes; read them afterwards."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
