"""Markdown: an edition as its readers see it, or the account as the team edits it."""

from unblame.document.account import account
from unblame.document.edition import Edition
from unblame.document.ours import signed
from unblame.model import Postmortem


class MarkdownTarget:
    name = "markdown"

    def render(self, postmortem: Postmortem, edition: Edition | None) -> str:
        """Return the edition's text, else the whole account."""
        return (
            edition.text
            if edition
            else signed(account(postmortem), "account", postmortem.incident.id)
        )


TARGET = MarkdownTarget()
