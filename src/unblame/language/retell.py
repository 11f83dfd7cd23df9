"""One clause told without the one who acts: what happened, or did not happen, to which thing."""

import copy
import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from unblame.language.clause import Clause
from unblame.language.closed import BE, BOUNDARIES, DETERMINERS, DO, FUSED, HAVE, MODAL, NOT
from unblame.language.lexicon import IRREGULAR, idioms, participle, past, third, verb_forms, words
from unblame.language.phrase import attached, noun_phrase, object_tokens, plural
from unblame.language.token import Token
from unblame.text import late

WITHIN = words("wordings", "within")
PLAIN_IDIOMS = words("wordings", "plain_idioms")
NOT_ANY = {
    "someone": "nobody",
    "somebody": "nobody",
    "anyone": "nobody",
    "anybody": "nobody",
    "something": "nothing",
    "anything": "nothing",
}
_MORE = late(
    r"\bthan (?:we|they|he|she|i|it|usual)\b|\band (?:then |also |instead )?(?:\w{3,}ed|run|done|made|put|set|built|kept|taken|given|gone|sent|told)\b"
)
_OF_THE_NOUN = late(
    r"\s*,\s*(?:which|that) (?:\w+ly )?(?!(?:in turn |then |also )?(?:caus|le[da]|meant|mean|broke|break|took|take|made|make|brought|bring|trigger|result|rolled|cost|delay|forc|allow|let|left|prevent|mask|hid)\w*)"
)
NO_ONE = ("nobody", "no one", "no-one", "neither", "none of")
NOTHING = frozenset(["take", "make", "pay", "give"])
UNTOLD = frozenset(["double", "have", "be", "do", "get", "let", "want", "care", "bother", "go"])
UNPASSIVE = frozenset(
    ["cause", "cost", "become", "seem", "remain", "lead", "result", "come", "end"]
)
GONE_WITHOUT = frozenset(["skip", "bypass", "ignore", "omit", "override", "disregard", "overrule"])
SET_ASIDE = frozenset(["ignore", "disregard", "dismiss"])
LEFT_UNDONE = frozenset(["fail", "forget", "neglect", "omit", "bother", "refuse", "decline"])
OUGHT = frozenset(["should", "should've", "shouldn't", "ought"])
KEPT = words("closed", "kept")


class Told(Struct, frozen=True):
    """What stands instead of a clause, from where the clause starts to `end`."""

    end: int
    text: str


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
    return next(_ways(_Act(clause, verb, lemma, negate, beside)), None)


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


class _Act(Struct, frozen=True):
    clause: Clause
    verb: int
    lemma: str
    negate: bool
    beside: tuple[str, ...]

    @property
    def after(self) -> tuple[Token, ...]:
        return self.clause.account.tokens[self.verb + 1 :]

    @property
    def low(self) -> tuple[str, ...]:
        return tuple(token.low for token in self.after[:8])


def _ways(act: _Act) -> Iterator[Told]:
    for way in (
        _let,
        _nothing,
        _unanswered,
        _went_wrong,
        _broke,
        _assumed,
        _overlooked,
        _considered,
        _apparent,
        _unmet,
        _untold,
        _of_object,
        _nominal,
    ):
        told = way(act)
        if told is not None:
            yield told


def _let(act: _Act) -> Told | None:
    """`let the certificate expire` becomes `the certificate expired`."""
    if act.lemma != "let" or act.negate:
        return None
    found = object_tokens(act.clause, act.verb)
    if len(found) > 1 and found[-1].low in words("wordings", "happens"):
        found, verb = found[:-1], found[-1]
    elif found and len(found) < len(act.after):
        verb = act.after[len(found)]
    else:
        return None
    if found[-1].low in DETERMINERS or not verb.low.isalpha() or _preposition(verb):
        return None
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None or verb.low in {"him", "her", "them", "be", "that"}:
        return None
    return Told(verb.end, f"{phrase} {past(verb.low)}")


def _nothing(act: _Act) -> Told | None:
    """`did nothing` becomes `nothing was done`; `told nobody` becomes `nobody was told`."""
    words_for = {
        "do": "nothing",
        "say": "nothing",
        "tell": "nobody",
        "inform": "nobody",
        "ask": "nobody",
    }
    if act.negate or act.low[:1] != (words_for.get(act.lemma, "-"),):
        return None
    return Told(
        act.after[0].end, f"{act.low[0]} {_be(act.clause, False, False)} {_participle(act)}"
    )


