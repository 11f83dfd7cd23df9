"""A wording by taking away: a word that judges, an owner, a rank, a claim to be the only cause."""

import re
from collections.abc import Callable, Iterator

from unblame.language.closed import BE, DO, HAVE, MODAL
from unblame.language.grammar import Account
from unblame.language.lexicon import verb_forms, words
from unblame.language.phrase import OBJECT_STOPS
from unblame.language.supposed import Change, ignorance, it_was_to, upper, wished
from unblame.language.who import HUMAN
from unblame.text import late

_OPENING = late(
    r"^\W*((?:in|with) (?:hindsight|retrospect),? (?:it (?:is|was) (?:\w+ly )?(?:clear|obvious|plain|evident) that )?"
    r"|it (?:is|was) (?:\w+ly |so |very )?obvious(?:ly)? that |as (?:usual|always),? |surprise,? surprise[,:]? |typical(?:ly)?[,:] |of course,? "
    r"|yet again,? (?=\w)|(?:human|operator|user|pilot|manual) errors?(?: by [^:]{3,30})?: (?=\w+ )|it (?:is|was) (?:all |entirely |clearly )?(?:my|his|her|their|your|[\w@.-]+'s|the [\w-]+'s) (?:own )?(?:fault|mistake|oversight|error) that |my (?:mistake|bad|fault)[,:] (?=\w+ ))"
)
_INSIDE = (
    (late(r",? as usual\b"), ""),
    (late(r"\byet again\b"), "again"),
    (late(r"\bso[- ]called (?=\w)"), ""),
    (late(r",? for no (?:good |apparent )?reason(?: whatsoever| at all)?\b"), ""),
    (late(r"(?<=\w)!{2,}"), "!"),
    (
        late(
            r"\b(?:simply |just |completely |totally |very |far )?(?:unacceptable|poor|bad|terrible|awful|appalling|inexcusable|disgraceful|"
            r"inadequate|embarrassing|shameful|slow|too slow|ridiculous): (?=\d)"
        ),
        "",
    ),
    (late(r"\b(?:just|simply) (?=(?:needed|had) to\b)"), ""),
    (late(r"\b(?:solely|simply|only|entirely|purely) (?=because\b|due to\b)"), ""),
)
_CAME_DOWN = late(
    r"^\W*((?:it|this|everything|(?:the|this) (?:whole |entire )?(?:outage|incident|thing|mess))? ?(?:all |simply |really |basically )*(?:comes|came|boils|boiled) down to |"
    r"the (?:real |true |main |only )?culprit (?=was\b|is\b))"
)
_FAULT = r"(?:mistakes?|bugs?|oversights?|errors?|blunders?|typos?|screw-?ups?|failure)"
_OWNED = late(
    rf"(?:\b(?:his|her|my|your|their|our)|(?:\b(?:the|a|an|our|this|that) (?:[\w.-]{{1,30}} )?)?(?<![@\w.-])[@\w.-]{{1,40}}['’]s) (?:own |stupid |silly |big |little )*((?:\w+ )?{_FAULT})\b"
)
_CHANGED = late(
    r"(?:\b(?:his|her|my|your)|(?:\b(?:the|a|an|our) )?(?<![@\w.-])[@\w.-]{1,40}['’]s) ((?:[\w-]+ ){0,2}?(?:change|commit|merge|deploy\w*|patch|config\w*|code|fix|script|query|pr|refactor\w*|migration))\b"
)
_BEHIND = late(
    rf"\b((?!failure){_FAULT}|failure(?= (?:by|on))) (?:made )?(?:by|of|on the part of|from) (?!any\b|each\b|every\b)"
)
_RANK = late(r"\b(?:junior|senior|novice|rookie|inexperienced|untrained) (?=(?:[\w-]+ )?[a-z-]+)")
_LABEL = late(
    r"\b(?:noob|newbie|rookie|beginner'?s?|amateur|junior|novice|stupid|silly|dumb|careless|sloppy|lazy) (?=(?:mistake|error|move|bug|typo)s?\b)"
)
_JUDGED = late(
    r"\b(?:very |really |extremely |quite |so |completely |totally )*(?:(?:unacceptable|inexcusable|unreasonable|unjustifiable|unprofessional|appalling|disgraceful|pathetic|"
    r"embarrassing|shameful|ridiculous|insane|idiotic|laughable|stupid|dumb|terrible|awful|horrible|lousy) "
    r"(?=(?:\w+ )?(?:response|reaction|handling|decisions?|review|process|choices?|escalation|handover|delays?|wait|call|design|setup|idea|config\w*|timeouts?|defaults?|code|code ?base|rollout)\b)"
    r"|(?:poor|bad|wrong|excessive|inappropriate) (?=(?:\w+ )?(?:decisions?|choices?|calls?|idea|delays?|wait) (?:of|to|by|from|in|for|on|before|after|when|at)\b))"
)
_CAUSING = late(
    r"\b(?:due to|because of|caused by|result of|thanks to|owing to|lack of|from|with|given|was|is|were) (?:an? |the |our |their )?$"
)
_HOW = late(
    r"\b(?:unacceptably|ridiculously|embarrassingly|insanely|shamefully|laughably|inexcusably|unforgivably|appallingly) (?=\w)"
)
_DEGREES = frozenset(["really", "extremely", "fully", "completely", "only", "reply", "supply"])
_LEFT_ADJECTIVE = late(r"(?:(?:very|rather|quite|really|so|pretty|extremely) )?$")


