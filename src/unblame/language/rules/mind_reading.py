"""A thought or a motive is given to somebody.

What it notices
---------------
`assumed`, `did not care`, `wanted … at any cost`, `thought they knew better`, `was afraid to`,
`was unaware`, `more interested in … than`, `figured nobody would notice` of people.

Why it matters
--------------
What somebody thought is known from what they said, and to the reader it reads as a verdict.

Say instead
-----------
The expectation and what it was based on: `Responders expected lag to clear, as on 3, 9 and 17 May.`

When to leave it
----------------
Schedulers and clients that assume or want; what somebody said in an interview, with no name.

Source
------
Dekker, The Field Guide to Understanding Human Error (local rationality).
"""

from collections.abc import Iterator

from unblame.language.cue import FAULT_CUE
from unblame.language.fault import Kind, faults
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import of_fault
from unblame.language.misdeed import FINDING
from unblame.language.people_words import told
from unblame.language.who import HUMAN, INDIVIDUAL, Who
from unblame.text import late

MESSAGE = "this sentence says what somebody thought, and not what it rested on"
ASK = "what was that expectation based on?"
PLAIN = late(
    r"\b(?:without (?:being )?(?:fully |really )?aware\b|lack of (?:awareness|understanding) (?:by|of) (?:the )?(?:team|engineer|operator|author))"
)
MOTIVE = (
    r"\b(?:<who>) (?:was|were|is|are|seemed|had been) (?:\w+ )?(?:far |much |a lot )?(?:more|less) (?:interested|concerned|focused|focussed|worried|invested|"
    r"keen|busy|bothered) (?:in|with|about|on|by)?\b.{2,90}?\bthan\b"
    r"|\b(?:<who>) (?:clearly |obviously |apparently |just |simply )?(?:did not|didn't|never|not) want(?:ed)? to (?:admit|face|own up|look|hear|know|lose face|ask|"
    r"wake|bother|be blamed|take|deal|be seen)"
    r"|\b(?:<who>|i) (?:\w+ )?(?:figured|thought|assumed|hoped|reckoned|bet|believed|guessed|counted on) (?:that )?(?:nobody|no one|no-one|none of us|we) "
    r"(?:would(?:n't)?|was (?:\w+ing)|were going to|will)"
    r"|\b(?:<who>) (?:then |just |simply |deliberately )?(?:hid|concealed|buried|covered up|swept) (?:the (?:failure|error|mistake|problem|fault|outage|truth|loss|damage|bug)|it|this|that)\b"
    r"|\b(?:<who>) cared (?:more|less) (?:about|for)|\b(?:<who>) (?:could not|couldn't) (?:have )?care[d]? less"
    r"|\b(?:<who>) (?:\w+ )?tried to (?:hide|cover (?:it |this |that )?up|bury|sweep|play (?:it )?down)"
)
NOT_KNOWING = (
    r"\b(?:<who>) (?:apparently|clearly|obviously|evidently) (?:does|do|did|has|have|had)(?: not|n't) (?:even |really )?\w+|\b(?:<who>) (?:does|do)(?: not|n't) (?:even |really )?(?:know|understand) (?:what an? |how to |what they|what he|what she|what it)|"
    r"\b(?:<one>|<group>|someone|somebody) (?:was|were|seemed|remained) (?:\w+ )?(?:convinced|adamant|persuaded|certain) (?:that|it|this|the)\b|"
    r"\b(?:<who>|(?:the |our |their )?(?:vendor|provider|supplier|company)) (?:\w+ly )?(?:do|does|did)(?: not|n't) (?:even |seem to |really |appear to |much )?care\b"
    r"|\b(?:<one>|someone|somebody|<group>) (?:must|may|might|seems? to|appears? to|seemed to|appeared to) (?:\w+ )?have (?:\w+ly )?(?:thought|assumed|forgotten|missed|overlooked|figured|believed|misread|misunderstood|confused|ignored|been (?:asleep|drunk|blind|confused|distracted|careless|on the wrong|in the wrong)|(?:had|used|run|typed|picked|chosen) the wrong)\b|"
    r"\b(?:<one>|<group>|someone|somebody|i)(?: \([^()]{1,30}\))?,? (?:\w+ly )?(?:not (?:being )?aware (?:of|that)|unaware (?:of|that)|oblivious (?:to|of)|"
    r"not (?:knowing|realis?z?ing|noticing|understanding|checking|thinking|remembering)|(?:wrongly|mistakenly|falsely|apparently) (?:thinking|believing|assuming)|"
    r"(?:thinking|believing|assuming|under the impression) (?:that )?(?:it|this|that|he|she|they|the|nobody|no one))\b"
    r"|\b(?:who|and) (?:wrongly|incorrectly|mistakenly|falsely|erroneously) (?:believed|assumed|thought|supposed|concluded|took|understood)\b"
    r"|\b(?:nobody|no one|<group>) (?:seem(?:s|ed)|appear(?:s|ed)) to (?:care|mind|be bothered|have cared|be interested)\b"
)
UNAWARE = late(r"\bunaware\b|\b(?:not|n't) (?:\w+ )?(?:aware|familiar)\b|\boblivious\b")
SO_THINKING = late(
    r"(?<!into )(?<!of )(?<!to )\b(?:thinking|assuming|believing|under the impression) (?:that )?(?:it|this|that|he|she|they|the|nobody|no one)\b"
)
AFRAID = frozenset(["afraid", "scared", "desperate", "determined", "reluctant", "unwilling"])


