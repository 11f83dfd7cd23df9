"""What an action says of itself: an imperative title, and the threshold or predicate it states.

Only words of the sentence are used, besides the little words that join them anew.
"""

import re

from unblame.actions.measure import parse_measure
from unblame.model import Measure, MeasureState

_DOES = re.compile(
    r"^(?P<who>(?:the|an?|our|each|every) (?:[\w`./#-]+ ){1,4}?)(?P<verb>[a-z]+?)(?P<end>e?s) (?P<rest>.+)$",
    re.IGNORECASE,
)
_OUGHT = re.compile(
    r"^(?P<who>(?:the|an?|our|each|every) (?:[\w`./#-]+ ){1,4}?)(?:should|must|needs? to|could|ought to) "
    r"(?P<verb>(?!be\b|have\b|not\b)[a-z]+) (?P<rest>.+)$",
    re.IGNORECASE,
)
_SAYING = frozenset({"post", "send", "write", "publish"})
_WHEN = re.compile(r"\s+(?=(?:when|whenever|if|unless|until|before|after|as soon as)\b)")
# Verbs that are not nouns as well: `the wiki pages` and `the release notes` are no sentences.
_ACTS = _SAYING | {
    "add", "block", "compare", "create", "delete", "disable", "enable", "enforce", "expire", "fail",
    "keep", "raise", "refuse", "reject", "remove", "renew", "require", "restart", "serve", "show",
    "start", "stop", "tell", "validate", "verify", "warn",
}  # fmt: skip
_CLAUSE = re.compile(
    r"\bthat (?=(?:warns?|alerts?|pages?|fires?|rejects?|blocks?|fails?|refuses?)\b)"
)
_CHECKS = re.compile(
    r"^(?:alert|page|warn|reject|block|refuse|cap|limit|keep|probe)\b", re.IGNORECASE
)
_MAKE = re.compile(r"^make (?P<rest>.+)$", re.IGNORECASE)
_BARE = re.compile(r"\b(?P<verb>fail|reject|block|refuse|exit)\b")


def imperative(title: str) -> str:
    """Return a title that begins with its verb: `The bot posts to X` as `Post to X from the bot`."""
    match = _OUGHT.match(title)
    verb = match["verb"].lower() if match else ""
    if match is None:
        match = _DOES.match(title)
        verb = _base(match) if match else ""
    if match is None or (verb not in _ACTS and match.re is _DOES):
        return title
    who = match["who"].strip()
    who = re.sub(r"^our\b", "the", who[:1].lower() + who[1:])
    if verb in _SAYING:
        what, *when = _WHEN.split(match["rest"], maxsplit=1)
        return " ".join([verb.capitalize(), what, "from", who, *when])
    return f"Make {who} {verb} {match['rest']}"


def measure_in(title: str) -> Measure:
    """Return the measure that an action states in its own words, empty where it states none."""
    for text in _candidates(title):
        measure = parse_measure(text)
        if measure.state is not MeasureState.NOT_MEASURABLE:
            return measure
    return Measure()


def _base(match: re.Match[str]) -> str:
    verb, end = match["verb"].lower(), match["end"].lower()
    return f"{verb}e" if end == "es" and f"{verb}e" in _ACTS else verb


def _candidates(title: str) -> list[str]:
    clause = _CLAUSE.split(title)
    made = _MAKE.match(title)
    found = [clause[-1]] if len(clause) > 1 else []
    if made is not None:
        found.append(_BARE.sub(lambda m: f"{m['verb']}s", made["rest"], count=1))
    if _CHECKS.match(title) and not title.endswith("?"):
        found.append(re.split(r",\s+(?=`)", title)[0])
    return [text[:1].upper() + text[1:] for text in found]
