"""Sarcasm or animated language stands where a fact could.

What it notices
---------------
`Genius move`, `surprise surprise`, `what could possibly go wrong`, `ridiculous`, `so-called`, rows of exclamation marks.

Why it matters
--------------
It marks somebody as foolish, and after it people stop telling what happened.

Say instead
-----------
The fact alone: `The change shipped Friday 17:40; on-call staffing halves at 18:00.`

When to leave it
----------------
Proper names, flags and metrics that hold the word; thanks and praise for a system.

Source
------
Google SRE Workbook, chapter 10 (animated language).
"""

from collections.abc import Iterator

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import matches
from unblame.language.people_words import told
from unblame.text import late

MESSAGE = "this wording colours the sentence where a fact could stand"
ASK = "what is the fact behind it: the time, the number, the setting?"
PATTERN = late(
    r"\bgenius (?:move|idea|decision|plan|choice)\b|\bbrilliant (?:move|idea)\b|\bsurprise,? surprise\b|"
    r"\bwhat could (?:possibly )?go wrong\b|\b(?:ridiculous|insanely|laughable|idiotic|moronic)\b|\bstupid (?:\w+ )?(?:mistakes?|errors?|ideas?|decisions?|moves?|changes?|things?|people|enough|design)\b|\bstupid of (?:me|him|her|them|us|you)\b|\b(?:i|he|she|they|we|you)(?:'m| am| is| was| are| were|'re) (?:\w+ )?stupid\b|"
    r"\binsane (?:design|idea|setup|decision|config\w*|amount)\b|\bso[- ]called\b|(?<![)\w]\))(?<!everyone)(?<!everybody)(?<!all)(?<!thanks)(?<!you)(?<!congratulations)!{2,}|"
    r"\b(?:what a|a complete|a total|an absolute) (?:joke|clown show|shitshow|disgrace|mess)\b|\bhow could (?:anyone|anybody|nobody|you|they|he|she)\b|\bhow (?:did|can) (?:anyone|nobody|no one|you|they|he|she) (?:not|miss|let|even)\b|\bfacepalm\b|\bwtf\b|"
    r"\bhave you (?:ever|even) (?:tested|read|checked|looked|tried)\b|\bof course nobody\b"
)

