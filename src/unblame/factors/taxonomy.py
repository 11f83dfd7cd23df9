"""The forty kinds of contributing factor, and the words by which evidence hints at them."""

import re
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from unblame.model import FactorCategory, FactorRole


class Subtype(Struct, frozen=True, kw_only=True):
    """One subtype (`code` C1 to M8), its usual role, and its cues as one pattern."""

    code: str
    name: str
    category: FactorCategory
    role: FactorRole
    cues: tuple[str, ...]


class Prompt(Struct, frozen=True, kw_only=True):
    """The question that a category with no evidence asks, and why it is asked."""

    ask: str
    why: str


class Sort(Struct, frozen=True, kw_only=True):
    """What a code names: a subtype, or by its letter alone a category with its subtype open."""

    category: FactorCategory
    name: str
    code: str | None = None
    subtype: str | None = None


class Hit(Struct, frozen=True, kw_only=True):
    """A subtype that a sentence hints at, with the cues found there."""

    subtype: Subtype
    cues: tuple[str, ...]


class _Entry(Struct, frozen=True):
    name: str
    role: FactorRole
    cues: tuple[str, ...]


class _Category(Struct, frozen=True):
    question: str
    why: str
    subtypes: dict[str, _Entry]


@cache
def subtypes() -> dict[str, Subtype]:
    """Return the forty subtypes by code, in the order of the taxonomy."""
    return {
        code: Subtype(
            code=code, name=entry.name, category=category, role=entry.role, cues=entry.cues
        )
        for category, body in _data().items()
        for code, entry in body.subtypes.items()
    }


def sort_of(code: str) -> Sort:
    """Return what a code such as `C2` names, or a letter such as `C` where the subtype is open."""
    if code in subtypes():
        found = subtypes()[code]
        return Sort(category=found.category, name=found.name, code=code, subtype=found.name)
    category = next(one.category for other, one in subtypes().items() if other[0] == code)
    return Sort(category=category, name=f"a {category.lower()} change")


@cache
def prompts() -> dict[FactorCategory, Prompt]:
    """Return the question for each category."""
    return {category: Prompt(ask=body.question, why=body.why) for category, body in _data().items()}


def hits(text: str) -> list[Hit]:
    """Return the subtypes that the text hints at, most cues first, ties in taxonomy order."""
    found = []
    for code, pattern in _patterns().items():
        cues = dict.fromkeys(match.group().lower() for match in pattern.finditer(text))
        if cues:
            found.append(Hit(subtype=subtypes()[code], cues=tuple(cues)))
    return sorted(found, key=lambda hit: -len(hit.cues))


@cache
def _data() -> dict[FactorCategory, _Category]:
    text = files("unblame.factors").joinpath("data/taxonomy.toml").read_text("utf-8")
    return msgspec.toml.decode(text, type=dict[FactorCategory, _Category])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        code: re.compile(rf"(?<![\w-])(?:{'|'.join(subtype.cues)})", re.IGNORECASE)
        for code, subtype in subtypes().items()
    }
