"""Unblame conducts a blameless incident post-mortem from the evidence there is.

The whole library is readable from here: `draft` conducts, `check` finds blame in prose, `rewrite`
offers a wording, `load` and `dump` read and write the document.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unblame.conduct import draft
    from unblame.document import read as load
    from unblame.document import write as dump
    from unblame.language import blameless as rewrite
    from unblame.language import check

__version__ = "0.1.0"
__all__ = ["__version__", "check", "draft", "dump", "load", "rewrite"]

_HOMES = {
    "draft": ("unblame.conduct", "draft"),
    "check": ("unblame.language", "check"),
    "rewrite": ("unblame.language", "blameless"),
    "load": ("unblame.document", "read"),
    "dump": ("unblame.document", "write"),
}


def __getattr__(name: str) -> Any:
    """Import a public function when it is first asked for, so that starting stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'unblame' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
