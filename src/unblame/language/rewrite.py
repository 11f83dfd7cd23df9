"""A wording made from the sentence alone.

Nothing is added: a person gives way to the thing that was changed, never to a false subject, and
everything before and after the replaced span stays as it stands. What no pattern covers gets no
wording.
"""

import re
from collections.abc import Iterator

from unblame.language.act import SET_ASIDE
from unblame.language.asking import (
    ASK_BASIS,
    ASK_CONDITIONS,
    ASK_CONTROL,
    ASK_LET_THROUGH,
    ASK_SENSIBLE,
    ASK_SHOWN,
    ASK_SIGNAL,
    ASK_TOOL,
    ASK_WORK,
)
from unblame.language.clause import Clause
from unblame.language.closed import PREPOSITIONS
from unblame.language.fits import shares_the_doer
from unblame.language.grammar import Account
from unblame.language.lexicon import verb_forms, words
from unblame.language.mend import LEANING, mended
from unblame.language.phrase import object_end
from unblame.language.preserve import keeps
from unblame.language.retell import KEPT, natural
from unblame.language.token import opens
from unblame.language.who import HUMAN, Who
from unblame.text import late

__all__ = [
    "ASK_BASIS",
    "ASK_CONDITIONS",
    "ASK_CONTROL",
    "ASK_LET_THROUGH",
    "ASK_SENSIBLE",
    "ASK_SHOWN",
    "ASK_SIGNAL",
    "ASK_TOOL",
    "ASK_WORK",
    "KEPT",
    "Change",
    "agentless",
    "capitalise",
    "keeps",
    "omission",
    "should_have",
    "without_agent",
    "wordings",
]

Change = tuple[int, int, str]
LONGEST = 2000
_NAMED_THING = late(r"[a-z]+[\w.-]*[\d_A-Z/][\w.-]*|[a-z]+\.[a-z]")
_RELATIVE = late(r"\b(?:that|which|who|whose|to)\b")
_LEAD = frozenset(
    [
        "yet",
        "but",
        "so",
        "still",
        "however",
        "nor",
        "plus",
        "and",
        "then",
        "instead",
        "today",
        "yesterday",
        "meanwhile",
        "later",
    ]
)
_CLEFT = late(r"\bit(?:'s| was| is) (?:actually |really |apparently )?$")


def capitalise(clause: Clause, start: int, text: str) -> str:
    """Return `text` with a capital where it opens a sentence that opened with one."""
    masked = clause.account.masked
    source = clause.account.text[start : start + 1]
    handle = source in "@`" and not masked[:start].strip()
    if opens(masked, start) and (source.isupper() or handle):
        return text if _NAMED_THING.match(text) else text[:1].upper() + text[1:]
    return text


def omission(clause: Clause) -> Change | None:
    """`Ops failed to notice the lag` becomes `The lag was not noticed`."""
    return _change(clause)


def should_have(clause: Clause) -> Change | None:
    """`They should have used the canary` becomes `The canary was not used`."""
    return _change(clause)


def agentless(clause: Clause) -> Change | None:
    """`Nora pushed the bad config` becomes `The bad config was pushed`."""
    return _change(clause)


def without_agent(clause: Clause) -> Change | None:
    """Drop the agent: `The key was deleted by Amina` becomes `The key was deleted`."""
    by = clause.agent
    if by is None or by[0] is Who.NONE or clause.lemma in {"cause", "trigger"}:
        return None
    tokens = clause.account.tokens
    ends = not clause.account.masked[tokens[by[2]].end :].strip(" .!?,;")
    if clause.relative and ends and clause.lemma in {"make", "do", "write", "create", "author"}:
        return None
    start, first, end = clause.start, tokens[by[1]], tokens[by[2]].end
    if re.match(r",? (?:who|whose|and (?:his|her|their))\b|['’]s\b", clause.account.low[end:]):
        return None
    told = clause.account.text[start : first.start].rstrip()
    return start, end, _softened(clause, told)


def _softened(clause: Clause, told: str) -> str:
    """Take the verdict out of a passive: `was ignored` tells as `was not acted on`."""
    tokens = clause.account.tokens
    for token in reversed(tokens[clause.first : clause.last + 1]):
        at = token.start - clause.start
        if token.low in words("wordings", "own_colour") and token.low.endswith("ly"):
            told = told[:at] + told[at + len(token.text) + 1 :]
        elif token is tokens[clause.last] and clause.lemma in SET_ASIDE and not clause.negated:
            told = f"{told[:at]}not acted on{told[at + len(token.text) :]}"
    return told


def wordings(account: Account, start: int, end: int) -> Iterator[Change]:
    """Yield the wordings of each clause of people that a span touches."""
    for clause in account.clauses:
        if clause.start < end and start < max(clause.end, object_end(clause)):
            if clause.passive:
                by = clause.agent
                change = without_agent(clause) if by and by[0] in HUMAN else None
            else:
                change = _change(clause) if clause.who in HUMAN else None
            if change is not None:
                yield change


