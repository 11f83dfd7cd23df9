"""Names told by grammar: a pair of names, a name before what people do, a name after `by` or `to`.

A list of names never decides alone: a word that is also a tool, a month or a plain word needs a
sentence around it in which only a person fits.
"""

import re
from bisect import bisect_right

from unblame.people.structure import Hit
from unblame.people.tokens import Tokens, titled
from unblame.people.words import Lists, lists, sections

WORDS = sections("around_names.txt")

PARTICLES = WORDS["particles"]
SKIP = WORDS["skip"]
AUX = WORDS["aux"]
BEFORE_SUBJECT = WORDS["before_subject"]
TO_PERSON = WORDS["to_person"]
PERSON_PREP = WORDS["person_prep"]
DONE_BY_PEOPLE = WORDS["done_by_people"]
TALK = WORDS["talk"]
THANKS = frozenset(
    ["thanks", "kudos", "props", "credit", "shout-out", "shoutout", "thx", "cheers", "hats-off"]
)
THINGS = WORDS["things"]
THING_BEFORE = WORDS["thing_before"]
DOWN = WORDS["down"]
DONE_TO_THINGS = WORDS["done_to_things"]
DATE_BEFORE = WORDS["date_before"]
NOT_NAMES = re.compile(
    r"(?:tion|tions|ment|ments|ing|ness|ity|ers|ors|ware|base|ly|db|sql|kit|hub|ops|flow|stack|cloud|net|tech|soft|ism|less|able|ible|ful|ous|ed|ies|ics|ists|ology|graph|proxy|load|mesh|bot|fs|ctl|mq|ware|gate|works|labs|bank|pay|service|api|app|data|lytics|sion|ence|ance|er|or|ics|ment|ette|form|point|board|line|side|cast|path|cluster)$"
)
ROLE = re.compile(
    r" \((?:on[- ]?call|SRE|DBA|IC|QA|CTO|CEO|[\w /-]{0,24}"
    r"(?:team|engineer|lead|manager|support|developer|responder|commander|scribe|ops))\b",
    re.IGNORECASE,
)
SOCIAL = WORDS["social"]
DETERMINERS = WORDS["determiners"]


def find_names(tokens: Tokens) -> list[Hit]:
    """Return the names that grammar shows, in order; a span already taken is passed over."""
    return _Finder(tokens).hits


