"""A word of guilt is used.

What it notices
---------------
`culprit`, `guilty`, `to blame`, `at fault`, `responsible for the outage`, `violated the policy`,
`screwed up`, `messed up`, `botched`, `admitted`, `negligence`.

Why it matters
--------------
Words of guilt ask who. A deviation from a procedure has a cause before it.

Say instead
-----------
`Deviation from the written procedure; the procedure needs a root shell that responders no longer have.`

When to leave it
----------------
Fault tolerance and injection, default, responsible disclosure, jobs responsible for a task, key and
SLO violations, and blame on a thing.

Source
------
VA National Center for Patient Safety, five rules of causation; Etsy.
"""

import re
from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word, matches
from unblame.language.lexicon import words
from unblame.language.people_words import speaks
from unblame.language.who import HUMAN, Who
from unblame.text import late

MESSAGE = "this is a word of guilt, where a condition could stand"
ASK = "what came before this, and what let it through?"
PATTERN = late(
    r"\b(?:the|a|any) (?:guilty (?:party|one|person)|repeat offender|negligence)\b|\bthe culprits? (?:was|were|has been|is) (?:found|identified|caught|named)(?= *(?:[.!]|$))|"
    r"\b(?:share|take|accept|deserve|shift|assign|put)s? (?:the |all the |full )?blame\b|"
    r"\bwho(?:'s| is| was| were) (?:responsible|to blame|at fault)\b(?! for (?!(?:the |this |that |our |these )?(?:this|that|it|outage|incident|mess|failure|loss|breakage|damage|problem|mistake|error|delay|[\w-]+ (?:outage|loss|failure|deletion))\b))|\bheld responsible\b|\b(?:is|was) (?:entirely|all|squarely|totally|solely|fully) on (?:the )?(?:\w+ )?(?:team|ops|devs?|qa|engineers?|developers?|admins?|him|her|them|you|me)\b|\bwhoever (?:wrote|did|made|pushed|approved|merged|broke|deployed)\b|\blapses? (?:in|of) (?:judge?ment|attention|concentration|discipline)\b|\b(?:person|people|engineer|developer|individual|operator)s? responsible\b(?! for (?:the |a |our )?(?!outage|incident))|"
    r"\b(?:person|people|engineer|developer|operator|team|one|someone|he|she|they) (?:who (?:is|was) )?responsible for (?:this|the) (?:outage|incident|mess|failure|mistake|bug|breakage)\b|"
    r"\b(?:he|she|they|i|engineer|developer|operator|author|team) (?:\w+ ){0,2}?(?:admit(?:s|ted)|confess(?:es|ed)|violated|broke the rules)\b|"
    r"\bgit blame (?:says|shows|points (?:at|to)|tells us|confirms|reveals) (?:that )?(?:it was )?(?:it was (?!the |an? |release|commit|in |added|removed|changed|introduced)[\w.@-]+(?=[,.;]|$)|(?!the |an? |release|commit|line|this|that|it |version|no )[\w.@-]+ (?:\w+ (?:out|off) |\w+ed |wrote |did |broke ))|"
    r"\b(?:screw(?:ed|s)?|mess(?:ed|es)?|fuck(?:ed|s)?|cock(?:ed|s)?|stuff(?:ed)?|f\*+(?:ed)?)[ -]up\b|\b(?:cock|screw|fuck|balls|foul|stuff)-?ups?\b|\bbotch\w*\b|\blet (?:us|them|everyone|customers) down\b|\bown(?:ed|ing|s)? up\b(?= to|[.,;])|\b(?:gross )?negligence\b"
)
ADMITS = late(r"\b(?:admit|confess)")
CONTRASTED = late(
    r"\b(?:as opposed to|rather than|instead of) (?:[\w-]+ ){0,2}$|\b(?:not|never|without|didn't|don't|doesn't) $"
    r"|\bno (?:evidence|sign|suggestion|finding|question) of (?:[\w-]+ )?$|\brul(?:ed|es|ing) out (?:[\w-]+ )?$"
    r"|\b(?:early to say|not say|not known|unknown|unclear|not matter|irrelevant|not about) $"
)
BY_A_TOOL = late(
    r"\b(?:it|tool|script|report|system|command|git|which|that|line|analysis|algorithm|detector) (?:\w+ly |then |also )*$"
)
ITS_OWN = late(r" (?:its|the (?:limit|quota|budget|constraint|schema))\b")
GUILTY = late(r"\bculprits?\b")
MADE_BY = late(
    r"\bculprits?\b[^.;]{0,60}\b(?:by|from|authored|made) \W*$|^\W*(?:'s|’s) (?:commit|change|patch|pr|merge)\b"
)
NAMED = (
    r"\bscrewed the pooch\b|\bfingers? of (?:blame|suspicion) (?:points?|pointed)\b|"
    r"\b(?:human|operator|user|pilot|driver) (?:errors?|mistakes?) (?:was|is|were|are|was partly) to blame\b|\b(?:<who>|workers|staff) (?:\w+ )?(?:is|are|was|were|being|been|gets?|got) (?:\w+ )?blamed\b"
    r"|\bfault(?:ed|s|ing) (?:<who>|(?:the )?(?:company|bank|utility|agency|airline|vendor|provider|operator|management|staff|crew|pilots?))\b"
    r"|\bculprits? (?:is|was|were|are|turned out to be|turns out to be|appears to be|seems to be|here is) (?:clearly |probably |of course |again )?(?:<one>|someone|somebody|me\b|i\b|us\b)(?! (?:branch|commit|change|patch|pod|process))"
    r"|\b(?:people|person|one|ones|engineers?|developers?|guys?|admins?|individuals?|team|those) (?:who (?:is|are|was|were) )?responsible for (?:the|this|that|these) (?:[\w-]+ ){0,3}?(?:rule|change|commit|bug|script|misconfiguration|error|mistake|breach|loss|damage|deletion|crash|fiasco|debacle|regression|mess)\b"
    r"|^\W*who (?:\w+ly |the (?:hell|heck|fuck) |on earth |actually |even )?(?:did|broke|wrote|approved|merged|pushed|made|deployed|signed off on|decided|changed|deleted|removed|let|allowed|touched) (?:this|that|it|the|my|our)\b[^.]*\?"
    r"|\b(?:want|need|like|love|demand)s? to know who (?!(?:is|was|else|to|can|will|owns|uses)\b)\w+"
    r"|\b(?:accus(?:es|ed|ing)(?= [^.;]{2,70} of\b)|lambast(?:s|ed|ing)|slam(?:s|med|ming)|condemn(?:s|ed|ing)|castigat(?:es|ed)|chastis(?:es|ed)|berat(?:es|ed)|rebuk(?:es|ed)) (?:the |its |his |her |their |our |us|me|them|him|her|<one>|<group>|[a-z]+ )"
    r"|\bblam(?:es|ed|ing) (?:the |its |his |their |our )?(?:[\w'-]+ ){0,2}?(?:management|staff|leadership|operators?|employees?|workers|contractors?|vendors?|company|government|bosses|executives?|bank|utility|provider|engineers?|team)\b"
    r"|\b(?:<who>|workers|staff|management|we|i) (?:is|are|was|were) (?:at least )?(?:partly|partially|largely|mainly|also|equally) (?:to blame|at fault|responsible for (?:the|this))\b"
    r"|\b(?:this|that|it|(?:this|that) one)(?:'s| is| was| one is| one was| one's) (?:all |entirely |totally |completely |purely |squarely )?(?:on me\b(?!\w)|my doing|on us(?=[.,;!]|$))(?! to\b)|\bi(?:'m| am) (?:to blame|guilty)\b|\bi own (?:this|the|that) (?:failure|mistake|outage|error|mess)\b|\bpoint(?:s|ed|ing)? (?:the |a |their )?fingers? (?:squarely )?at (?:<who>|you|me|us|each other|the \w+)|\b(?:found|hold|holds|held|finds) (?:<who>|(?:the )?(?:company|bank|utility|agency|airline|vendor|provider|operator)) (?:\w+ly )?(?:responsible|liable|negligent|accountable)\b|\bmea culpa\b"
)
HELD = (
    r"\b(?:look\w*|search\w*|hunt\w*|want\w*|need\w*) (?:for )?(?:[\w,-]+ ){1,6}?to (?:blame|hang|punish)\b|"
    r"\b(?:guy|person|people|one|ones|man|woman|team|party|engineer|developer)s? to blame\b|\b(?:was|is|were|it's|all) (?:\w+ )?(?:our|my|his|her|their|your) bad\b(?! \w+ (?:is|was|were))|"
    r"\b(?:(?:responsibility|accountability) for (?:this|that|it|(?:the|our) (?:[\w-]+ )?(?:outage|incident|failure|mess|breach|error|mistake|loss|disaster|bug|delay|debacle))|blame(?: for (?:this|that|the|it))?)\b[^.;]{0,40}?\b(?:lies|lay|rests|falls|sits|is) (?:\w+ )?(?:with|on|upon) (?:<who>|our (?!team|system)\w+)"
    r"|\b(?:<one>|i) (?:must |should |will |has to |have to |need to |needs to )?(?:take|takes|took|accept|accepts|accepted|bear|bears|bore) (?:the |full |complete |all |sole )*(?:responsibility|blame)(?: for)?\b(?! (?:area|handover))"
    r"|\b(?:mistake|error|fault) (?:was|is|lies|lay) (?:\w+ly )?on the side of (?:<who>)"
    r"|\bwho (?:do|can|should|did) (?:we|i) (?:have to |need to )?(?:thank|blame)\b|\bthe fault (?:is|was|lies|lay) (?:\w+ )?(?:with|of|on) (?:<who>|the \w+ (?:group|team|department|vendor))"
    r"|\b(?:<who>) (?:is|are|was|were) (?:the (?:one|ones|person|people|team) )?(?:who )?(?:\w+ )?(?:to blame|at fault|guilty|the culprits?|the guilty party|responsible for (?:this|the) (?:\w+ )?(?:outage|incident|mess|failure|mistake|bug|breakage|problem|disaster|downtime|regression|leak|loss|damage|deletion|breach|error))\b"
    r"|\b(?:find|found|know|identif\w+|asked?|tell|named?|figure out|determine) (?:out )?who (?:did|made|broke|pushed|ran|was behind|caused|approved|merged|deleted|changed|is behind|wrote) "
    r"|\b(?:<who>|i) (?:\w+ )?(?:owes?|owed) (?:us|everyone|the team|you) an apology\b"
)
PERSONAL = late(
    r"([\w'-]+) (?:is|are|was|were) (?:clearly |partly |solely |all |also )?(?:to blame|at fault|guilty)\b|\bblam(?:e|ed|ing) (?:it on )?(?:the )?(?:\w+ )?([\w'-]+)\b"
)

