"""Whether `he`, `she` or `they` of a later sentence leans on somebody whom a wording leaves out."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from unblame.language.finding import Family
from unblame.language.form import Hit, Rule
from unblame.language.grammar import Account
from unblame.language.lexicon import systems
from unblame.language.who import Who
from unblame.text import late, splice

Shown = tuple[Rule, Hit, tuple[str, ...]]
ONE, MANY = "one", "many"
_NUMBER = {
    Who.PERSON: ONE,
    Who.ROLE: ONE,
    Who.PSEUDONYM: ONE,
    Who.TEAM: MANY,
    Who.SOMEONE: MANY,
}
_HE = late(r"\b(?:he|she|he'd|she'd|he's|she's)\b")
_THEY = late(r"^\W*they\b")
_WORD = late(r"[a-z][\w-]*")


class Told(Struct, frozen=True, kw_only=True):
    """One sentence of a block with what is shown for it; an account where it was read."""

    start: int
    text: str
    account: Account | None
    names: tuple[str, ...]
    shown: tuple[Shown, ...]


def anchored(block: Sequence[Told]) -> list[Told]:
    """Return the sentences of a block without the wordings on which a later pronoun would hang."""
    if not any(_reworded(item) for told in block for item in told.shown):
        return list(block)
    found: list[Told] = []
    wanted: frozenset[str] = frozenset()
    for told in reversed(block):
        one = replace(told, shown=tuple(_kept(told, item, wanted) for item in told.shown))
        after = _after(one)
        named = _named(one, after)
        met = set(named) | ({MANY} if _plural_thing(after) else set())
        wanted = _wants(after, named) | (wanted - met)
        found.append(one)
    return found[::-1]


def _reworded(item: Shown) -> bool:
    rule, hit, _ = item
    return hit.rewrite is not None and rule.family is not Family.IDENTITY


def _kept(told: Told, item: Shown, wanted: frozenset[str]) -> Shown:
    rule, hit, also = item
    if not _reworded(item) or hit.rewrite is None or told.account is None:
        return item
    things = {MANY} if _plural_thing(hit.rewrite.lower()) else set()
    if not (_left_out(told.account, hit) - things) & wanted:
        return item
    return rule, replace(hit, rewrite=None), also


def _left_out(account: Account, hit: Hit) -> set[str]:
    """Return whether a wording leaves out one person or a group that acts in the sentence."""
    return {
        _NUMBER[clause.who]
        for clause in account.clauses
        if clause.who in _NUMBER
        and clause.subject is not None
        and hit.start <= account.tokens[clause.subject[0]].start < hit.end
        and clause.subject_text.lower() not in (hit.rewrite or "").lower()
    }


def _after(told: Told) -> str:
    """Return the sentence with its wordings made."""
    edits = [
        (hit.start, hit.end, hit.rewrite)
        for rule, hit, _ in told.shown
        if hit.rewrite is not None and rule.family is not Family.IDENTITY
    ]
    apart: list[tuple[int, int, str]] = []
    for edit in sorted(edits):
        if not apart or edit[0] >= apart[-1][1]:
            apart.append(edit)
    return splice(told.text, apart).lower()


def _named(told: Told, after: str) -> dict[str, int]:
    """Return where one person and where a group is named in a sentence, its wordings made."""
    clauses = told.account.clauses if told.account and told.shown else ()
    listed = [(name.lower(), ONE) for name in told.names]
    listed += [
        (clause.subject_text.lower(), _NUMBER[clause.who])
        for clause in clauses
        if clause.who in _NUMBER and clause.subject_text
    ]
    found: dict[str, int] = {}
    for name, number in listed:
        if name in after:
            found[number] = min(after.index(name), found.get(number, len(after)))
    return found


def _wants(after: str, named: dict[str, int]) -> frozenset[str]:
    """Return whom the pronouns of a sentence need somebody before it to be."""
    wanted = set()
    he = _HE.search(after)
    if he and named.get(ONE, len(after)) > he.start():
        wanted.add(ONE)
    if _THEY.search(after):
        wanted.add(MANY)
    return frozenset(wanted)


def _plural_thing(text: str) -> bool:
    return any(word.endswith("s") and word in systems() for word in _WORD.findall(text))
