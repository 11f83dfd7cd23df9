"""A fault is given an owner.

What it notices
---------------
`her mistake`, `Jonas's bug`, `the developer's fault`, `your bad change`.

Why it matters
--------------
The possessive moves a defect from the artefact, where it can be mended, to a person.

Say instead
-----------
The artefact: `the defect in invoice_rounding (introduced in release 88)`.

When to leave it
----------------
Fault domains, segmentation faults, laws named after people, error budgets, what belongs to a thing.

Source
------
Etsy, Debriefing Facilitation Guide.
"""

import re
from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word
from unblame.language.lexicon import words
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.language.who import INDIVIDUAL, Who

MESSAGE = "this phrase gives a defect an owner"
FAULTS = (
    r"(?:(?:own|stupid|silly|bad|broken|big|little|last|buggy|wrong|faulty) )?"
    r"(?:mistakes?|faults?|bugs?|oversights?|errors?|blunders?|negligence|bad|typos?|screw-?ups?|"
    r"incompetence|carelessness|failure|mess|"
    r"lack of (?:experience|knowledge|care|attention|discipline|understanding|diligence|skills?|judge?ment)|inexperience|inattention)\b(?! (?:domain|budget|rate|page|log|report|message|code|tolerance|handl))"
)
PRONOUN = re.compile(rf"\b(?:his|her|my|your) {FAULTS}")
BAD_CHANGE = re.compile(
    r"\b(?:his|her|my|your) (?:bad|broken|buggy|wrong|faulty|untested) (?:\w+ )?"
    r"(?:change|commit|merge|deploy\w*|patch|config\w*|code|fix|script|query)\b|"
    r"\b(?:his|her|my|your) (?:\w+ )?(?:change|commit|merge|deploy\w*|patch|config|code|fix|script|pr|query) "
    r"(?:has |have )?(?:broke|broken|crashed|killed|caused|took down|brought down|corrupted|messed)\b"
)
OWNER = re.compile(rf"([\w@.-]+)'s {FAULTS}")
THEIRS = re.compile(
    r"\b(?:was|is|were|all|entirely|it's) (?:all |entirely |clearly )?(?:their|our) (?:mistake|fault|own fault|oversight)\b"
)


MADE = re.compile(
    r"([\w@.-]+)'s (?:\w+ )?(?:change|commit|merge|deploy\w*|patch|config|code|fix|script|query|pr|refactor\w*|migration) "
    r"(?:that |has |have |had )?(?:broke|broken|crashed|killed|caused|took down|brought down|corrupted|deleted|ruined)\b"
)
BEHIND = re.compile(
    r"\b(?:mistakes?|typos?|fault|oversights?|lapses?|negligence|blunders?|misunderstanding|failure|slip|error) "
    r"(?:\w+ ){0,2}?(?:by|of|on the part of|from) (?=\w)"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault that is given to a person by a possessive, or by `mistake by the …`."""
    for found in BEHIND.finditer(account.low):
        at = [index for index, token in enumerate(account.tokens) if token.end < found.end()]
        who, _, last = account.phrase_after(at[-1])
        if who in INDIVIDUAL | {Who.TEAM, Who.SOMEONE} and last > at[-1]:
            end = account.tokens[last].end
            yield Hit(start=found.start(), end=end, message=MESSAGE, ask=ASK_LET_THROUGH)
    for pattern in (PRONOUN, BAD_CHANGE, THEIRS):
        for found in pattern.finditer(account.low):
            yield _hit(found)
    if "'s " not in account.low:
        return
    for found in [*OWNER.finditer(account.low), *MADE.finditer(account.low)]:
        if _a_person(account, found):
            yield _hit(found)


def _a_person(account: Account, found: re.Match[str]) -> bool:
    word = found[1]
    if any(start <= found.start() < end for start, end in account.people) or word[0] == "@":
        return True
    if word in words("roles", "role") or re.fullmatch(any_word({"team", "ops", "qa"}), word):
        return True
    known = words("systems", "system") | words("systems", "named") | words("systems", "common")
    capital = (
        account.text[found.start()].isupper() and not account.text[found.start() + 1].isupper()
    )
    return capital and word not in known and word not in words("roles", "vendor")


def _hit(found: re.Match[str]) -> Hit:
    return Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_LET_THROUGH)


RULE = Rule(
    code="UB119",
    name="possessive_blame",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "'s ",
        "lack",
        "lapse",
        "misunderst",
        "slip",
        "inexperience",
        "inattention",
        "mistake",
        "fault",
        "bug",
        "oversight",
        "error",
        "blunder",
        "failure",
        "negligence",
        "broke",
        "bad",
        "typo",
        "screw",
        "my last",
        "blame",
        "your",
    ),
    flag=(
        "This was her mistake.",
        "Jonas's bug took the site down.",
        "It was his oversight.",
        "It was the developer's fault.",
        "It was your bad change.",
        "My mistake, I broke it.",
        "@kstad your merge broke it.",
    ),
    ok=(
        "The node's fault domain was full.",
        "A segmentation fault was logged.",
        "Little's law predicts 40 in flight.",
        "The customer's account was locked.",
        "It used up its error budget.",
        "The service's error rate rose.",
    ),
    find=find,
)
