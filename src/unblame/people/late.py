"""Patterns that are compiled when a text first needs them, so that importing stays quick."""

import re
from collections.abc import Iterator
from functools import cached_property


class Late:
    """A regular expression, compiled on first use."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give every match in the text."""
        return self._compiled.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in the text."""
        return self._compiled.search(text)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match that begins at the start."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text."""
        return self._compiled.fullmatch(text)