def _change(clause: Clause) -> Change | None:
    """Return the wording of a clause together with those that share its subject."""
    if clause.subject is None or clause.who is Who.VENDOR or len(clause.account.text) > LONGEST:
        return None
    if clause.relative:
        return _cleft(clause)
    if not _plain_subject(clause) or re.search(r"\b(?:had|did|has|do|does|have)$", clause.before):
        return None
    members = _sharing(clause)
    at = members.index(clause)
    for first in dict.fromkeys((0, at)):
        change = _joined(members, first)
        if change is not None:
            return change
    return None


def _plain_subject(clause: Clause) -> bool:
    """Whether the words before the verb are one noun phrase, with no verb of its own in it."""
    first, last = clause.subject or (0, 0)
    tokens = clause.account.tokens
    opening = verb_forms().get(tokens[first].low, ("", ""))[1]
    if opening in {"past", "participle"} and tokens[first + 1].low in PREPOSITIONS:
        return False
    if tokens[first].low in PREPOSITIONS | {"which", "what", "that"}:
        return False
    inner = tokens[first + 1 : last + 1]
    return last - first < 9 and not any(
        verb_forms().get(token.low, ("", ""))[1] in {"past", "participle", "gerund"}
        and token.low not in words("roles", "role")
        for token in inner
    )


def _sharing(clause: Clause) -> list[Clause]:
    """Return the clauses of one subject: its verb, those that `and` joins to it, those of `he`."""
    account = clause.account
    own = [
        other for other in account.clauses if other.subject == clause.subject and not other.relative
    ]
    leaning = LEANING.get(clause.who, frozenset())
    later = [
        other
        for other in account.clauses
        if other.first > own[-1].first
        and other.subject is not None
        and other.subject_text.lower() in leaning
        and natural(other) is not None
    ]
    return own + later


def _joined(members: list[Clause], first: int) -> Change | None:
    """Return the wording of clauses from number `first` on; those before it stay as they are."""
    account = members[0].account
    text, parts, position = account.text, [], 0
    opens = not members[0].inherited
    if not opens and " who " in account.low[: members[0].start]:
        return None
    start = _opening(members[0]) if opens else _verb_start(members[0])
    imagined = _imagined(members[0]) if opens else None
    if imagined is None and _supposed(members[0]):
        return None
    if len(members) > 1 and any(clause.modal for clause in members):
        return None
    if any(
        clause.inherited and clause.form == "base" and clause.first == clause.last
        for clause in members
    ):
        return None
    if first and (
        members[0].lemma in {"try", "go"} or _RELATIVE.search(text[start : _start(members[first])])
    ):
        return None
    if first:
        parts, position = [text[start : _start(members[first])]], _start(members[first])
        members = members[first:]
    for clause in members:
        told = natural(clause, imagined=imagined is not None)
        if told is None or _start(clause) < position:
            return None
        between = text[position : _start(clause)] if position else ""
        if clause.inherited and _RELATIVE.search(between):
            return None
        mended_between = mended(clause, between)
        if mended_between is None:
            return None
        parts.append(mended_between + told.text)
        position = told.end
    rest = mended(members[0], text[position:])
    if rest is None or shares_the_doer(members[0], position):
        return None
    wording = "".join(parts)
    if rest != text[position:]:
        wording, position = wording + rest, len(text)
    if imagined is not None:
        start = imagined
    return start, position, capitalise(members[0], start, wording) if opens else wording


def _start(clause: Clause) -> int:
    return _verb_start(clause) if clause.inherited else _opening(clause)


def _opening(clause: Clause) -> int:
    """Return where the subject of a clause opens, after a word such as `yet` that joins it."""
    first, last = clause.subject or (clause.first, clause.first)
    tokens = clause.account.tokens
    times = words("wordings", "time_nouns")
    while first < last:
        low, after = tokens[first].low, tokens[first + 1].low
        if low in _LEAD:
            first += 1
        elif low in {"last", "this", "that", "next"} and after in times and first + 1 < last:
            first += 2
        else:
            break
    timed = [at for at in range(first, last) if tokens[at].low in {"ago", "later", "earlier", ","}]
    return tokens[timed[-1] + 1 if timed else first].start


def _supposed(clause: Clause) -> bool:
    """Whether a clause tells what would have been, after `if`."""
    return (
        clause.before.endswith(" if")
        or clause.before == "if"
        or clause.subject_text.lower().startswith("only ")
    )


def _verb_start(clause: Clause) -> int:
    """Return where the verb of a clause starts, with the adverbs before it."""
    tokens, first = clause.account.tokens, clause.first
    while clause.inherited and first and tokens[first - 1].low in KEPT:
        first -= 1
    return tokens[first].start


def _imagined(clause: Clause) -> int | None:
    """Return where `If only …` starts, where the sentence holds nothing but that wish."""
    account = clause.account
    found = re.match(r"\W*(?:oh,? )?if (?:only )?", account.low)
    wished = found is not None and "if only " in account.low
    if (
        found
        and wished
        and found.end() - 5 <= clause.start <= found.end()
        and "had" in clause.words
    ):
        return account.low.index("if only")
    return None


def _cleft(clause: Clause) -> Change | None:
    """Tell `It was Anna who disabled the alert` as `The alert was disabled`."""
    found = _CLEFT.search(clause.account.low[: clause.start])
    told = natural(clause) if found else None
    if found is None or told is None:
        return None
    return found.start(), told.end, capitalise(clause, found.start(), told.text)
