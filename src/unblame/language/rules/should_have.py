"""A past that did not happen is held against somebody.

What it notices
---------------
`should have`, `ought to have`, `could have` and `had she …` with people as the subject, and a duty
held against them: `was supposed to … but`, `it was up to them to …`.

Why it matters
--------------
It compares the day with a day that nobody had, and says nothing about why the acts made sense.

Say instead
-----------
What did happen, with the information at hand, and a requirement under the actions: `The migration
ran without a rehearsal; no staging copy of that size exists.`

When to leave it
----------------
A design expectation of a system (better: `expected`), a present norm, a section on designed behaviour.

Source
------
Dekker on counterfactual reasoning; Bergstrom, Three analytical traps in accident investigation.
"""

from collections.abc import Iterator

from unblame.language.clause import Clause
from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.hits import changed
from unblame.language.lexicon import acts, participle
from unblame.language.people_words import told
from unblame.language.rewrite import ASK_SENSIBLE, should_have
from unblame.language.who import HUMAN, INDIVIDUAL, Who
from unblame.text import late

MESSAGE = "this sentence compares what people did with what did not happen"
NO_SUBJECT = "this sentence compares the past with one that did not happen"
MARKS = late(r"\b(?:should|ought|could|had\b)")
MODALS = frozenset(["should", "should've", "shouldn't", "ought"])
DUTY = (
    r"\b(?:<one>|<group>|someone|somebody) who (?:was|were|had been) (?:supposed|meant|expected) to (?!be )"
    r"|\b(?:<who>) (?:was|were|had been|'d been) (?:meant|supposed|expected|due) to (?!be ).{3,90}?\b(?:but|and yet|yet|instead|however|except)\b"
    r"|\b(?:<who>) had (?:meant|planned|promised|intended|agreed) to .{3,90}?\b(?:but|and yet|yet|however) (?:he |she |they )?(?:then |just |simply )?"
    r"(?:went|left|never|didn't|did not|forgot|skipped|started|ran|pushed|walked|jumped|rebooted|restarted)\b"
)
UP_TO = (
    r"\bit (?:was|had been) (?:up to|the (?:job|duty|task|responsibility) of|on) (?:<one>|<group>) to\b"
    r"|\bit (?:was|had been) (?:his|her|their|your) (?:job|duty|task|responsibility) to\b"
)
ALL_IT_TOOK = (
    r"\ball (?:that )?(?:<who>|you|anyone|anybody) (?:had|needed|ever had) to do (?:was|is)\b"
)
SHOULD_OF = r"\b(?:<who>|i|we|you|(?:the |our )?(?:vendor|supplier|provider)) (?:really |probably |at least )?(?:should|could|would|must)(?:n't| not)? of (?!course)\w+"
QUESTION = r"^\W*why (?:didn't|did not|hadn't|wasn't) (?:anyone|anybody|someone|somebody|<who>)\b|^\W*(?:should|could) (?:<who>|we|i|you) (?:\w+ )?have (?!been)\w+(?:ed|en|id|one|un|ot|ut|aught|een)\b"
BARE = r"^\W*(?:really |probably |we |clearly )?should(?:n't| not| never)?(?:'ve| have) (?!been\b|a\b|an\b|the\b|at\b|no\b)\w+(?:ed|en|id|one|un|ot|ut|aught|een)\b"
PASSED = r"\bshould(?:n't| not| never) have (?:passed (?:the )?(?:review|code review|qa|testing|inspection)|made it (?:past|through|to|into)|got(?:ten)? (?:past|through)|gone (?:out|live|in))\b"
THAN = r"\b(?:than|as|like|which|what) (?!they|them)(?:<who>|we|i|you) (?:really |probably |clearly )?should have\b(?= *(?:[.,;!)]|$))"
THINK = r"\b(?:you'd|you would|one would|we would|i would|i'd) (?:think|expect|hope|assume|hoped|expected|thought) (?:that )?[^.;]{0,60}?(?:<who>) (?:[\w-]+ ){0,4}?(?:would|had|have|knows?|checks?|checked)\b"
OUGHT_TO_KNOW = r"\b(?:i|<who>) (?:\([^()]{1,20}\) )?should (?:really |probably |definitely )?have (?:had )?(?:an? )?(?:much |far )?(?:better|more|greater|stronger|deeper|clearer) (?:grasp|understanding|knowledge|idea|handle|awareness|sense|care|judge?ment|command|communication|discipline)\b"
SHORT = r"\bshould(?:'ve| have) been (?:\w+ )?(?:obvious|clear|apparent|evident|plain) (?:to|from)\b|\b(?:when|where|and|but|which|so) (?:<who>|i|we|you) (?:\w+ )?should have(?=\s*(?:[.,;!)]|$))|\b(?:did not|didn't|never) [^.;:]{2,60}, (?:but|and|although|though) (?:really |probably |definitely )?should have\b"
FROM = r"\b(?:should|ought to)(?: not|n't)? (?:\w+ )?have (?:come|been \w+) (?:from|by) (?:<who>)"
LEFT_OUT = r"\b(?:<who>) (?:did not|didn't|never) [^.;]{2,60}?\b(?:but|although|though|even though|and) (?:really |probably |clearly )?should have\b"
COULD = frozenset(["could", "could've"])
BETTER = late(r"\b(?:hindsight|retrospect|would have)\b")
WHETHER = late(r"\b(?:if|whether|what|which|how) (?:[\w-]+ ){0,8}?[\w-]*$")
AUTOMATIC = late(r"\b(?:automatic\w*|by the|expected|per the|according to)\b")
ATTACK = late(r"\b(?:attackers?|adversar(?:y|ies)|malicious|intruders?|hackers?)\b")
COMPARED = frozenset(["more", "faster", "quicker", "better", "clearer", "stricter"])
FORESEEN = late(r"(?:this|that|it|these|how|what)\b")
WORK = late(
    r"\b(?:verification|testing|tests?|reviews?|care|attention|communication|planning|preparation|checks?|checking|diligence|"
    r"thought|consideration|investigation|analysis|rehearsal|coordination|research|validation|discussion)\b"
)
CHECKED = frozenset(
    [
        "test",
        "review",
        "notice",
        "catch",
        "spot",
        "verify",
        "double-check",
        "anticipate",
        "foresee",
        "escalate",
        "communicate",
        "consult",
        "rehearse",
        "prioritise",
        "prioritize",
        "investigate",
        "inform",
        "warn",
        "realise",
        "realize",
        "recognise",
        "recognize",
        "question",
        "challenge",
        "involve",
    ]
)
RUSHED = frozenset(
    [
        "rush",
        "silence",
        "mute",
        "start",
        "remove",
        "fire",
        "merge",
        "approve",
        "deploy",
        "release",
        "push",
        "ship",
        "run",
        "do",
        "make",
        "change",
        "enable",
        "disable",
        "delete",
        "close",
        "skip",
        "ignore",
        "allow",
        "let",
    ]
)
SLIPS = frozenset(["back", "off", "over", "the", "it", "this", "that", "up", "down", "to", "my"])
BODIES = frozenset(
    [
        "project",
        "committee",
        "board",
        "foundation",
        "organisation",
        "organization",
        "community",
        "government",
        "business",
        "council",
        "regulator",
    ]
)
GIVEN = frozenset(["receive", "see", "get", "have", "be", "hear", "experience"])


