"""One clause told without the one who acts: what happened, or did not happen, to which thing."""

import copy
import re
from collections.abc import Iterator

from unblame.language.act import Act, Told
from unblame.language.belief import apparent, assumed, considered, overlooked
from unblame.language.clause import Clause
from unblame.language.closed import BE, DO, FUSED, HAVE, MODAL, NOT
from unblame.language.fits import fits
from unblame.language.lexicon import idioms, words
from unblame.language.outcome import broke, let, nothing, unanswered, went_wrong
from unblame.language.passive import given, nominal, of_object, unmet, untold
from unblame.text import late

PLAIN_IDIOMS = words("wordings", "plain_idioms")
_MORE = late(
    r"\bthan (?:we|they|he|she|i|it|usual)\b|\band (?:then |also |instead )?(?:\w{3,}ed|run|done|made|put|set|built|kept|taken|given|gone|sent|told)\b"
)
NO_ONE = ("nobody", "no one", "no-one", "neither", "none of")
NOTHING = frozenset(["take", "make", "pay", "give"])
GONE_WITHOUT = frozenset(["skip", "bypass", "ignore", "omit", "override", "disregard", "overrule"])
LEFT_UNDONE = frozenset(["fail", "forget", "neglect", "omit", "bother", "refuse", "decline"])
OUGHT = frozenset(["should", "should've", "shouldn't", "ought"])
KEPT = words("closed", "kept")


def retold(
    clause: Clause, verb: int, lemma: str, *, negate: bool, simple: bool = False
) -> Told | None:
    """Return a clause with the verb at token `verb` told of its object, or None.

    `simple` tells it in the simple past, whatever tense it stands in.
    """
    if not lemma.replace("-", "").isalpha() or clause.form == "gerund":
        return None
    if simple:
        clause = copy.copy(clause)
        clause.have = False
    beside = _beside(clause)
    if clause.modal and beside and set(beside) & words("wordings", "certain"):
        return None
    if clause.modal and re.search(
        r"\bwould(?:n't)?(?: not)? have\b", clause.account.low[clause.end :]
    ):
        return None
    if clause.modal and _MORE.search(clause.account.low[clause.end :]):
        return None
    if beside is None or _idiom(clause, lemma):
        return None
    told = next(_ways(Act(clause, verb, lemma, negate, beside)), None)
    return told if told is not None and fits(clause, told.end) else None


def natural(clause: Clause, *, imagined: bool = False, positive: bool = False) -> Told | None:
    """Return a clause as what happened or did not; `positive` tells what was left undone as done."""
    found = act_of(clause, imagined=imagined)
    if found is None:
        return None
    verb, lemma, negate = found
    return retold(clause, verb, lemma, negate=negate and not positive, simple=imagined)


def act_of(clause: Clause, *, imagined: bool = False) -> tuple[int, str, bool] | None:
    """Return the token of the verb that tells the act, its lemma, and whether it was left undone."""
    if clause.passive or clause.lemma in {"be", "have"}:
        return None
    nobody = clause.subject_text.lower().startswith(NO_ONE)
    if imagined:
        return clause.last, clause.lemma, not clause.negated
    if clause.modal:
        could = clause.modal.startswith("could") and not clause.negated
        if not clause.have or not (could or clause.modal in OUGHT):
            return None
        return clause.last, clause.lemma, not clause.negated
    if clause.lemma in LEFT_UNDONE and clause.following[:1] in {("to",), ("2",)}:
        verb = clause.last + 2
        tokens = clause.account.tokens
        if verb >= len(tokens) or (clause.negated and clause.lemma != "bother"):
            return None
        return verb, tokens[verb].low, True
    if clause.lemma == "bother":
        return None
    if clause.lemma in {"decide", "choose", "opt"} and clause.following[:1] == ("to",):
        verb = clause.last + 2
        tokens = clause.account.tokens
        skips = verb < len(tokens) and tokens[verb].low in GONE_WITHOUT and not clause.negated
        return (verb, tokens[verb].low, False) if skips else None
    return clause.last, clause.lemma, clause.negated or nobody


def _ways(act: Act) -> Iterator[Told]:
    for way in (
        let,
        nothing,
        unanswered,
        went_wrong,
        broke,
        assumed,
        overlooked,
        considered,
        apparent,
        unmet,
        untold,
        given,
        of_object,
        nominal,
    ):
        told = way(act)
        if told is not None:
            yield told


def _beside(clause: Clause) -> tuple[str, ...] | None:
    """Return what stands beside the verb of manner or certainty, or None where more stands there."""
    tokens = clause.account.tokens
    start = clause.first
    if clause.subject is not None and not clause.inherited:
        start = clause.subject[1] + 1
    else:
        while start and tokens[start - 1].low in KEPT | words("wordings", "own_colour"):
            start -= 1
    kept: list[str] = []
    for token in tokens[start : clause.last]:
        low = token.low
        if low == "both" or low in BE | HAVE | DO | MODAL | NOT | FUSED | words(
            "wordings", "own_colour"
        ):
            continue
        if low in KEPT | words("wordings", "beside_verb") or (low.endswith("ly") and len(low) > 4):
            kept.append(low)
        elif low not in {"to", "at", "least", "been"}:
            return None
    return tuple(kept)


def _idiom(clause: Clause, lemma: str) -> bool:
    """Whether a verb is part of a set phrase, which has no passive."""
    if lemma in PLAIN_IDIOMS or (lemma in NOTHING and clause.following[:1] == ("no",)):
        return False
    text = " ".join(clause.following[:9])
    return any(follows.match(text) for _, follows in idioms().get(lemma, ()))
