"""Words that lean on a subject which a wording has left out: `his`, `before she restarted`."""

import re

from unblame.language.clause import Clause
from unblame.language.lexicon import gerund, verb_forms
from unblame.language.who import Who
from unblame.text import late

_JOINED = late(
    r"\b(before|after|while|when) (?:he|she|they|i|we|you) (?:then |had )?(was|were|[\w-]+)\b",
    re.IGNORECASE,
)
_POSSESSIVE = late(
    r"\b(?:his|her|my|your|their|our)\b (?:own )?(?=(?!(?:mind|head|haste|opinion|hands?|defen[cs]e|job|way|best|fault|mistake|error|in|on|at|to|for|about|that|and|or|with|of|by|from|when|after|before)\b)[\w`])",
    re.IGNORECASE,
)
_LEANING = late(
    r"\b(?:he|she|him|himself|herself|themselves|themself|myself|yourself|ourselves|he's|she's|he'd|she'd)\b",
    re.IGNORECASE,
)
_OWN = {
    Who.SELF: {"my"},
    Who.YOU: {"your"},
    Who.OURS: {"our"},
    Who.THEY: {"their"},
    Who.TEAM: {"their"},
    Who.SOMEONE: {"their", "his", "her"},
    Who.VENDOR: {"their"},
}
LEANING = {
    Who.PERSON: frozenset(["he", "she"]),
    Who.ROLE: frozenset(["he", "she"]),
    Who.PSEUDONYM: frozenset(["he", "she", "they"]),
    Who.SOMEONE: frozenset(["he", "she", "they"]),
    Who.TEAM: frozenset(["they"]),
    Who.SELF: frozenset(["i"]),
    Who.PRONOUN: frozenset(["he", "she"]),
    Who.YOU: frozenset(["you"]),
}
_KEEPS_REFERENCE = frozenset([Who.PRONOUN, Who.SELF, Who.OURS, Who.THEY])
_THEY = late(r"\b(?:they|them|they'd|they've)\b", re.IGNORECASE)


def mended(clause: Clause, text: str) -> str | None:
    """Return what follows a clause without leaning on its subject, or None where it must lean."""
    if not text:
        return text
    text = _JOINED.sub(_without_pronoun, text)
    if clause.who is Who.OURS:
        return text
    owned = _OWN.get(clause.who, {"his", "her"})
    text = _POSSESSIVE.sub(
        lambda found: "the " if found[0].split()[0].lower() in owned else found[0], text
    )
    if clause.who in _KEEPS_REFERENCE:
        return text
    if clause.who is Who.ROLE and clause.subject is not None:
        role = clause.subject_text[:1].lower() + clause.subject_text[1:]
        text = re.sub(r"\b(?:he|she)(?= (?:was|is|had|did|could)\b)", role, text)
    if _LEANING.search(text):
        return None
    group = clause.who in {Who.TEAM, Who.SOMEONE, Who.VENDOR, Who.YOU}
    if group and _THEY.search(text):
        return None
    if clause.who is Who.YOU and re.search(r"\byou\b", text, re.IGNORECASE):
        return None
    return text


def _without_pronoun(found: re.Match[str]) -> str:
    """`before she restarted` becomes `before restarting`."""
    joined, verb = found[1], found[2].lower()
    if verb in {"was", "were"}:
        return found[0] if joined.lower() in {"before", "after"} else joined
    lemma, form = verb_forms().get(verb, ("", ""))
    if form != "past" or joined.lower() in {"when", "while"}:
        return found[0]
    return f"{joined} {gerund(lemma)}"