PRAISE = r"(?:nice|great|good|lovely|brilliant|fantastic|wonderful|awesome|excellent|bravo|congrats|congratulations|kudos|hats off|well done|bright|smart|clever)"
IRONY = late(
    rf"(?:^|[.!?:;,] ?|\b(?:and|so|very) ){PRAISE}(?: (?:job|work|going|one|move|idea|thinking|effort|stuff))?(?: (?:on|to|for|at|with))?,? (?:\w+ ){{0,2}}?"
    r"(?:breaking|taking down|bringing down|killing|wiping|deleting|dropping|crashing|ruining|pushing (?:straight|directly)|not testing|ignoring|forgetting|losing|nuking)\b"
    r"|\bwhose (?:bright|great|brilliant|genius|smart|clever|wonderful|stupid|dumb|terrible|bad) idea\b"
    r"|\b(?:because|'cause|cause|but|and|after all,?) who needs\b|^\W*who needs \w+(?: \w+)?(?: anyway|, right| when)\b"
    r"|^\W*(?:oh |well |just |how )?(?:great|lovely|brilliant|wonderful|fantastic|perfect|awesome|marvell?ous),? (?:another|yet another|now we have) \w+"
    r"|\b(?:another|yet another|one more) (?:masterpiece|gem|triumph|stroke of genius|brilliant \w+|fine example) (?:from|by|of)\b|\bwho reads (?:the )?(?:docs|documentation|manuals?)\b"
    r"|\bapparently,? [^.;]{3,40} (?:is|are) (?:now |just )?optional\b"
    rf"|^\W*(?:oh |well )?(?:great|brilliant|lovely|wonderful|perfect),? so .{{0,80}}\b(?:nobody|no one|never|not|n't|no)\b"
    r"|\b(?:what|which) (?:idiot|moron|genius|clown|fool|joker|muppet|numpty)s?\b|\bclown(?:s| car| show)?\b(?!fish)|\bmonkeys\b(?! (?:test|patch))"
    r"|\bnever fails? to (?:down|break|disappoint|let|crash|take|lose|miss|ruin|kill)\b|\byou had one job\b|\b(?:he|she|they|who) (?:actually |seriously |honestly |really )?thought (?:it|this|that) (?:was|would be) a (?:good|great|smart|clever) idea\b"
    r"|\bwhat (?:were|was) (?:they|you|he|she|(?:the )?\w+ (?:team|engineer|author|developer)) thinking\b|\bwho (?:the (?:hell|heck|fuck)|on earth|in their right mind)\b|\bwho thought (?:it|this|that)\b"
    r"|\b(?:is|are|was|were)(?:n't| not) exactly (?:known|famous|renowned|the (?:best|sharpest|brightest|most))\b|\b(?:bravo|kudos|congrats|congratulations|props|thanks|hats off|well done) to whoever\b|\b(?:is|was|were) (?:apparently |clearly )?too much to ask\b"
    r"|\bguess who(?:se)?\b|\b(?:count|rely|depend) on (?:[\w-]+ ){1,4}?to (?:break|mess|miss|forget|ruin|screw)\b|\b(?:the|our|those|these|their|so-called) [\"“](?:experts?|professionals?|engineers?|seniors?|geniuses|specialists?|admins?)[\"”]"
    r"|\bin (?:their|his|her|your) right minds?\b|\b(?:do|does|did|doing|done) (?:dumb|stupid|silly|idiotic) (?:things?|stuff)\b|\bof all people\b|\bheads? (?:up|in) (?:his|her|their) (?:arse|ass|sand|own)"
)
WRY = late(
    r"\bjust (?:brilliant|wonderful|perfect|lovely|fantastic|marvell?ous)\b *[.!]|\b(?:fine|nice|lovely|right) mess\b|\bwho (?:would|could) (?:ever |possibly )?(?:want|need)\b[^.]*\?|\b(?:must be|is|are) (?:so |very |really )?proud of (?:himself|herself|themselves)\b|\b(?<!not )rocket scientists?\b|\bah,? yes,? the (?:famous|good old|classic|old)\b|"
    r"\b(?:nobody|no one|never|anyone|anybody) [^.;]{0,40}?ever heard of\b|\band of course,? (?:there (?:was|were|is) no|nobody|no one|they|he|she)\b|\btax (?:dollars|money) at work\b|\bmonkeys? (?:write|wrote|coded?|typing)\b"
    r"|\b(?:someone|somebody|maybe|please) (?:should |needs to |ought to |please )?(?:teach|tell|show|remind|explain to) (?:them|him|her|these|those|the (?:\w+ )?(?:team|guys|folks|ops|devs)) (?:what|how|that|about|to)\b"
    r"|\b(?:allowed|let|trusted) (?:anywhere )?near (?:a |the |our |any )?(?:keyboard|production|prod|servers?|computers?|terminals?|data)\b|\binterns? (?:is|are|was|were) (?:now )?running\b"
    r"|\b(?:in|by) a (?:stroke|flash|moment) of (?:genius|brilliance|madness|stupidity|insanity)\b|\bfor reasons (?:best |better |only )?known (?:best |better |only )?to (?:him|her|them|him-|them)\w*"
    r"|\b(?:guess|apparently|evidently|clearly|seems|suppose|assume|because) [^.;]{0,30}?(?:testing|tests|reviews?|code review|backups?|documentation|docs|qa|reading|monitoring|security|staging) (?:is|are|was|were) (?:\w+ )?(?:optional|overrated|for (?:wimps|losers|suckers|other people)|a luxury)\b"
    r"|\bnothing (?:says|screams|spells) [\w\s,'-]{2,60}? (?:like|quite like|than)\b|^\W*[\w-]+(?: [\w-]+)?\? what \w+\?|\bin this day and age\b"
    r"|^\W*bad,? (?:[a-z]{3,12})[.!]*$|^\W*(?:naughty|silly) \w+[.!]*$"
    r"|\b(?:some|one|another|which|a|the) (?:absolute |complete |total |real )?(?:genius(?:es)?|bright spark|clever clogs|einstein|rocket scientist|wise guy|smart ?ass|wizard|hero|wunderkind) (?:thought|decided|pushed|deleted|put|set|ran|in|at|from|over|who|had|has|changed|merged|wrote)\b"
    r"|\b(?:team|ops|qa|engineers?|developers?|devs|admins?|people|everyone|vendor|support|management|someone|reviewers?) (?:was|were|is|are|must (?:be|have been)) (?:\w+ )?(?:on (?:vacation|holiday)|asleep|napping|out to lunch|smoking|high|hungover|on crack)\b"
    r"|\b(?:take|took|taking|keep|get|pry) (?:the |his |her |their |all )?(?:keyboards?|keys|root|sudo|computers?|laptops?|commit bit|mouse) (?:away )?(?:from|off) (?:him|her|them|this|that|these|those|the)\b"
    r"|\b(?:he|she|they|who|you) (?:actually |seriously |honestly |really |clearly |probably )?(?:thinks?|thought) (?:that )?(?:he|she|they|you) (?:is|was|were|are) (?:so |being |very |really )?(?:smart|clever|funny|brilliant|invincible|above)"
    r"|\btrained (?:bears?|monkeys?|chimps?|seals?)\b|\bstinkin[g']? (?:backups?|tests?|reviews?|docs)|\b(?:don't|do not|doesn't) need no\b|\b(?:went|gone|goes|going|go) full (?:thanos|rambo|cowboy|berserk|bananas|postal|ostrich|chernobyl|godzilla|yolo|leeroy)\b"
    r"|\bdid the (?:unthinkable|unforgivable)\b|\bcourtesy of (?:our|the|your|those|my) (?:[\w-]+ ){0,2}(?:team|folks|guys|department|ops|devs|friends|admins?|engineers?|vendor|management|colleagues?)\b"
    r"|\b(?:little|lovely|nasty) surprises? for (?:the next|whoever|us|everyone|the rest)\b|\b(?:our|the) (?:dear|beloved|esteemed|wonderful|lovely|glorious|fearless|illustrious|infallible) (?:[\w-]+ )?(?:team|ops|admins?|engineers?|vendor|management|leaders?|colleagues?|developers?|manager|department|provider|bosses|boss)\b"
    r"|\b(?:all in all|once more),? a (?:stellar|brilliant|sterling) (?:performance|effort)\b|\bmanglement\b|\bwhat a surprise\b|\b(?:shock|shocker),? horror\b|\bcolou?r me (?:shocked|surprised)\b|\bno shit\b|\b(?:slow|round of|golf) clap\b"
    r"|\b(?:laterally|swiftly) promoted\b|\bmust be nice to\b|\bhow (?:hard|difficult) (?:can|could) it be\b|\bwould it (?:have )?kill(?:ed)? (?:you|him|her|them|anyone)\b"
)
IDIOMS = (
    r"\b(?:<one>|<group>) (?:strikes?|struck) again\b|\b(?:<one>|<group>)(?: (?:is|was|are|were)|'s|'re)? at it again\b"
    r"|\bup to (?:his|her|their) old tricks\b|\b(?:good old|typical|classic) (?:<name>)"
    r"|\b(?:(?:his|her|your|<name>'s) (?:\w+ )?|their (?=.(?:quick|small|tiny|little|simple|harmless|minor|trivial|safe|tested|improve)))[\"“'‘][\w -]{2,25}[\"”'’](?: [\w-]+)? (?:changes?|fix(?:es)?|patch(?:es)?|tweaks?|improvements?|optimi[sz]ations?|clean-?ups?|scripts?|plans?|reviews?|tests?|deploys?|help|experts?|expertise|refactor\w*|migrations?|shortcuts?)\b"
    r"|\b(?:thanks|thank you|cheers|kudos|well done),? (?:again )?(?:to )?(?:<one>|<group>|you) for (?:breaking|nothing|taking down|the outage|ruining|killing|wiping)"
    r"|\bin (?:his|her|their) (?:infinite |great )?wisdom\b|\bwho (?:\w+ ){1,8}and tells? (?:nobody|no one)\b"
)


