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
from unblame.language.owner import a_person
from unblame.language.rewrite import ASK_LET_THROUGH
from unblame.language.who import INDIVIDUAL, Who
from unblame.text import late

MESSAGE = "this phrase gives a defect an owner"
FAULTS = (
    r"(?:(?:own|stupid|silly|bad|broken|big|little|last|buggy|wrong|faulty) )?"
    r"(?:mistakes?|slips?|lapses?|faults?|bugs?|oversights?|errors?|blunders?|negligence|bad|typos?|screw-?ups?|"
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
HUMBLE = late(
    r"\btheir (?:own )?(?:mistakes?|errors?|oversights?|blunders?|negligence|incompetence|carelessness|laziness|arrogance) (?:cost|caused|led|meant|brought|took|left|is|was|were|has|have|broke|made)\b|"
    r"\b(?:his|her|my|your) (?:(?:own|more|most|very|really|truly|[\w-]+(?:ing|ed|ous|ful|est|ic|id|ly)|first|many|worst|biggest|little|big|bad|other) ){1,2}(?:mistakes?|blunders?|oversights?|carelessness|negligence|incompetence|screw-?ups?|misjudge?ments?|haste|fuck-?ups?)\b"
    r"|\b(?:discover\w*|found|reali[sz]ed?|notic\w*|admit\w*|own\w*|acknowledg\w*|regret\w*) (?:up to )?(?:our|their) (?:own )?(?:mistakes?|errors?|oversights?|blunders?)\b"
    r"|\b(?:his|her) (?:[\w-]+ ){0,2}(?!laptop|machine|browser|computer|session|phone|client|server|pc|app|game|editor|shell|terminal|screen)[\w-]+ (?:has |had |just |nearly |almost |then )?"
    r"(?:crashed|broke|killed|ruined|wiped|destroyed|took down|brought down|sank|bankrupted|corrupted) (?:the|our|all|every|everything|production|prod)\b"
    r"|\b(?:it was|because of|thanks to) (?:his|her|my|your) (?:commit|change|merge|patch|script|deploy\w*|pr) that (?!fix|solv|restor|improv|reveal|show|help)\w+"
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

DENIED = late(
    r"\blearn\w* (?:a lot |something )?from (?:his/)?$|\bhis/$|\b(?:fix\w*|correct\w*) $|\b(?:not|never|nobody|hardly|neither|none|no one|without|rather than|\w+n't) (?:[\w'-]+ ){0,5}$"
)
PART_OF = late(r"^failure (?:by|on the part of)")
SUPPOSED = late(
    r"\s*(?:[\w-]+ ){0,3}?(?:must|should|shall|can|cannot|could|may|might|would|will)(?:n't)?\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each fault that is given to a person by a possessive, or by `mistake by the …`."""
    for found in account.finds(BEHIND):
        at = [index for index, token in enumerate(account.tokens) if token.end < found.end()]
        who, _, last = account.phrase_after(at[-1])
        end = account.tokens[last].end
        if DENIED.search(account.low[: found.start()]) or SUPPOSED.match(account.low, end):
            continue
        others = {Who.VENDOR} if PART_OF.search(found[0]) else set()
        if who in INDIVIDUAL | {Who.TEAM, Who.SOMEONE} | others and last > at[-1]:
            yield Hit(start=found.start(), end=end, message=MESSAGE, ask=ASK_LET_THROUGH)
    for pattern in (PRONOUN, BAD_CHANGE, THEIRS, PART, HUMBLE):
        for found in account.finds(pattern):
            if not DENIED.search(account.low[: found.start()]):
                yield _hit(found)
    if "'s " not in account.low:
        return
    for found in [*account.finds(OWNER), *account.finds(MADE)]:
        if a_person(account, found) and not DENIED.search(account.low[: found.start()]):
            yield _hit(found)


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
        "took",
        "taken",
        "crash",
        "kill",
        "caus",
        "wiped",
        "delet",
        "ruin",
        "corrupt",
        "destroy",
        "commit that",
        "change that",
        "careless",
        "misjudg",
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
        "His next change crashed the company.",
        "We discovered our mistake an hour later.",
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
        "It's never the fault of a person.",
        "A mistake by a single person must not be able to take down the site.",
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
    ask=ASK_LET_THROUGH,
)