class _Finder:
    def __init__(self, tokens: Tokens) -> None:
        self.t = tokens
        self.l: Lists = lists()
        self.hits: list[Hit] = []
        self.things: set[str] = set()
        self.joined = False
        index = 0
        while index < len(tokens):
            index = self._at(index)
        self._carry()

    def _at(self, index: int) -> int:
        """Judge the word at the index and return the index to go on with."""
        word = self.t.words[index]
        if not word[0].isupper():
            if self._may_be_lowercase(index):
                self._lowercase(index)
            return index + 1
        if not titled(word) and not self._is_initial_letter(index):
            return index + 1
        if self.t.is_closed(index) or (self.t.glued(index) and not self._beside_a_slash(index)):
            return index + 1
        last = self._pair(index)
        if last is not None:
            return last + 1
        self._single(index)
        return index + 1

    def _beside_a_slash(self, index: int) -> bool:
        """Return whether the word is one of `Ana/Jonas`, two plain given names."""
        sides = [at for at in (index, index + 1) if 0 < at < len(self.t) and self.t.gap(at) == "/"]
        return bool(sides) and all(
            titled(self.t.words[at]) and self._plain(self.t.folded[at])
            for side in sides
            for at in (side - 1, side)
        )

    def _key(self, index: int) -> str:
        """Return the word to look up: of a double name such as `Ana-Maria` the first half."""
        low = self.t.folded[index]
        first, _, second = low.partition("-")
        return first if second and first in self.l.given and second[0].isalpha() else low

    def _plain(self, low: str) -> bool:
        return low in self.l.given and low not in self.l.english and low not in self.l.tools

    # -- pairs -------------------------------------------------------------------------------

    def _is_initial_letter(self, index: int) -> bool:
        word = self.t.words[index]
        return len(word) == 1 and self.t.text[self.t.ends[index] : self.t.ends[index] + 1] == "."

    def _next_name(self, index: int) -> int | None:
        """Return the index of a family name right after, past particles and initials."""
        at = index + 1
        dotted = index < len(self.t) - 1 and self._is_initial_letter(index)
        while at < len(self.t):
            joined = self.t.follows(at) or (dotted and self.t.gap(at) in {". ", "."})
            if not joined or self.t.possessive[at - 1] or self.t.is_closed(at):
                return None
            word = self.t.words[at]
            if word in PARTICLES and at < index + 4:
                at += 1
                dotted = False
                continue
            if self._is_initial_letter(at) and at < index + 3:
                dotted = True
                at += 1
                continue
            return at if titled(word) and not self.t.glued(at) else None
        return None

    def _family(self, index: int) -> bool:
        low = self.t.folded[index]
        if low in self.l.surnames:
            return True
        if "-" in low and all(part in self.l.english for part in low.split("-")):
            return False
        return low not in self.l.english and low not in self.l.tools and not NOT_NAMES.search(low)

    def _has_role(self, index: int) -> bool:
        """Return whether a role in brackets follows, as in `(on call)` or `(database team)`."""
        return bool(ROLE.match(self.t.text, self.t.ends[index]))

    def _family_first(self, index: int, last: int) -> bool:
        """Return whether a family name stands before a given one, as in `Zhang Min`."""
        first, second = self.t.folded[index], self.t.folded[last]
        return (
            last == index + 1
            and first in self.l.surnames
            and first not in self.l.english
            and first not in self.l.tools
            and first not in self.l.given
            and second in self.l.given
        )

    def _further(self, index: int) -> bool:
        return self._family(index) or self.t.folded[index] in self.l.given - self.l.tools

    def _pair(self, index: int) -> int | None:
        last = self._next_name(index)
        if last is None:
            return None
        if self._family_first(index, last):
            self._add(index, last, sure=True)
            return last
        if not self._family(last):
            return None
        low, family = self._key(index), self.t.folded[last]
        further = self._next_name(last)
        if further is not None and self._further(further) and not self.t.possessive[last]:
            last, family = further, self.t.folded[further]
        if (
            not self.t.possessive[last]
            and self._next_word(last) in THINGS
            and (
                family not in self.l.surnames
                or self._next_word(last) in LAWS | {"problem", "notation", "model", "lane"}
            )
        ):
            return last
        listed = family in self.l.surnames
        person = self._acts(last) or self._after_person_word(index) or self._has_role(last)
        plain = low in self.l.given and low not in self.l.tools and low not in self.l.english
        if plain or self._is_initial_letter(index):
            sure = plain or listed or person
        elif low in self.l.given:
            sure = listed or person
        elif low in self.l.wordy - self.l.tools and low not in self.l.never:
            sure = listed and person and family not in self.l.english
        elif low in self.l.english or low in self.l.tools or NOT_NAMES.search(low):
            return None
        else:
            sure = (listed and family not in self.l.english) or person
        if sure or low in self.l.given:
            self._add(index, last, sure=sure)
        return last

    # -- one name ----------------------------------------------------------------------------

    def _single(self, index: int) -> None:
        low = self._key(index)
        l = self.l  # noqa: E741
        if low in l.never or self._is_initial_letter(index):
            return
        if low in self.l.given and self._is_date(index, low):
            return
        if self._is_thing(index):
            self.things.add(low)
            return
        if low in l.given and low not in l.english and low not in l.tools:
            self._add(index, index, sure=not self._in_title(index))
        elif low in l.given and low in l.tools:
            self._toolish(index, low)
        elif low in l.given:
            self._wordish(index, low)
        elif low not in l.english and low not in l.tools and not NOT_NAMES.search(low):
            self._unknown(index)

    def _toolish(self, index: int, low: str) -> None:
        verb = self._verb(index)
        if low in self.l.dates:
            sure = verb in self.l.mind_past and self._before(index) not in DATE_BEFORE
        elif low in self.l.places:
            sure = (
                verb in self.l.mind_past | self.l.hands_past or self._aux_person(index)
            ) or self._strongly_addressed(index)
        else:
            sure = verb in SOCIAL or self._strongly_addressed(index)
        if sure:
            self._add(index, index, sure=True)

    def _wordish(self, index: int, low: str) -> None:
        verb = self._verb(index)
        object_next = self._word_after_verb(index) in DETERMINERS
        if self.t.is_initial(index):
            sure = (
                verb in self.l.mind_past
                and verb not in {"read", "call", "hit"}
                and not verb.endswith("ing")
            )
            if low in self.l.nameish and not sure:
                sure = verb in self.l.hands_past and object_next and not self._as_follows(index)
                sure = sure or self._with_a_name(index)
                sure = sure or (self._aux_person(index) and low not in {"may", "can", "even"})
                sure = sure or (
                    self.t.possessive[index]
                    and low in self.l.nameish
                    and self._next_word(index) in FAULTS
                )
            if (
                sure
                and low in self.l.verbish
                and self._next_word(index) in {"failed", "set", "put"}
            ):
                sure = False
            if sure:
                self._add(index, index, sure=True)
            return
        if self._in_title(index) or self._before(index) in {"the", "a", "an"}:
            return
        strong = self._strongly_addressed(index) or self._acts(index)
        if (strong and low in self.l.nameish) or (strong and verb in self.l.mind_past):
            self._add(index, index, sure=True)
        elif low in self.l.nameish:
            self._add(index, index, sure=self._after_person_word(index))

    def _with_a_name(self, index: int) -> bool:
        """Return whether `and` and a plain given name follow, as in `Will and Priya`."""
        other = index + 2
        return (
            self._next_word(index) == "and"
            and other < len(self.t)
            and self.t.follows(other)
            and titled(self.t.words[other])
            and self._plain(self.t.folded[other])
        )

    def _unknown(self, index: int) -> None:
        if self._in_title(index) or self._capital_before(index):
            return
        verb = self._verb(index)
        subject = (
            self.t.is_initial(index)
            or self._before(index) in BEFORE_SUBJECT
            or "," in self.t.gap(index)
        )
        together = self.joined and verb in self.l.mind_any
        if subject and (verb in self.l.mind_past or verb in SURE_HANDS or together):
            if verb not in COMPANY_VERBS:
                self._add(index, index, sure=True)
            else:
                self._add(index, index, sure=False)
        elif (subject and self._aux_person(index)) or self._unknown_addressed(index):
            self._add(index, index, sure=True)

    def _may_be_lowercase(self, index: int) -> bool:
        low = self.t.words[index]
        return (
            len(low) > 2
            and low.isascii()
            and low not in self.l.english
            and not low.endswith(("n't", "ing"))
        )

    def _lowercase(self, index: int) -> None:
        low = self.t.words[index]
        if low in self.l.tools or low in self.l.never or low in self.l.any_verb:
            return
        if self.t.is_closed(index) or self.t.glued(index):
            return
        verb = self._verb(index)
        subject = self.t.is_initial(index) or self._before(index) in BEFORE_SUBJECT
        if low in self.l.given:
            acts = subject and (
                verb in self.l.mind_past
                or verb in self.l.hands_past
                or self._aux_person(index)
                or (self._next_word(index) == "and" and self._and_me(index))
            )
            if acts or self._strongly_addressed(index):
                self._add(index, index, sure=True)
        elif self.t.is_initial(index) and self._reads_as_a_nick(index, verb):
            start, end = self.t.starts[index], self.t.ends[index]
            self.hits.append(Hit(start=start, end=end, kind="handle", handle=low, basis="grammar"))

    def _and_me(self, index: int) -> bool:
        return self.t.folded[index + 2 : index + 3] in (["i"], ["me"], ["myself"])

    def _reads_as_a_nick(self, index: int, verb: str) -> bool:
        low = self.t.words[index]
        acts = verb in LOWER_MIND or self._next_word(index) in {"unaware", "aware"}
        return acts and low.isalpha() and not NOT_NAMES.search(low)

    # -- the surroundings --------------------------------------------------------------------

    def _before(self, index: int) -> str:
        if index == 0 or re.search(r"[.!?;|\n]", self.t.gap(index).replace("\n", " ", 1)):
            return ""
        return self.t.folded[index - 1]

    def _next_word(self, index: int) -> str:
        at = index + 1
        if at >= len(self.t) or self.t.gap(at).strip("*_ \t\n"):
            return ""
        return self.t.folded[at]

    def _verb(self, index: int) -> str:
        """Return the word that acts after a name, past adverbs and one auxiliary."""
        return self._verb_at(index)[0]

    def _verb_at(self, index: int) -> tuple[str, int]:
        if self.t.possessive[index]:
            return "", index
        at = index + 1
        self.joined = False
        for _ in range(4):
            if at >= len(self.t) or (self.t.gap(at).strip("*_ \t\n\r") and not self._and_name(at)):
                return "", at
            word = self.t.folded[at].removeprefix("re-")
            if word in SKIP or (word.endswith("ly") and len(word) > 4):
                at += 1
                continue
            if word == "and" and at + 1 < len(self.t) and self._could_be_name(at + 1):
                self.joined = True
                at += 2
                if at < len(self.t) and self.t.folded[at] in {"both", "have"}:
                    at += 1
                continue
            return word, at
        return "", at

    def _could_be_name(self, index: int) -> bool:
        word = self.t.words[index]
        return titled(word) or (
            word.islower() and word not in self.l.english and word not in self.l.tools
        )

    def _and_name(self, at: int) -> bool:
        return self.t.gap(at).strip() == "," and self.t.folded[at] in SKIP

    def _word_after_verb(self, index: int) -> str:
        _, at = self._verb_at(index)
        return self._next_word(at) or (
            "all" if at < len(self.t) and self._digit_follows(at) else ""
        )

    def _digit_follows(self, at: int) -> bool:
        return bool(re.match(r"\s*[`#\d]", self.t.text[self.t.ends[at] : self.t.ends[at] + 4]))

    def _as_follows(self, index: int) -> bool:
        return " as " in self.t.text[self.t.ends[index] : self.t.ends[index] + 60].split(".")[0]

    def _aux_person(self, index: int) -> bool:
        """Return whether `was`, `had`, `will` and so on is followed by what only people do or are."""
        word, at = self._verb_at(index)
        if word not in AUX:
            return False
        for _ in range(3):
            at += 1
            if at >= len(self.t) or self.t.gap(at).strip("*_ \t\n\r"):
                return False
            word = self.t.folded[at]
            if (
                word in SKIP
                or word in {"been", "to", "be", "in", "on", "the", "only"}
                or word.endswith("ly")
            ):
                continue
            return word in self.l.states or word in self.l.mind_any
        return False

    def _acts(self, index: int) -> bool:
        verb = self._verb(index)
        return (
            verb in self.l.mind_past
            or verb in self.l.hands_past
            or verb in {"was", "had", "has", "is", "did", "didn't", "couldn't", "wasn't", "hadn't"}
        )

    def _after_person_word(self, index: int) -> bool:
        return self._before(index) in PERSON_PREP or self._before(index) in TO_PERSON

    def _strongly_addressed(self, index: int) -> bool:
        before = self._before(index)
        second = self.t.folded[index - 2] if index > 1 and self.t.follows(index - 1) else ""
        return (
            before in TO_PERSON
            or before in {"thx", "@"}
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

    def _unknown_addressed(self, index: int) -> bool:
        before = self._before(index)
        second = self.t.folded[index - 2] if index > 1 and self.t.follows(index - 1) else ""
        after = self.t.text[self.t.ends[index] : self.t.ends[index] + 5]
        return (
            before in {"asked", "told", "woke", "thanked"}
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

    def _capital_before(self, index: int) -> bool:
        return (
            index > 0
            and self.t.follows(index)
            and self.t.words[index - 1][0].isupper()
            and not self.t.is_initial(index - 1)
        )

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
        near = self.t.text[max(self.t.starts[index] - 3, 0) : self.t.ends[index] + 3]
        return low in {"jan", "jun", "mar", "may", "april", "june"} and bool(re.search(r"\d", near))

    def _is_thing(self, index: int) -> bool:
        following = self._next_word(index)
        if following in THINGS:
            return not (
                self.t.possessive[index]
                and self.t.folded[index] in self.l.given
                and following not in LAWS
            )
        before = self._before(index)
        joined = index > 0 and self.t.gap(index).strip('*_ "“') == ""
        if joined and before in NAMED_THINGS:
            return True
        if joined and before in THING_BEFORE and not self._acts(index):
            return (
                before not in {"on", "in"} or self.t.folded[index] in self.l.places | self.l.dates
            )
        if joined and before in DONE_TO_THINGS:
            return True
        verb, at = self._verb_at(index)
        return verb in {"is", "was", "went", "came"} and self._next_word(at) in DOWN

    # -- results -----------------------------------------------------------------------------

    def _add(self, first: int, last: int, *, sure: bool) -> None:
        start, end = self.t.starts[first], self.t.ends[last]
        name = " ".join(self.t.text[start:end].split())
        self.hits.append(
            Hit(start=start, end=end, kind="name", name=name, sure=sure, basis="grammar")
        )

    def _carry(self) -> None:
        """Let a name that one sentence shows hold for the rest of the text, and a thing likewise."""
        sure = {fold_first(hit) for hit in self.hits if hit.sure} - self.things
        settled = [
            hit
            if hit.sure or fold_first(hit) not in sure
            else Hit(start=hit.start, end=hit.end, kind="name", name=hit.name, basis="grammar")
            for hit in self.hits
        ]
        rare = {word for word in sure if word not in self.l.english and word not in self.l.tools}
        seen = {hit.start for hit in settled}
        starts = [hit.start for hit in settled]
        settled_ends = [hit.end for hit in settled]
        for index, low in enumerate(self.t.folded if rare else ()):
            start, end = self.t.starts[index], self.t.ends[index]
            if low not in rare or start in seen or self.t.is_closed(index) or self.t.glued(index):
                continue
            at = bisect_right(starts, start) - 1
            if self.t.words[index].isupper() or (at >= 0 and start < settled_ends[at]):
                continue
            lower = self.t.words[index].islower()
            settled.append(
                Hit(
                    start=start,
                    end=end,
                    kind="handle" if lower else "name",
                    basis="grammar",
                    handle=low if lower else None,
                    name=None if lower else self.t.words[index],
                )
            )
        self.hits = sorted(settled, key=lambda hit: hit.start)


def fold_first(hit: Hit) -> str:
    """Return the first word of what a hit names, folded."""
    return (hit.name or hit.handle or "").casefold().split()[0]


NAMED_THINGS = frozenset(["hurricane", "typhoon", "cyclone", "codename", "codenamed", "saint"])
LAWS = WORDS["laws"]
FAULTS = WORDS["faults"]
COMPANY_VERBS = WORDS["company_verbs"]
SURE_HANDS = WORDS["sure_hands"]
LOWER_MIND = WORDS["lower_mind"]