def _unanswered(act: _Act) -> Told | None:
    """`slept through two pages` becomes `two pages went unanswered`."""
    blind = act.low[:4] == ("a", "blind", "eye", "to")
    through = act.lemma == "sleep" and act.low[:1] == ("through",)
    if act.lemma in SET_ASIDE and not act.negate:
        found = object_tokens(act.clause, act.verb)
        called = bool(found) and found[-1].low in {
            "pager",
            "page",
            "pages",
            "call",
            "calls",
            "phone",
        }
        phrase = noun_phrase(act.clause.account.text, found) if called else None
        if phrase is not None:
            return Told(
                found[-1].end, f"{phrase} {_tensed(act.clause, 'go', plural(found))} unanswered"
            )
    if act.negate or (not through and not (act.lemma == "turn" and blind)):
        return None
    found = object_tokens(act.clause, act.verb + (1 if through else 4))
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    if through:
        return Told(
            found[-1].end, f"{phrase} {_tensed(act.clause, 'go', plural(found))} unanswered"
        )
    return Told(found[-1].end, f"{phrase} {_be(act.clause, plural(found), True)} acted on")


def _by_doing(act: _Act, found: tuple[Token, ...]) -> bool:
    """Whether the means follows the object, which only a passive can take: `by rebooting it`."""
    return bool(re.match(r"\s*by \w+ing\b", act.clause.account.low[found[-1].end :]))


def _went_wrong(act: _Act) -> Told | None:
    """`botched the rollback` becomes `the rollback went wrong`."""
    phrasal = act.lemma in {"screw", "mess"}
    if act.negate or not (phrasal or act.lemma in words("wordings", "goes_wrong")):
        return None
    up = phrasal and act.low[:1] == ("up",)
    found = object_tokens(act.clause, act.verb + 1 if up else act.verb)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    end = found[-1].end
    if phrasal and not up:
        mark = act.after[len(found)] if len(found) < len(act.after) else found[-1]
        if mark.low != "up":
            return None
        end = mark.end
    many, head = plural(found), found[-1].low
    doing = head in words("wordings", "activity") or head.endswith(("tion", "ing", "ment", "over"))
    if doing:
        return Told(end, f"{phrase} {_tensed(act.clause, 'go', many)} wrong")
    return Told(end, f"{phrase} {_tensed(act.clause, 'end', many)} up wrong")


def _broke(act: _Act) -> Told | None:
    """`broke the build` becomes `the build broke`."""
    if act.lemma not in {"break", "crash"} or act.negate:
        return None
    found = object_tokens(act.clause, act.verb)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None or found[-1].low in words("wordings", "rules"):
        return None
    if _by_doing(act, found):
        return None
    mark = "".join(f" {word}" for word in act.beside)
    if mark:
        return None
    return Told(found[-1].end, f"{phrase} {_tensed(act.clause, act.lemma, plural(found))}")


def _apparent(act: _Act) -> Told | None:
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
        and _preposition(act.after[0])
        and "that" in act.low[1:5]
        and act.negate
    ):
        joined = bare = True
    seeing = act.negate and act.lemma in words("wordings", "apparent")
    if act.lemma in WITHIN:
        return None
    if act.low[:1] == ("that",) and act.low[1:2] and act.low[1] in {"job", "time"}:
        return None
    verb = "known" if seeing else _participle(act)
    be = _be(act.clause, False, act.negate)
    marks = "".join(f" {word}" for word in act.beside)
    text = f"it {be}{marks} {verb}{' that' if bare and not joined else ''}"
    return Told(act.clause.account.tokens[act.verb].end, text)


def _assumed(act: _Act) -> Told | None:
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
    be = "is" if _present(act.clause) else "was"
    what = f"{'mistaken ' if wrong else ''}{noun[act.lemma]}"
    end = act.clause.account.tokens[act.verb + 1 if joined else act.verb].end
    return Told(end, f"the {what} {be} that")


def _overlooked(act: _Act) -> Told | None:
    """`forgot that events were filtered` becomes `it was not taken into account that …`."""
    if act.lemma != "forget" or act.negate or act.low[:1] not in {("that",), ("about",)}:
        return None
    stop = act.clause.account.tokens[act.verb + 1].end
    if act.low[0] == "that":
        return Told(stop, f"it {_be(act.clause, False, True)} taken into account that")
    found = object_tokens(act.clause, act.verb + 1)
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    be = _be(act.clause, plural(found), True)
    return Told(found[-1].end, f"{phrase} {be} taken into account")


def _considered(act: _Act) -> Told | None:
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
        found[-1].end, f"{phrase} {_be(act.clause, plural(found), True)} taken into account"
    )


def _clause_follows(act: _Act) -> bool:
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
        if not token.word or low in BOUNDARIES or (not index and _preposition(token)):
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


