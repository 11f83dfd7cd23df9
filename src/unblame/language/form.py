"""The form of a rule: its code, its page, its examples, and the function that finds it."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct

from unblame.language.finding import Family, Level, Safety
from unblame.language.grammar import Account

HEADINGS = (
    "What it notices",
    "Why it matters",
    "Say instead",
    "When to leave it",
    "Source",
)


class Hit(Struct, frozen=True, kw_only=True):
    """A span of one sentence that a rule noticed; offsets count from the sentence's start.

    `rewrite` replaces exactly the span. Without one, `ask` holds the question to put.
    """

    start: int
    end: int
    message: str
    rewrite: str | None = None
    ask: str | None = None
    safety: Safety = Safety.UNSAFE
    level: Level | None = None
    certain: bool | None = None
    also: tuple[str, ...] = ()


class Rule:
    """One pattern. `cues` are lower-case substrings of which a candidate sentence holds one.

    `of_people` says that every hit needs somebody in the sentence: a name, a role, a pronoun.
    `ask` is the question it puts as a rule. What a `certain` rule notices stands whatever the
    recogniser reads; a hit that says so itself goes before its rule.
    """

    def __init__(
        self,
        *,
        code: str,
        name: str,
        level: Level,
        family: Family,
        page: str,
        cues: tuple[str, ...],
        flag: tuple[str, ...],
        ok: tuple[str, ...],
        find: Callable[[Account], Iterable[Hit]],
        of_people: bool = False,
        ask: str | None = None,
        certain: bool = False,
    ) -> None:
        self.code = code
        self.name = name
        self.level = level
        self.family = family
        self.page = page.strip()
        self.cues = cues
        self.flag = flag
        self.ok = ok
        self.find = find
        self.of_people = of_people
        self.ask = ask
        self.certain = certain

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.splitlines()[0].strip().rstrip(".")

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings that the page holds, in order."""
        return tuple(re.findall(r"^([A-Z][a-z ]+)\n-{3,}$", self.page, re.MULTILINE))
