"""A sentence reads as blame, and no rule has a form for it.

What it notices
---------------
What the recogniser reads as blame where no other rule of blame warns. The message names the nearest
rule and the words that weighed most. Without the recogniser this rule notices nothing.
With it, for example: `23:10 Yosef had the mismatch mail in front of him and went back to his film.`

Why it matters
--------------
Most blame uses none of the usual words: it is an aside in a timeline line, praise of somebody else,
a question that knows its answer.

Say instead
-----------
What the nearest rule says: its page is named. Where the recogniser misreads you, leave the sentence
and say why in a comment.

When to leave it
----------------
The recogniser has read many sentences and understands none. A fact, a thank-you or a norm about a
system stays as it is.

Source
------
The project's own corpus of invented incidents; the card beside the weights says how often it errs.
"""

from collections.abc import Iterator

from unblame.language.cue import READ_CUE
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.proposal import proposed
from unblame.language.rules.human_error import LABEL, refused
from unblame.language.somebody import somebody
from unblame.language.who import Who
from unblame.text import late

THANKS = late(
    r"^\W*(?:(?:and|also|a|big|huge|many|special|very) )*(?:thanks|thank you|thx|kudos|shout-?outs?|props|hats off)\b"
    r"(?!.*(?:;|\b(?:but|yet|so)\b))"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield the stretch that the recogniser reads as blame, where grammar is not certain otherwise.

    A heading is no sentence, and it learnt from sentences.
    """
    hit = proposed(account) if account.block != "heading" else None
    if hit is not None and not _harmless(account):
        yield hit


def _harmless(account: Account) -> bool:
    """Whether a sentence only thanks, tells of systems alone, sets a task, or refuses the label."""
    labelled = LABEL.search(account.low) is not None
    return (
        bool(THANKS.match(account.low))
        or _of_systems(account)
        or _is_task(account)
        or (labelled and refused(account))
    )


def _of_systems(account: Account) -> bool:
    """Whether systems alone act in a sentence, as in `the scheduler forgot the job`."""
    acting = {clause.who for clause in account.clauses}
    return acting == {Who.SYSTEM} and not account.people and not somebody(account.text.split())


def _is_task(account: Account) -> bool:
    """Whether a row of actions says what is to be done to a thing, and speaks of nobody."""
    listed = account.block in {"cell", "item"} and account.under("action", "parked ideas")
    said = account.text[:1].lower() + account.text[1:]
    return listed and not account.people and not somebody(said.split())


RULE = Rule(
    code="UB199",
    name="reads_as_blame",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=READ_CUE,
    flag=(),
    ok=("The scheduler forgot the job after the restart.",),
    find=find,
)
