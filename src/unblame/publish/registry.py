"""Finds publish targets: the files in `targets/`, and the entry points `unblame.targets`."""

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from unblame.document.edition import Edition
from unblame.model import Postmortem
from unblame.publish import targets
from unblame.publish.form import Target

_SHORT = {"md": "markdown", "htm": "html"}


class UnknownTarget(ValueError):
    """No target has that name; the message lists those there are."""


def target_names() -> tuple[str, ...]:
    """Return the names that `--to` accepts, sorted."""
    found = {module.name for module in iter_modules(targets.__path__)}
    found |= {entry.name for entry in entry_points(group="unblame.targets")}
    return tuple(sorted(found))


def render(postmortem: Postmortem, target: str, *, edition: Edition | None = None) -> str:
    """Return the account, or the given edition of it, in the form named by `target`.

    Raises UnknownTarget.
    """
    shown = edition.postmortem if edition else postmortem
    return _find(target).render(shown, edition)


def _find(name: str) -> Target:
    name = _SHORT.get(name.lower(), name.lower())
    if name in {module.name for module in iter_modules(targets.__path__)}:
        found: Target = import_module(f"unblame.publish.targets.{name}").TARGET
        return found
    for entry in entry_points(group="unblame.targets", name=name):
        loaded: Target = entry.load()
        return loaded
    raise UnknownTarget(f"no target {name!r}; there are: {', '.join(target_names())}")
