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
#: Signs at which a stretch neither begins nor ends.
BEFORE, AFTER = " ,;:.!?)]}|/\u2013\u2014-", " ,;:([{|/\u2013\u2014-"


def proposed(account: Account) -> Hit | None:
    """Return the blame that the recogniser reads in a sentence, or None."""
    card = account.reader.card if account.reader else None
    reading = account.reading if card else None
    if card is None or reading is None or reading.blame < card.note:
        return None
    nearest = list(_nearest(reading))
    start, end = _span(account.text, reading)
    return Hit(
        start=start,
        end=end,
        message=_message(account, reading, nearest),
        ask=(nearest[0].ask if nearest else None) or ASK_LET_THROUGH,
        level=Level.WARN if reading.blame >= card.warn else Level.NOTE,
        also=tuple(rule.code for rule in nearest),
    )


def _span(text: str, reading: Reading) -> tuple[int, int]:
    """Return the stretch that reads as blame without the signs around it, or the whole sentence."""
    if reading.span is None:
        return 0, len(text)
    start, end = reading.span.start, reading.span.end
    said = text[start:end]
    start += len(said) - len(said.lstrip(BEFORE))
    end -= len(said) - len(said.rstrip(AFTER))
    return (start, end) if start < end and not _silent(text[start:end]) else (0, len(text))


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
