"""The form of a publish target: one file in `targets/`, one class, one name."""

from typing import Protocol

from unblame.document.edition import Edition
from unblame.model import Postmortem


class Target(Protocol):
    name: str

    def render(self, postmortem: Postmortem, edition: Edition | None) -> str:
        """Return the text; `edition` is given where the account was cut for an audience."""
        ...
