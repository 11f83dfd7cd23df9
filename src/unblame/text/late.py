"""Patterns that are compiled when a text first needs them, so that starting stays quick."""

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled at its first use and is as fast as any other from then on."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """Stands for a pattern; each of its methods is fetched from the real one once."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, found)
        return found
