"""What is done to a word as only to people, and what it does as only they do."""

import re

from unblame.people.beside import WORDS
from unblame.people.things import Things
from unblame.people.tokens import titled
from unblame.text import late

TO_PERSON = WORDS["to_person"]
PERSON_PREP = WORDS["person_prep"]
DONE_BY_PEOPLE = WORDS["done_by_people"]
TALK = WORDS["talk"]
THANKS = frozenset(
    ["thanks", "kudos", "props", "credit", "shout-out", "shoutout", "thx", "cheers", "hats-off"]
)
SINGULAR = frozenset(["he", "she", "his", "her", "him", "hers", "himself", "herself"])
ARTICLES = frozenset(["the", "a", "an", "our", "his", "her", "their", "my", "its"])
WRITER = frozenset(["i", "me", "myself"])
SAME_IN_BASE = frozenset(["set", "put", "read", "cut", "hit", "run", "failed", "shut"])
MODIFIED = frozenset(["this", "that", "each", "every", "no", "was", "is", "be", "been"])
CELL = late(r"[*_]{0,2}[ \t]*(?:\||\n|$)")
FAULTS = WORDS["faults"]


class Around(Things):
    """Asks what stands around a word of a text, and whether only a person fits there."""

    def _as_follows(self, index: int) -> bool:
        """Return whether `Mark failed jobs as done` is a command: no article, and `as` ahead."""
        if self.t.folded[index] not in self.l.verbish or self._word_after_verb(index) in ARTICLES:
            return False
        return " as " in self.t.text[self.t.ends[index] : self.t.ends[index] + 60].split(".")[0]

    def _after_person_word(self, index: int) -> bool:
        return self._before(index) in PERSON_PREP or self._before(index) in TO_PERSON

    def fits_only_a_person(self, index: int) -> bool:
        """Return whether a word that is also another stands as a person: `mark was paged`."""
        before, verb = self._before(index), self._verb(index)
        if before in ARTICLES:
            return False
        acts = verb in self.l.deeds_past and (verb in self.l.mind_past or verb not in SAME_IN_BASE)
        if self._strongly_addressed(index) or self._aux_person(index):
            return True
        if self._fills_a_cell(index) or self._is_author(index) or self._intends(index):
            return True
        return acts and (self.t.words[index].islower() or before not in MODIFIED)

    def _and_the_writer(self, index: int) -> bool:
        """Return whether the writer stands beside the word: `Oyunaa and I`, `Oyunaa and myself`."""
        return self._next_word(index) == "and" and self._next_word(index + 1) in WRITER

    def _is_author(self, index: int) -> bool:
        """Return whether the word stands after what somebody did, as in `the change by mark`."""
        second = self.t.folded[index - 2] if index > 1 else ""
        return self._before(index) == "by" and (second in FAULTS or second in TO_PERSON)

    def _fills_a_cell(self, index: int) -> bool:
        """Return whether the word is all that a cell of a table holds, or all after a label."""
        lead = self.t.text[max(0, self.t.starts[index] - 9) : self.t.starts[index]].rstrip(" \t*_")
        return lead.endswith(("|", ":")) and bool(CELL.match(self.t.text, self.t.ends[index]))

    def _strongly_addressed(self, index: int) -> bool:
        before = self._before(index)
        second = self.t.folded[index - 2] if index > 1 and self.t.follows(index - 1) else ""
        return (
            before in TO_PERSON
            or before in {"thx", "@", "per", "hey", "hi", "asking", "telling", "pinging", "paging"}
            or (
                before == "to"
                and second
                in THANKS
                | {
                    "escalated",
                    "handed",
                    "handover",
                    "spoke",
                    "talked",
                    "reported",
                    "assigned",
                    "delegated",
                }
            )
            or (before == "with" and second in TALK)
            or (
                before == "by"
                and second
                in DONE_BY_PEOPLE
                - {"triggered", "executed", "run", "created", "performed", "applied"}
            )
            or (before in THANKS)
        )

    def _reaches(self, index: int) -> bool:
        return index >= 0 and self.t.folded[index] in {"reach", "reached", "reaching", "reaches"}

    def _unknown_addressed(self, index: int) -> bool:
        before = self._before(index)
        second = self.t.folded[index - 2] if index > 1 and self.t.follows(index - 1) else ""
        after = self.t.text[self.t.ends[index] : self.t.ends[index] + 5]
        return (
            before in {"asked", "told", "woke", "thanked"}
            or (before == "to" and second in {"escalated", "delegated", "reassigned"})
            or (before == "to" and second == "out" and self._reaches(index - 3))
            or (
                before == "by"
                and second in {"approved", "reviewed", "authored", "written", "merged", "committed"}
            )
            or (before == "to" and second in THANKS and bool(re.match(r",| for| who", after)))
            or (
                before == "with"
                and second
                in {"conversation", "chat", "pairing", "spoke", "chatted", "paired", "talking"}
            )
        )

    def _is_he_or_she(self, index: int) -> bool:
        """Return whether `he`, `her` and the like take up the subject later in its sentence."""
        for at in range(index + 2, min(index + 30, len(self.t))):
            if "." in self.t.gap(at) or "\n\n" in self.t.gap(at) or ";" in self.t.gap(at):
                return False
            low = self.t.folded[at]
            if low in SINGULAR:
                return True
            if low in self.l.given and titled(self.t.words[at]):
                return False
        return False
