"""`unblame explain`: a rule's page in the terminal."""

import click

from unblame.cli.screen import CannotDo
from unblame.language import RULES, explain


@click.command("explain")
@click.argument("rule", metavar="UB101|NAME")
def command(rule: str) -> None:
    """Explain a rule: what it notices, why it matters, what to say instead, when to leave it.

    \b
    Example:
      unblame explain UB104
    """
    from difflib import get_close_matches

    wanted = (
        rule.upper()
        if rule.upper() in RULES
        else next((c for c, r in RULES.items() if r.name == rule), None)
    )
    if wanted is None:
        near = get_close_matches(rule.upper(), RULES, n=1, cutoff=0.4)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise CannotDo(f"There is no rule {rule}.{hint} The rules are {', '.join(sorted(RULES))}.")
    click.echo(explain(wanted))
