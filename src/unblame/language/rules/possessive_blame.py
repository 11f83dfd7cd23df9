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
from unblame.language.lexicon import words
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.language.who import INDIVIDUAL, STRONG_TEAMS, Who
from unblame.text import late

MESSAGE = "this phrase gives a defect an owner"
FAULTS = (
    r"(?:(?:own|stupid|silly|bad|broken|big|little|last|buggy|wrong|faulty) )?"
    r"(?:mistakes?|faults?|bugs?|oversights?|errors?|blunders?|negligence|bad|typos?|screw-?ups?|"
    r"incompetence|carelessness|failure|mess|"
    r"lack of (?:experience|knowledge|care|attention|discipline|understanding|diligence|skills?|judge?ment)|inexperience|inattention)\b(?! (?:domain|budget|rate|page|log|report|message|code|tolerance|handl))"
)
PRONOUN = late(rf"\b(?:his|her|my|your) {FAULTS}")
WORK = (
    r"(?:change|commit|merge|deploy\w*|patch|config\w*|code|fix|script|query|pr|refactor\w*|migration|playbook|release|branch|"
    r"update|upgrade|edit|command|test|cron ?job|job|tweak|rollout|push|import|experiment|template|design|work|hack|workaround)s?"
)
BROKE = (
    r"(?:that |which )?(?:made (?:it|things|everything|this) worse|(?:has |have |had |just |also |then |really |completely |is what |was what )*(?:broke|broken|crashed|killed|caused|causing|took (?:\w+ ){0,3}?down|taken (?:\w+ ){0,3}?down|"
    r"brought (?:\w+ ){0,3}?down|corrupted|messed|ruined|deleted|wiped|dropped|eaten|ate|filled|destroyed|locked|overwrote|overwritten|"
    r"knocked|exhausted|is breaking|breaks|screwed|killed|is the (?:cause|problem|culprit)|was the (?:cause|problem|culprit)))\b"
)
BAD_CHANGE = late(
    rf"\b(?:his|her|my|your) (?:bad|broken|buggy|wrong|faulty|untested|sloppy|careless) (?:\w+ )?{WORK}\b|"
    rf"\b(?:his|her|my|your) (?:[\w-]+ ){{0,2}}?{WORK} {BROKE}"
)
OWNER = late(rf"([\w@.-]+)'s {FAULTS}")
THEIRS = late(
    r"\b(?:was|is|were|all|entirely|it's) (?:all |entirely |clearly )?(?:their|our) (?:mistake|fault|own fault|oversight)\b"
)


MADE = late(
    rf"([\w@.-]+)'s (?:[\w-]+ ){{0,2}}?{WORK} (?:(?:from|of|on|in|to|for) [\w -]{{1,30}}? )?{BROKE}"
)
BEHIND = late(
    r"\b(?:mistakes?|typos?|fault|oversights?|lapses?|negligence|blunders?|misunderstandings?|failure|slip|error|"
    r"inexperience|carelessness|ignorance|incompetence|laziness|inattention|haste|wrongdoing|misjudge?ment|miscommunication|"
    r"misconfiguration|(?:bad|poor|wrong|rash|reckless) (?:decision|choice|call|judge?ment)) (?:(?!is|was|were|are|be|been|being|reported|detected|found|noticed|fixed|spotted|discovered|seen|caught|confirmed|identified)\w+ ){0,2}?(?:by|of|on the part of|on the side of|from|committed by|made by|within|among|between) (?=\w)"
)
PART = late(
    r"\b(?:bugs?|mistakes?|errors?|typos?|oversights?|decisions?|choices?|assumptions?|misreading) of (?:mine|his|hers|theirs|yours|ours)\b|"
    r"\b(?:due to|because of|thanks to|result of|through) (?:my|his|her|your) (?:own )?(?:actions?|doing|inaction|carelessness|haste)\b|"
    r"\b(?:an?|the|this|that|some|my|his|her|their|complete|simple) (?:mistake|error|oversight|lapse|slip|typo|blunder|misunderstanding|fault|failure|negligence) (?:\w+ ){0,2}?"
    r"on (?:my|his|her|your|their) (?:part|side|end)\b|"
    r"\b(?:mistakes?|errors?|oversights?|lapses?|slip|typos?|blunders?|misunderstandings?) (?:\w+ ){0,2}?on (?:the |our |one of our )?"
    r"(?:engineer|developer|operator|admin|technician|reviewer|author|vendor|supplier|provider|team|staff|contractor)s?'s? (?:part|side|end)\b"
)

DENIED = late(r"\b(?:not|never|nobody|hardly|neither|\w+n't) (?:\w+ ){0,2}$")


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault that is given to a person by a possessive, or by `mistake by the …`."""
    for found in account.finds(BEHIND):
        at = [index for index, token in enumerate(account.tokens) if token.end < found.end()]
        who, _, last = account.phrase_after(at[-1])
        if who in INDIVIDUAL | {Who.TEAM, Who.SOMEONE} and last > at[-1]:
            end = account.tokens[last].end
            yield Hit(start=found.start(), end=end, message=MESSAGE, ask=ASK_LET_THROUGH)
    for pattern in (PRONOUN, BAD_CHANGE, THEIRS, PART):
        for found in account.finds(pattern):
            if not DENIED.search(account.low[: found.start()]):
                yield _hit(found)
    if "'s " not in account.low:
        return
    for found in [*account.finds(OWNER), *account.finds(MADE)]:
        if _a_person(account, found) and not DENIED.search(account.low[: found.start()]):
            yield _hit(found)


def _a_person(account: Account, found: re.Match[str]) -> bool:
    word = found[1]
    if any(start <= found.start() < end for start, end in account.people) or word[0] == "@":
        return True
    if word in words("roles", "role") or word in STRONG_TEAMS:
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
        "crash",
        "kill",
        "caus",
        "took",
        "taken",
        "brought",
        "corrupt",
        "mess",
        "ruin",
        "delet",
        "wiped",
        "dropped",
        "eaten",
        "ate ",
        "filled",
        "destroy",
        "locked",
        "overwr",
        "knocked",
        "exhaust",
        "break",
        "problem",
        "culprit",
        "untested",
        "sloppy",
        "careless",
        "wrong",
        "incompeten",
        "ignoran",
        "lazi",
        "haste",
        "wrongdoing",
        "misjudg",
        "miscommunic",
        "misconfig",
        "call ",
        "judg",
        "assumption",
        "misreading",
        "worse",
        "of mine",
        "action",
        "doing",
        "of mine",
        "of his",
        "of hers",
        "of yours",
        "decision",
        "choice",
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
        "This is due to an oversight on my part.",
        "The error was made by one of our engineers: a mistake made by the new admin.",
        "This was her mistake.",
        "Jonas's bug took the site down.",
        "It was his oversight.",
        "It was the developer's fault.",
        "It was your bad change.",
        "My mistake, I broke it.",
        "@kstad your merge broke it.",
    ),
    ok=(
        "This is not the engineer's fault.",
        "The error was reported by the support team.",
        "The node's fault domain was full.",
        "A segmentation fault was logged.",
        "Little's law predicts 40 in flight.",
        "The customer's account was locked.",
        "It used up its error budget.",
        "The service's error rate rose.",
    ),
    find=find,
)
