"""`unblame draft`: evidence in, the post-mortem out; an existing document is updated, never lost."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import msgspec

from unblame.actions import Policy
from unblame.cli import files, inputs, known, screen, told
from unblame.cli.house import House
from unblame.cli.known import reserve
from unblame.cli.read_text import far_away, what_was_read
from unblame.cli.stored import Stored
from unblame.conduct import Inputs, conduct
from unblame.document import DocumentError, number, read, update, write
from unblame.evidence import Unreadable
from unblame.evidence import read as gather
from unblame.model import Postmortem
from unblame.people import Cast
from unblame.publish import recognise, render


@click.command("draft")
@click.argument("evidence", nargs=-1, type=click.Path(path_type=Path))
@click.option("--incident", metavar="ID", help="The incident's id, such as INC-42.")
@click.option("--product", metavar="NAME", help="The product that was affected.")
@click.option("--impact", metavar="TEXT", help="The customer impact in your own words.")
@click.option(
    "--severity", metavar="S", help="Severity, such as SEV-2; sets how soon actions are due."
)
@inputs.evidence_options
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help="default, sre-book, one-pager, or a Markdown file.",
)
@click.option(
    "--now", metavar="TIME", help="Time of drafting (ISO 8601); action dates count from it."
)
@click.option(
    "-o",
    "--output",
    "outs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where to write; .md, .html or .json; may be repeated.",
)
@click.option(
    "--events",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    help="How many events the document holds at most, unless it rests on more; repeats go first.",
)
@click.option("--fresh", is_flag=True, help="Start anew; the old document is kept as OUT.bak.")
@click.option(
    "--people-map",
    type=click.Path(path_type=Path),
    help="Where the pseudonym map is kept (default: beside the document).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "json", "html"]),
    default=None,
    help="What to print without -o.",
)
@click.pass_obj
def command(
    house: House | None,
    /,
    evidence: tuple[Path, ...],
    incident: str | None,
    product: str | None,
    impact: str | None,
    outs: tuple[Path, ...],
    form: str | None,
    **rest: Any,
) -> None:
    """Conduct the post-mortem: evidence in, one document out.

    EVIDENCE is any mix of files and folders: chat exports, pages, alerts, logs, deploys, git
    repositories, CSV, Markdown and plain notes. With none, the document holds its questions.

    \b
    Examples:
      unblame draft evidence/ --incident INC-42 --product Checkout \\
          --impact "about 20 minutes of failed payments" --tz Europe/Oslo -o inc-42.md
      unblame draft evidence/ more/ -o inc-42.md     update it; your edits stay
      unblame draft notes.md --incident INC-7 --product Login --impact "…" --format json

    An existing document is updated three ways: as drafted, as edited, as drafted now. What a
    person wrote stays; what changed in the evidence is listed.
    """
    target = next((out for out in outs if files.form_of(out) == "markdown"), None)
    before = _before(target, fresh=rest["fresh"])
    held = before.text if before else None
    rest["policy"] = _policy(house)
    told.remember(before.postmortem if before else None, rest)
    given = _inputs(before.postmortem if before else None, incident, product, impact, rest)
    _refuse_foreign(outs, given.incident, fresh=rest["fresh"])
    cast = known.cast_of(
        rest["roster"],
        _map_place(target, rest["people_map"]),
        rest["reader"],
        house.titles if house else (),
    )
    if _map_is_lost(held, target, rest["people_map"]):
        reserve(cast, held or "")
    rest["clocks_held"] = inputs.clocks_decided(before.postmortem) if before else {}
    record = _conduct(evidence, given, cast, rest)

    if not outs:
        _print(record, form, rest)
        return
    text, record, changes = _text(held, record, rest)
    screen.tell(changes)
    place = _map_place(target, rest["people_map"])
    new = place is not None and not place.exists()
    _keep_map(target, rest["people_map"], cast)  # first: without it, nobody could say who is who
    try:
        _write(outs, text, record, given.incident, fresh=rest["fresh"])
    except screen.CannotDo:
        if new and place is not None and target is not None and not target.exists():
            place.unlink(missing_ok=True)
        raise
    screen.note(known.doubled(cast))


def _policy(house: House | None) -> Policy | None:
    """Return how soon actions are due, where the house has settled it."""
    if house is None or not house.due:
        return None
    return msgspec.convert(house.due, Policy, strict=False)


def _before(target: Path | None, *, fresh: bool) -> Stored | None:
    """Return the document that is to be updated, if there is one."""
    if target is None or fresh or not target.exists():
        return None
    text = files.read_text(target, "The document")
    try:
        return Stored(path=target, text=text, postmortem=read(text))
    except DocumentError as error:
        if error.foreign:
            raise screen.CannotDo(_foreign(target, None)) from error
        raise screen.CannotDo(f"{target}: {error} Nothing was changed.") from error


def _inputs(
    before: Postmortem | None,
    incident: str | None,
    product: str | None,
    impact: str | None,
    rest: dict[str, Any],
) -> Inputs:
    missing = [
        name
        for name, value in (("--incident", incident), ("--product", product), ("--impact", impact))
        if (value is None and before is None) or (value is not None and not value.strip())
    ]
    if missing:
        raise click.UsageError(
            f"Missing {', '.join(missing)}: the incident's id, the product and the customer impact "
            "in your own words are needed to begin."
        )
    return Inputs(
        incident=incident if incident is not None else before.incident.id,  # type: ignore[union-attr]
        product=product if product is not None else before.incident.product,  # type: ignore[union-attr]
        impact=impact if impact is not None else before.impact.text,  # type: ignore[union-attr]
        severity=rest["severity"] or (before.incident.severity if before else None),
        now=inputs.moment(rest["now"], before.drafted_at if before else None),
    )


def _refuse_foreign(outs: tuple[Path, ...], incident: str, *, fresh: bool) -> None:
    """Refuse to write over a file that Unblame did not write for this incident."""
    for out in outs:
        if not out.exists() or fresh:
            continue
        text = files.read_text(out, "The output")
        owner = _incident_of(text) if files.form_of(out) == "markdown" else recognise(text)
        if owner != incident:
            raise screen.CannotDo(_foreign(out, owner))


def _foreign(out: Path, owner: str | None) -> str:
    whose = f"holds incident {owner}" if owner else "was not written by Unblame"
    return (
        f"{out} exists and {whose}; it was left as it is. Choose another place, or use --fresh "
        f"to start anew and keep the old one as {out.name}.bak."
    )


def _incident_of(text: str) -> str | None:
    try:
        return read(text).incident.id
    except DocumentError:
        return None


def _map_place(target: Path | None, chosen: Path | None) -> Path | None:
    return chosen or (files.people_map_of(target) if target else None)


def _map_is_lost(held: str | None, target: Path | None, chosen: Path | None) -> bool:
    place = _map_place(target, chosen)
    if held is None or place is None or place.exists():
        return False
    lost = f"the people map {place.name} is not there: pseudonyms start at the next free letter"
    screen.warn([f"{lost}, so one person may carry two."])
    return True


def _conduct(
    evidence: tuple[Path, ...], given: Inputs, cast: Cast, rest: dict[str, Any]
) -> Postmortem:
    options = inputs.options_of(rest)
    options = replace(options, clocks=rest["clocks_held"] | options.clocks)
    cast.set_aside(given.product)
    try:
        with screen.progress("Reading the evidence") as tell:
            found = gather(list(evidence), options=replace(options, tell=tell), cast=cast)
            tell("")
            record = conduct(found, given, options=options, cast=cast, policy=rest["policy"])
    except Unreadable as error:
        raise screen.CannotDo(
            f"Part of the evidence could not be read, and --strict was asked for: {error}"
        ) from error
    screen.warn(inputs.warnings_of(found))
    screen.note(far_away(found.items))
    if evidence and not (found.events or found.statements or found.passages or found.changes):
        unchanged = [item for item in found.items if item.counted and item.covers.from_]
        if not unchanged:
            raise screen.CannotDo(f"{inputs.NOTHING_READ} Nothing was written.")
        screen.note(f"{item.id} {item.path}: {what_was_read(item)}" for item in unchanged)
    return record


def _template(chosen: Path | None) -> str | None:
    from unblame.document import template_named

    if chosen is None:
        return None
    return template_named(str(chosen)) or files.read_text(chosen, "The template")


def _text(
    held: str | None, record: Postmortem, rest: dict[str, Any]
) -> tuple[str, Postmortem, list[str]]:
    if held is None:
        numbered = number(record, events=rest["events"])
        return write(numbered, _template(rest["template"])), numbered, []
    updated = update(held, record, events=rest["events"])
    return updated.text, updated.postmortem, list(updated.changes)


def _print(record: Postmortem, form: str | None, rest: dict[str, Any]) -> None:
    numbered = number(record, events=rest["events"])
    if form is None and sys.stdout.isatty():
        click.echo(screen.four_outputs(numbered))
        return
    if form in (None, "md"):
        click.echo(write(numbered, _template(rest["template"])), nl=False)
    else:
        click.echo(render(numbered, form), nl=False)


def _write(
    outs: tuple[Path, ...], text: str, record: Postmortem, incident: str, *, fresh: bool
) -> None:
    rendered = [
        (out, text if (form := files.form_of(out)) == "markdown" else render(record, form))
        for out in outs
    ]
    written: list[str] = []
    for out, content in rendered:
        if fresh and out.exists():
            _put_aside(out)
        try:
            files.write_text(out, content)
        except screen.CannotDo as error:
            if not written:
                raise
            what = error.message.replace(
                files.UNCHANGED, f"{', '.join(written)} was written before."
            )
            raise screen.CannotDo(what) from error
        written.append(str(out))
    if sys.stdout.isatty():
        click.echo(screen.four_outputs(record))
    click.echo(f"{incident}: wrote {', '.join(str(out) for out in outs)}", err=True)


def _put_aside(out: Path) -> None:
    """Keep a file as OUT.bak; an older one moves on to OUT.bak.1 and so on, and none is lost."""
    aside = out.with_name(out.name + ".bak")
    if aside.exists():
        number = 1
        while aside.with_name(f"{aside.name}.{number}").exists():
            number += 1
        aside.replace(aside.with_name(f"{aside.name}.{number}"))
    out.replace(aside)


def _keep_map(target: Path | None, chosen: Path | None, cast: Cast) -> None:
    place = _map_place(target, chosen)
    if place is None or target is None:
        return
    files.write_text(place, cast.to_json(), private=True)
    note = files.keep_out_of_git(place)
    if note:
        screen.warn([note])
