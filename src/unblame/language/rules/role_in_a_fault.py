"""A role stands in for a person in a fault.

What it notices
---------------
A singular role (`the on-call engineer`, `our DBA`, `someone`) or a pseudonym that fails, ignores,
breaks or approves something it is then held to.

Why it matters
--------------
A role with one or two holders is a name. And a fault of a role explains nothing about the work.

Say instead
-----------
The condition: `The page carried no severity or runbook link; escalation began 22 min later.`

When to leave it
----------------
Neutral facts about a role (`was paged at 02:14`), and machines that are called operator or agent.

Source
------
Dekker, The Field Guide to Understanding Human Error; VA National Center for Patient Safety, five rules of causation.
"""

from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import Kind, faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.held import by_role
from unblame.language.hits import of_fault
from unblame.language.omission import NOBODY
from unblame.language.ought import ought
from unblame.language.people_words import told
from unblame.language.rewrite import ASK_SHOWN
from unblame.language.who import Who

MESSAGE = "this sentence puts a fault on one role"

WHOEVER = (
    r"\bwhoever (?:\w+ ){1,10}?(?:slept|forgot|missed|ignored|skipped|left|broke|overlooked|never|didn't|did not|failed|"
    r"wasn't|was not|was \w+ not|dropped|deleted|let|walked|went|took|thought|assumed)\b"
)
CAUSED_BY_DOING = (
    r"\b(?:cause[ds]? (?:of [^.;]{1,60} )?(?:was|is|by)|triggered by|due to|because of|result(?:ed)? (?:of|from)|thanks to|originated (?:from|with)|down to|mistake (?:was|is)|started (?:with|by)) "
    r"(?!the operator |him\b|her\b)(?:<one>|someone|somebody)(?: (?!responsible|monitoring|reporting)(?:\w+ly )?\w+ing\b(?! (?:pods?|containers?|role|service))| who\b)"
)
POORLY = r"\b(?:<who>) (?:just|simply|only) (?:clicked (?:on )?(?:approve|merge|ok|yes|through)|rubber-?stamped|waved (?:it|this|them) through)\b|\b(?:<one>|<group>|someone|somebody|directors|executives) (?:\w+ )?(?:slept through|fell asleep|dozed off|sat on (?:it|this|that|the (?:[\w-]+ )?(?:findings?|report|ticket|warning|alert|request|audit))\b|walked away from)"


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault of a single role."""
    for fault in faults(account):
        nobody = fault.kind is Kind.OMISSION and NOBODY.match(fault.clause.subject_text.lower())
        someone = fault.who is Who.SOMEONE and not nobody
        if fault.who in (Who.ROLE, Who.PSEUDONYM) or someone:
            yield of_fault(fault, MESSAGE)
        elif fault.who is Who.TEAM and by_role(fault.clause):
            yield of_fault(fault, MESSAGE, level=Level.WARN)
    yield from ought(account, {Who.ROLE, Who.PSEUDONYM, Who.SOMEONE}, MESSAGE)
    for text in (WHOEVER, POORLY, CAUSED_BY_DOING):
        yield from told(account, text, MESSAGE, ASK_SHOWN)


RULE = Rule(
    code="UB103",
    name="role_in_a_fault",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "should",
        "ought",
        *FAULT_CUE,
        "whoever",
        "clicked",
        "rubber",
        "waved",
        "slept",
        "asleep",
        "dozed",
        "sat on",
        "walked away",
        "cause",
        "trigger",
        "due to",
        "result",
        "thanks to",
        "originated",
        "down to",
        "mistake",
        "started",
    ),
    flag=(
        "The cause was an engineer mistakenly running a command on the primary.",
        "An operator, working alone, restarted the wrong controllers.",
        "The technician pulled the active drive rather than the spare one.",
        "The on-call engineer failed to escalate.",
        "The deployer ignored the canary warning.",
        "Our DBA ran the script against the wrong host.",
        "The new hire approved the change without testing.",
    ),
    ok=(
        "This protects against an employee entering a wrong value.",
        "The incident was detected by an engineer running a report.",
        "This made the operator look in the wrong place.",
        "If an operator entered the wrong id, the tool would accept it.",
        "The on-call engineer was paged at 02:14.",
        "The operator pod evicted two replicas.",
        "The release manager role approves freezes.",
        "The user agent was rejected.",
        "The driver crashed on start.",
    ),
    find=find,
    ask=ASK_SHOWN,
    of_people=True,
)
