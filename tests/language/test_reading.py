"""What changes in the findings when a recogniser reads along."""

from dataclasses import dataclass

import pytest

from unblame.language import Finding, Level, check
from unblame.language.live import LiveText
from unblame.people import Cast
from unblame.recognise import Reading, Scored
from unblame.testing import FakeReader, a_mark

LETTER = "Yolaine had the letter on her desk for two weeks and filed it."
FAULT = "Nobody bothered to check replication."
LABEL = "Root cause: human error."
NOTED = "The inability to verify the backup made the outage longer."
BLAMES = Reading(blame=0.95)
PERHAPS = Reading(blame=0.7)
CLEAR = Reading(blame=0.02)


@dataclass(frozen=True)
class Read:
    """What is found in a text beside a reader of these sentences."""

    readings: dict[str, Reading]

    def cast(self) -> Cast:
        return Cast(reader=FakeReader(self.readings))

    def found(self, text: str, **options: object) -> list[Finding]:
        found = check(text, cast=self.cast(), **options)  # type: ignore[arg-type]
        return [one for one in found if one.family == "blame"]

    def shown(self, text: str, **options: object) -> list[tuple[str, str]]:
        return [(one.rule, one.level.value) for one in self.found(text, **options)]


def read(sentence: str, reading: Reading) -> Read:
    return Read({sentence: reading})


def test_what_no_rule_notices_is_proposed() -> None:
    nearest = (Scored(name="UB127", score=0.9), Scored(name="UB101", score=0.6))
    reading = Reading(
        blame=0.95,
        kinds=nearest,
        span=a_mark(LETTER, "filed it"),
        weighed=(a_mark(LETTER, "Yolaine"), a_mark(LETTER, "weeks"), a_mark(LETTER, "filed")),
    )

    [one] = read(LETTER, reading).found(LETTER)

    assert (one.rule, one.level, one.also) == ("UB199", Level.WARN, ("UB101", "UB127"))
    assert one.text == "filed it"
    assert one.message == (
        "this sentence reads as blame, nearest to wilfulness (unblame explain UB127); "
        "what weighed most: weeks, filed"
    )
    assert one.ask is not None


def test_words_that_tell_nothing_alone_are_not_said_to_weigh() -> None:
    said = "He left it again, and left it to rot."
    weighed = tuple(a_mark(said, word) for word in ("He", "left", "it", "and", "left", "rot"))
    [one] = read(said, Reading(blame=0.95, weighed=weighed)).found(said)
    [other] = read(said, Reading(blame=0.95, weighed=weighed[:1])).found(said)

    assert one.message == "this sentence reads as blame; what weighed most: left, rot"
    assert other.message == "this sentence reads as blame"


def test_a_span_of_words_that_tell_nothing_alone_gives_way_to_the_sentence() -> None:
    said = "It was the third time that he has done that."
    [one] = read(said, Reading(blame=0.95, span=a_mark(said, "that he has"))).found(said)

    assert one.text == said


def test_a_span_begins_and_ends_with_a_word() -> None:
    said = "It failed, he had the mail in front of him, and went home."
    span = a_mark(said, ", he had the mail in front of him,")

    [one] = read(said, Reading(blame=0.95, span=span)).found(said)

    assert one.text == "he had the mail in front of him"


def test_the_head_of_a_column_and_a_task_for_a_thing_are_no_blame() -> None:
    rows = (
        "## Action items\n\n| Action | Who |\n|---|---|\n| Clean up the staging channel | Web |\n"
    )
    read_all = dict.fromkeys(("Action", "Who", "Clean up the staging channel", "Web"), BLAMES)

    assert Read(read_all).shown(rows) == []


def test_without_a_span_the_sentence_is_shown() -> None:
    [one] = read(LETTER, BLAMES).found(LETTER)

    assert one.text == LETTER


@pytest.mark.parametrize(
    ("sentence", "reading", "shown"),
    [
        (LETTER, PERHAPS, [("UB199", "note")]),
        (LETTER, CLEAR, []),
        (LETTER, Reading(blame=0.95, known=0.3), []),
        (FAULT, BLAMES, [("UB106", "block")]),
        (FAULT, PERHAPS, [("UB106", "block")]),
        (FAULT, Reading(blame=0.3), [("UB106", "block")]),
        (FAULT, CLEAR, [("UB106", "note")]),
        (FAULT, Reading(blame=0.0, known=0.3), [("UB106", "block")]),
        (LABEL, CLEAR, [("UB108", "block")]),
        (NOTED, BLAMES, [("UB106", "warn")]),
        (NOTED, PERHAPS, [("UB106", "note")]),
    ],
)
def test_rules_and_reading_together(
    sentence: str, reading: Reading, shown: list[tuple[str, str]]
) -> None:
    assert read(sentence, reading).shown(sentence) == shown


