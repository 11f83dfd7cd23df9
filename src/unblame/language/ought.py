"""Whom a sentence holds to what they should have done: `she should have waited`."""

from collections.abc import Collection, Iterator

from unblame.language.clause import Clause
from unblame.language.finding import Level
from unblame.language.form import Hit
from unblame.language.grammar import Account
from unblame.language.rewrite import ASK_SENSIBLE
from unblame.language.who import Who

_OUGHT = frozenset(["should", "shouldn't", "should've", "ought"])


def ought(account: Account, whom: Collection[Who], message: str) -> Iterator[Hit]:
    """Yield each clause that says what one of these should have done."""
    if "should" not in account.low and "ought" not in account.low:
        return
    for clause in account.clauses:
        if clause.who in whom and _past(clause):
            yield Hit(
                start=clause.start,
                end=clause.end,
                message=message,
                ask=ASK_SENSIBLE,
                level=Level.WARN,
            )


def _past(clause: Clause) -> bool:
    if clause.lemma == "have" and "had" not in clause.words:
        return False
    return clause.have and clause.modal in _OUGHT and not clause.passive and clause.form != "base"
