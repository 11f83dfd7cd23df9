"""People whom no list knows, told by what only a person does, receives or owns."""

import re

from unblame.people.beside import SURE_HANDS
from unblame.people.pairs import Pairs
from unblame.people.things import DETERMINERS
from unblame.people.tokens import titled
from unblame.people.words import ends_like_a_service, ends_like_a_thing, sections
from unblame.text import late

WORDS = sections("around_names.txt")

BEFORE_SUBJECT = WORDS["before_subject"]
COMPANY_VERBS = WORDS["company_verbs"]
REPORTING = WORDS["reporting_verbs"]
NOUN_VERBS = WORDS["noun_verbs"]
LOWER_MIND = WORDS["lower_mind"]
MACHINE_HANDS = WORDS["machine_hands"]
MACHINE_OBJECTS = WORDS["machine_objects"]
UNDONE = WORDS["undone_by_people"]
GATHERINGS = WORDS["gatherings"]
BEGINNINGS = tuple(WORDS["beginnings_of_things"])
REACHED = WORDS["reached_by_people"]
OWN = WORDS["own"]
RIGHTS, BEFORE_RIGHTS = WORDS["rights"], WORDS["before_rights"]
UNABLE = frozenset(["could", "couldn't", "cannot", "can't", "can", "did", "didn't"])
GETS = frozenset(
    [
        "receive",
        "get",
        "reach",
        "find",
        "open",
        "log",
        "connect",
        "locate",
        "reproduce",
        "hear",
        "join",
    ]
)
OBJECT_LESS = frozenset(["to", "on", "in", "at", "for", "from", "over", "through", "and", "into"])
MEETING = frozenset(
    ["by", "with", "thanks", "asked", "told", "paged", "pinged", "both", "involving"]
)
OWN_MIND = frozenset(
    ["joins", "joined", "tries", "tried", "thinks", "thought", "sees", "saw", "hears", "wants"]
)
NUMBERED = frozenset(
    ["one", "two", "three", "four", "five", "several", "both", "another", "more", "many"]
)
BEGINS = frozenset(
    ["starts", "started", "begins", "began", "continues", "continued", "kept", "keeps"]
)
ENTRY = late(
    r"[\s>|*+•\-\[(]*(?:(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d(?::\d\d)?(?:[ ]?(?:UTC|[A-Z]{3,4}|Z))?)?[\s|*\])~:–—-]*"
)