def find(account: Account) -> Iterator[Hit]:
    """Yield each counterfactual about people, and as a note those about nobody."""
    if account.under("designed behaviour", "designed behavior"):
        return
    for text in (
        DUTY,
        UP_TO,
        SHOULD_OF,
        ALL_IT_TOOK,
        FROM,
        OUGHT_TO_KNOW,
        SHORT,
        LEFT_OUT,
        THAN,
        QUESTION,
        BARE,
        PASSED,
        THINK,
    ):
        yield from told(account, text, MESSAGE, ASK_SENSIBLE)
    if not MARKS.search(account.low):
        return
    for clause in account.clauses:
        if clause.have and clause.modal in MODALS | COULD:
            yield from _modal(clause)
        elif _inverted(clause):
            yield changed(clause.start, clause.end, MESSAGE, None, ask=ASK_SENSIBLE)


def _modal(clause: Clause) -> Iterator[Hit]:
    if clause.lemma == "have" and clause.form == "past" and "had" not in clause.words:
        return
    could = clause.modal in COULD
    if _not_yet(clause) or (could and _possible(clause)) or _shared_by_all(clause):
        return
    by = clause.agent
    if by is not None and by[0] in HUMAN and clause.modal in MODALS | COULD:
        end = clause.account.tokens[by[2]].end
        yield changed(clause.start, end, MESSAGE, None, ask=ASK_SENSIBLE)
        return
    if could and _of_the_house(clause):
        return
    if (clause.who in HUMAN or _vendor(clause)) and not clause.passive:
        change = should_have(clause) if clause.modal in MODALS else None
        yield changed(clause.start, clause.end, MESSAGE, change, ask=ASK_SENSIBLE)
    elif (
        clause.modal in MODALS
        and clause.passive
        and (clause.who is not Who.SYSTEM or _of_people(clause))
    ):
        ask = "who or what was expected to, and where was that written?"
        level = Level.WARN if _of_people(clause) else Level.NOTE
        yield changed(clause.start, clause.end, NO_SUBJECT, None, ask=ask, level=level)


