"""Scrolls through a timeline with plain keys, and corrects its milestones in place."""

import shutil
from datetime import datetime

import click

from unblame.cli import files
from unblame.cli.display import cut
from unblame.cli.keys import Keys, by_key, by_line
from unblame.cli.screen import style
from unblame.cli.stored import Stored, save
from unblame.cli.timeline_lines import View, chosen, event_lines, foot, heading, marks
from unblame.conduct import NotUnderstood, confirmed, doubts, moved, rejected
from unblame.model import Event, MilestoneName, Postmortem
from unblame.people import Cast

KEYS = """
  j k ↓ ↑      down, up            space b      a page down, up
  g G          first, last         n p          next, earlier milestone
  c            confirm the milestone of this event
  m            put a milestone at this event (it asks which, and why)
  r            reject the milestone of this event (it asks why)
  u            undo the last correction made here
  f            only the kind of this event; again: all kinds
  s            only the source of this event; again: all sources
  e            the milestones, durations, clocks and what is not covered
  q            leave; each correction is saved as it is made"""

_DOWN, _UP = ("j", "\x1b[B", "\x1bOB"), ("k", "\x1b[A", "\x1bOA")


class Picker:
    """Where one stands in a timeline; keys move it, and nothing here touches the terminal."""

    def __init__(self, pm: Postmortem, view: View) -> None:
        self.pm = pm
        self.view = view
        self.at = 0
        self.top = 0
        self.said = "? shows the keys"

    @property
    def events(self) -> list[Event]:
        """The events that pass the filters."""
        return chosen(self.pm, self.view)

    @property
    def event(self) -> Event | None:
        """The event under the cursor."""
        events = self.events
        return events[self.at] if self.at < len(events) else None

    @property
    def milestones(self) -> list[str]:
        """The milestones that rest on the event under the cursor."""
        return marks(self.pm).get(self.event.id, []) if self.event is not None else []

    def move(self, key: str, height: int) -> bool:
        """Move by a key, and say whether the key was one that moves."""
        last = max(len(self.events) - 1, 0)
        marked = marks(self.pm)
        places = [at for at, event in enumerate(self.events) if event.id in marked]
        to = {
            **dict.fromkeys(_DOWN, self.at + 1),
            **dict.fromkeys(_UP, self.at - 1),
            " ": self.at + height,
            "b": self.at - height,
            "g": 0,
            "G": last,
            "n": next((at for at in places if at > self.at), self.at),
            "p": next((at for at in reversed(places) if at < self.at), self.at),
        }.get(key)
        if to is None:
            return False
        self.at = min(max(to, 0), last)
        return True

    def narrow(self, key: str) -> None:
        """Show only the kind or the source of the event under the cursor, or all again."""
        event = self.event
        kinds, sources = self.view.kinds, self.view.sources
        if key == "f":
            kinds = () if kinds or event is None else (event.kind.value,)
        else:
            found = {source.evidence for source in event.sources} if event is not None else set()
            sources = () if sources else tuple(sorted(found))
        self.view = View(kinds=kinds, sources=sources, utc=self.view.utc)
        ids = [one.id for one in self.events]
        self.at = ids.index(event.id) if event is not None and event.id in ids else 0

    def frame(self, height: int, width: int) -> list[str]:
        """Return the lines of the screen."""
        lines = event_lines(self.pm, self.view, width - 2)
        room = max(height - 2, 1)
        self.top = min(max(self.top, self.at - room + 1), self.at)
        shown = [
            f"{'>' if at == self.at else ' '} {line}"
            for at, line in enumerate(lines[self.top : self.top + room], self.top)
        ]
        events = len(self.events)
        title = f"{heading(self.pm, self.view)} · {min(self.at + 1, events)} of {events}"
        return [cut(title, width), *shown, cut(self.said, width)]


def pick(stored: Stored, view: View, cast: Cast, now: datetime) -> None:
    """Run the picker on the terminal until it is left; each correction is saved at once."""
    picker = Picker(stored.postmortem, view)
    keys = Keys()
    before: list[Stored] = []
    with by_key():
        while True:
            width, height = shutil.get_terminal_size()
            click.clear()
            lines = picker.frame(height - 1, width)
            click.echo("\n".join([style(lines[0], bold=True), *lines[1:]]))
            key = keys.next()
            picker.said = "? shows the keys"
            if key in ("q", "\x03", "\x04"):
                return
            if key in ("f", "s"):
                picker.narrow(key)
            elif key in ("?", "e"):
                click.clear()
                click.echo(KEYS if key == "?" else "\n".join(foot(picker.pm, picker.view)))
                click.echo("\n  any key goes back")
                keys.next()
            elif key in ("c", "m", "r"):
                with by_line():
                    changed = _corrected(stored, picker, key, cast, now)
                before += [stored] if changed is not stored else []
                stored = changed
            elif key == "u":
                stored = _taken_back(stored, picker, before)
            else:
                picker.move(key, height - 4)


def _corrected(stored: Stored, picker: Picker, key: str, cast: Cast, now: datetime) -> Stored:
    """Ask what is needed for a correction and save it; an empty answer leaves all as it is."""
    try:
        pm = _asked(picker, key, cast, now)
    except NotUnderstood as error:
        picker.said = str(error)
        return stored
    except click.Abort:
        pm = None
    if pm is None:
        picker.said = "nothing was changed"
        return stored
    stored = save(stored, pm)
    picker.pm = stored.postmortem
    last = pm.decisions[-1]
    name = last.on.partition(".")[2]
    against = next(doubts(pm, name), None)
    note = f" · but {against}" if against else ""
    picker.said = f"{name}: {last.was} → {last.now}{note}"
    return stored


def _taken_back(stored: Stored, picker: Picker, before: list[Stored]) -> Stored:
    """Write the document as it was before the last correction made here."""
    if not before:
        picker.said = "nothing was corrected here; --undo takes back what was corrected earlier"
        return stored
    earlier = before.pop()
    files.write_text(earlier.path, earlier.text)
    picker.pm = earlier.postmortem
    picker.said = "taken back: the document is as it was"
    return earlier


def _asked(picker: Picker, key: str, cast: Cast, now: datetime) -> Postmortem | None:
    event = picker.event
    if event is None:
        return None
    if key == "m":
        name = _which("which milestone", [one.value for one in MilestoneName])
        why = _said("why (kept with the old value)") if name else ""
        return (
            moved(picker.pm, name, event.id, reason=why, now=now, cast=cast)
            if name and why
            else None
        )
    names = picker.milestones
    if not names:
        raise NotUnderstood("No milestone rests on this event; n goes to the next that has one.")
    name = names[0] if len(names) == 1 else _which("which of them", names)
    if not name:
        return None
    if key == "c":
        return confirmed(picker.pm, name, now=now, cast=cast)
    why = _said("why it does not hold")
    return rejected(picker.pm, name, reason=why, now=now, cast=cast) if why else None


def _which(what: str, names: list[str]) -> str:
    """Return the name that was meant, by its number, its beginning or in full."""
    for number, name in enumerate(names, 1):
        click.echo(f"  {number:>2}  {name}")
    said = _said(what)
    if said.isdigit() and 0 < int(said) <= len(names):
        return names[int(said) - 1]
    return next((name for name in names if said and name.startswith(said)), said)


def _said(what: str) -> str:
    said: str = click.prompt(f"  {what}", default="", show_default=False)
    return said.strip()
