"""The record as JSON."""

from unblame.document.edition import Edition
from unblame.model import Postmortem, to_json


class JsonTarget:
    name = "json"

    def render(self, postmortem: Postmortem, edition: Edition | None) -> str:
        """Return the record, or what of it is in the edition."""
        del edition
        return to_json(postmortem)


TARGET = JsonTarget()
