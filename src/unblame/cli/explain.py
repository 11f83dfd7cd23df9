"""`unblame explain`: a rule's page in the terminal."""

from pathlib import Path

import click

from unblame.cli.house import House, settled
from unblame.cli.screen import CannotDo
from unblame.language import UnknownRule
from unblame.language.pages import page
from unblame.language.registry import find


@click.command("explain")
@click.argument("rule", metavar="UB101|NAME")
@click.pass_obj
def command(house: House | None, /, rule: str) -> None:
    """Explain a rule: what it notices, why it matters, what to say instead, when to leave it.

    \b
    Examples:
      unblame explain UB104
      unblame explain should_have
      unblame explain ACME01       a rule of your own house's packs
    """
    click.echo(explained(rule, house))


def explained(rule: str, house: House | None) -> str:
    """Return the page of a rule, of Unblame's own or the house's. Raises CannotDo."""
    try:
        return page(find(rule))
    except UnknownRule:
        house = house or settled(Path.cwd())
    try:
        return page(find(rule, house.check.get("rules", ())))
    except UnknownRule as error:
        said = str(error)
        raise CannotDo(
            f"{said[:1].upper()}{said[1:]}. `unblame explain` takes a code or a name; "
            "docs/rules/index.md lists them."
        ) from error
