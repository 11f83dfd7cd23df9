"""Which rules there are: one for each file in `rules/`, and those that other packages bring."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points

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
    brought = [point.load() for point in entry_points(group=GROUP)]
    return {rule.code: rule for rule in sorted([*own, *brought], key=lambda rule: rule.code)}


def find(code_or_name: str) -> Rule:
    """Return the rule with this code or name. Raises UnknownRule."""
    for rule in load().values():
        if code_or_name.lower() in (rule.code.lower(), rule.name):
            return rule
    raise UnknownRule(f"no rule is called {code_or_name!r}{_nearest(code_or_name)}")


def _nearest(word: str) -> str:
    difflib = importlib.import_module("difflib")
    known = [text for rule in load().values() for text in (rule.code, rule.name)]
    near = difflib.get_close_matches(word, known, n=1)
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
