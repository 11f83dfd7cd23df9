"""A better past is imagined with people doing otherwise.

What it notices
---------------
`If only`, `would never have happened if …` with people in the condition, `with a bit more attention`.

Why it matters
--------------
The condition did not exist that day. What the document can change is what people could see.

Say instead
-----------
What could be seen: `No dashboard linked from the alert showed queue age.`

When to leave it
----------------
Estimates of a control (`a 5 % canary would have exposed about 400 requests`), and the six-months answer.

Source
------
Dekker on counterfactual reasoning.
"""

import re
from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word, matches
from unblame.language.people_words import told
from unblame.language.who import INDIVIDUAL, Who
from unblame.text import late

MESSAGE = "this sentence imagines another past"
ASK = "what could responders see at that moment, and what would have shown it?"
PEOPLE = any_word(
    [
        "he",
        "she",
        "they",
        "we",
        "you",
        "someone",
        "somebody",
        "anyone",
        "everyone",
        "people",
        "qa",
        "ops",
        "devs",
        "team",
        "engineer",
        "engineers",
        "developer",
        "developers",
        "author",
        "reviewer",
        "reviewers",
        "operator",
        "admin",
        "responder",
        "responders",
        "on-call",
        "management",
        "support",
    ]
)
PATTERN = late(
    rf"\bif only (?:the|we|they|he|she|i|it|there|someone|somebody|anyone|our|you|[a-z]+ had)\b|\b(?:would|could|might)(?:n't| not| never)? have (?:\w+ ){{0,6}}(?:if|had) (?:\w+ ){{0,3}}?{PEOPLE} (?!were paged|was paged)"
    rf"|\bif (?:\w+ ){{0,2}}?{PEOPLE} (?:had|'d) (?:\w+ )*.{{0,80}}\bwould(?:n't| not| never)? have\b"
    r"|\b(?:more|better) (?:experienced|careful|attentive|skilled|senior|competent|diligent|seasoned|alert|thorough|knowledgeable|trained) (?!roll|deploy|plan|release|test|process|check|canary|limit|default)\w+ (?:would|could|might)\b"
    rf"|\bif (?:\w+ ){{0,2}}?{PEOPLE} .{{0,80}}\bwould(?:n't| not| never) have happened\b"
    r"|\bwith (?:a (?:bit|little) more|more|proper|due|sufficient|better|some|greater) (?:attention|care|diligence|discipline|preparation|thought)\b(?=.*\b(?:would|could|might)\b)|\b(?:would|could|might)(?:n't| not)? have\b[^.;]{3,80}\bwith (?:a (?:bit|little) more|more|proper|due|sufficient|better) (?:attention|care|diligence|discipline|preparation|thought)\b"
)

NOT_HAD = late(r"\bhad (?:\w+ ){1,3}?not\b")
HAD_THEY = (
    r"\b(?:i|we) wish (?:that )?(?:i|we|<who>) had (?!more\b|an?\b|better\b|the\b|some\b|access)(?:\w+ly |just |only |at least )?\w+(?:ed|en|ne|ught|ad|old|ept|nt|ut)\b|"
    r"\b(?:a|an|any|no|every) (?:competent|reasonable|decent|good|proper|sane|careful|responsible|serious|half-decent) (?:[\w-]+ ){0,2}?(?:engineer|admin|administrator|developer|operator|reviewer|dba|person|team|manager|professional|sysadmin) (?:would|could)(?:n't| not| never)? (?:ever )?(?:have |do |let |put |push |leave )"
    r"|\b(?:if|had) (?:[\w-]+ ){1,4}?(?:did|done|do|doing|were doing) (?:its|their|his|her|your) jobs?\b|"
    r"\b(?:would|could|might)(?:n't| not| never)? have (?:\w+ ){1,5}?(?:had (?:<who>)|if (?:<who>) (?:had|only)) (?!were paged|was paged|not been)\w+"
    r"|\b(?:anyone|anybody|any (?:[\w-]+ ){0,2}?(?:engineer|admin|developer|operator|reviewer|dba)) (?:[\w-]+ ){0,4}?would have "
    r"(?:\w+ )?(?:seen|noticed|known|caught|spotted|checked|realised|realized)\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each imagined past outside the six-months answer."""
    if not account.under("six months"):
        yield from matches(account, PATTERN, MESSAGE, ask=ASK)
        yield from _named(account)
        yield from told(account, HAD_THEY, MESSAGE, ASK)


def _named(account: Account) -> Iterator[Hit]:
    """Find `If Dana had followed …, we would not have …`."""
    if not re.search(r"\b(?:would|could|might)(?:n't)?\b", account.low):
        return
    for clause in account.clauses:
        turned = clause.subject is not None and clause.subject[0] > clause.first
        ours = clause.who in {Who.OURS, Who.SELF} and not turned
        ours = ours and clause.lemma in {"be", "have", "know"}
        past = (
            "had" in clause.words
            and not ours
            and not clause.negated
            and clause.who
            in INDIVIDUAL
            | {
                Who.TEAM,
                Who.VENDOR,
                Who.THEY,
                Who.SOMEONE,
                Who.OURS,
            }
        )
        if past and clause.who is Who.OURS and NOT_HAD.search(account.low):
            continue
        if past and clause.subject and clause.subject[0] > clause.first:
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ASK)
        if past and (clause.before == "if" or clause.before.endswith(" if")):
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ASK)


RULE = Rule(
    code="UB105",
    name="if_only",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "wish",
        "competent",
        "reasonable",
        "decent",
        "proper",
        "sane",
        "responsible",
        "jobs",
        "job",
        "if ",
        "could ",
        "might ",
        "if only",
        "would ",
        "with a bit",
        "with more",
        "with better",
    ),
    flag=(
        "A competent administrator would not have done this.",
        "Had anyone looked, this would have been seen.",
        "If only the team had looked at the dashboard.",
        "This would never have happened if QA did its job.",
        "With a bit more attention it would have been prevented.",
    ),
    ok=(
        "Had the cache been larger, the queue would have been shorter.",
        "If the lease expires, the node would have been fenced automatically.",
        "A 5% canary would have exposed about 400 requests.",
        "It would have helped to have a second origin.",
    ),
    find=find,
    ask=ASK,
)
