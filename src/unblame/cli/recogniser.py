"""`unblame recogniser`: what reads sentences beside the rules, and how it reads one."""

import sys
from typing import Any

import click
import msgspec

from unblame.cli import files
from unblame.cli.reader import loaded, recogniser_option
from unblame.cli.recogniser_text import card_lines, reading_lines
from unblame.cli.screen import CannotDo
from unblame.recognise import Card, Reader, Reading


@click.command("recogniser")
@click.argument("sentence", required=False)
@recogniser_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def command(sentence: str | None, reader: Reader | None, form: str) -> None:
    """Show which recogniser is installed, or how it reads one SENTENCE.

    It is checked whole: each file against the digest on its card. `-` reads the sentence from standard
    input. Exit status 2 where none can be used; everything else then works on rules alone.

    \b
    Examples:
      unblame recogniser
      unblame recogniser "Bram rolled back at 14:32 and errors stopped."
      unblame recogniser --recogniser ./weights --format json
    """
    if reader is None:
        raise CannotDo("There is no recogniser to show: none is installed, or it is turned off.")
    card = loaded(reader).load().card
    if sentence == "-":
        sentence = files.decoded(sys.stdin.buffer.read(), "Standard input").strip()
    if sentence is not None and not sentence.strip():
        raise CannotDo("The sentence is empty; give one in quotes.")
    reading = reader.read(sentence) if sentence else None
    if form == "json":
        report = _report(reader, card, sentence, reading)
        click.echo(msgspec.json.format(msgspec.json.encode(report), indent=2).decode())
    elif sentence and reading:
        click.echo("\n".join(reading_lines(card, sentence, reading)))
    else:
        click.echo("\n".join(card_lines(card, reader.folder)))


def _report(
    reader: Reader, card: Card, sentence: str | None, reading: Reading | None
) -> dict[str, Any]:
    thresholds = ("warn", "note", "clear", "people", "nobody", "kind", "factor", "event")
    return {
        "schema": "unblame.recogniser/1",
        "recogniser": reader.stated(),
        "folder": str(reader.folder),
        "files": card.digests,
        "thresholds": {name: getattr(card, name) for name in thresholds},
        "figures": card.figures,
        "sentence": sentence,
        "reading": reading,
    }
