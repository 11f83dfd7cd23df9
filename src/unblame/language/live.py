"""A text while it is being written: checked anew at each change, at the cost of the change."""

from copy import deepcopy
from typing import Any

from unblame.language.finding import Finding
from unblame.language.linter import Memory, examine_remembering
from unblame.people import Cast


class LiveText:
    """One open text. What an unchanged block showed is kept between two updates."""

    def __init__(
        self,
        *,
        kind: str = "markdown",
        cast: Cast | None = None,
        edition: str = "team",
        config: dict[str, Any] | None = None,
    ) -> None:
        self._kind, self._cast = kind, cast
        self._edition, self._config = edition, config
        self._memory = Memory()

    def update(self, text: str) -> list[Finding]:
        """Return what `check` returns for the text as it is now; the cast given stays as it was."""
        self._memory.turn()
        return examine_remembering(
            text,
            self._memory,
            kind=self._kind,
            cast=deepcopy(self._cast),
            edition=self._edition,
            config=self._config,
        )[0]
