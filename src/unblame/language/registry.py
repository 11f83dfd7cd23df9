"""Which rules there are: one for each file in `rules/`, and those that other packages bring."""

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from unblame.language.finding import Family
from unblame.language.form import Rule

GROUP = "unblame.rules"


class UnknownRule(LookupError):
    """No rule has this code or name; the message names the nearest one."""


@cache
def load() -> dict[str, Rule]:
    """Return every rule by its code, in order of code."""
    rules = importlib.import_module("unblame.language.rules")
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    own = [importlib.import_module(f"{rules.__name__}.{name}").RULE for name in names]
    return {rule.code: rule for rule in sorted([*own, *_brought()], key=lambda rule: rule.code)}


def _brought() -> list[Rule]:
    """Return the rules of other packages; what reads their metadata is loaded only if there are any."""
    told = (file for folder in sys.path for file in Path(folder).glob("*-info/entry_points.txt"))
    if not any(f"[{GROUP}]" in file.read_text("utf-8", "replace") for file in told):
        return []
    metadata = importlib.import_module("importlib.metadata")
    return [point.load() for point in metadata.entry_points(group=GROUP)]


def find(code_or_name: str, brought: Iterable[Rule] = ()) -> Rule:
    """Return the rule with this code or name, also of those a house brings. Raises UnknownRule."""
    rules = [*load().values(), *brought]
    for rule in rules:
        if code_or_name.lower() in (rule.code.lower(), rule.name):
            return rule
    raise UnknownRule(f"no rule is called {code_or_name!r}{_nearest(code_or_name, rules)}")


def expand(word: str, brought: Iterable[Rule] = ()) -> tuple[str, ...]:
    """Return the code for a code or a name, or every code of a family. Raises UnknownRule."""
    if word in set(Family):
        every = (*load().values(), *brought)
        return tuple(rule.code for rule in every if rule.family == word)
    return (find(word, brought).code,)


def _nearest(word: str, rules: Iterable[Rule]) -> str:
    difflib = importlib.import_module("difflib")
    known = [text for rule in rules for text in (rule.code, rule.name)]
    shaped = word.upper() if any(letter.isdigit() for letter in word) else word.lower()
    near = difflib.get_close_matches(shaped, known, n=1)
    return f"; the nearest is {near[0]}" if near else ""


class Rules(Mapping[str, Rule]):
    """The registry as a mapping from code to rule, read when first asked."""

    def __getitem__(self, code: str) -> Rule:
        return load()[code]

    def __iter__(self) -> Iterator[str]:
        return iter(load())

    def __len__(self) -> int:
        return len(load())


RULES = Rules()