def test_a_change_of_level_says_why() -> None:
    [raised] = read(NOTED, BLAMES).found(NOTED)
    [lowered] = read(FAULT, CLEAR).found(FAULT)

    assert raised.message.endswith("; the recogniser reads blame in this sentence")
    assert lowered.message.endswith("; the recogniser reads no blame in this sentence")
    assert lowered.rewrite is None


def test_a_rule_that_explains_is_given_the_kinds_that_were_read() -> None:
    kinds = (Scored(name="UB106", score=0.9), Scored(name="UB112", score=0.6))

    [one] = read(FAULT, Reading(blame=0.95, kinds=kinds)).found(FAULT)

    assert (one.rule, one.also) == ("UB106", ("UB112",))


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{LETTER}\n```",
        f"| Action | Owner |\n|---|---|\n| Add a check | {LETTER} |",
        f"| Instead of | Write |\n|---|---|\n| {LETTER} | The letter was filed. |",
        f'"{LETTER}"',
        f"<!-- unblame: ignore UB199 quoted from the hearing -->\n{LETTER}",
        f"<!-- {LETTER} -->",
    ],
)
def test_what_nobody_says_is_not_proposed(text: str) -> None:
    readings = dict.fromkeys((LETTER, f'"{LETTER}"'), BLAMES)

    found = [one.rule for one in check(text, cast=Read(readings).cast())]

    assert "UB199" not in found
    assert "UB302" not in found


def test_mark_up_is_not_read() -> None:
    spoken = f"Yolaine had  the letter  on her  desk{' ' * 26}for weeks."
    text = "Yolaine had *the letter* on her [desk](https://example.test/a) for weeks."

    assert read(spoken, BLAMES).shown(text) == [("UB199", "warn")]


def test_blame_goes_before_what_only_narrows() -> None:
    text = "In hindsight there were other priorities, which there obviously were not."

    [one] = read(text, BLAMES).found(text)

    assert (one.rule, one.also) == ("UB199", ("UB111",))


def test_a_house_decides() -> None:
    reading = Reading(blame=0.95, kinds=(Scored(name="UB127", score=0.9),))
    blames = read(LETTER, reading)

    assert blames.shown(LETTER, config={"ignore": ["UB199"]}) == []
    assert blames.shown(LETTER, config={"ignore": ["UB127"]}) == []
    assert blames.shown(LETTER, config={"levels": {"UB199": "note"}}) == [("UB199", "note")]
    assert blames.shown(LETTER, config={"levels": {"UB127": "note"}}) == [("UB199", "note")]
    assert blames.shown(LETTER, config={"select": ["UB127"]}) == []


def test_a_level_that_a_house_has_chosen_stands() -> None:
    warned = {"levels": {"UB106": "warn"}}

    assert read(FAULT, CLEAR).shown(FAULT, config=warned) == [("UB106", "warn")]


def test_a_word_that_a_house_allows_is_not_read() -> None:
    without = LETTER.replace("filed", "ʘʘʘʘʘ")
    readings = {LETTER: BLAMES, without: CLEAR}
    allowed = {"words": {"allowed": ["filed"]}}

    assert Read(readings).shown(LETTER, config=allowed) == []
    assert Read({LETTER: BLAMES, without: BLAMES}).shown(LETTER, config=allowed) == [
        ("UB199", "warn")
    ]


def test_an_open_text_shows_the_same() -> None:
    text = f"{LETTER}\n\n{FAULT}"
    cast = Read({LETTER: BLAMES, FAULT: CLEAR}).cast()
    live = LiveText(cast=cast)

    first = live.update(text)

    assert first == check(text, cast=cast)
    assert live.update(f"{text}\n\nThe lag grew.")[: len(first)] == first


@pytest.mark.parametrize(
    "sentence",
    [
        "Thanks to Aurèle, who climbed seven floors with the paper results.",
        "We do not call this human error.",
        "The scheduler forgot the job.",
        "The label 'human error' is not used here.",
        "It would be cheap to say that Jelle was asleep.",
        "The review does not ask who pressed the button.",
    ],
)
def test_grammar_that_is_certain_overrules_the_recogniser(sentence: str) -> None:
    assert read(sentence, BLAMES).shown(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The operator forgot the flag.",
        "Ola Nordvik deleted the wrong table.",
        "You forgot the flag.",
        "Root cause: operator error.",
    ],
)
def test_the_recogniser_does_not_overrule_what_is_certain(sentence: str) -> None:
    [one] = read(sentence, CLEAR).found(sentence)

    assert one.level is Level.BLOCK