class Strangers(Pairs):
    """Finds single names and bare nicks that are in no list."""

    def _opens_an_entry(self, index: int) -> bool:
        """Return whether only a clock time or a bullet stands before the word on its line."""
        start = self.t.text.rfind("\n", 0, self.t.starts[index]) + 1
        lead = self.t.text[start : self.t.starts[index]]
        return len(lead) < 60 and bool(lead.strip()) and bool(ENTRY.fullmatch(lead))

    def _unknown(self, index: int) -> None:
        """Judge a capitalised word that is no given name, no tool and no English word."""
        low = self.t.folded[index]
        if self._in_title(index) or self._capital_before(index) or self._is_compound(low):
            return
        verb = self._verb(index)
        subject = (
            self.t.is_initial(index)
            or self._before(index) in BEFORE_SUBJECT
            or "," in self.t.gap(index)
        )
        together = self.joined and verb in self.l.mind_any
        if subject and (verb in self.l.mind_past or verb in SURE_HANDS or together):
            spoken = verb not in COMPANY_VERBS or self._gathers(index, verb)
            noted = verb in REPORTING and self._opens_an_entry(index)
            self._add(index, index, sure=spoken or noted or self._is_he_or_she(index))
        elif (
            (subject and (self._aux_person(index) or self._unable(index)))
            or self._unknown_addressed(index)
            or self._owns(index)
            or self._in_brackets_after_by(index)
            or (self._stands_as_operator(index, subject) and self._operates(index, verb))
            or self._family_after_by(index)
            or self._beside_a_sure_name(index)
            or self._made_by(index)
            or (subject and self._begins_a_deed(index, verb))
            or (subject and verb in self.l.finite and self._is_he_or_she(index))
            or self._and_a_given_name(index)
            or self._and_the_writer(index)
            or (subject and self._thinks_in_between(index))
            or (self._opens_an_entry(index) and verb in REPORTING and self._tells(index))
            or self._made_what_stands_before(index, verb)
            or (self._before(index) in {"was", "is"} and self._next_word(index) == "who")
        ):
            self._add(index, index, sure=True)

    def _beside_a_sure_name(self, index: int) -> bool:
        """Return whether `and` or `nor` ties the word to a sure name before it."""
        return (
            self._before(index) in {"and", "nor", "or"}
            and index > 1
            and bool(self.hits)
            and self.hits[-1].sure
            and self.hits[-1].end == self.t.ends[index - 2]
            and not self.t.possessive[index - 2]
        )

    def _and_a_given_name(self, index: int) -> bool:
        """Return whether `and` and a plain given name follow, as in `Krenair and James`."""
        other = index + 2
        return (
            self._next_word(index) in {"and", "or"}
            and other < len(self.t)
            and self.t.follows(other)
            and titled(self.t.words[other])
            and self._plain(self.t.folded[other])
            and not self._in_title(other)
            and (self._before(index) in MEETING or self._verb(other) in self.l.mind_past)
        )

    def _tells(self, index: int) -> bool:
        return self._word_after_verb(index) in {"that", "a", "an", "the"}

    def _made_what_stands_before(self, index: int, verb: str) -> bool:
        """Return whether the word made what stands before it: `a change Reva did to the parser`."""
        if index < 2 or not self.t.follows(index) or self.t.folded[index - 2] not in DETERMINERS:
            return False
        if self.t.folded[index - 1] not in WORDS["faults"] | WORDS["works"]:
            return False
        done = verb in self.l.hands_past or verb == "did"
        return done and self._word_after_verb(index) not in DETERMINERS - OBJECT_LESS

    def _is_strange(self, index: int) -> bool:
        """Return whether a word is in no list and not made as names of things are."""
        low = self.t.folded[index]
        lists = (self.l.english, self.l.tools, self.l.acronyms, self.l.any_verb)
        return not any(low in words for words in lists) and not ends_like_a_thing(low)

    def _begins_a_deed(self, index: int, verb: str) -> bool:
        """Return whether the word starts doing what only people do: `starts debugging`."""
        _, at = self._verb_at(index)
        deed = self.t.folded[at + 1] if at + 1 < len(self.t) else ""
        return (
            verb in BEGINS
            and deed.endswith("ing")
            and deed in self.l.deeds_any
            and not any(
                deed.startswith(machine[:-1]) for machine in MACHINE_HANDS if machine.endswith("s")
            )
        )

    def _made_by(self, index: int) -> bool:
        """Return whether the word stands after what somebody wrote, as in `the patch by Kvam`."""
        return (
            self._before(index) == "by" and index > 1 and self.t.folded[index - 2] in WORDS["works"]
        )

    def _gathers(self, index: int, verb: str) -> bool:
        """Return whether somebody joins a call, which companies do not."""
        if verb in OWN_MIND and self._opens_an_entry(index):
            return True
        _, at = self._verb_at(index)
        near = self.t.folded[at + 1 : at + 5]
        return verb in {"joins", "joined"} and not GATHERINGS.isdisjoint(near)

    def _is_compound(self, low: str) -> bool:
        """Return whether a word is made as things are: of plain words, or on `Auto-`, `Net-`."""
        if low.startswith(BEGINNINGS) and low not in self.l.surnames:
            return True
        return "-" in low and all(part in self.l.english for part in low.split("-"))

    def _stands_as_operator(self, index: int, subject: bool) -> bool:
        family = subject and self.t.folded[index] in self.l.surnames
        return family or self._opens_an_entry(index)

    def _operates(self, index: int, verb: str) -> bool:
        """Return whether the verb is an operator's; one that machines do too needs an object."""
        if (
            verb not in self.l.hands_past
            or verb in COMPANY_VERBS
            or self._next_word(index) == "not"
        ):
            return False
        if verb not in MACHINE_HANDS:
            return True
        _, at = self._verb_at(index)
        handled = self.t.folded[at + 1 : at + 4]
        return self._handles_something(index, at) and MACHINE_OBJECTS.isdisjoint(handled)

    def _handles_something(self, index: int, at: int) -> bool:
        """Return whether the verb has an object that stands out: `one node`, `504929`, `Puppet`."""
        after = self._word_after_verb(index)
        small = self.t.words[index].islower()
        named = (
            at + 1 < len(self.t)
            and not self.t.gap(at + 1).strip()
            and self.t.words[at + 1][0].isupper()
            and (small or self.t.folded[at + 1] in self.l.tools)
        )
        return after in DETERMINERS | NUMBERED or named or self._digit_follows(at)

    def _unable(self, index: int) -> bool:
        """Return whether `could not`, `did not` and what only a person gets at follow."""
        word, at = self._verb_at(index)
        ahead = self.t.folded[at + 1 : at + 8]
        if word not in UNABLE or not ahead:
            return False
        if not word.endswith(("n't", "cannot")) and ahead[0] != "not":
            return False
        ahead = [low for low in ahead if low not in {"not", "even"}]
        if ahead[:1] and ahead[0] in self.l.mind_any:
            return True
        if not ahead or ahead[0] not in GETS:
            return False
        return ahead[:2] == ["log", "in"] or any(low in REACHED for low in ahead[1:5])

    def _owns(self, index: int) -> bool:
        """Return whether the word has what only a person has: `'s laptop`, `'s deploy rights`."""
        if not self.t.possessive[index]:
            return False
        owned, after = self._next_word(index), self._next_word(index + 1)
        return owned in OWN or (owned in BEFORE_RIGHTS and after in RIGHTS)

    def _in_brackets_after_by(self, index: int) -> bool:
        """Return whether the word is the whole of `(by ...)`."""
        return (
            self._before(index) == "by"
            and self.t.gap(index - 1).endswith("(")
            and self.t.text[self.t.ends[index] : self.t.ends[index] + 1] == ")"
        )

    def _undid(self, index: int) -> bool:
        """Return whether what stands before is undone by people: `the table was dropped by Vera`."""
        return self._before(index) == "by" and index > 1 and self.t.folded[index - 2] in UNDONE

    def _family_after_by(self, index: int) -> bool:
        """Return whether a family name, or anybody who types, stands after a deed and `by`."""
        if self._before(index) != "by" or index < 2 or not self.t.follows(index - 1):
            return False
        deed = self.t.folded[index - 2]
        done = deed in self.l.finite or deed in SURE_HANDS
        human = deed in SURE_HANDS or deed in UNDONE
        return (done and self.t.folded[index] in self.l.surnames) or human

    def _reads_as_a_nick(self, index: int, verb: str) -> bool:
        """Return whether a bare lower-case word that is in no list does what people do."""
        low = self.t.words[index]
        if not low.isalpha() or ends_like_a_service(low) or self._counts_or_names_things(index):
            return False
        return (
            verb in LOWER_MIND
            or verb in SURE_HANDS
            or self._next_word(index) in {"unaware", "aware"}
            or self._unable(index)
            or (self._family_after_by(index) and low not in self.l.surnames)
            or (
                verb not in MACHINE_HANDS
                and self._opens_an_entry(index)
                and self._operates(index, verb)
                and self._handles_something(index, self._verb_at(index)[1])
            )
            or self._thinks_in_between(index)
            or (self._opens_an_entry(index) and self._does_in_an_entry(index, verb))
        )

    def _does_in_an_entry(self, index: int, verb: str) -> bool:
        """Return whether a nick that opens an entry of a timeline does what its writer notes."""
        if verb in MACHINE_HANDS:
            return self._operates(index, verb)
        if verb in NOUN_VERBS:
            return verb in self.l.hands_past and self._handles_something(
                index, self._verb_at(index)[1]
            )
        return verb in self.l.mind_past or verb in self.l.hands_past

    def _thinks_in_between(self, index: int) -> bool:
        """Return whether a thought is set between commas: `Oyunaa, believing the disk was full,`."""
        after = index + 1
        if after >= len(self.t) or self.t.gap(after).strip() != "," or self.t.possessive[index]:
            return False
        thought = self.t.folded[after + (self.t.folded[after] == "not")]
        return thought.endswith("ing") and (
            thought in self.l.mind_any and thought not in {"pinging", "calling"}
        )

    def _counts_or_names_things(self, index: int) -> bool:
        """Return whether the word stands behind a number, or reads as a plural noun."""
        low = self.t.words[index]
        lead = self.t.text[max(0, self.t.starts[index] - 40) : self.t.starts[index]].rstrip()
        clock = re.search(r"\d:\d\d(?::\d\d)?$", lead)
        counted = lead[-1:].isdigit() and not clock
        return counted or (len(low) > 5 and low.endswith(("ings", "ions", "ers", "ies", "ents")))

    def _joins_a_name(self, index: int, verb: str) -> bool:
        """Return whether the word stands in `Ana and kstad investigate`, after a sure name."""
        return (
            self._before(index) == "and"
            and index > 1
            and bool(self.hits)
            and self.hits[-1].sure
            and self.hits[-1].end == self.t.ends[index - 2]
            and verb in self.l.deeds_any
            and not ends_like_a_service(self.t.words[index])
        )