DENIED = late(
    r"(?:\b(?:no|not|never|nobody|neither|without|nor|instead of|rather than|than)|n't) (?:[\w'-]+ ){0,5}$|\b(?:no one|nobody|none of|not)\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each word of guilt, and `to blame` where people stand before it."""
    for hit in matches(account, PATTERN, MESSAGE, ask=ASK):
        before = account.low[: hit.start]
        if CONTRASTED.search(before):
            continue
        if not BY_A_TOOL.search(before) and not ITS_OWN.match(account.low, hit.end):
            yield hit
    for held in (*speaks(account, HELD), *speaks(account, NAMED)):
        if not DENIED.search(account.low[: held.start()]):
            yield Hit(start=held.start(), end=held.end(), message=MESSAGE, ask=ASK)
    for clause in account.clauses if ADMITS.search(account.low) else ():
        told = clause.who in HUMAN - {Who.OURS} | {Who.VENDOR} and clause.lemma in {
            "admit",
            "confess",
        }
        if told and not clause.passive and not clause.modal:
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ASK)
    for found in account.finds(GUILTY) if _made_by(account) else ():
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)
    people = (
        words("roles", "role")
        | words("roles", "team")
        | {"he", "she", "they", "i", "you", "we", "him", "her"}
    )
    for found in account.finds(PERSONAL):
        group = 1 if found[1] else 2
        named = any(a <= found.start(group) < b for a, b in account.people)
        person = named or re.fullmatch(any_word(people), found[group])
        denied = DENIED.search(account.low[: found.start()])
        if person and not denied and "git blame" not in found[0]:
            yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ASK)


