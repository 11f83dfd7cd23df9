"""Work is judged against a norm that is not stated.

What it notices
---------------
`unacceptable`, `poor communication`, `bad decision`, `wrong call`, `too slowly`, `not acceptable`, `mismanaged`.

Why it matters
--------------
A verdict ends the talk about how the work was done, and readers cannot check it.

Say instead
-----------
A number against a stated expectation: `First customer update went out at +48 min; the policy says 20 min.`

When to leave it
----------------
Norms that are stated with a number, and terms such as bad request, invalid token, poor man's cron.

Source
------
Bergstrom on normative language; Google SRE Workbook, chapter 10.
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import any_word, matches
from unblame.language.people_words import told
from unblame.text import late

MESSAGE = "this sentence judges against a norm that it does not state"
ASK = "what was the number, and what was the stated expectation?"
WORK = any_word(
    [
        "response",
        "reaction",
        "communication",
        "handling",
        "judgement",
        "judgment",
        "decision",
        "decisions",
        "planning",
        "review",
        "testing",
        "strategy",
        "process",
        "management",
        "coordination",
        "choice",
        "choices",
        "attitude",
        "work",
        "job",
        "effort",
        "practice",
        "practices",
        "preparation",
        "oversight",
        "leadership",
        "engineering",
        "discipline",
        "escalation",
        "handover",
        "conduct",
        "reaction time",
        "response time of the team",
        "practice",
        "hygiene",
    ]
)
HARSH = r"(?:unacceptable|inexcusable|unprofessional|unforgivable|shameful|appalling|disgraceful|pathetic)"
MILD = r"(?:poor|inadequate|bad|terrible|awful|lousy|subpar|substandard|inappropriate|embarrassing|disappointing|horrible|woeful|dismal|abysmal|atrocious|lamentable|deplorable|pitiful|shoddy|haphazard|laughable|dire|scandalous)"
PATTERN = late(
    rf"\b{HARSH}\b(?! (?:input|type|value|format))|\bnot (?:at all )?acceptable\b(?! (?:format|value|input))|"
    rf"\b{MILD} (?:\w+ )?(?!documentation){WORK}\b(?! (?:times?|procedures?|coverage|tools?|data|environment|code)\b)|"
    rf"\b{WORK} (?:was|were|is|are|has been) (?:very |quite |really |so |extremely )?{MILD}\b|"
    r"\b(?:wrong|bad|poor|terrible) (?:decision|decisions|choice|choices|judge?ment)\b|\b(?:a|an|was|is|made|make|making) (?:\w+ ){0,2}?(?:wrong|bad|poor|terrible|awful) calls?\b|\bmismanage[sd]?\b|\bmismanagement\b|"
    r"\b(?:excessive|unreasonable|unjustifiable|inexcusable) (?:delay|wait)|\b(?:unjustifiable|inexcusable) amount of time\b|"
    r"\b(?:they|team|ops|we|he|she|engineers?|responders?|support|staff|people) (?:\w+ )?(?:reacted|responded|acted|was|were) (?:far |much |way )?too (?:slow(?:ly)?|late)\b|"
    r"\bnot tested at all\b|\b(?:made|making) (?:things|matters|it) (?:much )?worse\b(?=.*\b(?:trying|wrong)\b)|"
    r"\bshould (?:know|have known) better\b|\b(?:this|that|it) (?:is|was) (?:simply |just )?not good enough\b|\b(?:is|was|are|were) (?:\w+ ){0,2}?(?:embarrassing|shameful|a disgrace)\b|\b(?:an? )?(?:bad|terrible|stupid|poor|awful|horrible|dumb) ideas?\b(?! (?:to (?:use|store|run)|for) )|\b(?:bad|terrible|awful) habits?\b|\b(?:epic|basic|total|complete|massive|huge|utter)[ -](?:level )?fail\b|\bembarrassing (?:lack|failure|mistake|gap|oversight)|\black of (?:preparation|rigou?r|professionalism|leadership|communication|coordination|foresight|judge?ment|ownership|accountability)\b(?= (?:on|by|from|within|in|among|between) )|\bshould have taken more\b"
)

DONE = (
    r"(?:handled|managed|planned|coordinated|communicated|executed|organi[sz]ed|thought[- ](?:out|through)|tested|reviewed|"
    r"prepared|trained|led)"
)
BADLY = r"(?:badly|poorly|terribly|horribly|abysmally|ineptly|shoddily|atrociously|amateurishly|incompetently)"
JUDGED = late(
    r"\b(?:leaves?|left|leaving) (?:a lot|much|something|a great deal) to be desired\b|\bno way to (?:run|manage|treat|handle|operate)\b|"
    r"\b(?:catastrophic|terrible|horrible|awful|dreadful|embarr?ass?ing|stupid|silly|costly|unforgivable|colossal|monumental|inexcusable|shocking|basic|elementary|amateur|careless) (?:\w+ )?(?:mistakes?|blunders?|oversights?|misjudge?ments?)\b"
    r"|\b(?:atrocious|dismal|shoddy|abysmal|horrendous|lax|lousy) (?:\w+ )?(?:management|work|practices?|planning|testing|handling|communication|response|procedures?|service|support)\b|\b(?:horribly|royally|badly|massively|totally) (?:broke|messed|screwed|mishandled|misjudged|failed)\b"
    r"|\b(?:handling|response|reaction|communication|management|planning|coordination|execution|rollout|treatment|decision-making) (?:of|to|around|during|from|by) [^.;]{1,50} (?:was|were|is|has been) (?:\w+ )?(?:a |an )?(?:absolute |complete |total |utter |real )?(?:disgrace|shambles|joke|mess|disaster|farce|fiasco|travesty)\b"
    r"|\b(?:handling|response|reaction|communication|management|treatment) (?:of|to|around|during) (?:this|the|that|our) (?:[\w-]+ )?(?:incident|outage|situation|crisis|matter|breach|problem|event|issue|emergency|case|attack|disaster|whole thing) (?:was|were|is|has been) (?:\w+ )?(?:poor|terrible|awful|appalling|bad|dreadful|atrocious|abysmal)\b"
    r"|\b(?:was|is|were) (?:simply |just |really )?an? (?:complete |total |utter |absolute |real |massive )*(?:fiasco|shambles|disgrace|farce|travesty|debacle|train ?wreck|clusterfuck|shitshow|clown show)\b"
    r"|\b(?:decision|choice) (?:to|of|not to|by) [^.;]{2,60} (?:was|is) (?:an? )?(?:\w+ )?(?:mistake|error|wrong|misguided|foolish|reckless|unwise|ill-advised|indefensible|bad one|poor one|disaster)\b"
    r"|\b(?:odd|strange|weird|baffling|bizarre|questionable|dubious|foolish|reckless|crazy|insane|boneheaded|dumb|stupid|silly|ill-advised|unwise|inexplicable|asinine|terrible|awful|horrible|shocking|astonishing|misguided|puzzling) (?:\w+ )?(?:decision|choice|judge?ment|call)s?\b(?! (?:site|stack|graph|tree|center|centre|of|made by the (?:scheduler|compiler|parser)))"
    r"|\b(?:our|their|his|her|your) (?:\w+ )?(?:response|reaction|communication|escalation|handling) (?:was|were|is|has been) (?:painfully|unbelievably|incredibly|extremely|terribly|ridiculously|far too|very|so|really|just) (?:slow|late|poor|bad|weak|confus\w+|chaotic)\b"
    r"|\b(?:handled|dealt with|managed|communicated|reacted to|treated) (?:[\w-]+ ){0,5}?(?:poorly|badly|terribly|horribly|abysmally|miserably|atrociously|appallingly)\b"
    r"|\b(?:we|they|he|she|i|you|team|company|vendor|provider|management|support) (?:did|have done|has done|had done) (?:not|n't) (?:handle|manage|communicate|coordinate|do) (?:[\w-]+ ){0,4}?(?:well|properly|good enough|professionally)\b"
    r"|\b(?:we|they|he|she|i|you|team|company|vendor|provider|management|support|ops|staff) (?:\w+ )?(?:did|do|done|does|doing) (?:an? )?(?:really |very |rather |pretty )?(?:poor|bad|terrible|lousy|awful|shoddy|horrible|dismal) job\b"
    r"|\b(?:complete|total|utter|absolute|shocking|appalling|staggering|blatant|callous) (?:lack of (?:empathy|care|concern|understanding|respect|professionalism|ownership|testing|planning)|disregard|indifference|incompetence|negligence)\b"
)
OF_A_THING = late(
    r"\b(?:parser|compiler|tool|script|api|client|server|library|ui|system|cache|scheduler|linter|formatter|driver|kernel|algorithm|code|model|app)s? (?:is|was|does|did|do|makes?|made|has|have) (?:\w+ ){0,3}$"
)
OF_A_NORM = late(
    r"\b(?:any (?:amount|level|kind|form)|of any (?:length|kind)|scheduler|algorithm|optimi[sz]er|planner)\b[^.;]*\b(?:unacceptable|not acceptable|bad (?:choices|decisions))"
    r"|\bun?acceptable to us\b|\bnot (?:at all )?acceptable to us\b"
)
ADVISED = late(r"^\W*(?:don't|do not|never|avoid|try not to|let's not)\b")
DENIED = late(r"\b(?:not|never|neither|nor|\w+n't) (?:(?!and|but)[\w-]+ ){0,5}$")
MANNER = late(
    r"\b(?:our|their|his|her) (?:\w+ )?(?:response|reaction|communication|escalation|handling|decision-making) (?:was|were) (?:far |much |way )?too (?:slow|late|little)\b|\bno excuses? for\b|\b(?:is|was|were) (?:just |really |simply )?asking for trouble\b|\bplaying with fire\b|"
    r"\b(?:get|gets|got|getting|gotten) (?:[\w-]+ ){1,4}?(?:horribly|badly|terribly|completely|totally|so|spectacularly) wrong\b|\b(?:run|managed) so (?:badly|poorly)\b|\bwast(?:e|es|ed|ing) (?:my|our|everyone's|everybody's|people's) time\b|\b(?:unacceptably|inexcusably|shamefully|embarrassingly|inexplicably|unforgivably) (?:long|slow|slowly|late|poor|bad|lax)\b|"
    rf"\b{BADLY}[- ]{DONE}\b|\b{DONE} (?:\w+ ){{0,3}}?(?:very |so |really |extremely |quite )?{BADLY}\b|"
    rf"\b(?:response|reaction|reaction time|handling|communication|coordination|planning|leadership|escalation|handover) (?:\w+ ){{0,6}}?(?:was|were|has been) "
    r"(?:\w+ )?(?:not good enough|abysmal|dismal|atrocious|pathetic|a joke|a shambles|a mess|shambolic|a disaster|non-existent|amateurish|(?:slow|sluggish) and (?:dis\w+|un\w+|clumsy|chaotic|confused|poor\w*|inadequate))\b|"
    r"\b(?:a|was|is|were) (?:bad|poor|terrible|awful|dreadful|shocking|absolute|complete|total) (?:shambles|mess-up|showing)\b"
)
SAID_OF = WORK.replace("(?:", "(?:documentation|", 1)
BY_WHOM = (
    rf"\b(?:<one>|<group>)'s (?:\w+ )?{SAID_OF} (?:of [^.;]{{1,30}} )?(?:was|were|is|are) (?:\w+ )?(?:{MILD}|{HARSH}|weak|sloppy|slow)\b|"
    rf"\b{SAID_OF} (?:from|by|of|on the part of|within|in|between|with) (?:<one>|<group>) (?:on the day |that (?:day|night) )?(?:was|were|is|are|has been) "
    rf"(?:\w+ )?(?:{MILD}|{HARSH}|weak|slow|sloppy|non-existent|nonexistent|abysmal|sluggish|woeful|dire|patchy|shocking|laughable|below par|chaotic)\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each place where the pattern stands."""
    for pattern in (PATTERN, MANNER, JUDGED):
        for hit in matches(account, pattern, MESSAGE, ask=ASK):
            if OF_A_THING.search(account.low[: hit.start]) or ADVISED.search(account.low):
                continue
            if OF_A_NORM.search(account.low):
                continue
            begun = account.low[hit.start :].startswith("should")
            if begun or not DENIED.search(account.low[: hit.start]):
                yield hit
    yield from told(account, BY_WHOM, MESSAGE, ASK)


