"""A trait of character or skill stands for a condition.

What it notices
---------------
`careless`, `sloppy`, `lazy`, `incompetent`, `inexperienced`, `noob` and the like, of people, of
their work, or as an adverb.

Why it matters
--------------
A trait cannot be fixed by anyone who reads the document; the conditions around the work can.

Say instead
-----------
The conditions: hours awake, the size of the review (1,900 lines), first time with the tool.

When to leave it
----------------
Terms of the trade: lazy loading, naive Bayes, dumb terminal, greedy algorithm.

Source
------
Ross, The fundamental attribution error; Google SRE Workbook, chapter 10.
"""

import re
from collections.abc import Iterator
from functools import cache

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import Kind, faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word
from unblame.language.lexicon import systems, words
from unblame.language.people_words import told
from unblame.language.rewrite import ASK_CONDITIONS
from unblame.language.who import HUMAN, Who
from unblame.text import late

MESSAGE = "this sentence gives a trait where the conditions would explain more"
TERMS = late(
    r"\b(?:lazy|eager|greedy)[- ](?:load\w*|evaluat\w*|iterat\w*|init\w*|import\w*|algorithm|"
    r"deletion|consensus|delete|write|free|fetch\w*|unmount)|dumb[- ](?:terminal|pipe|proxy|client)|naive[- ]"
    r"(?:bayes|date\w*|time\w*|implementation|algorithm|approach|retry|solution)|stupid-simple|"
    r"untrained (?:model|classifier)|inexperienced users?"
)
MILD_WORDS = late(
    r"blindly|lazily|naively|hastily|naive|lazy|dumb|stupid|stupidly|careless|sloppy|foolish"
)
TECHNICAL = late(r"naive|lazy|lazily|naively|hasty")
CONTRASTED = late(
    r"\b(?:as opposed to|rather than|instead of|not a matter of|not|rul(?:ed|es|ing) out|no (?:evidence|sign|suggestion|finding|question) of) (?:an? |any |individual |personal )*$"
)
QUESTION = late(r"(?:stupid|dumb|silly|naive|foolish|ignorant) (?:beginner )?questions?\b")
THING = late(
    r"[\w-]+ (?:defaults?|retry|retries|retrying|loops?|loop|regex\w*|heuristics?|polling|backoff|cach\w+|parser|parsing|workers?|start|loading|"
    r"client|clients|balancing|balancer|hash\w*|join|scan|timeouts?|assumption|check|health|matching|match|split|comparison|"
    r"fallback|settings?|sort|scheduler|eviction|copy)\b"
)
SOFT = late(r"sloppy (?:clock|sync|phrase|quorum)")
EXTRA = late(
    r"\bnot (?:very )?detail-oriented\b|\b(?:couldn't|could not) be bothered\b|\black of (?:attention|care|diligence|discipline|competence)\b|"
    r"\b(?:noob|newbie|rookie|beginner'?s?|amateur|novice) (?:mistake|error|move)s?\b|"
    r"\b(?:operator|engineer|developer|admin|reviewer|staff|team|human|user) (?:inattention|oversight|inexperience|complacency|fatigue alone)\b|"
    r"\btrigger[- ]happy\b|\b(?:idiots?|morons?|wankers?|assholes?|arseholes?|muppets?|jackass(?:es)?|dumbass(?:es)?|imbeciles?|dimwits?|numpt(?:y|ies))\b(?!-)|"
    r"\b(?:carelessness|incompetence|laziness|negligence|stupidity|sloppiness|ignorance|complacency)\b"
)
AMATEURS = late(
    rf"\b(?:tired|exhausted|sleepy|fat[- ]?fingered|distracted|overconfident|drunk(?:en)?|hung-?over|clumsy|panick(?:ed|ing|y)|stressed|overworked|bored|disgruntled|hapless|inattentive|unqualified|half-asleep) (?:[\w-]+ )?{any_word(words('roles', 'role') - {'human', 'people'})}\b"
    r"|\b(?:he|she|they|you|who|those|these|people|team|engineers|developers|admins|devs|staff|guys)(?:'s|'re| is| are| was| were) (?:all |just |such |clearly |really |simply |complete |total |absolute |bloody |an? |not )*(?:amateurs?|amateurish|cowboys?|clowns?|fools?|jokers?|dilettantes?|not (?:very |too |that )?(?:bright|smart|competent))\b"
    r"|(?<!radio )\bamateurs\b|\bnot (?:exactly )?the (?:brightest|sharpest|smartest|cleverest)\b|\bspeak(?:s|ing)? volumes about (?:the|their|his|her|your)\b"
    r"|\b(?:my|his|her|their|your|our) (?:[\w-]+ ){0,2}brains? (?:\w+ ){0,3}?(?:fail\w*|fart\w*|melt\w*|froze|frozen|asleep|off|out|elsewhere|autopilot|(?:on|in) (?:holiday|vacation|neutral)|not|wasn't|isn't|didn't|shut|stopped|fried|dead)\b"
)
OWNED = late(r"\b(?:my|his|her|your)(?: own)? $")
OF_WORK = late(
    r"[\w-]+ (?:\w+ )?(?:works?|jobs?|mistakes?|practices?|engineering|thinking|behaviou?rs?|attitudes?|reviews?|deploys?|operators?|engineers?|developers?|admins?|people|management|errors?|workmanship|handling|testing|planning|decisions?|assumptions? (?:by|of|on))\b"
)
PERSONAL = late(
    r"\b(?:didn't|did not|not|never|without) (?:been )?(?:pay|paying|paid)?\s*(?:close |enough |much |any )?attention\b"
)


