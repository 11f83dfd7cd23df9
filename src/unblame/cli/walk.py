"""`unblame walk`: the guided conversation in the terminal, saved after every answer."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from msgspec import Struct

from unblame.cli import files, inputs, known, screen
from unblame.cli.reader import recogniser_option
from unblame.cli.stored import Stored, open_document, save
from unblame.cli.told import known_zone
from unblame.conduct import (
    STEPS,
    Form,
    Inputs,
    NotUnderstood,
    Reply,
    Stop,
    agenda,
    answer,
    conduct,
    parked,
)
from unblame.document import number, write
from unblame.document.clock import length
from unblame.evidence import Evidence, ReadOptions
from unblame.language import Finding, Level, blameless, check
from unblame.model import ActionCategory, OwnerKind, Postmortem, QuestionStatus
from unblame.people import Cast
from unblame.recognise import Reader

HELP = """
  Enter    confirm what is shown, or skip where nothing is shown
  s        skip; it comes back at the end        u   nobody knows
  b        go back to the answer before          p TEXT   park an idea
  r        reject (factors, the six-months answer)
  q        stop; everything said is saved, and the next walk goes on from here"""


SPELT_OUT = {"skip": "s", "unknown": "u", "back": "b", "quit": "q", "exit": "q", "reject": "r"}


class Stopped(Exception):
    """The person wants to stop here."""


class Walk:
    """One run of the conversation: the document as it stands, and the way back."""

    def __init__(self, stored: Stored, cast: Cast, *, now: datetime, together: bool) -> None:
        self.stored = stored
        self.cast = cast
        self.now = now
        self.together = together
        self.before: list[Postmortem] = []
        self.parked: list[str] = []

    def run(self) -> None:
        """Ask until nothing is open, each skipped stop coming back once."""
        step, again = 0, set[str]()
        while True:
            stop = next(
                (s for s in agenda(self.stored.postmortem) if not (s.again and s.about in again)),
                None,
            )
            if stop is None:
                return
            if stop.again:
                again.add(stop.about)
            if stop.step > step and not stop.again:
                _announce(step, stop.step)
                step = stop.step
            self._visit(stop)

    def _visit(self, stop: Stop) -> None:
        _present(stop)
        while True:
            reply = self._reply(stop)
            if reply is None:
                return
            try:
                changed = answer(self.stored.postmortem, stop, reply, now=self.now, cast=self.cast)
            except NotUnderstood as error:
                click.echo(f"  {error}")
                continue
            self._keep(changed)
            if not (reply.skip or reply.unknown):
                _consequence(stop, self.stored.postmortem)
            return

    def _keep(self, changed: Postmortem, *, way_back: bool = True) -> None:
        if way_back:
            self.before.append(self.stored.postmortem)
        self.stored = save(self.stored, changed)
        place = files.people_map_of(self.stored.path)
        files.write_text(
            place,
            self.cast.to_json(),
            private=True,
        )

    def _reply(self, stop: Stop) -> Reply | None:
        """Return what was said, or None where a command moved elsewhere."""
        raw = click.prompt("  ›", default="", show_default=False, prompt_suffix=" ").strip()
        self._note(stop, raw)
        command, _, rest = raw.partition(" ")
        raw = SPELT_OUT.get(raw.lower(), raw)
        if raw == "?":
            click.echo(HELP)
            return self._reply(stop)
        if raw == "q":
            raise Stopped
        if raw == "b":
            self._back()
            return None
        if command == "p" and rest:
            self.parked.append(rest)
            idea = parked(self.stored.postmortem, rest, cast=self.cast, now=self.now)
            self._keep(idea, way_back=False)
            click.echo("  Parked; it stands below the action table.")
            return self._reply(stop)
        if raw in ("s", "u"):
            return Reply(skip=raw == "s", unknown=raw == "u")
        return self._worded(stop, raw)

    def _back(self) -> None:
        if not self.before:
            click.echo("  This is the first answer of this walk.")
            return
        earlier = self.before.pop()
        titles = {action.title for action in earlier.actions}
        for idea in self.parked:
            if self.cast.replace(idea).strip().rstrip(".") not in titles:
                earlier = parked(earlier, idea, cast=self.cast, now=self.now)
        self.stored = save(self.stored, earlier)

    def _worded(self, stop: Stop, raw: str) -> Reply:
        role = (
            click.prompt("  whose seat (role)", default="", show_default=False).strip()
            if self.together and raw
            else None
        )
        if raw == "r" and stop.form is Form.VERDICT:
            return Reply(choice="reject", confirm=True, role=role or None)
        if not raw:
            return (
                Reply(confirm=True)
                if stop.shown and stop.form is not Form.MEASURE and stop.form is not Form.DATE
                else Reply(skip=True)
            )
        if stop.offers and raw.isdigit() and 0 < int(raw) <= len(stop.offers):
            raw = stop.offers[int(raw) - 1]
        if stop.form is Form.YES_NO:
            return Reply(
                text=raw,
                choice="yes" if raw.lower().startswith(("y", "j")) else "no",
                role=role or None,
            )
        if stop.form in (Form.PROSE, Form.VERDICT, Form.ACTION, Form.WORDING):
            raw = self._without_blame(raw)
            if raw in ("s", "u"):
                return Reply(skip=raw == "s", unknown=raw == "u")
        return Reply(text=raw, choice=_choice(stop), role=role or None)

    def _without_blame(self, text: str) -> str:
        """Offer a wording at once where an answer blames; people become roles in any case."""
        findings = self._blames(text)
        if not findings:
            return text
        framed = blameless(text, self.cast)
        offered = framed.text if framed.changed and not self._blames(framed.text) else None
        click.echo(screen.style(f"  {findings[0].message}", fg="yellow"))
        if framed.ask:
            click.echo(f"  What would help more: {framed.ask}")
        if offered:
            click.echo(screen.style(f"  offered: {offered}", fg="green"))
        ways = "[y] use it, " if offered else ""
        said: str = click.prompt(
            f"  {ways}[k] keep yours (people become roles), or type another wording",
            default="y" if offered else "k",
            show_default=False,
        ).strip()
        said = SPELT_OUT.get(said.lower(), said)
        if said == "q":
            raise Stopped
        if said in ("s", "u"):
            return said
        if said == "y" and offered:
            return offered
        return text if said in ("k", "y") else said

    def _blames(self, text: str) -> list[Finding]:
        found = check(text, kind="plain", cast=self.cast)
        return [finding for finding in found if finding.level is not Level.NOTE]

    def _note(self, stop: Stop, raw: str) -> None:
        """Append the raw answer at once, so that nothing said is ever lost."""
        place = files.answers_of(self.stored.path)
        row = {
            "at": datetime.now(UTC).isoformat(),
            "about": stop.about,
            "asked": stop.ask,
            "said": raw,
        }
        new = not place.exists()
        with place.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        if new:
            place.chmod(0o600)


def _announce(before: int, step: int) -> None:
    """Say which step begins, and which had nothing to ask."""
    for passed in range(max(before + 1, 1), step):
        nothing = screen.style(f"Step {passed} of 5 · {STEPS[passed - 1]}", fg="cyan")
        click.echo(f"\n{nothing}: nothing to ask.")
    click.echo("\n" + screen.style(f"Step {step} of 5 · {STEPS[step - 1]}", bold=True, fg="cyan"))


def _choice(stop: Stop) -> str | None:
    if stop.form is Form.ACTION:
        picked: str = click.prompt(
            "  category",
            type=click.Choice([kind.value for kind in ActionCategory], case_sensitive=False),
            default=ActionCategory.PREVENTION.value,
        )
        return str(picked)
    if stop.form is Form.OWNER:
        kind: str = click.prompt(
            "  is that a",
            type=click.Choice([kind.value for kind in OwnerKind]),
            default=OwnerKind.TEAM.value,
        )
        return str(kind)
    return None


def _present(stop: Stop) -> None:
    click.echo("")
    if stop.again:
        click.echo("  (skipped before)")
    if stop.shown:
        click.echo("  " + screen.style(stop.shown, bold=True))
    if stop.reason:
        click.echo(f"  {stop.reason}")
    for place, offer in enumerate(stop.offers, 1):
        beside = stop.beside[place - 1 : place]
        click.echo("  ".join((f"    {place}  {offer}", *filter(None, beside))))
    click.echo("  " + screen.style(stop.ask, fg="green"))


def _consequence(stop: Stop, pm: Postmortem) -> None:
    if stop.form is Form.TIME:
        known = [
            f"{n.upper()} {length(d.seconds)}"
            for n, d in pm.durations.items()
            if d.seconds is not None
        ]
        if known:
            click.echo("  " + " · ".join(known))


class Opening(Struct, frozen=True, kw_only=True):
    incident: str | None
    product: str | None
    impact: str | None


@click.command("walk")
@click.argument("document", type=click.Path(path_type=Path))
@click.option("--incident", metavar="ID", help="To begin a new document.")
@click.option("--product", metavar="NAME", help="To begin a new document.")
@click.option("--impact", metavar="TEXT", help="To begin a new document.")
@click.option("--tz", metavar="ZONE", help="Zone of the times that are told, for a new document.")
@click.option("--roster", type=click.Path(path_type=Path), help="People to find and replace.")
@recogniser_option
@click.option(
    "--together", is_flag=True, help="For a shared screen: asks whose seat an answer comes from."
)
@click.option("--now", metavar="TIME", help="Time of the walk (ISO 8601); otherwise the clock.")
def command(
    document: Path,
    roster: Path | None,
    reader: Reader | None,
    now: str | None,
    tz: str | None,
    *,
    together: bool,
    **opening: str | None,
) -> None:
    """Run the post-mortem as a guided conversation, through the five steps in order.

    It shows what was inferred and why, asks only what is missing or unconfirmed, and saves after
    every answer. Stop whenever you like; the next walk goes on where this one ended.

    \b
    Examples:
      unblame walk inc-42.md
      unblame walk inc-7.md --incident INC-7 --product Login --impact "logins failed for an hour"
      unblame walk inc-42.md --together       on a shared screen, answers by role
    """
    cast = known.cast_of(roster, files.people_map_of(document), reader)
    at = inputs.moment(now)
    stored = (
        open_document(document)
        if document.exists()
        else _begun(document, Opening(**opening), cast, at, tz)
    )
    for private in (files.answers_of(document), files.people_map_of(document)):
        note = files.keep_out_of_git(private)
        screen.warn([note] if note else [])
    click.echo(
        screen.style(
            f"{stored.postmortem.incident.id} · {stored.postmortem.incident.product}", bold=True
        )
    )
    click.echo("  One question at a time. Enter confirms or skips, ? shows what else you can say.")
    walk = Walk(stored, cast, now=at, together=together)
    try:
        walk.run()
    except (Stopped, click.Abort):
        left = len(agenda(walk.stored.postmortem))
        click.echo(f"\nSaved. {left} questions wait; `unblame walk {document}` goes on from here.")
        return
    click.echo("\n" + screen.four_outputs(walk.stored.postmortem))
    _ended(document, walk.stored.postmortem)


def _ended(document: Path, pm: Postmortem) -> None:
    waiting = sum(q.status in (QuestionStatus.OPEN, QuestionStatus.SKIPPED) for q in pm.questions)
    said = (
        f"{waiting} questions stay open in the document." if waiting else "Nothing is left to ask."
    )
    click.echo(f"\n{said} Next: unblame check {document}; unblame room {document}.")


def _begun(document: Path, opening: Opening, cast: Cast, now: datetime, tz: str | None) -> Stored:
    given = {
        name: value or click.prompt(f"  {label}").strip()
        for name, value, label in (
            ("incident", opening.incident, "Incident id (INC-42)"),
            ("product", opening.product, "Product"),
            ("impact", opening.impact, "Customer impact, in your own words"),
        )
    }
    if tz is not None:
        known_zone(tz)
    options = ReadOptions(tz=tz)
    record = number(conduct(Evidence(), Inputs(now=now, **given), options=options, cast=cast))
    files.write_text(document, write(record))
    return open_document(document)