def _only_noun(act: _Act, index: int) -> bool:
    """Whether nothing follows a word that could be a verb: `the old backups`."""
    after = act.after[index + 1 : index + 2]
    return (
        not after
        or not after[0].word
        or (verb_forms().get(act.low[index], ("", ""))[1] == "third" and _preposition(after[0]))
    )


def _unmet(act: _Act) -> Told | None:
    """`ignored three alerts` becomes `three alerts were not acted on`."""
    if act.negate:
        return None
    if act.lemma in SET_ASIDE | {"violate", "breach", "break"}:
        found = object_tokens(act.clause, act.verb)
        rule = bool(found) and found[-1].low in words("wordings", "rules")
        if found and re.match(
            r"\s*as (?!they|it|we|he|she|the|there|these|this|i\b)",
            act.clause.account.low[found[-1].end :],
        ):
            return None
        if act.lemma in {"violate", "breach", "break"}:
            return _passive(act, _kept(found), negate=True) if rule else None
        return _passive(act, _kept(found) if rule else "acted on", negate=True)
    if act.lemma in words("wordings", "not_noticed"):
        found = object_tokens(act.clause, act.verb)
        signal = bool(found) and found[-1].low.removesuffix("s") in words("wordings", "signals")
        seen = signal or act.lemma == "overlook"
        return _passive(act, "noticed" if seen else "missed", negate=seen)
    if act.lemma == "waste":
        return _passive(act, "spent", negate=False)
    if act.lemma == "neglect":
        return _passive(act, "kept up", negate=True)
    if act.lemma in {"forget", "omit"}:
        return _passive(act, "left out", negate=False)
    return None


def _untold(act: _Act) -> Told | None:
    """`did not tell support about it` becomes `support was not told about it`."""
    if act.lemma not in words("wordings", "tell"):
        return None
    tokens = act.after
    if not tokens:
        return None
    be, done = _be(act.clause, True, act.negate), _participle(act)
    if tokens[0].low == "us":
        return Told(tokens[0].end, f"we {be} {done}")
    if tokens[0].low in {"anyone", "anybody"} and act.negate:
        return Told(tokens[0].end, f"nobody {_be(act.clause, False, False)} {done}")
    if tokens[0].low in {"nobody", "no"}:
        return None
    found = object_tokens(act.clause, act.verb)
    second = [at for at, token in enumerate(found) if at and token.low in DETERMINERS]
    found = found[: second[0]] if second else found
    phrase = noun_phrase(act.clause.account.text, found)
    if phrase is None:
        return None
    return Told(found[-1].end, f"{phrase} {_be(act.clause, plural(found), act.negate)} {done}")


def _of_object(act: _Act) -> Told | None:
    if act.lemma in UNTOLD | UNPASSIVE | WITHIN:
        return None
    if act.lemma == "follow" and act.negate:
        found = object_tokens(act.clause, act.verb)
        return _passive(act, _kept(found), negate=True) if found else None
    return _passive(act, None, negate=act.negate)


def _kept(found: tuple[Token, ...]) -> str:
    """Return what is done with a step, a checklist or a rule that is kept to."""
    low = {token.low for token in found}
    if low & {"step", "steps"}:
        return "performed"
    return "worked through" if low & words("wordings", "listed") else "observed"


def _nominal(act: _Act) -> Told | None:
    """`failed to escalate` becomes `there was no escalation`."""
    noun = _pairs("nominal").get(act.lemma)
    if noun is None:
        return None
    end = act.verb
    particle = {"follow": "up", "roll": "back", "back": "up", "fail": "over", "hand": "over"}
    if act.lemma in particle:
        if act.low[:1] != (particle[act.lemma],):
            return None
        end += 1
    follows = act.clause.account.tokens[end + 1 : end + 2]
    if follows and follows[0].word and not _preposition(follows[0]):
        return None
    be = "had been" if "had" in act.clause.words and not act.clause.modal else "was"
    stop = act.clause.account.tokens[end].end
    marks = "".join(f" {word}" for word in act.beside)
    if act.negate and act.lemma == "ask":
        return Told(stop, f"nobody {be}{marks} asked")
    if act.negate:
        return Told(stop, f"there {be}{marks} no {noun}")
    if act.lemma not in {"deploy", "ship", "roll", "fail", "reboot", "restart"}:
        return None
    return Told(stop, f"a {noun} took place") if not marks else None


def _preposition(token: Token) -> bool:
    return token.low in words("closed", "prepositions") | words("closed", "object_stops")