def find(account: Account) -> Iterator[Hit]:
    """Yield each thought, motive or lack of knowledge held against people."""
    for fault in faults(account):
        unaware = fault.kind is Kind.STATE and UNAWARE.search(account.low)
        if fault.kind is Kind.MIND or unaware or fault.clause.lemma in {"realize", "realise"}:
            yield of_fault(fault, MESSAGE)
    afraid = any(word in account.low for word in AFRAID)
    for clause in account.clauses if afraid else ():
        if (
            clause.who in HUMAN - {Who.OURS, Who.YOU}
            and not clause.negated
            and AFRAID & set(clause.following[:2])
            and clause.lemma == "be"
        ):
            ask = "what made that choice look risky at that moment?"
            yield Hit(start=clause.start, end=clause.end, message=MESSAGE, ask=ask)
    for found in account.finds(SO_THINKING):
        acting = [
            clause
            for clause in account.clauses
            if clause.end <= found.start() and clause.lemma not in FINDING
        ]
        if acting and acting[-1].who in INDIVIDUAL - {Who.YOU}:
            ask = "what was that expectation based on?"
            yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ask)
    for text in (MOTIVE, NOT_KNOWING):
        yield from told(account, text, MESSAGE, "what did they say it rested on?")
    for found in account.finds(PLAIN):
        ask = "what showed the context at that moment?"
        yield Hit(start=found.start(), end=found.end(), message=MESSAGE, ask=ask)


RULE = Rule(
    code="UB110",
    name="mind_reading",
    level=Level.WARN,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "convinced",
        "adamant",
        "persuaded",
        "certain",
        "wrongly",
        "incorrectly",
        "mistakenly",
        "falsely",
        "erroneously",
        "must ",
        "may have",
        "might have",
        "to have",
        "hid ",
        "conceal",
        "buried",
        "covered up",
        "swept",
        "than",
        "want",
        "figured",
        "thought",
        "assumed",
        "hoped",
        "reckoned",
        "bet ",
        "believed",
        "guessed",
        "counted on",
        "care",
        "tried to",
        "unaware",
        "oblivious",
        "not ",
        "thinking",
        "believing",
        "assuming",
        "impression",
        "seem",
        "appear",
        *FAULT_CUE,
        "aware",
        "afraid",
        "scared",
        "desperate",
        "reluctant",
        "unwilling",
    ),
    flag=(
        "He thought he was on the test system.",
        "The operator was convinced that it was the network.",
        "The author ignored the alert, thinking it would clear.",
        "They assumed it would be fine.",
        "She clearly didn't care about staging.",
        "The team wanted to hit the deadline at any cost.",
        "He thought he knew better.",
        "Ops was afraid to roll back.",
    ),
    ok=(
        "Anna assumed the role of incident lead.",
        "The support team was not aware of the deployment.",
        "The scheduler assumes clocks are synchronised.",
        "The client wants HTTP/2.",
        "In the interview a responder said they expected the lag to clear.",
        "The health checker was unaware of the targets.",
    ),
    find=find,
    ask=ASK,
)