RULE = Rule(
    code="UB112",
    name="judgement",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "blunder",
        "oversight",
        "shoddy",
        "horrend",
        "royally",
        "massively",
        " lax ",
        "to be desired",
        "no way to",
        "woeful",
        "lamentabl",
        "deplorabl",
        "pitiful",
        "haphazard",
        "scandal",
        "sluggish",
        "disgrace",
        "farce",
        "fiasco",
        "mistake",
        "misguided",
        "odd ",
        "strange",
        "weird",
        "baffling",
        "bizarre",
        "questionable",
        "dubious",
        "foolish",
        "reckless",
        "crazy",
        "unwise",
        "ill-advised",
        "stupid ",
        "silly ",
        "dumb ",
        "miserabl",
        "properly",
        " well",
        "complete ",
        "total ",
        "utter ",
        "blatant",
        "callous",
        "painfully",
        "unbelievabl",
        "shoddy",
        "excuse",
        "asking for",
        "playing with",
        "too little",
        "too slow",
        "too late",
        "badly",
        "wast",
        " idea",
        "habit",
        " fail",
        "lack of",
        "inexcusabl",
        "shameful",
        "inexplicab",
        "unforgivab",
        "terribly",
        "horribly",
        "ineptly",
        "shoddily",
        "atroci",
        "amateur",
        "incompet",
        "dismal",
        "pathetic",
        "a joke",
        "sham",
        "disaster",
        "a mess",
        "wrong ",
        "weak",
        "slow",
        "sloppy",
        "existent",
        "abysmal",
        "dire",
        "patchy",
        "shocking",
        "laughable",
        "below par",
        "chaotic",
        "awful",
        "horrible",
        "disappoint",
        "unaccept",
        "acceptable",
        "inexcus",
        "poor",
        "inadequate",
        "unprofession",
        "bad ",
        "wrong call",
        "wrong decision",
        "mismanag",
        "inappropriat",
        "too slow",
        "too late",
        "too long",
        "excessive",
        "shameful",
        "embarrass",
        "lousy",
        "subpar",
        "substandard",
        "appalling",
        "worse",
        "terrible",
        "not good enough",
        "not tested at all",
        "should know better",
        "careful analysis",
    ),
    flag=(
        "The handling of this incident was a disgrace.",
        "The decision to deploy on Friday was a mistake.",
        "The rollout was poorly planned.",
        "There is no excuse for this delay.",
        "The response was unacceptable.",
        "Communication was poor.",
        "The handling was unprofessional.",
        "It was a bad decision.",
        "That was the wrong call.",
        "There was an excessive delay in answering.",
        "The incident was mismanaged.",
        "They reacted too slowly.",
        "This is not acceptable.",
    ),
    ok=(
        "The parser did a poor job of escaping quotes.",
        "The page is poorly documented.",
        "The outage was not the result of a bad decision.",
        "p99 was above the 300 ms SLO.",
        "The server answered with a bad request.",
        "It sent an invalid token.",
        "The file has the wrong checksum.",
        "It is a poor man's cron.",
        "The volume had inadequate IOPS: 3,000 vs 9,400 needed.",
        "The query plan was poor for large tables.",
        "Old versions have terrible log errors.",
    ),
    find=find,
    ask=ASK,
)
