"""What a rewrite must keep, and what it may not add: the facts of the sentence."""

import re
from collections.abc import Iterator

from unblame.language.lexicon import systems, verb_forms, words
from unblame.text import late

_CODE = late(r"`[^`]*`|https?://\S+")
_NUMBER = late(
    r"\d+(?:[.:,]\d+)*%?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twice|half|dozen)\b",
    re.IGNORECASE,
)
_MARKUP = late(r"</?[A-Za-z][^>]*>|\]\([^)]*\)|\*+|~~|(?<!\w)_+(?=\w)|\[|\]")
_NEGATION = late(r"\b(?:not|never|nobody|no|without|nothing|none|neither)\b|n't\b", re.IGNORECASE)
_WORD = late(r"[^\W\d_][\w'’-]*")
_MADE = {"nobody", "no", "one"}


def keeps(before: str, after: str) -> bool:
    """Whether a rewrite keeps every number, name of a thing, doubt and cause, and adds no fact."""
    for pattern in (_CODE, _MARKUP):
        if sorted(pattern.findall(before)) != sorted(pattern.findall(after)):
            return False
    counted = [
        sorted(found.lower() for found in _NUMBER.findall(_NOBODY.sub("", text)))
        for text in (before, after)
    ]
    if counted[0] != counted[1]:
        return False
    had, has = _words(before), _words(after)
    for kind in ("certain", "causal"):
        marks = words("wordings", kind)
        if [word for word in had if word in marks] != [word for word in has if word in marks]:
            return False
    if _NEGATION.search(_IDLE.sub("", before)) and not _NEGATION.search(after):
        return False
    lost = [thing for thing in _things(had) if not any(_same_stem(thing, word) for word in has)]
    return not lost and not list(_added(had, has))


_IDLE = late(
    r"\bfor no (?:good |apparent )?reason\b|\b(?:should|ought|could)(?:n['’]t| not)(?: to)? have\b",
    re.IGNORECASE,
)
_VAGUE = frozenset(["agent", "error", "errors", "outage", "outages", "incident", "incidents"])
_NOBODY = late(r"\b(?:no|some|any|every|each)[ -]?one\b", re.IGNORECASE)


def _words(text: str) -> list[str]:
    return [
        found.lower().replace("’", "'").removesuffix("'s")
        for found in _WORD.findall(_CODE.sub(" ", text))
    ]


def _things(told: list[str]) -> Iterator[str]:
    """Yield the nouns for systems, other than those that name whose role or team it is."""
    holders = words("roles", "role") | words("roles", "team") | words("closed", "strong_teams")
    for index, word in enumerate(told):
        if (
            word not in systems() - _VAGUE
            or set(told[index + 1 : index + 4]) & holders
            or word in holders
        ):
            continue
        lead = set(told[max(0, index - 4) : index])
        if lead & holders and lead & {"of", "for", "on"}:
            continue
        if verb_forms().get(word, ("", ""))[1] in {"past", "participle", "third", "gerund"}:
            continue
        yield word


def _added(had: list[str], has: list[str]) -> Iterator[str]:
    """Yield each word of the rewrite that no word of the sentence gave."""
    forms = verb_forms()
    given = set(had)
    lemmas = {forms[word][0] for word in given if word in forms} | given
    nouns = dict(pair.split("=", 1) for pair in words("wordings", "nominal"))
    made = {nouns[lemma] for lemma in lemmas if lemma in nouns}
    for word in has:
        known = word in given or word in made or word in words("wordings", "added")
        lemma = forms.get(word, (word, ""))[0]
        if not known and lemma not in lemmas and not any(_same_stem(word, one) for one in given):
            yield word


def _same_stem(word: str, other: str) -> bool:
    stem = min(len(word), len(other)) - 1
    return word == other or (
        stem > 2 and word[:stem] == other[:stem] and abs(len(word) - len(other)) < 4
    )
