"""The desk of the public edition: every text passes over it, and it notes what stays inside."""

from unblame.document.allowed import AllowList, Passage, Undecided
from unblame.document.decision import Decisions
from unblame.document.gate import public_refusals
from unblame.document.withheld import Refusal, Withheld
from unblame.document.wording import forms_of, put
from unblame.people import Cast


class Desk:
    """Lets each text through as decided or keeps it back, and writes down which and why."""

    def __init__(self, cast: Cast, decisions: Decisions) -> None:
        self.cast, self.decisions = cast, decisions
        self.withheld: list[Withheld] = []
        self.passages: list[Passage] = []
        self._refused: list[Refusal] = []
        self._list = AllowList(decisions, cast)

    @property
    def undecided(self) -> tuple[Undecided, ...]:
        return self._list.undecided

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """Everything that keeps the edition from going out, what can be decided last."""
        asked = (
            Refusal(what=entry.token, where=entry.place, why=_asked(entry), open=True)
            for entry in self.undecided
        )
        return (*self._refused, *asked)

    def passed(self, text: str, where: str) -> str:
        """Return the text as a person decided it, or nothing while something in it is open."""
        if not text.strip():
            return text
        self.passages.append(Passage(where=where, text=text))
        words, gone = put(text, self.decisions)
        for token in gone:
            self.withhold(
                f"what was said with “{token}”", where, "a person decided to leave it out"
            )
        problems = public_refusals(words, where, self.cast) if words else ()
        self._refused.extend(problems)
        decided = self._list.look(Passage(where=where, text=words))
        if problems or not decided:
            self.withhold("a person's text", where, "it does not pass the public gate")
            return ""
        return words

    def strays(self) -> tuple[str, ...]:
        """Return the decided strings that no text for the public holds."""
        return tuple(
            decision.token
            for decision in self.decisions.decisions
            if not any(forms_of(decision.token).search(p.text) for p in self.passages)
        )

    def refuse(self, what: str, where: str, why: str) -> None:
        """Write down one thing that keeps the edition from going out."""
        self._refused.append(Refusal(what=what, where=where, why=why))

    def withhold(self, what: str, where: str, why: str) -> None:
        """Write down one thing that stays inside."""
        self.withheld.append(Withheld(what=what, where=where, why=why))


def _asked(entry: Undecided) -> str:
    if entry.locked:
        return f"{entry.kind}: {entry.locked}"
    return f"this looks like {entry.kind}; decide whether it may be shown"