def _made_by(account: Account) -> bool:
    """Whether the sentence names the person behind what it calls the culprit."""
    return any(
        MADE_BY.search(account.low[:start]) or MADE_BY.search(account.low[end:])
        for start, end in account.people
    )


RULE = Rule(
    code="UB126",
    name="blame_word",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "who ",
        "accus",
        "finger",
        "pooch",
        "i own",
        "liable",
        "lambast",
        "slam",
        "condemn",
        "castigat",
        "chastis",
        "berat",
        "rebuk",
        "my doing",
        "mea culpa",
        "who ",
        "balls",
        "foul",
        "let them down",
        "let everyone down",
        "let customers down",
        "blam",
        "punish",
        " on ",
        "responsibility",
        "accountab",
        "to thank",
        " who ",
        "apology",
        "fuck",
        "cock",
        "stuff",
        "owned up",
        "owning up",
        "owns up",
        "to hang",
        " bad",
        "culprit",
        "guilt",
        "blame",
        "fault",
        "responsible",
        "whoever",
        "lapse",
        "violat",
        "broke the rules",
        "screw",
        "mess",
        "botch",
        "let us down",
        "own up",
        "neglig",
        "offender",
        "admit",
        "confess",
        "incompeten",
    ),
    flag=(
        "The culprit is a developer who disabled the check.",
        "The people responsible for the firewall rule were not present.",
        "I take full responsibility for the outage.",
        "The responsibility for this lies with the release team.",
        "The culprit was found.",
        "Who is responsible for this?",
        "He admitted that the step was left out.",
        "The author violated the change policy.",
        "The deploy was botched.",
        "The team is to blame.",
    ),
    ok=(
        "The tool assigns blame to commits by line.",
        "The culprit was identified as a full disk.",
        "We do not look for somebody to blame.",
        "Fault tolerance was tested.",
        "It is the default.",
        "Fault injection runs weekly.",
        "Responsible disclosure was followed.",
        "The job responsible for compaction stopped.",
        "It was an SLO violation.",
        "A foreign key violation was logged.",
        "No cabling issues were to blame.",
        "A bug in the switches was to blame.",
        "A hardware problem was not likely the culprit.",
        "This page describes a blameless review.",
    ),
    find=find,
    ask=ASK,
)
