"""Blameless framing.

Knows which wordings blame and what can be said instead; takes prose; gives findings and rewrites.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unblame.language.finding import Family, Finding, Level, Safety
    from unblame.language.fixing import apply, fix, fixed
    from unblame.language.form import Hit, Rule
    from unblame.language.framing import Framed, blameless
    from unblame.language.linter import check, examine
    from unblame.language.pages import explain
    from unblame.language.registry import RULES, UnknownRule

_HOMES = {
    "RULES": "registry",
    "Family": "finding",
    "Finding": "finding",
    "Framed": "framing",
    "Hit": "form",
    "Level": "finding",
    "Rule": "form",
    "Safety": "finding",
    "UnknownRule": "registry",
    "apply": "fixing",
    "blameless": "framing",
    "check": "linter",
    "examine": "linter",
    "explain": "pages",
    "fix": "fixing",
    "fixed": "fixing",
}

__all__ = [
    "RULES",
    "Family",
    "Finding",
    "Framed",
    "Hit",
    "Level",
    "Rule",
    "Safety",
    "UnknownRule",
    "apply",
    "blameless",
    "check",
    "examine",
    "explain",
    "fix",
    "fixed",
]


def __getattr__(name: str) -> object:
    """Load a part of this room when it is first used: word lists and rules cost time."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"unblame.language.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