def find(account: Account) -> Iterator[Hit]:
    """Yield each place where the pattern stands."""
    for pattern in (PATTERN, IRONY, WRY):
        yield from matches(account, pattern, MESSAGE, ask=ASK)
    yield from told(account, IDIOMS, MESSAGE, ASK)


RULE = Rule(
    code="UB113",
    name="sarcasm",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "stroke",
        "moment of",
        "flash of",
        "reasons",
        "overrated",
        "wimps",
        "luxury",
        "nothing s",
        "? what",
        "day and age",
        "bad ",
        "bad,",
        "naughty",
        "heard of",
        "tax ",
        "fine mess",
        "nice mess",
        "proud of",
        "ah ",
        "ah,",
        "teach ",
        "remind ",
        "someone should",
        "monkey",
        "near ",
        "intern",
        "einstein",
        "rocket scien",
        "wise guy",
        "smartass",
        "wizard",
        "hero ",
        "vacation",
        "holiday",
        "asleep",
        "napping",
        "to lunch",
        "hungover",
        "keyboard",
        "smart",
        "invincible",
        "trained",
        "stinkin",
        "need no",
        " full ",
        "unthinkable",
        "unforgivable",
        "courtesy",
        "dear ",
        "beloved",
        "esteemed",
        "glorious",
        "fearless",
        "manglement",
        "shocked",
        "horror",
        " clap",
        "promoted",
        "must be nice",
        "how hard",
        "kill",
        "exactly",
        "whoever",
        "to ask",
        "guess who",
        "count on",
        "rely on",
        "depend on",
        "expert",
        "professional",
        "specialist",
        "again",
        "job",
        "whose ",
        "who ",
        "great",
        "lovely",
        "perfect",
        "awesome",
        "fantastic",
        "wonderful",
        "marvel",
        "charming",
        "bravo",
        "congrat",
        "clever",
        "bright",
        "nice ",
        "fool",
        "muppet",
        "monkeys",
        "one job",
        "right mind",
        "dumb",
        "silly",
        "another ",
        "one more",
        "optional",
        "never fail",
        "thinking",
        "good idea",
        "great idea",
        "all people",
        "head",
        "old tricks",
        "good old",
        "typical",
        "classic",
        "his ",
        "her ",
        "their ",
        "your ",
        "'s ",
        "thank",
        "cheers",
        "kudos",
        "well done",
        "wisdom",
        "tell",
        "genius",
        "surprise",
        "possibly go wrong",
        "ridiculous",
        "insane",
        "so-called",
        "brilliant",
        "!!",
        "of course",
        "stupid",
        "peddl",
        "moron",
        "idiot",
        "laughable",
        "joke",
        "clown",
        "wtf",
        "how c",
        "how d",
        "ffs",
        "facepalm",
        "have you ever",
        "nice job",
        "great job",
    ),
    flag=(
        "In a stroke of genius, the backups were kept on the same server.",
        "Whose bright idea was that?",
        "Bravo to whoever merged this.",
        "Genius move to deploy on a Friday.",
        "Surprise surprise, no tests.",
        "What could possibly go wrong?",
        "It has a ridiculous, insane design!!!",
        "That was our *so-called* failover.",
    ),
    ok=(
        "Great, so the fix is out.",
        "How did you find the cause?",
        "Genius Bar ticket 4411",
        "Set insane_mode=false.",
        "Great work by the failover automation: 12 s.",
        "SURPRISE is a metric name",
        "The team did a great job!",
    ),
    find=find,
    ask=ASK,
)
