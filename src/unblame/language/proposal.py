"""What the recogniser proposes of one sentence, put as a rule would put it.

The nearest rule gives the question. Names are never among the words that are said to weigh, and nor are
words that tell a reader nothing where they stand alone.
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.lexicon import words
from unblame.language.registry import load
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.recognise import Reading

SILENT = words("closed", "silent")


def proposed(account: Account) -> Hit | None:
    """Return the blame that the recogniser reads in a sentence, or None."""
    card = account.reader.card if account.reader else None
    reading = account.reading if card else None
    if card is None or reading is None or reading.blame < card.note:
        return None
    nearest = list(_nearest(reading))
    span = reading.span
    if span and _silent(account.text[span.start : span.end]):
        span = None
    return Hit(
        start=span.start if span else 0,
        end=span.end if span else len(account.text),
        message=_message(account, reading, nearest),
        ask=(nearest[0].ask if nearest else None) or ASK_LET_THROUGH,
        level=Level.WARN if reading.blame >= card.warn else Level.NOTE,
        also=tuple(rule.code for rule in nearest),
    )


def _nearest(reading: Reading) -> Iterator[Rule]:
    """Yield the rules of the kinds that were read, those of blame first."""
    found = [load()[kind.name] for kind in reading.kinds if kind.name in load()]
    yield from (rule for rule in found if rule.family is Family.BLAME)
    yield from (rule for rule in found if rule.family is not Family.BLAME)


def _message(account: Account, reading: Reading, nearest: list[Rule]) -> str:
    told = "this sentence reads as blame"
    if nearest:
        told += f", nearest to {nearest[0].name} (unblame explain {nearest[0].code})"
    weighed = (
        account.text[mark.start : mark.end]
        for mark in reading.weighed
        if not any(start < mark.end and mark.start < end for start, end in account.people)
    )
    telling = dict.fromkeys(word for word in weighed if not _silent(word))
    return f"{told}; what weighed most: {', '.join(telling)}" if telling else told


def _silent(text: str) -> bool:
    """Tell whether a stretch holds no word that tells a reader something where it stands alone."""
    return SILENT.issuperset(text.lower().split())