def _not_yet(clause: Clause) -> bool:
    """Whether no deed of the past is told: `should check`, unless a slip of the pen says so."""
    if clause.form != "base" or _participle(clause.lemma):
        return False
    slip = clause.who in {Who.SELF, Who.PRONOUN} and SLIPS & set(clause.following[:1])
    return not (slip and clause.lemma in acts("change"))


def _possible(clause: Clause) -> bool:
    """Whether `could` says what may have been, and not what was open to somebody."""
    return _exonerates(clause) or (clause.lemma == "be" and not clause.passive)


def _shared_by_all(clause: Clause) -> bool:
    """Whether all of the house are said to need or be given something, which blames nobody."""
    ours = clause.who is Who.OURS
    whole = (
        (ours and not FORESEEN.match(" ".join(clause.following)))
        or clause.who is Who.YOU
        or clause.subject_text.lower() in {"everyone", "everybody"}
    )
    compared = clause.lemma == "be" and COMPARED & set(clause.following[:1])
    if not whole or clause.lemma not in GIVEN or compared:
        return False
    return not (clause.lemma == "have" and ours)


def _of_the_house(clause: Clause) -> bool:
    """Whether `could` is denied, says what followed, or what the house as a whole was able to."""
    if clause.negated or clause.before.endswith(("so", "that")):
        return True
    return clause.who is Who.OURS and not BETTER.search(clause.account.low)


def _exonerates(clause: Clause) -> bool:
    """Whether a clause says that nobody could, or what an attacker could have done."""
    subject = clause.subject_text.lower()
    return subject.startswith(("nobody", "no one", "no-one")) or bool(
        ATTACK.search(clause.account.low)
    )


def _vendor(clause: Clause) -> bool:
    """Whether a vendor is told of as people are: one that should have told, checked or warned."""
    body = clause.head is not None and clause.head.bare in BODIES
    return (clause.who is Who.VENDOR or body) and clause.lemma in acts("diligence") | {"warn"}


def _of_people(clause: Clause) -> bool:
    """Whether a passive is about what only people do, and did or left out."""
    if AUTOMATIC.search(clause.account.low) or WHETHER.search(clause.before):
        return False
    negative = clause.modal == "shouldn't" or clause.negated
    human_work = bool(WORK.search(clause.subject_text.lower()))
    acts_of = {"do", "perform", "take", "give", "make", "carry", "pay", "put"}
    if human_work and clause.lemma in acts_of:
        return True
    return clause.lemma in (RUSHED if negative else CHECKED)


def _participle(lemma: str) -> bool:
    """Whether the plain form of a verb is its participle too: `run`, `set`."""
    return participle(lemma) == lemma


def _inverted(clause: Clause) -> bool:
    """Whether a clause is `Had the engineer read …`, its verb before its subject."""
    if clause.account.tokens[clause.first].low != "had" or clause.subject is None:
        return False
    return clause.subject[0] > clause.first and clause.who in INDIVIDUAL | {
        Who.TEAM,
        Who.THEY,
        Who.SOMEONE,
    }


RULE = Rule(
    code="UB104",
    name="should_have",
    level=Level.BLOCK,
    family=Family.BLAME,
    page=__doc__,
    cues=(
        "why did",
        "why was",
        "why had",
        "would think",
        "'d think",
        "would expect",
        "'d expect",
        "would hope",
        "'d hope",
        "would assume",
        "have thought",
        "have expected",
        "should",
        "ought",
        "could",
        "had ",
        "to do",
        "supposed to",
        "meant to",
        "expected to",
        "was due to",
        "were due to",
        "it was up to",
        "it was on ",
        "it was the",
        "it was his",
        "it was her",
        "it was their",
        "it was your",
        "would of",
        "must of",
    ),
    flag=(
        "The vendor should have told us about the change.",
        "This should have been caught in review.",
        "It should have been picked up by the person on call.",
        "The reviewer did not ask, but should have.",
        "They should have tested the migration first.",
        "Someone ought to have noticed the graph.",
        "We should've rolled back at 10:05.",
        "The reviewer could have caught this.",
        "Had she read the runbook, the outage would have been shorter.",
    ),
    ok=(
        "You should have received a mail with the new address.",
        "The node should have been drained automatically.",
        "The on-call could not have known this.",
        "The disk should have had 200 GB free according to the capacity plan.",
        "Requests should have a timeout.",
        "Should have been fixed in 4.2 per the vendor changelog.",
        "A fallback could have kept reads available.",
        "We do not list who should have done what.",
    ),
    find=find,
    ask=ASK_SENSIBLE,
)