def plainer(account: Account, start: int, end: int) -> Iterator[Change]:
    """Yield the wordings that take something away at or around a span."""
    ways: tuple[Callable[[Account, int, int], Iterator[Change]], ...] = (
        wished,
        it_was_to,
        _openings,
        _inside,
        _single_cause,
        _owner,
        _behind,
        ignorance,
        _adjective,
    )
    for way in ways:
        for change in way(account, start, end):
            if (
                change[0] < end
                and start < change[1]
                and account.text[change[0] : change[1]] != change[2]
            ):
                yield change


def opener(account: Account) -> tuple[int, int] | None:
    """Return the span of an opening such as `As always,` or `In hindsight it was clear that`."""
    found = _OPENING.search(account.low)
    return None if found is None or found[1].startswith("yet again") else found.span(1)


def _openings(account: Account, _start: int, _end: int) -> Iterator[Change]:
    found = _OPENING.search(account.low)
    if found is None:
        return
    first, last = found.span(1)
    after = account.text[last : last + 1]
    again = "again" if found[1].startswith("yet again") else ""
    if again:
        yield first, last, upper(account, first, "again, ")
    elif after:
        yield first, last + 1, upper(account, first, after)


def _inside(account: Account, _start: int, _end: int) -> Iterator[Change]:
    for pattern, instead in _INSIDE:
        for found in pattern.finditer(account.low):
            yield found.start(), found.end(), upper(account, found.start(), instead)


def _single_cause(account: Account, _start: int, _end: int) -> Iterator[Change]:
    found = _CAME_DOWN.search(account.low)
    if found is None:
        return
    start, end = found.span(1)
    verb = (
        ""
        if "culprit" in found[1]
        else "was "
        if "ame" in found[1] or "oiled" in found[1]
        else "is "
    )
    yield start, end, upper(account, start, f"a contributing factor {verb}")


def _owner(account: Account, _start: int, _end: int) -> Iterator[Change]:
    for found in _OWNED.finditer(account.low):
        noun = account.text[found.start(1) : found.end(1)]
        verdict = re.search(
            r"\b(?:was|is|were|are|be|'s)\s+(?:\w+ly |all )?$", account.low[: found.start()]
        )
        if verdict and re.match(r"\s*(?:[.!;,]|$)", account.low[found.end() :]):
            continue
        yield found.start(), found.end(), upper(account, found.start(), _article(noun))
    for found in _CHANGED.finditer(account.low):
        noun = account.text[found.start(1) : found.end(1)]
        start = found.start()
        if _within_a_noun(account, found.end()):
            continue
        yield start, found.end(), upper(account, start, f"the {noun}")


def _within_a_noun(account: Account, end: int) -> bool:
    """Whether a further noun follows at once: `my code review`."""
    after = re.match(r" ([a-z][\w-]*)", account.low[end:])
    if after is None or after[1] in OBJECT_STOPS | BE | HAVE | DO | MODAL | {"and", "or", "not"}:
        return False
    return after[1] not in verb_forms() and not after[1].endswith(("ly", "ed"))


def _article(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _behind(account: Account, _start: int, _end: int) -> Iterator[Change]:
    for found in _BEHIND.finditer(account.low):
        at = [index for index, token in enumerate(account.tokens) if token.end < found.end()]
        who, _, last = account.phrase_after(at[-1])
        if who in HUMAN and last > at[-1]:
            end = account.tokens[last].end
            if not re.match(r" who\b|'s\b|:", account.low[end:]):
                yield found.start(), end, account.text[found.start() : found.end(1)]


def _adjective(account: Account, start: int, end: int) -> Iterator[Change]:
    """Take a trait or a verdict away from the noun it stands before."""
    for pattern in (_LABEL, _JUDGED, _RANK, _HOW):
        for found in pattern.finditer(account.low):
            if pattern is _JUDGED and _CAUSING.search(account.low[: found.start()]):
                continue
            yield _without(account, found.start(), found.end())
    held = account.low[start:end].strip()
    after = re.match(r"(?:,? and (\w+))? (?=[\w`])", account.low[end:])
    if " " in held or after is None:
        return
    traits = words("verdicts", "trait") | words("verdicts", "trait_adverb")
    if held not in traits | words("verdicts", "judgement") or held in words("wordings", "telling"):
        return
    led = re.search(r"(\w+) $", account.low[:start])
    if led and not held.endswith("ly") and led[1] not in _DEGREES and led[1].endswith("ly"):
        return
    stop = end + after.end()
    if after[1] and after[1] not in traits:
        return
    following = re.match(r"[\w-]+", account.low[stop:])
    stops = words("closed", "prepositions") | words("closed", "boundaries") | {"and", "to", "with"}
    if following is None or following[0] in stops | BE | HAVE | DO | MODAL:
        return
    if verb_forms().get(following[0], ("", ""))[1] == "third":
        return
    if not held.endswith("ly") and re.search(
        r"(?:\b(?:was|were|is|are|be|been|seems?|being)|'m|'re|'s)\s+(?:\w+ly |so |very |too )?$",
        account.low[:start],
    ):
        return
    first = start - len((_LEFT_ADJECTIVE.search(account.low[:start]) or re.match("", ""))[0])  # type: ignore[index]
    yield _without(account, first, stop)


def _without(account: Account, start: int, end: int) -> Change:
    """Return the change that takes a span away and puts the article before it right."""
    following = account.text[end : end + 1]
    article = re.search(r"\b(an?) $", account.text[:start], re.IGNORECASE)
    if article is not None:
        letter = article[1][0]
        right = f"{letter}n" if following.lower() in "aeiou" else letter
        return article.start(1), end + len(following), f"{right} {following}"
    return start, end + len(following), upper(account, start, following)
