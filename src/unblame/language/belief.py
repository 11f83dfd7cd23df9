"""What somebody knew, assumed or overlooked, told of what there was to know."""

from unblame.language.act import WITHIN, Act, Told, done_of, preposition
from unblame.language.attach import attached
from unblame.language.closed import BE, BOUNDARIES, DETERMINERS, HAVE, MODAL
from unblame.language.lexicon import verb_forms, words
from unblame.language.phrase import noun_phrase, object_tokens, plural
from unblame.language.tense import be_for, present


def apparent(act: Act) -> Told | None:
    """`did not realise that` becomes `it was not apparent that`; `check whether` likewise."""
    if act.lemma in words("wordings", "tell"):
        return None
    joined = act.low[:1] and act.low[0] in {"that", "whether", "how", "why", "if"}
    bare = not joined and _clause_follows(act)
    if not joined and not bare:
        return None
    if (
        not joined
        and act.low
        and preposition(act.after[0])
        and "that" in act.low[1:5]
        and act.negate
    ):
        joined = bare = True
    seeing = act.negate and act.lemma in words("wordings", "apparent")
    if act.lemma in WITHIN or (not act.negate and act.lemma in words("wordings", "apparent")):
        return None
    if act.low[:1] == ("that",) and act.low[1:2] and act.low[1] in {"job", "time"}:
        return None
    verb = "known" if seeing else done_of(act)
    be = be_for(act.clause, False, act.negate)
    marks = "".join(f" {word}" for word in act.beside)
    text = f"it {be}{marks} {verb}{' that' if bare and not joined else ''}"
    return Told(act.clause.account.tokens[act.verb].end, text)


def assumed(act: Act) -> Told | None:
    """`assumed that it was a drill` becomes `the assumption was that it was a drill`."""
    noun = {
        "assume": "assumption",
        "presume": "assumption",
        "think": "expectation",
        "believe": "expectation",
    }
    if act.lemma not in noun or act.negate:
        return None
    joined = act.low[:1] == ("that",)
    if not joined and not _clause_follows(act):
        return None
    wrong = {"wrongly", "mistakenly", "incorrectly", "erroneously", "falsely"} & set(act.beside)
    if len(act.beside) > len(wrong):
        return None
    be = "is" if present(act.clause) else "was"
    what = f"{'mistaken ' if wrong else ''}{noun[act.lemma]}"
    end = act.clause.account.tokens[act.verb + 1 if joined else act.verb].end
    return Told(end, f"the {what} {be} that")


def overlooked(act: Act) -> Told | None:
    """`forgot that events were filtered` becomes `it was not taken into account that …`."""
    if act.lemma != "forget" or act.negate or act.low[:1] not in {("that",), ("about",)}:
        return None
    stop = act.clause.account.tokens[act.verb + 1].end
    if act.low[0] == "that":
        return Told(stop, f"it {be_for(act.clause, False, True)} taken into account that")
    found = object_tokens(act.clause, act.verb + 1)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    be = be_for(act.clause, plural(found), True)
    return Told(found[-1].end, f"{phrase} {be} taken into account")


def considered(act: Act) -> Told | None:
    """`did not think about time zones` becomes `time zones were not taken into account`."""
    about = act.lemma == "think" and act.low[:1] in {("about",), ("of",)}
    if not act.negate or not (about or act.lemma == "consider"):
        return None
    verb = act.verb + 1 if about else act.verb
    found = attached(act.clause, object_tokens(act.clause, verb), act.lemma, wide=False)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    return Told(
        found[-1].end, f"{phrase} {be_for(act.clause, plural(found), True)} taken into account"
    )


def _clause_follows(act: Act) -> bool:
    """Whether a clause with its own verb follows at once: `realise the flag was global`."""
    within = {
        "check",
        "verify",
        "ensure",
        "confirm",
        "notice",
        "see",
        "assume",
        "presume",
        "think",
        "believe",
    }
    if act.lemma not in words("wordings", "apparent") | within:
        return False
    for index, low in enumerate(act.low):
        token = act.after[index]
        if not token.word or low in BOUNDARIES or (not index and preposition(token)):
            return False
        form = verb_forms().get(low, ("", ""))
        if low in BE | HAVE | MODAL | {"did", "didn't", "does", "doesn't"}:
            return index > 0
        ends = low.endswith("ed") and low not in {"need", "failed", "shared", "related"}
        if index > 1 and ((form[1] in {"third", "past"} and form[0] != low) or ends):
            return act.low[index - 1] not in DETERMINERS and not _only_noun(act, index)
        if index == 1 and form[1] == "third" and act.low[0] in {"it", "this", "everything"}:
            return True
    return False


def _only_noun(act: Act, index: int) -> bool:
    """Whether nothing follows a word that could be a verb: `the old backups`."""
    after = act.after[index + 1 : index + 2]
    return (
        not after
        or not after[0].word
        or (verb_forms().get(act.low[index], ("", ""))[1] == "third" and preposition(after[0]))
    )
