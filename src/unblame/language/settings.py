"""What a team chose: which rules run, at which level, and the words of its own house."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from unblame.language.finding import Family, Level
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.registry import expand, find, load
from unblame.language.token import CODE
from unblame.language.who import Who

EDITION_LEVELS: dict[str, dict[str, Level]] = {
    "team": {},
    "readout": {"UB102": Level.WARN},
    "public": {"UB102": Level.WARN, "UB124": Level.BLOCK},
}
OWN_WORDS = {
    "blame": ("UB126", "what came before this, and what let it through?"),
    "judgement": ("UB112", "what was done, and what was known at that moment?"),
}
Known = tuple[int, int, Who]


class Settings(Struct, frozen=True, kw_only=True):
    """`known` says who the names of the house are; `extra` are rules of the house's own."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    levels: dict[str, Level] = {}
    known: dict[str, Who] = {}
    allowed: frozenset[str] = frozenset()
    extra: tuple[Rule, ...] = ()

    @classmethod
    def of(cls, config: dict[str, Any] | None, edition: str) -> "Settings":
        """Return the settings of a configuration. Raises UnknownRule for a code that is none."""
        given = config or {}
        brought: tuple[Rule, ...] = tuple(given.get("rules", ()))
        words = given.get("words", {})
        levels = dict(EDITION_LEVELS.get(edition, {}))
        for code, level in given.get("levels", {}).items():
            levels |= dict.fromkeys(expand(code, brought), Level(level))
        ignore = _codes(given.get("ignore", ()), brought)
        if given.get("names") == "names-in-team-edition" and edition == "team":
            ignore |= {"UB102"}
        return cls(
            select=_codes(given.get("select", ()), brought),
            ignore=ignore,
            levels=levels,
            known=_known(given),
            allowed=frozenset(word.lower() for word in words.get("allowed", ())),
            extra=(*brought, *_own_words(words)),
        )

    def rules(self) -> Iterator[Rule]:
        """Yield every rule that runs, the house's own last."""
        yield from (rule for rule in (*load().values(), *self.extra) if self.wants(rule))

    def wants(self, rule: Rule) -> bool:
        """Whether a rule runs."""
        return rule.code not in self.ignore and (not self.select or rule.code in self.select)

    def level(self, rule: Rule, hit: Hit) -> Level:
        """Return the level of a hit: as chosen, else its own, else its rule's."""
        return self.levels.get(rule.code, hit.level or rule.level)

    def spans(self, text: str) -> list[Known]:
        """Return where the house's own services, teams and vendors are named, in order."""
        if not self.known:
            return []
        return [
            (found.start(), found.end(), self.known[found[1].lower()])
            for found in _any_of(self.known).finditer(text)
        ]

    def allows(self, account: Account, rule: Rule, hit: Hit) -> bool:
        """Whether a hit rests on a word that the house allows: without it, nothing is noticed."""
        if not self.allowed or rule.family is Family.IDENTITY:
            return False
        spans = [found.span() for found in _any_of(self.allowed).finditer(account.text)]
        if not any(start < hit.end and hit.start < end for start, end in spans):
            return False
        text = account.text
        for start, end in spans:
            text = text[:start] + CODE * (end - start) + text[end:]
        left = rule.find(account.with_text(text))
        return not any(other.start < hit.end and hit.start < other.end for other in left)


def nobody(start: int, end: int, known: Sequence[Known]) -> bool:
    """Whether a mention stands wholly inside the name of a service, a team or a vendor."""
    return any(first <= start and end <= last for first, last, _ in known)


def _codes(words: Iterable[str], brought: tuple[Rule, ...]) -> frozenset[str]:
    return frozenset(code for word in words for code in expand(word, brought))


def _known(given: dict[str, Any]) -> dict[str, Who]:
    kinds = (("services", Who.SYSTEM), ("vendors", Who.VENDOR), ("teams", Who.TEAM))
    return {name.lower(): who for key, who in kinds for name in given.get(key, ())}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern for any of these names, whole, in capitals or not, with or without @."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)@?({'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def _own_words(words: dict[str, Any]) -> Iterator[Rule]:
    for key, (code, ask) in OWN_WORDS.items():
        listed = tuple(word.lower() for word in words.get(key, ()))
        if listed:
            yield _word_rule(find(code), listed, ask)


def _word_rule(rule: Rule, listed: tuple[str, ...], ask: str) -> Rule:
    pattern = _any_of(listed)
    message = "this word is on your house's list of words that " + (
        "blame" if rule.code == "UB126" else "judge"
    )

    def noticed(account: Account) -> Iterator[Hit]:
        for found in pattern.finditer(account.low):
            yield Hit(start=found.start(), end=found.end(), message=message, ask=ask)

    return Rule(
        code=rule.code,
        name=rule.name,
        level=rule.level,
        family=rule.family,
        page=rule.page,
        cues=listed,
        flag=(),
        ok=(),
        find=noticed,
    )
