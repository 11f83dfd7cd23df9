"""What is said to have gone on in somebody: a state, a belief, an indifference."""

import re

from unblame.language.clause import Clause
from unblame.language.held import told
from unblame.language.lexicon import words
from unblame.language.who import INDIVIDUAL, Who
from unblame.text import late

BELIEVED = late(
    r"\b(?:knew better|(?:would|will|should) be (?:fine|ok|okay|safe|enough|harmless)|was (?:fine|ok|safe|harmless|enough)|didn't matter|"
    r"only|instead|actually|in fact|nobody|no one|harmless)\b"
)
I_WAS = late(r"^(?:that )?i (?:was|were)\b")
OF_ONESELF = late(
    r"^(?:that )?(?:he|she|they|i) (?:\w+ )?(?:was|were|had|'d|knew)\b(?! (?:found|fixed|solved|seen|spotted|identified))"
)
GUESSED = late(
    r"\b(?:cause\w*|trigger\w*|problem|issue|related|due|because|culprit|bug|regression|fix\w*|might|may|could)\b"
)
THE_WORKINGS = late(
    r"^(?:that )?(?:the|this|that|it|these|those|an?|all|its|his|her|their|no|ʘ+|[\w-]+) (?:[\w.ʘ'-]+ ){0,4}?(?:was|were|would|had|did|ensured|only|meant|pointed|came|belonged|contained|worked|took|affected|touched|applied|included|covered)\b"
)
FINE = late(r"\b(?:would|should|will|was) (?:\w+ )?(?:be )?(?:fine|ok|okay|safe|harmless|enough)\b")
TAKEN_ON = late(
    r"^(?:[\w-]+ ){0,5}?(?:roles?|responsibility|responsibilities|command|control|duties|lead|leadership|ownership|position|charge)\b"
)
KNOWN = late(
    r"^(?:of|about|that|how|what|which|where|when|whether|the|it|this|enough|anything|better)\b"
)
WRONGLY = words("verdicts", "by_mistake") | {
    "falsely",
    "naively",
    "blindly",
}
ABLE = frozenset(
    ["careful", "qualified", "competent", "thorough", "experienced", "diligent", "attentive"]
)
KNOWING = frozenset(["familiar", "aware", "trained"])
STATE_BEFORE = words("closed", "state_before")


def in_state(clause: Clause) -> bool:
    """Whether a clause says that somebody was careless, unaware, not able."""
    if clause.lemma not in {"be", "seem"} and clause.form != "gerund":
        return False
    if clause.be and clause.lemma == "think" and clause.negated:
        return True
    if clause.lemma == "be" and clause.negated and clause.who is not Who.OURS:
        able = ABLE | KNOWING if clause.who in INDIVIDUAL else ABLE
        return bool(set(clause.following[:2]) & able)
    if clause.lemma != "be" or clause.negated:
        return False
    bad = words("verdicts", "state")
    for word in clause.following[:4]:
        if word in bad:
            soft = word in {"wrong", "slow", "unfamiliar", "confused"}
            return not (soft and clause.who in {Who.OURS, Who.TEAM, Who.THEY, Who.SELF})
        if word not in STATE_BEFORE and not word.endswith("ly"):
            return False
    return False


def reads_mind(clause: Clause) -> bool:
    """Whether a clause says what somebody believed or did not care about."""
    if clause.negated and clause.lemma == "care":
        return True
    believed = clause.lemma in {"think", "believe"} and clause.form == "past"
    text = " ".join(clause.following[:10])
    if clause.who is Who.SELF and believed and not clause.negated:
        return bool(FINE.search(text) or I_WAS.search(text))
    if clause.who is Who.OURS and clause.lemma in {"assume", "presume"}:
        return bool(WRONGLY & clause.adverbs) and not clause.negated
    if clause.who in {Who.SELF, Who.OURS, Who.YOU}:
        return False
    if clause.negated:
        alone = clause.who in INDIVIDUAL and not clause.modal and "did" in " ".join(clause.words)
        return alone and clause.lemma == "know" and bool(KNOWN.match(" ".join(clause.following)))
    if clause.lemma == "figure":
        return told(clause) and clause.following[:1] != ("out",)
    if clause.lemma in {"assume", "presume"}:
        return not TAKEN_ON.search(text) and clause.following[:1] != ("nothing",)
    if clause.lemma in {"think", "believe"} and clause.form == "past":
        alone = clause.who in {Who.PERSON, Who.ROLE, Who.PSEUDONYM, Who.PRONOUN}
        workings = alone and bool(THE_WORKINGS.search(text)) and not GUESSED.search(text)
        mistaken = workings or bool(OF_ONESELF.search(text))
        people = clause.who in INDIVIDUAL | {Who.THEY, Who.SOMEONE}
        return people and bool(BELIEVED.search(text) or mistaken)
    return clause.lemma == "want" and bool(re.search(r"\bat any cost|\bat all costs", text))
