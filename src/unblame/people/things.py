"""What is written like a name and is none: titles, dates, services, things named after people."""

import re

from unblame.people.beside import WORDS, Beside
from unblame.people.tokens import titled

THINGS = WORDS["things"]
THING_BEFORE = WORDS["thing_before"]
DOWN = WORDS["down"]
DONE_TO_THINGS = WORDS["done_to_things"]
NAMED_THINGS = frozenset(["hurricane", "typhoon", "cyclone", "codename", "codenamed", "saint"])
BEFORE_A_THING = frozenset(
    ["table", "printer", "server", "host", "vm", "node", "bucket", "function"]
)
SWITCHED = WORDS["switched"]
LAWS = WORDS["laws"]
EPONYMS = WORDS["eponyms"]
ORGANISATIONS = WORDS["organisations"]
DETERMINERS = WORDS["determiners"]
DATE_BEFORE = WORDS["date_before"] - {"by", "from", "through", "before", "after"}


class Things(Beside):
    """Tells things from people by what stands beside them."""

    def _in_title(self, index: int) -> bool:
        """Return whether the word stands among capitalised words that are no names."""
        after = index + 1
        if after < len(self.t) and self.t.follows(after) and not self.t.possessive[index]:
            word, low = self.t.words[after], self.t.folded[after]
            if (
                titled(word)
                and (low in self.l.english or low in self.l.tools)
                and low not in self.l.any_verb
            ):
                return True
        if index > 0 and self.t.follows(index) and not self.t.is_initial(index - 1):
            word, low = self.t.words[index - 1], self.t.folded[index - 1]
            return (
                titled(word)
                and (low in self.l.tools or low in self.l.english)
                and low not in self.l.any_verb
            )
        return False

    def _is_date(self, index: int, low: str) -> bool:
        """Return whether `Jan` or `Jun` stands beside a number."""
        if low not in {"jan", "jun", "mar", "may", "april", "june"}:
            return False
        before = self.t.text[max(self.t.starts[index] - 7, 0) : self.t.starts[index]]
        after = self.t.text[self.t.ends[index] : self.t.ends[index] + 3]
        dated = re.search(r"\d(?:st|nd|rd|th|\.)?[ -]?$", before) and not re.search(
            r"\d:\d\d[ -]?$", before
        )
        return bool(dated or re.search(r"\d", after) or self._before(index) in DATE_BEFORE)

    def is_a_date(self, index: int) -> bool:
        """Return whether the word is a month beside a number: `on Jan 12`."""
        return self._is_date(index, self.t.folded[index])

    def _calls_on_somebody(self, index: int) -> bool:
        """Return whether the next word is a deed and its object a name: `Holger alerts Ana`."""
        at = index + 2
        return (
            self._next_word(index) in self.l.any_verb
            and at < len(self.t)
            and self.t.follows(at)
            and titled(self.t.words[at])
            and self.t.folded[at] not in self.l.english
        )

    def _is_eponym(self, index: int) -> bool:
        """Return whether a thing of science is named after somebody: `Wilson intervals`."""
        following = self._next_word(index)
        if following not in EPONYMS:
            return False
        if self.t.possessive[index]:
            return following in LAWS
        does = following in self.l.any_verb and following.endswith("s")
        if does and self._plain(self.t.folded[index]):
            return False
        return not (does and self._word_after_verb(index) in DETERMINERS)

    def _is_thing(self, index: int) -> bool:
        following = self._next_word(index)
        if self._is_eponym(index) or following in ORGANISATIONS:
            return True
        if following in THINGS:
            if self._plain(self.t.folded[index]) and self._calls_on_somebody(index):
                return False
            return not (
                self.t.possessive[index]
                and self.t.folded[index] in self.l.given
                and following not in LAWS
            )
        before = self._before(index)
        joined = index > 0 and self.t.gap(index).strip('*_ "“') == ""
        if joined and (before in NAMED_THINGS or (before in self.l.dates and index > 0)):
            return before in NAMED_THINGS or titled(self.t.words[index - 1])
        if joined and before in BEFORE_A_THING:
            return self._verb(index) not in self.l.mind_past
        if joined and before in THING_BEFORE and not self._acts(index):
            low = self.t.folded[index]
            return before not in {"on", "in"} or low in self.l.places or low in self.l.dates
        if before in {"to", "in", "from"} and index > 1 and self.t.folded[index - 2] in SWITCHED:
            return True
        if joined and before in DONE_TO_THINGS:
            return True
        verb, at = self._verb_at(index)
        return verb in {"is", "was", "were", "went", "came"} and self._next_word(at) in DOWN