def _passive(act: _Act, done: str | None, *, negate: bool) -> Told | None:
    """Return the object as the subject of a passive."""
    clause, account = act.clause, act.clause.account
    verb, particle = _particle(act)
    found = object_tokens(clause, verb)
    marks = "".join(f" {word}" for word in act.beside)
    if negate and len(found) == 1 and found[0].low in NOT_ANY:
        follows = clause.account.tokens[verb + 2 : verb + 3]
        if follows and follows[0].low in {"from", "in", "on", "else", "at"}:
            return None
        who = NOT_ANY[found[0].low]
        told = f"{who} {_be(clause, False, False)}{marks} {done or _participle(act)}{particle}"
        return Told(found[0].end, told)
    if negate and not found and act.lemma in {"notice", "see", "spot", "realize", "realise"}:
        stop = clause.account.tokens[verb].end
        return Told(stop, f"this {_be(clause, False, True)}{marks} noticed")
    if done in {"acted on", "noticed", "observed", "worked through"} or act.lemma in words(
        "wordings", "noticing"
    ):
        found = attached(clause, found, act.lemma, wide=True)
    else:
        found = attached(clause, found, act.lemma, wide=False)
    phrase = noun_phrase(account.text, found)
    if phrase is None or re.match(r"\s*,?\s*(?:who|whose|whom)\b", account.low[found[-1].end :]):
        return None
    if re.match(r"\s*(?:that|which)\b", account.low[found[-1].end :]) or _OF_THE_NOUN.match(
        account.low, found[-1].end
    ):
        return None
    many = plural(found)
    turned = negate and not act.negate
    be = (
        f"{_be(clause, many, negate=False)}{marks} not"
        if turned
        else f"{_be(clause, many, negate)}{marks}"
    )
    text = f"{phrase} {be} {done or _participle(act)}{particle}"
    article = re.match(r"(?:an?|any) ", text, re.IGNORECASE)
    if negate and article and not turned:
        text = re.sub(r" (?:not|never) ", " ", f"no {text[article.end() :]}", count=1)
    return Told(found[-1].end, lower_article(text))


def _particle(act: _Act) -> tuple[int, str]:
    """Return the token that the object follows, and what the participle takes along."""
    low = act.low
    of = _pairs("look_at").get(act.lemma, "").split("/")
    if act.negate and low[:1] and low[0] in of:
        return act.verb + 1, f" {low[0]}"
    marks = words("wordings", "particles")
    if act.lemma in {"turn", "switch", "sign", "leave", "log"}:
        marks = marks | words("wordings", "wide_particles")
    if len(low) > 1 and low[0] in marks and act.after[1].word:
        starts = low[1] in DETERMINERS or not _preposition(act.after[1])
        if starts:
            return act.verb + 1, f" {low[0]}"
    return act.verb, ""


def _participle(act: _Act) -> str:
    token = act.clause.account.tokens[act.verb].low
    if token.endswith("ed") and act.lemma not in IRREGULAR and token not in {"need", "speed"}:
        return token
    return participle(act.lemma)


def _be(clause: Clause, many: bool, negate: bool) -> str:
    group = _group(clause)
    mark = (" never" if "never" in group else " not") if negate else ""
    if clause.have and not clause.modal:
        past_perfect = bool(group & {"had", "hadn't", "he'd", "she'd", "they'd", "we'd", "i'd"})
        have = "had" if past_perfect else "have" if many else "has"
        return f"{have}{mark} been"
    if _present(clause):
        return f"{'are' if many else 'is'}{mark}"
    return f"{'were' if many else 'was'}{mark}"


def _tensed(clause: Clause, lemma: str, many: bool) -> str:
    group = _group(clause)
    if clause.have and not clause.modal:
        have = "had" if "had" in group else "have" if many else "has"
        return f"{have} {participle(lemma)}"
    if _present(clause):
        return lemma if many else third(lemma)
    return past(lemma)


def _present(clause: Clause) -> bool:
    if clause.modal or clause.have:
        return False
    group = _group(clause)
    if group & {"did", "didn't"}:
        return False
    if group & {"do", "does", "don't", "doesn't"}:
        return True
    return clause.form == "third"


def _group(clause: Clause) -> set[str]:
    start = clause.subject[1] + 1 if clause.subject and not clause.inherited else clause.first
    tokens = clause.account.tokens
    return {token.low for token in tokens[max(start, clause.first - 3) : clause.last + 1]}


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
        if low in BE | HAVE | DO | MODAL | NOT | FUSED | words("wordings", "own_colour"):
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


def lower_article(text: str) -> str:
    """Return a wording with its first word in lower case where that is no name."""
    first = text.split(" ", 1)[0]
    small = {
        "The",
        "A",
        "An",
        "This",
        "It",
        "No",
        "There",
        "That",
        "These",
        "Those",
        "We",
        "Nobody",
    }
    return text[:1].lower() + text[1:] if first in small else text


@cache
def _pairs(section: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in words("wordings", section))
