"""Messages copied off a status page: a state such as “Resolved”, a text, and a time above or below it."""

import re
from typing import Final

#: What may follow a state that is no word of a sentence: nothing, a dash, or the time.
_ALONE: Final = r"\b(?=[^\S\n]*[-\u2013\u2014*]*[^\S\n]*(?:$|[A-Z][a-z]{2,8}\.? \d|\d{1,4}[-/:. ]))"
_STATE: Final = re.compile(
    r"\W*(investigating|identified|monitoring|update|resolved|in progress|verifying|completed|post-?mortem)"
    + _ALONE,
    re.IGNORECASE,
)
#: A state before the end; where none stands, “Resolved” is the label of a fact.
_EARLY: Final = re.compile(
    r"^[^\w\n]*+(?:investigating|identified|monitoring)" + _ALONE, re.IGNORECASE | re.MULTILINE
)
_LONGEST: Final = 600


class StatusMessage:
    """The state that a line names, and the text gathered since, until its time is read."""

    def __init__(self, text: str) -> None:
        self._used = _EARLY.search(text) is not None
        self.state: str | None = None
        self.text = ""

    def begin(self, line: str) -> str | None:
        """Begin a message where a line names a state; return what follows it in the line."""
        found = _STATE.match(line) if self._used else None
        if found is None:
            return None
        self.state, self.text = found[1].capitalize(), ""
        return line[found.end() :].strip(" -\u2013\u2014*")

    def gather(self, text: str) -> bool:
        """Add a text without a time to the message; say whether there is one that it may belong to."""
        if self.state is not None and len(self.text) + len(text) < _LONGEST:
            self.text = f"{self.text} {text}".strip()
            return True
        self.state = None
        return False

    def end(self, text: str) -> str:
        """Return the text of a dated line with the message that it ends."""
        told = " ".join(part for part in (self.text, text) if part)
        whole = f"{self.state} - {told}" if self.state is not None and told else self.state or text
        self.state, self.text = None, ""
        return whole