CLUELESS = (
    r"\b(?:<one>|<group>) (?:was|were|is|are)(?: not|n't) (?:very |particularly |exactly |really )?(?:helpful|cooperative|co-operative|competent)\b|"
    r"\b(?:<who>|management) (?:(?:did not|didn't|does not|doesn't|do not|don't) (?:even )?have|lack(?:s|ed)?|had no|has no|have no) (?:the |any |enough |basic |a )?(?:discipline|skills?|competence|courage|courtesy|decency|sense|maturity|foresight|professionalism|common sense|patience)\b|"
    r"\b(?:<who>|management) (?:has|have|had|does|do|did)(?: not|n't) (?:even )?(?:had |have |got )?(?:a clue|the (?:slightest|faintest|first) (?:clue|idea))\b"
    r"|\b(?:has|have|had|does|do|did)(?: not|n't) (?:even )?(?:had |have |got )?a (?:clue|freaking clue|bloody clue)\b|\b(?:<who>|people|those|folks|anyone) who (?:clearly |obviously |apparently )?(?:do not|don't|did not|didn't|does not|doesn't) (?:really |even |properly |actually )?(?:understand|know (?:how|what|better|the)|care|think|bother)\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each trait word that is no term of the trade, and each state held against a person."""
    terms = [found.span() for found in account.finds(TERMS)]
    for found in account.finds(_pattern()):
        term = any(start <= found.start() < end for start, end in terms)
        if not term and not _of_a_thing(account, found):
            soft = SOFT.match(account.low, found.start())
            yield _hit(found, Level.NOTE if soft else _level(account))
    for pattern in (EXTRA, PERSONAL, AMATEURS):
        for found in account.finds(pattern):
            if not CONTRASTED.search(account.low[: found.start()]):
                yield _hit(found, None)
    yield from told(account, CLUELESS, MESSAGE, ASK_CONDITIONS)
    for fault in faults(account):
        if fault.kind is Kind.STATE and fault.who is not Who.OURS:
            yield Hit(start=fault.start, end=fault.end, message=MESSAGE, ask=ASK_CONDITIONS)


def _of_a_thing(account: Account, found: re.Match[str]) -> bool:
    """Whether a word that can be a trait stands here for how a machine works, or for a question."""
    low, start = account.low, found.start()
    if CONTRASTED.search(low[:start]) or (
        TECHNICAL.fullmatch(found[0]) and _technical(account, found)
    ):
        return True
    if QUESTION.match(low, start):
        return True
    if not MILD_WORDS.fullmatch(found[0]) or account.people:
        return False
    mine = OWNED.search(low[:start])
    if THING.match(low, start) and not mine:
        return True
    if mine or OF_WORK.match(low, start):
        return False
    told = any(clause.who in HUMAN for clause in account.clauses)
    if not told and re.search(
        r"\b(?:is|are|was|were) (?:very |too |quite |rather |really )?$", low[:start]
    ):
        return True
    if not found[0].endswith("ly"):
        return False
    before, after = re.findall(r"[\w'-]+", low[:start]), re.findall(r"[\w'-]+", low[found.end() :])
    human = any(
        clause.who in HUMAN and clause.who is not Who.THEY and clause.start <= start <= clause.end
        for clause in account.clauses
    )
    if human or (before and before[-1] in {"was", "were", "been", "be"}):
        return False
    if not any(clause.who in HUMAN for clause in account.clauses):
        return True
    known = systems() | words("systems", "named") | {"it", "which", "that", "and", "does", "will"}
    near = bool(before) and before[-1] in known
    habit = bool(after) and _verb_like(after[0])
    return near or habit or (bool(before) and before[-1].endswith("s") and not habit)


def _technical(account: Account, found: re.Match[str]) -> bool:
    """Whether `naive` or `lazy` tells how a thing works, and not how a person or their work is."""
    low, start = account.low, found.start()
    if OWNED.search(low[:start]) or OF_WORK.match(low, start):
        return False
    behind = [clause for clause in account.clauses if clause.end <= start]
    if behind and behind[-1].lemma in {"be", "get", "seem"} and behind[-1].who in HUMAN:
        return False
    if found[0].endswith("ly"):
        near = [one for one in account.clauses if one.start <= start <= one.end + 20]
        return not any(one.who in HUMAN - {Who.THEY} for one in near)
    named = any(start < first < found.end() + 3 for first, _ in account.people)
    return (
        not named
        and re.match(
            r" (?!(?:and|or|about|in|with|when|to|but|enough|for|on|at|that)\b)\w",
            low[found.end() :],
        )
        is not None
    )


def _verb_like(word: str) -> bool:
    """Whether a word has the shape of a present verb in the third person."""
    return word.endswith("s") and not word.endswith("ss")


@cache
def _pattern() -> re.Pattern[str]:
    listed = words("verdicts", "trait") | words("verdicts", "trait_adverb")
    return re.compile(rf"\b{any_word(listed)}\b")


def _level(account: Account) -> Level | None:
    ours = any(clause.who is Who.OURS for clause in account.clauses)
    return Level.WARN if ours else None


def _hit(found: re.Match[str], level: Level | None) -> Hit:
    return Hit(
        start=found.start(), end=found.end(), message=MESSAGE, ask=ASK_CONDITIONS, level=level
    )


RULE = Rule(
    code="UB107",
    name="trait",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "helpful",
        "cooperative",
        "co-operative",
        "competent",
        "cowboy",
        "clown",
        "joker",
        "fool",
        "brightest",
        "exhausted",
        "sleepy",
        "fingered",
        "drunk",
        "clumsy",
        "panick",
        "bored",
        "hapless",
        "asleep",
        "amateurs",
        "sharpest",
        "smartest",
        "volumes",
        "lack of",
        "laziness",
        "novice",
        "sloppiness",
        "oversight",
        "inexperience",
        "fatigue",
        "discipline",
        "skill",
        "competence",
        "courage",
        "courtesy",
        "decency",
        "sense",
        "maturity",
        "foresight",
        "professionalism",
        "patience",
        *FAULT_CUE,
        " clue",
        "trigger",
        "understand",
        "who do",
        "who did",
        "idiot",
        "moron",
        "wanker",
        "hole",
        "muppet",
        "ass",
        "imbecile",
        "dimwit",
        "numpt",
        "overconfident",
        "arrogan",
        "half-hearted",
        " lax",
        "careless",
        "sloppy",
        "sloppily",
        "lazy",
        "lazily",
        "incompet",
        "clueless",
        "reckless",
        "neglig",
        "irrespons",
        "inattent",
        "stupid",
        "dumb",
        "idiot",
        "foolish",
        "ignoran",
        "unprofess",
        "amateur",
        "naive",
        "inexperienced",
        "unqualified",
        "thoughtless",
        "complacen",
        "hast",
        "unmotivated",
        "disorgani",
        "absent-minded",
        "forgetful",
        "inept",
        "unskilled",
        "untrained",
        "half-assed",
        "noob",
        "newbie",
        "rookie",
        "beginner",
        "attention",
        "oriented",
        "bothered",
        "thinking",
        "sick",
        "brain",
        "unaware",
        "confused",
        "oblivious",
        "tired",
        "distracted",
    ),
    flag=(
        "They are amateurs.",
        "My brain failed me.",
        "That was a careless deploy.",
        "It got a sloppy and lazy review.",
        "An inexperienced engineer was at the keyboard.",
        "The rollout was reckless.",
        "The operator was clueless.",
        "The author is not detail-oriented.",
        "We were careless.",
        "Looks like a rookie mistake.",
    ),
    ok=(
        "The script is stupid about spaces in paths.",
        "We use lazy loading for images.",
        "The scheduler is a greedy algorithm.",
        "A dumb terminal shows the log.",
        "The filter is naive Bayes.",
        "It uses stupid-simple backoff.",
        "The page is served by a lazy iterator.",
        "The log level was confused with the trace level by the parser.",
    ),
    find=find,
    ask=ASK_CONDITIONS,
)
