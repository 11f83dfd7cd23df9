"""Rank, seniority or tenure is part of a fault.

What it notices
---------------
`a junior developer pushed`, `even a senior engineer`, `the intern broke it`, `management ignored`, `rookie mistake`.

Why it matters
--------------
Rank explains the person and not the work. The next person of that rank meets the same tool.

Say instead
-----------
A property of the work: `first production use of the tool; onboarding has no rehearsal environment`.

When to leave it
----------------
L3 switches, L7 load balancers, tier-1 services, branches, a process that concerns contractors.

Source
------
Dekker; Etsy, Debriefing Facilitation Guide.
"""

import re
from collections.abc import Iterator

from unblame.language.clause import Clause
from unblame.language.cue import FAULT_CUE
from unblame.language.fault import faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word, of_fault
from unblame.language.lexicon import acts, words
from unblame.language.people_words import told
from unblame.language.who import HUMAN
from unblame.text import late

MESSAGE = "this sentence makes rank or tenure part of what went wrong"
ASK = "was this the first use of the tool, and where can it be rehearsed?"
LABEL = late(
    r"\bas an? (?:senior|experienced|lead|principal|seasoned) [\w-]+,? (?:he|she|they|you) (?:should|ought)\b|\b\d\d[- ]year[- ]old (?:\w+ )?(?:intern|trainee|graduate|kid|developer|admin|engineer)\b|"
    r"\bfor (?:a|an|someone) (?:so |as |this )?(?:senior|junior|experienced|principal|lead|staff|seasoned) (?:\w+ )?(?:this|that|it)\b|"
    r"\b(?:noob|newbie|rookie|beginner'?s?|junior|novice|amateur) (?:mistake|error|move)s?\b|"
    r"\beven (?:an? |the |our )?(?:most )?(?:junior|senior|intern|novice|beginner)\b"
)
EXPECTED = late(
    r"\b(?:you would|you'd|one would|we would|we'd|i would|i'd) (?:have )?(?:expect\w*|think|thought|hope\w*) (?:that )?(?:an? |the |our |any )?(?:[\w-]+ ){0,2}?"
    r"(?:engineer|developer|dba|admin|sysadmin|operator|architect|lead|manager|professional|maintainer|team)s? (?:[\w-]+ ){0,4}?(?:to know|would know|knows|knew|could|can|would|to be able|to understand|to have)\b"
)
TENURE = (
    r"\b(?:<one>|someone|somebody|who (?:was|is|had been)) (?:[\w-]+ ){0,2}?(?:only |just |barely |hardly )?(?:[\w-]+ )"
    r"(?:days?|weeks?|months?) (?:in|into|on|at|old)(?:to)? (?:the|our|this) (?:job|role|team|company|position)"
)
BY_RANK = r"\b\w+ (?:\w+ )?by (?:an?|the|our|some) (?:[\w-]+ )?(?:junior|interns?|trainee|rookie|newbie|novice|apprentice|beginner|noob)\b(?!-)"
SAT = (
    r"\b(?:management|leadership|directors?|executives|<group>|<one>) (?:[^.;]{0,80} )?(?:chose|preferred|opted|decided) to "
    r"(?:sit on|ignore|look away|look the other way|do nothing|bury|turn a blind eye|brush)"
)
RANKED = late(
    rf"\b(?:{any_word(words('roles', 'rank'))}|new (?:hire|guy|kid|girl|joiner|starter|employee|engineer|developer|colleague))\b"
)
THEIRS = late(
    rf"\b{any_word(words('roles', 'rank') - {'management', 'l1', 'l2', 'l3'})}(?: [\w-]+)?'s (?:[\w-]+ ){{1,5}}?(?:broke|crashed|set off|took|brought|caused|killed|wiped|deleted|triggered|knocked|destroyed|ruined|mistakes?|errors?|blunders?|fault)\b"
)
IMPROVING = frozenset(["raise", "restore", "improve", "fix", "increase", "reduce", "resolve"])
ACTING = acts("change") | acts("harm") | acts("wilful") | acts("error") - {"be"}


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault or change that is told with the rank of the one who made it."""
    for found in [*account.finds(LABEL), *account.finds(EXPECTED), *account.finds(THEIRS)]:
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)
    for text in (TENURE, SAT, BY_RANK):
        yield from told(account, text, MESSAGE, ASK)
    if not RANKED.search(account.low):
        return
    held = {id(fault.clause): fault for fault in faults(account)}
    for clause in account.clauses:
        if _ranked(clause) and id(clause) in held:
            yield of_fault(held[id(clause)], MESSAGE)
        elif (
            _ranked(clause)
            and clause.lemma in ACTING
            and not _managing(clause)
            and clause.lemma not in IMPROVING
            and (_past(clause) or _headline(clause))
        ):
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ASK)


def _ranked(clause: Clause) -> bool:
    if clause.who not in HUMAN:
        return False
    told = set(re.findall(r"[\w-]+", clause.subject_text.lower()))
    return bool(told & words("roles", "rank")) or bool(RANKED.search(clause.subject_text.lower()))


def _managing(clause: Clause) -> bool:
    """Whether management does what it is there for."""
    return "management" in clause.subject_text.lower() and clause.lemma in {
        "approve",
        "sign",
        "send",
        "give",
        "provide",
        "start",
        "launch",
        "tell",
    }


def _headline(clause: Clause) -> bool:
    """Whether a harm is told in the present, as headlines do: `Rookie wipes the inventory`."""
    return clause.form == "third" and clause.lemma in acts("harm")


def _past(clause: Clause) -> bool:
    return clause.form in ("past", "participle") and not clause.passive and not clause.modal


RULE = Rule(
    code="UB114",
    name="rank",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "experienced",
        "principal",
        "seasoned",
        "expect",
        "think",
        "thought",
        "hope",
        "the job",
        "our job",
        "this job",
        "the role",
        "this role",
        "the company",
        "into the team",
        "in the team",
        "chose",
        "opted",
        "preferred",
        "decided to",
        *FAULT_CUE,
        "junior",
        "senior",
        "intern",
        "contractor",
        "management",
        "l1",
        "l2",
        "l3",
        "trainee",
        "rookie",
        "newbie",
        "noob",
        "newcomer",
        "beginner",
        "new ",
        "novice",
        "apprentice",
        "amateur",
    ),
    flag=(
        "The new guy rebooted the firewall.",
        "A junior developer pushed it.",
        "Even a senior engineer made this mistake.",
        "The contractor broke it.",
        "Management ignored the warning.",
        "An L3 overrode it.",
        "Looks like a beginner mistake.",
    ),
    ok=(
        "The dashboard came up with service management restored.",
        "The L3 switch was replaced.",
        "An L7 load balancer dropped it.",
        "The tier-1 service recovered.",
        "The contractor onboarding process lacks prod access review.",
        "The main branch was merged.",
        "The internal queue grew.",
    ),
    find=find,
    ask=ASK,
)
